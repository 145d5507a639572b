"""When something was or will be, as short as it can be told on a page of today."""

from __future__ import annotations

from reception_desk.forms.moments import Moment
from reception_desk.forms.words import NOTHING, Text, say, value


def when(moment: Moment | None, today: str) -> Text:
    """17:30 on the same day (ISO), 11-22 17:30 on another."""
    if moment is None:
        return NOTHING
    clock = value("clock", moment)
    if moment.day() == today:
        return say("{value}", value=clock)
    return say("{day} {time}", day=value("short_day", moment.day()), time=clock)
