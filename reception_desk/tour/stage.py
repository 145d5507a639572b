"""Where the story is played: application, demo shop, window, and the judgement at the end."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path
from types import TracebackType

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from reception_desk import app as program
from reception_desk.demo import make_demo
from reception_desk.desk.desk import Desk
from reception_desk.desk.visit_file import VisitFile
from reception_desk.errors import DeskError
from reception_desk.forms.document import Document
from reception_desk.forms.moments import Clock, FixedClock, SystemClock
from reception_desk.forms.words import Text, verbatim
from reception_desk.store.ids import UuidIds
from reception_desk.sweeping import Sweeper
from reception_desk.tour.counting import Counter
from reception_desk.tour.folder import Folder
from reception_desk.tour.hands import Hands, StepFailed
from reception_desk.ui.main_window import MainWindow
from reception_desk.ui.places.board_model import ACTION
from reception_desk.ui.places.board_table import BoardTable
from reception_desk.ui.printer import FOLDER, Question, SystemPort

MOMENT = datetime(2026, 11, 21, 15, 20, tzinfo=timezone(timedelta(hours=8)))
SEED = 2026
SIZE = (1366, 768)


class FolderPort(SystemPort):
    """The program's own printer, but for one thing: a tour never uses somebody's paper."""

    def send(self, pdf: bytes, name: str, target: str, folder: Path) -> Text:
        if target != FOLDER:
            raise DeskError(verbatim(f"The tour prints into its folder only, not to {target or 'a printer'}."))
        return super().send(pdf, name, target, folder)

    def ask(self, question: Question) -> Text | None:
        raise DeskError(verbatim(f"The tour opens no dialog of the system for {question.name}."))


class Stage:
    """What each chapter is given: hands at the window, eyes on the desk, and the folder."""

    def __init__(self, folder: Folder, language: str, *, now: bool) -> None:
        self.folder, self.language = folder, language
        self.clock: Clock = SystemClock() if now else FixedClock(MOMENT)
        self.ids = UuidIds(self.clock, seed=None if now else SEED)
        self.journeys: dict[str, dict[str, int]] = {}
        self.step = "start"
        self.seen: dict[str, str] = {}
        """What an earlier chapter leaves for a later one, by name: the id of a visit."""
        self.counter = Counter()
        self.hands: Hands
        self.window: MainWindow
        self.glass: QWidget | None = None
        self._mistakes: list[str] = []

    @property
    def desk(self) -> Desk:
        return self.window.desk

    def words(self, en: str, zh: str) -> str:
        """What a person of this language types."""
        return zh if self.language == "zh_CN" else en

    # Playing

    def play(self) -> list[str]:
        """The whole story; returns what went wrong."""
        from reception_desk.tour.story import BEFORE, CHAPTERS

        hook, sys.excepthook = sys.excepthook, self._mistake
        app = program.application(bundled_fonts=True)
        app.setCursorFlashTime(0)
        Sweeper(app)
        app.installEventFilter(self.counter)
        try:
            for self.step, before in BEFORE:
                before(self)
            self._open()
            for self.step, chapter in CHAPTERS:
                self.wait_for_message()
                chapter(self)
        except (StepFailed, DeskError) as trouble:
            self._mistakes.append(f"{self.step}: {trouble}")
            if self.glass is not None:
                self.folder.picture(self.glass, "failed")
        finally:
            app.removeEventFilter(self.counter)
            self._close()
            sys.excepthook = hook
            self.folder.keep_actions(self.journeys)
        return self._mistakes + self._over_budget()

    def _over_budget(self) -> list[str]:
        return [
            f"{name} took {tally['actions']} actions, {tally['budget']} are the most"
            for name, tally in self.journeys.items()
            if tally["actions"] > tally["budget"]
        ]

    def _mistake(self, kind: type[BaseException], value: BaseException, trace: TracebackType | None) -> None:
        """What a slot raised: Qt goes on, the tour has failed."""
        last = traceback.extract_tb(trace)[-1:] if trace is not None else []
        where = f" at {Path(last[0].filename).name}:{last[0].lineno}" if last else ""
        self._mistakes.append(f"{self.step}: {kind.__name__}: {value}{where}")
        traceback.print_exception(kind, value, trace)

    # The window

    def show(self, glass: QWidget) -> None:
        """Put a window before the hands, as large as all pictures are."""
        self.glass = glass
        self.hands = Hands(glass, self.counter, self._background)
        glass.resize(*SIZE)
        glass.show()
        glass.activateWindow()
        if not QTest.qWaitForWindowActive(glass, 10_000):
            raise StepFailed("the window does not come to the front, so that no key would reach it")

    def _open(self) -> None:
        desk = Desk(self.folder.shop, clock=self.clock, ids=self.ids)
        try:
            make_demo(desk, self.language)
        finally:
            desk.close(backup=False)
        self.window = program.open_desk(
            self.folder.shop, language=self.language, clock=self.clock, ids=self.ids, printer=FolderPort()
        )
        self.show(self.window)

    def _background(self) -> None:
        if self.glass is getattr(self, "window", None):
            self.window.tray.wait()

    def _close(self) -> None:
        if self.glass is not None:
            self.glass.close()
        QApplication.processEvents()

    # What chapters use

    def picture(self, name: str) -> None:
        self.hands.settle()
        assert self.glass is not None
        self.folder.picture(self.glass, name)

    def papers(self, count: int, what: str) -> None:
        """So many papers must have come out of the printer since the last look."""
        self.hands.settle()
        taken = self.folder.take_papers()
        self.hands.expect(len(taken) == count, f"{what}: {count} papers should be printed, {len(taken)} were")

    @contextmanager
    def journey(self, name: str, budget: int) -> Iterator[None]:
        """Count what is done inside against the budget of UX.md 4."""
        self.counter.start(budget)
        yield
        tally = self.counter.stop()
        self.journeys[name] = {"actions": tally.actions, "keys": tally.keys, "budget": tally.budget}

    def later(self, minutes: float) -> None:
        """Time goes by in the shop, and what was told goes with it; the real clock is left alone."""
        self.wait_for_message()
        if isinstance(self.clock, FixedClock):
            self.clock.advance(minutes * 60)
        self.hands.press("F5")

    def wait_for_message(self) -> None:
        """What was told goes by itself after some seconds; a press saves the waiting."""
        if self.window.toast.isVisible():
            self.hands.click_on(self.window.toast.words)

    def file(self, visit: str) -> VisitFile:
        return self.desk.reception.file(visit)

    def visit_of(self, plate: str) -> str:
        """The visit of a car that is in the shop."""
        hits = [hit for hit in self.desk.reception.search(plate) if hit.group == "in_shop" and hit.visit is not None]
        self.hands.expect(len(hits) == 1, f"{plate} should be in the shop once, it is {len(hits)} times")
        assert hits[0].visit is not None
        return hits[0].visit.id

    def on_page(self) -> str:
        """The id of the visit that the window shows, "" where it shows none."""
        page = self.window.page.visit if self.window.place == "visit" else None
        file = page.file if page is not None else None
        return file.visit.id if file is not None else ""

    def documents(self, visit: str, kind: str) -> list[Document]:
        return [paper for paper in self.desk.papers.of_visit(visit) if paper.kind == kind]

    def press_row(self, plate: str) -> None:
        """Today: the button of this car's row."""
        if self.window.place != "today":
            self.hands.press("Ctrl+T")
        table = self.hands.see_a(BoardTable)
        plates = [line.row.vehicle.plate if line.row is not None else "" for line in table.board.lines]
        self.hands.expect(plates.count(plate) == 1, f"{plate} should stand on the board once")
        at = plates.index(plate)
        self.hands.click_cell(table, table.board.index(at, ACTION), rect=lambda: table.button_rect(at))
