"""A paper to look at: as it was archived, or as it would be printed now; in either language where it is not legal."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reception_desk.forms.document import Document
from reception_desk.forms.shop import LANGUAGES
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
        self.view.set_printers([], "")  # where papers go is said in Settings
        self.view.print_wanted.connect(self.press_primary)
        self.view.closed.connect(self.closed)
        self.view.language_chosen.connect(self._look)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(self.view)
        self._paper = Document()

    def show_paper(self, paper: Document) -> None:
        """An archived paper: exactly the bytes that are printed."""
        self._show(paper, self.room.desk.papers.pdf(paper.id))

    def show_next(self, visit: str, kind: str) -> None:
        """A paper of a visit as it would be printed now."""
        self._show(*self.room.desk.papers.look(visit, kind))

    def _look(self, language: str) -> None:
        papers, paper = self.room.desk.papers, self._paper
        self.room.try_to(lambda: self._show(*papers.look(paper.visit, paper.kind, language=language)))

    def _show(self, paper: Document, pdf: bytes) -> None:
        self._paper = paper
        choices = [] if paper.legal else [(option.code, option.label) for option in LANGUAGES]
        self.view.set_languages(choices, paper.language)
        self.view.show_pdf(title_of(paper), pdf)
        self.view.setFocus()

    def refresh(self) -> None:
        """A paper does not change while it is looked at."""

    def enter(self) -> None:
        self.view.setFocus()

    def press_primary(self) -> None:
        """Print it: the first time for real, an archived one as a marked copy."""
        paper = self._paper
        if paper.id:
            self.room.print_again(paper.id)
            return
        made: list[Document] = []
        papers = self.room.desk.papers
        if self.room.try_to(lambda: made.extend(papers.print(paper.visit, [paper.kind], language=paper.language))):
            self.room.print_papers(made)
            self.show_paper(made[0])


def title_of(paper: Document) -> Text:
    kind = Document.spec("kind").option(paper.kind)
    if paper.number:
        return say("{paper} {number}", paper=kind, number=verbatim(short_number(paper.number)))
    if not paper.id:
        return say("{paper}, not printed yet", paper=kind)
    return say("{paper}, revision {n}", paper=kind, n=paper.revision or 1)
