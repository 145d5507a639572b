"""A menu with an edge that is seen on every ground: Fusion draws one that is darker than a dark page."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QHideEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu

from reception_desk.ui import theme


class Menu(QMenu):
    """One that goes when it closes goes a turn later: Qt looks at it once more after a key such as Alt+Right, for which
    it closes and which opens another page."""

    def entry(self, name: str, words: str, *, key: str = "", on: bool | None = None) -> QAction:
        """One more line of the menu; `on`: whether it is ticked, None where there is nothing to tick."""
        plain = words.replace("&", "&&")
        action = QAction(f"{plain}\t{key}" if key else plain, self)
        action.setObjectName(name)
        if on is not None:
            action.setCheckable(True)
            action.setChecked(on)
        self.addAction(action)
        return action

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.testAttribute(Qt.WidgetAttribute.WA_DeleteOnClose):
            self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
            QTimer.singleShot(0, self, self.deleteLater)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(theme.tokens().ctl)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
