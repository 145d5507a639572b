"""What a new column cannot say: renames, retypes, retirements. One function each, in order, kept for ever.

`Migrations` is made when it is needed: importing sqlite_utils costs as much as half a bare start.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

MIGRATIONS: tuple[Callable[[Database], None], ...] = ()


def apply(db: Database) -> None:
    """Run what this file has not seen yet, each in a transaction of its own."""
    from sqlite_utils import Migrations

    migrations = Migrations("reception_desk")
    for step in MIGRATIONS:
        migrations()(step)
    if migrations.pending(db):
        migrations.apply(db)
