"""A paper on the screen before it goes to the printer. Import late: it brings QtPdf."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMargins, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from reception_desk.forms.words import NOTHING, Text, say
from reception_desk.ui import theme
from reception_desk.ui.keys import key_of
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.labels import Label
from reception_desk.ui.widgets.print_choices import PrintChoices
from reception_desk.ui.widgets.scroll_bar import own_bars

_SHEET = 595
"""Points; the width of A4."""
_PAGE_WIDTH = 900
"""Pixels; wider than this a page is only bigger, not easier to read."""


class PdfPreview(QWidget):
    """The pages with a bar above and the choices beside them. Esc closes, Ctrl+P prints."""

    print_wanted = Signal()
    closed = Signal()

    def __init__(self, voice: Voice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.voice = voice
        self.title = Label(voice, role="page", parent=self)
        self.pages = Label(voice, tone="text2", parent=self)
        self.choices = PrintChoices(voice, parent=self)
        self.print_button = Button(
            voice, say("Print"), icon="printer", key=key_of("print"), kind="primary", height="input"
        )
        self.print_button.setObjectName("preview.print")
        self.close_button = Button(voice, say("Close"), icon="x", key=key_of("escape"), height="input")
        self.close_button.setObjectName("preview.close")
        self.view = QPdfView(self)  # before its documents: children go in this order, and its thread draws from them
        self.document = QPdfDocument(self)
        self._dress_view()
        self._lay_out()
        self._connect()
        self.redress()
        self.retranslate()

    def _dress_view(self) -> None:
        own_bars(self.view)
        self.view.setDocument(self.document)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setPageSpacing(12)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setObjectName("preview.pages")
        self.setFocusProxy(self.view)  # which turns the pages

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(theme.PAGE_X, 8, theme.PAGE_X, 8)
        bar.setSpacing(8)
        bar.addWidget(self.title)
        bar.addWidget(self.pages)
        bar.addStretch(1)
        bar.addWidget(self.print_button)
        bar.addWidget(self.close_button)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.view, 1)
        row.addWidget(self.choices)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addLayout(row, 1)

    def _connect(self) -> None:
        self.print_button.clicked.connect(self.print_wanted)
        self.close_button.clicked.connect(self.closed)
        self.voice.changed.connect(self.retranslate)

    def show_pdf(self, title: Text, pdf: bytes) -> bool:
        """Show a PDF from memory; False when it cannot be read.

        Each has a document and a buffer of its own: the view's thread may still be drawing from those before.
        """
        before, self.document = self.document, QPdfDocument(self)
        buffer = QBuffer(self.document)
        buffer.setData(QByteArray(pdf))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(buffer)
        self.view.setDocument(self.document)  # waits for the page that is being drawn
        before.deleteLater()
        self.title.set_text(title)
        count = self.document.pageCount()
        self.pages.set_text(say("pages: {count}", count=count) if count else NOTHING)
        self._fit()
        self.view.verticalScrollBar().setValue(0)
        return self.document.status() == QPdfDocument.Status.Ready

    def redress(self) -> None:
        """The desk that the page lies on, in the colours of the day."""
        colours = self.view.palette()
        colours.setColor(QPalette.ColorRole.Dark, theme.tokens().rail)
        self.view.setPalette(colours)

    def retranslate(self) -> None:
        self.view.setAccessibleName(self.voice.say(say("Pages")))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """A page as wide as there is room; a strip of roll is as much narrower as it is on the desk."""
        room = self.width() - self.choices.width()
        part = min(1.0, self.document.pagePointSize(0).width() / _SHEET) if self.document.pageCount() else 1.0
        side = (room - round(min(room - 48, _PAGE_WIDTH) * part)) // 2
        self.view.setDocumentMargins(QMargins(side, 12, side, 12))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif control and event.key() in (Qt.Key.Key_P, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.print_wanted.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        t = theme.tokens()
        painter.fillRect(self.rect(), t.surface)
        painter.setPen(QPen(t.border, 1))
        painter.drawLine(0, self.view.y() - 1, self.width(), self.view.y() - 1)
