"""The table of a work order's lines under the hands of a person: which key and which click means what."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QWidget

from reception_desk.ui import theme
from reception_desk.ui.widgets.lines_delegate import PAD, SIGN, CellLine, LinesDelegate
from reception_desk.ui.widgets.lines_model import CHOSEN, HEADS, SPECS, TYPED, Col, Index, LineRow, LinesModel
from reception_desk.ui.widgets.pressed import ENTER, is_menu_key, is_plain
from reception_desk.ui.widgets.tables import dress_table, set_row_height

WIDTHS: dict[Col, int] = {
    Col.NUMBER: 36,
    Col.KIND: 76,
    Col.TECHNICIAN: 84,
    Col.QUANTITY: 64,
    Col.UNIT: 56,
    Col.PRICE: 76,
    Col.DISCOUNT: 60,
    Col.AMOUNT: 92,
    Col.ANSWER: 78,
    Col.DONE: 60,
}
"""Pixels at least; columns of figures grow with what stands in them."""
LEAST_NAME = 200
DISPENSABLE = (Col.UNIT, Col.DISCOUNT, Col.TECHNICIAN, Col.NUMBER)
"""Columns that stay away where the description would be too narrow; the line's details show their fields."""


_GROWING = (Col.QUANTITY, Col.UNIT, Col.PRICE, Col.DISCOUNT, Col.AMOUNT)


