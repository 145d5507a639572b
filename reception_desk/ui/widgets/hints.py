"""A line of hints at the foot of a page: as many as find room, the first ones first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from reception_desk.forms.words import Text
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.buttons import KeyCap
from reception_desk.ui.widgets.labels import Label

GAP = 18


class Hints(QWidget):
    """`hints` are (key, what it does); a hint without a key is words only."""

    def __init__(self, voice: Voice, hints: Sequence[tuple[str, Text]]) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._hints = [self._hint(voice, key, words) for key, words in hints]
        voice.changed.connect(self._place)

    def _hint(self, voice: Voice, key: str, words: Text) -> QWidget:
        hint = QWidget(self)
        row = QHBoxLayout(hint)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        if key:
            row.addWidget(KeyCap(key))
        row.addWidget(Label(voice, words, tone="text2"))
        return hint

    def sizeHint(self) -> QSize:
        hints = [hint.sizeHint() for hint in self._hints]
        return QSize(sum(hint.width() + GAP for hint in hints), max(hint.height() for hint in hints))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def _place(self) -> None:
        x, full = 0, False
        for hint in self._hints:
            size = hint.sizeHint()
            full = full or x + size.width() > self.width()
            hint.setVisible(not full)
            hint.setGeometry(x, (self.height() - size.height()) // 2, size.width(), size.height())
            x += size.width() + GAP

    def redress(self) -> None:
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
