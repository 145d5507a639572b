"""A backup by hand: off the window's thread, while the desk goes on."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from reception_desk.desk.desk import Desk
from reception_desk.errors import DeskError
from reception_desk.forms.words import say
from reception_desk.ui.room import Room


class _Copying(QRunnable):
    def __init__(self, job: BackingUp, desk: Desk) -> None:
        super().__init__()
        self._job, self._desk = job, desk

    def run(self) -> None:
        try:
            self._desk.back_up()
        except DeskError as trouble:
            self._job.ended.emit(trouble)
        else:
            self._job.ended.emit(None)


class BackingUp(QObject):
    ended = Signal(object)
    """None, or the DeskError that kept it from being made."""
    made = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._running = False
        self._told = True
        """Whether there is still somebody to tell."""
        self.ended.connect(self._tell)

    def start(self) -> None:
        """A verified copy of all that is saved now, as at each close."""
        if self._running or not self._room.try_to(self._room.desk.sheets.leave):
            return
        self._running = True
        self._room.tell(say("Backing up…"))
        self._pool.start(_Copying(self, self._room.desk))

    def _tell(self, trouble: DeskError | None) -> None:
        self._running = False
        if not self._told:
            return
        if trouble is not None:
            self._room.troubled.emit(trouble)
            return
        self._room.tell(say("Backed up. The copy was opened and checked."))
        self.made.emit()

    def wait(self) -> None:
        """Until it is done: nothing is copied from a file that is being closed. Then nobody is told."""
        self._told = False
        self._pool.waitForDone()
