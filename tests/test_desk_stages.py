"""The two guarded tables: every move works when its needs hold, each lack is named, every other pair is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reception_desk.desk.desk import Desk
from reception_desk.errors import Refused
from reception_desk.forms.check_in import CheckIn
from reception_desk.forms.stages import APPOINTMENT, APPOINTMENT_MOVES, NEEDS, VISIT, VISIT_MOVES, Move
from reception_desk.forms.work_order import WorkLine
from tests.shops import (
    agreed,
    check_in,
    file,
    finish,
    ok,
    ordered,
    paid,
    ready,
    walked_in,
)

WAY = {
    "arrived": (),
    "waiting": ("waiting",),
    "in_work": ("in_work",),
    "parts": ("in_work", "parts"),
    "qc": ("in_work", "qc"),
    "ready": ("in_work", "qc", "ready"),
    "closed": ("in_work", "qc", "ready", "closed"),
    "cancelled": ("cancelled",),
}
"""How a visit comes to a stage when nothing is missing."""


def at_stage(desk: Desk, stage: str) -> str:
    """A visit with all that any move needs, brought to a stage; cancelled and without work are ways of their own."""
    visit = ordered(desk)
    ok(desk, visit)
    for job in file(desk, visit).work_order.jobs:
        desk.workshop.tick(job.id)
    for step in WAY[stage]:
        if step == "closed":
            desk.settlement.pay(visit, kind="cash", received=desk.settlement.due(file(desk, visit)))
            desk.settlement.issue(visit)
        desk.workshop.move(visit, step, reason="because")
    return visit


def make_ready_for(desk: Desk, visit: str, move: Move) -> None:
    """What a move needs beyond an agreed and finished order."""
    if "settled" in move.needs:
        desk.settlement.pay(visit, kind="cash", received=desk.settlement.due(file(desk, visit)))
        desk.settlement.issue(visit)
    if "without_work" in move.needs:
        for line in file(desk, visit).work_order.lines:
            desk.ordering.remove_line(line.id)
        desk.sheets.edit(CheckIn, file(desk, visit).check_in.id, {"purposes": ("enquiry",)})


@pytest.mark.parametrize("move", VISIT_MOVES, ids=lambda move: f"{move.come}-{move.go}")
def test_every_move_of_a_visit_works_when_its_needs_hold(move: Move, desk: Desk) -> None:
    visit = at_stage(desk, move.come)
    make_ready_for(desk, visit, move)
    offered = {one.move.go: one.missing for one in desk.workshop.moves(file(desk, visit))}
    assert offered[move.go] == ()
    if move.reason:
        with pytest.raises(Refused, match="Say why"):
            desk.workshop.move(visit, move.go, reason="  ")
    assert desk.workshop.move(visit, move.go, reason="why" if move.reason else "").stage == move.go
    assert file(desk, visit).visit.stage == move.go
    told = desk.sheets.history(visit)[-1]
    assert told["kind"] == "stage"
    assert told["body"] == {"from": move.come, "to": move.go, "reason": "why" if move.reason else ""}


def test_every_other_pair_of_stages_is_refused(desk: Desk) -> None:
    codes = [option.code for option in VISIT]
    known = {(move.come, move.go) for move in VISIT_MOVES}
    for come in codes:
        visit = at_stage(desk, come)
        refused = []
        for go in [*codes, "", "elsewhere"]:
            if (come, go) not in known:
                with pytest.raises(Refused, match="this step is not possible"):
                    desk.workshop.move(visit, go, reason="because")
                refused.append(go)
        assert file(desk, visit).visit.stage == come
        assert len(refused) == len(codes) + 2 - sum(move.come == come for move in VISIT_MOVES)


def test_tables_name_stages_and_needs_there_are() -> None:
    for moves, options in ((VISIT_MOVES, VISIT), (APPOINTMENT_MOVES, APPOINTMENT)):
        codes = {option.code for option in options}
        assert {code for move in moves for code in (move.come, move.go)} <= codes
        pairs = [(move.come, move.go) for move in moves]
        assert len(set(pairs)) == len(pairs)
    assert {need for move in VISIT_MOVES for need in move.needs} - {"print"} == set(NEEDS)


def test_moves_backward_and_past_the_quality_check_ask_for_a_reason() -> None:
    order = ["arrived", "waiting", "in_work", "qc", "ready", "closed"]
    for move in VISIT_MOVES:
        if move.come in order and move.go in order:
            back = order.index(move.go) < order.index(move.come)
            assert move.reason == (back and (move.come, move.go) != ("in_work", "waiting")) or move.go == "ready"
    by_pair = {(move.come, move.go): move.reason for move in VISIT_MOVES}
    assert by_pair["in_work", "ready"] and not by_pair["qc", "ready"]
    assert all(move.reason for move in VISIT_MOVES if move.go == "cancelled")


# What is missing is named


def no_job(desk: Desk) -> str:
    visit = walked_in(desk)
    check_in(desk, visit)
    return visit


def no_odometer(desk: Desk) -> str:
    visit = ordered(desk)
    ok(desk, visit)
    desk.sheets.edit(CheckIn, file(desk, visit).check_in.id, {"odometer": None})
    return visit


def no_promise(desk: Desk) -> str:
    visit = ordered(desk)
    ok(desk, visit)
    desk.sheets.edit(CheckIn, file(desk, visit).check_in.id, {"promised": None})
    return visit


def price_below_zero(desk: Desk) -> str:
    visit = ordered(desk)
    desk.sheets.edit(WorkLine, file(desk, visit).work_order.lines[0].id, {"price": -100})
    ok(desk, visit)
    return visit


def got_dearer(desk: Desk) -> str:
    visit = ordered(desk)
    ok(desk, visit)
    desk.sheets.edit(WorkLine, file(desk, visit).work_order.lines[0].id, {"price": 99_999})
    return visit


def unpaid(desk: Desk) -> str:
    visit = ready(desk)
    desk.settlement.issue(visit)
    return visit


def all_declined(desk: Desk) -> str:
    visit = ordered(desk)
    order = file(desk, visit).work_order
    desk.ordering.answer(order.id, [job.id for job in order.jobs], channel="phone", answer="declined")
    return visit


def purpose_and_work(desk: Desk) -> str:
    visit = ordered(desk)
    check_in(desk, visit, purposes=("enquiry",))
    return visit


def enquiry_and_repair(desk: Desk) -> str:
    visit = walked_in(desk)
    check_in(desk, visit, purposes=("enquiry", "repair"))
    return visit


def deposit(desk: Desk) -> str:
    visit = agreed(desk)
    desk.settlement.pay(visit, kind="cash", received=10_000)
    return visit


def issued(desk: Desk) -> str:
    visit = paid(desk)
    desk.settlement.issue(visit)
    return visit


@pytest.mark.parametrize(
    ("make", "go", "words", "field"),
    [
        (no_job, "waiting", ["Add at least one job."], "work_order.lines"),
        (no_job, "in_work", ["Add at least one job."], "work_order.lines"),
        (all_declined, "in_work", ["Add at least one job."], "work_order.lines"),
        (ordered, "in_work", ["Get the customer's OK for the open jobs."], "work_order.lines"),
        (got_dearer, "in_work", ["Get the customer's OK for the open jobs."], "work_order.lines"),
        (no_odometer, "in_work", ["Fill in: Odometer."], "check_in.odometer"),
        (no_promise, "in_work", ["Fill in: Promised."], "check_in.promised"),
        (price_below_zero, "in_work", ["A price below zero is a discount or a credit note."], "line.price"),
        (agreed, "qc", ["Tick every job that is done"], "work_order.lines"),
        (agreed, "ready", ["Tick every job that is done"], "work_order.lines"),
        (ready, "closed", ["Issue the settlement list", "Take the payment"], "payment.received"),
        (paid, "closed", ["Issue the settlement list"], "payment.received"),
        (unpaid, "closed", ["Take the payment, or put the rest on account."], "payment.received"),
        (walked_in, "closed", ["Only a pick-up, enquiry or complaint closes without work."], "check_in.purposes"),
        (purpose_and_work, "closed", ["Only a pick-up"], "check_in.purposes"),
        (enquiry_and_repair, "closed", ["Only a pick-up"], "check_in.purposes"),
        (deposit, "cancelled", ["Give back what was paid first."], "payment.received"),
        (issued, "in_work", ["Reverse the settlement list by a credit note first."], ""),
    ],
)
def test_refused_move_names_all_that_is_missing(
    make: Callable[[Desk], str], go: str, words: list[str], field: str, desk: Desk
) -> None:
    visit = make(desk)
    before = file(desk, visit)
    events = len(desk.sheets.history(visit))
    with pytest.raises(Refused) as trouble:
        desk.workshop.move(visit, go, reason="because")
    said = desk.language("en").say(trouble.value.say)
    assert [part for part in words if part not in said] == []
    assert trouble.value.field == field
    missing = next(one.missing for one in desk.workshop.moves(before) if one.move.go == go)
    assert len(missing) >= len(words)
    assert file(desk, visit) == before
    assert len(desk.sheets.history(visit)) == events


def test_odometer_that_cannot_be_read_does_not_hold_the_car(desk: Desk) -> None:
    visit = no_odometer(desk)
    desk.sheets.edit(CheckIn, file(desk, visit).check_in.id, {"odometer_unreadable": True})
    assert desk.workshop.move(visit, "in_work").stage == "in_work"


@pytest.mark.parametrize("purposes", [("pick_up",), ("enquiry",), ("complaint",), ("pick_up", "complaint")])
def test_visit_without_work_closes_from_arrived(purposes: tuple[str, ...], desk: Desk) -> None:
    visit = walked_in(desk)
    desk.sheets.edit(CheckIn, file(desk, visit).check_in.id, {"purposes": purposes})
    assert desk.settlement.close(visit, open_items=True).stage == "closed"


def test_times_of_a_visit_follow_its_stage(desk: Desk) -> None:
    visit = at_stage(desk, "closed")
    kept = file(desk, visit)
    assert kept.visit.ready == kept.visit.closed == kept.checkout.handed_over == desk.now()
    desk.workshop.move(visit, "ready", reason="forgot the keys")
    kept = file(desk, visit)
    assert kept.visit.closed is None and kept.checkout.handed_over is None


def test_finishing_twice_is_refused(desk: Desk) -> None:
    visit = agreed(desk)
    finish(desk, visit)
    with pytest.raises(Refused, match="this step is not possible"):
        desk.workshop.move(visit, "ready")
