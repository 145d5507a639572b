"""Papers that were still waiting for their printer when the program was closed: the next start offers them."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from reception_desk import files

if TYPE_CHECKING:
    from reception_desk.ui.spooler import Job

FOLDER = "unsent"


def keep(shop: Path, jobs: Iterable[Job]) -> None:
    """The archive has every paper; what a full disk does not take here is only not offered again."""
    for job in jobs:
        with suppress(OSError):
            files.write(shop / FOLDER / f"{job.name}.pdf", job.pdf)


def found(shop: Path) -> list[tuple[str, bytes]]:
    """Name and PDF of each, in order."""
    papers = []
    with suppress(OSError):
        for path in sorted((shop / FOLDER).glob("*.pdf")):
            with suppress(OSError):
                papers.append((path.stem, path.read_bytes()))
    return papers


def forget(shop: Path) -> None:
    """They are on their way again, or not wanted."""
    with suppress(OSError):
        for path in (shop / FOLDER).glob("*.pdf"):
            with suppress(OSError):
                path.unlink()
