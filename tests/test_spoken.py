"""What a screen reader is told: a name for everything that takes the focus, rows as sentences, alerts for messages.

Everything is asked of Qt's accessibility tree, as a screen reader asks it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QTableView, QWidget
from pytestqt.qtbot import QtBot

from reception_desk.forms.words import say
from reception_desk.ui.main_window import MainWindow
from reception_desk.ui.places.board_table import BoardTable
from reception_desk.ui.places.records import RecordsView
from reception_desk.ui.visit.work_order_tab import WorkOrderTab
from reception_desk.ui.widgets.card import Card
from reception_desk.ui.widgets.lines_model import Col
from tests.keyed import KeepingPort, every_screen, focused, opened, press, reach, visit_of, write
from tests.on_page import shown_section, shown_tab
from tests.shops import agreed, book, clock_of, make_desk, stranger

MOST_STOPS = 60


@pytest.fixture(params=["en", "zh_CN"])
def window(qapp: QApplication, qtbot: QtBot, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[MainWindow]:
    desk = make_desk(tmp_path / "shop")
    agreed(desk)
    stranger(desk)
    book(desk, plate="粤B55555", name="周敏", phone="13700137000")
    desk.close(backup=False)
    with opened(qtbot, tmp_path / "shop", KeepingPort(), request.param) as window:
        yield window


def face(widget: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def name(interface: QAccessibleInterface) -> str:
    return interface.text(QAccessible.Text.Name).strip()


def stops(root: QWidget) -> list[QWidget]:
    """What takes the focus now."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible() and widget.isEnabled()
    ]


def nameless(root: QWidget) -> list[str]:
    return [f"{type(one).__name__} {one.objectName()}" for one in stops(root) if not name(face(one))]


def unfold(page: QWidget) -> None:
    for card in page.findChildren(Card):
        card.set_open(True)
    QApplication.processEvents()


