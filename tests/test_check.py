"""Is a shop folder sound: each damage is found, and looking changes no byte and no name."""

from __future__ import annotations

import hashlib
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reception_desk.desk.desk import Desk
from reception_desk.forms.vehicle import Vehicle
from reception_desk.store.check import Report, check
from reception_desk.store.events import COLUMNS, sum_of
from tests.fakes import fake_papers
from tests.shops import agreed, closed, make_desk, small_shop
from tests.test_open import state

UNLOCKED = [f"DROP TRIGGER {table}_no_{act}" for table in ("event", "document") for act in ("update", "delete")]


@pytest.fixture
def running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A shop with a closed visit and one in work, its papers printed."""
    fake_papers(monkeypatch)
    desk = make_desk(tmp_path / "running")
    closed(desk)
    desk.papers.print(agreed(desk), ["work_order", "job_card"])
    yield desk
    desk.close(backup=False)


@pytest.fixture
def shop(running: Desk, tmp_path: Path) -> Path:
    """Its folder as it lies on the disk, most of it still in the WAL."""
    shutil.copytree(running.folder, tmp_path / "shop")
    return tmp_path / "shop"


def looked(folder: Path) -> Report:
    before = state(folder)
    report = check(folder)
    assert state(folder) == before
    return report


def change(folder: Path, *sql: str) -> None:
    """Raw writes past the program, its triggers taken away."""
    connection = sqlite3.connect(folder / "shop.sqlite3")
    for command in (*UNLOCKED, *sql):
        connection.execute(command)
    connection.commit()
    connection.close()


def a_paper(folder: Path, kind: str = "settlement") -> Path:
    connection = sqlite3.connect(f"{(folder / 'shop.sqlite3').as_uri()}?mode=ro", uri=True)
    (paper,) = connection.execute("SELECT id FROM document WHERE kind = ?", (kind,)).fetchone()
    connection.close()
    return folder / "papers" / f"{paper}.pdf"


# Sound


def test_sound_shop_is_sound(shop: Path, running: Desk) -> None:
    report = looked(shop)
    assert (report.damage, report.notes) == ([], [])
    assert report.documents == 3
    assert report.events == running.store.connection.execute("SELECT last_seq FROM desk").fetchone()[0]
    assert report.sqlite == sqlite3.sqlite_version


def test_sound_shop_after_closing_and_opening_is_sound(shop: Path) -> None:
    make_desk(shop, seed=3).close()
    assert looked(shop).damage == []


def test_fresh_shop_is_sound(tmp_path: Path) -> None:
    make_desk(tmp_path / "new").close(backup=False)
    assert looked(tmp_path / "new") == Report()


def test_orphan_files_are_noted_and_no_damage(shop: Path) -> None:
    (shop / "papers" / "left.pdf").write_bytes(b"%PDF")
    (shop / "papers" / "left.tmp").write_bytes(b"")
    report = looked(shop)
    assert report.damage == []
    assert [str(note) for note in report.notes] == ["orphan file papers/left.pdf", "orphan file papers/left.tmp"]


def test_folder_without_a_shop_cannot_be_looked_at(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        check(tmp_path)
    assert list(tmp_path.iterdir()) == []


# Damage, each kind


SQL = {
    "an event's body": "UPDATE event SET body = body || ' ' WHERE desk_seq = 5",
    "an event's body that is no JSON": "UPDATE event SET body = 'x' WHERE kind = 'issued'",
    "an event's time": "UPDATE event SET at_utc_ms = at_utc_ms + 1 WHERE desk_seq = 7",
    "an event's person": "UPDATE event SET actor_id = 'x' WHERE desk_seq = 7",
    "an event's hash": "UPDATE event SET hash = zeroblob(32) WHERE desk_seq = 3",
    "an event taken out": "DELETE FROM event WHERE desk_seq = 6",
    "the first event taken out": "DELETE FROM event WHERE desk_seq = 1",
    "the last event taken out": "DELETE FROM event WHERE desk_seq = (SELECT last_seq FROM desk)",
    "all events taken out": "DELETE FROM event",
    "the desk's row": "DELETE FROM desk",
    "a bill's content": "UPDATE document SET content = replace(content, '54240', '54241') WHERE kind = 'settlement'",
    "a bill's number": "UPDATE document SET number = 'INV-2026-A1-000009' WHERE kind = 'settlement'",
    "a bill's amount": "UPDATE document SET amount = 1 WHERE kind = 'settlement'",
    "a bill's sum of content": "UPDATE document SET content_sum = file_sum WHERE kind = 'settlement'",
    "a bill's sum of file": "UPDATE document SET file_sum = content_sum WHERE kind = 'settlement'",
    "a bill taken out": "DELETE FROM document WHERE kind = 'settlement'",
    "a job card taken out": "DELETE FROM document WHERE kind = 'job_card'",
    "a bill put in": "INSERT INTO document(id, kind, number) VALUES('x', 'settlement', 'INV-2026-A1-000002')",
    "a number taken": "UPDATE number_series SET next = next + 1 WHERE name LIKE 'legal:%'",
    "a number given back": "UPDATE number_series SET next = next - 1 WHERE name LIKE 'legal:%'",
    "an index": "DELETE FROM sqlite_schema WHERE name = 'event'",
    "another program's file": "PRAGMA application_id = 1",
}


@pytest.mark.parametrize("what", SQL)
def test_damage_in_the_file_is_found(what: str, shop: Path) -> None:
    """Row 10 (and 36): where triggers were taken away."""
    sql = ("PRAGMA writable_schema = ON", SQL[what]) if "sqlite_schema" in SQL[what] else (SQL[what],)
    change(shop, *sql)
    assert looked(shop).damage, what


def test_events_that_are_missing_are_named(shop: Path) -> None:
    """Rows 10 and 36: whoever looks at the backups has to know from which event on."""
    change(shop, "DELETE FROM event WHERE desk_seq IN (6, 7)")
    damage = [str(finding) for finding in looked(shop).damage]
    assert "event 6 is missing" in damage
    assert not [finding for finding in damage if finding.startswith("event 9")]  # from there on the chain holds


def test_content_changed_together_with_its_sum_is_found(shop: Path) -> None:
    """Who can write a row can write its sum; the chain of events is not as easily made anew."""
    content = '{"body":{},"changes":[]}'
    kept = hashlib.sha256(content.encode()).hexdigest()
    change(shop, f"UPDATE document SET content = '{content}', content_sum = '{kept}' WHERE kind = 'settlement'")
    (finding,) = looked(shop).damage
    assert "it is not what was printed" in str(finding)


def test_paper_that_somebody_slipped_in_is_found(shop: Path) -> None:
    """Its sums are right and its file is there; only the chain of events knows nothing of it."""
    paper = a_paper(shop, "job_card")
    shutil.copy(paper, paper.with_name("forged.pdf"))
    columns = "visit, kind, payer, language, page, revision, content, content_sum, file_sum"
    wanted = f"SELECT 'forged', {columns} FROM document WHERE id = '{paper.stem}'"
    change(shop, f"INSERT INTO document(id, {columns}) {wanted}")
    (finding,) = looked(shop).damage
    assert "forged" in str(finding) and "no event tells of it" in str(finding)


def test_event_whose_body_is_no_json_is_found_although_its_hash_was_made_anew(shop: Path) -> None:
    """Whoever knows how the chain is made can write an event that no program can read."""
    path = shop / "shop.sqlite3"
    connection = sqlite3.connect(path)
    for command in UNLOCKED:
        connection.execute(command)
    cursor = connection.execute(f"SELECT {','.join(COLUMNS)} FROM event ORDER BY desk_seq DESC LIMIT 1")
    row = dict(zip(COLUMNS, cursor.fetchone(), strict=True)) | {"body": "no JSON"}
    before = connection.execute("SELECT hash FROM event WHERE desk_seq = ?", (row["desk_seq"] - 1,)).fetchone()
    made = sum_of(before[0], row)
    connection.execute("UPDATE event SET body = 'no JSON', hash = ? WHERE desk_seq = ?", (made, row["desk_seq"]))
    connection.commit()
    connection.close()
    findings = [str(finding) for finding in looked(shop).damage]
    assert f"event {row['desk_seq']} cannot be read" in findings


FILES: dict[str, Callable[[Path], object]] = {
    "a paper's file changed": lambda path: path.write_bytes(path.read_bytes().replace(b"595", b"596")),
    "a paper's file cut": lambda path: path.write_bytes(path.read_bytes()[:-1]),
    "a paper's file empty": lambda path: path.write_bytes(b""),
    "a paper's file missing": lambda path: path.unlink(),
}


@pytest.mark.parametrize("what", FILES)
@pytest.mark.parametrize("kind", ["settlement", "job_card"])
def test_damage_of_a_paper_is_found(what: str, kind: str, shop: Path) -> None:
    paper = a_paper(shop, kind)
    FILES[what](paper)
    (finding,) = looked(shop).damage
    assert paper.stem in str(finding)


def test_folder_of_papers_missing_is_damage(shop: Path) -> None:
    shutil.rmtree(shop / "papers")
    assert len(looked(shop).damage) == 3


def test_wal_that_is_gone_is_found(shop: Path) -> None:
    """What was acknowledged lay in the WAL: the file alone is an older shop, or none at all."""
    (shop / "shop.sqlite3-wal").unlink()
    report = looked(shop)
    assert report.damage or [str(note) for note in report.notes] == ["nothing was written to this shop yet"]


@pytest.mark.parametrize("content", [b"", b"\xff\xd8\xff\xe0" + bytes(9000), b"SQLite format 3\x00" + bytes(9000)])
def test_file_that_is_no_database_is_damage(content: bytes, shop: Path) -> None:
    (shop / "shop.sqlite3-wal").unlink()
    (shop / "shop.sqlite3").write_bytes(content)
    assert looked(shop).damage


def test_bytes_changed_anywhere_never_break_the_look_itself(shop: Path) -> None:
    """Sixty places, eight bytes each: most of them are free space, or words that only an event's hash would tell of."""
    make_desk(shop, seed=3).close(backup=False)
    path = shop / "shop.sqlite3"
    good = path.read_bytes()
    dice = random.Random(1)
    found = 0
    for _ in range(60):
        bad = bytearray(good)
        place = dice.randrange(len(bad) - 8)
        bad[place : place + 8] = dice.randbytes(8)
        path.write_bytes(bad)
        found += bool(check(shop).damage)
    assert found
    path.write_bytes(good)
    assert check(shop).damage == []


def test_looking_while_the_desk_goes_on_sees_a_whole_state(running: Desk) -> None:
    desk = running
    for step in range(5):
        desk.sheets.edit(Vehicle, small_shop(desk).vehicle, {"colour": f"colour {step}"})
        desk.sheets.leave()
        assert check(desk.folder).damage == []
