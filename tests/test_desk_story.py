"""One visit from the booking to the closed file, as the desk's own methods tell it; and what the file says after it."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from reception_desk.desk.desk import Desk
from reception_desk.forms.check_in import CheckIn
from reception_desk.forms.checkout import Checkout
from reception_desk.forms.payment import Payment
from reception_desk.forms.work_order import Approval
from reception_desk.store.check import check
from tests.fakes import fake_papers
from tests.shops import book, clock_of, file, finish, hand_back, held, make_desk, small_shop


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    fake_papers(monkeypatch)
    desk = make_desk(tmp_path / "shop")
    yield desk
    with contextlib.suppress(sqlite3.ProgrammingError):  # the test has closed it
        desk.close(backup=False)


def test_story_of_one_visit(desk: Desk) -> None:
    shop = small_shop(desk)
    booking = book(desk)
    clock_of(desk).advance(1800)
    visit = desk.reception.arrive(appointment=booking)
    desk.sheets.edit(CheckIn, file(desk, visit).check_in.id, {"odometer": 41_230, "fuel": "4"})
    desk.inspection.mark(file(desk, visit).walk_around.id, "door_lf", "S", 2310, 1820)
    order = file(desk, visit).work_order
    assert [job.description for job in order.jobs] == ["保养工时"]
    assert desk.ordering.totals(order).total == 54_240

    printed = desk.papers.print(visit, ["work_order", "job_card", "walk_around"])
    assert [paper.revision for paper in printed] == [1, 1, 1]
    desk.ordering.answer(order.id, [job.id for job in order.jobs], channel="paper", document=printed[0].id)
    desk.workshop.move(visit, "in_work")

    desk.ordering.add_item(order.id, shop.wash, job="")
    extra = file(desk, visit).work_order.jobs[-1]
    assert extra.extra and extra.answer == "open"
    asking = desk.ordering.asking(file(desk, visit).work_order)
    assert ([job.id for job in asking.jobs], asking.amount) == ([extra.id], 3390)
    desk.workshop.move(visit, "waiting")
    desk.ordering.answer(order.id, [extra.id], channel="phone", number="138 0013 8000", read_back=True)
    desk.workshop.move(visit, "in_work")

    finish(desk, visit)
    desk.workshop.note_called(visit)
    assert desk.settlement.due(file(desk, visit)) == 57_630
    desk.settlement.pay(visit, kind="wechat", received=30_000)
    cash = desk.settlement.pay(visit, kind="cash", received=30_000)
    assert (cash.amount, cash.received) == (27_630, 30_000)
    bill = desk.settlement.issue(visit)
    hand_back(desk, visit)
    desk.sheets.edit(Checkout, file(desk, visit).checkout.id, {"next_service_odometer": 51_230})
    desk.settlement.close(visit)

    told = file(desk, visit)
    assert (told.visit.stage, told.visit.number, told.customer.name) == ("closed", "V-261121-A1-001", "王伟")
    assert told.visit.closed and told.checkout.handed_over
    assert [approval.amount for approval in told.work_order.approvals] == [54_240, 3390]
    assert (bill.number, bill.amount) == ("INV-2026-A1-000001", 57_630)
    assert desk.reception.search("2345")[0].last == told.visit
    happened = [event["kind"] for event in desk.sheets.history(visit)]
    assert happened == ["arrived", "printed", "printed", "printed", "approved", "stage", "stage", "approved", "stage",
                        "stage", "stage", "called", "paid", "paid", "issued", "stage"]  # fmt: skip
    desk.close()
    report = check(desk.folder)
    assert (report.damage, report.notes, report.documents) == ([], [], 4)
    again = make_desk(desk.folder)
    assert file(again, visit) == told
    again.close(backup=False)


def test_story_is_the_same_from_the_same_seed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_papers(monkeypatch)
    dumps = []
    for name in ("one", "two"):
        desk = make_desk(tmp_path / name)
        test_story_of_one_visit(desk)
        again = make_desk(tmp_path / name)
        dumps.append(held(again))
        again.close(backup=False)
    assert dumps[0] == dumps[1]


def test_file_of_an_ordinary_visit_is_small(desk: Desk) -> None:
    """The budget of DESIGN.md: at most 15 events and 12 KB a visit, papers apart."""
    shop = small_shop(desk)
    desk.sheets.leave()

    def pages() -> tuple[int, int]:
        conn = desk.store.connection
        conn.execute("INSERT INTO search_text(search_text) VALUES('optimize')")
        conn.commit()
        seq = conn.execute("SELECT last_seq FROM desk").fetchone()[0]
        size = conn.execute("SELECT sum(pgsize - unused) FROM dbstat WHERE name != 'document'").fetchone()[0]
        return seq, size

    begun, size = pages()
    count = 10
    for _ in range(count):
        visit = desk.reception.arrive(vehicle=shop.vehicle)
        desk.sheets.edit(CheckIn, file(desk, visit).check_in.id, {"odometer": 41_230, "concern": "刹车异响，冷车明显"})
        order = file(desk, visit).work_order
        desk.ordering.add_package(order.id, shop.service)
        sent = desk.ordering.send(visit)
        assert sent.approval
        finish(desk, visit)
        desk.settlement.pay(visit, kind="cash", received=desk.settlement.due(file(desk, visit)))
        hand_back(desk, visit)
        desk.settlement.close(visit)
    events, grown = pages()
    assert (events - begun) / count <= 15
    assert (grown - size) / count <= 12_000


def test_sheets_of_a_visit_are_found_together(desk: Desk) -> None:
    visit = desk.reception.arrive(vehicle=small_shop(desk).vehicle)
    kept = file(desk, visit)
    assert {kept.check_in.visit, kept.walk_around.visit, kept.work_order.visit, kept.checkout.visit} == {visit}
    assert kept.payments == [] and desk.store.find(Payment) == [] and desk.store.find(Approval) == []
