"""The story of the demo shop: it opens, takes bookings, and many visits run beside each other."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from reception_desk.demo.told import FILES, Times, Told, fields, read
from reception_desk.demo.visits import VisitStory
from reception_desk.forms.appointment import Appointment
from reception_desk.forms.customer import Customer, Phone
from reception_desk.forms.fields import Form
from reception_desk.forms.moments import Clock, Moment
from reception_desk.forms.package import Package, PackageLine
from reception_desk.forms.price_item import PriceItem
from reception_desk.forms.shop import Bay, Shop
from reception_desk.forms.staff import Staff
from reception_desk.forms.vehicle import Vehicle

if TYPE_CHECKING:
    from reception_desk.desk.desk import Desk

F = TypeVar("F", bound=Form)
OPENS = "-1096d 08:00"
CONFIRMS = "-330"
VISITS = ("history", "past", "today")


class StoryClock:
    """Stands where the story is; the real clock knows which offset a day has."""

    def __init__(self, home: Clock) -> None:
        self._home = home
        self._now = home.now()

    def now(self) -> Moment:
        return self._now

    def at(self, wall: datetime) -> Moment:
        return self._home.at(wall)

    def elapsed(self) -> int:
        return self._home.elapsed()

    def go(self, moment: Moment) -> None:
        self._now = moment


class Story:
    """Each part is a generator: it yields the moment at which it goes on, and the parts take turns by it."""

    def __init__(self, desk: Desk, language: str) -> None:
        self.desk = desk
        self.language = language
        self.clock = StoryClock(desk.clock)
        self.times = Times(desk.clock)
        self.told = {name: read(name, language) for name in FILES}
        self.ids: dict[tuple[str, str], str] = {}

    def play(self, tell: Callable[[int, int], None]) -> None:
        visits = [visit for name in VISITS for visit in self.told[name]["visit"]]
        parts = [self._open_shop(), *(self._booking(told) for told in self.told["today"]["booking"])]
        parts += [VisitStory(self, told).play() for told in visits]
        queue = [(next(part), number, part) for number, part in enumerate(parts)]
        heapq.heapify(queue)
        first = len(parts) - len(visits)
        played = 0
        while queue:
            moment, number, part = heapq.heappop(queue)
            self.clock.go(min(moment, self.times.now))
            follows = next(part, None)
            self.desk.sheets.leave()
            if follows:
                heapq.heappush(queue, (max(moment, follows), number, part))
            elif number >= first:
                played += 1
                tell(played, len(visits))
        self.clock.go(self.times.now)
        self.work_as(self.told["shop"]["staff"][0]["key"])

    def id_of(self, table: str, key: str) -> str:
        """The id of what is told under a key; "" for no key."""
        return self.ids[table, key] if key else ""

    def work_as(self, key: str) -> None:
        self.desk.work_as(self.ids["staff", key])

    def keep(self, form: type[F], told: Told, key: str) -> F:
        """A new sheet of what is told."""
        sheet = form(**fields(form, told))
        self.ids[form.table, key] = self.desk.sheets.create(sheet)
        return sheet

    # The shop, its lists, and whom it knows

    def _open_shop(self) -> Iterator[Moment]:
        yield self.times.at(OPENS)
        self._keep_shop()
        for told in self.told["shop"]["staff"]:
            self.keep(Staff, told, told["key"])
        self.work_as(next(told["key"] for told in self.told["shop"]["staff"] if told["role"] == "manager"))
        self._keep_prices()
        for told in self.told["packages"]["package"]:
            self._keep_package(told)
        for told in self.told["customers"]["customer"]:
            self._keep_customer(told)

    def _keep_shop(self) -> None:
        told = self.told["shop"]["shop"]
        profile = read(told["region"], self.language, folder="profiles")
        bays = tuple(Bay(id=self.desk.ids(), name=bay["name"]) for bay in told["bays"])
        self.ids |= {("bay", bay["key"]): kept.id for bay, kept in zip(told["bays"], bays, strict=True)}
        self.keep(Shop, {**profile, **told, "bays": bays, "language": self.language, "demo": True}, "")

    def _keep_prices(self) -> None:
        told, rate = self.told["prices"], self.told["shop"]["shop"]["labour_rate"]
        labour = {"kind": "labour", "unit": "h", "price": rate}
        rows = [{**labour, "quantity": row["hours"], **row} for row in told["labour"]]
        rows += [{"kind": "part", "part_class": row["class"], **row} for row in told["parts"]]
        rows += [{"tax_rate": row.get("tax"), **row} for row in told["others"]]
        for row in rows:
            self.keep(PriceItem, {**row, "unit": told["units"].get(row.get("unit", ""), "")}, row["code"])

    def _keep_package(self, told: Told) -> None:
        lines = tuple(
            PackageLine(item=self.ids["price_item", code], quantity=quantity[0] if quantity else None)
            for code, *quantity in told["lines"]
        )
        self.keep(Package, {**told, "lines": lines}, told["code"])

    def _keep_customer(self, told: Told) -> None:
        phones = tuple(Phone(**fields(Phone, phone)) for phone in told["phones"])
        self.keep(Customer, {**told, "phones": phones}, told["key"])
        for car in told["vehicle"]:
            days = {name: self.times.day(car[name]) for name in ("inspection_until", "insurance_until") if name in car}
            self.keep(Vehicle, {**car, **days, "owner": self.ids["customer", told["key"]]}, car["plate"])

    # Bookings

    def book(self, told: Told) -> str:
        """Take down a booking; returns its id."""
        more = {
            "arrives": self.times.at(told["arrives"]),
            "purposes": tuple(told["purposes"]),
            "package": self.id_of("package", told.get("package", "")),
            "adviser": self.id_of("staff", told.get("adviser", "")),
        }
        return self.desk.appointments.book(Appointment(**fields(Appointment, {**told, **more})))

    def _booking(self, told: Told) -> Iterator[Moment]:
        yield self.times.at(told["made"])
        self.work_as(told["by"])
        booked = self.book(told)
        if told.get("confirmed"):
            yield self.times.at(CONFIRMS)
            self.desk.appointments.move(booked, "confirmed")
