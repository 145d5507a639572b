"""The end of a visit: what closing asks for, what it does in one save, and what is fixed after it."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from reception_desk.desk.desk import Desk
from reception_desk.errors import Refused
from reception_desk.forms.check_in import CheckIn
from reception_desk.forms.vehicle import Vehicle
from reception_desk.forms.visit import Visit
from reception_desk.forms.walk_around import WalkAround
from reception_desk.forms.work_order import Job
from tests.shops import (
    agreed,
    closed,
    file,
    finish,
    hand_back,
    ok,
    ordered,
    paid,
    ready,
    small_shop,
    walked_in,
)

TOTAL = 54_240


pytestmark = pytest.mark.usefixtures("left_sound")


def cancelled(desk: Desk) -> str:
    visit = agreed(desk)
    desk.workshop.move(visit, "cancelled", reason="left")
    return visit


def test_unpaid_visit_is_closed_with_the_rest_on_account(desk: Desk) -> None:
    visit = ready(desk)
    desk.settlement.pay(visit, kind="cash", received=50_000)
    hand_back(desk, visit)
    with pytest.raises(Refused, match="put the rest on account"):
        desk.settlement.close(visit)
    assert len(file(desk, visit).payments) == 1
    desk.settlement.close(visit, rest_on_account=True)
    assert [(row.kind, row.amount) for row in file(desk, visit).payments] == [("cash", 50_000), ("account", 4240)]
    customer = small_shop(desk).customer
    assert desk.settlement.owed(customer) == 4240
    assert desk.settlement.owed(customer, beside=visit) == 0
    assert desk.settlement.owed("") == 0
    later = walked_in(desk)
    assert "owes" in [str(flag.text).split()[0] for flag in desk.board.flags(file(desk, later))]


def test_open_points_of_the_hand_back_are_asked_for_once_and_told(desk: Desk) -> None:
    visit = paid(desk)
    with pytest.raises(Refused, match="Some points of the hand-back are open"):
        desk.settlement.close(visit)
    assert desk.papers.of_visit(visit) == []
    desk.settlement.close(visit, open_items=True)
    told = desk.sheets.history(visit)[-1]["body"]
    assert told["to"] == "closed" and "washed" in told["open"]


@pytest.mark.parametrize("make", [walked_in, ordered, agreed, cancelled, closed])
def test_visit_that_is_not_ready_is_not_closed_and_nothing_is_issued(make: Callable[[Desk], str], desk: Desk) -> None:
    visit = make(desk)
    before = (file(desk, visit), desk.papers.of_visit(visit), sorted(desk.folder.rglob("*.pdf")))
    with pytest.raises(Refused):
        desk.settlement.close(visit, rest_on_account=True, open_items=True)
    assert (file(desk, visit), desk.papers.of_visit(visit), sorted(desk.folder.rglob("*.pdf"))) == before


def test_closed_visit_is_read_only_until_it_is_opened_again(desk: Desk) -> None:
    visit = closed(desk)
    kept = file(desk, visit)
    locked: list[Callable[[], object]] = [
        lambda: desk.sheets.edit(CheckIn, kept.check_in.id, {"concern": "x"}),
        lambda: desk.sheets.edit(WalkAround, kept.walk_around.id, {"advice": "x"}),
        lambda: desk.sheets.edit(Visit, visit, {"adviser": ""}),
        lambda: desk.sheets.edit(Job, kept.work_order.jobs[0].id, {"technician": "x"}),
        lambda: desk.sheets.keep_raw(CheckIn, kept.check_in.id, "odometer", "x"),
        lambda: desk.inspection.mark(kept.walk_around.id, "roof", "S", 1, 2),
        lambda: desk.settlement.pay(visit, kind="cash", received=1),
        lambda: desk.settlement.take_back(kept.payments[0].id),
        lambda: desk.settlement.credit(desk.papers.of_visit(visit)[0].id, reason="x"),
    ]
    for change in locked:
        with pytest.raises(Refused):
            change()
    assert file(desk, visit) == kept
    desk.sheets.edit(Vehicle, kept.vehicle.id, {"colour": "red"})  # the car lives on
    with pytest.raises(Refused, match="Say why"):
        desk.workshop.move(visit, "ready")
    desk.workshop.move(visit, "ready", reason="forgot the keys")
    desk.sheets.edit(CheckIn, kept.check_in.id, {"concern": "x"})
    assert [paper.number for paper in desk.papers.of_visit(visit)] == ["INV-2026-A1-000001"]
    assert len(file(desk, visit).payments) == 1
    assert desk.settlement.close(visit).stage == "closed"
    assert len(desk.papers.of_visit(visit)) == 1


def test_declined_work_is_not_billed(desk: Desk) -> None:
    visit = agreed(desk)
    order = file(desk, visit).work_order
    desk.ordering.add_item(order.id, small_shop(desk).wash)
    extra = file(desk, visit).work_order.jobs[-1]
    desk.ordering.answer(order.id, [extra.id], channel="phone", answer="declined")
    desk.workshop.tick(order.jobs[0].id)
    desk.workshop.move(visit, "qc")
    desk.workshop.move(visit, "ready")
    bill = desk.settlement.issue(visit)
    body = json.loads(bill.content)["body"]
    assert bill.amount == TOTAL
    assert [job["description"] for job in body["work_order"]["jobs"]] == ["保养工时"]


def test_work_that_another_pays_stands_on_the_bill_at_nothing(desk: Desk) -> None:
    visit = ordered(desk)
    order = file(desk, visit).work_order
    desk.ordering.add_item(order.id, small_shop(desk).wash)
    desk.ordering.add_item(order.id, small_shop(desk).labour)
    extra = file(desk, visit).work_order.jobs[-1]
    desk.sheets.edit(Job, extra.id, {"payer": "insurance", "payer_name": "平安"})
    ok(desk, visit)
    desk.workshop.move(visit, "in_work")
    finish(desk, visit)
    bill = desk.settlement.issue(visit)
    body = json.loads(bill.content)["body"]
    assert bill.amount == TOTAL + 3390 == body["totals"]["total"]
    assert extra.id in {job["id"] for job in body["work_order"]["jobs"]}
    theirs = {line["id"] for line in body["work_order"]["lines"] if line["job"] == extra.id}
    assert theirs and not theirs & set(body["amounts"])


def test_visit_that_others_pay_for_closes_with_a_list_of_nothing_due(desk: Desk) -> None:
    visit = ordered(desk)
    desk.sheets.edit(Job, file(desk, visit).work_order.jobs[0].id, {"payer": "warranty"})
    desk.workshop.move(visit, "in_work")
    finish(desk, visit)
    assert desk.settlement.close(visit, open_items=True).stage == "closed"
    (paper,) = desk.papers.of_visit(visit)
    assert (paper.kind, paper.amount) == ("settlement", 0)
    body = json.loads(paper.content)["body"]
    assert [job["payer"] for job in body["work_order"]["jobs"]] == ["warranty"]
    assert body["amounts"] == {}


def test_payment_taken_while_closing_is_one_save_with_it(desk: Desk) -> None:
    visit = ready(desk)
    with pytest.raises(Refused, match="Some points"):
        desk.settlement.close(visit, kind="cash", received=60_000)
    assert file(desk, visit).payments == []
    desk.settlement.close(visit, kind="cash", received=60_000, open_items=True)
    assert [(row.amount, row.received) for row in file(desk, visit).payments] == [(TOTAL, 60_000)]
