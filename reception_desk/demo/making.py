"""The demo shop's folder, made beside the window: whole, or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal
from PySide6.QtWidgets import QWidget

from reception_desk import demo, errors
from reception_desk.desk.desk import Desk
from reception_desk.errors import DeskError
from reception_desk.forms.moments import SystemClock
from reception_desk.forms.words import say
from reception_desk.store.database import FILE
from reception_desk.ui.making_page import MakingPage
from reception_desk.ui.voice import Voice


class Stopped(Exception):
    """Somebody does not want the demo shop any more."""


def is_made(folder: Path) -> bool:
    return (folder / FILE).exists()


def make_demo_shop(folder: Path, language: str, tell: Callable[[int, int], None] = demo.unheard) -> None:
    """Fill the folder when nothing is there yet. What `tell` raises stops it; then nothing is left."""
    if is_made(folder):
        return
    half = folder.with_name(f"{folder.name}-being-made")
    shutil.rmtree(half, ignore_errors=True)
    try:
        desk = Desk(half, clock=SystemClock())
        try:
            demo.make_demo(desk, language, tell)
        finally:
            desk.close(backup=False)
        _put(half, folder)
    finally:
        shutil.rmtree(half, ignore_errors=True)


def _put(half: Path, folder: Path) -> None:
    try:
        with suppress(OSError):
            folder.rmdir()  # an empty one would be in the way
        half.rename(folder)
    except OSError as trouble:
        raise errors.read_only(folder) from trouble


class _Thread(QThread):
    """SQLite belongs to one thread: the desk that makes the shop begins and ends in this one."""

    advanced = Signal(int, int)

    def __init__(self, folder: Path, language: str, parent: QObject) -> None:
        super().__init__(parent)
        self.trouble: DeskError | None = None
        self.stopped = False
        self._folder, self._language = folder, language

    def run(self) -> None:
        with suppress(Stopped):
            try:
                make_demo_shop(self._folder, self._language, self._tell)
            except DeskError as trouble:
                self.trouble = trouble

    def _tell(self, done: int, whole: int) -> None:
        if self.stopped:
            raise Stopped
        self.advanced.emit(done, whole)


class DemoMaker(QObject):
    """Makes the demo shop behind a page over `host` that tells how far it is. `stop` it before the window goes."""

    made = Signal()

    def __init__(self, voice: Voice, host: QWidget, folder: Path, language: str) -> None:
        super().__init__(host)
        self._folder = folder
        about = say("Three years of visits are played through the desk, with their papers. It takes some seconds.")
        self.page = MakingPage(voice, host, say("Making the demo shop …"), about)
        self.page.left.connect(self._leave)
        self._thread = _Thread(folder, language, self)
        self._thread.advanced.connect(self._advanced)
        self._thread.finished.connect(self._finished)
        self._thread.start()

    def stop(self) -> None:
        """Returns when the thread has ended; what was half made is gone then."""
        self._thread.stopped = True
        self._thread.wait()

    def _advanced(self, done: int, whole: int) -> None:
        self.page.advance(done, whole, say("{done} of {whole} visits", done=done, whole=whole))

    def _leave(self) -> None:
        self.stop()
        self.page.hide()
        self.page.deleteLater()

    def _finished(self) -> None:
        if self._thread.stopped:
            return
        if is_made(self._folder):
            self.made.emit()
        else:
            trouble = self._thread.trouble
            self.page.fail(trouble.say if trouble else say("The program made a mistake"))
