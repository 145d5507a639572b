"""A visit that came while the power was out, typed in from papers: real times on sheets, true ones in the chain."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from reception_desk.desk.desk import Desk
from reception_desk.errors import Refused
from reception_desk.forms.checkout import Checkout
from reception_desk.forms.moments import Moment
from reception_desk.forms.reading import read
from reception_desk.forms.vehicle import Vehicle
from reception_desk.forms.visit import Visit
from reception_desk.store.check import check
from reception_desk.ui.main_window import MainWindow
from tests.clipping import clipped
from tests.keyed import KeepingPort, opened
from tests.on_page import shown_file
from tests.shops import (
    MORNING,
    book,
    check_in,
    clock_of,
    file,
    finish,
    hand_back,
    make_desk,
    ok,
    small_shop,
    stranger,
    walked_in,
)

DAY = 24 * 3600


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A shop that works since 21 November; now it is 23 November, 10:00."""
    desk = make_desk(tmp_path / "shop")
    small_shop(desk)
    clock_of(desk).advance(2 * DAY)
    yield desk
    desk.close(backup=False)


def at(desk: Desk, day: int, hour: int, minute: int = 0) -> Moment:
    return desk.clock.at(datetime(2026, 11, day, hour, minute))  # noqa: DTZ001 - the desk's own wall clock


def came(desk: Desk, day: int = 22, hour: int = 9, minute: int = 30) -> str:
    return desk.reception.arrive(vehicle=small_shop(desk).vehicle, arrived=at(desk, day, hour, minute))


def later(desk: Desk, visit: str, moment: Moment) -> None:
    desk.sheets.edit(Visit, visit, {"happened": moment})


def told(desk: Desk, entity: str) -> list[tuple[str, int, dict[str, Any]]]:
    """Kind, time in the chain and body of each event."""
    return [(event["kind"], event["at_utc_ms"], event["body"]) for event in desk.sheets.history(entity)]


def test_the_visit_keeps_when_the_car_came_and_when_it_was_typed_in(desk: Desk) -> None:
    visit = file(desk, came(desk)).visit
    assert (visit.arrived, visit.happened) == (at(desk, 22, 9, 30), at(desk, 22, 9, 30))
    assert visit.entered == desk.now()
    assert visit.number.startswith("V-261122-")
    assert file(desk, visit.id).check_in.promised == at(desk, 22, 11, 30)


def test_the_chain_tells_the_time_of_typing_and_in_its_body_the_real_one(desk: Desk) -> None:
    visit = came(desk)
    ((kind, when, body),) = told(desk, visit)
    assert (kind, when, body["happened"]) == ("arrived", desk.now().ms, at(desk, 22, 9, 30).ms)
    desk.sheets.leave()
    assert check(desk.folder).damage == []


def test_ordinary_visits_say_nothing_of_it(desk: Desk) -> None:
    visit = walked_in(desk)
    kept = file(desk, visit).visit
    assert (kept.arrived, kept.entered, kept.happened) == (desk.now(), None, None)
    assert "happened" not in told(desk, visit)[0][2]
    with pytest.raises(Refused):
        desk.sheets.edit(Visit, visit, {"arrived": at(desk, 22, 9)})
    with pytest.raises(Refused):
        later(desk, visit, at(desk, 22, 9))


@pytest.mark.parametrize(("day", "hour"), [(23, 11), (24, 9), (20, 9)])
def test_neither_a_time_to_come_nor_one_before_the_shop_began_is_taken(desk: Desk, day: int, hour: int) -> None:
    before = len(desk.board.today())
    with pytest.raises(Refused):
        came(desk, day, hour)
    assert len(desk.board.today()) == before


