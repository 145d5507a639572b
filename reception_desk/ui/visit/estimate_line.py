"""At the right of the buttons: what was estimated, who agreed when and how, and the way to the ledger."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from reception_desk.desk.visit_file import VisitFile
from reception_desk.forms.words import NOTHING, Text, dotted, say, value_text
from reception_desk.forms.work_order import Approval
from reception_desk.ui.room import Room
from reception_desk.ui.when import when
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.fitting import FittingLabel
from reception_desk.ui.widgets.labels import Label


class EstimateLine(QWidget):
    ledger_wanted = Signal(bool)

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.title = Label(room.voice, say("Estimate"), tone="text2")
        self.amount = Label(room.voice, role="strong")
        self.rest = FittingLabel(room.voice, tone="text2")
        self.ledger = Button(room.voice, say("Approvals"), kind="row", checkable=True)
        self.ledger.setObjectName("work_order.approvals")
        self.ledger.clicked.connect(self.ledger_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)  # a word's space: the dot stands in the middle between its neighbours
        row.addStretch(1)
        for widget in (self.title, self.amount, self.rest, self.ledger):
            row.addWidget(widget)
        self.rest.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def set_open(self, on: bool) -> None:
        self.ledger.setChecked(on)

    def show_file(self, file: VisitFile) -> None:
        desk, order = self.room.desk, file.work_order
        given = [approval for approval in order.approvals if approval.answer == "ok"]
        total = desk.ordering.agreed(order) if given else desk.ordering.totals(order).total
        self.amount.set_text(value_text("money", total))
        papers = [paper for paper in desk.papers.of_visit(file.visit.id) if paper.kind == "work_order"]
        parts = [self._approved(given[-1])] if given else []
        if papers:
            parts.append(say("rev {n}", n=max(paper.revision or 1 for paper in papers)))
        self.rest.set_text(say("· {what}", what=dotted(parts)) if parts else NOTHING)
        self.rest.setVisible(bool(parts))
        self.ledger.set_text(say("Approvals {n}", n=len(order.approvals)))
        self.ledger.setVisible(bool(order.approvals))

    def _approved(self, approval: Approval) -> Text:
        time, words = when(approval.at, self.room.desk.now().day()), {"person": approval.person or "–"}
        match approval.channel:
            case "paper":
                return say("approved {time} on paper ({person})", time=time, **words)
            case "phone":
                return say("approved {time} by phone ({person})", time=time, **words)
            case "message":
                return say("approved {time} by message ({person})", time=time, **words)
        return say("approved {time} in person ({person})", time=time, **words)
