"""Bad input, odd orders of steps and a full disk at the real window: a sentence is told, nothing is lost or doubled."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from reception_desk.app import application, open_desk
from reception_desk.forms.moments import FixedClock
from reception_desk.store.ids import UuidIds
from reception_desk.ui.main_window import MainWindow
from reception_desk.ui.widgets.info_bar import InfoBar
from tests.shops import MORNING, booked_visit, small_desk

NO, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    desk = small_desk(tmp_path / "张 三's shop")
    booked_visit(desk)
    desk.close(backup=False)
    return desk.folder


@pytest.fixture
def window(qapp: QApplication, shop: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    """A window that fails its test where anything is raised in one of its slots."""
    raised: list[BaseException] = []

    def hook(kind: type[BaseException], value: BaseException, trace: TracebackType | None) -> None:
        del kind, trace
        raised.append(value)

    monkeypatch.setattr(sys, "excepthook", hook)
    application(bundled_fonts=True)
    clock = FixedClock(MORNING)
    window = open_desk(shop, language="en", clock=clock, ids=UuidIds(clock, 7))
    window.activateWindow()
    yield window
    window.close()
    assert not raised


def visit_of(window: MainWindow) -> str:
    return next(row.visit.id for row in window.desk.board.today() if row.visit is not None)


def told(window: MainWindow) -> str:
    bars = [bar for bar in window.findChildren(InfoBar) if bar.isVisible()]
    return " ".join(label.text() for bar in bars for label in bar.findChildren(QLabel))


def here() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None, "no widget has the focus"
    return found


def paste(text: str) -> None:
    QApplication.clipboard().setText(text)
    QTest.keyClick(here(), Qt.Key.Key_V, CTRL)


def press(key: Qt.Key, held: Qt.KeyboardModifier = NO) -> None:
    QTest.keyClick(here(), key, held)
    QApplication.processEvents()


@pytest.mark.parametrize("text", ["粤" * 60 + "1" * 3000, "王" * 500, "9" * 500, "A" * 40_000])
def test_a_car_too_long_to_be_one_is_refused_with_a_sentence(window: MainWindow, text: str) -> None:
    before = len(window.desk.board.today())
    window.new_visit()
    paste(text)
    press(Qt.Key.Key_Return)
    assert "at most" in told(window)
    assert window.place == "new_visit"
    assert len(window.desk.board.today()) == before


def test_a_page_of_words_in_the_booking_line_is_refused_at_once(window: MainWindow) -> None:
    window.open_place("booking")
    panel = window.page("booking")
    begin = time.process_time()
    paste("ab 10:30 " * 11_111)
    press(Qt.Key.Key_Tab)
    assert time.process_time() - begin < 2
    assert panel.draft.plate == panel.draft.concern == ""
    assert panel.view.boxes["plate"].level == "stop"


def test_a_new_visit_from_another_one_has_the_focus_and_no_window_of_its_own(window: MainWindow) -> None:
    """Rows that were replaced before they were shown came up as windows and took the focus along."""
    window.new_visit()
    QTest.keyClicks(here(), "B77001")
    press(Qt.Key.Key_Return)
    assert window.place == "visit"
    window.new_visit()
    QApplication.processEvents()
    assert here().objectName() == "new_visit.who"
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [window]


def test_keys_that_are_held_down_do_what_they_do_once(window: MainWindow) -> None:
    window.open_visit(visit_of(window), 4)
    pressed: list[bool] = []
    button = window.page("visit").tabs[4].primary
    button.clicked.disconnect()
    button.clicked.connect(lambda: pressed.append(True))
    for again in (False, True, True):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, NO, "\r", again)
        QApplication.sendEvent(button, event)
    assert pressed == [True]
