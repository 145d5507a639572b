"""The layout of a form's fields: rows of twelve parts, where a field that needs more room than its part takes more."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


@dataclass
class _Placed:
    item: QLayoutItem
    wide: int


class FieldGrid(QLayout):
    """Fields one after another, each `wide` parts of `columns`. One that would be narrower than its words gets more
    parts, and what then has no place goes to the next row: long words, large text and narrow pages need no layout of
    their own. `fill`: the last field of a row takes the rest of it."""

    def __init__(self, parent: QWidget, columns: int, *, gap: int, line_gap: int, fill: bool) -> None:
        super().__init__(parent)
        self.columns, self._gap, self._line_gap, self.fill = columns, gap, line_gap, fill
        self._placed: list[_Placed] = []
        self._wide_of_next = columns
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)

    def add_field(self, widget: QWidget, wide: int) -> None:
        self._wide_of_next = max(1, min(wide, self.columns))
        self.addWidget(widget)

    # What QLayout asks

    def addItem(self, item: QLayoutItem) -> None:
        self._placed.append(_Placed(item, self._wide_of_next))

    def count(self) -> int:
        return len(self._placed)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._placed[index].item if 0 <= index < len(self._placed) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._placed.pop(index).item if 0 <= index < len(self._placed) else None

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
        """As narrow as its widest field."""
        widths = [self._least(placed) for placed in self._shown()]
        margins = self.contentsMargins()
        return QSize(max(widths, default=0) + margins.left() + margins.right(), self._height_hint())

    def sizeHint(self) -> QSize:
        rows = [sum(self._least(placed) + self._gap for placed in row) for row in self._rows_as_declared()]
        return QSize(max(rows, default=0), self._height_hint())

    def _height_hint(self) -> int:
        width = self.geometry().width()
        return self.heightForWidth(width) if width > 0 else 0

    # Placing

    def _shown(self) -> list[_Placed]:
        return [placed for placed in self._placed if not placed.item.isEmpty()]

    @staticmethod
    def _least(placed: _Placed) -> int:
        return placed.item.minimumSize().width()

    def _rows_as_declared(self) -> list[list[_Placed]]:
        rows: list[list[_Placed]] = []
        used = self.columns
        for placed in self._shown():
            if used + placed.wide > self.columns:
                rows.append([])
                used = 0
            rows[-1].append(placed)
            used += placed.wide
        return rows

    def _rows(self, width: int) -> list[list[tuple[_Placed, int, int]]]:
        """Each row's fields with the part they begin at and the parts they take."""
        part = (width + self._gap) / self.columns
        rows: list[list[tuple[_Placed, int, int]]] = []
        used = self.columns
        for placed in self._shown():
            needed = self._least(placed) + self._gap
            wide = min(self.columns, max(placed.wide, -int(-needed // part) if part > 0 else placed.wide))
            if used + wide > self.columns:
                rows.append([])
                used = 0
            rows[-1].append((placed, used, wide))
            used += wide
        if self.fill:
            rows = [[*row[:-1], (row[-1][0], row[-1][1], self.columns - row[-1][1])] for row in rows]
        return rows

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Place the fields; returns the height that they need."""
        inner = rect.marginsRemoved(self.contentsMargins())
        part = (inner.width() + self._gap) / self.columns
        y = inner.y()
        for at, row in enumerate(self._rows(inner.width())):
            y += self._line_gap if at else 0
            height = 0
            for placed, begin, wide in row:
                left, right = round(begin * part), round((begin + wide) * part) - self._gap
                wanted = self._height(placed.item, right - left)
                height = max(height, wanted)
                if move:
                    placed.item.setGeometry(QRect(inner.x() + left, y, right - left, wanted))
            y += height
        return y - rect.y() + self.contentsMargins().bottom()

    @staticmethod
    def _height(item: QLayoutItem, width: int) -> int:
        if item.hasHeightForWidth():
            return item.heightForWidth(width)
        return max(item.sizeHint().height(), item.minimumSize().height())
