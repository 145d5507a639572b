"""The copy that is made at a clean close: by SQLite's own call, opened again, checked, and only then given its name."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from reception_desk import errors
from reception_desk.store import database
from reception_desk.store.papers import replace, sync_folder

if TYPE_CHECKING:
    from reception_desk.store.store import Store

KEEP = 7
PAGES = 100


def back_up(store: Store) -> Path:
    """A verified copy in `backups/`; the last seven stay. DeskError when it fails; no older one is lost to that."""
    folder = store.folder / "backups"
    target = folder / f"shop-{store.clock.now().local():%Y%m%d-%H%M%S}.sqlite3"
    temporary = target.with_suffix(".tmp")
    try:
        folder.mkdir(exist_ok=True)
        temporary.unlink(missing_ok=True)
        _copy(store.connection, temporary)
        _verify(temporary, store)
        replace(temporary, target)
        sync_folder(folder)
    except (OSError, sqlite3.Error) as trouble:
        temporary.unlink(missing_ok=True)
        raise errors.disk_full(folder) from trouble
    for old in sorted(folder.glob("shop-*.sqlite3"))[:-KEEP]:
        old.unlink()
    return target


def _copy(source: sqlite3.Connection, target: Path) -> None:
    copy = sqlite3.connect(target)
    try:
        source.backup(copy, pages=PAGES)
        # a copy that stands alone: no WAL of its own can be left beside it
        copy.execute("PRAGMA journal_mode=DELETE")
    finally:
        copy.close()


def _verify(path: Path, store: Store) -> None:
    """Sound in itself, with as many events as the original."""
    copy = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        verdict = copy.execute("PRAGMA integrity_check").fetchone()[0]
        seqs = [
            c.execute("SELECT last_seq, (SELECT count(*) FROM event) FROM desk").fetchone()
            for c in (copy, store.connection)
        ]
        identity = copy.execute("PRAGMA application_id").fetchone()[0]
    finally:
        copy.close()
    if verdict != "ok" or seqs[0] != seqs[1] or identity != database.APPLICATION_ID:
        raise sqlite3.DatabaseError(f"backup is not sound: {verdict}")


def newest(folder: Path) -> Path | None:
    return max((folder / "backups").glob("shop-*.sqlite3"), default=None)
