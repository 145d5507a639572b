"""Taking away widgets that others follow in their place."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def drop(widget: QWidget) -> None:
    """Hidden first: a layout shows a moment later what it was given, and without a parent that would be a window."""
    widget.hide()
    widget.setParent(None)
    widget.deleteLater()
