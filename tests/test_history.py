"""A car's earlier visits, their jobs once more at today's prices, and what to offer on this visit."""

from __future__ import annotations

from reception_desk.desk.desk import Desk
from reception_desk.desk.suggestions import Suggestion
from reception_desk.forms.checkout import Checkout
from reception_desk.forms.package import Package, PackageLine
from reception_desk.forms.price_item import PriceItem
from reception_desk.forms.shop import Shop
from reception_desk.forms.vehicle import Vehicle
from reception_desk.forms.walk_around import WalkAround
from reception_desk.forms.words import Text
from reception_desk.forms.work_order import WorkLine, WorkOrder
from tests.shops import (
    check_in,
    clock_of,
    file,
    ordered,
    see_through,
    small_shop,
    stranger,
    walked_in,
)

DAY = 86_400


def serviced(desk: Desk, *, odometer: int = 30_000, days: int = 100) -> str:
    """The car was here for its service; `days` went by since."""
    visit = ordered(desk)
    check_in(desk, visit, odometer=odometer)
    see_through(desk, visit)
    clock_of(desk).advance(days * DAY)
    return visit


def order_of(desk: Desk, visit: str) -> WorkOrder:
    return file(desk, visit).work_order


def told(desk: Desk, texts: tuple[Text, ...]) -> list[str]:
    return [desk.language("en").say(text) for text in texts]


def past(desk: Desk, visit: str) -> list:  # type: ignore[type-arg]
    return desk.history.of(file(desk, visit).vehicle.id, beside=visit)


def offered(desk: Desk, visit: str) -> dict[str, Suggestion]:
    return {one.key.partition(":")[0] + ":" + desk.language("en").say(one.name): one for one in
            desk.suggestions.of(file(desk, visit))}  # fmt: skip


# What was


def test_history_tells_each_earlier_visit_with_jobs_total_and_odometer(desk: Desk) -> None:
    first = serviced(desk, odometer=30_000)
    second = serviced(desk, odometer=35_000)
    desk.sheets.edit(WorkOrder, order_of(desk, walked_in(desk)).id, {"advice": "not of the past"})
    now = desk.reception.open_visit(small_shop(desk).vehicle)
    assert now is not None
    found = past(desk, now.id)
    assert [one.visit.id for one in found] == [second, first]
    assert [one.odometer for one in found] == [35_000, 30_000]
    assert [one.total for one in found] == [54_240, 54_240]
    assert [(job.job.description, len(job.lines), job.total) for job in found[0].jobs] == [("保养工时", 3, 54_240)]


def test_history_leaves_out_what_was_cancelled_and_other_cars(desk: Desk) -> None:
    serviced(desk)
    other = stranger(desk)
    assert past(desk, other) == []
    assert desk.history.of("") == []


def test_a_declined_job_is_told_and_costs_nothing_in_the_visits_total(desk: Desk) -> None:
    visit = ordered(desk)
    order = order_of(desk, visit)
    desk.ordering.add_item(order.id, small_shop(desk).labour)
    job = order_of(desk, visit).jobs[-1]
    desk.ordering.answer(order.id, [job.id], channel="", answer="declined")
    see_through(desk, visit)
    found = past(desk, walked_in(desk))[0]
    assert [one.done for one in found.jobs] == [True, False]
    assert found.total == 54_240


def test_odometer_of_the_way_out_stands_in_for_a_missing_one(desk: Desk) -> None:
    visit = ordered(desk)
    check_in(desk, visit, odometer=None, odometer_unreadable=True)
    desk.sheets.edit(Checkout, file(desk, visit).checkout.id, {"odometer_out": 77_000})
    see_through(desk, visit)
    assert past(desk, walked_in(desk))[0].odometer == 77_000


# Once more


