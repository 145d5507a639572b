"""A short message at the bottom left that goes away by itself; what was done can be undone from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QEnterEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from reception_desk.forms.moments import Moment
from reception_desk.forms.words import Text, say
from reception_desk.ui import theme
from reception_desk.ui.undo import TakeBack
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.card import paint_card
from reception_desk.ui.widgets.labels import Label, Sign

SECONDS = 8
KEPT = 20


@dataclass(eq=False)
class Message:
    """What was told, when, and how it is undone while it can be."""

    text: Text
    at: Moment | None = None
    undo: Callable[[], None] | None = None
    passing: bool = False
    """It may be missed: what is told next takes its place."""

    @property
    def can_undo(self) -> bool:
        return self.undo is not None and (not isinstance(self.undo, TakeBack) or self.undo.possible)

    def __str__(self) -> str:
        return str(self.text)


class Toast(QWidget):
    """Lies over `host`, `above` pixels over the footer. The last messages stay in `recent`, newest first."""

    def __init__(
        self,
        voice: Voice,
        host: QWidget,
        *,
        left: int = 120,
        above: int = 8,
        now: Callable[[], Moment | None] = lambda: None,
    ) -> None:
        super().__init__(host)
        self.voice, self._host, self._left, self._above = voice, host, left, above
        self.recent: list[Message] = []
        self._now = now
        self._shown: Message | None = None
        self._icon = Sign("check", "green", 16, self)
        self.words = Label(voice, parent=self)
        self.undo = Button(voice, say("Undo"), kind="link", parent=self)
        self.undo.setObjectName("toast.undo")
        self.undo.clicked.connect(self._take_back)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self.words)
        row.addWidget(self.undo)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        theme.hold(self, least_height=40)
        host.installEventFilter(self)
        voice.changed.connect(self._place)
        self.hide()

    def tell(self, text: Text, undo: Callable[[], None] | None = None, *, seconds: int = SECONDS) -> None:
        """Show a message; one that still stood goes."""
        from PySide6.QtGui import QAccessible, QAccessibleEvent

        self._shown = Message(text, self._now(), undo)
        self.recent = [self._shown, *self.recent][:KEPT]
        self.words.set_text(text)
        self.undo.setVisible(undo is not None)
        self.setAccessibleName(self.words.text())
        self._timer.start(seconds * 1000)
        self.show()
        self.raise_()
        self._place()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def mention(self, text: Text) -> None:
        """A message that may be missed: it never takes the place of one that somebody has to read."""
        if self.isVisible() and self._shown is not None and not self._shown.passing:
            self.recent.insert(1, Message(text, self._now(), passing=True))
        else:
            self.tell(text)
            self.recent[0].passing = True

    def _take_back(self) -> None:
        if self._shown is not None:
            self.take_back(self._shown)

    def take_back(self, message: Message) -> None:
        """Undo what a message told, once."""
        undo, message.undo = message.undo, None
        if message is self._shown:
            self.hide()
        if undo is not None:
            undo()

    def _place(self) -> None:
        host = self._host
        self._row.activate()
        self.resize(self.sizeHint().expandedTo(self.minimumSize()))
        self.move(theme.px(self._left), host.height() - theme.sizes().footer - self._above - self.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._host:
            self._place()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        # Whoever reaches for Undo shall not see it vanish under the pointer.
        self._timer.stop()
        super().enterEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        # What lies under the message is wanted: it makes room at once.
        del event
        self.hide()

    def leaveEvent(self, event: QEvent) -> None:
        if self.isVisible():
            self._timer.start(SECONDS * 1000)
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        _, ground, edge = theme.tokens().level("done")
        paint_card(self, ground, edge)
