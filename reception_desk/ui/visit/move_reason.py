"""Why a visit goes to a stage that wants a reason: one line under the steps."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from reception_desk.errors import DeskError
from reception_desk.forms.stages import unfit_reason
from reception_desk.forms.words import say
from reception_desk.ui.room import Room
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.inputs import LineEdit
from reception_desk.ui.widgets.labels import Label


class MoveReason(QWidget):
    """The one line in which a reason is asked, where a move of the table wants one."""

    given = Signal(str, str)

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self._stage = ""
        self.line = LineEdit()
        self.line.setObjectName("visit.reason")
        self.label = Label(room.voice, say("Why?"), role="strong")
        self.ok = Button(room.voice, say("Do it"))
        self.ok.setObjectName("visit.reason.ok")
        self.ok.clicked.connect(self._give)
        self.line.returnPressed.connect(self._give)
        cancel = Button(room.voice, say("Leave it"), kind="quiet")
        cancel.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 0)
        for widget in (self.label, self.line, self.ok, cancel):
            row.addWidget(widget, 1 if widget is self.line else 0)
        room.voice.changed.connect(self.retranslate)
        self.retranslate()
        self.hide()

    def retranslate(self) -> None:
        self.line.setAccessibleName(self.room.voice.say(say("Reason")))

    def ask(self, stage: str) -> None:
        self._stage = stage
        self.line.clear()
        self.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give(self) -> None:
        unfit = unfit_reason(self.line.text().strip())
        self.line.set_level("stop" if unfit else "")
        if unfit:
            self.room.troubled.emit(DeskError(unfit))
        elif self.line.text().strip():
            self.hide()
            self.given.emit(self._stage, self.line.text())
