"""Hairlines in a card: over each of its rows, and between two columns."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from reception_desk.ui import theme


class Lined(QWidget):
    """A row with a hairline over it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        QPainter(self).fillRect(0, 0, self.width(), 1, theme.tokens().hair)


class Rule(QWidget):
    """Upright, in the middle of `width` pixels."""

    def __init__(self, width: int = 1) -> None:
        super().__init__()
        self.setFixedWidth(width)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        QPainter(self).fillRect(self.width() // 2, 0, 1, self.height(), theme.tokens().hair)
