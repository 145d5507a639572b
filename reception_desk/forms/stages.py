"""The two guarded tables: which stages a visit and an appointment go through, and what each move asks for."""

from __future__ import annotations

from typing import NamedTuple

from reception_desk.forms import fields as f
from reception_desk.forms.words import NOTHING, Text, say

VISIT = (
    f.option("Checked in", code="arrived"),
    f.option("Waiting OK", code="waiting"),
    f.option("In work", code="in_work"),
    f.option("Waiting parts", code="parts"),
    f.option("Quality check", code="qc"),
    f.option(f.word("stage", "Ready"), code="ready"),
    f.option(f.word("stage", "Closed"), code="closed"),
    f.option(f.word("stage", "Cancelled"), code="cancelled"),
)
APPOINTMENT = (
    f.option("Booked", code="booked"),
    f.option("Confirmed", code="confirmed"),
    f.option(f.word("booking", "Arrived"), code="arrived"),
    f.option("Moved", code="moved"),
    f.option("Cancelled", code="cancelled"),
    f.option("No-show", code="no_show"),
)
REASON = 200
"""Characters of a reason."""
IN_SHOP = ("arrived", "waiting", "in_work", "parts", "qc", "ready")
ENDED = ("closed", "cancelled")
"""A visit that is over: its sheets are not changed any more."""


class Move(NamedTuple):
    """From one stage to another. `needs` are names of facts that must hold, "print" whatever printing the work order
    asks for; `reason`: a reason is asked."""

    come: str
    go: str
    needs: tuple[str, ...] = ()
    reason: bool = False


NEEDS: dict[str, Text] = {
    "jobs": say("Add at least one job."),
    "approved": say("Get the customer's OK for the open jobs."),
    "all_done": say("Tick every job that is done, or take it off the order."),
    "settled": say("Issue the settlement list for the customer's jobs."),
    "paid": say("Take the payment, or put the rest on account."),
    "nothing_paid": say("Give back what was paid first."),
    "not_issued": say("Reverse the settlement list by a credit note first."),
    "without_work": say("Only a pick-up, enquiry or complaint closes without work."),
}

CANCEL = ("not_issued", "nothing_paid")
VISIT_MOVES = (
    Move("arrived", "waiting", ("jobs",)),
    Move("arrived", "in_work", ("jobs", "print", "approved")),
    Move("arrived", "closed", ("without_work", "nothing_paid")),
    Move("arrived", "cancelled", CANCEL, reason=True),
    Move("waiting", "in_work", ("jobs", "print", "approved")),
    Move("waiting", "arrived", reason=True),
    Move("waiting", "parts", ("jobs",)),
    Move("waiting", "cancelled", CANCEL, reason=True),
    Move("in_work", "waiting"),
    Move("in_work", "parts"),
    Move("in_work", "qc", ("all_done",)),
    Move("in_work", "ready", ("all_done",), reason=True),
    Move("in_work", "arrived", reason=True),
    Move("in_work", "cancelled", CANCEL, reason=True),
    Move("parts", "in_work", ("approved",)),
    Move("parts", "waiting"),
    Move("parts", "cancelled", CANCEL, reason=True),
    Move("qc", "ready", ("all_done",)),
    Move("qc", "in_work", reason=True),
    Move("ready", "closed", ("settled", "paid")),
    Move("ready", "in_work", ("not_issued",), reason=True),
    Move("ready", "qc", reason=True),
    Move("closed", "ready", reason=True),
)
APPOINTMENT_MOVES = (
    Move("booked", "confirmed"),
    Move("booked", "arrived"),
    Move("booked", "moved"),
    Move("booked", "cancelled", reason=True),
    Move("booked", "no_show"),
    Move("confirmed", "arrived"),
    Move("confirmed", "moved"),
    Move("confirmed", "cancelled", reason=True),
    Move("confirmed", "no_show"),
    Move("confirmed", "booked", reason=True),
    Move("no_show", "arrived"),
    Move("no_show", "booked", reason=True),
    Move("cancelled", "booked", reason=True),
)


def moves(table: tuple[Move, ...], come: str) -> list[Move]:
    """What may follow a stage, in the order of the table."""
    return [move for move in table if move.come == come]


def find(table: tuple[Move, ...], come: str, go: str) -> Move | None:
    return next((move for move in table if (move.come, move.go) == (come, go)), None)


def unfit_reason(reason: str) -> Text:
    """Why this cannot be kept as a reason; NOTHING when it can."""
    if len(reason) <= REASON:
        return NOTHING
    return say(
        "{field} takes {most} characters at most; this has {length}. Shorten it and paste it again.",
        field=say("Reason"),
        most=REASON,
        length=len(reason),
    )