def test_a_visit_is_typed_in_to_its_end_with_its_real_times(desk: Desk) -> None:
    visit = came(desk)
    check_in(desk, visit)
    desk.ordering.add_package(file(desk, visit).work_order.id, small_shop(desk).service)
    later(desk, visit, at(desk, 22, 9, 45))
    ok(desk, visit, channel="paper")
    desk.workshop.move(visit, "in_work")
    later(desk, visit, at(desk, 22, 16))
    finish(desk, visit)
    desk.workshop.note_called(visit)
    later(desk, visit, at(desk, 22, 17, 10))
    desk.settlement.pay(visit, kind="cash", received=desk.settlement.due(file(desk, visit)))
    hand_back(desk, visit)
    closed = desk.settlement.close(visit)
    whole = file(desk, visit)
    assert whole.work_order.approvals[0].at == at(desk, 22, 9, 45)
    assert (closed.ready, closed.called) == (at(desk, 22, 16), at(desk, 22, 16))
    assert (whole.payments[0].at, closed.closed) == (at(desk, 22, 17, 10), at(desk, 22, 17, 10))
    assert whole.checkout.handed_over == at(desk, 22, 17, 10)
    real = {kind: body.get("happened") for kind, _, body in told(desk, visit)}
    assert real["paid"] == at(desk, 22, 17, 10).ms
    assert all(when == desk.now().ms for _, when, _ in told(desk, visit))
    desk.sheets.leave()
    assert check(desk.folder).damage == []


def test_the_bill_is_numbered_and_dated_today_and_tells_the_real_day_of_supply(desk: Desk) -> None:
    visit = came(desk)
    check_in(desk, visit)
    desk.ordering.add_package(file(desk, visit).work_order.id, small_shop(desk).service)
    ok(desk, visit)
    desk.workshop.move(visit, "in_work")
    finish(desk, visit)
    later(desk, visit, at(desk, 22, 17, 10))
    bill = desk.settlement.issue(visit)
    assert bill.at == desk.now()
    assert bill.number.split("-")[1] == "2026"
    body = json.loads(bill.content)["body"]
    assert body["checkout"]["handed_over"] == list(at(desk, 22, 17, 10))
    text = "".join(pypdf.PdfReader(io.BytesIO(desk.papers.pdf(bill.id))).pages[0].extract_text().split())
    assert "2026-11-2217:10" in text
    assert "2026-11-2209:30" in text
    assert "2026-11-2310:00" in text


def test_papers_of_the_visit_show_when_it_came(desk: Desk) -> None:
    visit = came(desk)
    (sheet,) = desk.papers.print(visit, ["walk_around"])
    assert json.loads(sheet.content)["body"]["visit"]["arrived"] == list(at(desk, 22, 9, 30))
    later(desk, visit, at(desk, 22, 12))
    assert desk.papers.print(visit, ["walk_around"])[0].id == sheet.id, "the clerk's place in the papers prints nowhere"


def test_the_time_of_the_next_step_lies_between_arrival_and_now(desk: Desk) -> None:
    visit = came(desk)
    for wrong in (at(desk, 22, 9), at(desk, 23, 11)):
        with pytest.raises(Refused) as refused:
            later(desk, visit, wrong)
        assert refused.value.field == "visit.happened"
    assert file(desk, visit).visit.happened == at(desk, 22, 9, 30)


def test_from_now_on_things_happen_now(desk: Desk) -> None:
    visit = came(desk)
    desk.late.catch_up(visit)
    check_in(desk, visit)
    desk.ordering.add_package(file(desk, visit).work_order.id, small_shop(desk).service)
    ok(desk, visit)
    assert file(desk, visit).work_order.approvals[0].at == desk.now()
    assert file(desk, visit).visit.entered is not None


def test_an_open_visit_can_turn_out_to_have_come_earlier(desk: Desk) -> None:
    visit = walked_in(desk)
    desk.late.begin(visit)
    desk.sheets.edit(Visit, visit, {"arrived": at(desk, 22, 8)})
    later(desk, visit, at(desk, 22, 8, 30))
    kept = file(desk, visit).visit
    assert (kept.arrived, kept.happened, kept.entered) == (at(desk, 22, 8), at(desk, 22, 8, 30), desk.now())
    with pytest.raises(Refused):
        desk.sheets.edit(Visit, visit, {"arrived": None})
    with pytest.raises(Refused):
        desk.sheets.edit(Visit, visit, {"arrived": at(desk, 23, 12)})


def test_the_arrival_is_fixed_once_a_bill_tells_it(desk: Desk) -> None:
    visit = came(desk)
    check_in(desk, visit)
    desk.ordering.add_package(file(desk, visit).work_order.id, small_shop(desk).service)
    ok(desk, visit)
    desk.workshop.move(visit, "in_work")
    finish(desk, visit)
    desk.settlement.issue(visit)
    with pytest.raises(Refused):
        desk.sheets.edit(Visit, visit, {"arrived": at(desk, 22, 8)})


