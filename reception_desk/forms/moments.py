"""A point in time as the shop keeps it: UTC milliseconds plus the offset that the clock on the wall had."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta, timezone
from typing import NamedTuple, Protocol


class Moment(NamedTuple):
    """`ms`: milliseconds since 1970 in UTC; `offset`: minutes east of UTC as shown to the customer."""

    ms: int
    offset: int

    @classmethod
    def of(cls, local: datetime) -> Moment:
        """From an aware datetime."""
        delta = local.utcoffset() or timedelta()
        return cls(round(local.timestamp() * 1000), int(delta.total_seconds() // 60))

    def local(self) -> datetime:
        zone = timezone(timedelta(minutes=self.offset))
        return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=self.ms)).astimezone(zone)

    def day(self) -> str:
        return self.local().date().isoformat()

    def plus(self, minutes: int) -> Moment:
        return Moment(self.ms + minutes * 60_000, self.offset)

    def up_to(self, minutes: int) -> Moment:
        """The next full so many minutes on the wall clock, itself if it is one."""
        step, east = minutes * 60_000, self.offset * 60_000
        return Moment(-(-(self.ms + east) // step) * step - east, self.offset)


class Clock(Protocol):
    """Where time comes from; `at` gives the moment of a wall-clock time, with the offset that holds on that day.

    `elapsed`: milliseconds that have gone by since some moment, whatever the wall clock was set to meanwhile.
    """

    def now(self) -> Moment: ...

    def at(self, wall: datetime) -> Moment: ...

    def elapsed(self) -> int: ...


class SystemClock:
    def now(self) -> Moment:
        ms = time.time_ns() // 1_000_000  # a save asks thirty times; by way of a datetime that took eight times as long
        return Moment(ms, time.localtime(ms // 1000).tm_gmtoff // 60)

    def at(self, wall: datetime) -> Moment:
        return Moment.of(wall.astimezone())

    def elapsed(self) -> int:
        """Hours of sleep count where the system can tell them."""
        boot = getattr(time, "CLOCK_BOOTTIME", None)
        return (time.monotonic_ns() if boot is None else time.clock_gettime_ns(boot)) // 1_000_000


class FixedClock:
    """A clock that tests and the tour own: it stands at `start` and moves only when told to."""

    def __init__(self, start: datetime) -> None:
        self._now = Moment.of(start)
        self._elapsed = 0

    def now(self) -> Moment:
        return self._now

    def at(self, wall: datetime) -> Moment:
        zone = timezone(timedelta(minutes=self._now.offset))
        return Moment.of(wall.replace(tzinfo=zone))

    def advance(self, seconds: float) -> None:
        self._elapsed += round(seconds * 1000)
        self.set(Moment(self._now.ms + round(seconds * 1000), self._now.offset))

    def set(self, now: Moment) -> None:
        """Somebody set the clock; no time goes by."""
        self._now = now

    def elapsed(self) -> int:
        return self._elapsed
