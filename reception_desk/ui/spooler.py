"""Papers wait for their printer here: one lane for each, off the window's thread, and none of them holds up another.

A printer that does nothing for `patience` is told of; what it was to print can then go elsewhere.
"""

from __future__ import annotations

import threading
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from reception_desk.errors import DeskError
from reception_desk.forms.words import NOTHING, Text, say, verbatim
from reception_desk.ui.printer import Port

PATIENCE_MS = 20_000
"""So long a printer may take for a paper before the desk speaks up (UX.md 3.10)."""


@dataclass(eq=False)
class Job:
    """One PDF on its way. `name`: of file and job, made of numbers and kinds only, never of a user's text."""

    pdf: bytes
    name: str
    target: str
    """A printer, `printer.FOLDER`, or "" for the computer's own."""
    folder: Path
    copies: int = 1
    """Still to go out: what came out before a trouble is not printed again."""
    title: Text = NOTHING
    """What a person calls it."""
    withdrawn: bool = False
    """Given up here, because it goes elsewhere or nowhere."""


class Spooler(QObject):
    """One job after the other for each printer."""

    printed = Signal(object, object)
    """(Job, Text): it went out; what to tell."""
    failed = Signal(object, object)
    """(Job, Text): it did not, and why."""
    _begun = Signal(object)
    _ended = Signal(object, object, bool)

    def __init__(self, port: Port, patience_ms: int = PATIENCE_MS) -> None:
        super().__init__()
        self.port, self.patience_ms = port, patience_ms
        self._lanes: dict[str, _Lane] = {}
        self._watches: dict[Job, QTimer] = {}
        self._begun.connect(self._watch)
        self._ended.connect(self._done)

    def send(self, job: Job) -> None:
        job.withdrawn = False
        self._lanes.setdefault(job.target, _Lane(self)).add(job)

    def wait(self, seconds: float = 60.0) -> bool:
        """Until all that was sent is out or has failed (the tour and closing wait, the desk never does)."""
        end = monotonic() + seconds
        return all(lane.wait(max(0.0, end - monotonic())) for lane in [*self._lanes.values()])

    def waiting(self) -> list[Job]:
        """What was sent and is neither out nor has failed."""
        return [job for lane in self._lanes.values() for job in lane.jobs()]

    # From the lanes

    def begun(self, job: Job) -> None:
        with suppress(RuntimeError):  # the window is gone, and with it who would listen
            self._begun.emit(job)

    def ended(self, job: Job, text: Text, *, out: bool) -> None:
        with suppress(RuntimeError):
            self._ended.emit(job, text, out)

    # On the window's thread

    def _watch(self, job: Job) -> None:
        if job.withdrawn or not self._lanes[job.target].holds(job):
            return  # it was quicker than its message
        watch = QTimer(self)
        watch.setSingleShot(True)
        watch.timeout.connect(lambda: self._give_up(job))
        watch.start(self.patience_ms)
        self._watches[job] = watch

    def _give_up(self, stuck: Job) -> None:
        """The printer takes nothing: its lane is left to it, and all that waits there is told of."""
        self._unwatch(stuck)
        lane = self._lanes[stuck.target]
        if not lane.holds(stuck):
            return
        del self._lanes[stuck.target]
        printer = verbatim(stuck.target) if stuck.target else say("This computer's printer")
        text = say("{printer} has not taken the paper yet. The PDF is saved.", printer=printer)
        for job in lane.withdraw():
            self.failed.emit(job, text)

    def _done(self, job: Job, text: Text, out: bool) -> None:
        self._unwatch(job)
        if out:
            self.printed.emit(job, text)  # late or not: what is told to be missing is there
        elif not job.withdrawn:
            self.failed.emit(job, text)

    def _unwatch(self, job: Job) -> None:
        watch = self._watches.pop(job, None)
        if watch is not None:
            watch.stop()
            watch.deleteLater()


class _Lane:
    """The way to one printer. Its thread never keeps the program from ending, whatever a driver does."""

    def __init__(self, spooler: Spooler) -> None:
        self._spooler = spooler
        self._queue: deque[Job] = deque()
        self._changed = threading.Condition()
        self._running = False

    def add(self, job: Job) -> None:
        with self._changed:
            self._queue.append(job)
            if not self._running:
                self._start()

    def _start(self) -> None:
        self._running = True
        threading.Thread(target=self._run, name="printer", daemon=True).start()

    def jobs(self) -> list[Job]:
        with self._changed:
            return [*self._queue]

    def holds(self, job: Job) -> bool:
        with self._changed:
            return job in self._queue

    def withdraw(self) -> list[Job]:
        with self._changed:
            jobs = [*self._queue]
            self._queue.clear()
            for job in jobs:
                job.withdrawn = True
            return jobs

    def wait(self, seconds: float) -> bool:
        with self._changed:
            return self._changed.wait_for(lambda: not self._queue, seconds)

    def _run(self) -> None:
        job = self._next()
        if job is None:
            return
        try:
            self._send(job)
        finally:  # even after a mistake of ours there is a thread for what waits behind it
            self._start()

    def _next(self) -> Job | None:
        with self._changed:
            if self._queue:
                return self._queue[0]
            self._running = False
            return None

    def _send(self, job: Job) -> None:
        """The job leaves the lane before the news of it is told: who hears it may send it once more."""
        self._spooler.begun(job)
        text, out = say("The printer did not take the paper. The PDF is saved."), False
        try:
            while job.copies > 0:
                text = self._spooler.port.send(job.pdf, job.name, job.target, job.folder)
                job.copies -= 1
            out = True
        except DeskError as trouble:
            text = trouble.say
        finally:  # a mistake of ours goes on to the log, and the paper is not forgotten over it
            with self._changed:
                if job in self._queue:
                    self._queue.remove(job)
                self._changed.notify_all()
            self._spooler.ended(job, text, out=out)
