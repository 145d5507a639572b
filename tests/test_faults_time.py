"""Clocks that are wrong, set, or doubled by summer time: order, numbers and days stay right, and a warning is shown.

Rows 32 to 34 of the table of faults. tests/test_store.py has the clocks of rows and ids; tests/test_backup.py backups.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from reception_desk.app import open_desk
from reception_desk.desk.desk import Desk
from reception_desk.forms.appointment import Appointment
from reception_desk.forms.document import Document
from reception_desk.forms.moments import FixedClock, Moment, SystemClock
from reception_desk.forms.reading import Unreadable
from reception_desk.forms.vehicle import Vehicle
from reception_desk.forms.visit import Visit
from reception_desk.store.check import check
from reception_desk.store.ids import UuidIds
from tests.fakes import fake_papers
from tests.shops import MORNING, closed, file, make_desk, ready, small_desk, small_shop, walked_in

BERLIN = "CET-1CEST,M3.5.0,M10.5.0/3"  # needs no time zone data
CHINA = "CST-8"
LIBRARY = next(iter(Path("/usr/lib").glob("*/faketime/libfaketime.so.1")), None)
faked = pytest.mark.skipif(LIBRARY is None, reason="needs libfaketime (Debian: apt-get install faketime)")
DAY = 86_400_000


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Sets the computer's time zone for one test."""
    if not hasattr(time, "tzset"):
        pytest.skip("the time zone of this process cannot be set")

    def set_to(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield set_to
    monkeypatch.undo()
    time.tzset()


# Wrong clocks


def faked_day(folder: Path, project: Path, spec: str, *specs: str) -> list[dict[str, Any]]:
    """A day under a faked clock; what the desk said."""
    stamp = folder.with_name("clock")
    stamp.write_text(spec, encoding="ascii")
    env = {**os.environ, "LD_PRELOAD": str(LIBRARY), "FAKETIME_TIMESTAMP_FILE": str(stamp), "FAKETIME_NO_CACHE": "1",
           "FAKETIME_DONT_FAKE_MONOTONIC": "1", "DONT_FAKE_MONOTONIC": "1"}  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "tests.clock_story", str(folder), *specs],
        cwd=project, env=env, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def assert_in_order(folder: Path) -> None:
    """Events, their clocks and ids run one way; legal numbers are whole and once, each in the year of its paper."""
    assert check(folder).damage == []
    desk = make_desk(folder, at=datetime(2040, 1, 1, tzinfo=UTC), seed=3)
    rows = desk.store.connection.execute("SELECT desk_seq, hlc, event_id FROM event ORDER BY desk_seq").fetchall()
    for column in range(3):
        values = [row[column] for row in rows]
        assert values == sorted(set(values))
    papers = desk.store.find(Document, {"number !=": ""}, order="id")
    assert_numbered(papers)
    visits = [visit.number for visit in desk.store.find(Visit, order="id")]
    assert len(set(visits)) == len(visits)
    desk.close(backup=False)


def assert_numbered(papers: list[Document]) -> None:
    series: dict[int, list[int]] = {}
    for paper in papers:
        assert paper.at
        letters, year, _, number = paper.number.split("-")
        assert letters and int(year) == paper.at.local().year, paper.number
        series.setdefault(int(year), []).append(int(number))
    assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in series.values()), series


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    desk = small_desk(tmp_path / "shop")
    desk.close(backup=False)
    return desk.folder


@faked
def test_clock_that_is_years_off_between_two_days_is_told(shop: Path, project: Path) -> None:
    """Row 32: three years back, ten years forward, and right again; Python's clock and SQLite's both."""
    now = datetime.now(UTC).year
    days = [faked_day(shop, project, spec) for spec in ("+0", "-3y", "+10y", "+0")]
    said = [day[0]["start"] for day in days]
    assert "Set the clock, then go on" in said[1] and "Is the clock right?" in said[2]
    assert "Set the clock, then go on" in said[3]
    assert [day[1]["year"] - now for day in days[1:3]] in ([-3, 10], [-3, 9], [-2, 10])
    assert days[3][1]["number"].endswith("-000002")  # of the year that had one bill already
    assert_in_order(shop)


@faked
def test_clock_that_is_set_during_work_is_told_once(shop: Path, project: Path) -> None:
    """Row 32: the desk stays open; each jump is told once, and work goes on in order."""
    day = faked_day(shop, project, "+0", "-3y", "+10y", "+0")
    assert ["jumped from" in line["jumped"] for line in day if "jumped" in line] == [True] * 3
    assert [line["again"] for line in day if "again" in line] == [""] * 3
    assert_in_order(shop)


