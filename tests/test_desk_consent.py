"""The customer's word: what is asked, what each answer is worth, and that the ledger adds up after changes."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reception_desk.desk import consent
from reception_desk.desk.desk import Desk
from reception_desk.errors import Refused
from reception_desk.forms.customer import Customer
from reception_desk.forms.shop import Shop
from reception_desk.forms.work_order import Approval, Job, WorkLine, WorkOrder
from tests.shops import clock_of, file, ok, ordered, small_shop, walked_in


def order_of(desk: Desk, visit: str) -> WorkOrder:
    return file(desk, visit).work_order


def with_jobs(desk: Desk, *prices: int, discount: int = 0) -> tuple[str, list[str], list[str]]:
    """A visit with one labour line a job: its id, the jobs, the lines."""
    visit = walked_in(desk)
    order = order_of(desk, visit).id
    for number, price in enumerate(prices):
        line = WorkLine(kind="labour", name=f"job {number}", quantity=1000, price=price, discount=discount)
        desk.ordering.add_line(order, line)
    sheet = order_of(desk, visit)
    return visit, [job.id for job in sheet.jobs], [line.id for line in sheet.lines]


def say(desk: Desk, visit: str, *jobs: str, answer: str = "ok", channel: str = "phone") -> int:
    """An answer; its amount."""
    row = desk.ordering.answer(order_of(desk, visit).id, jobs, channel=channel, answer=answer)
    kept = desk.sheets.get(Approval, row)
    assert kept and kept.amount is not None
    return kept.amount


def asked(desk: Desk, visit: str) -> tuple[list[str], int]:
    asking = desk.ordering.asking(order_of(desk, visit))
    return [job.id for job in asking.jobs], asking.amount


def ledger(desk: Desk, visit: str) -> int:
    """What the rows of the ledger say is agreed."""
    rows = order_of(desk, visit).approvals
    return sum(row.amount or 0 for row in rows if row.answer == "ok" or (row.amount or 0) < 0)


def agreed(desk: Desk, visit: str) -> int:
    return desk.ordering.agreed(order_of(desk, visit))


def test_new_jobs_are_asked_for_and_agreed_to(desk: Desk) -> None:
    visit, (a, b), _ = with_jobs(desk, 10_000, 20_000)
    assert asked(desk, visit) == ([a, b], 33_900)
    assert say(desk, visit, a) == 11_300
    assert asked(desk, visit) == ([b], 22_600)
    assert say(desk, visit, b) == 22_600
    assert asked(desk, visit) == ([], 0)
    assert agreed(desk, visit) == ledger(desk, visit) == 33_900


def test_tax_rounded_on_the_sum_makes_the_ledger_add_up(desk: Desk) -> None:
    """Three times 0.13 % of a cent: each alone rounds otherwise than all together."""
    visit, jobs, _ = with_jobs(desk, 104, 104, 104)
    amounts = [say(desk, visit, job) for job in jobs]
    assert sum(amounts) == desk.ordering.totals(order_of(desk, visit)).total == 353
    assert amounts == [118, 117, 118]


def test_job_that_got_dearer_is_asked_for_again(desk: Desk) -> None:
    visit, (a, b), lines = with_jobs(desk, 10_000, 20_000)
    say(desk, visit, a, b)
    desk.sheets.edit(WorkLine, lines[0], {"price": 15_000})
    assert asked(desk, visit) == ([a], 5650)
    assert agreed(desk, visit) == 33_900
    assert say(desk, visit, a) == 5650
    assert agreed(desk, visit) == ledger(desk, visit) == 39_550


def test_job_that_got_cheaper_is_not_asked_for(desk: Desk) -> None:
    visit, (a, b), lines = with_jobs(desk, 10_000, 20_000)
    say(desk, visit, a, b)
    desk.sheets.edit(WorkLine, lines[0], {"discount": 5000})
    assert asked(desk, visit) == ([], 0)
    desk.sheets.edit(WorkLine, lines[0], {"discount": 0})
    assert asked(desk, visit) == ([], 0)


def test_yes_to_one_job_is_no_yes_to_the_raise_of_another(desk: Desk) -> None:
    visit, (a, b), lines = with_jobs(desk, 10_000, 20_000)
    say(desk, visit, a)
    desk.sheets.edit(WorkLine, lines[0], {"price": 15_000})
    assert say(desk, visit, b) == 22_600
    assert asked(desk, visit) == ([a], 5650)
    assert agreed(desk, visit) == ledger(desk, visit) == 33_900


def test_declined_job_costs_nothing_and_is_worth_what_is_not_done(desk: Desk) -> None:
    visit, (a, b), _ = with_jobs(desk, 10_000, 20_000)
    assert say(desk, visit, b, answer="declined") == 22_600
    assert asked(desk, visit) == ([a], 11_300)
    assert say(desk, visit, a) == 11_300
    assert agreed(desk, visit) == ledger(desk, visit) == desk.ordering.totals(order_of(desk, visit)).total == 11_300


@pytest.mark.parametrize("answer", ["declined", "later"])
def test_agreed_job_that_is_taken_back_is_worth_less(answer: str, desk: Desk) -> None:
    visit, (a, b), _ = with_jobs(desk, 10_000, 20_000)
    say(desk, visit, a, b)
    assert say(desk, visit, b, answer=answer) == -22_600
    assert agreed(desk, visit) == ledger(desk, visit) == 11_300
    assert say(desk, visit, b) == 22_600
    assert agreed(desk, visit) == ledger(desk, visit) == 33_900


def test_job_taken_off_the_order_is_not_set_against_the_next(desk: Desk) -> None:
    visit, (a, b), lines = with_jobs(desk, 10_000, 20_000)
    say(desk, visit, a, b)
    desk.ordering.remove_line(lines[1])
    assert agreed(desk, visit) == 11_300
    desk.ordering.add_line(order_of(desk, visit).id, WorkLine(kind="labour", name="c", quantity=1000, price=5000))
    (jobs, amount) = asked(desk, visit)
    assert amount == 5650
    assert say(desk, visit, *jobs) == 5650
    assert agreed(desk, visit) == 16_950


def test_no_to_a_raise_leaves_the_job_agreed_at_what_it_was(desk: Desk) -> None:
    visit, (a,), lines = with_jobs(desk, 10_000)
    say(desk, visit, a)
    desk.sheets.edit(WorkLine, lines[0], {"price": 15_000})
    assert say(desk, visit, a, answer="declined") == 5650
    job = order_of(desk, visit).jobs[0]
    assert (job.answer, job.approved) == ("ok", 10_000)
    assert asked(desk, visit) == ([a], 5650)
    desk.sheets.edit(WorkLine, lines[0], {"price": 10_000})
    assert asked(desk, visit) == ([], 0)


def test_what_another_pays_is_worth_nothing_to_the_customer(desk: Desk) -> None:
    visit, (a, b), _ = with_jobs(desk, 10_000, 20_000)
    desk.sheets.edit(Job, b, {"payer": "warranty"})
    assert asked(desk, visit) == ([a], 11_300)
    assert say(desk, visit, a, b) == 11_300
    assert agreed(desk, visit) == ledger(desk, visit) == 11_300
    desk.sheets.edit(Job, b, {"payer": "customer"})
    assert asked(desk, visit) == ([b], 22_600)  # he never agreed to pay for it
    say(desk, visit, b)
    desk.sheets.edit(Job, b, {"payer": "insurance"})
    assert agreed(desk, visit) == 11_300


def test_job_of_another_payer_can_be_declined(desk: Desk) -> None:
    visit, (a,), _ = with_jobs(desk, 10_000)
    desk.sheets.edit(Job, a, {"payer": "warranty"})
    say(desk, visit, a)
    say(desk, visit, a, answer="declined")
    assert order_of(desk, visit).jobs[0].answer == "declined"


def test_prices_with_tax_included_are_agreed_as_they_stand(desk: Desk) -> None:
    desk.sheets.edit(Shop, desk.shop().id, {"tax_included": True})
    visit, (a, b), lines = with_jobs(desk, 10_000, 20_000)
    assert say(desk, visit, a) == 10_000
    desk.sheets.edit(WorkLine, lines[0], {"price": 11_111})
    assert asked(desk, visit) == ([a, b], 21_111)


def test_part_added_after_the_yes_is_a_job_that_is_asked_for(desk: Desk) -> None:
    visit = ordered(desk)
    ok(desk, visit)
    desk.ordering.add_item(order_of(desk, visit).id, small_shop(desk).filter)
    jobs, amount = asked(desk, visit)
    assert [job.extra for job in order_of(desk, visit).jobs if job.id in jobs] == [True]
    assert amount == 5424


# The row


def test_answer_says_who_when_how_and_what(desk: Desk) -> None:
    visit, (a, b), _ = with_jobs(desk, 10_000, 20_000)
    clock_of(desk).advance(60)
    order = order_of(desk, visit).id
    desk.ordering.answer(order, [a, b], channel="phone", person="王太太", number="138 0013 8000", read_back=True)
    (row,) = order_of(desk, visit).approvals
    assert (row.person, row.number, row.channel, row.read_back) == ("王太太", "13800138000", "phone", True)
    assert (row.at, row.staff, row.jobs, row.what) == (desk.now(), desk.actor, (a, b), "job 0 · job 1")
    told = [event["body"] for event in desk.sheets.history(visit) if event["kind"] == "approved"]
    assert len(told) == 1
    assert {"jobs": [a, b], "answer": "ok", "amount": 33_900, "channel": "phone"}.items() <= told[0].items()
    assert told[0]["changes"]["jobs"][a] == {"answer": ["open", "ok"], "approved": [None, 10_000]}
    assert "13800138000" not in str(told) and "王太太" not in str(told)


def test_answer_of_nobody_named_is_the_customers_however_long_his_name(desk: Desk) -> None:
    desk.sheets.edit(Customer, small_shop(desk).customer, {"name": "深" * 80})
    visit, (a,), _ = with_jobs(desk, 100)
    say(desk, visit, a)
    assert order_of(desk, visit).approvals[0].person == "深" * 80


def test_same_answer_twice_is_one_row(desk: Desk) -> None:
    visit, (a, b), lines = with_jobs(desk, 10_000, 20_000)
    for answer in ("ok", "declined", "later"):
        rows = {desk.ordering.answer(order_of(desk, visit).id, [b], channel="phone", answer=answer) for _ in range(2)}
        assert len(rows) == 1
    assert len(order_of(desk, visit).approvals) == 3
    say(desk, visit, a)
    desk.sheets.edit(WorkLine, lines[0], {"price": 11_000})
    say(desk, visit, a)  # the same words, but now for the raise
    assert len(order_of(desk, visit).approvals) == 5
    say(desk, visit, a, channel="paper")  # signed as well
    assert len(order_of(desk, visit).approvals) == 6


def test_answer_to_nothing_is_refused(desk: Desk) -> None:
    visit = walked_in(desk)
    with pytest.raises(Refused):
        desk.ordering.answer(order_of(desk, visit).id, [], channel="phone")
    with pytest.raises(Refused):
        desk.ordering.answer(order_of(desk, visit).id, ["elsewhere"], channel="phone")


def test_answer_noted_by_mistake_goes_and_comes_back(desk: Desk) -> None:
    visit, (a, b), _ = with_jobs(desk, 10_000, 20_000)
    say(desk, visit, a)
    before = order_of(desk, visit)
    row = desk.ordering.answer(before.id, [b], channel="phone")
    after = order_of(desk, visit)
    desk.ordering.take_back_answer(row, before.jobs)
    assert order_of(desk, visit) == before
    desk.ordering.put_back_answer(row, after.jobs)
    assert order_of(desk, visit) == after


# Print and send


def test_sending_prints_agrees_and_begins_in_one_step(desk: Desk) -> None:
    visit = ordered(desk)
    sent = desk.ordering.send(visit)
    kept = file(desk, visit)
    (row,) = kept.work_order.approvals
    assert (kept.visit.stage, row.id, row.channel, row.amount) == ("in_work", sent.approval, "paper", 54_240)
    assert row.document == sent.papers[0].id
    assert [paper.kind for paper in sent.papers] == ["work_order", "job_card"]


def test_sending_that_is_refused_has_done_nothing(desk: Desk) -> None:
    visit = walked_in(desk)
    before = file(desk, visit)
    with pytest.raises(Refused):
        desk.ordering.send(visit)
    assert file(desk, visit) == before
    assert desk.papers.of_visit(visit) == []


# Whatever happens, it adds up

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["ok", "declined", "later", "price", "payer"]), st.integers(0, 3), st.integers(0, 30_000)
    ),
    max_size=9,
)


@given(STEPS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
def test_agreed_and_asked_are_always_the_whole_order(desk: Desk, steps: list[tuple[str, int, int]]) -> None:
    visit, jobs, lines = with_jobs(desk, 104, 10_000, 333, 20_001)
    for what, which, price in steps:
        if what == "price":
            desk.sheets.edit(WorkLine, lines[which], {"price": price})
        elif what == "payer":
            desk.sheets.edit(Job, jobs[which], {"payer": "warranty" if price % 2 else "customer"})
        else:
            say(desk, visit, jobs[which], answer=what)
    order = order_of(desk, visit)
    (_, amount), total = asked(desk, visit), desk.ordering.totals(order).total
    assert agreed(desk, visit) + amount == total
    assert amount >= 0
    ok(desk, visit)
    assert asked(desk, visit) == ([], 0)
    assert agreed(desk, visit) == total


def test_the_ledger_names_every_job_or_says_how_many_more_there_are() -> None:
    names = [f"Replace the part number {number:03d}" for number in range(40)]
    few, many = consent.told(names[:3]), consent.told(names)
    assert few == " · ".join(names[:3])
    assert len(many) <= 400
    shown = many.split(" · ")
    assert shown[:-1] == names[: len(shown) - 1]
    assert shown[-1] == f"+{40 - len(shown) + 1}"
    assert consent.told(["x" * 500]) == "x" * 400
