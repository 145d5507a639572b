"""Hostile, endless and strange words, typed into the window, kept, found and printed. Rows 37 to 40 and 44.

tests/test_hostile.py has every text of every form through the file; tests/test_attack.py more pastes into the window.
"""

from __future__ import annotations

import io
import socket
import threading
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from reception_desk.app import application, open_desk
from reception_desk.desk.desk import Desk
from reception_desk.desk.reception import Newcomer
from reception_desk.forms import fields as f
from reception_desk.forms.check_in import CheckIn
from reception_desk.forms.checkout import Checkout
from reception_desk.forms.customer import Customer, Phone
from reception_desk.forms.document import Document
from reception_desk.forms.moments import FixedClock
from reception_desk.forms.payment import Payment
from reception_desk.forms.shop import Shop
from reception_desk.forms.staff import Staff
from reception_desk.forms.vehicle import Vehicle
from reception_desk.forms.walk_around import Mark, WalkAround
from reception_desk.forms.work_order import Approval, Job, WorkLine, WorkOrder
from reception_desk.store.check import check
from reception_desk.store.ids import UuidIds
from reception_desk.ui.main_window import MainWindow
from reception_desk.ui.visit.check_in_tab import CheckInTab
from tests.fakes import fake_papers
from tests.on_page import shown_tab
from tests.shops import MORNING, booked_visit, check_in, file, hand_back, make_desk, ok, small_desk, small_shop
from tests.test_hostile import images, payload_for

GUARD = 20
"""Seconds, ten times what it may take: this is no benchmark, it finds what hangs."""
MARKUP = {
    "picture of the disk": '<img src="/etc/passwd" width="9" height="9"/>',
    "picture of the net": '<img src="http://127.0.0.1:{port}/a.png" width="9" height="9"/>',
    "link": '<a href="http://127.0.0.1:{port}/x">here</a><link href="file:///etc/passwd">x</link>',
    "bold": "Smith & <b>Sons</b> &amp; &#60;i&#62;",
    "not closed": "Smith & <b>Sons",
    "colour that is code": """<font color="__import__('os').system('curl 127.0.0.1:{port}')">x</font>""",
    "call": '<onDraw name="print" label="x"/><seq id="a"/>',
    "paragraph": "</para><para>x<br/><br/>y</para>",
    "xml": "<!-- --> <![CDATA[x]]> <?xml version='1'?> <!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>&b;",
}


# Every text on every paper


@pytest.fixture
def net() -> Iterator[tuple[int, list[bytes]]]:
    """A server on this machine: its port, and what asked it."""
    server = socket.create_server(("127.0.0.1", 0))
    asked: list[bytes] = []

    def listen() -> None:
        while True:
            try:
                caller, _ = server.accept()
            except OSError:
                return
            asked.append(b"somebody")
            caller.close()

    threading.Thread(target=listen, daemon=True).start()
    yield server.getsockname()[1], asked
    server.shutdown(socket.SHUT_RDWR)
    server.close()


def cut(spec: f.Spec, words: str) -> str:
    """As much of it as the field takes."""
    return payload_for(spec, words[: spec.length])


def fill(desk: Desk, form: type[f.Form], row: str, words: str) -> None:
    """Every text of one row says the same, as long as it takes it."""
    kept: dict[str, object] = {
        spec.name: cut(spec, words)
        for spec in form.specs().values()
        if spec.kind in ("text", "code") and spec.pattern != "key" and spec.name not in LEFT
    }
    desk.sheets.edit(form, row, kept)


LEFT = {"currency", "region", "language", "print_folder", "printer", "plate_prefix", "code"}
"""What the program itself reads."""


