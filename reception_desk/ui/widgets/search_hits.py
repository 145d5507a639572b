"""What the search box shows: group rows and result rows, drawn by one delegate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from reception_desk.forms.words import NOTHING, Text, say
from reception_desk.ui import theme
from reception_desk.ui.icons import paint_icon, paint_state
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.buttons import KeyCap, cap_width, paint_cap
from reception_desk.ui.widgets.card import paint_card
from reception_desk.ui.widgets.labels import Label

_HINT = 34
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Hit:
    """One row. `marked` are (field, start, length): the part of plate, phone_tail, … that was searched for."""

    group: Text
    state: str
    icon: str
    plate: str
    model: Text | str
    customer: Text | str
    phone_tail: str
    detail: Text | str
    action: Text
    key: object
    marked: tuple[tuple[str, int, int], ...] = ()
    state_word: Text = NOTHING
    words: Text = NOTHING
    """A row of words and keys instead of a car: something that can be done."""
    keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Group:
    title: Text
    count: int


class HitModel(QAbstractListModel):
    def __init__(self, voice: Voice, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.voice = voice
        self.rows: list[Hit | _Group] = []
        voice.changed.connect(lambda: self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1)))

    def set_hits(self, hits: Sequence[Hit]) -> None:
        """Hits stay in the order given; those of one group must stand together."""
        self.beginResetModel()
        self.rows = []
        for hit in hits:
            if not any(isinstance(row, Hit) and row.group == hit.group for row in self.rows):
                self.rows.append(_Group(hit.group, sum(1 for other in hits if other.group == hit.group)))
            self.rows.append(hit)
        self.endResetModel()

    def hit_rows(self) -> list[int]:
        return [n for n, row in enumerate(self.rows) if isinstance(row, Hit)]

    def hit(self, row: int) -> Hit | None:
        found = self.rows[row] if 0 <= row < len(self.rows) else None
        return found if isinstance(found, Hit) else None

    def words(self, part: Text | str) -> str:
        return part if isinstance(part, str) else self.voice.say(part) if part else ""

    def summary(self, hit: Hit) -> str:
        """The row as one sentence, for screen readers."""
        if hit.words:
            return ", ".join([self.words(hit.words), *hit.keys])
        parts = (hit.state_word, hit.plate, hit.model, hit.customer, hit.phone_tail, hit.detail, hit.action)
        return ", ".join(words for part in parts if (words := self.words(part)))

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if isinstance(self.rows[index.row()], _Group):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.words(row.title) if isinstance(row, _Group) else self.summary(row)
        return None


_COLUMNS = (
    # field, left, width, font role; the last column before the action takes what is left
    ("plate", 122, 108, "plate_row"),
    ("model", 234, 122, "body"),
    ("customer", 360, 136, "body"),
    ("phone_tail", 500, 52, "body"),
)
_DETAIL = 558


class HitDelegate(QStyledItemDelegate):
    def __init__(self, model: HitModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        del option
        row = self.model.rows[index.row()]
        return QSize(100, theme.sizes().head if isinstance(row, _Group) else theme.sizes().hit)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = self.model.rows[index.row()]
        rect = QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, _Group):
            self._paint_group(painter, rect, row)
        else:
            self._paint_hit(painter, rect, row, chosen=bool(option.state & QStyle.StateFlag.State_Selected))
        painter.restore()

    def _paint_group(self, painter: QPainter, rect: QRect, group: _Group) -> None:
        t = theme.tokens()
        painter.fillRect(rect, t.sunken)
        title = self.model.words(group.title)
        self._words(painter, rect.adjusted(14, 0, 0, 0), title, theme.font("strong"), "text")
        x = 14 + QFontMetricsF(theme.font("strong")).horizontalAdvance(title) + 6
        self._words(painter, rect.adjusted(round(x), 0, 0, 0), str(group.count), theme.font(), "text2")

    def _paint_hit(self, painter: QPainter, rect: QRect, hit: Hit, *, chosen: bool) -> None:
        t = theme.tokens()
        painter.fillRect(rect, t.sel if chosen else t.surface)
        if chosen:
            painter.fillRect(QRect(rect.x(), rect.y(), 3, rect.height()), t.selb)
        px = theme.px
        sign = QRectF(rect.x() + 15, round(rect.center().y() + 0.5 - px(14) / 2), px(14), px(14))
        if hit.state:
            paint_state(painter, sign, hit.state, t.state(hit.state))
        elif hit.icon:
            paint_icon(painter, hit.icon, sign, t.text2)
        if hit.words:
            self._paint_command(painter, rect, hit, chosen=chosen)
            return
        word = QRect(rect.x() + px(37), rect.y(), px(82), rect.height())
        self._words(painter, word, self.model.words(hit.state_word), theme.font(), "text2")
        for field, left, width, role in _COLUMNS:
            place = QRect(rect.x() + px(left), rect.y(), px(width), rect.height())
            self._marked(painter, place, hit, field, theme.font(role))
        action = self._paint_action(painter, rect, hit, chosen=chosen)
        detail = rect.x() + px(_DETAIL)
        place = QRect(detail, rect.y(), action - detail - 8, rect.height())
        self._marked(painter, place, hit, "detail", theme.font())

    def _paint_command(self, painter: QPainter, rect: QRect, hit: Hit, *, chosen: bool) -> None:
        """Words, and the keys that do the same, each as its cap; the chosen row says that Enter does it."""
        t, right = theme.tokens(), rect.right() - 14
        if chosen:
            right = self._paint_action(painter, rect, hit, chosen=True) - 16
        for key in reversed(hit.keys):
            width = round(cap_width(key))
            cap = QRectF(right - width, rect.y(), width, rect.height())
            paint_cap(painter, cap, key, ink=t.text2, edge=t.cap_edge, ground=t.cap)
            right -= width + 4
        left = rect.x() + theme.px(41)
        place = QRect(left, rect.y(), right - left - 8, rect.height())
        self._words(painter, place, self.model.words(hit.words), theme.font("strong" if chosen else "body"), "text")

    def _marked(self, painter: QPainter, place: QRect, hit: Hit, field: str, font: QFont) -> None:
        words = self.model.words(getattr(hit, field))
        tone = "text" if field in ("plate", "model", "customer") else "text2"
        self._words(painter, place, words, font, tone)
        metrics = QFontMetricsF(font)
        for name, start, length in hit.marked:
            if name == field:
                x = place.x() + metrics.horizontalAdvance(words[:start])
                width = metrics.horizontalAdvance(words[start : start + length])
                line = QRectF(x, place.center().y() + theme.px(9), min(width, place.right() - x), 2)
                painter.fillRect(line, theme.tokens().selb)

    def _paint_action(self, painter: QPainter, rect: QRect, hit: Hit, *, chosen: bool) -> int:
        """What Enter will do, at the right; returns where it begins."""
        t, words = theme.tokens(), self.model.words(hit.action)
        if not chosen:
            width = QFontMetricsF(theme.font()).horizontalAdvance(words)
            left = round(rect.right() - 26 - width)
            self._words(painter, QRect(left, rect.y(), round(width) + 4, rect.height()), words, theme.font(), "text2")
            return left
        width = QFontMetricsF(theme.font("strong")).horizontalAdvance(words) + 10 + 8 + cap_width("Enter") + 10
        button = QRectF(rect.right() - 14 - width, rect.center().y() + 0.5 - theme.px(13), width, theme.px(26))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(t.pri)
        painter.drawRoundedRect(button, theme.RADIUS, theme.RADIUS)
        inner = button.adjusted(10, 0, 0, 0).toRect()
        self._words(painter, inner, words, theme.font("strong"), "onpri")
        cap = QRectF(button.right() - 10 - cap_width("Enter"), button.y(), cap_width("Enter"), button.height())
        paint_cap(painter, cap, "Enter", ink=t.onpri, edge=t.onpri, ground=None)
        return round(button.x())

    @staticmethod
    def _words(painter: QPainter, place: QRect, words: str, font: QFont, tone: str) -> None:
        painter.setFont(font)
        painter.setPen(QPen(getattr(theme.tokens(), tone)))
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class SearchPanel(QWidget):
    """The list and its line of hints, over the page."""

    def __init__(self, voice: Voice, host: QWidget) -> None:
        super().__init__(host)
        self.setObjectName("search.panel")
        self.model = HitModel(voice, self)
        self.list = QListView(self)
        self.list.setObjectName("search.list")
        self.list.setModel(self.model)
        self.list.setItemDelegate(HitDelegate(self.model, self))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.nothing = Label(voice, parent=self)
        self.nothing.setWordWrap(True)
        self.nothing.setContentsMargins(14, 8, 14, 8)
        self.count = Label(voice, tone="text2", parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.nothing)
        column.addWidget(self.list, 1)
        column.addLayout(self._hints(voice))
        self.hide()

    def _hints(self, voice: Voice) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(14, 4, 14, 6)
        row.setSpacing(4)
        self._of_cars: list[QWidget] = []
        for key, words in (
            ("↑ ↓", say("choose")),
            ("Enter", say("do what is at the right")),
            ("Esc", say("close")),
            ("Ctrl+Enter", say("last record")),
            (">", say("what can be done")),
        ):
            hint = [KeyCap(key, self), Label(voice, words, tone="text2", parent=self)]
            for widget in hint:
                row.addWidget(widget)
            if key in ("Ctrl+Enter", ">"):
                self._of_cars += hint
            row.addSpacing(12)
        row.addStretch(1)
        row.addWidget(self.count)
        return row

    def show_hits(self, hits: Sequence[Hit], total: int, nothing: Text) -> None:
        self.model.set_hits(hits)
        self.nothing.set_text(NOTHING if hits else nothing)
        self.nothing.setVisible(not hits and bool(nothing))
        self.list.setVisible(bool(hits))
        for widget in self._of_cars:
            widget.setVisible(not (hits and hits[0].words))
        more = (
            say("{shown} of {total}, type more to narrow", shown=len(hits), total=total)
            if total > len(hits)
            else NOTHING
        )
        self.count.set_text(more)

    def wanted_height(self) -> int:
        rows = sum(self.list.sizeHintForRow(row) for row in range(self.model.rowCount()))
        return (rows or self.nothing.sizeHint().height()) + theme.px(_HINT) + 2

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        paint_card(self, edge=theme.tokens().ctl)
        if self.list.isVisible():
            painter = QPainter(self)
            painter.setPen(QPen(theme.tokens().border, 1))
            y = self.list.geometry().bottom() + 1
            painter.drawLine(1, y, self.width() - 2, y)
