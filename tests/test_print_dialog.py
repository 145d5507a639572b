"""The system's own print dialog in the process that prints: what is told between the two, and what is painted."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6 import QtPrintSupport
from PySide6.QtGui import QPageLayout, QPageRanges, QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication

from reception_desk import files
from reception_desk.errors import DeskError
from reception_desk.forms.words import say
from reception_desk.ui import print_job, printer
from reception_desk.ui.printer import Chosen, Question, SystemPort
from tests.fakes import tiny_pdf

BESIDE = """
import json, sys, time
from pathlib import Path
words = sys.argv[1:]
def after(name): return words[words.index(name) + 1]
told, paper = Path(after("--told")), Path(after("--ask"))
def tell(**what): told.write_text(json.dumps(what))
assert Path(words[1]).read_bytes() == b"%PDF look", words
assert not paper.exists()
"""
CHOSEN = """
assert (after("--printer"), after("--copies"), after("--language"), after("--name")) == ("HP 1020", "2", "en", "x")
tell(outcome="chosen", printer="Kyocera", copies=3)
while not paper.exists(): time.sleep(0.01)
"""
PRINTED = """
tell(outcome="sent" if paper.read_bytes() == b"%PDF real" else "left")
"""


@pytest.fixture
def beside(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """A process that does what it is told instead of opening a dialog."""

    def plays(script: str) -> None:
        monkeypatch.setattr(
            printer, "_start", lambda words: subprocess.Popen([sys.executable, "-c", BESIDE + script, *words])
        )

    return plays


def ask(pdf: bytes | None = b"%PDF real", *, gone: bool = False) -> tuple[list[Chosen], Any]:
    """What was chosen, and what came of it."""
    heard: list[Chosen] = []

    def paper(chosen: Chosen) -> bytes | None:
        heard.append(chosen)
        return pdf

    question = Question(b"%PDF look", "x", "HP 1020", 2, "en", paper, lambda: gone)
    try:
        return heard, SystemPort().ask(question)
    except DeskError as trouble:
        return heard, str(trouble.say)


def test_paper_is_made_when_the_dialog_is_accepted_and_printed_there(beside: Callable[[str], None]) -> None:
    beside(CHOSEN + PRINTED)
    assert ask() == ([Chosen("Kyocera", 3)], say("Sent to {printer}", printer="Kyocera"))


def test_dialog_that_is_left_asks_for_no_paper(beside: Callable[[str], None]) -> None:
    beside('tell(outcome="left")')
    assert ask() == ([], None)


def test_paper_that_cannot_be_archived_is_not_printed(beside: Callable[[str], None]) -> None:
    beside(CHOSEN + PRINTED)
    assert ask(None) == ([Chosen("Kyocera", 3)], None)


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("", "cannot be opened"),
        ("sys.exit(1)", "cannot be opened"),
        (CHOSEN + "sys.exit(1)", "Kyocera did not take the paper"),
        (CHOSEN + 'tell(outcome="cut", page=1, pages=2)', "Kyocera stopped after page 1 of 2"),
    ],
)
def test_dialog_or_printer_that_fails_is_a_sentence(script: str, said: str, beside: Callable[[str], None]) -> None:
    beside(script)
    assert said in ask()[1]


def test_dialog_that_nobody_waits_for_goes(beside: Callable[[str], None]) -> None:
    beside("time.sleep(120)")
    assert ask(gone=True) == ([], None)


def test_no_room_for_the_copy_that_is_printed_is_told(
    beside: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    beside(CHOSEN + PRINTED)

    def full(path: Path, content: bytes) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(files, "write", full)
    heard, said = ask()
    assert heard == [Chosen("Kyocera", 3)]
    assert "Kyocera did not take the paper" in said


# What is painted


class Pressed:
    """In place of the system's dialog: sets the printer as a person would, into a file instead of a device."""

    DialogCode = QtPrintSupport.QPrintDialog.DialogCode
    out = ""
    accepted = True
    sets: Callable[[QPrinter], object] = staticmethod(lambda _: None)
    seen: Pressed

    def __init__(self, chosen: QPrinter) -> None:
        self.chosen = chosen
        self.options: dict[Any, bool] = {}
        self.most = (0, 0)
        Pressed.seen = self

    def setOption(self, option: object, on: bool) -> None:  # noqa: N802 - Qt's
        self.options[option] = on

    def setMinMax(self, least: int, most: int) -> None:  # noqa: N802
        self.most = (least, most)

    def exec(self) -> object:
        self.chosen.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        self.chosen.setOutputFileName(self.out)
        Pressed.sets(self.chosen)
        return self.DialogCode.Accepted if Pressed.accepted else self.DialogCode.Rejected


