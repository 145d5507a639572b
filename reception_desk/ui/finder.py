"""What typed text means in a long list, as the desk knows it: by code, pinyin, phone or plate, beside the words."""

from __future__ import annotations

from collections.abc import Iterator

from reception_desk.ui.room import Room
from reception_desk.ui.widgets.search_pick import Find

SEARCHED = frozenset({"price_item", "customer", "vehicle"})
"""Lists too long to look through."""


def finder(room: Room, table: str) -> Find:
    """Ids of rows of a table that the desk finds for typed text."""

    def offered(typed: str) -> Iterator[str]:
        for offer in room.desk.ordering.offers(typed):
            found = offer.item if table == "price_item" else offer.package
            if found is not None:
                yield found.id

    def searched(typed: str) -> Iterator[str]:
        for hit in room.desk.reception.search(typed):
            yield hit.customer.id if table == "customer" else hit.vehicle.id

    if table in ("price_item", "package"):
        return offered
    return searched if table in SEARCHED else lambda _: ()
