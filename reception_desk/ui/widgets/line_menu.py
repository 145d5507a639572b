"""What can be done with a line of the order, as a right click, a long press and the menu key offer it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from reception_desk.forms.words import Text, say
from reception_desk.ui.keys import key_of
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.lines_model import CHOSEN, SPECS, TYPED, Col
from reception_desk.ui.widgets.lines_view import LinesView
from reception_desk.ui.widgets.menu import Menu


class LineMenu:
    """The entries do what the keys of the table do; `details` opens all that the line has."""

    def __init__(self, voice: Voice, view: LinesView, details: Callable[[], None]) -> None:
        self.voice, self.view, self._details = voice, view, details
        view.menu_wanted.connect(self.open)

    def open(self, row: int, column: Col, at: QPoint) -> None:
        self.make(row, column).popup(at)

    def make(self, row: int, column: Col) -> QMenu:
        view, lines = self.view, self.view.lines
        menu = Menu(view)
        menu.setObjectName("work_order.line.menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if column in (*TYPED, *CHOSEN):
            words = say("Change: {field}", field=SPECS[column].label)
            self._add(menu, "edit", words, lambda: view.edit_wanted.emit(row, column), key="lines.edit")
        self._add(menu, "details", say("Details"), self._details)
        menu.addSeparator()
        up = self._add(menu, "up", say("Move this line up"), lambda: view.move_wanted.emit(row, -1))
        down = self._add(menu, "down", say("Move this line down"), lambda: view.move_wanted.emit(row, 1))
        up.setEnabled(row > 0)
        down.setEnabled(row < len(lines.rows) - 1)
        menu.addSeparator()
        self._add(menu, "remove", say("Take the line off"), lambda: view.remove_wanted.emit(row), key="lines.remove")
        return menu

    def _add(self, menu: Menu, name: str, text: Text, act: Callable[[], None], *, key: str = "") -> QAction:
        action = menu.entry(f"work_order.line.{name}", self.voice.say(text), key=key_of(key) if key else "")
        action.triggered.connect(lambda _=False: act())
        return action
