"""The work order: lines and their jobs, packages, suggestions, prices that a person types."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reception_desk.desk.consent import billed
from reception_desk.desk.desk import Desk
from reception_desk.errors import Refused
from reception_desk.forms.package import Package, PackageLine
from reception_desk.forms.price_item import PriceItem
from reception_desk.forms.reading import MOST
from reception_desk.forms.work_order import Job, WorkLine, WorkOrder
from tests.shops import check_in, file, ok, ordered, ready, small_shop, walked_in


def order_of(desk: Desk, visit: str) -> WorkOrder:
    return file(desk, visit).work_order


def table(desk: Desk, visit: str) -> list[str]:
    """The lines by code, each with the number of its job: L100/0 is the first job's."""
    order = order_of(desk, visit)
    jobs = [job.id for job in order.jobs]
    return [f"{line.code}/{jobs.index(line.job)}" for line in order.lines]


def part(code: str, price: int = 100) -> WorkLine:
    return WorkLine(kind="part", code=code, name=code, quantity=1000, price=price)


def labour(code: str, price: int = 100) -> WorkLine:
    return WorkLine(kind="labour", code=code, name=code, quantity=1000, price=price)


# Lines and jobs


def test_labour_starts_a_job_and_parts_follow_it(desk: Desk) -> None:
    visit = walked_in(desk)
    order = order_of(desk, visit).id
    for line in (part("P"), part("Q"), labour("L"), part("R"), labour("M"), part("S")):
        desk.ordering.add_line(order, line)
    assert table(desk, visit) == ["P/0", "Q/0", "L/1", "R/1", "M/2", "S/2"]
    assert [job.description for job in order_of(desk, visit).jobs] == ["P", "L", "M"]


def test_item_of_the_price_list_brings_its_price_and_tax(desk: Desk) -> None:
    shop = small_shop(desk)
    visit = walked_in(desk)
    order = order_of(desk, visit).id
    desk.ordering.add_item(order, shop.labour)
    desk.ordering.add_item(order, shop.oil)
    desk.ordering.add_item(order, shop.filter, quantity=2500)
    lines = order_of(desk, visit).lines
    assert [(line.quantity, line.price, line.tax_rate, line.unit) for line in lines] == [
        (1000, 20_000, 1300, "h"),
        (4000, 6000, 1300, "L"),
        (2500, 4800, 1300, "pc"),
    ]
    assert [amount for _, _, amount in desk.ordering.amounts(order_of(desk, visit)).values()] == [
        20_000,
        24_000,
        12_000,
    ]
    with pytest.raises(Refused):
        desk.ordering.add_item(order, "gone")


def test_later_price_changes_no_order(desk: Desk) -> None:
    visit = ordered(desk)
    before = order_of(desk, visit)
    desk.sheets.edit(PriceItem, small_shop(desk).oil, {"price": 1, "name": "x"})
    assert order_of(desk, visit) == before


def test_package_brings_its_own_quantities_and_prices(desk: Desk) -> None:
    visit = ordered(desk)
    lines = order_of(desk, visit).lines
    assert [(line.code, line.quantity, line.price) for line in lines] == [
        ("L100", 800, 20_000),
        ("P200", 4000, 6800),
        ("LF-3412", 1000, 4800),
    ]
    package = desk.sheets.get(Package, small_shop(desk).service)
    assert package and desk.ordering.package_price(package) == 48_000


def test_package_without_labour_is_a_job_called_like_it(desk: Desk) -> None:
    shop = small_shop(desk)
    lines = (PackageLine(item=shop.filter), PackageLine(item=shop.wash), PackageLine(item=shop.labour))
    package = desk.sheets.create(Package(code="W1", name="雨刮套餐", name_other="Wipers", lines=lines))
    visit = ordered(desk)
    desk.ordering.add_package(order_of(desk, visit).id, package)
    assert table(desk, visit)[3:] == ["LF-3412/1", "F300/1", "L100/2"]
    job = order_of(desk, visit).jobs[1]
    assert (job.code, job.description, job.description_other) == ("W1", "雨刮套餐", "Wipers")


