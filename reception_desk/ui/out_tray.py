"""Papers from the archive to the printer or folder of the shop, and what is said when one does not arrive."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from reception_desk.errors import DeskError
from reception_desk.forms.document import Document
from reception_desk.forms.words import Text, say
from reception_desk.ui.printer import FOLDER, Port, Spooler
from reception_desk.ui.room import Room
from reception_desk.ui.widgets.info_bar import InfoBar

Job = tuple[bytes, str, str, Path]


class OutTray(QObject):
    """`bar`: the info bar where the person is when something fails."""

    def __init__(self, room: Room, port: Port, bar: Callable[[], InfoBar]) -> None:
        super().__init__()
        self.room, self._bar = room, bar
        self.failed: list[Job] = []
        self.spooler = Spooler(port)
        self.spooler.printed.connect(room.mentioned)
        self.spooler.failed.connect(self._failed)
        room.papers_ready.connect(self.print_papers)
        room.bytes_ready.connect(self.send)

    def print_papers(self, papers: list[Document]) -> None:
        for paper in papers:
            try:
                self.send(self.room.desk.papers.pdf(paper.id), self.room.desk.papers.file_name(paper))
            except DeskError as trouble:
                self.room.troubled.emit(trouble)

    def send(self, pdf: bytes, name: str) -> None:
        """To where the shop prints; without a choice to the computer's own printer, else into the shop's folder."""
        shop = self.room.desk.shop()
        folder = self.room.desk.folder / (shop.print_folder or "printed")
        self.spooler.send(pdf, name, shop.printer, folder)

    def wait(self) -> bool:
        return self.spooler.wait()

    def _failed(self, job: Job, text: Text) -> None:
        """One bar for all that did not go out: an order comes with its job card, and both wait for the same printer."""
        self.failed.append(job)
        self._bar().tell(
            "stop",
            text,
            [
                ("print.again", say("Try again"), self._again),
                ("print.folder", say("Save in the folder"), lambda: self._again(FOLDER)),
                ("print.close", say("Go on without paper"), self._give_up),
            ],
        )

    def _again(self, target: str | None = None) -> None:
        waiting = self.failed
        self._give_up()
        for job in waiting:
            self.spooler.again(job, target)

    def _give_up(self) -> None:
        self.failed = []
        self._bar().clear()