def filled_visit(desk: Desk, words: str) -> str:
    """A visit on whose sheets, and on those of its shop, people, car and price list, every text says the same."""
    visit = booked_visit(desk)
    kept, shop = file(desk, visit), small_shop(desk)
    check_in(desk, visit)
    desk.inspection.mark(kept.walk_around.id, "door_lf", "S", 10, 20)
    ok(desk, visit)
    for form, row in (
        (Shop, desk.shop().id),
        (Staff, shop.adviser),
        (Customer, kept.customer.id),
        (Phone, kept.customer.phones[0].id),
        (Vehicle, kept.vehicle.id),
        (CheckIn, kept.check_in.id),
        (WalkAround, kept.walk_around.id),
        (WorkOrder, kept.work_order.id),
        (Checkout, kept.checkout.id),
    ):
        fill(desk, form, row, words)
    for mark in file(desk, visit).walk_around.marks:
        fill(desk, Mark, mark.id, words)
    for job in file(desk, visit).work_order.jobs:
        fill(desk, Job, job.id, words)
    for line in file(desk, visit).work_order.lines:
        fill(desk, WorkLine, line.id, words)
    for approval in file(desk, visit).work_order.approvals:
        fill(desk, Approval, approval.id, words)
    return visit


def all_papers(desk: Desk, visit: str, words: str) -> list[Document]:
    """The five papers, the money taken with words of its own, the list reversed for a reason."""
    papers = desk.papers.print(visit, ["work_order", "job_card", "walk_around"], language="en")
    ok(desk, visit)
    for job in file(desk, visit).work_order.jobs:
        desk.workshop.tick(job.id)
    desk.workshop.move(visit, "in_work")
    desk.workshop.move(visit, "ready", reason="x")
    reference = cut(Payment.spec("reference"), words)
    desk.settlement.pay(visit, kind="cash", received=100_000, reference=reference)
    hand_back(desk, visit)
    bill = desk.settlement.issue(visit)
    note = desk.settlement.credit(bill.id, reason=words[:200])
    return [*papers, bill, note]


def readers(desk: Desk, papers: list[Document]) -> list[pypdf.PdfReader]:
    return [pypdf.PdfReader(io.BytesIO(desk.papers.path(paper.id).read_bytes())) for paper in papers]


def words_of(reader: pypdf.PdfReader) -> str:
    return "".join("".join(page.extract_text() for page in reader.pages).split())


@pytest.mark.parametrize("name", MARKUP)
def test_markup_in_every_text_is_printed_as_it_stands(name: str, tmp_path: Path, net: tuple[int, list[bytes]]) -> None:
    """Row 37: no picture, no link, no field, no action, nothing fetched; the words are on the paper."""
    port, asked = net
    words = MARKUP[name].format(port=port)
    desk = small_desk(tmp_path / "shop")
    papers = all_papers(desk, filled_visit(desk, words), words)
    shown = "".join(words[:40].split())
    for paper, reader in zip(papers, readers(desk, papers), strict=True):
        assert images(reader) == [], paper.kind
        assert not any("/Annots" in page or "/AA" in page for page in reader.pages), paper.kind
        root = reader.trailer["/Root"].get_object()
        assert isinstance(root, pypdf.generic.DictionaryObject)
        assert not {"/OpenAction", "/AA", "/AcroForm", "/Names"} & set(root), paper.kind
        assert shown in words_of(reader) or paper.kind in ("walk_around", "job_card"), paper.kind
        assert b"/URI" not in desk.papers.pdf(paper.id) and b"/JavaScript" not in desk.papers.pdf(paper.id)
    desk.close(backup=False)
    assert check(desk.folder).damage == []
    assert asked == []


@pytest.mark.parametrize("sign", ["W", "国"])
def test_papers_of_the_longest_texts_come_in_time(sign: str, tmp_path: Path) -> None:
    """Row 38: every field as long as it may be, without a blank to break at; nothing of it is cut away in silence."""
    desk = small_desk(tmp_path / "shop")
    longest = max(spec.length for form in (CheckIn, WorkOrder, Customer) for spec in form.specs().values())
    visit = filled_visit(desk, sign * longest)
    begin = time.monotonic()
    papers = all_papers(desk, visit, sign * longest)
    assert time.monotonic() - begin < GUARD * len(papers)
    order = words_of(readers(desk, papers)[0])
    concern = CheckIn.spec("concern").length if "concern" in CheckIn.specs() else 0
    assert order.count(sign) >= concern
    desk.close(backup=False)