def test_repeat_brings_the_jobs_at_todays_prices_and_says_what_changed(desk: Desk) -> None:
    visit = ordered(desk)
    line = order_of(desk, visit).lines[2]
    desk.discounts.give(line.id, {"discount": 1000})
    see_through(desk, visit)
    shop = small_shop(desk)
    desk.sheets.edit(PriceItem, shop.filter, {"price": 5200})
    desk.sheets.edit(PriceItem, shop.oil, {"gone": True})
    again = walked_in(desk)
    found = desk.history.repeat(order_of(desk, again).id, past(desk, again)[0].jobs)
    order = order_of(desk, again)
    assert [job.description for job in order.jobs] == ["保养工时"]
    assert [(one.name, one.quantity, one.price, one.discount) for one in order.lines] == [
        ("保养工时", 800, 20_000, None),
        ("机油", 4000, 6800, None),
        ("机油滤芯", 1000, 5200, None),
    ]
    assert told(desk, found.changes) == [
        "机油 is no longer on the price list: taken at the price of then",
        "机油滤芯: 52.00 instead of 48.00",
    ]
    assert found.lines == [one.id for one in order.lines]
    assert {job.answer for job in order.jobs} == {"open"}


def test_what_is_off_the_list_is_repeated_as_it_was(desk: Desk) -> None:
    """Its price of today is nobody's price any more."""
    visit = walked_in(desk)
    check_in(desk, visit)
    shop = small_shop(desk)
    desk.ordering.add_item(order_of(desk, visit).id, shop.filter)
    see_through(desk, visit)
    desk.sheets.edit(PriceItem, shop.filter, {"price": 9900, "name": "other", "gone": True})
    again = walked_in(desk)
    found = desk.history.repeat(order_of(desk, again).id, past(desk, again)[0].jobs)
    assert [(one.name, one.price) for one in order_of(desk, again).lines] == [("机油滤芯", 4800)]
    assert told(desk, found.changes) == ["机油滤芯 is no longer on the price list: taken at the price of then"]


def test_an_item_that_a_package_holds_twice_keeps_both_its_prices(desk: Desk) -> None:
    shop = small_shop(desk)
    rows = tuple(PackageLine(item=shop.filter, price=price) for price in (1000, 2000))
    package = desk.sheets.create(Package(name="两个滤芯", lines=rows))
    visit = walked_in(desk)
    check_in(desk, visit)
    desk.ordering.add_package(file(desk, visit).work_order.id, package)
    see_through(desk, visit)
    today = walked_in(desk)
    again = desk.history.repeat(file(desk, today).work_order.id, desk.history.of(shop.vehicle, beside=today)[0].jobs)
    assert [line.price for line in file(desk, today).work_order.lines] == [1000, 2000]
    assert again.changes == ()


def test_labour_typed_by_hand_comes_at_todays_rate_unless_it_had_a_price_of_its_own(desk: Desk) -> None:
    visit = walked_in(desk)
    check_in(desk, visit)
    order = order_of(desk, visit).id
    for name, price in (("check noise", 20_000), ("polish", 15_000)):
        desk.ordering.add_line(order, WorkLine(kind="labour", name=name, quantity=1000, price=price))
    see_through(desk, visit)
    desk.sheets.edit(Shop, desk.shop().id, {"labour_rate": 22_000})
    again = walked_in(desk)
    found = desk.history.repeat(order_of(desk, again).id, past(desk, again)[0].jobs)
    assert [line.price for line in order_of(desk, again).lines] == [22_000, 15_000]
    assert told(desk, found.changes) == ["check noise: 220.00 instead of 200.00"]


def test_a_repeated_job_is_taken_back_with_all_it_brought(desk: Desk) -> None:
    serviced(desk)
    again = walked_in(desk)
    found = desk.history.repeat(order_of(desk, again).id, past(desk, again)[0].jobs)
    order = order_of(desk, again)
    assert found.changes == (), "a package's own price is no other price"
    assert desk.history.price_now(past(desk, again)[0].jobs).total == 54_240
    rows = [(WorkLine, line) for line in found.lines] + [(type(job), job.id) for job in order.jobs]
    desk.ordering.take_off(rows)
    assert order_of(desk, again).lines == order_of(desk, again).jobs == ()
    desk.ordering.put_back(rows)
    assert order_of(desk, again) == order


