"""The lines of a work order as papers list them: labour, parts and the rest apart, each with its job's payer."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from reception_desk.forms.words import say
from reception_desk.forms.work_order import NOT_DONE, Job, WorkLine
from reception_desk.printing.content import Content
from reception_desk.printing.text import is_han

LABOUR, PART, OTHER = "labour", "part", "other"


@dataclass
class Entry:
    """One row of a table. Amounts in minor units; None where the row is words only."""

    name: str
    note: str
    payer: str
    quantity: str = ""
    unit: str = ""
    price: str = ""
    gross: int | None = None
    discount: int = 0
    amount: int = 0
    percent: int = 0
    """Of the discount, hundredths."""
    thousandths: int = 0
    code: str = ""
    part_class: str = ""
    tax_rate: int | None = None
    own: bool = False
    extra: bool = False
    struck: bool = False
    elsewhere: bool = False
    """Somebody else than the customer pays."""


class Entries:
    """All rows of one paper. `payer`: whom the bill is for; lines of others stand with 0.00.

    `discounts`, `rates`: said with a line, because the paper has no other place for them.
    """

    def __init__(
        self,
        content: Content,
        *,
        payer: str = "",
        papers: Collection[str] = ("customer",),
        discounts: bool = True,
        rates: bool = True,
    ) -> None:
        self._content, self._payer, self._papers = content, payer, papers
        self._discounts, self._rates = discounts, rates
        self._rows: dict[str, list[Entry]] = {LABOUR: [], PART: [], OTHER: []}
        content.placed("work_order.jobs", "work_order.lines", "line.kind", "job.answer")
        order = content.work_order
        for job in order.jobs:
            self._add_job(job, order.lines_of(job.id))
        jobs = {job.id for job in order.jobs}
        for line in order.lines:
            if line.job not in jobs:
                self._add_line(Job(), line)

    def of(self, table: str) -> list[Entry]:
        return self._rows[table]

    def _add_job(self, job: Job, lines: list[WorkLine]) -> None:
        name = in_paper_language(self._content, job.description, job.description_other)
        self._content.placed("job.description")
        names = {line.name for line in lines} | {line.name_other for line in lines}
        note = self._job_note(job, {line.code for line in lines})
        if job.description and job.description not in names:
            self._rows[LABOUR].append(self._entry(job, name, note))
            note = ""
        for line in lines:
            self._add_line(job, line, note if line is lines[0] else "")

    def _job_note(self, job: Job, codes: set[str]) -> str:
        """An operation code that one of the job's lines shows is not told again."""
        self._content.placed("job.payer", "job.payer_name")
        return self._content.note(replace(job, code="") if job.code in codes else job, self._papers)

    def _entry(self, job: Job, name: str, note: str) -> Entry:
        payer = self._content.show(job.spec("payer"), job.payer) if job.id else ""
        words = self._content.gap.join(part for part in (payer, job.payer_name) if part)
        struck = job.answer in NOT_DONE
        if struck:
            words = self._content.show(job.spec("answer"), job.answer)
        elsewhere = bool(job.id) and job.payer != "customer"
        return Entry(name, note, words, extra=job.extra, struck=struck, elsewhere=elsewhere)

    def _add_line(self, job: Job, line: WorkLine, job_note: str = "") -> None:
        content = self._content
        entry = self._entry(job, in_paper_language(content, line.name, line.name_other), job_note)
        content.placed("line.name", "line.price", "line.discount", "line.reduction", "line.tax_rate")
        entry.code, entry.part_class = content.of(line, "code"), content.of(line, "part_class")
        entry.quantity, entry.unit = self._quantity(line), content.of(line, "unit")
        entry.tax_rate, entry.percent = line.tax_rate, 0 if line.reduction else line.discount or 0
        entry.thousandths = (line.quantity or 0) if line.kind == "labour" else 0
        entry.own = line.part_class == "own"
        notes = (*self._notes(line, entry), content.note(line), job_note)
        entry.note = content.gap.join(note for note in notes if note)
        if line.kind != "text":
            ours = not entry.struck and (not self._payer or not job.id or job.payer == self._payer)
            gross, entry.discount, entry.amount = content.amounts(line.id) if ours else (0, 0, 0)
            entry.gross = gross
            entry.price = "" if line.price is None else content.money(line.price)
        else:
            entry.quantity = entry.unit = ""
        self._rows[_table_of(line)].append(entry)

    def _quantity(self, line: WorkLine) -> str:
        """Hours with two decimals, like a clock; parts as they come."""
        self._content.placed("line.quantity")
        if line.quantity is None:
            return ""
        return self._content.language.quantity(line.quantity, 2 if _table_of(line) == LABOUR else 0)

    def _notes(self, line: WorkLine, entry: Entry) -> list[str]:
        """What has no column: a labour line's number, its discount, a tax rate that is not the shop's."""
        content = self._content
        notes = [entry.code if _table_of(line) != PART else ""]
        if line.reduction and self._discounts:
            notes.append(f"{content.label('line.discount')} {content.money(-line.reduction)}")
        elif line.discount and self._discounts:
            notes.append(f"{content.label('line.discount')} {content.language.percent(line.discount)}")
        if self._rates and line.tax_rate is not None and line.tax_rate != content.shop.tax_rate:
            notes.append(f"{tax_name(content)} {content.language.percent(line.tax_rate)}")
        return notes


def in_paper_language(content: Content, words: str, other: str) -> str:
    """A line's words, when it is kept in two languages."""
    if words and other and any(map(is_han, words)) != content.chinese:
        return other
    return words or other


def tax_name(content: Content) -> str:
    return content.shop.tax_name or content.say(say("Tax"))


def _table_of(line: WorkLine) -> str:
    if line.kind in ("labour", "text"):
        return LABOUR
    return PART if line.kind == "part" else OTHER
