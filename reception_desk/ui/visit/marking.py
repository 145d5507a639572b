"""What is done to the marks of a walk-around sheet, each with its way back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from reception_desk.forms.walk_around import Mark, WalkAround
from reception_desk.forms.words import Text, say
from reception_desk.ui.room import Room
from reception_desk.ui.undo import Step

TENTHS = 10
"""Marks are kept in tenths of the drawing's units."""


def is_old(mark: Mark) -> bool:
    """Carried over from an earlier visit."""
    return bool(mark.origin) and mark.origin != mark.id


class Marking(QObject):
    changed = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.sheet = WalkAround()

    def new_marks(self) -> list[Mark]:
        return [mark for mark in self.sheet.marks if not is_old(mark)]

    def mark(self, mark_id: str) -> Mark | None:
        return next((mark for mark in self.sheet.marks if mark.id == mark_id), None)

    def number(self, mark_id: str) -> int:
        """As it is printed: its place among all marks of the sheet."""
        ids = [mark.id for mark in self.sheet.marks]
        return ids.index(mark_id) + 1 if mark_id in ids else len(ids) + 1

    # Marks

    def add(self, zone: str, kind: str, x: float, y: float, *, size: int = 1) -> str:
        """A new mark; returns its id, "" when it could not be kept."""
        desk, sheet, before = self.room.desk, self.sheet.id, self.sheet.state
        made: list[str] = []
        kept = self.room.try_to(
            lambda: made.append(
                desk.inspection.mark(sheet, zone, kind, round(x * TENTHS), round(y * TENTHS), size=size)
            )
        )
        if not kept:
            return ""
        mark = made[0]

        def back() -> None:
            desk.sheets.remove_row(Mark, mark)
            desk.sheets.put(WalkAround, sheet, "state", before)

        def forth() -> None:
            desk.sheets.restore_row(Mark, mark)
            desk.sheets.put(WalkAround, sheet, "state", "marked")

        word = Mark.spec("kind").option(kind)
        self._remember(say("mark {number}, {kind}", number=self.number(mark), kind=word), back, forth)
        return mark

    def remove(self, mark_id: str) -> None:
        """A mark of this visit; damage from before stays on the car until it is ticked as repaired."""
        mark = self.mark(mark_id)
        if mark is None:
            return
        if is_old(mark):
            self.room.tell(say("This damage was there before. Tick it as repaired when it is gone."))
            return
        desk, sheet, before = self.room.desk, self.sheet.id, self.sheet.state
        after = "" if before == "marked" and len(self.new_marks()) == 1 else before

        def forth() -> None:
            desk.sheets.remove_row(Mark, mark_id)
            desk.sheets.put(WalkAround, sheet, "state", after)

        def back() -> None:
            desk.sheets.restore_row(Mark, mark_id)
            desk.sheets.put(WalkAround, sheet, "state", before)

        if self.room.try_to(forth):
            self._remember(say("mark {number} removed", number=self.number(mark_id)), back, forth)

    def move(self, mark_id: str, zone: str, x: float, y: float) -> None:
        values = {"zone": zone, "x": round(x * TENTHS), "y": round(y * TENTHS)}
        self._edit(mark_id, values, say("mark {number} moved", number=self.number(mark_id)))

    def resize(self, mark_id: str, size: int) -> None:
        label = say("mark {number}, size {size}", number=self.number(mark_id), size=size)
        self._edit(mark_id, {"size": size}, label, key="size")

    def change_kind(self, mark_id: str, kind: str) -> None:
        word = Mark.spec("kind").option(kind)
        self._edit(mark_id, {"kind": kind}, say("mark {number}, {kind}", number=self.number(mark_id), kind=word))

    def repair(self, mark_id: str, repaired: bool) -> None:
        self._edit(mark_id, {"repaired": repaired}, say("mark {number}, repaired", number=self.number(mark_id)))

    def _edit(self, mark_id: str, values: dict[str, object], label: Text, *, key: str = "") -> None:
        sheets = self.room.desk.sheets
        before: dict[str, object] = {}
        if not self.room.try_to(lambda: before.update(sheets.edit(Mark, mark_id, values))):
            return
        if before != values:
            self._remember(
                label,
                lambda: sheets.edit(Mark, mark_id, before),
                lambda: sheets.edit(Mark, mark_id, values),
                key=f"{mark_id}.{key}" if key else "",
            )

    # The sheet

    def say_none_new(self) -> None:
        """Walked round, nothing new: not while new marks stand on the drawing."""
        if self.new_marks():
            self.room.tell(say("New damage is marked. Remove the marks first if there is none."))
            return
        self._set_state("none_new", say("no new damage"))

    def leave_to_paper(self) -> None:
        self._set_state("on_paper", say("marked on paper"))

    def begin_again(self) -> None:
        """Neither of the two: as the marks say it."""
        self._set_state("marked" if self.new_marks() else "", say("walk-around open again"))

    def _set_state(self, state: str, label: Text) -> None:
        desk, sheet, before = self.room.desk, self.sheet.id, self.sheet.state
        if state == before:
            return
        do: dict[str, Callable[[], object]] = {
            "none_new": lambda: desk.inspection.say_none_new(sheet),
            "on_paper": lambda: desk.inspection.leave_to_paper(sheet),
        }
        forth = do.get(state, lambda: desk.sheets.put(WalkAround, sheet, "state", state))
        if self.room.try_to(forth):
            self._remember(label, lambda: desk.sheets.put(WalkAround, sheet, "state", before), forth)

    def _remember(self, label: Text, back: Callable[[], object], forth: Callable[[], object], *, key: str = "") -> None:
        self.room.undo.push(Step(label, back, forth, key=key))
        self.changed.emit()
