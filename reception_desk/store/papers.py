"""The folder `papers`: PDFs written whole and synced before the row that names them is."""

from __future__ import annotations

import errno
import hashlib
import os
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from reception_desk import errors

if TYPE_CHECKING:
    from reception_desk.store.store import Store

FULL = frozenset({errno.EFBIG, errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
TRIES = 20
PAUSE = 0.05


class Papers:
    def __init__(self, store: Store) -> None:
        self._store = store

    def path(self, document: str) -> Path:
        return self._store.folder / "papers" / f"{document}.pdf"

    def write(self, document: str, pdf: bytes) -> str:
        """Archive one paper; the SHA-256 of its bytes in hex. A crash leaves at most an orphan file."""
        write_synced(self.path(document), pdf)
        return hashlib.sha256(pdf).hexdigest()


def write_synced(path: Path, content: bytes) -> None:
    """All of it under its name, on the disk, or DeskError and no trace."""
    temporary = path.with_suffix(".tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        replace(temporary, path)
        sync_folder(path.parent)
    except OSError as trouble:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise errors.disk_full(path) if trouble.errno in FULL else errors.read_only(path.parent) from trouble


def replace(source: Path, target: Path) -> None:
    """A rename over what is there, patient with a virus scanner that holds the file for a moment."""
    for attempt in range(TRIES):
        try:
            source.replace(target)
        except PermissionError:
            if attempt == TRIES - 1:
                raise
            time.sleep(PAUSE)
        else:
            return


def sync_folder(folder: Path) -> None:
    """A new name is on the disk only when its folder is; Windows does this by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