def test_the_booking_of_that_day_is_taken(desk: Desk) -> None:
    """A no-show of yesterday that was no no-show."""
    clock_of(desk).advance(-2 * DAY)
    booking = book(desk)
    clock_of(desk).advance(DAY)
    desk.appointments.move(booking, "no_show")
    found = desk.reception.appointment_for(small_shop(desk).vehicle, at=at(desk, 21, 10))
    assert found is not None
    assert found.id == booking
    visit = desk.reception.arrive(appointment=booking, arrived=at(desk, 21, 10, 20))
    assert file(desk, visit).visit.appointment == booking
    assert [job.description for job in file(desk, visit).work_order.jobs]


def test_it_is_judged_by_what_was_known_when_it_came(desk: Desk) -> None:
    """A later visit's reading and marks are not the past of an earlier one."""
    newer = walked_in(desk)
    check_in(desk, newer, odometer=50_000)
    desk.inspection.mark(file(desk, newer).walk_around.id, "roof", "S", 100, 100)
    visit = came(desk)
    check_in(desk, visit, odometer=49_000)
    assert desk.reception.known(file(desk, visit)).odometer is None
    assert file(desk, visit).walk_around.marks == ()
    assert desk.reception.past_visits(small_shop(desk).vehicle)[0].id == newer


def test_the_board_shows_it_with_its_flag_and_its_late_promise(desk: Desk) -> None:
    visit = came(desk)
    stranger(desk)
    (row,) = [row for row in desk.board.today() if row.visit and row.visit.id == visit]
    assert (row.group, row.late) == ("in_shop", True)
    assert "entered later" in [str(tag) for tag in row.tags]
    assert [str(flag.text) for flag in desk.board.flags(file(desk, visit))] == ["entered later"]


def test_the_next_service_of_a_later_visit_stays_when_an_earlier_one_is_typed_in(desk: Desk) -> None:
    car = small_shop(desk).vehicle
    for came, service in ((None, "2027-05-01"), (at(desk, 22, 9), "2027-03-01")):
        visit = desk.reception.arrive(vehicle=car, arrived=came)
        desk.sheets.edit(Checkout, file(desk, visit).checkout.id, {"next_service_day": service})
        check_in(desk, visit)
        desk.ordering.add_item(file(desk, visit).work_order.id, small_shop(desk).wash)
        ok(desk, visit)
        desk.workshop.move(visit, "in_work")
        finish(desk, visit)
        desk.settlement.close(visit, rest_on_account=True, open_items=True)
    assert [one.next_service_day for one in desk.sheets.all(Vehicle) if one.id == car] == ["2027-05-01"]


def test_one_closed_yesterday_is_not_done_today(desk: Desk) -> None:
    yesterday, today = came(desk), stranger(desk)
    for visit in (yesterday, today):
        desk.sheets.edit(Checkout, file(desk, visit).checkout.id, {"walked_round": True})
        check_in(desk, visit, purposes=("enquiry",))
        desk.workshop.move(visit, "closed")
    done = [row.visit.id for row in desk.board.today() if row.visit and row.group == "done"]
    assert done == [today]


@pytest.mark.parametrize(
    ("typed", "day", "hour", "minute"),
    [
        ("9:30", 23, 9, 30),
        ("17:10", 22, 17, 10),
        ("11-21 8:00", 21, 8, 0),
        ("yesterday 16:00", 22, 16, 0),
        ("昨天16:00", 22, 16, 0),
    ],
)
def test_a_time_without_a_day_is_the_last_one(desk: Desk, typed: str, day: int, hour: int, minute: int) -> None:
    assert read(Visit.spec("happened"), typed, desk.clock) == at(desk, day, hour, minute)
    assert timedelta(0) <= desk.now().local() - read(Visit.spec("arrived"), typed, desk.clock).local()


