"""How much a step asks of the file, and that what is kept between two questions is never older than the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from reception_desk.desk.desk import Desk
from reception_desk.desk.reception import Newcomer
from reception_desk.forms.customer import Customer
from reception_desk.forms.package import Package, PackageLine
from reception_desk.forms.price_item import PriceItem
from reception_desk.forms.shop import Bay, Shop
from reception_desk.forms.vehicle import Vehicle
from reception_desk.forms.visit import Visit
from reception_desk.store.events import FIRST
from tests.shops import file, small_desk, small_shop, walked_in


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = small_desk(tmp_path / "shop")
    yield desk
    desk.close(backup=False)


@contextmanager
def asked(desk: Desk) -> Iterator[list[str]]:
    """What the file is asked meanwhile, but for what SQLite asks itself."""
    told: list[str] = []
    desk.store.connection.set_trace_callback(told.append)
    yield told
    desk.store.connection.set_trace_callback(None)
    told[:] = [sql for sql in told if not sql.startswith("--")]


def count(desk: Desk, act: Callable[[], object]) -> int:
    with asked(desk) as told:
        act()
    return len(told)


class _Refused(Exception):
    pass


@contextmanager
def taken_back(desk: Desk) -> Iterator[None]:
    """What is written meanwhile is rolled back."""
    with suppress(_Refused), desk.store.atomic():
        yield
        raise _Refused


# How much


def test_car_that_nobody_knows_arrives_with_few_questions(desk: Desk) -> None:
    """Fourteen rows come, with their numbers and the sums of three events."""

    def arrive() -> None:
        desk.reception.arrive(newcomer=Newcomer(plate="粤B24680", name="李娜", phone="13900139000"))

    arrive()
    assert count(desk, arrive) <= 42


def test_more_packages_ask_no_more_of_the_file(desk: Desk) -> None:
    def suggest() -> None:
        desk.suggestions.of(file(desk, visit))

    visit, shop = walked_in(desk), small_shop(desk)
    desk.sheets.edit(Package, shop.service, {"months": 12})
    desk.sheets.edit(Vehicle, shop.vehicle, {"first_registration": "2020-01-31"})
    suggest()
    few = count(desk, suggest)
    for number in range(20):
        rows = (PackageLine(item=shop.labour), PackageLine(item=shop.oil))
        desk.sheets.create(Package(code=f"S{number}", name=f"Service {number}", months=6, lines=rows))
    suggest()
    assert len(desk.suggestions.of(file(desk, visit))) > 20
    assert count(desk, suggest) == few


def test_rows_of_many_sheets_are_one_question(desk: Desk) -> None:
    shop = small_shop(desk)
    for number in range(30):
        rows = tuple(PackageLine(item=item) for item in (shop.oil, shop.labour, shop.filter))
        desk.sheets.create(Package(code=f"T{number}", name=f"Turn {number}", lines=rows))
    with asked(desk) as told:
        found = desk.sheets.all(Package, order="code")
    assert len(told) == 2
    held = {package.code: [row.item for row in package.lines] for package in found}
    assert held["T17"] == [shop.oil, shop.labour, shop.filter]
    assert len(held["S10"]) == 3


def test_what_the_search_box_does_not_look_at_leaves_its_index_alone(desk: Desk) -> None:
    visit, shop = walked_in(desk), small_shop(desk)
    entry = "INTO search_text"
    for form, row, values in (
        (Vehicle, shop.vehicle, {"colour": "红"}),
        (Customer, shop.customer, {"note": "rings first"}),
        (Visit, visit, {"comeback_of": ""}),
    ):
        with asked(desk) as told:
            desk.sheets.edit(form, row, values)
        assert not [sql for sql in told if entry in sql], form.table
    with asked(desk) as told:
        desk.sheets.edit(Vehicle, shop.vehicle, {"plate": "粤B13579"})
    assert [sql for sql in told if entry in sql]
    assert [found.plate for found in desk.store.search.find("13579")] == ["粤B13579"]


# Never older than the file


def test_price_list_is_that_of_now(desk: Desk) -> None:
    shop = small_shop(desk)
    assert [offer.price for offer in desk.ordering.offers("LF-3412")] == [4800]
    desk.sheets.edit(PriceItem, shop.filter, {"price": 5200})
    assert [offer.price for offer in desk.ordering.offers("LF-3412")] == [5200]
    with taken_back(desk):
        desk.store.update(PriceItem, shop.filter, {"price": 1})
        assert [offer.price for offer in desk.ordering.offers("LF-3412")] == [1]
    assert [offer.price for offer in desk.ordering.offers("LF-3412")] == [5200]
    desk.sheets.edit(PriceItem, shop.filter, {"gone": True})
    assert not desk.ordering.offers("LF-3412")
    assert desk.ordering.retired() == {shop.filter}


def test_packages_are_those_of_now(desk: Desk) -> None:
    shop = small_shop(desk)
    (before,) = desk.ordering.packages()
    price = desk.ordering.package_price(before)
    desk.sheets.edit(PackageLine, before.lines[2].id, {"price": 100_000})
    (after,) = desk.ordering.packages()
    assert desk.ordering.package_price(after) == price - 4800 + 100_000
    with taken_back(desk):
        desk.store.update(Package, shop.service, {"name": "nothing"})
        assert [package.name for package in desk.ordering.packages()] == ["nothing"]
    assert [package.name for package in desk.ordering.packages()] == ["一万公里保养"]
    desk.sheets.edit(Package, shop.service, {"gone": True})
    assert desk.ordering.packages() == ()


def test_shops_sheet_is_that_of_now(desk: Desk) -> None:
    shop = desk.shop()
    with taken_back(desk):
        desk.store.update(Shop, shop.id, {"name": "nothing"})
        assert desk.shop().name == "nothing"
    assert desk.shop().name == shop.name
    desk.sheets.edit(Bay, shop.bays[0].id, {"name": "Lift"})
    assert [bay.name for bay in desk.shop().bays] == ["Lift", "2"]
    mine = desk.shop()
    mine.name = "only here"
    assert desk.shop().name == shop.name


def test_shops_sheet_is_asked_once_while_nothing_is_written(desk: Desk) -> None:
    desk.shop()
    assert count(desk, lambda: [desk.shop() for _ in range(20)]) == 0


# The chain of events


def test_chain_goes_on_in_a_later_epoch(desk: Desk) -> None:
    seq, _, last = desk.store.journal.tip()
    assert seq and last != FIRST
    desk.store.connection.execute("UPDATE desk SET epoch = epoch + 2")
    desk.store.connection.commit()
    assert desk.store.journal.tip() == (seq, 3, last)


def test_chain_of_a_shop_where_nothing_happened_begins_at_its_start(desk: Desk) -> None:
    desk.store.connection.execute("UPDATE desk SET last_seq = 0")
    assert desk.store.journal.tip() == (0, 1, FIRST)
    desk.store.connection.rollback()
