"""A button that prints and says where to and how often: "Print work order · HP 1020 · 2"."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QSizePolicy

from reception_desk.forms.words import NOTHING, Text, say
from reception_desk.ui import theme
from reception_desk.ui.keys import key_of
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.buttons import Button

WIDEST, LEAST = 160, 48
"""Of a printer's name at the base size: what it is given at most, and below which it is left out."""
_BETWEEN = " · "


class PrintButton(Button):
    """The printer's name gives way where there is little room; what is done, the copies and the key never do.

    The second one of a page (`first` is False) has no icon and no key, and leaves the printer's name to its tooltip.
    """

    gives_way = True
    """The tooltip tells all of it."""

    def __init__(self, voice: Voice, what: Text = NOTHING, *, first: bool = True) -> None:
        self._first, self._where, self._copies = first, NOTHING, 1
        icon, key = ("printer", key_of("print")) if first else ("", "")
        super().__init__(voice, what, icon=icon, key=key, height="big")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def aim(self, where: Text, copies: int = 1) -> None:
        """Where it prints to, NOTHING where no printer is set, and how often."""
        self._where, self._copies = where, copies
        self.retranslate()

    def retranslate(self) -> None:
        self.name_ = self._name()
        super().retranslate()
        if not self.key:
            self.setToolTip(self.accessibleName() if self.name_ else "")

    def _name(self) -> Text:
        """All of it, for the tooltip and to be spoken."""
        what, where, copies = self.text_, self._where, self._copies
        if where:
            return say("{what}. Printer: {printer}. Copies: {copies}.", what=what, printer=where, copies=copies)
        return say("{what}. Copies: {copies}.", what=what, copies=copies) if copies > 1 else NOTHING

    @property
    def printer(self) -> str:
        """Its name as the button tells it: of one that hangs on another computer, without that computer's."""
        return self.voice.say(self._where).rpartition("\\")[2] if self._where and self._first else ""

    def _words(self, printer: str) -> str:
        copies = str(self._copies) if self._copies > 1 else ""
        return _BETWEEN.join(part for part in (self.label, printer, copies) if part)

    def _cut(self, room: float) -> str:
        """The printer's name in so much room."""
        if room < theme.px(LEAST):
            return ""
        return QFontMetricsF(self._font()).elidedText(self.printer, Qt.TextElideMode.ElideRight, room)

    def _wide(self, words: str) -> int:
        return ceil(self._inner_width(self._widest_font(), self.icon_, words) + 2 * self._padding()) + 1

    def shown(self) -> str:
        longest = self._words(self._cut(theme.px(WIDEST)))
        if self._wide(longest) <= self.width():
            return longest
        return self._words(self._cut(self.width() - self._wide(self._words("") + _BETWEEN)))

    def sizeHint(self) -> QSize:
        return QSize(self._wide(self._words(self._cut(theme.px(WIDEST)))), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._wide(self._words("")), super().sizeHint().height())
