"""What may be done with a row of the board besides its next step: a booking's moves, and telling the customer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from reception_desk.desk.board import Row
from reception_desk.forms.appointment import Appointment
from reception_desk.forms.stages import Move
from reception_desk.forms.visit import Visit
from reception_desk.forms.words import Text, say
from reception_desk.ui import theme
from reception_desk.ui.icons import state_icon
from reception_desk.ui.places import board_words as words
from reception_desk.ui.places.board_model import Line
from reception_desk.ui.room import Room
from reception_desk.ui.widgets.reason_line import ReasonLine

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

MOVES: dict[str, Text] = {
    "confirmed": say("Confirm"),
    "no_show": say("Did not come"),
    "cancelled": say("Cancel the booking…"),
    "booked": say("Back to booked…"),
}
"""Moves of the appointment table that are chosen here; arriving is the row's button, moving is editing the time."""


class RowMenu:
    def __init__(self, room: Room, reason: ReasonLine, take: Callable[[Line], None], host: QWidget) -> None:
        self.room, self.reason = room, reason
        self._take, self._host = take, host

    def open(self, line: Line, at: QPoint) -> None:
        menu = self.make(line)
        if not menu.isEmpty():
            menu.popup(at)

    def make(self, line: Line) -> QMenu:
        """The row's own step, and what else may be done with it from here."""
        from reception_desk.ui.widgets.menu import Menu

        menu = Menu(self._host)
        menu.setObjectName("today.menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        row = line.row
        if row is None:
            return menu
        self._entry(menu, "today.step", words.action_of(row), lambda: self._take(line))
        if row.appointment is not None:
            for move in self.room.desk.appointments.moves(row.appointment):
                if move.go in MOVES:
                    self._entry(
                        menu, f"today.{move.go}", MOVES[move.go], partial(self._choose_move, row, move), move.go
                    )
        if row.visit is not None and row.stage == "ready":
            told = say("Customer was told that it is ready")
            self._entry(menu, "today.told", told, partial(self._tell_ready, row.visit))
        return menu

    def _entry(self, menu: QMenu, name: str, text: Text, act: Callable[[], None], state: str = "") -> None:
        from PySide6.QtGui import QAction

        action = QAction(self.room.voice.say(text), menu)
        action.setObjectName(name)
        if state:
            action.setIcon(state_icon(state, theme.tokens().state(state)))
        action.triggered.connect(lambda _=False: act())
        menu.addAction(action)

    def _choose_move(self, row: Row, move: Move) -> None:
        assert row.appointment is not None
        booking = row.appointment
        if not move.reason:
            self._move(booking, move.go, "")
            return
        question = {"cancelled": say("Why is it cancelled?")}.get(move.go, say("Why back to booked?"))
        do = {"cancelled": say("Cancel the booking")}.get(move.go, say("Back to booked"))
        self.reason.ask(question, do, lambda reason: self._move(booking, move.go, reason))

    def _move(self, booking: Appointment, stage: str, reason: str) -> None:
        appointments, before = self.room.desk.appointments, booking.stage
        if not self.room.try_to(lambda: appointments.move(booking.id, stage, reason=reason)):
            return
        plate = self.room.voice.language.code_text("plate", booking.plate) or booking.name
        word = Appointment.spec("stage").option(stage)
        self.room.tell(say("{who}: {stage}", who=plate, stage=word), partial(self._move_back, booking, before))

    def _move_back(self, booking: Appointment, stage: str) -> None:
        """Undo, by the ways that the table knows: back to booked, and on to confirmed where it was that."""
        move, reason = self.room.desk.appointments.move, self.room.voice.say(say("taken back"))
        if self.room.try_to(lambda: move(booking.id, "booked", reason=reason)) and stage != "booked":
            self.room.try_to(lambda: move(booking.id, stage, reason=reason))

    def _tell_ready(self, visit: Visit) -> None:
        desk = self.room.desk
        if self.room.try_to(lambda: desk.workshop.note_called(visit.id)):
            plate = self.room.voice.language.code_text("plate", visit.plate)
            self.room.tell(say("{who}: told that it is ready", who=plate), partial(self._not_told, visit))

    def _not_told(self, visit: Visit) -> None:
        self.room.try_to(lambda: self.room.desk.sheets.edit(Visit, visit.id, {"called": visit.called}))
