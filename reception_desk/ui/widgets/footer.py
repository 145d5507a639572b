"""The foot of the window: saved, undo, and the buttons; the last of them is the blue one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QLineF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from reception_desk.forms.words import NOTHING, Text, say
from reception_desk.ui import theme
from reception_desk.ui.keys import key_of
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.giving_button import GivingButton
from reception_desk.ui.widgets.labels import Label, Sign

GAP = 8


class Footer(QWidget):
    undo_wanted = Signal()

    def __init__(self, voice: Voice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.voice = voice
        self.redress()
        self.bell = Button(voice, kind="plain", icon="bell", name=say("Recent messages"), parent=self)
        self.bell.setObjectName("footer.messages")
        self.bell.tell_key(key_of("messages"))
        self._icon = Sign(parent=self)
        self.saved = Label(voice, tone="green", parent=self)
        self.undo = GivingButton(voice, kind="link", icon="arrow-back-up", key=key_of("undo"), parent=self)
        self.undo.setObjectName("footer.undo")
        self.undo.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.undo.clicked.connect(self.undo_wanted)
        self.undo.hide()
        self._asked_icon = Sign("alert-triangle", "amber", 16, self)
        self.asked = Label(voice, tone="amber", role="strong", parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.PAGE_X - 8, 0, theme.PAGE_X, 0)
        row.setSpacing(GAP)
        row.addWidget(self.bell)
        row.addWidget(self._icon)
        row.addWidget(self.saved)
        row.addSpacing(8)
        row.addWidget(self.undo)
        row.addStretch(1)
        row.addWidget(self._asked_icon)
        row.addWidget(self.asked)
        self._shown: list[QWidget] = []
        self._offered = False
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(GAP)
        row.addLayout(self.buttons)
        self.ask(NOTHING)

    def tell_saved(self, text: Text, level: str = "done") -> None:
        """ "Saved 15:20:07" with a tick, or with level "stop" what keeps it from being saved."""
        self.saved.set_text(text)
        tone, name = ("red", "alert-triangle") if level == "stop" else ("green", "check")
        self.saved.set_tone(tone)
        self._icon.show_icon(name, tone)
        self._icon.setVisible(bool(text))

    def offer_undo(self, text: Text) -> None:
        """ "Undo: odometer"; nothing to undo hides it."""
        self.undo.set_text(text)
        self._offered = bool(text)
        self._fit()

    def _fit(self) -> None:
        """Where there is no room, the word of saving goes first, whose tick stays; then undo, whose key stays."""
        lay = self.layout()
        assert lay is not None
        givers = ((self.undo, self._offered), (self.saved, bool(self.saved.text())))
        needs = [giver.minimumSizeHint().width() + GAP for giver, _ in givers]
        shown = [need for need, (giver, _) in zip(needs, givers, strict=True) if not giver.isHidden()]
        room = self.width() - lay.totalMinimumSize().width() + sum(shown)
        for need, (giver, wanted) in zip(needs, givers, strict=True):
            fits = wanted and need <= room
            room -= need if fits else 0
            if fits == giver.isHidden():
                giver.setVisible(fits)
        self._icon.setToolTip(self.saved.text() if self.saved.isHidden() else "")

    def ask(self, text: Text) -> None:
        """An amber question left of the buttons ("Close with 1 item open?")."""
        self.asked.set_text(text)
        self.asked.setVisible(bool(text))
        self._asked_icon.setVisible(bool(text))

    def set_buttons(self, buttons: Sequence[QWidget]) -> None:
        """The buttons of the page that is shown; the footer does not own what it showed before.

        The same ones once more stay untouched: one of them may be on its way to being pressed, or have the focus.
        """
        if self._shown == list(buttons):
            return
        self._shown = list(buttons)
        while (item := self.buttons.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
        for button in buttons:
            self.buttons.addWidget(button)
            button.show()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._fit()
        return done

    def redress(self) -> None:
        self.setFixedHeight(theme.sizes().footer)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.sizes().footer)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.tokens().surface)
        painter.setPen(QPen(theme.tokens().border, 1, Qt.PenStyle.SolidLine))
        painter.drawLine(QLineF(0, 0.5, self.width(), 0.5))
