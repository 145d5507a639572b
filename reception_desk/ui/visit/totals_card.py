"""What the order comes to for the customer: sums, taxes, the total, and how far it was agreed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from reception_desk.desk.visit_file import VisitFile
from reception_desk.forms.money import Totals
from reception_desk.forms.words import NOTHING, Text, say, value, value_text, verbatim, word
from reception_desk.ui import theme
from reception_desk.ui.room import Room
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.card import Card
from reception_desk.ui.widgets.hairline import Rule
from reception_desk.ui.widgets.labels import Label

WIDTH = 400
DEEP = 5
"""Sums that stand in one column; more go into a second one."""


class TotalsCard(Card):
    def __init__(self, room: Room) -> None:
        super().__init__(room.voice, margins=(16, 8, 16, 8))
        self.room = room
        self.sums = QGridLayout()
        self.sums.setHorizontalSpacing(16)
        self.sums.setVerticalSpacing(0)
        self._labels: list[tuple[Label, Label]] = []
        self.heading = Label(room.voice, tone="text2")
        self.total = Label(room.voice, role="total")
        self.total.setObjectName("work_order.total")
        self.agreed = Label(room.voice, tone="text2")
        self.tax_words = Label(room.voice, tone="text2")
        self.discount = Button(room.voice, say("Discount on all"), kind="link")
        self.discount.setObjectName("work_order.discount")
        self._total = 0
        theme.hold(self, least_width=WIDTH)
        self._arrange()
        room.voice.changed.connect(self._say_total)

    def _arrange(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(0)
        for label in (self.heading, self.total, self.agreed, self.tax_words):
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            right.addWidget(label)
        right.addStretch(1)
        right.addWidget(self.discount, 0, Qt.AlignmentFlag.AlignRight)
        left = QVBoxLayout()
        left.addLayout(self.sums)
        left.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(Rule(33))
        row.addLayout(right)
        self.body.addLayout(row)

    # Showing

    def show_file(self, file: VisitFile, *, open_: bool, locked: bool) -> None:
        """`open_`: some of it waits for the customer's word; `locked`: prices stay as they are."""
        self.discount.setVisible(not locked and bool(file.work_order.lines))
        desk, order, shop = self.room.desk, file.work_order, self.room.desk.shop()
        totals = desk.ordering.totals(order)
        payers = {job.payer for job in order.jobs} - {"customer"}
        others = sum(desk.ordering.totals(order, payer=payer).total for payer in payers)
        tax = verbatim(shop.tax_name) if shop.tax_name else say("Tax")
        self._show_sums(_sums(totals, tax, included=shop.tax_included, others=others))
        self.heading.set_text(say("Total with open lines") if open_ else word("sum", "Total"))
        self._total = totals.total
        self._say_total()
        self.agreed.set_text(_agreed(desk.ordering.agreed(order) if order.approvals else None, order.limit))
        over = order.limit is not None and totals.total > order.limit
        self.agreed.set_tone("red" if over else "text2")
        self.tax_words.set_text(say("prices include the tax") if shop.tax_included and totals.tax else NOTHING)
        for label in (self.agreed, self.tax_words):
            label.setVisible(bool(label.text()))

    def _say_total(self) -> None:
        self.total.set_text(verbatim(self.room.voice.language.money(self._total, symbol=True)))

    def _show_sums(self, sums: list[tuple[Text, int]]) -> None:
        while len(self._labels) < len(sums):
            self._labels.append(self._pair(len(self._labels)))
        for at, (label, amount) in enumerate(self._labels):
            shown = at < len(sums)
            label.set_text(sums[at][0] if shown else NOTHING)
            amount.set_text(value_text("money", sums[at][1]) if shown else NOTHING)
            label.setVisible(shown)
            amount.setVisible(shown)

    def _pair(self, at: int) -> tuple[Label, Label]:
        label, amount = Label(self.room.voice, tone="text2"), Label(self.room.voice)
        amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row, column = at % DEEP, 2 * (at // DEEP)
        self.sums.addWidget(label, row, column)
        self.sums.addWidget(amount, row, column + 1)
        return label, amount


def _sums(totals: Totals, tax: Text, *, included: bool, others: int) -> list[tuple[Text, int]]:
    """Labour, parts and discount always; sublet, fees and what others pay where there is any; a line per tax rate."""
    groups = totals.groups
    found = [(word("sum", "Labour"), groups.get("labour", 0)), (word("sum", "Parts"), groups.get("part", 0))]
    found += [
        (label, groups[code])
        for code, label in (("sublet", word("sum", "Sublet")), ("fee", word("sum", "Fees")))
        if groups.get(code)
    ]
    found.append((word("sum", "Discount"), -totals.discount))
    for part in totals.taxes:
        rate = value("percent", part.rate)
        words = say("{tax} {rate} in it", tax=tax, rate=rate) if included else say("{tax} {rate}", tax=tax, rate=rate)
        found.append((words, part.tax))
    if others:
        found.append((say("Paid by others"), others))
    return found


def _agreed(agreed: int | None, limit: int | None) -> Text:
    """How far the customer agreed, and what the order shall not exceed."""
    if agreed is None:
        return say("limit {limit}", limit=value("money", limit)) if limit is not None else NOTHING
    if limit is None:
        return say("approved {amount}", amount=value("money", agreed))
    return say("approved {amount} · limit {limit}", amount=value("money", agreed), limit=value("money", limit))
