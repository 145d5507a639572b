"""The frame: search, scans, language at run time, undo, printer trouble, one window a shop, mistakes of the program."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from reception_desk import log
from reception_desk.app import application, open_desk
from reception_desk.desk.desk import Desk
from reception_desk.desk.reception import Newcomer
from reception_desk.errors import DeskError, Refused
from reception_desk.forms.check_in import CheckIn
from reception_desk.forms.moments import FixedClock
from reception_desk.forms.words import Text, say
from reception_desk.lock import ShopLock
from reception_desk.store.ids import UuidIds
from reception_desk.ui.main_window import MainWindow
from reception_desk.ui.printer import Question
from tests.on_page import shown_file
from tests.shops import MORNING, agreed, book, booked_visit, closed, make_desk


class FakePort:
    """A printer that does what it is told: takes papers, refuses them, or hangs."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str]] = []
        self.trouble: DeskError | None = None
        self.gate = threading.Event()
        self.gate.set()

    def send(self, pdf: bytes, name: str, target: str, folder: Path) -> Text:
        self.gate.wait(20)
        if self.trouble is not None:
            raise self.trouble
        assert pdf.startswith(b"%PDF")
        self.sent.append((name, target))
        return say("Sent to {printer}", printer=target or "?")

    def ask(self, question: Question) -> Text | None:
        raise AssertionError(question.name)

    def printers(self) -> tuple[str, list[str]]:
        return "", []


@pytest.fixture
def port() -> FakePort:
    return FakePort()


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    desk = make_desk(tmp_path / "shop")
    booked_visit(desk)
    desk.close(backup=False)
    return tmp_path / "shop"


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, shop: Path, port: FakePort) -> Iterator[MainWindow]:
    application(bundled_fonts=True)
    clock = FixedClock(MORNING)
    window = open_desk(shop, language="en", clock=clock, ids=UuidIds(clock, 7), printer=port)
    yield window
    window.close()


def visit_of(window: MainWindow) -> str:
    return next(row.visit.id for row in window.desk.board.today() if row.visit is not None)


def field(window: MainWindow, name: str) -> QWidget:
    found = window.findChild(QWidget, name)
    assert found is not None, name
    return found


