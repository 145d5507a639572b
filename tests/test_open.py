"""What may be opened as a shop, and what is refused: the right sentence, main file and WAL as they were."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reception_desk import errors
from reception_desk.store import database, tables
from tests.shops import make_desk, small_shop

NOBODY = 65534
OPEN = """
import os, sys
from pathlib import Path
from tests.shops import make_desk
from reception_desk.errors import ShopFileError
if len(sys.argv) > 2:
    os.setgid(int(sys.argv[2]))
    os.setuid(int(sys.argv[2]))
try:
    make_desk(Path(sys.argv[1])).close(backup=False)
except ShopFileError as trouble:
    print(trouble.say.source)
"""
HOLD = """
import sys
from pathlib import Path
from tests.shops import make_desk
desk = make_desk(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """The folder of a shop that was closed properly."""
    desk = make_desk(tmp_path / "shop")
    small_shop(desk)
    desk.close(backup=False)
    return desk.folder


@pytest.fixture
def crashed(tmp_path: Path) -> Path:
    """The folder of a shop whose program was killed: what was saved last lies in the WAL."""
    desk = make_desk(tmp_path / "running")
    small_shop(desk)
    shutil.copytree(desk.folder, tmp_path / "shop")
    desk.close(backup=False)
    assert (tmp_path / "shop" / "shop.sqlite3-wal").stat().st_size > 100_000
    return tmp_path / "shop"


def state(folder: Path) -> dict[str, str]:
    """Every file of a folder by name, with its hash."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def refusal(folder: Path) -> str:
    """The English sentence with which a folder is refused; it is not touched."""
    before = state(folder)
    with pytest.raises(errors.ShopFileError) as trouble:
        make_desk(folder)
    assert state(folder) == before
    return trouble.value.say.source


def change(folder: Path, *sql: str) -> None:
    """Another program writes to the file."""
    connection = sqlite3.connect(folder / database.FILE)
    for command in sql:
        connection.execute(command)
    connection.commit()
    connection.close()


# Opened


def test_new_folder_becomes_a_shop(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "my shop's 店"
    make_desk(folder).close(backup=False)
    assert {path.name for path in folder.iterdir()} == {"shop.sqlite3", "papers", "photos", "backups"}
    assert (folder / "shop.sqlite3").read_bytes()[68:72] == database.APPLICATION_ID.to_bytes(4, "big")


def test_closed_shop_opens_as_it_was(shop: Path) -> None:
    before = state(shop)
    desk = make_desk(shop)
    assert desk.shop().name == "深圳腾飞汽修"
    desk.close(backup=False)
    assert state(shop) == before


def test_shop_of_a_killed_program_opens_with_all_that_was_saved(crashed: Path) -> None:
    desk = make_desk(crashed)
    assert desk.shop().name == "深圳腾飞汽修"
    assert not (crashed / "shop.sqlite3-shm").exists()
    desk.close(backup=False)


def test_shop_that_was_never_finished_opens(tmp_path: Path) -> None:
    """Killed between the file's first page and its tables."""
    folder = tmp_path / "shop"
    database.open_file(folder).connection.close()
    desk = make_desk(folder)
    assert small_shop(desk).customer
    desk.close(backup=False)


def test_leftovers_of_an_interrupted_beginning_are_no_shop(tmp_path: Path) -> None:
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / "shop.sqlite3.4711.new").write_bytes(b"")
    make_desk(folder).close(backup=False)


def test_damaged_tail_of_the_wal_loses_only_what_was_not_whole(crashed: Path) -> None:
    wal = crashed / "shop.sqlite3-wal"
    wal.write_bytes(wal.read_bytes()[:-100])
    desk = make_desk(crashed)
    assert desk.shop().name == "深圳腾飞汽修"
    desk.close(backup=False)


# Refused


def test_file_of_a_newer_version_is_refused(shop: Path) -> None:
    change(shop, f"PRAGMA user_version={tables.version() + 1}")
    assert refusal(shop).startswith("This shop was last used with a newer version")


@pytest.mark.parametrize("sql", ["ALTER TABLE walk_around ADD COLUMN headliner TEXT", "CREATE TABLE loaner(id TEXT)"])
def test_file_with_what_this_version_does_not_know_is_refused(shop: Path, sql: str) -> None:
    change(shop, sql)
    assert refusal(shop).startswith("This shop was last used with a newer version")


def test_newer_file_of_a_killed_program_is_refused_with_its_wal(crashed: Path) -> None:
    connection = sqlite3.connect(crashed / database.FILE)
    connection.execute("ALTER TABLE walk_around ADD COLUMN headliner TEXT")
    connection.commit()
    copy = crashed.with_name("copy")
    shutil.copytree(crashed, copy, ignore=shutil.ignore_patterns("*-shm"))
    connection.close()
    assert (copy / "shop.sqlite3-wal").stat().st_size
    assert refusal(copy).startswith("This shop was last used with a newer version")


