"""Papers as a reader gets them: fonts, codes, words, pages, seen through other programs."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest
import zxingcpp

from reception_desk import printing
from reception_desk.forms.fields import Form
from reception_desk.forms.sheets import BY_TABLE
from reception_desk.forms.words import say
from reception_desk.language import Language
from reception_desk.printing import Facts
from reception_desk.printing.text import clean
from tests import paper_samples as samples

KINDS = ("work_order", "job_card", "walk_around", "settlement", "credit_note")
BODIES: dict[str, Callable[[], dict[str, Any]]] = {
    "work_order": samples.body,
    "job_card": samples.body,
    "walk_around": samples.body,
    "settlement": samples.settlement_body,
    "credit_note": samples.credit_note_body,
}
LANGUAGES = {"zh_CN": samples.CHINESE, "en": samples.ENGLISH, "en-EU": samples.EUROPEAN}
EVERY = [(kind, name) for kind in KINDS for name in LANGUAGES]

_drawn: dict[tuple[str, str], bytes] = {}


def make(kind: str, name: str, change: Callable[[dict[str, Any]], None] | None = None, **facts: Any) -> bytes:
    body = BODIES[kind]()
    language = LANGUAGES[name]
    body["region"] = language.region
    if change:
        change(body)
    known = samples.LEGAL if kind in ("settlement", "credit_note") else samples.FACTS
    return printing.draw(kind, body, language=language, facts=Facts(**{**vars(known), **facts}))


def paper(kind: str, name: str) -> bytes:
    """The sample as it is, drawn once for all tests."""
    if (kind, name) not in _drawn:
        _drawn[kind, name] = make(kind, name)
    return _drawn[kind, name]


def read(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    """As PDFium finds it, which browsers and our own preview use."""
    document = pypdfium2.PdfDocument(pdf)
    found = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return found


def tight(text: str) -> str:
    """Without blanks and line ends, for words that wrap."""
    return "".join(text.split())


def resources(pdf: bytes, kind: str) -> list[Any]:
    found = []
    for page in read(pdf).pages:
        owned = page["/Resources"].get_object()
        if kind in owned:  # type: ignore[operator]
            found += [entry.get_object() for entry in owned[kind].get_object().values()]  # type: ignore[index]
    return found


@pytest.mark.parametrize(("kind", "name"), EVERY)
def test_all_fonts_are_embedded(kind: str, name: str) -> None:
    fonts = resources(paper(kind, name), "/Font")
    assert fonts
    for font in fonts:
        assert "NotoSansSC" in font["/BaseFont"]
        assert "/FontFile2" in font["/FontDescriptor"].get_object()


@pytest.mark.parametrize(("kind", "name"), EVERY)
def test_same_input_gives_same_bytes(kind: str, name: str) -> None:
    assert make(kind, name) == paper(kind, name)


def test_another_process_gives_the_same_bytes(tmp_path: Path) -> None:
    script = (
        "import sys; from tests import paper_samples as s; from reception_desk import printing;"
        "sys.stdout.buffer.write(printing.draw('settlement', s.settlement_body(), language=s.CHINESE, facts=s.LEGAL))"
    )
    root = Path(printing.__file__).parents[2]
    run = subprocess.run(
        [sys.executable, "-c", script],
        cwd=root,
        env={**os.environ, "PYTHONHASHSEED": "4711", "TZ": "UTC"},
        capture_output=True,
        check=True,
    )
    assert run.stdout == paper("settlement", "zh_CN")


def test_two_threads_at_once_give_the_same_bytes() -> None:
    found: dict[str, bytes] = {}
    kinds = ("job_card", "settlement")
    threads = [threading.Thread(target=lambda kind=kind: found.update({kind: make(kind, "zh_CN")})) for kind in kinds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {kind: paper(kind, "zh_CN") for kind in kinds}


@pytest.mark.parametrize(("kind", "name"), EVERY)
def test_codes_are_read_back_from_the_page_at_150_dpi(kind: str, name: str) -> None:
    document = pypdfium2.PdfDocument(paper(kind, name))
    image = document[0].render(scale=150 / 72).to_pil()
    found = {(str(code.format), code.text) for code in zxingcpp.read_barcodes(image)}
    document.close()
    kinds = {name.replace(" ", "").replace("_", "").lower() for name, text in found if text == samples.SCAN}
    assert any("qr" in name for name in kinds)
    assert any("code128" in name for name in kinds)


@pytest.mark.parametrize("extract", ["pypdf", "pdfium"])
def test_every_extractor_finds_names_with_rare_characters(extract: str) -> None:
    def rename(body: dict[str, Any]) -> None:
        body["customer"] |= {"name": "欧阳𬭎喆", "address": "石榴巷8号3幢502室A座"}

    pdf = make("work_order", "zh_CN", rename)
    found = text_of(pdf) if extract == "pdfium" else read(pdf).pages[0].extract_text()
    assert "欧阳𬭎喆" in found
    assert "石榴巷8号3幢502室A座" in found
    assert "LYL5A1C64K0012607" in found


@pytest.mark.parametrize(("kind", "name"), EVERY)
def test_the_visit_is_found_in_the_text(kind: str, name: str) -> None:
    found = text_of(paper(kind, name))
    assert "V-261121-007" in found
    assert "苏B·12Q45" in found
    assert samples.SCAN in found


@pytest.mark.parametrize(("kind", "name"), EVERY)
def test_every_page_says_which_of_how_many_it_is(kind: str, name: str) -> None:
    def many(body: dict[str, Any]) -> None:
        body["walk_around"]["advice"] = body["check_in"]["concern"] = "很长的说明。" * 400

    words = LANGUAGES[name].say(say("Page {page} of {pages}", page=1111, pages=2222))
    parts = re.split(r"1,111|2,222", words)
    pattern = r"(\d+)".join(r"\s*".join(map(re.escape, part.split())).join((r"\s*", r"\s*")) for part in parts)
    expected: list[tuple[int, int]] = []
    for page in read(make(kind, name, many)).pages:
        found = re.search(pattern, page.extract_text())
        assert found
        number, count = int(found[1]), int(found[2])
        expected = expected or [(at, count) for at in range(1, count + 1)]
        assert expected.pop(0) == (number, count)
    assert expected == []


@pytest.mark.parametrize("kind", ["work_order", "settlement"])
@pytest.mark.parametrize("name", LANGUAGES)
def test_a_hundred_lines_flow_over_pages_under_repeated_heads(kind: str, name: str) -> None:
    def hundred(body: dict[str, Any]) -> None:
        for number in range(100, 200):
            line = samples.work_line(number, "j2", "part", f"零件{number}号", 1000, 100, code=f"X-{number}")
            body["work_order"]["lines"].append({**line, "part_class": "genuine"})

    pages = [page.extract_text() for page in read(make(kind, name, hundred)).pages]
    pages = pages[: len(pages) // 2] if kind == "work_order" else pages
    whole = "\n".join(pages)
    assert [number for number in range(100, 200) if f"零件{number}号" not in whole] == []
    with_parts = [page for page in pages if "零件" in page]
    assert len(with_parts) >= 3
    price = LANGUAGES[name].say(samples.PRICE if name != "en-EU" or kind == "work_order" else samples.UNIT_PRICE)
    assert all(price in page for page in with_parts)


HOSTILE = (
    '<img src="/etc/passwd">',
    "<b>bold</b> & <a href='http://127.0.0.1/'>here</a>",
    "<font color=red>&amp;</font>",
    "=1+1",
    "'; DROP TABLE visit; --",
    'NEAR("a" OR b*) ^"',
    "(unbalanced \\( ) )( \\n %s {0} {name}",
    "𬭎𠮷 㛃喆",
    "😀 🇨🇳",
    "\u202eevil\u202c שלום",
    "nul\x00and\x1bescape",
    "lone\ud800surrogate",
)


def fill_texts(body: dict[str, Any], words: Callable[[int], str]) -> None:
    """Every text and code field of every sheet and row gets `words(longest length)`."""
    for table, sheet in body.items():
        if table in BY_TABLE and isinstance(sheet, dict):
            _fill(BY_TABLE[table], sheet, words)


def _fill(form: type[Form], kept: dict[str, Any], words: Callable[[int], str]) -> None:
    for spec in form.specs().values():
        own = spec.kind in ("text", "code") and spec.key not in ("visit.scan", "visit.number", "mark.zone")
        if own:
            kept[spec.name] = words(spec.length)
        if spec.row is not None:
            for row in kept.get(spec.name, ()):
                _fill(spec.row, row, words)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_printed_as_they_are(kind: str, words: str) -> None:
    pdf = make(kind, "en", lambda body: fill_texts(body, lambda _length: words))
    assert tight(clean(words)) in tight(text_of(pdf))
    assert resources(pdf, "/XObject") == []
    assert all("/Annots" not in page for page in read(pdf).pages)
    assert b"/URI" not in pdf
    assert b"/JavaScript" not in pdf


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("char", ["维", "w", "😀"])
def test_the_longest_texts_are_drawn_whole_and_in_time(kind: str, char: str) -> None:
    start = time.perf_counter()
    pdf = make(kind, "zh_CN", lambda body: fill_texts(body, lambda length: char * length))
    assert time.perf_counter() - start < 20  # guards against a hang
    drawn = tight(text_of(pdf)).count(clean(char))
    assert drawn > 4000 if kind in ("work_order", "job_card") else drawn > 500
    assert_inside(pdf)


def assert_inside(pdf: bytes) -> None:
    """No character lies outside the page."""
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        width, height = page.get_size()
        texts = page.get_textpage()
        for at in range(texts.count_chars()):
            left, bottom, right, top = texts.get_charbox(at)
            assert left >= 0
            assert bottom >= 0
            assert right <= width
            assert top <= height
        texts.close()
        page.close()
    document.close()


@pytest.mark.parametrize(("kind", "name"), EVERY)
def test_a_visit_with_hardly_anything_filled_in_is_drawn(kind: str, name: str) -> None:
    def empty(body: dict[str, Any]) -> None:
        for table in ("customer", "owner", "vehicle", "check_in", "walk_around", "work_order", "checkout"):
            body[table] = {}
        body |= {"names": {}, "amounts": {}, "totals": {}, "payments": [], "warranty": {}}

    assert "V-261121-007" in text_of(make(kind, name, empty))


@pytest.mark.parametrize("name", ["zh_CN", "en"])
def test_the_job_card_has_no_price(name: str) -> None:
    found = text_of(paper("job_card", name))
    for amount in ("160.00", "268.00", "76.00", "1,108.00", "1,200.00", "¥"):
        assert amount not in found
    assert "FD-2217" in found


def test_the_settlement_list_adds_up_on_paper() -> None:
    found = tight(text_of(paper("settlement", "zh_CN")))
    for words in ("人民币壹仟贰佰肆拾陆元整", "¥1,246.00", "710.00", "560.00", "−24.00", "1,233.66", "12.34", "3.50"):
        assert words in found
    assert "INV-2026-A1-001842" in found
    assert "4.5" in found and "4.500" not in found  # litres


def boxes(pdf: bytes, *wanted: str) -> list[tuple[float, float]]:
    """Of each words on the first page the right edge and the base line, in points."""
    document = pypdfium2.PdfDocument(pdf)
    text = document[0].get_textpage()
    found = []
    for words in wanted:
        place = text.search(words, match_whole_word=True).get_next()
        assert place is not None, words
        _, low, right, _ = text.get_charbox(place[0] + place[1] - 1)
        found.append((right, low))
    text.close()
    document.close()
    return found


def test_the_sums_of_the_settlement_list_stand_with_their_names() -> None:
    def sums(body: dict[str, Any]) -> None:
        groups = {"part": 11_111, "labour": 22_222, "sublet": 33_333, "fee": 44_444}
        body["totals"] |= {"groups": groups, "gross": 55_555, "discount": 777, "taxes": [[100, 66_666, 888]]}

    pdf = make("settlement", "en", sums)
    amounts = ("111.11", "222.22", "333.33", "444.44", "555.55")
    costs = zip(boxes(pdf, "Parts", "Labour", "Sublet", "Other", "Sum"), boxes(pdf, *amounts), strict=True)
    for (edge, name), (end, amount) in costs:
        assert abs(edge - end) < 2 and 0 < name - amount < 25  # under its name, to the same edge
    parts = zip(boxes(pdf, "Discount", "Net", "1 %"), boxes(pdf, "−7.77", "666.66", "8.88"), strict=True)
    for (edge, name), (end, amount) in parts:
        assert edge < end and abs(name - amount) < 2  # in one line
    found = tight(text_of(pdf))
    assert "Subtotal" in found and "710.00" in found and "560.00" in found  # of the lines themselves


def test_own_parts_stand_apart_and_additional_work_is_noted_on_the_bill() -> None:
    def plain(body: dict[str, Any]) -> None:
        for job in body["work_order"]["jobs"]:
            job["extra"] = False

    found, without = text_of(paper("settlement", "en")), text_of(make("settlement", "en", plain))
    assert found.count("空调滤芯") == 1  # not in the table of parts as well
    assert "Customer's own parts" in found
    assert found.count("extra") == without.count("extra") + 2  # its labour and its part


def test_a_job_that_another_pays_stands_on_the_bill_with_nothing_to_pay() -> None:
    def warranty(body: dict[str, Any]) -> None:
        body["work_order"]["jobs"][0] |= {"payer": "warranty", "payer_name": "远岚汽车"}

    found = text_of(make("settlement", "en", warranty))
    assert "远岚汽车" in found
    assert "C Warranty" in found
    assert "192.00" not in found  # its labour: the price stays, the amount is nought
    assert "0.00" in found


def test_a_credit_note_takes_everything_away() -> None:
    found = tight(text_of(paper("credit_note", "zh_CN")))
    for words in ("−1,246.00", "人民币负壹仟贰佰肆拾陆元整", "−268.00", "INV-2026-A1-001842"):
        assert words in found


def test_a_declined_job_is_struck_through_and_says_so() -> None:
    def decline(body: dict[str, Any]) -> None:
        body["work_order"]["jobs"][2]["answer"] = "declined"

    before, after = paper("work_order", "en"), make("work_order", "en", decline)
    assert "四轮换位及动平衡" in text_of(after)
    assert text_of(after).count("No") > text_of(before).count("No")
    assert rules(after) > rules(before)


def rules(pdf: bytes) -> int:
    """How many line ends are drawn."""
    contents = [page.get_contents() for page in read(pdf).pages]
    return sum(content.get_data().count(b" l") for content in contents if content is not None)


def test_the_shop_copy_tells_what_only_the_shop_reads() -> None:
    pages = [page.extract_text() for page in read(paper("work_order", "en")).pages]
    half = len(pages) // 2
    assert "前轮；原片余 3 mm" not in "".join(pages[:half])
    assert "前轮；原片余 3 mm" in "".join(pages[half:])


def test_a_copy_says_so_and_a_revision_what_changed() -> None:
    changes = (("added", "更换制动液"), ("removed", "四轮换位"))
    found = text_of(make("work_order", "en", copy=2, revision=3, changes=changes))
    for words in ("Copy 2", "Revision 3", "更换制动液", "四轮换位"):
        assert words in found


def test_the_demo_shop_is_marked_on_every_page() -> None:
    pages = read(make("work_order", "en", lambda body: body.update(demo=True))).pages
    assert all("Demo shop" in page.extract_text() for page in pages)


def test_marks_fuel_and_boxes_change_the_walk_around_sheet() -> None:
    def other(key: str, value: Any) -> bytes:
        return make("walk_around", "en", lambda body: body["walk_around"].update({key: value}))

    plain = paper("walk_around", "en")
    assert other("belongings", ["jack"]) != plain
    assert other("marks", []) != plain
    assert other("lights", "work") != plain
    assert other("lamps", ["abs"]) != plain
    assert make("walk_around", "en", lambda body: body["check_in"].update(fuel="7")) != plain


@pytest.mark.parametrize("body", ["saloon", "suv", "van", "pickup", "motorcycle"])
def test_every_body_has_its_drawing(body: str) -> None:
    def change(content: dict[str, Any]) -> None:
        content["vehicle"]["body"] = body

    pages = read(make("walk_around", "en", change)).pages
    assert len(pages) == 1
    found = pages[0].extract_text()
    assert all(view in found for view in ("Left", "Right", "Front", "From above", "Rear"))


def test_sixty_marks_go_on_to_another_page() -> None:
    def many(body: dict[str, Any]) -> None:
        body["walk_around"]["marks"] = [
            samples.mark(n, "bonnet", "SDCKBRPMO"[n % 9], (4000, 4000), note=f"note {n}") for n in range(1, 61)
        ]

    pdf = make("walk_around", "en", many)
    found = text_of(pdf)
    assert all(f"note {n}" in found for n in range(1, 61))
    assert len(read(pdf).pages) > 1


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("check_in.insurer", "Anhe Insurance"),
        ("check_in.claim", "CLAIM-77"),
        ("check_in.before", "pads, elsewhere"),
        ("check_in.envelope", "E-17"),
        ("work_order.advice", "Look at the boots"),
        ("vehicle.engine_number", "EN-4711"),
        ("customer.tax_number", "TAX-99"),
        ("customer.contact", "Mr Contact"),
    ],
)
def test_a_field_that_no_grid_places_is_on_the_paper_all_the_same(key: str, value: str) -> None:
    table, _, field = key.partition(".")
    assert value in text_of(make("work_order", "en", lambda body: body[table].update({field: value})))


def test_importing_printing_loads_no_drawing_library() -> None:
    script = "import sys, json, reception_desk.printing; print(json.dumps(sorted(sys.modules)))"
    root = Path(printing.__file__).parents[2]
    run = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, check=True)
    modules = json.loads(run.stdout)
    assert not any(name.split(".")[0] in ("reportlab", "segno", "PySide6", "sqlite3") for name in modules)


def test_a_paper_in_the_customers_language_needs_only_that_language() -> None:
    english = Language("en", region="EU", currency="EUR", distance="mi")
    pdf = printing.draw("settlement", samples.invoice_body(), language=english, facts=samples.INVOICE)
    found = text_of(pdf)
    for words in ("Invoice", "455.40", "VAT summary", "Alder & Finch Bakery", "342.00", "Balance due", "MB19 QKT"):
        assert words in found