@faked
def test_clock_that_runs_right_is_not_told(shop: Path, project: Path) -> None:
    """Row 32: nor the hour of summer time, nor some minutes between two computers."""
    first = faked_day(shop, project, "+0", "+0")
    second = faked_day(shop, project, "-5m", "-3m")
    assert [line.get("jumped", "") + line.get("start", "") for line in [*first[1:], *second]] == [""] * (
        len(first) - 1 + len(second)
    )


def test_wrong_clock_is_told_in_the_window_until_it_is_closed(qapp: QApplication, shop: Path) -> None:
    """Row 32: at the start, and when it jumps while the window is open."""
    clock = FixedClock(MORNING - timedelta(days=3 * 365))
    window = open_desk(shop, language="en", clock=clock, ids=UuidIds(clock, 5))
    assert window.bar.level == "check" and "Set the clock, then go on" in window.bar.sentence.text()
    window.bar.clear()
    window.notes.tick()
    assert "Set the clock" in window.bar.sentence.text() and not window.bar.isHidden()
    window.bar.buttons[0].click()
    assert window.bar.isHidden()
    clock.advance(8 * 3600)
    window.notes.tick()
    assert window.bar.isHidden()
    clock.set(Moment(clock.now().ms + 10 * 365 * DAY, 480))
    window.notes.tick()
    assert "jumped from" in window.bar.sentence.text() and not window.bar.isHidden()
    window.close()


def test_clock_that_runs_backward_through_a_visit_keeps_its_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Row 32: each call of the clock is earlier than the one before; a whole visit goes through."""
    fake_papers(monkeypatch)

    class Backward(FixedClock):
        def now(self) -> Moment:
            self.set(Moment(self._now.ms - 1000, self._now.offset))
            return self._now

    clock = Backward(MORNING)
    desk = Desk(tmp_path / "shop", clock=clock, ids=UuidIds(clock, 1))
    visit = closed(desk)
    assert file(desk, visit).visit.stage == "closed"
    desk.close()
    assert_in_order(tmp_path / "shop")


# Summer time, other zones, leap days


def test_doubled_hour_is_two_instants(zone: Any) -> None:
    """Row 33: 02:30 of 2026-10-25 in Berlin."""
    zone(BERLIN)
    first, second = (SystemClock().at(datetime(2026, 10, 25, 2, 30, fold=fold)) for fold in (0, 1))  # noqa: DTZ001
    assert second.ms - first.ms == 3_600_000
    assert (first.offset, second.offset) == (120, 60)
    assert first.local().isoformat()[:16] == second.local().isoformat()[:16] == "2026-10-25T02:30"


class ZoneClock(FixedClock):
    """Stands still, and knows the computer's zone as the real one does."""

    def at(self, wall: datetime) -> Moment:
        return SystemClock().at(wall)


@pytest.mark.parametrize("around", [datetime(2026, 10, 25, tzinfo=UTC), datetime(2026, 3, 29, tzinfo=UTC)])
def test_every_half_hour_lies_in_one_day_where_the_clock_is_changed(
    around: datetime, zone: Any, tmp_path: Path
) -> None:
    """Row 33: a day of 25 hours and one of 23: no booking is lost, none stands in two days."""
    zone(BERLIN)
    clock = ZoneClock((around + timedelta(hours=10)).astimezone())
    desk = Desk(tmp_path / "shop", clock=clock, ids=UuidIds(clock, 1))
    small_shop(desk)
    made: dict[str, str] = {}
    for half_hours in range(-40, 100):
        local = (around + timedelta(minutes=30 * half_hours)).astimezone()
        booking = desk.appointments.book(Appointment(plate=f"B{half_hours}", arrives=Moment.of(local)))
        made[booking] = local.date().isoformat()
    for day in set(made.values()):
        assert {booking.id for booking in desk.appointments.day(day)} == {one for one, on in made.items() if on == day}
    lengths = Counter(made.values())
    assert lengths[around.date().isoformat()] == (50 if around.month == 10 else 46)
    desk.close(backup=False)


