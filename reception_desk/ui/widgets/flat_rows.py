"""The rows of a list that opens: drawn flat, with the icon of each."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reception_desk.ui import theme


class FlatRows(QStyledItemDelegate):
    """List rows without the style's gradient: soft ground and a bar for the chosen one."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        t = theme.tokens()
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        rect = QRect(shown.rect)
        chosen = bool(shown.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, t.sel if chosen else t.surface)
        if chosen:
            painter.fillRect(QRect(rect.x(), rect.y(), 3, rect.height()), t.selb)
        rect = rect.adjusted(9, 0, -4, 0)
        if not shown.icon.isNull():
            size = theme.px(14)
            shown.icon.paint(painter, QRect(rect.x(), rect.center().y() - size // 2, size, size))
            rect.setLeft(rect.left() + size + 6)
        painter.setFont(shown.font)
        painter.setPen(t.text)
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown.text)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width() + 16, max(theme.sizes().bar_button, hint.height() + 6))
