"""The one place that opens a shop file: what may be opened, how, and what is refused untouched."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from reception_desk import errors, files
from reception_desk.store import rescue, tables

T = TypeVar("T")

APPLICATION_ID = 0x52444B31  # "RDK1"
FILE = "shop.sqlite3"
ENGINE = sqlite3.sqlite_version
CACHE = 32_768
"""KiB of pages at most that SQLite keeps: its own 2,000 make a search in a shop of many years half as quick."""
FOLDERS = ("papers", "photos", "backups")
LONGEST_PATH = 490
"""Bytes; SQLite takes 512 on Linux, with the ending of the WAL."""
_MAGIC = b"SQLite format 3\x00"


class Opened(NamedTuple):
    connection: sqlite3.Connection
    last_stop: rescue.Stop


def open_file(folder: Path) -> Opened:
    """The connection of a shop folder, made if there is none. Raises DeskError; a refused file is as it was."""
    path = folder / FILE
    _refuse_place(folder, path)
    if not path.exists():
        _make_folders(folder)
        _begin(path)
    last = rescue.last_stop(folder, wal=_wal(path).exists())
    try:
        look(path, fresh=last != "cut")
        return Opened(_connect(path), last)
    except errors.Damaged as trouble:
        raise rescue.advice(trouble, folder) from trouble
    except OSError as trouble:
        raise errors.ShopFileError(files.trouble_of(trouble, path).say) from trouble


def _wal(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def patiently(act: Callable[[], T]) -> T:
    """What a virus scanner or a backup program holds for a moment is tried again for a second."""
    for attempt in range(files.TRIES):
        try:
            return act()
        except (sqlite3.OperationalError, PermissionError) as trouble:
            passing = isinstance(trouble, PermissionError) or "unable to open" in str(trouble)
            if attempt == files.TRIES - 1 or not passing:
                raise
            time.sleep(files.PAUSE)
    raise AssertionError("the last attempt answers or raises")


def _refuse_place(folder: Path, path: Path) -> None:
    if str(folder).startswith(("\\\\", "//")) or _is_remote(folder):
        raise errors.remote_folder(folder)
    if len(os.fsencode(path.absolute())) > LONGEST_PATH:
        raise errors.long_path(folder)
    existing = next(place for place in (folder, *folder.resolve().parents) if os.access(place, os.F_OK))
    if not os.access(existing, os.W_OK | os.X_OK) or (path.exists() and not os.access(path, os.W_OK | os.R_OK)):
        raise errors.read_only(folder)


def _is_remote(folder: Path) -> bool:
    if os.name != "nt":
        return False
    import ctypes

    drive_remote = 4
    kernel: Any = getattr(ctypes, "windll").kernel32  # noqa: B009 - mypy knows it on Windows only
    return bool(kernel.GetDriveTypeW(folder.resolve().anchor) == drive_remote)


def _make_folders(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in FOLDERS:
            (folder / name).mkdir(exist_ok=True)
    except OSError as trouble:
        raise errors.read_only(folder) from trouble


def _begin(path: Path) -> None:
    """A file that is ours from its first byte on; it gets its name when it is whole, so a crash leaves none or all."""
    new = path.with_name(f"{FILE}.{os.getpid()}.new")
    try:
        new.unlink(missing_ok=True)
        with closing(sqlite3.connect(new)) as connection:
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
            connection.execute("PRAGMA journal_mode=WAL")
        _name(new, path)
        files.sync_folder(path.parent)
    except sqlite3.DatabaseError as trouble:
        raise trouble_of(trouble, path) from trouble
    except OSError as trouble:
        raise errors.read_only(path.parent) from trouble
    finally:
        new.unlink(missing_ok=True)


def _name(new: Path, path: Path) -> None:
    """Never over a file that another start of the program made in the meantime."""
    try:
        path.hardlink_to(new)
    except FileExistsError:
        return
    except OSError:  # a disk without links
        if not path.exists():
            new.rename(path)


def look(path: Path, *, fresh: bool = True) -> None:
    """Refuse what is not ours to write. Read-only, through the WAL; the folder keeps every byte and every name.

    `fresh`: whether the file may be without a single table, as one is that was just begun.
    """
    wal, shm = (path.with_name(f"{path.name}-{end}") for end in ("wal", "shm"))
    patiently(lambda: _refuse_damage(path, wal))
    had_wal, had_shm = wal.exists(), shm.exists()
    connection = _open(path, f"{_uri(path)}?mode=ro", 1)
    locked = False
    try:
        patiently(lambda: _judge(connection, path))
        if not fresh and not tables.columns(connection):
            raise errors.not_a_database(path)
    except UnicodeDecodeError as trouble:  # what should be words is noise
        raise errors.not_a_database(path) from trouble
    except sqlite3.DatabaseError as trouble:
        locked = "locked" in str(trouble)
        raise trouble_of(trouble, path) from trouble
    finally:
        if not had_wal and not locked:  # while our own lock still keeps everybody from writing to it
            _forget_empty(wal)
        connection.close()
        if not had_shm:  # nobody who keeps our rules uses one
            with suppress(OSError):
                shm.unlink(missing_ok=True)


def _forget_empty(wal: Path) -> None:
    """A WAL that reading alone has made; Windows cannot remove it while it is open, and it does no harm there."""
    with suppress(OSError):
        if not _size(wal):
            wal.unlink(missing_ok=True)


def _refuse_damage(path: Path, wal: Path) -> None:
    """What SQLite would take for a new file, or mend in its own way."""
    size = path.stat().st_size
    if size == 0:  # it would throw the WAL away
        raise errors.empty_file(path)
    with path.open("rb") as file:
        head = file.read(18)
    page = int.from_bytes(head[16:18], "big")
    if not head.startswith(_MAGIC) or (page > 1 and size % page and not _size(wal)):
        raise errors.not_a_database(path)


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0


def _judge(connection: sqlite3.Connection, path: Path) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID:
        raise errors.foreign_file(path)
    if version > tables.version():
        raise errors.newer_file(path)
    if version < tables.version():  # an older release's: what it calls otherwise, a migration renames
        return
    if not tables.is_current(connection) and not tables.known(tables.columns(connection)):
        raise errors.newer_file(path)


def _uri(path: Path) -> str:
    """As SQLite reads it. `Path.as_uri` would do for most, but brings libraries of the web along at each start."""
    plain = path.absolute().as_posix().replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return f"file://{plain if plain.startswith('/') else f'/{plain}'}"


def _open(path: Path, uri: str, timeout: int) -> sqlite3.Connection:
    try:
        return patiently(lambda: sqlite3.connect(uri, uri=True, timeout=timeout))
    except sqlite3.DatabaseError as trouble:
        raise trouble_of(trouble, path) from trouble


def _connect(path: Path) -> sqlite3.Connection:
    connection = _open(path, _uri(path), 5)
    try:
        configure(connection)
        patiently(lambda: connection.execute("PRAGMA journal_mode=WAL"))
    except sqlite3.DatabaseError as trouble:
        connection.close()
        raise trouble_of(trouble, path) from trouble
    return connection


def configure(connection: sqlite3.Connection) -> None:
    """One desk, one connection: exclusive before WAL, so there is no shared-memory file and nobody else gets in."""
    for pragma in (
        "locking_mode=EXCLUSIVE",
        "synchronous=FULL",
        "foreign_keys=ON",
        "trusted_schema=OFF",
        "cell_size_check=ON",
        f"cache_size=-{CACHE}",
        "busy_timeout=5000",
    ):
        connection.execute(f"PRAGMA {pragma}")


def trouble_of(trouble: sqlite3.Error, path: Path) -> Exception:
    """SQLite's own error as a sentence that helps; what the world did not do is a bug and stays itself."""
    words = str(trouble)
    if "locked" in words:
        return errors.in_use(path)
    if "unable to open" in words and os.access(path, os.R_OK | os.W_OK):
        return errors.ShopFileError(errors.file_locked(path).say)
    if "readonly" in words or "unable to open" in words:
        return errors.read_only(path)
    if "is full" in words or "disk I/O" in words:
        return errors.disk_full(path)
    if any(sign in words for sign in ("malformed", "not a database", "corrupt", "decode")):
        return errors.not_a_database(path)
    return trouble
