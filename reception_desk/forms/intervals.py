"""When a service is due: the earlier of its months and the day on which the car's own distance reaches its interval."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

SOON = 14
"""Days before the due date from which the customer is told."""
SHORTEST = 14
"""Days between two readings that tell how far a car goes a day; less is chance."""
LAST_YEAR = 2200


@dataclass(frozen=True, slots=True)
class Reading:
    """The odometer on an ISO day; None where it was not read."""

    day: str
    odometer: int | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """`day` is "" where only the distance is known; `odometer` is the reading that it is due at, None for none.
    `by`: what comes first, "time" or "distance"; `done`: whether it was ever done here."""

    day: str
    odometer: int | None
    by: str
    done: bool


def daily(readings: Iterable[Reading]) -> Fraction | None:
    """The car's average distance a day between its first and its last reading; None where nobody can know.

    A reading below an earlier one (a typing error, a new cluster) ends the series: only what came after it counts.
    """
    series = _series(readings)
    if len(series) < 2:
        return None
    (first, low), (last, high) = series[0], series[-1]
    days = (last - first).days
    return Fraction(high - low, days) if days >= SHORTEST and high > low else None


def _series(readings: Iterable[Reading]) -> list[tuple[date, int]]:
    known = sorted((date.fromisoformat(one.day), one.odometer) for one in readings if one.day and one.odometer)
    found: list[tuple[date, int]] = []
    for day, odometer in known:
        if found and odometer < found[-1][1]:
            found = []
        found.append((day, odometer))
    return found


def due(
    months: int | None,
    distance: int | None,
    *,
    last: Reading | None,
    registered: str = "",
    readings: Sequence[Reading] = (),
) -> Due | None:
    """When a service with this interval is due next. `last`: when it was done; None: never, then the time counts from
    the first registration and the distance from 0. None where neither can be told."""
    start = last.day if last else registered
    by_time = months_on(start, months) if months and start else None
    odometer = (last.odometer if last else 0) if distance else None
    at = odometer + distance if odometer is not None and distance else None
    by_distance = _reached(at, readings) if at is not None else None
    if by_distance is not None and (by_time is None or by_distance <= by_time):
        return Due(by_distance.isoformat(), at, "distance", last is not None)
    if by_time is not None:
        return Due(by_time.isoformat(), at, "time", last is not None)
    return Due("", at, "distance", last is not None) if at is not None else None


def months_on(day: str, months: int) -> date | None:
    """The same day (ISO) some months on, or the last one of a shorter month; None for a year that no calendar has."""
    start = date.fromisoformat(day)
    at = start.year * 12 + start.month - 1 + months
    year, month = divmod(at, 12)
    if not 1 <= year <= LAST_YEAR:
        return None
    after = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=start.day - 1), after - timedelta(days=1))


def _reached(odometer: int, readings: Sequence[Reading]) -> date | None:
    """The day on which the car stood or will stand at a reading, by its own pace; the day of the last reading where
    its pace is not known and the reading is passed."""
    series = _series(readings)
    if not series:
        return None
    day, now = series[-1]
    pace = daily(readings)
    if pace is None:
        return day if now >= odometer else None
    days = -(-(odometer - now) // pace)
    return day + timedelta(days=int(days)) if abs(days) < 365 * 50 else (day if days < 0 else None)


def standing(when: Due, today: str) -> str:
    """ "due" from its day on, "soon" in the two weeks before, else "later"."""
    if not when.day:
        return "later"
    left = (date.fromisoformat(when.day) - date.fromisoformat(today)).days
    return "due" if left <= 0 else "soon" if left <= SOON else "later"
