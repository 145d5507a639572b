"""Buttons as the design draws them: icon, words and the key that presses them, in several kinds and heights."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from reception_desk.forms.words import NOTHING, Text
from reception_desk.ui import theme
from reception_desk.ui.icons import paint_icon
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.pressed import ENTER, is_plain

HEIGHTS = {
    "primary": "big",
    "ordinary": "input",
    "quiet": "input",
    "row": "small",
    "chip": "small",
    "link": "small",
    "plain": "input",
}
"""Kind to one of the sizes of the theme."""
_PADDING = {"big": 16, "small": 10}
_GAP = 8


def cap_width(key: str) -> float:
    return max(theme.px(18), QFontMetricsF(theme.font("cap")).horizontalAdvance(key) + theme.px(10))


def cap_height() -> int:
    return max(theme.px(18), ceil(QFontMetricsF(theme.font("cap")).height()) + 1)


def paint_cap(painter: QPainter, rect: QRectF, key: str, *, ink: QColor, edge: QColor, ground: QColor | None) -> None:
    """A key cap, drawn in the middle of `rect`'s height."""
    height = cap_height()
    box = QRectF(rect.x(), round(rect.center().y() - height / 2), rect.width(), height)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(ground if ground is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.setFont(theme.font("cap"))
    painter.setPen(ink)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)


def paint_focus(painter: QPainter, rect: QRectF, radius: float = theme.RADIUS) -> None:
    """The 2-px ring along the inner edge of `rect`."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.tokens().selb, 2))
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)


class KeyCap(QWidget):
    """A key drawn as a cap, for hint lines."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(key)

    def sizeHint(self) -> QSize:
        return QSize(ceil(cap_width(self.key)), cap_height())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        t = theme.tokens()
        paint_cap(painter, QRectF(self.rect()), self.key, ink=t.text2, edge=t.cap_edge, ground=t.cap)


