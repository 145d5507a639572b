"""All of one line that has no column in the table: its own further fields and those of its job, as declared."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from reception_desk.desk.sheets import BILLED
from reception_desk.forms import fields as f
from reception_desk.forms.words import say
from reception_desk.forms.work_order import Job, WorkLine
from reception_desk.ui.form_view import FormView
from reception_desk.ui.keys import key_of
from reception_desk.ui.room import Room
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.card import Card
from reception_desk.ui.widgets.lines_model import SPECS, LineRow

COLUMNS = {spec.key for spec in SPECS.values()}
ELSEWHERE = {"line.job", "line.item", "line.list_price", "line.reduction", "job.answer", "job.approved"}
ELSEWHERE |= {"job.package"}
"""Kept by the order itself: where a line belongs, where it came from, what the list asks for it and is taken off as an
amount (typed into the discount's cell), and what the customer said."""
LINE_WIDTHS = {"code": 2, "name_other": 4, "tax_rate": 2, "part_class": 2}
JOB_WIDTHS = {"description": 3, "description_other": 3, "concern": 3, "cause": 3, "correction": 4}


class LineDetails(Card):
    saved = Signal()
    closed = Signal()

    def __init__(self, room: Room) -> None:
        self.close_button = Button(room.voice, say("Close"), kind="link", key=key_of("escape"))
        self.close_button.setObjectName("work_order.details.close")
        super().__init__(room.voice, say("Line"), side=self.close_button, margins=(12, 6, 12, 8))
        self.close_button.clicked.connect(self.closed)
        self.room = room
        self.of_line = FormView(room, WorkLine, _names(WorkLine), wide=LINE_WIDTHS)
        self.of_job = FormView(room, Job, _names(Job), wide=JOB_WIDTHS)
        self.body.setSpacing(6)
        for widget in (self.of_line, self.of_job):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        for view in (self.of_line, self.of_job):
            view.saved.connect(lambda _name: self.saved.emit())
        self.of_line.walked.connect(self.of_job.focus_first)
        self.of_job.walked.connect(self.closed)
        self.line = ""

    def show_row(self, row: LineRow | None, number: int, *, closed: bool, locked: bool) -> None:
        """`closed`: nothing can be changed; `locked`: nothing that a bill says."""
        if row is None:
            self.line = ""
            self.set_note(say("Choose a line in the table."))
        else:
            self.line = row.line.id
            self.set_note(say("{n} · {name} · job: {job}", n=number, name=row.line.name, job=row.job.description))
            self.of_line.show_form(row.line)
            self.of_job.show_form(row.job)
            self._fix(self.of_line, closed=closed, billed=BILLED[WorkLine] if locked else frozenset())
            self._fix(self.of_job, closed=closed, billed=BILLED[Job] if locked else frozenset())
        for widget in (self.of_line, self.of_job):
            widget.setVisible(row is not None)

    def _fix(self, view: FormView, *, closed: bool, billed: frozenset[str]) -> None:
        for name, editor in view.editors.items():
            editor.set_fixed(closed or name in billed)

    def focus_field(self, key: str) -> bool:
        table, _, name = key.partition(".")
        view = {"line": self.of_line, "job": self.of_job}.get(table)
        if view is None or name not in view.editors:
            return False
        view.focus_field(name)
        return True

    def focus_first(self) -> None:
        """Where there is no line its fields are hidden, and Qt would give them the keys all the same."""
        if self.line:
            self.of_line.focus_first()
        else:
            self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        if self.line:
            self.of_line.flush()
            self.of_job.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def _names(form: type[f.Form]) -> list[str]:
    return [spec.name for spec in form.specs().values() if spec.key not in COLUMNS | ELSEWHERE]
