"""How a paper on the screen is printed: where, how often, on what, in which language; beside its pages."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reception_desk.forms.words import NOTHING, Text, say, verbatim
from reception_desk.ui import theme
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.field_box import FieldBox
from reception_desk.ui.widgets.pick import Pick
from reception_desk.ui.widgets.ticks import Tick

MOST_COPIES = 9
WIDTH = 288

Choices = Sequence[tuple[str, Text]]


class PrintChoices(QWidget):
    language_chosen = Signal(str)
    page_chosen = Signal(str)
    more_wanted = Signal()

    def __init__(self, voice: Voice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.printer = Pick(voice)
        self.copies = Pick(voice, [(str(n), verbatim(str(n))) for n in range(1, MOST_COPIES + 1)])
        self.page = Pick(voice)
        self.language = Pick(voice)
        self.boxes = {
            "printer": FieldBox(voice, say("Printer"), self.printer),
            "copies": FieldBox(voice, say("Copies"), self.copies),
            "page": FieldBox(voice, say("Paper size"), self.page),
            "language": FieldBox(voice, say("Language of the paper"), self.language),
        }
        for name, box in self.boxes.items():
            box.editor.setObjectName(f"preview.{name}")
        self.remember = Tick(voice, say("Remember"), name=say("Print this kind of paper so from now on"))
        self.remember.setObjectName("preview.remember")
        self.more = Button(voice, say("More…"), icon="settings")
        self.more.setObjectName("preview.more")
        self._lay_out()
        self.page.edited.connect(self.page_chosen)
        self.language.edited.connect(self.language_chosen)
        self.more.clicked.connect(self.more_wanted)

    def _lay_out(self) -> None:
        theme.hold(self, width=WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.PAGE_X, 12, theme.PAGE_X, 12)
        column.setSpacing(theme.CARD_GAP)
        for box in self.boxes.values():
            column.addWidget(box)
        column.addWidget(self.remember)
        column.addSpacing(4)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def set_printers(self, printers: Choices, chosen: str) -> None:
        self.printer.set_choices(printers)
        self.printer.set_value(chosen)

    def set_copies(self, copies: int) -> None:
        self.copies.set_value(str(min(max(copies, 1), MOST_COPIES)))

    def set_pages(self, pages: Choices, chosen: str) -> None:
        """The sizes that the paper can be; none hides the choice."""
        self._offer("page", self.page, pages, chosen)

    def set_languages(self, languages: Choices, chosen: str) -> None:
        """Languages that the paper can be printed in; none hides the choice."""
        self._offer("language", self.language, languages, chosen)

    def _offer(self, name: str, pick: Pick, choices: Choices, chosen: str) -> None:
        pick.set_choices(choices)
        pick.set_value(chosen)
        self.boxes[name].setVisible(bool(choices))

    def offer_remember(self, wanted: bool) -> None:
        """Nothing is to be remembered yet."""
        self.remember.set_value(False)
        self.remember.setVisible(wanted)

    def offer_more(self, wanted: bool) -> None:
        """The system's own print dialog, where the computer has a printer at all."""
        self.more.setEnabled(wanted)
        self.boxes["printer"].set_hint(NOTHING if wanted else say("This computer has no printer."))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.tokens().surface)
        painter.setPen(QPen(theme.tokens().border, 1))
        painter.drawLine(QLineF(0.5, 0, 0.5, self.height()))
