"""Every paper on every size it is offered for: nothing is cut, nothing is lost, nothing is told by colour."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from reception_desk import printing
from reception_desk.forms.shop import Shop
from reception_desk.printing import Facts
from reception_desk.printing.paper import PAGES
from reception_desk.ui import keys
from tests import paper_samples as samples
from tests.shops import ordered, small_desk

Body = dict[str, Any]
MM = 72 / 25.4
MARGIN = 8.0
"""No office printer needs more, mm."""
ROLL = (4.0, 76.0)
"""What a thermal printer for 80 mm reaches, mm."""


def receipt_body() -> Body:
    body = samples.settlement_body()
    return body | {"amount": body["paid"], "bill": "INV-2026-A1-001842", "due": 0}


def deposit_body() -> Body:
    body = receipt_body()
    paid = {**body["payments"][0], "deposit": True}
    return body | {"payments": [paid], "amount": paid["amount"], "paid": paid["amount"], "bill": "", "due": 104600}


def taken_back_body() -> Body:
    return receipt_body() | {"credits": {"number": "RC-2026-A1-000031", "at": [samples.AT.ms, 480]}}


BODIES: dict[str, Callable[[], Body]] = {
    "work_order": samples.body,
    "job_card": samples.body,
    "walk_around": samples.body,
    "settlement": samples.settlement_body,
    "credit_note": samples.credit_note_body,
    "receipt": receipt_body,
}
OFFERED = [
    *((kind, page) for kind in BODIES for page in ("A4", "letter")),
    ("job_card", "A5"),
    ("receipt", "A5"),
    ("receipt", "roll"),
]
LANGUAGES = {"zh_CN": samples.CHINESE, "en-EU": samples.EUROPEAN}
IN_CHINA = {"en": samples.ENGLISH}
"""As is sold there in the clerk's own language; its papers are those of the first."""


def drawn(kind: str, page: str, name: str, change: Callable[[Body], None] | None = None, **facts: Any) -> bytes:
    body, language = BODIES[kind](), (LANGUAGES | IN_CHINA)[name]
    body["region"] = language.region
    if change:
        change(body)
    known = samples.LEGAL if kind in ("settlement", "credit_note", "receipt") else samples.FACTS
    return printing.draw(kind, body, language=language, facts=Facts(**{**vars(known), "page": page, **facts}))


def long(body: Body) -> None:
    """Many jobs and parts with long names, long words in every field that has no place of its own."""
    order = body["work_order"]
    for n in range(100, 150):
        order["jobs"].append({"id": f"k{n}", "description": f"检查并更换前后悬挂衬套及相关紧固件 {n}", "answer": "ok"})
        for kind, at in (("labour", n), ("part", n + 100)):
            name = (
                f"检查并更换前后悬挂衬套及相关紧固件 {at}" if kind == "labour" else f"Suspension bush, rear axle {at}"
            )
            line = samples.work_line(at, f"k{n}", kind, name, 12_500, 123_456, code=f"XC-{at}-LONG", unit="小时")
            order["lines"].append({**line, "part_class": "equivalent"} if kind == "part" else line)
            body["amounts"][f"l{at}"] = [1_543_200, 0, 1_543_200]
    body["check_in"]["concern"] = "刹车时有异响，方向盘抖动；the noise comes when cold. " * 20
    body["customer"]["name"] = "上海石榴汽车技术服务有限责任公司第二分公司车队管理部"
    body["shop"]["name"] = "江苏省无锡市青溪区石榴巷老字号汽车维修服务中心有限公司"
    body["shop"]["address"] = "江苏省无锡市青溪区石榴巷 8 号石榴大厦 1 号楼东侧一层 101–108 室"
    body["walk_around"]["advice"] = "左后轮胎花纹 3 mm，下次保养复查。" * 30
    body.setdefault("payments", [])
    body["payments"] = body["payments"] * 6


