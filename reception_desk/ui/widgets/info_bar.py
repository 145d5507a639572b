"""The bar between the steps and the page: stays until what it tells is solved, and covers nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from reception_desk.forms.words import NOTHING, Text
from reception_desk.ui import theme
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.card import paint_card
from reception_desk.ui.widgets.labels import Label, Sign

LEAST = 320
Action = tuple[str, Text, Callable[[], None]]
"""Object name, words, and what the button does."""
_TONES = {"check": "amber", "stop": "red", "done": "green"}
_ICONS = {"check": "alert-triangle", "stop": "info-circle", "done": "check"}


class InfoBar(QWidget):
    """One message at a time: level (check, stop, done), a sentence, detail in plain weight, up to five buttons."""

    def __init__(self, voice: Voice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.voice = voice
        self.level = ""
        self._icon = Sign(size=16, parent=self)
        self.sentence = Label(voice, role="strong", parent=self)
        self.detail = Label(voice, tone="text2", parent=self)
        for label in (self.sentence, self.detail):
            label.setWordWrap(True)
        self.sentence.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.buttons: list[Button] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 5, 12, 5)
        self._row.setSpacing(8)
        self._row.addWidget(self._icon)
        self._row.addWidget(self.sentence, 2)
        self._row.addWidget(self.detail, 3)
        theme.hold(self, least_height=40)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.hide()

    def tell(self, level: str, sentence: Text, actions: Sequence[Action] = (), *, detail: Text = NOTHING) -> None:
        """Show a message; what stood here before goes."""
        from PySide6.QtGui import QAccessible, QAccessibleEvent

        self.level = level
        self._icon.show_icon(_ICONS.get(level, "info-circle"), _TONES.get(level, "text2"))
        self.sentence.set_text(sentence)
        self.detail.set_text(detail)
        self.detail.setVisible(bool(detail))
        self._row.setStretch(1, 0 if detail else 1)
        self._row.setStretch(2, 1 if detail else 0)
        self._set_buttons(actions)
        self.setAccessibleName(self.sentence.text())
        self._share()
        self.show()
        self.update()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _set_buttons(self, actions: Sequence[Action]) -> None:
        for button in self.buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        for name, text, act in actions:
            button = Button(self.voice, text, height="bar_button", parent=self)
            button.setObjectName(name)
            button.clicked.connect(lambda _=False, act=act: act())
            self._row.addWidget(button)
            self.buttons.append(button)

    def _share(self) -> None:
        """The sentence beside a detail wraps only where there is no room: Qt would have it wrap at its liking."""
        wide, around = self.sentence.fontMetrics().horizontalAdvance(self.sentence.text()) + 4, 24 + 16 + 3 * 8
        taken = sum(button.sizeHint().width() + 8 for button in self.buttons)
        beside = min(self.detail.fontMetrics().horizontalAdvance(self.detail.text()), 200)
        room = self.width() - around - taken - beside
        self.sentence.setMinimumWidth(max(0, min(wide, room)) if self.detail.text() else 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST, super().minimumSizeHint().height())  # the window may become narrower than the sentence is

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def clear(self) -> None:
        self.level = ""
        self.sentence.set_text(NOTHING)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        _, ground, edge = theme.tokens().level(self.level)
        paint_card(self, ground, edge)
