"""Discounts as they are typed, and how far a line lies below its list price."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from reception_desk.forms import money, reading
from reception_desk.forms.work_order import WorkLine

MINUS = "-−–"
MONEY_WORDS = ("元", "圆", "块")
PERCENT = WorkLine.spec("discount")
AMOUNT = WorkLine.spec("reduction")


@dataclass(frozen=True, slots=True)
class Discount:
    """Percent in hundredths, or an amount in minor units; both None for none."""

    percent: int | None = None
    amount: int | None = None

    @property
    def values(self) -> dict[str, int | None]:
        """The fields of a line that it is."""
        return {"discount": self.percent, "reduction": self.amount}


def read(typed: str, *, signs: tuple[str, ...] = ()) -> Discount:
    """`10` and `10 %` are a percent, `-50` and an amount with the currency's sign (`signs`) are money off.

    Raises Unreadable.
    """
    plain = unicodedata.normalize("NFKC", typed).strip()
    bare = plain.lstrip(MINUS).strip()
    for sign in (*signs, *MONEY_WORDS):
        bare = bare.removeprefix(sign).removesuffix(sign).strip()
    if bare != plain and not plain.endswith("%"):
        return Discount(amount=reading.read(AMOUNT, bare) or None)
    kept = reading.read(PERCENT, plain)
    return Discount(percent=kept or None)


def below_list(line: WorkLine, by: money.Rule) -> tuple[int, int]:
    """(what is off, what it would cost by the list): the discount and a price below the list's, in minor units.

    A line without a quantity yet is looked at as one piece of it; what costs nothing anyway has nothing off.
    """
    if line.kind == "text" or line.part_class == "own":
        return 0, 0
    price, quantity = line.price or 0, line.quantity or money.THOUSANDTHS
    full = by.gross(quantity, max(price, line.list_price or 0))
    kept = money.Billed("fee", quantity, price, min(max(line.discount or 0, 0), money.WHOLE), 0, line.reduction or 0)
    return full - money.amounts(kept, by)[2], full


def is_within(off: int, full: int, limit: int, by: money.Rule) -> bool:
    """Whether a discount keeps to a limit in hundredths of a percent, rounded as the discount itself is."""
    return off <= by.discount(full, limit)


def share(off: int, full: int) -> int:
    """A discount as hundredths of a percent of the list's price, for words."""
    return money.half_up(off * money.WHOLE, full) if full else 0
