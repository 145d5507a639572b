"""The tour: a whole story at the real window, played with synthetic keys and mouse on a fresh demo shop.

It leaves pictures, papers and the shop, and counts how much each journey takes. It is the acceptance test of the desk.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reception_desk.tour.folder import Folder

__all__ = ["tour"]

SCREEN = {
    "name": "tour",
    "x": 0,
    "y": 0,
    "width": 1920,
    "height": 1080,
    "logicalDpi": 96,
    "logicalBaseDpi": 96,
    "dpr": 1,
}
DONE, FAILED, REFUSED = 0, 1, 2
CANNOT = "This plugin does not support"
"""So Qt begins, for each menu, what a screen in memory has no use for."""


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
    with _screen():
        from reception_desk.tour.stage import Stage

        return Stage(folder, language, now=now).play()


@contextmanager
def _screen() -> Iterator[None]:
    """Where there is no display, one in memory: as large as a common one, because Qt's own is too small for menus."""
    displays = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    chosen = os.environ.get("QT_QPA_PLATFORM", "offscreen" if sys.platform == "linux" and not displays else "")
    if chosen != "offscreen" or sys.platform == "win32":  # a path with a colon cannot be told
        yield
        return
    with tempfile.TemporaryDirectory(prefix="reception-desk-screen-") as place:
        config = Path(place) / "screen.json"
        config.write_text(json.dumps({"screens": [SCREEN]}), encoding="utf-8")
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={config}"
        with _without(CANNOT):
            yield


@contextmanager
def _without(beginning: str) -> Iterator[None]:
    """What Qt tells, but for what begins so."""
    from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

    def tell(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        del kind, context
        if not message.startswith(beginning):
            print(message, file=sys.stderr)

    before = qInstallMessageHandler(tell)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


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
