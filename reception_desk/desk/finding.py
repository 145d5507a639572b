"""Finding cars, people and visits from one box, and catching the same customer before he is made twice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar, overload

from reception_desk.forms import fields as f
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

F = TypeVar("F", bound=f.Form)
Group = Literal["in_shop", "booked", "vehicle", "customer", "visit"]
ORDER: tuple[Group, ...] = ("in_shop", "booked", "vehicle", "customer", "visit")
SHOWN = 8
LEAST = 2
"""Characters that are looked for among bookings."""
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


class Outline(NamedTuple):
    """A hit by its ids, "" for none: all that has to be known of it before it is shown. `strong` is None where the
    texts of the car and the person tell."""

    group: Group
    vehicle: str = ""
    customer: str = ""
    visit: str = ""
    appointment: str = ""
    last: str = ""
    strong: bool | None = False


class Hits(Sequence[Hit]):
    """What was found, in order. How much that is costs next to nothing; a hit is read in full when it is asked for."""

    def __init__(self, store: Store, typed: str = "", outlines: Sequence[Outline] = ()) -> None:
        self._store, self._typed = store, typed
        self.outlines = tuple(outlines)
        self._read: dict[Outline, Hit] = {}

    def __len__(self) -> int:
        return len(self.outlines)

    @overload
    def __getitem__(self, place: int) -> Hit: ...
    @overload
    def __getitem__(self, place: slice) -> list[Hit]: ...
    def __getitem__(self, place: int | slice) -> Hit | list[Hit]:
        wanted = self.outlines[place]
        return self._hits(wanted) if isinstance(place, slice) else self._hits([wanted])[0]  # type: ignore[arg-type,list-item]

    def __iter__(self) -> Iterator[Hit]:
        return iter(self._hits(self.outlines))

    def within(self, *groups: Group) -> Hits:
        """Those of some groups."""
        return Hits(self._store, self._typed, [one for one in self.outlines if one.group in groups])

    def _hits(self, wanted: Sequence[Outline]) -> list[Hit]:
        unread = [one for one in wanted if one not in self._read]
        if unread:
            told = _Told(self._store, unread)
            self._read |= {one: told.hit(one, self._typed) for one in unread}
        return [self._read[one] for one in wanted]


class _Told:
    """What hits say of their cars, people and visits, read a table at a time: a key is typed each 60 ms."""

    def __init__(self, store: Store, hits: Sequence[Outline]) -> None:
        self._store = store
        self._cars = self._by_id(Vehicle, (hit.vehicle for hit in hits))
        self._people = self._by_id(Customer, (hit.customer for hit in hits))
        self._visits = self._by_id(Visit, (visit for hit in hits for visit in (hit.visit, hit.last)))
        self._bookings = self._by_id(Appointment, (hit.appointment for hit in hits))
        for phone in store.find(Phone, {"parent": tuple(self._people)}, order="position id"):
            self._people[phone.parent].phones += (phone,)

    def _by_id(self, form: type[F], ids: Iterable[str]) -> dict[str, F]:
        wanted = tuple({row_id for row_id in ids if row_id})
        return {row.id: row for row in self._store.find(form, {"id": wanted})} if wanted else {}

    def hit(self, one: Outline, typed: str) -> Hit:
        visit, booking = self._visits.get(one.visit), self._bookings.get(one.appointment)
        stranger = _as_told(booking) if booking else (Vehicle(plate=visit.plate if visit else ""), Customer())
        car = self._cars.get(one.vehicle) or stranger[0]
        person = self._people.get(one.customer) or stranger[1]
        return Hit(
            group=one.group,
            vehicle=car,
            customer=person,
            visit=visit,
            appointment=booking,
            last=self._visits.get(one.last),
            strong=_is_meant(car, person, typed) if one.strong is None else one.strong,
        )


def _as_told(booking: Appointment) -> tuple[Vehicle, Customer]:
    """Car and person as the caller told them; both without an id."""
    phones = (Phone(number=booking.phone),) if booking.phone else ()
    return Vehicle(plate=booking.plate, model=booking.model), Customer(name=booking.name, phones=phones)


def _is_meant(car: Vehicle, person: Customer, typed: str) -> bool:
    """Whether the whole plate, VIN or phone was typed."""
    if normal(typed) in (normal(car.plate), normal(car.vin)):
        return True
    return len(digits(typed)) >= 8 and digits(typed) in [digits(phone.number) for phone in person.phones]


@dataclass(frozen=True)
class Alike:
    """Somebody or some car that the shop already has, and by what it is alike."""

    customer: Customer
    vehicle: Vehicle
    by: Literal["plate", "phone", "name"]


def search(desk: Desk, typed: str) -> Hits:
    """Grouped hits for what was typed; blank gives the most recent visits. Of 40 pairs at most, the caller shows 8."""
    store = desk.store
    if not typed.strip():
        return _in_order(store, typed, _visits(store, {}, order="-arrived -id", limit=SHOWN))
    code = "".join(unicodedata.normalize("NFKC", typed).split())
    if scan.kind_of(code) == scan.VISIT:
        return Hits(store, typed, _visits(store, {"scan": code}, limit=1, strong=True))
    around = _Around(desk, store.search.find(typed))
    found = [*_by_number(store, code), *around.outlines(typed)]
    told = {one.appointment for one in found}
    return _in_order(store, typed, [*found, *(one for one in _strangers(desk, typed) if one.appointment not in told)])


def _strangers(desk: Desk, typed: str) -> Iterator[Outline]:
    """Bookings of today for cars that the shop has not seen: the index knows cars and people only."""
    text, number = folded(normal(typed)), digits(typed)
    if len(text) < LEAST:
        return
    for booking, plate, phone, name, customer in desk.appointments.expected_strangers():
        called = len(number) >= LEAST and number == text and number in digits(phone)
        meant = text in folded(normal(plate)) or text in folded(normal(name)) or called
        known = meant and plate and desk.store.columns(Vehicle, ("id",), {"plate": desk.reception.tidy_plate(plate)})
        if meant and not known:
            yield Outline("booked", customer=customer, appointment=booking, strong=None)


def _in_order(store: Store, typed: str, found: Iterable[Outline]) -> Hits:
    """By group; each visit is told once, and each car with a customer."""
    once: dict[tuple[str, ...], Outline] = {}
    for one in found:
        once.setdefault((one.visit,) if one.visit else (one.group, one.vehicle or one.appointment, one.customer), one)
    hits = sorted(once.values(), key=lambda hit: ORDER.index(hit.group))
    if len({hit.vehicle or hit.customer or hit.appointment for hit in hits}) == 1:
        hits[0] = hits[0]._replace(strong=True)
    return Hits(store, typed, hits)


_OUTLINED = ("id", "vehicle", "customer", "stage", "number")


def _visits(
    store: Store, match: dict[str, Any], *, order: str = "id", limit: int, strong: bool = False, tail: int | None = None
) -> list[Outline]:
    """Visits as hits of their own; `tail`: those with this number of their day."""
    return [
        Outline("in_shop" if stage in IN_SHOP else "visit", vehicle, customer, visit=visit, strong=strong)
        for visit, vehicle, customer, stage, number in store.columns(Visit, _OUTLINED, match, order=order, limit=limit)
        if tail is None or int(number.rpartition("-")[2]) == tail
    ]


def _by_number(store: Store, code: str) -> list[Outline]:
    """A visit number with or without its letters: V-261121-007, 261121-7, V-261121-A1-007."""
    found = _NUMBER.fullmatch(code)
    if not found or not found[1]:
        return []
    tail = int(found[2])
    day = {"number >=": f"V-{found[1]}-", "number <": f"V-{found[1]}-~", "number GLOB": f"*-{tail:03d}"}
    # sorted here: asked for the newest first, SQLite would go through all visits there are
    visits = _visits(store, day, order="number", limit=40, strong=True, tail=tail)
    return sorted(visits, key=lambda hit: hit.visit, reverse=True)


class _Around:
    """What tells which hits there are for the pairs that were found: who is here, was here, and is expected today."""

    def __init__(self, desk: Desk, pairs: Sequence[Found]) -> None:
        self._store, self._pairs = desk.store, pairs
        cars = {pair.vehicle for pair in pairs} - {""}
        self._here = self._store.newest_of(Visit, "vehicle", cars, {"stage": IN_SHOP}) if cars else {}
        self._past = self._store.newest_of(Visit, "vehicle", cars, {"stage": PAST}) if cars else {}
        expected = desk.appointments.expected_cars()[::-1] if cars else []  # the earliest wins
        self._by_car = {vehicle: booking for booking, vehicle, _ in expected if vehicle}
        self._by_plate = {normal(plate): booking for booking, _, plate in expected if normal(plate)}

    def outlines(self, typed: str) -> Iterator[Outline]:
        """Each car with its customer: as the visit that is open, the booking of today, the car; and its last visit."""
        text, number = normal(typed), digits(typed)
        for pair in self._pairs:
            if not pair.vehicle:
                yield Outline("customer", customer=pair.customer)
                continue
            here, last = self._here.get(pair.vehicle, ""), self._past.get(pair.vehicle, "")
            booking = "" if here else self._booking(pair)
            group: Group = "in_shop" if here else "booked" if booking else "vehicle"
            strong = None if pair.may_be(text, number) else False
            yield Outline(group, pair.vehicle, pair.customer, here, booking, last, strong)
            if last:
                yield Outline("visit", pair.vehicle, pair.customer, visit=last)

    def _booking(self, pair: Found) -> str:
        """Of today, for this car or its plate."""
        booking = self._by_car.get(pair.vehicle, "")
        if not booking and self._by_plate and pair.plate in self._by_plate:
            plate = self._store.value(Vehicle, pair.vehicle, "plate")  # the first one indexed may be of an old visit
            return self._by_plate.get(normal(plate or ""), "")
        return booking


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
