"""Cards: white, outlined, with a title row; some can be folded."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reception_desk.forms.words import NOTHING, Text
from reception_desk.ui import theme
from reception_desk.ui.icons import paint_icon
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.buttons import paint_focus
from reception_desk.ui.widgets.labels import Label


class _FoldHeader(QWidget):
    """The title row of a folding card: chevron and title; Space, Enter, Left and Right work it."""

    toggled = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.open = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_open(self, open_: bool) -> None:
        if open_ != self.open:
            self.open = open_
            self.update()
            self.toggled.emit(open_)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        wanted = {
            Qt.Key.Key_Space: not self.open,
            Qt.Key.Key_Return: not self.open,
            Qt.Key.Key_Enter: not self.open,
            Qt.Key.Key_Right: True,
            Qt.Key.Key_Left: False,
        }.get(Qt.Key(event.key()))
        if wanted is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
            return
        self.set_open(wanted)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.set_open(not self.open)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        name, size = "chevron-down" if self.open else "chevron-right", theme.px(14)
        paint_icon(painter, name, QRectF(0, (self.height() - size) // 2, size, size), theme.tokens().text2)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()))


class Card(QWidget):
    """A white card with a title row and a body. `foldable`: the title row opens and closes the body."""

    folded = Signal(bool)

    def __init__(
        self,
        voice: Voice,
        title: Text = NOTHING,
        *,
        side: QWidget | None = None,
        foldable: bool = False,
        margins: tuple[int, int, int, int] = (12, 8, 12, 12),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.voice = voice
        self.title = Label(voice, title, role="strong")
        self.note = Label(voice, tone="text2")
        self.note.hide()
        self._header = _FoldHeader(self) if foldable else QWidget(self)
        self._foldable = foldable
        self.content = QWidget(self)
        self.body = QVBoxLayout(self.content)
        self._lay_out(side, margins)
        self._header.setVisible(bool(title) or side is not None)
        if isinstance(self._header, _FoldHeader):
            self.content.hide()
            self._header.toggled.connect(self._show_body)
        voice.changed.connect(self.retranslate)
        self.retranslate()

    def _lay_out(self, side: QWidget | None, margins: tuple[int, int, int, int]) -> None:
        row = QHBoxLayout(self._header)
        row.setContentsMargins(20 if self._foldable else 0, 0, 0, 0)
        row.setSpacing(8)
        theme.hold(self._header, least_height=20)
        row.addWidget(self.title)
        row.addWidget(self.note)
        row.addStretch(1)
        if side is not None:
            row.addWidget(side)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(8)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*margins)
        whole.setSpacing(6)
        whole.addWidget(self._header)
        whole.addWidget(self.content, 1)

    def set_title(self, title: Text) -> None:
        self.title.set_text(title)
        self._header.setVisible(True)
        self.retranslate()

    def set_note(self, note: Text) -> None:
        """Grey words beside the title."""
        self.note.set_text(note)
        self.note.setVisible(bool(note))

    @property
    def open(self) -> bool:
        return not self._foldable or (isinstance(self._header, _FoldHeader) and self._header.open)

    def set_open(self, open_: bool) -> None:
        if isinstance(self._header, _FoldHeader):
            self._header.set_open(open_)

    @property
    def header(self) -> QWidget:
        """The title row; in a folding card it takes the focus."""
        return self._header

    def _show_body(self, open_: bool) -> None:
        self.content.setVisible(open_)
        self.folded.emit(not open_)
        self.retranslate()

    def retranslate(self) -> None:
        name = self.title.text()
        self.setAccessibleName(name)
        if self._foldable:
            self._header.setAccessibleName(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        paint_card(self)


def paint_card(widget: QWidget, ground: QColor | None = None, edge: QColor | None = None) -> None:
    """Ground and 1-px outline of a card over the whole widget."""
    t = theme.tokens()
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge or t.border, 1))
    painter.setBrush(ground or t.surface)
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.CARD_RADIUS, theme.CARD_RADIUS)
