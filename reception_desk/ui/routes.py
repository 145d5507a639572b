"""Where each kind of paper goes and how often, as somebody once said "remember this"."""

from __future__ import annotations

import re

from reception_desk.desk.desk import Desk
from reception_desk.forms.document import PAPERS
from reception_desk.forms.print_route import PrintRoute

_KINDS = re.compile("|".join(f"-({option.code})-" for option in PAPERS))


def kind_of(name: str) -> str:
    """The kind of paper that a job's name tells (desk/papers.py `file_name`); "" for other lists."""
    found = _KINDS.search(name)
    return next((kind for kind in found.groups() if kind), "") if found else ""


def is_copy(name: str) -> bool:
    """One more print of a paper: it goes out once, however many were printed the first time."""
    return re.search(r"-copy\d+$", name) is not None


def route_of(desk: Desk, kind: str) -> PrintRoute:
    return next((route for route in desk.sheets.all(PrintRoute) if kind and route.kind == kind), PrintRoute(kind=kind))


def target_of(desk: Desk, kind: str) -> str:
    """The printer of this kind, else the shop's."""
    return route_of(desk, kind).printer or desk.shop().printer


def remember(desk: Desk, kind: str, *, printer: str, copies: int) -> None:
    """From now on this kind goes there, so often. What is the shop's own printer stays the shop's."""
    kept = route_of(desk, kind)
    said = {"printer": "" if printer == desk.shop().printer else printer, "copies": copies if copies > 1 else None}
    if kept.id:
        desk.sheets.edit(PrintRoute, kept.id, said)
    elif said["printer"] or copies > 1:
        desk.sheets.create(PrintRoute(kind=kind, printer=str(said["printer"]), copies=copies if copies > 1 else None))
