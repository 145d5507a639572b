"""What stands round the board: its outline, what an empty one says, and the line of keys under it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reception_desk.desk.blanks import KINDS
from reception_desk.forms.staff import Staff
from reception_desk.forms.stages import IN_SHOP
from reception_desk.forms.vehicle import Vehicle
from reception_desk.forms.visit import Visit
from reception_desk.forms.words import Text, say
from reception_desk.ui import theme
from reception_desk.ui.icons import state_icon
from reception_desk.ui.keys import key_of
from reception_desk.ui.places import board_words as words
from reception_desk.ui.room import Room
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.card import paint_card
from reception_desk.ui.widgets.hints import Hints
from reception_desk.ui.widgets.labels import Label
from reception_desk.ui.widgets.pick import Pick

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QMenu

TAKES_CARS = ("adviser", "manager")
WEEKDAYS = (
    say("Monday"),
    say("Tuesday"),
    say("Wednesday"),
    say("Thursday"),
    say("Friday"),
    say("Saturday"),
    say("Sunday"),
)


def _state_icon(code: str) -> QIcon | None:
    return state_icon(code, theme.tokens().state(code)) if code not in ("", "arriving") else None


def list_states(pick: Pick) -> None:
    """What the board is filtered by; what was chosen stays."""
    stages = [(code, Visit.spec("stage").option(code)) for code in IN_SHOP]
    codes = [("", say("All states")), ("arriving", words.GROUPS["arriving"]), *stages]
    pick.set_choices([*codes, ("closed", Visit.spec("stage").option("closed")), ("late", say("Late"))])
    pick.set_icons(_state_icon)
    if not pick.value:
        pick.set_value("")


def list_advisers(pick: Pick, staff: Sequence[Staff]) -> None:
    names = [(one.id, say("Adviser: {name}", name=one.name)) for one in staff if one.role in TAKES_CARS]
    pick.set_choices([("", say("Adviser: all")), *names])
    if not pick.value:
        pick.set_value("")


class Framed(QWidget):
    """The outline of a card round the table."""

    def __init__(self, table: QWidget) -> None:
        super().__init__()
        lay = QVBoxLayout(self)
        lay.setContentsMargins(1, 1, 1, 1)
        lay.addWidget(table)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        paint_card(self)


class Nothing(QWidget):
    """An empty board, or a filter that nothing fits."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        voice = room.voice
        self.words = Label(voice, tone="text2")
        self.first = Button(voice, say("New visit"), icon="plus", key=key_of("new_visit"))
        self.first.setObjectName("today.new_visit")
        self.first.clicked.connect(lambda: room.place_wanted.emit("new_visit"))
        self.booking = Button(voice, say("New booking"), icon="calendar-time", key=key_of("new_booking"))
        self.booking.setObjectName("today.new_booking")
        self.booking.clicked.connect(lambda: room.place_wanted.emit("booking"))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addStretch(1)
        for button in (self.first, self.booking):
            row.addWidget(button)
        row.addStretch(1)
        lay = QVBoxLayout(self)
        lay.setSpacing(16)
        lay.addStretch(2)
        lay.addWidget(self.words, 0, Qt.AlignmentFlag.AlignHCenter)
        lay.addLayout(row)
        lay.addStretch(3)

    def say_why(self, *, filtered: bool) -> None:
        nothing = say("No cars expected or in the shop.")
        self.words.set_text(say("No row fits. Esc shows all.") if filtered else nothing)
        for button in (self.first, self.booking):
            button.setVisible(not filtered)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        paint_card(self)


class FormPick(Pick):
    """Whether the cars stand in columns or in a table, where the window is wide enough for both; kept per person."""

    def __init__(self, room: Room) -> None:
        super().__init__(room.voice, [("columns", say("View: columns")), ("table", say("View: table"))])
        self.setObjectName("today.form")
        self.hide()
        self.redress()
        self.edited.connect(lambda form: room.wear(board=form))

    def redress(self) -> None:
        super().redress()
        self.set_value(theme.worn_board())

    def retranslate(self) -> None:
        super().retranslate()
        self.setAccessibleName(self.voice.say(say("View")))


class MoreOfDay(Button):
    """What is wanted here once in a while: papers for the day when the power is out."""

    def __init__(self, room: Room) -> None:
        super().__init__(room.voice, kind="plain", icon="dots", name=say("More for the day"))
        self.setObjectName("today.more")
        self.room = room
        self.clicked.connect(lambda: self.make().popup(self.mapToGlobal(QPoint(0, self.height()))))

    def make(self) -> QMenu:
        from reception_desk.ui.widgets.menu import Menu

        menu = Menu(self)
        menu.setObjectName("today.more.menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        say_ = self.room.voice.say
        self._entry(menu, "all", say_(say("Print blank papers for a power cut")), self.room.print_blank)
        menu.addSeparator()
        for kind, title in KINDS.items():
            told = say_(say("Print blank: {paper}", paper=title))
            if kind != "walk_around":
                self._entry(menu, kind, told, partial(self.room.print_blank, (kind,)))
                continue
            bodies = Menu(menu)
            bodies.setTitle(told)
            menu.addMenu(bodies)
            for body in Vehicle.spec("body").options:
                act = partial(self.room.print_blank, (kind,), body=body.code)
                self._entry(bodies, f"{kind}.{body.code}", say_(body.label), act)
        return menu

    def _entry(self, menu: QMenu, name: str, told: str, act: Callable[[], None]) -> None:
        action = menu.addAction(told)
        action.setObjectName(f"today.blank.{name}")
        action.triggered.connect(lambda _=False: act())


class KeyLine(QWidget):
    """What the keys do here, and how fresh the board is."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.refreshed = Label(room.voice, tone="text2")
        self.bell = Button(room.voice, kind="plain", icon="bell", height=24, name=say("Recent messages"))
        self.bell.setObjectName("today.messages")
        self.bell.tell_key(key_of("messages"))
        self._voice = room.voice
        self._table = self._hints(("← →", say("fold, unfold")))
        self._columns: Hints | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._row.addWidget(self._table, 1)
        self._row.addWidget(self.refreshed)
        self._row.addWidget(self.bell)

    def _hints(self, sideways: tuple[str, Text]) -> Hints:
        return Hints(
            self._voice,
            (
                ("Enter", say("does what the row's button says")),
                ("↑ ↓", say("choose")),
                sideways,
                (key_of("board.peek"), say("quick look")),
                ("Shift+F10", say("more for the row")),
                ("", say("Typing filters, Esc shows all")),
            ),
        )

    def show_form(self, *, columns: bool) -> None:
        """Arrows to the side mean something else in columns."""
        if columns and self._columns is None:
            self._columns = self._hints(("← →", say("column beside")))
            self._row.insertWidget(0, self._columns, 1)
        self._table.setVisible(not columns)
        if self._columns is not None:
            self._columns.setVisible(columns)
