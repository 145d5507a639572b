"""A layout that sets its items in lines and wraps them: chips, tools, hints."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QWidget

from reception_desk.ui.widgets.placed_layout import PlacedLayout


class FlowLayout(PlacedLayout):
    """Items of one line are centred on each other. Those that come after `add_spring` stand at the right."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 6, line_gap: int = 6) -> None:
        super().__init__(parent)
        self._right: int | None = None
        """How many items stand before the spring."""
        self._gap, self._line_gap = gap, line_gap

    def set_line_gap(self, gap: int) -> None:
        self._line_gap = gap
        self.invalidate()

    def add_spring(self) -> None:
        """What is added from now on stands at the right end of its line."""
        self._right = len(self._items)

    def sizeHint(self) -> QSize:
        """All in one line."""
        hints = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(hint.width() for hint in hints) + self._gap * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0)).grownBy(self.contentsMargins())

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return size.grownBy(self.contentsMargins())

    def _lines(self, width: int) -> list[list[tuple[int, QSize]]]:
        """Which items stand in which line, each with its size."""
        lines: list[list[tuple[int, QSize]]] = []
        used = 0
        for at, item in enumerate(self._items):
            if item.isEmpty():
                continue
            hint = item.sizeHint().boundedTo(QSize(max(width, item.minimumSize().width()), 10_000))
            if not lines or used + self._gap + hint.width() > width:
                lines.append([])
                used = -self._gap
            lines[-1].append((at, hint))
            used += self._gap + hint.width()
        return lines

    def _place(self, rect: QRect, *, move: bool) -> int:
        inner = rect.marginsRemoved(self.contentsMargins())
        y = inner.y()
        for number, line in enumerate(self._lines(inner.width())):
            y += self._line_gap if number else 0
            high = max(hint.height() for _, hint in line)
            free = inner.width() - sum(hint.width() for _, hint in line) - self._gap * (len(line) - 1)
            x = inner.x()
            for at, hint in line:
                if free > 0 and self._right is not None and at >= self._right:
                    x, free = x + free, 0
                if move:
                    place = QRect(QPoint(x, y + (high - hint.height()) // 2), hint)
                    self._items[at].setGeometry(place)
                x += hint.width() + self._gap
            y += high
        return y - rect.y() + self.contentsMargins().bottom()
