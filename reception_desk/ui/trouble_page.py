"""What the desk says when the program itself made a mistake: calm, what is safe, and what to send."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reception_desk.forms.words import say
from reception_desk.ui import theme
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.inputs import Memo
from reception_desk.ui.widgets.labels import Label


class TroublePage(QWidget):
    """Covers the window's body until the person goes on."""

    def __init__(self, voice: Voice, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        host.installEventFilter(self)
        self.details = Memo(lines=8)
        self.details.setReadOnly(True)
        self.copy = Button(voice, say("Copy the details"))
        self.copy.setObjectName("trouble.copy")
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.details.toPlainText()))
        self.go_on = Button(voice, say("Go on"), kind="primary")
        self.go_on.setObjectName("trouble.go_on")
        self.go_on.clicked.connect(self.hide)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.copy)
        row.addWidget(self.go_on)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(160, 96, 160, 96)
        lay.setSpacing(12)
        lay.addWidget(Label(voice, say("The program made a mistake"), role="page"))
        sentence = say(
            "What was saved is safe, and you can go on. If it happens again, send these details to whoever helps you."
        )
        words = Label(voice, sentence)
        words.setWordWrap(True)
        lay.addWidget(words)
        lay.addWidget(self.details, 1)
        lay.addLayout(row)
        self.hide()

    def tell(self, details: str) -> None:
        self.details.setPlainText(details)
        self.setGeometry(self._host.rect())
        self.show()
        self.raise_()
        self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._host.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        QPainter(self).fillRect(self.rect(), theme.tokens().window)
