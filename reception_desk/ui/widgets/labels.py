"""Words on the screen in the roles and tones of the design."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from reception_desk.forms.words import NOTHING, Text
from reception_desk.resources import resource
from reception_desk.ui import theme
from reception_desk.ui.icons import paint_icon, paint_state
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.wrapping import paint_wrapped


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
        self.tone = tone
        theme.recolour(self, getattr(theme.tokens(), tone))

    def set_role(self, role: str) -> None:
        self.role = role
        self.setFont(theme.font(role))

    def retranslate(self) -> None:
        self.setFont(theme.font(self.role))
        self.setText(self.voice.say(self.text_) if self.text_ else "")

    def redress(self) -> None:
        self.setFont(theme.font(self.role))
        theme.recolour(self, getattr(theme.tokens(), self.tone))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.wordWrap() and not self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse:
            paint_wrapped(self)
        else:
            super().paintEvent(event)


class Sign(QWidget):
    """An icon or the shape of a state, painted when it is shown: sharp on every screen, in the colours of the day.

    `size` is for the base text size. Words beside it say the same; it has no name of its own.
    """

    def __init__(self, icon: str = "", tone: str = "text2", size: int = 14, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.icon_, self.state, self.tone, self._size = icon, "", tone, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, icon: str, tone: str) -> None:
        self.icon_, self.state, self.tone = icon, "", tone
        self.update()

    def show_state(self, state: str) -> None:
        """The shape of a state in the colour of that state."""
        self.state = state
        self.update()

    def colour(self) -> QColor:
        t = theme.tokens()
        colour: QColor = t.state(self.state) if self.state else getattr(t, self.tone)
        return colour

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._size), theme.px(self._size))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter, size = QPainter(self), theme.px(self._size)
        place = QRectF((self.width() - size) // 2, (self.height() - size) // 2, size, size)
        if self.state:
            paint_state(painter, place, self.state, self.colour())
        elif self.icon_:
            paint_icon(painter, self.icon_, place, self.colour())


class Logo(QWidget):
    """The program's own mark, in its own colours."""

    def __init__(self, size: int = 22) -> None:
        super().__init__()
        self._picture = QSvgRenderer(str(resource("icons", "reception-desk.svg")))
        theme.hold(self, width=size, height=size)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        self._picture.render(QPainter(self), QRectF(self.rect()))


class Caution(QWidget):
    """Amber words, never without their sign."""

    def __init__(self, voice: Voice, text: Text, *, selectable: bool = False) -> None:
        super().__init__()
        sign = Sign("alert-triangle", "amber")
        theme.hold(sign, height=18)
        self.words = Label(voice, text, tone="amber", selectable=selectable)
        self.words.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
