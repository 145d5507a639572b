"""The car and the customer behind a visit: the row for newcomers, and their whole sheets to edit or to put right."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from reception_desk.desk.finding import Alike, Hit
from reception_desk.desk.reception import Newcomer
from reception_desk.desk.visit_file import VisitFile
from reception_desk.forms import vin
from reception_desk.forms.customer import Customer, Phone
from reception_desk.forms.vehicle import Vehicle
from reception_desk.forms.words import NOTHING, Text, say, value, verbatim
from reception_desk.ui import theme
from reception_desk.ui.form_view import FormView
from reception_desk.ui.room import Room
from reception_desk.ui.sheet_view import SheetView
from reception_desk.ui.visit.who import WhoPicker
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.card import Card
from reception_desk.ui.widgets.info_bar import InfoBar


class NewcomerCard(Card):
    """Name, phone, model and VIN of somebody new, in one row; who he may be is told while it is typed."""

    changed = Signal()
    walked = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__(room.voice, say("New customer and car"))
        self.room = room
        self.person = FormView(room, Customer, ["name"], columns=4)
        self.phone = FormView(room, Phone, ["number"], columns=6)
        self.car = FormView(room, Vehicle, ["model", "body", "vin"], wide={"model": 5, "body": 3, "vin": 4})
        self.bar = InfoBar(room.voice)
        row = QHBoxLayout()
        row.setSpacing(theme.COLUMN_GAP)
        row.addWidget(self.person, 2)
        row.addWidget(self.phone, 2)
        row.addWidget(self.car, 7)
        self.body.addLayout(row)
        self.body.addWidget(self.bar)
        self._file: VisitFile | None = None
        self._mine = ""
        self._told: Alike | None = None
        for view, then in ((self.person, self.phone), (self.phone, self.car)):
            view.walked.connect(then.focus_first)
        for view in (self.person, self.phone, self.car):
            view.saved.connect(self._saved)
        self.car.walked.connect(self.walked)

    def show_file(self, file: VisitFile, *, fresh: bool) -> None:
        """Shown while the visit is new and its customer or car has no name; it stays until the visit is left."""
        unknown = not file.customer.name or not file.vehicle.model
        if fresh:
            self._mine = file.visit.id if unknown and file.visit.stage == "arrived" else ""
        self._file = file
        self.setVisible(self._mine == file.visit.id)
        if not self.isHidden():
            self.person.show_form(file.customer)
            self.phone.setVisible(bool(file.customer.phones))
            if file.customer.phones:
                self.phone.show_form(file.customer.phones[0])
            self.car.show_form(file.vehicle)
            self._tell_alike(file)
            self._hint_vin(file.vehicle)

    def _hint_vin(self, car: Vehicle) -> None:
        maker, year = vin.decode(car.vin)
        told = say("{maker}, {year}", maker=maker, year=verbatim(str(year))) if maker and year else verbatim(maker)
        self.car.boxes["vin"].set_hint(told if maker else NOTHING)

    def _tell_alike(self, file: VisitFile) -> None:
        new = Newcomer(name=file.customer.name, phone=file.customer.phone())
        found = self.room.desk.reception.alike(new, beside=(file.customer.id, file.vehicle.id))
        one = found[0] if found else None
        if one == self._told:  # its button may be on its way to being pressed
            return
        self._told = one
        if one is None:
            self.bar.clear()
            return
        self.bar.tell(
            "check", _alike_words(one), [("check_in.use_customer", say("Use this customer"), lambda: self._use(one))]
        )

    def _use(self, one: Alike) -> None:
        assert self._file is not None
        visit = self._file.visit.id
        if self.room.try_to(lambda: self.room.desk.reception.change_customer(visit, customer=one.customer.id)):
            self.changed.emit()

    def _saved(self, _name: str) -> None:
        self.changed.emit()

    def enter(self) -> None:
        self.person.focus_first()

    def flush(self) -> None:
        for view in (self.person, self.phone, self.car):
            view.flush()


def _alike_words(one: Alike) -> Text:
    words = {"name": one.customer.name, "phone": value("phone", one.customer.phone())}
    if one.vehicle.plate:
        return say("{phone} is {name} with {plate}.", plate=value("plate", one.vehicle.plate), **words)
    return say("{phone} is {name}.", **words)


class _MasterSheet(Card):
    """A whole sheet of master data behind a folded title, with the way out when it is the wrong one."""

    changed = Signal()

    def __init__(
        self, room: Room, form: type[Vehicle | Customer], title: Text, wrong: Text, name: str, new: Text
    ) -> None:
        super().__init__(room.voice, title, foldable=True)
        self.room, self.form = room, form
        self.sheet: SheetView | None = None
        self.wrong = Button(room.voice, wrong, icon="arrows-exchange", kind="row")
        self.wrong.setObjectName(f"check_in.wrong_{name}")
        self.picker = WhoPicker(room, f"check_in.right_{name}", new=new, doubt=form is Customer)
        self.picker.hide()
        self.wrong.clicked.connect(self._ask)
        self.picker.chosen.connect(self._take)
        self.picker.new_wanted.connect(self._take_new)
        self._place = QVBoxLayout()
        self.body.addLayout(self._place)
        row = QHBoxLayout()
        row.addWidget(self.wrong)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(self.picker)
        self.file: VisitFile | None = None
        self.folded.connect(self._folded)

    def show_file(self, file: VisitFile) -> None:
        other = self.file is not None and self.file.visit.id != file.visit.id
        self.file = file
        if other:
            self.set_open(False)
            self.hide()
            self.picker.hide()
        if self.open:
            self._fill()

    def _folded(self, folded: bool) -> None:
        if not folded:
            self._fill()

    def _fill(self) -> None:
        """The sheet is built when it is first opened: most visits never need it."""
        if self.file is None:
            return
        if self.sheet is None:
            self.sheet = SheetView(self.room, self.form)
            self.sheet.saved.connect(lambda _name: self.changed.emit())
            self._place.addWidget(self.sheet)
        self.sheet.show_form(self._kept(self.file))

    def _kept(self, file: VisitFile) -> Vehicle | Customer:
        return file.vehicle if self.form is Vehicle else file.customer

    def _ask(self) -> None:
        self.picker.show()
        self.picker.start()

    def _take(self, hit: Hit) -> None:
        raise NotImplementedError

    def _take_new(self, typed: str) -> None:
        raise NotImplementedError

    def _taken(self, done: bool) -> None:
        if done:
            self.picker.hide()
            self.changed.emit()

    def enter(self) -> None:
        self._fill()
        if self.sheet is not None:
            self.sheet.focus_first()

    def flush(self) -> None:
        if self.sheet is not None:
            self.sheet.flush()

    def focus_field(self, name: str) -> bool:
        self.show()
        self.set_open(True)
        self._fill()
        return self.sheet is not None and self.sheet.focus_field(name)


class CarSheet(_MasterSheet):
    def __init__(self, room: Room) -> None:
        super().__init__(room, Vehicle, say("Car data"), say("Wrong car"), "car", say("New car with this plate"))

    def _take(self, hit: Hit) -> None:
        assert self.file is not None
        visit, reception = self.file.visit.id, self.room.desk.reception
        if hit.vehicle.id and hit.vehicle.id != self.file.vehicle.id:
            self._taken(self.room.try_to(lambda: reception.change_vehicle(visit, vehicle=hit.vehicle.id)))

    def _take_new(self, typed: str) -> None:
        assert self.file is not None
        visit, reception = self.file.visit.id, self.room.desk.reception
        self._taken(self.room.try_to(lambda: reception.change_vehicle(visit, plate=typed)))


class CustomerSheet(_MasterSheet):
    def __init__(self, room: Room) -> None:
        super().__init__(room, Customer, say("Customer data"), say("Wrong customer"), "customer", say("New customer"))

    def _take(self, hit: Hit) -> None:
        assert self.file is not None
        visit, reception = self.file.visit.id, self.room.desk.reception
        self._taken(self.room.try_to(lambda: reception.change_customer(visit, customer=hit.customer.id)))

    def _take_new(self, typed: str) -> None:
        assert self.file is not None
        visit, reception = self.file.visit.id, self.room.desk.reception
        asked = reception.newcomer(typed)
        new = Newcomer(phone=asked.phone) if asked.phone else Newcomer(name=typed)
        self._taken(self.room.try_to(lambda: reception.change_customer(visit, newcomer=new)))
