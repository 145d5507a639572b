"""The kinds of field: what is taken, what is refused, and sheets as JSON and back."""

from __future__ import annotations

import json
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reception_desk.forms import fields as f
from reception_desk.forms.check_in import CheckIn
from reception_desk.forms.customer import Customer
from reception_desk.forms.moments import Moment
from reception_desk.forms.sheets import BY_TABLE, all_forms
from reception_desk.forms.walk_around import Mark
from reception_desk.forms.words import say
from reception_desk.forms.work_order import WorkLine, WorkOrder
from tests.filled import filled

FORMS = pytest.mark.parametrize("form", all_forms(), ids=lambda form: form.table)
TEXTS = [spec for form in all_forms() for spec in form.specs().values() if spec.kind in ("text", "code")]


# What is taken


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  brake squeal ", "brake squeal"),
        ("a\x00b\x07c\x7f\x85d", "abcd"),
        ("rear\ud800 left\udfff", "rear left"),
        ("two\r\nlines\tand", "two lines and"),
        ("cafe\u0301", "café"),
        ("\U0002cb4e 👍 \u202eabc\u200b", "\U0002cb4e 👍 \u202eabc\u200b"),
        ("\ufeff", ""),
        (" \u200b\u2060 \u200d", ""),
        ("\u3164\u2800", ""),
        ("\u200b王伟", "\u200b王伟"),
    ],
)
def test_text_is_taken_without_what_cannot_be_shown(typed: str, kept: str) -> None:
    assert CheckIn.spec("before").take(typed) == kept


def test_text_of_several_lines_keeps_them() -> None:
    assert CheckIn.spec("concern").take("one\r\ntwo\rthree\n") == "one\ntwo\nthree"


@pytest.mark.parametrize(
    ("pattern", "typed", "kept"),
    [
        ("", " ab-1　x ", "AB-1 X"),
        ("plate", "粤b·d 12345", "粤BD12345"),
        ("vin", "lgxc 16df1 n0123456", "LGXC16DF1N0123456"),
        ("phone", "138 0013 8000", "13800138000"),
        ("phone", "＋86 138  0013 8000", "+86 138 0013 8000"),
        ("phone", "0755-8888 0000转801", "0755-8888 0000转801"),
        ("email", " Wang.Wei@Example.com", "Wang.Wei@Example.com"),
        ("key", "door_lf", "door_lf"),
    ],
)
def test_code_is_taken_in_its_one_form(pattern: str, typed: str, kept: str) -> None:
    assert f.Spec("code", say("Code"), pattern=pattern).take(typed) == kept