def test_line_in_the_middle_joins_the_job_above_it(desk: Desk) -> None:
    visit = walked_in(desk)
    order = order_of(desk, visit).id
    for line in (labour("L"), part("P"), labour("M"), part("Q")):
        desk.ordering.add_line(order, line)
    desk.ordering.add_line(order, part("NEW"), at=1)
    assert table(desk, visit) == ["L/0", "NEW/0", "P/0", "M/1", "Q/1"]
    desk.ordering.add_line(order, labour("N"), at=2)
    assert table(desk, visit) == ["L/0", "NEW/0", "N/1", "P/1", "M/2", "Q/2"]


def test_moving_a_part_past_labour_changes_its_job(desk: Desk) -> None:
    visit = walked_in(desk)
    order = order_of(desk, visit).id
    ids = {line.code: desk.ordering.add_line(order, line) for line in (labour("L"), labour("M"), part("P"))}
    assert desk.ordering.move_line(order, ids["P"], -1)
    assert table(desk, visit) == ["L/0", "P/0", "M/1"]
    assert desk.ordering.move_line(order, ids["P"], 1)
    assert table(desk, visit) == ["L/0", "M/1", "P/1"]
    assert not desk.ordering.move_line(order, ids["P"], 1)
    assert not desk.ordering.move_line(order, ids["L"], -1)


def test_no_line_moves_over_to_what_was_declined_or_back(desk: Desk) -> None:
    visit = walked_in(desk)
    order = order_of(desk, visit).id
    ids = {line.code: desk.ordering.add_line(order, line) for line in (labour("L"), part("P"), labour("D"), part("Q"))}
    declined = order_of(desk, visit).jobs[1]
    desk.ordering.answer(order, [declined.id], channel="phone", answer="declined")
    before = table(desk, visit)
    for code, step in (("P", 1), ("D", -1), ("L", 1)):
        assert not desk.ordering.move_line(order, ids[code], step)
        assert table(desk, visit) == before
    assert desk.ordering.move_line(order, ids["Q"], -1)  # among its own


def test_labour_takes_its_job_past_the_next_one_and_papers_keep_that_order(desk: Desk) -> None:
    visit = walked_in(desk)
    order = order_of(desk, visit).id
    rows = (labour("L"), part("P"), part("Q"), labour("M"), part("R"), labour("N"))
    ids = {line.code: desk.ordering.add_line(order, line) for line in rows}
    before = desk.ordering.arrangement(order_of(desk, visit))
    assert desk.ordering.move_line(order, ids["L"], 1)
    assert table(desk, visit) == ["M/0", "R/0", "L/1", "P/1", "Q/1", "N/2"]
    assert desk.ordering.move_line(order, ids["N"], -1)
    assert table(desk, visit) == ["M/0", "R/0", "N/1", "L/2", "P/2", "Q/2"]
    assert not desk.ordering.move_line(order, ids["M"], -1)
    assert not desk.ordering.move_line(order, ids["L"], 1)
    assert [job.code for job in order_of(desk, visit).jobs] == ["M", "N", "L"]
    desk.ordering.arrange(order, before)
    assert table(desk, visit) == ["L/0", "P/0", "Q/0", "M/1", "R/1", "N/2"]


def test_moving_leaves_no_job_without_a_line(desk: Desk) -> None:
    visit = walked_in(desk)
    order = order_of(desk, visit).id
    for line in (labour("L"), part("P"), labour("M"), part("Q"), part("R")):
        desk.ordering.add_line(order, line)
    for _ in range(3):
        for line in order_of(desk, visit).lines:
            desk.ordering.move_line(order, line.id, 1)
            kept = order_of(desk, visit)
            assert {job.id for job in kept.jobs} == {line.job for line in kept.lines}


@given(steps=st.lists(st.tuples(st.sampled_from(["remove", "up", "down"]), st.integers(0, 5)), max_size=8))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_lines_taken_off_and_moved_stand_as_before_when_all_is_taken_back(
    steps: list[tuple[str, int]], desk: Desk
) -> None:
    order = order_of(desk, walked_in(desk)).id
    for code in ("L1", "L2", "L3"):
        desk.ordering.add_line(order, labour(code))
        desk.ordering.add_line(order, part("P" + code))

    def lines() -> list[str]:
        sheet = desk.sheets.get(WorkOrder, order)
        assert sheet is not None
        return [line.id for line in sheet.lines]

    backs, before = [], lines()
    for act, number in steps:
        here = lines()[number % max(len(lines()), 1) :][:1]
        if act == "remove":
            backs.append(partial(desk.ordering.put_back, desk.ordering.remove_lines(here)))
        elif here:
            sheet = desk.sheets.get(WorkOrder, order)
            assert sheet is not None
            backs.append(partial(desk.ordering.arrange, order, desk.ordering.arrangement(sheet)))
            desk.ordering.move_line(order, here[0], -1 if act == "up" else 1)
    for back in reversed(backs):
        back()
    assert lines() == before