def test_car_that_is_fetched_in_the_doubled_hour_stands_on_the_board_once(
    zone: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Row 33: in either of the two hours; on the day before and after it is not there."""
    zone(BERLIN)
    fake_papers(monkeypatch)
    clock = ZoneClock(datetime(2026, 10, 25, 0, 30, tzinfo=UTC).astimezone())
    desk = Desk(tmp_path / "shop", clock=clock, ids=UuidIds(clock, 1))
    visits = []
    for _ in range(2):
        visits.append(closed(desk))
        assert file(desk, visits[-1]).visit.closed == clock.now()
        clock.set(Moment.of(datetime(2026, 10, 25, 1, 30, tzinfo=UTC).astimezone()))
    done = [row.visit.id for row in desk.board.today() if row.group == "done" and row.visit]
    assert done == visits
    clock.set(Moment.of(datetime(2026, 10, 26, 0, 30, tzinfo=UTC).astimezone()))
    assert [row for row in desk.board.today() if row.group == "done"] == []
    desk.close(backup=False)


def test_times_keep_what_the_wall_showed_when_the_zone_is_changed(
    zone: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Row 33: a laptop comes back from a journey: sheets, papers and history show the hour that the customer saw."""
    zone(CHINA)
    fake_papers(monkeypatch)
    desk = small_desk(tmp_path / "shop")
    visit = walked_in(desk)
    (paper,) = desk.papers.print(visit, ["walk_around"])
    desk.close(backup=False)
    zone(BERLIN)
    clock = ZoneClock(MORNING.astimezone())
    again = Desk(desk.folder, clock=clock, ids=UuidIds(clock, 9))
    assert again.watch.at_start().source == ""
    arrived = file(again, visit).visit.arrived
    assert arrived and arrived.local().isoformat() == "2026-11-21T10:00:00+08:00"
    kept = again.sheets.get(Document, paper.id)
    assert kept and kept.at and kept.at.local().hour == 10
    assert {event["tz_offset_min"] for event in again.sheets.history(visit)} == {480}
    assert [row.visit.id for row in again.board.today() if row.visit] == [visit]
    assert again.papers.print(visit, ["walk_around"])[0].id == paper.id  # unchanged is the same paper
    again.close(backup=False)


def test_leap_day_is_a_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Row 33: numbered, kept, shown, typed; there is none in the year after."""
    fake_papers(monkeypatch)
    desk = make_desk(tmp_path / "shop", at=datetime(2028, 2, 29, 10, 0, tzinfo=MORNING.tzinfo))
    visit = closed(desk)
    kept = file(desk, visit).visit
    assert kept.number.startswith("V-280229-")
    assert [row.visit.id for row in desk.board.today() if row.visit] == [visit]
    desk.sheets.edit(Vehicle, kept.vehicle, {"inspection_until": "2028-02-29"})
    assert any("inspection due" in str(flag.text) for flag in desk.board.flags(file(desk, visit)))
    english, spec = desk.language("en"), Vehicle.spec("inspection_until")
    assert english.read(spec, "2028-02-29", desk.clock) == "2028-02-29"
    with pytest.raises(Unreadable):
        english.read(spec, "2027-02-29", desk.clock)
    desk.close(backup=False)
    assert check(desk.folder).damage == []


# The year's end


class Ticking(FixedClock):
    """Every look at it takes a millisecond."""

    def now(self) -> Moment:
        self.advance(0.001)
        return self._now


def test_year_that_ends_within_a_bill_numbers_it_by_its_own_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Row 34: the last second ends at every step of issuing: number, date, event and content are of one moment."""
    fake_papers(monkeypatch)
    met = set()
    for early in range(0, 60, 3):
        desk = small_desk(tmp_path / f"shop {early}")
        visits = [ready(desk) for _ in range(2)]
        clock = Ticking(datetime(2026, 12, 31, 23, 59, 59, 999_000 - early * 1000, tzinfo=MORNING.tzinfo))
        desk.clock = desk.store.clock = desk.ids._clock = clock  # type: ignore[attr-defined]
        for visit in visits:
            desk.settlement.issue(visit)
            arrived = file(desk, walked_in(desk)).visit
            assert arrived.arrived and arrived.number.startswith(f"V-{arrived.arrived.local():%y%m%d}-")
        note = desk.settlement.credit(desk.settlement.issued(visits[0])[0].id, reason="wrong")
        assert note.at and note.number.split("-")[1] == str(note.at.local().year)
        papers = desk.store.find(Document, {"kind": "settlement"}, order="id")
        assert_numbered(papers)
        met.add(tuple(paper.number.split("-")[1] for paper in papers))
        desk.close(backup=False)
        assert check(desk.folder).damage == []
    assert met == {("2026", "2026"), ("2026", "2027"), ("2027", "2027")}
