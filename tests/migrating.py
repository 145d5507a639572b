"""A version with two migrations opens an older file and is killed on the way.

`python -m tests.migrating FOLDER WHERE` ends itself by SIGKILL at the place that WHERE names.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reception_desk.store import backup, migrations, tables
from reception_desk.store.store import Store
from tests.old_files import version_with
from tests.shops import make_desk

if TYPE_CHECKING:
    from sqlite_utils import Database

OLDER = (
    'ALTER TABLE vehicle RENAME COLUMN colour TO paint',
    'ALTER TABLE customer RENAME COLUMN vip TO important',
    "UPDATE customer SET important = 1",
)  # fmt: skip
PLACES = (
    "before the copy", "after the copy", "in the first step", "between the steps", "in the second step",
    "before the columns", "after the columns", "before the commit", "after the commit",
)  # fmt: skip
failing: dict[str, Callable[[], None]] = {}
"""What happens at a place."""


def at(place: str) -> None:
    failing.get(place, lambda: None)()


def paint_is_colour(db: Database) -> None:
    db.conn.execute('ALTER TABLE vehicle RENAME COLUMN paint TO colour')  # fmt: skip
    at("in the first step")
    db.conn.execute("UPDATE vehicle SET colour = colour || '!'")


def important_is_vip(db: Database) -> None:
    at("between the steps")
    db.table("customer").transform(rename={"important": "vip"})
    at("in the second step")


STEPS = (paint_is_colour, important_is_vip)


def around(owner: Any, name: str, before: str, after: str) -> None:
    plain = getattr(owner, name)

    def told(*args: Any, **more: Any) -> Any:
        at(before)
        done = plain(*args, **more)
        at(after)
        return done

    setattr(owner, name, told)


def main(folder: Path, place: str) -> None:
    failing[place] = lambda: os.kill(os.getpid(), signal.SIGKILL)
    around(backup, "before_change", "before the copy", "after the copy")
    around(tables, "bring_up", "before the columns", "after the columns")
    around(Store, "_sign_desk", "", "before the commit")
    around(Store, "_change_tables", "", "after the commit")
    with version_with(STEPS):
        make_desk(folder).close(backup=False)
    print("not killed", len(migrations.MIGRATIONS))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
