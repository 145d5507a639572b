"""This car and this customer at a glance: identity, history, and what to keep in mind."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from reception_desk.desk.visit_file import VisitFile
from reception_desk.forms.words import Text, say, say_many, value, value_text, verbatim
from reception_desk.ui import theme
from reception_desk.ui.keys import key_of
from reception_desk.ui.room import Room
from reception_desk.ui.visit.suggestion_bar import Watcher
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.card import Card
from reception_desk.ui.widgets.discard import drop
from reception_desk.ui.widgets.labels import Caution, Label


class CarCard(QWidget):
    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.edit_car = Button(room.voice, say("Edit car"), icon="pencil")
        self.edit_car.setObjectName("check_in.edit_car")
        self.edit_customer = Button(room.voice, say("Edit customer"), icon="pencil")
        self.edit_customer.setObjectName("check_in.edit_customer")
        self.history = Button(room.voice, say("History"), kind="row", key=key_of("history"))
        self.history.setObjectName("check_in.history")
        self._watcher = Watcher(room.desk)
        self._facts = Card(room.voice, say("This car"), side=self.history)
        self._notes = Card(room.voice, say("Good to know"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._facts.body.addLayout(self._grid)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.edit_car, 1)
        row.addWidget(self.edit_customer, 1)
        self._facts.body.addLayout(row)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(theme.CARD_GAP)
        lay.addWidget(self._facts)
        lay.addWidget(self._notes)
        self._labels: list[QWidget] = []

    def show_file(self, file: VisitFile) -> None:
        for old in self._labels:
            drop(old)
        self._labels = []
        for row, (label, fact, tone) in enumerate(self._lines(file)):
            self._put(Label(self.room.voice, label, tone="text2"), row, 0)
            self._put(self._fact(fact, tone, selectable=True), row, 1)
        notes = [(flag.text, "amber" if flag.level == "check" else "text") for flag in self.room.desk.board.flags(file)]
        notes += [(verbatim(line), "text") for line in (file.customer.note, file.vehicle.note) if line]
        for text, tone in notes:
            note = self._fact(text, tone)
            self._notes.body.addWidget(note)
            self._labels.append(note)
        self._notes.setVisible(bool(notes))

    def _fact(self, text: Text, tone: str, *, selectable: bool = False) -> QWidget:
        if tone == "amber":
            return Caution(self.room.voice, text, selectable=selectable)
        label = Label(self.room.voice, text, tone=tone, selectable=selectable)
        label.setWordWrap(True)
        return label

    def _put(self, label: QWidget, row: int, column: int) -> None:
        self._grid.addWidget(label, row, column)
        self._labels.append(label)

    def _lines(self, file: VisitFile) -> list[tuple[Text, Text, str]]:
        desk, car = self.room.desk, file.vehicle
        past = desk.reception.past_visits(car.id, beside=file.visit.id)
        lines = [(say("VIN"), verbatim(car.vin or "–"), "text")]
        if past and past[0].arrived:
            last = say_many(
                "{n} visit, on {day}",
                "{n} visits, the last on {day}",
                n=len(past),
                day=value("day", past[0].arrived.day()),
            )
        else:
            last = say("first visit")
        lines.append((say("History"), last, "text"))
        lines += self._to_offer(file)
        if car.next_service_odometer or car.next_service_day:
            lines.append((say("Next service"), _next_service(car.next_service_odometer, car.next_service_day), "text"))
        return lines

    def _to_offer(self, file: VisitFile) -> list[tuple[Text, Text, str]]:
        """What the order will suggest: services due by the car's own history, and work put off before."""
        found = self._watcher.of(file, priced=False)
        kinds = ((say("Due"), ("due", "soon")), (say("Put off"), ("declined",)))
        lines: list[tuple[Text, Text, str]] = []
        for label, wanted in kinds:
            names = [self.room.voice.say(one.name) for one in found if one.kind in wanted and not one.first]
            if names:
                lines.append((label, verbatim(self.room.voice.language.join(names[:3])), "amber"))
        return lines


def _next_service(odometer: int | None, day: str) -> Text:
    if odometer and day:
        return say("{odometer} or {day}", odometer=value("whole", odometer, "distance"), day=value("day", day))
    return value_text("whole", odometer, "distance") if odometer else value_text("day", day)
