"""The car comes: booked, known or new; its damage comes along; a wrong car or customer is put right."""

from __future__ import annotations

import pytest

from reception_desk.desk.desk import Desk
from reception_desk.desk.reception import Newcomer
from reception_desk.errors import Refused
from reception_desk.forms.appointment import Appointment
from reception_desk.forms.check_in import CheckIn
from reception_desk.forms.checkout import Checkout
from reception_desk.forms.customer import Customer
from reception_desk.forms.fields import TooLong
from reception_desk.forms.moments import Moment
from reception_desk.forms.shop import Shop
from reception_desk.forms.vehicle import Vehicle
from reception_desk.forms.visit import Visit
from reception_desk.forms.walk_around import Mark
from tests.shops import (
    PHONE,
    PLATE,
    book,
    check_in,
    clock_of,
    closed,
    file,
    paid,
    small_shop,
    stranger,
    walked_in,
)


def count(desk: Desk) -> tuple[int, int, int]:
    """Cars, customers, visits that are there."""
    return len(desk.store.find(Vehicle)), len(desk.store.find(Customer)), len(desk.store.find(Visit))


def clock(moment: Moment | None) -> str:
    assert moment
    return moment.local().strftime("%m-%d %H:%M:%S")


# Who comes


def test_booked_car_brings_what_was_told(desk: Desk) -> None:
    booking = book(desk)
    visit = file(desk, desk.reception.arrive(appointment=booking))
    assert (visit.visit.plate, visit.visit.appointment, visit.customer.name) == (PLATE, booking, "王伟")
    assert (visit.check_in.concern, visit.check_in.purposes) == ("刹车异响", ("maintenance",))
    assert visit.check_in.bringer_phone == PHONE
    assert [line.code for line in visit.work_order.lines] == ["L100", "P200", "LF-3412"]
    kept = desk.sheets.get(Appointment, booking)
    assert kept and (kept.stage, kept.vehicle, kept.customer) == ("arrived", visit.vehicle.id, visit.customer.id)
    assert count(desk) == (1, 1, 1)


def test_booking_is_taken_once(desk: Desk) -> None:
    booking = book(desk)
    desk.reception.arrive(appointment=booking)
    with pytest.raises(Refused):
        desk.reception.arrive(appointment=booking)
    assert count(desk) == (1, 1, 1)
    with desk.store.atomic():
        assert desk.store.numbers.take("scan") == ("", 2)


def test_booking_of_a_stranger_makes_his_car_and_him(desk: Desk) -> None:
    booking = book(desk, plate="粤B55555", name="孙悟空", phone="13911112222", model="Polo", package="")
    assert desk.appointments.expected()[0].vehicle == ""
    visit = file(desk, desk.reception.arrive(appointment=booking))
    assert (visit.vehicle.plate, visit.vehicle.model, visit.customer.name) == ("粤B55555", "Polo", "孙悟空")
    assert visit.customer.phone() == "13911112222"
    assert visit.vehicle.owner == visit.visit.owner == visit.customer.id


def test_what_is_said_on_the_spot_comes_before_what_was_booked(desk: Desk) -> None:
    booking = book(desk, plate="粤B55555", name="孙", phone="13911112222")
    new = Newcomer(plate="粤B66666", name="孙悟空")
    visit = file(desk, desk.reception.arrive(appointment=booking, newcomer=new))
    assert (visit.vehicle.plate, visit.customer.name, visit.customer.phone()) == ("粤B66666", "孙悟空", "13911112222")


def test_known_car_brings_its_last_customer(desk: Desk) -> None:
    shop = small_shop(desk)
    driver = desk.sheets.create(Customer(name="李司机"))
    assert file(desk, walked_in(desk)).customer.name == "王伟"
    desk.reception.arrive(vehicle=shop.vehicle, customer=driver)
    visit = file(desk, desk.reception.arrive(vehicle=shop.vehicle))
    assert (visit.customer.name, visit.owner.name) == ("李司机", "王伟")
    kept = desk.sheets.get(Vehicle, shop.vehicle)
    assert kept and kept.owner == shop.customer


