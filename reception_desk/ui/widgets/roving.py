"""Things in a row that arrows walk: Tab stops once, at the one where the focus was last."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget


class Roving(QObject):
    def __init__(self, parent: QWidget, stops: Sequence[QWidget]) -> None:
        super().__init__(parent)
        self._stops: list[QWidget] = []
        for stop in stops:
            self.add(stop)

    def add(self, stop: QWidget) -> None:
        self._stops.append(stop)
        stop.installEventFilter(self)
        self.rest_at(self._stops[0])

    def rest_at(self, here: QWidget) -> None:
        """Tab stops here from now on."""
        for stop in self._stops:
            stop.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stop is here else Qt.FocusPolicy.ClickFocus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self.rest_at(watched)
        return False
