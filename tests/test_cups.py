"""Once through CUPS to a PDF printer, all the way: what comes out there is what was drawn. Needs root and cups-pdf.

On Debian: apt-get install cups printer-driver-cups-pdf libcups2
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops
from PySide6.QtCore import QTimer
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication

from reception_desk.errors import DeskError
from reception_desk.printing.paper import PAGES
from reception_desk.ui import print_job
from reception_desk.ui.printer import SystemPort
from tests.test_paper_sizes import MM, drawn

PRINTER = "reception-desk-test"
MODEL = "lsb/usr/cups-pdf/CUPS-PDF_noopt.ppd"
DPI = 100

pytestmark = pytest.mark.slow


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def reason() -> str:
    """Why there is no such printer here; "" when there can be one."""
    if not sys.platform.startswith("linux"):
        return "CUPS is tried on Linux"
    if not shutil.which("cupsd") or not Path("/usr/lib/cups/backend/cups-pdf").exists():
        return "cupsd and cups-pdf are not installed"
    return "" if os.geteuid() == 0 else "only root may add a printer"


@pytest.fixture
def out() -> Iterator[Path]:
    """The folder where the printer lays its papers."""
    if why := reason():
        pytest.skip(why)
    import pwd  # not on Windows

    server = None
    if "is running" not in run("lpstat", "-r").stdout:
        server = subprocess.Popen(["cupsd", "-f"])
        until(lambda: "is running" in run("lpstat", "-r").stdout)
    added = run("lpadmin", "-p", PRINTER, "-v", "cups-pdf:/", "-m", MODEL, "-E")
    try:
        if added.returncode:
            pytest.skip(f"the printer cannot be added: {added.stderr.strip()}")
        yield Path(pwd.getpwuid(os.getuid()).pw_dir) / "PDF"
    finally:
        run("lpadmin", "-x", PRINTER)
        if server is not None:
            server.terminate()
            server.wait(30)


def until(done: object, seconds: float = 60) -> None:
    assert callable(done)
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end
        time.sleep(0.2)


def pages(pdf: bytes) -> list[tuple[Image.Image, tuple[float, float]]]:
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for page in document:
        picture = page.render(scale=DPI / 72).to_pil().convert("L")
        found.append((picture, (page.get_width() / MM, page.get_height() / MM)))
    document.close()
    return found


def printed(out: Path, name: str) -> bytes:
    """What lies in the folder when the printer has finished."""

    def finished() -> bool:
        return f"{PRINTER}-" not in run("lpstat", "-o", PRINTER).stdout and bool(list(out.glob(f"{name}*.pdf")))

    until(finished)
    (path,) = out.glob(f"{name}*.pdf")
    pdf = path.read_bytes()
    path.unlink()
    return pdf


@pytest.mark.parametrize(
    ("kind", "page"), [("work_order", "A4"), ("settlement", "letter"), ("job_card", "A5"), ("receipt", "roll")]
)
def test_paper_comes_out_of_the_printer_as_it_was_drawn(
    kind: str, page: str, qapp: QApplication, out: Path, tmp_path: Path
) -> None:
    pdf, name = drawn(kind, page, "zh_CN"), f"{os.getpid()}-{kind}-{page}"
    SystemPort().send(pdf, name, PRINTER, tmp_path)
    before, after = pages(pdf), pages(printed(out, name))
    assert len(after) == len(before)
    for (sent, _), (got, (wide, high)) in zip(before, after, strict=True):
        if page in PAGES:
            assert sorted((wide, high)) == pytest.approx(sorted(PAGES[page]), abs=1)
        upright = got.rotate(-90, expand=True) if (got.width < got.height) != (sent.width < sent.height) else got
        assert differing(sent, upright.resize(sent.size)) < 0.01
    assert differing(before[0][0], Image.new("L", before[0][0].size, 255)) > 0.05  # a blank page would be seen
    assert list(tmp_path.iterdir()) == []


def test_window_goes_on_while_a_paper_is_printed(qapp: QApplication, out: Path, tmp_path: Path) -> None:
    pdf, name = drawn("work_order", "A4", "zh_CN"), f"{os.getpid()}-goes-on"
    sender = threading.Thread(target=lambda: SystemPort().send(pdf, name, PRINTER, tmp_path))
    worst, last = 0.0, time.monotonic()
    sender.start()
    while sender.is_alive():
        qapp.processEvents()
        time.sleep(0.001)
        worst, last = max(worst, time.monotonic() - last), time.monotonic()
    assert worst < 1  # guards against a wait; the figure is a fifth of a second, 0.05 where it was measured
    printed(out, name)


def test_what_is_accepted_in_the_real_dialog_comes_out_of_the_printer(
    qapp: QApplication, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Qt's own dialog, where the system has none: it stands on the printer that was asked for; Print is pressed."""
    pdf, name = drawn("work_order", "letter", "zh_CN"), f"{os.getpid()}-dialog"
    look, told, paper = tmp_path / "look.pdf", tmp_path / "told.json", tmp_path / "paper.pdf"
    look.write_bytes(pdf)
    paper.write_bytes(pdf)
    seen: list[str] = []

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QPrintDialog)
        seen.append(dialog.printer().printerName())
        dialog.accept()

    monkeypatch.setattr(print_job, "_dress", lambda _: None)  # it makes the application of a process of its own
    QTimer.singleShot(500, press)
    print_job.run_asked(look, told, printer=PRINTER, name=name, copies=1, language="zh_CN", paper=paper)
    assert seen == [PRINTER]
    assert json.loads(told.read_text()) == {"outcome": "sent"}
    before, after = pages(pdf), pages(printed(out, name))
    assert len(after) == len(before)
    for (sent, _), (got, (wide, high)) in zip(before, after, strict=True):
        assert (wide, high) == pytest.approx(PAGES["letter"], abs=1)
        assert differing(sent, got.resize(sent.size)) < 0.01


def differing(one: Image.Image, other: Image.Image) -> float:
    """Part of the picture that is clearly another, wherever within half a millimetre the printer has put it."""

    def at(right: int, down: int) -> float:
        moved = ImageChops.offset(other, right, down)
        levels = ImageChops.difference(one.reduce(4), moved.reduce(4)).histogram()
        return sum(levels[60:]) / sum(levels)

    return min(at(right, down) for right in (-2, -1, 0, 1, 2) for down in (-2, -1, 0, 1, 2))


def test_printer_that_is_stopped_or_gone_is_told(qapp: QApplication, out: Path, tmp_path: Path) -> None:
    pdf = drawn("receipt", "roll", "zh_CN")
    assert run("cupsdisable", PRINTER).returncode == 0
    with pytest.raises(DeskError, match="is stopped"):
        SystemPort().send(pdf, "x", PRINTER, tmp_path)
    run("lpadmin", "-x", PRINTER)
    with pytest.raises(DeskError, match="is not there"):
        SystemPort().send(pdf, "x", PRINTER, tmp_path)
