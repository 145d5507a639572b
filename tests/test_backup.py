"""The backup at a clean close: verified before it has its name, seven stay, a failing one loses nothing."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reception_desk import files
from reception_desk.desk.desk import Desk
from reception_desk.errors import DeskError
from reception_desk.forms.staff import Staff
from reception_desk.store import backup
from reception_desk.store.check import check
from tests.fakes import fake_papers
from tests.shops import clock_of, closed, file, make_desk, small_shop, walked_in

DAY = 86_400


def names(desk: Desk) -> list[str]:
    return sorted(path.name for path in (desk.folder / "backups").iterdir())


def test_clean_close_leaves_a_backup_that_is_a_shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_papers(monkeypatch)
    desk = make_desk(tmp_path / "shop")
    visit = closed(desk)
    desk.close()
    assert names(desk) == ["shop-20261121-100000.sqlite3"]
    head = (desk.folder / "backups" / names(desk)[0]).read_bytes()[:20]
    assert head[18:] == b"\x01\x01"  # it stands alone: whoever opens it leaves no WAL beside it
    restored = tmp_path / "restored"
    shutil.copytree(desk.folder / "papers", restored / "papers")
    shutil.copy(desk.folder / "backups" / names(desk)[0], restored / "shop.sqlite3")
    assert check(restored).damage == []
    again = make_desk(restored, seed=3)
    assert file(again, visit).visit.stage == "closed"
    again.close(backup=False)


def test_backup_holds_the_edit_that_was_open_at_the_close(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "shop")
    sheet = file(desk, walked_in(desk)).check_in.id
    desk.sheets.leave()
    from reception_desk.forms.check_in import CheckIn

    desk.sheets.edit(CheckIn, sheet, {"odometer": 7})
    desk.close()
    copy = sqlite3.connect(desk.folder / "backups" / names(desk)[0])
    assert copy.execute("SELECT count(*) FROM draft").fetchone() == (0,)
    assert copy.execute("SELECT count(*) FROM event WHERE entity_id = ?", (sheet,)).fetchone() == (1,)
    copy.close()


def test_last_seven_stay(desk: Desk) -> None:
    made = []
    for _ in range(10):
        clock_of(desk).advance(DAY)
        made.append(backup.back_up(desk.store).name)
    assert names(desk) == made[-7:]
    last = desk.last_backup()
    assert last and last.name == made[-1]


def test_backup_after_the_clock_was_set_back_stays(desk: Desk) -> None:
    """Seven backups of a wrong year must not push out each good one as it is made."""
    clock_of(desk).advance(10 * 365 * DAY)
    for _ in range(7):
        clock_of(desk).advance(DAY)
        backup.back_up(desk.store)
    clock_of(desk).advance(-11 * 365 * DAY)
    made = []
    for _ in range(8):
        clock_of(desk).advance(DAY)
        made.append(backup.back_up(desk.store).name)
        assert made[-1] in names(desk) and len(names(desk)) == 7
        last = desk.last_backup()
        assert last and last.name == made[-1]
    assert names(desk) == made[-7:]


def test_other_files_in_the_folder_are_let_be(desk: Desk) -> None:
    folder = desk.folder / "backups"
    (folder / "notes.txt").write_text("mine")
    (folder / "shop-20260101-000000.tmp").write_text("left over by a crash")
    made = backup.back_up(desk.store)
    assert names(desk) == ["notes.txt", made.name]


def broken_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    def copy(source: sqlite3.Connection, target: Path) -> None:
        backup_copy(source, target)
        with target.open("rb+") as opened:
            opened.seek(4096 * 6)
            opened.write(os.urandom(4096 * 8))

    backup_copy = backup._copy
    monkeypatch.setattr(backup, "_copy", copy)


def unsound_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every row is there and can be read; only an index lacks what it should hold."""

    def copy(source: sqlite3.Connection, target: Path) -> None:
        backup_copy(source, target)
        connection = sqlite3.connect(target)
        connection.execute("DROP INDEX vehicle_plate")
        connection.execute("CREATE INDEX vehicle_plate ON vehicle(plate) WHERE plate = 'none'")
        connection.execute("PRAGMA writable_schema = ON")
        whole = "CREATE INDEX vehicle_plate ON vehicle(plate)"
        connection.execute("UPDATE sqlite_schema SET sql = ? WHERE name = 'vehicle_plate'", (whole,))
        connection.commit()
        connection.close()

    backup_copy = backup._copy
    monkeypatch.setattr(backup, "_copy", copy)


