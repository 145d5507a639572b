"""Money: each line and each rate's sum rounded once, half up; nothing lost between net, tax and total."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reception_desk.forms.money import Billed, Rule, TaxSum, amounts, capitals, half_up, rule, totals

ADDED, INCLUDED = rule(tax_included=False), rule(tax_included=True)
RULES = st.sampled_from([ADDED, INCLUDED])
LINES = st.builds(
    Billed,
    group=st.sampled_from(["labour", "part", "sublet", "fee"]),
    quantity=st.integers(0, 99_999_999),
    price=st.integers(-10_000_000, 9_999_999_999),
    discount=st.integers(0, 10_000),
    tax_rate=st.sampled_from([0, 100, 300, 600, 725, 1300, 2000]),
    reduction=st.just(0),
)
BILLS = st.lists(LINES, max_size=12)


def rounded(exact: Decimal) -> int:
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))


@given(st.integers(-(10**12), 10**12), st.sampled_from([1, 2, 4, 5, 8, 1000, 10_000]))
def test_half_up_rounds_as_decimal_does(numerator: int, denominator: int) -> None:
    assert half_up(numerator, denominator) == rounded(Decimal(numerator) / Decimal(denominator))


@pytest.mark.parametrize(
    ("numerator", "denominator", "whole"), [(5, 10, 1), (-5, 10, -1), (49, 100, 0), (15, 10, 2), (25, 10, 3), (0, 7, 0)]
)
def test_half_up_moves_halves_away_from_zero(numerator: int, denominator: int, whole: int) -> None:
    assert half_up(numerator, denominator) == whole


def test_totals_of_the_ten_thousand_service() -> None:
    lines = [
        Billed("labour", 800, 20_000, 0, 600),
        Billed("part", 1000, 26_800, 0, 600),
        Billed("part", 1000, 4_800, 0, 600),
        Billed("part", 1000, 400, 0, 600),
    ]
    bill = totals(lines, ADDED)
    assert (bill.groups, bill.net, bill.tax, bill.total) == ({"labour": 16_000, "part": 32_000}, 48_000, 2_880, 50_880)


def test_totals_with_tax_included_and_a_discount() -> None:
    lines = [Billed("labour", 3500, 16_000, 500, 100), Billed("part", 1000, 71_000, 0, 100)]
    bill = totals(lines, INCLUDED)
    assert (bill.gross, bill.discount, bill.total) == (127_000, 2_800, 124_200)
    assert bill.taxes == (TaxSum(100, 122_970, 1_230),)


@given(LINES, RULES)
def test_amounts_round_gross_and_discount_once_each(line: Billed, by: Rule) -> None:
    gross, discount, amount = amounts(line, by)
    assert gross == rounded(Decimal(line.quantity) * line.price / 1000)
    assert discount == rounded(Decimal(gross) * line.discount / 10_000)
    assert amount == gross - discount


@given(BILLS, RULES)
def test_totals_lose_nothing(lines: list[Billed], by: Rule) -> None:
    bill = totals(lines, by)
    assert bill.net + bill.tax == bill.total
    assert sum(bill.groups.values()) == bill.gross
    assert (sum(part.net for part in bill.taxes), sum(part.tax for part in bill.taxes)) == (bill.net, bill.tax)
    fixed = bill.total if by.tax_included else bill.net
    assert fixed == bill.gross - bill.discount == sum(amounts(line, by)[2] for line in lines)


@given(BILLS, RULES)
def test_totals_tax_is_within_half_a_unit_of_the_exact_tax(lines: list[Billed], by: Rule) -> None:
    for part in totals(lines, by).taxes:
        base = part.net + part.tax if by.tax_included else part.net
        share = Decimal(part.rate) / (10_000 + part.rate if by.tax_included else 10_000)
        assert abs(part.tax - base * share) <= Decimal("0.5000000001")


@given(BILLS, RULES)
def test_totals_of_a_credit_note_are_the_bills_with_the_sign_turned(lines: list[Billed], by: Rule) -> None:
    bill, credit = totals(lines, by), totals([line._replace(quantity=-line.quantity) for line in lines], by)
    assert (credit.net, credit.tax, credit.total) == (-bill.net, -bill.tax, -bill.total)


@given(st.lists(LINES, min_size=2, max_size=8), RULES)
def test_totals_do_not_depend_on_the_order_of_lines(lines: list[Billed], by: Rule) -> None:
    assert totals(lines, by) == totals(lines[::-1], by)


# Capitals, read back by the rules of the language and by nothing of ours.

FIGURES = {figure: n for n, figure in enumerate("零壹贰叁肆伍陆柒捌玖")}
PLACES = {"拾": 10, "佰": 100, "仟": 1000}


def read_yuan(text: str) -> int:
    """亿 multiplies all before it, 万 all since the last 亿."""
    for mark, size in (("亿", 10**8), ("万", 10**4)):
        if mark in text:
            front, _, back = text.rpartition(mark)
            return read_yuan(front) * size + read_yuan(back)
    amount = figure = 0
    for sign in text:
        if sign in PLACES:
            amount, figure = amount + figure * PLACES[sign], 0
        else:
            figure = FIGURES[sign]
    return amount + figure


def read_back(text: str) -> int:
    rest = text.removeprefix("人民币")
    sign = -1 if rest.startswith("负") else 1
    rest = rest.removeprefix("负").removesuffix("整")
    yuan, _, small = rest.rpartition("元") if "元" in rest else ("", "", rest)
    jiao, _, fen = small.rpartition("角") if "角" in small else ("", "", small)
    cents = FIGURES[jiao.lstrip("零") or "零"] * 10 + FIGURES[fen.removesuffix("分").lstrip("零") or "零"]
    return sign * (read_yuan(yuan) * 100 + cents)


AMOUNTS = st.one_of(
    st.integers(-(10**9), 10**9),
    st.integers(0, 10**16),
    # Many noughts: where such writers go wrong.
    st.lists(st.sampled_from("0000123456789"), min_size=1, max_size=16).map(lambda figures: int("".join(figures))),
)


@given(AMOUNTS)
@example(10_000_000_000_005)
@example(1_000_010_000_000_00)
@example(12_345_000_000_000_00)
def test_capitals_read_back_as_the_same_amount(minor: int) -> None:
    assert read_back(capitals(minor)) == minor


@given(AMOUNTS)
def test_capitals_keep_the_rules_of_writing(minor: int) -> None:
    text = capitals(minor)
    assert text.startswith("人民币")
    assert "零零" not in text
    assert not any("零" + place in text for place in "拾佰仟万亿角分")
    assert text.endswith("分") == (minor % 10 != 0)
    assert text.endswith("整") != text.endswith("分")
    assert text == "人民币零元整" or "零元" not in text
    assert text.count("亿") <= 1, "万亿 and 亿 in one amount"


@pytest.mark.parametrize(
    ("minor", "text"),
    [
        (0, "人民币零元整"),
        (5, "人民币伍分"),
        (50, "人民币伍角整"),
        (100, "人民币壹元整"),
        (105, "人民币壹元零伍分"),
        (1_000, "人民币壹拾元整"),
        (110_800, "人民币壹仟壹佰零捌元整"),
        (124_200, "人民币壹仟贰佰肆拾贰元整"),
        (140_950, "人民币壹仟肆佰零玖元伍角整"),
        (600_714, "人民币陆仟零柒元壹角肆分"),
        (10_000_000, "人民币壹拾万元整"),
        (10_700_053, "人民币壹拾万零柒仟元伍角叁分"),
        (1_640_902, "人民币壹万陆仟肆佰零玖元零贰分"),
        (32_504, "人民币叁佰贰拾伍元零肆分"),
        (10_000_000_100, "人民币壹亿零壹元整"),
        (1_234_500_000_000_00, "人民币壹万贰仟叁佰肆拾伍亿元整"),
        (-50_880, "人民币负伍佰零捌元捌角整"),
    ],
)
def test_capitals_of_known_amounts(minor: int, text: str) -> None:
    """Several are the examples of the central bank's own rules (支付结算办法, annex 1)."""
    assert capitals(minor) == text
