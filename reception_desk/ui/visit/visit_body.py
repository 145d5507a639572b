"""The tabs of a visit with the car's history at their right: beside the order, over the other steps."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QWidget

from reception_desk.desk.visit_file import VisitFile
from reception_desk.forms.words import say
from reception_desk.ui import theme
from reception_desk.ui.room import Room
from reception_desk.ui.visit.history_panel import HistoryPanel
from reception_desk.ui.visit.order_rows import is_locked

WIDE, OVER = 300, 326
"""Beside the order; over the side column of another step."""
BESIDE = 3
"""The step that makes room for the history: one writes there what one reads."""


class VisitBody(QWidget):
    repeat_wanted = Signal(list)
    """PastJobs to take over."""

    def __init__(self, room: Room, stack: QStackedWidget) -> None:
        super().__init__()
        self.room, self.stack = room, stack
        self._step = 1
        self._once = False
        """Opened by Ctrl+R: it goes when something was taken over."""
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(stack)
        self._panel: HistoryPanel | None = None

    @property
    def panel(self) -> HistoryPanel:
        """Built when it is first wanted."""
        if self._panel is None:
            self._panel = HistoryPanel(self.room)
            self._panel.setParent(self)
            self._panel.hide()
            self._panel.closed.connect(self._arrange)
            self._panel.repeat_wanted.connect(self.repeat_wanted)
        return self._panel

    @property
    def is_open(self) -> bool:
        return self._panel is not None and not self._panel.isHidden()

    # Showing

    def show_file(self, file: VisitFile, step: int) -> None:
        """After every change; the history itself is read again only for another car."""
        self._step = step
        if self.is_open:
            self.panel.show_file(file, locked=is_locked(self.room.desk, file.work_order))
        self._arrange()

    def toggle(self, file: VisitFile) -> None:
        """F9."""
        if self.is_open and not self._once:
            self.panel.shut()
            return
        self._once = False
        self._open(file)

    def repeat(self, file: VisitFile) -> None:
        """Ctrl+R: the last visit is under the cursor, Enter takes all of it."""
        self.panel.renew(file)
        if self.panel.model.visits:
            self._once = not self.is_open
            self._open(file)
        else:
            self.room.tell(say("This car has not been here before."))

    def _open(self, file: VisitFile) -> None:
        self.panel.renew(file)
        self.panel.show_file(file, locked=is_locked(self.room.desk, file.work_order))
        self.panel.appear()
        self._arrange()

    def taken(self) -> bool:
        """The jobs are on the order; True where the panel has gone with that."""
        self.panel.forget_ticks()
        if not self._once:
            return False
        self._once = False
        self.panel.shut()
        return True

    def shut(self) -> None:
        if self.is_open:
            self._once = False
            self.panel.shut()

    # Where it lies

    def _arrange(self) -> None:
        wide = theme.px(WIDE) if self.is_open else 0
        reserve = wide + theme.COLUMN_GAP
        beside = wide > 0 and self._step == BESIDE and self.width() - reserve >= self._least()
        if wide and not beside:
            wide = theme.px(OVER)
        self._row.setContentsMargins(0, 0, reserve if beside else 0, 0)
        if wide:
            left = self.width() - wide - theme.PAGE_X
            self.panel.setGeometry(left, theme.PAGE_Y, wide, self.height() - 2 * theme.PAGE_Y)
            self.panel.raise_()

    def _least(self) -> int:
        """How narrow the tab can be."""
        tab = self.stack.currentWidget()
        area = tab.findChild(QScrollArea) if tab is not None else None
        inner = area.widget() if area is not None else None
        return inner.minimumSizeHint().width() if inner is not None else 0

    def redress(self) -> None:
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
