"""The work order as rows for the table of lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reception_desk.desk import consent
from reception_desk.desk.desk import Desk
from reception_desk.errors import DeskError
from reception_desk.forms import fields as f
from reception_desk.forms.reading import Unreadable
from reception_desk.forms.staff import Staff
from reception_desk.forms.words import say
from reception_desk.forms.work_order import Job, WorkLine, WorkOrder
from reception_desk.language import Language
from reception_desk.ui.visit.cell_reading import read_cell
from reception_desk.ui.widgets.lines_model import SPECS, LineRow

ORDER = ("stop", "check", "hint")


@dataclass(frozen=True)
class _Facts:
    """What all rows of one order are looked at with."""

    amounts: Mapping[str, tuple[int, int, int]]
    asked: frozenset[str]
    asking: bool
    names: Mapping[str, str]
    raw: Mapping[str, str]
    technician: str
    known: f.Known


def is_locked(desk: Desk, order: WorkOrder) -> bool:
    """Whether no line can be changed: the visit is closed, or a legal paper bills them."""
    try:
        desk.sheets.guard(order, WorkLine, WorkLine.specs())
    except DeskError:
        return True
    return False


def line_rows(
    desk: Desk, order: WorkOrder, language: Language, asked: Sequence[Job], *, asking: bool, locked: bool
) -> list[LineRow]:
    """`asked`: the jobs that need the customer's word; `asking`: now, because something was agreed or printed. What is
    `locked` is not judged by what the shop offers today."""
    facts = _Facts(
        amounts=desk.ordering.amounts(order),
        asked=frozenset(job.id for job in asked),
        asking=asking,
        names={person.id: person.name for person in desk.sheets.all(Staff)},
        raw=desk.sheets.raw(order.id),
        technician=order.technician,
        known=desk.known(more={} if locked else {"retired": desk.ordering.retired()}),
    )
    jobs = {job.id: job for job in order.jobs}
    met: set[str] = set()
    rows = []
    for line in consent.shown(order):
        job = jobs.get(line.job) or Job(id=line.job)
        rows.append(_row(desk, line, job, facts, language, head=job.id not in met))
        met.add(job.id)
    return rows


def _row(desk: Desk, line: WorkLine, job: Job, facts: _Facts, language: Language, *, head: bool) -> LineRow:
    return LineRow(
        line=line,
        job=job,
        head=head,
        amount=facts.amounts[line.id][2],
        standing=_standing(job, facts),
        technician=facts.names.get(job.technician or facts.technician, ""),
        own=bool(job.technician),
        raw=facts.raw,
        retired=line.item in facts.known.more.get("retired", ()),
        problem=_unread(desk, line, facts.raw, language) or _worst(line, facts.known),
    )


def _standing(job: Job, facts: _Facts) -> str:
    if job.payer != "customer":
        return ""
    if job.id in facts.asked:
        return "asked" if facts.asking else "open"
    return job.answer


def _worst(line: WorkLine, known: f.Known) -> f.Problem | None:
    found = sorted(line.problems(known), key=lambda problem: ORDER.index(problem.level))
    return found[0] if found else None


def _unread(desk: Desk, line: WorkLine, raw: Mapping[str, str], language: Language) -> f.Problem | None:
    """What was typed into a cell of this line and is no value of its kind, or a discount beyond the person's limit."""
    if not raw:
        return None
    for column, spec in SPECS.items():
        typed = raw.get(f"{line.id}.{spec.name}") if spec.table == "line" else None
        if typed is None:
            continue
        try:
            values = read_cell(language, column, typed)
        except (Unreadable, f.TooLong) as trouble:
            return f.Problem("stop", spec.name, trouble.say)
        refusal = desk.discounts.refusal(line, values)
        return f.Problem("stop", spec.name, refusal or say("Press Enter in this cell to keep what was typed."))
    return None
