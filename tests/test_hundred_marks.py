"""A hundred marks on paper: all are drawn and listed, the list goes on to more pages and nothing is cut."""

from __future__ import annotations

import dataclasses
import io
import re
from functools import cache
from typing import Any

import pypdf
import pypdfium2
import pytest

from reception_desk import printing
from reception_desk.forms.car_drawing import BODIES, read_drawing
from reception_desk.forms.zones import zone_name
from reception_desk.resources import resource
from tests import paper_samples as samples

LANGUAGES = {"zh_CN": samples.CHINESE, "en": samples.ENGLISH}
PAPERS = ("walk_around", "work_order")
MANY = 100


def marks(body: str) -> list[dict[str, Any]]:
    """On all parts of the body in turn, each with a note of its own; every third was seen before."""
    car = read_drawing(resource("cars", f"{body}.svg"))
    names = car.names()
    found = []
    for number in range(1, MANY + 1):
        zone = names[number % len(names)]
        area = car.main_zone(zone)
        assert area is not None
        x, y = (round(place * 10) for place in area.centre)
        origin = f"old{number}" if number % 3 == 0 else ""
        own = {"id": f"m{number}", "zone": zone, "kind": "SDCKBRPMO"[number % 9], "size": number % 3 + 1}
        found.append({**own, "x": x, "y": y, "note": f"note{number:03d}", "origin": origin})
    return found


@cache
def paper(kind: str, code: str, body: str, page: str = "A4") -> bytes:
    content = samples.body()
    content["vehicle"]["body"] = body
    content["walk_around"]["marks"] = marks(body)
    facts = dataclasses.replace(samples.FACTS, page=page)
    return printing.draw(kind, content, language=LANGUAGES[code], facts=facts)


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


@pytest.mark.parametrize("kind", PAPERS)
@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("body", BODIES)
def test_all_are_listed_with_zone_kind_size_and_note(kind: str, code: str, body: str) -> None:
    text = "".join(text_of(paper(kind, code, body)).split())
    assert sorted(set(re.findall(r"note(\d{3})", text))) == [f"{number:03d}" for number in range(1, MANY + 1)]
    for mark in marks(body):
        assert "".join(LANGUAGES[code].say(zone_name(mark["zone"])).split()) in text
        assert f"{mark['kind']}{mark['size']}" in text


@pytest.mark.parametrize("body", BODIES)
def test_each_number_is_on_the_drawing_and_in_the_list(body: str) -> None:
    """Twice on the paper: in its disc on the car, and in the one of its row."""
    numbers: list[str] = []
    for page in pypdfium2.PdfDocument(paper("walk_around", "en", body)):
        words = page.get_textpage()
        for place in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
            place.textpage = words
            numbers.append(place.extract().strip())
    missing = [number for number in range(1, MANY + 1) if numbers.count(str(number)) < 2]
    assert missing == []


@pytest.mark.parametrize("kind", PAPERS)
@pytest.mark.parametrize("page", ["A4", "letter"])
@pytest.mark.parametrize("code", LANGUAGES)
def test_nothing_is_cut_and_more_pages_are_used(kind: str, page: str, code: str) -> None:
    document = pypdfium2.PdfDocument(paper(kind, code, "suv", page))
    assert len(document) > 1
    for own in document:
        wide, high = own.get_size()
        for place in own.get_objects():
            left, bottom, right, top = place.get_bounds()
            assert left >= 30, place
            assert right <= wide - 25, place
            assert bottom >= 15, place
            assert top <= high - 15, place
