"""Between the buttons and the lines: what is suggested for this car, and the discount on all while it is asked for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reception_desk.desk.suggestions import Suggestion
from reception_desk.desk.visit_file import VisitFile
from reception_desk.forms.discount import Discount
from reception_desk.ui import theme
from reception_desk.ui.room import Room
from reception_desk.ui.visit.discount_line import DiscountLine
from reception_desk.ui.visit.order_edits import OrderEdits
from reception_desk.ui.visit.suggestion_bar import SuggestionBar, Watcher
from reception_desk.ui.visit.whole_order import WholeOrder
from reception_desk.ui.widgets.line_actions import Taken


class OrderExtras(QWidget):
    """Hidden while it holds nothing."""

    resized = Signal()
    """A row came or went."""

    def __init__(self, room: Room, edits: OrderEdits, whole: WholeOrder, go_on: Callable[[Taken], None]) -> None:
        super().__init__()
        self._edits, self._whole, self._go_on = edits, whole, go_on
        self._watcher, self._away = Watcher(room.desk), False
        self.suggested, self.discount = SuggestionBar(room), DiscountLine(room)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.CARD_GAP)
        rows.addWidget(self.suggested)
        rows.addWidget(self.discount)
        self.suggested.wanted.connect(self._add)
        self.discount.given.connect(self._give)
        self.discount.closed.connect(self._discount_closed)
        self.hide()

    def show_file(self, file: VisitFile, *, locked: bool) -> None:
        """What could be on this order as well: here, and under its empty entry row."""
        found = [] if locked else self._watcher.of(file)
        self._edits.suggested = found
        self.suggested.show_all(found)
        self.discount.show_order(file.work_order)
        if locked:
            self.discount.hide()
        self._fit()

    def renew(self) -> None:
        """The tab was opened: price list and history may be others now."""
        self._watcher.renew()

    def forget(self) -> None:
        """Another visit."""
        self.discount.hide()
        self._fit()

    def ask_discount(self) -> None:
        self.show()
        self.discount.ask()
        self.resized.emit()

    def give_way(self, *, on: bool) -> None:
        """The details of a line need the room of what is suggested."""
        self._away = on
        self._fit()

    def _fit(self) -> None:
        self.suggested.setVisible(bool(self.suggested.shown) and not self._away)
        self.setVisible(not (self.suggested.isHidden() and self.discount.isHidden()))

    def _add(self, wanted: Suggestion) -> None:
        """One of the chips: what it asks for next has the focus, else the entry row."""
        taken = self._edits.add_suggestion(wanted)
        if taken is not None:
            self._go_on(taken)

    def _give(self, given: Discount) -> None:
        if self._whole.discount_all(given):
            self.discount.shut()

    def _discount_closed(self) -> None:
        self._fit()
        self.resized.emit()
        self._go_on(Taken())
