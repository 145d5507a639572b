"""Which words on a window need more room than they have."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import combinations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QHeaderView, QLabel, QLineEdit, QScrollArea, QWidget


def clipped(window: QWidget, *, picks: bool = True) -> list[str]:
    """One line for every visible label, button, closed list and table head that is smaller than its words ask for.
    `picks`: closed lists too; what they cut is told by their tooltip."""
    found = []
    for label in window.findChildren(QLabel):
        if label.isVisible() and label.text() and not getattr(label, "gives_way", False):
            found += _beside(label, label.text(), _needed(label))
    for button in window.findChildren(QAbstractButton):
        if button.isVisible() and button.text():
            gives_way = getattr(button, "gives_way", False)
            found += _beside(button, button.text(), button.minimumSizeHint() if gives_way else button.sizeHint())
    for pick in window.findChildren(QComboBox):
        if picks and pick.isVisible() and pick.currentText() and not getattr(pick, "gives_way", False):
            found += _beside(pick, pick.currentText(), _shown(pick))
    for head in window.findChildren(QHeaderView):
        if head.isVisible() and head.orientation() == Qt.Orientation.Horizontal:
            found += _heads(head)
    return found


def _needed(label: QLabel) -> QSize:
    if not label.wordWrap():
        return label.sizeHint()
    # words that wrap need the height of all their lines, and the width of the longest word
    height = label.heightForWidth(label.width())
    longest = max(label.fontMetrics().horizontalAdvance(word) for word in _UNBROKEN.findall(label.text()) or [""])
    return QSize(min(longest, label.sizeHint().width()), height)


def _shown(pick: QComboBox) -> QSize:
    """What a closed list needs for the words that it shows."""
    most = max(pick.fontMetrics().horizontalAdvance(pick.itemText(row)) for row in range(pick.count()))
    room = pick.sizeHint().width() - most
    return QSize(pick.fontMetrics().horizontalAdvance(pick.currentText()) + room, pick.sizeHint().height())


def _beside(widget: QWidget, words: str, needed: QSize) -> list[str]:
    here = widget.size()
    if needed.width() <= here.width() and needed.height() <= here.height():
        return []
    name = _name(widget)
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


def outside(window: QWidget) -> list[str]:
    """One line for every visible label, button or field that ends outside its parent, and every page that is wider
    than what is seen of it."""
    found = []
    for widget in window.findChildren(QWidget):
        parent = widget.parentWidget()
        if parent is None or not widget.isVisible():
            continue
        if isinstance(widget, QScrollArea):
            body, seen = widget.widget(), widget.viewport().width()
            if body is not None and body.width() > seen:
                found.append(f"{_name(body)} in {_name(parent)} is {body.width()} wide, {seen} are seen")
        elif isinstance(widget, _WORDED) and not parent.rect().contains(widget.geometry()):
            place, room = widget.geometry(), parent.rect()
            over = (place.right() - room.right(), place.bottom() - room.bottom())
            found.append(f"{_name(widget)} “{_words(widget)}” ends {over} outside {_name(parent)}")
    return found


def covered(window: QWidget) -> list[str]:
    """One line for every two visible neighbours that lie over each other; panels over the page are meant to."""
    beside: dict[int, list[QWidget]] = defaultdict(list)
    for widget in window.findChildren(QWidget):
        parent = widget.parentWidget()
        if parent is not None and widget.isVisible() and not widget.isWindow() and type(widget).__name__ not in OVER:
            beside[id(parent)].append(widget)
    pairs = [pair for shown in beside.values() for pair in combinations(shown, 2)]
    return [
        f"{_name(one)} “{_words(one)}” and {_name(other)} “{_words(other)}”"
        for one, other in pairs
        if one.geometry().intersects(other.geometry())
    ]


OVER = frozenset({"Toast", "SearchPanel", "PickPanel", "OfferList", "TroublePage", "Messages", "KeyHelp", "TouchPad"})
"""Panels that lie over what is below them, which is what they are for."""
_UNBROKEN = re.compile(r"[\u2e80-\uffef]|[^\s\u2e80-\uffef]+")
"""What a line is never broken in: a word, or one Chinese character."""
_WORDED = (QLabel, QAbstractButton, QLineEdit, QComboBox)


def _name(widget: QWidget) -> str:
    return widget.objectName() or type(widget).__name__


def _words(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, (QLabel, QAbstractButton, QLineEdit)) else ""
