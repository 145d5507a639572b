"""The amber question beside the blue button of checkout: what is still open, asked once, answered by pressing on."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor

from reception_desk.forms.words import Text
from reception_desk.ui import theme
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.buttons import Button


class Question(Button):
    """The amber question left of the blue button; gone while there is none. Pressing it is the answer."""

    def __init__(self, voice: Voice) -> None:
        super().__init__(voice, kind="link", icon="alert-triangle", height="big")
        self.hide()

    def ask(self, text: Text) -> None:
        self.set_text(text)
        self.setVisible(bool(text))
        if text:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def setVisible(self, visible: bool) -> None:
        # the footer shows all buttons of a page; one that says nothing stays away
        super().setVisible(visible and bool(self.text_))

    def colours(self) -> tuple[QColor, QColor | None, QColor | None]:
        return theme.tokens().amber, None, None

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + 8, hint.height())
