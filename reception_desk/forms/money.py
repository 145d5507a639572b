"""Money rules, in whole numbers: minor units, thousandths of a quantity, hundredths of a percent point."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

THOUSANDTHS = 1000
WHOLE = 10_000


def half_up(numerator: int, denominator: int) -> int:
    """The quotient rounded to the nearest whole number, halves away from zero (commercial rounding)."""
    if numerator >= 0 and denominator > 0:
        return (2 * numerator + denominator) // (2 * denominator)
    sign = -1 if (numerator < 0) != (denominator < 0) else 1
    return sign * ((2 * abs(numerator) + abs(denominator)) // (2 * abs(denominator)))


@dataclass(frozen=True, slots=True)
class Rule:
    """How a bill is rounded. `name` is kept in every document, so that a later rule changes no paper of before."""

    name: str
    tax_included: bool

    def gross(self, quantity: int, price: int) -> int:
        return half_up(quantity * price, THOUSANDTHS)

    def discount(self, gross: int, percent: int) -> int:
        return half_up(gross * percent, WHOLE)

    def tax(self, amount: int, rate: int) -> int:
        """The tax on the sum of one rate's lines: contained in it, or added to it."""
        return half_up(amount * rate, WHOLE + rate) if self.tax_included else half_up(amount * rate, WHOLE)


def rule(tax_included: bool) -> Rule:
    """The rule of this version: each line and each rate's sum rounded once, half up."""
    return Rule("line-half-up/included" if tax_included else "line-half-up/added", tax_included)


class Billed(NamedTuple):
    """One line as it counts: `group` labour, part, sublet or fee; `reduction` is an amount taken off instead of the
    percent in `discount`."""

    group: str
    quantity: int
    price: int
    discount: int
    tax_rate: int
    reduction: int = 0


@dataclass(frozen=True, slots=True)
class TaxSum:
    rate: int
    net: int
    tax: int


@dataclass(frozen=True, slots=True)
class Totals:
    """`groups`: sums before discount; net + tax = total, always."""

    groups: dict[str, int] = field(default_factory=dict)
    gross: int = 0
    discount: int = 0
    net: int = 0
    tax: int = 0
    total: int = 0
    taxes: tuple[TaxSum, ...] = ()


def amounts(line: Billed, by: Rule) -> tuple[int, int, int]:
    """Gross, discount and amount of one line; an amount taken off never makes the line a credit."""
    gross = by.gross(line.quantity, line.price)
    discount = 0
    if line.reduction:
        discount = min(line.reduction, max(gross, 0))
    elif line.discount:
        discount = by.discount(gross, line.discount)
    return gross, discount, gross - discount


def totals(lines: Iterable[Billed], by: Rule) -> Totals:
    groups: dict[str, int] = {}
    rates: dict[int, int] = {}
    gross_sum = discount_sum = 0
    for line in lines:
        gross, discount, amount = amounts(line, by)
        groups[line.group] = groups.get(line.group, 0) + gross
        rates[line.tax_rate] = rates.get(line.tax_rate, 0) + amount
        gross_sum, discount_sum = gross_sum + gross, discount_sum + discount
    taxes = []
    for rate, amount in sorted(rates.items(), reverse=True):
        tax = by.tax(amount, rate)
        taxes.append(TaxSum(rate, amount - tax if by.tax_included else amount, tax))
    net, tax_sum = sum(part.net for part in taxes), sum(part.tax for part in taxes)
    return Totals(groups, gross_sum, discount_sum, net, tax_sum, net + tax_sum, tuple(taxes))


def spread(amount: int, weights: Sequence[int]) -> list[int]:
    """An amount in parts that stand to each other as the weights and come to exactly that amount.

    Each part is the exact share cut to whole units; what is left goes, a unit each, to the parts that lost most by the
    cut, the first of equals first. No part is larger than its weight where the amount is not larger than their sum.
    """
    whole = sum(weights)
    if whole <= 0:
        return [0] * len(weights)
    parts = [amount * weight // whole for weight in weights]
    lost = [amount * weight % whole for weight in weights]
    for at in sorted(range(len(weights)), key=lambda at: -lost[at])[: amount - sum(parts)]:
        parts[at] += 1
    return parts


_FIGURES = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")


def capitals(minor: int) -> str:
    """Chinese capital numerals 人民币大写 of an amount in fen, after the central bank's rules for filling in bills."""
    sign = "负" if minor < 0 else ""
    yuan, jiao, fen = abs(minor) // 100, abs(minor) // 10 % 10, abs(minor) % 10
    text = _yuan(yuan) + "元" if yuan else ""
    if not jiao and not fen:
        return f"人民币{sign}{text or '零元'}整"
    if jiao:
        return f"人民币{sign}{text}{_FIGURES[jiao]}角" + (f"{_FIGURES[fen]}分" if fen else "整")
    return f"人民币{sign}{text}{'零' if text else ''}{_FIGURES[fen]}分"


def _yuan(yuan: int) -> str:
    """Whole yuan; what stands before 亿 or 万 is read as a number of its own, one 零 stands for noughts inside."""
    for size, mark in ((10**8, "亿"), (10**4, "万")):
        if yuan >= size:
            high, low = divmod(yuan, size)
            gap = "零" if low and (low < size // 10 or high % 10 == 0) else ""
            return _yuan(high) + mark + gap + _yuan(low)
    return _four(yuan)


def _four(part: int) -> str:
    text = ""
    gap = False
    for place in (3, 2, 1, 0):
        figure = part // 10**place % 10
        if figure:
            text += ("零" if gap and text else "") + _FIGURES[figure] + _PLACES[place]
            gap = False
        else:
            gap = True
    return text
