"""Where Tab goes: through the page as it is read, whatever order its parts were made in.

Layouts say how a page is read: a row from left to right, a column from above, a grid row by row, a column of cards to
its end before the next one.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QScrollArea, QStackedWidget, QWidget


def stops(root: QWidget) -> Iterator[QWidget]:
    """What Tab stops at inside a widget now."""
    if not root.isVisible():
        return
    if root.focusPolicy() & Qt.FocusPolicy.TabFocus and root.isEnabled() and root.focusProxy() is None:
        yield root
    for part in parts(root):
        yield from stops(part)


def parts(widget: QWidget) -> list[QWidget]:
    """The widgets inside one: as it lays them out, then what lies free."""
    if isinstance(widget, QScrollArea):
        inner = widget.widget()
        return [inner] if inner is not None else []
    if isinstance(widget, QStackedWidget):
        return [shown] if (shown := widget.currentWidget()) is not None else []
    layout = widget.layout()
    laid = list(_widgets(layout)) if layout is not None else []
    free = [child for child in widget.children() if isinstance(child, QWidget) and child not in laid]
    return [*laid, *(child for child in free if not child.isWindow())]


def _widgets(layout: QLayout) -> Iterator[QWidget]:
    """Asked by index only. A layout's items are not touched: Qt deletes them with their widgets and tells nobody, so
    that whoever has seen one would hold what is gone, and take the next thing at that place for it."""
    host = layout.parentWidget()
    inside = [*(host.children() if host is not None else ()), *layout.children()]
    found = [(at, part) for part in inside if (at := _index(layout, part)) >= 0]
    if isinstance(layout, QGridLayout):
        found.sort(key=lambda one: layout.getItemPosition(one[0])[:2])  # type: ignore[index]  # its stubs say nothing
    else:
        found.sort(key=lambda one: one[0])
    for _, part in found:
        if isinstance(part, QLayout):
            yield from _widgets(part)
        elif isinstance(part, QWidget):
            yield part


def _index(layout: QLayout, part: object) -> int:
    return layout.indexOf(part) if isinstance(part, QWidget | QLayout) else -1


def step(root: QWidget, here: QWidget | None, *, forward: bool) -> bool:
    """Move the focus on to the next stop, or back; round at the ends. False where there is none."""
    found = list(stops(root))
    if not found:
        return False
    at = _place(found, here, forward=forward)
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    found[(at + (1 if forward else -1)) % len(found)].setFocus(reason)
    return True


def _place(found: list[QWidget], here: QWidget | None, *, forward: bool) -> int:
    """Where the focus stands among the stops; a line inside a table stands where the table does."""
    while here is not None:
        if here in found:
            return found.index(here)
        here = here.parentWidget()
    return -1 if forward else len(found)
