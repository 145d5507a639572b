"""The damage in words beside the car: the same marks for those who do not see or point at the drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reception_desk.forms.walk_around import Mark, WalkAround
from reception_desk.forms.words import NOTHING, Text, say, say_many
from reception_desk.forms.zones import zone_name
from reception_desk.ui import theme
from reception_desk.ui.form_view import COLUMNS, FormView
from reception_desk.ui.icons import paint_mark
from reception_desk.ui.room import Room
from reception_desk.ui.visit.entry_line import EntryLine
from reception_desk.ui.visit.marking import is_old
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.buttons import paint_focus
from reception_desk.ui.widgets.car_painting import badge_radius, paint_badge
from reception_desk.ui.widgets.card import Card
from reception_desk.ui.widgets.labels import Label
from reception_desk.ui.widgets.pressed import is_menu_key
from reception_desk.ui.widgets.scroll_bar import own_bars
from reception_desk.ui.widgets.tables import paint_row
from reception_desk.ui.widgets.ticks import box_size, paint_tick_box

DRAWN = frozenset({"zone", "kind", "size", "x", "y", "origin", "repaired"})
"""What the drawing, the bar and the row itself show; other fields of a mark stand below the list."""
MOST_SEEN = 8
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Entry:
    mark: Mark
    number: int
    old: bool


def entries_of(sheet: WalkAround) -> list[Entry]:
    """New ones first; each keeps the number that it has on the drawing and on paper."""
    found = [Entry(mark, number, is_old(mark)) for number, mark in enumerate(sheet.marks, 1)]
    return sorted(found, key=lambda entry: entry.old)


class DamageModel(QAbstractListModel):
    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self.voice = voice
        self.entries: list[Entry] = []

    def set_entries(self, entries: Sequence[Entry]) -> None:
        same = [entry.mark.id for entry in entries] == [entry.mark.id for entry in self.entries]
        if not same:
            self.beginResetModel()
        self.entries = list(entries)
        if not same:
            self.endResetModel()
        elif entries:
            self.dataChanged.emit(self.index(0), self.index(len(entries) - 1))

    def row_of(self, mark_id: str) -> int:
        return next((row for row, entry in enumerate(self.entries) if entry.mark.id == mark_id), -1)

    def words(self, entry: Entry) -> str:
        """The row as one sentence, for screen readers."""
        mark = entry.mark
        parts = [zone_name(mark.zone), Mark.spec("kind").option(mark.kind), size_text(mark)]
        parts.append(say("from before") if entry.old else say("new"))
        parts += [Mark.spec("repaired").label] if mark.repaired else []
        words = [str(entry.number), *(self.voice.say(part) for part in parts if part), mark.note]
        return self.voice.language.join([word for word in words if word])

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.words(entry)
        return entry.mark.note if role == Qt.ItemDataRole.ToolTipRole else None


def row_height() -> int:
    """Two lines of words."""
    return max(theme.px(42), theme.sizes().row)


def size_text(mark: Mark) -> Text:
    return say("size {size}", size=mark.size) if mark.size else NOTHING


class DamageDelegate(QStyledItemDelegate):
    """Number and zone; under it the symbol with its word, the size and the note; a tick for what is repaired."""

    ticked = Signal(str, bool)

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self.voice = voice

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        del option, index
        return QSize(100, row_height())

    def _tick_rect(self, rect: QRect) -> QRectF:
        words = QFontMetricsF(theme.font()).horizontalAdvance(self.voice.say(Mark.spec("repaired").label))
        size = box_size()
        return QRectF(rect.right() - 18 - words - size, rect.y() + theme.px(21), words + size + 8, size + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry: Entry = index.data(Qt.ItemDataRole.UserRole)
        rect, chosen = QRect(option.rect), bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_row(painter, rect, chosen=chosen, first=True)
        paint_badge(
            painter, QPointF(rect.x() + 12 + badge_radius(), rect.y() + theme.px(13)), entry.number, old=entry.old
        )
        self._paint_words(painter, rect, entry)
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, QRectF(rect))
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRect, entry: Entry) -> None:
        t, mark = theme.tokens(), entry.mark
        left, right, line = rect.x() + 20 + 2 * badge_radius(), rect.right() - 12, theme.px(20)
        ink = t.text2 if entry.old else t.text
        font = theme.font("body" if entry.old else "strong")
        font.setStrikeOut(mark.repaired)
        zone = self.voice.say(zone_name(mark.zone))
        self._say(painter, QRectF(left, rect.y() + theme.px(3), right - left, line), zone, font, ink)
        colour = t.old_mark if entry.old else t.red
        pen = QPen(colour, 1.3 if entry.old else 2)
        paint_mark(painter, mark.kind, QPointF(left + 7, rect.y() + 1.5 * line), 5.5, pen)
        x = left + 22.0
        for words in (self.voice.say(Mark.spec("kind").option(mark.kind)), self.voice.say(size_text(mark))):
            x += self._say(painter, QRectF(x, rect.y() + line, right - x, line), words, theme.font(), ink) + 12
        if entry.old:
            tick = self._tick_rect(rect)
            paint_tick_box(painter, QRectF(tick.x(), tick.y() + 1, box_size(), box_size()), on=mark.repaired)
            words = self.voice.say(Mark.spec("repaired").label)
            self._say(painter, tick.adjusted(box_size() + 6, 0, 4, 0), words, theme.font(), t.text)
            right = int(tick.x()) - 8
        self._say(painter, QRectF(x, rect.y() + line, right - x, line), mark.note, theme.font(), t.text2)

    @staticmethod
    def _say(painter: QPainter, place: QRectF, words: str, font: QFont, ink: QColor) -> float:
        """Draw words, shortened where they do not fit; returns their width."""
        painter.setFont(font)
        painter.setPen(ink)
        metrics = QFontMetricsF(painter.font())
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0.0, place.width()))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        return metrics.horizontalAdvance(shown)

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: _Index
    ) -> bool:
        entry: Entry = index.data(Qt.ItemDataRole.UserRole)
        released = event.type() == QEvent.Type.MouseButtonRelease
        tick = self._tick_rect(option.rect).adjusted(-4, -2, 4, 2)
        if isinstance(event, QMouseEvent) and released and entry.old and tick.contains(event.position()):
            self.ticked.emit(entry.mark.id, not entry.mark.repaired)
            return True
        return super().editorEvent(event, model, option, index)


class DamageList(QListView):
    """Arrows choose, Del removes, F2 goes to the note, Space ticks what is repaired, the menu key opens the menu."""

    chosen = Signal(str)
    removed = Signal(str)
    ticked = Signal(str, bool)
    note_wanted = Signal()
    menu_wanted = Signal(str, QPoint)

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        own_bars(self)
        self.voice = voice
        self.setObjectName("walk_around.marks")
        self.entries = DamageModel(voice)
        self._delegate = DamageDelegate(voice)
        self._delegate.ticked.connect(self.ticked)
        self.setModel(self.entries)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentChanged.connect(self._current_changed)
        voice.changed.connect(self.viewport().update)
        self._quiet = False

    def show_entries(self, entries: Sequence[Entry], chosen: str) -> None:
        """Show the marks with one of them chosen, telling nobody."""
        self._quiet = True
        self.entries.set_entries(entries)
        row = self.entries.row_of(chosen)
        if row >= 0:
            self.setCurrentIndex(self.entries.index(row))
        else:
            self.selectionModel().clear()
        self._quiet = False
        self.redress()
        self.viewport().update()

    def redress(self) -> None:
        """Up to eight marks are seen at once; the line to type in stays near."""
        self.setFixedHeight(row_height() * min(len(self.entries.entries), MOST_SEEN))
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    @property
    def entry(self) -> Entry | None:
        index = self.currentIndex()
        return self.entries.entries[index.row()] if index.isValid() else None

    def _current_changed(self, now: _Index) -> None:
        if now.isValid() and not self._quiet:
            self.chosen.emit(self.entries.entries[now.row()].mark.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entry, key = self.entry, event.key()
        if entry is not None and is_menu_key(event):
            self.menu_wanted.emit(entry.mark.id, self._below(self.currentIndex()))
        elif entry is not None and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit(entry.mark.id)
        elif entry is not None and key == Qt.Key.Key_F2:
            self.note_wanted.emit()
        elif entry is not None and entry.old and key == Qt.Key.Key_Space:
            self.ticked.emit(entry.mark.id, not entry.mark.repaired)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.entry is None and self.entries.entries:
            self.setCurrentIndex(self.entries.index(0))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            mark = self.entries.entries[index.row()].mark.id
            self.menu_wanted.emit(mark, self._below(index) if by_key else event.globalPos())

    def _below(self, index: _Index) -> QPoint:
        return self.viewport().mapToGlobal(self.visualRect(index).bottomLeft() + QPoint(36, 0))


class DamageCard(Card):
    """The list, and under it what can be written to the mark that is chosen."""

    chosen = Signal(str)
    saved = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__(room.voice, WalkAround.spec("marks").label, margins=(1, 8, 1, 8))
        header = self.header.layout()
        assert header is not None
        header.setContentsMargins(11, 0, 11, 0)
        self.room = room
        self.list = DamageList(room.voice)
        self.nothing = Label(room.voice, say("No damage marked. Point at a part and press a letter."), tone="text2")
        self.nothing.setWordWrap(True)
        self.nothing.setContentsMargins(11, 0, 11, 0)
        names = [name for name in Mark.specs() if name not in DRAWN]
        self.words = FormView(room, Mark, names, wide=dict.fromkeys(names, COLUMNS))
        self.words.setContentsMargins(11, 0, 11, 0)
        self.entry = EntryLine(room)
        self.entry.setContentsMargins(11, 0, 11, 0)
        self.body.addWidget(self.nothing)
        self.body.addWidget(self.list)
        self.body.addWidget(self.entry)
        self.body.addWidget(self.words)
        self.list.chosen.connect(self.chosen)
        self.list.note_wanted.connect(self.words.focus_first)
        room.voice.changed.connect(self._name)
        self.words.walked.connect(lambda: self.list.setFocus(Qt.FocusReason.TabFocusReason))
        self.words.saved.connect(lambda _: self.saved.emit())

    def show_sheet(self, sheet: WalkAround, chosen: str) -> None:
        entries = entries_of(sheet)
        self._name()
        self.list.show_entries(entries, chosen)
        self.list.setVisible(bool(entries))
        self.nothing.setVisible(not entries)
        self.set_note(say_many("{n} place", "{n} places", n=len(entries)) if entries else NOTHING)
        self.choose(chosen)

    def _name(self) -> None:
        self.list.setAccessibleName(self.voice.say(WalkAround.spec("marks").label))

    def choose(self, mark_id: str) -> None:
        """Show what is written to a mark; nothing for none."""
        entry = next((one for one in self.list.entries.entries if one.mark.id == mark_id), None)
        self.words.setVisible(entry is not None)
        if entry is not None:
            self.words.show_form(entry.mark)

    def edit_note(self) -> None:
        self.words.focus_first()

    def flush(self) -> None:
        if self.words.kept is not None:
            self.words.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.list.hasFocus() and self.list.isVisible():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)
