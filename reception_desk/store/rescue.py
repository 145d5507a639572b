"""What is left when the shop file cannot be read: the newest sound backup; and the note that tells how it was shut."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Literal, NamedTuple

from reception_desk import errors
from reception_desk.forms.moments import Moment

Stop = Literal["clean", "killed", "cut"]
"""How the last run ended: closed, killed, or killed and what it saved last (the WAL) is gone."""
NOTE = "shop.sqlite3-open"
BACKUPS = ("shop-*.sqlite3", "before-*.sqlite3")


class Copy(NamedTuple):
    """A backup: how many events it holds, up to when."""

    events: int
    path: Path
    upto: Moment


def advice(trouble: errors.Damaged, folder: Path) -> errors.Damaged:
    """The trouble itself, or where there is a sound backup, what to do with it."""
    copy = newest_sound(folder)
    return errors.damaged(copy.path, copy.upto) if copy else trouble


def newest_sound(folder: Path) -> Copy | None:
    """The backup with the most in it that opens, is ours and passes SQLite's own look; nothing is written."""
    found = sorted(_copies(folder / "backups"), reverse=True)
    return next((copy for copy in found if _is_sound(copy.path)), None)


def _copies(folder: Path) -> Iterator[Copy]:
    for pattern in BACKUPS:
        for path in folder.glob(pattern):
            with suppress(sqlite3.DatabaseError), closing(_reader(path)) as connection:
                row = connection.execute(
                    "SELECT desk_seq, at_utc_ms, tz_offset_min FROM event ORDER BY event_id DESC LIMIT 1"
                ).fetchone()
                if row:
                    yield Copy(row[0], path, Moment(row[1], row[2]))


def _is_sound(path: Path) -> bool:
    from reception_desk.store.database import APPLICATION_ID

    with suppress(sqlite3.DatabaseError), closing(_reader(path)) as connection:
        (ours,) = connection.execute("PRAGMA application_id").fetchone()
        (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        return bool(ours == APPLICATION_ID and verdict == "ok")
    return False


def _reader(path: Path) -> sqlite3.Connection:
    """Of a file that stands alone: no WAL is looked for, no name is made."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)


# The note


def last_stop(folder: Path, *, wal: bool) -> Stop:
    """`wal`: whether there was a WAL before anything was opened. A clean close leaves neither it nor the note."""
    if not (folder / NOTE).exists():
        return "killed" if wal else "clean"
    return "killed" if wal else "cut"


def note_open(folder: Path) -> None:
    """From here on the WAL holds what was saved last."""
    with suppress(OSError):
        (folder / NOTE).touch()


def note_closed(folder: Path) -> None:
    with suppress(OSError):
        (folder / NOTE).unlink(missing_ok=True)
