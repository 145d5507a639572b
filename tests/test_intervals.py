"""When a service is due, by months and by the car's own pace; and what the walk-around found."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reception_desk.forms.findings import findings, result_of
from reception_desk.forms.intervals import Due, Reading, daily, due, standing
from reception_desk.forms.walk_around import WalkAround


def days_from(start: str, *pairs: tuple[int, int | None]) -> list[Reading]:
    first = date.fromisoformat(start)
    return [Reading((first + timedelta(days=days)).isoformat(), odometer) for days, odometer in pairs]


# The car's own pace


def test_pace_is_the_distance_between_first_and_last_reading() -> None:
    assert daily(days_from("2026-01-01", (0, 10_000), (50, 11_000), (100, 15_000))) == 50


@pytest.mark.parametrize(
    "readings",
    [
        [],
        days_from("2026-01-01", (0, 10_000)),
        days_from("2026-01-01", (0, 10_000), (13, 11_000)),
        days_from("2026-01-01", (0, 10_000), (100, 10_000)),
        days_from("2026-01-01", (0, None), (100, 10_000)),
    ],
)
def test_pace_is_not_guessed(readings: list[Reading]) -> None:
    assert daily(readings) is None


def test_a_reading_below_the_last_begins_anew() -> None:
    readings = days_from("2026-01-01", (0, 90_000), (100, 1_000), (200, 5_000))
    assert daily(readings) == 40


# Due


def test_the_time_comes_first() -> None:
    readings = days_from("2026-01-01", (0, 10_000), (100, 11_000))  # 10 km a day
    found = due(6, 10_000, last=readings[0], readings=readings)
    assert found == Due("2026-07-01", 20_000, "time", True)


def test_the_distance_comes_first() -> None:
    readings = days_from("2026-01-01", (0, 10_000), (100, 20_000))  # 100 km a day
    found = due(24, 15_000, last=readings[0], readings=readings)
    assert found == Due("2026-05-31", 25_000, "distance", True)  # 50 days after the last reading


def test_never_done_counts_from_first_registration_and_from_nought() -> None:
    readings = days_from("2026-01-01", (0, 4_000), (100, 5_000))
    assert due(24, None, last=None, registered="2023-03-31", readings=readings) == Due(
        "2025-03-31", None, "time", False
    )
    found = due(24, 4_500, last=None, registered="2025-09-30", readings=readings)
    assert found == Due("2026-02-20", 4_500, "distance", False)


def test_a_passed_distance_is_due_though_the_pace_is_not_known() -> None:
    readings = [Reading("2026-01-01", 41_230)]
    assert due(None, 10_000, last=None, readings=readings) == Due("2026-01-01", 10_000, "distance", False)
    later = due(None, 50_000, last=None, readings=readings)
    assert later == Due("", 50_000, "distance", False)
    assert later is not None
    assert standing(later, "2036-01-01") == "later"


def test_nothing_is_due_without_an_interval_or_a_beginning() -> None:
    assert due(None, None, last=Reading("2026-01-01", 10), readings=[]) is None
    assert due(12, None, last=None) is None
    assert due(0, 0, last=Reading("2026-01-01", 10)) is None


def test_done_without_a_reading_goes_by_time_alone() -> None:
    last = Reading("2026-01-01")
    assert due(12, 10_000, last=last, readings=[last, Reading("2026-06-01", 50_000)]) == Due(
        "2027-01-01", None, "time", True
    )


@pytest.mark.parametrize(
    ("start", "months", "day"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2026-12-15", 12, "2027-12-15"),
        ("2026-11-30", 1, "2026-12-30"),
        ("2026-12-31", 120, "2036-12-31"),
    ],
)
def test_months_end_where_the_month_does(start: str, months: int, day: str) -> None:
    found = due(months, None, last=Reading(start))
    assert found is not None
    assert found.day == day


@pytest.mark.parametrize("months", [99_999, -99_999])
def test_months_that_no_calendar_has_are_never_due(months: int) -> None:
    assert due(months, None, last=Reading("2026-01-31")) is None


def test_two_weeks_before_is_soon() -> None:
    when = Due("2026-06-15", None, "time", True)
    told = [standing(when, day) for day in ("2026-05-31", "2026-06-01", "2026-06-14", "2026-06-15", "2027-01-01")]
    assert told == ["later", "soon", "soon", "due", "due"]


@given(
    st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    st.lists(st.tuples(st.integers(0, 4000), st.integers(1, 2_000_000)), max_size=12),
    st.none() | st.integers(0, 120),
    st.none() | st.integers(0, 2_000_000),
    st.none() | st.integers(0, 11),
)
def test_due_never_fails_and_is_the_earlier_of_both(
    start: date, raw: list[tuple[int, int]], months: int | None, distance: int | None, at: int | None
) -> None:
    readings = days_from(start.isoformat(), *raw)
    last = readings[at] if at is not None and at < len(readings) else None
    both = due(months, distance, last=last, registered=start.isoformat(), readings=readings)
    each = [
        due(months, None, last=last, registered=start.isoformat(), readings=readings),
        due(None, distance, last=last, registered=start.isoformat(), readings=readings),
    ]
    days = [one.day for one in each if one and one.day]
    assert (both.day if both else "") == (min(days) if days else "")


@given(st.integers(1, 1000), st.integers(14, 3000), st.integers(0, 100_000))
def test_at_its_own_pace_the_car_reaches_the_distance_on_the_day(pace: int, days: int, more: int) -> None:
    readings = days_from("2020-01-01", (0, 1000), (days, 1000 + pace * days))
    assert daily(readings) == Fraction(pace)
    found = due(None, more, last=readings[-1], readings=readings)
    if more and more // pace < 365 * 40:
        assert found is not None
        left = (date.fromisoformat(found.day) - date.fromisoformat(readings[-1].day)).days
        assert (left - 1) * pace < more <= left * pace


# What the walk-around found


def test_measured_points_are_judged_like_told_ones_and_work_comes_first() -> None:
    sheet = WalkAround(wipers="watch", battery="work", lights="fine", tread_lf=3, tread_rf=1, pads_front=6, pads_rear=2)
    found = [(one.spec.name, one.result) for one in findings(sheet)]
    assert found == [
        ("tread_rf", "work"),
        ("pads_rear", "work"),
        ("battery", "work"),
        ("tread_lf", "watch"),
        ("wipers", "watch"),
    ]


def test_only_points_of_the_sheet_have_a_result() -> None:
    specs = WalkAround.specs()
    assert result_of(specs["state"], "marked") == ""
    assert result_of(specs["pressure_front"], 50) == ""
    assert result_of(specs["advice"], "work") == ""
    assert result_of(specs["tread_lf"], None) == ""
