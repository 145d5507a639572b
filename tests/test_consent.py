"""What the customer's word on a work order is worth, and what happens to the lines around it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reception_desk.desk.desk import Desk
from reception_desk.forms.work_order import Job, WorkLine, WorkOrder
from tests.fakes import fake_papers
from tests.shops import file, make_desk, ok, ordered, small_shop


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    fake_papers(monkeypatch)
    made = make_desk(tmp_path / "shop")
    yield made
    made.close(backup=False)


def order_of(desk: Desk, visit: str) -> WorkOrder:
    return file(desk, visit).work_order


def add(desk: Desk, visit: str, item: str) -> Job:
    """One more line from the price list; its job."""
    line = desk.ordering.add_item(order_of(desk, visit).id, item)
    order = order_of(desk, visit)
    job = next(row.job for row in order.lines if row.id == line)
    return next(one for one in order.jobs if one.id == job)


def test_before_anything_is_agreed_a_part_joins_the_job_before_it(desk: Desk) -> None:
    visit = ordered(desk)
    job = add(desk, visit, small_shop(desk).wash)
    assert job.description == "保养工时"


def test_after_an_approval_a_part_is_an_additional_job_of_its_own(desk: Desk) -> None:
    visit = ordered(desk)
    ok(desk, visit)
    job = add(desk, visit, small_shop(desk).filter)
    assert (job.description, job.extra, job.answer) == ("机油滤芯", True, "open")
    assert [one.answer for one in order_of(desk, visit).jobs] == ["ok", "open"]
    assert desk.ordering.asking(order_of(desk, visit)).amount == 5424


def test_a_part_after_a_declined_job_does_not_join_it(desk: Desk) -> None:
    visit = ordered(desk)
    ok(desk, visit)
    first = add(desk, visit, small_shop(desk).filter)
    desk.ordering.answer(order_of(desk, visit).id, [first.id], channel="phone", answer="declined")
    assert add(desk, visit, small_shop(desk).oil).id != first.id


def test_the_ledgers_sum_is_the_agreed_total_after_each_answer(desk: Desk) -> None:
    visit = ordered(desk)
    ok(desk, visit)
    assert desk.ordering.agreed(order_of(desk, visit)) == 54_240
    wash = add(desk, visit, small_shop(desk).wash)
    desk.ordering.answer(order_of(desk, visit).id, [wash.id], channel="phone")
    assert desk.ordering.agreed(order_of(desk, visit)) == 57_630
    desk.ordering.answer(order_of(desk, visit).id, [wash.id], channel="phone", answer="declined")
    order = order_of(desk, visit)
    assert order.approvals[-1].amount == -3390
    assert desk.ordering.agreed(order) == 54_240 == desk.ordering.totals(order).total


def test_a_refused_raise_leaves_the_agreed_job_agreed(desk: Desk) -> None:
    visit = ordered(desk)
    ok(desk, visit)
    order = order_of(desk, visit)
    oil = next(line for line in order.lines if line.name == "机油")
    desk.sheets.edit(WorkLine, oil.id, {"quantity": 5000})
    job = order.jobs[0].id
    assert desk.ordering.asking(order_of(desk, visit)).amount == 7684
    desk.ordering.answer(order.id, [job], channel="phone", answer="declined")
    order = order_of(desk, visit)
    assert (order.jobs[0].answer, order.jobs[0].approved) == ("ok", 48_000)
    assert (order.approvals[-1].amount, desk.ordering.agreed(order)) == (7684, 54_240)
    desk.sheets.edit(WorkLine, oil.id, {"quantity": 4000})
    assert not desk.ordering.asking(order_of(desk, visit)).jobs


def test_an_answer_to_one_job_does_not_agree_to_the_raise_of_another(desk: Desk) -> None:
    visit = ordered(desk)
    ok(desk, visit)
    order = order_of(desk, visit)
    oil = next(line for line in order.lines if line.name == "机油")
    desk.sheets.edit(WorkLine, oil.id, {"quantity": 5000})
    wash = add(desk, visit, small_shop(desk).wash)
    desk.ordering.answer(order.id, [wash.id], channel="phone")
    order = order_of(desk, visit)
    assert order.approvals[-1].amount == 3390
    asking = desk.ordering.asking(order)
    assert ([job.id for job in asking.jobs], asking.amount) == ([order.jobs[0].id], 7684)


def test_an_answer_taken_back_and_put_back_stands_as_before(desk: Desk) -> None:
    visit = ordered(desk)
    before = order_of(desk, visit).jobs
    approval = desk.ordering.answer(order_of(desk, visit).id, [job.id for job in before], channel="paper")
    after = order_of(desk, visit).jobs
    desk.ordering.take_back_answer(approval, before)
    assert (order_of(desk, visit).jobs, order_of(desk, visit).approvals) == (before, ())
    desk.ordering.put_back_answer(approval, after)
    assert order_of(desk, visit).jobs == after
    assert desk.ordering.agreed(order_of(desk, visit)) == 54_240


def test_sending_prints_agrees_and_moves_in_one_save(desk: Desk) -> None:
    visit = ordered(desk)
    sent = desk.ordering.send(visit)
    kept = file(desk, visit)
    assert [paper.kind for paper in sent.papers] == ["work_order", "job_card"]
    assert (kept.visit.stage, sent.stage) == ("in_work", "arrived")
    approval = kept.work_order.approvals[0]
    assert (approval.id, approval.channel, approval.document) == (sent.approval, "paper", sent.papers[0].id)


def test_a_reprint_after_signing_is_the_same_paper_until_something_else_is_agreed(desk: Desk) -> None:
    visit = ordered(desk)
    sent = desk.ordering.send(visit)
    again = desk.papers.print(visit, ["work_order", "job_card"])
    assert [paper.id for paper in again] == [paper.id for paper in sent.papers]
    wash = add(desk, visit, small_shop(desk).wash)
    desk.ordering.answer(order_of(desk, visit).id, [wash.id], channel="phone")
    assert [paper.revision for paper in desk.papers.print(visit, ["work_order", "job_card"])] == [2, 2]


def test_sending_twice_asks_nothing_twice(desk: Desk) -> None:
    visit = ordered(desk)
    ok(desk, visit)
    assert desk.ordering.send(visit).approval == ""
    assert len(order_of(desk, visit).approvals) == 1


def test_sending_can_be_taken_back_and_keeps_the_papers(desk: Desk) -> None:
    visit = ordered(desk)
    before = order_of(desk, visit).jobs
    sent = desk.ordering.send(visit)
    desk.ordering.take_back_sending(visit, sent, before, reason="wrong car")
    kept = file(desk, visit)
    assert (kept.visit.stage, kept.work_order.jobs, kept.work_order.approvals) == ("arrived", before, ())
    assert len(desk.papers.of_visit(visit)) == 2


def test_renaming_the_line_that_named_a_job_renames_the_job(desk: Desk) -> None:
    visit = ordered(desk)
    labour, oil, _ = order_of(desk, visit).lines
    desk.ordering.rename(labour.id, "大保养")
    desk.ordering.rename(oil.id, "机油 5W-30")
    order = order_of(desk, visit)
    assert [line.name for line in order.lines][:2] == ["大保养", "机油 5W-30"]
    assert [job.description for job in order.jobs] == ["大保养"]


def test_a_moved_part_belongs_to_the_labour_line_above_it(desk: Desk) -> None:
    shop, visit = small_shop(desk), ordered(desk)
    order = order_of(desk, visit)
    second = desk.ordering.add_item(order.id, shop.labour)
    filter_ = order.lines[2].id
    assert desk.ordering.move_line(order.id, filter_, 1)
    order = order_of(desk, visit)
    assert [line.id for line in order.lines][2:] == [second, filter_]
    assert order.lines[3].job == order.lines[2].job
    assert not desk.ordering.move_line(order.id, filter_, 1)


def test_a_part_that_is_a_job_of_its_own_stays_one_when_others_move(desk: Desk) -> None:
    shop, visit = small_shop(desk), ordered(desk)
    ok(desk, visit)
    own = add(desk, visit, shop.wash)
    order = order_of(desk, visit)
    desk.ordering.move_line(order.id, order.lines[1].id, 1)
    order = order_of(desk, visit)
    assert [line.job for line in order.lines if line.name == "洗车"] == [own.id]


def test_lines_taken_off_come_back_where_they_stood(desk: Desk) -> None:
    visit = ordered(desk)
    before = order_of(desk, visit)
    gone = [row for line in before.lines for row in desk.ordering.remove_line(line.id)]
    assert (order_of(desk, visit).lines, order_of(desk, visit).jobs) == ((), ())
    desk.ordering.put_back(gone)
    assert (order_of(desk, visit).lines, order_of(desk, visit).jobs) == (before.lines, before.jobs)
