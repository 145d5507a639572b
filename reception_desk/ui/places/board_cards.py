"""A car of the board as a card of three lines: the facts of its row of the table, in the same words and colours."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from reception_desk.desk.board import Row
from reception_desk.ui import theme
from reception_desk.ui.icons import paint_state
from reception_desk.ui.places import board_words as words
from reception_desk.ui.places.board_delegate import BUTTON_INSET, EDGE, GAP, ICON, BoardDelegate
from reception_desk.ui.places.board_model import AMOUNT, CUSTOMER, MODEL, PHONE, PLACE, PLATE, STATE, BoardModel

PAD_Y, LINE, APART = 8, 20, 3
"""White space over and under a card, the height of its first two lines, and what lies between lines."""


def card_height() -> int:
    return 2 * PAD_Y + 2 * (theme.px(LINE) + APART) + theme.sizes().small + 1


class CardDelegate(BoardDelegate):
    _states = 0

    def forget_fonts(self) -> None:
        super().forget_fonts()
        self._states = 0

    def states_width(self) -> int:
        """The same in all cards, so that plates stand under each other; measured once, not for each card."""
        self._states = self._states or self.width_of(STATE) - EDGE + GAP
        return self._states

    def _paint_cell(self, painter: QPainter, rect: QRect, row: Row, column: int, *, chosen: bool) -> None:
        """The first column is as wide as the card, the others are hidden."""
        del column
        place = rect.adjusted(EDGE, PAD_Y, -BUTTON_INSET, -PAD_Y - 1)
        line = QRect(place.x(), place.y(), place.width(), theme.px(LINE))
        self._paint_first(painter, line, row)
        line.translate(0, theme.px(LINE) + APART)
        self._paint_second(painter, line, row)
        button = self.button_rect(rect)
        left = self._indent(place)
        self._paint_work(painter, QRect(left, button.y(), button.left() - BUTTON_INSET - left, button.height()), row)
        self._paint_button(painter, button, words.action_of(row), chosen=chosen)

    @staticmethod
    def _indent(place: QRect) -> int:
        """Words stand under the state's word; its shape hangs before them."""
        return place.x() + theme.px(ICON) + GAP

    def _paint_first(self, painter: QPainter, line: QRect, row: Row) -> None:
        """State, plate, and at the right the time."""
        t, right = theme.tokens(), line.right() + 1
        times = ceil(self.times_width(row)) + 1
        self._paint_times(painter, QRect(right - times, line.y(), times, line.height()), row)
        self._paint_state(painter, line, row)
        plate = line.x() + self.states_width()
        place = QRect(plate, line.y(), right - times - GAP - plate, line.height())
        self._draw(painter, place, self.model.cell(row, PLATE), "plate_row", t.text)

    def _paint_second(self, painter: QPainter, line: QRect, row: Row) -> None:
        """Car, customer and phone; at the right who works on it, and over the button the amount."""
        t = theme.tokens()
        button = line.right() + 1 - self.button_width()
        end = Qt.AlignmentFlag.AlignRight
        self._draw(painter, QRect(button, line.y(), self.button_width(), line.height()), self.model.cell(row, AMOUNT),
                   "body", t.text, end)  # fmt: skip
        works = self.model.cell(row, PLACE)
        wide = ceil(self._wide(works)) + 1 if works else 0
        right = button - BUTTON_INSET
        self._draw(painter, QRect(right - wide, line.y(), wide, line.height()), works, "body", t.text2, end)
        right -= wide + BUTTON_INSET if wide else 0
        self._paint_who(painter, QRect(self._indent(line), line.y(), right - self._indent(line), line.height()), row)

    def _paint_who(self, painter: QPainter, place: QRect, row: Row) -> None:
        """Car and customer give way, the car first and never to less than half; the figures of the phone do not."""
        t, phone, cut = theme.tokens(), self.model.cell(row, PHONE), self._font("body")[1].elidedText
        car, customer = self.model.cell(row, MODEL), self.model.cell(row, CUSTOMER)
        room = max(0, place.width() - (ceil(self._wide(phone)) + GAP if phone else 0))
        customer = f" · {customer}" if car and customer else customer
        car = cut(car, Qt.TextElideMode.ElideRight, max(room / 2, room - self._wide(customer)))
        shown = car + cut(customer, Qt.TextElideMode.ElideRight, room - self._wide(car) + 1)
        self._draw(painter, place, shown, "body", t.text)
        place.setLeft(place.left() + ceil(self._wide(shown)) + (GAP if shown else 0))
        self._draw(painter, place, phone, "body", t.text2)

    def button_rect(self, cell: QRect) -> QRect:
        """The button at the foot of the card."""
        width, height = self.button_width(), theme.sizes().small
        return QRect(cell.right() - BUTTON_INSET - width + 1, cell.bottom() - PAD_Y - height, width, height)


class ColumnHead(QWidget):
    """What the column holds and how many; the shape is the one that the top bar counts with."""

    def __init__(self, model: BoardModel, group: str, shape: str) -> None:
        super().__init__()
        self._model, self._group, self._shape = model, group, shape
        theme.hold(self, height="head")

    @property
    def words(self) -> tuple[str, str]:
        """The group, and how many of it are shown."""
        shown = sum(line.row is not None and line.group == self._group for line in self._model.lines)
        return self._model.voice.say(words.GROUPS[self._group]), str(shown)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter, t, rect = QPainter(self), theme.tokens(), self.rect()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QPainterPath()
        ground.addRoundedRect(
            QRectF(rect).adjusted(0, 0, 0, rect.height()), theme.CARD_RADIUS - 1, theme.CARD_RADIUS - 1
        )
        painter.fillPath(ground, t.sunken)
        painter.fillRect(QRect(0, rect.bottom(), rect.width(), 1), t.border)
        size, x = theme.px(ICON), float(EDGE)
        paint_state(painter, QRectF(x, (rect.height() - size) // 2, size, size), self._shape, t.state(self._shape))
        x += size + GAP
        for told, role, ink in zip(self.words, ("strong", "body"), (t.text, t.text2), strict=True):
            font = theme.font(role)
            painter.setFont(font)
            painter.setPen(ink)
            painter.drawText(QRectF(x, 0, rect.width() - x, rect.height()), Qt.AlignmentFlag.AlignVCenter, told)
            x += ceil(QFontMetricsF(font).horizontalAdvance(told)) + GAP
