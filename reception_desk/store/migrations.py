"""What a new column cannot say: renames, retypes, retirements. One function each, in order, kept for ever.

A step gets the sqlite-utils database and changes tables and rows; it never commits. All steps that a file has not seen,
and the columns it gains after them, are one transaction: the file is as it was, or all of it is new.

`Migrations` is made when it is needed: importing sqlite_utils costs as much as half a bare start.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

Step = Callable[["Database"], None]


def spell_names_whole(db: Database) -> None:
    """0.1.0: customers were found by the initials of their pinyin only."""
    from reception_desk.store.search import spelt

    names = db.execute("SELECT name, key FROM search_entry WHERE initials <> ''").fetchall()
    entries = ((spelt(name.strip("<>")), key) for name, key in names)
    db.conn.executemany("UPDATE search_entry SET initials = ? WHERE key = ?", entries)
    db.execute("INSERT INTO search_text(search_text) VALUES('rebuild')")


MIGRATIONS: tuple[Step, ...] = (spell_names_whole,)


class Astray(Exception):
    """A step left rows that point nowhere."""


TROUBLES = (sqlite3.Error, Astray, ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError)
"""What a step may raise when a file is not what it expects: the file stays as it was."""


def apply(db: Database, *, fresh: bool) -> None:
    """Run what this file has not seen yet, inside the caller's transaction, foreign keys off. A fresh file, which has
    no tables yet, gets those of today: for it all steps count as done."""
    from sqlite_utils import Migrations

    migrations = Migrations("reception_desk")
    for step in MIGRATIONS:
        migrations(name=step.__name__)(_nothing if fresh else step)
    if not migrations.pending(db):
        return
    migrations.apply(db)
    astray = db.execute("PRAGMA foreign_key_check").fetchall()
    if astray:
        raise Astray(f"{len(astray)} rows point nowhere")


def _nothing(db: Database) -> None:
    del db
