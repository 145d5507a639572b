"""A large choice: a circle, its word, and a second line that explains or translates it."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from reception_desk.ui import theme
from reception_desk.ui.widgets.buttons import paint_focus
from reception_desk.ui.widgets.pressed import ENTER

HEIGHT = 60
_LEFT, _CIRCLE = 49, 18


class ChoiceCard(QAbstractButton):
    """Stands in an exclusive QButtonGroup; arrows and clicks choose. Words are set by the owner in its language."""

    def __init__(self, code: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.code, self.second = code, ""
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_words(self, words: str, second: str = "") -> None:
        self.setText(words.replace("&", "&&"))
        self.second = second
        self.setAccessibleName(words)
        self.setAccessibleDescription(second)
        self.updateGeometry()
        self.update()

    @property
    def label(self) -> str:
        return self.text().replace("&&", "&")

    def sizeHint(self) -> QSize:
        first = QFontMetricsF(theme.font("key")).horizontalAdvance(self.label)
        second = QFontMetricsF(theme.font()).horizontalAdvance(self.second)
        return QSize(ceil(max(first, second)) + theme.px(_LEFT) + 16, theme.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            event.ignore()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        t, on, rect = theme.tokens(), self.isChecked(), QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(t.selb, 2) if on else QPen(t.ctl, 1))
        painter.setBrush(t.sel if on else t.surface)
        half = 1.0 if on else 0.5
        painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), theme.RADIUS, theme.RADIUS)
        px, left = theme.px, theme.px(_LEFT)
        self._paint_circle(painter, QRectF(16, (rect.height() - px(_CIRCLE)) / 2, px(_CIRCLE), px(_CIRCLE)))
        font = theme.font("key")
        if not on:
            font.setWeight(theme.font().weight())
        painter.setFont(font)
        painter.setPen(t.text)
        top, height = (px(10), px(22)) if self.second else (0, rect.height())
        words = QRectF(left, top, rect.width() - left - 8, height)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.label)
        painter.setFont(theme.font())
        painter.setPen(t.text2)
        below = QRectF(left, px(30), rect.width() - left - 8, px(20))
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.second)
        if self.hasFocus():
            paint_focus(painter, rect.adjusted(3, 3, -3, -3), theme.RADIUS - 1)

    def _paint_circle(self, painter: QPainter, box: QRectF) -> None:
        t = theme.tokens()
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(t.pri)
            painter.drawEllipse(box)
            painter.setBrush(t.onpri)
            painter.drawEllipse(box.center(), 4.0, 4.0)
        else:
            painter.setPen(QPen(t.ctl, 1))
            painter.setBrush(t.surface)
            painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))
