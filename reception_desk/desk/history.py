"""What a car had done here before: its earlier visits with their jobs, and those jobs once more at today's prices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reception_desk.desk.consent import billed
from reception_desk.forms import money
from reception_desk.forms.check_in import CheckIn
from reception_desk.forms.checkout import Checkout
from reception_desk.forms.findings import Finding, findings
from reception_desk.forms.intervals import Reading
from reception_desk.forms.package import Package
from reception_desk.forms.visit import Visit
from reception_desk.forms.walk_around import WalkAround
from reception_desk.forms.words import Text, say, value
from reception_desk.forms.work_order import NOT_DONE, Job, WorkLine, WorkOrder

if TYPE_CHECKING:
    from reception_desk.desk.desk import Desk


@dataclass(frozen=True)
class PastJob:
    """A job of an earlier visit with its lines; `total` with tax, as it was charged."""

    job: Job
    lines: tuple[WorkLine, ...]
    total: int

    @property
    def done(self) -> bool:
        return self.job.answer not in NOT_DONE


@dataclass(frozen=True)
class PastVisit:
    """An earlier visit. `odometer`: on the way in, else on the way out; `total` with tax, all payers; `advice` what
    was recommended; `findings` the points that were not fine."""

    visit: Visit
    odometer: int | None
    jobs: tuple[PastJob, ...] = ()
    total: int = 0
    advice: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def day(self) -> str:
        return self.visit.arrived.day() if self.visit.arrived else ""


@dataclass(frozen=True)
class Repeated:
    """Lines that came from an earlier visit, and what is different from then."""

    lines: list[str] = field(default_factory=list)
    changes: tuple[Text, ...] = ()


class History:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._store = desk.store

    def of(self, vehicle: str, *, beside: str = "") -> list[PastVisit]:
        """The earlier visits of a car, the newest first, read in a handful of questions however many there are."""
        visits = self._desk.reception.past_visits(vehicle, beside=beside)
        ids = tuple(visit.id for visit in visits)
        if not ids:
            return []
        orders = {order.visit: order for order in self._store.find(WorkOrder, {"visit": ids})}
        walks = {walk.visit: walk for walk in self._store.find(WalkAround, {"visit": ids})}
        readings = self._odometers(ids)
        parents = tuple(order.id for order in orders.values())
        jobs: dict[str, list[Job]] = {}
        lines: dict[str, list[WorkLine]] = {}
        for job in self._store.find(Job, {"parent": parents}, order="position id"):
            jobs.setdefault(job.parent, []).append(job)
        for line in self._store.find(WorkLine, {"parent": parents}, order="position id"):
            lines.setdefault(line.job, []).append(line)
        by = self._desk.ordering.rule()
        found = []
        for visit in visits:
            order = orders.get(visit.id, WorkOrder())
            past = tuple(_past_job(job, lines.get(job.id, []), by) for job in jobs.get(order.id, []))
            done = {one.job.id for one in past if one.done}
            total = money.totals((billed(line) for job in done for line in lines.get(job, [])), by).total
            walk = walks.get(visit.id, WalkAround())
            advice = tuple(words for words in (order.advice, walk.advice) if words)
            found.append(PastVisit(visit, readings.get(visit.id), past, total, advice, tuple(findings(walk))))
        return found

    def _odometers(self, visits: tuple[str, ...]) -> dict[str, int]:
        out = {sheet.visit: sheet.odometer_out for sheet in self._store.find(Checkout, {"visit": visits})}
        into = {sheet.visit: sheet.odometer for sheet in self._store.find(CheckIn, {"visit": visits})}
        both = {visit: into.get(visit) or out.get(visit) for visit in visits}
        return {visit: reading for visit, reading in both.items() if reading}

    def readings(self, past: Iterable[PastVisit]) -> list[Reading]:
        """The car's odometer at its earlier visits."""
        return [Reading(one.day, one.odometer) for one in past if one.day]

    # Once more

    def repeat(self, order: str, jobs: Sequence[PastJob]) -> Repeated:
        """Jobs of earlier visits once more, at today's prices and without the discounts of then."""
        changes: list[Text] = []
        wanted = [(_again(one.job), list(self._lines_again(one, changes))) for one in jobs]
        return Repeated(self._desk.ordering.add_jobs(order, wanted), tuple(dict.fromkeys(changes)))

    def price_now(self, jobs: Iterable[PastJob]) -> money.Totals:
        """What jobs of earlier visits come to by today's list."""
        lines = [line for one in jobs for line in self._lines_again(one, [])]
        return money.totals(map(billed, lines), self._desk.ordering.rule())

    def _lines_again(self, past: PastJob, changes: list[Text]) -> Iterator[WorkLine]:
        prices = self._prices_of(past.job.package)
        for old in past.lines:
            item = self._desk.ordering.item(old.item)
            if item is not None and not item.gone:
                own = prices.get(old.item) or [None]
                new = self._desk.ordering.line_of(item, old.quantity, own.pop(0) if len(own) > 1 else own[0])
                if old.part_class == "own":
                    new.part_class = "own"
            else:
                new = self._by_hand(old)
            if old.item and (item is None or item.gone):
                changes.append(say("{name} is no longer on the price list: taken at the price of then", name=old.name))
            elif new.price != old.price:
                changes.append(_dearer(new, old))
            yield new

    def _prices_of(self, package: str) -> dict[str, list[int | None]]:
        """A package's own prices by item, in its order where it holds one twice; none where it is no longer offered."""
        kept = self._store.get(Package, package)
        prices: dict[str, list[int | None]] = {}
        for row in kept.lines if kept is not None and not kept.gone else ():
            prices.setdefault(row.item, []).append(row.price)
        return prices

    def _by_hand(self, old: WorkLine) -> WorkLine:
        """A line that stands on no list: labour at the shop's rate of today where it was at the rate of then."""
        rate = self._desk.shop().labour_rate if old.kind == "labour" and not old.item else None
        price = rate if rate is not None and old.price == old.list_price else old.price
        return WorkLine(
            kind=old.kind,
            code=old.code,
            name=old.name,
            name_other=old.name_other,
            quantity=old.quantity,
            unit=old.unit,
            price=price,
            list_price=rate,
            tax_rate=old.tax_rate,
            part_class=old.part_class,
        )


def _past_job(job: Job, lines: Sequence[WorkLine], by: money.Rule) -> PastJob:
    return PastJob(job, tuple(lines), money.totals(map(billed, lines), by).total)


def _again(job: Job) -> Job:
    return Job(
        code=job.code,
        description=job.description,
        description_other=job.description_other,
        package=job.package,
    )


def _dearer(new: WorkLine, old: WorkLine) -> Text:
    if new.price is None or old.price is None:
        return say("{name}: the price is to be entered", name=new.name)
    return say(
        "{name}: {now} instead of {before}",
        name=new.name,
        now=value("money", new.price),
        before=value("money", old.price),
    )
