"""What the shop knows already of a booking that is being typed: the car, its customer, and the day's bookings."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from reception_desk.desk.finding import Alike
from reception_desk.forms.appointment import Appointment
from reception_desk.forms.words import NOTHING, Text, Value, say, say_many, value, value_text, verbatim
from reception_desk.ui.room import Room
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.card import Card
from reception_desk.ui.widgets.discard import drop
from reception_desk.ui.widgets.labels import Caution, Label, Sign

MOST = 9
"""Bookings of a day that are named; the rest are counted."""


class KnownCard(Card):
    """Up to three cars or customers; the one that is booked is ticked, the others can be used."""

    used = Signal(object)
    """An Alike."""

    def __init__(self, room: Room) -> None:
        super().__init__(room.voice, say("Known here"))
        self.room = room
        self.nothing = Label(room.voice, say("Type a plate, a name or a phone number."), tone="text2")
        self.nothing.setWordWrap(True)
        self.body.addWidget(self.nothing)
        self.rows: list[_KnownRow] = []

    def show_alike(self, alike: Sequence[Alike], chosen: str) -> None:
        """`chosen`: the id of the car or customer that the booking is for."""
        shown = [(row.one.vehicle.id, row.one.customer.id, row.chosen) for row in self.rows]
        wanted = [(one.vehicle.id, one.customer.id, bool(chosen) and chosen in _ids(one)) for one in alike]
        if shown == wanted:
            return
        for row in self.rows:
            drop(row)
        self.rows = [_KnownRow(self.room, one, on) for one, (_, _, on) in zip(alike, wanted, strict=True)]
        for row in self.rows:
            row.use.clicked.connect(lambda _=False, one=row.one: self.used.emit(one))
            self.body.addWidget(row)
        self.nothing.setVisible(not self.rows)


def _ids(one: Alike) -> tuple[str, str]:
    return one.vehicle.id, one.customer.id


class _KnownRow(QWidget):
    def __init__(self, room: Room, one: Alike, chosen: bool) -> None:
        super().__init__()
        self.room, self.one, self.chosen = room, one, chosen
        sign = Sign("check", "green", 16) if chosen else Sign("car", "text2", 16)
        self.use = Button(room.voice, say("Use"), kind="row")
        self.use.setObjectName("booking.use")
        self.use.setVisible(not chosen)
        words = QVBoxLayout()
        words.setSpacing(2)
        for text, role, tone in self._lines():
            if tone == "amber":
                words.addWidget(Caution(room.voice, text))
                continue
            label = Label(room.voice, text, role=role, tone=tone)
            label.setWordWrap(True)
            words.addWidget(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.use, 0, Qt.AlignmentFlag.AlignTop)

    def _lines(self) -> list[tuple[Text, str, str]]:
        car, person, desk = self.one.vehicle, self.one.customer, self.room.desk
        name = verbatim(person.name or "–")
        who = say("{name} · {model}", name=name, model=car.model) if car.model else name
        lines = [(who, "strong", "text")]
        parts: list[Text | Value] = [value("plate", car.plate)] if car.plate else []
        parts += [value("phone", person.phone())] if person.phone() else []
        if parts:
            text = say("{first} · {second}", first=parts[0], second=parts[1]) if len(parts) > 1 else _alone(parts[0])
            lines.append((text, "body", "text2"))
        visit = desk.reception.open_visit(car.id)
        before = desk.reception.before(car.id, beside=visit.id if visit else "")
        if before.odometer:
            odometer, day = value("whole", before.odometer, "distance"), value("day", before.day)
            lines.append((say("last visit {day} at {odometer}", day=day, odometer=odometer), "body", "text2"))
        if visit is not None:
            lines.append((say("in the shop now"), "body", "amber"))
        return lines


def _alone(part: Text | Value) -> Text:
    return say("{value}", value=part)


class DayCard(Card):
    """Who is booked on the day that is meant, so that two are not booked for one time."""

    def __init__(self, room: Room) -> None:
        super().__init__(room.voice)
        self.room = room
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(2, 1)
        self.body.addLayout(self._grid)
        self._shown: list[tuple[Appointment, list[Label]]] = []
        self._rest: list[Label] = []

    def show_day(self, day: str) -> None:
        today = day == self.room.desk.now().day()
        self.set_title(say("Booked today") if today else say("Booked on {day}", day=value("day", day)))
        bookings = [
            one for one in self.room.desk.appointments.day(day) if one.stage in ("booked", "confirmed", "arrived")
        ]
        self.set_note(verbatim(str(len(bookings))) if bookings else NOTHING)
        for label in [label for _, labels in self._shown for label in labels] + self._rest:
            drop(label)
        self._shown = [(one, self._row(at, one)) for at, one in enumerate(bookings[:MOST])]
        self._rest = []
        if not bookings:
            self._rest = [Label(self.room.voice, say("Nothing booked."), tone="text2")]
        elif len(bookings) > MOST:
            more = len(bookings) - MOST
            self._rest = [Label(self.room.voice, say_many("and {n} more", "and {n} more", n=more), tone="text2")]
        for label in self._rest:
            self._grid.addWidget(label, MOST, 0, 1, 3)

    def _row(self, at: int, one: Appointment) -> list[Label]:
        voice = self.room.voice
        clock = value_text("clock", one.arrives)
        who = value_text("plate", one.plate) if one.plate else verbatim(one.name or one.phone)
        labels = [
            Label(voice, clock, role="strong"),
            Label(voice, who, role="plate_row"),
            Label(voice, verbatim(one.model), tone="text2"),
        ]
        for column, label in enumerate(labels):
            self._grid.addWidget(label, at, column)
        return labels

    def mark(self, vehicle: str) -> None:
        """The car that is being booked stands out where it is booked already."""
        for one, labels in self._shown:
            same = bool(vehicle) and one.vehicle == vehicle
            labels[0].set_tone("amber" if same else "text")
            labels[1].set_tone("amber" if same else "text")
