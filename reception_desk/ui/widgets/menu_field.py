"""A field that opens a menu to tick in: looks like the list fields beside it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton

from reception_desk.ui import theme
from reception_desk.ui.widgets.inputs import paint_field
from reception_desk.ui.widgets.pick import paint_arrow


class MenuField(QAbstractButton):
    """`clicked` on the mouse, Space, F4 and Alt+Down. `short` is shown where the words are wider than the field."""

    def __init__(self) -> None:
        super().__init__()
        self.level = self.short = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.redress()

    def redress(self) -> None:
        self.setFont(theme.font())

    def set_level(self, level: str) -> None:
        self.level = level
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, theme.sizes().input)

    def minimumSizeHint(self) -> QSize:
        return QSize(72, theme.sizes().input)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt_down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_F4 or alt_down:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter, t = QPainter(self), theme.tokens()
        whole = QRectF(self.rect())
        paint_field(painter, whole, level=self.level, focus=self.hasFocus(), enabled=self.isEnabled(), fixed=False)
        place = QRect(9, 0, self.width() - 9 - theme.px(14) - 14, self.height())
        painter.setPen(t.text if self.isEnabled() else t.ph)
        metrics = painter.fontMetrics()
        fits = metrics.horizontalAdvance(self.text()) <= place.width()
        shown = self.text() if fits or not self.short else self.short
        words = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        paint_arrow(painter, self, t.text2)
