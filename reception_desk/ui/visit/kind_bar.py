"""The bar under the car: which kind of damage the next mark is, and how large the chosen one."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from reception_desk.forms import fields as f
from reception_desk.forms.walk_around import MARK_KINDS, Mark
from reception_desk.forms.words import say, verbatim
from reception_desk.ui import theme
from reception_desk.ui.icons import paint_mark
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.buttons import Button, cap_width, paint_cap
from reception_desk.ui.widgets.flow_layout import FlowLayout
from reception_desk.ui.widgets.labels import Label

_SIGN, _NEAR, _GAP = 16, 5, 4


class KindButton(Button):
    """Symbol, word and key in one line; where that is too wide, the word under the other two."""

    def __init__(self, voice: Voice, option: f.Option) -> None:
        self.code, self.stacked = option.code, False
        super().__init__(voice, option.label, key=option.code, height="big", checkable=True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setObjectName(f"walk_around.kind.{option.code}")

    def width_as(self, *, stacked: bool) -> int:
        word = QFontMetricsF(self._widest_font()).horizontalAdvance(self.label)
        cap = _NEAR + cap_width(self.key) if self.key else 0.0
        sign = theme.px(_SIGN)
        if stacked:
            return ceil(max(word, sign + cap)) + 12
        return ceil(sign + _NEAR + word + cap) + 14

    def sizeHint(self) -> QSize:
        return QSize(self.width_as(stacked=self.stacked), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paint_content(self, painter: QPainter, rect: QRectF, ink: QColor) -> None:
        word = QFontMetricsF(self._font()).horizontalAdvance(self.label)
        cap = _NEAR + cap_width(self.key) if self.key else 0.0
        sign = theme.px(_SIGN)
        width = sign + cap + (0 if self.stacked else _NEAR + word)
        x = rect.x() + (rect.width() - width) / 2
        middle = rect.y() + (theme.px(12) if self.stacked else rect.height() / 2)
        paint_mark(painter, self.code, QPointF(x + sign / 2, middle), sign * 0.4, QPen(ink, 2))
        place = QRectF(x + sign + _NEAR, rect.y(), word + 1, rect.height())
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        if self.stacked:
            place = QRectF(rect.x(), rect.y() + theme.px(21), rect.width(), rect.height() - theme.px(22))
            align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignHCenter
        painter.setFont(self._font())
        painter.setPen(ink)
        painter.drawText(place, align, self.label)
        if self.key:
            at = QRectF(x + width - cap + _NEAR, middle - 10, cap_width(self.key), 20)
            t = theme.tokens()
            paint_cap(painter, at, self.key, ink=t.text2, edge=t.cap_edge, ground=t.cap)


class SizeButton(Button):
    def __init__(self, voice: Voice, size: int) -> None:
        name = say("Size {size}", size=size)
        super().__init__(voice, verbatim(str(size)), height="big", checkable=True, name=name)
        self.setObjectName(f"walk_around.size.{size}")

    def _padding(self) -> int:
        return 11


class KindBar(QWidget):
    chosen = Signal(str)
    """The kind of the marks to come."""
    sized = Signal(int)
    """The size of the mark that is chosen."""

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self.kinds = {option.code: KindButton(voice, option) for option in MARK_KINDS}
        spec = Mark.spec("size")
        self.sizes = {size: SizeButton(voice, size) for size in range(spec.low or 1, (spec.high or 3) + 1)}
        self._size_label = Label(voice, spec.label, tone="text2")
        self._groups = (QButtonGroup(self), QButtonGroup(self))
        self._row = FlowLayout(self, gap=_GAP, line_gap=_GAP)
        for code, button in self.kinds.items():
            self._groups[0].addButton(button)
            self._row.addWidget(button)
            button.clicked.connect(lambda _=False, code=code: self.chosen.emit(code))
        self._row.add_spring()
        group = QWidget()
        line = QHBoxLayout(group)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(_GAP)
        line.addWidget(self._size_label)
        for size, size_button in self.sizes.items():
            self._groups[1].addButton(size_button)
            line.addWidget(size_button)
            size_button.clicked.connect(lambda _=False, size=size: self.sized.emit(size))
        self._row.addWidget(group)
        voice.changed.connect(self._fit)

    def set_kind(self, code: str) -> None:
        if code in self.kinds:
            self.kinds[code].setChecked(True)

    def set_size(self, size: int | None, *, enabled: bool) -> None:
        """The size of the chosen mark; nothing is pressed where there is none."""
        group = self._groups[1]
        group.setExclusive(False)
        for each, button in self.sizes.items():
            button.setChecked(each == size)
            button.setEnabled(enabled)
        group.setExclusive(True)

    def _fit(self) -> None:
        """One line where all fit, else the words below; where that is too wide too, two lines."""
        sizes = sum(button.sizeHint().width() + _GAP for button in self.sizes.values())
        room = self.width() - sizes - self._size_label.sizeHint().width() - 2 * _GAP
        beside, below = (
            sum(button.width_as(stacked=stacked) + _GAP for button in self.kinds.values()) for stacked in (False, True)
        )
        for button in self.kinds.values():
            button.stacked = below <= room < beside
            button.updateGeometry()
            button.update()

    def redress(self) -> None:
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)
