"""A disk that is full or read-only, in every writer: a clear sentence, nothing half done, and the next try works.

Rows 4 to 8 of the table of faults. Each writer meets a limit on what the process may write, and as root a small disk
that is really full.
"""

from __future__ import annotations

import errno
import io
import logging
import os
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from reception_desk import app as program
from reception_desk import errors, files, first_shop, log
from reception_desk.__main__ import NOT_LOOKED, SOUND
from reception_desk.__main__ import check as checked
from reception_desk.demo import making
from reception_desk.desk.desk import Desk
from reception_desk.errors import DeskError
from reception_desk.forms.check_in import CheckIn
from reception_desk.forms.customer import Customer
from reception_desk.forms.staff import Staff
from reception_desk.profiles import FirstRunAnswers
from reception_desk.store import backup, database
from reception_desk.store.check import check
from reception_desk.ui.printer import FOLDER, SystemPort
from tests import disks
from tests.disks import Disk
from tests.fakes import fake_papers, tiny_pdf
from tests.shops import agreed, clock_of, file, finish, make_desk, small_desk, walked_in
from tests.test_open import state

FULL = "The disk is full"
DAY = 86_400


@pytest.fixture(params=disks.KINDS)
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Disk]:
    with disks.disk_of(request.param, tmp_path) as disk:
        yield disk


