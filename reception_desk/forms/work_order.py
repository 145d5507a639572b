"""Work order 维修委托书: the jobs, what they need, who pays, and who agreed to what."""

from __future__ import annotations

from reception_desk.forms import fields as f
from reception_desk.forms.moments import Moment
from reception_desk.forms.price_item import KINDS, PART_CLASSES
from reception_desk.forms.words import say

SHOP_FLOOR = f.section("Workshop")
AGREED = f.section("Agreed")

PAYERS = (
    f.option("A Customer", code="customer"),
    f.option("B Contract", code="contract"),
    f.option("C Warranty", code="warranty"),
    f.option("D Internal", code="internal"),
    f.option("E Insurance", code="insurance"),
)
ANSWERS = (
    f.option("OK", code="ok"),
    f.option(f.word("approval", "Open"), code="open"),
    f.option(f.word("approval", "No"), code="declined"),
    f.option(f.word("approval", "Later"), code="later"),
)
NOT_DONE = ("declined", "later")
"""Answers whose jobs are not done and not billed."""
CHANNELS = (
    f.option("On paper", code="paper"),
    f.option("By phone", code="phone"),
    f.option("By message", code="message"),
    f.option("In person", code="in_person"),
)
FULL = 10_000
BILL = frozenset({"print", "issue"})
"""The commands that a line's prices have to be right for."""


@f.form
class Job(f.Line):
    """Operation 维修项目. `approved` is what the customer agreed to pay for it, tax not counted."""

    table = "job"
    title = f.title("Job")
    paper = "customer"
    code: str = f.code("Operation code", length=30, paper="shop")
    description: str = f.text("Job", length=120)
    description_other: str = f.text("Job in the other language", length=120, paper="none")
    payer: str = f.choice("Payer", *PAYERS, default="customer")
    payer_name: str = f.text("Name of the payer", length=60)
    answer: str = f.choice("Customer's answer", *ANSWERS, default="open", paper="none")
    approved: int | None = f.money("Approved amount", paper="none")
    concern: str = f.text("Concern", paper="none")
    cause: str = f.text("Cause", paper="none")
    correction: str = f.text("Correction", paper="none")
    technician: str = f.link("Technician", "staff")
    package: str = f.link("Package", "package")
    extra: bool = f.flag("Additional job", paper="none")
    done: bool = f.flag("Done", paper="none")


@f.form
class WorkLine(f.Line):
    """A priced line of a job. Price and quantity may be left open; then the amount is 0.

    `reduction` is a discount in money; it stands instead of the percent. `list_price` is what the list asked for when
    the line was added, blank where it stands on no list.
    """

    table = "line"
    title = f.title("Line")
    paper = "customer"
    job: str = f.link("Job", "job")
    kind: str = f.choice("Type", *KINDS, default="labour")
    item: str = f.link("Item", "price_item")
    code: str = f.code("Number", length=30)
    name: str = f.text("Description", length=120)
    name_other: str = f.text("Description in the other language", length=120, paper="none")
    quantity: int | None = f.quantity("Quantity", low=0, high=99_999_999)
    unit: str = f.text("Unit", length=10)
    price: int | None = f.money("Price", high=99_999_999_99)
    discount: int | None = f.percent("Discount", low=0, high=FULL)
    reduction: int | None = f.money("Discount amount", low=0, high=99_999_999_99)
    list_price: int | None = f.money("List price", low=0, paper="none")
    tax_rate: int | None = f.percent("Tax rate")
    part_class: str = f.choice("Part class", *PART_CLASSES)

    def checks(self, known: f.Known) -> list[f.Problem]:
        found = []
        if self.price is not None and self.price < 0:
            text = say("A price below zero is a discount or a credit note. Enter it there.")
            found.append(f.Problem("stop", "price", text, BILL))
        if self.quantity is not None and self.quantity < 0:
            text = say("A quantity below zero is a credit note. Correct it.")
            found.append(f.Problem("stop", "quantity", text, BILL))
        if self.discount is not None and not 0 <= self.discount <= FULL:
            text = say("A discount lies between 0 and 100 %. Correct it.")
            found.append(f.Problem("stop", "discount", text, BILL))
        if self.tax_rate is not None and not 0 <= self.tax_rate <= FULL:
            text = say("A tax rate lies between 0 and 100 %. Correct it.")
            found.append(f.Problem("stop", "tax_rate", text, BILL))
        if self.item in known.more.get("retired", ()):
            text = say("This is no longer offered. Take the line off, or enter what is offered in its place.")
            found.append(f.Problem("check", "name", text))
        if self.kind == "part" and not self.part_class:
            found.append(
                f.Problem("check", "part_class", say("Say which class of part this is: genuine, equivalent, …"))
            )
        return found


@f.form
class Approval(f.Line):
    """Who agreed to what, when, and how: a row of the authorisation ledger. Amount with tax."""

    table = "approval"
    title = f.title("Approval")
    paper = "customer"
    at: Moment | None = f.moment("When")
    what: str = f.text("What was agreed", length=400)
    jobs: tuple[str, ...] = f.several("Jobs", paper="none")
    answer: str = f.choice("Answer", *ANSWERS, default="ok")
    amount: int | None = f.money("Amount")
    channel: str = f.choice("How", *CHANNELS)
    person: str = f.text("By whom", length=80, personal=True)
    number: str = f.code("Number called", pattern="phone", personal=True)
    read_back: bool = f.flag("Read back")
    staff: str = f.link("Asked by", "staff")
    document: str = f.link("Paper", "document")


@f.form
class WorkOrder(f.Form):
    table = "work_order"
    title = f.title("Work order")
    paper = "customer"
    visit: str = f.link("Visit", "visit")
    bay: str = f.link("Bay", "bay", section=SHOP_FLOOR, wide=2)
    technician: str = f.link("Technician", "staff", section=SHOP_FLOOR, wide=3)
    note: str = f.text("Note to the technician", section=SHOP_FLOOR, wide=7, paper="shop")
    limit: int | None = f.money("Will not exceed", low=0, section=AGREED, wide=3)
    advice: str = f.text("Shop's recommendation", length=400, section=AGREED, wide=9)
    jobs: tuple[Job, ...] = f.lines("Jobs", Job, paper="customer")
    lines: tuple[WorkLine, ...] = f.lines("Lines", WorkLine, paper="customer")
    approvals: tuple[Approval, ...] = f.lines("Approvals", Approval, paper="customer")

    def checks(self, known: f.Known) -> list[f.Problem]:
        if not self.jobs:
            return [f.Problem("stop", "lines", say("Add at least one job."), frozenset({"print", "issue"}))]
        return []

    def lines_of(self, job: str) -> list[WorkLine]:
        """In their order. All jobs are asked for their lines again and again, so they are sorted out once."""
        lines, by_job = self.__dict__.get("_sorted_out", (None, {}))
        if lines is not self.lines:
            by_job = {}
            for line in self.lines:
                by_job.setdefault(line.job, []).append(line)
            self.__dict__["_sorted_out"] = (self.lines, by_job)
        return list(by_job.get(job, ()))
