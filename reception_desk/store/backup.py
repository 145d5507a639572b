"""The copy that is made at a clean close: by SQLite's own call, opened again, checked, and only then given its name."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from reception_desk import errors, files
from reception_desk.forms.moments import Moment
from reception_desk.store import database

if TYPE_CHECKING:
    from reception_desk.store.store import Store

KEEP = 7
KEEP_BEFORE = 3
PAGES = 100
_BESIDE = ".being-made-"
_STATE = (
    "SELECT id, epoch, last_seq, (SELECT count(*) FROM event),"
    " (SELECT hash FROM event ORDER BY desk_seq DESC LIMIT 1) FROM desk"
)


def back_up(store: Store) -> Path:
    """A verified copy in `backups/`; the last seven stay. DeskError when it fails; no older one is lost to that."""
    return _make(store.folder, store.connection, store.clock.now(), "shop", KEEP)


def back_up_beside(folder: Path, now: Moment) -> Path:
    """The same from any thread while the desk goes on: of a copy of the file and its WAL as they are at one moment.

    The desk's own connection lets nobody else in. DeskError as `back_up`.
    """
    from reception_desk.store.check import copied

    backups = folder / "backups"
    try:
        backups.mkdir(exist_ok=True)
        for left_over in backups.glob(f"{_BESIDE}*"):
            shutil.rmtree(left_over, ignore_errors=True)
        with (
            tempfile.TemporaryDirectory(prefix=_BESIDE, dir=backups) as place,
            closing(sqlite3.connect(copied(folder, Path(place)))) as own,
        ):
            return _make(folder, own, now, "shop", KEEP)
    except (OSError, sqlite3.Error) as trouble:
        raise _trouble(trouble, backups) from trouble


def before_change(store: Store) -> Path:
    """The file as an older version left it, before its tables change; the last three stay, beside the others."""
    return _make(store.folder, store.connection, store.clock.now(), "before", KEEP_BEFORE)


def _make(shop: Path, source: sqlite3.Connection, now: Moment, kind: str, keep: int) -> Path:
    folder = shop / "backups"
    target = folder / f"{kind}-{_stamp(now)}.sqlite3"
    temporary = target.with_suffix(".tmp")
    try:
        folder.mkdir(exist_ok=True)
        _clear(folder, f"{kind}-*")
        _copy(source, temporary)
        _verify(temporary, source)
        files.replace(temporary, target)
        files.sync_folder(folder)
        for old in _by_age(folder, target.name)[:-keep]:
            old.unlink()
    except (OSError, sqlite3.Error) as trouble:
        raise _trouble(trouble, folder) from trouble
    finally:
        with suppress(OSError):
            _clear(folder, target.stem)
    return target


def _clear(folder: Path, stem: str) -> None:
    """What a copy that came to nothing leaves, its journal too."""
    for left_over in folder.glob(f"{stem}.tmp*"):
        left_over.unlink()


def _stamp(now: Moment) -> str:
    return f"{now.local():%Y%m%d-%H%M%S}"


def _by_age(folder: Path, newest: str) -> list[Path]:
    """The oldest first. A name later than the newest comes from a clock that was wrong: older than it, for sure."""
    kind = newest.partition("-")[0]
    return sorted(folder.glob(f"{kind}-*.sqlite3"), key=lambda path: (path.name <= newest, path.name))


def _trouble(trouble: Exception, folder: Path) -> errors.DeskError:
    if isinstance(trouble, OSError) and (trouble.errno in files.FULL or isinstance(trouble, PermissionError)):
        return files.trouble_of(trouble, folder / "shop")
    words = str(trouble)
    if "is full" in words or "disk I/O" in words:
        return errors.disk_full(folder)
    if "readonly" in words or "unable to open" in words:
        return errors.read_only(folder)
    return errors.no_backup(folder)


def _copy(source: sqlite3.Connection, target: Path) -> None:
    with closing(sqlite3.connect(target)) as copy:
        source.backup(copy, pages=PAGES)
        # a copy that stands alone: no WAL of its own can be left beside it
        copy.execute("PRAGMA journal_mode=DELETE")


def _verify(path: Path, source: sqlite3.Connection) -> None:
    """Sound in itself, with the same events as the original, up to the last one's hash."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as copy:
        verdict = copy.execute("PRAGMA integrity_check").fetchone()[0]
        astray = copy.execute("PRAGMA foreign_key_check").fetchall()
        identity = copy.execute("PRAGMA application_id").fetchone()[0]
        same = copy.execute(_STATE).fetchall() == source.execute(_STATE).fetchall()
    if verdict != "ok" or astray or identity != database.APPLICATION_ID or not same:
        raise sqlite3.DatabaseError(f"backup is not sound: {verdict}")


def newest(folder: Path, now: Moment) -> Path | None:
    """The last backup that was made, as far as this clock can tell."""
    made = _by_age(folder / "backups", f"shop-{_stamp(now)}.sqlite3")
    return made[-1] if made else None
