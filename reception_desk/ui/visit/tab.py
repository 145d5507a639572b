"""What the visit page asks of each of its four tabs."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reception_desk.desk.visit_file import VisitFile
from reception_desk.forms.document import Document
from reception_desk.forms.words import NOTHING, Text
from reception_desk.ui.room import Room
from reception_desk.ui.widgets.buttons import Button


class Tab(QWidget):
    """One step of a visit. It shows the file it is given and writes through the desk; it never saves on leaving."""

    changed = Signal()
    """Something was kept that other tabs or the banner show: the page loads the file again and calls `show_file`."""
    next_wanted = Signal()
    """On to the next step."""
    folded_changed = Signal(bool)
    """The right column went under the left one, or came back beside it."""
    history_wanted = Signal(bool)
    """The car's earlier visits beside the page; True to take jobs over from the last one."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.file: VisitFile | None = None

    def show_file(self, file: VisitFile) -> None:
        """Show this visit. Called again after every change: focus, caret, selection and half-typed text stay."""
        self.file = file

    def mark(self) -> str:
        """How far this step is: "" not begun, "half" begun or on paper, "tick" done."""
        return ""

    def missing(self) -> Text:
        """What this step still lacks, for the line at the right of the steps; NOTHING when it is complete."""
        return NOTHING

    def missing_at(self) -> str:
        """Where that is filled in, "table.field"; "" where the work of this step begins."""
        return ""

    def buttons(self) -> list[Button]:
        """The footer's buttons for this step, the blue one last. Made once; `clicked` is connected by the tab."""
        return []

    def press_primary(self) -> None:
        """Ctrl+Enter."""

    def print(self) -> None:
        """Ctrl+P: the paper of this step."""

    def print_paper(self, kind: str) -> None:
        """A paper of the visit, archived and on its way to the printer."""
        if self.file is None:
            return
        self.flush()
        if not self.room.settled():
            return
        visit, papers = self.file.visit.id, list[Document]()
        if self.room.try_to(lambda: papers.extend(self.room.desk.papers.print(visit, [kind]))):
            self.room.print_papers(papers)
            self.changed.emit()

    def enter(self) -> None:
        """The tab was opened: put the focus where work begins."""

    def folded(self) -> bool:
        """Whether the right column lies under the left one, because the page is narrow."""
        return False

    def turn_info(self) -> None:
        """Where the page is folded: to the right column that lies below, and back."""

    def flush(self) -> None:
        """Take what is half typed, as if its field had been left."""

    def focus_field(self, key: str) -> bool:
        """Go to "table.field"; False when it is not on this tab."""
        return False