@pytest.fixture
def dialog(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> type[Pressed]:
    monkeypatch.setattr(QtPrintSupport, "QPrintDialog", Pressed)
    monkeypatch.setattr(print_job, "_known", lambda _: QPrinterInfo())
    monkeypatch.setattr(print_job, "_dress", lambda _: None)
    monkeypatch.setattr(Pressed, "out", str(tmp_path / "out.pdf"))
    monkeypatch.setattr(Pressed, "accepted", True)
    monkeypatch.setattr(Pressed, "sets", staticmethod(lambda _: None))
    return Pressed


def pages(words: list[str], width: float = 595.28, height: float = 841.89) -> bytes:
    """A PDF with one page for each word."""
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas("", pagesize=(width, height), invariant=1)
    for word in words:
        canvas.setFont("Helvetica", 60)
        canvas.drawString(50, height - 100, word)
        canvas.rect(20, 20, width - 40, height - 40)
        canvas.showPage()
    return bytes(canvas.getpdfdata())  # type: ignore[no-untyped-call]


def printed(tmp_path: Path, pdf: bytes) -> dict[str, Any]:
    """Through `run_asked`, with the archived paper there already."""
    look, told, paper = tmp_path / "look.pdf", tmp_path / "told.json", tmp_path / "paper.pdf"
    look.write_bytes(pdf)
    paper.write_bytes(pdf)
    code = print_job.run_asked(look, told, printer="HP", name="x", copies=2, language="en", paper=paper)
    assert code == 0
    found: dict[str, Any] = json.loads(told.read_text())
    return found


def pictures(tmp_path: Path) -> list[tuple[tuple[int, int], bytes]]:
    """Of each page that came out: its size in mm, and what it looks like."""
    document = pypdfium2.PdfDocument(tmp_path / "out.pdf")
    found = []
    for page in document:
        size = (round(page.get_width() / 72 * 25.4), round(page.get_height() / 72 * 25.4))
        found.append((size, page.render(scale=0.25).to_pil().convert("L").tobytes()))
    document.close()
    return found


def test_all_pages_come_out_as_they_are(dialog: type[Pressed], tmp_path: Path) -> None:
    dialog.sets = staticmethod(lambda chosen: chosen.setCopyCount(1))
    assert printed(tmp_path, pages(["one", "two"])) == {"outcome": "sent"}
    (first, one), (second, two) = pictures(tmp_path)
    assert first == second == (210, 297)
    assert one != two
    assert dialog.seen.most == (1, 2)
    assert not any(dialog.seen.options.values()), "what makes no sense here is not offered"


def test_range_order_and_copies_of_the_dialog_are_kept(dialog: type[Pressed], tmp_path: Path) -> None:
    def sets(chosen: QPrinter) -> None:
        assert chosen.copyCount() == 2, "it begins with what was chosen before"
        chosen.setPageRanges(QPageRanges.fromString("2-3"))
        chosen.setPageOrder(QPrinter.PageOrder.LastPageFirst)
        chosen.setCollateCopies(True)

    dialog.sets = staticmethod(sets)
    three = pages(["one", "two", "three"])
    printed(tmp_path, three)
    mixed = [picture for _, picture in pictures(tmp_path)]
    dialog.sets = staticmethod(lambda chosen: chosen.setCopyCount(1))
    printed(tmp_path, three)
    one, two, last = [picture for _, picture in pictures(tmp_path)]
    assert mixed == [last, two, last, two]
    assert one not in mixed


def test_paper_of_the_dialog_that_is_smaller_holds_the_whole_page(dialog: type[Pressed], tmp_path: Path) -> None:
    def sets(chosen: QPrinter) -> None:
        chosen.setCopyCount(1)
        chosen.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
        chosen.setPageOrientation(QPageLayout.Orientation.Portrait)

    dialog.sets = staticmethod(sets)
    printed(tmp_path, pages(["whole"]))
    document = pypdfium2.PdfDocument(tmp_path / "out.pdf")
    page = document[0]
    picture = page.render(scale=1).to_pil().convert("L").point(lambda level: 255 if level < 128 else 0)
    box, whole = picture.getbbox(), picture.size
    document.close()
    assert box is not None
    assert whole == (420, 595)
    left, above, right, below = box[0], box[1], whole[0] - box[2], whole[1] - box[3]
    assert all(8 < edge < 24 for edge in (left, above, right, below)), "the frame of the page is all there"


def test_a_dialog_that_is_left_prints_nothing(dialog: type[Pressed], tmp_path: Path) -> None:
    dialog.accepted = False
    assert printed(tmp_path, pages(["one"])) == {"outcome": "left"}
    assert not (tmp_path / "out.pdf").exists()


def test_without_a_printer_there_is_no_dialog(
    dialog: type[Pressed], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(print_job, "_known", lambda _: None)
    look = tmp_path / "look.pdf"
    look.write_bytes(tiny_pdf("x"))
    told = tmp_path / "told.json"
    assert print_job.run_asked(look, told, printer="", name="x", copies=1, language="en", paper=look) == 1
    assert not told.exists()


@pytest.mark.parametrize(("language", "word"), [("zh_CN", "取消"), ("en", "Cancel")])
def test_the_dialog_speaks_the_language_of_the_desk(language: str, word: str, project: Path) -> None:
    told = """
import sys
from reception_desk.ui import print_job
print_job._dress(sys.argv[1])
from PySide6.QtWidgets import QDialogButtonBox
box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
sys.stdout.buffer.write(box.buttons()[0].text().encode())
"""
    done = subprocess.run([sys.executable, "-c", told, language], cwd=project, capture_output=True, check=True)
    assert done.stdout.decode().replace("&", "").startswith(word)
