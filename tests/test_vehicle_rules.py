"""Plates, VINs and phone numbers: what is recognised, what is only questioned, how it is shown."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vininfo import Vin

from reception_desk.forms import phones, plates
from reception_desk.forms.fields import normal_code
from reception_desk.forms.phones import phone_problem
from reception_desk.forms.plates import is_mainland, is_new_energy, with_prefix
from reception_desk.forms.vehicle import Vehicle
from reception_desk.forms.vin import check_digit, decode, vin_problems

PLAIN = "".join(sorted(set(string.ascii_uppercase) - set("IO")))
VIN_SIGNS = "".join(sorted(set(string.ascii_uppercase + string.digits) - set("IOQ")))
HEADS = st.tuples(st.sampled_from(plates.PROVINCES), st.sampled_from(PLAIN)).map("".join)
DIGITS = st.sampled_from(string.digits)
ORDINARY = st.tuples(HEADS, st.text(PLAIN + string.digits, min_size=5, max_size=5)).map("".join)
SMALL = st.tuples(
    HEADS,
    st.sampled_from("ABCDEFGHJK"),
    st.sampled_from(PLAIN + string.digits),
    st.text(string.digits, min_size=4, max_size=4),
)
LARGE = st.tuples(HEADS, st.text(string.digits, min_size=5, max_size=5), st.sampled_from("ABCDEFGHJK"))
NEW_ENERGY = st.one_of(SMALL.map("".join), LARGE.map("".join))
VINS = st.text(VIN_SIGNS, min_size=17, max_size=17)


# Plates


@given(ORDINARY)
def test_plates_of_seven_characters_are_of_the_mainland(plate: str) -> None:
    assert is_mainland(plate)
    assert not is_new_energy(plate)


@given(NEW_ENERGY)
def test_plates_of_eight_characters_are_new_energy(plate: str) -> None:
    assert len(plate) == 8
    assert is_new_energy(plate)
    assert is_mainland(plate)


@given(st.one_of(ORDINARY, NEW_ENERGY))
def test_plates_shown_with_their_dot_are_kept_without_it(plate: str) -> None:
    shown = plates.pretty(plate)
    assert shown == f"{plate[:2]}·{plate[2:]}"
    assert normal_code(f" {shown.lower()} ", "plate") == plate


@given(st.text(max_size=12))
def test_plates_of_any_other_form_are_kept_as_typed(typed: str) -> None:
    kept = normal_code(typed, "plate")
    if not is_mainland(kept):
        assert plates.pretty(kept) == kept
        assert not [problem for problem in Vehicle(plate=kept).problems() if problem.level == "stop"]


@pytest.mark.parametrize(
    "plate",
    [
        "粤B1234警",
        "粤B1234学",
        "粤B1234挂",
        "粤ZA123港",
        "粤ZA123澳",
        "沪A0023领",
        "使123456",
        "粤B1234试",
        "临粤B12345",
    ],
)
def test_plates_of_special_use_are_of_the_mainland(plate: str) -> None:
    assert is_mainland(plate)
    assert not is_new_energy(plate)


@pytest.mark.parametrize(
    "plate",
    [
        "",
        "粤",
        "粤B1234",
        "粤B123456",
        "粤BI2345",
        "粤B1O345",
        "粤BL12345",
        "粤BDI1234",
        "港A12345",
        "LK21XWP",
        "粤B1234５",
    ],
)
def test_plates_that_no_office_gives_out_are_not_recognised(plate: str) -> None:
    assert not is_mainland(plate)


@pytest.mark.parametrize(
    ("typed", "plate"),
    [
        ("D12345", "粤BD12345"),
        ("BD12345", "粤BD12345"),
        ("12345", "粤B12345"),
        ("F0031", "粤BF0031"),
        ("BF0031", "粤BF0031"),
        ("AK8P02", "粤AK8P02"),
        ("粤BF0031", "粤BF0031"),
        ("京A12345", "京A12345"),
        ("LK21XWP", "LK21XWP"),
        ("123", "123"),
        ("", ""),
    ],
)
def test_plates_typed_without_the_province_get_the_shops(typed: str, plate: str) -> None:
    assert with_prefix(typed, "粤B") == plate
    assert with_prefix(typed, "") == typed


@given(st.one_of(ORDINARY, NEW_ENERGY), HEADS)
def test_plates_typed_whole_never_change(plate: str, prefix: str) -> None:
    assert with_prefix(plate, prefix) == plate


@given(ORDINARY)
def test_plates_typed_without_their_province_are_found_again(plate: str) -> None:
    assert with_prefix(plate[1:], plate[:2]) == plate


# VINs


@pytest.mark.parametrize("vin", ["1M8GDM9AXKP042788", "11111111111111111", "5GZCZ43D13S812715", "LGXC16DF1N0123456"])
def test_vin_known_to_be_right_passes(vin: str) -> None:
    assert check_digit(vin) == vin[8]
    assert vin_problems("vin", vin) == []


@given(VINS)
def test_vin_check_digit_agrees_with_the_library(vin: str) -> None:
    assert (check_digit(vin) == vin[8]) == Vin(vin).verify_checksum(check_year=False)


@given(VINS.map(lambda vin: "L" + vin[1:]), st.integers(0, 16), st.sampled_from(string.digits))
def test_vin_with_one_wrong_figure_is_questioned(vin: str, place: int, figure: str) -> None:
    right = vin[:8] + check_digit(vin) + vin[9:]
    if place in (0, 8) or not right[place].isdigit() or right[place] == figure:
        return
    wrong = right[:place] + figure + right[place + 1 :]
    assert vin_problems("vin", right) == []
    assert [problem.level for problem in vin_problems("vin", wrong)] == ["check"]


@given(VINS.filter(lambda vin: vin[0] in "WVSJK"))
def test_vin_of_makers_without_check_digits_is_never_questioned(vin: str) -> None:
    assert vin_problems("vin", vin) == []


@pytest.mark.parametrize(
    "vin", ["LGXC16DF1N012345", "LGXC16DF1N01234567", "LGXC16DFIN0123456", "LGXC16DF2N0123456", "车架号"]
)
def test_vin_with_a_slip_is_a_check_and_no_stop(vin: str) -> None:
    assert [(problem.level, problem.field) for problem in vin_problems("vin", vin)] == [("check", "vin")]


def test_vin_tells_maker_and_year() -> None:
    assert decode("LGXC16DF1N0123456") == ("BYD Auto", 2022)
    assert decode("WB10M0101M6D34821")[0] == "BMW"


def test_vin_of_an_unknown_maker_names_none() -> None:
    assert decode("LEFAAAAA0N0000000") == ("", 2022)


@given(st.text(max_size=20))
def test_vin_of_any_text_can_be_asked(text: str) -> None:
    kept = normal_code(text, "vin")
    vin_problems("vin", kept)
    maker, year = decode(kept)
    assert year is None or len(kept) == 17
    assert not maker.startswith("Un")


# Phones


@pytest.mark.parametrize(
    ("number", "region"),
    [
        ("138 0013 8000", "CN"),
        ("160 0011 2277", "CN"),
        ("0755-0000 0188", "CN"),
        ("8888 0000", "CN"),
        ("010 8888 0000", "CN"),
        ("+86 138 0013 8000", "CN"),
        ("400 800 1234", "CN"),
        ("0755-88880000转801", "CN"),
        ("0755-88880000-801", "CN"),
        ("+44 7700 900123", "CN"),
        ("(202) 555-0143", "US"),
        ("07700 900123", "GB"),
        ("030 123456", "EU"),
        ("5555 0100", "HK"),
        ("12", "XX"),
        ("", "CN"),
    ],
)
def test_phone_of_the_region_passes(number: str, region: str) -> None:
    assert phone_problem("number", number, region) == []


@pytest.mark.parametrize(
    ("number", "region"),
    [
        ("110", "CN"),
        ("139001", "CN"),
        ("1391234567", "CN"),
        ("+86 139 1234 567", "CN"),
        ("138 001", "US"),
        ("ask his wife", "CN"),
        ("1", "GB"),
        ("1" * 30, "CN"),
    ],
)
def test_phone_that_cannot_be_one_is_a_check_and_no_stop(number: str, region: str) -> None:
    assert [(problem.level, problem.field) for problem in phone_problem("number", number, region)] == [
        ("check", "number")
    ]


@given(st.text(string.digits, min_size=10, max_size=10))
def test_phone_mobile_is_shown_in_groups_with_the_same_figures(rest: str) -> None:
    shown = phones.pretty("1" + rest, "CN")
    assert phones.digits(shown) == "1" + rest
    assert [len(group) for group in shown.split()] == [3, 4, 4]


@given(st.text(max_size=40))
def test_phone_of_any_text_can_be_asked(text: str) -> None:
    kept = normal_code(text, "phone")
    for region in ("CN", "US", "GB", "EU", "HK", "XX", ""):
        assert all(problem.level == "check" for problem in phone_problem("number", kept, region))
        assert phones.digits(phones.pretty(kept, region)) == phones.digits(kept)
