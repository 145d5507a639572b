"""A column of cards that becomes two or three where there is room."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QWidget

from reception_desk.ui import theme
from reception_desk.ui.widgets.placed_layout import PlacedLayout


class CardFlow(PlacedLayout):
    """As many columns as cards of `least` pixels (at the base text size) find room side by side; each next card goes
    to the column that ends highest, so that reading order stays from left to right."""

    def __init__(self, parent: QWidget | None = None, *, least: int = 280) -> None:
        super().__init__(parent)
        self._least = least

    def insert(self, at: int, widget: QWidget) -> None:
        self.addWidget(widget)
        self._items.insert(at, self._items.pop())
        self.invalidate()

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        widths = [item.minimumSize().width() for item in self._items if not item.isEmpty()]
        width = self.geometry().width()
        return QSize(max(widths, default=0), self.heightForWidth(width) if width > 0 else 0)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def _place(self, rect: QRect, *, move: bool) -> int:
        shown = [item for item in self._items if not item.isEmpty()]
        gap = theme.COLUMN_GAP
        count = max(1, min(len(shown), (rect.width() + gap) // (theme.px(self._least) + gap)))
        part = (rect.width() + gap) / count
        ends = [rect.y()] * count
        for item in shown:
            column = ends.index(min(ends))
            left, right = round(column * part), round((column + 1) * part) - gap
            y = ends[column] + (theme.CARD_GAP if ends[column] > rect.y() else 0)
            height = item.heightForWidth(right - left) if item.hasHeightForWidth() else item.sizeHint().height()
            if move:
                item.setGeometry(QRect(rect.x() + left, y, right - left, height))
            ends[column] = y + height
        return max(ends) - rect.y()
