"""Python's look for garbage, in the thread of the windows only.

It would begin in whichever thread makes an object at that moment. A window or a menu that is found there would be taken
apart beside the thread that paints it, which Qt forbids and a crash some minutes later would not explain.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1_000


class Sweeper(QObject):
    """As long as `parent` is, no other thread looks for garbage, and this one does it from time to time."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self)
        timer.timeout.connect(sweep)
        timer.start(EVERY_MS)


def sweep() -> None:
    """The oldest generation whose turn it is, with those younger than it."""
    due = [age for age, (made, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)) if made > most]
    if due:
        gc.collect(due[-1])
