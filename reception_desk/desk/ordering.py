"""Work order 维修委托书: jobs and their lines, what they cost, and who agreed to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reception_desk.desk import consent
from reception_desk.desk.arranging import Arranging
from reception_desk.desk.consent import Asking, billed, counted
from reception_desk.desk.price_list import Offer, PriceList
from reception_desk.errors import Refused
from reception_desk.forms import money
from reception_desk.forms.customer import Customer
from reception_desk.forms.document import Document
from reception_desk.forms.package import Package, PackageLine
from reception_desk.forms.price_item import PriceItem
from reception_desk.forms.shop import Shop
from reception_desk.forms.visit import Visit
from reception_desk.forms.words import say
from reception_desk.forms.work_order import NOT_DONE, Approval, Job, WorkLine, WorkOrder

if TYPE_CHECKING:
    from reception_desk.desk.desk import Desk

__all__ = ["Asking", "Offer", "Ordering", "Sent", "billed", "counted"]
Rows = list[tuple[type[Any], str]]
"""Rows of a sheet by form and id."""


@dataclass(frozen=True)
class Sent:
    """An order on its way to the workshop: the papers, the approval that the signature is, the stage it came from."""

    papers: tuple[Document, ...]
    approval: str
    stage: str


class Ordering(Arranging):
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._store = desk.store
        self._list = PriceList(desk)

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
        """Items and packages by code, by any part of their names, or by the name's pinyin, whole or its initials."""
        return self._list.offers(typed)

    def packages(self) -> tuple[Package, ...]:
        """Those that are offered, by code."""
        return self._list.packages()

    def item(self, row_id: str) -> PriceItem | None:
        """One of the price list, offered or not."""
        return self._list.items().get(row_id)

    def retired(self) -> frozenset[str]:
        """Items of the price list that are no longer offered."""
        return self._list.retired()

    def package_price(self, package: Package) -> int:
        """What a package costs by the price list, before tax is added."""
        return self._list.package_price(package)

    def package_totals(self, package: Package) -> money.Totals:
        return self._list.package_totals(package)

    def package_line(self, row: PackageLine) -> WorkLine | None:
        """A line of a package as it comes onto an order; None while it has no item."""
        found = self._list.expand(Package(lines=(row,)))
        return found[0][1] if found else None

    def add_item(
        self, order: str, item: str, *, quantity: int | None = None, job: str = "", at: int | None = None
    ) -> str:
        """A line from the price list; labour starts a job, a part goes to `job` or the last one. Returns its id."""
        kept = self.item(item)
        if kept is None:
            raise Refused(say("This item is no longer on the price list."))
        return self.add_line(order, self._list.line_of(kept, quantity), job=job, at=at)

    def add_line(self, order: str, line: WorkLine, *, job: str = "", at: int | None = None) -> str:
        """A line of the shop's own making, last or before the line at `at`. It joins `job` or the job above it, or
        starts one where it is labour or nothing is there yet."""
        with self._store.atomic():
            sheet = self._order(order)
            line.job = job or self._job_for(sheet, line, at)
            shop = self._desk.shop()
            if line.tax_rate is None:
                line.tax_rate = shop.tax_rate or 0
            if line.list_price is None and line.kind == "labour" and not line.item:
                line.list_price = shop.labour_rate
            line_id = self._desk.sheets.add_row(line, order, at)
            if at is not None and at < len(sheet.lines):
                after = self._order(order)
                self.arrange(order, self._joined(after, [row.id for row in after.lines]))
        return line_id

    def _job_for(self, sheet: WorkOrder, line: WorkLine, at: int | None) -> str:
        above = self._job_above(sheet, at)
        # what was agreed to stays as it was: whatever comes later is a job that the customer is asked about
        if line.kind != "labour" and above and above.answer == "open":
            return above.id
        return self._new_job(sheet, line.code, line.name, line.name_other)

    def _new_job(self, sheet: WorkOrder, code: str, name: str, other: str) -> str:
        job = Job(code=code, description=name, description_other=other, extra=bool(sheet.approvals))
        return self._desk.sheets.add_row(job, sheet.id)

    def _job_above(self, sheet: WorkOrder, at: int | None) -> Job | None:
        """The job of the last line above a place that is done at all."""
        jobs = {job.id: job for job in sheet.jobs if job.answer not in NOT_DONE}
        lines = [line for line in sheet.lines[:at] if line.job in jobs]
        return jobs[lines[-1].job] if lines else None

    def add_package(self, order: str, package: str) -> list[str]:
        """All lines of a package; its labour lines are jobs, its parts follow theirs; parts that come before any
        labour are a job called like the package. Returns the lines' ids."""
        kept = self._store.get(Package, package)
        if kept is None:
            raise Refused(say("This package is no longer there."))
        jobs: list[tuple[Job, list[WorkLine]]] = []
        for item, line in self._list.expand(kept):
            head: WorkLine | Package = line if item.kind == "labour" else kept
            if item.kind == "labour" or not jobs:
                jobs.append((_job_called(head, kept.id), []))
            jobs[-1][1].append(line)
        return self.add_jobs(order, jobs)

    def save_package(self, order: str, jobs: Iterable[str], name: str) -> str:
        """Some jobs of an order as a package called `name`; lines that stand on no list come onto the price list.
        Returns the package's id."""
        sheet, wanted = self._order(order), set(jobs)
        lines = [line for line in sheet.lines if line.job in wanted and line.kind != "text"]
        if not lines:
            raise Refused(say("There is no line that a package could hold."))
        with self._store.atomic():
            rows = tuple(self._list.row_of(line) for line in lines)
            package = Package(name=name, lines=rows)
            return self._desk.sheets.create(package)

    def add_jobs(self, order: str, jobs: Sequence[tuple[Job, Sequence[WorkLine]]]) -> list[str]:
        """New jobs with their lines at the end of the order, in one save. Returns the lines' ids."""
        with self._store.atomic():
            sheet, added = self._order(order), list[str]()
            rate = self._desk.shop().tax_rate or 0
            for job, lines in jobs:
                job.extra = bool(sheet.approvals)
                job_id = self._desk.sheets.add_row(job, order)
                for line in lines:
                    line.job = job_id
                    line.tax_rate = rate if line.tax_rate is None else line.tax_rate
                    added.append(self._desk.sheets.add_row(line, order))
        return added

    def line_of(self, item: PriceItem, quantity: int | None = None, price: int | None = None) -> WorkLine:
        """An item of the price list as a line, at today's price or a package's own."""
        return self._list.line_of(item, quantity, price)

    def remove_line(self, line: str) -> Rows:
        """Take a line off; its job goes too when nothing is left of it. Returns what to put back."""
        with self._store.atomic():
            kept = self._store.get(WorkLine, line)
            if kept is None:
                return []
            gone: Rows = [(WorkLine, line)]
            if len(self._store.find(WorkLine, {"parent": kept.parent, "job": kept.job})) == 1:
                gone.append((Job, kept.job))
            self.take_off(gone)
        return gone

    def remove_lines(self, lines: Iterable[str]) -> Rows:
        """Several lines off in one save."""
        gone: Rows = []
        with self._store.atomic():
            for line in lines:
                gone += self.remove_line(line)
        return gone

    def take_off(self, rows: Rows) -> None:
        """Lines, jobs or approvals off the order, in one save."""
        with self._store.atomic():
            for form, row_id in rows:
                self._desk.sheets.remove_row(form, row_id)

    def put_back(self, rows: Rows) -> None:
        """What was taken off is on the order again, as it was."""
        with self._store.atomic():
            for form, row_id in rows:
                self._desk.sheets.restore_row(form, row_id)

    def rename(self, line: str, name: str) -> None:
        """Another description of a line; a job that is called after this line is called the same again."""
        with self._store.atomic():
            kept = self._store.get(WorkLine, line)
            self._desk.sheets.edit(WorkLine, line, {"name": name})
            job = self._store.get(Job, kept.job) if kept else None
            if kept and job and job.description == kept.name:
                self._desk.sheets.edit(Job, job.id, {"description": name})

    # The customer's word

    def asking(self, order: WorkOrder) -> Asking:
        """What is open for the customer as payer: new jobs, and agreed ones that got dearer."""
        return consent.asking(order, self.rule())

    def agreed(self, order: WorkOrder) -> int:
        """What the customer said yes to and the order still holds, tax counted."""
        return consent.agreed(order, self.rule())

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
        """The customer's word on some jobs: one row of the authorisation ledger. Returns its id.

        A no to an agreed job that got dearer refuses the raise only: the job stays agreed at what it was.
        The same word once more is the row that it was.
        """
        asked = set(jobs)
        with self._store.atomic():
            sheet = self._order(order)
            wanted = [job for job in sheet.jobs if job.id in asked]
            if not wanted:
                raise Refused(say("There is nothing to agree to."))
            visit, late = self._desk.reception.file(sheet.visit).visit, self._desk.late
            approval = Approval(
                at=late.time_of(visit),
                what=consent.told([job.description or "–" for job in wanted]),
                jobs=tuple(job.id for job in wanted),
                answer=answer,
                channel=channel,
                person=person or self._customer_name(sheet.visit),
                number=number,
                read_back=read_back,
                staff=self._desk.actor,
                document=document,
            )
            if sheet.approvals and self._is_again(sheet, approval, wanted):
                return sheet.approvals[-1].id
            approval.amount = consent.worth(sheet, wanted, answer, self.rule())
            self._desk.sheets.leave(order)
            self._note_answer(sheet, wanted, answer)
            approval_id = self._desk.sheets.add_row(approval, order)
            body = {"jobs": list(approval.jobs), "answer": answer, "amount": approval.amount, "channel": channel}
            body |= late.event(visit)
            self._store.journal.gather(order, kind="approved", on=sheet.visit, more=body)
        return approval_id

    def _is_again(self, sheet: WorkOrder, new: Approval, jobs: list[Job]) -> bool:
        """Whether it says what the last row says, and the jobs stand that way already."""
        last, by = sheet.approvals[-1], self.rule()
        told = ("jobs", "answer", "channel", "person", "number", "document")
        if any(getattr(last, name) != new.spec(name).take(getattr(new, name)) for name in told):
            return False
        if new.answer == "ok":
            return not {job.id for job in consent.asked(sheet, by)}.intersection(new.jobs)
        return all(job.answer == new.answer or consent.is_dearer(sheet, job, by) for job in jobs)

    def _note_answer(self, sheet: WorkOrder, jobs: list[Job], answer: str) -> None:
        by = self.rule()
        for job in jobs:
            if answer == "ok":
                amount = consent.amount_of(sheet, job, by) if job.payer == "customer" else 0
                self._desk.sheets.edit(Job, job.id, {"answer": answer, "approved": amount})
            elif not consent.is_dearer(sheet, job, by):
                self._desk.sheets.edit(Job, job.id, {"answer": answer})

    def take_back_answer(self, approval: str, before: Sequence[Job]) -> None:
        """An answer that was noted by mistake: its row goes, the jobs stand as they stood before."""
        with self._store.atomic():
            self._desk.sheets.remove_row(Approval, approval)
            self._stand(before)

    def put_back_answer(self, approval: str, after: Sequence[Job]) -> None:
        """An answer that was taken back stands again."""
        with self._store.atomic():
            self._desk.sheets.restore_row(Approval, approval)
            self._stand(after)

    def _stand(self, jobs: Sequence[Job]) -> None:
        for job in jobs:
            self._desk.sheets.edit(Job, job.id, {"answer": job.answer, "approved": job.approved})

    def send(self, visit: str, *, language: str = "") -> Sent:
        """Print & send: work order and job card are printed, what is open counts as signed on that paper, the work
        begins. Refused names what is missing, and then nothing was done."""
        file = self._desk.reception.file(visit)
        with self._store.atomic():
            papers = self._desk.papers.print(visit, ("work_order",), language=language)
            jobs = [job.id for job in self.asking(file.work_order).jobs]
            approval = ""
            if jobs:
                approval = self.answer(file.work_order.id, jobs, channel="paper", document=papers[0].id)
            papers += self._desk.papers.print(visit, ("job_card",), language=language)
            self._desk.workshop.move(visit, "in_work")
        return Sent(tuple(papers), approval, file.visit.stage)

    def take_back_sending(self, visit: str, sent: Sent, before: Sequence[Job], *, reason: str) -> None:
        """Undo of `send`: stage and approval as they were; the papers stay."""
        with self._store.atomic():
            self._desk.workshop.move(visit, sent.stage, reason=reason)
            if sent.approval:
                self.take_back_answer(sent.approval, before)

    def _customer_name(self, visit: str) -> str:
        kept = self._store.get(Visit, visit)
        person = self._store.get(Customer, kept.customer) if kept else None
        return person.name if person else ""


def _job_called(head: WorkLine | Package, package: str) -> Job:
    """A job of a package, called like its labour or like the package itself."""
    return Job(code=head.code, description=head.name, description_other=head.name_other, package=package)
