"""Receipts, deposits, and what stands on account: money in and out, the papers for it, the limits of it."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reception_desk.desk.desk import Desk
from reception_desk.errors import Refused
from reception_desk.forms.customer import Customer
from reception_desk.forms.document import Document
from reception_desk.forms.shop import Shop
from reception_desk.forms.staff import Staff
from tests.shops import agreed, closed, file, paid, ready

TOTAL = 54_240


pytestmark = pytest.mark.usefixtures("left_sound")


def due(desk: Desk, visit: str) -> int:
    return desk.settlement.due(file(desk, visit))


def numbers(desk: Desk) -> list[int]:
    papers = desk.store.find(Document, {"kind": "receipt"}, order="id")
    return [int(paper.number.rsplit("-", 1)[1]) for paper in papers]


# Receipts


def test_receipt_is_given_once_for_the_same_payments(desk: Desk) -> None:
    visit = paid(desk)
    first = desk.receipts.issue(visit)
    assert (first.number[:2], first.amount, first.page) == ("RC", TOTAL, "A4")
    assert desk.receipts.issue(visit).id == first.id
    assert desk.receipts.issue(visit, [file(desk, visit).payments[0].id]).id == first.id
    assert numbers(desk) == [1]


def test_receipt_of_one_payment_leaves_the_other_for_the_next(desk: Desk) -> None:
    visit = ready(desk)
    for kind, received in (("wechat", 20_000), ("cash", 50_000)):
        desk.settlement.pay(visit, kind=kind, received=received)
    one, two = file(desk, visit).payments
    first = desk.receipts.issue(visit, [one.id])
    rest = desk.receipts.issue(visit)
    assert (first.amount, rest.amount) == (20_000, 34_240)
    with pytest.raises(Refused, match=first.number):
        desk.receipts.issue(visit, [one.id, two.id])


def test_receipt_tells_what_came_in_and_what_stands_on_account(desk: Desk) -> None:
    visit = ready(desk)
    desk.settlement.close(visit, kind="cash", received=20_000, rest_on_account=True, open_items=True)
    body = json.loads(desk.receipts.issue(visit).content)["body"]
    assert (body["amount"], body["paid"], body["due"]) == (20_000, 20_000, TOTAL - 20_000)
    (bill,) = desk.settlement.issued(visit)
    body = json.loads(bill.content)["body"]
    assert (body["paid"], body["due"]) == (20_000, TOTAL - 20_000)


def test_receipt_without_money_is_refused(desk: Desk) -> None:
    visit = ready(desk)
    desk.settlement.pay(visit, kind="account", received=TOTAL)
    with pytest.raises(Refused, match="Nothing was paid"):
        desk.receipts.issue(visit)
    assert numbers(desk) == []


def test_receipt_of_a_payment_that_is_taken_back_is_taken_back_by_another(desk: Desk) -> None:
    visit = paid(desk)
    first = desk.receipts.issue(visit)
    desk.settlement.take_back(file(desk, visit).payments[0].id)
    back = desk.store.find(Document, {"kind": "receipt"}, order="id")[-1]
    assert (back.credits, back.amount) == (first.id, -TOTAL)
    assert json.loads(back.content)["body"]["credits"]["number"] == first.number
    assert desk.receipts.of_visit(visit) == []
    desk.settlement.pay(visit, kind="card", received=TOTAL)
    assert desk.receipts.issue(visit).amount == TOTAL
    assert numbers(desk) == [1, 2, 3]


def test_receipt_comes_on_the_roll_where_the_shop_prints_them_so(desk: Desk) -> None:
    desk.sheets.edit(Shop, desk.shop().id, {"receipt_page": "roll"})
    assert desk.receipts.issue(paid(desk)).page == "roll"


# Deposits


def test_deposit_is_counted_against_the_bill(desk: Desk) -> None:
    visit = agreed(desk)
    payment = desk.settlement.deposit(visit, kind="wechat", received=10_000, reference="8841")
    assert (payment.deposit, payment.amount) == (True, 10_000)
    paper = desk.receipts.issue(visit)
    assert (paper.amount, json.loads(paper.content)["body"]["bill"]) == (10_000, "")
    assert due(desk, visit) == desk.settlement.totals(file(desk, visit)).total - 10_000


def test_deposit_before_any_job_may_be_more_than_the_bill_and_goes_back(desk: Desk) -> None:
    visit = ready(desk)
    desk.settlement.deposit(visit, kind="cash", received=TOTAL + 1_000)
    assert due(desk, visit) == -1_000
    with pytest.raises(Refused, match="Give"):
        desk.settlement.close(visit, open_items=True)
    back = desk.settlement.give_back(visit, kind="cash")
    assert (back.amount, due(desk, visit)) == (-1_000, 0)
    assert desk.sheets.history(visit)[-1]["body"]["payment"] == back.id
    with pytest.raises(Refused):
        desk.settlement.give_back(visit, kind="cash")
    assert desk.settlement.close(visit, open_items=True).stage == "closed"


def test_deposit_goes_back_before_the_visit_is_cancelled_and_its_receipt_with_it(desk: Desk) -> None:
    visit = agreed(desk)
    deposit = desk.settlement.deposit(visit, kind="cash", received=20_000)
    receipt = desk.receipts.issue(visit)
    with pytest.raises(Refused):
        desk.workshop.move(visit, "cancelled", reason="the part is not made any more")
    desk.settlement.take_back(deposit.id)
    assert desk.workshop.move(visit, "cancelled", reason="the part is not made any more").stage == "cancelled"
    papers = desk.store.find(Document, {"kind": "receipt"}, order="id")
    assert [(paper.amount, paper.credits) for paper in papers] == [(20_000, ""), (-20_000, receipt.id)]
    assert sum(payment.amount or 0 for payment in file(desk, visit).payments) == 0
    assert numbers(desk) == [1, 2]


def test_deposit_is_no_promise_and_none_comes_after_the_bill(desk: Desk) -> None:
    visit = ready(desk)
    with pytest.raises(Refused, match="comes in now"):
        desk.settlement.deposit(visit, kind="account", received=100)
    desk.settlement.issue(visit)
    with pytest.raises(Refused, match="issued already"):
        desk.settlement.deposit(visit, kind="cash", received=100)


# On account


def limited(desk: Desk, limit: int | None, shop: int | None = None) -> str:
    visit = ready(desk)
    desk.sheets.edit(Customer, file(desk, visit).customer.id, {"account_limit": limit})
    desk.sheets.edit(Shop, desk.shop().id, {"account_limit": shop})
    return visit


@pytest.mark.parametrize(("own", "shop"), [(TOTAL - 1, None), (None, TOTAL - 1), (0, 10 * TOTAL)])
def test_account_ends_at_the_limit(own: int | None, shop: int | None, desk: Desk) -> None:
    visit = limited(desk, own, shop)
    desk.work_as(desk.store.find(Staff, {"role": "adviser"})[0].id)
    with pytest.raises(Refused, match="manager") as trouble:
        desk.settlement.pay(visit, kind="account", received=TOTAL)
    assert trouble.value.field == "payment.received"
    assert file(desk, visit).payments == []


@pytest.mark.parametrize(("own", "shop"), [(TOTAL, 0), (None, None), (None, TOTAL)])
def test_account_up_to_the_limit_is_taken(own: int | None, shop: int | None, desk: Desk) -> None:
    visit = limited(desk, own, shop)
    assert desk.settlement.pay(visit, kind="account", received=TOTAL).amount == TOTAL


def test_account_over_the_limit_is_a_managers_word_and_stands_in_the_history(desk: Desk) -> None:
    visit = limited(desk, 0)
    boss = Staff(name="Boss", role="manager")
    desk.sheets.create(boss)
    desk.work_as(boss.id)
    with pytest.raises(Refused, match="Say why"):
        desk.settlement.pay(visit, kind="account", received=TOTAL)
    desk.settlement.pay(visit, kind="account", received=TOTAL, reason="pays every month")
    paid_event = next(event for event in desk.store.journal.history(visit) if event["kind"] == "paid")
    assert paid_event["body"]["over_limit"] is True
    assert paid_event["body"]["reason"] == "pays every month"


def owing(desk: Desk) -> str:
    visit = ready(desk)
    desk.settlement.close(visit, rest_on_account=True, open_items=True)
    return visit


def test_debt_is_paid_off_in_parts_and_the_visit_stays_closed(desk: Desk) -> None:
    visit = owing(desk)
    customer = file(desk, visit).customer.id
    desk.accounts.pay_off(visit, kind="wechat", received=20_000)
    assert (desk.accounts.debt(visit), desk.settlement.owed(customer)) == (34_240, 34_240)
    with pytest.raises(Refused, match="Only cash"):
        desk.accounts.pay_off(visit, kind="card", received=34_241)
    last = desk.accounts.pay_off(visit, kind="cash", received=40_000)
    assert (last.amount, desk.settlement.owed(customer), due(desk, visit)) == (34_240, 0, 0)
    assert file(desk, visit).visit.stage == "closed"
    assert desk.receipts.issue(visit).amount == TOTAL
    with pytest.raises(Refused, match="Nothing is on account"):
        desk.accounts.pay_off(visit, kind="cash", received=1)


def test_pay_off_that_is_taken_back_leaves_the_debt(desk: Desk) -> None:
    visit = owing(desk)
    payment = desk.accounts.pay_off(visit, kind="card", received=20_000)
    desk.settlement.take_back(payment.id)
    assert (desk.accounts.debt(visit), due(desk, visit)) == (TOTAL, 0)


def test_visit_that_was_paid_has_nothing_to_pay_off(desk: Desk) -> None:
    with pytest.raises(Refused, match="Nothing is on account"):
        desk.accounts.pay_off(closed(desk), kind="cash", received=100)


def test_visit_that_is_not_closed_yet_is_paid_and_not_paid_off(desk: Desk) -> None:
    visit = ready(desk)
    desk.settlement.issue(visit)
    desk.settlement.pay(visit, kind="account", received=TOTAL)
    with pytest.raises(Refused, match="Nothing is on account"):
        desk.accounts.pay_off(visit, kind="cash", received=TOTAL)


@pytest.mark.parametrize(("limit", "said"), [(None, "owes 542.40"), (60_000, "owes 542.40 of 600.00")])
def test_banner_tells_what_is_owed_and_how_near_the_limit_is(limit: int | None, said: str, desk: Desk) -> None:
    first = owing(desk)
    customer = file(desk, first).customer
    desk.sheets.edit(Customer, customer.id, {"account_limit": limit})
    visit = desk.reception.arrive(vehicle=file(desk, first).vehicle.id, customer=customer.id)
    flags = [desk.language("en").say(flag.text) for flag in desk.board.flags(file(desk, visit))]
    assert said in flags


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["deposit", "pay", "take_back", "receipt", "give_back"]),
        st.sampled_from(["cash", "card"]),
        st.integers(1, 60_000),
    ),
    max_size=14,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(steps=STEPS)
def test_sums_agree_and_receipts_have_no_holes_in_any_order(steps: list[tuple[str, str, int]], desk: Desk) -> None:
    visit = ready(desk)
    before = len(numbers(desk))
    for act, kind, amount in steps:
        payments = file(desk, visit).payments
        try:
            match act:
                case "deposit":
                    desk.settlement.deposit(visit, kind=kind, received=amount)
                case "pay":
                    desk.settlement.pay(visit, kind=kind, received=amount)
                case "take_back" if payments:
                    desk.settlement.take_back(payments[amount % len(payments)].id)
                case "receipt":
                    desk.receipts.issue(visit)
                case "give_back":
                    desk.settlement.give_back(visit, kind=kind)
        except Refused:
            pass
    payments = file(desk, visit).payments
    assert due(desk, visit) == TOTAL - sum(payment.amount or 0 for payment in payments)
    standing = desk.receipts.of_visit(visit)
    gone = {payment.reverses for payment in payments}
    held = [row["id"] for paper in standing for row in json.loads(paper.content)["body"]["payments"]]
    assert len(held) == len(set(held))
    assert not set(held) & gone
    assert numbers(desk) == list(range(1, len(numbers(desk)) + 1))
    assert len(numbers(desk)) >= before
