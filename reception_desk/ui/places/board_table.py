"""The table of the board: one car chosen, arrows step over group heads, typing filters, the row's button is pressed."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSignalBlocker, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QTableView, QWidget

from reception_desk.ui import theme
from reception_desk.ui.places.board_delegate import BoardDelegate, BoardHead
from reception_desk.ui.places.board_model import (
    ACTION,
    AMOUNT,
    HEADS,
    MODEL,
    PHONE,
    PLACE,
    WORK,
    BoardModel,
    Line,
)
from reception_desk.ui.widgets.pressed import ENTER, is_menu_key, is_plain
from reception_desk.ui.widgets.tables import dress_table, set_row_height

LEAST_WORK = 120
DISPENSABLE = (PLACE, PHONE, MODEL, AMOUNT)
"""Columns that go first where the window is narrow; quick look shows them all."""


class BoardTable(QTableView):
    """`LAST`: the column whose cell ends a row; `DRAWN_BY`: the delegate."""

    LAST = ACTION
    DRAWN_BY = BoardDelegate
    chosen = Signal(object)
    """The Line whose button was pressed."""
    typed = Signal(str)
    """Words typed at the table: the filter takes them."""
    look_wanted = Signal(object)
    """The Line to look at for a moment."""
    menu_wanted = Signal(object, QPoint)
    """(Line, where on the screen)"""
    current_moved = Signal()

    def __init__(self, model: BoardModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.board = model
        self.rows_delegate = self.DRAWN_BY(model, self)
        self._key = ""
        self._widths: dict[int, int] = {}
        """What each column but that of the work wants."""
        self._wide = 0
        self._pressed: QPoint | None = None
        dress_table(self)
        self.setHorizontalHeader(BoardHead(self))
        self.horizontalHeader().setMinimumSectionSize(20)
        self.setModel(model)
        self.setItemDelegate(self.rows_delegate)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setObjectName("today.board")
        self.redress()

    def redress(self) -> None:
        set_row_height(self)
        # a group head is lower than a row
        self.verticalHeader().setMinimumSectionSize(theme.sizes().head)
        self.show_lines(moved=True)

    # The lines

    def show_lines(self, *, moved: bool) -> None:
        """After the model changed: heights, widths, and the choice and the scroll where they were."""
        if moved:
            self.clearSpans()
            for at, line in enumerate(self.board.lines):
                self.setRowHeight(at, self.height_of_row() if line.row else theme.sizes().head)
                if line.row is None:
                    self.setSpan(at, 0, 1, len(HEADS))
        self.fit_columns()
        self.updateGeometries()

    @staticmethod
    def height_of_row() -> int:
        return theme.sizes().row

    def fit_columns(self) -> None:
        self.rows_delegate.forget_fonts()
        self._widths = {column: self.rows_delegate.width_of(column) for column in range(len(HEADS)) if column != WORK}
        self._fit_work()

    def _fit_work(self) -> None:
        """The column of work takes what the others leave; where that is too little, some of them stay away."""
        widths, least = dict(self._widths), theme.px(LEAST_WORK)
        for column in DISPENSABLE:
            if self._wide and sum(widths.values()) > self._wide - least:
                widths.pop(column, None)
        widths[WORK] = max(least, self._wide - sum(widths.values()))
        for column in range(len(HEADS)):
            self.setColumnHidden(column, column not in widths)
            if column in widths:
                self.setColumnWidth(column, widths[column])

    @property
    def line(self) -> Line | None:
        """The chosen one."""
        return self.board.line(self.currentIndex()) if self.currentIndex().isValid() else None

    @property
    def key(self) -> str:
        return self._key

    @property
    def at(self) -> int:
        """Where the chosen line stands among those of the model, -1 for none."""
        return self.currentIndex().row()

    def choose(self, at: int) -> None:
        """Choose a line; -1 chooses none."""
        if 0 <= at < len(self.board.lines):
            self.setCurrentIndex(self.board.index(at, 0))
        else:
            self.clearSelection()

    def choose_first(self) -> None:
        self.choose(next((at for at, line in enumerate(self.board.lines) if line.row), 0))

    def row_rect(self) -> QRect:
        """The chosen row in the viewport."""
        at = self.currentIndex().row()
        return self.visualRect(self.board.index(at, 0)).united(self.visualRect(self.board.index(at, self.LAST)))

    def row_on(self, host: QWidget) -> QRect:
        rect = self.row_rect()
        return QRect(self.viewport().mapTo(host, rect.topLeft()), rect.size())

    def button_rect(self, at: int) -> QRect:
        """The button of a line in the viewport, for the mouse."""
        return self.rows_delegate.button_rect(self.visualRect(self.board.index(at, self.LAST)))

    def scrolled(self) -> list[int]:
        return [self.verticalScrollBar().value()]

    def scroll_back(self, to: list[int]) -> None:
        self.verticalScrollBar().setValue(to[0])

    def take_focus(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        line = self.board.line(current) if current.isValid() else None
        if line is not None:
            self._key = line.key
        # Qt switches the input method off for cells that are not edited
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, True)
        self.current_moved.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._wide = event.size().width()  # of the viewport, whose own type costs a start 10 ms when it is asked for
        with QSignalBlocker(self):
            self._fit_work()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, True)

    # Keys

    def stops(self) -> list[int]:
        """The lines that arrows reach."""
        return [at for at, line in enumerate(self.board.lines) if line.row or line.folded]

    def steer(self, event: QKeyEvent) -> None:
        """A key of the filter that works the table."""
        self.keyPressEvent(event)

    def moveCursor(self, action: QTableView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Group heads are stepped over, but for folded ones: that is how they are opened."""
        ways = QTableView.CursorAction
        stops = self.stops()
        if not stops:
            return QModelIndex()
        here = self.currentIndex().row()
        at = min(range(len(stops)), key=lambda n: abs(stops[n] - here))
        page = max(1, self.viewport().height() // self.height_of_row() - 1)
        steps = {
            ways.MoveDown: 1,
            ways.MoveNext: 1,
            ways.MoveUp: -1,
            ways.MovePrevious: -1,
            ways.MovePageDown: page,
            ways.MovePageUp: -page,
            ways.MoveHome: -len(stops),
            ways.MoveEnd: len(stops),
        }
        step = steps.get(action, 0)
        if stops[at] != here and ((step > 0) == (stops[at] > here)):
            step -= 1 if step > 0 else -1
        return self.board.index(stops[max(0, min(len(stops) - 1, at + step))], 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line, key = self.line, Qt.Key(event.key())
        plain = is_plain(event)
        if is_menu_key(event):
            self._want_menu(line, self.visualRect(self.currentIndex()).bottomLeft() + QPoint(40, 0))
        elif plain and key in ENTER:
            self.press()
        elif plain and key == Qt.Key.Key_Space and line is not None and line.row is not None:
            self.look_wanted.emit(line)
        elif plain and key in (Qt.Key.Key_Space, Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._fold_by(key, line)
        elif self._is_word(event):
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    @staticmethod
    def _is_word(event: QKeyEvent) -> bool:
        held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        return bool(event.text()) and event.text().isprintable() and held == Qt.KeyboardModifier.NoModifier

    def _fold_by(self, key: Qt.Key, line: Line | None) -> None:
        """Space turns a group head; Left folds the group one is in, Right opens a folded one."""
        if line is None:
            return
        opens = key == Qt.Key.Key_Right or (key == Qt.Key.Key_Space and line.folded)
        turns = line.row is None and opens == line.folded
        if turns or (line.row is not None and key == Qt.Key.Key_Left):
            self.fold(line.group)

    def fold(self, group: str) -> None:
        self.board.fold(group)
        self.show_lines(moved=True)
        at = self.board.row_of(group)
        line = self.board.line(at)
        self.choose(at if line and line.folded else at + 1)

    def press(self) -> None:
        """What the blue button of the chosen row does; a folded group opens."""
        line = self.line
        if line is None:
            return
        if line.row is None:
            self.fold(line.group)
        else:
            self.chosen.emit(line)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Chinese words typed at the table go into the filter too."""
        if event.commitString():
            self.typed.emit(event.commitString())
        event.accept()

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        at, pressed = event.position().toPoint(), self._pressed
        self._pressed = None
        index = self.indexAt(at)
        line = self.board.line(index) if index.isValid() else None
        if event.button() != Qt.MouseButton.LeftButton or pressed is None or line is None:
            return
        if line.row is None and self.indexAt(pressed).row() == index.row():
            self.fold(line.group)
        elif (
            line.row and self.button_rect(index.row()).contains(at) and self.button_rect(index.row()).contains(pressed)
        ):
            self.chosen.emit(line)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second half of a quick double press on the button is no step of its own."""
        at = event.position().toPoint()
        index = self.indexAt(at)
        line = self.board.line(index) if index.isValid() else None
        left = event.button() == Qt.MouseButton.LeftButton
        if left and line and line.row and not self.button_rect(index.row()).contains(at):
            self.chosen.emit(line)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            return  # the key itself was taken in keyPressEvent
        index = self.indexAt(self.viewport().mapFromGlobal(event.globalPos()))
        if index.isValid():
            self.choose(index.row())
            self._want_menu(self.line, self.viewport().mapFromGlobal(event.globalPos()))

    def _want_menu(self, line: Line | None, at: QPoint) -> None:
        if line is not None and line.row is not None:
            self.menu_wanted.emit(line, self.viewport().mapToGlobal(at))

    def paintEvent(self, event: QPaintEvent) -> None:
        chosen = self.selectionModel().hasSelection()
        self.rows_delegate.chosen = self.currentIndex().row() if chosen else -1
        super().paintEvent(event)
        if self.hasFocus() and self.line is not None:
            # where the keys go, beside the bar that says what is chosen
            painter = QPainter(self.viewport())
            painter.setPen(theme.tokens().selb)
            painter.drawRect(self.row_rect().adjusted(0, 0, -1, -1))
