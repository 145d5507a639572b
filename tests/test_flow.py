"""Blocks over pages: what belongs together stays together, and no page is begun for what fits with less air."""

from __future__ import annotations

import io

import pypdf
import pytest

from reception_desk.printing.cells import plain, row
from reception_desk.printing.flow import STRIP_AIR, STRIP_TITLES, Block, Page, Piece, Room, flow
from reception_desk.printing.text import width
from tests.test_paper_sizes import Body, drawn, pictures

ROOM = Room(10, 10, 110)


def heights(page: Page) -> list[float]:
    return [round(height, 3) for part in page.parts for _, height in part.rows]


def test_rows_give_their_air_where_that_saves_a_page_and_take_back_what_is_left() -> None:
    rows = [Piece(10, give=1) for _ in range(10)]
    (page,) = flow([Block("", [*rows, Piece(4)])], ROOM)
    assert page.end == pytest.approx(ROOM.bottom)
    assert heights(page) == [9.6] * 10 + [4.0]


def test_rows_keep_their_air_where_giving_it_saves_nothing() -> None:
    first, second = flow([Block("", [Piece(10, give=1) for _ in range(15)])], ROOM)
    assert heights(first) == [10] * 10
    assert heights(second) == [10] * 5


def test_a_row_of_two_lines_gives_as_much_as_a_row_of_one() -> None:
    one, two = row([plain(0, 60, "Brake fluid")], 6.4), row([plain(0, 20, "Brake fluid, changed and bled")], 6.4)
    assert two.height > one.height
    assert [own.height - own.pressed().height for own in (one, two)] == [pytest.approx(1.2)] * 2


@pytest.mark.parametrize("page", ["A4", "letter"])
@pytest.mark.parametrize("name", ["zh_CN", "en", "en-EU"])
@pytest.mark.parametrize("kind", ["settlement", "credit_note"])
def test_a_bill_with_all_there_is_stands_on_one_page(kind: str, name: str, page: str) -> None:
    assert len(pictures(drawn(kind, page, name), dpi=20)) == 1


def longer(body: Body) -> None:
    """Parts enough for a second page, but only for the end of it."""
    order = body["work_order"]
    part = next(line for line in order["lines"] if line["kind"] == "part")
    for n in range(8):
        order["lines"].append({**part, "id": f"more{n}"})
        body["amounts"][f"more{n}"] = body["amounts"][part["id"]]


def test_only_what_is_signed_for_moves_to_a_second_page_with_the_signatures() -> None:
    pages = pypdf.PdfReader(io.BytesIO(drawn("settlement", "A4", "en", longer))).pages
    first, second = (page.extract_text() for page in pages)
    assert "whichever comes first" in first
    for words in ("Received", "Owing", "Cashier"):
        assert words in second
        assert words not in first


def test_a_title_that_runs_up_gets_the_blank_space_it_needs_and_no_page_for_it() -> None:
    (page,) = flow([Block("Remarks", [Piece(6)]), Block("More", [Piece(6)])], ROOM)
    title = width("Remarks", STRIP_TITLES[-1])
    assert page.parts[0].height == pytest.approx(title + STRIP_AIR)
    assert page.parts[1].height == 6, "a short title stands level"
    full, last = flow([Block("Remarks", [Piece(6)]), Block("", [Piece(94), Piece(10)])], ROOM)
    assert full.parts[0].height == 6 and last.parts


def in_pairs(body: Body) -> None:
    for line in body["work_order"]["lines"]:
        line["unit"] = "pair"


def in_blanks(body: Body) -> None:
    body["vehicle"]["insurer"] = ""


def test_a_unit_of_four_letters_is_not_broken() -> None:
    words = pypdf.PdfReader(io.BytesIO(drawn("settlement", "A4", "en", in_pairs))).pages[0].extract_text()
    assert words.split().count("pair") >= 4


def test_the_day_of_an_insurance_without_its_insurer_says_what_it_is() -> None:
    words = pypdf.PdfReader(io.BytesIO(drawn("walk_around", "A4", "en", in_blanks))).pages[0].extract_text()
    assert "Insured until" in words
    assert "Insurer" not in words
