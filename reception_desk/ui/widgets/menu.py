"""A menu with an edge that is seen on every ground: Fusion draws one that is darker than a dark page."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu

from reception_desk.ui import theme


class Menu(QMenu):
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(theme.tokens().ctl)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
