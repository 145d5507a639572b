"""Today 今日: everybody who is to come, is here, is ready, or was done today; one row, one next step."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

from reception_desk.desk import consent
from reception_desk.desk.consent import Asking
from reception_desk.forms import money
from reception_desk.forms.appointment import Appointment
from reception_desk.forms.check_in import CheckIn
from reception_desk.forms.customer import Customer, Phone
from reception_desk.forms.moments import Moment
from reception_desk.forms.package import Package
from reception_desk.forms.shop import Bay
from reception_desk.forms.staff import Staff
from reception_desk.forms.stages import IN_SHOP
from reception_desk.forms.vehicle import Vehicle
from reception_desk.forms.visit import Visit
from reception_desk.forms.words import Text, say, value
from reception_desk.forms.work_order import NOT_DONE, Job, WorkLine, WorkOrder

if TYPE_CHECKING:
    from reception_desk.desk.desk import Desk
    from reception_desk.desk.visit_file import VisitFile

Group = Literal["arriving", "in_shop", "ready", "done"]
ASKED = ("waiting", "in_work", "parts", "qc")
"""The stages in which somebody has to ask the customer before the work goes on; before them all is still to be told."""
SOON = 60 * 60_000
DUE_DAYS = 30


class Row(NamedTuple):
    """One car on the board. `late`, `soon`: against its promised time; `amount` in minor units, None without lines.

    `work`: what is to be done, in the shop's words; where the customer has something to agree to, the jobs that are
    asked for, with `asked` as what they cost more.
    """

    group: Group
    stage: str
    vehicle: Vehicle
    customer: Customer
    phone: str
    work: tuple[str, ...]
    at: Moment | None
    duration: int | None = None
    technician: str = ""
    bay: str = ""
    amount: int | None = None
    asked: int | None = None
    visit: Visit | None = None
    appointment: Appointment | None = None
    tags: tuple[Text, ...] = ()
    late: bool = False
    soon: bool = False


class Counts(NamedTuple):
    """How many cars are in the shop and not ready, ready to be fetched, and late."""

    in_shop: int = 0
    ready: int = 0
    late: int = 0


class Flag(NamedTuple):
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
        start = self._desk.clock.at(datetime.fromisoformat(now.day()))
        here = self._store.find(Visit, {"stage": IN_SHOP})
        done = self._store.find(Visit, {"stage": "closed", "closed >=": start.ms}, order="closed")
        bookings = self._desk.appointments.expected()
        kept = _Kept(self._desk, [*here, *done], bookings)
        rows = [_expected(booking, kept) for booking in bookings]
        rows += sorted((self._row(visit, kept, now) for visit in here), key=_urgency)
        rows += [self._row(visit, kept, now) for visit in done]
        order = ("arriving", "in_shop", "ready", "done")
        return sorted(rows, key=lambda row: order.index(row.group))

    def counts(self) -> Counts:
        """The board's sums without its rows: they are shown after every save."""
        here = dict(self._store.columns(Visit, ("id", "stage"), {"stage": IN_SHOP}))
        ready = sum(stage == "ready" for stage in here.values())
        promised = self._store.columns(CheckIn, ("visit", "promised"), {"visit": tuple(here)})
        now = self._desk.now().ms
        late = sum(here[visit] != "ready" and at is not None and at < now for visit, at in promised)
        return Counts(len(here) - ready, ready, late)

    def _row(self, visit: Visit, kept: _Kept, now: Moment) -> Row:
        person, check_in, order = kept.person(visit.customer), kept.check_ins[visit.id], kept.orders[visit.id]
        left = _left(visit, check_in.promised, now)
        asking = consent.asking(order, kept.rule) if visit.stage in ASKED else Asking((), 0)
        group: Group = "done" if visit.stage == "closed" else "ready" if visit.stage == "ready" else "in_shop"
        return Row(
            group=group,
            stage=visit.stage,
            vehicle=kept.cars.get(visit.vehicle) or Vehicle(plate=visit.plate),
            customer=person,
            phone=check_in.bringer_phone or person.phone(),
            work=_work(asking.jobs or order.jobs, check_in),
            at=check_in.promised,
            technician=kept.names.get(order.technician, ""),
            bay=kept.names.get(order.bay, ""),
            amount=kept.total(order) if order.lines else None,
            asked=asking.amount if asking.jobs else None,
            visit=visit,
            tags=(*(() if group == "done" else kept.owing(person, visit.id)), *tags(visit, check_in, person)),
            late=left is not None and left < 0,
            soon=left is not None and 0 <= left <= SOON,
        )

    def flags(self, file: VisitFile) -> list[Flag]:
        """What the banner says of this car and customer, the gravest first."""
        found = [Flag("hint", tag) for tag in tags(file.visit, file.check_in, file.customer)]
        found[:0] = self._owing(file)
        today = self._desk.now().day()
        found += _dates(file.vehicle, today)
        due = file.vehicle.next_service_odometer
        here = file.check_in.odometer
        if due and here and here >= due:
            over = value("whole", here - due, "distance")
            found.append(Flag("check", say("service overdue by {over}", over=over)))
        return found

    def _owing(self, file: VisitFile) -> list[Flag]:
        """What the customer owes from earlier visits; near the limit also up to where."""
        account = self._desk.accounts.of(file.customer, beside=file.visit.id)
        if account.owed <= 0:
            return []
        owes = say("owes {amount}", amount=value("money", account.owed))
        if account.near:
            limit = value("money", account.limit)
            owes = say("owes {amount} of {limit}", amount=value("money", account.owed), limit=limit)
        return [Flag("check", say("{owes}, overdue", owes=owes) if account.overdue else owes)]


