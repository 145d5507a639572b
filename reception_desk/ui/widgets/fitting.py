"""A label that gives way: it is cut with … where there is no room, and then shows all of itself as its hint."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPalette

from reception_desk.ui.widgets.labels import Label


class FittingLabel(Label):
    gives_way = True
    """What does not fit is told by the tooltip: nothing is lost."""

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.setFont(self.font())
        shown = QFontMetricsF(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width() + 0.5)
        self.setToolTip(self.text() if shown != self.text() else "")
        painter.drawText(QRect(self.rect()), self.alignment() | Qt.AlignmentFlag.AlignVCenter, shown)
