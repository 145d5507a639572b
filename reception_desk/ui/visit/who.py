"""Whose car is this? One line for plate, phone, name or VIN; below it who that may be, before anybody is made twice."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reception_desk.desk.finding import Hit
from reception_desk.forms.words import NOTHING, Text, say, value, verbatim
from reception_desk.ui.choosing_province import offer_provinces
from reception_desk.ui.keys import key_of
from reception_desk.ui.room import Room
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.discard import drop
from reception_desk.ui.widgets.info_bar import InfoBar
from reception_desk.ui.widgets.inputs import LineEdit
from reception_desk.ui.widgets.labels import Label

SHOWN = 5
ROW_BUTTON = 26


class WhoPicker(QWidget):
    """`chosen` brings a Hit, `new_wanted` the typed text for somebody the shop does not know.

    `blue`: the first row has the page's blue button. `doubt`: figures that can be no phone are asked about first.
    """

    chosen = Signal(object)
    new_wanted = Signal(str)

    def __init__(self, room: Room, name: str, *, new: Text, blue: bool = False, doubt: bool = False) -> None:
        super().__init__()
        self.room, self._new, self._blue, self._doubt = room, new, blue, doubt
        self.line = LineEdit()
        self.line.setObjectName(name)
        offer_provinces(self.line, room)
        self.line.textEdited.connect(self._look)
        self.line.returnPressed.connect(self._enter)
        self._hits: list[Hit] = []
        self._lay = QVBoxLayout(self)
        self._lay.setContentsMargins(0, 0, 0, 0)
        self._lay.setSpacing(4)
        self._lay.addWidget(self.line)
        self._rows: list[QWidget] = []
        self.bar = InfoBar(room.voice)
        self._lay.addWidget(self.bar)
        room.voice.changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        self.line.setAccessibleName(self.room.voice.say(say("Plate, phone, name or VIN")))
        self.line.setPlaceholderText(self.room.voice.say(say("Plate, phone, name or VIN")))

    def start(self, typed: str = "") -> None:
        self.line.setText(typed)
        self._look(typed)
        self.line.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look(self.line.text())

    def _look(self, typed: str) -> None:
        """Show who this may be; two characters and more, as in the search box."""
        self._hits = []
        self.bar.clear()
        if len(typed.strip()) >= 2:
            found = self.room.desk.reception.search(typed)
            known = found.within("in_shop", "booked", "vehicle", "customer")[: 2 * SHOWN]
            # whose booking is all that the shop has can come, but a visit cannot be given to them
            self._hits = [hit for hit in known if self._blue or hit.vehicle.id or hit.customer.id][:SHOWN]
        for row in self._rows:
            drop(row)
        self._rows = []
        for hit in self._hits:
            self._rows.append(self._row(words_of(hit), action_of(hit), self._choose(hit)))
        if typed.strip():
            self._rows.append(self._row(verbatim(typed.strip()), self._new, self._want_new))

    def _choose(self, hit: Hit) -> Callable[[], None]:
        return lambda: self.chosen.emit(hit)

    def _row(self, words: Text, action: Text, act: Callable[[], None]) -> QWidget:
        row = QWidget(self)
        lay = QHBoxLayout(row)
        lay.setContentsMargins(8, 0, 0, 0)
        label = Label(self.room.voice, words)
        blue = self._blue and not self._rows
        button = Button(
            self.room.voice,
            action,
            kind="primary" if blue else "row",
            height=ROW_BUTTON,
            key=key_of("primary") if blue else "",
        )
        button.setObjectName("who.choose")
        button.clicked.connect(act)
        lay.addWidget(label, 1)
        lay.addWidget(button)
        self._lay.addWidget(row)
        return row

    def press_first(self) -> None:
        """Ctrl+Enter: the first row, whatever it is."""
        if self._hits:
            self.chosen.emit(self._hits[0])
        elif self.line.text().strip():
            self._want_new()

    def _want_new(self) -> None:
        """A mistyped phone would make somebody who is known a second time: it is asked about, and stays as typed.
        Pressing on is an answer."""
        typed, reception = self.line.text(), self.room.desk.reception
        doubt = reception.doubt(reception.newcomer(typed)) if self._doubt else NOTHING
        if not doubt or not self.bar.isHidden():
            self.new_wanted.emit(typed)
            return
        correct = ("who.correct", say("Correct it"), self._correct)
        self.bar.tell("check", doubt, [correct, ("who.anyway", self._new, lambda: self.new_wanted.emit(typed))])
        self.bar.buttons[0].setFocus()

    def _correct(self) -> None:
        self.bar.clear()
        self.line.setFocus()
        self.line.selectAll()

    def _enter(self) -> None:
        """Enter takes a certain match; anything less is for the person to say."""
        strong = [hit for hit in self._hits if hit.strong]
        if len(strong) == 1:
            self.chosen.emit(strong[0])
        elif not self._hits and self.line.text().strip():
            self._want_new()


def words_of(hit: Hit) -> Text:
    """Plate, car, customer and phone of a hit, in one line."""
    return say(
        "{plate} · {model} · {name} {phone}",
        plate=value("plate", hit.vehicle.plate or "–"),
        model=hit.vehicle.model or "–",
        name=hit.customer.name,
        phone=value("phone", hit.customer.phone()),
    )


def action_of(hit: Hit) -> Text:
    """What choosing this hit will do."""
    if hit.group == "in_shop" and hit.visit:
        return say("Open visit")
    if hit.group == "booked" and hit.appointment and hit.appointment.arrives:
        return say("Check in the booking of {time}", time=value("clock", hit.appointment.arrives))
    return say("New visit") if hit.vehicle.id else say("Use this customer")
