"""Shop files as older versions left them, and versions of the program that have migrations to run on them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from reception_desk.store import migrations, tables
from reception_desk.store.database import FILE
from reception_desk.store.migrations import Step


@contextmanager
def version_with(steps: Sequence[Step]) -> Iterator[None]:
    """The program as a version with these migrations behind it; in a child process it is entered and never left."""
    before = migrations.MIGRATIONS
    migrations.MIGRATIONS = tuple(steps)
    tables.fingerprint.cache_clear()
    try:
        yield
    finally:
        migrations.MIGRATIONS = before
        tables.fingerprint.cache_clear()


def make_older(folder: Path, *sql: str) -> None:
    """What an older version wrote: other names, fewer columns; its stamp is not ours."""
    with closing(sqlite3.connect(folder / FILE)) as connection:
        for command in sql:
            connection.execute(command)
        connection.execute("UPDATE desk SET forms = 'older'")
        connection.commit()


def content(path: Path) -> dict[str, list[dict[str, Any]]]:
    """All rows of all tables of a closed file, by table."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        found = {}
        for name in sorted(names):
            if name not in tables.SEARCH_SHADOWS and not name.startswith("sqlite_"):
                cursor = connection.execute(f'SELECT * FROM "{name}"')
                columns = [column[0] for column in cursor.description]
                found[name] = [dict(zip(columns, row, strict=True)) for row in cursor]
        return found


def schema(path: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        return sorted(connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall())
