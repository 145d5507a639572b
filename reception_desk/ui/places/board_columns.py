"""The board in columns, for wide windows: what arrives, what is here and what is ready each begin at the top.

A column is the table of the board with one group in it and cards for rows: keys, mouse, menu, spoken rows and words are
the table's. Only one column has a chosen row, so that one button is the blue one.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reception_desk.desk.board import Row
from reception_desk.forms.words import Text, say
from reception_desk.ui import theme
from reception_desk.ui.places.board_cards import CardDelegate, ColumnHead, card_height
from reception_desk.ui.places.board_delegate import EDGE
from reception_desk.ui.places.board_model import CUSTOMER, MODEL, PLACE, STATE, WORK, BoardModel, Line
from reception_desk.ui.places.board_table import BoardTable
from reception_desk.ui.widgets.card import paint_card

COLUMNS: tuple[tuple[tuple[str, ...], int, str], ...] = (
    # groups, share of the width, the shape that stands for the first of them
    (("arriving",), 10, "booked"),
    (("in_shop",), 11, "in_work"),
    (("ready", "done"), 10, "ready"),
)
NONE: dict[str, Text] = {
    "arriving": say("Nobody is expected"),
    "in_shop": say("No car is in the shop"),
    "ready": say("No car is ready"),
}
LEFT, RIGHT = -1, 1


class Part(BoardModel):
    """The lines of some groups of the whole board; the first group's head stands over the column."""

    def __init__(self, whole: BoardModel, groups: tuple[str, ...], parent: QObject) -> None:
        self.whole, self.groups = whole, groups
        super().__init__(whole.voice, whole.now, whole.spelling, parent)

    def take(self) -> bool:
        """What the whole board shows now; True when lines came, went or moved."""
        return self.set_rows(self.whole.rows, self.whole.now)

    def _lines(self) -> list[Line]:
        mine = [line for line in self.whole.lines if line.group in self.groups]
        return [line for line in mine if line.row is not None or line.group != self.groups[0]]

    def fold(self, group: str) -> None:
        self.whole.fold(group)
        self.take()

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.line(index)
        if role == Qt.ItemDataRole.ToolTipRole and line is not None and line.row is not None:
            return self._in_full(line.row)
        return super().data(index, role)

    def _in_full(self, row: Row) -> str:
        """What a card may have had no room for."""
        who = " · ".join(cell for cell in (self.cell(row, MODEL), self.cell(row, CUSTOMER)) if cell)
        return "\n".join(cell for cell in (who, self.cell(row, WORK), self.cell(row, PLACE)) if cell.strip("—"))


