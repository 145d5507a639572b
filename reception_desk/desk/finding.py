"""Finding cars, people and visits from one box, and catching the same customer before he is made twice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from reception_desk.forms import scan
from reception_desk.forms.appointment import Appointment
from reception_desk.forms.customer import Customer, Phone
from reception_desk.forms.phones import digits
from reception_desk.forms.stages import IN_SHOP
from reception_desk.forms.vehicle import Vehicle
from reception_desk.forms.visit import Visit
from reception_desk.store.search import Found, folded, normal

if TYPE_CHECKING:
    from reception_desk.desk.desk import Desk
    from reception_desk.desk.reception import Newcomer
    from reception_desk.store.store import Store

Group = Literal["in_shop", "booked", "vehicle", "customer", "visit"]
ORDER: tuple[Group, ...] = ("in_shop", "booked", "vehicle", "customer", "visit")
SHOWN = 8
PAST = ("closed",)
_NUMBER = re.compile(r"V?-?(\d{6})-?(?:A\d+-?)?(\d{1,4})|V-\d+", re.IGNORECASE)


class Hit(NamedTuple):
    """One row of the result list; `strong` when Enter may open it unasked."""

    group: Group
    vehicle: Vehicle
    customer: Customer
    visit: Visit | None = None
    appointment: Appointment | None = None
    last: Visit | None = None
    strong: bool = False


@dataclass(frozen=True)
class Alike:
    """Somebody or some car that the shop already has, and by what it is alike."""

    customer: Customer
    vehicle: Vehicle
    by: Literal["plate", "phone", "name"]


def search(desk: Desk, typed: str) -> list[Hit]:
    """Grouped hits for what was typed; blank gives the most recent visits. At most 40, the caller shows eight."""
    store = desk.store
    if not typed.strip():
        recent = store.find(Visit, order="-arrived -id", limit=SHOWN)
        return _in_order([_visit_hit(store, visit) for visit in recent])
    code = "".join(unicodedata.normalize("NFKC", typed).split())
    if scan.kind_of(code) == scan.VISIT:
        return [_visit_hit(store, visit, strong=True) for visit in store.find(Visit, {"scan": code}, limit=1)]
    pairs = store.search.find(typed)
    around = _Around(desk, pairs)
    hits = _by_number(store, typed)
    for pair in pairs:
        hits += _pair_hits(around, pair, typed)
    once: dict[tuple[str, ...], Hit] = {}
    for hit in hits:
        once.setdefault(_what(hit), hit)
    return _in_order(list(once.values()))


def _what(hit: Hit) -> tuple[str, ...]:
    """Each visit is told once, and each car with a customer."""
    return (hit.visit.id,) if hit.visit else (hit.group, hit.vehicle.id, hit.customer.id)


def _in_order(hits: list[Hit]) -> list[Hit]:
    hits = sorted(hits, key=lambda hit: ORDER.index(hit.group))
    if len({hit.vehicle.id or hit.customer.id for hit in hits}) == 1 and hits:
        hits[0] = hits[0]._replace(strong=True)
    return hits


def _visit_hit(store: Store, visit: Visit, *, strong: bool = False) -> Hit:
    return Hit(
        group="in_shop" if visit.stage in IN_SHOP else "visit",
        vehicle=store.get(Vehicle, visit.vehicle) or Vehicle(plate=visit.plate),
        customer=store.get(Customer, visit.customer) or Customer(),
        visit=visit,
        strong=strong,
    )


def _by_number(store: Store, typed: str) -> list[Hit]:
    """A visit number with or without its letters: V-261121-007, 261121-7, V-261121-A1-007."""
    found = _NUMBER.fullmatch("".join(unicodedata.normalize("NFKC", typed).split()))
    if not found or not found[1]:
        return []
    day = {"number >=": f"V-{found[1]}-", "number <": f"V-{found[1]}-~", "number GLOB": f"*-{int(found[2]):03d}"}
    # sorted here: asked for the newest first, SQLite would go through all visits there are
    visits = sorted(store.find(Visit, day, order="number", limit=40), key=lambda visit: visit.id, reverse=True)
    return [
        _visit_hit(store, visit, strong=True)
        for visit in visits
        if int(visit.number.rpartition("-")[2]) == int(found[2])
    ]


class _Around:
    """What the rows of a list say of their cars and people, read a table at a time: a key is typed each 60 ms."""

    def __init__(self, desk: Desk, pairs: Sequence[Found]) -> None:
        store = desk.store
        cars, people = tuple({pair.vehicle for pair in pairs}), tuple({pair.customer for pair in pairs})
        self.cars = {car.id: car for car in store.find(Vehicle, {"id": cars})}
        self.people = {person.id: person for person in store.find(Customer, {"id": people})}
        for phone in store.find(Phone, {"parent": people}, order="position id"):
            if phone.parent in self.people:
                self.people[phone.parent].phones += (phone,)
        self.here = {visit.vehicle: visit for visit in store.newest_of(Visit, "vehicle", cars, {"stage": IN_SHOP})}
        self.past = {visit.vehicle: visit for visit in store.newest_of(Visit, "vehicle", cars, {"stage": PAST})}
        expected = desk.appointments.expected()[::-1]  # the earliest wins
        self._by_car = {booking.vehicle: booking for booking in expected if booking.vehicle}
        self._by_plate = {normal(booking.plate): booking for booking in expected if booking.plate}

    def booking(self, car: Vehicle) -> Appointment | None:
        """Of today, for this car or its plate."""
        return self._by_car.get(car.id) or self._by_plate.get(normal(car.plate))


def _pair_hits(around: _Around, pair: Found, typed: str) -> list[Hit]:
    """A car with its customer: as the visit that is open, the booking of today, the car; and its last visit."""
    car, person = around.cars.get(pair.vehicle), around.people.get(pair.customer) or Customer()
    if car is None:
        return [Hit("customer", Vehicle(), person)] if person.id else []
    strong = normal(typed) in (normal(car.plate), normal(car.vin)) or (
        len(digits(typed)) >= 8 and digits(typed) in [digits(phone.number) for phone in person.phones]
    )
    last, current = around.past.get(car.id), around.here.get(car.id)
    hits = []
    if current:
        hits.append(Hit("in_shop", car, person, visit=current, last=last, strong=strong))
    else:
        booking = around.booking(car)
        group: Group = "booked" if booking else "vehicle"
        hits.append(Hit(group, car, person, appointment=booking, last=last, strong=strong))
    if last:
        hits.append(Hit("visit", car, person, visit=last))
    return hits


def alike(store: Store, newcomer: Newcomer, beside: tuple[str, ...]) -> list[Alike]:
    """The same plate, the same phone (seven digits and more), or the same whole name."""
    found: list[Alike] = []
    if len(normal(newcomer.plate)) >= 5:
        found += _alike_by(store, newcomer.plate, "plate")
    if len(digits(newcomer.phone)) >= 7:
        found += _alike_by(store, digits(newcomer.phone), "phone")
    if len(normal(newcomer.name)) >= 2:
        found += _alike_by(store, newcomer.name, "name")
    unique: dict[tuple[str, str], Alike] = {}
    for one in found:
        if not {one.customer.id, one.vehicle.id} & set(beside):
            unique.setdefault((one.customer.id, one.vehicle.id), one)
    return list(unique.values())[:3]


def _alike_by(store: Store, typed: str, by: Literal["plate", "phone", "name"]) -> list[Alike]:
    found = []
    # a country's code before a number is no other number
    for pair in store.search.find(typed[-8:] if by == "phone" else typed, limit=8):
        car = store.get(Vehicle, pair.vehicle) or Vehicle()
        person = store.get(Customer, pair.customer) or Customer()
        same = {
            "plate": folded(normal(car.plate)).endswith(folded(normal(typed))),
            "phone": any(_same_number(digits(phone.number), typed) for phone in person.phones),
            "name": normal(person.name) == normal(typed),
        }
        if same[by]:
            found.append(Alike(person, car, by))
    return found


def _same_number(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= 7 and longer.endswith(shorter)
