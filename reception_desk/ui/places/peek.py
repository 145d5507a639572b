"""Space on a row of Today: a quick look at the visit or booking, without going there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from reception_desk.forms.words import NOTHING, Text, say, verbatim
from reception_desk.ui import theme
from reception_desk.ui.keys import key_of
from reception_desk.ui.places.peek_facts import Fact, Look
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.buttons import KeyCap
from reception_desk.ui.widgets.labels import Label, Sign
from reception_desk.ui.widgets.over_panel import ScrolledPanel
from reception_desk.ui.widgets.pressed import ENTER, is_plain

WIDE, MOST_HIGH, GAP = 560, 460, 4
SIGNS = {"tick": ("check", "green"), "declined": ("x", "text2"), "open": ("clock", "text2")}


class Peek(ScrolledPanel):
    """`row`: where the row lies on the host; `opens`: what Enter does with it."""

    def __init__(self, voice: Voice, host: QWidget, row: Callable[[], QRect], opens: Callable[[], None]) -> None:
        super().__init__(host)
        self.setObjectName("today.peek")
        self.voice, self._row, self._opens = voice, row, opens
        self.plate = Label(voice, role="page")
        self.sign = Sign(size=14)
        self.state = Label(voice, role="strong")
        self.number = Label(voice, tone="text2")
        head = QHBoxLayout()
        head.setSpacing(8)
        for widget in (self.plate, self.sign, self.state):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self.number)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 10, 14, 10)
        whole.setSpacing(8)
        whole.addLayout(head)
        whole.addWidget(self.area, 1)
        whole.addLayout(self._hints())

    def _hints(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        for key, text in (
            (key_of("board.peek"), say("close")),
            (key_of("board.do"), say("does what the row's button says")),
        ):
            row.addWidget(KeyCap(key, self))
            row.addWidget(Label(self.voice, text, tone="text2"))
            row.addSpacing(12)
        row.addStretch(1)
        return row

    def show_look(self, look: Look) -> None:
        self.plate.set_text(look.plate)
        self.sign.show_state(look.state)
        self.state.set_text(look.state_word)
        self.number.set_text(verbatim(look.number) if look.number else NOTHING)
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for fact in look.facts:
            self._add_fact(grid, fact)
        self._add_jobs(grid, look)
        for fact in look.money:
            self._add_fact(grid, fact)
        for at, text in enumerate(look.open):
            self._add(grid, say("Still open") if not at else NOTHING, self._words(text, "amber"))
        grid.setRowStretch(grid.rowCount(), 1)
        self.fill(body)
        self._name(look)
        self.open()

    def _add_fact(self, grid: QGridLayout, fact: Fact) -> None:
        self._add(grid, fact.label, self._words(fact.text, fact.tone))

    def _add_jobs(self, grid: QGridLayout, look: Look) -> None:
        for at, (sign, text) in enumerate(look.jobs):
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(6)
            if sign in SIGNS:
                row.addWidget(Sign(*SIGNS[sign], size=14), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(self._words(text, "text2" if sign == "declined" else "text"), 1)
            self._add(grid, say("Jobs") if not at else NOTHING, line)

    def _add(self, grid: QGridLayout, label: Text, words: QWidget) -> None:
        row = grid.rowCount()
        grid.addWidget(Label(self.voice, label, tone="text2"), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(words, row, 1)

    def _words(self, text: Text, tone: str) -> Label:
        label = Label(self.voice, text, tone=tone)
        label.setWordWrap(True)
        return label

    def _name(self, look: Look) -> None:
        """The whole look as a screen reader says it when the panel opens."""
        say_ = self.voice.say
        head = ", ".join(say_(text) for text in (look.plate, look.state_word))
        facts = [f"{say_(fact.label)}: {say_(fact.text)}" for fact in (*look.facts, *look.money)]
        jobs = [say_(text) for _, text in look.jobs]
        open_ = [f"{say_(say('Still open'))}: {say_(text)}" for text in look.open]
        self.setAccessibleName("; ".join([head, *facts, *jobs, *open_]))

    # As a panel

    def wanted(self) -> QRect:
        """Under its row, or over it where there is more room."""
        host, row = self._host.rect(), self._row()
        wide = min(theme.px(WIDE), host.width() - 2 * theme.PAGE_X)
        under, over = host.bottom() - row.bottom() - 2 * GAP, row.top() - 2 * GAP
        high = min(self.body_height(wide - 44) + theme.px(84), theme.px(MOST_HIGH), max(under, over))
        top = row.bottom() + GAP if under >= high else row.top() - GAP - high
        aside = theme.px(160) if row.width() > 2 * wide else 0  # the plate of a table's row stays in sight
        left = min(row.left() + aside, host.right() - wide - theme.PAGE_X)
        return QRect(left, top, wide, high)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        plain = is_plain(event)
        if plain and key == Qt.Key.Key_Space:
            self.shut()
        elif plain and key in ENTER:
            self.shut()
            self._opens()
        else:
            super().keyPressEvent(event)
