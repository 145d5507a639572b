"""Needs the customer's OK: the bar that asks how the customer answered, one key or click for each way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from reception_desk.forms.words import NOTHING, Text, say, say_many, value, value_text, verbatim, word
from reception_desk.forms.work_order import Job
from reception_desk.ui import theme
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.card import paint_card
from reception_desk.ui.widgets.fitting import FittingLabel
from reception_desk.ui.widgets.flow_layout import FlowLayout
from reception_desk.ui.widgets.labels import Label, Sign
from reception_desk.ui.widgets.pick import Pick
from reception_desk.ui.widgets.pressed import is_plain
from reception_desk.ui.widgets.ticks import Tick

DECLINED = "declined"
WAYS = (
    ("paper", word("channel", "Paper")),
    ("phone", say("Phone")),
    ("message", say("Message")),
    ("in_person", say("In person")),
    (DECLINED, say("Declined")),
)
ALL = ""
LEAST_DETAIL = 80


@dataclass(frozen=True)
class Asked:
    """What the customer is asked: the jobs with what each adds, the numbers of their lines, and by how much the order
    gets dearer with all of them."""

    jobs: tuple[Job, ...]
    each: tuple[int, ...]
    lines: tuple[int, ...]
    amount: int
    name: str
    phone: str


class ApprovalBar(QWidget):
    answered = Signal(str, list, bool)
    """(channel or "declined", ids of the jobs, read back)"""
    closed = Signal()
    """Esc: not now."""

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self.voice = voice
        self.asked: Asked | None = None
        self._icon = Sign("alert-triangle", "amber", 16, self)
        self.sentence = Label(voice, role="strong", parent=self)
        self.detail = FittingLabel(voice, tone="text2", parent=self)
        self.scope = Pick(voice)
        self.scope.setObjectName("work_order.approval.jobs")
        self.scope.edited.connect(self._say_amount)
        theme.hold(self.scope, width=190)
        self.read_back = Tick(voice, say("Read back"))
        self.read_back.setObjectName("approval.read_back")
        self.read_back.set_value(on=True)
        self.buttons: dict[str, Button] = {}
        self._lay_out()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        voice.changed.connect(self.retranslate)
        self.retranslate()
        self.hide()

    def _lay_out(self) -> None:
        """What is asked, and the ways to answer: beside each other, or where there is no room under each other."""
        self._said, self._ways = QWidget(), QWidget()
        said, row = QHBoxLayout(self._said), FlowLayout(self._ways, gap=8)
        said.setContentsMargins(0, 0, 0, 0)
        said.setSpacing(8)
        for widget in (self._icon, self.sentence, self.scope):
            said.addWidget(widget)
        said.addWidget(self.detail, 1)
        self._lay = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lay.setContentsMargins(12, 6, 12, 6)
        self._lay.setSpacing(8)
        self._lay.addWidget(self._said, 1)
        self._lay.addWidget(self._ways)
        for key, (code, words) in enumerate(WAYS, 1):
            button = Button(self.voice, words, key=str(key), height="bar_button", parent=self)
            button.setObjectName(f"work_order.approve.{code}")
            button.clicked.connect(lambda _=False, code=code: self._answer(code))
            self.buttons[code] = button
            row.addWidget(button)
            if code == "phone":
                row.addWidget(self.read_back)

    def _fit(self) -> None:
        wanted = self._said.minimumSizeHint().width() + self._ways.sizeHint().width() + 32 + LEAST_DETAIL
        ways = QBoxLayout.Direction
        way = ways.TopToBottom if wanted > self.width() else ways.LeftToRight
        if way != self._lay.direction():
            self._lay.setDirection(way)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def redress(self) -> None:
        self._fit()

    def retranslate(self) -> None:
        self._fit()
        self.scope.setAccessibleName(self.voice.say(say("Jobs that the answer is for")))

    def stops(self) -> list[QWidget]:
        """Where Tab goes, from left to right."""
        paper, phone, *others = self.buttons.values()
        return [self.scope, paper, phone, self.read_back, *others]

    # Showing

    def ask(self, asked: Asked) -> None:
        """Ask for these jobs; which of them the answer is for stays chosen."""
        fresh = self.asked is None or self.isHidden()
        self.asked = asked
        several = len(asked.jobs) > 1
        self.scope.setVisible(several)
        if several:
            every = say_many("{n} job", "all {n} jobs", n=len(asked.jobs))
            chosen = self.scope.value if self.scope.value in [job.id for job in asked.jobs] else ALL
            self.scope.set_choices([(ALL, every), *((job.id, verbatim(job.description)) for job in asked.jobs)])
            self.scope.set_value(chosen)
        self._say_amount()
        self.detail.set_text(self._detail(asked, several=several))
        self.buttons["phone"].setToolTip(self.voice.language.code_text("phone", asked.phone))
        self._name_itself()
        self.show()
        if fresh:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _say_amount(self) -> None:
        """How much the jobs cost that the answer is for: that is what the customer is told."""
        assert self.asked is not None
        only = self._only
        added = dict(zip((job.id for job in self.asked.jobs), self.asked.each, strict=True))
        amount = self.asked.amount if only == ALL else added[only]
        self.sentence.set_text(
            say("Needs the customer's OK: +{amount}", amount=value("money", amount))
            if amount
            else say("Needs the customer's OK")
        )
        self._name_itself()

    def _name_itself(self) -> None:
        self.setAccessibleName(f"{self.sentence.text()}, {self.detail.text()}")

    @property
    def _only(self) -> str:
        """The one job that the answer is for, or ALL."""
        return self.scope.value if self.asked is not None and len(self.asked.jobs) > 1 else ALL

    def _detail(self, asked: Asked, *, several: bool) -> Text:
        """The lines, unless the jobs are to be chosen, and whom to ask."""
        who = _who(asked)
        if several or not asked.lines:
            return who
        numbers = self.voice.language.join(_ranges(asked.lines))
        lines = say_many("line {numbers}", "lines {numbers}", n=len(asked.lines), numbers=numbers)
        if not who:
            return say("{lines}, tax included", lines=lines)
        return say("{lines}, tax included · {who}", lines=lines, who=who)

    def rest(self) -> None:
        """Nothing is asked."""
        self.asked = None
        self.hide()

    @property
    def has_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def take_focus(self) -> None:
        self.buttons["paper"].setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Answering

    def _answer(self, code: str) -> None:
        if self.asked is None:
            return
        jobs = [job.id for job in self.asked.jobs if self._only in (ALL, job.id)]
        self.answered.emit(code, jobs, code == "phone" and self.read_back.isChecked())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.text()
        if is_plain(event) and key in ("1", "2", "3", "4", "5"):
            self.buttons[WAYS[int(key) - 1][0]].click()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        _, ground, edge = theme.tokens().level("check")
        paint_card(self, ground, edge)


def _who(asked: Asked) -> Text:
    if asked.name and asked.phone:
        return say("{name}, {phone}", name=asked.name, phone=value("phone", asked.phone))
    return value_text("phone", asked.phone) if asked.phone else verbatim(asked.name) if asked.name else NOTHING


def _ranges(numbers: Sequence[int]) -> list[str]:
    """1, 2, 3, 5 as 1–3 and 5."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [part for run in runs for part in ([f"{run[0]}–{run[-1]}"] if len(run) > 2 else map(str, run))]
