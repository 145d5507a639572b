"""Tables as the design has them: flat head, hairlines between rows, a bar at the chosen row."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from reception_desk.ui import theme
from reception_desk.ui.widgets.fingers import follow_fingers
from reception_desk.ui.widgets.scroll_bar import own_bars


class Head(QHeaderView):
    """The head of a table: grey words on sunken ground, aligned as the column is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.redress()
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def redress(self) -> None:
        self.setFixedHeight(theme.sizes().head)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.sizes().head)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N802, N803 - Qt's names
        t = theme.tokens()
        painter.fillRect(rect, t.sunken)
        painter.setPen(QPen(t.border, 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        model = self.model()
        words = str(model.headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        wanted = model.headerData(logicalIndex, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        align = Qt.AlignmentFlag(wanted) if wanted is not None else self.defaultAlignment()
        painter.setFont(theme.font())
        painter.setPen(t.text2)
        painter.drawText(rect.adjusted(8, 0, -8, 0), align, words)


def set_row_height(table: QTableView) -> None:
    """Rows as high as the theme has them, pushed by fingers where they work; a table calls it in its `redress` too."""
    table.verticalHeader().setMinimumSectionSize(theme.sizes().row)
    table.verticalHeader().setDefaultSectionSize(theme.sizes().row)
    follow_fingers(table)


def dress_table(table: QTableView) -> Head:
    """Give a table our head and rows; cells are painted by the caller's delegate, with `paint_row` for the ground."""
    own_bars(table)
    head = Head(table)
    table.setHorizontalHeader(head)
    table.verticalHeader().hide()
    set_row_height(table)
    table.setShowGrid(False)
    table.setFrameShape(QFrame.Shape.NoFrame)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setTabKeyNavigation(False)
    return head


def paint_row(painter: QPainter, rect: QRect, *, chosen: bool, first: bool) -> None:
    """Ground of one cell: soft and with the 3-px bar in the first column when chosen, hairline below."""
    t = theme.tokens()
    painter.fillRect(rect, t.sel if chosen else t.surface)
    painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), t.hair)  # sharp, and quicker than a smooth line
    if chosen and first:
        painter.fillRect(QRect(rect.x(), rect.y(), 3, rect.height()), t.selb)
