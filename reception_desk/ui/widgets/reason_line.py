"""One line in which a reason is asked, right where the step was chosen; no window of its own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from reception_desk.forms.stages import unfit_reason
from reception_desk.forms.words import NOTHING, Text, say
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.inputs import LineEdit
from reception_desk.ui.widgets.labels import Label


class ReasonLine(QWidget):
    """Hidden until asked. Enter or the button gives the reason, Esc leaves it; the focus goes back where it was."""

    def __init__(self, voice: Voice, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.voice = voice
        self._then: Callable[[str], None] | None = None
        self._back: QWidget | None = None
        self.question = Label(voice, role="strong", parent=self)
        self.line = LineEdit(self)
        self.line.setObjectName(f"{name}.reason")
        self.line.returnPressed.connect(self.give)
        self.ok = Button(voice, parent=self)
        self.ok.setObjectName(f"{name}.reason_ok")
        self.ok.clicked.connect(self.give)
        self.leave = Button(voice, say("Leave it"), kind="quiet", parent=self)
        self.leave.setObjectName(f"{name}.reason_leave")
        self.leave.clicked.connect(self.close_line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.question)
        row.addWidget(self.line, 1)
        row.addWidget(self.ok)
        row.addWidget(self.leave)
        voice.changed.connect(self.retranslate)
        self.hide()

    def ask(self, question: Text, do: Text, then: Callable[[str], None]) -> None:
        """`do` are the words of the button; `then` gets the reason, never a blank one."""
        if not self.isVisible():
            self._back = QApplication.focusWidget()
        self._then = then
        self.question.set_text(question)
        self.ok.set_text(do)
        self.retranslate()
        self.line.clear()
        self.line.set_level("")
        self.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def give(self) -> None:
        reason = self.line.text().strip()
        if not reason:
            self.line.set_level("stop")
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        unfit = unfit_reason(reason)
        if unfit:
            self.question.set_text(unfit)
            self.line.set_level("stop")
            return
        then = self._then
        self.close_line()
        if then is not None:
            then(reason)

    def close_line(self) -> None:
        self._then = None
        here = QApplication.focusWidget()
        had_focus = here is not None and self.isAncestorOf(here)
        self.hide()
        self.question.set_text(NOTHING)
        if had_focus and self._back is not None:
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)
        self._back = None

    def retranslate(self) -> None:
        self.line.setAccessibleName(self.question.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_line()
            return
        super().keyPressEvent(event)
