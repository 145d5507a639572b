"""What every page of the window shares: the desk, the voice, what can be undone, and where to tell things."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from reception_desk.desk.blanks import KINDS
from reception_desk.desk.desk import Desk
from reception_desk.errors import DeskError
from reception_desk.forms import fields as f
from reception_desk.forms.document import Document
from reception_desk.forms.staff import Staff
from reception_desk.forms.words import Text, say, verbatim
from reception_desk.ui import theme
from reception_desk.ui.undo import UndoStack
from reception_desk.ui.voice import Voice

FAR = frozenset({"customer", "vehicle"})
"""Links to so many rows that they are looked for and never listed."""


class Room(QObject):
    saved = Signal()
    told = Signal(object, object)
    """(Text, undo or None) for the toast."""
    mentioned = Signal(object)
    """A Text for the toast that may be missed: nothing that can be undone makes way for it."""
    troubled = Signal(object)
    """A DeskError: its sentence goes to the info bar, its field gets the focus."""
    visit_wanted = Signal(str, int)
    """(visit, step 1-4 or 0 for the one that fits its stage)"""
    place_wanted = Signal(str)
    preview_wanted = Signal(object)
    """A Document to look at."""
    bytes_ready = Signal(bytes, str)
    """A PDF that is not the archived one (a copy) and its job's name."""
    papers_ready = Signal(object)
    """Archived Documents on their way to the printer."""

    def __init__(self, desk: Desk, voice: Voice) -> None:
        super().__init__()
        self.desk, self.voice = desk, voice
        self.undo = UndoStack()
        self.undo.refused.connect(self.troubled)
        self.settled: Callable[[], bool] = lambda: True
        """Takes what is half typed; False where the disk refuses some of it, and that is told. The window's answer."""

    def try_to(self, act: Callable[[], object]) -> bool:
        """Do something at the desk; a trouble is told, never lost, and False comes back."""
        try:
            act()
        except DeskError as trouble:
            self.troubled.emit(trouble)
            return False
        except f.TooLong as trouble:
            self.troubled.emit(DeskError(trouble.say))
            return False
        self.saved.emit()
        return True

    def read(self, look: Callable[[], object]) -> bool:
        """Look something up: a trouble is told, nothing was saved."""
        try:
            look()
        except DeskError as trouble:
            self.troubled.emit(trouble)
            return False
        return True

    def tell(self, text: Text, undo: Callable[[], None] | None = None) -> None:
        self.told.emit(text, undo)

    def wear(self, **chosen: str) -> None:
        """Change the screen of the person who works here: `look`, `text_size`, `touch`, `board` as in `Staff`, kept
        for them.

        Where nobody is known by name it lasts until the program ends.
        """
        actor = self.desk.actor
        if actor:
            self.try_to(lambda: self.desk.sheets.edit(Staff, actor, chosen))
        else:
            theme.wear(size=chosen.pop("text_size", ""), **chosen)

    def choices(self, spec: f.Spec) -> list[tuple[str, Text]]:
        """What a choice or a link can be set to, with a blank first where nothing is one. Far rows are not in it."""
        if spec.kind != "link":
            options = [(option.code, option.label) for option in spec.options]
            return options if spec.default else [("", verbatim("–")), *options]
        near = [] if spec.target in FAR else self.desk.names(spec.target)
        return [("", verbatim("–")), *((row_id, verbatim(name)) for row_id, name in near)]

    def print_papers(self, papers: list[Document]) -> None:
        """Hand archived papers to the printer of the shop; the window's printer takes it from here."""
        self.papers_ready.emit(papers)

    def print_blank(self, kinds: Sequence[str] = (), *, body: str = "saloon") -> None:
        """Papers to fill in with a pen, all three if none are named; see `desk.blanks`."""
        made: list[tuple[str, bytes]] = []
        if self.read(lambda: made.extend(self.desk.blanks.draw(kinds or tuple(KINDS), body=body))):
            for name, pdf in made:
                self.print_bytes(pdf, name)
            self.tell(say("Blank papers go to the printer."))

    def print_bytes(self, pdf: bytes, name: str) -> None:
        self.bytes_ready.emit(pdf, name)

    def print_again(self, document: str) -> None:
        """One more copy of an archived paper, marked as such."""
        found: list[tuple[str, bytes]] = []
        if self.try_to(lambda: found.append(self.desk.papers.again(document))):
            name, pdf = found[0]
            self.print_bytes(pdf, name)
