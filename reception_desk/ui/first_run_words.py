"""The two languages of the first page: while none is chosen everything is said in both, afterwards in one."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from reception_desk.forms.words import NOTHING, Text, verbatim
from reception_desk.language import LANGUAGES, Language, opposite
from reception_desk.ui import theme
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.labels import Label


class Twin(QObject):
    """`voice` speaks first; `other` adds the second line while `both` holds."""

    changed = Signal()

    def __init__(self, language: str) -> None:
        super().__init__()
        code = language if language in LANGUAGES else "en"
        self.both = True
        self.voice = Voice(Language(code))
        self.other = Voice(Language(opposite(code)))

    @property
    def code(self) -> str:
        return self.voice.language.code

    def speak(self, language: Language, *, both: bool) -> None:
        self.both = both
        theme.tune(language.code)
        self.other.speak(_like(language, opposite(language.code)))
        self.voice.speak(language)
        self.changed.emit()

    def first(self, text: Text) -> str:
        return self.voice.say(text)

    def second(self, text: Text) -> str:
        """The other language's words, "" when one language is enough or both say the same."""
        words = self.other.say(text)
        return words if self.both and words != self.voice.say(text) else ""

    def line(self, text: Text, between: str = " ") -> Text:
        """Both in one line, for buttons and short notes."""
        second = self.second(text)
        return verbatim(f"{self.first(text)}{between}{second}") if second else text


def _like(language: Language, code: str) -> Language:
    return Language(code, language.region, language.currency, language.distance)


class TwinLabel(QWidget):
    """Words, and the same in the other language below them or behind them."""

    def __init__(self, twin: Twin, text: Text, *, role: str = "strong", across: bool = False) -> None:
        super().__init__()
        self.twin, self.text = twin, text
        self.first = Label(twin.voice, text, role=role)
        self.second_ = Label(twin.other, tone="text2")
        way = QBoxLayout.Direction.LeftToRight if across else QBoxLayout.Direction.TopToBottom
        box = QBoxLayout(way, self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8 if across else 2)
        box.addWidget(self.first)
        box.addWidget(self.second_)
        if across:
            box.addStretch(1)
        twin.changed.connect(self.refresh)
        self.refresh()

    def set_text(self, text: Text) -> None:
        self.text = text
        self.first.set_text(text)
        self.refresh()

    def refresh(self) -> None:
        second = self.twin.second(self.text)
        self.second_.set_text(verbatim(second) if second else NOTHING)
        self.second_.setVisible(bool(second))
