"""F1: the keys that work on this screen, in groups, over the page. Ctrl+P prints the whole list on one page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from reception_desk.forms.words import Text, say
from reception_desk.ui import keys, theme
from reception_desk.ui.keys import Command
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.buttons import Button, KeyCap
from reception_desk.ui.widgets.card import Card
from reception_desk.ui.widgets.labels import Label
from reception_desk.ui.widgets.over_panel import ScrolledPanel

COLUMNS, KEYS_WIDE = 3, 128
Group = tuple[Text, Sequence[Command]]


class KeyHelp(ScrolledPanel):
    print_wanted = Signal()

    def __init__(self, voice: Voice, host: QWidget, place: Callable[[], QRect]) -> None:
        super().__init__(host)
        self.setObjectName("help.panel")
        self.voice, self._place = voice, place
        self._screen, self._works = "", list[str]()
        self.title = Label(voice, say("Keys of this screen"), role="page")
        self.print_button = Button(voice, say("Print the list"), icon="printer", key=keys.key_of("print"))
        self.print_button.setObjectName("help.print")
        self.print_button.clicked.connect(self.print_wanted)
        self.close_button = Button(voice, say("Close"), icon="x", kind="primary", key=keys.key_of("escape"), height=32)
        self.close_button.setObjectName("help.close")
        self.close_button.clicked.connect(self.shut)
        self._lay_out()
        voice.changed.connect(self._say_again)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.print_button)
        head.addWidget(self.close_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(theme.PAGE_X, 8, theme.PAGE_X, theme.PAGE_Y)
        whole.setSpacing(8)
        whole.addLayout(head)
        whole.addWidget(self.area, 1)

    def show_screen(self, screen: str, works: Sequence[str]) -> None:
        """Tell the keys of a screen; of its commands only those that `works` names."""
        self._screen, self._works = screen, list(works)
        self._fill()
        self.open()

    def _fill(self) -> None:
        groups: list[Group] = []
        for title, found in keys.of_screen(self._screen):
            own = [one for one in found if one.own or one.name in self._works]
            if own:
                groups.append((title, own))
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.COLUMN_GAP)
        for column in in_columns(groups, COLUMNS):
            stack = QVBoxLayout()
            stack.setSpacing(theme.CARD_GAP)
            for title, listed in column:
                stack.addWidget(self._card(title, listed))
            stack.addStretch(1)
            row.addLayout(stack, 1)
        self.fill(body)
        self._name(groups)

    def _card(self, title: Text, own: Sequence[Command]) -> Card:
        card = Card(self.voice, title)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnMinimumWidth(0, theme.px(KEYS_WIDE))
        grid.setColumnStretch(1, 1)
        for at, one in enumerate(own):
            grid.addWidget(_Caps(keys.caps(one)), at, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            words = Label(self.voice, one.words)
            words.setWordWrap(True)
            grid.addWidget(words, at, 1)
        card.body.addLayout(grid)
        return card

    def _name(self, groups: Sequence[Group]) -> None:
        """What a screen reader says when the panel opens, and the whole list behind it."""
        told = [f"{', '.join(keys.caps(one))}: {self.voice.say(one.words)}" for _, own in groups for one in own]
        self.setAccessibleName(self.title.text())
        self.setAccessibleDescription("; ".join(told))

    def _say_again(self) -> None:
        if self.isVisible():
            self._fill()

    # As a panel

    def wanted(self) -> QRect:
        return self._place()

    def first_stop(self) -> QWidget:
        return self.close_button

    def ground(self) -> QColor:
        return theme.tokens().window


class _Caps(QWidget):
    """The keys of one command, side by side."""

    def __init__(self, shown: Sequence[str]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for key in shown:
            row.addWidget(KeyCap(key, self))


def in_columns(groups: Sequence[Group], count: int) -> list[list[Group]]:
    """Groups over so many columns, none torn, each as full as those before it."""
    total = sum(len(own) + 2 for _, own in groups)
    columns: list[list[Group]] = [[]]
    used = 0
    for title, own in groups:
        size = len(own) + 2
        if columns[-1] and used + size / 2 > total * len(columns) / count and len(columns) < count:
            columns.append([])
        columns[-1].append((title, own))
        used += size
    return columns
