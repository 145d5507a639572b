"""The tour is the acceptance test: the whole story happens, within its budgets, and its papers can be used."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from reception_desk.forms import scan
from reception_desk.tour import REFUSED, tour
from tests.touring import Toured, toured, toured_again

LANGUAGES = ("en", "zh_CN")
pytestmark = pytest.mark.story
BUDGETS = {
    "main_job": 8,
    "returning_no_booking": 12,
    "new_customer_new_car": 16,
    "new_booking": 3,
    "add_extra_job_phone": 5,
    "find_car": 2,
    "checkout": 4,
    "reprint": 3,
}
"""UX.md 4.1 and 4.2."""
FIRST_PAGE = re.compile(r"Page 1 of|第 1 页，共")


@pytest.fixture(params=LANGUAGES)
def played(request: pytest.FixtureRequest) -> Toured:
    return toured(request.param)


def papers(played: Toured) -> list[Path]:
    return sorted((played.out / "papers").glob("*.pdf"))


def test_tour_plays_the_whole_story(played: Toured) -> None:
    assert played.code == 0, played.told
    assert "plugin" not in played.told, "nothing is told that a person could not use"


def test_tour_keeps_to_the_budgets(played: Toured) -> None:
    actions = json.loads((played.out / "actions.json").read_text(encoding="utf-8"))
    assert set(actions) >= set(BUDGETS), played.told
    assert {name: actions[name]["actions"] for name in BUDGETS if actions[name]["actions"] > BUDGETS[name]} == {}
    assert all(tally["actions"] >= 1 and tally["keys"] >= 0 for tally in actions.values())


def test_tour_pictures_are_of_every_screen(played: Toured) -> None:
    pictures = sorted(played.out.glob("*.png"))
    assert [picture.name[:2] for picture in pictures] == [f"{n:02d}" for n in range(1, len(pictures) + 1)]
    assert len(pictures) > 60
    for picture in pictures:
        with Image.open(picture) as shot:
            assert shot.size == (1366, 768)
            assert len(shot.convert("L").getcolors() or range(256)) > 20, f"{picture.name} is blank"


def test_tour_papers_are_those_that_were_archived(played: Toured) -> None:
    """What came out of the printer is byte for byte what is kept, but for copies, which say so."""
    archived = {path.read_bytes() for path in (played.out / "shop" / "papers").iterdir()}
    others = [path.name for path in papers(played) if path.read_bytes() not in archived]
    assert all(re.search("copy|keys|blank", name) for name in others)
    assert [name for name in others if "copy" in name], "no copy was printed"
    kinds = ("work_order", "job_card", "walk_around", "settlement", "credit_note", "receipt", "keys", "blank")
    names = [path.name for path in papers(played)]
    assert [kind for kind in kinds if not any(kind in name for name in names)] == []


def test_tour_papers_embed_every_font(played: Toured) -> None:
    for path in papers(played):
        fonts = [font for page in pypdf.PdfReader(path).pages for font in fonts_of(page)]
        assert fonts, path.name
        for font in fonts:
            assert font_file(font), f"{path.name}: {font['/BaseFont']} is not embedded"


def fonts_of(page: pypdf.PageObject) -> Iterator[pypdf.generic.DictionaryObject]:
    resources = page["/Resources"].get_object()
    assert isinstance(resources, pypdf.generic.DictionaryObject)
    for font in resources.get("/Font", {}).get_object().values():
        yield font.get_object()


def font_file(font: pypdf.generic.DictionaryObject) -> bool:
    inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font  # type: ignore[index]
    descriptor = inner.get("/FontDescriptor", {}).get_object()
    return any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))


def test_tour_papers_codes_are_read_back_at_150_dpi(played: Toured) -> None:
    """The first page of each copy carries a QR code, every page the bars; what is read is one visit's own code."""
    for path in (path for path in papers(played) if not re.search("keys|receipt|blank", path.name)):
        document = pypdfium2.PdfDocument(path)
        pages = [(page.get_textpage().get_text_range(), codes_of(page)) for page in document]
        document.close()
        found = {text for _, codes in pages for _, text in codes}
        assert len(found) == 1, f"{path.name}: {found}"
        assert {scan.kind_of(text) for text in found} == {scan.VISIT}, path.name
        for number, (text, codes) in enumerate(pages, 1):
            kinds = ["Code128", "QR"] if FIRST_PAGE.search(text) else ["Code128"]
            assert sorted(kind for kind, _ in codes) == kinds, f"{path.name}, page {number}"
        assert FIRST_PAGE.search(pages[0][0]), path.name


def test_tour_receipt_leads_back_to_its_visit(played: Toured) -> None:
    """On the roll there is room for the QR code only."""
    (receipt,) = (path for path in papers(played) if "receipt" in path.name)
    document = pypdfium2.PdfDocument(receipt)
    ((kind, text),) = (code for page in document for code in codes_of(page))
    document.close()
    assert (kind, scan.kind_of(text)) == ("QR", scan.VISIT)


def codes_of(page: pypdfium2.PdfPage) -> list[tuple[str, str]]:
    """(QR or Code128, digits) of a page as a camera at 150 dpi sees it."""
    picture = page.render(scale=150 / 72).to_pil().convert("L")
    kinds = {zxingcpp.BarcodeFormat.QRCode: "QR", zxingcpp.BarcodeFormat.Code128: "Code128"}
    return [(kinds.get(found.format, "?"), found.text) for found in zxingcpp.read_barcodes(picture)]


def test_tour_twice_gives_the_same_papers() -> None:
    first, second = toured("zh_CN"), toured_again()
    assert second.code == 0, second.told
    assert [path.name for path in papers(first)] == [path.name for path in papers(second)]
    for one, other in zip(papers(first), papers(second), strict=True):
        assert one.read_bytes() == other.read_bytes(), one.name


def test_tour_leaves_a_foreign_folder_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that no tour made is refused with a sentence, and stays as it was."""
    mine = tmp_path / "01-mine.png"
    mine.write_bytes(b"mine")
    assert tour(tmp_path, language="en", now=False) == REFUSED
    assert "not empty" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["01-mine.png"]
    assert mine.read_bytes() == b"mine"
