"""Widgets that go while the window stays: taking them away, and knowing of one that went."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def drop(widget: QWidget) -> None:
    """Hidden first: a layout shows a moment later what it was given, and without a parent that would be a window."""
    widget.hide()
    widget.setParent(None)
    widget.deleteLater()


def is_gone(widget: QWidget) -> bool:
    """Whether Qt has deleted it: Python knows only when it asks it for something."""
    try:
        widget.objectName()
    except RuntimeError:
        return True
    return False
