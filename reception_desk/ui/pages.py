"""The pages of the window by their names. Each is imported when it is first opened: the first screen waits for none."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from reception_desk.forms.words import say
from reception_desk.ui.room import Room

PLACES = (("today", "calendar-event", say("Today")), ("settings", "adjustments-horizontal", say("Settings")))
"""The rail: place, icon, words. Ctrl+Shift+1 is the first."""


def make_page(place: str, room: Room) -> QWidget:
    """A page: it has `refresh()`, `enter()` and `press_primary()`."""
    match place:
        case "visit":
            from reception_desk.ui.visit.visit_page import VisitPage

            return VisitPage(room)
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

            return Preview(room)
    from reception_desk.ui.places.today import TodayPage

    return TodayPage(room)
