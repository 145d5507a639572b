"""Text fields drawn as the design has them: outline, focus ring, check and stop colours, input method off on codes."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QMargins, QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from reception_desk.ui import theme
from reception_desk.ui.widgets.buttons import cap_width, paint_cap
from reception_desk.ui.widgets.pressed import asks_choices
from reception_desk.ui.widgets.scroll_bar import own_bars


def paint_field(painter: QPainter, rect: QRectF, *, level: str, focus: bool, enabled: bool, fixed: bool) -> None:
    """Ground and outline of an input: 1 px, or 2 px while it has the focus."""
    t = theme.tokens()
    edge: QColor = {"check": t.amber, "stop": t.red}.get(level, t.ctl)
    width = 2 if focus else 1
    if focus and level not in ("check", "stop"):
        edge = t.selb
    if not enabled or fixed:
        edge = t.selb if focus else t.border
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, width))
    painter.setBrush(t.surface if enabled and not fixed else t.window)
    half = width / 2
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), theme.RADIUS, theme.RADIUS)


def _clear_ground(widget: QWidget) -> None:
    own = widget.palette()
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled):
        own.setColor(group, QPalette.ColorRole.Base, QColor(0, 0, 0, 0))
    widget.setPalette(own)


class LineEdit(QLineEdit):
    """One line. `code`: input method off. `key`: figures of weight. `right`: figures from the right. `pad`: the keys
    that a finger gets for it, "" for none."""

    left = Signal()
    """The focus has gone, whether the text changed or not."""
    choices_wanted = Signal()
    """F4 or Alt+Down, in a field that has choices (`opens`)."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        code: bool = False,
        key: bool = False,
        right: bool = False,
        cap: str = "",
        pad: str = "",
    ) -> None:
        super().__init__(parent)
        self.level, self.cap, self.role = "", cap, "key" if key else "body"
        self.pad, self.asks = pad, False
        """`asks`: it has the focus only to be typed into, so that its keys come whatever a finger touched for it."""
        self.opens = False
        self.message: QWidget | None = None
        """What tells about its value and lies apart from it: keys do not hide that."""
        self.setFrame(False)
        _clear_ground(self)
        if right:
            self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._code = code
        self.redress()

    def redress(self) -> None:
        # Under a finger a field with keys of its own gets none of the computer's beside them.
        composes = not self._code and not (self.pad and theme.touched())
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, composes)
        self.setFont(theme.font(self.role))
        self.setTextMargins(QMargins(6, 0, ceil(cap_width(self.cap)) + 12 if self.cap else 6, 0))

    def set_level(self, level: str) -> None:
        if level != self.level:
            self.level = level
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self._height())

    def _height(self) -> int:
        return max(theme.sizes().input, ceil(QFontMetricsF(self.font()).height()) + 8)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.opens and asks_choices(event) and not self.isReadOnly():
            self.choices_wanted.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_field(
            painter,
            QRectF(self.rect()),
            level=self.level,
            focus=self.hasFocus(),
            enabled=self.isEnabled(),
            fixed=self.isReadOnly(),
        )
        if self.cap:
            t, width = theme.tokens(), cap_width(self.cap)
            place = QRectF(self.width() - width - 8, 0, width, self.height())
            paint_cap(painter, place, self.cap, ink=t.text2, edge=t.cap_edge, ground=t.cap)
        painter.end()
        super().paintEvent(event)


class Memo(QPlainTextEdit):
    """Several lines of free words. Tab leaves; Enter is a new line. `longest`: a paste that makes more is not taken."""

    left = Signal()
    overflowed = Signal(int)
    """A paste was not taken: so many characters it would have made."""

    def __init__(self, parent: QWidget | None = None, *, lines: int = 2) -> None:
        super().__init__(parent)
        own_bars(self)
        self.level, self.lines, self.longest = "", lines, 0
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setViewportMargins(4, 4, 4, 4)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(3)
        self.redress()

    def redress(self) -> None:
        self.setFont(theme.font())
        self.setMinimumHeight(self.sizeHint().height())

    def set_level(self, level: str) -> None:
        if level != self.level:
            self.level = level
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, ceil(self.lines * QFontMetricsF(self.font()).lineSpacing()) + 16)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Ctrl+Enter is the blue button everywhere; the text must not swallow it.
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            event.ignore()
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        length = len(self.toPlainText()) - len(self.textCursor().selectedText()) + len(source.text())
        if self.longest and length > self.longest:
            self.overflowed.emit(length)
        else:
            super().insertFromMimeData(source)

    def event(self, event: QEvent) -> bool:
        # The frame round the viewport; QPlainTextEdit.paintEvent paints the viewport only.
        if event.type() == QEvent.Type.Paint:
            painter = QPainter(self)
            paint_field(
                painter,
                QRectF(self.rect()),
                level=self.level,
                focus=self.hasFocus(),
                enabled=self.isEnabled(),
                fixed=self.isReadOnly(),
            )
            return True
        return super().event(event)
