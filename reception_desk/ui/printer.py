"""Papers on their way: to a printer or into a folder, in the background; trouble never loses or blocks anything.

The PDF is in the archive before it comes here. Pages are drawn by QtPdf at 300 dpi and painted onto the printer.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from reception_desk import files
from reception_desk.errors import DeskError
from reception_desk.forms.words import Text, say

if TYPE_CHECKING:  # Qt's printing is loaded with the first paper
    from PySide6.QtCore import QSizeF
    from PySide6.QtGui import QImage, QPageLayout
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPrintSupport import QPrinterInfo

DPI = 300
FOLDER = "folder"


class Port(Protocol):
    """Where papers go. `send` may take as long as it likes and raises DeskError; it is called in a worker thread.

    `printers`: the computer's own printer and all that it knows; both may be empty.
    """

    def send(self, pdf: bytes, name: str, target: str, folder: Path) -> Text: ...

    def printers(self) -> tuple[str, list[str]]: ...


class SystemPort:
    """A printer of this computer, or a folder: what the shop chose in Settings."""

    def send(self, pdf: bytes, name: str, target: str, folder: Path) -> Text:
        """Print or save; returns what to tell. Without a chosen printer it is the computer's own, else the folder."""
        from PySide6.QtPrintSupport import QPrinterInfo

        printer = target or QPrinterInfo.defaultPrinterName()
        if not printer or printer == FOLDER:
            return _save(pdf, name, folder)
        info = QPrinterInfo.printerInfo(printer)
        if info.isNull():
            raise DeskError(say("The printer {printer} is not there. The PDF is saved.", printer=printer))
        if troubled(info):
            raise DeskError(
                say("The printer {printer} is off, has no paper or is stopped. The PDF is saved.", printer=printer)
            )
        _print(pdf, name, info)
        return say("Sent to {printer}", printer=printer)

    def printers(self) -> tuple[str, list[str]]:
        from PySide6.QtPrintSupport import QPrinterInfo

        return QPrinterInfo.defaultPrinterName(), QPrinterInfo.availablePrinterNames()


def troubled(info: QPrinterInfo) -> bool:
    """What the computer's spooler reports of a printer: offline, without paper, stopped."""
    from PySide6.QtPrintSupport import QPrinter

    return info.state() in (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted)


def _save(pdf: bytes, name: str, folder: Path) -> Text:
    try:
        files.write(folder / f"{name}.pdf", pdf)
    except OSError as trouble:
        if trouble.errno in files.FULL:
            full = say("The disk of the folder {folder} is full. The PDF is saved.", folder=str(folder))
            raise DeskError(full) from trouble
        raise DeskError(
            say("The folder {folder} cannot be written to. The PDF is saved.", folder=str(folder))
        ) from trouble
    return say("Saved in {folder}", folder=str(folder))


def _print(pdf: bytes, name: str, info: QPrinterInfo) -> None:
    from PySide6.QtCore import QBuffer, QByteArray
    from PySide6.QtPdf import QPdfDocument

    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    if not document.pageCount():
        raise _refused(info.printerName())
    try:
        _paint(document, name, info)
    finally:
        document.close()


def _paint(document: QPdfDocument, name: str, info: QPrinterInfo) -> None:
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
        raise _refused(info.printerName())
    try:
        for page in range(count):
            if page and not printer.newPage():
                raise DeskError(
                    say(
                        "The printer {printer} stopped after page {page} of {pages}. The PDF is saved.",
                        printer=info.printerName(),
                        page=page,
                        pages=count,
                    )
                )
            painter.drawImage(0, 0, _picture(document, page))
    finally:
        painter.end()


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


def _refused(printer: str) -> DeskError:
    return DeskError(say("The printer {printer} did not take the paper. The PDF is saved.", printer=printer))
