"""What stands round the board: its outline, what an empty one says, and the line of keys under it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reception_desk.forms.words import say
from reception_desk.ui.keys import key_of
from reception_desk.ui.room import Room
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.card import paint_card
from reception_desk.ui.widgets.hints import Hints
from reception_desk.ui.widgets.labels import Label

WEEKDAYS = (
    say("Monday"),
    say("Tuesday"),
    say("Wednesday"),
    say("Thursday"),
    say("Friday"),
    say("Saturday"),
    say("Sunday"),
)


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


class KeyLine(QWidget):
    """What the keys do here, and how fresh the board is."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.refreshed = Label(room.voice, tone="text2")
        self.bell = Button(room.voice, kind="plain", icon="bell", height=24, name=say("Recent messages"))
        self.bell.setObjectName("today.messages")
        self.bell.tell_key(key_of("messages"))
        hints = Hints(
            room.voice,
            (
                ("Enter", say("does what the row's button says")),
                ("↑ ↓", say("choose")),
                ("← →", say("fold, unfold")),
                (key_of("board.peek"), say("quick look")),
                ("Shift+F10", say("more for the row")),
                ("", say("Typing filters, Esc shows all")),
            ),
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(hints, 1)
        row.addWidget(self.refreshed)
        row.addWidget(self.bell)
