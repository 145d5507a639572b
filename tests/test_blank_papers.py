"""Blank papers for a power cut: every field that the desk asks for has its place, in both languages, on every body."""

from __future__ import annotations

import dataclasses
import io
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from reception_desk import printing
from reception_desk.desk.blanks import KINDS
from reception_desk.forms import fields as f
from reception_desk.forms.car_drawing import BODIES
from reception_desk.forms.check_in import CheckIn
from reception_desk.forms.document import Document
from reception_desk.forms.fields import Spec
from reception_desk.forms.shop import Shop
from reception_desk.forms.walk_around import MARK_KINDS, WalkAround
from reception_desk.forms.work_order import Approval, WorkOrder
from reception_desk.language import Language
from reception_desk.printing.blank import BlankCheckIn
from reception_desk.printing.content import Content
from reception_desk.printing.pen_fields import PenRow, asked, section_blocks, told
from tests import paper_samples as samples
from tests.keyed import KeepingPort, opened, press
from tests.shops import make_desk, small_shop

LANGUAGES = {"zh_CN": samples.CHINESE, "en": samples.ENGLISH}
EVERY = [(kind, code) for kind in KINDS for code in LANGUAGES]
SHEETS: dict[str, type[f.Form]] = {"check_in": CheckIn, "walk_around": WalkAround, "work_order": WorkOrder}
INSTEAD = {"walk_around.state"}
"""Asked by a box of its own words."""


def content(body: str = "saloon") -> dict[str, object]:
    own = samples.body()
    return {**{name: own[name] for name in ("region", "currency", "distance", "shop")}, "vehicle": {"body": body}}


def blank(kind: str, code: str, body: str = "saloon") -> bytes:
    return printing.draw_blank(kind, content(body), language=LANGUAGES[code], facts=samples.FACTS)


def text_of(pdf: bytes) -> str:
    """Without blanks: where a label stands in two lines its words still follow one another."""
    return "".join("".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())


def words_of(language: Language, spec: Spec) -> list[str]:
    """What must be read: the label, and the choices unless they are drawn."""
    return [language.say(spec.label), *([] if spec.gauge else [language.say(option.label) for option in spec.options])]


@pytest.mark.parametrize(("kind", "code"), EVERY)
def test_each_field_of_the_sheet_has_its_place(kind: str, code: str) -> None:
    text, language = text_of(blank(kind, code)), LANGUAGES[code]
    checks = {"Fine", "Watch", "Needs work"}
    missing = [
        (spec.key, words)
        for spec in asked(SHEETS[kind])
        if spec.key not in INSTEAD
        for words in words_of(language, spec)
        if "".join(words.split()) not in text
        and not ({option.label.source for option in spec.options} == checks and words != language.say(spec.label))
    ]
    assert missing == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_work_order_has_a_column_for_each_field_of_an_approval(code: str) -> None:
    text = text_of(blank("work_order", code))
    labels = ["".join(LANGUAGES[code].say(spec.label).split()) for spec in told(Approval)]
    assert [label for label in labels if label not in text] == []


@pytest.mark.parametrize(("kind", "code"), EVERY)
def test_the_head_is_the_shops_and_no_code_of_a_visit_is_on_it(kind: str, code: str) -> None:
    pdf = blank(kind, code)
    text = text_of(pdf)
    assert "".join(samples.body()["shop"]["name"].split()) in text
    assert "".join(LANGUAGES[code].say(f.word("", "Visit number")).split()) in text
    assert samples.SCAN not in text
    assert "V-" not in text


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("body", BODIES)
def test_walk_around_shows_each_body_with_the_whole_legend(body: str, code: str) -> None:
    text = text_of(blank("walk_around", code, body))
    legend = [f"{option.code}{LANGUAGES[code].say(option.label)}" for option in MARK_KINDS]
    assert [words for words in legend if "".join(words.split()) not in text] == []


def test_bodies_differ_in_their_drawing() -> None:
    assert len({blank("walk_around", "en", body) for body in BODIES}) == len(BODIES)


@pytest.mark.parametrize(("kind", "code"), EVERY)
def test_nothing_is_drawn_outside_the_text_block(kind: str, code: str) -> None:
    for page in pypdfium2.PdfDocument(blank(kind, code)):
        wide, high = page.get_size()
        for place in page.get_objects():
            left, bottom, right, top = place.get_bounds()
            assert left >= 40, place
            assert right <= wide - 30, place
            assert bottom >= 15, place
            assert top <= high - 15, place


@pytest.mark.parametrize(("kind", "code"), EVERY)
def test_on_letter_nothing_is_cut(kind: str, code: str) -> None:
    facts = dataclasses.replace(samples.FACTS, page="letter")
    pdf = printing.draw_blank(kind, content(), language=LANGUAGES[code], facts=facts)
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) <= 3
    for page in document:
        assert page.get_size() == pytest.approx((612, 792), abs=1)
        bounds = [place.get_bounds() for place in page.get_objects()]
        assert min(bottom for _, bottom, _, _ in bounds) >= 15
        assert max(right for _, _, right, _ in bounds) <= 612 - 25


