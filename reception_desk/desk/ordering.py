"""Work order 维修委托书: jobs and their lines, what they cost, and who agreed to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reception_desk.errors import Refused
from reception_desk.forms import money
from reception_desk.forms.package import Package
from reception_desk.forms.price_item import PriceItem
from reception_desk.forms.shop import Shop
from reception_desk.forms.visit import Visit
from reception_desk.forms.words import say
from reception_desk.forms.work_order import Approval, Job, WorkLine, WorkOrder
from reception_desk.store.search import normal

if TYPE_CHECKING:
    from reception_desk.desk.desk import Desk

NOT_DONE = ("declined", "later")
GROUPS = {"labour": "labour", "part": "part", "sublet": "sublet", "fee": "fee"}
MOST_HITS = 8


@dataclass(frozen=True)
class Offer:
    """One suggestion under the entry row: an item of the price list or a package."""

    item: PriceItem | None
    package: Package | None
    price: int

    @property
    def code(self) -> str:
        return (self.item or self.package or PriceItem()).code

    @property
    def name(self) -> str:
        return (self.item or self.package or PriceItem()).name


@dataclass(frozen=True)
class Asking:
    """What the customer has yet to agree to: the jobs, and by how much (tax counted) the order got dearer."""

    jobs: tuple[Job, ...]
    amount: int


class Ordering:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._store = desk.store

    # Money

    def rule(self, shop: Shop | None = None) -> money.Rule:
        return money.rule((shop or self._desk.shop()).tax_included)

    def totals(self, order: WorkOrder, *, payer: str = "customer", jobs: Iterable[str] | None = None) -> money.Totals:
        """The sums of what one payer pays, declined jobs left out; only of some jobs when they are named."""
        wanted = set(jobs) if jobs is not None else {job.id for job in counted(order, payer)}
        return money.totals((billed(line) for line in order.lines if line.job in wanted), self.rule())

    def amounts(self, order: WorkOrder) -> dict[str, tuple[int, int, int]]:
        """Gross, discount and amount of every line by its id."""
        by = self.rule()
        return {line.id: money.amounts(billed(line), by) for line in order.lines}

    # Lines

    def offers(self, typed: str) -> list[Offer]:
        """Items and packages by code, by any part of their names, or by the pinyin initials of the name."""
        text = normal(typed)
        if not text:
            return []
        found: list[tuple[int, str, Offer]] = []
        for package in self._store.find(Package, {"gone": 0}, order="code", with_rows=True):
            rank = self._rank(text, package.code, package.name, package.name_other)
            if rank is not None:
                found.append((rank, package.code, Offer(None, package, self.package_price(package))))
        for item in self._store.find(PriceItem, {"gone": 0}, order="code"):
            rank = self._rank(text, item.code, item.name, item.name_other)
            if rank is not None:
                found.append((rank + 1, item.code, Offer(item, None, item.price or 0)))
        found.sort(key=lambda one: one[:2])
        return [offer for _, _, offer in found[:MOST_HITS]]

    def _rank(self, text: str, code: str, name: str, other: str) -> int | None:
        """0 for the code itself, then beginnings, then insides; None for no match."""
        if normal(code) == text:
            return 0
        words = [normal(code), normal(name), normal(other), *self._store.search.initials(name)]
        if any(word.startswith(text) for word in words if word):
            return 2
        return 4 if any(text in word for word in words if word) else None

    def package_price(self, package: Package) -> int:
        """What a package costs by the price list, before tax is added."""
        lines = [line for _, line in self._expand(package)]
        return money.totals(map(billed, lines), self.rule()).gross

    def add_item(
        self, order: str, item: str, *, quantity: int | None = None, job: str = "", at: int | None = None
    ) -> str:
        """A line from the price list; labour starts a job, a part goes to `job` or the last one. Returns its id."""
        kept = self._store.get(PriceItem, item)
        if kept is None:
            raise Refused(say("This item is no longer on the price list."))
        return self.add_line(order, self._line_of(kept, quantity, None), job=job, at=at)

    def add_line(self, order: str, line: WorkLine, *, job: str = "", at: int | None = None) -> str:
        """A line of the shop's own making. It joins `job`, or starts one where it is labour or nothing is there yet."""
        with self._store.atomic():
            line.job = job or self._job_for(order, line)
            if line.tax_rate is None:
                line.tax_rate = self._desk.shop().tax_rate or 0
            return self._desk.sheets.add_row(line, order, at)

    def _job_for(self, order: str, line: WorkLine) -> str:
        sheet = self._order(order)
        if line.kind != "labour" and sheet.jobs:
            last = sheet.lines[-1].job if sheet.lines else sheet.jobs[-1].id
            if not any(job.id == last and job.answer in NOT_DONE for job in sheet.jobs):
                return last
        extra = bool(sheet.approvals)
        job = Job(code=line.code, description=line.name, description_other=line.name_other, extra=extra)
        return self._desk.sheets.add_row(job, order)

    def _order(self, order: str) -> WorkOrder:
        sheet = self._store.get(WorkOrder, order)
        if sheet is None:
            raise Refused(say("This sheet is no longer there. Open it again."))
        return sheet

    def _line_of(self, item: PriceItem, quantity: int | None, price: int | None) -> WorkLine:
        shop = self._desk.shop()
        own = item.price if price is None else price
        if own is None and item.kind == "labour":
            own = shop.labour_rate
        return WorkLine(
            kind=item.kind,
            item=item.id,
            code=item.code,
            name=item.name,
            name_other=item.name_other,
            quantity=quantity if quantity is not None else item.quantity if item.quantity is not None else 1000,
            unit=item.unit,
            price=own,
            tax_rate=item.tax_rate if item.tax_rate is not None else shop.tax_rate or 0,
            part_class=item.part_class,
        )

    def _expand(self, package: Package) -> list[tuple[PriceItem, WorkLine]]:
        """The package's lines as lines of an order."""
        found = []
        for row in package.lines:
            item = self._store.get(PriceItem, row.item)
            if item:
                found.append((item, self._line_of(item, row.quantity, row.price)))
        return found

    def add_package(self, order: str, package: str) -> list[str]:
        """All lines of a package; its labour lines are jobs, its parts follow theirs. Returns the lines' ids."""
        kept = self._store.get(Package, package)
        if kept is None:
            raise Refused(say("This package is no longer there."))
        with self._store.atomic():
            added: list[str] = []
            job = ""
            for item, line in self._expand(kept):
                if item.kind == "labour" or not job:
                    job = ""
                added.append(self.add_line(order, line, job=job))
                job = line.job
        return added

    def remove_line(self, line: str) -> list[tuple[type[Any], str]]:
        """Take a line off; its job goes too when nothing is left of it. Returns what to restore, last first."""
        with self._store.atomic():
            kept = self._store.get(WorkLine, line)
            if kept is None:
                return []
            gone: list[tuple[type[Any], str]] = [(WorkLine, line)]
            self._desk.sheets.remove_row(WorkLine, line)
            if not self._store.find(WorkLine, {"parent": kept.parent, "job": kept.job}):
                self._desk.sheets.remove_row(Job, kept.job)
                gone.append((Job, kept.job))
        return gone

    def move_line(self, order: str, line: str, step: int) -> bool:
        """One place up (-1) or down (+1); False at the ends. A part that passes a labour line changes its job."""
        sheet = self._order(order)
        ids = [row.id for row in sheet.lines]
        here = ids.index(line)
        there = here + step
        if not 0 <= there < len(ids):
            return False
        ids[here], ids[there] = ids[there], ids[here]
        with self._store.atomic():
            self._desk.sheets.order(WorkLine, ids)
            self._rejoin(sheet, ids)
        return True

    def _rejoin(self, sheet: WorkOrder, ids: list[str]) -> None:
        """After a move every part belongs to the labour line above it, as the table shows it."""
        by_id = {row.id: row for row in sheet.lines}
        job = ""
        for row in (by_id[row_id] for row_id in ids):
            if row.kind == "labour" or not job:
                job = row.job
            elif row.job != job:
                self._desk.sheets.edit(WorkLine, row.id, {"job": job})

    # The customer's word

    def asking(self, order: WorkOrder) -> Asking:
        """What is open for the customer as payer: new jobs, and agreed ones that got dearer."""
        lines = self.amounts(order)
        open_jobs = []
        for job in counted(order, "customer"):
            amount = sum(lines[line.id][2] for line in order.lines_of(job.id))
            if job.answer == "open" or amount > (job.approved or 0):
                open_jobs.append(job)
        agreed = self.agreed(order)
        return Asking(tuple(open_jobs), max(0, self.totals(order).total - agreed) if open_jobs else 0)

    def agreed(self, order: WorkOrder) -> int:
        """The sum of what the customer said yes to, tax counted."""
        return sum(approval.amount or 0 for approval in order.approvals if approval.answer == "ok")

    def answer(
        self,
        order: str,
        jobs: Iterable[str],
        *,
        channel: str,
        answer: str = "ok",
        person: str = "",
        number: str = "",
        read_back: bool = False,
        document: str = "",
    ) -> str:
        """The customer's word on some jobs: one row of the authorisation ledger. Returns its id."""
        with self._store.atomic():
            sheet = self._order(order)
            wanted = [job for job in sheet.jobs if job.id in set(jobs)]
            if not wanted:
                raise Refused(say("There is nothing to agree to."))
            approval = Approval(
                at=self._desk.now(),
                what=", ".join(job.description for job in wanted)[:400],
                jobs=tuple(job.id for job in wanted),
                answer=answer,
                channel=channel,
                person=person or self._customer_name(sheet.visit),
                number=number,
                read_back=read_back,
                staff=self._desk.actor,
                document=document,
            )
            approval.amount = self._amount_of(sheet, wanted, answer)
            self._note_answer(sheet, wanted, answer)
            approval_id = self._desk.sheets.add_row(approval, order)
            body = {"jobs": list(approval.jobs), "answer": answer, "amount": approval.amount, "channel": channel}
            self._store.journal.record("approved", sheet.visit, body)
            self._desk.sheets.leave(order)
        return approval_id

    def _amount_of(self, sheet: WorkOrder, jobs: list[Job], answer: str) -> int:
        """For a yes the order's total less what was agreed before: the ledger's sum is always the agreed total."""
        if answer != "ok":
            return self.totals(sheet, jobs=[job.id for job in jobs]).total
        agreed_jobs = {job.id for job in counted(sheet, "customer") if job.answer == "ok"} | {job.id for job in jobs}
        return self.totals(sheet, jobs=agreed_jobs).total - self.agreed(sheet)

    def _note_answer(self, sheet: WorkOrder, jobs: list[Job], answer: str) -> None:
        lines = self.amounts(sheet)
        for job in jobs:
            amount = sum(lines[line.id][2] for line in sheet.lines_of(job.id))
            self._desk.sheets.edit(
                Job, job.id, {"answer": answer, "approved": amount if answer == "ok" else job.approved}
            )

    def _customer_name(self, visit: str) -> str:
        kept = self._store.get(Visit, visit)
        return self._desk.reception.file(visit).customer.name if kept else ""


def counted(order: WorkOrder, payer: str) -> list[Job]:
    """The jobs of one payer that were not declined or put off."""
    return [job for job in order.jobs if job.payer == payer and job.answer not in NOT_DONE]


def billed(line: WorkLine) -> money.Billed:
    """A line as it counts; the customer's own parts and text cost nothing."""
    free = line.kind == "text" or line.part_class == "own"
    discount = min(max(line.discount or 0, 0), money.WHOLE)
    return money.Billed(
        group=GROUPS.get(line.kind, "fee"),
        quantity=line.quantity or 0,
        price=0 if free else line.price or 0,
        discount=discount,
        tax_rate=line.tax_rate or 0,
    )
