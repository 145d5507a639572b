"""Checkout: payments with change, legal papers with their numbers, what they lock, and their reversal."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reception_desk.desk.desk import Desk
from reception_desk.errors import Refused
from reception_desk.forms.check_in import CheckIn
from reception_desk.forms.document import Document
from reception_desk.forms.payment import Payment
from reception_desk.forms.shop import Shop
from reception_desk.forms.work_order import Job, WorkLine
from tests.shops import (
    CHINA,
    agreed,
    clock_of,
    file,
    hand_back,
    paid,
    ready,
    small_shop,
    walked_in,
)

TOTAL = 54_240


pytestmark = pytest.mark.usefixtures("left_sound")


def due(desk: Desk, visit: str) -> int:
    return desk.settlement.due(file(desk, visit))


def issued(desk: Desk) -> tuple[str, Document]:
    visit = paid(desk)
    return visit, desk.settlement.issue(visit)


# Payments


def test_payments_of_several_kinds_pay_one_bill(desk: Desk) -> None:
    visit = ready(desk)
    for kind, received, left in (("wechat", 20_000, 34_240), ("card", 14_240, 20_000), ("cash", 50_000, 0)):
        desk.settlement.pay(visit, kind=kind, received=received, reference=f"ref {kind}")
        assert due(desk, visit) == left
    rows = file(desk, visit).payments
    assert [(row.kind, row.amount, row.received, row.reference) for row in rows] == [
        ("wechat", 20_000, 20_000, "ref wechat"),
        ("card", 14_240, 14_240, "ref card"),
        ("cash", 20_000, 50_000, "ref cash"),
    ]
    assert all((row.staff, row.at) == (desk.actor, desk.now()) for row in rows)


@pytest.mark.parametrize(
    ("kind", "received", "words"),
    [
        ("cash", 0, "Enter the amount"),
        ("cash", -100, "Enter the amount"),
        ("card", TOTAL + 1, "Only cash gives change"),
        ("account", TOTAL + 1, "Only cash gives change"),
    ],
)
def test_payment_that_makes_no_sense_is_refused(kind: str, received: int, words: str, desk: Desk) -> None:
    visit = ready(desk)
    with pytest.raises(Refused, match=words) as trouble:
        desk.settlement.pay(visit, kind=kind, received=received)
    assert trouble.value.field == "payment.received"
    assert file(desk, visit).payments == []


def test_paid_bill_takes_no_second_payment(desk: Desk) -> None:
    visit = paid(desk)
    with pytest.raises(Refused, match="paid in full"):
        desk.settlement.pay(visit, kind="cash", received=TOTAL)
    assert len(file(desk, visit).payments) == 1


def test_wrong_payment_is_reversed_once_by_another(desk: Desk) -> None:
    visit = paid(desk)
    (first,) = file(desk, visit).payments
    back = desk.settlement.take_back(first.id)
    assert (back.amount, back.kind, back.reverses) == (-TOTAL, "cash", first.id)
    assert due(desk, visit) == TOTAL
    for payment in (first.id, back.id, "no such"):
        with pytest.raises(Refused):
            desk.settlement.take_back(payment)
    desk.settlement.pay(visit, kind="card", received=TOTAL)
    assert [row.amount for row in file(desk, visit).payments] == [TOTAL, -TOTAL, TOTAL]


def test_payment_cannot_be_typed_over(desk: Desk) -> None:
    visit = paid(desk)
    (payment,) = file(desk, visit).payments
    with pytest.raises(Refused):
        desk.sheets.edit(Payment, payment.id, {"amount": 1})
    desk.sheets.edit(Payment, payment.id, {"reference": "slip 17"})
    (kept,) = file(desk, visit).payments
    assert (kept.amount, kept.reference) == (TOTAL, "slip 17")


@given(st.lists(st.tuples(st.sampled_from(["cash", "card", "back"]), st.integers(-5, 70_000)), max_size=8))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
def test_whatever_is_paid_due_and_paid_are_the_total(desk: Desk, steps: list[tuple[str, int]]) -> None:
    visit = ready(desk)
    for kind, amount in steps:
        rows = file(desk, visit).payments
        try:
            if kind == "back":
                desk.settlement.take_back(rows[amount % len(rows)].id if rows else "")
            else:
                desk.settlement.pay(visit, kind=kind, received=amount)
        except Refused:
            continue
    kept = file(desk, visit)
    assert 0 <= due(desk, visit) <= TOTAL
    assert due(desk, visit) + sum(row.amount or 0 for row in kept.payments) == TOTAL
    for row in kept.payments:
        change = (row.received or 0) - (row.amount or 0)
        assert change >= 0 and (change == 0 or row.kind == "cash" or row.reverses)


# Legal papers


def test_bills_are_numbered_without_holes(desk: Desk) -> None:
    numbers = []
    for step in range(3):
        visit = ready(desk)
        if step == 1:
            with pytest.raises(Refused):
                desk.settlement.close(visit)  # unpaid: whatever was begun is taken back
        numbers.append(desk.settlement.issue(visit).number)
    assert numbers == [f"INV-2026-A1-{number:06d}" for number in (1, 2, 3)]


def test_issuing_twice_is_one_bill(desk: Desk) -> None:
    visit, bill = issued(desk)
    assert desk.settlement.issue(visit) == bill
    assert len(desk.papers.of_visit(visit)) == 1


def test_bill_made_at_midnight_has_the_number_of_its_own_year(desk: Desk) -> None:
    visit = ready(desk)
    clock = clock_of(desk)
    wanted = clock.at(datetime(2026, 12, 31, 23, 59, 59, 999_000, tzinfo=CHINA))
    clock.advance((wanted.ms - clock.now().ms) / 1000)
    last = desk.settlement.issue(visit)
    clock.advance(0.001)
    first = desk.settlement.issue(ready(desk))
    for bill, year in ((last, "2026"), (first, "2027")):
        assert bill.at and bill.number == f"INV-{year}-A1-000001" and bill.at.day().startswith(year)


def no_job(desk: Desk) -> str:
    return walked_in(desk)


def open_job(desk: Desk) -> str:
    visit = ready(desk)
    desk.ordering.add_item(file(desk, visit).work_order.id, small_shop(desk).wash)
    return visit


def unfinished(desk: Desk) -> str:
    return agreed(desk)


def nameless(desk: Desk) -> str:
    visit = ready(desk)
    desk.sheets.edit(Shop, desk.shop().id, {"name": ""})
    return visit


def cancelled(desk: Desk) -> str:
    visit = agreed(desk)
    desk.workshop.move(visit, "cancelled", reason="left")
    return visit


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (no_job, "nothing to settle"),
        (open_job, "Get the customer's OK"),
        (unfinished, "Tick every job"),
        (nameless, "Enter the shop's name"),
        (cancelled, "closed"),
    ],
)
def test_bill_that_lacks_something_is_refused_and_takes_no_number(
    make: Callable[[Desk], str], words: str, desk: Desk
) -> None:
    visit = make(desk)
    with pytest.raises(Refused, match=words):
        desk.settlement.issue(visit)
    desk.sheets.edit(Shop, desk.shop().id, {"name": "x"})
    assert desk.settlement.issue(ready(desk)).number == "INV-2026-A1-000001"


def test_bill_locks_what_it_bills_and_nothing_else(desk: Desk) -> None:
    visit, bill = issued(desk)
    kept = file(desk, visit)
    job, line, order = kept.work_order.jobs[0], kept.work_order.lines[0], kept.work_order.id
    locked: list[Callable[[], object]] = [
        lambda: desk.sheets.edit(WorkLine, line.id, {"price": 1}),
        lambda: desk.sheets.edit(WorkLine, line.id, {"name": "x"}),
        lambda: desk.sheets.edit(Job, job.id, {"payer": "warranty"}),
        lambda: desk.sheets.edit(Job, job.id, {"answer": "declined"}),
        lambda: desk.sheets.edit(Job, job.id, {"description": "x"}),
        lambda: desk.ordering.remove_line(line.id),
        lambda: desk.ordering.add_item(order, small_shop(desk).wash),
        lambda: desk.ordering.add_package(order, small_shop(desk).service),
        lambda: desk.ordering.answer(order, [job.id], channel="phone", answer="declined"),
        lambda: desk.workshop.move(visit, "in_work", reason="more to do"),
    ]
    for change in locked:
        with pytest.raises(Refused, match=f"{bill.number}|credit note"):
            change()
    assert file(desk, visit) == kept
    desk.sheets.edit(Job, job.id, {"technician": small_shop(desk).technician})
    desk.sheets.edit(CheckIn, kept.check_in.id, {"parking": "B2"})
    desk.workshop.move(visit, "qc", reason="one more look")


def test_currency_is_fixed_by_the_first_bill(desk: Desk) -> None:
    shop = desk.shop().id
    desk.sheets.edit(Shop, shop, {"currency": "EUR"})
    issued(desk)
    with pytest.raises(Refused) as trouble:
        desk.sheets.edit(Shop, shop, {"currency": "CNY"})
    assert trouble.value.field == "shop.currency"


def test_issued_amount_stays_whatever_the_shop_settings_become(desk: Desk) -> None:
    visit = ready(desk)
    desk.settlement.issue(visit)
    desk.sheets.edit(Shop, desk.shop().id, {"tax_included": True, "tax_rate": 600})
    assert due(desk, visit) == TOTAL
    hand_back(desk, visit)
    assert desk.settlement.close(visit, rest_on_account=True).stage == "closed"


def test_credit_note_names_the_bill_and_opens_its_lines(desk: Desk) -> None:
    visit, bill = issued(desk)
    note = desk.settlement.credit(bill.id, reason=" wrong\x00 price ")
    assert (note.number, note.amount, note.credits) == ("CN-2026-A1-000001", -TOTAL, bill.id)
    body = json.loads(note.content)["body"]
    assert (body["credits"]["number"], body["credits"]["reason"]) == (bill.number, "wrong price")
    assert body["work_order"] == json.loads(bill.content)["body"]["work_order"]
    with pytest.raises(Refused, match="reversed already"):
        desk.settlement.credit(bill.id, reason="again")
    line = file(desk, visit).work_order.lines[0]
    desk.sheets.edit(WorkLine, line.id, {"price": 10_000})
    assert due(desk, visit) == -9040
    with pytest.raises(Refused, match=r"More was paid than is due. Give 90.40 back first|More was paid"):
        desk.settlement.close(visit, open_items=True)
    desk.settlement.take_back(file(desk, visit).payments[0].id)
    desk.settlement.pay(visit, kind="cash", received=TOTAL - 9040)
    again = desk.settlement.issue(visit)
    assert (again.number, again.amount) == ("INV-2026-A1-000002", TOTAL - 9040)
    told = [event["body"] for event in desk.sheets.history(visit) if event["kind"] == "credited"]
    assert told == [{"document": bill.id, "note": note.id, "reason": "wrong price"}]


@pytest.mark.parametrize("reason", ["", "  ", "\x00"])
def test_credit_note_asks_for_a_reason(reason: str, desk: Desk) -> None:
    _, bill = issued(desk)
    with pytest.raises(Refused, match="Say why"):
        desk.settlement.credit(bill.id, reason=reason)


def test_only_a_settlement_list_is_credited(desk: Desk) -> None:
    visit, bill = issued(desk)
    note = desk.settlement.credit(bill.id, reason="x")
    (paper,) = desk.papers.print(visit, ["work_order"])
    for document in (note.id, paper.id, "no such"):
        with pytest.raises(Refused):
            desk.settlement.credit(document, reason="x")


def test_documents_are_immutable_in_the_file_too(desk: Desk) -> None:
    _, bill = issued(desk)
    conn = desk.store.connection
    for sql in (
        "UPDATE document SET amount = 1",
        "DELETE FROM document",
        f"UPDATE document SET number = 'x' WHERE id = '{bill.id}'",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            conn.execute(sql)
        conn.rollback()
    with pytest.raises(Refused):
        desk.sheets.edit(Document, bill.id, {"amount": 1})


@pytest.mark.parametrize(("days", "told"), [(90, 90), (10**9, 3650), (-5, None), (0, None)])
def test_a_warranty_longer_than_there_are_days_does_not_hold_the_bill_up(
    days: int, told: int | None, desk: Desk
) -> None:
    desk.sheets.edit(Shop, desk.shop().id, {"warranty_days": days})
    bill = desk.settlement.issue(ready(desk))
    assert json.loads(bill.content)["body"]["warranty"].get("days") == told
