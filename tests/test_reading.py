"""Typed text: numbers with either separator and simple sums, days and times as people say them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reception_desk.forms import fields as f
from reception_desk.forms import reading
from reception_desk.forms.check_in import CheckIn
from reception_desk.forms.moments import FixedClock, Moment
from reception_desk.forms.words import say
from reception_desk.language import LANGUAGES, Language
from tests.shops import CHINA

SATURDAY = datetime(2026, 11, 21, 15, 20, tzinfo=CHINA)
CLOCK = FixedClock(SATURDAY)
REGIONS = ("CN", "HK", "US", "GB", "EU", "XX")
SPECS = {kind: f.Spec(kind, say("Field"), name="field") for kind in f.NUMBERS | {"day", "moment", "text"}}
CODES = {
    pattern: f.Spec("code", say("Field"), name="field", pattern=pattern)
    for pattern in ("", "plate", "vin", "phone", "email", "key")
}


def read(kind: str, typed: str, region: str = "CN") -> object:
    return Language("en", region).read(SPECS[kind], typed, CLOCK)


def at(text: str) -> Moment:
    return CLOCK.at(datetime.fromisoformat(text))


# Numbers


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("12*3.5", 4200),
        ("12 × 3,5", 4200),
        ("1,234.5", 123_450),
        ("1.234,5", 123_450),
        ("1.234,560", 123_456),
        ("1 234,50", 123_450),
        ("1'234.50", 123_450),
        ("1,234", 123_400),
        ("0,230", 23),
        ("12,5", 1250),
        ("1.230", 123),
        ("1.234.567", 123_456_700),
        ("1,234,567.89", 123_456_789),
        (",5", 50),
        (".5", 50),
        ("12.", 1200),
        ("１２．５", 1250),
        ("-3", -300),
        ("−3", -300),
        ("+3", 300),
        ("(1+2)*3-1/4", 875),
        ("2/3", 67),
        ("1.005*3", 302),
        ("", None),
        ("   ", None),
    ],
)
def test_money_is_read_as_people_type_it(typed: str, kept: int | None) -> None:
    assert read("money", typed) == kept


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("quantity", "0,8", 800),
        ("quantity", "1.234", 1234),
        ("percent", "13", 1300),
        ("percent", "13 %", 1300),
        ("percent", "６％", 600),
        ("whole", "41,230", 41_230),
        ("whole", "41 230", 41_230),
        ("whole", "41.230", 41_230),
        ("whole", "25/2", 13),
    ],
)
def test_number_is_scaled_by_its_kind(kind: str, typed: str, kept: int) -> None:
    assert read(kind, typed) == kept


@pytest.mark.parametrize(
    "typed",
    ["abc", "12a", "1..2", "1,2,3", "1,23,456", "12.50.3", "5 6", "1 2345", "12*", "*2", "(1", "1)", "()", "1/0", "0/0",
     "1e5", "200-15%", "∞", "½", "nan", "=1+1", "1;2", "+" * 59, "(" * 59, "9*" * 29 + "9" * 5, "__import__('os')"],
)  # fmt: skip
def test_number_that_makes_no_sense_is_not_taken(typed: str) -> None:
    with pytest.raises(reading.Unreadable) as trouble:
        read("money", typed)
    assert trouble.value.say


@pytest.mark.parametrize("kind", sorted(reading.SCALES))
def test_number_too_large_for_its_kind_is_not_taken(kind: str) -> None:
    most = reading.MOST[kind] // reading.SCALES[kind]
    assert read(kind, str(most)) == reading.MOST[kind]
    for typed in (str(most + 1), f"-{most + 1}", "9" * 50):
        with pytest.raises(reading.Unreadable):
            read(kind, typed)


@given(st.text(max_size=70) | st.text("0123456789+-./: dwmy年月日天点pa", max_size=24))
@example("999999999999991900")
def test_any_text_is_a_value_or_refused_and_never_ends_in_a_fault(typed: str) -> None:
    for spec in (*SPECS.values(), *CODES.values()):
        try:
            Language().read(spec, typed, CLOCK)
        except (reading.Unreadable, f.TooLong):
            continue


@given(st.text("0123456789.,+-*/() ", max_size=30))
def test_sums_never_end_in_anything_but_a_number_or_a_sentence(typed: str) -> None:
    try:
        kept = read("money", typed)
    except reading.Unreadable:
        return
    assert kept is None or (isinstance(kept, int) and abs(kept) <= reading.MOST["money"])


# Lengths of time


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("90", 90), ("1:30", 90), ("1.5h", 90), ("1,5 h", 90), ("2 h 10 min", 130), ("2小时", 120), ("40分", 40),
     ("2 小时 10 分钟", 130), ("0", 0), ("", None)],
)  # fmt: skip
def test_length_of_time_is_read(typed: str, minutes: int | None) -> None:
    assert read("span", typed) == minutes


@pytest.mark.parametrize("typed", ["soon", "1:75", "-30", "h", "99999999", "1h2h", "1d"])
def test_length_of_time_that_makes_no_sense_is_not_taken(typed: str) -> None:
    with pytest.raises(reading.Unreadable):
        read("span", typed)


# Days: it is a Saturday


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("today", "2026-11-21"),
        ("Tomorrow", "2026-11-22"),
        ("明天", "2026-11-22"),
        ("后天", "2026-11-23"),
        ("mon", "2026-11-23"),
        ("Friday", "2026-11-27"),
        ("周六", "2026-11-28"),
        ("+3", "2026-11-24"),
        ("+2w", "2026-12-05"),
        ("+3m", "2027-02-21"),
        ("+1y", "2027-11-21"),
        ("2026-11-30", "2026-11-30"),
        ("2026.11.30", "2026-11-30"),
        ("2026年11月30日", "2026-11-30"),
        ("20261130", "2026-11-30"),
        ("11-30", "2026-11-30"),
        ("11月30日", "2026-11-30"),
        ("1-5", "2027-01-05"),
        ("9-1", "2026-09-01"),
        ("", ""),
    ],
)
def test_day_is_read_as_people_say_it(typed: str, day: str) -> None:
    assert read("day", typed) == day


def test_month_that_is_too_short_ends_on_its_last_day() -> None:
    clock = FixedClock(datetime(2026, 8, 31, 12, 0, tzinfo=CHINA))
    assert Language().read(SPECS["day"], "+6m", clock) == "2027-02-28"


@pytest.mark.parametrize(
    ("region", "typed", "day"),
    [
        ("US", "4/5/2027", "2027-04-05"),
        ("GB", "4/5/2027", "2027-05-04"),
        ("EU", "4.5.2027", "2027-05-04"),
        ("US", "12/1", "2026-12-01"),
        ("GB", "1/12", "2026-12-01"),
        ("CN", "12/1", "2026-12-01"),
        ("GB", "12-01", "2026-12-01"),
    ],
)
def test_day_is_read_in_the_order_of_its_region(region: str, typed: str, day: str) -> None:
    assert read("day", typed, region) == day


@pytest.mark.parametrize(
    "typed",
    ["2026-02-30", "13-01", "0-0", "32", "11-30 10", "next week", "1126-11-30", "9999-12-31", "+9999y", "١", "-"],
)
def test_day_that_does_not_exist_is_not_taken(typed: str) -> None:
    with pytest.raises(reading.Unreadable):
        read("day", typed)


# Times: it is 15:20


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("1730", "2026-11-21 17:30"),
        ("17:30", "2026-11-21 17:30"),
        ("17：30", "2026-11-21 17:30"),
        ("5pm", "2026-11-21 17:00"),
        ("5 PM", "2026-11-21 17:00"),
        ("5:15pm", "2026-11-21 17:15"),
        ("17", "2026-11-21 17:00"),
        ("17点半", "2026-11-21 17:30"),
        ("下午5点", "2026-11-21 17:00"),
        ("12am", "2026-11-22 00:00"),
        ("12pm", "2026-11-22 12:00"),
        ("930", "2026-11-22 09:30"),
        ("15:20", "2026-11-21 15:20"),
        ("tomorrow 10", "2026-11-22 10:00"),
        ("tomorrow 5 pm", "2026-11-22 17:00"),
        ("明天 10", "2026-11-22 10:00"),
        ("明天10点", "2026-11-22 10:00"),
        ("明天上午10:30", "2026-11-22 10:30"),
        ("monday 8", "2026-11-23 08:00"),
        ("2026-11-30 17:30", "2026-11-30 17:30"),
        ("11-30 0815", "2026-11-30 08:15"),
        ("today 9", "2026-11-21 09:00"),
        ("+2h", "2026-11-21 17:20"),
        ("+90 min", "2026-11-21 16:50"),
        ("+1,5小时", "2026-11-21 16:50"),
        ("+2d", "2026-11-23 15:20"),
        ("+3", "2026-11-21 18:20"),
    ],
)
def test_time_is_read_as_people_say_it(typed: str, moment: str) -> None:
    assert read("moment", typed) == at(moment)


@pytest.mark.parametrize(
    "typed", ["2530", "17:75", "24", "13am", "later", "tomorrow", "2026-02-30 10", "+9999d", "10 30", "明天"]
)
def test_time_that_does_not_exist_is_not_taken(typed: str) -> None:
    with pytest.raises(reading.Unreadable):
        read("moment", typed)


# What stands in an editor is read back as the same value


def kept_values(spec: f.Spec) -> st.SearchStrategy[object]:
    most = reading.MOST.get(spec.kind, 0)
    match spec.kind:
        case "day":
            return st.dates(date(1900, 1, 1), date(2199, 12, 31)).map(str)
        case "moment":
            return st.integers(0, 3_786_912_000 // 60).map(
                lambda minutes: CLOCK.at(datetime.fromtimestamp(minutes * 60, UTC).replace(tzinfo=None))
            )
        case "span":
            return st.integers(0, 366 * 24 * 60)
        case "text" | "code":
            return st.text(max_size=40).map(lambda text: _taken(spec, text))
    return st.integers(-most, most)


def _taken(spec: f.Spec, text: str) -> str:
    try:
        return str(spec.take(text))
    except f.TooLong:
        return ""


EVERY_KIND = [*SPECS.values(), *CODES.values(), f.Spec("whole", say("km"), unit="distance")]


@pytest.mark.parametrize("spec", EVERY_KIND, ids=lambda spec: f"{spec.kind}-{spec.pattern or spec.unit}")
@pytest.mark.parametrize("code", LANGUAGES)
def test_editor_text_is_read_back_as_the_same_value(spec: f.Spec, code: str) -> None:
    @given(kept_values(spec), st.sampled_from(REGIONS))
    def holds(kept: object, region: str) -> None:
        language = Language(code, region)
        assert language.read(spec, language.edit_text(spec, kept), CLOCK) == kept

    holds()


@given(st.integers(0, 10**10 - 1))
def test_mobile_typed_with_or_without_blanks_is_one_number(rest: int) -> None:
    plain = f"1{rest:010d}"
    spec = CODES["phone"]
    assert spec.take(f"{plain[:3]} {plain[3:7]} {plain[7:]}") == spec.take(plain) == plain


@pytest.mark.parametrize(
    ("kind", "typed", "figures"),
    [("money", "0.005", 2), ("money", "-0.005", 2), ("money", "1.234", 2), ("money", "1.234,567", 2),
     ("money", "12.50+0.005", 2), ("quantity", "1.2345", 3), ("percent", "12.345", 2)],
)  # fmt: skip
def test_a_number_finer_than_what_is_kept_is_refused_not_rounded(kind: str, typed: str, figures: int) -> None:
    with pytest.raises(reading.Unreadable) as trouble:
        read(kind, typed)
    assert Language("en").say(trouble.value.say) == (
        f"At most {figures} figures stand after the point here. Shorten the number."
    )


def test_a_part_of_a_whole_number_is_asked_about_not_rounded() -> None:
    spec = CheckIn.spec("odometer")
    with pytest.raises(reading.Unreadable):
        reading.read(spec, "12.5")