def test_known_car_with_somebody_new(desk: Desk) -> None:
    new = Newcomer(name="李司机", phone="13911112222")
    visit = file(desk, desk.reception.arrive(vehicle=small_shop(desk).vehicle, newcomer=new))
    assert (visit.customer.name, visit.owner.name) == ("李司机", "王伟")
    assert count(desk) == (1, 2, 1)


def test_known_customer_with_a_new_car(desk: Desk) -> None:
    new = Newcomer(plate="粤bd0123", model="Model 3", vin="lrw3e7fa1nc123456")
    visit = file(desk, desk.reception.arrive(customer=small_shop(desk).customer, newcomer=new))
    car = visit.vehicle
    assert (car.plate, car.model, car.vin, car.owner) == (
        "粤BD0123",
        "Model 3",
        "LRW3E7FA1NC123456",
        visit.customer.id,
    )
    assert (car.plate_colour, car.fuel_kind) == ("blue", "")
    assert count(desk) == (2, 1, 1)


@pytest.mark.parametrize(
    ("typed", "kept", "colour", "fuel"),
    [
        ("D77777", "粤BD77777", "green", "electric"),
        ("BF0031", "粤BF0031", "blue", ""),
        ("BF00318", "粤BF00318", "green", "electric"),
        ("沪A12345", "沪A12345", "blue", ""),
        ("AB 123 CD", "AB123CD", "", ""),
        ("", "", "", ""),
    ],
)
def test_plate_of_a_newcomer(typed: str, kept: str, colour: str, fuel: str, desk: Desk) -> None:
    car = file(desk, stranger(desk, plate=typed)).vehicle
    assert (car.plate, car.plate_colour, car.fuel_kind) == (kept, colour, fuel)


def test_newcomer_with_nothing_said_is_still_a_visit(desk: Desk) -> None:
    visit = file(desk, desk.reception.arrive())
    assert (visit.vehicle.plate, visit.customer.name, visit.customer.phone()) == ("", "", "")


def test_text_too_long_makes_nothing(desk: Desk) -> None:
    with pytest.raises(TooLong):
        desk.reception.arrive(newcomer=Newcomer(plate="粤B66666", name="x" * 81))
    assert count(desk) == (1, 1, 0)
    assert desk.store.search.find("66666") == []


def test_numbers_of_visits_count_the_day(desk: Desk) -> None:
    numbers = [file(desk, walked_in(desk)).visit.number for _ in range(2)]
    clock_of(desk).advance(14 * 3600)
    numbers.append(file(desk, walked_in(desk)).visit.number)
    assert numbers == ["V-261121-A1-001", "V-261121-A1-002", "V-261122-A1-001"]


def test_car_in_the_shop_is_told_before_a_second_visit_is_made(desk: Desk) -> None:
    shop = small_shop(desk)
    assert desk.reception.open_visit(shop.vehicle) is None
    visit = walked_in(desk)
    here = desk.reception.open_visit(shop.vehicle)
    assert here and here.id == visit
    assert desk.reception.open_visit("") is None


@pytest.mark.parametrize(
    ("shop", "booked", "promised"),
    [
        ({"promise": 120}, None, "11-21 12:10:00"),
        ({"promise": None}, None, "11-21 12:10:00"),
        ({"promise": 95}, None, "11-21 11:40:00"),
        ({"promise": 120}, {"duration": 45}, "11-21 10:50:00"),
        ({"promise": 120}, {"pick_up": Moment(1_795_341_600_000, 480)}, "11-22 18:00:00"),
    ],
)
def test_promised_time_is_told_in_full_tens(
    shop: dict[str, object], booked: dict[str, object] | None, promised: str, desk: Desk
) -> None:
    desk.sheets.edit(Shop, desk.shop().id, shop)
    clock_of(desk).advance(123.456)
    visit = desk.reception.arrive(appointment=book(desk, **booked)) if booked else walked_in(desk)
    assert clock(file(desk, visit).check_in.promised) == promised


# What is known of the car


def test_last_reading_is_what_left_the_shop(desk: Desk) -> None:
    shop = small_shop(desk)
    first = closed(desk)
    assert desk.reception.before(shop.vehicle).odometer == 41_230
    desk.workshop.move(first, "ready", reason="typo")
    desk.sheets.edit(Checkout, file(desk, first).checkout.id, {"odometer_out": 41_250})
    clock_of(desk).advance(86_400)
    second = walked_in(desk)
    before = desk.reception.before(shop.vehicle, beside=second)
    assert (before.odometer, before.day, before.visits) == (41_250, "2026-11-21", 1)
    known = desk.reception.known(file(desk, second))
    assert (known.odometer, known.odometer_day, known.today) == (41_250, "2026-11-21", "2026-11-22")


