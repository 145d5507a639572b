"""Files written whole: a file has its name only when all of it is on the disk; what stood there stays till then.

OSError comes out as it is (`trouble_of` puts it into words), and no half of a file is left behind.
"""

from __future__ import annotations

import errno
import os
import time
from contextlib import suppress
from pathlib import Path

from reception_desk import errors

FULL = frozenset({errno.EFBIG, errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
"""What a disk says that has no room left, or a process that may not write more."""
TRIES = 20
PAUSE = 0.05


def write(path: Path, content: bytes) -> None:
    """All of it under its name, on the disk, or OSError and no trace. Its folder is made."""
    temporary = path.with_name(f"{path.name}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        replace(temporary, path)
        sync_folder(path.parent)
    except OSError:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def replace(source: Path, target: Path) -> None:
    """A rename over what is there, patient for a second with a virus scanner that holds the file for a moment."""
    for attempt in range(TRIES):
        try:
            source.replace(target)
        except PermissionError:
            if attempt == TRIES - 1:
                raise
            time.sleep(PAUSE)
        else:
            return


def trouble_of(trouble: OSError, path: Path) -> errors.DeskError:
    """The sentence for what the disk said of a file that was to be written."""
    if trouble.errno in FULL:
        return errors.disk_full(path)
    held = isinstance(trouble, PermissionError) and os.access(path.parent, os.W_OK)
    return errors.file_locked(path) if held else errors.read_only(path.parent)


def sync_folder(folder: Path) -> None:
    """A new name is on the disk only when its folder is; Windows does this by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
