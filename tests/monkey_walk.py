"""A random walk over a shop, with everything that goes wrong written down.

`python -m tests.monkey_walk SEED STEPS [SHOP]` walks over a copy of a shop, the small one with a visit at each stage
when none is named.
"""

from __future__ import annotations

import gc
import os
import random
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
)

from reception_desk.app import application, finish, open_desk
from reception_desk.desk.desk import Desk
from reception_desk.errors import DeskError
from reception_desk.forms.moments import FixedClock
from reception_desk.forms.words import Text, say
from reception_desk.store.check import check
from reception_desk.store.ids import UuidIds
from reception_desk.sweeping import sweep
from reception_desk.ui.main_window import MainWindow
from reception_desk.ui.printer import Chosen, Question
from tests import shops
from tests.monkey import Monkey


class MonkeyPort:
    """A printer that takes most papers and refuses some; its dialog is accepted now and then."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def send(self, pdf: bytes, name: str, target: str, folder: Path) -> Text:
        del folder
        assert pdf.startswith(b"%PDF"), name
        if self._random.random() < 0.1:
            raise DeskError(say("The program made a mistake"))
        return say("Sent to {printer}", printer=target or "?")

    def ask(self, question: Question) -> Text | None:
        if self._random.random() < 0.5 or question.paper(Chosen("HP 1020", 2)) is None:
            return None
        return say("Sent to {printer}", printer="HP 1020")

    def printers(self) -> tuple[str, list[str]]:
        return "HP 1020", ["HP 1020", "Kyocera"]


@contextmanager
def watched(mistakes: list[str]) -> Iterator[None]:
    """Whatever Python or Qt complains of until the end is written down; nothing opens outside the program."""

    def mistake(kind: type[BaseException], value: BaseException | None, trace: TracebackType | None) -> None:
        mistakes.append("".join(traceback.format_exception(kind, value, trace)))

    def told(kind: QtMsgType, context: object, text: str) -> None:
        del context
        known = text.startswith("This plugin does not support")  # offscreen cannot raise windows
        if kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) and not known:
            mistakes.append(f"Qt: {text}")

    hook, unraisable = sys.excepthook, sys.unraisablehook
    choose, open_url = QFileDialog.getExistingDirectory, QDesktopServices.openUrl
    sys.excepthook = mistake
    sys.unraisablehook = lambda what: mistake(what.exc_type, what.exc_value, what.exc_traceback)
    QFileDialog.getExistingDirectory = staticmethod(lambda *_, **__: "")  # type: ignore[method-assign]
    QDesktopServices.openUrl = staticmethod(lambda *_: True)  # type: ignore[method-assign]
    before = qInstallMessageHandler(told)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
        sys.excepthook, sys.unraisablehook = hook, unraisable
        QFileDialog.getExistingDirectory = choose  # type: ignore[method-assign]
        QDesktopServices.openUrl = open_url  # type: ignore[method-assign]


def busy_shop(folder: Path) -> None:
    """A small shop with a visit at each stage, all today."""
    desk = shops.small_desk(folder)
    for stage in (shops.ordered, shops.agreed, shops.ready, shops.closed):
        stage(desk)
    shops.stranger(desk)
    shops.book(desk, plate="粤B55555", name="周敏", phone="13700137000")
    desk.close(backup=False)


def walk(
    folder: Path,
    seed: int,
    steps: int,
    *,
    at: datetime = shops.MORNING,
    tell: Callable[[str], None] = lambda _: None,
) -> Monkey:
    """Walk over this shop. AssertionError at the first mistake, after what was done before it, or over damage."""
    mistakes: list[str] = []
    application(bundled_fonts=True)
    clock = FixedClock(at)
    with watched(mistakes):
        window = open_desk(folder, language="en", clock=clock, ids=UuidIds(clock, seed), printer=MonkeyPort(seed))
        window.activateWindow()
        monkey = Monkey(window, seed, tell)
        window.room.wear(touch="on" if seed % 2 else "auto", board="columns" if seed % 3 else "auto")
        number = 0
        try:
            for number in range(steps):
                monkey.step()
                tell(f"{number} {monkey.done[-1]}")
                if number % 200 == 199:
                    sweep()
                    tell(f"{number + 1}: {len(QApplication.allWidgets())} widgets")
                assert not mistakes, f"seed {seed}, step {number}:\n" + "\n".join((*monkey.done, *mistakes))
            while (menu := QApplication.activePopupWidget()) is not None:
                menu.close()
            assert _closes(window), "the window does not close"
        except AssertionError as trouble:
            told = str(trouble)
            if not told.startswith("seed"):
                raise AssertionError(f"seed {seed}, step {number}:\n" + "\n".join((*monkey.done, told))) from trouble
            raise
        finally:
            window.close()
            window.deleteLater()
            QCoreApplication.sendPostedEvents()
    assert not mistakes, f"seed {seed}, at the end:\n" + "\n".join((*monkey.done, *mistakes))
    damage = check(folder).damage
    assert not damage, f"seed {seed}: {damage}"
    return monkey


def _closes(window: MainWindow) -> bool:
    """The second time for sure: what cannot be saved is asked about once."""
    return window.close() or window.close()


def main(seed: int, steps: int, shop: str = "") -> None:
    import faulthandler

    faulthandler.enable()
    gc.disable()  # as in the product: looked for by `sweep` only
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "shop"
        if shop:
            shutil.copytree(shop, folder)
        else:
            busy_shop(folder)
        begun = time.monotonic()
        at = datetime.now().astimezone() if shop else shops.MORNING
        monkey = walk(folder, seed, steps, at=at, tell=lambda text: print(text, flush=True))
        Desk(folder, clock=FixedClock(at)).close(backup=False)
        finish()
    sys.stdout.flush()
    for said, times in sorted(monkey.troubles.items(), key=lambda one: -one[1]):
        print(f"{times:5} {said}")
    print(f"seed {seed}: {steps} steps in {time.monotonic() - begun:.0f} s, sound")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:4])
    os._exit(0)  # the device of the synthetic finger outlives Python, and Qt then asks Python for it
