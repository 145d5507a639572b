"""The rows of the search list: groups and hits, drawn by one delegate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reception_desk.forms.words import NOTHING, Text
from reception_desk.ui import theme
from reception_desk.ui.colours import Tokens
from reception_desk.ui.icons import paint_icon, paint_state
from reception_desk.ui.sizes import Sizes
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.buttons import cap_width, paint_cap

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
class Group:
    title: Text
    count: int


def row_height(row: Hit | Group) -> int:
    return theme.sizes().head if isinstance(row, Group) else theme.sizes().hit


class HitModel(QAbstractListModel):
    def __init__(self, voice: Voice, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.voice = voice
        self.rows: list[Hit | Group] = []
        voice.changed.connect(lambda: self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1)))

    def set_hits(self, hits: Sequence[Hit]) -> None:
        """Hits stay in the order given; those of one group must stand together."""
        self.beginResetModel()
        self.rows = []
        for hit in hits:
            if not any(isinstance(row, Hit) and row.group == hit.group for row in self.rows):
                self.rows.append(Group(hit.group, sum(1 for other in hits if other.group == hit.group)))
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
        if isinstance(self.rows[index.row()], Group):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.words(row.title) if isinstance(row, Group) else self.summary(row)
        return None


_COLUMNS = (
    # field, left, width, font role; the last column before the action takes what is left
    ("plate", 122, 108, "plate_row"),
    ("model", 234, 122, "body"),
    ("customer", 360, 136, "body"),
    ("phone_tail", 500, 52, "body"),
)
_DETAIL = 558
_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class Look(NamedTuple):
    """What rows are painted with, asked for once a painting: a list is painted with each key."""

    tokens: Tokens
    sizes: Sizes
    fonts: dict[str, tuple[QFont, QFontMetricsF]]

    @staticmethod
    def worn() -> Look:
        fonts = {role: theme.font(role) for role in ("body", "strong", "plate_row")}
        return Look(theme.tokens(), theme.sizes(), {role: (font, QFontMetricsF(font)) for role, font in fonts.items()})

    def width(self, words: str, role: str) -> float:
        return self.fonts[role][1].horizontalAdvance(words)


class HitDelegate(QStyledItemDelegate):
    def __init__(self, model: HitModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self.look = Look.worn()
        """Told by the list before it paints."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        del option
        return QSize(100, row_height(self.model.rows[index.row()]))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = self.model.rows[index.row()]
        rect = QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Group):
            self._paint_group(painter, rect, row)
        else:
            self._paint_hit(painter, rect, row, chosen=bool(option.state & QStyle.StateFlag.State_Selected))
        painter.restore()

    def _paint_group(self, painter: QPainter, rect: QRect, group: Group) -> None:
        painter.fillRect(rect, self.look.tokens.sunken)
        title = self.model.words(group.title)
        x = self._words(painter, rect.adjusted(14, 0, 0, 0), title, "strong", "text")
        self._words(painter, rect.adjusted(round(14 + x + 6), 0, 0, 0), str(group.count), "body", "text2")

    def _paint_hit(self, painter: QPainter, rect: QRect, hit: Hit, *, chosen: bool) -> None:
        t, px = self.look.tokens, self.look.sizes.px
        painter.fillRect(rect, t.sel if chosen else t.surface)
        if chosen:
            painter.fillRect(QRect(rect.x(), rect.y(), 3, rect.height()), t.selb)
        sign = QRectF(rect.x() + 15, round(rect.center().y() + 0.5 - px(14) / 2), px(14), px(14))
        if hit.state:
            paint_state(painter, sign, hit.state, t.state(hit.state))
        elif hit.icon:
            paint_icon(painter, hit.icon, sign, t.text2)
        if hit.words:
            self._paint_command(painter, rect, hit, chosen=chosen)
            return
        word = QRect(rect.x() + px(37), rect.y(), px(82), rect.height())
        self._words(painter, word, self.model.words(hit.state_word), "body", "text2")
        for field, left, width, role in _COLUMNS:
            place = QRect(rect.x() + px(left), rect.y(), px(width), rect.height())
            self._marked(painter, place, hit, field, role)
        action = self._paint_action(painter, rect, hit, chosen=chosen)
        detail = rect.x() + px(_DETAIL)
        place = QRect(detail, rect.y(), action - detail - 8, rect.height())
        self._marked(painter, place, hit, "detail", "body")

    def _paint_command(self, painter: QPainter, rect: QRect, hit: Hit, *, chosen: bool) -> None:
        """Words, and the keys that do the same, each as its cap; the chosen row says that Enter does it."""
        t, right = self.look.tokens, rect.right() - 14
        if chosen:
            right = self._paint_action(painter, rect, hit, chosen=True) - 16
        for key in reversed(hit.keys):
            width = round(cap_width(key))
            cap = QRectF(right - width, rect.y(), width, rect.height())
            paint_cap(painter, cap, key, ink=t.text2, edge=t.cap_edge, ground=t.cap)
            right -= width + 4
        left = rect.x() + self.look.sizes.px(41)
        place = QRect(left, rect.y(), right - left - 8, rect.height())
        self._words(painter, place, self.model.words(hit.words), "strong" if chosen else "body", "text")

    def _marked(self, painter: QPainter, place: QRect, hit: Hit, field: str, role: str) -> None:
        words = self.model.words(getattr(hit, field))
        if not words:
            return
        tone = "text" if field in ("plate", "model", "customer") else "text2"
        self._words(painter, place, words, role, tone)
        for name, start, length in hit.marked:
            if name == field:
                x = place.x() + self.look.width(words[:start], role)
                width = self.look.width(words[start : start + length], role)
                line = QRectF(x, place.center().y() + self.look.sizes.px(9), min(width, place.right() - x), 2)
                painter.fillRect(line, self.look.tokens.selb)

    def _paint_action(self, painter: QPainter, rect: QRect, hit: Hit, *, chosen: bool) -> int:
        """What Enter will do, at the right; returns where it begins."""
        t, px, words = self.look.tokens, self.look.sizes.px, self.model.words(hit.action)
        if not chosen:
            width = self.look.width(words, "body")
            left = round(rect.right() - 26 - width)
            self._words(painter, QRect(left, rect.y(), round(width) + 4, rect.height()), words, "body", "text2")
            return left
        width = self.look.width(words, "strong") + 10 + 8 + cap_width("Enter") + 10
        button = QRectF(rect.right() - 14 - width, rect.center().y() + 0.5 - px(13), width, px(26))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(t.pri)
        painter.drawRoundedRect(button, theme.RADIUS, theme.RADIUS)
        inner = button.adjusted(10, 0, 0, 0).toRect()
        self._words(painter, inner, words, "strong", "onpri")
        cap = QRectF(button.right() - 10 - cap_width("Enter"), button.y(), cap_width("Enter"), button.height())
        paint_cap(painter, cap, "Enter", ink=t.onpri, edge=t.onpri, ground=None)
        return round(button.x())

    def _words(self, painter: QPainter, place: QRect, words: str, role: str, tone: str) -> float:
        """Draw words in one line, with … where they are too long; returns how wide they are."""
        font, metrics = self.look.fonts[role]
        painter.setFont(font)
        painter.setPen(getattr(self.look.tokens, tone))
        width = metrics.horizontalAdvance(words)
        if width > place.width():
            words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, _LINE, words)
        return width
