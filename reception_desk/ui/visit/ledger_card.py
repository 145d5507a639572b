"""Who agreed to what, when and how: the rows of the ledger, newest last."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from reception_desk.forms.staff import Staff
from reception_desk.forms.words import NOTHING, Text, say, value, value_text, verbatim
from reception_desk.forms.work_order import Approval, WorkOrder
from reception_desk.ui import theme
from reception_desk.ui.keys import key_of
from reception_desk.ui.room import Room
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.card import Card
from reception_desk.ui.widgets.fitting import FittingLabel
from reception_desk.ui.widgets.labels import Label
from reception_desk.ui.widgets.scroll_bar import own_bars

LEAST = 46
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class LedgerCard(Card):
    closed = Signal()

    def __init__(self, room: Room) -> None:
        self.close_button = Button(room.voice, say("Close"), kind="link", key=key_of("escape"))
        self.close_button.setObjectName("work_order.approvals.close")
        super().__init__(room.voice, say("Approvals"), side=self.close_button, margins=(12, 6, 12, 8))
        self.close_button.clicked.connect(self.closed)
        self.room = room
        self.area = QScrollArea()
        own_bars(self.area)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.viewport().setAutoFillBackground(False)
        theme.hold(self.area, least_height=LEAST)
        self.body.addWidget(self.area, 1)
        self._shown: tuple[Approval, ...] | None = None

    def show_order(self, order: WorkOrder) -> None:
        if order.approvals == self._shown:
            return
        self._shown = order.approvals
        self.set_note(NOTHING if order.approvals else say("Nobody has agreed to anything yet."))
        names = {person.id: person.name for person in self.room.desk.sheets.all(Staff)}
        rows = QWidget()
        grid = QGridLayout(rows)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(4)
        for at, approval in enumerate(order.approvals):
            self._add(grid, at, approval, names)
        grid.setColumnStretch(4, 1)
        grid.setRowStretch(len(order.approvals), 1)
        self.area.setWidget(rows)
        rows.setAutoFillBackground(False)  # setWidget turns it on

    def _add(self, grid: QGridLayout, at: int, approval: Approval, names: Mapping[str, str]) -> None:
        voice = self.room.voice
        cells: list[tuple[Text, str]] = [
            (value_text("moment", approval.at), "body"),
            (Approval.spec("answer").option(approval.answer), "strong"),
            (Approval.spec("channel").option(approval.channel), "body"),
            (_by(approval), "body"),
        ]
        for column, (text, role) in enumerate(cells):
            grid.addWidget(Label(voice, text, role=role), at, column)
        grid.addWidget(FittingLabel(voice, verbatim(approval.what), tone="text2"), at, 4)
        asked_by = names.get(approval.staff, "")
        grid.addWidget(
            Label(voice, say("asked by {name}", name=asked_by) if asked_by else NOTHING, tone="text2"), at, 5
        )
        amount = Label(voice, value_text("money", approval.amount), role="strong")
        amount.setAlignment(_RIGHT)
        grid.addWidget(amount, at, 6)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def _by(approval: Approval) -> Text:
    """Who said it; on the phone also the number, and whether it was read back."""
    person = verbatim(approval.person or "–")
    if not approval.number:
        return person
    number = value("phone", approval.number)
    if approval.read_back:
        return say("{name}, {number}, read back", name=person, number=number)
    return say("{name}, {number}", name=person, number=number)
