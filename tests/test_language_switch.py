"""The language changes while somebody types: text, caret, selection, focus, open lists, choices and undo stay."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMenu, QPlainTextEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from reception_desk.desk.suggestions import Suggestion
from reception_desk.forms.words import say, verbatim
from reception_desk.ui import theme
from reception_desk.ui.main_window import MainWindow
from reception_desk.ui.places.records import RecordsView
from reception_desk.ui.visit.checkout_tab import CheckoutTab
from reception_desk.ui.visit.suggestion_bar import SuggestionBar
from reception_desk.ui.visit.walk_around_tab import WalkAroundTab
from reception_desk.ui.visit.work_order_tab import WorkOrderTab
from reception_desk.ui.widgets.card import Card
from reception_desk.ui.widgets.lines_model import Col
from reception_desk.ui.widgets.search_pick import SearchPick
from tests.keyed import KeepingPort, every_screen, focused, opened, press, reach, visit_of, write
from tests.on_page import shown_section, shown_tab
from tests.shops import agreed, finish, make_desk, ordered, stranger


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    desk = make_desk(tmp_path / "shop")
    agreed(desk)
    stranger(desk)
    desk.close(backup=False)
    with opened(qtbot, tmp_path / "shop", KeepingPort()) as window:
        yield window


@dataclass(frozen=True)
class Typing:
    """What must survive, of the field that is typed into."""

    text: str
    caret: int
    selected: str
    focus: str


def typing(field: QWidget) -> Typing:
    if isinstance(field, QLineEdit):
        return Typing(field.text(), field.cursorPosition(), field.selectedText(), focused())
    assert isinstance(field, QPlainTextEdit)
    cursor = field.textCursor()
    return Typing(field.toPlainText(), cursor.position(), cursor.selectedText(), focused())


def both_ways(window: MainWindow) -> Iterator[str]:
    """To the other language, and back."""
    for code in ("zh_CN", "en"):
        window.speak(code)
        QApplication.processEvents()
        yield code


def unfold(window: MainWindow) -> None:
    for card in window.findChildren(Card):
        if card.isVisible():
            card.set_open(True)
    QApplication.processEvents()


def fields(window: MainWindow) -> list[QWidget]:
    """All that can be typed into on this screen."""
    found: list[QWidget] = [*window.findChildren(QLineEdit), *window.findChildren(QPlainTextEdit)]
    return [
        field
        for field in found
        if field.isVisible() and field.isEnabled() and field.objectName() and not field.isReadOnly()  # type: ignore[attr-defined]
    ]


def some_of_each(window: MainWindow) -> list[QWidget]:
    """The first field of each kind on this screen, and the last of all: a switch takes its time."""
    found = fields(window)
    kinds = {
        (type(field), field.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)): field for field in found[::-1]
    }
    return list(dict.fromkeys([*kinds.values(), *found[-1:]]))


def test_fields_of_every_screen_keep_what_is_half_typed(window: MainWindow) -> None:
    tried = 0
    languages = cycle(("zh_CN", "en"))
    for screen in every_screen(window, visit_of(window, "in_work")):
        unfold(window)
        for field in some_of_each(window):
            field.setFocus()
            if not field.hasFocus():
                continue
            press("Ctrl+A")
            write("12x")
            press("Left", "Shift+Left")
            before = typing(field)
            assert before.selected, (screen, field.objectName())
            window.speak(next(languages))
            QApplication.processEvents()
            assert typing(field) == before, (screen, field.objectName())
            tried += 1
    assert tried > 25


def test_undo_and_choices_stay(window: MainWindow) -> None:
    window.open_visit(visit_of(window, "in_work"), 1)
    waiting = reach(window, QComboBox, "check_in.waiting")
    press("Down")
    value, undo = waiting.currentData(), window.room.undo.next
    assert undo
    for _ in both_ways(window):
        assert (waiting.currentData(), window.room.undo.next, focused()) == (value, undo, "check_in.waiting")
    press("Ctrl+Z")
    assert waiting.currentData() != value


def test_an_open_list_stays_open_and_speaks_the_other_language(window: MainWindow) -> None:
    window.open_visit(visit_of(window, "in_work"), 1)
    waiting = reach(window, QComboBox, "check_in.waiting")
    press("F4")
    press("Down")
    row = waiting.view().currentIndex().row()
    english = waiting.itemText(row)
    for language in both_ways(window):
        assert waiting.view().isVisible(), language
        assert waiting.view().currentIndex().row() == row
        assert (waiting.itemText(row) == english) == (language == "en")
    press("Escape")
    assert focused() == "check_in.waiting"


def test_the_search_list_stays_open_with_its_text_and_choice(window: MainWindow) -> None:
    press("Ctrl+K")
    write("2345")
    box = window.top.search
    before = typing(box.line)
    for _ in both_ways(window):
        assert box.list_open
        assert (typing(box.line), box.selected is not None) == (before, True)
    press("Ctrl+A")
    write(">la")
    offered = box.panel.model.summary(box.selected) if box.selected else ""
    for language in both_ways(window):
        assert box.list_open and box.selected is not None
        assert (box.panel.model.summary(box.selected) == offered) == (language == "en")


def test_a_long_list_that_is_typed_into_stays_open(window: MainWindow) -> None:
    window.open_place("settings")
    window.page("settings").open("packages")
    unfold(window)
    pick = next(one for one in window.findChildren(SearchPick) if one.isVisible())
    pick.setFocus()
    press("F4")
    write("L")
    panel = pick.panel
    assert panel is not None
    for _ in both_ways(window):
        assert pick.panel is panel
        assert (panel.line.text(), focused()) == ("L", "pick.search")


def test_the_entry_row_and_its_suggestions_stay(window: MainWindow) -> None:
    window.open_visit(visit_of(window, "in_work"), 3)
    table = shown_tab(window, WorkOrderTab).table
    table.enter_line()
    write("LF")
    assert table.offers.isVisible()
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    before = typing(line)
    for _ in both_ways(window):
        assert table.offers.isVisible()
        assert QApplication.focusWidget() is line
        assert typing(line) == before


def test_a_cell_that_is_typed_into_stays(window: MainWindow) -> None:
    window.open_visit(visit_of(window, "in_work"), 3)
    table = shown_tab(window, WorkOrderTab).table
    row = table.model.rows[0]
    table.focus_cell(row.line.id, Col.PRICE)
    press("F2")
    press("Ctrl+A")
    write("17")
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    before = typing(line)
    for _ in both_ways(window):
        assert QApplication.focusWidget() is line
        assert typing(line) == before
    press("Return")
    assert window.desk.reception.file(visit_of(window, "in_work")).work_order.lines[0].price == 1700


def test_the_zone_and_the_chosen_mark_of_the_car_stay(window: MainWindow) -> None:
    window.open_visit(visit_of(window, "in_work"), 2)
    press("Right", "S")
    diagram = shown_tab(window, WalkAroundTab).diagram
    zone = diagram.zone
    for _ in both_ways(window):
        assert (diagram.zone, focused()) == (zone, "walk_around.diagram")
    press("3")
    assert window.desk.reception.file(visit_of(window, "in_work")).walk_around.marks[-1].size == 3


def test_what_is_entered_at_checkout_stays(window: MainWindow) -> None:
    desk, here = window.desk, visit_of(window, "in_work")
    finish(desk, here)
    window.open_visit(here, 4)
    press("2")
    press("Ctrl+A")
    write("500")
    received = QApplication.focusWidget()
    assert isinstance(received, QLineEdit)
    before, pay = typing(received), shown_tab(window, CheckoutTab).pay
    for _ in both_ways(window):
        assert typing(received) == before
        assert pay.kind == "card"


def choose_second(table: QTableView) -> Callable[[], int]:
    table.setFocus()
    press("Home", "Down")
    return lambda: table.currentIndex().row()


def test_rows_stay_chosen_and_filters_typed(window: MainWindow) -> None:
    window.open_place("settings")
    page = window.page("settings")
    page.open("prices")
    here = choose_second(shown_section(window, RecordsView).table)
    before = here()
    for _ in both_ways(window):
        assert here() == before
        assert shown_section(window, RecordsView).table.hasFocus()
    window.open_place("today")
    today = window.page("today")
    today.table.setFocus()
    write("2345")
    chosen = today.table.key
    for _ in both_ways(window):
        assert (today.filter.text(), today.table.key, focused()) == ("2345", chosen, "today.filter")


def test_a_new_person_half_entered_stays(window: MainWindow) -> None:
    window.open_place("settings")
    window.page("settings").open("people")
    press("Ctrl+Return")
    write("Oli")
    before = focused()
    for _ in both_ways(window):
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit)
        assert (field.text(), focused()) == ("Oli", before)
        assert shown_section(window, RecordsView).drafting


def test_panels_stay_open_in_the_other_language(window: MainWindow) -> None:
    window.open_place("today")
    window.page("today").table.setFocus()
    press("Space")
    peek = window.page("today").peek
    for _ in both_ways(window):
        assert peek.isVisible()
        assert QApplication.focusWidget() is peek
    press("Escape", "F1")
    for language in both_ways(window):
        assert window.panels.help.isVisible()
        assert window.panels.help.title.text() == ("Keys of this screen" if language == "en" else "本屏快捷键")
        assert focused() == "help.close"


def test_an_agreement_that_is_asked_for_stays_asked(window: MainWindow) -> None:
    ordered(window.desk)
    window.open_visit(visit_of(window, "in_work"), 3)
    tab = shown_tab(window, WorkOrderTab)
    tab.table.enter_line()
    write("F300\n")
    for _ in range(3):
        if not tab.bar.isVisible():
            press("Return")
    assert tab.bar.isVisible()
    for _ in both_ways(window):
        assert tab.bar.isVisible()


def test_the_language_is_chosen_with_the_mouse_and_the_caret_stays_where_it_was(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.open_visit(visit_of(window, "in_work"), 1)
    reach(window, QLineEdit, "check_in.odometer")
    write("486")
    assert focused() == "check_in.odometer"
    QTest.mouseClick(window.top.person, Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    chinese = next(action for action in menu.actions() if action.objectName() == "language.zh_CN")
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(chinese).center())
    qtbot.waitUntil(lambda: focused() == "check_in.odometer")
    assert window.voice.language.code == "zh_CN"


def test_as_many_suggestions_are_shown_as_fit_in_either_language(window: MainWindow, qtbot: QtBot) -> None:
    bar = SuggestionBar(window.room)
    qtbot.addWidget(bar)
    why = say("Fixed with the first issued paper.")
    bar.show_all([Suggestion(str(n), "due", verbatim("Brake fluid"), why, None) for n in range(6)])
    told = set()
    for width in (850, 950, 1050):
        bar.resize(width, theme.sizes().small)
        for code in both_ways(window):
            QApplication.processEvents()
            shown = [chip for chip in bar.chips if chip.isVisible()]
            assert shown and all(chip.width() >= chip.sizeHint().width() for chip in shown), "no word is cut"
            assert bar.more.geometry().right() <= bar.width()
            told.add((width, code, len(shown)))
    assert {(width, many) for width, code, many in told if code == "en"} != {
        (width, many) for width, code, many in told if code != "en"
    }, "Chinese is shorter"
