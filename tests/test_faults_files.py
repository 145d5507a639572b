"""Shop files that were damaged, cut or swapped: refused untouched with what to do, or opened with all that is left.

Rows 9, 11, 12 and 14 to 18 of the table of faults; tests/test_open.py holds what is refused at first sight.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reception_desk import errors
from reception_desk.app import open_desk
from reception_desk.desk.desk import Desk
from reception_desk.forms.check_in import CheckIn
from reception_desk.forms.customer import Customer
from reception_desk.forms.moments import FixedClock
from reception_desk.forms.vehicle import Vehicle
from reception_desk.language import Language
from reception_desk.store import database, rescue, tables
from reception_desk.store.check import check
from tests.fakes import fake_papers
from tests.shops import agreed, clock_of, file, make_desk, small_desk, small_shop, walked_in
from tests.test_open import change, refusal, state

FILE = database.FILE
WAL = f"{FILE}-wal"
SEEDED, ALL_SEEDED = 100, 300
SAVES = 3
FRAME = 4096 + 24


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A shop that was closed properly twice, with two backups of different contents."""
    desk = small_desk(tmp_path / "shop")
    walked_in(desk)
    desk.close()
    again = make_desk(desk.folder, seed=5)
    clock_of(again).advance(86_400)
    again.sheets.create(Customer(name="in the second backup"))
    again.close()
    return desk.folder


@pytest.fixture
def killed(tmp_path: Path) -> Path:
    """A shop whose program was killed after a day's work: backups are there, the WAL holds the last saves."""
    desk = small_desk(tmp_path / "running")
    desk.close()
    desk = make_desk(desk.folder, seed=5)
    for step in range(SAVES):
        desk.sheets.edit(Vehicle, small_shop(desk).vehicle, {"colour": f"colour {step}"})
        desk.sheets.leave()
    shutil.copytree(desk.folder, tmp_path / "shop")
    desk.close(backup=False)
    assert (tmp_path / "shop" / WAL).stat().st_size > SAVES * 2 * FRAME
    return tmp_path / "shop"


def told(trouble: errors.DeskError) -> str:
    return Language("en").say(trouble.say)


def restored(folder: Path, backup: Path) -> Desk:
    """What the sentence says, done to the letter."""
    aside = folder / "moved aside"
    aside.mkdir()
    for name in (FILE, WAL):
        if (folder / name).exists():
            (folder / name).rename(aside / name)
    shutil.copyfile(backup, folder / FILE)
    return make_desk(folder, seed=9)


# The main file


@pytest.mark.parametrize("keep", [0, 1, 99, 100, 4095, 4096, "half", "less one"])
def test_cut_file_is_refused_and_the_newest_sound_backup_is_named(keep: int | str, shop: Path) -> None:
    """Row 11: the file keeps what is left of it; the sentence leads back to work, and its backup is the newest."""
    path = shop / FILE
    size = path.stat().st_size
    length = keep if isinstance(keep, int) else size // 2 if keep == "half" else size - 1
    with path.open("rb+") as opened:
        opened.truncate(length)
    before = state(shop)
    with pytest.raises(errors.Damaged) as trouble:
        make_desk(shop)
    assert state(shop) == before
    sentence, newest = told(trouble.value), max((shop / "backups").iterdir())
    assert sentence.endswith(f": {newest}") and "2026-11-22" in sentence and "nothing was changed" in sentence
    desk = restored(shop, newest)
    assert desk.store.find(Customer, {"name": "in the second backup"})
    desk.close(backup=False)
    assert check(shop).damage == []