def blocks(pdf: bytes) -> tuple[list[tuple[float, float]], list[tuple[str, tuple[float, float, float, float]]]]:
    """Sizes of the pages, and every character with its box (mm from the left lower corner)."""
    document = pypdfium2.PdfDocument(pdf)
    sizes, chars = [], []
    for page in document:
        sizes.append((page.get_width() / MM, page.get_height() / MM))
        texts = page.get_textpage()
        whole = texts.get_text_range(0, texts.count_chars())
        for at in range(texts.count_chars()):
            left, bottom, right, top = (edge / MM for edge in texts.get_charbox(at))
            if right > left:
                chars.append((whole[at] if at < len(whole) else "?", (left, bottom, right, top)))
        texts.close()
        page.close()
    document.close()
    return sizes, chars


def pictures(pdf: bytes, dpi: int = 60) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    found = [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in document]
    document.close()
    return found


def assert_printable(pdf: bytes, page: str) -> None:
    sizes, chars = blocks(pdf)
    wide, high = sizes[0]
    left, right = ROLL if page == "roll" else (MARGIN, wide - MARGIN)
    below, above = (2.0, high - 2.0) if page == "roll" else (MARGIN, high - MARGIN)
    outside = [(char, box) for char, box in chars if box[0] < left - 0.3 or box[2] > right + 0.3]
    outside += [(char, box) for char, box in chars if box[1] < below or box[3] > above]
    assert outside == []
    for picture in pictures(pdf):
        ink = picture.convert("L").point(lambda value: 255 if value < 200 else 0).getbbox()
        assert ink is not None
        scale = wide / picture.width
        assert left - 0.6 <= ink[0] * scale
        assert ink[2] * scale <= right + 0.6


@pytest.mark.parametrize("name", LANGUAGES)
@pytest.mark.parametrize(("kind", "page"), OFFERED)
@pytest.mark.parametrize("change", [None, long], ids=["sample", "long"])
def test_every_paper_fits_every_size_it_is_offered_for(
    kind: str, page: str, name: str, change: Callable[[Body], None] | None
) -> None:
    pdf = drawn(kind, page, name, change)
    sizes, _ = blocks(pdf)
    if page == "roll":
        assert len(sizes) == 1
        assert sizes[0][0] == pytest.approx(80, abs=0.1)
    else:
        for wide, high in sizes:
            assert (wide, high) == pytest.approx(PAGES[page], abs=0.1)
    assert_printable(pdf, page)