class Button(QPushButton):
    """A push button. `kind`: primary (filled), ordinary, quiet (light outline), row, chip, link, plain (no outline).

    `height`: another one than the kind's, the name of one of the theme's sizes or pixels at the base size.
    `opens`: an arrow behind the words says that a list opens.
    """

    def __init__(
        self,
        voice: Voice,
        text: Text = NOTHING,
        *,
        icon: str = "",
        key: str = "",
        kind: str = "ordinary",
        height: int | str = 0,
        name: Text = NOTHING,
        checkable: bool = False,
        left: bool = False,
        opens: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.voice, self.text_, self.name_, self.opens = voice, text, name, opens
        self.icon_, self.key, self.kind, self._told_key = icon, key, kind, ""
        self._height, self.left = height or HEIGHTS[kind], left
        self._over = False
        self.setCheckable(checkable)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if kind == "link":
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        voice.changed.connect(self.retranslate)
        self.retranslate()

    def set_text(self, text: Text, *, name: Text = NOTHING) -> None:
        self.text_, self.name_ = text, name
        self.retranslate()

    def set_icon(self, icon: str) -> None:
        self.icon_ = icon
        self.updateGeometry()
        self.update()

    def tell_key(self, key: str) -> None:
        """A key that the tooltip names and the button has no room for."""
        self._told_key = key
        self.retranslate()

    def set_kind(self, kind: str) -> None:
        """Change between filled and outlined, keeping the height."""
        self.kind = kind
        self.updateGeometry()
        self.update()

    def retranslate(self) -> None:
        label = self.voice.say(self.text_) if self.text_ else ""
        self.setText(label.replace("&", "&&"))
        self.setAccessibleName(self.voice.say(self.name_) if self.name_ else label)
        key = self.key or self._told_key
        if key:
            self.setToolTip(f"{self.accessibleName()} ({key})")
        elif self.name_ and not label:
            self.setToolTip(self.accessibleName())
        self.updateGeometry()
        self.update()

    @property
    def label(self) -> str:
        return self.text().replace("&&", "&")

    def _font(self) -> QFont:
        heavy = self.kind == "primary" or (self.kind != "link" and self.isChecked())
        return theme.font("strong" if heavy else "body")

    def _widest_font(self) -> QFont:
        """A button that can be checked keeps its width when its words become bold."""
        return theme.font("strong") if self.kind == "primary" or self.isCheckable() else theme.font("body")

    @property
    def height_(self) -> int:
        if isinstance(self._height, str):
            return int(getattr(theme.sizes(), self._height))
        return theme.px(self._height)

    def _padding(self) -> int:
        return theme.px(4 if self.kind == "link" else _PADDING.get(str(self._height), 12))

    def _icon_size(self) -> int:
        base = 18 if self._height in ("big", 40) else 14 if self.kind in ("chip", "link", "row") else 16
        return theme.px(base)

    def _shown_icon(self) -> str:
        return "check" if self.kind == "chip" and self.isChecked() and not self.icon_ else self.icon_

    def shown(self) -> str:
        """What of the words is drawn."""
        return self.label

    def _inner_width(self, font: QFont, icon: str, words: str) -> float:
        label = QFontMetricsF(font).horizontalAdvance(words) if words else 0.0
        parts = [label, self._icon_size() if icon else 0, cap_width(self.key) if self.key else 0]
        parts.append(theme.px(14) if self.opens else 0)
        shown = [part for part in parts if part]
        gap = 6 if self.kind in ("chip", "link") else _GAP
        return sum(shown) + gap * max(0, len(shown) - 1)

    def sizeHint(self) -> QSize:
        icon = "check" if self.kind == "chip" and self.isCheckable() and self.isChecked() else self.icon_
        width = self._inner_width(self._widest_font(), icon, self.label) + 2 * self._padding()
        lines = QFontMetricsF(self._widest_font()).height()
        height = max(self.height_, ceil(lines + 6))
        return QSize(max(ceil(width) + 1, height if not self.label else 0), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._over = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: object) -> None:
        self._over = False
        self.update()
        super().leaveEvent(event)  # type: ignore[arg-type]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_plain(event) and event.key() in ENTER:
            if not event.isAutoRepeat():  # held down it is one press
                self.click()
            return
        super().keyPressEvent(event)

    def colours(self) -> tuple[QColor, QColor | None, QColor | None]:
        """Words, ground and outline as the button stands now."""
        t = theme.tokens()
        if not self.isEnabled():
            return t.ph, None if self.kind in ("link", "plain") else t.sunken, t.border
        if self.kind == "primary":
            return t.onpri, t.pri_hover if self._over or self.isDown() else t.pri, None
        if self.kind == "link":
            return t.link, None, None
        pressed = self.isDown() or self._over
        if self.isChecked():
            return t.text, t.sel, t.selb
        if self.kind == "plain":
            return t.text, t.sunken if pressed else None, None
        light = self.kind in ("quiet", "row", "chip")
        rest = t.sunken if self.kind == "chip" else t.surface
        return t.text, t.hover if self.isDown() else t.sunken if pressed else rest, t.border if light else t.ctl

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink, ground, edge = self.colours()
        rect = QRectF(self.rect())
        body = rect.adjusted(3, 3, -3, -3) if self.hasFocus() and self.kind != "link" else rect
        if ground is not None or edge is not None:
            painter.setBrush(ground if ground is not None else Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(edge, 1) if edge is not None else Qt.PenStyle.NoPen)
            half = 0.5 if edge is not None else 0.0
            radius = theme.RADIUS - (1 if body is not rect else 0)
            painter.drawRoundedRect(body.adjusted(half, half, -half, -half), radius, radius)
        if self.hasFocus():
            paint_focus(painter, rect)
        self.paint_content(painter, rect, ink)

    def paint_content(self, painter: QPainter, rect: QRectF, ink: QColor) -> None:
        font, icon, size, words = self._font(), self._shown_icon(), self._icon_size(), self.shown()
        gap = 6 if self.kind in ("chip", "link") else _GAP
        width = self._inner_width(font, icon, words)
        x = rect.x() + self._padding() if self.left else rect.x() + max(0.0, (rect.width() - width) / 2)
        if icon:
            paint_icon(painter, icon, QRectF(round(x), round(rect.center().y() - size / 2), size, size), ink)
            x += size + gap
        if words:
            painter.setFont(font)
            painter.setPen(ink)
            place = QRectF(x, rect.y(), rect.right() - x, rect.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
            if self.kind == "link" and (self._over or self.hasFocus()):
                base = rect.center().y() + QFontMetricsF(font).ascent() / 2 + 2
                painter.drawLine(QPoint(round(x), round(base)), QPoint(round(rect.right() - 4), round(base)))
            x += QFontMetricsF(font).horizontalAdvance(words) + gap
        if self.key:
            self._paint_key(painter, rect, x)
        if self.opens:
            size = theme.px(14)
            right = rect.right() - (rect.width() - width) / 2  # behind all the rest
            place = QRectF(round(right - size), round(rect.center().y() - size / 2), size, size)
            paint_icon(painter, "chevron-down", place, ink)

    def _paint_key(self, painter: QPainter, rect: QRectF, x: float) -> None:
        t, width = theme.tokens(), cap_width(self.key)
        if self.left:
            x = rect.right() - self._padding() - width
        filled = self.kind == "primary" and self.isEnabled()
        ink, edge = (t.onpri, t.onpri) if filled else (t.text2, t.cap_edge)
        paint_cap(
            painter,
            QRectF(round(x), rect.y(), width, rect.height()),
            self.key,
            ink=ink,
            edge=edge,
            ground=None if filled else t.cap,
        )


class Chip(Button):
    """A word that can be switched on; on, it carries a tick as well as the colour."""

    def __init__(
        self, voice: Voice, text: Text, *, checkable: bool = True, icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(voice, text, kind="chip", checkable=checkable, icon=icon, parent=parent)
        self.toggled.connect(self.updateGeometry)
