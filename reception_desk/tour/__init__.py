"""The tour: a whole story at the real window, played with synthetic keys and mouse on a fresh demo shop.

It leaves pictures, papers and the shop, and counts how much each journey takes. It is the acceptance test of the desk.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reception_desk.tour.folder import Folder

__all__ = ["tour"]

DONE, FAILED, REFUSED = 0, 1, 2


def tour(out: Path, *, language: str, now: bool) -> int:
    """Play the story into the folder `out`. 0: all of it happened; 1: some of it did not; 2: `out` cannot be used.

    Clock and ids come from a fixed moment and a seed, so that two tours of one language give the same papers; with
    `now` they are the real ones.
    """
    from reception_desk.lock import ShopLock
    from reception_desk.tour.folder import Folder, NotOurs

    folder = Folder(out.resolve())
    lock = ShopLock(folder.shop)
    if not lock.take():
        return _refuse(f"The shop of the last tour is open ({folder.shop}). Close it, then play the tour again.")
    try:
        folder.begin()
    except (NotOurs, OSError) as trouble:
        lock.free()
        return _refuse(str(trouble))
    try:
        failed = _play(folder, language, now=now)
    finally:
        lock.free()
    return _judge(folder, failed)


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return REFUSED


def _play(folder: Folder, language: str, *, now: bool) -> list[str]:
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from reception_desk.tour.stage import Stage

    return Stage(folder, language, now=now).play()


def _judge(folder: Folder, failed: list[str]) -> int:
    """Look at the shop that was left behind, and say how it went."""
    from reception_desk.__main__ import SOUND, check

    if check(folder.shop) != SOUND:
        failed = [*failed, "check: the shop folder is not sound"]
    for line in failed:
        print(f"FAILED {line}", file=sys.stderr)
    pictures, papers = len(list(folder.out.glob("*.png"))), len(list(folder.papers.glob("*.pdf")))
    print(f"{pictures} pictures and {papers} papers in {folder.out}")
    return FAILED if failed else DONE