@given(st.sampled_from(TEXTS), st.text(max_size=60))
def test_taking_twice_is_taking_once(spec: f.Spec, typed: str) -> None:
    try:
        kept = spec.take(typed)
    except f.TooLong:
        return
    assert spec.take(kept) == kept
    assert len(kept) <= spec.length
    assert not [c for c in kept if unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t"]
    json.dumps(kept, ensure_ascii=False).encode()


@pytest.mark.parametrize("spec", [spec for spec in TEXTS if spec.length < 100_000], ids=lambda spec: spec.key)
def test_text_one_longer_than_its_field_is_refused_whole(spec: f.Spec) -> None:
    assert spec.take("中" * spec.length) == "中" * spec.length
    with pytest.raises(f.TooLong) as trouble:
        spec.take("中" * (spec.length + 1))
    assert dict(trouble.value.say.args) == {"field": spec.label, "most": spec.length, "length": spec.length + 1}


def test_several_holds_each_code_once_in_order() -> None:
    assert CheckIn.spec("purposes").take(["repair", "maintenance", "repair"]) == ("repair", "maintenance")


# Declarations


@FORMS
def test_choices_have_codes_of_their_own_and_the_default_among_them(form: type[f.Form]) -> None:
    for spec in form.specs().values():
        codes = [option.code for option in spec.options]
        assert len(set(codes)) == len(codes), spec.key
        assert not [code for code in codes if "," in code or not code], spec.key
        if spec.kind == "choice" and spec.default:
            assert spec.default in codes, spec.key


@FORMS
def test_links_point_at_forms_there_are(form: type[f.Form]) -> None:
    for spec in form.specs().values():
        assert spec.kind != "link" or spec.target in BY_TABLE, spec.key


def test_people_are_marked_as_personal() -> None:
    """Names, phones, plates and addresses of persons: never in an event in clear."""
    named = {"name", "phone", "plate", "vin", "address", "email", "contact", "person", "number", "bringer_phone"}
    persons = ("customer", "phone", "vehicle", "appointment", "approval", "staff", "visit", "check_in")
    ours = {"visit.number"}
    for table in persons:
        for spec in BY_TABLE[table].specs().values():
            if spec.name in named and spec.key not in ours:
                assert spec.personal, spec.key


def test_code_of_an_older_version_stands_for_itself() -> None:
    assert str(CheckIn.spec("fuel").option("half")) == "half"
    assert not CheckIn.spec("fuel").option("")


# Sheets as JSON


@FORMS
def test_sheet_is_the_same_after_json(form: type[f.Form]) -> None:
    sheet = filled(form)
    again = form.from_json(json.loads(json.dumps(sheet.to_json())))
    assert again == sheet


def test_sheet_of_an_older_version_keeps_the_defaults_of_what_it_lacks() -> None:
    plain = CheckIn(odometer=5, promised=Moment(1, 2)).to_json()
    for name in ("waiting", "purposes", "promised"):
        del plain[name]
    again = CheckIn.from_json({**plain, "of_a_later_version": 1}, "id")
    assert again == CheckIn(id="id", odometer=5)


# What is to be mended


def levels(sheet: f.Form, known: f.Known | None = None) -> dict[str, str]:
    return {problem.field: problem.level for problem in sheet.problems(known)}


@pytest.mark.parametrize(("kept", "level"), [(0, None), (2_000_000, None), (2_000_001, "check"), (-1, "check")])
def test_figure_out_of_range_is_a_check(kept: int, level: str | None) -> None:
    assert levels(CheckIn(odometer=kept, promised=Moment(0, 0))).get("odometer") == level


def test_missing_figure_holds_back_what_needs_it_and_nothing_else() -> None:
    found = [problem for problem in CheckIn().problems() if problem.level == "stop"]
    assert {problem.field for problem in found} == {"odometer", "promised"}
    assert {problem.holds for problem in found} == {frozenset({"print"})}
    assert "odometer" not in levels(CheckIn(odometer_unreadable=True))
    assert "odometer" not in levels(CheckIn(odometer=0))


@pytest.mark.parametrize(
    ("odometer", "day", "asked"),
    [
        (41_230, "2026-11-01", False),
        (41_229, "2026-11-01", True),
        (41_230 + 20 * 500, "2026-11-01", False),
        (41_230 + 20 * 500 + 1, "2026-11-01", True),
        (41_231, "2026-11-21", False),
        (41_231, "", False),
        (999_999, "", True),
    ],
)
def test_odometer_is_questioned_beside_the_last_reading(odometer: int, day: str, asked: bool) -> None:
    known = f.Known(today="2026-11-21", odometer=41_230, odometer_day=day)
    assert levels(CheckIn(odometer=odometer, promised=Moment(0, 0)), known) == ({"odometer": "check"} if asked else {})


@pytest.mark.parametrize(
    ("line", "field"),
    [
        (WorkLine(price=0, quantity=0, discount=0, tax_rate=0), None),
        (WorkLine(price=-1), "price"),
        (WorkLine(quantity=-1), "quantity"),
        (WorkLine(discount=10_001), "discount"),
        (WorkLine(discount=-1), "discount"),
        (WorkLine(tax_rate=-1), "tax_rate"),
        (WorkLine(discount=10_000), None),
    ],
)
def test_line_with_money_the_wrong_way_holds_back_its_papers(line: WorkLine, field: str | None) -> None:
    stops = [problem for problem in line.problems() if problem.level == "stop"]
    assert [problem.field for problem in stops] == ([field] if field else [])
    assert all(problem.holds == {"print", "issue"} for problem in stops)


def test_price_beyond_all_measure_is_a_check() -> None:
    assert levels(WorkLine(price=99_999_999_99 + 1))["price"] == "check"


def test_part_without_a_class_and_order_without_a_job_are_told() -> None:
    assert levels(WorkLine(kind="part"))["part_class"] == "check"
    assert levels(WorkOrder())["lines"] == "stop"


def test_ids_of_a_blank_sheet_are_blank() -> None:
    assert Customer().id == Mark().parent == ""


def test_moments_are_ordered_by_time_and_shown_as_the_wall_clock_was() -> None:
    moments = [Moment(0, 480), Moment(60_000, 0), Moment(120_000, -300)]
    assert all(one < other for one, other in pairwise(moments))
    assert [moment.local().strftime("%d %H:%M") for moment in moments] == ["01 08:00", "01 00:01", "31 19:02"]


@given(st.integers(0, 4 * 10**12), st.sampled_from((-300, 0, 345, 480)), st.sampled_from((1, 5, 10, 30)))
def test_moment_rounded_up_is_the_next_full_minutes_of_the_wall_clock(ms: int, offset: int, minutes: int) -> None:
    moment = Moment(ms, offset)
    up = moment.up_to(minutes)
    assert 0 <= up.ms - ms < minutes * 60_000
    assert up.local().minute % minutes == 0 and up.local().second == 0
    assert up.up_to(minutes) == up