def test_reading_of_a_cancelled_visit_does_not_count(desk: Desk) -> None:
    visit = walked_in(desk)
    check_in(desk, visit, odometer=999_999)
    desk.workshop.move(visit, "cancelled", reason="left again")
    assert desk.reception.before(small_shop(desk).vehicle).odometer is None


def test_marks_come_along_until_they_are_repaired(desk: Desk) -> None:
    shop = small_shop(desk)
    first = walked_in(desk)
    sheet = file(desk, first).walk_around.id
    scratch, dent = (
        desk.inspection.mark(sheet, zone, kind, 10, 20) for zone, kind in (("door_lf", "S"), ("roof", "D"))
    )
    desk.sheets.edit(Mark, scratch, {"note": "15 cm", "size": 2})
    desk.sheets.edit(Mark, dent, {"repaired": True})
    clock_of(desk).advance(86_400)
    second = file(desk, walked_in(desk)).walk_around
    (mark,) = second.marks
    assert (mark.zone, mark.kind, mark.note, mark.size, mark.origin) == ("door_lf", "S", "15 cm", 2, scratch)
    assert (mark.id, mark.parent) != (scratch, sheet) and second.state == ""
    chip = desk.inspection.mark(second.id, "bonnet", "C", 1, 2)
    clock_of(desk).advance(86_400)
    third = file(desk, desk.reception.arrive(vehicle=shop.vehicle)).walk_around
    assert [(mark.zone, mark.origin) for mark in third.marks] == [("door_lf", scratch), ("bonnet", chip)]
    assert [mark.zone for mark in file(desk, first).walk_around.marks] == ["door_lf", "roof"]


def test_sheet_that_nobody_filled_in_does_not_wipe_the_memory(desk: Desk) -> None:
    sheet = file(desk, walked_in(desk)).walk_around.id
    desk.inspection.mark(sheet, "door_lf", "S", 1, 2)
    clock_of(desk).advance(60)
    empty = file(desk, walked_in(desk))
    desk.sheets.remove_row(Mark, empty.walk_around.marks[0].id)
    clock_of(desk).advance(60)
    assert [mark.zone for mark in file(desk, walked_in(desk)).walk_around.marks] == ["door_lf"]
    desk.inspection.say_none_new(empty.walk_around.id)  # walked round, and the scratch is gone
    assert file(desk, walked_in(desk)).walk_around.marks != ()


# Put right


def test_wrong_car_changes_marks_and_plate(desk: Desk) -> None:
    shop = small_shop(desk)
    other = desk.sheets.create(Vehicle(plate="粤B66666"))
    desk.inspection.mark(file(desk, walked_in(desk)).walk_around.id, "door_lf", "S", 1, 2)
    clock_of(desk).advance(60)
    visit = walked_in(desk)
    desk.inspection.mark(file(desk, visit).walk_around.id, "roof", "D", 3, 4)
    desk.reception.change_vehicle(visit, vehicle=other)
    kept = file(desk, visit)
    assert (kept.visit.vehicle, kept.visit.plate) == (other, "粤B66666")
    assert [mark.zone for mark in kept.walk_around.marks] == ["roof"]
    desk.reception.change_vehicle(visit, vehicle=shop.vehicle)
    assert [mark.zone for mark in file(desk, visit).walk_around.marks] == ["roof", "door_lf"]
    assert [event["kind"] for event in desk.sheets.history(visit)][-2:] == ["vehicle_changed"] * 2


def test_wrong_car_that_was_made_by_mistake_goes_again(desk: Desk) -> None:
    visit = stranger(desk, plate="粤B00001")
    wrong = file(desk, visit).vehicle.id
    desk.reception.change_vehicle(visit, plate="00002")
    assert file(desk, visit).vehicle.plate == "粤B00002"
    assert desk.sheets.get(Vehicle, wrong) is None
    desk.reception.change_vehicle(visit, vehicle=small_shop(desk).vehicle)
    assert desk.sheets.get(Vehicle, small_shop(desk).vehicle)
    assert count(desk)[0] == 1


