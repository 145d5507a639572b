"""Words on the screen in the roles and tones of the design."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from reception_desk.forms.words import NOTHING, Text
from reception_desk.ui import theme
from reception_desk.ui.icons import pixmap
from reception_desk.ui.voice import Voice


class Label(QLabel):
    """Words in one of the type roles: `tone` is text, text2, ph, amber, red or green. Plain text always."""

    def __init__(
        self,
        voice: Voice,
        text: Text = NOTHING,
        *,
        role: str = "body",
        tone: str = "text",
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.voice, self.text_, self.role = voice, text, role
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.set_tone(tone)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        voice.changed.connect(self.retranslate)
        self.retranslate()

    def set_text(self, text: Text) -> None:
        self.text_ = text
        self.retranslate()

    def set_tone(self, tone: str) -> None:
        theme.recolour(self, getattr(theme.tokens(), tone))

    def set_role(self, role: str) -> None:
        self.role = role
        self.setFont(theme.font(role))

    def retranslate(self) -> None:
        self.setFont(theme.font(self.role))
        self.setText(self.voice.say(self.text_) if self.text_ else "")


class Caution(QWidget):
    """Amber words, never without their sign."""

    def __init__(self, voice: Voice, text: Text, *, selectable: bool = False) -> None:
        super().__init__()
        sign = QLabel()
        sign.setPixmap(pixmap("alert-triangle", theme.tokens().amber, 14, self.devicePixelRatioF()))
        sign.setFixedHeight(18)
        self.words = Label(voice, text, tone="amber", selectable=selectable)
        self.words.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