# The window


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    desk = small_desk(tmp_path / "shop")
    booked_visit(desk)
    desk.close(backup=False)
    return desk.folder


@pytest.fixture
def window(qapp: QApplication, shop: Path) -> Iterator[MainWindow]:
    application(bundled_fonts=True)
    clock = FixedClock(MORNING)
    window = open_desk(shop, language="en", clock=clock, ids=UuidIds(clock, 7))
    window.activateWindow()
    visit = next(row.visit.id for row in window.desk.board.today() if row.visit is not None)
    window.open_visit(visit, 1)
    yield window
    window.close()


def the_visit(window: MainWindow) -> str:
    return next(row.visit.id for row in window.desk.board.today() if row.visit is not None)


def editor(window: MainWindow, name: str) -> QWidget:
    QApplication.processEvents()
    (found,) = [one for one in window.findChildren(QWidget, name) if one.isVisible()]
    return found


def paste(target: QWidget, text: str) -> None:
    """Over all that stands there, then on to the next field."""
    target.setFocus()
    QApplication.clipboard().setText(text)
    QTest.keyClick(target, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(target, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(target, Qt.Key.Key_Tab)
    QApplication.processEvents()


@pytest.mark.parametrize("size", [100_000, 1_000_000])
def test_paste_of_a_book_is_not_taken_and_says_so(size: int, window: MainWindow) -> None:
    """Row 38: the field stays as it was, on the screen and in the file, and its words say how much it takes."""
    before = window.desk.reception.file(the_visit(window)).check_in
    memo = editor(window, "check_in.concern")
    assert isinstance(memo, QPlainTextEdit)
    begin = time.monotonic()
    paste(memo, "长" * size)
    assert time.monotonic() - begin < GUARD
    assert memo.toPlainText() == before.concern
    sheet = shown_tab(window, CheckInTab).main
    assert sheet is not None and sheet.box("concern").level == "stop"
    assert window.desk.reception.file(the_visit(window)).check_in == before


def test_a_name_of_a_hundred_thousand_letters_is_refused_by_every_way_in(tmp_path: Path) -> None:
    """Row 38: at the desk as well: nothing is cut, nothing is kept, and it takes no time."""
    desk = small_desk(tmp_path / "shop")
    before, person = list(desk.store.connection.iterdump()), small_shop(desk).customer
    begin = time.monotonic()
    for act in (
        lambda: desk.sheets.edit(Customer, person, {"name": "王" * 100_000}),
        lambda: desk.sheets.edit(Customer, person, {"note": "x" * 1_000_000}),
        lambda: desk.sheets.create(Customer(name="W" * 100_000)),
        lambda: desk.reception.arrive(newcomer=Newcomer(plate="B1", name="n" * 100_000)),
        lambda: desk.reception.arrive(newcomer=Newcomer(plate="B" * 100_000)),
    ):
        with pytest.raises(f.TooLong):
            act()
    desk.reception.search("王" * 100_000)
    desk.ordering.offers("x" * 100_000)
    assert time.monotonic() - begin < GUARD
    assert list(desk.store.connection.iterdump()) == before
    desk.close(backup=False)


UNSEEN = ("Cf", "Zs", "Cn")
CORPUS = {
    "emoji": "😀 brake 👩‍🔧 🇨🇳",
    "extension b": "车主 𬭎𬍛 㛃喆",
    "combining": "Zo\u0308e N\u0303 é Z̸a̷l",
    "right to left": "שלום brake عربي",
    "bidi override": "a\u202eevil\u202c b\u2066c\u2069",
    "zero width": "bra\u200bke\u200d\ufeff",
    "nul and controls": "nul\x00 esc\x1b bell\x07 del\x7f",
    "full width": "Ｂ１２３ ﾃｽﾄ",
    "private use": "\ue000\uf8ff logo",
    "quotes": "O'Brien “quoted” «x» ‹y›",
}


@pytest.mark.parametrize("name", CORPUS)
def test_strange_words_go_from_the_window_to_the_file_the_paper_and_back(
    name: str, window: MainWindow, shop: Path
) -> None:
    """Row 39: what is kept is what is shown; what the paper cannot show is □ and its field says so; no save raises."""
    words = CORPUS[name]
    visit = the_visit(window)
    memo = editor(window, "check_in.concern")
    assert isinstance(memo, QPlainTextEdit)
    paste(memo, words)
    kept = window.desk.reception.file(visit).check_in.concern
    visible = [
        c for c in unicodedata.normalize("NFC", words) if unicodedata.category(c) not in ("Cc", "Cf", "Zs", "Cn")
    ]
    assert [c for c in kept if unicodedata.category(c) not in ("Cf", "Zs", "Cn")] == visible
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in kept)
    assert memo.toPlainText() == kept
    desk = window.desk
    lacking = desk.papers.unprintable(kept)
    (paper,) = desk.papers.print(visit, ["walk_around"], language="en")
    papers = [paper]
    check_in(desk, visit)
    papers += desk.papers.print(visit, ["work_order"], language="en")
    text = words_of(readers(desk, papers)[1])
    for character in kept:
        if character.isalnum() and character not in lacking:
            assert character in text or unicodedata.normalize("NFKC", character) in text, character
    assert ("□" in text) >= bool([c for c in lacking if unicodedata.category(c) not in ("Cf", "Mn")])
    window.close()
    again = make_desk(shop, seed=9)
    assert again.reception.file(visit).check_in.concern == kept
    again.close(backup=False)
    assert check(shop).damage == []


INVISIBLE = [
    "\u200b",
    "\u200b\u200d\ufeff",
    "\u2060\u00ad",
    "\u202e\u202c",
    " \u3000\u00a0",
    "\x00\x1b",
    "\ufeff \u200e",
]


@pytest.mark.parametrize("words", INVISIBLE, ids=[ascii(words) for words in INVISIBLE])
def test_words_that_nobody_can_see_are_none(words: str, tmp_path: Path) -> None:
    """Row 39: a name of zero-width characters alone is no name, a reason no reason."""
    desk = small_desk(tmp_path / "shop")
    person = small_shop(desk).customer
    desk.sheets.edit(Customer, person, {"name": words, "note": words})
    kept = desk.sheets.get(Customer, person)
    assert kept and (kept.name, kept.note) == ("", "")
    desk.sheets.edit(Vehicle, small_shop(desk).vehicle, {"plate": words})
    car = desk.sheets.get(Vehicle, small_shop(desk).vehicle)
    assert car and car.plate == ""
    desk.close(backup=False)


# Found


LOOKS = [
    ("粤B12O45", "粤B12045"),
    ("粤B12045", "粤B12O45"),
    ("粤B12045", "粤b12o45"),
    ("OY05 IAB", "0YO5 1AB"),
    ("OY05 IAB", "oy05iab"),
    ("B1O2I", "B1021"),
    ("粤B·D12345", "粤Ｂ·Ｄ１２３４５"),
    ("粤B·D12345", "粤B-D12345"),
    ("粤B·D12345", "粤b d12345"),
    ("ÄÖ 123", "A\u0308O\u0308 123"),
    ("A\u0308O\u0308 123", "äö123"),
    ("ﾃｽﾄ 12", "テスト12"),
    ("粤B\u200b12345", "粤B12345"),
]


@pytest.mark.parametrize(("kept", "typed"), LOOKS)
def test_plate_that_looks_the_same_is_found_and_noticed_as_known(kept: str, typed: str, tmp_path: Path) -> None:
    """Row 40: whoever typed O for 0, full-width figures or letters in two parts; the whole plate and its end."""
    desk = small_desk(tmp_path / "shop")
    car = desk.sheets.create(Vehicle(plate=kept, owner=small_shop(desk).customer))
    other = desk.sheets.create(Vehicle(plate="粤Z99999"))
    for words in (typed, unicodedata.normalize("NFC", typed)[-5:], typed.lower()):
        found = [hit.vehicle.id for hit in desk.reception.search(words)]
        assert car in found and other not in found, words
    assert car in [one.vehicle.id for one in desk.reception.alike(Newcomer(plate=typed))]
    desk.close(backup=False)


def test_figures_alone_are_not_taken_for_letters(tmp_path: Path) -> None:
    """Row 40: a phone number of noughts and ones is looked for as it is."""
    desk = small_desk(tmp_path / "shop")
    car = desk.sheets.create(Vehicle(plate="IOIOIOOIOIO"))
    assert car not in [hit.vehicle.id for hit in desk.reception.search("10101001010")]
    assert car in [hit.vehicle.id for hit in desk.reception.search("IO101")]
    desk.close(backup=False)


INJECTION = [
    "'; DROP TABLE visit; --", '"', '""', "'", "*", "a*", "^a", "a^", "NEAR(a b)", "NEAR", "AND", "OR", "NOT", "a AND",
    "a OR b", "NOT a", "(", ")", "((", "a)", "plates:", "plates : x", "{plates vin} : x", "-a", "- plates : x", "a + b",
    "%", "_", "\\", "\x00", "a\x00b", '" OR 1=1 --', "') UNION SELECT sql FROM sqlite_schema --", "rank MATCH 'bm25()'",
    "search_text", "rowid", "<", "<a>", "<>", "><", "粤*", '粤"B', "'; ATTACH DATABASE 'x' AS y; --", "?1", ":a", "@a",
    "$a", "\ud800", "\U0010ffff", "𝕬𝕭𝕮", "ﬁ", "ß", "İ", "O" * 300, "01OI" * 50, "\u200b",
]  # fmt: skip


def test_syntax_that_is_searched_for_is_only_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Row 44: no error, no effect, and whoever is really called so is found."""
    fake_papers(monkeypatch)
    desk = small_desk(tmp_path / "shop")
    called = {typed: desk.sheets.create(Customer(name=f"Ann {typed[:60]} Lee")) for typed in INJECTION}
    before, places = list(desk.store.connection.iterdump()), sorted(tmp_path.rglob("*"))
    for typed, person in called.items():
        assert person in [hit.customer.id for hit in desk.reception.search(f"Ann {typed[:60]} Lee")], ascii(typed)
        for words in (typed, f"{typed} Wang", f"a{typed}b"):
            assert len(desk.reception.search(words)) <= 40
            desk.ordering.offers(words)
            desk.reception.scanned(words)
            desk.reception.alike(Newcomer(plate=words[:16], name=words[:60], phone=words[:20]))
            assert desk.sheets.get(Customer, words.encode("utf-8", "replace").decode()) is None
    assert list(desk.store.connection.iterdump()) == before
    assert sorted(tmp_path.rglob("*")) == places
    desk.close(backup=False)


@pytest.mark.parametrize("typed", ["'; DROP TABLE visit; --", '"', "plates : x OR *"])
def test_syntax_typed_into_the_search_box_opens_and_breaks_nothing(typed: str, window: MainWindow) -> None:
    """Row 44: in the window, with Enter behind it."""
    box = editor(window, "search.text")
    assert isinstance(box, QLineEdit)
    paste_only = QApplication.clipboard()
    box.setFocus()
    paste_only.setText(typed)
    QTest.keyClick(box, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QTest.qWait(200)
    QTest.keyClick(box, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert not getattr(window.trouble, "isVisible", lambda: False)()
    assert window.desk.store.connection.execute("SELECT count(*) FROM visit").fetchone() == (1,)
