"""One line in which a reason is asked, right where the step was chosen; no window of its own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QWidget

from reception_desk.forms.stages import unfit_reason
from reception_desk.forms.words import NOTHING, Text, say
from reception_desk.ui import theme
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.discard import is_gone
from reception_desk.ui.widgets.inputs import LineEdit
from reception_desk.ui.widgets.labels import Label

LEAST_LINE = 240
"""Pixels at the base size: room for a reason that can be read while it is typed."""


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
        self._lay_out()
        voice.changed.connect(self.retranslate)
        self.hide()

    def _lay_out(self) -> None:
        """The question beside the line, or over it where that leaves too little room to write."""
        self._answer = QWidget(self)
        row = QHBoxLayout(self._answer)
        row.addWidget(self.line, 1)
        row.addWidget(self.ok)
        row.addWidget(self.leave)
        self._lay = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lay.addWidget(self.question)
        self._lay.addWidget(self._answer, 1)
        for lay in (row, self._lay):
            lay.setContentsMargins(0, 0, 0, 0)
            lay.setSpacing(8)

    def _fit(self) -> None:
        buttons = self.ok.sizeHint().width() + self.leave.sizeHint().width() + 3 * self._lay.spacing()
        wanted = self.question.sizeHint().width() + theme.px(LEAST_LINE) + buttons
        ways = QBoxLayout.Direction
        self._lay.setDirection(ways.TopToBottom if wanted > self.width() else ways.LeftToRight)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def redress(self) -> None:
        self._fit()

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
            self._fit()
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
        if had_focus and self._back is not None and not is_gone(self._back):
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)
        self._back = None

    def retranslate(self) -> None:
        self.line.setAccessibleName(self.question.text())
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_line()
            return
        super().keyPressEvent(event)
