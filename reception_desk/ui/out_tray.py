"""Papers from the archive to the printer or folder of the shop, and what is said when one does not arrive."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from reception_desk.errors import DeskError
from reception_desk.forms.check_in import CheckIn
from reception_desk.forms.document import Document
from reception_desk.forms.words import NOTHING, Text, say, say_many, verbatim, word
from reception_desk.ui import routes, unsent
from reception_desk.ui.printer import FOLDER, Chosen, Port
from reception_desk.ui.printers import Printers, choices
from reception_desk.ui.room import Room
from reception_desk.ui.spooler import Dialog, Job, Spooler
from reception_desk.ui.widgets.info_bar import InfoBar
from reception_desk.ui.widgets.menu import Menu

CLOSING_S = 3.0
"""So long a closing program waits for a printer that works."""


class OutTray(QObject):
    """`bar`: the info bar where the person is when something fails."""

    look_wanted = Signal(object)
    """A Job to be looked at on the screen."""

    def __init__(self, room: Room, port: Port, bar: Callable[[], InfoBar]) -> None:
        super().__init__()
        self.room, self._bar = room, bar
        self.failed: list[Job] = []
        self._why: Text = NOTHING
        self.spooler = Spooler(port)
        self.spooler.printed.connect(self._printed)
        self.spooler.failed.connect(self._failed)
        self.spooler.unable.connect(lambda text: room.troubled.emit(DeskError(text)))
        self.printers = Printers(port.printers)
        self.printers.found.connect(self._offer)
        self._offering = False
        self.menu: QMenu | None = None

    def print_papers(self, papers: list[Document]) -> None:
        for paper in papers:
            try:
                self.send(self.room.desk.papers.pdf(paper.id), self.room.desk.papers.file_name(paper))
            except DeskError as trouble:
                self.room.troubled.emit(trouble)

    def send(self, pdf: bytes, name: str, *, target: str | None = None, copies: int | None = None) -> None:
        """To where this kind of paper is printed, as often as the shop wishes; `target` and `copies` for once.

        Without a choice it goes to the computer's own printer, else into the shop's folder.
        """
        desk, kind = self.room.desk, routes.kind_of(name)
        to = routes.target_of(desk, kind) if target is None else target
        often = 1 if routes.is_copy(name) else routes.route_of(desk, kind).copies or 1
        often = often if copies is None else copies
        self.spooler.send(Job(pdf, name, to, self._folder(), 1 if to == FOLDER else often, title_of(name)))

    def ask(
        self, look: bytes, name: str, take: Callable[[Chosen], tuple[str, bytes] | None], *, target: str, copies: int
    ) -> None:
        """The system's own print dialog for a paper; see `spooler.Dialog`. One at a time."""
        if self.spooler.dialogs():
            self.room.tell(say("The print dialog of this computer is open already."))
            return
        dialog = Dialog(look, self.room.voice.language.code, take)
        to = "" if target == FOLDER else target
        self.spooler.send(Job(b"", name, to, self._folder(), copies, title_of(name), dialog=dialog))

    def _folder(self) -> Path:
        desk = self.room.desk
        return desk.folder / (desk.shop().print_folder or "printed")

    def wait(self) -> bool:
        return self.spooler.wait()

    def close(self) -> None:
        """What a printer does not take now is offered at the next start; a driver that hangs holds nobody here."""
        self.spooler.shut_dialogs()
        self.spooler.wait(CLOSING_S)
        unsent.keep(self.room.desk.folder, [*self.failed, *self.spooler.waiting()])
        self.spooler.rest()

    # Trouble

    def _printed(self, job: Job, told: Text) -> None:
        self.room.mentioned.emit(say("{paper}: {told}", paper=job.title, told=told) if job.title else told)
        if job in self.failed:  # the printer was only slow
            self.failed.remove(job)
            self._tell()

    def _failed(self, job: Job, text: Text) -> None:
        """One bar for all that did not go out: an order comes with its job card, and both wait for the same printer."""
        self.failed.append(job)
        self._why = text
        self._tell()

    def _tell(self) -> None:
        if not self.failed:
            self._bar().clear()
            return
        self._bar().tell(
            "stop",
            self._why,
            [
                ("print.again", say("Try again"), self._again),
                ("print.other", say("Other printer…"), self._ask),
                ("print.open", say("Open PDF"), lambda: self.look_wanted.emit(self.failed[0])),
                ("print.close", say("Go on without paper"), self._give_up),
            ],
            detail=self._missing(),
        )

    def _missing(self) -> Text:
        """Which papers, each kind once."""
        kinds = list({str(job.title): job.title for job in self.failed}.values())
        words = kinds[0]
        for kind in kinds[1:]:
            words = say("{first} · {rest}", first=words, rest=kind)
        return say("Not printed: {papers}", papers=words)

    def _again(self, target: str | None = None) -> None:
        waiting = self.failed
        self._give_up()
        for job in waiting:
            self.spooler.send(replace(job, target=job.target if target is None else target, withdrawn=False))

    def _give_up(self) -> None:
        self.failed = []
        unsent.forget(self.room.desk.folder)
        self._bar().clear()

    def drop(self, job: Job) -> None:
        """It is printed another way."""
        if job in self.failed:
            self.failed.remove(job)
            self._tell()

    # Another printer

    def _ask(self) -> None:
        self._offering = True
        self.printers.ask()

    def _offer(self, own: str, names: list[str]) -> None:
        if not self._offering or not self.failed:
            return
        self._offering = False
        button = next(button for button in self._bar().buttons if button.objectName() == "print.other")
        self.menu = self.make_menu(own, names)
        self.menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def make_menu(self, own: str, names: list[str]) -> QMenu:
        """Every printer but the one that gives trouble, and the folder."""
        menu = Menu(self._bar())
        tried = {job.target for job in self.failed}
        for target, words in choices(own, names):
            if target in tried or (not target and not own):
                continue
            action = QAction(self.room.voice.say(words), menu)
            action.setObjectName(f"print.to.{target or 'own'}")
            action.triggered.connect(lambda _=False, target=target: self._again(target))
            menu.addAction(action)
        menu.setActiveAction(menu.actions()[0])
        return menu

    # The last time

    def offer_unsent(self) -> None:
        """What was waiting when the program was closed."""
        papers = unsent.found(self.room.desk.folder)
        if not papers:
            return
        text = say_many(
            "{n} paper was not printed when the program was closed.",
            "{n} papers were not printed when the program was closed.",
            n=len(papers),
        )

        def send() -> None:
            self._give_up()
            for name, pdf in papers:
                self.send(pdf, name)

        self._bar().tell(
            "check",
            text,
            [
                ("print.unsent", say("Print them now"), send),
                ("print.close", say("Go on without paper"), self._give_up),
            ],
        )


_OTHERS = (("keys-", word("keyboard", "Keys")), ("blank-check_in", CheckIn.title))
"""What is printed and is no paper of a visit."""


def title_of(name: str) -> Text:
    kind = routes.kind_of(name)
    other = next((title for begins, title in _OTHERS if name.startswith(begins)), None)
    return Document.spec("kind").option(kind) if kind else other or verbatim(name)
