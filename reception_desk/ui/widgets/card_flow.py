"""A column of cards that becomes two or three where there is room."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from reception_desk.ui import theme


class CardFlow(QLayout):
    """As many columns as cards of `least` pixels (at the base text size) find room side by side; each next card goes
    to the column that ends highest, so that reading order stays from left to right."""

    def __init__(self, parent: QWidget | None = None, *, least: int = 280) -> None:
        super().__init__(parent)
        self._least = least
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)

    def insert(self, at: int, widget: QWidget) -> None:
        self.addWidget(widget)
        self._items.insert(at, self._items.pop())
        self.invalidate()

    # What QLayout asks

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

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
