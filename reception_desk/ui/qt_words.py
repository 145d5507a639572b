"""Qt's own words – the menus of text fields, the buttons of the system's questions – in the language of the screen."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QObject, QTranslator

from reception_desk.ui.voice import Voice


def load(words: QTranslator, language: str) -> bool:
    """Whether Qt has words in this language; its English is in its code."""
    return words.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))


class QtWords(QObject):
    """As long as its window is, the application's own words follow the voice of that window."""

    def __init__(self, window: QObject, voice: Voice) -> None:
        super().__init__(window)
        self._voice = voice
        self._words: QTranslator | None = None
        voice.changed.connect(self.follow)
        window.destroyed.connect(self._rest)
        self.follow()

    def follow(self) -> None:
        self._rest()
        words = QTranslator()
        if load(words, self._voice.language.code):
            QCoreApplication.installTranslator(words)
            self._words = words

    def _rest(self) -> None:
        if self._words is not None:
            QCoreApplication.removeTranslator(self._words)
            self._words = None