class Cards(BoardTable):
    """One column: a table of one cell a row."""

    LAST = STATE
    DRAWN_BY = CardDelegate
    entered = Signal()
    """The focus came."""
    sideways = Signal(int)
    """An arrow asks for the column at the left or the right."""

    def __init__(self, part: Part) -> None:
        super().__init__(part)
        self.part = part
        self.horizontalHeader().hide()
        for column in range(1, part.columnCount()):
            self.setColumnHidden(column, True)
        self.setObjectName(f"today.board.{part.groups[0]}")

    @staticmethod
    def height_of_row() -> int:
        return card_height()

    def fit_columns(self) -> None:
        self.rows_delegate.forget_fonts()
        self._fit_work()

    def _fit_work(self) -> None:
        self.setColumnWidth(0, self._wide)

    def stops(self) -> list[int]:
        """The head of what is done is one: arrows to the side do not fold it here."""
        return list(range(len(self.board.lines)))

    def _fold_by(self, key: Qt.Key, line: Line | None) -> None:
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.sideways.emit(LEFT if key == Qt.Key.Key_Left else RIGHT)
        elif line is not None:
            self.fold(line.group)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.board.lines:
            painter = QPainter(self.viewport())
            painter.setFont(theme.font())
            painter.setPen(theme.tokens().text2)
            nothing = say("Nothing fits") if self.part.whole.filter else NONE[self.part.groups[0]]
            place = self.viewport().rect().adjusted(EDGE, 0, -EDGE, 0)
            painter.drawText(place.adjusted(0, 0, 0, -place.height() // 2), _MIDDLE, self.board.voice.say(nothing))


_MIDDLE = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap


class _Column(QWidget):
    """A head over its cards, in the outline of a card."""

    def __init__(self, head: ColumnHead, cards: Cards) -> None:
        super().__init__()
        lay = QVBoxLayout(self)
        lay.setContentsMargins(1, 1, 1, 1)
        lay.setSpacing(0)
        lay.addWidget(head)
        lay.addWidget(cards, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        paint_card(self)


class BoardColumns(QWidget):
    """What `BoardTable` is to the page, as columns; lines are counted as the whole board has them."""

    chosen = Signal(object)
    typed = Signal(str)
    look_wanted = Signal(object)
    menu_wanted = Signal(object, QPoint)

    def __init__(self, whole: BoardModel) -> None:
        super().__init__()
        self.whole = whole
        self.columns: list[Cards] = []
        self.heads: list[ColumnHead] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.COLUMN_GAP)
        for groups, share, shape in COLUMNS:
            cards = Cards(Part(whole, groups, self))
            head = ColumnHead(cards.part, groups[0], shape)
            self.columns.append(cards)
            self.heads.append(head)
            row.addWidget(_Column(head, cards), share)
            self._connect(cards)
        self.active = self.columns[0]
        self._enter(self.active)

    def _connect(self, cards: Cards) -> None:
        for mine, theirs in (
            (cards.chosen, self.chosen),
            (cards.typed, self.typed),
            (cards.look_wanted, self.look_wanted),
            (cards.menu_wanted, self.menu_wanted),
        ):
            mine.connect(theirs)
        cards.entered.connect(lambda: self._enter(cards))
        cards.sideways.connect(self._go)

    # The lines

    def show_lines(self, *, moved: bool) -> None:
        for cards, head in zip(self.columns, self.heads, strict=True):
            changed = cards.part.take()
            cards.show_lines(moved=moved or changed)
            cards.setAccessibleName(" ".join(head.words))
            cards.setFocusPolicy(self._policy(cards))
            head.update()

    @property
    def line(self) -> Line | None:
        return self.active.line if self.active.selectionModel().hasSelection() else None

    @property
    def key(self) -> str:
        return self.active.key

    @property
    def at(self) -> int:
        return self.whole.row_of(self.key)

    def choose(self, at: int) -> None:
        """A line of the whole board; of a head that stands over a column the first under it."""
        line = self.whole.line(at)
        if line is None:
            for cards in self.columns:
                cards.clearSelection()
            return
        cards = next(one for one in self.columns if line.group in one.part.groups)
        cards.choose(max(0, cards.board.row_of(line.key)))
        self._enter(cards)

    def choose_first(self) -> None:
        self.choose(next((at for at, line in enumerate(self.whole.lines) if line.row), 0))

    def _enter(self, cards: Cards) -> None:
        """The column that has the chosen row: the one that Tab reaches."""
        had_focus = any(one.hasFocus() for one in self.columns)
        self.active = cards
        for one in self.columns:
            one.setFocusPolicy(self._policy(one))
            if one is not cards:
                one.clearSelection()
        if not cards.selectionModel().hasSelection():
            cards.choose(max(0, cards.board.row_of(cards.key)))
        if had_focus and not cards.hasFocus():
            self.take_focus()

    def _policy(self, cards: Cards) -> Qt.FocusPolicy:
        """Tab reaches one column, a click those that hold something."""
        if cards is self.active:
            return Qt.FocusPolicy.StrongFocus
        return Qt.FocusPolicy.ClickFocus if cards.board.lines else Qt.FocusPolicy.NoFocus

    def _go(self, way: int) -> bool:
        """To the next column that holds something, at the height where one is; False where there is none."""
        here = self.columns.index(self.active)
        beside = self.columns[here + 1 :] if way == RIGHT else self.columns[:here][::-1]
        cards = next((one for one in beside if one.board.lines), None)
        if cards is None:
            return False
        middle = self.active.row_rect().center().y()
        at = cards.rowAt(max(0, min(middle, cards.viewport().height() - 1)))
        cards.choose(at if at >= 0 else len(cards.board.lines) - 1)
        self._enter(cards)
        return True

    # What the page asks of a board

    def press(self) -> None:
        if self.line is not None:
            self.active.press()

    def row_on(self, host: QWidget) -> QRect:
        return self.active.row_on(host)

    def take_focus(self) -> None:
        self.active.take_focus()

    def scrolled(self) -> list[int]:
        return [to for cards in self.columns for to in cards.scrolled()]

    def scroll_back(self, to: list[int]) -> None:
        for cards, value in zip(self.columns, to, strict=True):
            cards.scroll_back([value])

    def steer(self, event: QKeyEvent) -> None:
        """Arrows of the filter go on into the next column, for theirs to the side move the caret."""
        way = {Qt.Key.Key_Down: RIGHT, Qt.Key.Key_Up: LEFT}.get(Qt.Key(event.key()), 0)
        before = self.active.at
        self.active.steer(event)
        if way and self.active.at == before and self._go(way):
            self.active.choose(0 if way == RIGHT else len(self.active.board.lines) - 1)
