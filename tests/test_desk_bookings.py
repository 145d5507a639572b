"""Bookings: who is expected, what becomes of a booking, and what the board shows of the day."""

from __future__ import annotations

from datetime import datetime
from itertools import product

import pytest

from reception_desk.desk.desk import Desk
from reception_desk.errors import Refused
from reception_desk.forms.appointment import Appointment
from reception_desk.forms.check_in import CheckIn
from reception_desk.forms.customer import Customer, Phone
from reception_desk.forms.stages import APPOINTMENT, APPOINTMENT_MOVES
from reception_desk.forms.vehicle import Vehicle
from reception_desk.forms.visit import Visit
from tests.shops import PLATE, agreed, book, booked_visit, clock_of, closed, file, small_shop, walked_in


def test_booking_asks_for_a_time_and_for_somebody(desk: Desk) -> None:
    with pytest.raises(Refused) as trouble:
        desk.appointments.book(Appointment(plate=PLATE))
    assert trouble.value.field == "appointment.arrives"
    with pytest.raises(Refused) as trouble:
        desk.appointments.book(Appointment(arrives=desk.now()))
    assert trouble.value.field == "appointment.plate"
    assert desk.store.find(Appointment) == []


def test_bookings_of_a_day_are_those_of_its_wall_clock(desk: Desk) -> None:
    walls = ["2026-11-20 23:59", "2026-11-21 00:00", "2026-11-21 23:59", "2026-11-22 00:00"]
    made = [book(desk, arrives=desk.clock.at(datetime.fromisoformat(wall))) for wall in walls]
    assert [booking.id for booking in desk.appointments.day("2026-11-21")] == made[1:3]


def test_booking_that_moved_is_no_longer_expected(desk: Desk) -> None:
    booking = book(desk, plate="粤b d1 2345")
    assert desk.appointments.of_day(desk.now().day(), plate="粤B·D12345")
    assert desk.reception.appointment_for(small_shop(desk).vehicle)
    desk.appointments.move(booking, "moved")
    assert desk.appointments.of_day(desk.now().day(), plate=PLATE) is None
    assert desk.appointments.expected() == []


def test_board_shows_each_car_in_its_group(desk: Desk) -> None:
    book(desk, plate="粤B55555", name="孙悟空")
    visit = booked_visit(desk)
    desk.sheets.edit(CheckIn, file(desk, visit).check_in.id, {"waiting": "waits"})
    done = closed(desk)
    rows = {row.group: row for row in desk.board.today()}
    assert set(rows) == {"arriving", "in_shop", "done"}
    assert rows["arriving"].customer.name == "孙悟空"
    assert rows["done"].visit and rows["done"].visit.id == done
    assert (rows["in_shop"].late, rows["in_shop"].soon) == (False, False)
    clock_of(desk).advance(3601)
    row = next(row for row in desk.board.today() if row.group == "in_shop")
    assert (row.late, row.soon) == (False, True)
    clock_of(desk).advance(3600)
    row = next(row for row in desk.board.today() if row.group == "in_shop")
    assert (row.late, row.soon, row.amount) == (True, False, 54_240)


def test_flags_tell_what_is_owed_and_due(desk: Desk) -> None:
    visit = agreed(desk)
    shop = small_shop(desk)
    assert desk.board.flags(file(desk, visit)) == []
    desk.sheets.edit(Vehicle, shop.vehicle, {"inspection_until": "2026-12-21", "next_service_odometer": 41_000})
    desk.sheets.edit(Customer, shop.customer, {"vip": True})
    said = [str(flag.text) for flag in desk.board.flags(file(desk, visit))]
    assert said == ["VIP", "inspection due 2026-12-21", "service overdue by 230"]


def test_phone_of_a_customer_is_the_first_that_has_a_number() -> None:
    assert Customer(phones=(Phone(), Phone(number="1"), Phone(number="2"))).phone() == "1"
    assert Customer().phone() == ""


@pytest.mark.parametrize(
    "pair", list(product(APPOINTMENT, APPOINTMENT)), ids=lambda pair: f"{pair[0].code}-{pair[1].code}"
)
def test_every_pair_of_booking_stages_follows_the_table(pair: tuple[object, object], desk: Desk) -> None:
    come, go = (getattr(option, "code", "") for option in pair)
    booking = book(desk)
    with desk.store.atomic():
        desk.store.update(Appointment, booking, {"stage": come})
    move = next((move for move in APPOINTMENT_MOVES if (move.come, move.go) == (come, go)), None)
    if move is None:
        with pytest.raises(Refused, match="this step is not possible"):
            desk.appointments.move(booking, go, reason="because")
        return
    if move.reason:
        with pytest.raises(Refused, match="Say why"):
            desk.appointments.move(booking, go)
    desk.appointments.move(booking, go, reason="because" if move.reason else "")
    kept = desk.sheets.get(Appointment, booking)
    assert kept and kept.stage == go
    assert desk.sheets.history(booking)[-1]["body"]["to"] == go


def test_stage_cannot_be_typed_over(desk: Desk) -> None:
    visit = walked_in(desk)
    with pytest.raises(Refused):
        desk.sheets.edit(Visit, visit, {"stage": "closed"})
    booking = book(desk)
    with pytest.raises(Refused):
        desk.sheets.edit(Appointment, booking, {"stage": "cancelled"})  # asks for a reason
    desk.appointments.move(booking, "moved")
    with pytest.raises(Refused):
        desk.sheets.edit(Appointment, booking, {"stage": "arrived"})
    assert file(desk, visit).visit.stage == "arrived"
