"""A new visit before it is one: which car is it? Nothing is kept or numbered until that is said."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout

from reception_desk.desk.finding import Hit
from reception_desk.desk.reception import Newcomer
from reception_desk.errors import DeskError
from reception_desk.forms.fields import TooLong
from reception_desk.forms.visit import short_number
from reception_desk.forms.words import say
from reception_desk.ui import theme
from reception_desk.ui.earlier import Earlier
from reception_desk.ui.page import Page
from reception_desk.ui.room import Room
from reception_desk.ui.visit.who import WhoPicker
from reception_desk.ui.widgets.card import Card
from reception_desk.ui.widgets.info_bar import InfoBar
from reception_desk.ui.widgets.labels import Label


class NewVisitPage(Page):
    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.bar = InfoBar(room.voice)
        self.picker = WhoPicker(room, "new_visit.who", new=say("New car"), blue=True, doubt=True)
        self.picker.chosen.connect(self.take)
        self.picker.new_wanted.connect(self.take_new)
        card = Card(room.voice, say("Which car is it?"))
        card.body.addWidget(self.picker)
        hint = say("Type the plate. A car without one: type its VIN or the customer's name. Enter goes on.")
        card.body.addWidget(Label(room.voice, hint, tone="text2"))
        self.earlier = Earlier(room)
        self.earlier.given.connect(self.picker.line.setFocus)
        card.body.addWidget(self.earlier)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(theme.PAGE_X, theme.PAGE_Y, theme.PAGE_X, theme.PAGE_Y)
        lay.setSpacing(theme.CARD_GAP)
        lay.addWidget(Label(room.voice, say("New visit"), role="page"))
        lay.addWidget(self.bar)
        lay.addWidget(card)
        lay.addStretch(1)

    def enter(self, typed: str = "") -> None:
        self.bar.clear()
        self.earlier.reset()
        self.picker.start(typed)

    def press_primary(self) -> None:
        self.picker.press_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves; nothing has been kept yet."""
        if event.key() == Qt.Key.Key_Escape:
            self.room.place_wanted.emit("today")
        else:
            super().keyPressEvent(event)

    def take(self, hit: Hit) -> None:
        """A known car: its open visit, its booking, or a new visit; a car that is here already is said first."""
        if hit.group == "in_shop" and hit.visit is not None:
            self.tell_open(hit)
        elif hit.vehicle.id or hit.appointment is not None:
            self.begin(hit)
        else:
            self._arrive(customer=hit.customer.id)

    def begin(self, hit: Hit) -> None:
        if not self.earlier.ready():
            return
        booking = hit.appointment
        if self.earlier.moment is not None:
            reception = self.room.desk.reception
            booking = reception.appointment_for(hit.vehicle.id, hit.vehicle.plate, at=self.earlier.moment)
        if booking is None and not hit.vehicle.id:  # what was booked is for another day
            car, person = hit.vehicle, hit.customer
            new = Newcomer(plate=car.plate, name=person.name, phone=person.phone(), model=car.model)
            self._arrive(customer=person.id, newcomer=new)
            return
        known = {"vehicle": hit.vehicle.id, "customer": hit.customer.id}
        self._arrive(**known, appointment=booking.id if booking else "")

    def tell_open(self, hit: Hit) -> None:
        assert hit.visit is not None
        visit = hit.visit
        text = say("This car is already in the shop ({number}).", number=short_number(visit.number))
        self.bar.tell(
            "check",
            text,
            [
                ("new_visit.open", say("Open it"), lambda: self.room.visit_wanted.emit(visit.id, 0)),
                ("new_visit.anyway", say("New visit anyway"), lambda: self.begin(hit)),
            ],
        )
        self.bar.buttons[0].setFocus()

    def take_new(self, typed: str) -> None:
        """Somebody the shop does not know: what was typed goes where it belongs."""
        reception = self.room.desk.reception
        new = reception.newcomer(typed)
        try:
            plate = reception.tidy_plate(new.plate)
        except TooLong as trouble:
            self.room.troubled.emit(DeskError(trouble.say))
            return
        known = [hit for hit in reception.search(plate) if plate and hit.vehicle.plate == plate]
        if known:
            self.take(known[0])
        else:
            self._arrive(newcomer=new)

    def _arrive(self, **who: Any) -> None:
        """Now, or at the time that is typed."""
        if not self.earlier.ready():
            return
        made: list[str] = []
        reception, came = self.room.desk.reception, self.earlier.moment
        if self.room.try_to(lambda: made.append(reception.arrive(**who, arrived=came))):
            self.room.visit_wanted.emit(made[0], 0)
