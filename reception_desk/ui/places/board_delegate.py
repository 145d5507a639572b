"""How the rows of the board are drawn: shapes and words of the state, tags in boxes, times with their urgency."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reception_desk.desk.board import OWING, URGENT, Row
from reception_desk.forms.words import Text
from reception_desk.ui import theme
from reception_desk.ui.icons import paint_icon, paint_state
from reception_desk.ui.places import board_words as words
from reception_desk.ui.places.board_model import (
    ACTION,
    AMOUNT,
    CUSTOMER,
    MODEL,
    PHONE,
    PLACE,
    PLATE,
    STATE,
    TIME,
    WORK,
    BoardModel,
    Line,
)
from reception_desk.ui.widgets.cell_pictures import CellPictures
from reception_desk.ui.widgets.tables import Head, paint_row

_Index = QModelIndex | QPersistentModelIndex
PAD, EDGE, ICON, GAP, TAG_GAP = 8, 16, 14, 6, 8
SIGN = 13
"""The sign in the tag of a debt."""
BUTTON_INSET = 12
LIMITS = {
    # narrowest and widest; what is longer is cut with … and told in full by the tool tip
    STATE: (96, 150),
    PLATE: (92, 130),
    MODEL: (90, 132),
    CUSTOMER: (64, 118),
    PHONE: (56, 72),
    TIME: (150, 236),
    PLACE: (84, 140),
    AMOUNT: (84, 120),
}


class BoardHead(Head):
    """The first word stands where the shapes of the states stand."""

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N802, N803 - Qt's names
        if logicalIndex == 0:
            painter.fillRect(rect, theme.tokens().sunken)
            painter.setPen(theme.tokens().border)
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
            rect = rect.adjusted(EDGE - PAD, 0, 0, 0)
        super().paintSection(painter, rect, logicalIndex)


class BoardDelegate(QStyledItemDelegate):
    def __init__(self, model: BoardModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.model = model
        self._fonts: dict[str, tuple[QFont, QFontMetricsF]] = {}
        self._pictures = CellPictures()
        self._button = 0
        self.chosen = -1
        """The chosen row, told by the table before it paints: asking each cell's option costs a start 10 ms."""

    def forget_fonts(self) -> None:
        """Language, text size or what the lines say may have changed: measure and draw anew."""
        self._fonts.clear()
        self._pictures.forget()
        self._button = 0

    def _font(self, role: str) -> tuple[QFont, QFontMetricsF]:
        # made once a role: a page of rows draws some hundred words
        if role not in self._fonts:
            font = theme.font(role)
            self._fonts[role] = (font, QFontMetricsF(font))
        return self._fonts[role]

    def _wide(self, words_: str, role: str = "body") -> float:
        return self._font(role)[1].horizontalAdvance(words_)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        del option
        line = self.model.line(index)
        return QSize(60, theme.sizes().row if line and line.row else theme.sizes().head)

    # Widths

    def button_width(self) -> int:
        """One width for all buttons: the longest of what they can say."""
        if not self._button:
            longest = max(self._wide(self.model.voice.say(text), "strong") for text in words.all_actions())
            self._button = max(theme.px(88), ceil(longest) + 20)
        return self._button

    def width_of(self, column: int) -> int:
        """What the cells of a column and its head need, within its limits; the column of work takes what is left."""
        if column == ACTION:
            return self.button_width() + 2 * BUTTON_INSET
        low, high = (theme.px(limit) for limit in LIMITS[column])
        head = self.model.headerData(column, Qt.Orientation.Horizontal)
        widest = self._wide(str(head)) + 2 * PAD
        for row in self.model.rows:
            widest = max(widest, self._width(row, column))
        return ceil(min(max(widest, low), high)) + (EDGE - PAD if column == STATE else 0)

    def _width(self, row: Row, column: int) -> float:
        if column == TIME:
            return self.times_width(row) + 2 * PAD + 2
        role = {STATE: "strong", PLATE: "plate_row"}.get(column, "body")
        wide = self._wide(self.model.cell(row, column), role)
        return wide + 2 * PAD + 2 + (theme.px(ICON) + GAP if column == STATE else 0)

    def times_width(self, row: Row) -> float:
        pieces = words.times_of(row, self.model.now)
        wide = sum(self._wide(self.model.voice.say(piece.text), _role(piece.bold)) for piece in pieces)
        return wide + (theme.px(ICON) + GAP if any(piece.icon for piece in pieces) else 0)

    # Painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line = self.model.line(index)
        if line is None:
            return
        rect = QRect(option.rect)
        chosen = index.row() == self.chosen
        column, key = index.column(), (line.key, index.column(), chosen)
        self._pictures.paint(painter, rect, key, lambda to, at: self._paint_line(to, at, line, column, chosen=chosen))

    def _paint_line(self, painter: QPainter, rect: QRect, line: Line, column: int, *, chosen: bool) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line.row is None:
            self._paint_group(painter, rect, line, chosen=chosen)
        else:
            paint_row(painter, rect, chosen=chosen, first=column == STATE)
            self._paint_cell(painter, rect, line.row, column, chosen=chosen)
        painter.restore()

    def _paint_group(self, painter: QPainter, rect: QRect, line: Line, *, chosen: bool) -> None:
        t = theme.tokens()
        painter.fillRect(rect, t.sel if chosen else t.sunken)
        painter.setPen(QPen(t.hair, 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if chosen:
            painter.fillRect(QRect(rect.x(), rect.y(), 3, rect.height()), t.selb)
        middle, icon = rect.y() + rect.height() / 2, theme.px(ICON)
        name = "chevron-right" if line.folded else "chevron-down"
        paint_icon(painter, name, QRectF(rect.x() + EDGE - 3, middle - icon / 2, icon, icon), t.text2)
        title = self.model.voice.say(words.GROUPS[line.group])
        place = rect.adjusted(EDGE + icon + 2, 0, 0, 0)
        self._draw(painter, place, title, "strong", t.text)
        more = self.model.group_words(line).removeprefix(title).strip()
        place.setLeft(place.left() + ceil(self._wide(title, "strong")) + GAP)
        self._draw(painter, place, more, "body", t.text2)

    def _paint_cell(self, painter: QPainter, rect: QRect, row: Row, column: int, *, chosen: bool) -> None:
        t = theme.tokens()
        place = rect.adjusted(EDGE if column == STATE else PAD, 0, -PAD, 0)
        if column == STATE:
            self._paint_state(painter, place, row)
        elif column == WORK:
            self._paint_work(painter, place, row)
        elif column == TIME:
            self._paint_times(painter, place, row)
        elif column == ACTION:
            self._paint_button(painter, self.button_rect(rect), words.action_of(row), chosen=chosen)
        else:
            role = "plate_row" if column == PLATE else "body"
            ink = t.text2 if column in (PHONE, PLACE) else t.text
            align = Qt.AlignmentFlag.AlignRight if column == AMOUNT else Qt.AlignmentFlag.AlignLeft
            self._draw(painter, place, self.model.cell(row, column), role, ink, align)

    def _paint_state(self, painter: QPainter, place: QRect, row: Row) -> None:
        ink = theme.tokens().state(row.stage)
        middle, icon = place.y() + place.height() / 2, theme.px(ICON)
        paint_state(painter, QRectF(place.x(), middle - icon / 2, icon, icon), row.stage, ink)
        place = place.adjusted(icon + GAP, 0, 0, 0)
        self._draw(painter, place, self.model.cell(row, STATE), "strong", ink)

    def _paint_times(self, painter: QPainter, place: QRect, row: Row) -> None:
        t = theme.tokens()
        for piece in words.times_of(row, self.model.now):
            ink = getattr(t, piece.tone)
            if piece.icon:
                middle, icon = place.y() + place.height() / 2, theme.px(ICON)
                paint_state(painter, QRectF(place.x(), middle - icon / 2, icon, icon), piece.icon, ink)
                place.setLeft(place.left() + icon + GAP)
            text = self.model.voice.say(piece.text)
            self._draw(painter, place, text, _role(piece.bold), ink)
            place.setLeft(place.left() + ceil(self._wide(text, _role(piece.bold))))

    def _paint_work(self, painter: QPainter, place: QRect, row: Row) -> None:
        """Comeback and complaint stand before the work, everything else behind it; the work gives way, never a tag."""
        before = [tag for tag in row.tags if tag in URGENT]
        behind = [tag for tag in row.tags if tag not in URGENT]
        for tag in before:
            place.setLeft(self._paint_tag(painter, place, tag, bold=True) + TAG_GAP)
        room = place.width() - sum(self._tag_width(tag, bold=False) + TAG_GAP for tag in behind)
        text = self.model.voice.say(words.work_of(row))
        shown = self._font("body")[1].elidedText(text, Qt.TextElideMode.ElideRight, max(0, room))
        self._draw(painter, place, shown, "body", theme.tokens().text)
        if shown:
            place.setLeft(place.left() + ceil(self._wide(shown)) + TAG_GAP)
        for tag in behind:
            place.setLeft(self._paint_tag(painter, place, tag, bold=False) + TAG_GAP)

    def _tag_width(self, tag: Text, *, bold: bool) -> int:
        sign = theme.px(SIGN) + 4 if tag in OWING else 0
        return ceil(self._wide(self.model.voice.say(tag), _role(bold))) + 10 + sign

    def _paint_tag(self, painter: QPainter, place: QRect, tag: Text, *, bold: bool) -> int:
        """A word in a box, of a debt in amber behind a sign; returns where it ends."""
        t, owing = theme.tokens(), tag in OWING
        width = self._tag_width(tag, bold=bold)
        height = theme.px(20)
        box = QRectF(place.x() + 0.5, place.y() + (place.height() - height) // 2 + 0.5, width - 1, height - 1)
        painter.setPen(QPen(t.amber if owing else t.text if bold else t.ctl, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 2, 2)
        words_place = box.toAlignedRect()
        if owing:
            size = theme.px(SIGN)
            paint_icon(painter, "alert-triangle", QRectF(box.x() + 5, box.center().y() - size / 2, size, size), t.amber)
            words_place.setLeft(words_place.left() + size + 4)
        middle = Qt.AlignmentFlag.AlignHCenter
        ink = t.amber if owing else t.text
        self._draw(painter, words_place, self.model.voice.say(tag), _role(bold), ink, middle)
        return place.x() + width

    def button_rect(self, cell: QRect) -> QRect:
        """The button inside its cell."""
        width, height = self.button_width(), theme.sizes().small
        top = cell.y() + (cell.height() - height) // 2
        return QRect(cell.right() - BUTTON_INSET - width + 1, top, width, height)

    def _paint_button(self, painter: QPainter, rect: QRect, text: Text, *, chosen: bool) -> None:
        """The chosen row's button is the blue one: what Enter does."""
        t = theme.tokens()
        painter.setPen(Qt.PenStyle.NoPen if chosen else QPen(t.border, 1))
        painter.setBrush(t.pri if chosen else t.surface)
        half = 0 if chosen else 0.5
        painter.drawRoundedRect(QRectF(rect).adjusted(half, half, -half, -half), theme.RADIUS, theme.RADIUS)
        role = _role(chosen)
        ink = t.onpri if chosen else t.text
        self._draw(painter, rect, self.model.voice.say(text), role, ink, Qt.AlignmentFlag.AlignHCenter)

    def _draw(
        self,
        painter: QPainter,
        place: QRect,
        text: str,
        role: str,
        ink: QColor,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        font, metrics = self._font(role)
        painter.setFont(font)
        painter.setPen(ink)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width() + 1)
        painter.drawText(place, align | Qt.AlignmentFlag.AlignVCenter, shown)


def _role(bold: bool) -> str:
    return "strong" if bold else "body"
