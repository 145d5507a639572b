"""A window that is worked with keys only, and what its tests look at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from reception_desk.app import application, open_desk
from reception_desk.forms.moments import FixedClock
from reception_desk.forms.words import Text, say
from reception_desk.store.ids import UuidIds
from reception_desk.ui.main_window import MainWindow
from reception_desk.ui.printer import Question
from tests.shops import MORNING

W = TypeVar("W", bound=QWidget)


class KeepingPort:
    """A printer that keeps all that it gets, with its name."""

    def __init__(self) -> None:
        self.papers: list[tuple[str, bytes]] = []

    def send(self, pdf: bytes, name: str, target: str, folder: Path) -> Text:
        del folder
        self.papers.append((name, pdf))
        return say("Sent to {printer}", printer=target or "?")

    def ask(self, question: Question) -> Text | None:
        raise AssertionError(question.name)

    def printers(self) -> tuple[str, list[str]]:
        return "", []


@contextmanager
def opened(qtbot: QtBot, shop: Path, port: KeepingPort, language: str = "en") -> Iterator[MainWindow]:
    """The window of a shop in front of everything, at the smallest size it is designed for."""
    application(bundled_fonts=True)
    clock = FixedClock(MORNING)
    window = open_desk(shop, language=language, clock=clock, ids=UuidIds(clock, 7), printer=port)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    try:
        yield window
    finally:
        window.close()


_TOP: list[QWidget] = []
"""Kept, because the handle of a list's own window goes with the last name for that window."""


def glass() -> QWindow:
    """The window that the keyboard speaks to now: an open menu, else the active one."""
    top = QApplication.activePopupWidget() or QApplication.activeWindow()
    assert top is not None, "no window is in front"
    _TOP[:] = [top]
    handle = top.windowHandle()
    assert handle is not None
    return handle


def press(*names: str) -> None:
    """Keys by their names: "Ctrl+Return", "N", "F2"."""
    for name in names:
        code = QKeySequence.fromString(name)[0]  # type: ignore[index]  # not in its stubs
        QTest.keyClick(glass(), code.key(), code.keyboardModifiers())
        QCoreApplication.processEvents()


def write(text: str) -> None:
    """Letters one by one; what a keyboard lacks comes as an input method gives it."""
    for letter in text:
        if letter == "\n":
            QTest.keyClick(glass(), Qt.Key.Key_Return)
        elif letter.isascii():
            QTest.keyClick(glass(), ord(letter))
        else:
            field = QApplication.focusWidget()
            assert field is not None
            assert field.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled), f"{letter} cannot be typed here"
            event = QInputMethodEvent("", [])
            event.setCommitString(letter)
            QCoreApplication.sendEvent(field, event)
    QCoreApplication.processEvents()


def focused() -> str:
    here = QApplication.focusWidget()
    return here.objectName() or type(here).__name__ if here is not None else ""


def reach(window: MainWindow, kind: type[W], name: str) -> W:
    """A widget of the window by its name, with the focus in it."""
    found = window.findChild(kind, name)
    assert found is not None, name
    found.setFocus()
    return found


def visit_of(window: MainWindow, stage: str = "") -> str:
    """The first visit that is in the shop, or of those that are at a stage."""
    rows = window.desk.board.today()
    return next(row.visit.id for row in rows if row.visit is not None and stage in ("", row.stage))


def every_screen(window: MainWindow, visit: str) -> Iterator[str]:
    """Each screen in turn, shown; the paper on the screen needs a printable visit and is not among them."""
    window.open_place("today")
    yield "today"
    for step in range(1, 5):
        window.open_visit(visit, step)
        yield f"visit.{step}"
    window.open_place("settings")
    for section in window.page("settings").list.buttons:
        window.page("settings").open(section)
        yield f"settings.{section}"
    window.open_place("booking")
    yield "booking"
    window.new_visit()
    yield "new_visit"
    window.open_place("debts")
    yield "debts"
