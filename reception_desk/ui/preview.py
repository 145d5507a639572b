"""A paper to look at: as it was archived, or as it would be printed now; where, how often and on what it is printed.

Its size and its language can be changed; a paper that was issued stays as it is, only its copies come on other sizes.
"""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from reception_desk.forms.document import PAGES, Document, pages_of
from reception_desk.forms.shop import LANGUAGES
from reception_desk.forms.visit import short_number
from reception_desk.forms.words import Text, say, verbatim
from reception_desk.ui import routes
from reception_desk.ui.kept_focus import KeptFocus
from reception_desk.ui.out_tray import OutTray
from reception_desk.ui.page import Page
from reception_desk.ui.printer import Chosen
from reception_desk.ui.printers import choices, unasked
from reception_desk.ui.room import Room
from reception_desk.ui.spooler import Job
from reception_desk.ui.widgets.pdf_preview import PdfPreview


class Preview(Page):
    prints = True

    def __init__(self, room: Room, tray: OutTray) -> None:
        """What is looked at is printed by the tray, where and as often as is chosen here."""
        super().__init__()
        self.room, self._tray = room, tray
        self._paper = Document()
        self._pdf = b""
        self._job: Job | None = None
        """Shown because it did not go out; it is no paper of a visit then, or it is as good as printed."""
        self._before = KeptFocus(self)
        self.view = PdfPreview(room.voice)
        self.choices = self.view.choices
        self.view.print_wanted.connect(self.press_primary)
        self.view.closed.connect(self._close)
        self.choices.language_chosen.connect(lambda language: self._look(language, self._paper.page))
        self.choices.page_chosen.connect(lambda page: self._look(self._paper.language, page))
        self.choices.more_wanted.connect(self.ask)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(self.view)
        tray.printers.found.connect(self._show_printers)

    # What is shown

    def show_job(self, job: Job) -> None:
        """What a printer did not take."""
        self._open(Document(), job.pdf, job)

    def show_paper(self, paper: Document) -> None:
        """An archived paper: exactly the bytes that are printed."""
        self._open(paper, self.room.desk.papers.pdf(paper.id))

    def show_next(self, visit: str, kind: str) -> None:
        """A paper of a visit as it would be printed now."""
        self._open(*self.room.desk.papers.look(visit, kind))

    def _open(self, paper: Document, pdf: bytes, job: Job | None = None) -> None:
        self._before.keep()
        self._job = job
        self._show(paper, pdf)
        route = routes.route_of(self.room.desk, self._kind)
        self.choices.set_copies(job.copies if job else 1 if paper.id else route.copies or 1)
        self.choices.offer_remember(bool(self._kind))
        target = job.target if job else routes.target_of(self.room.desk, self._kind)
        self.choices.set_printers([(target, unasked(target))], target)
        self.choices.more.setEnabled(False)
        self._tray.printers.ask()

    def _show(self, paper: Document, pdf: bytes) -> None:
        """The pages, with the languages and sizes that they can have; all that was chosen else stays."""
        self._paper, self._pdf, job = paper, pdf, self._job
        languages = [] if paper.legal or job else [(option.code, option.label) for option in LANGUAGES]
        self.choices.set_languages(languages, paper.language)
        sizes = () if job else pages_of(paper.kind)
        self.choices.set_pages([(one.code, one.label) for one in PAGES if one.code in sizes], paper.page)
        self.view.show_pdf(job.title if job else title_of(paper), pdf)

    def _look(self, language: str, page: str) -> None:
        """The same paper in another language or on another size, drawn at once."""
        papers, paper = self.room.desk.papers, self._paper
        if paper.legal:
            self.room.read(lambda: self._show(*papers.on(paper.id, page)))
        else:
            self.room.read(lambda: self._show(*papers.look(paper.visit, paper.kind, language=language, page=page)))

    @property
    def _kind(self) -> str:
        return routes.kind_of(self._job.name) if self._job else self._paper.kind

    def _show_printers(self, own: str, names: list[str]) -> None:
        """They are known a moment after the page is; what was chosen by then stays chosen."""
        chosen = self.choices.printer.value
        self.choices.set_printers(choices(own, names, chosen), chosen)
        self.choices.offer_more(bool(names))

    # The page

    def enter(self) -> None:
        self.view.setFocus()

    def _close(self) -> None:
        """Back to where one came from, and to what was being done there."""
        self.closed.emit()
        self._before.give_back()

    # Printing

    def press_primary(self) -> None:
        """Print it: the first time for real, an archived one as a marked copy, what did not go out once more."""
        target, copies = self.choices.printer.value, int(self.choices.copies.value or 1)
        taken = self._order().take(Chosen(target, copies))
        if taken is None:
            return
        name, pdf = taken
        self._tray.send(pdf, name, target=target, copies=copies)

    def print(self) -> None:
        self.press_primary()

    def ask(self) -> None:
        """The system's own dialog; nothing is archived before that is accepted, and then what was chosen is printed."""
        name = self._job.name if self._job else self.room.desk.papers.file_name(self._paper)
        target, copies = self.choices.printer.value, int(self.choices.copies.value or 1)
        self._tray.ask(self._pdf, name, self._order().take, target=target, copies=copies)

    def _order(self) -> _Order:
        remember = self.choices.remember
        return _Order(self, self._paper, self._job, remember=not remember.isHidden() and remember.isChecked())

    def drop(self, job: Job) -> None:
        self._tray.drop(job)

    def printed(self, before: Document, paper: Document, pdf: bytes) -> None:
        """What was looked at is archived now: its next print is a copy, and goes out once."""
        if self._paper is before:
            self._show(paper, pdf)
            self.choices.set_copies(1)
            self.choices.remember.set_value(False)


class _Order:
    """What was on the screen when somebody had it printed; a dialog may stand open while other papers are looked at."""

    def __init__(self, page: Preview, paper: Document, job: Job | None, *, remember: bool) -> None:
        self._page, self._paper, self._job, self._remember = page, paper, job, remember
        self._room = page.room

    def take(self, chosen: Chosen) -> tuple[str, bytes] | None:
        """Name and PDF of what is printed, archived now where it is not yet; None where that cannot be."""
        taken: list[tuple[str, bytes]] = []
        if not self._room.try_to(lambda: taken.append(self._archived())):
            return None
        kind = routes.kind_of(taken[0][0])
        if self._remember and kind:
            page = "" if self._job else self._paper.page
            self._room.try_to(lambda: routes.remember(self._room.desk, kind, **chosen._asdict(), page=page))
        return taken[0]

    def _archived(self) -> tuple[str, bytes]:
        papers, paper, job = self._room.desk.papers, self._paper, self._job
        if job is not None:
            self._page.drop(job)
            return job.name, job.pdf
        if paper.id:
            return papers.again(paper.id, page=paper.page)
        (made,) = papers.print(paper.visit, [paper.kind], language=paper.language, page=paper.page)
        pdf = papers.pdf(made.id)
        self._page.printed(paper, made, pdf)
        return papers.file_name(made), pdf


def title_of(paper: Document) -> Text:
    kind = Document.spec("kind").option(paper.kind)
    if paper.number:
        return say("{paper} {number}", paper=kind, number=verbatim(short_number(paper.number)))
    if not paper.id:
        return say("{paper}, not printed yet", paper=kind)
    return say("{paper}, revision {n}", paper=kind, n=paper.revision or 1)
