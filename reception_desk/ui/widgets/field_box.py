"""The box round one field: label above, editor, and what is to be said about its value below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from reception_desk.forms.words import NOTHING, Text
from reception_desk.ui import theme
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.labels import Sign
from reception_desk.ui.widgets.wrapping import paint_wrapped


class _FieldLabel(QLabel):
    """The label over a field, with a red star when the field is required."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.required = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.redress()

    def redress(self) -> None:
        theme.recolour(self, theme.tokens().text2)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + (theme.px(14) if self.required else 0), max(hint.height(), theme.px(16)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.required:
            painter = QPainter(self)
            painter.setFont(theme.font("strong"))
            painter.setPen(theme.tokens().red)
            x = self.fontMetrics().horizontalAdvance(self.text()) + 6
            painter.drawText(QRectF(x, 1, theme.px(12), self.height()), Qt.AlignmentFlag.AlignVCenter, "*")


class _Note(QLabel):
    """The line under a field; wraps, and stays one line high while it has nothing to say and `keeps` is set."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        theme.hold(self, least_height=16)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        paint_wrapped(self)


class FieldBox(QWidget):
    """Label, editor and the line under it. The label is the editor's buddy and its accessible name."""

    def __init__(
        self,
        voice: Voice,
        label: Text,
        editor: QWidget,
        *,
        required: bool = False,
        hint: Text = NOTHING,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.voice, self.label_, self.hint_, self.editor = voice, label, hint, editor
        self.level, self.problem, self._tone = "", NOTHING, "text2"
        self.label = _FieldLabel(self)
        self.label.required = required
        self.label.setBuddy(editor)
        self._icon = Sign(parent=self)
        theme.hold(self._icon, width=16, least_height=16)
        self._note = _Note(self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addWidget(self.label)
        whole.addWidget(editor)
        self._line = QWidget(self)
        line = QHBoxLayout(self._line)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._note, 1)
        whole.addWidget(self._line)
        whole.addStretch(1)
        voice.changed.connect(self.retranslate)
        self.retranslate()

    def set_label(self, label: Text) -> None:
        self.label_ = label
        self.retranslate()

    def set_hint(self, hint: Text) -> None:
        self.hint_ = hint
        self.retranslate()

    def set_problem(self, level: str = "", text: Text = NOTHING) -> None:
        """`level` is hint, check or stop; "" takes it away and shows the standing hint again."""
        self.level, self.problem = level, text
        self.retranslate()

    def set_required(self, required: bool) -> None:
        self.label.required = required
        self.retranslate()

    def retranslate(self) -> None:
        name = self.voice.say(self.label_)
        self.label.setText(name)
        self.label.updateGeometry()
        if name:  # a tick names itself
            self.editor.setAccessibleName(name)
        level = self.level if self.problem else ""
        shown = self.problem or self.hint_
        note = self.voice.say(shown) if shown else ""
        self._note.setText(note)
        self.editor.setAccessibleDescription(note)
        self._tone = {"check": "amber", "stop": "red"}.get(level, "text2")
        icon = {"check": "alert-triangle", "stop": "info-circle"}.get(level, "")
        self._icon.setVisible(bool(icon))
        self._icon.show_icon(icon, self._tone)
        self.redress()
        self._line.setVisible(bool(note))
        set_level = getattr(self.editor, "set_level", None)
        if set_level is not None:
            set_level(level)

    def redress(self) -> None:
        theme.recolour(self._note, getattr(theme.tokens(), self._tone))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self.label.updateGeometry()
        super().changeEvent(event)