class _Kept:
    """What the rows of a board stand on, read a table at a time: a board of sixty cars is read at each save."""

    def __init__(self, desk: Desk, visits: list[Visit], bookings: list[Appointment]) -> None:
        store = desk.store
        self.rule = money.rule(desk.shop().tax_included)
        both: list[Visit | Appointment] = [*visits, *bookings]
        ids = tuple(visit.id for visit in visits)
        self.cars = {car.id: car for car in store.find(Vehicle, {"id": tuple(one.vehicle for one in both)})}
        self._people = {one.id: one for one in store.find(Customer, {"id": tuple(one.customer for one in both)})}
        for phone in store.find(Phone, {"parent": tuple(self._people)}, order="position id"):
            self._people[phone.parent].phones += (phone,)
        self.check_ins = {sheet.visit: sheet for sheet in store.find(CheckIn, {"visit": ids})}
        self.orders = {sheet.visit: sheet for sheet in store.find(WorkOrder, {"visit": ids})}
        by_id = {sheet.id: sheet for sheet in self.orders.values()}
        for job in store.find(Job, {"parent": tuple(by_id)}, order="position id"):
            by_id[job.parent].jobs += (job,)
        for line in store.find(WorkLine, {"parent": tuple(by_id)}, order="position id"):
            by_id[line.parent].lines += (line,)
        self.names = {person.id: person.name for person in store.find(Staff)}
        self.names |= {bay.id: bay.name for bay in store.find(Bay)}
        self.names |= {package.id: package.name for package in store.find(Package)}
        self._desk = desk
        self._debts: dict[str, list[tuple[str, int | None, int]]] = {}
        for customer, visit, closed, amount in store.open_debts(tuple(self._people)):
            self._debts.setdefault(customer, []).append((visit, closed, amount))

    def person(self, customer: str) -> Customer:
        return self._people.get(customer) or Customer()

    def owing(self, customer: Customer, beside: str = "") -> tuple[Text, ...]:
        """The tag of a customer whose debts, all but one visit's, ask for a word before more goes on account."""
        debts = [(closed, amount) for visit, closed, amount in self._debts.get(customer.id, ()) if visit != beside]
        if not debts:
            return ()
        account = self._desk.accounts.standing(customer, debts)
        return (OVER_LIMIT,) if account.over else (OVERDUE,) if account.overdue else ()

    def total(self, order: WorkOrder) -> int:
        """What the customer pays."""
        return consent.total(order, self.rule)


def _expected(booking: Appointment, kept: _Kept) -> Row:
    person = kept.person(booking.customer)
    known = person.id or not booking.name
    return Row(
        group="arriving",
        stage=booking.stage,
        vehicle=kept.cars.get(booking.vehicle) or Vehicle(plate=booking.plate, model=booking.model),
        customer=person if known else Customer(name=booking.name),
        phone=booking.phone or person.phone(),
        work=tuple(words for words in (kept.names.get(booking.package, ""), booking.concern) if words),
        at=booking.arrives,
        duration=booking.duration,
        appointment=booking,
        tags=kept.owing(person),
    )


def _work(jobs: tuple[Job, ...], check_in: CheckIn) -> tuple[str, ...]:
    named = tuple(job.description for job in jobs if job.description and job.answer not in NOT_DONE)
    return named or ((check_in.concern,) if check_in.concern else ())


def _left(visit: Visit, promised: Moment | None, now: Moment) -> int | None:
    """Milliseconds to the promised time of a car that is being worked on; None for others."""
    working = visit.stage in IN_SHOP and visit.stage != "ready"
    return promised.ms - now.ms if promised and working else None


def _urgency(row: Row) -> tuple[bool, int]:
    return not row.late, row.at.ms if row.at else 1 << 62


URGENT = COMEBACK, COMPLAINT = say("comeback"), say("complaint")
"""Tags that come before everything else."""
OWING = OVER_LIMIT, OVERDUE = say("debt over the limit"), say("debt overdue")
"""Tags of a customer who owes; how much is told where nobody else looks on: in the quick look and the visit."""


def tags(visit: Visit, check_in: CheckIn, customer: Customer) -> list[Text]:
    found = []
    if visit.comeback_of or "comeback" in check_in.purposes:
        found.append(COMEBACK)
    if "complaint" in check_in.purposes:
        found.append(COMPLAINT)
    if customer.vip:
        found.append(say("VIP"))
    if check_in.waiting == "waits":
        found.append(say("waits here"))
    if visit.entered:
        found.append(say("entered later"))
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
