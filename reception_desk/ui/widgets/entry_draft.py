"""Words that are typed into an entry row and are no line yet: kept like any field, so that they survive the program."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

PAUSE_MS = 800
"""Of typing, after which the words are kept."""


class EntryDraft:
    """`words` tells what stands there (text, type), `keep` puts it away."""

    def __init__(self, table: QWidget, words: Callable[[], tuple[str, str]], keep: Callable[[str, str], None]) -> None:
        self._table, self._words, self._keep = table, words, keep
        self._kept = ("", "")
        self._pause = QTimer(table)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._paused)

    def typed(self) -> None:
        """Something was typed, or the row was left."""
        self._pause.start()

    def _paused(self) -> None:
        if self._table.window().isVisible():  # else it is closed, and what it had was taken before
            self.now()

    def now(self) -> None:
        """Keep it, if it is anything else than before."""
        self._pause.stop()
        text, kind = self._words()
        words = (text, kind if text else "")
        if words != self._kept:
            self._kept = words
            self._keep(*words)

    def begin(self, text: str, kind: str) -> None:
        """What was kept before; whatever was typed for another order is no longer waited for."""
        self._pause.stop()
        self._kept = (text, kind if text else "")