def test_backup_that_is_damaged_too_is_not_named(shop: Path) -> None:
    """Row 11: the newest sound one; none at all where all are damaged."""
    (shop / FILE).write_bytes(b"")
    older, newest = sorted((shop / "backups").iterdir())
    whole = newest.read_bytes()
    newest.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(errors.Damaged) as trouble:
        make_desk(shop)
    assert told(trouble.value).endswith(f": {older}")
    connection = sqlite3.connect(older)
    connection.execute("PRAGMA application_id = 7")  # whole, but somebody else's
    connection.close()
    assert refusal(shop).startswith("The shop file is empty")
    older.write_bytes(b"\xff\xd8\xff\xe0" + bytes(9000))
    assert refusal(shop).startswith("The shop file is empty")


def test_zero_bytes_with_backups_present_are_damage_and_no_first_run(shop: Path) -> None:
    """Row 15."""
    (shop / FILE).write_bytes(b"")
    assert refusal(shop).startswith("The shop file is damaged")


@pytest.mark.parametrize(
    "head",
    [b"\xff\xd8\xff\xe0\x00\x10JFIF", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04", b"%PDF-1.4", b"<html>"],
    ids=["jpeg", "old excel", "xlsx", "pdf", "html"],
)  # fmt: skip
def test_file_of_another_kind_is_refused_untouched(head: bytes, shop: Path) -> None:
    """Row 16: it keeps its bytes (`refusal` compares every file's hash), and the way back is named."""
    (shop / FILE).write_bytes(head + bytes(8192))
    assert refusal(shop).startswith("The shop file is damaged")
    shutil.rmtree(shop / "backups")
    assert refusal(shop).startswith("This is no shop file, or it is damaged")


def test_file_of_another_program_is_refused_untouched(shop: Path) -> None:
    """Row 17: a whole database that is not ours is no damage; no backup is put over it."""
    (shop / FILE).unlink()
    other = sqlite3.connect(shop / FILE)
    other.execute("CREATE TABLE moz_places(id INTEGER PRIMARY KEY, url TEXT)")
    other.commit()
    other.close()
    assert refusal(shop).startswith("This file belongs to another program")


@pytest.mark.parametrize(
    "sql",
    [
        f"PRAGMA user_version={tables.version() + 1}",
        "PRAGMA user_version=2147483647",
        "ALTER TABLE check_in ADD COLUMN tomorrow TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE event ADD COLUMN tomorrow TEXT",
        "CREATE TABLE tomorrow(id TEXT PRIMARY KEY) STRICT",
    ],
)
def test_file_of_a_newer_version_is_refused_untouched(sql: str, shop: Path) -> None:
    """Row 18: by its number, by a column and by a table that this version does not know."""
    change(shop, sql)
    assert refusal(shop).startswith("This shop was last used with a newer version")


# The WAL


def transactions(folder: Path) -> list[int]:
    """Where in the WAL each whole transaction ends, in bytes."""
    wal = (folder / WAL).read_bytes()
    ends, at = [], 32
    while at + FRAME <= len(wal):
        if (
            wal[at + 8 : at + 16]
            and int.from_bytes(wal[at + 4 : at + 8], "big")
            and wal[at + 8 : at + 16] == wal[16:24]
        ):
            ends.append(at + FRAME)
        at += FRAME
    return ends


def colours(desk: Desk) -> int:
    """The number of the last edit that is there, -1 for none."""
    colour = desk.store.value(Vehicle, small_shop(desk).vehicle, "colour")
    return int(colour.removeprefix("colour ")) if colour.startswith("colour ") else -1


def test_wal_cut_at_every_frame_keeps_the_last_whole_saves(killed: Path, tmp_path: Path) -> None:
    """Row 12: at every frame's edge, a byte before and a byte after; each save that is whole in it is there."""
    wal, ends = (killed / WAL).read_bytes(), transactions(killed)
    assert len(ends) >= 2 * SAVES
    seen = []
    frames = range(32, len(wal) + 1, FRAME)
    for cut in sorted({at + near for at in frames for near in (-1, 0, 1) if 0 < at + near <= len(wal)}):
        folder = tmp_path / "cut"
        shutil.copytree(killed, folder, ignore=shutil.ignore_patterns("backups"))
        (folder / "backups").mkdir()
        (folder / WAL).write_bytes(wal[:cut])
        desk = make_desk(folder, seed=7)
        assert desk.store.connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
        seen.append(
            (sum(end <= cut for end in ends), colours(desk), len(desk.sheets.history(small_shop(desk).vehicle)))
        )
        desk.close(backup=False)
        if len(seen) % 12 == 0:
            assert check(folder).damage == []
        shutil.rmtree(folder)
    assert seen == sorted(seen)
    by_whole = {whole: (colour, events) for whole, colour, events in seen}
    assert len(by_whole) == len(set(seen)), "the same whole saves gave different shops"
    assert by_whole[len(ends)][0] == SAVES - 1 and by_whole[0][0] == -1


@pytest.mark.parametrize("noise", ["garbage", "zeros", "other salt", "flipped frame"])
def test_wal_of_noise_loses_only_what_it_held(noise: str, killed: Path) -> None:
    """Row 12: opens with the last whole saves before the noise; never crashes, never half a save."""
    wal = bytearray((killed / WAL).read_bytes())
    match noise:
        case "garbage":
            wal[:] = random.Random(4).randbytes(len(wal))
        case "zeros":
            wal[:] = bytes(len(wal))
        case "other salt":
            wal[16:24] = bytes(8)
        case "flipped frame":
            wal[32 + 3 * FRAME + 100] ^= 0xFF
    (killed / WAL).write_bytes(wal)
    desk = make_desk(killed, seed=7)
    assert colours(desk) < SAVES - 1
    assert desk.store.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert desk.last_stop == "killed"
    desk.close(backup=False)
    assert check(killed).damage == []


def test_wal_that_is_gone_is_told(killed: Path, qapp: QApplication) -> None:
    """Row 14: the shop opens as it was at the last checkpoint, and the window says up to when that was."""
    (killed / WAL).unlink()
    window = open_desk(killed, language="en")
    assert window.desk.last_stop == "cut"
    assert colours(window.desk) == -1
    assert window.bar.level == "stop" and not window.bar.isHidden()
    assert "is gone: what was done after 2026-11-21" in window.bar.sentence.text()
    window.close()
    again = make_desk(killed, seed=7)
    assert again.last_stop == "clean"
    again.close(backup=False)


def test_wal_that_is_gone_with_all_that_there_was_is_damage(tmp_path: Path) -> None:
    """Rows 14 and 15: what is left is one page without a table; that is no new shop."""
    desk = make_desk(tmp_path / "running")
    small_shop(desk)
    shutil.copytree(desk.folder, tmp_path / "shop")
    desk.close(backup=False)
    (tmp_path / "shop" / WAL).unlink()
    assert refusal(tmp_path / "shop").startswith("This is no shop file, or it is damaged")


def test_clean_close_leaves_no_note_and_a_kill_leaves_one(tmp_path: Path) -> None:
    """Row 14: how the next start knows."""
    desk = small_desk(tmp_path / "shop")
    assert (desk.folder / rescue.NOTE).exists() and desk.last_stop == "clean"
    shutil.copytree(desk.folder, tmp_path / "killed")
    desk.close(backup=False)
    assert not (desk.folder / rescue.NOTE).exists()
    killed = make_desk(tmp_path / "killed", seed=3)
    assert killed.last_stop == "killed"
    killed.close(backup=False)


# Changed bytes


def visit_all(desk: Desk) -> None:
    """Everything that the first screens read."""
    desk.board.today()
    desk.reception.search("王")
    for hit in desk.reception.search(""):
        if hit.visit:
            file(desk, hit.visit.id)


@pytest.mark.parametrize("places", [SEEDED, pytest.param(ALL_SEEDED, marks=pytest.mark.slow)])
def test_bytes_changed_anywhere_are_refused_or_read_and_never_crash(
    places: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Row 9: 100 seeded places, 300 with --slow. The file is refused in a sentence, or SQLite names the damage, or it
    can be read; the process lives, and the good file is as before. What a check finds: tests/test_check.py."""
    fake_papers(monkeypatch)
    desk = small_desk(tmp_path / "shop")
    desk.papers.print(agreed(desk), ["work_order"])
    desk.close(backup=False)
    path, dice = desk.folder / FILE, random.Random(9)
    good, ends = path.read_bytes(), {"refused": 0, "named": 0, "read": 0}
    for _ in range(places):
        bad = bytearray(good)
        place = dice.randrange(len(bad) - 8)
        bad[place : place + 8] = dice.randbytes(8)
        path.write_bytes(bad)
        try:
            again = make_desk(desk.folder, seed=4)
        except (errors.DeskError, sqlite3.DatabaseError) as trouble:
            ends["refused" if isinstance(trouble, errors.DeskError) else "named"] += 1
            continue
        try:
            visit_all(again)
            ends["read"] += 1
        except (sqlite3.DatabaseError, ValueError, TypeError, LookupError):  # the calm page of a mistake
            ends["named"] += 1
        finally:
            again.store.connection.close()
        for name in (FILE, WAL):
            (desk.folder / name).unlink(missing_ok=True)
    assert ends["read"] > places / 2 and ends["refused"] > 0, ends
    path.write_bytes(good)
    assert check(desk.folder).damage == []


def test_damage_after_a_kill_is_found_beside_the_work_and_told(killed: Path, qapp: QApplication, qtbot: QtBot) -> None:
    """Row 9: SQLite's own look runs in a worker after an unclean stop only."""
    path = killed / FILE
    content = bytearray(path.read_bytes())
    schema = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    (page,) = schema.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'package_line'").fetchone()
    schema.close()
    content[(page - 1) * 4096 : page * 4096] = random.Random(1).randbytes(4096)
    path.write_bytes(content)
    clock = FixedClock(datetime(2020, 1, 1, tzinfo=UTC))  # wrong as well, which is the lesser trouble
    window = open_desk(killed, language="en", clock=clock)
    qtbot.waitUntil(lambda: "was damaged" in window.bar.sentence.text())
    assert window.bar.level == "stop"
    window.close()


def test_sound_file_after_a_kill_tells_nothing(killed: Path, qapp: QApplication, qtbot: QtBot) -> None:
    """Row 9: and the look sees one whole state, although the desk goes on saving."""
    window = open_desk(killed, language="en")
    desk = window.desk
    for step in range(30):
        desk.sheets.edit(Vehicle, small_shop(desk).vehicle, {"colour": f"later {step}"})
    qtbot.waitUntil(lambda: window.notes.sound is not None)
    assert window.notes.sound is True
    assert "damaged" not in window.bar.sentence.text()
    window.close()


def reset_while_copying(folder: Path, desk: Desk) -> Callable[..., object]:
    """A copy of the main file during which the desk folds the WAL in and begins it anew."""
    copyfile, calls = shutil.copyfile, [0]

    def copy(source: Path, target: Path) -> object:
        done = copyfile(source, target)
        calls[0] += 1
        if calls[0] == 1:
            desk.store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            desk.sheets.create(Customer(name="begins the WAL anew"))
        return done

    return copy


def test_copy_that_a_checkpoint_ran_into_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Row 9: the old main file with the new WAL would look damaged."""
    desk = small_desk(tmp_path / "shop")
    visit = walked_in(desk)
    desk.sheets.edit(CheckIn, file(desk, visit).check_in.id, {"concern": "x" * 3000})
    monkeypatch.setattr(shutil, "copyfile", reset_while_copying(desk.folder, desk))
    report = check(desk.folder)
    assert report.damage == []
    assert report.events == desk.store.connection.execute("SELECT last_seq FROM desk").fetchone()[0]
    desk.close(backup=False)
