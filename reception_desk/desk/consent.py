"""The customer's word on a work order: what is asked, what was agreed, what an answer is worth. Pure rules."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from reception_desk.forms import money
from reception_desk.forms.work_order import NOT_DONE, Approval, Job, WorkLine, WorkOrder

BETWEEN = " · "
GROUPS = ("labour", "part", "sublet", "fee")


class Asking(NamedTuple):
    """What the customer has yet to agree to: the jobs, and by how much (tax counted) the order got dearer."""

    jobs: tuple[Job, ...]
    amount: int


def counted(order: WorkOrder, payer: str) -> list[Job]:
    """The jobs of one payer that were not declined or put off."""
    return [job for job in order.jobs if job.payer == payer and job.answer not in NOT_DONE]


def done_for(order: WorkOrder) -> list[Job]:
    """The jobs that stand on the customer's settlement list: his own, and others' with their name and 0.00."""
    return [job for job in order.jobs if job.answer not in NOT_DONE]


def shown(order: WorkOrder) -> list[WorkLine]:
    """The lines as the table lists them: those of declined and put-off jobs come last."""
    out = {job.id for job in order.jobs if job.answer in NOT_DONE}
    return sorted(order.lines, key=lambda line: line.job in out)


def billed(line: WorkLine) -> money.Billed:
    """A line as it counts; the customer's own parts and text cost nothing."""
    free = line.kind == "text" or line.part_class == "own"
    discount = min(max(line.discount or 0, 0), money.WHOLE)
    return money.Billed(
        group=line.kind if line.kind in GROUPS else "fee",
        quantity=line.quantity or 0,
        price=0 if free else line.price or 0,
        discount=discount,
        tax_rate=max(line.tax_rate or 0, 0),
        reduction=max(line.reduction or 0, 0),
    )


def amount_of(order: WorkOrder, job: Job, by: money.Rule) -> int:
    """What a job costs, tax not counted."""
    return sum(money.amounts(billed(line), by)[2] for line in order.lines_of(job.id))


def is_dearer(order: WorkOrder, job: Job, by: money.Rule) -> bool:
    """A job that the customer agreed to and that costs more now."""
    return job.payer == "customer" and job.answer == "ok" and amount_of(order, job, by) > (job.approved or 0)


def told(names: Sequence[str]) -> str:
    """What an answer is about, as it stands in the ledger whatever the jobs are called later: all names, or as many as
    the field takes and how many more there are. In no language: a paper may be in any."""
    most = Approval.spec("what").length
    whole = BETWEEN.join(names)
    if len(whole) <= most:
        return whole
    shown = list(names)
    while shown and len(_cut(shown, len(names))) > most:
        shown.pop()
    return _cut(shown, len(names)) if shown else names[0][:most]


def _cut(shown: Sequence[str], many: int) -> str:
    return BETWEEN.join([*shown, f"+{many - len(shown)}"])


def asked(order: WorkOrder, by: money.Rule) -> list[Job]:
    """New jobs of the customer, and agreed ones that got dearer."""
    return [job for job in counted(order, "customer") if job.answer == "open" or is_dearer(order, job, by)]


def asking(order: WorkOrder, by: money.Rule) -> Asking:
    """What is open for the customer as payer: new jobs, and agreed ones that got dearer."""
    jobs = asked(order, by)
    return Asking(tuple(jobs), total(order, by) - agreed(order, by) if jobs else 0)


def total(order: WorkOrder, by: money.Rule, payer: str = "customer") -> int:
    """What one payer pays, jobs that were declined or put off left out."""
    wanted = {job.id for job in counted(order, payer)}
    return money.totals((billed(line) for line in order.lines if line.job in wanted), by).total


def agreed(order: WorkOrder, by: money.Rule) -> int:
    """The total of what the customer said yes to and the order still holds, each job at what was agreed at most."""
    return _standing(order, _yes(order), by)


def _yes(order: WorkOrder) -> set[str]:
    return {job.id for job in counted(order, "customer") if job.answer == "ok"}


def worth(order: WorkOrder, jobs: Iterable[Job], answer: str, by: money.Rule) -> int:
    """The amount of an answer, tax counted: by how much the agreed total changes with it.

    So a yes, and an agreed job that is taken back, keep the sum of the ledger at the agreed total. A no to what was
    never agreed changes nothing; it is worth what is not done. What another pays is worth nothing here.
    """
    wanted = {job.id for job in jobs if job.payer == "customer"}
    standing = _yes(order)
    if answer == "ok":
        return _standing(order, standing | wanted, by, dearer=wanted) - _standing(order, standing, by)
    raised = {job.id for job in order.jobs if is_dearer(order, job, by)}
    if wanted <= raised:
        return _standing(order, standing, by, dearer=wanted) - _standing(order, standing, by)
    if wanted & standing:
        return _standing(order, standing - (wanted - raised), by) - _standing(order, standing, by)
    return money.totals((billed(line) for line in order.lines if line.job in wanted), by).total


def _standing(order: WorkOrder, jobs: Collection[str], by: money.Rule, dearer: Collection[str] = ()) -> int:
    """The total of some jobs, each at what was agreed for it at most, those in `dearer` at what they cost now."""
    lines = [billed(line) for line in order.lines if line.job in jobs]
    for job in order.jobs:
        if job.id in jobs and job.id not in dearer and is_dearer(order, job, by):
            over = amount_of(order, job, by) - (job.approved or 0)
            rate = max(order.lines_of(job.id), key=lambda line: money.amounts(billed(line), by)[2]).tax_rate or 0
            lines.append(money.Billed("fee", money.THOUSANDTHS, -over, 0, max(rate, 0)))
    return money.totals(lines, by).total
