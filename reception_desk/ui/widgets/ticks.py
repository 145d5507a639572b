"""Tick boxes, groups of them, and small exclusive groups of buttons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QGridLayout, QSizePolicy, QWidget

from reception_desk.forms.words import NOTHING, Text
from reception_desk.ui import theme
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.flow_layout import FlowLayout
from reception_desk.ui.widgets.roving import Roving


def box_size() -> int:
    """The side of a tick box."""
    return theme.px(16)


def paint_tick_box(painter: QPainter, box: QRectF, *, on: bool, enabled: bool = True) -> None:
    """The box of a tick, for widgets and for table cells; the tick fills it whatever its size."""
    t = theme.tokens()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    fill = t.tick if enabled else t.ph
    painter.setPen(QPen(fill if on else t.ctl if enabled else t.border, 1))
    painter.setBrush(fill if on else t.surface)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    if on:
        pen = QPen(t.surface, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        part = box.width() / 16
        points = ((4, 8.2), (7, 11), (12, 5.2))
        painter.drawPolyline(QPolygonF([QPointF(box.x() + x * part, box.y() + y * part) for x, y in points]))


class Tick(QCheckBox):
    """A tick box. `edited` tells of a person's change only."""

    edited = Signal(bool)

    def __init__(
        self, voice: Voice, text: Text = NOTHING, *, name: Text = NOTHING, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.voice, self.text_, self.name_, self.level = voice, text, name, ""
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.edited)
        voice.changed.connect(self.retranslate)
        self.retranslate()

    def set_text(self, text: Text) -> None:
        self.text_ = text
        self.retranslate()

    def set_value(self, on: bool) -> None:
        self.setChecked(on)

    def set_level(self, level: str) -> None:
        self.level = level
        self.update()

    def retranslate(self) -> None:
        label = self.voice.say(self.text_) if self.text_ else ""
        self.setText(label.replace("&", "&&"))
        name = self.voice.say(self.name_) if self.name_ else label
        if name:
            self.setAccessibleName(name)
        self.updateGeometry()

    @property
    def label(self) -> str:
        return self.text().replace("&&", "&")

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        words = metrics.horizontalAdvance(self.label) + 6 + 4 if self.label else 0.0
        return QSize(ceil(box_size() + 4 + words), max(theme.sizes().tick, ceil(metrics.height()) + 4))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:  # noqa: N802 - Qt's name
        del pos
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        t = theme.tokens()
        size = box_size()
        top = (self.height() - size) // 2
        paint_tick_box(painter, QRectF(1, top, size, size), on=self.isChecked(), enabled=self.isEnabled())
        if self.label:
            ink = {"check": t.amber, "stop": t.red}.get(self.level, t.text)
            painter.setPen(ink if self.isEnabled() else t.ph)
            painter.setFont(self.font())
            place = QRectF(1 + size + 6, 0, self.width(), self.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.label)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(t.selb, 2))
            painter.drawRoundedRect(QRectF(1, top, size, size), 3, 3)


class TickGroup(QWidget):
    """Several of some choices. `columns` 0 lets them flow; `none` is the code that excludes all others."""

    edited = Signal(tuple)

    def __init__(
        self,
        voice: Voice,
        choices: Sequence[tuple[str, Text]],
        *,
        columns: int = 0,
        none: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._none = none
        self.ticks = {code: Tick(voice, text, parent=self) for code, text in choices}
        if columns:
            grid = QGridLayout(self)
            grid.setContentsMargins(0, 0, 0, 0)
            grid.setHorizontalSpacing(8)
            grid.setVerticalSpacing(theme.sizes().gap)
            for n, tick in enumerate(self.ticks.values()):
                grid.addWidget(tick, n // columns, n % columns)
        else:
            flow = FlowLayout(self, gap=12, line_gap=theme.sizes().gap)
            for tick in self.ticks.values():
                flow.addWidget(tick)
        for code, tick in self.ticks.items():
            tick.edited.connect(lambda on, code=code: self._changed(code, on))
        if self.ticks:
            self.setFocusProxy(next(iter(self.ticks.values())))
        self._roving = Roving(self, list(self.ticks.values()))

    @property
    def value(self) -> tuple[str, ...]:
        return tuple(code for code, tick in self.ticks.items() if tick.isChecked())

    def set_value(self, codes: Iterable[str]) -> None:
        wanted = set(codes)
        for code, tick in self.ticks.items():
            tick.setChecked(code in wanted)

    def redress(self) -> None:
        lay = self.layout()
        if isinstance(lay, FlowLayout):
            lay.set_line_gap(theme.sizes().gap)
        elif isinstance(lay, QGridLayout):
            lay.setVerticalSpacing(theme.sizes().gap)

    def name_ticks(self, table_field: str) -> None:
        """Object names `<table>.<field>.<code>` for tests and automation."""
        for code, tick in self.ticks.items():
            tick.setObjectName(f"{table_field}.{code}")

    def _changed(self, code: str, on: bool) -> None:
        if on and self._none:
            for other, tick in self.ticks.items():
                if other != code and self._none in (code, other):
                    tick.setChecked(False)
        self.edited.emit(self.value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}
        ticks = list(self.ticks.values())
        step = steps.get(Qt.Key(event.key()))
        at = next((n for n, tick in enumerate(ticks) if tick.hasFocus()), None)
        if step is None or at is None:
            super().keyPressEvent(event)
            return
        ticks[(at + step) % len(ticks)].setFocus(Qt.FocusReason.TabFocusReason)


class Segments(QWidget):
    """One of a few, all in sight: a row of buttons, arrows and first letters or digits choose."""

    edited = Signal(str)

    def __init__(
        self,
        voice: Voice,
        choices: Sequence[tuple[str, Text]],
        *,
        kind: str = "chip",
        height: int | str = 0,
        clearable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._clearable = clearable
        self.buttons = {
            code: Button(voice, text, kind=kind, height=height, checkable=True, parent=self) for code, text in choices
        }
        row = FlowLayout(self)
        self._group = QButtonGroup(self)
        self._group.setExclusive(not clearable)
        for code, button in self.buttons.items():
            row.addWidget(button)
            if not clearable:
                self._group.addButton(button)
            button.clicked.connect(lambda on, code=code: self._clicked(code, on))
        if self.buttons:
            self.setFocusProxy(next(iter(self.buttons.values())))

    @property
    def value(self) -> str:
        return next((code for code, button in self.buttons.items() if button.isChecked()), "")

    def set_value(self, code: str) -> None:
        self._group.setExclusive(False)
        for other, button in self.buttons.items():
            button.setChecked(other == code)
        self._group.setExclusive(not self._clearable)

    def name_buttons(self, prefix: str) -> None:
        for code, button in self.buttons.items():
            button.setObjectName(f"{prefix}.{code}")

    def _clicked(self, code: str, on: bool) -> None:
        self.set_value(code if on else "")
        self.edited.emit(self.value)
