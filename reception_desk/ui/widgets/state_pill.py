"""The pill that shows a visit's state and offers the moves that are allowed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QMenu, QWidget

from reception_desk.forms.words import Text
from reception_desk.ui import theme
from reception_desk.ui.icons import paint_icon, paint_state, state_icon
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.menu import Menu


class StatePill(Button):
    """The state of a visit as shape, word and colour; opens the menu of the moves that are allowed."""

    chosen = Signal(str)

    def __init__(self, voice: Voice, *, parent: QWidget | None = None) -> None:
        self.state = ""
        self._moves: Callable[[], Sequence[tuple[str, Text]]] = list
        super().__init__(voice, kind="row", parent=parent)
        self.clicked.connect(self.open_menu)

    def show_state(self, state: str, word: Text, moves: Callable[[], Sequence[tuple[str, Text]]] = list) -> None:
        """`moves` gives (code, word) of what may follow; it is asked when the menu opens."""
        self.state, self._moves = state, moves
        self.set_text(word)

    def open_menu(self) -> None:
        menu = self.make_menu()
        if not menu.isEmpty():
            menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def make_menu(self) -> QMenu:
        menu = Menu(self)
        menu.setObjectName(f"{self.objectName()}.menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for code, word in self._moves():
            action = menu.addAction(state_icon(code, theme.tokens().state(code)), self.voice.say(word))
            action.triggered.connect(lambda _=False, code=code: self.chosen.emit(code))
        return menu

    def sizeHint(self) -> QSize:
        label = QFontMetricsF(theme.font("strong")).horizontalAdvance(self.label)
        return QSize(ceil(label + 36 + 2 * theme.px(14)), super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F4 or (
            event.key() == Qt.Key.Key_Down and event.modifiers() == Qt.KeyboardModifier.AltModifier
        ):
            self.open_menu()
            return
        super().keyPressEvent(event)

    def colours(self) -> tuple[QColor, QColor | None, QColor | None]:
        t = theme.tokens()
        colour = t.state(self.state)
        return colour, t.sunken if self._over else t.surface, colour

    def paint_content(self, painter: QPainter, rect: QRectF, ink: QColor) -> None:
        size = theme.px(14)
        top = rect.center().y() - size / 2
        paint_state(painter, QRectF(rect.x() + 10, top, size, size), self.state, ink)
        painter.setFont(theme.font("strong"))
        painter.setPen(ink)
        place = rect.adjusted(18 + size, 0, -14 - size, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.label)
        paint_icon(painter, "chevron-down", QRectF(rect.right() - 10 - size, top, size, size), ink)