def test_part_of_its_own_is_not_drawn_into_a_declined_job(desk: Desk) -> None:
    visit = ordered(desk)
    order = order_of(desk, visit)
    desk.ordering.answer(order.id, [order.jobs[0].id], channel="phone", answer="declined")
    ids = [desk.ordering.add_line(order.id, part(code)) for code in ("X", "Y")]
    assert table(desk, visit)[3:] == ["X/1", "Y/1"]
    desk.ordering.move_line(order.id, ids[1], -1)
    kept = order_of(desk, visit)
    own = [job.id for job in kept.jobs if job.answer == "open"]
    assert {line.job for line in kept.lines if line.code in "XY"} == set(own[:1])


def test_last_line_takes_its_job_along_and_brings_it_back(desk: Desk) -> None:
    visit = walked_in(desk)
    order = order_of(desk, visit).id
    first, second = (desk.ordering.add_line(order, line) for line in (labour("L"), part("P")))
    before = order_of(desk, visit)
    assert [form for form, _ in desk.ordering.remove_line(first)] == [WorkLine]
    gone = desk.ordering.remove_line(second)
    assert {form for form, _ in gone} == {WorkLine, Job}
    assert not order_of(desk, visit).jobs and not order_of(desk, visit).lines
    assert desk.ordering.remove_line(second) == []
    desk.ordering.put_back([(WorkLine, first), *gone])
    assert order_of(desk, visit) == before


# Suggestions


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("lf3412", ["LF-3412"]),
        ("LF-3412", ["LF-3412"]),
        ("机油", ["LF-3412", "P200"]),
        ("JYLX", ["LF-3412"]),
        ("jiyou", ["LF-3412", "P200"]),
        ("jiyoulvxin", ["LF-3412"]),
        ("jiyou lu", ["LF-3412"]),
        ("lvxin", ["LF-3412"]),
        ("ou", []),
        ("滤芯", ["LF-3412"]),
        ("10 000", ["S10"]),
        ("保养", ["L100", "S10"]),
        ("s10", ["S10"]),
        ("nothing like it", []),
        ("", []),
        ("  ", []),
        ("\x00\ud800", []),
        ('"*', []),
    ],
)
def test_suggestions_are_found_by_code_word_and_pinyin(typed: str, codes: list[str], desk: Desk) -> None:
    assert sorted(offer.code for offer in desk.ordering.offers(typed)) == codes


def test_suggestions_begin_with_the_code_itself(desk: Desk) -> None:
    desk.sheets.create(PriceItem(code="S1", name="S10 special"))
    desk.sheets.create(PriceItem(code="A1", name="before S10"))
    assert [offer.code for offer in desk.ordering.offers("S10")] == ["S10", "S1", "A1"]
    desk.sheets.edit(Package, small_shop(desk).service, {"gone": True})
    assert [offer.code for offer in desk.ordering.offers("S10")] == ["S1", "A1"]


# What it costs, whatever is typed


def test_only_what_is_paid_for_counts(desk: Desk) -> None:
    visit = walked_in(desk)
    order = order_of(desk, visit).id
    lines = [
        labour("L", 10_000),
        WorkLine(kind="part", code="OWN", price=5000, quantity=1000, part_class="own"),
        WorkLine(kind="text", code="T", price=5000, quantity=1000),
        WorkLine(kind="part", code="OPEN"),
        WorkLine(kind="sublet", code="S", price=3333, quantity=333, discount=1250),
    ]
    for line in lines:
        desk.ordering.add_line(order, line)
    totals = desk.ordering.totals(order_of(desk, visit))
    assert totals.groups == {"labour": 10_000, "part": 0, "fee": 0, "sublet": 1110}
    assert (totals.gross, totals.discount, totals.net, totals.tax, totals.total) == (11_110, 139, 10_971, 1426, 12_397)


