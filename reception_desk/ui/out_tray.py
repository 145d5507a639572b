"""Papers from the archive to the printer or folder of the shop, and what is said when one does not arrive."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

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
        self.spooler = Spooler(port)
        self.spooler.printed.connect(room.mentioned)
        self.spooler.failed.connect(self._failed)
        room.papers_ready.connect(self.print_papers)
        room.bytes_ready.connect(self.send)

    def print_papers(self, papers: list[Document]) -> None:
        for paper in papers:
            pdf = self.room.desk.papers.path(paper.id).read_bytes()
            self.send(pdf, self.room.desk.papers.file_name(paper))

    def send(self, pdf: bytes, name: str) -> None:
        """To where the shop prints; without a choice to the computer's own printer, else into the shop's folder."""
        shop = self.room.desk.shop()
        folder = Path(shop.print_folder) if shop.print_folder else self.room.desk.folder / "printed"
        self.spooler.send(pdf, name, shop.printer, folder)

    def wait(self) -> bool:
        return self.spooler.wait()

    def _failed(self, job: Job, text: Text) -> None:
        self._bar().tell(
            "stop",
            text,
            [
                ("print.again", say("Try again"), lambda: self._again(job)),
                ("print.folder", say("Save in the folder"), lambda: self._again(job, FOLDER)),
                ("print.close", say("Go on without paper"), self._bar().clear),
            ],
        )

    def _again(self, job: Job, target: str | None = None) -> None:
        self._bar().clear()
        self.spooler.again(job, target)
