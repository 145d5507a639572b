"""Scanners type like people, only quicker: a burst of digits, then Enter, that is one of our codes opens its visit.

A text field that had the focus gets its text back, and its Enter never happens. Anywhere else a digit may mean
something by itself (fuel, size of a mark, way of paying, the first letter of a filter): there what begins like a code
waits until it is known to be none. Anything else stays what was typed.
"""

from __future__ import annotations

import time

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from reception_desk.forms import scan

QUICK_MS = 50
WAIT_MS = 60
ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class ScanFilter(QObject):
    scanned = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._window: QWidget | None = None
        self._burst = ""
        self._last = 0
        self._field: QLineEdit | QPlainTextEdit | None = None
        self._before = ""
        self._waiting: list[QKeyEvent] = []
        self._letting = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self._let_go)

    def watch(self, window: QWidget) -> None:
        """See the keys of whatever has the focus; on the application itself all events there are would come here."""
        self._window = window
        window.installEventFilter(self)
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr]

    def rest(self) -> None:
        QApplication.instance().focusChanged.disconnect(self._follow)  # type: ignore[union-attr]
        self._follow(QApplication.focusWidget(), None)

    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None and old is not self._window:
            old.removeEventFilter(self)
        if new is not None and new is not self._window:
            new.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._letting or event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if watched is not (QApplication.focusWidget() or QApplication.activeWindow()):
            return False  # on its way there, or passed on from there
        now = _moment(event)
        quick = 0 <= now - self._last <= QUICK_MS
        self._last = now
        if event.key() in ENDS:
            return self._end(quick=quick)
        if not _is_digit(event):
            self._let_go()
            self._burst = ""
            return False
        if not quick or not self._burst:
            self._begin()
        self._burst += event.text()
        return self._hold(event)

    def _begin(self) -> None:
        """Remember what the field held before the first digit of what may be a scan."""
        self._let_go()
        self._burst = ""
        field = QApplication.focusWidget()
        self._field = field if isinstance(field, (QLineEdit, QPlainTextEdit)) else None
        if isinstance(self._field, QLineEdit):
            self._before = self._field.text()
        elif self._field is not None:
            self._before = self._field.toPlainText()

    def _hold(self, event: QKeyEvent) -> bool:
        """Beside text fields: keep back a digit that may still be part of a code."""
        if self._field is not None:
            return False
        if not scan.may_begin(self._burst):
            self._let_go()
            return False
        self._waiting.append(event.clone())
        self._timer.start()
        return True

    def _end(self, *, quick: bool) -> bool:
        code, self._burst = self._burst, ""
        if not (quick and scan.kind_of(code)):
            self._let_go()
            return False
        self._timer.stop()
        self._waiting.clear()
        if isinstance(self._field, QLineEdit):
            self._field.setText(self._before)
        elif self._field is not None:
            self._field.setPlainText(self._before)
        self.scanned.emit(code)
        return True

    def _let_go(self) -> None:
        """It was no scan: what was kept back is typed now."""
        self._timer.stop()
        waiting, self._waiting = self._waiting, []
        self._letting = True
        for event in waiting:
            target: QWidget | None = QApplication.focusWidget() or QApplication.activeWindow()
            if target is not None:
                QCoreApplication.sendEvent(target, event)
        self._letting = False


def _moment(event: QKeyEvent) -> int:
    """Milliseconds, by the time at which the system saw the key: a slow field does not slow the scanner down."""
    return event.timestamp() or time.monotonic_ns() // 1_000_000


def _is_digit(event: QKeyEvent) -> bool:
    text = event.text()
    return len(text) == 1 and text.isascii() and text.isdigit() and not event.modifiers() & HELD
