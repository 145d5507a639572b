"""The next sensible step of a row of the board: into its visit, or checking a booked car in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt

from reception_desk.desk.board import Row
from reception_desk.forms.visit import short_number
from reception_desk.forms.words import say
from reception_desk.ui.places import board_words as words
from reception_desk.ui.places.board_model import Line
from reception_desk.ui.room import Room
from reception_desk.ui.widgets.info_bar import InfoBar


class RowSteps:
    """`bar` asks about a car that is in the shop already; `back`: what is done when the question is left;
    `stale`: when the step was refused."""

    def __init__(self, room: Room, bar: InfoBar, back: Callable[[], None], stale: Callable[[], None]) -> None:
        self.room, self.bar = room, bar
        self._back, self._stale = back, stale

    def take(self, line: Line) -> None:
        row = line.row
        if row is None:
            return
        if row.visit is not None:
            self.room.visit_wanted.emit(row.visit.id, words.step_of(row)[1])
            return
        here = self.room.desk.reception.open_visit(row.vehicle.id)
        if here is None:
            self._check_in(row)
            return
        text = say("This car is already in the shop ({number}).", number=short_number(here.number))
        self.bar.tell(
            "check",
            text,
            [
                ("today.info.open", say("Open it"), lambda: self._leave_bar(partial(self._go, here.id, 0))),
                ("today.info.anyway", say("New visit anyway"), lambda: self._leave_bar(partial(self._check_in, row))),
                ("today.info.close", say("Leave it"), lambda: self._leave_bar(self._back)),
            ],
        )
        self.bar.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_bar(self, then: Callable[[], None]) -> None:
        self.bar.clear()
        then()

    def _go(self, visit: str, step: int) -> None:
        self.room.visit_wanted.emit(visit, step)

    def _check_in(self, row: Row) -> None:
        assert row.appointment is not None
        made: list[str] = []
        booking = row.appointment.id
        if self.room.try_to(lambda: made.append(self.room.desk.reception.arrive(appointment=booking))):
            self._go(made[0], 1)
        else:
            self._stale()
