"""A paper as it was archived: to look at, to print once more as a copy."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reception_desk.forms.document import Document
from reception_desk.forms.visit import short_number
from reception_desk.forms.words import Text, say, verbatim
from reception_desk.ui.room import Room
from reception_desk.ui.widgets.pdf_preview import PdfPreview


class Preview(QWidget):
    closed = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.view = PdfPreview(room.voice)
        self.view.set_languages([], "")
        self.view.set_printers([], "")
        self.view.print_wanted.connect(self._print)
        self.view.closed.connect(self.closed)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(self.view)
        self._paper: Document | None = None

    def show_paper(self, paper: Document) -> None:
        self._paper = paper
        self.view.show_pdf(title_of(paper), self.room.desk.papers.path(paper.id).read_bytes())
        self.view.setFocus()

    def _print(self) -> None:
        if self._paper is not None:
            self.room.print_again(self._paper.id)

    def refresh(self) -> None:
        """An archived paper does not change."""

    def enter(self) -> None:
        self.view.setFocus()

    def press_primary(self) -> None:
        self._print()


def title_of(paper: Document) -> Text:
    kind = Document.spec("kind").option(paper.kind)
    number = short_number(paper.number) if paper.number else ""
    if number:
        return say("{paper} {number}", paper=kind, number=verbatim(number))
    return say("{paper}, revision {n}", paper=kind, n=paper.revision or 1)
