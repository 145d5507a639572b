"""One paper on a printer of this computer, in a process of its own.

Drivers hang, crash and hold on to what they once loaded, and Qt paints a page without letting Python go on: none of it
may touch the desk. What came of it is told in a file, because a program without a console has nothing to speak with.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from PySide6.QtCore import QSizeF
    from PySide6.QtGui import QImage, QPageLayout
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPrintSupport import QPrinterInfo

DPI = 300


class Told(TypedDict, total=False):
    """`outcome`: sent, none (no printer at all), missing, stopped (off, without paper), refused, cut (after `page`)."""

    outcome: str
    printer: str
    page: int
    pages: int


def run(pdf: Path, told: Path, *, printer: str, name: str) -> int:
    """Print a file; without a printer's name on the computer's own."""
    _application()
    told.write_text(json.dumps(send(pdf.read_bytes(), name, printer)), encoding="utf-8")
    return 0


def ask(told: Path) -> int:
    """The computer's own printer and all that it knows."""
    from PySide6.QtPrintSupport import QPrinterInfo

    _application()
    found = {"own": QPrinterInfo.defaultPrinterName(), "names": QPrinterInfo.availablePrinterNames()}
    told.write_text(json.dumps(found), encoding="utf-8")
    return 0


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


def _print(pdf: bytes, name: str, info: QPrinterInfo) -> Told:
    from PySide6.QtCore import QBuffer, QByteArray
    from PySide6.QtPdf import QPdfDocument

    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    try:
        return _paint(document, name, info) if document.pageCount() else {"outcome": "refused"}
    finally:
        document.close()


def _paint(document: QPdfDocument, name: str, info: QPrinterInfo) -> Told:
    """Page by page as pictures, each on paper of its own size."""
    from PySide6.QtGui import QPainter
    from PySide6.QtPrintSupport import QPrinter

    count = document.pageCount()
    printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(_layout(document.pagePointSize(0)))
    printer.setFullPage(True)
    printer.setResolution(DPI)
    printer.setDocName(name)
    painter = QPainter(printer)
    if not painter.isActive():
        return {"outcome": "refused"}
    try:
        for page in range(count):
            if page and not printer.newPage():
                return {"outcome": "cut", "page": page, "pages": count}
            painter.drawImage(0, 0, _picture(document, page))
    finally:
        painter.end()
    return {"outcome": "sent"}


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
