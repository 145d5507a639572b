"""Papers on their way: to a printer or into a folder, in the background; trouble never loses or blocks anything.

The PDF is in the archive before it comes here. Pages are drawn by QtPdf at 300 dpi and painted onto the printer.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from reception_desk import files
from reception_desk.errors import DeskError
from reception_desk.forms.words import Text, say

DPI = 300
FOLDER = "folder"


class Port(Protocol):
    """Where papers go. `send` may take as long as it likes and raises DeskError; it is called in a worker thread."""

    def send(self, pdf: bytes, name: str, target: str, folder: Path) -> Text: ...


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
        _print(pdf, name, info)
        return say("Sent to {printer}", printer=printer)


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


def _print(pdf: bytes, name: str, info: object) -> None:
    from PySide6.QtCore import QBuffer, QByteArray, QSize
    from PySide6.QtGui import QImage, QPageSize, QPainter
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    assert isinstance(info, QPrinterInfo)
    refused = DeskError(
        say("The printer {printer} did not take the paper. The PDF is saved.", printer=info.printerName())
    )
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    if not document.pageCount():
        raise refused
    printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    printer.setResolution(DPI)
    printer.setDocName(name)
    painter = QPainter(printer)
    if not painter.isActive():
        raise refused
    try:
        for page in range(document.pageCount()):
            if page and not printer.newPage():
                raise refused
            size = document.pagePointSize(page)
            pixels = QSize(round(size.width() * DPI / 72), round(size.height() * DPI / 72))
            # flattened: many drivers are slow or wrong with transparent pictures
            flat = QImage(pixels, QImage.Format.Format_RGB32)
            flat.fill(0xFFFFFFFF)
            over = QPainter(flat)
            over.drawImage(0, 0, document.render(page, pixels))
            over.end()
            painter.drawImage(0, 0, flat)
    finally:
        painter.end()
        document.close()


class _Job(QRunnable):
    def __init__(self, spooler: Spooler, pdf: bytes, name: str, target: str, folder: Path) -> None:
        super().__init__()
        self._args = (pdf, name, target, folder)
        self._spooler = spooler

    def run(self) -> None:
        try:
            told = self._spooler.port.send(*self._args)
        except DeskError as trouble:
            self._spooler.failed.emit(self._args, trouble.say)
        else:
            self._spooler.printed.emit(told)


class Spooler(QObject):
    """One job after the other, off the window's thread."""

    printed = Signal(object)
    failed = Signal(object, object)
    """(job, Text): what did not go out, to be tried again."""

    def __init__(self, port: Port) -> None:
        super().__init__()
        self.port = port
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)

    def send(self, pdf: bytes, name: str, target: str, folder: Path) -> None:
        """`name`: file and job name, made of numbers and kinds only, never of a user's text."""
        self._pool.start(_Job(self, pdf, name, target, folder))

    def again(self, job: tuple[bytes, str, str, Path], target: str | None = None) -> None:
        """A job that failed once more, to another target if one is named."""
        pdf, name, first, folder = job
        self.send(pdf, name, first if target is None else target, folder)

    def wait(self) -> bool:
        """Until all that was sent is out (the tour and closing wait, the desk never does); False after a minute."""
        return self._pool.waitForDone(60_000)
