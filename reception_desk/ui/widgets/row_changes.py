"""What is done to the rows of a work order's table without typing: taken away, moved, ticked, chosen from a menu."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from reception_desk.ui.widgets.line_actions import LineActions
from reception_desk.ui.widgets.lines_model import SPECS, Col, LineRow
from reception_desk.ui.widgets.lines_view import LinesView
from reception_desk.ui.widgets.menu import Menu


class RowChanges:
    """`to_entry`: goes to the entry row, whose kind is chosen like that of a line."""

    def __init__(self, view: LinesView, acts: LineActions, to_entry: Callable[[], None]) -> None:
        self._view, self._acts, self._to_entry = view, acts, to_entry
        self._model = view.lines
        view.remove_wanted.connect(self._remove)
        view.move_wanted.connect(self._move)
        view.toggle_wanted.connect(self._toggle)

    def _remove(self, at: int) -> None:
        row = self._model.row(at)
        if row is not None and not self._model.open:
            self._acts.refuse()
        elif row is not None:
            self._acts.remove(self._view.chosen_rows() or [row])

    def _move(self, at: int, step: int) -> None:
        row = self._model.row(at)
        if row is not None and not self._model.open:
            self._acts.refuse()
        elif row is not None:
            self._acts.move(row, step)
            self._view.scrollTo(self._view.currentIndex())

    def _toggle(self, at: int) -> None:
        row = self._model.row(at)
        if row is not None and not row.struck:
            self._acts.toggle(row)

    # Choices

    def open_menu(self, at: int, column: Col) -> None:
        self._view.go(at, column)
        menu = self.make_menu(at, column)
        if not menu.isEmpty():
            place = self._view.visualRect(self._view.currentIndex()).bottomLeft()
            menu.popup(self._view.viewport().mapToGlobal(QPoint(place.x(), place.y())))

    def make_menu(self, at: int, column: Col) -> QMenu:
        """What a cell of a choice can become; what it is now is ticked and under the cursor."""
        row, spec = self._model.row(at), SPECS[column]
        now = self._code(row, column)
        menu = Menu(self._view)
        menu.setObjectName(f"work_order.{spec.name}.menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for code, label in self._acts.choices(row, column):
            action = menu.addAction(self._model.voice.say(label).replace("&", "&&"))
            action.setObjectName(f"{spec.key}.{code}")
            action.setCheckable(True)
            action.setChecked(code == now)
            action.triggered.connect(lambda _=False, code=code: self._choose(at, column, code))
            if code == now:
                menu.setActiveAction(action)
        return menu

    def _code(self, row: LineRow | None, column: Col) -> str:
        if row is None:
            return self._model.entry_kind
        sheet = row.line if SPECS[column].table == "line" else row.job
        return str(getattr(sheet, SPECS[column].name))

    def _choose(self, at: int, column: Col, code: str) -> None:
        row = self._model.row(at)
        if row is None:
            self._model.entry_kind = code
            self._model.repaint_all()
            self._to_entry()
        elif code != self._code(row, column):
            self._acts.choose(row, column, code)
