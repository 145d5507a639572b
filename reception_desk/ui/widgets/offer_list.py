"""Suggestions under the entry row: items and packages that fit what is typed, and last the typed words themselves.

A child of the window, never a popup window: input methods do not compose into those.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from reception_desk.ui import theme
from reception_desk.ui.icons import paint_icon
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.card import paint_card

WIDTH, LEAST = 660, 300
_CODE, _PRICE = 96, 96
_NARROW, _SHORT_CODE = 400, 52
"""Up to this width codes stand close to the names."""
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Suggestion:
    """One row. `key` comes back when it is taken; `price` and `note` are words already."""

    icon: str
    code: str
    name: str
    note: str
    price: str
    key: object


class _Model(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[Suggestion] = []

    def show_rows(self, rows: Sequence[Suggestion]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - the index of nowhere
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return summary(self.rows[index.row()])
        return None


def summary(row: Suggestion) -> str:
    """A row as one sentence, for screen readers."""
    return ", ".join(part for part in (row.code, row.name, row.note, row.price) if part)


class _Delegate(QStyledItemDelegate):
    def __init__(self, model: _Model) -> None:
        super().__init__(model)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        del option, index
        return QSize(100, theme.sizes().row)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        t, row, rect, px = theme.tokens(), self._model.rows[index.row()], QRect(option.rect), theme.px
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, t.sel if chosen else t.surface)
        if chosen:
            painter.fillRect(QRect(rect.x(), rect.y(), 3, rect.height()), t.selb)
        paint_icon(painter, row.icon, QRectF(rect.x() + 12, rect.center().y() + 0.5 - px(8), px(16), px(16)), t.text2)
        inner = rect.adjusted(22 + px(16), 0, -14, 0)
        code = px(_CODE if rect.width() > px(_NARROW) else _SHORT_CODE)
        if row.price or code == px(_CODE):
            price = QRect(inner.right() - px(_PRICE), inner.y(), px(_PRICE), inner.height())
            self._words(painter, price, row.price, "strong", "text", right=True)
            inner.setRight(price.x() - 8)
        if row.code:
            self._words(painter, QRect(inner.x(), inner.y(), code - 8, inner.height()), row.code, "body", "text2")
            inner.setLeft(inner.x() + code)
        self._words(painter, inner, row.name, "strong", "text")
        used = round(QFontMetricsF(theme.font("strong")).horizontalAdvance(row.name)) + 8
        if row.note and inner.width() - used > 40:
            self._words(painter, inner.adjusted(used, 0, 0, 0), row.note, "body", "text2")
        painter.restore()

    @staticmethod
    def _words(painter: QPainter, place: QRect, text: str, role: str, tone: str, *, right: bool = False) -> None:
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.setFont(theme.font(role))
        painter.setPen(getattr(theme.tokens(), tone))
        shown = QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, place.width() + 1)
        painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, shown)


class OfferList(QWidget):
    """`show_under(line, rows)` opens it; the keys are the line's, `step` and `chosen` answer them."""

    picked = Signal(object)
    """The key of a row that was clicked."""

    def __init__(self, voice: Voice, parent: QWidget) -> None:
        super().__init__(parent)
        self.voice = voice
        self.setObjectName("work_order.offers")
        self._model = _Model(self)
        self.list = QListView(self)
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Delegate(self._model))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(lambda index: self.picked.emit(self._model.rows[index.row()].key))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 4, 1, 4)
        whole.addWidget(self.list)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def show_under(self, line: QWidget, rows: Sequence[Suggestion]) -> None:
        """Open under a line with the first row chosen."""
        host = line.window()
        if self.parentWidget() is not host:
            self.setParent(host)
        self._model.show_rows(rows)
        self.list.setCurrentIndex(self._model.index(0, 0))
        self.place(line)
        self.show()
        self.raise_()

    def place(self, line: QWidget) -> None:
        """Below the line where there is room, else above it."""
        host, height = line.window(), len(self._model.rows) * theme.sizes().row + 10
        at = line.mapTo(host, QPoint(0, line.height() + 2))
        if at.y() + height > host.height() - 4:
            at.setY(line.mapTo(host, QPoint(0, 0)).y() - height - 2)
        room = host.width() - at.x() - theme.PAGE_X
        wide = theme.px(WIDTH) if room >= theme.px(WIDTH) else min(room, max(line.width(), theme.px(LEAST)))
        self.setGeometry(QRect(at, QSize(wide, height)))

    @property
    def rows(self) -> list[Suggestion]:
        return self._model.rows

    @property
    def chosen(self) -> Suggestion | None:
        at = self.list.currentIndex().row()
        return self._model.rows[at] if self.isVisible() and 0 <= at < len(self._model.rows) else None

    def step(self, by: int) -> None:
        count = len(self._model.rows)
        if count:
            self.list.setCurrentIndex(self._model.index((self.list.currentIndex().row() + by) % count, 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        paint_card(self, edge=theme.tokens().ctl)
