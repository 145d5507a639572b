"""The bar of what scrolls: a handle that stands out from its ground in every look, which the style's own does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar, QWidget

from reception_desk.ui import theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyle

INSET, ENDS, ARROW = 4.0, 2.0, 3.0


class ScrollBar(QScrollBar):
    def __init__(self, orientation: Qt.Orientation, parent: QWidget | None = None) -> None:
        super().__init__(orientation, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, on=False)

    def _part(self, part: QStyle.SubControl) -> QRectF:
        from PySide6.QtWidgets import QStyle, QStyleOptionSlider

        option = QStyleOptionSlider()
        self.initStyleOption(option)
        return QRectF(self.style().subControlRect(QStyle.ComplexControl.CC_ScrollBar, option, part, self))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style's hundreds of names are asked for with the first page that is longer than the window: a start
        waits for none of them."""
        del event
        if self.maximum() <= self.minimum():
            return
        from PySide6.QtWidgets import QStyle

        painter, t = QPainter(self), theme.tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        upright = self.orientation() == Qt.Orientation.Vertical
        across, along = (INSET, ENDS) if upright else (ENDS, INSET)
        handle = self._part(QStyle.SubControl.SC_ScrollBarSlider).adjusted(across, along, -across, -along)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(t.text2 if self.isSliderDown() or self.underMouse() else t.ctl)
        radius = min(handle.width(), handle.height()) / 2
        painter.drawRoundedRect(handle, radius, radius)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for part, way in ((QStyle.SubControl.SC_ScrollBarSubLine, -1), (QStyle.SubControl.SC_ScrollBarAddLine, 1)):
            end = (self.minimum(), 0, self.maximum())[way + 1]
            painter.setPen(QPen(t.border if self.value() == end else t.text2, 1.5))
            painter.drawPolyline(_arrow(self._part(part).center(), way, upright=upright))


def _arrow(at: QPointF, way: int, *, upright: bool) -> QPolygonF:
    points = ((-ARROW, -way * ARROW / 2), (0.0, way * ARROW / 2), (ARROW, -way * ARROW / 2))
    return QPolygonF([QPointF(at.x() + (x if upright else y), at.y() + (y if upright else x)) for x, y in points])


def own_bars(area: QAbstractScrollArea) -> None:
    """Give an area these bars instead of the style's. Call it before anybody listens to its bars."""
    area.setVerticalScrollBar(ScrollBar(Qt.Orientation.Vertical))
    area.setHorizontalScrollBar(ScrollBar(Qt.Orientation.Horizontal))
