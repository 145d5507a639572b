"""The pages of the window by their names. Each is imported when it is first opened: the first screen waits for none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, overload

from reception_desk.forms.words import say

if TYPE_CHECKING:
    from reception_desk.ui.main_window import MainWindow
    from reception_desk.ui.new_visit import NewVisitPage
    from reception_desk.ui.page import Page
    from reception_desk.ui.places.debts import DebtsPage
    from reception_desk.ui.places.settings import SettingsPage
    from reception_desk.ui.places.today import TodayPage
    from reception_desk.ui.preview import Preview
    from reception_desk.ui.visit.visit_page import VisitPage

PLACES = (("today", "calendar-event", say("Today")), ("settings", "adjustments-horizontal", say("Settings")))
"""The rail: place, icon, words. Ctrl+Shift+1 is the first."""


class Pages:
    """Called with the name of a page it gives that page, built when it is first asked for."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.made: dict[str, Page] = {}

    @overload
    def __call__(self, place: Literal["visit"]) -> VisitPage: ...
    @overload
    def __call__(self, place: Literal["new_visit"]) -> NewVisitPage: ...
    @overload
    def __call__(self, place: Literal["settings"]) -> SettingsPage: ...
    @overload
    def __call__(self, place: Literal["debts"]) -> DebtsPage: ...
    @overload
    def __call__(self, place: Literal["preview"]) -> Preview: ...
    @overload
    def __call__(self, place: Literal["today"]) -> TodayPage: ...
    @overload
    def __call__(self, place: str) -> Page: ...
    def __call__(self, place: str) -> Page:
        if place not in self.made:
            page = self._make(place)
            page.closed.connect(self._window.back)
            if page.bell is not None:
                page.bell.clicked.connect(lambda: self._window.commands.do("messages"))
            self.made[place] = page
            self._window.stack.addWidget(page)
        return self.made[place]

    @property
    def visit(self) -> VisitPage | None:
        """The page of visits, once one was opened."""
        return self("visit") if "visit" in self.made else None

    def _make(self, place: str) -> Page:
        window, room = self._window, self._window.room
        match place:
            case "visit":
                from reception_desk.ui.visit.visit_page import VisitPage

                visit = VisitPage(room)
                visit.shown.connect(window.point_to_visit)
                return visit
            case "new_visit":
                from reception_desk.ui.new_visit import NewVisitPage

                return NewVisitPage(room)
            case "booking":
                from reception_desk.ui.booking_panel import BookingPanel

                return BookingPanel(room)
            case "settings":
                from reception_desk.ui.places.settings import SettingsPage

                return SettingsPage(room)
            case "debts":
                from reception_desk.ui.places.debts import DebtsPage

                return DebtsPage(room)
            case "preview":
                from reception_desk.ui.preview import Preview

                return Preview(room, window.tray)
        from reception_desk.ui.places.today import TodayPage

        return TodayPage(room)
