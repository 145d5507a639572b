"""The search box of the desk: what a hit is good for, visits by number and scan code, people who are known."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reception_desk.desk.desk import Desk
from reception_desk.desk.reception import Newcomer
from tests.fakes import fake_papers
from tests.shops import PLATE, book, closed, small_desk, stranger, walked_in


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    fake_papers(monkeypatch)
    desk = small_desk(tmp_path / "shop")
    yield desk
    desk.close(backup=False)


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
    assert desk.reception.search(wrong) == []


def test_several_hits_are_not_opened_unasked(desk: Desk) -> None:
    stranger(desk, plate="粤BD12399")
    assert [strong for _, strong in groups(desk, "BD123")] == [False, False]
    assert groups(desk, PLATE) == [("vehicle", True)]


def test_nothing_typed_shows_the_newest_visits(desk: Desk) -> None:
    visits = [stranger(desk, plate=f"粤B1000{number}") for number in range(3)]
    assert {hit.visit.id for hit in desk.reception.search("  ") if hit.visit} == set(visits)


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