@pytest.fixture
def desk(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    fake_papers(monkeypatch)
    desk = small_desk(disk.folder / "shop")
    yield desk
    assert not desk.store.connection.in_transaction
    desk.close(backup=False)
    assert check(desk.folder).damage == []


def rows(desk: Desk) -> list[str]:
    return list(desk.store.connection.iterdump())


# The database


def test_full_disk_in_a_save_keeps_the_draft_and_what_was_saved(disk: Disk, desk: Desk) -> None:
    """Rows 4 and 5: the sentence, no transaction open, the draft and the last value as they were; then it goes on."""
    sheet = file(desk, walked_in(desk)).check_in.id
    desk.sheets.leave()
    desk.sheets.edit(CheckIn, sheet, {"concern": "kept"})
    before = rows(desk)
    with disk.full():
        with pytest.raises(DeskError, match=FULL):
            desk.sheets.edit(CheckIn, sheet, {"concern": os.urandom(1900).hex()})
        assert not desk.store.connection.in_transaction
        assert rows(desk) == before
        assert [entity for entity, _, _ in desk.store.journal.drafts()] == [sheet]
    desk.sheets.edit(CheckIn, sheet, {"concern": "after"})
    desk.sheets.leave()
    assert desk.sheets.history(sheet)[-1]["body"]["changes"]["concern"] == ["", "after"]


def test_full_disk_in_whole_commands_leaves_none_half_done(disk: Disk, desk: Desk) -> None:
    """Row 4: a visit with its sheets, a stage, a payment: all of it or nothing."""
    visit = agreed(desk)
    finish(desk, visit)
    desk.sheets.leave()
    before = rows(desk)
    with disk.full():
        for act in (
            lambda: walked_in(desk),
            lambda: desk.settlement.pay(visit, kind="cash", received=54_240),
            lambda: desk.workshop.move(visit, "in_work", reason="x"),
        ):
            with pytest.raises(DeskError, match=FULL):
                act()
            assert rows(desk) == before
        assert not desk.store.connection.in_transaction
    assert walked_in(desk)


def test_full_disk_while_the_shop_is_opened_and_closed(disk: Disk) -> None:
    """Row 4: closing keeps the WAL; what was saved is there at the next start, with or without room."""
    desk = small_desk(disk.folder / "shop")
    visit = walked_in(desk)
    desk.sheets.leave()
    with disk.full():
        with pytest.raises(DeskError):
            desk.close()
        with suppress(DeskError):  # its sentence was asked for above
            make_desk(desk.folder, seed=5).store.connection.close()
    again = make_desk(desk.folder, seed=6)
    assert file(again, visit).visit.stage == "arrived"
    again.close(backup=False)
    assert check(desk.folder).damage == []


def test_full_disk_where_a_new_shop_begins(disk: Disk, tmp_path: Path) -> None:
    """Rows 4 and 5: no half of a shop is left to be opened instead of the first run."""
    folder = disk.folder / "new"
    answers = FirstRunAnswers("en", "EU", name="Garage", phone="1", person="Ada")
    with disk.full():
        with pytest.raises(DeskError):
            first_shop.make(folder, answers)
        assert not (folder / database.FILE).exists()
        with pytest.raises(DeskError):
            make_desk(disk.folder / "other")
        assert not (disk.folder / "other" / database.FILE).exists()
    first_shop.make(folder, answers)
    desk = make_desk(folder)
    assert (desk.shop().name, [person.name for person in desk.staff()]) == ("Garage", ["Ada"])
    desk.close(backup=False)
    assert not (folder / "being-made").exists()


# Files


def test_full_disk_while_a_paper_is_archived(disk: Disk, desk: Desk) -> None:
    """Row 6: neither row nor file nor number of a paper that could not be archived; the second try has the number."""
    visit = agreed(desk)
    earlier = desk.papers.print(visit, ["work_order"])
    finish(desk, visit)
    desk.sheets.leave()
    kept, before = state(desk.folder / "papers"), rows(desk)
    with disk.full():
        for act in (
            lambda: desk.papers.print(visit, ["job_card"]),
            lambda: desk.settlement.issue(visit),
        ):
            with pytest.raises(DeskError, match=FULL):
                act()
            assert (state(desk.folder / "papers"), rows(desk)) == (kept, before)
        assert desk.papers.pdf(earlier[0].id).startswith(b"%PDF")
    assert desk.settlement.issue(visit).number.endswith("-000001")
    assert desk.papers.print(visit, ["job_card"])[0].revision == 1


def test_full_disk_while_a_backup_is_made(disk: Disk, desk: Desk) -> None:
    """Row 6: the older backups keep every byte, nothing half is left, the next backup is made."""
    for _ in range(3):
        clock_of(desk).advance(DAY)
        backup.back_up(desk.store)
    clock_of(desk).advance(DAY)
    before = state(desk.folder / "backups")
    with disk.full():
        with pytest.raises(DeskError, match=FULL):
            backup.back_up(desk.store)
        assert state(desk.folder / "backups") == before
    assert backup.back_up(desk.store).exists()
    assert len(state(desk.folder / "backups")) == 4


def test_full_disk_while_an_older_file_is_brought_up(disk: Disk) -> None:
    """Row 6: without room for the copy nothing is changed; with room the file gains what it lacks."""
    desk = small_desk(disk.folder / "shop")
    desk.store.connection.execute("ALTER TABLE customer DROP COLUMN vip")
    desk.store.connection.execute("UPDATE desk SET forms = 'older'")
    desk.store.connection.commit()
    desk.close(backup=False)
    before = (desk.folder / database.FILE).read_bytes()
    with disk.full():
        with pytest.raises(DeskError, match=r"full|cannot be written"):
            make_desk(desk.folder)
        assert (desk.folder / database.FILE).read_bytes() == before
        assert [path.name for path in (desk.folder / "backups").iterdir()] == []
    again = make_desk(desk.folder, seed=4)
    assert again.store.find(Customer)[0].vip is False
    again.close(backup=False)


def test_full_disk_where_printed_papers_are_saved(disk: Disk) -> None:
    """Row 6: the earlier copy stays whole, nothing half lies beside it, and the sentence says that the PDF is kept."""
    folder, port = disk.folder / "printed", SystemPort()
    first, second = tiny_pdf("one"), tiny_pdf("two" * 5000)
    port.send(first, "paper", FOLDER, folder)
    with disk.full():
        with pytest.raises(DeskError, match=r"full\. The PDF is saved"):
            port.send(second, "paper", FOLDER, folder)
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == {"paper.pdf": first}
    port.send(second, "paper", FOLDER, folder)
    assert (folder / "paper.pdf").read_bytes() == second


def test_full_disk_under_the_log_troubles_nobody(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Row 6: a line that cannot be written is lost without a word; the next one is written."""
    told = io.StringIO()
    log.stop()
    log.start(lambda: disk.folder / "log")
    try:
        log.note("before")
        monkeypatch.setattr(sys, "stderr", told)
        with disk.full():
            for _ in range(200):
                log.note("lost " * 50)
        log.note("after")
    finally:
        log.stop()
        logging.getLogger("reception_desk").propagate = True
    text = (disk.folder / "log" / "reception-desk.log").read_text(encoding="utf-8")
    assert "before" in text and "after" in text
    assert told.getvalue() == ""


def test_full_disk_while_the_demo_shop_is_made(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Row 6: no half of a demo shop is left, and its room is given back."""
    fake_papers(monkeypatch)
    folder = disk.folder / "demo"

    def fill(desk: Desk, language: str, tell: object) -> None:
        with desk.store.atomic():
            for number in range(40):
                desk.sheets.create(Staff(name=f"{language} {number}"))
                desk.store.papers.write(f"paper-{number}", os.urandom(20_000))

    monkeypatch.setattr("reception_desk.demo.make_demo", fill)
    with disk.full():
        with pytest.raises(DeskError):
            making.make_demo_shop(folder, "en")
        assert [path.name for path in disk.folder.iterdir() if path.name != "filler"] == []
    making.make_demo_shop(folder, "en")
    assert (folder / database.FILE).exists()


def test_full_disk_while_the_last_shop_is_remembered(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Row 6: the shop that was remembered before is not forgotten."""
    note = disk.folder / "config" / "last-shop"
    monkeypatch.setattr(program, "_last_file", lambda: note)
    one, two = disk.folder / "one", disk.folder / "two"
    for folder in (one, two):
        make_desk(folder).close(backup=False)
    program.remember(one)
    with disk.full():
        program.remember(two)
    assert program.last_shop() == one
    assert [path.name for path in note.parent.iterdir()] == ["last-shop"]
    program.remember(two)
    assert program.last_shop() == two


def test_full_disk_where_a_copy_is_looked_at(
    disk: Disk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Row 6: a check without room for its copy says so; it is no damage, and leaves nothing."""
    small_desk(tmp_path / "shop").close(backup=False)
    place = disk.folder / "temporary"
    place.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))
    with disk.full():
        code = checked(tmp_path / "shop", "en")
    assert code == NOT_LOOKED
    assert list(place.iterdir()) == []
    assert checked(tmp_path / "shop", "en") == SOUND
    assert "Could not look" in capsys.readouterr().out


# Held and read-only


def test_paper_folder_without_the_right_to_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Row 7, while the desk is open; tests/test_open.py holds folder and file without the right at the start."""
    fake_papers(monkeypatch)
    desk = small_desk(tmp_path / "shop")
    visit = agreed(desk)
    desk.sheets.leave()

    def refuse(path: Path, content: bytes) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    before = rows(desk)
    with monkeypatch.context() as patch:
        patch.setattr(files, "write", refuse)
        with pytest.raises(DeskError, match="The shop folder cannot be written to"):
            desk.papers.print(visit, ["work_order"])
    assert rows(desk) == before
    assert desk.papers.print(visit, ["work_order"])
    desk.close(backup=False)


@pytest.mark.parametrize("held", [2, 99])
def test_file_that_a_scanner_holds_is_renamed_when_it_lets_go(
    held: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Row 8: WinError 5, 32 and 33 all come as PermissionError. Twice is waited for; for ever is told within 3 s."""
    fake_papers(monkeypatch)
    desk = small_desk(tmp_path / "shop")
    visit = agreed(desk)
    desk.sheets.leave()
    before, kept = rows(desk), state(desk.folder / "papers")
    left = [held]
    rename = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if left[0]:
            left[0] -= 1
            raise PermissionError(13, "The process cannot access the file because it is being used by another process")
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    begin = time.monotonic()
    if held == 2:
        (paper,) = desk.papers.print(visit, ["work_order"])
        assert desk.papers.pdf(paper.id).startswith(b"%PDF")
    else:
        with pytest.raises(DeskError, match="Another program is using the shop data"):
            desk.papers.print(visit, ["work_order"])
        assert (rows(desk), state(desk.folder / "papers")) == (before, kept)
    assert time.monotonic() - begin < 3
    left[0] = 0
    assert desk.papers.print(visit, ["job_card"])
    desk.close(backup=False)


@pytest.mark.parametrize("held", [2, 99])
def test_shop_file_that_a_scanner_holds_opens_when_it_lets_go(
    held: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Row 8: SQLite's "unable to open database file" of a file that may be opened."""
    small_desk(tmp_path / "shop").close(backup=False)
    before, left = state(tmp_path / "shop"), [held]
    connect = sqlite3.connect

    def held_connect(database: str, **more: object) -> sqlite3.Connection:
        if left[0]:
            left[0] -= 1
            raise sqlite3.OperationalError("unable to open database file")
        return connect(database, **more)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr(sqlite3, "connect", held_connect)
    begin = time.monotonic()
    if held == 2:
        make_desk(tmp_path / "shop", seed=3).close(backup=False)
    else:
        with pytest.raises(errors.ShopFileError, match="Another program is using the shop data"):
            make_desk(tmp_path / "shop")
        assert state(tmp_path / "shop") == before
    assert time.monotonic() - begin < 3


@pytest.mark.parametrize(
    "words", ["database is locked", "attempt to write a readonly database", "database disk image is malformed"]
)
def test_file_that_is_locked_or_read_only_in_the_middle_of_work(
    words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows 7, 8 and 9: a save that SQLite refuses is told in a sentence, rolled back, and goes at the next try."""
    desk = small_desk(tmp_path / "shop")
    sheet = file(desk, walked_in(desk)).check_in.id
    before = rows(desk)

    def refuse(*_: object) -> None:
        raise sqlite3.DatabaseError(words)

    with monkeypatch.context() as patch:
        patch.setattr(desk.store, "update", refuse)
        with pytest.raises(DeskError, match=r"Another program|cannot be written|is damaged"):
            desk.sheets.edit(CheckIn, sheet, {"odometer": 5})
    assert rows(desk) == before and not desk.store.connection.in_transaction
    desk.sheets.edit(CheckIn, sheet, {"odometer": 5})
    desk.close(backup=False)


def test_every_writer_is_here(project: Path) -> None:
    """Row 6: who writes a new place into the program adds it to this file: these are the ones that are tried above."""
    known = {
        "files.py",  # papers, printed copies, last-shop
        "store/database.py",  # a shop that begins
        "store/backup.py",
        "store/check.py",  # the copy that is looked at
        "store/rescue.py",  # the note, which may be missing
        "demo/making.py",
        "first_shop.py",
        "log.py",
        "ui/printer.py",  # a passing copy for the process that prints; test_printer_trouble fills its disk
        "ui/print_job.py",  # what that process answers; without it the paper counts as not taken
    }
    words = ("write_bytes", "write_text", '.open("w', "copyfile", "copytree", ".touch(", ".rename(", "mkdir(")
    package = project / "reception_desk"
    found = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if path.relative_to(package).parts[0] != "tour" and any(word in path.read_text("utf-8") for word in words)
    }
    assert found - known == set()
