"""Discounts: what typed text means, the limit of each person, and a whole order's discount to the last cent."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reception_desk.desk.desk import Desk
from reception_desk.errors import Refused
from reception_desk.forms import discount
from reception_desk.forms.discount import Discount
from reception_desk.forms.money import Billed, amounts, rule, spread, totals
from reception_desk.forms.reading import Unreadable
from reception_desk.forms.shop import Shop
from reception_desk.forms.staff import Staff
from reception_desk.forms.work_order import WorkLine, WorkOrder
from tests.shops import file, ordered, small_shop, walked_in

ADDED = rule(tax_included=False)


# What typed text means


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("10", Discount(percent=1000)),
        ("10 %", Discount(percent=1000)),
        ("12.5", Discount(percent=1250)),
        ("７．５％", Discount(percent=750)),
        ("-50", Discount(amount=5000)),
        ("−19.9", Discount(amount=1990)),
        ("- ¥ 20", Discount(amount=2000)),
        ("¥20", Discount(amount=2000)),
        ("20 CNY", Discount(amount=2000)),
        ("20元", Discount(amount=2000)),
        ("-1,200.50", Discount(amount=120_050)),
        ("", Discount()),
        ("0", Discount()),
        ("-0", Discount()),
    ],
)
def test_a_plain_number_is_a_percent_and_a_minus_or_a_sign_makes_it_money(typed: str, kept: Discount) -> None:
    assert discount.read(typed, signs=("¥", "CNY")) == kept


@pytest.mark.parametrize("typed", ["much", "-much", "-", "¥", "-10.005", "10.005"])
def test_a_discount_that_is_no_number_is_not_taken(typed: str) -> None:
    if typed in ("-", "¥"):
        assert discount.read(typed, signs=("¥",)) == Discount()
    else:
        with pytest.raises(Unreadable):
            discount.read(typed, signs=("¥",))


# The amount is never lost and never more than there is


@given(st.integers(0, 10**9), st.lists(st.integers(0, 10**8), max_size=60))
def test_an_amount_is_spread_to_the_last_cent(amount: int, weights: list[int]) -> None:
    amount = min(amount, sum(weights))
    parts = spread(amount, weights)
    assert sum(parts) == (amount if sum(weights) else 0)
    assert all(0 <= part <= weight for part, weight in zip(parts, weights, strict=True))
    whole = sum(weights) or 1
    assert all(abs(part * whole - amount * weight) < whole for part, weight in zip(parts, weights, strict=True))


@given(
    st.lists(
        st.builds(
            Billed,
            group=st.sampled_from(["labour", "part"]),
            quantity=st.integers(0, 9_999_999),
            price=st.integers(0, 9_999_999),
            discount=st.integers(0, 10_000),
            tax_rate=st.sampled_from([0, 600, 1300]),
            reduction=st.integers(0, 10**8),
        ),
        max_size=30,
    )
)
def test_what_stands_on_the_lines_is_what_stands_under_them(lines: list[Billed]) -> None:
    bill = totals(lines, ADDED)
    each = [amounts(line, ADDED) for line in lines]
    assert bill.discount == sum(off for _, off, _ in each)
    assert bill.gross - bill.discount == bill.net
    assert all(0 <= amount <= gross for gross, _, amount in each)


# At the desk


def order_of(desk: Desk, visit: str) -> WorkOrder:
    return file(desk, visit).work_order


def limit(desk: Desk, percent: int | None) -> None:
    desk.sheets.edit(Shop, desk.shop().id, {"discount_limit": percent})


def manager(desk: Desk) -> str:
    return desk.sheets.create(Staff(name="林晓", role="manager"))


def test_an_adviser_gives_up_to_the_shops_limit_and_no_more(desk: Desk) -> None:
    line = order_of(desk, ordered(desk)).lines[0]
    manager(desk)
    limit(desk, 1000)
    desk.discounts.give(line.id, {"discount": 1000})
    with pytest.raises(Refused) as trouble:
        desk.discounts.give(line.id, {"discount": 1001})
    told = desk.language("en").say(trouble.value.say)
    assert "10.01 % below the list is more than allowed (陈静: 10 %)." in told
    assert "林晓 may give it" in told
    assert order_of(desk, file_of(desk, line)).lines[0].discount == 1000


def file_of(desk: Desk, line: WorkLine) -> str:
    order = desk.sheets.get(WorkOrder, line.parent)
    assert order is not None
    return order.visit


def test_a_price_below_the_list_counts_as_a_discount(desk: Desk) -> None:
    line = order_of(desk, ordered(desk)).lines[2]  # the filter, 48.00
    limit(desk, 1000)
    desk.discounts.give(line.id, {"price": 4320})
    with pytest.raises(Refused):
        desk.discounts.give(line.id, {"price": 4319})
    with pytest.raises(Refused):
        desk.discounts.give(line.id, {"discount": 100})
    desk.discounts.give(line.id, {"price": 9900})  # dearer than the list is nobody's loss
    desk.discounts.give(line.id, {"discount": 1000})


def test_a_packages_own_price_is_its_list_price(desk: Desk) -> None:
    line = order_of(desk, ordered(desk)).lines[1]
    limit(desk, 0)
    assert (line.price, line.list_price) == (6800, 6800)
    with pytest.raises(Refused):
        desk.discounts.give(line.id, {"price": 6799})


def test_labour_typed_by_hand_has_the_shops_rate_as_its_list_price(desk: Desk) -> None:
    visit = walked_in(desk)
    limit(desk, 500)
    line = desk.ordering.add_line(order_of(desk, visit).id, WorkLine(kind="labour", quantity=1000, price=20_000))
    desk.discounts.give(line, {"price": 19_000})
    with pytest.raises(Refused):
        desk.discounts.give(line, {"price": 18_999})


def test_an_amount_counts_like_its_percent(desk: Desk) -> None:
    line = order_of(desk, ordered(desk)).lines[1]  # 4 L of 68.00
    limit(desk, 1000)
    desk.discounts.give(line.id, {"discount": None, "reduction": 2720})
    with pytest.raises(Refused):
        desk.discounts.give(line.id, {"discount": None, "reduction": 2721})


def test_an_amount_off_much_is_not_kept_off_little(desk: Desk) -> None:
    line = order_of(desk, ordered(desk)).lines[1]  # 4 L of 68.00
    limit(desk, 1000)
    desk.discounts.give(line.id, {"discount": None, "reduction": 2720})
    with pytest.raises(Refused, match="below the list"):
        desk.discounts.give(line.id, {"quantity": 3999})
    desk.discounts.give(line.id, {"quantity": 5000})
    desk.discounts.give(line.id, {"discount": 1000, "reduction": None})
    desk.discounts.give(line.id, {"quantity": 1})


def test_a_managers_discount_may_stay_and_shrink_under_an_advisers_hands(desk: Desk) -> None:
    line = order_of(desk, ordered(desk)).lines[0]
    limit(desk, 500)
    adviser = desk.actor
    desk.work_as(manager(desk))
    desk.discounts.give(line.id, {"discount": 4000})
    desk.work_as(adviser)
    desk.discounts.give(line.id, {"discount": 3000})
    with pytest.raises(Refused):
        desk.discounts.give(line.id, {"discount": 3001})


def test_an_own_limit_goes_before_the_shops_also_for_a_manager(desk: Desk) -> None:
    line = order_of(desk, ordered(desk)).lines[0]
    limit(desk, 500)
    boss = manager(desk)
    desk.sheets.edit(Staff, boss, {"discount_limit": 2000})
    desk.sheets.edit(Staff, small_shop(desk).adviser, {"discount_limit": 1500})
    desk.discounts.give(line.id, {"discount": 1500})
    desk.work_as(boss)
    desk.discounts.give(line.id, {"discount": 2000})
    with pytest.raises(Refused) as trouble:
        desk.discounts.give(line.id, {"discount": 2001})
    assert "Nobody here may give it" in desk.language("en").say(trouble.value.say)


def test_an_own_limit_of_nothing_is_a_limit(desk: Desk) -> None:
    line = order_of(desk, ordered(desk)).lines[0]
    limit(desk, 1000)
    desk.sheets.edit(Staff, small_shop(desk).adviser, {"discount_limit": 0})
    with pytest.raises(Refused):
        desk.discounts.give(line.id, {"discount": 1})


def test_what_the_customer_brought_has_nothing_off(desk: Desk) -> None:
    line = order_of(desk, ordered(desk)).lines[2]
    limit(desk, 0)
    desk.discounts.give(line.id, {"part_class": "own"})
    desk.discounts.give(line.id, {"price": 1, "discount": 10_000})


def test_without_a_limit_nobody_is_held_back(desk: Desk) -> None:
    line = order_of(desk, ordered(desk)).lines[0]
    desk.discounts.give(line.id, {"discount": 10_000})
    assert order_of(desk, file_of(desk, line)).lines[0].discount == 10_000


# The whole order


def test_an_amount_off_the_whole_order_is_exactly_that_amount(desk: Desk) -> None:
    visit = ordered(desk)  # 160.00 + 272.00 + 48.00
    order = order_of(desk, visit)
    desk.discounts.give_all(order.id, Discount(amount=10_001))
    after = order_of(desk, visit)
    assert [line.reduction for line in after.lines] == [3334, 5667, 1000]
    assert desk.ordering.totals(after).discount == 10_001
    assert desk.ordering.totals(after).net == 48_000 - 10_001


def test_a_percent_off_the_whole_order_stands_on_each_line(desk: Desk) -> None:
    visit = ordered(desk)
    desk.discounts.give(order_of(desk, visit).lines[0].id, {"discount": None, "reduction": 1})
    before, after = desk.discounts.give_all(order_of(desk, visit).id, Discount(percent=750))
    lines = order_of(desk, visit).lines
    assert [(line.discount, line.reduction) for line in lines] == [(750, None)] * 3
    assert desk.ordering.totals(order_of(desk, visit)).discount == 3600
    desk.discounts.put(before)
    first = order_of(desk, visit).lines[0]
    assert (first.discount, first.reduction) == (None, 1)
    desk.discounts.put(after)
    assert order_of(desk, visit).lines == lines


def test_the_limit_of_a_whole_order_counts_on_its_sum(desk: Desk) -> None:
    visit = ordered(desk)
    limit(desk, 1000)
    order = order_of(desk, visit)
    desk.discounts.give_all(order.id, Discount(amount=4800))
    with pytest.raises(Refused):
        desk.discounts.give_all(order.id, Discount(amount=4801))
    assert desk.ordering.totals(order_of(desk, visit)).discount == 4800
    desk.discounts.give_all(order.id, Discount())
    assert desk.ordering.totals(order_of(desk, visit)).discount == 0


def test_more_than_the_order_costs_is_all_of_it_and_never_a_credit(desk: Desk) -> None:
    visit = ordered(desk)
    desk.discounts.give_all(order_of(desk, visit).id, Discount(amount=10_000_000))
    after = order_of(desk, visit)
    assert desk.ordering.totals(after).total == 0
    assert [line.reduction for line in after.lines] == [16_000, 27_200, 4_800]  # nothing that later lines could eat up


def test_what_others_pay_and_what_was_declined_takes_no_part(desk: Desk) -> None:
    visit = ordered(desk)
    order = order_of(desk, visit).id
    desk.ordering.add_item(order, small_shop(desk).labour)
    last = order_of(desk, visit).jobs[-1]
    desk.ordering.answer(order, [last.id], channel="", answer="declined")
    own = desk.ordering.add_line(order, WorkLine(kind="part", quantity=1000, price=5000, part_class="own"))
    desk.discounts.give_all(order, Discount(percent=1000))
    given = {line.id: line.discount for line in order_of(desk, visit).lines}
    assert given.pop(own) is None  # the customer brought it: it costs nothing anyway
    assert list(given.values()) == [1000, 1000, 1000, None]
