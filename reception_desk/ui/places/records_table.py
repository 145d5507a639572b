"""The table of a list of sheets: its rows, how they are painted, and the keys that lead away from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from reception_desk.forms import fields as f
from reception_desk.forms.words import Text
from reception_desk.ui import theme
from reception_desk.ui.finder import finder
from reception_desk.ui.room import Room
from reception_desk.ui.widgets.buttons import paint_focus
from reception_desk.ui.widgets.pressed import ENTER
from reception_desk.ui.widgets.tables import dress_table, paint_row, set_row_height

FIGURES = frozenset({"money", "quantity", "whole", "percent", "span"})
LEAST_NAME = 120
KEPT = frozenset({"code", "name"})
"""Columns that a list always shows."""
LEAST = 92
Index = QModelIndex | QPersistentModelIndex
Counted = Callable[[f.Form], object]
"""What a column shows of a sheet: a kept value of the column's kind, or a Text."""


class RecordsModel(QAbstractTableModel):
    """Sheets in the order of their names, those that are no longer used at the end. `counted`: columns that stand in
    no field, each with what it shows for a sheet; they come last."""

    def __init__(
        self,
        room: Room,
        form: type[f.Form],
        columns: Sequence[str],
        counted: Sequence[tuple[f.Spec, Counted]] = (),
    ) -> None:
        super().__init__()
        self.room, self.form = room, form
        self._counted = {spec.name: count for spec, count in counted}
        self.columns = [*(form.spec(name) for name in columns), *(spec for spec, _ in counted)]
        self._find = finder(room, form.table)
        self._all: list[f.Form] = []
        self.rows: list[f.Form] = []
        self.filter = ""

    def load(self) -> None:
        self._all = sorted(self.room.desk.sheets.all(self.form), key=lambda row: (_gone(row), *self._order(row)))
        self.narrow(self.filter)

    def _order(self, row: f.Form) -> list[str]:
        own = [spec for spec in self.columns if spec.kind in ("code", "text") and spec.name not in self._counted]
        return [str(getattr(row, spec.name) or "").casefold() for spec in own]

    def narrow(self, typed: str) -> None:
        """Only the rows whose words hold what was typed, or that the desk knows by it."""
        wanted = typed.strip().casefold()
        more = set(self._find(typed)) if wanted else set()
        self.beginResetModel()
        self.filter = typed
        self.rows = [row for row in self._all if row.id in more or wanted in self._words(row)]
        self.endResetModel()

    def _words(self, row: f.Form) -> str:
        names = [spec.name for spec in self.form.specs().values() if spec.kind in ("text", "code")]
        shown = [self.words(row, spec) for spec in self.columns]
        return "\n".join([*shown, *(str(getattr(row, name)) for name in names)]).casefold()

    def words(self, row: f.Form, spec: f.Spec) -> str:
        count = self._counted.get(spec.name)
        if count is not None:
            kept = count(row)
            return self.room.voice.say(kept) if isinstance(kept, Text) else self.room.voice.language.show(spec, kept)
        return self.room.voice.language.show(spec, getattr(row, spec.name))

    @property
    def counted(self) -> frozenset[str]:
        return frozenset(self._counted)

    def row_of(self, row_id: str) -> int:
        return next((at for at, row in enumerate(self.rows) if row.id == row_id), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, spec = self.rows[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words(row, spec)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _align(spec)
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.summary(row) if index.column() == 0 else self.words(row, spec)
        return None

    def summary(self, row: f.Form) -> str:
        """The row as one sentence, for screen readers; its first cell says it."""
        gone = [self.room.voice.say(self.form.spec("gone").label)] if _gone(row) else []
        cells = [words for spec in self.columns if (words := self.words(row, spec))]
        return self.room.voice.language.join([*cells, *gone])

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.room.voice.say(self.columns[section].label)
        return _align(self.columns[section]) if role == Qt.ItemDataRole.TextAlignmentRole else None


def _gone(row: f.Form) -> bool:
    return bool(getattr(row, "gone", False))


def _align(spec: f.Spec) -> int:
    side = Qt.AlignmentFlag.AlignRight if spec.kind in FIGURES else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)


class _Delegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        t, row = theme.tokens(), index.data(Qt.ItemDataRole.UserRole)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        rect = option.rect
        paint_row(painter, rect, chosen=chosen, first=index.column() == 0)
        painter.setFont(theme.font("strong" if chosen else "body"))
        painter.setPen(t.ph if _gone(row) else t.text)
        place = rect.adjusted(8, 0, -8, 0)
        words = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole)), words)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_focus(painter, option.rect.toRectF())
            painter.restore()


class RecordsTable(QTableView):
    """Enter goes on to the form, a letter to the filter."""

    opened = Signal()
    typed = Signal(str)

    def __init__(self, model: RecordsModel) -> None:
        super().__init__()
        self.setModel(model)
        self._delegate = _Delegate()
        self.setItemDelegate(self._delegate)
        self._columns = model.columns
        self._wanted: dict[int, int] = {}
        self._head = dress_table(self)
        for at, spec in enumerate(model.columns):
            wide = spec.name == "name"
            mode = QHeaderView.ResizeMode.Stretch if wide else QHeaderView.ResizeMode.Fixed
            self._head.setSectionResizeMode(at, mode)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def redress(self) -> None:
        set_row_height(self)
        self.fit()

    def fit(self) -> None:
        """Columns as wide as their head and their widest choice, in the language that is spoken."""
        model, metrics = self.model(), QFontMetricsF(theme.font("strong"))
        for at, spec in enumerate(self._columns):
            words = [str(model.headerData(at, Qt.Orientation.Horizontal))]
            if isinstance(model, RecordsModel):
                words += [model.room.voice.say(option.label) for option in spec.options]
                words += [model.words(row, spec) for row in model.rows if spec.name in model.counted]
            widest = max(metrics.horizontalAdvance(word) for word in words)
            self._wanted[at] = theme.px(LEAST_NAME) if spec.name == "name" else max(theme.px(LEAST), ceil(widest) + 20)
        self._show_columns()

    def _show_columns(self) -> None:
        """Where the list is narrow the last columns stay away; the sheet beside it tells what stood in them."""
        shown = dict(self._wanted)
        for at in reversed(self._wanted):
            if sum(shown.values()) > self.viewport().width() and self._columns[at].name not in KEPT:
                del shown[at]
        for at, width in self._wanted.items():
            self.setColumnHidden(at, at not in shown)
            if at in shown:
                self.setColumnWidth(at, width)
        names = [width for at, width in self._wanted.items() if self._columns[at].name in KEPT]
        self.setMinimumWidth(sum(names))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (*ENTER, Qt.Key.Key_F2):
            self.opened.emit()
        elif event.text().strip() and event.text().isprintable():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.selectRow(0)
