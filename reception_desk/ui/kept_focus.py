"""What had the focus before something was shown over it, and what was chosen there; given back afterwards."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget


class KeptFocus:
    def __init__(self, over: QWidget) -> None:
        """`over`: what lies over the rest; a focus inside it is not kept."""
        self._over = over
        self._widget: QWidget | None = None
        self._cell = (-1, -1)

    def keep(self) -> None:
        here = QApplication.focusWidget()
        if here is None or here is self._over or self._over.isAncestorOf(here):
            return
        self._widget = here
        if isinstance(here, QAbstractItemView):
            self._cell = here.currentIndex().row(), here.currentIndex().column()

    def give_back(self) -> None:
        widget, self._widget = self._widget, None
        with suppress(RuntimeError):  # it is gone meanwhile
            if widget is None or not widget.isVisible():
                return
            widget.setFocus()
            if isinstance(widget, QAbstractItemView) and (at := widget.model().index(*self._cell)).isValid():
                widget.setCurrentIndex(at)