def keys(window: MainWindow, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    held = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        held |= modifier
    QTest.keyClick(QApplication.focusWidget() or window, key, held)


def burst(widget: QWidget, code: str) -> None:
    """Keys 5 ms apart by the times that come with them, however busy the computer is; then Enter."""
    burst.clock += 10_000  # type: ignore[attr-defined]
    for letter in (*code, "\r"):
        burst.clock += 5  # type: ignore[attr-defined]
        key = Qt.Key.Key_Return if letter == "\r" else Qt.Key(ord(letter.upper()))
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
            event.setTimestamp(burst.clock)  # type: ignore[attr-defined]
            QApplication.sendEvent(widget, event)


burst.clock = 0  # type: ignore[attr-defined]


def test_a_scan_opens_the_visit_and_leaves_the_field_as_it_was(window: MainWindow) -> None:
    visit = visit_of(window)
    code = window.desk.reception.file(visit).visit.scan
    line = window.top.search.findChild(QLineEdit, "search.text") or field(window, "search.text")
    assert isinstance(line, QLineEdit)
    line.setFocus()
    QTest.keyClicks(line, "Wa")
    burst(line, code)
    assert window.place == "visit"
    assert shown_file(window).visit.id == visit
    odometer = field(window, "check_in.odometer")
    odometer.setFocus()
    burst(odometer, code)
    window.desk.sheets.leave()
    assert window.desk.reception.file(visit).check_in.odometer is None


def test_digits_typed_slowly_stay_text(window: MainWindow) -> None:
    visit = visit_of(window)
    window.open_visit(visit, 1)
    line = field(window, "check_in.odometer")
    line.setFocus()
    for char in "48650":
        QTest.keyClicks(line, char)
        QTest.qWait(70)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert window.desk.reception.file(visit).check_in.odometer == 48650


def test_five_quick_digits_of_the_number_pad_stay_text(window: MainWindow) -> None:
    visit = visit_of(window)
    window.open_visit(visit, 1)
    burst(field(window, "check_in.odometer"), "48650")
    assert window.desk.reception.file(visit).check_in.odometer == 48650


def test_language_switch_keeps_half_typed_text_focus_and_undo(window: MainWindow, qtbot: QtBot) -> None:
    visit = visit_of(window)
    window.open_visit(visit, 1)
    burst(field(window, "check_in.odometer"), "48650")
    memo = field(window, "check_in.concern")
    assert isinstance(memo, QPlainTextEdit)
    memo.setFocus()
    memo.clear()
    QTest.keyClicks(memo, "half a sen")
    undo = window.room.undo.next
    window.speak("zh_CN")
    assert memo.toPlainText() == "half a sen"
    assert QApplication.focusWidget() is memo
    assert memo.textCursor().position() == len("half a sen")
    assert window.room.undo.next == undo
    window.speak("en")
    assert memo.toPlainText() == "half a sen"


def test_undo_and_redo_go_through_the_desk(window: MainWindow) -> None:
    visit = visit_of(window)
    window.open_visit(visit, 1)
    burst(field(window, "check_in.odometer"), "48650")
    keys(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.desk.reception.file(visit).check_in.odometer is None
    keys(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert window.desk.reception.file(visit).check_in.odometer == 48650


def test_what_cannot_be_read_stays_and_is_there_again_after_a_restart(
    window: MainWindow, shop: Path, port: FakePort
) -> None:
    visit = visit_of(window)
    window.open_visit(visit, 1)
    line = field(window, "check_in.odometer")
    burst(line, "48x")
    assert window.desk.reception.file(visit).check_in.odometer is None
    window.close()
    clock = FixedClock(MORNING)
    again = open_desk(shop, language="en", clock=clock, ids=UuidIds(clock, 8), printer=port)
    again.open_visit(visit, 1)
    shown = field(again, "check_in.odometer")
    assert isinstance(shown, QLineEdit)
    assert shown.text() == "48x"
    again.close()


def test_search_finds_by_the_plates_tail_and_enter_opens(window: MainWindow) -> None:
    keys(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    line = QApplication.focusWidget()
    assert line is not None
    QTest.keyClicks(line, "2345")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert window.place == "visit"


def test_a_new_plate_from_the_search_box_makes_a_visit(window: MainWindow) -> None:
    window.top.search.take_focus()
    line = QApplication.focusWidget()
    assert line is not None
    QTest.keyClicks(line, "B88888")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert window.place == "new_visit"
    keys(window, Qt.Key.Key_Return)
    assert window.place == "visit"
    assert shown_file(window).vehicle.plate == "粤B88888"


def test_a_car_that_is_here_is_said_before_a_second_visit(window: MainWindow) -> None:
    keys(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    line = QApplication.focusWidget()
    assert line is not None
    QTest.keyClicks(line, "2345")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert window.place == "new_visit"
    assert window.page("new_visit").bar.isVisible()
    assert len([row for row in window.desk.board.today() if row.visit]) == 1


def test_a_printer_that_refuses_loses_nothing_and_can_be_tried_again(
    window: MainWindow, port: FakePort, qtbot: QtBot
) -> None:
    visit = agreed(window.desk)
    window.open_visit(visit, 3)
    port.trouble = DeskError(say("The printer {printer} did not take the paper. The PDF is saved.", printer="HP"))
    papers = window.desk.papers.print(visit, ["work_order"])
    window.room.print_papers(papers)
    qtbot.waitUntil(window.print_bar.isVisible)
    assert window.desk.papers.path(papers[0].id).exists()
    port.trouble = None
    field(window, "print.again").click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: bool(port.sent))


def test_a_printer_that_hangs_holds_nobody_up(window: MainWindow, port: FakePort, qtbot: QtBot) -> None:
    visit = agreed(window.desk)
    port.gate.clear()
    window.room.print_papers(window.desk.papers.print(visit, ["work_order"]))
    window.open_visit(visit, 1)
    burst(field(window, "check_in.odometer"), "50123")
    assert window.desk.reception.file(visit).check_in.odometer == 50123
    assert not port.sent
    port.gate.set()
    qtbot.waitUntil(lambda: bool(port.sent))


def test_two_papers_that_did_not_go_out_are_both_tried_again(window: MainWindow, port: FakePort, qtbot: QtBot) -> None:
    visit = agreed(window.desk)
    window.open_visit(visit, 3)
    port.trouble = DeskError(say("The printer {printer} is not there. The PDF is saved.", printer="x"))
    window.room.print_papers(window.desk.papers.print(visit, ["work_order", "job_card"]))
    bar = window.print_bar
    qtbot.waitUntil(lambda: len(window.tray.failed) == 2)
    window.open_place("today")
    assert bar.isVisible()  # until it is solved, wherever one goes
    port.trouble = None
    bar.buttons[0].click()
    qtbot.waitUntil(lambda: len(port.sent) == 2)
    assert not bar.isVisible()


def test_paper_whose_file_is_gone_is_told(window: MainWindow, port: FakePort) -> None:
    visit = agreed(window.desk)
    window.open_visit(visit, 4)
    (paper,) = window.desk.papers.print(visit, ["work_order"])
    window.desk.papers.path(paper.id).unlink()
    window.room.print_papers([paper])
    assert "cannot be read" in window.page("visit").bar.sentence.text()
    window.preview(paper)
    assert window.place == "visit"


def test_a_preview_shows_what_would_be_printed_and_keeps_nothing_until_it_is(
    window: MainWindow, port: FakePort, qtbot: QtBot
) -> None:
    visit = agreed(window.desk)
    window.open_visit(visit, 3)
    window.commands.do("preview")
    assert window.place == "preview"
    assert window.desk.papers.of_visit(visit) == []
    window.page("preview").choices.language_chosen.emit("en")
    assert window.desk.papers.of_visit(visit) == []
    window.commands.do("print")
    assert [paper.language for paper in window.desk.papers.of_visit(visit)] == ["en"]
    qtbot.waitUntil(lambda: len(port.sent) == 1)
    window.commands.do("print")
    qtbot.waitUntil(lambda: len(port.sent) == 2)
    assert [name.endswith("-copy1") for name, _ in port.sent] == [False, True]
    assert len(window.desk.papers.of_visit(visit)) == 1
    window.back()
    assert window.place == "visit"


def test_after_a_crash_the_visit_is_offered(qapp: QApplication, shop: Path, tmp_path: Path, port: FakePort) -> None:
    desk = make_desk(shop, seed=3)
    visit = next(row.visit.id for row in desk.board.today() if row.visit is not None)
    sheet = desk.reception.file(visit).check_in
    desk.sheets.edit(CheckIn, sheet.id, {"odometer": 51_000})
    stopped = shutil.copytree(shop, tmp_path / "stopped")  # as it lies there: no gathering, no goodbye
    desk.close(backup=False)
    clock = FixedClock(MORNING)
    window = open_desk(stopped, language="en", clock=clock, ids=UuidIds(clock, 4), printer=port)
    assert window.bar.isVisible()
    field(window, "frame.recover").click()  # type: ignore[attr-defined]
    assert shown_file(window).check_in.odometer == 51_000
    assert any(event["kind"] == "edited" for event in window.desk.sheets.history(sheet.id))
    window.close()


def test_closing_makes_a_backup(window: MainWindow, shop: Path) -> None:
    window.close()
    assert len(list((shop / "backups").glob("shop-*.sqlite3"))) == 1


def test_a_second_start_raises_the_first_window_and_goes(shop: Path, qtbot: QtBot, tmp_path: Path) -> None:
    first = ShopLock(shop)
    assert first.take()
    raised: list[bool] = []
    first.listen(functools.partial(raised.append, True))
    second = subprocess.Popen(
        [sys.executable, "-m", "reception_desk", "--shop", str(shop), "--language", "en"],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    qtbot.waitUntil(lambda: bool(raised))
    assert second.stderr is not None
    words = second.stderr.read()
    second.stderr.close()
    assert second.wait(20) == 3
    assert "already open" in words
    first.free()


def test_a_stale_lock_of_a_dead_program_does_not_keep_the_shop_shut(shop: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from reception_desk.lock import ShopLock;"
        "assert ShopLock(Path(sys.argv[1])).take(); os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(shop)], check=False).returncode == 9
    lock = ShopLock(shop)
    assert lock.take()
    lock.free()


def test_a_mistake_of_the_program_shows_a_calm_page_without_a_customers_words(
    window: MainWindow, tmp_path: Path
) -> None:
    log.start(lambda: tmp_path / "log")
    try:
        raise ValueError("王伟 138 0013 8000")
    except ValueError as mistake:
        text = log.mistake(type(mistake), mistake.__traceback__)
    window.trouble.tell(text)
    assert window.trouble.isVisible()
    log.stop()
    logged = (tmp_path / "log" / "reception-desk.log").read_text(encoding="utf-8")
    assert "ValueError" in logged
    assert "王伟" not in logged + window.trouble.details.toPlainText()
    window.trouble.go_on.click()
    assert not window.trouble.isVisible()


def test_working_as_somebody_else_keeps_whose_edit_it_was(window: MainWindow) -> None:
    desk: Desk = window.desk
    visit = visit_of(window)
    window.open_visit(visit, 1)
    first = desk.actor
    burst(field(window, "check_in.odometer"), "48650")
    memo = field(window, "check_in.concern")
    memo.setFocus()
    QTest.keyClicks(memo, "half a sen")
    other = next(person.id for person in desk.staff() if person.id != first)
    window.work_as(other)
    sheet = desk.reception.file(visit).check_in.id
    edits = [event for event in desk.sheets.history(sheet) if event["kind"] == "edited"]
    assert [event["actor_id"] for event in edits] == [first]
    assert set(edits[0]["body"]["changes"]) == {"odometer", "concern"}  # what was half typed is the first one's, too


def test_who_works_here_is_one_of_several_and_not_a_list_to_tick(window: MainWindow) -> None:
    menu = window.top.make_menu()
    people = [action for action in menu.actions() if action.objectName().startswith("person.")]
    assert people and all(action.actionGroup().isExclusive() for action in people)
    assert [action.isChecked() for action in people].count(True) == 1
    assert window.top.person.opens


def test_a_closed_visit_is_opened_again_by_its_name_and_the_focus_stays_on_the_page(window: MainWindow) -> None:
    visit = closed(window.desk)
    window.open_visit(visit, 4)
    page = window.page("visit")
    assert [action.text() for action in page.banner.pill.make_menu().actions()] == ["Open again"]
    page.banner.pill.setFocus()
    page.banner.move_wanted.emit("ready")
    assert (page.reason.question.text(), page.reason.ok.label) == ("Why is the visit opened again?", "Open again")
    keys(window, Qt.Key.Key_Escape)
    assert not page.reason.isVisible() and shown_file(window).visit.stage == "closed"
    page.banner.move_wanted.emit("ready")
    burst(page.reason.line, "wrong price")
    assert shown_file(window).visit.stage == "ready"
    focus = QApplication.focusWidget()
    assert focus is not None and page.isAncestorOf(focus)


def test_a_cancelled_visit_is_not_told_to_lack_anything(window: MainWindow) -> None:
    visit = window.desk.reception.arrive(newcomer=Newcomer(plate="粤B77777"))
    window.open_visit(visit, 1)
    page = window.page("visit")
    assert page.steps.told.text() == "To print: Odometer"
    window.desk.workshop.move(visit, "cancelled", reason="changed his mind")
    page.refresh()
    assert page.steps.told.text() == ""


def test_what_is_missing_is_one_press_away(window: MainWindow) -> None:
    visit = visit_of(window)
    window.open_visit(visit, 1)
    page = window.page("visit")

    def press_told() -> str:
        QTest.mouseClick(page.steps.told, Qt.MouseButton.LeftButton)
        QApplication.processEvents()
        focus = QApplication.focusWidget()
        return focus.objectName() if focus is not None else ""

    field(window, "check_in.concern").setFocus()
    assert press_told() == "check_in.odometer"
    burst(field(window, "check_in.odometer"), "48650")
    field(window, "check_in.concern").setFocus()
    assert press_told() == "check_in.concern", "nothing is missing any more"
    page.open_step(4)
    assert "To settle" in page.steps.told.text()
    press_told()
    assert page.step == 3


def test_a_booked_stranger_is_served_from_the_booking(window: MainWindow) -> None:
    told = {"plate": "粤B7H286", "name": "何志强", "phone": "16000065518", "model": "VW Lavida"}
    booking = book(window.desk, **told)
    window.open_place("today")
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    burst(field(window, "new_visit.who"), "7H286")
    file = shown_file(window)
    assert (file.vehicle.model, file.customer.name, file.visit.appointment) == ("VW Lavida", "何志强", booking)
    assert booking not in [one.id for one in window.desk.appointments.expected()]


def test_check_in_prints_the_order_as_its_key_does(window: MainWindow, port: FakePort) -> None:
    window.open_visit(agreed(window.desk), 1)
    QTest.mouseClick(field(window, "check_in.print"), Qt.MouseButton.LeftButton)
    window.tray.wait()
    QApplication.processEvents()
    assert ["work_order" in name for name, _ in port.sent] == [True]
    assert "Work order: Sent to ?" in [window.voice.say(told.text) for told in window.toast.recent]


def test_back_leads_to_the_step_where_one_was(window: MainWindow) -> None:
    first = visit_of(window)
    second = window.desk.reception.arrive(newcomer=Newcomer(plate="粤B77777"))
    window.open_visit(first, 2)
    window.open_visit(second, 1)
    window.open_place("settings")
    window.back()
    assert (shown_file(window).visit.id, window.page("visit").step) == (second, 1)
    window.back()
    assert (shown_file(window).visit.id, window.page("visit").step) == (first, 2)


def test_closing_takes_what_is_half_typed_in_settings(window: MainWindow, shop: Path) -> None:
    window.open_place("settings")
    address = field(window, "shop.address")
    address.setFocus()
    QTest.keyClicks(address, "1 Long Street")
    window.close()
    assert [timer for timer in window.findChildren(QTimer) if timer.isActive()] == []
    desk = make_desk(shop, seed=5)
    assert desk.shop().address == "1 Long Street"
    desk.close(backup=False)


def test_counts_of_the_top_bar_are_those_of_the_board(window: MainWindow) -> None:
    agreed(window.desk)
    rows = window.desk.board.today()
    counts = window.desk.board.counts()
    assert counts.in_shop == sum(row.group == "in_shop" for row in rows) > 0
    assert (counts.ready, counts.late) == (0, 0)
    assert isinstance(window.desk.clock, FixedClock)
    window.desk.clock.advance(8 * 3600)
    assert window.desk.board.counts().late == sum(row.late for row in window.desk.board.today()) > 0


def test_gathering_after_a_pause_is_no_save_and_starts_no_further_pause(window: MainWindow) -> None:
    window.open_visit(visit_of(window), 1)
    page = window.page("visit")
    burst(field(window, "check_in.odometer"), "51000")
    saved: list[bool] = []
    window.room.saved.connect(lambda: saved.append(True))
    page.gather()
    assert window.desk.sheets.history(shown_file(window).check_in.id)[-1]["kind"] == "edited"
    assert saved == []


def test_what_the_shop_lacks_is_gone_to_in_settings(window: MainWindow) -> None:
    window.open_visit(visit_of(window), 4)
    window.page("visit").tell_trouble(Refused(say("Enter the shop's name."), field="shop.name"))
    window.page("visit").bar.buttons[0].click()
    assert window.place == "settings"


def test_looking_at_a_paper_leaves_what_can_be_undone(window: MainWindow) -> None:
    visit = agreed(window.desk)
    window.open_visit(visit, 1)
    burst(field(window, "check_in.odometer"), "48650")
    window.commands.do("preview")
    assert window.place == "preview"
    window.back()
    window.commands.do("undo")
    assert window.desk.reception.file(visit).check_in.odometer != 48650
    window.commands.do("preview")
    window.going.by_rail("visit")
    assert (window.place, shown_file(window).visit.id) == ("visit", visit)
    window.commands.do("preview")
    window.open_place("today")
    assert window.page("visit").file is None