def words(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return re.findall(r"\d+|[^\W\d]", text)


@pytest.mark.parametrize("name", LANGUAGES)
@pytest.mark.parametrize(("kind", "page"), [(kind, page) for kind, page in OFFERED if page in ("letter", "A5")])
def test_another_size_says_the_same(kind: str, page: str, name: str) -> None:
    there, here = words(drawn(kind, "A4", name, long)), words(drawn(kind, page, name, long))
    lost = [word for word in dict.fromkeys(there) if here.count(word) < 1 and len(word) > 2]
    assert lost == []


def test_every_line_of_a_long_bill_is_on_letter_and_on_the_job_card_in_a5() -> None:
    for kind, page in (("settlement", "letter"), ("work_order", "letter"), ("job_card", "A5")):
        found = words(drawn(kind, page, "zh_CN", long))
        assert [n for n in [*range(100, 150), *range(200, 250)] if str(n) not in found] == [], kind


def test_a_roll_is_as_long_as_what_stands_on_it() -> None:
    short = blocks(drawn("receipt", "roll", "zh_CN", lambda body: body.update(deposit_body())))[0][0][1]
    whole = blocks(drawn("receipt", "roll", "zh_CN"))[0][0][1]
    full = blocks(drawn("receipt", "roll", "zh_CN", long))[0][0][1]
    assert short < whole < full
    assert 90 < short < 170


def test_receipt_for_a_part_of_the_bill_says_that_part_large() -> None:
    def part(body: Body) -> None:
        first = body["payments"][0]
        body |= {"payments": [first], "amount": first["amount"], "due": 104_600}

    found = "".join(words(drawn("receipt", "roll", "zh_CN", part)))
    assert "人民币贰佰元整" in found
    assert "壹仟贰佰" not in found
    assert "壹仟贰佰肆拾陆元整" in "".join(words(drawn("receipt", "roll", "zh_CN")))


@pytest.mark.parametrize("page", ["A4", "roll"])
def test_a_receipt_is_called_by_what_it_is_for(page: str) -> None:
    def deposits(count: int) -> Callable[[Body], None]:
        def change(body: Body) -> None:
            for number, payment in enumerate(body["payments"]):
                payment["deposit"] = number < count

        return change

    def titled(change: Callable[[Body], None]) -> str:
        return "".join(char for char, _ in blocks(drawn("receipt", page, "en", change))[1] if char != " ")

    many = len(receipt_body()["payments"])
    assert "Depositreceipt" in titled(deposits(many))
    assert "Depositreceipt" not in titled(deposits(many - 1))
    assert "Refund" not in titled(deposits(0))
    assert "Refund" in titled(lambda body: body.update(amount=-4_600))


@pytest.mark.parametrize("page", ["A4", "A5", "roll"])
def test_what_takes_a_receipt_back_takes_each_payment_away_and_tells_no_old_balance(page: str) -> None:
    found = "".join(
        char for char, _ in blocks(drawn("receipt", page, "zh_CN", lambda body: body.update(taken_back_body())))[1]
    )
    for amount in ("200.00", "1,000.00", "46.00"):
        assert f"−{amount}" in found
    assert found.count("−1,246.00") == 1
    assert "尚欠" not in found
    assert "找" not in found
    assert "尚欠" in "".join(char for char, _ in blocks(drawn("receipt", page, "zh_CN"))[1])


@pytest.mark.parametrize("name", LANGUAGES)
@pytest.mark.parametrize("page", ["A4", "letter", "A5"])
def test_who_signs_the_job_card_has_room_for_a_name(page: str, name: str) -> None:
    document = pypdfium2.PdfDocument(drawn("job_card", page, name))
    last = document[len(document) - 1]
    lines = [item.get_bounds() for item in last.get_objects() if item.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH]
    at = min(bottom for left, bottom, right, top in lines if right - left > 10 * MM and 14 * MM < bottom < 24 * MM)
    rules = sorted((left, right - left) for left, bottom, right, _ in lines if abs(bottom - at) < 0.5)
    document.close()
    assert [wide / MM > 18 for _, wide in rules[-2:]] == [True, True], rules


def test_sizes_that_settings_offer_are_drawn_and_tested() -> None:
    fields = ("sheet_page", "job_card_page", "receipt_page")
    shops = [Shop.from_json({name: one.code}) for name in fields for one in Shop.spec(name).options]
    assert {(kind, shop.page_of(kind)) for kind in BODIES for shop in shops} == set(OFFERED)


@pytest.mark.parametrize("page", ["A4", "letter"])
@pytest.mark.parametrize("name", LANGUAGES)
def test_the_list_of_keys_is_one_page(name: str, page: str) -> None:
    language = LANGUAGES[name]
    groups = [
        (language.say(title), [(keys.caps(one), language.say(one.words)) for one in own])
        for title, own in keys.all_keys()
    ]
    pdf = printing.draw_keys(groups, language=language, shop="Quillstone Garage", day="2026-11-21", page=page)
    sizes, chars = blocks(pdf)
    assert [size == pytest.approx(PAGES[page], abs=0.1) for size in sizes] == [True]
    assert_printable(pdf, page)
    found = "".join(char for char, _ in chars).replace(" ", "")
    for _, own in groups:
        assert own[-1][1].replace(" ", "")[-6:] in found


def test_paper_keeps_its_size_and_another_size_is_no_revision(tmp_path: Path) -> None:
    desk = small_desk(tmp_path / "shop")
    visit = ordered(desk)
    (first,) = desk.papers.print(visit, ["work_order"])
    desk.sheets.edit(Shop, desk.shop().id, {"sheet_page": "letter"})
    (other,) = desk.papers.print(visit, ["work_order"])
    assert (first.page, other.page, first.revision, other.revision) == ("A4", "letter", 1, 1)
    _, copy = desk.papers.again(first.id)
    assert blocks(copy)[0][0] == pytest.approx(PAGES["A4"], abs=0.1)
    assert blocks(desk.papers.pdf(other.id))[0][0] == pytest.approx(PAGES["letter"], abs=0.1)
    assert desk.papers.print(visit, ["work_order"])[0].id == other.id
    desk.close(backup=False)


# Grey


@pytest.mark.parametrize("name", LANGUAGES)
@pytest.mark.parametrize("kind", BODIES)
def test_no_paper_has_a_colour(kind: str, name: str) -> None:
    """So that a grey print has the same meaning: there is nothing that it could lose."""
    for picture in pictures(drawn(kind, "A4", name)):
        red, green, blue = picture.split()
        assert red.tobytes() == green.tobytes() == blue.tobytes()


def luminance(grey: float) -> float:
    """WCAG 2.2, relative luminance."""
    return grey / 12.92 if grey <= 0.04045 else ((grey + 0.055) / 1.055) ** 2.4


def contrast(one: float, other: float) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("kind", BODIES)
def test_words_stand_out_from_their_ground(kind: str) -> None:
    """Each text object's own grey against the ground under its middle, as a grey picture shows it."""
    pdf = drawn(kind, "A4", "zh_CN")
    document = pypdfium2.PdfDocument(pdf)
    for page, picture in zip(document, pictures(pdf, 150), strict=True):
        grey = picture.convert("L")
        for item in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
            ink = fill_of(item)
            left, bottom, right, top = item.get_bounds()
            box = [
                round(edge * 150 / 72) for edge in (left, page.get_height() - top, right, page.get_height() - bottom)
            ]
            if box[2] - box[0] < 3 or box[3] - box[1] < 3:
                continue
            levels = grey.crop((box[0] - 2, box[1] - 2, box[2] + 2, box[3] + 2)).histogram()
            ground = max(range(256), key=levels.__getitem__) / 255
            assert contrast(ink, ground) >= 4.5, (ink, ground)
    document.close()


def fill_of(item: pypdfium2.PdfObject) -> float:
    import ctypes

    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    assert pypdfium2.raw.FPDFPageObj_GetFillColor(item, red, green, blue, alpha)
    assert red.value == green.value == blue.value
    return red.value / 255


def signs(kind: str, change: Callable[[Body], None]) -> bytes:
    """What a one-bit printer makes of a page."""
    return b"".join(
        picture.convert("L").point(lambda v: 255 if v > 127 else 0).tobytes()
        for picture in pictures(drawn(kind, "A4", "en-EU", change), 100)
    )


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("walk_around", ("lights", "fine"), ("lights", "work")),
        ("walk_around", ("lights", "fine"), ("lights", "watch")),
        ("walk_around", ("lights", "watch"), ("lights", "work")),
    ],
)
def test_results_differ_in_pure_black_and_white(kind: str, one: tuple[str, str], other: tuple[str, str]) -> None:
    pages = {signs(kind, lambda body, pair=pair: body["walk_around"].update([pair])) for pair in (one, other)}  # type: ignore[misc]
    assert len(pages) == 2


def test_an_old_mark_and_a_new_one_differ_in_pure_black_and_white() -> None:
    def mark(origin: str) -> bytes:
        def change(body: Body) -> None:
            body["walk_around"]["marks"] = [samples.mark(1, "bonnet", "S", (4000, 4000), origin=origin)]

        return signs("walk_around", change)

    assert mark("x1") != mark("")


def test_declined_work_and_active_tags_differ_in_pure_black_and_white() -> None:
    def declined(body: Body) -> None:
        body["work_order"]["jobs"][2]["answer"] = "declined"

    def calm(body: Body) -> None:
        body["stamps"] = {}

    assert signs("work_order", declined) != signs("work_order", lambda _: None)
    assert signs("job_card", calm) != signs("job_card", lambda _: None)
