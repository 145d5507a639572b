"""Playing the demo shop's files makes a sound shop with a full board, the same each time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from reception_desk import printing
from reception_desk.demo import make_demo, story
from reception_desk.demo.told import LANGUAGES
from reception_desk.desk.desk import Desk
from reception_desk.forms.appointment import Appointment
from reception_desk.forms.checkout import Checkout
from reception_desk.forms.customer import Customer
from reception_desk.forms.document import Document
from reception_desk.forms.fields import Form, Known
from reception_desk.forms.moments import FixedClock, Moment
from reception_desk.forms.package import Package
from reception_desk.forms.payment import Payment
from reception_desk.forms.plates import is_mainland
from reception_desk.forms.price_item import PriceItem
from reception_desk.forms.shop import Shop
from reception_desk.forms.staff import Staff
from reception_desk.forms.vehicle import Vehicle
from reception_desk.forms.visit import Visit
from reception_desk.forms.walk_around import WalkAround
from reception_desk.forms.work_order import WorkOrder
from reception_desk.language import Language
from reception_desk.store.check import check
from reception_desk.store.ids import UuidIds
from tests.shops import held

CHINA = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 21, 15, 20, tzinfo=CHINA)
CHINESE = re.compile(r"[一-鿿]")


def blank(kind: str, body: object, *, language: Language, facts: printing.Facts) -> bytes:
    return f"%PDF {kind} {language.code} {facts}".encode()


def made(folder: Path, language: str, now: datetime = NOW) -> Desk:
    clock = FixedClock(now)
    desk = Desk(folder, clock=clock, ids=UuidIds(clock, seed=7))
    make_demo(desk, language)
    return desk


@pytest.fixture(scope="module", params=LANGUAGES)
def demo(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One shop a language; its papers are not drawn here, the tour does that."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(printing, "draw", blank)
        desk = made(tmp_path_factory.mktemp("demo"), request.param)
        yield desk
        desk.close(backup=False)


def test_demo_shop_is_marked_and_kept_in_its_language(demo: Desk) -> None:
    shop = demo.shop()
    assert shop.demo
    assert (shop.region, shop.currency, shop.distance, len(shop.bays)) == ("CN", "CNY", "km", 4)
    chinese = shop.language == "zh_CN"
    rows: list[PriceItem | Package] = [*demo.sheets.all(PriceItem), *demo.sheets.all(Package)]
    told = [shop.name, shop.terms, shop.tax_name, *(person.name for person in demo.staff())]
    told += [row.name for row in rows]
    assert all(told)
    # DOT 4 or H7 stand in Chinese names too; a name wholly without Chinese would be a slip.
    assert all(bool(CHINESE.search(text)) == chinese for text in told)
    assert all(row.name_other and bool(CHINESE.search(row.name_other)) != chinese for row in rows)


def test_demo_shop_has_its_lists(demo: Desk) -> None:
    kinds = Counter(row.kind for row in demo.sheets.all(PriceItem))
    assert (kinds["labour"], kinds["part"]) == (60, 200)
    assert all((row.price or 0) > 0 for row in demo.sheets.all(PriceItem) if row.kind != "text")
    assert len(demo.sheets.all(Package)) == 30
    assert len(demo.sheets.all(Customer)) == 40
    assert len(demo.sheets.all(Vehicle)) == 55
    assert Counter(visit.stage for visit in demo.sheets.all(Visit)) == {
        "closed": 122, "in_work": 3, "ready": 3, "arrived": 1, "waiting": 1, "parts": 1, "qc": 1,
    }  # fmt: skip


def test_demo_board_is_full(demo: Desk) -> None:
    rows = demo.board.today()
    assert Counter(row.group for row in rows) == {"arriving": 5, "in_shop": 7, "ready": 3, "done": 2}
    assert len([row for row in rows if row.late]) == 1
    assert len([row for row in rows if row.soon]) == 1
    assert all(row.at and row.at > demo.now() for row in rows if row.group == "arriving")
    assert all(row.visit and row.visit.called for row in rows if row.group == "done")
    assert [bool(row.visit and row.visit.called) for row in rows if row.group == "ready"].count(False) == 1
    assert all(row.work and row.phone and row.customer.name for row in rows)


def test_demo_main_car_has_its_past_and_its_booking(demo: Desk) -> None:
    booking = demo.appointments.of_day(demo.now().day(), plate="粤BD12345")
    assert booking is not None
    assert booking.arrives == Moment.of(NOW.replace(hour=15, minute=30))
    assert booking.concern
    package = demo.sheets.get(Package, booking.package)
    assert package is not None
    assert package.code == "P-10K"
    past = demo.reception.past_visits(booking.vehicle)
    assert len(past) == 2
    file = demo.reception.file(past[0].id)
    assert [(mark.zone, mark.kind) for mark in file.walk_around.marks] == [
        ("door_lr", "D"),
        ("rear_bumper", "S"),
    ]
    assert [job.answer for job in file.work_order.jobs] == ["ok", "later"]
    assert demo.reception.before(booking.vehicle).odometer == 41_230
    assert demo.settlement.owed(file.customer.id) == 12_000
    assert file.vehicle.next_service_odometer == 48_000


def test_demo_owes_are_on_account_and_all_else_is_paid(demo: Desk) -> None:
    payments = demo.sheets.all(Payment)
    owing = {
        customer.name: owed for customer in demo.sheets.all(Customer) if (owed := demo.settlement.owed(customer.id))
    }
    assert len(owing) == 5
    assert 12_000 in owing.values()
    assert sum(owing.values()) == sum(payment.amount or 0 for payment in payments if payment.kind == "account")
    assert any((payment.received or 0) > (payment.amount or 0) for payment in payments if payment.kind == "cash")
    for visit in demo.sheets.all(Visit):
        if visit.stage == "closed":
            assert demo.settlement.due(demo.reception.file(visit.id)) == 0


def test_demo_orders_show_all_that_a_work_order_can(demo: Desk) -> None:
    orders = demo.sheets.all(WorkOrder)
    jobs = [job for order in orders for job in order.jobs]
    assert {job.answer for job in jobs} >= {"ok", "open", "later", "declined"}
    assert {job.payer for job in jobs} >= {"customer", "internal", "insurance"}
    lines = [line for order in orders for line in order.lines]
    assert {line.kind for line in lines} == {"labour", "part", "sublet", "fee", "text"}
    assert any(line.discount for line in lines)
    assert any(approval.channel == "phone" and approval.read_back for order in orders for approval in order.approvals)
    assert [visit.stage for visit in demo.sheets.all(Visit) if visit.comeback_of] == ["closed", "in_work"]


def test_demo_sheets_have_no_problems(demo: Desk) -> None:
    known = Known(today=demo.now().day(), region="CN")
    forms: list[type[Form]] = [Shop, Staff, PriceItem, Package, Customer, Appointment, WalkAround, Checkout]
    found = [
        (problem.field, str(problem.text))
        for form in forms
        for sheet in demo.sheets.all(form)
        for problem in sheet.problems(known)
    ]
    cars = [car for car in demo.sheets.all(Vehicle) if is_mainland(car.plate)]
    found += [(problem.field, str(problem.text)) for car in cars for problem in car.problems(known)]
    for visit in demo.sheets.all(Visit):
        file = demo.reception.file(visit.id)
        if is_mainland(visit.plate) and visit.stage != "closed":
            found += [(problem.field, str(problem.text)) for _, problem in demo.workshop.problems(file)]
    assert found == []


def test_demo_numbers_have_no_holes_and_the_folder_is_sound(demo: Desk) -> None:
    papers = [paper for paper in demo.sheets.all(Document) if paper.number]
    assert Counter(paper.kind for paper in papers) == {"settlement": 125, "credit_note": 3}
    by_series: dict[str, list[int]] = {}
    for paper in papers:
        series, _, count = paper.number.rpartition("-")
        by_series.setdefault(series, []).append(int(count))
    assert len([series for series in by_series if series.startswith("INV-")]) == 4  # the years that three years touch
    assert all(sorted(counts) == list(range(1, len(counts) + 1)) for counts in by_series.values())
    report = check(demo.folder)
    assert (report.damage, report.notes) == ([], [])


def test_demo_is_told_in_order_and_leaves_no_draft(demo: Desk) -> None:
    file = demo.store.connection
    times = [row[0] for row in file.execute("SELECT at_utc_ms FROM event ORDER BY desk_seq")]
    assert times == sorted(times)
    assert max(times) <= demo.now().ms
    assert demo.store.journal.drafts() == []
    visits = file.execute("SELECT count(*) FROM event JOIN visit ON entity_id = visit.id GROUP BY entity_id").fetchall()
    assert len(visits) == 132
    assert max(count for (count,) in visits) <= 15


def test_demo_leaves_the_desk_to_its_first_person(demo: Desk) -> None:
    assert demo.now() == Moment.of(NOW)
    person = demo.sheets.get(Staff, demo.actor)
    assert person is not None
    assert person.name in ("Lin Xiao", "林晓")


@pytest.mark.parametrize("demo", ["zh_CN"], indirect=True)
def test_demo_twice_is_the_same_file(demo: Desk, tmp_path: Path) -> None:
    """Every table row for row, every paper byte for byte."""
    again = made(tmp_path, demo.shop().language)
    assert held(again) == held(demo)
    papers = [{path.name: path.read_bytes() for path in (desk.folder / "papers").iterdir()} for desk in (again, demo)]
    assert papers[0] == papers[1]
    again.close(backup=False)


@pytest.mark.parametrize("now", [(0, 2), (23, 57)])
def test_demo_at_any_hour_keeps_to_its_day(
    now: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "draw", blank)
    monkeypatch.setattr(story, "VISITS", ("past", "today"))  # of the hundred older ones none touches today
    desk = made(tmp_path, "zh_CN", NOW.replace(hour=now[0], minute=now[1], second=31))
    groups = Counter(row.group for row in desk.board.today())
    assert groups == {"arriving": 5, "in_shop": 7, "ready": 3, "done": 2}
    visits = desk.sheets.all(Visit)
    assert all(
        moment <= desk.now() for visit in visits for moment in (visit.arrived, visit.ready, visit.closed) if moment
    )
    desk.close(backup=False)


def test_demo_that_fails_leaves_the_shop_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> bytes:
        raise OSError("the printer's ink")

    monkeypatch.setattr(printing, "draw", broken)
    clock = FixedClock(NOW)
    desk = Desk(tmp_path, clock=clock, ids=UuidIds(clock, seed=7))
    with pytest.raises(OSError, match="ink"):
        make_demo(desk, "en")
    assert desk.sheets.all(Customer) == []
    assert desk.clock is clock
    desk.close(backup=False)
