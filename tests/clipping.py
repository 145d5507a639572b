"""Which words on a window need more room than they have."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QHeaderView, QLabel, QWidget


def clipped(window: QWidget) -> list[str]:
    """One line for every visible label, button and table head that is smaller than its words ask for."""
    found = []
    for label in window.findChildren(QLabel):
        if label.isVisible() and label.text():
            found += _beside(label, label.text(), _needed(label))
    for button in window.findChildren(QAbstractButton):
        if button.isVisible() and button.text():
            found += _beside(button, button.text(), button.sizeHint())
    for head in window.findChildren(QHeaderView):
        if head.isVisible() and head.orientation() == Qt.Orientation.Horizontal:
            found += _heads(head)
    return found


def _needed(label: QLabel) -> QSize:
    if not label.wordWrap():
        return label.sizeHint()
    # words that wrap need the height of all their lines, and the width of the longest word
    height = label.heightForWidth(label.width())
    longest = max(label.fontMetrics().horizontalAdvance(word) for word in label.text().split() or [""])
    return QSize(min(longest, label.sizeHint().width()), height)


def _beside(widget: QWidget, words: str, needed: QSize) -> list[str]:
    here = widget.size()
    if needed.width() <= here.width() and needed.height() <= here.height():
        return []
    name = widget.objectName() or type(widget).__name__
    sizes = f"needs {needed.width()}x{needed.height()}, has {here.width()}x{here.height()}"
    return [f"{name} “{words}” {sizes}"]


def _heads(head: QHeaderView) -> list[str]:
    found = []
    for section in range(head.count()):
        needed, here = head.sectionSizeFromContents(section).width(), head.sectionSize(section)
        if not head.isSectionHidden(section) and needed > here:
            words = head.model().headerData(section, Qt.Orientation.Horizontal)
            found.append(f"column {section} “{words}” needs {needed}, has {here}")
    return found
