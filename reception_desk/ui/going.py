"""Going about: to a place, to a visit, back and forward. Nothing that could not be saved is left behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from reception_desk.ui.leaving import Leaving
from reception_desk.ui.way import PASSING, Stop, Way

if TYPE_CHECKING:
    from reception_desk.ui.main_window import MainWindow
    from reception_desk.ui.page import Page
    from reception_desk.ui.preview import Preview

OVER_THE_VISIT = frozenset({"visit", "preview"})
"""While one of these is shown the visit stays open, with what can be undone in it."""


class Going:
    """Each way there gives False when the disk did not take what is typed here: then the page stays."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.way = Way()
        self.leaving = Leaving(window)
        window.room.settled = self.leaving.may_print

    def here(self) -> Stop:
        place, visit = self._window.place, self._window.page.visit
        if place != "visit" or visit is None or visit.file is None:
            return Stop(place)
        return Stop("visit", visit.file.visit.id, visit.step)

    def _show(self, place: str, page: Page) -> None:
        window = self._window
        window.stack.setCurrentWidget(page)
        window.rail.select(place)
        window.place = place

    def _leave(self, there: Stop) -> bool:
        """Take what is half typed here and remember where we were; a visit is parked."""
        window, here = self._window, self.here()
        window.panels.shut()
        menu = QApplication.activePopupWidget()
        if menu is not None:  # it was opened for this page, and would act on the next one
            menu.close()
        if here.place and not here.same(there) and not self.leaving.may_go():
            return False
        self.way.leave(here, there)
        visit = window.page.visit
        if visit is not None and there.place not in OVER_THE_VISIT:
            visit.park()
        window.bar.clear()
        return True

    def to_place(self, place: str) -> bool:
        window = self._window
        ready_to_search = place == "today" and window.place in ("", "visit")
        if not self._leave(Stop(place)):
            return False
        page = window.page(place)
        page.refresh()
        self._show(place, page)
        if place == "today":
            window.top.search.clear()
        page.enter()
        if ready_to_search:
            window.top.search.wait()
        window.count()
        return True

    def to_visit(self, visit: str, step: int = 0) -> bool:
        """At a step, or at the one that fits its stage."""
        if not self._leave(Stop("visit", visit)):
            return False
        window = self._window
        page = window.page("visit")
        self._show("visit", page)
        window.top.search.close_list()
        return page.open(visit, step) or self.to_place("today")

    def to_new_visit(self, typed: str) -> bool:
        if not self._leave(Stop("new_visit")):
            return False
        page = self._window.page("new_visit")
        self._show("new_visit", page)
        self._window.top.search.clear()
        page.enter(typed)
        return True

    def to_preview(self, page: Preview) -> bool:
        """A page with a paper on it."""
        if not self._leave(Stop("preview")):
            return False
        self._show("preview", page)
        page.enter()
        return True

    def by_rail(self, place: str) -> None:
        """A press on the rail; the visit there is the one that was open last."""
        last = self.way.last_visit()
        if place == "visit" and self._window.place != "visit" and last is not None:
            self.to_visit(last.visit, last.step)
        elif place != "visit":
            self.to_place(place)
        self._window.rail.select(self._window.place)

    # Back and forward

    def back(self) -> bool:
        """Alt+Left: where one was before."""
        way, here = self.way, self.here()
        if not way.behind:
            return self.to_place("today")
        behind, ahead = way.behind[:-1], [*way.ahead, *([] if here.place in PASSING else [here])]
        gone = self._to(way.behind[-1])
        if gone:
            way.behind, way.ahead = behind, ahead
        return gone

    def forward(self) -> bool:
        """Alt+Right: where Alt+Left came from."""
        way = self.way
        if not way.ahead:
            return False
        behind, ahead = [*way.behind, self.here()], way.ahead[:-1]
        gone = self._to(way.ahead[-1])
        if gone:
            way.behind, way.ahead = behind, ahead
        return gone

    def _to(self, stop: Stop) -> bool:
        if stop.visit:
            return self.to_visit(stop.visit, stop.step)
        return self.to_place("today" if stop.place in PASSING or stop.place == "visit" else stop.place)
