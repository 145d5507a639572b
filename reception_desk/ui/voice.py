"""The language that the screen speaks now; every widget holds the window's one Voice and follows it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from reception_desk.forms.words import Text
from reception_desk.language import Language


class Voice(QObject):
    changed = Signal()

    def __init__(self, language: Language) -> None:
        super().__init__()
        self.language = language

    def say(self, text: Text) -> str:
        return self.language.say(text)

    def speak(self, language: Language) -> None:
        """Switch the screen's language; widgets hear `changed` and retranslate in place."""
        self.language = language
        self.changed.emit()