def test_chinese_check_in_is_one_page_and_none_needs_more_than_two() -> None:
    pages = {(kind, code): len(pypdfium2.PdfDocument(blank(kind, code))) for kind, code in EVERY}
    assert pages["check_in", "zh_CN"] == 1
    assert max(pages.values()) == 2


def test_a_new_field_has_its_place_by_its_declaration() -> None:
    section = f.section("Roof box")

    @f.form
    class Roof(f.Form):
        table = "roof"
        title = f.title("Roof")
        visit: str = f.link("Visit", "visit")
        lock: str = f.choice("Lock", f.option("Open", code="o"), f.option("Shut", code="s"), section=section)
        weight: int | None = f.whole("Weight", unit="kg", section=section)
        hidden: str = f.text("Not asked")

    c = Content(content(), samples.ENGLISH, samples.FACTS)
    (block,) = section_blocks(c, BlankCheckIn.frame, asked(Roof))
    places = [place for piece in block.pieces if isinstance(piece, PenRow) for place in piece.places]
    assert [(place.label, list(place.options), place.unit) for place in places] == [
        ("Lock", ["Open", "Shut"], ""),
        ("Weight", [], "kg"),
    ]


def test_fields_of_a_row_stand_side_by_side_with_room_for_a_hand() -> None:
    c = Content(content(), samples.ENGLISH, samples.FACTS)
    frame = BlankCheckIn.frame
    rows = [p for block in section_blocks(c, frame, asked(CheckIn)) for p in block.pieces if isinstance(p, PenRow)]
    for row in rows:
        assert row.places[0].x == frame.inner
        assert row.places[-1].x + row.places[-1].wide == pytest.approx(frame.right)
        for left, right in zip(row.places, row.places[1:], strict=False):
            assert left.x + left.wide == pytest.approx(right.x)
        assert all(place.wide >= 28 and row.height >= 6 for place in row.places)


def test_the_desk_draws_them_in_the_shops_language_and_keeps_nothing(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "shop")
    small_shop(desk)
    before = len(desk.store.find(Document))
    desk.sheets.edit(Shop, desk.shop().id, {"language": "en"})
    made = desk.blanks.draw(tuple(KINDS))
    assert [name for name, _ in made] == [f"blank-{kind}-en" for kind in KINDS]
    assert all(pdf.startswith(b"%PDF") for _, pdf in made)
    assert len(desk.store.find(Document)) == before
    desk.close(backup=False)


def test_they_are_printed_by_command_and_from_the_settings(qtbot: QtBot, tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "shop")
    small_shop(desk)
    desk.close(backup=False)
    port = KeepingPort()
    with opened(qtbot, tmp_path / "shop", port) as window:
        names = [one.name for one in window.commands.find("blank")]
        assert names[0] == "print_blank"
        assert {"blank.check_in.saloon", "blank.walk_around.van", "blank.work_order.saloon"} <= set(names)
        window.commands.do("print_blank")
        qtbot.waitUntil(lambda: len(port.papers) == len(KINDS))
        window.commands.do("blank.walk_around.van")
        qtbot.waitUntil(lambda: len(port.papers) == len(KINDS) + 1)
        assert port.papers[-1][1] != port.papers[1][1]
        window.open_place("settings")
        window.page("settings").open("printing")
        button = window.findChild(QPushButton, "settings.print_blank")
        assert button is not None
        button.click()
        qtbot.waitUntil(lambda: len(port.papers) == 2 * len(KINDS) + 1)


def test_they_are_printed_from_todays_menu(qtbot: QtBot, tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "shop")
    small_shop(desk)
    desk.close(backup=False)
    port = KeepingPort()
    with opened(qtbot, tmp_path / "shop", port) as window:
        button = window.page("today").more
        button.setFocus()
        press("Return")
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        press("Down", "Return")
        qtbot.waitUntil(lambda: len(port.papers) == len(KINDS))
        assert [name for name, _ in port.papers] == [f"blank-{kind}-zh_CN" for kind in KINDS]
        made = button.make()
        found = {action.objectName(): action for action in made.findChildren(QAction)}
        assert {f"today.blank.{kind}" for kind in ("all", "check_in", "work_order")} <= set(found)
        found["today.blank.walk_around.van"].trigger()
        qtbot.waitUntil(lambda: len(port.papers) == len(KINDS) + 1)
        assert port.papers[-1][0] == "blank-walk_around-zh_CN"
        assert port.papers[-1][1] != port.papers[1][1], "the drawing of a van"
