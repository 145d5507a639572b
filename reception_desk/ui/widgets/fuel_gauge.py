"""Fuel level in nine steps from E to F: nine exclusive buttons with a bar of eighths below."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from reception_desk.forms.words import NOTHING, Text
from reception_desk.ui import theme
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.buttons import paint_focus

LABELS = ("E", "1", "2", "3", "4", "5", "6", "7", "F")


class FuelGauge(QWidget):
    """Value codes "0" (empty) to "8" (full), "" not known. Keys 0 to 8, E, F, arrows; Backspace clears."""

    edited = Signal(str)

    def __init__(self, voice: Voice, name: Text = NOTHING, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.voice, self.name_ = voice, name
        self.value, self.level = "", ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.redress()
        voice.changed.connect(self.retranslate)
        self.retranslate()

    def redress(self) -> None:
        self.setMinimumWidth(9 * theme.px(24))
        self.setFixedHeight(theme.sizes().input + 12)

    def retranslate(self) -> None:
        if self.name_:
            self.setAccessibleName(self.voice.say(self.name_))

    def set_value(self, value: str) -> None:
        """Show a value without telling anybody."""
        self.value = value if value in {str(step) for step in range(9)} else ""
        self.setAccessibleDescription(LABELS[int(self.value)] if self.value else "")
        self.update()

    def set_level(self, level: str) -> None:
        self.level = level
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(262), theme.sizes().input + 12)

    def _choose(self, value: str) -> None:
        if value != self.value:
            self.set_value(value)
            self.edited.emit(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        text, key = event.text().upper(), event.key()
        at = int(self.value) if self.value else None
        if held:
            super().keyPressEvent(event)
        elif text and text in "012345678":
            self._choose(text)
        elif text in ("E", "F"):
            self._choose("0" if text == "E" else "8")
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if key == Qt.Key.Key_Right else -1
            self._choose(str(min(8, max(0, (at + step) if at is not None else (0 if step > 0 else 8)))))
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._choose("")
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            step = int(event.position().x() * 9 / max(1, self.width()))
            self._choose(str(min(8, max(0, step))))

    def step_rect(self, step: int) -> QRectF:
        """Where button 0 to 8 lies."""
        left, right = round(self.width() * step / 9), round(self.width() * (step + 1) / 9)
        return QRectF(left, 0, right - left, theme.sizes().input)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        t = theme.tokens()
        frame = QRectF(0, 0, self.width(), theme.sizes().input)
        edge = {"check": t.amber, "stop": t.red}.get(self.level, t.ctl)
        self._paint_steps(painter, frame, edge)
        self._paint_bar(painter)
        if self.hasFocus():
            paint_focus(painter, frame)

    def _paint_steps(self, painter: QPainter, frame: QRectF, edge: QColor) -> None:
        t = theme.tokens()
        shape = QPainterPath()
        shape.addRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)
        painter.fillPath(shape, t.surface if self.isEnabled() else t.sunken)
        painter.setPen(QPen(edge, 1))
        for step in range(1, 9):
            x = self.step_rect(step).x() + 0.5
            painter.drawLine(QLineF(x, 1, x, theme.sizes().input - 1))
        painter.drawPath(shape)
        for step, label in enumerate(LABELS):
            chosen = self.value == str(step)
            rect = self.step_rect(step)
            if chosen:
                painter.setBrush(t.sel)
                painter.setPen(QPen(t.selb, 2))
                painter.drawRoundedRect(rect.adjusted(1, 1, 0 if step < 8 else -1, -1), 2, 2)
            painter.setFont(theme.font("strong" if chosen else "body"))
            painter.setPen(t.text if self.isEnabled() else t.ph)
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, label)

    def _paint_bar(self, painter: QPainter) -> None:
        t = theme.tokens()
        filled = int(self.value) if self.value else 0
        for eighth in range(8):
            left, right = round(self.width() * eighth / 8), round(self.width() * (eighth + 1) / 8)
            bar = QRectF(left, theme.sizes().input + 7, right - left - 2, 4)
            if eighth < filled:
                painter.fillRect(bar, t.tick)
            elif t.border == t.tick:  # high contrast: what is empty is hollow
                painter.setPen(QPen(t.border, 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(bar.adjusted(0.5, 0.5, -0.5, -0.5))
            else:
                painter.fillRect(bar, t.border)