class LinesView(QTableView):
    edit_wanted = Signal(int, object)
    """(row, column): F2, Enter or a double click on a cell."""
    remove_wanted = Signal(int)
    move_wanted = Signal(int, int)
    toggle_wanted = Signal(int)
    refused = Signal()
    """A key that would change a line of a locked order."""
    current_moved = Signal(int)
    menu_wanted = Signal(int, object, QPoint)
    """(row, column, where on the screen)"""

    def __init__(self, model: LinesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = model
        self._wanted: dict[Col, int] = {}
        self.setModel(model)
        self.lines_delegate = LinesDelegate(model, self)
        self.setItemDelegate(self.lines_delegate)
        head = dress_table(self)
        for column in Col:
            mode = QHeaderView.ResizeMode.Stretch if column is Col.NAME else QHeaderView.ResizeMode.Fixed
            head.setSectionResizeMode(column, mode)
        head.setMinimumSectionSize(24)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setObjectName("work_order.lines")
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    # Where things are

    @property
    def line(self) -> CellLine | None:
        """The line that is being typed into, if there is one."""
        found = self.indexWidget(self.currentIndex()) if self.currentIndex().isValid() else None
        return found if isinstance(found, CellLine) else None

    def chosen_rows(self) -> list[LineRow]:
        """The lines that are marked, from top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows(Col.NAME))
        return [row for at in rows if (row := self.lines.row(at)) is not None]

    def go(self, row: int, column: Col) -> None:
        self.setCurrentIndex(self.lines.index(row, column))
        self.scrollTo(self.currentIndex())

    def open_cell(self, row: int, column: Col) -> CellLine | None:
        """Type into a cell: its line, with all of its text chosen."""
        self.go(row, column)
        self.edit(self.currentIndex())
        return self.line

    def close_line(self) -> None:
        line = self.line
        if line is not None:
            line.closed = True  # its loss of focus is not a person's
            if line.hasFocus():
                self.setFocus(Qt.FocusReason.OtherFocusReason)
            line.hide()
            self.closeEditor(line, LinesDelegate.EndEditHint.NoHint)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.current_moved.emit(current.row())

    def fit_columns(self) -> None:
        """Figures are never cut: their columns grow, and the description gives way."""
        self._wanted = {
            column: max(theme.px(least), ceil(self._widest(column)) + 2 * PAD + 1) for column, least in WIDTHS.items()
        }
        self._show_columns()

    def _show_columns(self) -> None:
        widths, room = dict(self._wanted), self.viewport().width() - theme.px(LEAST_NAME)
        for column in DISPENSABLE:
            if sum(widths.values()) > room and column is not Col(max(0, self.currentIndex().column())):
                widths.pop(column, None)
        for column in WIDTHS:
            self.setColumnHidden(column, column not in widths)
            if column in widths:
                self.setColumnWidth(column, widths[column])

    def redress(self) -> None:
        set_row_height(self)
        self.fit_columns()

    def _widest(self, column: Col) -> float:
        lines, say = self.lines, self.lines.voice.say
        body, strong = QFontMetricsF(theme.font()), QFontMetricsF(theme.font("strong"))
        widths = [body.horizontalAdvance(say(HEADS[column]))]
        cells = {lines.cell(row, column) for row in lines.rows} if column in _GROWING else set()
        if column is Col.AMOUNT:
            payers = max((body.horizontalAdvance(lines.payer(row)) for row in lines.rows), default=0.0)
            amounts = max((strong.horizontalAdvance(text) for text in cells), default=0.0)
            widths.append(amounts + (payers + 2 * PAD if payers else 0))
        elif column in _GROWING:
            widths += [body.horizontalAdvance(text) for text in cells]
        elif column in (Col.KIND, Col.ANSWER):
            sign = theme.px(SIGN) if column is Col.ANSWER else 0
            widths += [strong.horizontalAdvance(say(option.label)) + sign for option in SPECS[column].options]
        return max(widths)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._wanted:
            self._show_columns()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, column = self.currentIndex().row(), Col(max(0, self.currentIndex().column()))
        if self.line is not None and event.modifiers() != Qt.KeyboardModifier.AltModifier:
            event.ignore()  # what the line in the cell does not want is no key of the table
        elif not self._command(event, row, column):
            self._type(event, row, column)

    def _command(self, event: QKeyEvent, row: int, column: Col) -> bool:
        """Keys that do something with the row; False for all others."""
        key, modifiers = event.key(), event.modifiers()
        plain = is_plain(event)
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if modifiers == Qt.KeyboardModifier.AltModifier and Qt.Key(key) in steps:
            self.move_wanted.emit(row, steps[Qt.Key(key)])
        elif plain and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_wanted.emit(row)
        elif plain and key in (Qt.Key.Key_F2, Qt.Key.Key_F4, *ENTER):
            self.edit_wanted.emit(row, column)
        elif plain and key == Qt.Key.Key_Space and column in (Col.ANSWER, Col.DONE):
            self.toggle_wanted.emit(row)
        elif plain and Qt.Key(key) in steps and row + steps[Qt.Key(key)] == self.lines.entry:
            self.edit_wanted.emit(self.lines.entry, Col.NAME)
        elif is_menu_key(event):
            self._want_menu(self.visualRect(self.currentIndex()).bottomLeft())
        elif key in ENTER:
            event.ignore()
        else:
            return False
        return True

    def _type(self, event: QKeyEvent, row: int, column: Col) -> None:
        """Arrows move; a letter or figure begins to type into the cell."""
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if not event.text().isprintable() or not event.text() or held:
            super().keyPressEvent(event)
            return
        if row == self.lines.entry:
            self.edit_wanted.emit(row, Col.NAME)
            if self.line is not None:
                QApplication.sendEvent(self.line, event)
        elif column in TYPED and not self.lines.open:
            self.refused.emit()
        elif column in TYPED:
            super().keyPressEvent(event)
        elif column in CHOSEN:
            self.edit_wanted.emit(row, column)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        if index.row() == self.lines.entry:
            self.edit_wanted.emit(index.row(), Col.KIND if index.column() == Col.KIND else Col.NAME)
        elif index.column() == Col.DONE:
            self.toggle_wanted.emit(index.row())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.row() != self.lines.entry and index.column() != Col.DONE:
            self.edit_wanted.emit(index.row(), Col(index.column()))
        elif index.isValid() and index.column() == Col.DONE:
            self.mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        if event.reason() == QContextMenuEvent.Reason.Keyboard or not index.isValid():
            return  # the key itself was taken in keyPressEvent
        if not self.selectionModel().isSelected(index):
            self.setCurrentIndex(index)
        self._want_menu(event.pos(), index)

    def _want_menu(self, at: QPoint, index: Index | None = None) -> None:
        cell = index or self.currentIndex()
        if self.lines.row(cell.row()) is not None:
            self.menu_wanted.emit(cell.row(), Col(cell.column()), self.viewport().mapToGlobal(at))
