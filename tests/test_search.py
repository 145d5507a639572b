"""One box finds everything: plates, tails, phones, names, pinyin, VINs, visit numbers; the last served first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reception_desk.desk.desk import Desk
from reception_desk.desk.reception import Newcomer
from reception_desk.forms.customer import Customer, Phone
from reception_desk.forms.vehicle import Vehicle
from reception_desk.store.search import BOUND, normal
from tests.fakes import fake_papers
from tests.shops import PHONE, PLATE, VIN, small_desk, small_shop, stranger, walked_in


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    fake_papers(monkeypatch)
    desk = small_desk(tmp_path / "shop")
    yield desk
    assert_index_is_true(desk)
    desk.close(backup=False)


def assert_index_is_true(desk: Desk) -> None:
    """The index over the entries is what the entries say, and each entry is what it would be if made now."""
    conn = desk.store.connection
    conn.execute("INSERT INTO search_text(search_text) VALUES('integrity-check')")
    conn.rollback()
    names = "vehicle, customer, plates, vin, phones, name, initials"
    kept = sorted(conn.execute(f"SELECT {names} FROM search_entry"))
    with desk.store.atomic():
        for form in (Vehicle, Customer):
            for row in desk.store.find(form):
                desk.store.search.touched_row(form, row.id)
    assert kept == sorted(conn.execute(f"SELECT {names} FROM search_entry"))


def pairs(desk: Desk, typed: str) -> list[tuple[str, str]]:
    """What is found, as (plate, name)."""
    found = []
    for pair in desk.store.search.find(typed):
        car, person = desk.sheets.get(Vehicle, pair.vehicle), desk.sheets.get(Customer, pair.customer)
        found.append((car.plate if car else "", person.name if person else ""))
    return found


def person(desk: Desk, name: str, *numbers: str) -> str:
    return desk.sheets.create(Customer(name=name, phones=tuple(Phone(number=number) for number in numbers)))


WANG = (PLATE, "王伟")


@pytest.mark.parametrize(
    "typed",
    [
        PLATE,
        "粤B·D12345",
        "粤b d12345",
        "粤Ｂ·Ｄ１２３４５",
        "粤B",
        "BD1",
        "12345",
        "345",
        "45",
        "d12",
        VIN,
        VIN.lower(),
        "123456",
        VIN[-6:],
        VIN[:3],
        PHONE,
        "138 0013 8000",
        "１３８００１３８０００",
        "138",
        "8000",
        "00",
        "王伟",
        "王",
        "伟",
        "WW",
        "ww",
    ],
)
def test_car_is_found_by(typed: str, desk: Desk) -> None:
    stranger(desk, plate="沪A·F6789", name="Müller GmbH", phone="021-5555 6666")
    found = pairs(desk, typed)
    assert found == ([WANG] if typed != "伟" else [])  # one character begins a name, it is not looked for inside


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("王伟", "wangwei"),
        ("王伟", "Wang W"),
        ("单雄信", "shanxiong"),
        ("单雄信", "danxiongxin"),
        ("吕布", "lvbu"),
        ("吕布", "lubu"),
        ("深圳市腾飞汽车运输有限公司", "tengfeiqiche"),
        ("单雄信", "DXX"),
        ("单雄信", "SXX"),
        ("单雄信", "CXX"),
        ("曾国藩", "ZGF"),
        ("曾国藩", "CGF"),
        ("欧阳娜娜", "OYNN"),
        ("张 伟", "ZW"),
        ("深圳市腾飞汽车运输有限公司", "SZSTF"),
        ("Müller GmbH", "müller"),
        ("Müller GmbH", "GMBH"),
        ("O'Brien & Sons", "o'b"),
        ("José García", "JOSÉ"),
        ("𬍛小明", "𬍛"),
        ("阿卜杜拉·买买提", "阿卜杜拉买"),
    ],
)
def test_name_is_found_by_pinyin_in_every_reading_and_by_its_letters(name: str, typed: str, desk: Desk) -> None:
    person(desk, name)
    assert ("", name) in pairs(desk, typed)


def test_two_letters_are_initials_and_not_the_end_of_a_syllable(desk: Desk) -> None:
    person(desk, "倪刚")
    assert pairs(desk, "NG") == [("", "倪刚")]  # and not 王伟, WANGWEI
    assert pairs(desk, "EI") == []


def test_plate_of_an_earlier_visit_still_finds_the_car(desk: Desk) -> None:
    walked_in(desk)
    desk.sheets.edit(Vehicle, small_shop(desk).vehicle, {"plate": "粤B99999"})
    assert pairs(desk, "D12345") == pairs(desk, "99999") == [("粤B99999", "王伟")]


def test_several_phones_of_one_person_all_find_him(desk: Desk) -> None:
    lin = person(desk, "林小红", "13911112222", "+86 755 2666 7777")
    assert pairs(desk, "2222") == pairs(desk, "26667777") == [("", "林小红")]
    assert pairs(desk, "+86 755") == [("", "林小红")]
    kept = desk.sheets.get(Customer, lin)
    assert kept
    desk.sheets.remove_row(Phone, kept.phones[0].id)
    assert pairs(desk, "2222") == []
    desk.sheets.restore_row(Phone, kept.phones[0].id)
    assert pairs(desk, "2222") == [("", "林小红")]
    desk.sheets.add_row(Phone(number="13855556666"), lin)
    assert pairs(desk, "6666") == [("", "林小红")]


# What is typed is text, never syntax


@pytest.mark.parametrize(
    "typed",
    ['"', '""', "'", "';DROP TABLE visit;--", "王伟*", "NEAR(王伟 12345)", "AND", "王 OR 伟", "NOT 王伟",
     "plates:12345", "^王伟", "-王伟*", "<", ">", "<>", "(", "*", "%", "_", "\\", "\x00", "王\x00伟x", "\ud800",
     "12\udfff345x", "", "   ", "\u200b", "x" * 10_000],
)  # fmt: skip
def test_syntax_and_strange_characters_are_looked_for_as_text(typed: str, desk: Desk) -> None:
    assert pairs(desk, typed) == []
    assert not [hit for hit in desk.reception.search(typed) if hit.vehicle.plate == PLATE]


@given(st.text(max_size=30))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_can_be_looked_for(desk: Desk, typed: str) -> None:
    desk.reception.search(typed)
    desk.reception.alike(Newcomer(typed, typed, typed))


@given(st.text("王伟李娜AB12·- <>\"'", min_size=2, max_size=12))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_whatever_a_name_is_its_first_three_signs_find_it(desk: Desk, name: str) -> None:
    who = person(desk, name)
    for typed in {normal(name), normal(name)[:3], normal(name)[:2], normal(name)[:1]} - {""}:
        found = [pair.customer for pair in desk.store.search.find(typed, limit=BOUND)]
        assert who in found


# Newest first


def test_car_that_was_here_last_comes_first(desk: Desk) -> None:
    cars = {}
    for number in range(5):
        visit = stranger(desk, plate=f"粤B8880{number}", name=f"钱{number}", phone=f"1380000000{number}")
        cars[number] = desk.reception.file(visit)
    assert [plate[-1] for plate, _ in pairs(desk, "8880")] == ["4", "3", "2", "1", "0"]
    desk.reception.arrive(vehicle=cars[1].vehicle.id)
    assert [plate[-1] for plate, _ in pairs(desk, "8880")] == ["1", "4", "3", "2", "0"]
    desk.sheets.edit(Vehicle, cars[0].vehicle.id, {"colour": "red"})
    desk.sheets.edit(Customer, cars[2].customer.id, {"note": "x"})
    assert [plate[-1] for plate, _ in pairs(desk, "钱")] == ["1", "4", "3", "2", "0"]


def test_newest_of_very_many_namesakes_is_found(desk: Desk) -> None:
    with desk.store.atomic():
        for number in range(BOUND + 50):
            desk.store.insert(Customer(name=f"赵{number:04d}"))
        desk.store.insert(Customer(name="赵9999"))
        desk.store.insert(Customer(name="赵0000a"))
    for typed in ("赵", "赵0", "赵00"):
        assert pairs(desk, typed)[0] == ("", "赵0000a")
    assert len(desk.store.search.find("赵", limit=1000)) == BOUND


# Whom a car belongs to


def test_customer_without_a_car_is_found_until_and_after_he_has_one(desk: Desk) -> None:
    li = person(desk, "李娜娜")
    assert pairs(desk, "李娜娜") == [("", "李娜娜")]
    visit = desk.reception.arrive(customer=li, newcomer=Newcomer(plate="粤B55555"))
    assert pairs(desk, "李娜娜") == [("粤B55555", "李娜娜")]
    desk.sheets.edit(Vehicle, desk.reception.file(visit).vehicle.id, {"owner": small_shop(desk).customer})
    assert set(pairs(desk, "李娜娜")) == {("粤B55555", "李娜娜")}  # she brought it once
    assert ("粤B55555", "王伟") in pairs(desk, "55555")


def test_former_owner_is_still_found(desk: Desk) -> None:
    li = person(desk, "李娜娜")
    desk.sheets.edit(Vehicle, small_shop(desk).vehicle, {"owner": li})
    assert pairs(desk, "李娜娜") == [(PLATE, "李娜娜")]
    assert pairs(desk, "王伟") == [("", "王伟")]


def test_customer_of_a_visit_that_was_put_right_is_still_found(desk: Desk) -> None:
    li, sun = person(desk, "李娜娜"), person(desk, "孙悟空")
    visit = desk.reception.arrive(vehicle=small_shop(desk).vehicle, customer=li)
    assert pairs(desk, "李娜娜") == [(PLATE, "李娜娜")]
    desk.reception.change_customer(visit, customer=sun)
    assert pairs(desk, "李娜娜") == [("", "李娜娜")]
    assert pairs(desk, "孙悟空") == [(PLATE, "孙悟空")]
    assert pairs(desk, "王伟") == [WANG]


def test_car_typed_by_mistake_is_no_longer_found(desk: Desk) -> None:
    visit = stranger(desk, plate="粤B00001")
    desk.reception.change_vehicle(visit, plate="粤B00002")
    assert pairs(desk, "00001") == []
    assert pairs(desk, "00002") == [("粤B00002", "李娜")]


def test_edit_and_its_undo_are_found_at_once(desk: Desk) -> None:
    shop = small_shop(desk)
    before = desk.sheets.edit(Customer, shop.customer, {"name": "汪韦"})
    assert pairs(desk, "汪韦") == [(PLATE, "汪韦")]
    assert pairs(desk, "王伟") == []
    desk.sheets.edit(Customer, shop.customer, before)
    assert pairs(desk, "王伟") == [WANG]
    before = desk.sheets.edit(Vehicle, shop.vehicle, {"plate": "", "vin": ""})
    assert pairs(desk, "12345") == []
    desk.sheets.edit(Vehicle, shop.vehicle, before)
    assert pairs(desk, "12345") == [WANG]


def test_save_that_failed_leaves_the_search_as_it_was(desk: Desk) -> None:
    def fail() -> None:
        with desk.store.atomic():
            person(desk, "幽灵")
            desk.sheets.edit(Vehicle, small_shop(desk).vehicle, {"plate": "粤B00000"})
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    person(desk, "真人")
    assert pairs(desk, "幽灵") == pairs(desk, "00000") == []
    assert pairs(desk, "D12345") == [WANG]
