"""The computer's clock: garages' clocks are wrong. Order and numbers never follow it, but what stands on paper does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reception_desk.forms.moments import Moment
from reception_desk.forms.words import NOTHING, Text, say, value

if TYPE_CHECKING:
    from reception_desk.desk.desk import Desk

MINUTE = 60_000
LATE = 10 * MINUTE
"""So much earlier than the last entry a clock may be: two computers' clocks differ, too."""
LONG = 180 * 24 * 60 * MINUTE
"""No shop is shut for half a year without a look at the clock."""
JUMP = 5 * MINUTE


class Watch:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._start()

    def _start(self) -> None:
        self._wall, self._steady = self._desk.now(), self._desk.clock.elapsed()

    def at_start(self) -> Text:
        """What is odd about the clock as the shop is opened: against the last entry that was made."""
        last, now = self._desk.store.journal.last(), self._desk.now()
        if last is None:
            return NOTHING
        if now.ms < last.ms - LATE:
            return say(
                "This computer's clock shows {now}, but the last entry was made at {last}. Set the clock, then go on.",
                now=value("moment", now),
                last=value("moment", last),
            )
        if now.ms > last.ms + LONG:
            return say(
                "This computer's clock shows {now}; the last entry was made at {last}. Is the clock right?",
                now=value("moment", now),
                last=value("moment", last),
            )
        return NOTHING

    def jumped(self) -> Text:
        """Whether somebody set the clock since the last look; told once."""
        now = self._desk.now()
        expected = self._wall.ms + self._desk.clock.elapsed() - self._steady
        self._start()
        if abs(now.ms - expected) < JUMP:
            return NOTHING
        return say(
            "This computer's clock jumped from {before} to {now}. Look at it before you go on.",
            before=value("moment", Moment(expected, now.offset)),
            now=value("moment", now),
        )
