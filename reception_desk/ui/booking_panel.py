"""A new booking 预约: plate, time, done; what the shop knows of the car and of that day stands beside it.

Nothing is kept before it is booked; what was typed stays on the page until then, also when the page is left.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reception_desk.desk.finding import Alike
from reception_desk.desk.reception import Newcomer
from reception_desk.errors import DeskError, Refused
from reception_desk.forms import fields as f
from reception_desk.forms.appointment import Appointment
from reception_desk.forms.moments import Moment
from reception_desk.forms.reading import Unreadable
from reception_desk.forms.words import say, value, verbatim
from reception_desk.ui import theme
from reception_desk.ui.booking_line import PlateLineEditor
from reception_desk.ui.editors import Editor, LineEditor, PickEditor
from reception_desk.ui.form_view import FormView
from reception_desk.ui.keys import key_of
from reception_desk.ui.known_here import DayCard, KnownCard
from reception_desk.ui.page import Page
from reception_desk.ui.room import Room
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.card import Card
from reception_desk.ui.widgets.card_flow import CardFlow
from reception_desk.ui.widgets.footer import Footer
from reception_desk.ui.widgets.labels import Label
from reception_desk.ui.widgets.scrolling import SplitPage, at_top

SIDE = 326
BY_DESK = frozenset({"stage", "vehicle", "customer", "moved_from"})
"""What the desk fills in by itself."""
LOOKED_UP = ("plate", "name", "phone")


class BookingPanel(Page):
    booked = Signal(str)

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.draft = Appointment()
        self.title = Label(room.voice, say("New booking"), role="page")
        names = [name for name in Appointment.specs() if name not in BY_DESK]
        self.view = FormView(room, Appointment, names, keep=self._keep, makers={"plate": self._make_plate})
        self.view.boxes["plate"].set_hint(say("In one line: D12345 11-24 9:30"))
        self.known = KnownCard(room)
        self.day = DayCard(room)
        self.footer: Footer = Footer(room.voice)
        self.close_button = Button(room.voice, say("Close"), kind="quiet", key=key_of("escape"), height="big")
        self.close_button.setObjectName("booking.close")
        self.book_button = Button(room.voice, say("Book"), kind="primary", key=key_of("primary"))
        self.book_button.setObjectName("booking.book")
        self._lay_out()
        self._connect()
        self.view.show_form(self.draft)

    def _lay_out(self) -> None:
        card = Card(self.room.voice, Appointment.title)
        card.body.addWidget(self.view)
        side = QWidget()
        cards = CardFlow(side)
        cards.addWidget(self.known)
        cards.addWidget(self.day)
        area = SplitPage(at_top(card), side, width=SIDE, margins=(theme.PAGE_X, 0, theme.PAGE_X, theme.PAGE_Y))
        self.title.setContentsMargins(theme.PAGE_X, 10, theme.PAGE_X, 8)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.title)
        whole.addWidget(area, 1)
        whole.addWidget(self.footer)
        self.footer.set_buttons([self.close_button, self.book_button])

    def _connect(self) -> None:
        self.close_button.clicked.connect(self.closed)
        self.book_button.clicked.connect(self.press_primary)
        self.view.walked.connect(self.book_button.setFocus)
        self.known.used.connect(self._use)
        for name in LOOKED_UP:
            editor = self.view.editors[name]
            if isinstance(editor, LineEditor):
                editor.line.textEdited.connect(self._look)

    # The page

    def refresh(self) -> None:
        """Opened again: lists may have changed, what was typed has not."""
        for name, editor in self.view.editors.items():
            if isinstance(editor, PickEditor):
                editor.show(getattr(self.draft, name))
        self._look()
        self._show_day()

    def tick(self) -> None:
        """The window's half minute changes nothing here."""

    def enter(self) -> None:
        empty = [name for name in ("plate", "arrives") if not getattr(self.draft, name)]
        self.view.focus_field(empty[0] if empty else "plate")

    def press_primary(self) -> None:
        """Book it; a time and somebody to come is all that is needed."""
        self.view.flush()
        lines = {name: one for name, one in self.view.editors.items() if isinstance(one, LineEditor)}
        unread = next((name for name, line in lines.items() if line.raw), "")
        if unread:
            self.view.focus_field(unread)
            return
        try:
            made = self.room.desk.appointments.book(self.draft)
        except Refused as trouble:
            self._refused(trouble)
        except DeskError as trouble:
            self.room.troubled.emit(trouble)
        else:
            self._done(made)

    def _refused(self, trouble: Refused) -> None:
        name = trouble.field.removeprefix(f"{Appointment.table}.")
        if name not in self.view.boxes:
            self.room.troubled.emit(trouble)
            return
        self.view.boxes[name].set_problem("stop", trouble.say)
        self.view.focus_field(name)

    def _done(self, made: str) -> None:
        arrives = self.draft.arrives
        who = value("plate", self.draft.plate) if self.draft.plate else verbatim(self.draft.name or self.draft.phone)
        self.draft = Appointment()
        self.view.show_form(self.draft)
        self._look()
        self._show_day()
        self.room.saved.emit()
        self.room.tell(say("Booked: {who}, {time}", who=who, time=value("moment", arrives)), lambda: self._cancel(made))
        self.booked.emit(made)
        self.closed.emit()

    def _cancel(self, made: str) -> None:
        reason = self.room.voice.say(say("taken back"))
        self.room.try_to(lambda: self.room.desk.appointments.move(made, "cancelled", reason=reason))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.view.flush()
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    # What is typed, and what the shop knows of it

    def _make_plate(self, room: Room, spec: f.Spec) -> Editor:
        editor = PlateLineEditor(room, spec, self._is_time)
        editor.told.connect(self._take_line)
        return editor

    def _is_time(self, typed: str) -> bool:
        try:
            kept = self.room.voice.language.read(Appointment.spec("arrives"), typed, self.room.desk.clock)
        except (Unreadable, f.TooLong):
            return False
        return kept is not None

    def _take_line(self, when: str, what: str) -> None:
        """What was typed behind the plate: the time, and what is to be done unless that is already said."""
        for name, text in (("arrives", when), ("concern", what)):
            if text and not (name == "concern" and self.draft.concern):
                kept = self.room.voice.language.read(Appointment.spec(name), text, self.room.desk.clock)
                setattr(self.draft, name, Appointment.spec(name).take(kept))
                self.view.editors[name].show(getattr(self.draft, name))
        self.view.judge()
        self._show_day()

    def _keep(self, name: str, kept: object) -> None:
        if name == "plate":
            self.draft.plate = self.room.desk.reception.tidy_plate(str(kept))
            self.view.editors["plate"].show(self.draft.plate)
        if name in LOOKED_UP:
            self._look()
        elif name == "arrives":
            self._show_day()

    def _typed(self, name: str) -> str:
        """What stands in a field now, half typed or kept."""
        editor = self.view.editors[name]
        text = editor.line.text() if isinstance(editor, LineEditor) else ""
        if isinstance(editor, PlateLineEditor):
            text = editor.plate()
        try:
            return str(Appointment.spec(name).take(text))
        except f.TooLong:
            return ""

    def _look(self) -> None:
        """The car and the customers that fit what is typed; the car of a whole plate is the one that is booked."""
        plate, name, phone = (self._typed(each) for each in LOOKED_UP)
        plate = self.room.desk.reception.tidy_plate(plate)
        alike = (
            self.room.desk.reception.alike(Newcomer(plate=plate, name=name, phone=phone))
            if plate or name or phone
            else []
        )
        cars = {one.vehicle.id for one in alike if one.vehicle.id and one.vehicle.plate == plate}
        if len(cars) == 1:
            self.draft.vehicle = cars.pop()
        elif self.draft.vehicle and self.draft.vehicle not in {one.vehicle.id for one in alike}:
            self.draft.vehicle = self.draft.customer = ""
        self.known.show_alike(alike, self.draft.vehicle or self.draft.customer)
        self.day.mark(self.draft.vehicle)

    def _use(self, one: Alike) -> None:
        """Take over a car or a customer that the shop has."""
        self.view.flush()
        draft = self.draft
        draft.vehicle, draft.customer = one.vehicle.id, one.customer.id
        draft.plate = one.vehicle.plate or draft.plate
        draft.name = draft.name or one.customer.name
        draft.phone = draft.phone or one.customer.phone()
        draft.model = draft.model or one.vehicle.model
        for name in ("plate", "name", "phone", "model"):
            self.view.editors[name].show(getattr(draft, name))
        self.view.judge()
        self._look()
        self.enter()

    def _show_day(self) -> None:
        arrives: Moment | None = self.draft.arrives
        self.day.show_day(arrives.day() if arrives else self.room.desk.now().day())
        self.day.mark(self.draft.vehicle)
