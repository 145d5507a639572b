"""One start, to the first painted screen: `start_child.py bare FOLDER`, `desk FOLDER`, or `papers FOLDER`, which goes
on until papers can be drawn.

Prints the monotonic clock (ns) when the window and all in it were painted, and the peak memory (MiB) so far.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def report() -> None:
    now, peak = time.monotonic_ns(), 0.0
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        peak = int(line.split()[1]) / 1024
    print(now, peak, flush=True)
    os._exit(0)


def papers() -> None:
    """After the first paint: ReportLab and the fonts, as the program's own warming does it."""
    from reception_desk.app import warm

    warm()
    report()


def report_when_painted(window: Any, told: Callable[[], None] = report) -> None:
    """A zero timer fires when the sweep that paints the window and its children is over."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                watched.removeEventFilter(self)
                QTimer.singleShot(0, told)
            return False

    watch = Watch(window)
    window.installEventFilter(watch)


def bare() -> None:
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication([])
    window = QMainWindow()
    window.resize(1366, 690)
    report_when_painted(window)
    window.show()
    app.exec()


def desk(folder: str, told: Callable[[], None] = report) -> None:
    """The program's own start, in its own order; only its window is watched."""
    from reception_desk import __main__

    hasten = __main__.hasten

    def watched_start() -> None:
        hasten()
        from reception_desk.ui.main_window import MainWindow

        show = MainWindow.show

        def watched(window: MainWindow) -> None:
            report_when_painted(window, told)
            show(window)

        setattr(MainWindow, "show", watched)  # noqa: B010 - Qt's own method, as a type checker sees it

    setattr(__main__, "hasten", watched_start)  # noqa: B010
    sys.exit(__main__.main(["--shop", folder, "--language", "zh_CN"]))


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        desk(sys.argv[2], papers if sys.argv[1] == "papers" else report)
