"""Papers wait for their printer here: one lane for each, off the window's thread, and none of them holds up another.

A printer that does nothing for `patience` is told of; what it was to print can then go elsewhere.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from reception_desk.errors import DeskError
from reception_desk.forms.words import NOTHING, Text, say, verbatim
from reception_desk.ui.printer import Chosen, Port, Question

PATIENCE_MS = 20_000
"""So long a printer may take for a paper before the desk speaks up (UX.md 3.10)."""


@dataclass(frozen=True)
class Dialog:
    """The system's own print dialog, before a paper goes out."""

    look: bytes
    """The paper as it is looked at."""
    language: str
    take: Callable[[Chosen], tuple[str, bytes] | None]
    """Archives what was accepted and gives its name and PDF; called on the window's thread. None: it could not."""


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
    dialog: Dialog | None = None
    """Until it was accepted the job has no PDF."""
    lane: str = ""
    """Whose turn it waits for; see `Spooler.send`."""


class Spooler(QObject):
    """One job after the other for each printer."""

    printed = Signal(object, object)
    """(Job, Text): it went out; what to tell."""
    failed = Signal(object, object)
    """(Job, Text): it did not, and why."""
    unable = Signal(object)
    """Text: why there is no dialog; nothing was to go out yet."""
    _begun = Signal(object)
    _accepted = Signal(object, object, object)
    _ended = Signal(object, object, bool)

    def __init__(self, port: Port, patience_ms: int = PATIENCE_MS) -> None:
        super().__init__()
        self.port, self.patience_ms = port, patience_ms
        self._lanes: dict[str, _Lane] = {}
        self._watches: dict[Job, QTimer] = {}
        self._begun.connect(self._watch)
        self._accepted.connect(self._take)
        self._ended.connect(self._done)

    def send(self, job: Job) -> None:
        """A dialog has a lane to itself: however long it stands open, nothing waits for it."""
        job.withdrawn = False
        job.lane = f"dialog\n{id(job)}" if job.dialog else job.target
        self._lanes.setdefault(job.lane, _Lane(self)).add(job)

    def wait(self, seconds: float = 60.0) -> bool:
        """Until all that was sent is out or has failed (the tour and closing wait, the desk never does)."""
        end = monotonic() + seconds
        return all(lane.wait(max(0.0, end - monotonic())) for lane in [*self._lanes.values()])

    def waiting(self) -> list[Job]:
        """What was sent and is neither out nor has failed."""
        return [job for job in self._jobs() if job.dialog is None]

    def dialogs(self) -> list[Job]:
        """What a dialog is open for."""
        return [job for job in self._jobs() if job.dialog is not None]

    def _jobs(self) -> list[Job]:
        return [job for lane in self._lanes.values() for job in lane.jobs()]

    def shut_dialogs(self) -> None:
        """Nobody waits for them any more."""
        for job in self.dialogs():
            job.withdrawn = True

    def rest(self) -> None:
        """The window is closed. What a driver says later is told to nobody: another shop may be open by then."""
        self.blockSignals(True)

    # From the lanes

    def begun(self, job: Job) -> None:
        with suppress(RuntimeError):  # the window is gone, and with it who would listen
            self._begun.emit(job)

    def accepted(self, job: Job, chosen: Chosen) -> bytes | None:
        """What is printed of a paper whose dialog was accepted, once the window has archived it."""
        done = threading.Event()
        with suppress(RuntimeError):
            self._accepted.emit(job, chosen, done)
            while not done.wait(0.2) and not job.withdrawn:
                pass
        if job.dialog is not None:
            return None
        self.begun(job)
        return job.pdf

    def ended(self, job: Job, text: Text, *, out: bool) -> None:
        with suppress(RuntimeError):
            self._ended.emit(job, text, out)

    # On the window's thread

    def _watch(self, job: Job) -> None:
        if job.withdrawn or not self._lanes[job.lane].holds(job):
            return  # it was quicker than its message
        watch = QTimer(self)
        watch.setSingleShot(True)
        watch.timeout.connect(lambda: self._give_up(job))
        watch.start(self.patience_ms)
        self._watches[job] = watch

    def _give_up(self, stuck: Job) -> None:
        """The printer takes nothing: its lane is left to it, and all that waits there is told of."""
        self._unwatch(stuck)
        lane = self._lanes[stuck.lane]
        if not lane.holds(stuck):
            return
        del self._lanes[stuck.lane]
        printer = verbatim(stuck.target) if stuck.target else say("This computer's printer")
        text = say("{printer} has not taken the paper yet. The PDF is saved.", printer=printer)
        for job in lane.withdraw():
            self.failed.emit(job, text)

    def _take(self, job: Job, chosen: Chosen, done: threading.Event) -> None:
        """From here on it is a job like all others."""
        assert job.dialog is not None
        try:
            taken = job.dialog.take(chosen)
            if taken is not None:
                job.name, job.pdf = taken
                job.target, job.copies, job.dialog = chosen.printer, chosen.copies, None
        finally:
            done.set()

    def _done(self, job: Job, text: Text, out: bool) -> None:
        self._unwatch(job)
        if job.lane != job.target:
            self._lanes.pop(job.lane, None)
        if job.dialog is not None:
            if text and not job.withdrawn:
                self.unable.emit(text)
            return
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
        text, out = say("The printer did not take the paper. The PDF is saved."), False
        try:
            told = self._ask(job, job.dialog) if job.dialog is not None else self._print(job)
            out = bool(told)
            text = told if out or job.dialog is not None else text
        except DeskError as trouble:
            text = trouble.say
        finally:  # a mistake of ours goes on to the log, and the paper is not forgotten over it
            with self._changed:
                if job in self._queue:
                    self._queue.remove(job)
                self._changed.notify_all()
            self._spooler.ended(job, text, out=out)

    def _print(self, job: Job) -> Text:
        self._spooler.begun(job)
        text = NOTHING
        while job.copies > 0:
            text = self._spooler.port.send(job.pdf, job.name, job.target, job.folder)
            job.copies -= 1
        return text

    def _ask(self, job: Job, dialog: Dialog) -> Text:
        """NOTHING where the dialog was left."""
        question = Question(
            dialog.look,
            job.name,
            job.target,
            job.copies,
            dialog.language,
            lambda chosen: self._spooler.accepted(job, chosen),
            lambda: job.withdrawn,
        )
        return self._spooler.port.ask(question) or NOTHING
