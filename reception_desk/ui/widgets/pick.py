"""Choosing one of several: a list that opens on demand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QFrame, QWidget

from reception_desk.forms.words import NOTHING, Text
from reception_desk.ui import theme
from reception_desk.ui.icons import paint_icon
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.inputs import paint_field
from reception_desk.ui.widgets.pressed import ENTER
from reception_desk.ui.widgets.scroll_bar import own_bars

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon


def _arrow() -> int:
    """The room that the arrow of a list takes."""
    return theme.px(14) + 10


def paint_arrow(painter: QPainter, widget: QWidget, colour: QColor) -> None:
    """The arrow at the right of a field that opens something."""
    size = theme.px(14)
    place = QRectF(widget.width() - size - 7, (widget.height() - size) // 2, size, size)
    paint_icon(painter, "chevron-down", place, colour)


def _no_icon(code: str) -> None:
    del code


LEAST, LEAST_OF_WORDS = 80, 120
"""Widths at the base text size."""


class Pick(QComboBox):
    """One of some choices by code. F4, Alt+Down or Space opens; letters and arrows choose, the wheel never does."""

    edited = Signal(str)
    left = Signal()

    def __init__(
        self,
        voice: Voice,
        choices: Sequence[tuple[str, Text]] = (),
        *,
        prompt: Text = NOTHING,
        key: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.voice, self.prompt_, self.level = voice, prompt, ""
        self.gives_way = False
        """Whether what is chosen may be a user's own words, of any length: cut with … and told by the tooltip."""
        self._choices: list[tuple[str, Text]] = []
        self._icons: Callable[[str], QIcon | None] = _no_icon
        self._opened = False
        self.role = "key" if key else "body"
        self.redress()
        self.setMaxVisibleItems(14)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.activated.connect(self._activated)
        voice.changed.connect(self.retranslate)
        self.set_choices(choices)

    def redress(self) -> None:
        self.setFont(theme.font(self.role))

    def set_choices(self, choices: Sequence[tuple[str, Text]]) -> None:
        """Replace the list; the code that was chosen stays chosen."""
        chosen = self.value
        self._choices = list(choices)
        self.clear()
        for code, word in self._choices:
            self.addItem(self.voice.say(word) if word else "", code)
        self.set_value(chosen)

    @property
    def value(self) -> str:
        code = self.currentData()
        return code if isinstance(code, str) else ""

    def set_value(self, code: str) -> None:
        """Show a code without telling anybody; one that is not in the list shows nothing."""
        self.setCurrentIndex(self.findData(code))
        self.update()

    def set_level(self, level: str) -> None:
        self.level = level
        self.update()

    def retranslate(self) -> None:
        for row, (_, word) in enumerate(self._choices):
            self.setItemText(row, self.voice.say(word) if word else "")
        self.updateGeometry()
        self.update()

    def _activated(self, row: int) -> None:
        self.edited.emit(str(self.itemData(row)))

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        words = [self.itemText(row) for row in range(self.count())]
        words.append(self.voice.say(self.prompt_) if self.prompt_ else "")
        widest = max(40.0, *(metrics.horizontalAdvance(each) for each in words))
        return QSize(ceil(widest) + 9 + _arrow() + 1, max(theme.sizes().input, ceil(metrics.height()) + 8))

    def minimumSizeHint(self) -> QSize:
        """Wide enough for the program's own words, but for very long ones."""
        hint = self.sizeHint()
        most = theme.px(LEAST if self.gives_way else LEAST_OF_WORDS)
        return QSize(max(theme.px(LEAST), min(hint.width(), most)), hint.height())

    def showPopup(self) -> None:
        if not self._opened:  # what only the open list needs is a good part of a start
            from reception_desk.ui.widgets.flat_rows import FlatRows

            self._opened = True
            self.setItemDelegate(FlatRows(self))
            own_bars(self.view())
        for row, (code, _) in enumerate(self._choices):
            if icon := self._icons(code):
                self.setItemIcon(row, icon)
        super().showPopup()
        edge = self.view().parentWidget()
        if isinstance(edge, QFrame):  # the style's own is darker than a dark page
            edge.setFrameStyle(QFrame.Shape.Box.value | QFrame.Shadow.Plain.value)
            theme.recolour(edge, theme.tokens().ctl)

    def wheelEvent(self, event: QWheelEvent) -> None:
        # A closed list that turns under the wheel changes a value that nobody looked at.
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            event.ignore()
            return
        before = self.currentIndex()
        super().keyPressEvent(event)
        if self.currentIndex() != before and not self.view().isVisible():
            self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        t = theme.tokens()
        whole = QRectF(self.rect())
        paint_field(painter, whole, level=self.level, focus=self.hasFocus(), enabled=self.isEnabled(), fixed=False)
        shown = self.currentText()
        ink = t.text if shown and self.isEnabled() else t.ph
        place = QRect(9, 0, self.width() - 9 - _arrow(), self.height())
        painter.setFont(self.font() if shown else theme.font())
        painter.setPen(ink)
        icon = self._icons(self.value)
        if icon is not None:
            size = theme.px(14)
            icon.paint(painter, QRect(9, (self.height() - size) // 2, size, size))
            place.setLeft(place.left() + size + 6)
        words = shown or (self.voice.say(self.prompt_) if self.prompt_ else "")
        whole_words = words
        words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        if self.gives_way or words != whole_words:
            self.setToolTip(whole_words if words != whole_words else "")
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        paint_arrow(painter, self, t.text2 if self.isEnabled() else t.ph)

    def set_icons(self, icons: Callable[[str], QIcon | None]) -> None:
        """The icon of a code, drawn when it is shown."""
        self._icons = icons
        self.update()
