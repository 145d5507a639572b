"""The header of a visit: whose car this is, what to watch, when it is promised, how far it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from reception_desk.forms.words import NOTHING, Text, verbatim
from reception_desk.ui import theme
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.discard import drop
from reception_desk.ui.widgets.fitting import FittingLabel
from reception_desk.ui.widgets.labels import Label, Sign
from reception_desk.ui.widgets.state_pill import StatePill

Moves = Callable[[], Sequence[tuple[str, Text]]]
GAP = 16


@dataclass(frozen=True)
class Flag:
    """Something to know about the car or customer: level check, stop, or "" for plain words with an info sign."""

    level: str
    text: Text


@dataclass(frozen=True)
class BannerFacts:
    plate: Text = NOTHING
    customer: Text = NOTHING
    car: Text = NOTHING
    flags: tuple[Flag, ...] = ()
    promised: Text = NOTHING
    """The word before the time."""
    promised_time: Text = NOTHING
    left: Text = NOTHING
    """"2 h 10 min left" or "late 25 min"."""
    left_level: str = ""
    """"" normal, "check" 60 minutes or less, "stop" late."""
    state: str = ""
    state_word: Text = NOTHING
    moves: Moves = list
    number: str = ""


class Banner(QWidget):
    move_wanted = Signal(str)

    def __init__(self, voice: Voice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.voice = voice
        self.redress()
        self.plate = Label(voice, role="plate", selectable=True, parent=self)
        self.customer = FittingLabel(voice, role="strong", selectable=True, parent=self)
        self.car = FittingLabel(voice, tone="text2", selectable=True, parent=self)
        self.promised = Label(voice, tone="text2", selectable=True, parent=self)
        self.promised_time = Label(voice, role="key", selectable=True, parent=self)
        self.left = Label(voice, tone="text2", selectable=True, parent=self)
        self.number = Label(voice, tone="text2", selectable=True, parent=self)
        self.pill = StatePill(voice, parent=self)
        self.pill.setObjectName("visit.state")
        self.pill.chosen.connect(self.move_wanted)
        self._left_icon = Sign("clock", "amber", 14, self)
        self._flags = QHBoxLayout()
        self._told_flags: tuple[Flag, ...] = ()
        self._told: list[QWidget] = []
        self._lay_out()
        for label, name in ((self.plate, "plate"), (self.customer, "customer"), (self.number, "number")):
            label.setObjectName(f"banner.{name}")

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.PAGE_X, 4, theme.PAGE_X, 4)
        row.setSpacing(GAP)
        row.addWidget(self.plate)
        row.addSpacing(17)
        who = QVBoxLayout()
        who.setSpacing(0)
        who.addWidget(self.customer)
        who.addWidget(self.car)
        row.addLayout(who, 1)
        self._flags.setSpacing(GAP)
        row.addLayout(self._flags)
        when = QGridLayout()
        when.setSpacing(0)
        when.setHorizontalSpacing(4)
        right = Qt.AlignmentFlag.AlignRight
        when.addWidget(self.promised, 0, 0, right | Qt.AlignmentFlag.AlignVCenter)
        when.addWidget(self.promised_time, 0, 1, right)
        late = QHBoxLayout()
        late.setSpacing(4)
        late.addStretch(1)
        late.addWidget(self._left_icon)
        late.addWidget(self.left)
        when.addLayout(late, 1, 0, 1, 2)
        row.addLayout(when)
        row.addWidget(self.pill)
        row.addWidget(self.number)
        for label in (self.customer, self.car):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            theme.hold(label, least_width=120)

    def show_facts(self, facts: BannerFacts) -> None:
        self.plate.set_text(facts.plate)
        self.customer.set_text(facts.customer)
        self.car.set_text(facts.car)
        self.promised.set_text(facts.promised)
        self.promised_time.set_text(facts.promised_time)
        self._show_left(facts.left, facts.left_level)
        self._show_flags(facts.flags)
        self.pill.setVisible(bool(facts.state))
        self.pill.show_state(facts.state, facts.state_word, facts.moves)
        self.number.set_text(verbatim(facts.number) if facts.number else NOTHING)
        self._fit_flags()
        self.update()

    def _show_left(self, left: Text, level: str) -> None:
        self.left.set_text(left)
        self.left.setVisible(bool(left))  # else the promised time stands in the middle by itself
        self.left.set_role("strong" if level else "body")
        self.left.set_tone({"check": "amber", "stop": "red"}.get(level, "text2"))
        self.promised_time.set_tone("red" if level == "stop" else "text")
        self._left_icon.setVisible(bool(level))
        if level:
            self._left_icon.show_icon("clock", self.left.tone)

    def _show_flags(self, flags: tuple[Flag, ...]) -> None:
        """The same ones once more stay: somebody may be copying their words."""
        if flags == self._told_flags:
            return
        self._told_flags = flags
        for holder in self._told:
            drop(holder)
        self._told = [self._flag(flag) for flag in flags]
        for holder in self._told:
            self._flags.addWidget(holder)

    def _fit_flags(self) -> None:
        """Name and phone go before all but the gravest thing to know, which check-in tells as well."""
        when = self.promised.sizeHint().width() + self.promised_time.sizeHint().width()
        fixed = [self.plate, self.customer, self.pill, self.number]
        taken = sum(widget.sizeHint().width() for widget in fixed if not widget.isHidden())
        room = self.width() - taken - max(when, self.left.sizeHint().width()) - 17 - 2 * theme.PAGE_X - 5 * GAP
        for at, holder in enumerate(self._told):
            room -= holder.sizeHint().width() + GAP
            holder.setVisible(at == 0 or room >= 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit_flags()
        super().resizeEvent(event)

    def _flag(self, flag: Flag) -> QWidget:
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        tone = {"check": "amber", "stop": "red"}.get(flag.level, "text2")
        row.addWidget(Sign("alert-triangle" if flag.level else "info-circle", tone, 16, holder))
        words = FittingLabel(self.voice, flag.text, role="strong" if flag.level else "body", tone=tone, selectable=True)
        row.addWidget(words)
        return holder

    def redress(self) -> None:
        self.setFixedHeight(theme.sizes().banner)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.tokens().surface)
        if self.plate.text():
            x = self.plate.geometry().right() + 17.5
            painter.setPen(QPen(theme.tokens().border, 1))
            painter.drawLine(QLineF(x, 11, x, self.height() - 11))
