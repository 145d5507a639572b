"""Setting text: what is printed, how wide it is, where lines break."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reception_desk.printing.coverage import covered, font_file
from reception_desk.printing.fonts import faces, to_unicode
from reception_desk.printing.text import GAP, MISSING, MM, OVERHANG, Font, clean, layout, width, wrap

TEN = Font(10)


def ems(text: str, *, plate: bool = False) -> float:
    return layout(text, TEN, plate=plate).ems


def words(lines: list[str]) -> str:
    return "|".join(lines)


def broken(text: str, room: float) -> list[str]:
    return [line.text for line in wrap(text, TEN, room)]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Smith & <b>Sons", "Smith & <b>Sons"),
        ("a\x00b\x07c", "abc"),
        ("lone \ud800 half", "lone  half"),
        ("over\u202eride\u2066s", "overrides"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("e\u0301", "é"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("tab\there", "tab here"),
        ("𬭎 㛃 喆", "𬭎 㛃 喆"),
        ("ok 😀", f"ok {MISSING}"),
        ("شركة", MISSING * 4),
        ("❤\ufe0f", "❤" if covered("❤") else MISSING),
    ],
)
def test_clean_keeps_what_can_be_shown(typed: str, printed: str) -> None:
    assert clean(typed) == printed


@given(st.text(max_size=200))
def test_clean_leaves_only_covered_characters(text: str) -> None:
    assert all(char == "\n" or covered(char) for char in clean(text))


def test_coverage_is_what_the_font_can_draw() -> None:
    widths = faces().regular.widths
    sample = [*range(0x20, 0x3000), 0x2CB4E, 0x1F600, 0x10FFFF, *range(0x4E00, 0x9FFF, 37)]
    assert [point for point in sample if covered(chr(point)) != (point in widths)] == []


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
@pytest.mark.parametrize("encoding", ["gb2312", "gbk", "big5"])
def test_the_shipped_fonts_cover_names_of_both_scripts(weight: str, encoding: str) -> None:
    assert font_file(weight).is_file()
    pair = faces()
    widths = pair.bold.widths if weight == "Bold" else pair.regular.widths
    points = {ord(char) for char in _two_byte_characters(encoding)}
    missing = {point for point in points if point not in widths and not 0xE000 <= point < 0xF8FF}
    assert len(points) > 6000
    assert len(missing) < len(points) // 500  # a few box-drawing and compatibility signs


def _two_byte_characters(encoding: str) -> set[str]:
    found = set()
    for first in range(0x81, 0xFF):
        for second in range(0x40, 0xFF):
            try:
                found.add(bytes([first, second]).decode(encoding))
            except UnicodeDecodeError:
                continue
    return {char for char in found if len(char) == 1}


def test_characters_beyond_the_first_plane_are_found_again() -> None:
    table = to_unicode("X", [0, ord("A"), 0x2CB4E])
    assert "<01> <0041>" in table
    assert "<02> <D872DF4E>" in table


def test_tables_of_found_text_hold_at_most_a_hundred_entries_a_block() -> None:
    table = to_unicode("X", list(range(256)))
    assert [line for line in table.split("\n") if line.endswith("beginbfchar")] == [
        "100 beginbfchar",
        "100 beginbfchar",
        "56 beginbfchar",
    ]


def test_latin_beside_han_stands_a_little_apart() -> None:
    assert ems("用A型") == pytest.approx(ems("用") + ems("A") + ems("型") + 2 * GAP)
    assert ems("苏B12Q45", plate=True) == pytest.approx(ems("苏") + ems("B12Q45"))


def test_the_dot_of_a_plate_is_narrow() -> None:
    assert ems("·") == pytest.approx(400)
    assert ems("苏B·12Q45", plate=True) == pytest.approx(ems("苏") + ems("B") + ems("12Q45") + 340)


def test_quotation_marks_are_narrow_between_latin_letters_only() -> None:
    assert ems("Tanner’s") == pytest.approx(ems("Tanner") + ems("s") + 210)
    assert ems("他说“好”了") == pytest.approx(6000)


def test_two_marks_in_a_row_share_their_room() -> None:
    assert ems("好。”") == pytest.approx(2500)


def test_no_line_starts_with_a_closing_mark() -> None:
    for room in range(12, 40):
        for line in broken("早上冷车，头几脚（刹车）吱吱响；热了，就不响。上周“高速”上，有点抖！", room)[1:]:
            assert line[0] not in "，。、；：！？）》”％"
    assert words(broken("增项（客户同意）", 10.6)) == "增项|（客户|同意）"  # ） may stand over, （ hangs


def test_latin_words_and_numbers_break_only_when_wider_than_the_column() -> None:
    assert words(broken("更换 YL15T-K018826 号", 28)) == "更换|YL15T-K018826|号"
    assert all(line.width <= 20 for line in wrap("LYL5A1C64K0012607", TEN, 20))


def test_a_percent_sign_stays_with_its_number() -> None:
    for room in range(8, 40):
        assert not any(line.startswith("%") for line in broken("超出 10 % 须征得同意", room))


@given(st.text(alphabet="早上冷车A1b。，（）“” -\n", max_size=120), st.floats(5, 80))
def test_wrapping_loses_nothing_and_fits(text: str, room: float) -> None:
    lines = wrap(text, TEN, room)
    kept = "".join(line.text for line in lines).replace(" ", "")
    assert kept == clean(text).rstrip().replace("\n", "").replace(" ", "")
    over = OVERHANG * TEN.size / 1000 / MM
    widest = max(width(char, TEN) for char in "早“A")
    assert all(line.width <= max(room + over, widest) + 0.01 for line in lines)


@pytest.mark.parametrize("char", ["长", "w", "😀", "。"])
def test_a_hundred_thousand_characters_without_a_space_take_no_time(char: str) -> None:
    start = time.perf_counter()
    lines = wrap(char * 100_000, TEN, 80)
    assert sum(len(line.text) for line in lines) == 100_000
    assert time.perf_counter() - start < 20  # guards against a hang; some tenths of a second are usual


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("更换前制动片和机油", "更换前制动|片和机油"),
        ("更换前制动片", "更换前制|动片"),
        ("更换前制动片。", "更换前制|动片。"),
        ("更换前制动A", "更换前制动|A"),
        ("更换（片）", "更换|（片）"),
    ],
)
def test_no_chinese_character_is_left_alone_on_the_last_line(text: str, shown: str) -> None:
    assert words(broken(text, 5.3 * 10 / MM if len(text) > 5 else 3.6 * 10 / MM)) == shown


@pytest.mark.parametrize("room", [18.0, 21.0, 24.0, 30.0])
def test_a_number_is_not_parted_from_its_unit(room: float) -> None:
    lines = broken("下次保养 96,000 km，以先到者为准", room)
    assert any("96,000 km" in line for line in lines), lines
