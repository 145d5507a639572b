"""Files of older versions: every release's shop folder opens with all that is in it, and a change of tables that fails
or is killed leaves the old file. Rows 19 to 23 of the table of faults.

tests/data/releases/ holds a shop folder of each release, kept for ever (`python -m tools.keep_release`).
"""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlite_utils import Database as Utils

from reception_desk import errors
from reception_desk.forms.customer import Customer, Phone
from reception_desk.forms.vehicle import Vehicle
from reception_desk.store import tables
from reception_desk.store.check import check
from reception_desk.store.database import FILE
from reception_desk.store.migrations import Step
from tests.fakes import fake_papers
from tests.migrating import OLDER, PLACES, STEPS
from tests.old_files import content, make_older, schema, version_with
from tests.shops import VIN, closed, make_desk, paid, small_desk, small_shop
from tests.test_open import state
from tests.test_search import assert_index_is_true, pairs

if TYPE_CHECKING:
    from sqlite_utils import Database

RELEASES = Path(__file__).parent / "data" / "releases"
KEPT = sorted(path.name for path in RELEASES.iterdir())
MOVING = {
    "desk": {"forms", "last_seq", "last_hlc"},
    "draft": {"actor_id", "before"},
    "search_entry": {"initials"},
}
"""What every start writes, and what is found in a name by rules that grow."""


