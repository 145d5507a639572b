"""The search box of the desk: what a hit is good for, visits by number and scan code, people who are known."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from reception_desk.desk.desk import Desk
from reception_desk.desk.finding import SHOWN
from reception_desk.desk.reception import Newcomer
from reception_desk.forms.appointment import Appointment
from reception_desk.forms.vehicle import Vehicle
from reception_desk.store.store import Store
from tests.shops import PLATE, book, closed, stranger, walked_in

# The desk's own hits


def groups(desk: Desk, typed: str) -> list[tuple[str, bool]]:
    return [(hit.group, hit.strong) for hit in desk.reception.search(typed)]


def test_hits_say_what_a_car_is_here_for(desk: Desk) -> None:
    assert groups(desk, "12345") == [("vehicle", True)]
    book(desk)
    assert groups(desk, "12345") == [("booked", True)]
    visit = desk.reception.arrive(appointment=book(desk))
    (hit,) = desk.reception.search("12345")
    assert (hit.group, hit.visit and hit.visit.id, hit.customer.name) == ("in_shop", visit, "王伟")


NEW = {"plate": "粤B7H286", "name": "何志强", "phone": "16000065518", "model": "VW Lavida"}
"""Somebody who called, with a car that the shop has never seen."""


@pytest.mark.parametrize("typed", ["7H286", "粤B7H286", "7h28", "5518", "何志"])
def test_a_booked_car_that_was_never_here_is_found(typed: str, desk: Desk) -> None:
    booking = book(desk, **NEW)
    (hit,) = desk.reception.search(typed)
    assert (hit.group, hit.appointment and hit.appointment.id, hit.strong) == ("booked", booking, True)
    assert (hit.vehicle.model, hit.customer.name, hit.customer.phone()) == ("VW Lavida", "何志强", "16000065518")
    visit = desk.reception.arrive(appointment=booking)
    assert [one.visit and one.visit.id for one in desk.reception.search("7H286")] == [visit]


@pytest.mark.parametrize("typed", ["7", "ZZ9", "何强"])
def test_what_no_booking_holds_finds_none(typed: str, desk: Desk) -> None:
    book(desk, **NEW)
    assert groups(desk, typed) == []


def test_several_bookings_of_strangers_are_told_apart(desk: Desk) -> None:
    for plate in ("粤B7H286", "粤B7H287"):
        book(desk, **{**NEW, "plate": plate})
    hits = desk.reception.search("7H28")
    assert [(hit.vehicle.plate, hit.strong) for hit in hits] == [("粤B7H286", False), ("粤B7H287", False)]


def test_hits_show_the_last_visit_of_a_car(desk: Desk) -> None:
    visit = closed(desk)
    hits = desk.reception.search(PLATE)
    assert [(hit.group, hit.strong) for hit in hits] == [("vehicle", True), ("visit", False)]
    assert hits[1].visit and hits[1].visit.id == visit


@pytest.mark.parametrize(
    "typed", ["V-261121-A1-001", "v-261121-a1-001", "261121-1", "V-261121-001", "Ｖ-２６１１２１-１"]
)
def test_visit_is_found_by_its_number(typed: str, desk: Desk) -> None:
    visit = walked_in(desk)
    stranger(desk)
    hit = desk.reception.search(typed)[0]
    assert (hit.visit and hit.visit.id, hit.strong) == (visit, True)


def test_visit_is_found_by_its_scan_code(desk: Desk) -> None:
    visit = desk.reception.file(walked_in(desk)).visit
    assert desk.reception.scanned(visit.scan) == visit.id
    assert [hit.visit and hit.visit.id for hit in desk.reception.search(visit.scan)] == [visit.id]
    wrong = visit.scan[:-1] + str((int(visit.scan[-1]) + 1) % 10)
    assert desk.reception.scanned(wrong) == ""
    assert not desk.reception.search(wrong)


def test_several_hits_are_not_opened_unasked(desk: Desk) -> None:
    stranger(desk, plate="粤BD12399")
    assert [strong for _, strong in groups(desk, "BD123")] == [False, False]
    assert groups(desk, PLATE) == [("vehicle", True)]


def test_nothing_typed_shows_the_newest_visits(desk: Desk) -> None:
    visits = [stranger(desk, plate=f"粤B1000{number}") for number in range(3)]
    assert {hit.visit.id for hit in desk.reception.search("  ") if hit.visit} == set(visits)


# Many hits: only those that are shown are read


def full_of_cars(desk: Desk, cars: int) -> list[str]:
    """Cars of plate 粤B777.., each with an owner; the first was here, the second is here, the third is expected."""
    visits = [stranger(desk, plate=f"粤B777{number:02d}") for number in range(cars)]
    found = [desk.reception.file(visit).vehicle.id for visit in visits]
    for number, visit in enumerate(visits):
        if number != 1:
            desk.store.connection.execute("UPDATE visit SET stage = 'cancelled' WHERE id = ?", (visit,))
    desk.store.connection.execute("UPDATE visit SET stage = 'closed' WHERE id = ?", (visits[0],))
    desk.store.connection.commit()
    desk.sheets.create(Appointment(plate="粤B77702", arrives=desk.clock.now()))
    return found


def test_only_the_shown_of_many_hits_are_read_in_full(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    cars = full_of_cars(desk, 50)
    read: Counter[str] = Counter()
    find = Store.find

    def counted(store: Store, form: type[Any], *args: Any, **more: Any) -> list[Any]:
        rows = find(store, form, *args, **more)
        read[form.table] += len(rows)
        return rows

    monkeypatch.setattr(Store, "find", counted)
    hits = desk.reception.search("粤B777")
    assert (len(hits), read) == (40, Counter())
    shown = hits[:SHOWN]
    assert [hit.vehicle.id for hit in shown] == [cars[number] for number in (49, 48, 47, 46, 45, 44, 43, 42)]
    assert all(hit.vehicle.plate and hit.customer.phone() for hit in shown)
    assert read == {"vehicle": SHOWN, "customer": SHOWN, "phone": SHOWN}
    assert (hits[0], hits[:SHOWN]) == (shown[0], shown)
    assert read["vehicle"] == SHOWN  # what was read is not read again


def test_cars_in_the_shop_and_expected_ones_stand_first_whenever_they_were_served(desk: Desk) -> None:
    cars = full_of_cars(desk, 30)
    hits = desk.reception.search("粤B777")
    assert [(hit.group, hit.vehicle.id) for hit in hits[:3]] == [
        ("in_shop", cars[1]),
        ("booked", cars[2]),
        ("vehicle", cars[29]),
    ]
    assert hits[0].visit and hits[1].appointment and hits[1].appointment.plate == "粤B77702"
    assert (hits[-1].group, hits[-1].vehicle.id, len(hits)) == ("visit", cars[0], 31)
    assert list(hits)[:SHOWN] == hits[:SHOWN]
    assert [hit.vehicle.id for hit in hits.within("booked", "visit")] == [cars[2], cars[0]]


def test_booking_is_for_the_plate_of_now_not_for_an_old_one(desk: Desk) -> None:
    visit = stranger(desk, plate="粤B77701")
    desk.store.connection.execute("UPDATE visit SET stage = 'cancelled'")
    desk.store.connection.commit()
    car = desk.reception.file(visit).vehicle.id
    desk.sheets.create(Appointment(plate="粤B·77701", arrives=desk.clock.now()))
    assert groups(desk, "77701") == [("booked", True)]
    desk.sheets.edit(Vehicle, car, {"plate": ""})
    assert groups(desk, "77701") == [("booked", False), ("vehicle", False)], "some other car may come"


def test_newest_visits_of_many_cars_are_told_by_an_index_alone(desk: Desk) -> None:
    """In a shop of a million visits a look at the rows costs more than all the rest of a search."""
    full_of_cars(desk, 3)
    asked: list[str] = []
    desk.store.connection.set_trace_callback(asked.append)
    len(desk.reception.search("粤B777"))
    desk.store.connection.set_trace_callback(None)
    asked = [sql for sql in asked if 'FROM "visit"' in sql]
    assert asked
    for sql in asked:
        plan = [row[3] for row in desk.store.connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
        assert [step for step in plan if "visit" in step and "COVERING INDEX" not in step] == []


# The same once more


@pytest.mark.parametrize(
    ("newcomer", "by"),
    [
        (Newcomer(plate="D12345"), "plate"),
        (Newcomer(plate=PLATE), "plate"),
        (Newcomer(phone="138 0013 8000"), "phone"),
        (Newcomer(phone="+86 138 0013 8000"), "phone"),
        (Newcomer(name="王伟"), "name"),
    ],
)
def test_newcomer_who_is_known_is_noticed(newcomer: Newcomer, by: str, desk: Desk) -> None:
    (alike,) = desk.reception.alike(newcomer)
    assert (alike.by, alike.vehicle.plate, alike.customer.name) == (by, PLATE, "王伟")
    assert desk.reception.alike(newcomer, beside=(alike.customer.id,)) == []


@pytest.mark.parametrize(
    "newcomer",
    [Newcomer(), Newcomer(plate="D123"), Newcomer(phone="138001"), Newcomer(phone="13800138001"), Newcomer(name="王")],
)
def test_newcomer_who_is_somebody_else_is_let_be(newcomer: Newcomer, desk: Desk) -> None:
    assert desk.reception.alike(newcomer) == []
