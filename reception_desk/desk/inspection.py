"""Walk-around inspection 环车检查: what is seen on the car, together with the customer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reception_desk.forms.walk_around import Mark, WalkAround

if TYPE_CHECKING:
    from reception_desk.desk.desk import Desk


class Inspection:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def mark(self, sheet: str, zone: str, kind: str, x: int, y: int, *, size: int = 1) -> str:
        """A new damage at a point of the drawing; returns the mark's id."""
        with self._desk.store.atomic():
            mark = self._desk.sheets.add_row(Mark(zone=zone, kind=kind, size=size, x=x, y=y), sheet)
            self._desk.sheets.edit(WalkAround, sheet, {"state": "marked"})
        return mark

    def say_none_new(self, sheet: str) -> dict[str, object]:
        """Walked round, nothing new. Returns what the sheet was before."""
        return self._desk.sheets.edit(WalkAround, sheet, {"state": "none_new"})

    def leave_to_paper(self, sheet: str) -> dict[str, object]:
        """The damage is drawn on the printed sheet; it can be typed in later."""
        return self._desk.sheets.edit(WalkAround, sheet, {"state": "on_paper"})
