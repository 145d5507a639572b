"""The stages of a visit: what may follow, what is missing for it, and the move itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

from reception_desk.desk.visit_file import VisitFile
from reception_desk.errors import Refused
from reception_desk.forms.checkout import Checkout
from reception_desk.forms.fields import Problem, clean
from reception_desk.forms.stages import ENDED, NEEDS, VISIT_MOVES, Move, find, moves, unfit_reason
from reception_desk.forms.visit import WITHOUT_WORK, Visit
from reception_desk.forms.words import Text, say
from reception_desk.forms.work_order import NOT_DONE, Job

if TYPE_CHECKING:
    from reception_desk.desk.desk import Desk

PLACES = {
    "jobs": "work_order.lines",
    "approved": "work_order.lines",
    "all_done": "work_order.lines",
    "settled": "payment.received",
    "paid": "payment.received",
    "nothing_paid": "payment.received",
    "without_work": "check_in.purposes",
}
"""Where a need is met, as "table.field"."""


@dataclass(frozen=True)
class Open:
    """A move of the table as it stands now: `missing` is empty when it may be made."""

    move: Move
    missing: tuple[Text, ...]


class Workshop:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def moves(self, file: VisitFile) -> list[Open]:
        """What may follow the visit's stage, each with what it still lacks."""
        return [Open(move, self._missing(file, move)) for move in moves(VISIT_MOVES, file.visit.stage)]

    def move(self, visit: str, stage: str, *, reason: str = "", open_items: Sequence[str] = ()) -> Visit:
        """To another stage. Refused names all that is missing; a reason is asked for moves backward.

        `open_items`: points of the hand-back list that were left open on purpose.
        """
        file = self._desk.reception.file(visit)
        move = self.check_way(file.visit, stage)
        missing = self._missing(file, move)
        if missing:
            raise Refused(together(missing), field=self._place(file, move))
        reason = clean(reason)
        if unfit := unfit_reason(reason):
            raise Refused(unfit)
        if move.reason and not reason:
            raise Refused(say("Say why, then choose the step again."))
        self._write(file, move, reason, {"open": list(open_items)} if open_items else {})
        moved = self._desk.store.get(Visit, visit)
        assert moved is not None
        return moved

    def check_way(self, visit: Visit, stage: str) -> Move:
        """The table's move from here to a stage; Refused if it has none."""
        move = find(VISIT_MOVES, visit.stage, stage)
        if move is None:
            raise Refused(say("From “{here}” this step is not possible.", here=stage_word(visit.stage)))
        return move

    def _write(self, file: VisitFile, move: Move, reason: str, facts: dict[str, object]) -> None:
        store, now = self._desk.store, self._desk.late.time_of(file.visit)
        values: dict[str, object] = {"stage": move.go}
        if move.go == "ready":
            values["ready"] = now
        if move.go in ENDED:
            values["closed"] = now
        elif move.come == "closed":
            values["closed"] = None
        with store.atomic():
            if move.go in ENDED:  # nobody comes back to these sheets
                self._desk.sheets.leave(*file.sheet_ids())
            store.update(Visit, file.visit.id, values)
            if move.go == "closed":
                store.update(Checkout, file.checkout.id, {"handed_over": now})
            elif move.come == "closed":
                store.update(Checkout, file.checkout.id, {"handed_over": None})
            facts = {**facts, **self._desk.late.event(file.visit)}
            store.journal.record("stage", file.visit.id, {"from": move.come, "to": move.go, **facts}, reason=reason)

    def _missing(self, file: VisitFile, move: Move) -> tuple[Text, ...]:
        found: list[Text] = []
        for need in move.needs:
            if need == "print":
                found += [problem.text for _, problem in self.problems(file, "print")]
            elif not self._holds(file, need):
                found.append(NEEDS[need])
        return tuple(dict.fromkeys(found))

    def _place(self, file: VisitFile, move: Move) -> str:
        """Where to go for the first thing that is missing."""
        need = next(need for need in move.needs if not self._holds(file, need))
        if need == "print":
            table, problem = self.problems(file, "print")[0]
            return f"{table}.{problem.field}"
        return PLACES.get(need, "")

    def _holds(self, file: VisitFile, need: str) -> bool:
        match need:
            case "jobs":
                return bool([job for job in file.work_order.jobs if job.answer not in NOT_DONE])
            case "approved":
                return not self._desk.ordering.asking(file.work_order).jobs
            case "print":
                return not self.problems(file, "print")
            case "all_done":
                return all(job.done for job in file.work_order.jobs if job.answer not in NOT_DONE)
            case "settled":
                return self._desk.settlement.is_settled(file)
            case "paid":
                return self._desk.settlement.due(file) == 0
            case "nothing_paid":
                return sum(payment.amount or 0 for payment in file.payments) == 0
            case "not_issued":
                return not self._desk.settlement.issued(file.visit.id)
            case "without_work":
                purposes = set(file.check_in.purposes)
                return bool(purposes) and purposes <= WITHOUT_WORK and not file.work_order.jobs
        raise KeyError(need)

    def problems(self, file: VisitFile, command: str = "") -> list[tuple[str, Problem]]:
        """(table, problem) of all sheets of a visit; with `command` only what holds that command back."""
        known = self._desk.reception.known(file)
        found: list[tuple[str, Problem]] = []
        for sheet in (file.check_in, file.walk_around, file.work_order, file.vehicle):
            found += [(sheet.table, problem) for problem in sheet.problems(known)]
        for line in file.work_order.lines:
            found += [(line.table, problem) for problem in line.problems(known)]
        return [one for one in found if not command or (one[1].level == "stop" and command in one[1].holds)]

    def tick(self, job: str, *, done: bool = True) -> None:
        """A job is done, or not yet."""
        self._desk.sheets.edit(Job, job, {"done": done})

    def note_called(self, visit: str) -> None:
        """The customer was told that the car is ready."""
        late, kept = self._desk.late, self._desk.reception.file(visit).visit
        with self._desk.store.atomic():
            self._desk.store.update(Visit, visit, {"called": late.time_of(kept)})
            self._desk.store.journal.record("called", visit, late.event(kept))


def together(texts: Sequence[Text]) -> Text:
    """Several sentences as one text."""
    return reduce(lambda one, more: say("{one} {more}", one=one, more=more), texts)


def stage_word(stage: str) -> Text:
    return Visit.spec("stage").option(stage)
