"""One paper on a printer of this computer, in a process of its own.

Drivers hang, crash and hold on to what they once loaded, and Qt paints a page without letting Python go on: none of it
may touch the desk. What came of it is told in a file, because a program without a console has nothing to speak with.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from PySide6.QtCore import QSize, QSizeF
    from PySide6.QtGui import QImage, QPageLayout
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

DPI = 300
QT_DIALOG = sys.platform.startswith("linux")
"""Where the dialog is Qt's own. It sets the printer's usual paper whatever it began with: that counts as not chosen."""
PAPER_S = 60.0
"""So long the desk may take to archive what was accepted in the dialog."""


class Told(TypedDict, total=False):
    """`outcome`: sent, none (no printer at all), missing, stopped (off, without paper), refused, cut (after `page`);
    of the dialog: chosen, left."""

    outcome: str
    printer: str
    copies: int
    page: int
    pages: int


def run(pdf: Path, told: Path, *, printer: str, name: str) -> int:
    """Print a file; without a printer's name on the computer's own."""
    _application()
    _tell(told, send(pdf.read_bytes(), name, printer))
    return 0


def run_asked(look: Path, told: Path, *, printer: str, name: str, copies: int, language: str, paper: Path) -> int:
    """The system's own dialog for what `look` shows; once it is accepted `paper` appears and is printed as chosen.

    It stands in this process, beside the desk: what a driver puts into it cannot take the desk along.
    """
    _dress(language)
    known = _known(printer)
    if known is None:
        return 1
    with _opened(look.read_bytes()) as document:
        chosen = _choose(known, document, name, copies)
    if chosen is None:
        _tell(told, {"outcome": "left"})
        return 0
    _tell(told, {"outcome": "chosen", "printer": chosen.printerName(), "copies": chosen.copyCount()})
    pdf = _wait_for(paper)
    with _opened(pdf) as document:
        _tell(told, _paint_chosen(document, chosen) if pdf else {"outcome": "left"})
    return 0


def ask(told: Path) -> int:
    """The computer's own printer and all that it knows."""
    from PySide6.QtPrintSupport import QPrinterInfo

    _application()
    found = {"own": QPrinterInfo.defaultPrinterName(), "names": QPrinterInfo.availablePrinterNames()}
    told.write_text(json.dumps(found), encoding="utf-8")
    return 0


def _tell(told: Path, what: Told) -> None:
    told.write_text(json.dumps(what), encoding="utf-8")


def _wait_for(paper: Path) -> bytes:
    """The PDF as soon as the desk has archived it; empty when it does not want it printed any more."""
    end = time.monotonic() + PAPER_S
    while not paper.exists() and time.monotonic() < end:
        time.sleep(0.05)
    return paper.read_bytes() if paper.exists() else b""


def _application() -> None:
    from PySide6.QtGui import QGuiApplication

    if QGuiApplication.instance() is None:
        global _app  # noqa: PLW0603 - Qt wants it as long as the process lives
        _app = QGuiApplication(["reception-desk"])


_app: object = None


def send(pdf: bytes, name: str, target: str) -> Told:
    from PySide6.QtPrintSupport import QPrinterInfo

    printer = target or QPrinterInfo.defaultPrinterName()
    if not printer:
        return {"outcome": "none"}
    info = QPrinterInfo.printerInfo(printer)
    if info.isNull():
        return {"outcome": "missing", "printer": printer}
    if troubled(info):
        return {"outcome": "stopped", "printer": printer}
    return {**_print(pdf, name, info), "printer": printer}


def troubled(info: QPrinterInfo) -> bool:
    """What the computer's spooler reports of a printer: offline, without paper, stopped."""
    from PySide6.QtPrintSupport import QPrinter

    return info.state() in (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted)


@contextmanager
def _opened(pdf: bytes) -> Iterator[QPdfDocument]:
    from PySide6.QtCore import QBuffer, QByteArray
    from PySide6.QtPdf import QPdfDocument

    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    try:
        yield document
    finally:
        document.close()


def _print(pdf: bytes, name: str, info: QPrinterInfo) -> Told:
    with _opened(pdf) as document:
        return _paint(document, name, info) if document.pageCount() else {"outcome": "refused"}


def _paint(document: QPdfDocument, name: str, info: QPrinterInfo) -> Told:
    """Page by page, each on paper of its own size."""
    printer = _printer(info, document, name)
    return _paint_pages(document, printer, range(document.pageCount()))


def _printer(info: QPrinterInfo, document: QPdfDocument, name: str) -> QPrinter:
    """A printer with paper for the pages of a document."""
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(_layout(document.pagePointSize(0)))
    printer.setFullPage(True)
    printer.setResolution(DPI)
    printer.setDocName(name)
    return printer


