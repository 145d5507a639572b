"""How much a person does: actions and key presses, counted where they enter the program.

One action is one click, one shortcut, one single-key choice, one scan, or one field filled with whatever was typed into
it and the Enter that ends it. Keys are counted one by one, Ctrl and Shift too.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta)
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
EDITING = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End)
PICKING = (Qt.Key.Key_Up, Qt.Key.Key_Down)
HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


@dataclass
class Tally:
    """What one journey took; `budget` is the most that UX.md 4 allows."""

    budget: int
    actions: int = 0
    keys: int = 0


class Counter(QObject):
    """An event filter of the application. It sees each key and click once, at the window, before any widget does."""

    def __init__(self) -> None:
        super().__init__()
        self._tally = Tally(0)
        self._open: tuple[QWidget | None, str] | None = None
        self._scanning = False

    def start(self, budget: int) -> None:
        self._tally, self._open = Tally(budget), None

    def stop(self) -> Tally:
        tally, self._tally = self._tally, Tally(0)
        return tally

    @contextmanager
    def scan(self) -> Iterator[None]:
        """A scanner's burst of digits and its Enter is one action wherever the focus is."""
        self._tally.actions += 1
        self._scanning = True
        try:
            yield
        finally:
            self._scanning, self._open = False, None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.MouseButtonPress if watched.isWindowType():
                self._act("click")
            case QEvent.Type.Shortcut:
                self._tally.keys += 1
                self._act("shortcut")
            case QEvent.Type.KeyPress if watched.isWindowType() and isinstance(event, QKeyEvent):
                self._key(event)
            case QEvent.Type.InputMethod if watched is QApplication.focusWidget():
                self._composed(event)
        return False

    def _act(self, what: str, field: QWidget | None = None) -> None:
        """One more action; what follows in the same field may still belong to it."""
        if not self._scanning:
            self._tally.actions += 1
            self._open = (field, what) if field is not None else None

    def _composed(self, event: QEvent) -> None:
        if isinstance(event, QInputMethodEvent) and event.commitString():
            self._tally.keys += len(event.commitString())
            self._fill(QApplication.focusWidget())

    def _fill(self, field: QWidget | None) -> None:
        if self._open != (field, "fill"):
            self._act("fill", field)

    def _key(self, event: QKeyEvent) -> None:
        self._tally.keys += 1
        key, field = Qt.Key(event.key()), QApplication.focusWidget()
        if key in MODIFIERS:
            return
        if key in ENTER and not event.modifiers() & HELD:
            if self._open is None or self._open[0] is not field:
                self._act("enter")
            self._open = None
        elif isinstance(field, (QLineEdit, QPlainTextEdit, QTextEdit)) and self._edits(event, key):
            self._fill(field)
        elif key in PICKING and self._open == (field, "pick"):
            return
        elif key in PICKING:
            self._act("pick", field)
        elif key == Qt.Key.Key_Tab and self._open is not None and self._open[0] is field:
            self._open = None
        else:
            self._act("choice", field)

    def _edits(self, event: QKeyEvent, key: Qt.Key) -> bool:
        """Whether this key belongs to filling a text field: letters, editing keys, and Ctrl+A to type over."""
        if event.modifiers() & HELD:
            return key == Qt.Key.Key_A
        return key in EDITING or (bool(event.text()) and event.text().isprintable())
