"""Scanners type like people, only quicker: a burst of digits, then Enter, that is one of our codes opens its visit.

The field that had the focus gets its text back, and its Enter never happens. Anything else stays what was typed.
"""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from reception_desk.forms import scan

QUICK = 0.05
ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class ScanFilter(QObject):
    scanned = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._burst = ""
        self._last = 0.0
        self._field: QLineEdit | QPlainTextEdit | None = None
        self._before = ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if watched is not QApplication.focusWidget() and not watched.isWindowType():
            return False
        now = time.monotonic()
        quick = now - self._last <= QUICK
        self._last = now
        if event.key() in ENDS:
            code, self._burst = self._burst, ""
            return bool(quick and scan.kind_of(code) and self._take(code))
        text = event.text()
        if len(text) != 1 or not (text.isascii() and text.isdigit()):
            self._burst = ""
            return False
        if not quick or not self._burst:
            self._begin()
        self._burst += text
        return False

    def _begin(self) -> None:
        """Remember what the field held before the first digit of what may be a scan."""
        self._burst = ""
        field = QApplication.focusWidget()
        self._field = field if isinstance(field, (QLineEdit, QPlainTextEdit)) else None
        if isinstance(self._field, QLineEdit):
            self._before = self._field.text()
        elif self._field is not None:
            self._before = self._field.toPlainText()

    def _take(self, code: str) -> bool:
        if isinstance(self._field, QLineEdit):
            self._field.setText(self._before)
        elif self._field is not None:
            self._field.setPlainText(self._before)
        self.scanned.emit(code)
        return True