def test_car_that_takes_the_place_of_a_wrong_one_belongs_to_somebody(desk: Desk) -> None:
    visit = walked_in(desk)
    desk.reception.change_vehicle(visit, plate="粤B00002")
    kept = file(desk, visit)
    assert kept.vehicle.owner == kept.visit.owner == small_shop(desk).customer


def test_wrong_customer_is_not_called_either(desk: Desk) -> None:
    visit = walked_in(desk)
    assert file(desk, visit).check_in.bringer_phone
    desk.reception.change_customer(visit, newcomer=Newcomer(name="李司机", phone="13911112222"))
    sheet = file(desk, visit).check_in
    assert sheet.bringer_phone == "13911112222"
    desk.sheets.edit(CheckIn, sheet.id, {"bringer_phone": "13700001111"})
    desk.reception.change_customer(visit, customer=small_shop(desk).customer)
    assert file(desk, visit).check_in.bringer_phone == "13700001111"


def test_wrong_car_that_the_shop_knows_stays(desk: Desk) -> None:
    visit = walked_in(desk)
    desk.reception.change_vehicle(visit, plate="粤B00002")
    assert desk.sheets.get(Vehicle, small_shop(desk).vehicle)


def test_wrong_customer_made_by_mistake_goes_again_with_his_car_to_the_right_one(desk: Desk) -> None:
    visit = stranger(desk, plate="粤B00001", name="王韦")
    wrong = file(desk, visit).customer.id
    desk.reception.change_customer(visit, customer=small_shop(desk).customer)
    kept = file(desk, visit)
    assert (kept.customer.name, kept.owner.name, kept.vehicle.owner) == ("王伟", "王伟", small_shop(desk).customer)
    assert desk.sheets.get(Customer, wrong) is None


def test_wrong_customer_whom_the_shop_knows_stays_with_all_he_has(desk: Desk) -> None:
    """He was chosen by mistake: neither he nor his other car goes."""
    known = desk.sheets.create(Customer(name="林小红"))
    own = desk.sheets.create(Vehicle(plate="粤B77777", owner=known))
    visit = desk.reception.arrive(customer=known, newcomer=Newcomer(plate="粤B00001"))
    desk.reception.change_customer(visit, customer=small_shop(desk).customer)
    kept = desk.sheets.get(Vehicle, own)
    assert desk.sheets.get(Customer, known) and kept and kept.owner == known
    assert file(desk, visit).vehicle.owner == small_shop(desk).customer


def test_wrong_customer_of_a_known_car_leaves_its_owner(desk: Desk) -> None:
    visit = walked_in(desk)
    desk.reception.change_customer(visit, newcomer=Newcomer(name="李司机", phone="13911112222"))
    kept = file(desk, visit)
    assert (kept.customer.name, kept.owner.name, kept.vehicle.owner) == ("李司机", "王伟", small_shop(desk).customer)
    desk.reception.change_customer(visit, customer=small_shop(desk).customer)
    assert file(desk, visit).customer.name == "王伟"
    assert count(desk)[1] == 1


def test_same_customer_once_more_changes_nobody(desk: Desk) -> None:
    visit = stranger(desk)
    who = file(desk, visit).customer
    desk.reception.change_customer(visit, customer=who.id)
    assert file(desk, visit).customer == who


def test_car_and_customer_on_a_legal_paper_are_fixed(desk: Desk) -> None:
    visit = paid(desk)
    bill = desk.settlement.issue(visit)
    with pytest.raises(Refused, match="names this car and customer"):
        desk.reception.change_vehicle(visit, plate="粤B00002")
    with pytest.raises(Refused, match="names this car and customer"):
        desk.reception.change_customer(visit, newcomer=Newcomer(name="x"))
    assert count(desk) == (1, 1, 1)
    desk.settlement.credit(bill.id, reason="wrong car")
    desk.reception.change_vehicle(visit, plate="粤B00002")


def test_car_and_customer_of_a_closed_visit_are_fixed(desk: Desk) -> None:
    visit = closed(desk)
    with pytest.raises(Refused, match="closed"):
        desk.reception.change_vehicle(visit, plate="粤B00002")