def _paint_pages(document: QPdfDocument, printer: QPrinter, pages: Sequence[int], paper: QSize | None = None) -> Told:
    """The pages as pictures, in this order; `paper`: what was put in, in pixels, where that may be another size."""
    from PySide6.QtGui import QPainter

    painter = QPainter(printer)
    if not painter.isActive():
        return {"outcome": "refused"}
    try:
        for at, page in enumerate(pages):
            if at and not printer.newPage():
                return {"outcome": "cut", "page": at, "pages": len(pages)}
            picture = _picture(document, page)
            painter.drawImage(0, 0, picture if paper is None else _fitted(picture, paper))
    finally:
        painter.end()
    return {"outcome": "sent"}


# What was chosen in the dialog


def _dress(language: str) -> None:
    """What a dialog of Qt's own needs: the fonts and colours of the desk, and Qt's words in its language."""
    from PySide6.QtCore import QLocale, QTranslator
    from PySide6.QtWidgets import QApplication

    from reception_desk.ui import qt_words, theme

    global _app  # noqa: PLW0603 - Qt wants it as long as the process lives
    app = QApplication(["reception-desk"])
    _app = app
    theme.dress(app)
    theme.tune(language)
    QLocale.setDefault(QLocale(language))
    words = QTranslator(app)
    if qt_words.load(words, language):
        app.installTranslator(words)


def _known(printer: str) -> QPrinterInfo | None:
    """The printer of this name, else the computer's own, else any."""
    from PySide6.QtPrintSupport import QPrinterInfo

    named = [QPrinterInfo.printerInfo(printer)] if printer else []
    found = (*named, QPrinterInfo.defaultPrinter(), *QPrinterInfo.availablePrinters())
    return next((info for info in found if not info.isNull()), None)


def _choose(known: QPrinterInfo, document: QPdfDocument, name: str, copies: int) -> QPrinter | None:
    """The printer as it was set in the dialog, None where that was left."""
    from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog

    chosen = _printer(known, document, name)
    chosen.setCopyCount(copies)
    dialog = QPrintDialog(chosen)
    options = QAbstractPrintDialog.PrintDialogOption
    for option in (options.PrintToFile, options.PrintSelection, options.PrintCurrentPage):
        dialog.setOption(option, False)
    dialog.setMinMax(1, document.pageCount())
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return None
    if QT_DIALOG and _is_usual(chosen):
        chosen.setPageLayout(_layout(document.pagePointSize(0)))
    return chosen


def _is_usual(printer: QPrinter) -> bool:
    """Whether it is set to the paper that it has when nobody says anything."""
    from PySide6.QtPrintSupport import QPrinterInfo

    usual = QPrinterInfo.printerInfo(printer.printerName()).defaultPageSize()
    return usual.isValid() and printer.pageLayout().pageSize().isEquivalentTo(usual)


def _paint_chosen(document: QPdfDocument, printer: QPrinter) -> Told:
    printer.setFullPage(True)
    printer.setResolution(DPI)
    paper = printer.pageLayout().fullRectPixels(DPI).size()
    return _paint_pages(document, printer, _wanted(printer, document.pageCount()), paper)


def _wanted(printer: QPrinter, count: int) -> list[int]:
    """Which pages, in which order and how often, where the driver does not see to that itself."""
    ranges = printer.pageRanges()
    pages = [page for page in range(count) if ranges.isEmpty() or ranges.contains(page + 1)]
    if printer.pageOrder() == printer.PageOrder.LastPageFirst:
        pages.reverse()
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    return pages * copies if printer.collateCopies() else [page for page in pages for _ in range(copies)]


def _fitted(picture: QImage, paper: QSize) -> QImage:
    """Made smaller or larger only for paper that is clearly another size."""
    from PySide6.QtCore import Qt

    if abs(picture.width() - paper.width()) + abs(picture.height() - paper.height()) < DPI // 10:
        return picture
    return picture.scaled(paper, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)


def _layout(points: QSizeF) -> QPageLayout:
    """The paper that a page wants: a lying A5 is an A5 turned, a strip of roll is a size of its own."""
    from PySide6.QtCore import QMarginsF, QSizeF
    from PySide6.QtGui import QPageLayout, QPageSize

    lying = points.width() > points.height()
    upright = QSizeF(points.height(), points.width()) if lying else QSizeF(points)
    size = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    turn = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    return QPageLayout(size, turn, QMarginsF())


def _picture(document: QPdfDocument, page: int) -> QImage:
    """Flattened: many drivers are slow or wrong with transparent pictures."""
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QImage, QPainter

    size = document.pagePointSize(page)
    pixels = QSize(round(size.width() * DPI / 72), round(size.height() * DPI / 72))
    flat = QImage(pixels, QImage.Format.Format_RGB32)
    flat.fill(0xFFFFFFFF)
    over = QPainter(flat)
    over.drawImage(0, 0, document.render(page, pixels))
    over.end()
    return flat
