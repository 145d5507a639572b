"""The footer's buttons of the work order: print, and the blue one, which is what comes next."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from reception_desk.desk.ordering import Sent
from reception_desk.desk.visit_file import VisitFile
from reception_desk.errors import DeskError
from reception_desk.forms.document import Document
from reception_desk.forms.stages import NEEDS
from reception_desk.forms.visit import Visit
from reception_desk.forms.words import Text, say
from reception_desk.ui.keys import key_of
from reception_desk.ui.room import Room
from reception_desk.ui.routes import said_of
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.print_button import PrintButton

NEXT: dict[str, tuple[str, Text]] = {
    "in_work": ("qc", say("All done: quality check")),
    "parts": ("in_work", say("Parts are here: go on")),
    "qc": ("ready", say("Checked: ready")),
}
SEND = ("arrived", "waiting")
FIELDS = {NEEDS["all_done"]: "job.done", NEEDS["approved"]: "job.answer"}
"""Nearer than the table of lines, for a need that stands alone."""


class OrderFooter(QObject):
    changed = Signal()
    next_wanted = Signal()

    def __init__(self, room: Room, flush: Callable[[], bool]) -> None:
        """`flush` takes what is half typed; False where something must be put right first."""
        super().__init__()
        self.room, self._flush = room, flush
        self.file: VisitFile | None = None
        self.job_card = PrintButton(room.voice, say("Print job card"), first=False)
        self.job_card.setObjectName("work_order.print_job_card")
        self.job_card.clicked.connect(lambda: self.print("job_card"))
        self.work_order = PrintButton(room.voice, say("Print work order"))
        self.work_order.setObjectName("work_order.print")
        self.work_order.clicked.connect(lambda: self.print("work_order"))
        self.primary = Button(room.voice, say("Print & send to shop"), kind="primary", key=key_of("primary"))
        self.primary.setObjectName("work_order.next")
        self.primary.clicked.connect(self.press)

    @property
    def buttons(self) -> list[Button]:
        return [self.job_card, self.work_order, self.primary]

    def show_file(self, file: VisitFile) -> None:
        self.file = file
        for kind, button in (("job_card", self.job_card), ("work_order", self.work_order)):
            button.aim(*said_of(self.room.desk, kind))
        stage = file.visit.stage
        if stage in SEND:
            self.primary.set_text(say("Print & send to shop"))
        else:
            self.primary.set_text(NEXT[stage][1] if stage in NEXT else say("Next: Checkout"))

    def press(self) -> None:
        """The blue button."""
        assert self.file is not None
        stage = self.file.visit.stage
        if stage not in SEND and stage not in NEXT:
            self.next_wanted.emit()
        elif self._flush() and self.room.settled():
            if stage in SEND:
                self._send(self.file)
            else:
                self._move(self.file, NEXT[stage][0])

    def print(self, kind: str) -> None:
        if self.file is None or not self._flush() or not self.room.settled():
            return
        visit, papers = self.file.visit.id, list[Document]()
        if self._try(lambda: papers.extend(self.room.desk.papers.print(visit, [kind]))):
            self.room.print_papers(papers)
            self.changed.emit()

    def _try(self, act: Callable[[], object]) -> bool:
        """As Room.try_to, with the very column that a need of the stages is met in."""
        try:
            act()
        except DeskError as trouble:
            trouble.field = FIELDS.get(trouble.say, trouble.field)
            self.room.troubled.emit(trouble)
            return False
        self.room.saved.emit()
        return True

    # To the workshop

    def _send(self, file: VisitFile) -> None:
        """Print, count what is open as signed on that paper, begin the work; then Today."""
        visit, sent = file.visit, list[Sent]()
        before = [dataclasses.replace(job) for job in file.work_order.jobs]
        if not self._try(lambda: sent.append(self.room.desk.ordering.send(visit.id))):
            return
        self.room.print_papers(list(sent[0].papers))
        self.changed.emit()

        def back() -> None:
            reason = self.room.voice.say(say("taken back"))
            jobs = before if sent[0].approval else []
            self.room.try_to(lambda: self.room.desk.ordering.take_back_sending(visit.id, sent[0], jobs, reason=reason))
            self.room.visit_wanted.emit(visit.id, 3)

        plate = self.room.voice.language.code_text("plate", visit.plate) or visit.number
        self.room.tell(say("{plate} is in work. Work order and job card go to the printer.", plate=plate), back)
        self.room.place_wanted.emit("today")

    def _move(self, file: VisitFile, stage: str) -> None:
        visit, before = file.visit.id, file.visit.stage
        if not self._try(lambda: self.room.desk.workshop.move(visit, stage)):
            return
        self.changed.emit()

        def back() -> None:
            reason = self.room.voice.say(say("taken back"))
            self.room.try_to(lambda: self.room.desk.workshop.move(visit, before, reason=reason))
            self.changed.emit()

        knows_way_back = any(one.move.go == before for one in self.room.desk.workshop.moves(self.file or file))
        self.room.tell(say("Now: {stage}", stage=Visit.spec("stage").option(stage)), back if knows_way_back else None)
