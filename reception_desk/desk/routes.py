"""How a kind of paper is printed: as somebody said for it once, else as the shop prints its papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reception_desk.forms.document import pages_of
from reception_desk.forms.print_route import PrintRoute

if TYPE_CHECKING:
    from reception_desk.desk.desk import Desk


def route_of(desk: Desk, kind: str) -> PrintRoute:
    """What was said for this kind; without an id where nobody did."""
    found = desk.store.find(PrintRoute, {"kind": kind}, limit=1) if kind else []
    return found[0] if found else PrintRoute(kind=kind)


def target_of(desk: Desk, kind: str) -> str:
    """The printer of this kind, else the shop's."""
    return route_of(desk, kind).printer or desk.shop().printer


def page_of(desk: Desk, kind: str) -> str:
    """What this kind is printed on: A4, letter, A5 or roll."""
    own = route_of(desk, kind).page
    return own if own in pages_of(kind) else desk.shop().page_of(kind)


def remember(desk: Desk, kind: str, *, printer: str, copies: int, page: str = "") -> None:
    """From now on this kind goes there, so often, on that; what the shop does anyway stays the shop's.

    Without a `page` that stays as it is.
    """
    kept, shop = route_of(desk, kind), desk.shop()
    said = {
        "printer": "" if printer == shop.printer else printer,
        "copies": copies if copies > 1 else None,
        "page": kept.page if not page else "" if page == shop.page_of(kind) else page,
    }
    if kept.id:
        desk.sheets.edit(PrintRoute, kept.id, said)
    elif any(said.values()):
        desk.sheets.create(PrintRoute.from_json({"kind": kind, **said}))
