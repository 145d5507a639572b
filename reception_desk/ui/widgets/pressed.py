"""What a key press is, asked by whatever takes keys of its own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def is_plain(event: QKeyEvent) -> bool:
    """Nothing is held with it; a key of the number block counts as any other."""
    return event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier


def asks_choices(event: QKeyEvent) -> bool:
    """F4 or Alt+Down, as lists are opened."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    down = event.key() == Qt.Key.Key_Down and held == Qt.KeyboardModifier.AltModifier
    return down or (event.key() == Qt.Key.Key_F4 and is_plain(event))


def is_menu_key(event: QKeyEvent) -> bool:
    """The menu key, or Shift+F10 where a platform makes no menu of it by itself."""
    shifted = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
    return event.key() == Qt.Key.Key_Menu or (event.key() == Qt.Key.Key_F10 and shifted)