@pytest.mark.parametrize("sql", ["PRAGMA application_id=252006673", "PRAGMA application_id=0"])
def test_file_of_another_program_is_refused(shop: Path, sql: str) -> None:
    change(shop, sql)
    assert refusal(shop).startswith("This file belongs to another program")


@pytest.mark.parametrize(
    "content",
    [b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(5000), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000), b"SQLite", b"x"],
    ids=["jpeg", "excel", "six bytes", "one byte"],
)
def test_file_that_is_no_database_is_refused(shop: Path, content: bytes) -> None:
    (shop / "shop.sqlite3").write_bytes(content)
    assert refusal(shop).startswith("This is no shop file, or it is damaged")


def test_empty_file_is_damage_and_no_new_shop(shop: Path) -> None:
    (shop / "shop.sqlite3").write_bytes(b"")
    assert refusal(shop).startswith("The shop file is empty")


def test_empty_file_keeps_the_wal_that_lies_beside_it(crashed: Path) -> None:
    (crashed / "shop.sqlite3").write_bytes(b"")
    assert refusal(crashed).startswith("The shop file is empty")


@pytest.mark.parametrize("keep", [99, 100, 4095, 4096, 4097, 40_960, -4096, -1])
def test_truncated_file_is_refused(shop: Path, keep: int) -> None:
    """Row 11: where there is no backup; with one: tests/test_faults_files.py."""
    path = shop / "shop.sqlite3"
    with path.open("rb+") as file:
        file.truncate(keep % path.stat().st_size)
    assert refusal(shop).startswith("This is no shop file, or it is damaged")


def test_network_folder_is_refused() -> None:
    with pytest.raises(errors.ShopFileError) as trouble:
        database.open_file(Path("//server/share/shop"))
    assert trouble.value.say.source.startswith("A shop cannot be kept on a network drive")


def test_place_of_a_file_is_refused(shop: Path) -> None:
    with pytest.raises(errors.ShopFileError):
        make_desk(shop / "shop.sqlite3")


def closed_folder(folder: Path) -> None:
    folder.chmod(0o555)


def closed_file(folder: Path) -> None:
    folder.chmod(0o777)
    (folder / "shop.sqlite3").chmod(0o444)


def unreadable_file(folder: Path) -> None:
    folder.chmod(0o777)
    (folder / "shop.sqlite3").chmod(0o000)


@pytest.mark.skipif(os.name == "nt", reason="rights of Linux and macOS")
@pytest.mark.parametrize("close", [closed_folder, closed_file, unreadable_file])
def test_folder_without_the_right_to_write_is_refused(shop: Path, project: Path, close: Callable[[Path], None]) -> None:
    """Row 7: folder, file without the right to write, file without the right to read. Root may write everywhere, so
    another user tries."""
    before = state(shop)
    close(shop)
    for place in [path for path in shop.parents if path.is_relative_to("/tmp") and path != Path("/tmp")]:
        place.chmod(0o755)
    user = [str(NOBODY)] if os.access(shop, os.W_OK) and os.geteuid() == 0 else []
    done = subprocess.run(
        [sys.executable, "-c", OPEN, str(shop), *user], cwd=project, capture_output=True, text=True, timeout=60
    )
    shop.chmod(0o755)
    (shop / "shop.sqlite3").chmod(0o644)
    assert done.stdout.startswith("The shop folder cannot be written to"), done.stderr
    assert state(shop) == before


def test_shop_that_is_open_elsewhere_is_refused(shop: Path, project: Path) -> None:
    """Row 30: SQLite's own lock, behind that of the window."""
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(shop)], cwd=project, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdin and holder.stdout
    try:
        assert holder.stdout.readline() == "open\n"
        assert refusal(shop).startswith("This shop is already open")
    finally:
        holder.stdin.close()
        holder.stdout.close()
        holder.wait(30)
    make_desk(shop).close(backup=False)


def test_every_refusal_says_where_and_what_to_do(tmp_path: Path) -> None:
    made = [errors.newer_file, errors.foreign_file, errors.not_a_database, errors.empty_file, errors.read_only,
            errors.in_use, errors.remote_folder, errors.disk_full, errors.file_locked, errors.no_backup,
            errors.not_migrated, errors.long_path, errors.broken_file]  # fmt: skip
    for make in made:
        words = str(make(tmp_path / "x"))
        assert words.endswith(f": {tmp_path / 'x'}")
        assert len(re.findall(r"[.,;] [A-Zy]", words)) >= 1
