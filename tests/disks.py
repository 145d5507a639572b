"""Disks that are full, for tests: a limit on what this process may write, and a small disk of its own for root.

`disk.full()` is the time in which nothing more can be written; `disk.folder` is where to try it.
"""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

KINDS = ("limit", "mount")
SIZE = 16 << 20


class Limited:
    """RLIMIT_FSIZE with SIGXFSZ ignored: every write to a file fails, as on a disk that has gone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def full(self) -> Iterator[None]:
        resource = pytest.importorskip("resource", reason="Windows has no such limit")
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
            signal.signal(signal.SIGXFSZ, handler)


class Mounted:
    """A small disk in memory, filled to the last byte: ENOSPC as a real one says it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def full(self) -> Iterator[None]:
        filler = self.folder / "filler"
        with filler.open("wb", buffering=0) as file, suppress(OSError):
            for size in (1 << 16, 1 << 12, 1):
                with suppress(OSError):
                    while file.write(bytes(size)) == size:
                        pass
        try:
            yield
        finally:
            filler.unlink()


Disk = Limited | Mounted


@contextmanager
def disk_of(kind: str, folder: Path) -> Iterator[Disk]:
    """A disk of one kind; skips the test where this machine has none."""
    if kind == "limit":
        pytest.importorskip("resource", reason="Windows has no such limit")
        yield Limited(folder)
        return
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    place = folder / "disk"
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(place)], capture_output=True, text=True
    )
    if made.returncode:
        pytest.skip(f"no small disk can be mounted here: {made.stderr.strip()}")
    try:
        yield Mounted(place)
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)
