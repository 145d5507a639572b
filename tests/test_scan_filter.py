"""A scanner beside a keyboard: our codes open their visit wherever the focus is, anything else is what was typed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reception_desk.forms import scan
from reception_desk.language import Language
from reception_desk.ui.scan_filter import WAIT_MS, ScanFilter
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.fuel_gauge import FuelGauge

CODE = scan.payload(scan.VISIT, 1, 42)


class Desk(QWidget):
    """A window with one of each: a line, a memo, and a field where a digit is a choice."""

    def __init__(self) -> None:
        super().__init__()
        self.line, self.memo, self.gauge = QLineEdit("41 230"), QPlainTextEdit("squeals"), FuelGauge(Voice(Language()))
        self.entered: list[str] = []
        self.line.returnPressed.connect(lambda: self.entered.append(self.line.text()))
        lay = QVBoxLayout(self)
        for field in (self.line, self.memo, self.gauge):
            lay.addWidget(field)


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication) -> Iterator[tuple[Desk, list[str]]]:
    window, found = Desk(), list[str]()
    qtbot.addWidget(window)
    scanner = ScanFilter(window)
    scanner.scanned.connect(found.append)
    qapp.installEventFilter(scanner)
    window.show()
    window.activateWindow()
    qtbot.waitActive(window).__enter__()
    yield window, found
    qapp.removeEventFilter(scanner)


def send(window: QWidget, text: str, pause_ms: int = 5, *, end: Qt.Key = Qt.Key.Key_Return) -> None:
    """Keys as the window system brings them, with the time at which it saw each."""
    handle = window.windowHandle()
    assert handle is not None
    send.clock += 10_000  # type: ignore[attr-defined]
    keys = [(Qt.Key(ord(letter)), letter) for letter in text] + [(end, "\r" if end != Qt.Key.Key_Tab else "\t")]
    for key, letter in keys:
        send.clock += pause_ms  # type: ignore[attr-defined]
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
            event.setTimestamp(send.clock)  # type: ignore[attr-defined]
            QCoreApplication.sendEvent(handle, event)


send.clock = 0  # type: ignore[attr-defined]


@pytest.mark.parametrize("pause", [1, 5, 20, 50])
def test_scan_in_a_line_gives_it_its_text_back(desk: tuple[Desk, list[str]], pause: int) -> None:
    window, found = desk
    window.line.setFocus()
    window.line.selectAll()
    send(window, CODE, pause)
    assert (found, window.line.text(), window.entered) == ([CODE], "41 230", [])


def test_scan_in_a_memo_gives_it_its_text_back(desk: tuple[Desk, list[str]]) -> None:
    window, found = desk
    window.memo.setFocus()
    send(window, CODE, end=Qt.Key.Key_Tab)
    assert (found, window.memo.toPlainText(), window.memo.hasFocus()) == ([CODE], "squeals", True)


def test_scan_where_a_digit_is_a_choice_chooses_nothing(desk: tuple[Desk, list[str]]) -> None:
    window, found = desk
    window.gauge.set_value("3")
    window.gauge.setFocus()
    told: list[str] = []
    window.gauge.edited.connect(told.append)
    send(window, CODE)
    assert (found, window.gauge.value, told) == ([CODE], "3", [])
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_F)
    assert told == ["8"]  # full; no figure of the code comes after all


def test_digits_at_the_pace_of_a_person_stay_text(desk: tuple[Desk, list[str]]) -> None:
    window, found = desk
    window.line.setFocus()
    window.line.selectAll()
    send(window, CODE, 120)
    assert (found, window.line.text(), window.entered) == ([], CODE, [CODE])


@pytest.mark.parametrize("typed", ["41230", CODE[:-1] + str((int(CODE[-1]) + 1) % 10), CODE[:-1], "8" * 20])
def test_quick_digits_that_are_no_code_stay_text(desk: tuple[Desk, list[str]], typed: str) -> None:
    window, found = desk
    window.line.setFocus()
    window.line.selectAll()
    send(window, typed)
    assert (found, window.line.text(), window.entered) == ([], typed, [typed])


def test_a_digit_that_begins_like_a_code_is_typed_after_all(desk: tuple[Desk, list[str]], qtbot: QtBot) -> None:
    """By itself after a moment, and at once when another key shows that it was no scan."""
    window, found = desk
    window.gauge.setFocus()
    handle = window.windowHandle()
    QTest.keyClick(handle, Qt.Key.Key_8)
    qtbot.waitUntil(lambda: window.gauge.value == "8")
    QTest.qWait(2 * WAIT_MS)
    QTest.keyClick(handle, Qt.Key.Key_8)
    QTest.keyClick(handle, Qt.Key.Key_5)
    assert window.gauge.value == "5"
    QTest.qWait(2 * WAIT_MS)
    told: list[str] = []
    window.gauge.edited.connect(told.append)
    QTest.keyClick(handle, Qt.Key.Key_8)
    QTest.keyClick(handle, Qt.Key.Key_E)
    assert (told, found) == (["8", "0"], [])


def test_a_scan_of_something_else_is_told_by_its_code(desk: tuple[Desk, list[str]]) -> None:
    window, found = desk
    window.gauge.setFocus()
    part = scan.payload(scan.PART, 1, 7)
    send(window, part)
    assert found == [part]
