"""What typed text means in a long list, as the desk knows it: by code, pinyin, phone or plate, beside the words."""

from __future__ import annotations

from collections.abc import Iterator

from reception_desk.forms.customer import Customer
from reception_desk.forms.sheets import BY_TABLE
from reception_desk.forms.vehicle import Vehicle
from reception_desk.forms.words import Text, say, value, verbatim
from reception_desk.ui.room import FAR, Room
from reception_desk.ui.widgets.search_pick import Find

SEARCHED = FAR | {"price_item"}
"""Lists too long to look through."""


def finder(room: Room, table: str) -> Find:
    """Ids of rows of a table that the desk finds for typed text."""

    def offered(typed: str) -> Iterator[str]:
        for offer in room.desk.ordering.offers(typed):
            found = offer.item if table == "price_item" else offer.package
            if found is not None:
                yield found.id

    def searched(typed: str) -> Iterator[str]:
        for hit in room.desk.reception.search(typed).outlines:
            yield hit.customer if table == "customer" else hit.vehicle

    if table in ("price_item", "package"):
        return offered
    return searched if table in FAR else lambda _: ()


def name_of(room: Room, table: str, row_id: str) -> Text:
    """A row in one line: a customer and a car so that two of the same name can be told apart."""
    row = room.desk.sheets.get(BY_TABLE[table], row_id)
    if isinstance(row, Customer) and row.phone():
        return say("{name} {phone}", name=row.name, phone=value("phone", row.phone()))
    if isinstance(row, Vehicle):
        return say("{plate} {model}", plate=value("plate", row.plate or "–"), model=row.model)
    name = verbatim(getattr(row, "name", "") or "…")
    if row is not None and getattr(row, "gone", False):
        return say("{name} · {state}", name=name, state=row.spec("gone").label)
    return name
