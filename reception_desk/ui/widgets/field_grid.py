"""The layout of a form's fields: rows of twelve parts, where a field that needs more room than its part takes more."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLayoutItem, QWidget

from reception_desk.ui.widgets.placed_layout import PlacedLayout


class _Placed(NamedTuple):
    item: QLayoutItem
    wide: int


class FieldGrid(PlacedLayout):
    """Fields one after another, each `wide` parts of `columns`. One that would be narrower than its words gets more
    parts, and what then has no place goes to the next row: long words, large text and narrow pages need no layout of
    their own. `fill`: the last field of a row takes the rest of it."""

    def __init__(self, parent: QWidget, columns: int, *, gap: int, line_gap: int, fill: bool) -> None:
        super().__init__(parent)
        self.columns, self._gap, self._line_gap, self.fill = columns, gap, line_gap, fill
        self._wide: list[int] = []
        """The parts of each item as declared, beside the list of items."""
        self._wide_of_next = columns

    def add_field(self, widget: QWidget, wide: int) -> None:
        self._wide_of_next = max(1, min(wide, self.columns))
        self.addWidget(widget)

    # What QLayout asks

    def addItem(self, item: QLayoutItem) -> None:
        super().addItem(item)
        self._wide.append(self._wide_of_next)

    def takeAt(self, index: int) -> QLayoutItem | None:
        item = super().takeAt(index)
        if item is not None:
            del self._wide[index]
        return item

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
        both = zip(self._items, self._wide, strict=True)
        return [_Placed(item, wide) for item, wide in both if not item.isEmpty()]

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