@pytest.fixture
def older(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A shop as a version left it that called two fields otherwise; a visit is closed and billed in it."""
    fake_papers(monkeypatch)
    desk = small_desk(tmp_path / "shop")
    closed(desk)
    desk.close(backup=False)
    make_older(desk.folder, *OLDER)
    return desk.folder


def opened(folder: Path, steps: tuple[Step, ...] = ()) -> None:
    with version_with(steps):
        make_desk(folder, seed=8).close(backup=False)


def copies(folder: Path) -> list[Path]:
    return sorted((folder / "backups").glob("before-*.sqlite3"))


def assert_all_there(before: dict[str, list[dict[str, Any]]], path: Path) -> None:
    """Every row, and of each what both versions call by the same name."""
    after = content(path)
    for table, rows in before.items():
        assert len(after[table]) >= len(rows), table
        for old, new in zip(rows, after[table], strict=False):
            same = (old.keys() & new.keys()) - MOVING.get(table, set())
            assert {name: old[name] for name in same} == {name: new[name] for name in same}, table


# Releases


@pytest.mark.parametrize("release", KEPT)
def test_shop_of_every_release_opens_with_all_that_is_in_it(
    release: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Row 19: nothing is lost, the check is clean, work goes on, and the next number follows the last one."""
    fake_papers(monkeypatch)
    folder = tmp_path / "shop"
    shutil.copytree(RELEASES / release, folder)
    before = content(folder / FILE)
    papers = {path.name for path in (folder / "papers").iterdir()}
    make_desk(folder, seed=8).close(backup=False)
    assert_all_there(before, folder / FILE)
    assert check(folder).damage == []
    assert copies(folder)
    desk = make_desk(folder, seed=9)
    assert_index_is_true(desk)
    numbers = {row["number"] for row in before["document"] if row["number"]}
    assert {desk.papers.path(row["id"]).name for row in before["document"]} == papers
    visits = {row["id"] for row in before["visit"] if row["number"].startswith("V-")}
    assert {hit.visit.id for hit in desk.reception.search("") if hit.visit} >= visits
    desk.board.today()
    bill = desk.settlement.issue(paid(desk))
    assert bill.number not in numbers and int(bill.number[-6:]) > max(int(number[-6:]) for number in numbers)
    desk.close()
    assert check(folder).damage == []


def test_names_of_an_older_shop_are_found_by_whole_pinyin(tmp_path: Path) -> None:
    """Row 19: 0.1.0 kept their initials only."""
    folder = tmp_path / "shop"
    shutil.copytree(RELEASES / "0.1.0", folder)
    desk = make_desk(folder, seed=8)
    assert ("粤BD12345", "王伟") in pairs(desk, "wangwei")
    desk.close(backup=False)


def test_release_that_is_out_is_kept(project: Path) -> None:
    """Row 19: a version that the list of changes calls released has its folder, and each is small."""
    lines = (project / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()
    out = [line.split()[1] for line in lines if line.startswith("## ") and "not released" not in line]
    assert set(out) <= set(KEPT) and KEPT
    for release in KEPT:
        files = [path for path in (RELEASES / release).rglob("*") if path.is_file()]
        assert sum(path.stat().st_size for path in files) < 1_000_000
        assert {path.suffix for path in files} == {".sqlite3", ".pdf"}


@pytest.mark.parametrize("release", KEPT)
def test_release_that_is_kept_has_something_in_every_table(release: str) -> None:
    """Row 19: an empty table could lose rows unseen."""
    assert [table for table, rows in content(RELEASES / release / FILE).items() if not rows] == []


# Columns


def test_file_with_a_column_less_gains_it_and_keeps_all_rows(older: Path) -> None:
    """Row 19: a field that is new in this version; before the file is changed it is copied."""
    with version_with(STEPS):
        opened(older, STEPS)
        make_older(older, "ALTER TABLE customer DROP COLUMN note", "ALTER TABLE line DROP COLUMN discount")
        before = content(older / FILE)
        opened(older, STEPS)
        assert_all_there(before, older / FILE)
        assert {row["note"] for row in content(older / FILE)["customer"]} == {""}
        assert "note" not in content(copies(older)[-1])["customer"][0]
        assert check(older).damage == []


def test_file_with_a_renamed_column_opens_with_its_values(older: Path) -> None:
    """Row 19: the step runs once; a second start changes nothing; the search, the sheets and the papers are there."""
    before = content(older / FILE)
    with version_with(STEPS):
        desk = make_desk(older, seed=8)
        car = desk.store.get(Vehicle, small_shop(desk).vehicle)
        person = desk.store.get(Customer, small_shop(desk).customer)
        assert car and person and (car.vin, car.colour, person.vip) == (VIN, "白!", True)
        assert desk.reception.search("王伟")
        desk.close(backup=False)
        kept = state(older)
        make_desk(older, seed=9).close(backup=False)
        assert state(older) == kept
    assert_all_there(before, older / FILE)
    made = dict(schema(older / FILE))
    assert "STRICT" in made["customer"] and "document_no_update" in made
    run = [row["name"] for row in content(older / FILE)["_sqlite_migrations"]]
    assert run[-len(STEPS) :] == [step.__name__ for step in STEPS]
    assert len(run) == len(set(run))
    assert check(older).damage == []


def test_fresh_file_runs_no_step(tmp_path: Path) -> None:
    """Row 19: it begins with the tables of today; the steps count as done."""
    with version_with(STEPS):
        desk = make_desk(tmp_path / "new")
        small_shop(desk)
        desk.close(backup=False)
        opened(tmp_path / "new", STEPS)
    assert copies(tmp_path / "new") == []


def test_file_of_a_version_with_more_steps_is_refused_by_one_with_less(older: Path) -> None:
    """Row 18, for a file that went through a migration."""
    opened(older, STEPS)
    before = state(older)
    with pytest.raises(errors.ShopFileError, match="newer version"):
        make_desk(older)
    assert state(older) == before


# Steps that fail


def no_such_table(db: Database) -> None:
    db.conn.execute("DELETE FROM phone")
    db.conn.execute("ALTER TABLE nowhere RENAME COLUMN a TO b")


def mistaken(db: Database) -> None:
    db.conn.execute("UPDATE customer SET name = 'lost'")
    raise KeyError("what the file does not hold")


def constrained(db: Database) -> None:
    db.conn.execute("DELETE FROM vehicle")
    db.conn.execute("INSERT INTO desk SELECT * FROM desk")


def orphaning(db: Database) -> None:
    db.conn.execute("CREATE TABLE astray(id TEXT PRIMARY KEY, customer TEXT REFERENCES customer(id)) STRICT")
    db.conn.execute("INSERT INTO astray VALUES('1', 'nobody')")


@pytest.mark.parametrize("step", [no_such_table, mistaken, constrained, orphaning])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_step_that_fails_leaves_the_old_file_and_says_so(step: Step, place: int, older: Path) -> None:
    """Row 20: also the steps before it are taken back; the program of before opens the file; so does a mended one."""
    before, old_schema = content(older / FILE), schema(older / FILE)
    steps = (*STEPS[:place], step, *STEPS[place:])
    for _ in (1, 2):
        with pytest.raises(errors.ShopFileError, match="could not be brought to the new version; it is as it was"):
            opened(older, steps)
        assert (content(older / FILE), schema(older / FILE)) == (before, old_schema)
    assert content(copies(older)[0]) == before
    opened(older, STEPS)
    assert_all_there(before, older / FILE)
    assert check(older).damage == []


@pytest.mark.skipif(os.name == "nt", reason="signals")
@pytest.mark.parametrize("place", PLACES)
def test_kill_in_a_step_leaves_the_old_file_or_the_new_one(place: str, older: Path, project: Path) -> None:
    """Row 21: never something between; the copy of before is there and whole; the next start ends what was begun."""
    before, old_schema = content(older / FILE), schema(older / FILE)
    done = subprocess.run([sys.executable, "-m", "tests.migrating", str(older), place], cwd=project)
    assert done.returncode == -signal.SIGKILL
    seen = older.with_name("seen")
    shutil.copytree(older, seen)
    look = sqlite3.connect(seen / FILE)  # with the WAL, as the next start reads it
    look.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    look.close()
    if place == "after the commit":
        assert {row["colour"] for row in content(seen / FILE)["vehicle"]} == {"白!"}
    else:
        assert (content(seen / FILE), schema(seen / FILE)) == (before, old_schema)
    if place != "before the copy":
        (copy,) = copies(older)
        assert content(copy) == before
    opened(older, STEPS)
    assert_all_there(before, older / FILE)
    assert {row["colour"] for row in content(older / FILE)["vehicle"]} == {"白!"}
    assert check(older).damage == []


# Hazards of the libraries


COUNTED = ("customer", "card", "phone")


def test_table_that_others_point_at_is_made_anew_without_losing_a_row(older: Path) -> None:
    """Row 22: `transform` drops the table behind its new one; ON DELETE CASCADE must not fire."""
    make_older(
        older,
        "CREATE TABLE card(id TEXT PRIMARY KEY, customer TEXT REFERENCES customer(id) ON DELETE CASCADE) STRICT",
        "INSERT INTO card SELECT 'card ' || id, id FROM customer",
    )
    counts: list[list[int]] = []

    def count(db: Database) -> None:
        counts.append([db.conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in COUNTED])

    def anew(db: Database) -> None:
        count(db)
        db.table("customer").transform(column_order=["id", "note", "name"])
        count(db)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        db.conn.execute("DROP TABLE card")

    opened(older, (*STEPS, anew))
    assert counts[0] == counts[1] and counts[0][1] > 0
    desk_file = content(older / FILE)
    assert len(desk_file["customer"]) == counts[0][0] and len(desk_file["phone"]) == counts[0][2]


def raw_sql(db: Utils) -> None:
    db.execute("INSERT INTO customer(id) SELECT id FROM customer")


def through_the_library(db: Utils) -> None:
    db["customer"].insert({"id": next(db.query("SELECT id FROM customer"))["id"]}, pk="id")  # type: ignore[union-attr]


@pytest.mark.parametrize("fail", [raw_sql, through_the_library])
def test_good_write_after_a_failed_one_survives_a_restart(fail: Callable[[Utils], None], tmp_path: Path) -> None:
    """Row 23: no transaction stays open behind a failed write and swallows what comes later, killed or closed.
    tests/test_store.py has the same for a save of the desk."""
    desk = small_desk(tmp_path / "shop")
    with pytest.raises(sqlite3.IntegrityError):
        fail(desk.store.db)
    with suppress(sqlite3.OperationalError):
        desk.store.connection.rollback()
    desk.sheets.edit(Customer, small_shop(desk).customer, {"note": "good"})
    assert not desk.store.connection.in_transaction
    shutil.copytree(desk.folder, tmp_path / "killed")
    desk.store.connection.close()  # without a word
    for folder in (desk.folder, tmp_path / "killed"):
        again = make_desk(folder, seed=4)
        kept = again.sheets.get(Customer, small_shop(again).customer)
        assert kept and kept.note == "good"
        again.close(backup=False)


def test_failed_raw_write_does_not_swallow_the_next_save(tmp_path: Path) -> None:
    """Row 23: even where nobody rolled back."""
    desk = small_desk(tmp_path / "shop")
    with pytest.raises(sqlite3.IntegrityError):
        desk.store.db.execute("INSERT INTO phone(id) SELECT id FROM phone")
    made = desk.sheets.create(Customer(name="good", phones=(Phone(number="1"),)))
    shutil.copytree(desk.folder, tmp_path / "killed")
    desk.close(backup=False)
    again = make_desk(tmp_path / "killed", seed=4)
    assert again.sheets.get(Customer, made)
    again.close(backup=False)


def test_fingerprint_follows_the_forms_and_the_steps() -> None:
    """Row 19: a file that another version brought up is looked at again."""
    plain = tables.fingerprint()
    with version_with(STEPS):
        assert tables.fingerprint() != plain
    assert tables.fingerprint() == plain
