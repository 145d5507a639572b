"""When a car came that is entered later: a folded line on the page of a new visit."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reception_desk.errors import Refused
from reception_desk.forms.moments import Moment
from reception_desk.forms.visit import Visit
from reception_desk.forms.words import NOTHING, Text, say
from reception_desk.ui import theme
from reception_desk.ui.editors import LineEditor
from reception_desk.ui.form_view import label_of
from reception_desk.ui.room import Room
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.field_box import FieldBox

WIDE = 240


class Earlier(QWidget):
    """`moment`: when it came, None for now. `given`: Enter in the line."""

    given = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.moment: Moment | None = None
        self.trouble: Text = NOTHING
        words = say("It came earlier: typed in from paper")
        self.button = Button(room.voice, words, icon="history", kind="quiet", checkable=True)
        self.button.setObjectName("new_visit.earlier")
        self.button.clicked.connect(self.set_open)
        spec = Visit.spec("arrived")
        self.editor = LineEditor(room, spec)
        self.editor.widget.setObjectName("new_visit.arrived")
        self.editor.line.asks = True
        self.editor.edited.connect(self._keep)
        self.editor.unread.connect(lambda _, text: self._tell(text))
        self.editor.line.returnPressed.connect(self._give)
        hint = say("9:30, yesterday 16:00 or 11-20 9:30")
        self.box = FieldBox(room.voice, label_of(spec), self.editor.widget, hint=hint)
        theme.hold(self.box, width=WIDE)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(theme.CARD_GAP)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch(1)
        lay.addLayout(row)
        lay.addWidget(self.box, 0, Qt.AlignmentFlag.AlignLeft)
        self.reset()

    def reset(self) -> None:
        self.moment = None
        self.editor.show(None)
        self._tell(NOTHING)
        self.button.setChecked(False)
        self.box.hide()

    def set_open(self, on: bool = True) -> None:
        """With its line the caret goes there; without it the car comes now."""
        if not on:
            self.reset()
            return
        self.button.setChecked(True)
        self.box.show()
        self.editor.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def ready(self) -> bool:
        """Whether what is typed may be used; if not, it says why and has the caret."""
        if not self.button.isChecked():
            return True
        self.editor.flush()
        if self.moment is None and not self.trouble:
            self._tell(say("Fill in: {field}.", field=Visit.spec("arrived").label))
        if self.trouble:
            self.editor.line.setFocus(Qt.FocusReason.OtherFocusReason)
        return not self.trouble

    def _keep(self, kept: object) -> None:
        self.moment = kept if isinstance(kept, Moment) else None
        self._tell(NOTHING)
        if self.moment is not None:
            try:
                self.room.desk.late.check_arrival(self.moment)
            except Refused as trouble:
                self._tell(trouble.say)

    def _tell(self, text: Text) -> None:
        self.trouble = text
        self.box.set_problem("stop" if text else "", text)

    def _give(self) -> None:
        if self.ready():
            self.given.emit()
