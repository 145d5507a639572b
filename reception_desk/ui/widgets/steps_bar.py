"""The numbered steps of a visit: open in any order, with a mark for what is begun or done."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QLineF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from reception_desk.forms.words import NOTHING, Text, say, word
from reception_desk.ui import theme
from reception_desk.ui.icons import paint_icon, paint_state
from reception_desk.ui.keys import key_of
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.buttons import Button, paint_focus
from reception_desk.ui.widgets.fitting import FittingLabel
from reception_desk.ui.widgets.roving import Roving

_CHEVRON = 36


class StepButton(QPushButton):
    def __init__(self, voice: Voice, number: int, text: Text, parent: QWidget) -> None:
        super().__init__(parent)
        self.voice, self.number, self.text_ = voice, number, text
        self.mark = ""
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        voice.changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        self.setText(self.voice.say(self.text_).replace("&", "&&"))
        self.setAccessibleName(f"{self.number} {self.voice.say(self.text_)}")
        self.setToolTip(f"{self.voice.say(self.text_)} ({key_of(f'step{self.number}')})")
        told = {"half": word("step", "begun"), "tick": word("step", "done")}.get(self.mark, NOTHING)
        self.setAccessibleDescription(self.voice.say(told) if told else "")
        self.updateGeometry()

    def set_mark(self, mark: str) -> None:
        self.mark = mark
        self.retranslate()
        self.update()

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(theme.font("strong")).horizontalAdvance(self.text().replace("&&", "&"))
        mark = 6 + theme.px(14) if self.mark else 0
        return QSize(ceil(4 + theme.px(18) + 8 + words + mark + 4), theme.sizes().steps)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        t, on = theme.tokens(), self.isChecked()
        middle, disc, mark = self.height() / 2, theme.px(18), theme.px(14)
        self._paint_disc(painter, QRectF(4, middle - disc / 2, disc, disc))
        painter.setFont(theme.font("strong" if on else "body"))
        painter.setPen(t.text if on or self.underMouse() else t.text2)
        words = self.text().replace("&&", "&")
        x = 4.0 + disc + 8
        place = QRectF(x, 0, self.width() - x, self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        x += painter.fontMetrics().horizontalAdvance(words) + 6
        if self.mark == "half":
            paint_state(painter, QRectF(x + 1, middle - mark / 2 + 1, mark - 2, mark - 2), "arrived", t.text2)
        elif self.mark == "tick":
            paint_icon(painter, "check", QRectF(x, middle - mark / 2, mark, mark), t.green)
        if on:
            painter.fillRect(QRectF(0, self.height() - 3, self.width(), 3), t.selb)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()))

    def _paint_disc(self, painter: QPainter, disc: QRectF) -> None:
        t, on = theme.tokens(), self.isChecked()
        painter.setPen(Qt.PenStyle.NoPen if on else QPen(t.ctl, 1))
        painter.setBrush(t.pri if on else QColor(0, 0, 0, 0))
        painter.drawEllipse(disc if on else disc.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setFont(theme.font("cap"))
        painter.setPen(t.onpri if on else t.text2)
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(self.number))


class _Told(FittingLabel):
    """What is missing, or that nothing is; where it `leads` somewhere, it can be pressed."""

    pressed = Signal()
    leads = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.leads and event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()
        else:
            super().mousePressEvent(event)


class StepsBar(QWidget):
    """The steps at the left; at the right what the open step still needs, or that nothing is missing."""

    chosen = Signal(int)
    missing_wanted = Signal()
    """The words that tell what is missing were pressed."""

    def __init__(self, voice: Voice, steps: Sequence[Text], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.redress()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, theme.PAGE_X, 0)
        row.setSpacing(0)
        self.buttons: list[StepButton] = []
        for number, text in enumerate(steps, start=1):
            button = StepButton(voice, number, text, self)
            button.setObjectName(f"visit.step_{number}")
            button.clicked.connect(lambda _=False, at=number - 1: self.chosen.emit(at))
            self.buttons.append(button)
            row.addWidget(button)
            if number < len(steps):
                row.addSpacing(_CHEVRON)
        row.addStretch(1)
        self._roving = Roving(self, self.buttons)
        self.info = Button(voice, say("Info"), icon="info-circle", kind="link", parent=self)
        self.info.setObjectName("visit.info_button")
        self.info.hide()
        row.addWidget(self.info)
        row.addSpacing(30)
        self.told = _Told(voice, parent=self)
        self.told.pressed.connect(self.missing_wanted)
        self._told_done = False
        row.addWidget(self.told)

    def redress(self) -> None:
        self.setFixedHeight(theme.sizes().steps)

    def offer_info(self, *, on: bool) -> None:
        """Where the page is narrow: the way to what stands beside it else."""
        self.info.setVisible(on)

    def select(self, step: int) -> None:
        """Show step 0, 1, … as the open one; tells nobody."""
        self.buttons[step].setChecked(True)
        self._roving.rest_at(self.buttons[step])

    def set_mark(self, step: int, mark: str) -> None:
        """ "" not begun, "half" begun or on paper, "tick" done."""
        self.buttons[step].set_mark(mark)

    def tell(self, text: Text, *, done: bool = False) -> None:
        """The words at the right: what is missing, or in green that nothing is."""
        self._told_done = done and bool(text)
        self.told.set_text(text)
        self.told.set_tone("green" if done else "text2")
        self.told.leads = bool(text) and not done
        self.told.setCursor(Qt.CursorShape.PointingHandCursor if self.told.leads else Qt.CursorShape.ArrowCursor)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        step = steps.get(Qt.Key(event.key()))
        at = next((n for n, button in enumerate(self.buttons) if button.hasFocus()), None)
        if step is None or at is None:
            super().keyPressEvent(event)
            return
        self.buttons[(at + step) % len(self.buttons)].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        t = theme.tokens()
        painter.fillRect(self.rect(), t.surface)
        painter.setPen(QPen(t.border, 1))
        painter.drawLine(QLineF(0, self.height() - 0.5, self.width(), self.height() - 0.5))
        size = theme.px(14)
        top = (self.height() - size) // 2
        for button in self.buttons[:-1]:
            x = button.geometry().right() + (_CHEVRON - size) / 2
            paint_icon(painter, "chevron-right", QRectF(round(x), top, size, size), t.ctl)
        if self._told_done:
            place = QRectF(self.told.x() - size - 4, top, size, size)
            paint_icon(painter, "check", place, t.green)