@pytest.mark.parametrize(
    ("typed", "year", "month", "day"),
    [
        ("12-31 16:00", 2026, 12, 31),
        ("周四 16:00", 2026, 12, 31),
        ("friday 9:00", 2027, 1, 1),
        ("1-2 9:00", 2027, 1, 2),
    ],
)
def test_a_day_without_its_year_is_the_last_one_after_new_year_too(
    desk: Desk, typed: str, year: int, month: int, day: int
) -> None:
    clock_of(desk).advance((datetime(2027, 1, 2) - datetime(2026, 11, 23)).total_seconds())  # noqa: DTZ001
    assert read(Visit.spec("arrived"), typed, desk.clock).local().date() == datetime(year, month, day).date()  # noqa: DTZ001


# Through the window


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    desk = make_desk(tmp_path / "shop", at=MORNING - timedelta(days=2))
    small_shop(desk)
    desk.close(backup=False)
    with opened(qtbot, tmp_path / "shop", KeepingPort()) as window:
        yield window


def line(window: MainWindow, name: str) -> QLineEdit:
    page: QWidget = window.page(window.place)
    found = page.findChild(QLineEdit, name)
    assert found is not None
    return found


def give(field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def shown(window: MainWindow) -> Visit:
    file = shown_file(window)
    assert file is not None
    return window.desk.reception.file(file.visit.id).visit


def test_a_new_visit_is_begun_with_the_time_at_which_the_car_came(window: MainWindow) -> None:
    window.commands.do("new_visit_earlier")
    arrived = line(window, "new_visit.arrived")
    assert arrived.hasFocus()
    give(arrived, "yesterday 9:30")
    who = line(window, "new_visit.who")
    assert who.hasFocus()
    give(who, "BD12345")
    visit = shown(window)
    assert visit.arrived == window.desk.clock.at(datetime(2026, 11, 20, 9, 30))  # noqa: DTZ001
    assert visit.entered == window.desk.now()
    late = window.page("visit").late
    assert late.isVisible()
    assert any("entered later" in str(flag.text) for flag in window.desk.board.flags(shown_file(window)))


@pytest.mark.parametrize(
    ("typed", "words"), [("tomorrow 9:00", "still to come"), ("1-2-3 x", "not a"), ("", "Fill in")]
)
def test_a_time_that_cannot_be_begins_no_visit(window: MainWindow, typed: str, words: str) -> None:
    window.commands.do("new_visit_earlier")
    give(line(window, "new_visit.arrived"), typed)
    give(line(window, "new_visit.who"), "BD12345")
    page = window.page("new_visit")
    assert window.place == "new_visit"
    assert words in str(page.earlier.trouble)
    assert bool(line(window, "new_visit.arrived").text()) == bool(typed)
    assert not [row for row in window.desk.board.today() if row.visit]


def test_without_the_line_a_visit_begins_now(window: MainWindow) -> None:
    window.commands.do("new_visit_earlier")
    give(line(window, "new_visit.arrived"), "9:00")
    window.page("new_visit").earlier.button.click()
    give(line(window, "new_visit.who"), "BD12345")
    visit = shown(window)
    assert (visit.arrived, visit.entered) == (window.desk.now(), None)
    assert not window.page("visit").late.isVisible()


def test_an_open_visit_is_turned_into_one_that_came_earlier(window: MainWindow) -> None:
    window.new_visit()
    give(line(window, "new_visit.who"), "BD12345")
    window.commands.do("came_earlier")
    late = window.page("visit").late
    assert late.isVisible()
    give(line(window, "visit.arrived"), "8:15")
    at_eight = window.desk.clock.at(datetime(2026, 11, 21, 8, 15))  # noqa: DTZ001
    assert (shown(window).arrived, shown(window).happened) == (at_eight, at_eight)
    give(line(window, "visit.happened"), "9:05")
    assert shown(window).happened == at_eight.plus(50)
    give(line(window, "visit.happened"), "7:00")
    assert shown(window).happened == at_eight.plus(50)
    assert window.page("visit").bar.isVisible()
    late.now.click()
    assert shown(window).happened is None
    assert not late.isVisible()
    window.room.undo.undo()
    assert late.isVisible()


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_nothing_of_it_is_clipped(window: MainWindow, code: str) -> None:
    window.resize(1366, 690)
    window.speak(code)
    window.commands.do("new_visit_earlier")
    QApplication.processEvents()
    assert clipped(window.page("new_visit")) == []
    give(line(window, "new_visit.arrived"), "8:15")
    give(line(window, "new_visit.who"), "BD12345")
    QApplication.processEvents()
    assert clipped(window.page("visit").late) == []