@pytest.mark.parametrize(
    ("values", "amount"),
    [
        ({"discount": 10_000}, 0),
        ({"discount": 99_999}, 0),
        ({"discount": -5000}, 10_000),
        ({"price": 0}, 0),
        ({"price": -10_000}, -10_000),
        ({"quantity": None}, 0),
        ({"quantity": -1000}, -10_000),
        ({"tax_rate": -10_000}, 10_000),
        ({"price": MOST["money"], "quantity": MOST["quantity"]}, 10**15),
    ],
)
def test_line_typed_wrong_still_adds_up_and_is_kept(values: dict[str, int], amount: int, desk: Desk) -> None:
    visit = walked_in(desk)
    order = order_of(desk, visit).id
    line = desk.ordering.add_line(order, labour("L", 10_000))
    desk.sheets.edit(WorkLine, line, values)
    assert desk.ordering.amounts(order_of(desk, visit))[line][2] == amount
    ok(desk, visit)
    assert desk.ordering.totals(order_of(desk, visit)).total == desk.ordering.agreed(order_of(desk, visit))


@pytest.mark.parametrize("values", [{"price": -1}, {"quantity": -1}, {"discount": 10_001}, {"tax_rate": -1}])
def test_line_typed_wrong_holds_back_paper_and_bill(values: dict[str, int], desk: Desk) -> None:
    visit = ready(desk)
    line = order_of(desk, visit).lines[0].id
    desk.sheets.edit(WorkLine, line, values)
    ok(desk, visit)
    field = f"line.{next(iter(values))}"
    with pytest.raises(Refused) as trouble:
        desk.papers.print(visit, ["work_order"])
    assert trouble.value.field == field
    with pytest.raises(Refused) as trouble:
        desk.settlement.issue(visit)
    assert trouble.value.field == field
    assert desk.papers.of_visit(visit) == []


LINES = st.lists(
    st.builds(
        WorkLine,
        kind=st.sampled_from(["labour", "part", "sublet", "fee", "text", "other"]),
        quantity=st.none() | st.integers(-MOST["quantity"], MOST["quantity"]),
        price=st.none() | st.integers(-MOST["money"], MOST["money"]),
        discount=st.none() | st.integers(-MOST["percent"], MOST["percent"]),
        tax_rate=st.none() | st.integers(-MOST["percent"], MOST["percent"]),
        part_class=st.sampled_from(["", "own", "genuine"]),
    ),
    max_size=8,
)


@given(LINES, st.booleans())
def test_any_lines_have_a_total_that_a_column_holds(lines: list[WorkLine], included: bool) -> None:
    from reception_desk.forms import money

    totals = money.totals(map(billed, lines), money.rule(included))
    assert totals.net + totals.tax == totals.total
    assert totals.gross - totals.discount == (totals.total if included else totals.net)
    assert abs(totals.total) < 2**63 and abs(totals.tax) < 2**63


@given(
    st.lists(st.tuples(st.sampled_from("LPX"), st.integers(-1, 4)), max_size=6),
    st.lists(st.integers(0, 20), max_size=6),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
def test_whatever_is_added_and_moved_every_line_has_a_job_of_its_order(
    desk: Desk, adds: list[tuple[str, int]], moves: list[int]
) -> None:
    visit = walked_in(desk)
    order = order_of(desk, visit).id
    for code, at in adds:
        line = labour(code) if code == "L" else part(code)
        desk.ordering.add_line(order, line, at=at if at >= 0 else None)
    for move in moves:
        lines = order_of(desk, visit).lines
        if lines:
            desk.ordering.move_line(order, lines[move % len(lines)].id, 1 if move % 2 else -1)
    kept = order_of(desk, visit)
    assert len(kept.lines) == len(adds)
    assert {line.job for line in kept.lines} == {job.id for job in kept.jobs}
    check_in(desk, visit)


def test_a_suggestion_tells_what_it_adds_and_not_what_an_hour_costs(desk: Desk) -> None:
    small_shop(desk)
    (labour,) = [item for item in desk.sheets.all(PriceItem) if item.code == "L100"]
    desk.sheets.edit(PriceItem, labour.id, {"quantity": 100, "price": 20_000})
    (offer,) = [one for one in desk.ordering.offers("L100") if one.item]
    assert offer.price == 2_000
