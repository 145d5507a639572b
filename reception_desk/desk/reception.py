"""Check-in 接车: the car comes, is found or made, and its visit begins."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reception_desk.desk import finding, visit_file
from reception_desk.desk.visit_file import VisitFile
from reception_desk.errors import Refused, visit_closed
from reception_desk.forms import scan
from reception_desk.forms.appointment import Appointment
from reception_desk.forms.check_in import CheckIn
from reception_desk.forms.checkout import Checkout
from reception_desk.forms.customer import Customer, Phone
from reception_desk.forms.fields import Known
from reception_desk.forms.moments import Moment
from reception_desk.forms.phones import digits, phone_problem
from reception_desk.forms.plates import is_mainland, is_new_energy, with_prefix
from reception_desk.forms.sheets import BY_TABLE
from reception_desk.forms.stages import IN_SHOP
from reception_desk.forms.vehicle import Vehicle
from reception_desk.forms.visit import Visit
from reception_desk.forms.walk_around import Mark, WalkAround
from reception_desk.forms.words import NOTHING, Text, say
from reception_desk.forms.work_order import WorkOrder

if TYPE_CHECKING:
    from reception_desk.desk.desk import Desk

USUAL = 120
"""Minutes from arrival to the promised time where neither a booking nor the shop's sheet says otherwise."""
PAST = 50
"""Earlier visits of a car at most, the newest."""
SHORTEST_PHONE = 7
"""Figures; fewer may be a plate."""


@dataclass(frozen=True)
class Newcomer:
    """What is typed of a car and a person that the shop does not know yet; blanks are allowed."""

    plate: str = ""
    name: str = ""
    phone: str = ""
    model: str = ""
    vin: str = ""


@dataclass(frozen=True)
class Before:
    """The car's last reading and what stands out of its past."""

    odometer: int | None = None
    day: str = ""
    visits: int = 0


def _past(vehicle: str, beside: str, until: Moment | None) -> dict[str, object]:
    """Other visits of a car; `until`: those that had come by then."""
    match: dict[str, object] = {"vehicle": vehicle, "id !=": beside, "stage !=": "cancelled"}
    return match if until is None else match | {"arrived <=": until.ms}


