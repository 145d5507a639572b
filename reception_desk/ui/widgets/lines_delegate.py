"""How the lines of a work order are painted, and the line that is typed into one of its cells."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetricsF, QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reception_desk.forms import fields as f
from reception_desk.ui import theme
from reception_desk.ui.icons import paint_icon, paint_state
from reception_desk.ui.widgets.buttons import cap_width, paint_cap
from reception_desk.ui.widgets.inputs import LineEdit
from reception_desk.ui.widgets.lines_model import ALIGN, PROMPT, SPECS, Col, Index, LineRow, LinesModel
from reception_desk.ui.widgets.pad_keys import pad_of
from reception_desk.ui.widgets.pressed import ENTER, is_plain
from reception_desk.ui.widgets.tables import paint_row
from reception_desk.ui.widgets.ticks import box_size, paint_tick_box

PAD, SIGN = 8, 18
"""White beside words; what the sign of an answer takes at the base size."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_STILL_HERE = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
"""Another window, or a menu over this one."""


class CellLine(LineEdit):
    """The line in a cell; `cell` is where it stands, `shown` what it began with; `closed`: it is done with."""

    def __init__(self, parent: QWidget, cell: QPersistentModelIndex, shown: str, spec: f.Spec) -> None:
        figures = spec.kind in f.NUMBERS
        super().__init__(parent, code=figures, right=figures, pad=pad_of(spec))
        self.cell, self.shown, self.closed, self.asks = cell, shown, False, True
        self.setText(shown)

    @property
    def column(self) -> Col:
        return Col(self.cell.column())


