"""A paper to look at: as it was archived, or as it would be printed now; in either language where it is not legal."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reception_desk.forms.document import Document
from reception_desk.forms.shop import LANGUAGES
from reception_desk.forms.visit import short_number
from reception_desk.forms.words import Text, say, verbatim
from reception_desk.ui import routes
from reception_desk.ui.out_tray import OutTray
from reception_desk.ui.printers import choices
from reception_desk.ui.room import Room
from reception_desk.ui.spooler import Job
from reception_desk.ui.widgets.pdf_preview import PdfPreview


class Preview(QWidget):
    closed = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.view = PdfPreview(room.voice)
        self.view.set_printers([], "")
        self.view.print_wanted.connect(self.press_primary)
        self.view.closed.connect(self.closed)
        self.view.language_chosen.connect(self._look)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(self.view)
        self._paper = Document()
        self._job: Job | None = None
        """Shown because it did not go out; it is no paper of a visit then, or it is as good as printed."""
        self._tray: OutTray | None = None

    def use(self, tray: OutTray) -> None:
        """What is looked at is printed by this tray, where and as often as is chosen here."""
        self._tray = tray
        tray.printers.found.connect(self._show_printers)

    def show_job(self, job: Job) -> None:
        """What a printer did not take."""
        self._show(Document(), job.pdf, job)

    def show_paper(self, paper: Document) -> None:
        """An archived paper: exactly the bytes that are printed."""
        self._show(paper, self.room.desk.papers.pdf(paper.id))

    def show_next(self, visit: str, kind: str) -> None:
        """A paper of a visit as it would be printed now."""
        self._show(*self.room.desk.papers.look(visit, kind))

    def _look(self, language: str) -> None:
        papers, paper = self.room.desk.papers, self._paper
        self.room.try_to(lambda: self._show(*papers.look(paper.visit, paper.kind, language=language)))

    def _show(self, paper: Document, pdf: bytes, job: Job | None = None) -> None:
        self._paper, self._job = paper, job
        languages = [] if paper.legal or job else [(option.code, option.label) for option in LANGUAGES]
        self.view.set_languages(languages, paper.language)
        self.view.show_pdf(job.title if job else title_of(paper), pdf)
        self.view.set_copies(
            job.copies if job else 1 if paper.id else routes.route_of(self.room.desk, self._kind).copies or 1
        )
        self.view.offer_remember(bool(self._kind))
        if self._tray is not None:
            self._tray.printers.ask()
        self.view.setFocus()

    @property
    def _kind(self) -> str:
        return routes.kind_of(self._job.name) if self._job else self._paper.kind

    def _show_printers(self, own: str, names: list[str]) -> None:
        """They are known a moment after the page is."""
        chosen = self._job.target if self._job else routes.target_of(self.room.desk, self._kind)
        self.view.set_printers(choices(own, names, chosen), chosen)

    def refresh(self) -> None:
        """A paper does not change while it is looked at."""

    def enter(self) -> None:
        self.view.setFocus()

    def press_primary(self) -> None:
        """Print it: the first time for real, an archived one as a marked copy, what did not go out once more."""
        papers, paper = self.room.desk.papers, self._paper
        if self._job is not None:
            self._send(self._job.pdf, self._job.name)
            return
        if paper.id:
            found: list[tuple[str, bytes]] = []
            if self.room.try_to(lambda: found.append(papers.again(paper.id))):
                self._send(found[0][1], found[0][0])
            return
        made: list[Document] = []
        if self.room.try_to(lambda: made.extend(papers.print(paper.visit, [paper.kind], language=paper.language))):
            self._send(papers.pdf(made[0].id), papers.file_name(made[0]))
            self.show_paper(made[0])

    def _send(self, pdf: bytes, name: str) -> None:
        if self._tray is None:
            self.room.print_bytes(pdf, name)
            return
        target = self.view.printer.value if self.view.printer.isVisible() else None
        copies = int(self.view.copies.value or 1)
        if self.view.remember.isChecked():
            printer = routes.target_of(self.room.desk, self._kind) if target is None else target
            self.room.try_to(lambda: routes.remember(self.room.desk, self._kind, printer=printer, copies=copies))
        if self._job is not None:
            self._tray.drop(self._job)
        self._tray.send(pdf, name, target=target, copies=copies)


def title_of(paper: Document) -> Text:
    kind = Document.spec("kind").option(paper.kind)
    if paper.number:
        return say("{paper} {number}", paper=kind, number=verbatim(short_number(paper.number)))
    if not paper.id:
        return say("{paper}, not printed yet", paper=kind)
    return say("{paper}, revision {n}", paper=kind, n=paper.revision or 1)
