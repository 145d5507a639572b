"""Beside the drawing of the car: the short ways to be done with it, and how full the tank is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from reception_desk.forms.check_in import CheckIn
from reception_desk.forms.words import NOTHING, say, verbatim
from reception_desk.ui.form_view import COLUMNS, FormView
from reception_desk.ui.keys import key_of
from reception_desk.ui.room import Room
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.card import Card
from reception_desk.ui.widgets.flow_layout import FlowLayout
from reception_desk.ui.widgets.labels import Label


class WalkAroundHead(QWidget):
    """The two short ways, and how many marks there are."""

    none_new = Signal(bool)
    on_paper = Signal(bool)

    def __init__(self, room: Room) -> None:
        super().__init__()
        voice = room.voice
        self.none = Button(voice, say("No new damage"), icon="check", key=key_of("diagram.none"), checkable=True)
        self.none.setObjectName("walk_around.none_new")
        self.paper = Button(voice, say("Mark on paper instead"), icon="file", checkable=True)
        self.paper.setObjectName("walk_around.on_paper")
        self.none.clicked.connect(self.none_new)
        self.paper.clicked.connect(self.on_paper)
        self._words = Label(voice, say("new this visit"), tone="text2")
        self._count = Label(voice, role="strong")
        self._before = Label(voice, tone="text2")
        told = QWidget()
        line = QHBoxLayout(told)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)  # a word's space
        for label in (self._words, self._count, self._before):
            line.addWidget(label)
        row = FlowLayout(self, gap=8)
        row.addWidget(self.none)
        row.addWidget(self.paper)
        row.add_spring()
        row.addWidget(told)

    def show_state(self, state: str, new: int, marks: int) -> None:
        self.none.setChecked(state == "none_new")
        self.paper.setChecked(state == "on_paper")
        self._count.set_text(verbatim(str(new)))
        self._count.set_tone("red" if new else "text2")
        self._before.set_text(say("· from before {n}", n=marks - new) if marks > new else NOTHING)
        self._before.setVisible(marks > new)


class TankCard(Card):
    """Fuel or charge: a field of the check-in sheet, read off the dashboard during the walk."""

    saved = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__(room.voice)
        self.views = {name: FormView(room, CheckIn, [name], wide={name: COLUMNS}) for name in ("fuel", "charge")}
        for view in self.views.values():
            self.body.addWidget(view)
            view.saved.connect(lambda _: self.saved.emit())

    def show_sheet(self, sheet: CheckIn, *, electric: bool) -> None:
        for name, view in self.views.items():
            view.setVisible((name == "charge") == electric)
            view.show_form(sheet)

    def set_fixed(self, fixed: bool) -> None:
        for view in self.views.values():
            view.set_fixed(fixed)

    def flush(self) -> None:
        for view in self.views.values():
            view.flush()
