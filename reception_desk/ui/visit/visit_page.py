"""A visit on the screen: banner, the four steps, what is to be said about them, and the footer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from reception_desk.desk.history import PastJob
from reception_desk.desk.visit_file import VisitFile
from reception_desk.errors import DeskError
from reception_desk.forms.stages import ENDED
from reception_desk.forms.words import NOTHING, Text, say, value
from reception_desk.ui.page import Page
from reception_desk.ui.room import Room
from reception_desk.ui.visit.banner_facts import banner_facts
from reception_desk.ui.visit.check_in_tab import CheckInTab
from reception_desk.ui.visit.checkout_tab import CheckoutTab
from reception_desk.ui.visit.late_line import LateLine
from reception_desk.ui.visit.move_reason import asked_of
from reception_desk.ui.visit.tab import Tab
from reception_desk.ui.visit.visit_body import VisitBody
from reception_desk.ui.visit.walk_around_tab import WalkAroundTab
from reception_desk.ui.visit.whole_order import changes_words
from reception_desk.ui.visit.work_order_tab import WorkOrderTab
from reception_desk.ui.widgets.banner import Banner
from reception_desk.ui.widgets.footer import Footer
from reception_desk.ui.widgets.info_bar import InfoBar
from reception_desk.ui.widgets.reason_line import ReasonLine
from reception_desk.ui.widgets.steps_bar import StepsBar

STEPS = (say("Check-in"), say("Walk-around"), say("Work order"), say("Checkout"))
FITTING = {"arrived": 1, "waiting": 3, "in_work": 3, "parts": 3, "qc": 3, "ready": 4, "closed": 4, "cancelled": 1}
IDLE_MS = 60_000


class VisitPage(Page):
    prints = True
    shown = Signal(object)
    """The VisitFile that stands on the page, after every change."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.file: VisitFile | None = None
        self.step = 1
        self._refused = False
        self.banner = Banner(room.voice)
        self.steps = StepsBar(room.voice, list(STEPS))
        self.bar = InfoBar(room.voice)
        self.bar.setObjectName("visit.info")
        self.reason = ReasonLine(room.voice, "visit")
        self.late = LateLine(room)
        self.late.changed.connect(self.refresh)
        self.footer: Footer = Footer(room.voice)
        self.makers: list[Callable[[Room], Tab]] = [CheckInTab, WalkAroundTab, WorkOrderTab, CheckoutTab]
        self.tabs: dict[int, Tab] = {}
        self.stack = QStackedWidget()
        self.body = VisitBody(room, self.stack)
        self.body.repeat_wanted.connect(self._repeat)
        self._lay_out()
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self.gather)
        self.steps.chosen.connect(lambda at: self.open_step(at + 1))
        self.steps.missing_wanted.connect(self._go_to_missing)
        self.steps.info.clicked.connect(self._turn_info)
        self.banner.move_wanted.connect(self._move)
        self.footer.undo_wanted.connect(room.undo.undo)
        room.undo.changed.connect(self._offer_undo)
        room.undo.undone.connect(self.refresh)
        room.saved.connect(self._saved)
        room.voice.changed.connect(self._say_again)

    def _lay_out(self) -> None:
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(0)
        lay.addWidget(self.banner)
        lay.addWidget(self.steps)
        messages = QVBoxLayout()
        messages.setContentsMargins(16, 0, 16, 0)
        messages.setSpacing(8)
        edge = QWidget()  # what is told keeps its distance from the steps
        edge.setFixedHeight(0)
        messages.addWidget(edge)
        messages.addWidget(self.bar)
        messages.addWidget(self.reason)
        messages.addWidget(self.late)
        lay.addLayout(messages)
        lay.addWidget(self.body, 1)
        lay.addWidget(self.footer)

    # Opening

    def open(self, visit: str, step: int = 0) -> bool:
        """Show a visit at a step, or at the one that fits its stage."""
        if self.file is not None and self.file.visit.id != visit:
            self.park()
        try:
            file = self.room.desk.reception.file(visit)
        except DeskError as trouble:
            self.room.troubled.emit(trouble)
            return False
        if self.file is None or self.file.visit.id != visit:
            self.room.undo.clear()
            self.bar.clear()
            self.reason.close_line()
            self.body.shut()
            self.footer.tell_saved(NOTHING)
        self._show(file)
        self.open_step(step or FITTING.get(file.visit.stage, 1))
        return True

    def park(self) -> None:
        """Leave the visit: what is half typed is taken, its edits become an event."""
        if self.file is not None:
            self.flush()
            self.gather()
            self.room.undo.clear()
            self.file = None

    def gather(self) -> None:
        if self.file is not None:
            try:
                self.room.desk.sheets.leave(*self.file.sheet_ids())
            except DeskError as trouble:
                self.room.troubled.emit(trouble)

    def flush(self) -> None:
        self.late.flush()
        for tab in self.tabs.values():
            tab.flush()

    def open_step(self, step: int) -> None:
        """Any step may be opened any time; leaving one saves nothing and asks nothing."""
        if self.file is None:
            return
        self.step = step
        tab = self._tab(step)
        tab.show_file(self.file)
        self.stack.setCurrentWidget(tab)
        self.body.show_file(self.file, step)
        self.steps.select(step - 1)
        self._fold()
        self.footer.set_buttons(tab.buttons())
        self._judge()
        tab.enter()

    def enter(self) -> None:
        """Where the work of this step begins."""
        if self.step in self.tabs:
            self.tabs[self.step].enter()

    def _tab(self, step: int) -> Tab:
        """The tab of a step, built when it is first opened."""
        if step not in self.tabs:
            tab = self.makers[step - 1](self.room)
            tab.changed.connect(self.refresh)
            tab.folded_changed.connect(self._fold)
            tab.next_wanted.connect(lambda: self.open_step(min(self.step + 1, 4)))
            tab.history_wanted.connect(lambda last: self.repeat_last() if last else self.open_history())
            self.tabs[step] = tab
            self.stack.addWidget(tab)
        return self.tabs[step]

    @property
    def _order(self) -> WorkOrderTab:
        """The third step, once it was opened."""
        tab = self.tabs[3]
        assert isinstance(tab, WorkOrderTab)
        return tab

    def _fold(self) -> None:
        self.steps.offer_info(on=self.tabs[self.step].folded() if self.step in self.tabs else False)

    def _turn_info(self) -> None:
        self.tabs[self.step].turn_info()

    # Showing

    def refresh(self) -> None:
        """Something was kept: load the file again and show it."""
        if self.file is not None:
            try:
                self._show(self.room.desk.reception.file(self.file.visit.id))
            except DeskError as trouble:
                self.room.troubled.emit(trouble)
                return
            self.tabs[self.step].show_file(self.file)
            self.body.show_file(self.file, self.step)
            self.footer.set_buttons(self.tabs[self.step].buttons())
            self._judge()

    def _show(self, file: VisitFile) -> None:
        self.file = file
        moves = self.room.desk.workshop.moves(file)
        self.banner.show_facts(banner_facts(self.room.desk, file, moves))
        self.late.show_file(file)
        self.shown.emit(file)

    def tick(self) -> None:
        """Time went on: the promise comes nearer."""
        if self.file is not None:
            self._show(self.file)

    def _judge(self) -> None:
        assert self.file is not None
        for step in range(1, 5):
            tab = self.tabs.get(step)
            if tab is not None:
                tab.file = self.file
            self.steps.set_mark(step - 1, tab.mark() if tab is not None else self._mark_of(self.file, step))
        missing = NOTHING if self.file.visit.stage in ENDED else self.tabs[self.step].missing()
        self.steps.tell(missing or self._complete(), done=not missing)

    def _complete(self) -> Text:
        """What may be said of a step that lacks nothing."""
        assert self.file is not None
        if self.file.visit.stage in ENDED:
            return NOTHING
        return say("Ready to settle") if self.step == 4 else say("All that is required is there")

    def _say_again(self) -> None:
        if self.file is not None:
            self.tick()
            self._judge()

    def _saved(self) -> None:
        if self._refused:
            self._refused = False
            self.bar.clear()  # what was refused is settled, or left
        clock = value("clock_seconds", self.room.desk.now())
        self.footer.tell_saved(say("Saved {time}", time=clock))
        self._idle.start()

    def _offer_undo(self) -> None:
        step = self.room.undo.next
        self.footer.offer_undo(say("Undo: {what}", what=step) if step else NOTHING)

    # Doing

    def press_primary(self) -> None:
        if self.file is not None:
            self.flush()
            self.tabs[self.step].press_primary()

    def print(self) -> None:
        """Ctrl+P from every step: the paper of that step."""
        if self.file is not None:
            self.flush()
            self.tabs[self.step].print()

    def came_earlier(self) -> None:
        """The car had come before: its visit is typed in from papers."""
        if self.file is not None:
            visit = self.file.visit.id
            self.flush()
            if self.room.try_to(lambda: self.room.desk.late.begin(visit)):
                self.refresh()
                self.late.focus_field("arrived")

    def add_job(self) -> None:
        """Ctrl+J from anywhere: the entry row of the work order."""
        self.open_step(3)
        self._order.enter_line()

    def open_history(self) -> None:
        """F9: the car's earlier visits at the right, or away again."""
        if self.file is not None:
            self.body.toggle(self.file)

    def repeat_last(self) -> None:
        """Ctrl+R: jobs of an earlier visit once more; Enter takes all of the last one."""
        if self.file is not None:
            if self.step != 3:
                self.open_step(3)
            self.body.repeat(self.file)

    def _repeat(self, jobs: list[PastJob]) -> None:
        if self.step != 3:
            self.open_step(3)
        again = self._order.whole.repeat(jobs)
        if again is None:
            return
        if again.changes:
            self.bar.tell("check", changes_words(again), [("visit.info.close", say("Close"), self.bar.clear)])
        if self.body.taken():
            self._order.enter_line()

    def _move(self, stage: str) -> None:
        assert self.file is not None
        found = [one for one in self.room.desk.workshop.moves(self.file) if one.move.go == stage]
        if found and found[0].missing:
            self.bar.tell("stop", found[0].missing[0], [("visit.info.close", say("Close"), self.bar.clear)])
        elif found and found[0].move.reason:
            self.reason.ask(*asked_of(found[0].move.come, stage), partial(self._go, stage))
        elif found:
            self._go(stage, "")

    def _go(self, stage: str, reason: str) -> None:
        assert self.file is not None
        visit, before = self.file.visit.id, self.file.visit.stage
        self.flush()
        if self.room.try_to(lambda: self.room.desk.workshop.move(visit, stage, reason=reason)):
            self.bar.clear()
            self.refresh()
            word = self.file.visit.spec("stage").option(stage)
            self.room.tell(say("Now: {stage}", stage=word), self._back(visit, before))

    def _back(self, visit: str, before: str) -> Callable[[], None] | None:
        """Undo of a move, where the table knows the way back."""
        assert self.file is not None
        ways = [one.move.go for one in self.room.desk.workshop.moves(self.file) if not one.missing]
        if before not in ways:
            return None

        def back() -> None:
            reason = self.room.voice.say(say("taken back"))
            self.room.try_to(lambda: self.room.desk.workshop.move(visit, before, reason=reason))
            self.refresh()

        return back

    def tell_trouble(self, trouble: DeskError) -> None:
        """The sentence in the info bar, with a way to the field that it is about."""
        actions: list[tuple[str, Text, Callable[[], None]]] = []
        if trouble.field and self.file is not None:
            actions.append(("visit.info.go", say("Go there"), lambda: self.go_to(trouble.field)))
        actions.append(("visit.info.close", say("Close"), self.bar.clear))
        self.bar.tell("stop", trouble.say, actions)
        self._refused = True

    def go_to(self, key: str) -> None:
        """Open the step that holds "table.field" and put the focus there."""
        home = {"check_in": 1, "vehicle": 1, "customer": 1, "walk_around": 2, "work_order": 3, "line": 3, "job": 3}
        self.bar.clear()
        if key.startswith("shop."):
            self.room.place_wanted.emit("settings")
            return
        if key.startswith("visit.") and self.late.isVisible():
            self.late.focus_field(key.partition(".")[2])
            return
        self.open_step(home.get(key.partition(".")[0], 4))
        self.tabs[self.step].focus_field(key)
        # once what was folded has its height
        QTimer.singleShot(0, self, show_focus)

    def _go_to_missing(self) -> None:
        key = self.tabs[self.step].missing_at()
        if key:
            self.go_to(key)
        else:
            self.enter()

    def _mark_of(self, file: VisitFile, step: int) -> str:
        """The mark of a step whose tab was not opened yet."""
        if step == 1:
            stops = self.room.desk.workshop.problems(file, "print")
            return "half" if any(table == "check_in" for table, _ in stops) else "tick"
        return _mark_by_sheet(file, step)


def show_focus() -> None:
    """Scroll the page until the field that has the focus is in sight."""
    field = QApplication.focusWidget()
    above = field.parentWidget() if field is not None else None
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if above is not None and field is not None:
        above.ensureWidgetVisible(field)


def _mark_by_sheet(file: VisitFile, step: int) -> str:
    if step == 2:
        return {"on_paper": "half", "none_new": "tick", "marked": "tick"}.get(file.walk_around.state, "")
    if step == 3:
        return "" if not file.work_order.jobs else "tick" if file.work_order.approvals else "half"
    return "tick" if file.visit.stage == "closed" else ""
