"""The last messages with their times; what can still be undone is undone from here."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from reception_desk.forms.words import say, value_text
from reception_desk.ui import keys, theme
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.labels import Label
from reception_desk.ui.widgets.over_panel import ScrolledPanel
from reception_desk.ui.widgets.toast import Message, Toast

WIDE, HIGH, INSET = 620, 400, 12
LEAST, HEAD = 120, 72


class Messages(ScrolledPanel):
    """`place`: where pages lie; the panel stands at their lower left, over the footer's bell."""

    def __init__(self, voice: Voice, host: QWidget, toast: Toast, place: Callable[[], QRect]) -> None:
        super().__init__(host)
        self.setObjectName("messages.panel")
        self.voice, self._toast, self._place = voice, toast, place
        self.title = Label(voice, say("Recent messages"), role="strong")
        self.close_button = Button(voice, say("Close"), icon="x", kind="quiet", key=keys.key_of("escape"))
        self.close_button.setObjectName("messages.close")
        self.close_button.clicked.connect(self.shut)
        self.undos: list[Button] = []
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.close_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 8, 8, 8)
        whole.setSpacing(6)
        whole.addLayout(head)
        whole.addWidget(self.area, 1)
        voice.changed.connect(self._say_again)

    def turn(self) -> None:
        """Open it, or close it again."""
        if self.isVisible():
            self.shut()
            return
        self._fill()
        self._toast.hide()  # it stands on the list
        self.open()

    def _fill(self) -> None:
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        self.undos = []
        for row, message in enumerate(self._toast.recent):
            self._add(grid, row, message)
        if not self._toast.recent:
            grid.addWidget(Label(self.voice, say("Nothing was told yet."), tone="text2"), 0, 0, 1, 3)
        grid.setRowStretch(grid.rowCount(), 1)
        self.fill(body)
        self.setAccessibleName(self.title.text())
        self.setAccessibleDescription("; ".join(self._words(message) for message in self._toast.recent))

    def _add(self, grid: QGridLayout, row: int, message: Message) -> None:
        if message.at is not None:
            clock = value_text("clock", message.at)
            grid.addWidget(Label(self.voice, clock, tone="text2"), row, 0, Qt.AlignmentFlag.AlignVCenter)
        words = Label(self.voice, message.text)
        words.setWordWrap(True)
        grid.addWidget(words, row, 1)
        if message.can_undo:
            undo = Button(self.voice, say("Undo"), kind="row", name=say("Undo: {what}", what=message.text))
            undo.setObjectName("messages.undo")
            undo.clicked.connect(lambda: self._take_back(message))
            grid.addWidget(undo, row, 2, Qt.AlignmentFlag.AlignVCenter)
            self.undos.append(undo)

    def _words(self, message: Message) -> str:
        clock = f"{self.voice.language.clock(message.at)} " if message.at is not None else ""
        return clock + self.voice.say(message.text)

    def _take_back(self, message: Message) -> None:
        self.shut()
        self._toast.take_back(message)

    def _say_again(self) -> None:
        if self.isVisible():
            here = QApplication.focusWidget()
            inside = here is not None and self.isAncestorOf(here)
            self._fill()
            if inside:
                self.first_stop().setFocus(Qt.FocusReason.PopupFocusReason)

    # As a panel

    def wanted(self) -> QRect:
        page = self._place()
        wide = min(theme.px(WIDE), page.width() - 2 * INSET)
        told = self.body_height(wide - 40) + theme.px(HEAD)
        high = min(max(theme.px(LEAST), told), theme.px(HIGH), page.height() - 2 * INSET)
        return QRect(page.left() + INSET, page.bottom() - theme.sizes().footer - high, wide, high)

    def first_stop(self) -> QWidget:
        return self.close_button
