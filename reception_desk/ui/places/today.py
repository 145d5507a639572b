"""Today 今日: everybody who is expected, here, ready or done, one row each, and one press to the next step."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout

from reception_desk.forms.words import say, value
from reception_desk.ui import theme
from reception_desk.ui.page import Page
from reception_desk.ui.places import board_words as words
from reception_desk.ui.places.board_model import BoardModel, Filter, Line
from reception_desk.ui.places.board_table import BoardTable
from reception_desk.ui.places.row_menu import RowMenu
from reception_desk.ui.places.row_steps import RowSteps
from reception_desk.ui.places.today_parts import (
    WEEKDAYS,
    FormPick,
    Framed,
    KeyLine,
    MoreOfDay,
    Nothing,
    list_advisers,
    list_states,
)
from reception_desk.ui.room import Room
from reception_desk.ui.widgets.info_bar import InfoBar
from reception_desk.ui.widgets.inputs import LineEdit
from reception_desk.ui.widgets.labels import Label
from reception_desk.ui.widgets.pick import Pick
from reception_desk.ui.widgets.reason_line import ReasonLine

if TYPE_CHECKING:
    from reception_desk.ui.places.board_columns import BoardColumns
    from reception_desk.ui.places.peek import Peek
    from reception_desk.ui.widgets.buttons import Button

WIDE = 1496
"""A page of a window of 1600 pixels, in the base text size: from here on the cars stand in columns."""


class TodayPage(Page):
    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        voice = room.voice
        self.title = Label(voice, say("Today"), role="page")
        self.day = Label(voice, tone="text2")
        self.state = Pick(voice)
        self.state.setObjectName("today.state")
        self.adviser = Pick(voice)
        self.adviser.setObjectName("today.adviser")
        self.filter = LineEdit()
        self.filter.setObjectName("today.filter")
        self.counts = Label(voice, tone="text2")
        self.bar = InfoBar(voice)
        self.bar.setObjectName("today.info")
        self.reason = ReasonLine(voice, "today")
        self.more = MoreOfDay(room)
        self.model = BoardModel(voice, room.desk.now(), room.desk.spelling, self)
        self.table = BoardTable(self.model)
        self.board: BoardTable | BoardColumns = self.table
        """What shows the cars now."""
        self._nothing: Nothing | None = None
        self.keys = KeyLine(room)
        self.steps = RowSteps(room, self.bar, self.enter, self.refresh)
        self.menu = RowMenu(room, self.reason, self.steps.take, self)
        self._stale = True
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.refresh)
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        self._head = head = QHBoxLayout()
        head.setSpacing(12)
        theme.hold(self.filter, width=200)
        self.filter.hide()
        for widget in (self.title, self.day, self.state, self.adviser, self.more, self.filter):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self.counts)
        self.stack = QStackedWidget()
        self._framed = Framed(self.table)
        self.stack.addWidget(self._framed)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(theme.PAGE_X, 6, theme.PAGE_X, 8)
        whole.setSpacing(6)
        whole.addLayout(head)
        whole.addWidget(self.bar)
        whole.addWidget(self.reason)
        whole.addWidget(self.stack, 1)
        whole.addWidget(self.keys)

    def _connect(self) -> None:
        self.state.edited.connect(lambda _: self._filter())
        self.adviser.edited.connect(lambda _: self._filter())
        self.filter.textChanged.connect(lambda _: self._filter())
        for widget in (self.filter, self.state, self.adviser, self.more, self.table):
            widget.installEventFilter(self)
        self._listen(self.table)
        self.room.saved.connect(self._saved)
        self.room.voice.changed.connect(self.retranslate)

    def _listen(self, board: BoardTable | BoardColumns) -> None:
        board.typed.connect(self._type)
        board.chosen.connect(self.steps.take)
        board.menu_wanted.connect(self.menu.open)
        board.look_wanted.connect(self.look)

    # Table or columns

    @cached_property
    def form(self) -> FormPick:
        """The choice between the two, made for the first window that has room for both."""
        made = FormPick(self.room)
        made.installEventFilter(self)
        self._head.insertWidget(self._head.indexOf(self.more), made)
        return made

    @cached_property
    def columns(self) -> BoardColumns:
        """The form for wide windows, made for the first of them."""
        from reception_desk.ui.places.board_columns import BoardColumns

        made = BoardColumns(self.model)
        self.stack.addWidget(made)
        for cards in made.columns:
            cards.installEventFilter(self)
        self._listen(made)
        return made

    def _fit_form(self) -> None:
        """By the width alone, never by how many cars there are: a board that changes its form when one more comes is
        not the board that one knows. Wide, a row of the table is too far from its plate to its button, and what is
        ready lies below all the rest."""
        wide = theme.sizes().width(self.width()) >= WIDE
        if wide or "form" in self.__dict__:
            self.form.setVisible(wide)
        wanted = self.columns if wide and theme.worn_board() == "columns" else self.table
        if wanted is not self.board:
            self._show_form(wanted)

    def _show_form(self, wanted: BoardTable | BoardColumns) -> None:
        """What is chosen stays chosen, and where the keys go stays with it."""
        before, key = self.board, self.board.key
        here = QApplication.focusWidget()
        focused = here is not None and (here is before or before.isAncestorOf(here))
        self.board = wanted
        self.model.foldable = frozenset(words.GROUPS if wanted is self.table else ("done",))
        self.model.rebuild()
        self.keys.show_form(columns=wanted is not self.table)
        wanted.show_lines(moved=True)
        self._choose(key, 0)
        self._show_board()
        if focused:
            wanted.take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_form()

    # Showing

    def refresh(self) -> None:
        """Read the board anew; what is chosen, typed and scrolled to stays."""
        now = self.room.desk.now()
        self._stale = False
        self._keep_place(lambda: self.model.set_rows(self.room.desk.board.today(), now))
        self.keys.refreshed.set_text(say("{time} refreshed", time=value("clock_seconds", now)))
        weekday = WEEKDAYS[now.local().weekday()]
        self.day.set_text(say("{day} {weekday}", day=value("day", now.day()), weekday=weekday))
        self._count()
        list_advisers(self.adviser, self.room.desk.staff())

    def _keep_place(self, change: Callable[[], bool]) -> None:
        key, at, scrolled = self.board.key, self.board.at, self.board.scrolled()
        moved = change()
        self.board.show_lines(moved=moved)
        self._show_board()
        if moved:
            self._choose(key, at)
            self.board.scroll_back(scrolled)

    def _show_board(self) -> None:
        if self.model.lines:
            self.stack.setCurrentWidget(self._framed if self.board is self.table else self.board)
        else:
            self.stack.setCurrentWidget(self.nothing)
            self.nothing.say_why(filtered=bool(self.model.filter))

    def _choose(self, key: str, was: int) -> None:
        """The line of this key; where it has gone what stands in its place now."""
        lines, at = self.model.lines, self.model.row_of(key)
        if at >= 0:
            self.board.choose(at)
        elif 0 <= was < len(lines) and key:
            self.board.choose(was if lines[was].row or lines[was].folded else was + 1)
        else:
            self.board.choose_first()

    @cached_property
    def peek(self) -> Peek:
        """The quick look, made for the first one."""
        from reception_desk.ui.places.peek import Peek

        return Peek(self.room.voice, self, lambda: self.board.row_on(self), self.press_primary)

    @property
    def nothing(self) -> Nothing:
        """What an empty board says, made for the first one."""
        if self._nothing is None:
            self._nothing = Nothing(self.room)
            self.stack.addWidget(self._nothing)
        return self._nothing

    def _count(self) -> None:
        found = self.model.counts()
        text = say("expected {arriving} · in shop {in_shop} · ready {ready} · late {late}", **found)
        self.counts.set_text(text)

    def _saved(self) -> None:
        """Something was kept anywhere; a page that is not seen waits until it is."""
        self._stale = True
        if self.isVisible():
            self._soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    @property
    def bell(self) -> Button:
        return self.keys.bell

    def retranslate(self) -> None:
        self.filter.setPlaceholderText(self.room.voice.say(say("Plate, name, phone, work")))
        self.filter.setAccessibleName(self.room.voice.say(say("Filter")))
        self.state.setAccessibleName(self.room.voice.say(say("State")))
        self.adviser.setAccessibleName(self.room.voice.say(say("Adviser")))
        self.table.setAccessibleName(self.title.text())
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.model.columnCount() - 1)
        list_states(self.state)
        list_advisers(self.adviser, self.room.desk.staff())
        if not self._stale:
            self.refresh()

    def redress(self) -> None:
        list_states(self.state)
        self._fit_form()

    def enter(self) -> None:
        if not self.board.line:
            self.board.choose_first()
        if self.model.lines:
            self.board.take_focus()
        else:
            self.nothing.first.setFocus(Qt.FocusReason.OtherFocusReason)

    # Filtering

    def _filter(self) -> None:
        wanted = Filter(self.filter.text(), self.state.value, self.adviser.value)
        if wanted != self.model.filter:
            self.model.filter = wanted
            self._keep_place(self.model.rebuild)

    def _type(self, typed: str) -> None:
        """The first letter opens the filter, which takes the rest."""
        self.filter.show()
        self.filter.setText(self.filter.text() + typed)
        self.filter.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_all(self) -> None:
        self.filter.clear()
        self.filter.hide()
        self.state.set_value("")
        self.adviser.set_value("")
        self._filter()
        self.board.take_focus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key == Qt.Key.Key_Escape and (self.model.filter or watched is self.filter):
                self.show_all()
                return True
            if watched is self.filter and self._steers(key, event):
                return True
        return super().eventFilter(watched, event)

    def _steers(self, key: Qt.Key, event: QKeyEvent) -> bool:
        """Arrows and Enter in the filter work the board."""
        ways = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                return False
            self.board.press()
        elif key in ways:
            self.board.steer(event)
        else:
            return False
        return True

    # Doing

    def press_primary(self) -> None:
        self.board.press()

    def shut_panels(self) -> None:
        if "peek" in self.__dict__:
            self.peek.shut()

    def look(self, line: Line) -> None:
        """Space: what there is to know of a row, without going there."""
        from reception_desk.ui.places.peek_facts import Look, look_at

        row = line.row
        found: list[Look] = []
        if row is not None and self.room.read(lambda: found.append(look_at(self.room.desk, row))):
            self.peek.show_look(found[0])
