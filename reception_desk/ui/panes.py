"""F6: search, rail, page and footer in turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from reception_desk.ui.main_window import MainWindow


def go_round(window: MainWindow, step: int) -> None:
    page = window.page(window.place)
    panes: list[QWidget] = [window.top, window.rail, page]
    if page.footer is not None and _stops(page.footer):
        panes.append(page.footer)
    here = QApplication.focusWidget()
    at = max((i for i, pane in enumerate(panes) if here is not None and pane.isAncestorOf(here)), default=0)
    target = panes[(at + step) % len(panes)]
    if target is window.top:
        window.top.search.take_focus()
    elif target is window.rail:
        window.rail.take_focus()
    elif target is page:
        page.enter_body()
    else:
        _stops(target)[0].setFocus(Qt.FocusReason.TabFocusReason)


def _stops(pane: QWidget) -> list[QWidget]:
    """What Tab would reach in it."""
    return [
        widget
        for widget in pane.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled()
    ]
