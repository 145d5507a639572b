"""The rail at the left: the places, and the open visit under Today."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from reception_desk.forms.words import NOTHING, Text, verbatim
from reception_desk.ui import theme
from reception_desk.ui.icons import paint_icon, paint_state
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.buttons import paint_focus
from reception_desk.ui.widgets.labels import Label, Sign
from reception_desk.ui.widgets.pressed import ENTER
from reception_desk.ui.widgets.roving import Roving

FOLD_BELOW = 1180
"""Width of the window, at the base text size, under which the rail shows icons only."""


class RailItem(QPushButton):
    """An icon (or a state's shape) and words, with a bar at the left when it is where we are."""

    def __init__(
        self, voice: Voice, text: Text = NOTHING, *, icon: str = "", height: int = 40, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.voice, self.text_, self.icon_, self.state, self.key = voice, text, icon, "", ""
        self._folded = False
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self._base = height
        self.redress()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        voice.changed.connect(self.retranslate)
        self.retranslate()

    def redress(self) -> None:
        least = theme.sizes().rail_item
        self.setFixedHeight(max(theme.px(self._base), least if theme.touched() else 0))

    def set_text(self, text: Text) -> None:
        self.text_ = text
        self.retranslate()

    def retranslate(self) -> None:
        words = self.voice.say(self.text_) if self.text_ else ""
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)
        self.setToolTip(f"{words} ({self.key})" if self.key else words)
        self.update()

    def sizeHint(self) -> QSize:
        sizes = theme.sizes()
        return QSize((sizes.rail_folded if self._folded else sizes.rail) - 1, self.height())  # beside the line at right

    def set_folded(self, folded: bool) -> None:
        """Only the icon, in the middle; the words are its tooltip."""
        self._folded = folded
        self.updateGeometry()
        self.update()

    def _paint_sign(self, painter: QPainter, x: float | None) -> float:
        """The icon or the shape, in the middle or at `x`; returns how wide it is."""
        t, middle = theme.tokens(), self.height() / 2
        size = theme.px(18 if not self.state else 16 if x is None else 12)
        left = (self.width() - size) / 2 if x is None else x
        place = QRectF(left, middle - size / 2, size, size)
        if self.state:
            paint_state(painter, place, self.state, t.state(self.state))
        else:
            paint_icon(painter, self.icon_, place, t.text if self.isChecked() else t.text2)
        return size

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        t, on = theme.tokens(), self.isChecked()
        if on:
            painter.fillRect(self.rect(), t.surface)
            painter.fillRect(QRectF(0, 0, 3, self.height()), t.selb)
        elif self.underMouse():
            painter.fillRect(self.rect(), t.hover)
        if self._folded:
            self._paint_sign(painter, None)
        else:
            x = 17 + self._paint_sign(painter, 12) if self.state else 19 + self._paint_sign(painter, 11)
            self._paint_words(painter, x)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()).adjusted(0, 0, -1, 0))

    def _paint_words(self, painter: QPainter, x: float) -> None:
        t, on = theme.tokens(), self.isChecked()
        painter.setFont(theme.font("plate_row" if self.state else "strong" if on else "body"))
        painter.setPen(t.text if on else t.text2)
        words = self.text().replace("&&", "&")
        font = painter.font()
        while (
            self.state and QFontMetricsF(font).horizontalAdvance(words) > self.width() - x - 2 and font.pointSizeF() > 7
        ):
            # A plate must be read whole; eight characters are a little wider than the rail.
            font.setPointSizeF(font.pointSizeF() - 0.25)
        painter.setFont(font)
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, round(self.width() - x - 1))
        place = QRectF(x, 0, self.width() - x, self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class Rail(QWidget):
    """`items` are (place, icon, words). The place "visit" stands under the first item while a visit is open."""

    chosen = Signal(str)

    def __init__(self, voice: Voice, items: Sequence[tuple[str, str, Text]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.voice, self.folded, self._window_width = voice, False, 10_000
        self.items: dict[str, RailItem] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 1, 8)
        column.setSpacing(0)
        for place, icon, text in items:
            self._add(column, place, RailItem(voice, text, icon=icon, parent=self))
            if not self.items.get("visit"):
                self._add(column, "visit", RailItem(voice, height=36, parent=self))
                self.items["visit"].hide()
        self._roving = Roving(self, list(self.items.values()))
        column.addStretch(1)
        self._foot_icon = Sign(parent=self)
        self.foot = Label(voice, tone="text2", parent=self)
        self.foot.setWordWrap(True)
        self._foot_row = QHBoxLayout()
        self._foot_row.setSpacing(5)
        self._foot_row.addWidget(self._foot_icon, 0, Qt.AlignmentFlag.AlignTop)
        self._foot_row.addWidget(self.foot, 1)
        column.addLayout(self._foot_row)
        self.redress()

    def fit(self, width: int) -> None:
        """Fold to icons where the window is narrower than a full rail deserves."""
        self._window_width = width
        self.redress()

    def redress(self) -> None:
        sizes = theme.sizes()
        self.folded = sizes.width(self._window_width) < FOLD_BELOW
        for item in self.items.values():
            item.set_folded(self.folded)
        self.setFixedWidth(sizes.rail_folded if self.folded else sizes.rail)
        left = (self.width() - theme.px(14)) // 2 if self.folded else 11
        self._foot_row.setContentsMargins(left, 0, 0, 8 if self.folded else 0)
        theme.hold(self._foot_icon, least_height=18)
        self.foot.setVisible(not self.folded)
        self._foot_icon.setToolTip(self.foot.text() if self.folded else "")

    def _add(self, column: QVBoxLayout, place: str, item: RailItem) -> None:
        item.setObjectName(f"rail.{place}")
        item.clicked.connect(lambda _=False: self.chosen.emit(place))
        self.items[place] = item
        column.addWidget(item)

    def select(self, place: str) -> None:
        if place in self.items:
            self.items[place].setChecked(True)
            self._roving.rest_at(self.items[place])

    def tell_key(self, place: str, key: str) -> None:
        """The key that opens a place, for its tooltip."""
        self.items[place].key = key
        self.items[place].retranslate()

    def take_focus(self) -> None:
        """To the place that is shown, else to the first one."""
        shown = [item for item in self.items.values() if item.isVisible()]
        here = next((item for item in shown if item.isChecked()), shown[0])
        here.setFocus(Qt.FocusReason.TabFocusReason)

    def show_visit(self, state: str, plate: str) -> None:
        """The open visit under Today; an empty state takes it away."""
        item = self.items["visit"]
        item.state = state
        item.set_text(verbatim(plate))
        item.setVisible(bool(state))

    def set_foot(self, text: Text, *, done: bool = True) -> None:
        """Two lines at the foot, with a green tick or an amber sign."""
        self.foot.set_text(text)
        name, tone = ("check", "green") if done else ("alert-triangle", "amber")
        self._foot_icon.show_icon(name, tone)
        self._foot_icon.setVisible(bool(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        shown = [item for item in self.items.values() if item.isVisible()]
        at = next((n for n, item in enumerate(shown) if item.hasFocus()), None)
        if step is not None and at is not None:
            shown[(at + step) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)
        elif at is not None and event.key() in ENTER:
            shown[at].click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.tokens().rail)
        painter.setPen(QPen(theme.tokens().border, 1))
        painter.drawLine(QLineF(self.width() - 0.5, 0, self.width() - 0.5, self.height()))