# What is due


def interval(desk: Desk, **values: object) -> None:
    desk.sheets.edit(Package, small_shop(desk).service, values)


def test_a_service_is_due_after_its_distance(desk: Desk) -> None:
    interval(desk, distance=10_000)
    serviced(desk, odometer=30_000, days=300)
    visit = walked_in(desk)
    check_in(desk, visit, odometer=39_000)
    assert offered(desk, visit) == {}
    check_in(desk, visit, odometer=41_200)
    (found,) = offered(desk, visit).values()
    assert (found.kind, found.price, found.package) == ("due", 48_000, small_shop(desk).service)
    assert desk.language("en").say(found.why) == "due for 1,200 km"


def test_a_service_is_due_after_its_months(desk: Desk) -> None:
    interval(desk, months=3)
    serviced(desk, days=80)
    visit = walked_in(desk)
    found = offered(desk, visit)["package:一万公里保养"]
    assert (found.kind, desk.language("en").say(found.why)) == ("soon", "due on 2027-02-21")
    clock_of(desk).advance(30 * DAY)
    desk.workshop.move(visit, "cancelled", reason="test")
    found = offered(desk, walked_in(desk))["package:一万公里保养"]
    assert (found.kind, desk.language("en").say(found.why)) == ("due", "due since 2027-02-21")


def test_a_service_never_done_is_due_from_first_registration(desk: Desk) -> None:
    interval(desk, months=24, distance=50_000)
    desk.sheets.edit(Vehicle, small_shop(desk).vehicle, {"first_registration": "2024-11-25"})
    visit = walked_in(desk)
    check_in(desk, visit, odometer=20_000)
    found = offered(desk, visit)["package:一万公里保养"]
    assert found.kind == "soon"
    assert desk.language("en").say(found.why) == "never done here, every 24 months or 50,000 km"


def test_what_was_never_done_here_comes_after_all_that_this_car_is_known_for(desk: Desk) -> None:
    """A list of thirty packages holds many that are for other cars."""
    interval(desk, months=1)
    serviced(desk)
    other = desk.sheets.create(Package(code="AAA", name="柴油车保养", months=1))
    desk.sheets.edit(Vehicle, small_shop(desk).vehicle, {"first_registration": "2015-01-01"})
    found = desk.suggestions.of(file(desk, walked_in(desk)))
    assert [one.first for one in found] == [False, True]
    assert found[-1].package == other


def test_a_service_with_the_same_labour_is_another_service(desk: Desk) -> None:
    """Two oil services of one list share their labour: done is the one that the jobs came from."""
    interval(desk, months=1)
    shop = small_shop(desk)
    lines = (PackageLine(item=shop.labour),)
    other = desk.sheets.create(Package(code="BBB", name="全合成机油保养", months=1, lines=lines))
    serviced(desk)
    desk.sheets.edit(Vehicle, shop.vehicle, {"first_registration": "2015-01-01"})
    clock_of(desk).advance(60 * DAY)
    found = {one.package: one.first for one in desk.suggestions.of(file(desk, walked_in(desk)))}
    assert found == {shop.service: False, other: True}


def test_what_is_on_the_order_already_is_not_offered(desk: Desk) -> None:
    interval(desk, months=1)
    serviced(desk)
    visit = walked_in(desk)
    (found,) = offered(desk, visit).values()
    lines = desk.suggestions.add(file(desk, visit), found)
    assert [line.id for line in order_of(desk, visit).lines] == lines
    assert offered(desk, visit) == {}
    desk.workshop.move(visit, "cancelled", reason="test")
    by_hand = walked_in(desk)
    assert set(offered(desk, by_hand)) == {"package:一万公里保养"}
    desk.ordering.add_item(order_of(desk, by_hand).id, small_shop(desk).labour)
    assert offered(desk, by_hand) == {}


