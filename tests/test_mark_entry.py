"""Marks typed in one line, for every body, by code, by name in either language, by pinyin initials."""

from __future__ import annotations

import pytest

from reception_desk.forms.car_drawing import BODIES, read_drawing
from reception_desk.forms.mark_entry import Called, Entered, Unclear, fits, fold, kinds_of, read_entry, rest_of
from reception_desk.forms.walk_around import MARK_KINDS
from reception_desk.forms.zones import also_called, zone_code, zone_name
from reception_desk.language import Language
from reception_desk.resources import resource

LETTERS = {option.code.casefold() for option in MARK_KINDS}
ENGLISH, CHINESE = Language("en"), Language("zh_CN")


def called(body: str) -> list[Called]:
    drawing = read_drawing(resource("cars", f"{body}.svg"))
    return [
        Called(zone, zone_code(zone), ENGLISH.say(zone_name(zone)), (CHINESE.say(zone_name(zone)),))
        for zone in drawing.names()
    ]


def traded(body: str) -> list[Called]:
    """As the desk knows the parts: with what the trade calls them."""
    return [
        Called(
            one.zone, one.code, one.name, (*one.others, *(c for n in (one.name, *one.others) for c in also_called(n)))
        )
        for one in called(body)
    ]


KINDS = kinds_of((language.say(option.label), option.code) for language in (ENGLISH, CHINESE) for option in MARK_KINDS)


@pytest.mark.parametrize("body", BODIES)
def test_every_zone_of_a_body_is_typed_by_a_code_of_its_own(body: str) -> None:
    zones = called(body)
    codes = [one.code for one in zones]
    assert all(codes)
    assert len(set(codes)) == len(codes)
    for one in zones:
        for letter in sorted(LETTERS)[::3]:
            for size in (None, 2):
                typed = f"{one.code} {letter}{size or ''}"
                assert read_entry(typed, zones, KINDS) == Entered(one.zone, letter.upper(), size)
        assert read_entry(one.code.upper(), zones, KINDS) == Entered(one.zone)
        assert read_entry(f"{one.code} 2", zones, KINDS) == Entered(one.zone, "", 2)


@pytest.mark.parametrize("body", BODIES)
def test_every_zone_of_a_body_is_typed_by_its_name_in_both_languages(body: str) -> None:
    zones = called(body)
    for one in zones:
        assert read_entry(f"{one.name} d3", zones, KINDS) == Entered(one.zone, "D", 3)
        assert read_entry(f"{one.others[0]} 凹陷 3", zones, KINDS) == Entered(one.zone, "D", 3)


@pytest.mark.parametrize(
    ("typed", "entered"),
    [
        ("lfds2", Entered("door_lf", "S", 2)),
        ("lfd s 2", Entered("door_lf", "S", 2)),
        ("ＬＦＤ　ｓ２", Entered("door_lf", "S", 2)),
        ("fb c1", Entered("front_bumper", "C", 1)),
        ("ws", Entered("windscreen")),
        ("ws k", Entered("windscreen", "K")),
        ("front bumper scratch 2", Entered("front_bumper", "S", 2)),
        ("bonnet b", Entered("bonnet", "B")),
    ],
)
def test_a_line_is_read_as_it_is_meant(typed: str, entered: Entered) -> None:
    assert read_entry(typed, called("saloon"), KINDS) == entered


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("xyz s2", "no part"),
        ("", "no part"),
        ("lfd z9", "“z9” is no damage.*lfd s2"),
        ("s2", "can be"),
        ("door", "can be"),
    ],
)
def test_a_line_that_says_no_part_is_told(typed: str, words: str) -> None:
    with pytest.raises(Unclear, match=words):
        read_entry(typed, called("saloon"), KINDS)


def test_offers_begin_with_the_code_that_is_typed() -> None:
    zones = called("saloon")
    assert fits("lfd s", zones, KINDS)[0].zone == "door_lf"
    assert {one.zone for one in fits("door", zones, KINDS)} >= {"door_lf", "door_lr", "door_rf", "door_rr"}
    assert fits("", zones, KINDS) == []
    assert fits("zzzz", zones, KINDS) == []


@pytest.mark.parametrize(
    ("typed", "entered"),
    [
        ("左前门", Entered("door_lf")),
        ("左 前 门", Entered("door_lf")),
        ("左前车门 划痕", Entered("door_lf", "S")),
        ("划痕 左前门", Entered("door_lf", "S")),
        ("划痕2 左前门", Entered("door_lf", "S", 2)),
        ("划痕 左前门 2", Entered("door_lf", "S", 2)),
        ("左前门划痕2", Entered("door_lf", "S", 2)),
        ("左前门 2 划痕", Entered("door_lf", "S", 2)),
        ("左前叶子板 凹坑", Entered("wing_lf", "D")),
        ("前杠，刮擦 3", Entered("front_bumper", "S", 3)),
        ("机盖 s2", Entered("bonnet", "S", 2)),
        ("前挡 裂", Entered("windscreen", "K")),
        ("右倒车镜 缺", Entered("mirror_r", "M")),
        ("left front door", Entered("door_lf")),
        ("front left door s2", Entered("door_lf", "S", 2)),
        ("Scratch, left front door 2", Entered("door_lf", "S", 2)),
        ("left rear door", Entered("door_lr")),
        ("right fender dent", Entered("wing_rf", "D")),
        ("hood", Entered("bonnet")),
        ("rear left tyre k", Entered("wheel_lr", "K")),
        ("s lfd", Entered("door_lf", "S")),
    ],
)
def test_a_line_is_read_as_the_trade_says_it(typed: str, entered: Entered) -> None:
    assert read_entry(typed, traded("saloon"), KINDS) == entered


@pytest.mark.parametrize("body", BODIES)
def test_no_two_parts_of_a_body_share_a_word_of_the_trade(body: str) -> None:
    zones = traded(body)
    for one in zones:
        for name in (one.name, *one.others):
            assert [other.zone for other in zones if other.rank(fold(name)) <= 1] == [one.zone], name


def test_a_word_for_a_kind_alone_is_no_part() -> None:
    assert fits("划痕", traded("saloon"), KINDS) == []
    with pytest.raises(Unclear, match="“划痕” is no part"):
        read_entry("划痕", traded("saloon"), KINDS)


def test_what_is_no_damage_is_told_behind_a_name_of_several_words() -> None:
    with pytest.raises(Unclear, match=r"“z9” is no damage.*left front door s2"):
        read_entry("left front door z9", traded("saloon"), KINDS)


def test_what_a_line_says_beside_its_part() -> None:
    door = next(one for one in traded("saloon") if one.zone == "door_lf")
    typed = ["左前 划痕", "划痕2 左前", "lf s3", "left fr", "dent left front do 1"]
    assert [rest_of(one, door, KINDS) for one in typed] == ["s", "s2", "s3", "", "d1"]
