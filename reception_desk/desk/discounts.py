"""Discounts within limits: how far below the list each person may go, on a line and on a whole order."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from reception_desk.desk import consent
from reception_desk.errors import Refused, sheet_gone
from reception_desk.forms import discount as rules
from reception_desk.forms import money
from reception_desk.forms.discount import Discount
from reception_desk.forms.shop import Shop
from reception_desk.forms.staff import Staff
from reception_desk.forms.words import NOTHING, Text, listed, say, value, verbatim
from reception_desk.forms.work_order import WorkLine, WorkOrder

if TYPE_CHECKING:
    from reception_desk.desk.desk import Desk

PRICED = frozenset({"price", "discount", "reduction"})
"""The fields of a line that can be a discount."""
MOST_NAMES = 3
Values = dict[str, dict[str, Any]]
"""Fields by line id."""


def limit_of(person: Staff | None, shop: Shop) -> int | None:
    """How much (hundredths of a percent) a person may take off the list; None for as much as they like."""
    if person is not None and person.discount_limit is not None:
        return person.discount_limit
    return None if person is not None and person.role == "manager" else shop.discount_limit


class Discounts:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._store = desk.store

    def give(self, line: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """Price or discount of one line as a person types it; returns what stood there before. Refused beyond the
        limit of whoever is at the desk."""
        kept = self._store.get(WorkLine, line)
        if kept is not None:
            refusal = self.refusal(kept, values)
            if refusal:
                raise Refused(refusal, field=f"line.{next(iter(values))}")
        return self._desk.sheets.edit(WorkLine, line, values)

    def refusal(self, line: WorkLine, values: Mapping[str, Any]) -> Text:
        """Why the person at the desk may not give this; NOTHING if they may. What was given before by somebody else
        may stay and may shrink."""
        counts = PRICED | {"quantity"} if line.reduction else PRICED  # the same amount off less of it is more
        if not counts & values.keys():
            return NOTHING
        by, after = self._desk.ordering.rule(), dataclasses.replace(line, **values)
        (was, of), (off, full) = rules.below_list(line, by), rules.below_list(after, by)
        if off * max(of, 1) <= was * max(full, 1):
            return NOTHING
        return self._beyond(off, full)

    def _beyond(self, off: int, full: int) -> Text:
        shop, by = self._desk.shop(), self._desk.ordering.rule()
        staff = self._desk.staff()
        person = next((one for one in staff if one.id == self._desk.actor), None)
        limit = limit_of(person, shop)
        if limit is None or rules.is_within(off, full, limit, by):
            return NOTHING
        may = [one.name for one in staff if _may(limit_of(one, shop), off, full, by)]
        words = {
            "percent": value("percent", rules.share(off, full)),
            "person": verbatim(person.name) if person else say("nobody is chosen"),
            "limit": value("percent", limit),
        }
        if may:
            told = say(
                "{percent} below the list is more than allowed ({person}: {limit}). {names} may give it: choose the "
                "name at the top right, then press Enter here.",
                names=listed(verbatim(name) for name in may[:MOST_NAMES]),
                **words,
            )
        else:
            told = say(
                "{percent} below the list is more than allowed ({person}: {limit}). Nobody here may give it; Settings "
                "holds the limits.",
                **words,
            )
        return told

    # The whole order

    def on_all(self, order: WorkOrder, discount: Discount) -> Values:
        """What each line of the customer's gets when the whole order is discounted: the percent on each, or an amount
        spread over them to the cent. A discount that a line has already is replaced."""
        lines = self._counting(order)
        if discount.amount is None:
            return {line.id: discount.values for line in lines}
        by = self._desk.ordering.rule()
        grosses = [max(money.amounts(consent.billed(line), by)[0], 0) for line in lines]
        parts = money.spread(min(discount.amount, sum(grosses)), grosses)
        return {line.id: Discount(amount=part or None).values for line, part in zip(lines, parts, strict=True)}

    def looked_at(self, order: WorkOrder, after: Values) -> WorkOrder:
        """The order as it would be; nothing is kept."""
        lines = tuple(dataclasses.replace(line, **after.get(line.id, {})) for line in order.lines)
        return dataclasses.replace(order, lines=lines)

    def _counting(self, order: WorkOrder) -> list[WorkLine]:
        wanted = {job.id for job in consent.counted(order, "customer")}
        lines = [line for line in order.lines if line.job in wanted and line.kind != "text"]
        return [line for line in lines if line.part_class != "own"]

    def give_all(self, order: str, discount: Discount) -> tuple[Values, Values]:
        """Discount a whole order; returns the lines' values before and after. Refused beyond the limit, which counts
        on the order's sum, so that a cent of rounding on one line is nobody's fault."""
        sheet = self._store.get(WorkOrder, order)
        if sheet is None:
            raise sheet_gone()
        after = self.on_all(sheet, discount)
        refusal = self.refusal_all(sheet, after)
        if refusal:
            raise Refused(refusal, field="work_order.discount")
        return self.put(after), after

    def refusal_all(self, order: WorkOrder, after: Values) -> Text:
        by, lines = self._desk.ordering.rule(), [line for line in order.lines if line.id in after]
        off, full = _sums(lines, by)
        more, of = _sums([dataclasses.replace(line, **after[line.id]) for line in lines], by)
        return NOTHING if more * max(full, 1) <= off * max(of, 1) else self._beyond(more, of)

    def put(self, values: Values) -> Values:
        """Some fields of several lines in one save, for undo as well; returns what stood there."""
        with self._store.atomic():
            return {line: self._desk.sheets.edit(WorkLine, line, kept) for line, kept in values.items()}


def _may(limit: int | None, off: int, full: int, by: money.Rule) -> bool:
    return limit is None or rules.is_within(off, full, limit, by)


def _sums(lines: Sequence[WorkLine], by: money.Rule) -> tuple[int, int]:
    found = [rules.below_list(line, by) for line in lines]
    return sum(off for off, _ in found), sum(full for _, full in found)
