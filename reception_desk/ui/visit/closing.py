"""What the blue button of checkout does next, and what it asks first. No widgets: the tab shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reception_desk.desk.desk import Desk
from reception_desk.desk.money_back import on_account
from reception_desk.desk.visit_file import VisitFile
from reception_desk.forms.payment import ACCOUNT
from reception_desk.forms.stages import ENDED
from reception_desk.forms.visit import WITHOUT_WORK
from reception_desk.forms.words import NOTHING, Text, say, say_many, value, word
from reception_desk.forms.work_order import NOT_DONE
from reception_desk.ui.visit.pay_card import Offered

Act = Literal["today", "order", "qc", "ready", "how", "amount", "close"]


@dataclass(frozen=True)
class Plan:
    """`act`: how and amount send the focus to what is missing; `rest` goes on account; `asks` wants a second press."""

    act: Act
    label: Text
    asks: Text = NOTHING
    rest: int = 0
    wants_reason: Text = NOTHING
    """More than the limit goes on account: a manager may accept it and says why."""


def plan_for(desk: Desk, file: VisitFile, offered: Offered) -> Plan:
    stage = file.visit.stage
    if stage in ENDED:
        return Plan("today", say("Back to Today"))
    if stage == "ready" or without_work(file):
        return _money_plan(desk, file, offered)
    for one in desk.workshop.moves(file):
        if one.move.go in ("qc", "ready") and not one.missing and not one.move.reason:
            if one.move.go == "qc":
                return Plan("qc", say("To quality check"))
            return Plan("ready", say("Ready to hand back"))
    return Plan("order", say("Back to the work order"))


def _money_plan(desk: Desk, file: VisitFile, offered: Offered) -> Plan:
    due = desk.settlement.due(file)
    items = 0 if without_work(file) else len(file.checkout.open_items())
    if due <= 0:
        return Plan("close", word("visit", "Close"), _question(items, 0))
    label = say("Take payment & close")
    if not offered.kind:
        return Plan("how", label, say("How is it paid? Press 1 to 6"))
    if offered.received is None or offered.received < 0:
        return Plan("amount", label)
    if offered.kind == ACCOUNT:
        # chosen by name, so it need not be asked again
        over = over_limit(desk, file, due)
        return Plan("close", _on_account(due), NOTHING if over else _question(items, 0), due, over)
    rest = max(0, due - offered.received)
    over = over_limit(desk, file, rest)
    return Plan("close", _on_account(rest) if rest else label, NOTHING if over else _question(items, rest), rest, over)


def over_limit(desk: Desk, file: VisitFile, rest: int) -> Text:
    """Asked of a manager, who may accept it with a reason; anybody else is refused when it comes to it."""
    over = rest > 0 and desk.accounts.may_pass() and desk.accounts.passes(file.customer.id, rest) is not None
    return say("Over the limit: why may {rest} go on account?", rest=value("money", rest)) if over else NOTHING


def _on_account(rest: int) -> Text:
    return say("Close, {rest} on account", rest=value("money", rest))


def _question(items: int, rest: int) -> Text:
    if items and rest:
        return say_many(
            "Close with {n} item open and {rest} on account?",
            "Close with {n} items open and {rest} on account?",
            n=items,
            rest=value("money", rest),
        )
    if items:
        return say_many("Close with {n} item open?", "Close with {n} items open?", n=items)
    return say("Close, {rest} on account?", rest=value("money", rest)) if rest else NOTHING


def without_work(file: VisitFile) -> bool:
    """A pick-up, an enquiry or a complaint without jobs closes from arrived."""
    purposes = set(file.check_in.purposes)
    return file.visit.stage == "arrived" and bool(purposes) and purposes <= WITHOUT_WORK and not file.work_order.jobs


def money_for(desk: Desk, file: VisitFile) -> tuple[str, int]:
    """What money can do here now, as in `pay_card.TAKES` ("" for nothing), and how much of it is due."""
    stage, debt = file.visit.stage, on_account(file)
    if stage in ENDED:
        return ("pay_off", debt) if stage == "closed" and debt > 0 else ("", 0)
    due = desk.settlement.due(file)
    if early(file, desk):
        return "deposit", due
    off, out = desk.settlement.too_much(file)
    if off or out:
        return ("back", -out) if out else ("off", -off)
    return ("pay" if desk.settlement.totals(file).total or file.payments else ""), due


def early(file: VisitFile, desk: Desk) -> bool:
    """Money that comes now comes before the bill."""
    return (
        file.visit.stage not in ("ready", *ENDED)
        and not without_work(file)
        and not desk.settlement.issued(file.visit.id)
    )


def missing_for(desk: Desk, file: VisitFile) -> Text:
    """What stands between the car and its settlement; NOTHING when it can be settled, or was."""
    if file.visit.stage in ("ready", *ENDED) or without_work(file):
        return NOTHING
    jobs = [job for job in file.work_order.jobs if job.answer not in NOT_DONE]
    if not jobs:
        return say("To settle: at least one job")
    if desk.ordering.asking(file.work_order).jobs:
        return say("To settle: the customer's OK for the open jobs")
    undone = sum(not job.done for job in jobs)
    if undone:
        return say_many("To settle: {n} job to be done", "To settle: {n} jobs to be done", n=undone)
    return say("To settle: the state Ready")