def test_a_service_typed_item_by_item_counts_as_done(desk: Desk) -> None:
    interval(desk, months=6)
    visit = walked_in(desk)
    check_in(desk, visit)
    desk.ordering.add_item(order_of(desk, visit).id, small_shop(desk).labour)
    see_through(desk, visit)
    clock_of(desk).advance(30 * DAY)
    desk.sheets.edit(Vehicle, small_shop(desk).vehicle, {"first_registration": "2015-01-01"})
    assert offered(desk, walked_in(desk)) == {}


def test_a_service_that_was_declined_was_not_done(desk: Desk) -> None:
    interval(desk, months=1)
    desk.sheets.edit(Vehicle, small_shop(desk).vehicle, {"first_registration": "2015-01-01"})
    visit = ordered(desk)
    order = order_of(desk, visit)
    desk.ordering.add_item(order.id, small_shop(desk).wash)
    jobs = order_of(desk, visit).jobs
    desk.ordering.answer(order.id, [jobs[0].id], channel="", answer="later")
    again = walked_in(desk)
    assert set(offered(desk, again)) == {"package:一万公里保养", "job:保养工时"}


# What was put off, what was seen


def test_declined_work_comes_back_until_it_is_done(desk: Desk) -> None:
    visit = ordered(desk)
    order = order_of(desk, visit)
    brakes = desk.ordering.add_line(order.id, WorkLine(kind="labour", name="brakes", quantity=500, price=20_000))
    job = next(job for job in order_of(desk, visit).jobs if job.description == "brakes")
    desk.ordering.answer(order.id, [job.id], channel="", answer="declined")
    see_through(desk, visit)
    again = walked_in(desk)
    found = offered(desk, again)["job:brakes"]
    assert (found.kind, found.price) == ("declined", 10_000)
    assert desk.language("en").say(found.why) == "put off on 2026-11-21"
    desk.suggestions.add(file(desk, again), found)
    assert offered(desk, again) == {}
    check_in(desk, again)
    see_through(desk, again)
    assert offered(desk, walked_in(desk)) == {}
    assert brakes


def test_points_of_the_walk_around_are_offered_until_they_are_on_the_order(desk: Desk) -> None:
    visit = walked_in(desk)
    sheet = file(desk, visit).walk_around.id
    desk.sheets.edit(WalkAround, sheet, {"wipers": "work", "tread_lf": 3, "battery": "watch"})
    found = offered(desk, visit)
    assert {key: one.kind for key, one in found.items()} == {
        "point:Wipers": "work",
        "point:Tread, left front": "watch",
        "point:Battery": "watch",
    }
    assert desk.language("en").say(found["point:Tread, left front"].why) == "3 mm"
    (line,) = desk.suggestions.add(file(desk, visit), found["point:Wipers"])
    kept = order_of(desk, visit).lines[0]
    assert (kept.id, kept.kind, kept.price, kept.name_other) == (line, "labour", 20_000, "Wipers: repair")
    assert "point:Wipers" not in offered(desk, visit)


def test_what_the_last_walk_around_found_is_told_until_somebody_looks_again(desk: Desk) -> None:
    visit = ordered(desk)
    desk.sheets.edit(WalkAround, file(desk, visit).walk_around.id, {"belts": "watch"})
    see_through(desk, visit)
    again = walked_in(desk)
    assert desk.language("en").say(offered(desk, again)["point:Drive belts"].why) == "2026-11-21: Watch"
    desk.sheets.edit(WalkAround, file(desk, again).walk_around.id, {"belts": "fine"})
    assert offered(desk, again) == {}


def test_a_package_with_nothing_on_it_is_never_taken_for_done(desk: Desk) -> None:
    desk.sheets.create(Package(code="X", name="empty", months=1))
    desk.sheets.create(Package(code="Y", name="wash", months=1, lines=(PackageLine(item=small_shop(desk).wash),)))
    desk.sheets.edit(Vehicle, small_shop(desk).vehicle, {"first_registration": "2015-01-01"})
    serviced(desk)
    assert {"package:empty", "package:wash"} <= set(offered(desk, walked_in(desk)))
