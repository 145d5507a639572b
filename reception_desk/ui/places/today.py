"""Today 今日: everybody who is expected, here, ready or done, one row each, and one press to the next step."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from reception_desk.desk.board import Row
from reception_desk.forms.stages import IN_SHOP
from reception_desk.forms.visit import Visit, short_number
from reception_desk.forms.words import NOTHING, say, value
from reception_desk.ui import theme
from reception_desk.ui.icons import state_icon
from reception_desk.ui.places import board_words as words
from reception_desk.ui.places.board_model import BoardModel, Filter, Line
from reception_desk.ui.places.board_table import BoardTable
from reception_desk.ui.places.row_menu import RowMenu
from reception_desk.ui.places.today_parts import WEEKDAYS, Framed, KeyLine, Nothing
from reception_desk.ui.room import Room
from reception_desk.ui.widgets.info_bar import InfoBar
from reception_desk.ui.widgets.inputs import LineEdit
from reception_desk.ui.widgets.labels import Label
from reception_desk.ui.widgets.pick import Pick
from reception_desk.ui.widgets.reason_line import ReasonLine

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

    from reception_desk.ui.places.peek import Peek

TAKES_CARS = ("adviser", "manager")


def _state_icon(code: str) -> QIcon | None:
    return state_icon(code, theme.tokens().state(code)) if code not in ("", "arriving") else None


class TodayPage(QWidget):
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
        self.model = BoardModel(voice, room.desk.now(), self)
        self.table = BoardTable(self.model)
        self._nothing: Nothing | None = None
        self.keys = KeyLine(room)
        self.menu = RowMenu(room, self.reason, self.take, self)
        self.bell = self.keys.bell
        self._stale = True
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.refresh)
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        theme.hold(self.filter, width=200)
        self.filter.hide()
        for widget in (self.title, self.day, self.state, self.adviser, self.filter):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self.counts)
        self.stack = QStackedWidget()
        self.stack.addWidget(Framed(self.table))
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
        for widget in (self.filter, self.state, self.adviser):
            widget.installEventFilter(self)
        self.table.typed.connect(self._type)
        self.table.installEventFilter(self)
        self.table.chosen.connect(self.take)
        self.table.menu_wanted.connect(self.menu.open)
        self.table.look_wanted.connect(self.look)
        self.room.saved.connect(self._saved)
        self.room.voice.changed.connect(self.retranslate)

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
        self._list_advisers()

    def _keep_place(self, change: Callable[[], bool]) -> None:
        key, row = self.table.key, self.table.currentIndex().row()
        scrolled = self.table.verticalScrollBar().value()
        moved = change()
        self.table.show_lines(moved=moved)
        if self.model.lines:
            self.stack.setCurrentIndex(0)
        else:
            self.stack.setCurrentWidget(self.nothing)
            self.nothing.say_why(filtered=bool(self.model.filter))
        if not moved:
            return
        at = self.model.row_of(key)
        if at >= 0:
            self.table.choose(at)
        elif 0 <= row < len(self.model.lines) and key:
            self.table.choose(row if self.model.lines[row].row or self.model.lines[row].folded else row + 1)
        else:
            self.table.choose_first()
        self.table.verticalScrollBar().setValue(scrolled)

    @cached_property
    def peek(self) -> Peek:
        """The quick look, made for the first one."""
        from reception_desk.ui.places.peek import Peek

        return Peek(self.room.voice, self, self._row_place, self.table.press)

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

    def retranslate(self) -> None:
        self.filter.setPlaceholderText(self.room.voice.say(say("Plate, name, phone, work")))
        self.filter.setAccessibleName(self.room.voice.say(say("Filter")))
        self.state.setAccessibleName(self.room.voice.say(say("State")))
        self.adviser.setAccessibleName(self.room.voice.say(say("Adviser")))
        self.table.setAccessibleName(self.title.text())
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.model.columnCount() - 1)
        self._list_states()
        self._list_advisers()
        if not self._stale:
            self.refresh()

    def redress(self) -> None:
        self._list_states()

    def _list_states(self) -> None:
        stages = [(code, Visit.spec("stage").option(code)) for code in IN_SHOP]
        codes = [("", say("All states")), ("arriving", words.GROUPS["arriving"]), *stages]
        self.state.set_choices([*codes, ("closed", Visit.spec("stage").option("closed")), ("late", say("Late"))])
        self.state.set_icons(_state_icon)
        if not self.state.value:
            self.state.set_value("")

    def _list_advisers(self) -> None:
        people = [person for person in self.room.desk.staff() if person.role in TAKES_CARS]
        names = [(person.id, say("Adviser: {name}", name=person.name)) for person in people]
        self.adviser.set_choices([("", say("Adviser: all")), *names])
        if not self.adviser.value:
            self.adviser.set_value("")

    def enter(self) -> None:
        if not self.table.line:
            self.table.choose_first()
        (self.table if self.stack.currentIndex() == 0 else self.nothing.first).setFocus(Qt.FocusReason.OtherFocusReason)

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
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

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
        """Arrows and Enter in the filter work the table."""
        ways = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                return False
            self.table.press()
        elif key in ways:
            self.table.keyPressEvent(event)
        else:
            return False
        return True

    # Doing

    def press_primary(self) -> None:
        self.table.press()

    def take(self, line: Line) -> None:
        """The next sensible step of a row."""
        row = line.row
        if row is None:
            return
        if row.visit is not None:
            self.room.visit_wanted.emit(row.visit.id, words.STEPS.get(row.stage, (NOTHING, 0))[1])
            return
        here = self.room.desk.reception.open_visit(row.vehicle.id)
        if here is None:
            self._check_in(row)
            return
        text = say("This car is already in the shop ({number}).", number=short_number(here.number))
        self.bar.tell(
            "check",
            text,
            [
                ("today.info.open", say("Open it"), lambda: self._leave_bar(partial(self._go, here.id, 0))),
                ("today.info.anyway", say("New visit anyway"), lambda: self._leave_bar(partial(self._check_in, row))),
                ("today.info.close", say("Leave it"), lambda: self._leave_bar(self.enter)),
            ],
        )
        self.bar.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def look(self, line: Line) -> None:
        """Space: what there is to know of a row, without going there."""
        from reception_desk.ui.places.peek_facts import Look, look_at

        row = line.row
        found: list[Look] = []
        if row is not None and self.room.read(lambda: found.append(look_at(self.room.desk, row))):
            self.peek.show_look(found[0])

    def _row_place(self) -> QRect:
        row = self.table.row_rect()
        return QRect(self.table.viewport().mapTo(self, row.topLeft()), row.size())

    def _leave_bar(self, then: Callable[[], None]) -> None:
        self.bar.clear()
        then()

    def _go(self, visit: str, step: int) -> None:
        self.room.visit_wanted.emit(visit, step)

    def _check_in(self, row: Row) -> None:
        assert row.appointment is not None
        made: list[str] = []
        booking = row.appointment.id
        if self.room.try_to(lambda: made.append(self.room.desk.reception.arrive(appointment=booking))):
            self._go(made[0], 1)
        else:
            self.refresh()
