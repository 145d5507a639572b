"""Bad input, odd orders of steps and a full disk at the real window: a sentence is told, nothing is lost or doubled."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QWidget

from reception_desk import errors
from reception_desk.app import application, open_desk
from reception_desk.forms.check_in import CheckIn
from reception_desk.forms.moments import FixedClock
from reception_desk.forms.shop import Shop
from reception_desk.forms.words import say
from reception_desk.store.ids import UuidIds
from reception_desk.ui.booking_panel import BookingPanel
from reception_desk.ui.main_window import MainWindow
from reception_desk.ui.visit.check_in_tab import CheckInTab
from reception_desk.ui.visit.checkout_tab import CheckoutTab
from reception_desk.ui.widgets.info_bar import InfoBar
from reception_desk.ui.widgets.reason_line import ReasonLine
from tests.on_page import shown_tab
from tests.shops import MORNING, booked_visit, make_desk, small_desk

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
    assert isinstance(panel, BookingPanel)
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
    button = shown_tab(window, CheckoutTab).primary
    button.clicked.disconnect()
    button.clicked.connect(lambda: pressed.append(True))
    for again in (False, True, True):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, NO, "\r", again)
        QApplication.sendEvent(button, event)
    assert pressed == [True]


def field(window: MainWindow, name: str) -> QWidget:
    QApplication.processEvents()
    found = [one for one in window.findChildren(QWidget, name) if one.isVisible()]
    assert len(found) == 1, name
    return found[0]


def test_closing_while_the_disk_is_full_asks_once_and_loses_nothing(
    window: MainWindow, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> dict[str, object]:
        raise errors.disk_full(Path("disk"))

    visit = visit_of(window)
    window.open_visit(visit, 1)
    memo = field(window, "check_in.concern")
    memo.setFocus()
    with monkeypatch.context() as patch:
        patch.setattr(window.desk.sheets, "edit", full)
        press(Qt.Key.Key_A, CTRL)
        QTest.keyClicks(here(), "typed last")
        window.close()
        assert window.isVisible()
        assert "Close once more" in told(window)
    window.close()
    assert not window.isVisible()
    again = make_desk(shop, seed=9)
    assert again.reception.file(visit).check_in.concern == "typed last"
    again.close(backup=False)


@pytest.mark.parametrize("then", ["close", "wait"])
def test_a_disk_that_is_full_at_the_last_moment_is_no_mistake_of_the_program(
    window: MainWindow, shop: Path, then: str
) -> None:
    visit = visit_of(window)
    sheet = window.desk.reception.file(visit).check_in
    window.desk.sheets.edit(CheckIn, sheet.id, {"concern": "kept"})
    if then == "wait":
        window.desk.sheets.leave()
    resource = pytest.importorskip("resource", reason="Windows has no such limit")
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        window.close()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        signal.signal(signal.SIGXFSZ, handler)
    again = make_desk(shop, seed=9)
    assert again.reception.file(visit).check_in.concern == "kept"
    again.close(backup=False)


def test_a_paste_too_long_for_a_memo_is_not_taken_and_what_was_typed_stays(window: MainWindow) -> None:
    window.open_visit(visit_of(window), 1)
    memo = field(window, "check_in.concern")
    assert isinstance(memo, QPlainTextEdit)
    memo.setFocus()
    press(Qt.Key.Key_End, CTRL)
    QTest.keyClicks(memo, " and more")
    typed = memo.toPlainText()
    begin = time.process_time()
    paste("x" * 100_000)
    assert time.process_time() - begin < 1
    assert memo.toPlainText() == typed
    sheet = shown_tab(window, CheckInTab).main
    assert sheet is not None
    box = sheet.box("concern")
    assert box.level == "stop"


def test_a_reason_longer_than_reasons_are_stays_in_its_line(window: MainWindow) -> None:
    visit = visit_of(window)
    window.open_visit(visit, 3)
    page = window.page("visit")
    page.banner.move_wanted.emit("cancelled")
    assert page.reason.isVisible()
    paste("why " * 100)
    press(Qt.Key.Key_Return)
    assert "200" in page.reason.question.text()
    assert window.desk.reception.file(visit).visit.stage == "arrived"
    line = page.reason.line
    assert (line.isVisible(), len(line.text())) == (True, 400)
    with pytest.raises(errors.Refused):
        window.desk.workshop.move(visit, "cancelled", reason="why " * 100)
    line.setText("the customer went away")
    press(Qt.Key.Key_Return)
    assert window.desk.reception.file(visit).visit.stage == "cancelled"


def test_a_long_reason_of_a_credit_note_is_not_cut(window: MainWindow) -> None:
    line = ReasonLine(window.voice, "test")
    given: list[str] = []
    line.ask(say("Why is it reversed?"), say("Reverse it"), given.append)
    line.line.setText("x" * 201)
    line.give()
    assert (given, len(line.line.text())) == ([], 201)
    line.line.setText("x" * 200)
    line.give()
    assert given == ["x" * 200]


def test_a_folder_without_a_root_lies_in_the_shop(window: MainWindow, shop: Path) -> None:
    sheet = window.desk.shop()
    window.desk.sheets.edit(Shop, sheet.id, {"printer": "folder", "print_folder": "out tray"})
    window.tray.send(b"%PDF-1.4", "paper")
    assert window.tray.wait()
    assert (shop / "out tray" / "paper.pdf").read_bytes() == b"%PDF-1.4"


def test_nothing_that_waits_comes_back_to_a_shop_that_is_shut(window: MainWindow) -> None:
    window.open_place("settings")
    name = field(window, "shop.name")
    name.setFocus()
    QTest.keyClicks(name, " and more")
    press(Qt.Key.Key_Tab)
    assert window.page("settings")._idle.isActive()
    window.close()
    assert not [timer for timer in window.findChildren(QTimer) if timer.isActive()]


def test_a_second_program_cannot_open_the_same_shop(window: MainWindow, shop: Path) -> None:
    with pytest.raises(errors.ShopFileError):
        make_desk(shop, seed=9)
    window.open_visit(visit_of(window), 1)
    line = field(window, "check_in.odometer")
    line.setFocus()
    QTest.keyClicks(line, "48650")
    press(Qt.Key.Key_Return)
    assert window.desk.reception.file(visit_of(window)).check_in.odometer == 48_650