def older_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    def copy(source: sqlite3.Connection, target: Path) -> None:
        backup_copy(source, target)
        connection = sqlite3.connect(target)
        connection.execute("DROP TRIGGER event_no_delete")
        connection.execute("DELETE FROM event WHERE desk_seq = (SELECT last_seq FROM desk)")
        connection.commit()
        connection.close()

    backup_copy = backup._copy
    monkeypatch.setattr(backup, "_copy", copy)


def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def copy(source: sqlite3.Connection, target: Path) -> None:
        target.write_bytes(b"half")
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(backup, "_copy", copy)


def held_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def rename(source: Path, target: Path) -> None:
        raise PermissionError(13, "held by a virus scanner")

    monkeypatch.setattr(files, "replace", rename)


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (broken_copy, "No backup could be made"),
        (unsound_copy, "No backup could be made"),
        (older_copy, "No backup could be made"),
        (full_disk, "The disk is full"),
        (held_file, "Another program is using the shop data"),
    ],
)
def test_failing_backup_loses_nothing_and_says_so(
    fault: Callable[[pytest.MonkeyPatch], None], words: str, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(7):
        clock_of(desk).advance(DAY)
        backup.back_up(desk.store)
    before = {name: (desk.folder / "backups" / name).read_bytes() for name in names(desk)}
    clock_of(desk).advance(DAY)
    with monkeypatch.context() as patch:
        fault(patch)
        with pytest.raises(DeskError, match=words):
            backup.back_up(desk.store)
    assert {name: (desk.folder / "backups" / name).read_bytes() for name in names(desk)} == before
    assert desk.reception.file(walked_in(desk)).visit.stage == "arrived"  # the shop goes on


def test_close_that_cannot_back_up_still_lets_go_of_the_file(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "shop")
    small_shop(desk)
    shutil.rmtree(desk.folder / "backups")
    (desk.folder / "backups").write_text("in the way")
    with pytest.raises(DeskError):
        desk.close()
    again = make_desk(desk.folder)
    assert again.shop().name == "深圳腾飞汽修"
    again.close(backup=False)


KILLED = """
import os, signal, sys
from pathlib import Path
from reception_desk.store import backup
from tests.shops import make_desk, small_shop
desk = make_desk(Path(sys.argv[1]))
small_shop(desk)
backup.back_up(desk.store)
desk.clock.advance(60)
backup._verify = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
backup.back_up(desk.store)
"""


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_backup_that_is_killed_half_way_leaves_the_older_one(tmp_path: Path, project: Path) -> None:
    folder = tmp_path / "shop"
    subprocess.run([sys.executable, "-c", KILLED, str(folder)], cwd=project)
    kept = sorted(path.name for path in (folder / "backups").iterdir())
    assert [name for name in kept if name.endswith(".sqlite3")] == ["shop-20261121-100000.sqlite3"]
    assert len(kept) > 1
    desk = make_desk(folder, seed=3)
    clock_of(desk).advance(120)
    desk.close()
    assert names(desk) == ["shop-20261121-100000.sqlite3", "shop-20261121-100200.sqlite3"]


def test_backup_beside_the_desk_holds_one_moment_while_the_desk_goes_on(desk: Desk) -> None:
    visit = walked_in(desk)
    saved: list[str] = []
    with ThreadPoolExecutor(1) as beside:
        made = beside.submit(desk.back_up)
        while not made.done():
            saved.append(desk.sheets.create(Staff(name=f"Person {len(saved)}")))
    copy = desk.folder.parent / "copied"
    copy.mkdir()
    shutil.copy(made.result(), copy / "shop.sqlite3")
    assert [finding for finding in check(copy).damage if "papers" not in str(finding)] == []
    restored = make_desk(copy, seed=3)
    assert file(restored, visit).visit.id == visit
    assert len(desk.sheets.all(Staff)) >= len(restored.sheets.all(Staff))
    restored.close(backup=False)


def test_backup_beside_the_desk_that_the_disk_does_not_take_is_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(files, "replace", full)
    with pytest.raises(DeskError):
        desk.back_up()
    assert names(desk) == []
