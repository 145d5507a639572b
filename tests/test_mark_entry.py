"""Marks typed in one line, for every body, by code, by name in either language, by pinyin initials."""

from __future__ import annotations

import pytest

from reception_desk.forms.car_drawing import BODIES, read_drawing
from reception_desk.forms.mark_entry import Called, Entered, Unclear, fits, read_entry
from reception_desk.forms.walk_around import MARK_KINDS
from reception_desk.forms.zones import zone_code, zone_name
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


KINDS = {CHINESE.say(option.label): option.code for option in MARK_KINDS} | {
    ENGLISH.say(option.label).casefold(): option.code for option in MARK_KINDS
}


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
    assert fits("lfd s", zones)[0].zone == "door_lf"
    assert {one.zone for one in fits("door", zones)} >= {"door_lf", "door_lr", "door_rf", "door_rr"}
    assert fits("", zones) == []
    assert fits("zzzz", zones) == []
