"""Today 今日: everybody who is to come, is here, is ready, or was done today; one row, one next step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from reception_desk.desk.visit_file import VisitFile
from reception_desk.forms.appointment import Appointment
from reception_desk.forms.check_in import CheckIn
from reception_desk.forms.customer import Customer
from reception_desk.forms.moments import Moment
from reception_desk.forms.shop import Bay
from reception_desk.forms.staff import Staff
from reception_desk.forms.stages import IN_SHOP
from reception_desk.forms.vehicle import Vehicle
from reception_desk.forms.visit import Visit
from reception_desk.forms.words import Text, say, value
from reception_desk.forms.work_order import WorkOrder

if TYPE_CHECKING:
    from reception_desk.desk.desk import Desk

Group = Literal["arriving", "in_shop", "ready", "done"]
SOON = 60 * 60_000
DUE_DAYS = 30


@dataclass(frozen=True)
class Row:
    """One car on the board. `late`, `soon`: against its promised time; `amount` in minor units, None without lines."""

    group: Group
    stage: str
    vehicle: Vehicle
    customer: Customer
    phone: str
    work: str
    at: Moment | None
    duration: int | None = None
    technician: str = ""
    bay: str = ""
    amount: int | None = None
    visit: Visit | None = None
    appointment: Appointment | None = None
    tags: tuple[Text, ...] = ()
    late: bool = False
    soon: bool = False


@dataclass(frozen=True)
class Flag:
    """Something to know of this visit; amber ones ask for a step."""

    level: Literal["hint", "check"]
    text: Text


class Board:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._store = desk.store

    def today(self) -> list[Row]:
        """The whole board, in groups; late first, then by promised time."""
        now = self._desk.now()
        rows = [self._expected(booking) for booking in self._desk.appointments.expected()]
        visits = self._store.find(Visit, {"stage": IN_SHOP})
        rows += sorted((self._row(visit, now) for visit in visits), key=_urgency)
        start = self._desk.clock.at(datetime.fromisoformat(now.day()))
        done = self._store.find(Visit, {"stage": "closed", "closed >=": start.ms}, order="closed")
        rows += [self._row(visit, now) for visit in done]
        order = ("arriving", "in_shop", "ready", "done")
        return sorted(rows, key=lambda row: order.index(row.group))

    def _expected(self, booking: Appointment) -> Row:
        car = self._store.get(Vehicle, booking.vehicle) or Vehicle(plate=booking.plate, model=booking.model)
        person = self._store.get(Customer, booking.customer) or Customer(name=booking.name)
        return Row(
            group="arriving",
            stage=booking.stage,
            vehicle=car,
            customer=person,
            phone=booking.phone or person.phone(),
            work=booking.concern,
            at=booking.arrives,
            duration=booking.duration,
            appointment=booking,
        )

    def _row(self, visit: Visit, now: Moment) -> Row:
        car = self._store.get(Vehicle, visit.vehicle) or Vehicle(plate=visit.plate)
        person = self._store.get(Customer, visit.customer) or Customer()
        check_in = self._store.find(CheckIn, {"visit": visit.id})[0]
        order = self._store.find(WorkOrder, {"visit": visit.id}, with_rows=True)[0]
        technician = self._store.get(Staff, order.technician)
        bay = self._store.get(Bay, order.bay)
        left = check_in.promised.ms - now.ms if check_in.promised else None
        working = visit.stage in IN_SHOP and visit.stage != "ready"
        done = "done" if visit.stage == "closed" else "ready" if visit.stage == "ready" else "in_shop"
        return Row(
            group=done,  # type: ignore[arg-type]
            stage=visit.stage,
            vehicle=car,
            customer=person,
            phone=check_in.bringer_phone or person.phone(),
            work="; ".join(job.description for job in order.jobs if job.description) or check_in.concern,
            at=check_in.promised,
            technician=technician.name if technician else "",
            bay=bay.name if bay else "",
            amount=self._desk.ordering.totals(order).total if order.lines else None,
            visit=visit,
            tags=tuple(tags(visit, check_in, person)),
            late=working and left is not None and left < 0,
            soon=working and left is not None and 0 <= left <= SOON,
        )

    def flags(self, file: VisitFile) -> list[Flag]:
        """What the banner says of this car and customer, the gravest first."""
        found = [Flag("hint", tag) for tag in tags(file.visit, file.check_in, file.customer)]
        owed = self._desk.settlement.owed(file.customer.id, beside=file.visit.id)
        if owed > 0:
            found.insert(0, Flag("check", say("owes {amount}", amount=value("money", owed))))
        today = self._desk.now().day()
        found += _dates(file.vehicle, today)
        due = file.vehicle.next_service_odometer
        here = file.check_in.odometer
        if due and here and here >= due:
            over = value("whole", here - due, "distance")
            found.append(Flag("check", say("service due since {over}", over=over)))
        return found


def _urgency(row: Row) -> tuple[bool, int]:
    return not row.late, row.at.ms if row.at else 1 << 62


def tags(visit: Visit, check_in: CheckIn, customer: Customer) -> list[Text]:
    found = []
    if customer.vip:
        found.append(say("VIP"))
    if visit.comeback_of or "comeback" in check_in.purposes:
        found.append(say("comeback"))
    if "complaint" in check_in.purposes:
        found.append(say("complaint"))
    if check_in.waiting == "waits":
        found.append(say("waits here"))
    return found


def _dates(car: Vehicle, today: str) -> list[Flag]:
    soon = (date.fromisoformat(today) + timedelta(days=DUE_DAYS)).isoformat()
    found = []
    if car.inspection_until and car.inspection_until <= soon:
        found.append(Flag("check", say("inspection due {day}", day=value("day", car.inspection_until))))
    if car.insurance_until and car.insurance_until <= soon:
        found.append(Flag("check", say("insurance ends {day}", day=value("day", car.insurance_until))))
    if car.next_service_day and car.next_service_day <= today:
        found.append(Flag("check", say("service was due {day}", day=value("day", car.next_service_day))))
    return found