def test_everything_that_takes_the_focus_has_a_name_and_a_page_has_no_more_than_sixty(window: MainWindow) -> None:
    for screen in every_screen(window, visit_of(window, "in_work")):
        QApplication.processEvents()
        assert nameless(window) == [], screen
        tabbed = [one for one in stops(window) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
        assert len(tabbed) <= MOST_STOPS, (screen, len(tabbed))
        page = window.stack.currentWidget()
        assert page is not None
        unfold(page)
        assert nameless(window) == [], f"{screen} unfolded"


def test_panels_and_papers_have_names_too(window: MainWindow) -> None:
    window.open_visit(visit_of(window, "in_work"), 3)
    for key in ("F1", "Ctrl+M"):
        press(key)
        here = QApplication.focusWidget()
        assert here is not None
        assert nameless(window) == [], key
        panel = here.parentWidget()
        assert panel is not None
        assert name(face(panel))
        press("Esc")
    press("Ctrl+Shift+P")
    assert window.place == "preview"
    assert nameless(window) == []


def test_names_follow_the_language(window: MainWindow) -> None:
    window.open_visit(visit_of(window, "in_work"), 1)
    before = {one: name(face(one)) for one in stops(window) if one.objectName()}
    window.speak("en" if window.voice.language.code == "zh_CN" else "zh_CN")
    same = {one.objectName() for one, words in before.items() if name(face(one)) == words}
    shops_own = {"frame.person", "banner.plate", "banner.customer", "banner.number", "rail.visit"}
    assert {one for one in same if not one.startswith("check_in.phrase")} <= shops_own


def rows(table: QTableView) -> list[str]:
    """What is said as the arrows go down, by the cell that has the focus."""
    return [name(_cell(table, row, 0)) for row in range(table.model().rowCount())]


def _cell(table: QTableView, row: int, column: int) -> QAccessibleInterface:
    """A cell of Qt's own tree: heads are the first row and the first column of it, shown or not."""
    columns = table.model().columnCount()
    found = face(table).child((row + 1) * (columns + 1) + column + 1)
    assert found is not None
    return found


def test_the_board_says_each_row_as_a_sentence(window: MainWindow) -> None:
    table = window.findChild(BoardTable)
    assert table is not None
    said = rows(table)
    english = window.voice.language.code == "en"
    assert said[0] == ("Arriving 1, unfolded" if english else "即将到店 1, 已展开")
    assert "粤B·55555" in said[1]
    assert ("expected 10:30" if english else "预计 10:30 到店") in said[1]
    work = next(words for words in said if "粤B·D12345" in words)
    expected = (
        "粤B·D12345, In work, promised 12:00, 2 h left, 王伟" if english else "粤B·D12345, 维修中, 约定 12:00 交车"
    )
    assert work.startswith(expected)
    clock_of(window.desk).advance(85 * 60)
    window.refresh()
    work = next(words for words in rows(table) if "粤B·D12345" in words)
    assert ("35 minutes left" if english else "还剩 35 分钟") in work
    clock_of(window.desk).advance(60 * 60)
    window.refresh()
    work = next(words for words in rows(table) if "粤B·D12345" in words)
    assert ("late by 25 min" if english else "已超时 25 分钟") in work


def test_the_lines_of_an_order_and_the_shops_lists_say_their_rows(window: MainWindow) -> None:
    window.open_visit(visit_of(window, "in_work"), 3)
    view = shown_tab(window, WorkOrderTab).table.view
    said = name(_cell(view, 0, Col.NAME))
    assert "160.00" in said
    assert said.startswith("1, ")
    window.open_place("settings")
    window.page("settings").open("prices")
    table = shown_section(window, RecordsView).table
    first = rows(table)[0]
    assert all(str(word) in first for word in ("F300", "洗车", "30.00"))


class Listening(QObject):
    """What was alerted, as the screen reader is told."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__()
        self.heard: list[str] = []
        monkeypatch.setattr(QAccessible, "updateAccessibility", self._hear)

    def _hear(self, event: object) -> None:
        assert hasattr(event, "accessibleInterface")
        assert hasattr(event, "type")
        if event.type() == QAccessible.Event.Alert:
            self.heard.append(name(event.accessibleInterface()))


def test_messages_and_troubles_are_alerted_with_their_words(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Listening(monkeypatch)
    window.room.tell(say("Everything is saved."))
    words = window.voice.say(say("Everything is saved."))
    assert told.heard == [words]
    window.bar.tell("stop", say("Everything is saved."))
    assert told.heard == [words, words]
    press("F1")
    assert told.heard[-1] == window.panels.help.title.text()


def test_what_the_search_list_would_do_is_said_at_its_line(window: MainWindow) -> None:
    press("Ctrl+K")
    write("2345")
    line = window.top.search.line
    said = face(line).text(QAccessible.Text.Description)
    assert "粤B·D12345" in said
    press("Ctrl+A")
    write(">")
    assert "Ctrl+N" in face(line).text(QAccessible.Text.Description)


def test_a_wrong_value_is_described_at_its_field(window: MainWindow) -> None:
    window.open_visit(visit_of(window, "in_work"), 1)
    odometer = reach(window, QWidget, "check_in.odometer")
    write("48x")
    press("Tab")
    assert face(odometer).text(QAccessible.Text.Description)


def test_tab_goes_through_a_page_as_it_is_read(window: MainWindow) -> None:
    window.open_visit(visit_of(window, "in_work"), 1)
    QApplication.processEvents()
    seen = [focused()]
    for _ in range(70):
        press("Tab")
        seen.append(focused())
        if seen[-1] == seen[0]:
            break
    wanted = [
        "check_in.odometer", "check_in.fuel", "check_in.promised", "check_in.concern", "check_in.phrase",
        "check_in.history", "footer.messages", "check_in.next", "search.text", "rail.visit", "visit.step_1",
    ]  # fmt: skip
    assert [name for name in dict.fromkeys(seen) if name in wanted] == wanted
    press("Shift+Tab", "Tab")
    assert focused() == "check_in.odometer"


def test_rows_of_the_search_list_are_announced_while_the_focus_stays(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def hear(event: object) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            said.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    press("Ctrl+K")
    write(">")
    first = said[-1]
    press("Down")
    assert said[-1] != first
    assert focused() == "search.text"
