"""What is seen while something long is made: its name, a bar, how much is done, and a way to leave it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from reception_desk.forms.words import Text, say
from reception_desk.ui import theme
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.labels import Label
from reception_desk.ui.widgets.pressed import ENTER

WIDTH, THICK = 480, 8


class Bar(QProgressBar):
    """A bar without words of its own; a screen reader hears how much is done."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextVisible(False)
        self.setFixedHeight(THICK)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        t, whole = theme.tokens(), QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(t.border)
        painter.drawRoundedRect(whole, THICK / 2, THICK / 2)
        share = (self.value() - self.minimum()) / max(1, self.maximum() - self.minimum())
        painter.setBrush(t.pri)
        painter.drawRoundedRect(whole.adjusted(0, 0, (share - 1) * whole.width(), 0), THICK / 2, THICK / 2)


class MakingPage(QWidget):
    """Covers its host until it is done or left. No shortcut of the window works under it."""

    left = Signal()
    """Cancel, or Back after something went wrong."""

    def __init__(self, voice: Voice, host: QWidget, title: Text, about: Text) -> None:
        super().__init__(host)
        self._host = host
        host.installEventFilter(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.title, self.about = Label(voice, title, role="page"), Label(voice, about, tone="text2")
        self.about.setWordWrap(True)
        self.bar = Bar()
        self.bar.setAccessibleName(voice.language.say(title))
        self.count = Label(voice)
        self.leave = Button(voice, say("Cancel"), height="big")
        self.leave.setObjectName("making.leave")
        self.leave.clicked.connect(self.left)
        self._lay_out()
        self.setGeometry(host.rect())
        self.show()
        self.raise_()
        self.leave.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self.count, 1)
        foot.addWidget(self.leave)
        inner = QWidget()
        inner.setFixedWidth(theme.px(WIDTH))
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (self.title, self.about, self.bar):
            column.addWidget(part)
        column.addLayout(foot)
        whole = QVBoxLayout(self)
        whole.addStretch(2)
        whole.addWidget(inner, 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addStretch(3)

    def advance(self, done: int, whole: int, told: Text) -> None:
        self.bar.setRange(0, whole)
        self.bar.setValue(done)
        self.count.set_text(told)

    def fail(self, told: Text) -> None:
        """It did not work: why, and the way back."""
        self.about.set_text(told)
        self.bar.hide()
        self.count.hide()
        self.leave.set_text(say("Back"))
        self.leave.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._host.rect())
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:  # what lies under the page waits
            event.accept()
        return super().event(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        self.leave.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, *ENTER):
            self.leave.click()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        QPainter(self).fillRect(self.rect(), theme.tokens().window)