class Reception:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._store = desk.store

    def file(self, visit: str) -> VisitFile:
        return visit_file.load(self._store, visit)

    def search(self, typed: str) -> finding.Hits:
        return finding.search(self._desk, typed)

    def scanned(self, code: str) -> str:
        """The visit of a scan code, "" for a code that is not ours."""
        if scan.kind_of(code) != scan.VISIT:
            return ""
        found = self._store.find(Visit, {"scan": code}, limit=1)
        return found[0].id if found else ""

    def open_visit(self, vehicle: str) -> Visit | None:
        """The visit of a car that is in the shop now."""
        found = self._store.find(Visit, {"vehicle": vehicle, "stage": IN_SHOP}, order="-arrived -id", limit=1)
        return found[0] if found and vehicle else None

    def past_visits(self, vehicle: str, *, beside: str = "", until: Moment | None = None) -> list[Visit]:
        """Other visits of a car, the newest first; `until`: those that had come by then."""
        match = _past(vehicle, beside, until)
        return self._store.find(Visit, match, order="-arrived -id", limit=PAST) if vehicle else []

    def before(self, vehicle: str, *, beside: str = "", until: Moment | None = None) -> Before:
        """The last odometer reading of a car, from the sheets of its earlier visits."""
        columns, match = ("id", "arrived", "arrived_offset"), _past(vehicle, beside, until)
        past = self._store.columns(Visit, columns, match, order="-arrived -id", limit=PAST) if vehicle else []
        for visit, arrived, offset in past:
            out = self._store.columns(Checkout, ("odometer_out",), {"visit": visit}, limit=1)
            into = self._store.columns(CheckIn, ("odometer",), {"visit": visit}, limit=1)
            reading = next((kept for (kept,) in (*out, *into) if kept), None)
            if reading and arrived:
                return Before(reading, Moment(arrived, offset).day(), len(past))
        return Before(visits=len(past))

    def known(self, file: VisitFile) -> Known:
        """What the check-in sheet is judged against."""
        before = self.before(file.vehicle.id, beside=file.visit.id, until=file.visit.arrived)
        return self._desk.known()._replace(odometer=before.odometer, odometer_day=before.day)

    def appointment_for(self, vehicle: str, plate: str = "", *, at: Moment | None = None) -> Appointment | None:
        """The booking that fits this car, of today or of the day on which it came."""
        return self._desk.appointments.of_day((at or self._desk.now()).day(), vehicle=vehicle, plate=plate)

    def alike(self, newcomer: Newcomer, *, beside: tuple[str, ...] = ()) -> list[finding.Alike]:
        """Cars and customers that are probably the same as what is being typed."""
        return finding.alike(self._store, newcomer, beside)

    def newcomer(self, typed: str) -> Newcomer:
        """What typed text is of somebody unknown: a VIN, a phone, a name or, most often, a plate."""
        text = typed.strip()
        vin = Vehicle.spec("vin").take(text) if len(text) <= Vehicle.spec("vin").length else ""
        if len(vin) == 17 and vin.isascii() and vin.isalnum():
            return Newcomer(vin=vin)
        if not any(c.isdigit() for c in text):
            return Newcomer(name=text)
        plain = digits(text) if not any(c.isalpha() for c in text) else ""
        if len(plain) >= SHORTEST_PHONE or (plain and self._is_no_plate(plain)):
            return Newcomer(phone=text)
        return Newcomer(plate=text)

    def _is_no_plate(self, typed: str) -> bool:
        return self._desk.shop().region == "CN" and not is_mainland(self.tidy_plate(typed))

    def doubt(self, newcomer: Newcomer) -> Text:
        """What is to be asked before somebody is made of it: figures that can be neither plate nor phone here."""
        if len(newcomer.phone) > Phone.spec("number").length:
            return NOTHING  # it is refused, not asked about
        found = phone_problem("phone", newcomer.phone, self._desk.shop().region)
        return found[0].text if found else NOTHING

    def tidy_plate(self, typed: str) -> str:
        """A plate as kept, with the shop's province before it where only the rest was typed."""
        return with_prefix(Vehicle.spec("plate").take(typed), self._desk.shop().plate_prefix)

    # The visit begins

    def arrive(
        self,
        *,
        vehicle: str = "",
        customer: str = "",
        newcomer: Newcomer | None = None,
        appointment: str = "",
        arrived: Moment | None = None,
    ) -> str:
        """The car is here: its visit with all four sheets, numbered; returns the visit's id.

        A known car brings its customer unless somebody new is named; a newcomer's car and person are made.
        A booking is taken as arrived. `arrived`: it came earlier and is typed in from papers, see `desk.late`.
        """
        if arrived is not None:
            self._desk.late.check_arrival(arrived)
        new = newcomer or Newcomer()
        somebody_new = bool(new.name or new.phone)
        with self._store.atomic():
            visit = self._desk.ids()
            booking = self._store.get(Appointment, appointment) if appointment else None
            if booking:
                new = self._told(new, booking)
                vehicle, customer = vehicle or booking.vehicle, customer or booking.customer
            known = self._store.get(Vehicle, vehicle)
            if known and not customer and not somebody_new:
                customer = self._customer_of(known)
            person = self._store.get(Customer, customer) or self._new_customer(new, visit)
            car = known or self._new_car(new, visit, person.id)
            self._own(car, person.id)
            self._begin_visit(visit, car, person, booking, arrived)
            if booking:
                self._desk.appointments.arrive(booking, car.id, person.id)
        return visit

    def _told(self, new: Newcomer, booking: Appointment) -> Newcomer:
        return Newcomer(
            plate=new.plate or booking.plate,
            name=new.name or booking.name,
            phone=new.phone or booking.phone,
            model=new.model or booking.model,
            vin=new.vin,
        )

    def _customer_of(self, car: Vehicle) -> str:
        last = self.past_visits(car.id)
        return last[0].customer if last else car.owner

    def _own(self, car: Vehicle, customer: str) -> None:
        """A car that belongs to nobody yet belongs to who brought it."""
        if not car.owner:
            self._store.update(Vehicle, car.id, {"owner": customer})
            car.owner = customer

    def _new_car(self, new: Newcomer, visit: str, owner: str) -> Vehicle:
        plate = self.tidy_plate(new.plate)
        green = is_new_energy(plate)
        vin, model = Vehicle.spec("vin").take(new.vin), Vehicle.spec("model").take(new.model)
        car = Vehicle(plate=plate, vin=vin, model=model, owner=owner)
        if is_mainland(plate):
            car.plate_colour = "green" if green else "blue"
        car.fuel_kind = "electric" if green else ""
        self._store.insert(car)
        self._store.journal.record("created", car.id, {"form": car.table, "visit": visit})
        return car

    def _new_customer(self, new: Newcomer, visit: str) -> Customer:
        number = Phone.spec("number").take(new.phone)
        person = Customer(name=Customer.spec("name").take(new.name), phones=(Phone(number=number),))
        self._store.insert(person)
        self._store.journal.record("created", person.id, {"form": person.table, "visit": visit})
        return person

    def _begin_visit(
        self, visit_id: str, car: Vehicle, person: Customer, booking: Appointment | None, came: Moment | None
    ) -> None:
        now = came or self._desk.now()
        counter, number = self._store.numbers.scan()
        visit = Visit(
            id=visit_id,
            number=self._store.numbers.visit(now),
            scan=scan.payload(scan.VISIT, counter, number),
            plate=car.plate,
            vehicle=car.id,
            customer=person.id,
            owner=car.owner,
            adviser=self._desk.actor,
            appointment=booking.id if booking else "",
            arrived=now,
            entered=self._desk.now() if came else None,
            happened=came,
        )
        self._store.insert(visit)
        check_in = CheckIn(visit=visit.id, promised=self._promise(now, booking), bringer_phone=person.phone())
        if booking:
            check_in.concern, check_in.purposes = booking.concern, booking.purposes
        self._store.insert(check_in)
        self._store.insert(WalkAround(visit=visit.id, marks=self._old_marks(car.id, visit.id, now)))
        order = WorkOrder(visit=visit.id)
        self._store.insert(order)
        self._store.insert(Checkout(visit=visit.id))
        if booking and booking.package:
            self._desk.ordering.add_package(order.id, booking.package)
        body = {"number": visit.number, "vehicle": car.id, "customer": person.id}
        self._store.journal.record("arrived", visit.id, body | self._desk.late.event(visit))

    def _promise(self, now: Moment, booking: Appointment | None) -> Moment:
        """What was told when booking, else the time the work takes, up to the next ten minutes on the clock."""
        if booking and booking.pick_up:
            return booking.pick_up
        usual = self._desk.shop().promise or USUAL
        return now.plus(booking.duration if booking and booking.duration else usual).up_to(10)

    def _old_marks(self, vehicle: str, visit: str, until: Moment | None) -> tuple[Mark, ...]:
        """The car's memory is its last sheet: its marks come along, each pointing at where it was first seen."""
        for past in self.past_visits(vehicle, beside=visit, until=until):
            sheets = self._store.find(WalkAround, {"visit": past.id}, with_rows=True)
            if sheets and (sheets[0].marks or sheets[0].state):
                return tuple(
                    dataclasses.replace(mark, id="", parent="", origin=mark.origin or mark.id)
                    for mark in sheets[0].marks
                    if not mark.repaired
                )
        return ()

    # Put right

    def change_vehicle(self, visit: str, *, vehicle: str = "", plate: str = "") -> None:
        """Wrong car: the visit gets another one, known or new. Refused once a legal paper names the old one."""
        with self._store.atomic():
            kept = self.unbilled(visit)
            car = self._store.get(Vehicle, vehicle) or self._new_car(Newcomer(plate=plate), visit, kept.customer)
            self._own(car, kept.customer)
            self._store.update(Visit, visit, {"vehicle": car.id, "plate": car.plate, "owner": car.owner})
            walk = self._store.find(WalkAround, {"visit": visit}, with_rows=True)[0]
            for mark in walk.marks:
                if mark.origin:
                    self._store.remove(Mark, mark.id)
            for position, mark in enumerate(self._old_marks(car.id, visit, kept.arrived)):
                mark.parent, mark.position = walk.id, len(walk.marks) + position
                self._store.insert(mark)
            if car.id != kept.vehicle and self._was_mistake(kept.vehicle, kept):
                self._store.remove(Vehicle, kept.vehicle)
            self._store.journal.record("vehicle_changed", visit, {"before": kept.vehicle, "after": car.id})

    def change_customer(self, visit: str, *, customer: str = "", newcomer: Newcomer | None = None) -> None:
        """Wrong customer: another one, known or new; the car keeps its owner."""
        with self._store.atomic():
            kept = self.unbilled(visit)
            person = self._store.get(Customer, customer) or self._new_customer(newcomer or Newcomer(), visit)
            self._store.update(Visit, visit, {"customer": person.id})
            if person.id != kept.customer:
                self._call_instead(kept, person)
                self._forget_customer(kept, person)
            self._store.journal.record("customer_changed", visit, {"before": kept.customer, "after": person.id})

    def _call_instead(self, visit: Visit, person: Customer) -> None:
        """The bringer's phone was the wrong customer's unless another one was typed over it."""
        wrong = self._store.get(Customer, visit.customer)
        sheet = self._store.find(CheckIn, {"visit": visit.id}, limit=1)[0]
        if wrong and sheet.bringer_phone == wrong.phone():
            self._desk.sheets.edit(CheckIn, sheet.id, {"bringer_phone": person.phone()})

    def _forget_customer(self, visit: Visit, instead: Customer) -> None:
        """A car made for this one visit belongs to the right one; a customer made by mistake for it goes again."""
        car = self._store.get(Vehicle, visit.vehicle)
        if car and car.owner == visit.customer and self._was_mistake(car.id, visit):
            self._store.update(Vehicle, car.id, {"owner": instead.id})
            self._store.update(Visit, visit.id, {"owner": instead.id})
        still_his = self._store.find(Vehicle, {"owner": visit.customer}, limit=1)
        if not still_his and self._was_mistake(visit.customer, visit):
            self._store.remove(Customer, visit.customer)

    def _was_mistake(self, made: str, visit: Visit) -> bool:
        """Whether a car or a customer was made for this visit, and no other one needs it."""
        for column in ("vehicle", "customer", "owner"):
            if self._store.find(Visit, {column: made, "id !=": visit.id}, limit=1):
                return False
        history = self._store.journal.history(made)
        return any(event["kind"] == "created" and event["body"].get("visit") == visit.id for event in history)

    def unbilled(self, visit: str) -> Visit:
        """The visit while it is in the shop and no legal paper tells of it; Refused after that."""
        kept = self._store.get(Visit, visit)
        if kept is None or kept.stage not in IN_SHOP:
            raise visit_closed()
        issued = self._desk.settlement.issued(visit)
        if issued:
            raise Refused(
                say("{number} names this car and customer. Reverse it by a credit note first.", number=issued[0].number)
            )
        return kept

    def recover(self) -> Visit | None:
        """After a crash: what was edited becomes events. Returns the visit that was being worked on."""
        last, journal = None, self._store.journal
        edited = [(entity, table) for entity, table, _ in journal.drafts() if journal.is_edited(entity)]
        for entity, table in edited:
            visit = self._store.get(Visit, getattr(self._store.get(BY_TABLE[table], entity), "visit", ""))
            if visit and visit.stage in IN_SHOP:
                last = visit
        if edited:
            self._desk.sheets.leave(*(entity for entity, _ in edited))
        return last