class LinesDelegate(QStyledItemDelegate):
    entered = Signal(object)
    """Enter in a cell's line, which every signal brings."""
    stepped = Signal(object, int)
    """Tab (+1) and Shift+Tab (-1)."""
    arrowed = Signal(object, int)
    """Down (+1) and Up (-1)."""
    escaped = Signal(object)
    left = Signal(object)
    more_wanted = Signal(object)
    """F2 once more."""
    typed = Signal(object)
    placed = Signal(object)

    def __init__(self, model: LinesModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self.message: QWidget | None = None
        """Where the table says what is wrong with a cell."""

    # The line in a cell

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        del option
        row, column = self.model.row(index.row()), Col(index.column())
        shown = self.model.edit_text(row, column) if row else self.model.entry_text
        line = CellLine(parent, QPersistentModelIndex(index), shown, SPECS[column])
        line.message = self.message
        line.setObjectName(SPECS[column].key if row else "work_order.entry")
        heading = self.model.headerData(column, Qt.Orientation.Horizontal)
        line.setAccessibleName(str(heading))
        if row is None:
            line.setPlaceholderText(self.model.voice.say(PROMPT))
            line.setAccessibleName(self.model.voice.say(PROMPT))
        line.textEdited.connect(lambda _text: self.typed.emit(line))
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """What is half typed stays while the rows round it change."""

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Cells are kept by the table, which knows how to say what is wrong."""

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        del index
        editor.setGeometry(QRect(option.rect))
        self.placed.emit(editor)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, CellLine):
            return False
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                return self._override(watched, event)
            return event.type() == QEvent.Type.KeyPress and self._key(watched, event)
        gone = isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _STILL_HERE
        if gone and not watched.closed:
            self.left.emit(watched)
        return False

    def _override(self, line: CellLine, event: QKeyEvent) -> bool:
        """Esc belongs to the cell; undo belongs to the window while nothing is typed here."""
        if event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        undo = event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
        if undo and line.text() == line.shown:
            event.ignore()
            return True
        return False

    def _key(self, line: CellLine, event: QKeyEvent) -> bool:
        key, plain = event.key(), is_plain(event)
        if key in ENTER:
            if plain:
                self.entered.emit(line)
            else:
                event.ignore()
            return plain
        match key:
            case Qt.Key.Key_Tab:
                self.stepped.emit(line, 1)
            case Qt.Key.Key_Backtab:
                self.stepped.emit(line, -1)
            case Qt.Key.Key_Down if plain:
                self.arrowed.emit(line, 1)
            case Qt.Key.Key_Up if plain:
                self.arrowed.emit(line, -1)
            case Qt.Key.Key_Escape:
                self.escaped.emit(line)
            case Qt.Key.Key_F2:
                self.more_wanted.emit(line)
            case _:
                return False
        return True

    # Painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        rect, column = QRect(option.rect), Col(index.column())
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        paint_row(painter, rect, chosen=chosen, first=column is Col.NUMBER)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row = self.model.row(index.row())
        if row is None:
            self._paint_entry(painter, rect, index.row(), column)
        else:
            self._paint_cell(painter, rect, row, index.row(), column)
        if option.state & QStyle.StateFlag.State_HasFocus and row is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.tokens().selb, 2))
            painter.drawRoundedRect(QRectF(rect).adjusted(2, 3, -2, -4), 3, 3)
        painter.restore()

    def _paint_entry(self, painter: QPainter, rect: QRect, at: int, column: Col) -> None:
        t = theme.tokens()
        if column is Col.NUMBER:
            words(painter, rect, str(at + 1), theme.font(), t.text2, _RIGHT)
        elif column is Col.KIND and self.model.entry_kind == "labour":
            paint_icon(painter, "plus", _sign(rect), t.text2)
        elif column is Col.KIND:
            kind = self.model.voice.say(SPECS[Col.KIND].option(self.model.entry_kind))
            words(painter, rect, kind, theme.font(), t.text2)
        elif column is Col.NAME and self.model.entry_text:
            words(painter, rect, self.model.entry_text, theme.font("strong"), t.text)
        elif column is Col.NAME:
            prompt = self.model.voice.say(PROMPT)
            words(painter, rect, prompt, theme.font(), t.ph)
            x = rect.x() + PAD + QFontMetricsF(theme.font()).horizontalAdvance(prompt) + 4
            cap = QRectF(round(x), rect.y(), cap_width("Ctrl+J"), rect.height() - 1)
            if cap.right() < rect.right():
                paint_cap(painter, cap, "Ctrl+J", ink=t.text2, edge=t.cap_edge, ground=t.cap)

    def _paint_cell(self, painter: QPainter, rect: QRect, row: LineRow, at: int, column: Col) -> None:
        t = theme.tokens()
        shown = str(at + 1) if column is Col.NUMBER else self.model.cell(row, column)
        if self._wrong(row, column):
            words(painter, rect, shown, theme.font("strong"), t.red, ALIGN.get(column, _LEFT))
            return
        match column:
            case Col.NAME:
                self._paint_name(painter, rect, row, shown)
            case Col.AMOUNT:
                self._paint_amount(painter, rect, row, shown)
            case Col.ANSWER:
                self._paint_answer(painter, rect, row, shown)
            case Col.DONE:
                self._paint_done(painter, rect, row)
            case _:
                ink = (
                    t.text if column in (Col.QUANTITY, Col.PRICE) or (column is Col.TECHNICIAN and row.own) else t.text2
                )
                crossed = row.struck and column in (Col.QUANTITY, Col.PRICE)
                font = _struck(theme.font()) if crossed else theme.font()
                words(painter, rect, shown, font, t.text2 if crossed else ink, ALIGN.get(column, _LEFT))

    def _wrong(self, row: LineRow, column: Col) -> bool:
        """A value that could not be read, or that holds something back."""
        spec, problem = SPECS.get(column), row.problem
        if row.raw_of(column):
            return True
        return bool(spec and problem and problem.level == "stop" and problem.field == spec.name)

    def _paint_name(self, painter: QPainter, rect: QRect, row: LineRow, shown: str) -> None:
        t = theme.tokens()
        font = _struck(theme.font()) if row.struck else theme.font("strong")
        words(painter, rect, shown, font, t.text2 if row.struck else t.text)
        x = PAD + QFontMetricsF(font).horizontalAdvance(shown)
        note = self.model.note(row)
        if note and rect.width() - x > 40:
            ink = t.amber if row.retired else t.text2
            words(painter, rect.adjusted(round(x), 0, 0, 0), note, theme.font(), ink)

    def _paint_amount(self, painter: QPainter, rect: QRect, row: LineRow, shown: str) -> None:
        """Who pays instead of the customer stands before an amount that is then grey: it is not in the total."""
        t = theme.tokens()
        if row.elsewhere:
            words(painter, rect, self.model.payer(row), theme.font(), t.text2)
        plain = row.struck or row.elsewhere
        font = theme.font() if plain else theme.font("strong")
        words(painter, rect, shown, _struck(font) if row.struck else font, t.text2 if plain else t.text, _RIGHT)

    def _paint_answer(self, painter: QPainter, rect: QRect, row: LineRow, shown: str) -> None:
        t = theme.tokens()
        sign = _sign(rect)
        ink = {"ok": t.green, "asked": t.amber}.get(row.standing, t.text2)
        match row.standing:
            case "ok":
                paint_icon(painter, "check", sign, ink)
            case "declined":
                paint_icon(painter, "x", sign, ink)
            case "later":
                paint_icon(painter, "clock", sign, ink)
            case "open" | "asked":
                paint_state(painter, sign.adjusted(1, 1, -1, -1), "waiting", ink)
            case _:
                words(painter, rect, shown, theme.font(), ink)
                return
        font = theme.font("strong") if row.standing == "asked" else theme.font()
        words(painter, rect.adjusted(theme.px(SIGN), 0, 0, 0), shown, font, ink)

    def _paint_done(self, painter: QPainter, rect: QRect, row: LineRow) -> None:
        if row.struck:
            words(painter, rect, "–", theme.font(), theme.tokens().text2, Qt.AlignmentFlag.AlignCenter)
            return
        size = box_size()
        box = QRectF(rect.center().x() + 1 - size // 2, rect.center().y() - size // 2, size, size)
        paint_tick_box(painter, box, on=row.job.done)


def words(painter: QPainter, rect: QRect, text: str, font: QFont, ink: QColor, align: Qt.AlignmentFlag = _LEFT) -> None:
    """Words of a cell, cut with … where they do not fit; figures never are, their columns grow with them."""
    inner = rect.adjusted(PAD, 0, -PAD, -1)
    painter.setFont(font)
    painter.setPen(ink)
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, inner.width() + 1)
    painter.drawText(inner, align, shown)


def _sign(rect: QRect) -> QRectF:
    """Where an icon stands before the words of a cell."""
    size = theme.px(14)
    return QRectF(rect.x() + PAD, rect.center().y() + 0.5 - size / 2, size, size)


def _struck(font: QFont) -> QFont:
    font.setStrikeOut(True)
    return font
