"""What the search box finds and does: cars, people and visits of the desk, and behind `>` what can be done here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reception_desk.forms.words import NOTHING, say
from reception_desk.ui.keys import Command

if TYPE_CHECKING:
    from reception_desk.desk.finding import Hit
    from reception_desk.ui.main_window import MainWindow

SHOWN_HITS = 8
ASKS = (">", "＞", "》")
"""What stands before a command."""


class Searching(QObject):
    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.box = window.top.search
        self.box.searched.connect(self._search)
        self.box.chosen.connect(self.take)
        self.box.card_wanted.connect(self._open_last)
        self.box.new_wanted.connect(self._new)

    def _search(self, typed: str) -> None:
        from reception_desk.ui.search_rows import row_of, told_new

        if typed.lstrip().startswith(ASKS):
            self._commands(typed.lstrip()[1:])
            return
        found = self._window.desk.reception.search(typed)
        hits = found[:SHOWN_HITS]
        rows = [row_of(hit, typed) for hit in hits]
        strong = bool(hits) and hits[0].strong and bool(typed.strip())
        nothing = NOTHING
        if typed.strip() and not hits:
            nothing = told_new(self._window.desk.reception.newcomer(typed), typed)
        self.box.show_hits(rows, total=len(found), preselect=strong, nothing=nothing)

    def _commands(self, typed: str) -> None:
        """What can be done on this screen and holds what is typed; Enter does the first."""
        from reception_desk.ui.search_rows import command_row

        found = self._window.commands.find(typed)
        nothing = say("Nothing that can be done here is called “{typed}”.", typed=typed.strip())
        self.box.show_hits([command_row(one) for one in found], preselect=True, nothing=nothing)

    def take(self, hit: Hit | Command) -> None:
        """Do what the row says: open the visit, check the booking in, begin a new visit; or the command."""
        if isinstance(hit, Command):
            self.box.leave()
            self._window.commands.choose(hit.name)
            return
        self.box.clear()
        if hit.visit is not None:
            self._window.open_visit(hit.visit.id)
        else:
            self._window.page("new_visit").take(hit)

    def _open_last(self, hit: Hit | Command) -> None:
        """Ctrl+Enter on a row: the car's last record instead of what Enter would do."""
        if isinstance(hit, Command):
            self.take(hit)
            return
        visit = hit.last or hit.visit
        if visit is not None:
            self.box.clear()
            self._window.open_visit(visit.id)

    def _new(self, typed: str) -> None:
        if not typed.lstrip().startswith(ASKS):
            self._window.new_visit(typed)
