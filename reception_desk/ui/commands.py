"""What the window does for each command of `keys`, whether it works here, and how `>` finds it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut

from reception_desk.forms.words import say
from reception_desk.ui import keys
from reception_desk.ui.keys import Command
from reception_desk.ui.pages import PLACES
from reception_desk.ui.panes import go_round

if TYPE_CHECKING:
    from reception_desk.ui.command_search import Index
    from reception_desk.ui.main_window import MainWindow
    from reception_desk.ui.more_commands import MoreCommands
    from reception_desk.ui.visit.visit_page import VisitPage

Act = Callable[[], object]
PAPER_OF_STEP = {2: "walk_around", 4: ""}
"""Which paper Ctrl+Shift+P shows; at checkout the last one that was made."""


class Commands(QObject):
    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._acts: dict[str, Act] = {
            "search": window.top.search.take_focus,
            "new_visit": window.new_visit,
            "new_booking": lambda: window.open_place("booking"),
            "primary": self._primary,
            "undo": window.room.undo.undo,
            "redo": window.room.undo.redo,
            "back": window.back,
            "forward": window.forward,
            "refresh": window.refresh,
            "full_screen": window.turn_full_screen,
            "pane": lambda: go_round(window, 1),
            "pane_back": lambda: go_round(window, -1),
            "saved": self._say_saved,
            "help": self._help,
            "messages": self._messages,
        }
        for place, _, _ in PLACES:
            self._acts[place] = partial(window.open_place, place)
        self._in_visit: dict[str, Callable[[VisitPage], object]] = {
            "step+": lambda page: page.open_step(page.step % 4 + 1),
            "step-": lambda page: page.open_step((page.step - 2) % 4 + 1),
            "preview": self._preview,
            "add_job": lambda page: page.add_job(),
            "repeat": lambda page: page.repeat_last(),
            "history": lambda page: page.open_history(),
            "came_earlier": lambda page: page.came_earlier(),
        }
        for number in range(1, 5):
            self._in_visit[f"step{number}"] = partial(_open_step, number)
        for one in keys.commands():
            if not one.own:
                self._bind(one)

    def _bind(self, one: Command) -> None:
        for key in one.keys:
            shortcut = QShortcut(QKeySequence(key), self._window)
            shortcut.setAutoRepeat(one.held)
            shortcut.activated.connect(lambda name=one.name: self.do(name))

    @cached_property
    def more(self) -> MoreCommands:
        """Those without a key, from the first look at them."""
        from reception_desk.ui.more_commands import MoreCommands

        return MoreCommands(self._window)

    @cached_property
    def _index(self) -> Index:
        from reception_desk.ui.command_search import Index

        return Index(self._window.desk)

    # Doing

    def do(self, name: str) -> None:
        """By the names of `keys`; what does not work here does nothing."""
        act = self._act(name)
        if act is not None:
            if name not in ("help", "messages"):
                self._window.panels.shut()
            act()

    def choose(self, name: str) -> None:
        """As a row of the search box: who chose the blue button there means it, also while the box has the focus."""
        if name == "primary":
            self._window.page(self._window.place).press_primary()
        else:
            self.do(name)

    def _act(self, name: str) -> Act | None:
        window = self._window
        if name == "print" and window.panels.help_open:
            return self.more.print_keys
        if name == "primary" and window.panels.help_open:
            return window.panels.help.shut
        if name in self._acts:
            return self._acts[name]
        page = window.page(window.place)
        if name == "print":
            return page.print if page.prints else None
        if window.place == "visit" and name in self._in_visit:
            return partial(self._in_visit[name], window.page("visit"))
        return self.more.act(name)

    def wait(self) -> None:
        """Until a backup that was begun here is made."""
        if "more" in self.__dict__:
            self.more.backing_up.wait()

    # Finding

    @property
    def screen(self) -> str:
        """The screen that is shown, as `keys.SCREENS` names it."""
        window = self._window
        return f"visit.{window.page('visit').step}" if window.place == "visit" else window.place

    def here(self) -> Iterator[Command]:
        """All that can be done on this screen."""
        for one in (*keys.commands(), *self.more.commands()):
            if not one.own and keys.works(one, self.screen) and self._act(one.name) is not None:
                yield one

    def find(self, typed: str) -> list[Command]:
        """What `>` offers for typed text, in either language or by pinyin."""
        return self._index.find([one for one in self.here() if one.listed], typed)

    # What only the window knows

    def _messages(self) -> None:
        self._window.panels.messages.turn()

    def _help(self) -> None:
        panels = self._window.panels
        if panels.help_open:
            panels.help.shut()
        else:
            panels.help.show_screen(self.screen, [one.name for one in self.here()])

    def _preview(self, page: VisitPage) -> None:
        """The paper of the step as it would be printed now; at checkout the last one that was."""
        page.flush()
        if page.file is None:
            return
        visit = page.file.visit.id
        kind = PAPER_OF_STEP.get(page.step, "work_order")
        papers = self._window.desk.papers.of_visit(visit)
        if kind:
            self._window.preview_next(visit, kind)
        elif papers:
            self._window.preview(papers[-1])
        else:
            self._window.room.tell(say("Nothing was printed for this visit yet."))

    def _primary(self) -> None:
        if self._window.place == "today" and self._window.top.search.line.hasFocus():
            return  # one press too many after closing a visit checks nobody in
        self._window.page(self._window.place).press_primary()

    def _say_saved(self) -> None:
        self._window.flush()
        self._window.room.tell(say("Everything is saved."))


def _open_step(step: int, page: VisitPage) -> None:
    page.open_step(step)
