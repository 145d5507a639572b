"""What to offer on this visit: services due by the car's history, work put off before, what the walk-around found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from reception_desk.desk.history import PastJob, PastVisit
from reception_desk.desk.visit_file import VisitFile
from reception_desk.forms import intervals
from reception_desk.forms.findings import Finding, findings
from reception_desk.forms.intervals import Due, Reading
from reception_desk.forms.package import Package
from reception_desk.forms.vehicle import Vehicle
from reception_desk.forms.words import Text, say, value, value_text, verbatim
from reception_desk.forms.work_order import Job, WorkLine
from reception_desk.language import LANGUAGES, opposite

if TYPE_CHECKING:
    from reception_desk.desk.desk import Desk


@dataclass(frozen=True)
class Suggestion:
    """One thing to offer. `kind`: "due" or "soon" by its interval, "declined", "work" or "watch" from a walk-around.

    `price` is before tax, None where it is to be told yet; `key` stays the same while the visit is open.
    """

    key: str
    kind: str
    name: Text
    why: Text
    price: int | None = None
    package: str = ""
    past: PastJob | None = None
    point: Finding | None = None
    first: bool = False
    """Due by its interval, but never done here: the price list may hold it for other cars."""


@dataclass(frozen=True)
class Service:
    """A package with an interval, when this car needs it next, and the items that tell it from others."""

    package: Package
    due: Due
    work: frozenset[str]


@dataclass(frozen=True)
class Outlook:
    """What a visit's suggestions are made from: read once, because typing on the order does not change it. `prices`
    are those that were counted so far, by the suggestion's key."""

    past: tuple[PastVisit, ...]
    services: tuple[Service, ...]
    prices: dict[str, int] = field(default_factory=dict)

    def price(self, key: str, count: Callable[[], int]) -> int:
        if key not in self.prices:
            self.prices[key] = count()
        return self.prices[key]


class Suggestions:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._store = desk.store

    def look(self, file: VisitFile) -> Outlook:
        """The car's history and its services, for as long as car, odometer and price list stay what they are."""
        past = self._desk.history.of(file.vehicle.id, beside=file.visit.id)
        odometer = file.check_in.odometer
        now = Reading(self._day_of(file), odometer) if odometer else None
        return Outlook(tuple(past), tuple(self.services(file.vehicle, past, now)))

    def _day_of(self, file: VisitFile) -> str:
        return file.visit.arrived.day() if file.visit.arrived else self._desk.now().day()

    def of(self, file: VisitFile, outlook: Outlook | None = None, *, priced: bool = True) -> list[Suggestion]:
        """What is not on the order yet: due services first, then what needs work, was put off, is to be watched; last
        what was never done here. `priced`: with what each comes to."""
        known = outlook or self.look(file)
        found = [*self._due(file, known, priced), *self._points(file, known.past)]
        found += self._declined(file, known, priced)
        rank = {"due": 0, "work": 1, "declined": 2, "soon": 3, "watch": 4}
        return sorted(found, key=lambda one: (one.first, rank[one.kind]))

    def add(self, file: VisitFile, wanted: Suggestion) -> list[str]:
        """Put it on the order; returns the lines' ids."""
        order, ordering = file.work_order.id, self._desk.ordering
        if wanted.package:
            return ordering.add_package(order, wanted.package)
        if wanted.past is not None:
            return self._desk.history.repeat(order, [wanted.past]).lines
        return [ordering.add_line(order, self._line_of(wanted))]

    # Intervals

    def services(self, vehicle: Vehicle, past: Sequence[PastVisit], now: Reading | None = None) -> Iterator[Service]:
        """Every package with an interval, and when this car needs it next. `now`: the reading of an open visit."""
        readings = [*self._desk.history.readings(past), *([now] if now else [])]
        for package in self._desk.ordering.packages():
            if not package.months and not package.distance:
                continue
            work = self._labour_of(package)
            last = next((one for one in past if _was_done(package, work, one)), None)
            due = intervals.due(
                package.months,
                package.distance,
                last=Reading(last.day, last.odometer) if last else None,
                registered=vehicle.first_registration,
                readings=readings,
            )
            if due:
                yield Service(package, due, work)

    def _labour_of(self, package: Package) -> frozenset[str]:
        """The items that tell a package from others: its labour, or all of it where it has none."""
        items = [row.item for row in package.lines if row.item]
        known = filter(None, map(self._desk.ordering.item, items))
        return frozenset([item.id for item in known if item.kind == "labour"] or items)

    def _due(self, file: VisitFile, known: Outlook, priced: bool) -> Iterator[Suggestion]:
        today, odometer = self._day_of(file), file.check_in.odometer
        packages = {job.package for job in file.work_order.jobs}
        items = {line.item for line in file.work_order.lines}
        for one in known.services:
            standing = intervals.standing(one.due, today)
            if standing == "later" or one.package.id in packages or (one.work and one.work <= items):
                continue
            key, package = f"package:{one.package.id}", one.package
            yield Suggestion(
                key,
                standing,
                verbatim(package.name),
                _why_due(package, one.due, odometer, standing),
                known.price(key, partial(self._desk.ordering.package_price, package)) if priced else None,
                package=one.package.id,
                first=not one.due.done,
            )

    # What was put off

    def _declined(self, file: VisitFile, known: Outlook, priced: bool) -> Iterator[Suggestion]:
        """Jobs that the customer did not want then and nobody did since; the last no of each counts."""
        settled = {_name_of(job) for job in file.work_order.jobs}
        for visit in known.past:
            for job in visit.jobs:
                name = _name_of(job.job)
                if name in settled or not job.lines:
                    continue
                settled.add(name)
                if not job.done:
                    words = say("put off on {day}", day=value("day", visit.day))
                    key = f"job:{job.job.id}"
                    price = known.price(key, partial(self._price_now, job)) if priced else None
                    yield Suggestion(key, "declined", verbatim(job.job.description or "–"), words, price, past=job)

    def _price_now(self, job: PastJob) -> int:
        return self._desk.history.price_now([job]).gross

    # What was seen

    def _points(self, file: VisitFile, past: Sequence[PastVisit]) -> Iterator[Suggestion]:
        """What this walk-around found, and what the last one did where nobody has looked today."""
        taken = {line.name for line in file.work_order.lines} | {job.concern for job in file.work_order.jobs}
        seen: set[str] = set()
        for point in findings(file.walk_around):
            seen.add(point.spec.name)
            if not taken.intersection(self._names_of(point)):
                yield _seen(point, "")
        if not past:
            return
        for point in past[0].findings:
            looked_at = getattr(file.walk_around, point.spec.name) not in ("", None)
            if point.spec.name not in seen and not looked_at and not taken.intersection(self._names_of(point)):
                yield _seen(point, past[0].day)

    def _names_of(self, point: Finding) -> set[str]:
        return {self._desk.language(code).say(_job_of(point)) for code in LANGUAGES}

    def _line_of(self, wanted: Suggestion) -> WorkLine:
        """A labour line that is called like the point, in the language of the papers and in the other one."""
        assert wanted.point is not None
        shop = self._desk.shop()
        first = shop.language or "zh_CN"
        words = _job_of(wanted.point)
        return WorkLine(
            kind="labour",
            name=self._desk.language(first).say(words),
            name_other=self._desk.language(opposite(first)).say(words),
            quantity=1000,
            price=shop.labour_rate,
        )


def _holds(package: str, work: frozenset[str], jobs: Iterable[PastJob]) -> bool:
    """Whether jobs hold a package: they came from it, or all of its work stands on them."""
    items: set[str] = set()
    for one in jobs:
        if one.job.package == package:
            return True
        items.update(line.item for line in one.lines)
    return bool(work) and work <= items


def _was_done(package: Package, work: frozenset[str], visit: PastVisit) -> bool:
    """What came from another package was that one, even where both share their labour, as oil services do."""
    own = ("", package.id)
    return _holds(package.id, work, (job for job in visit.jobs if job.done and job.job.package in own))


def _name_of(job: Job) -> str:
    return job.code or job.description.casefold()


def _why_due(package: Package, due: Due, odometer: int | None, standing: str) -> Text:
    if not due.done:
        return say("never done here, every {interval}", interval=package.interval())
    if due.by == "distance" and due.odometer and odometer and odometer >= due.odometer:
        return say("due for {distance}", distance=value("whole", odometer - due.odometer, "distance"))
    if standing == "soon":
        return say("due on {day}", day=value("day", due.day))
    return say("due since {day}", day=value("day", due.day))


def _seen(point: Finding, day: str) -> Suggestion:
    words = point.spec.option(point.result) if isinstance(point.value, str) else _measured(point)
    why = say("{day}: {what}", day=value("day", day), what=words) if day else words
    return Suggestion(f"point:{point.spec.name}", point.result, point.spec.label, why, point=point)


def _measured(point: Finding) -> Text:
    return value_text("whole", point.value, point.spec.unit)


def _job_of(point: Finding) -> Text:
    return say("{point}: repair", point=point.spec.label)
