"""What the pages of the first run are made of: a titled page, and large choices in a grid."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from reception_desk.forms.words import NOTHING, Text
from reception_desk.ui.first_run_words import Twin, TwinLabel
from reception_desk.ui.widgets.choice_card import ChoiceCard
from reception_desk.ui.widgets.labels import Label

WIDTH, GAP = 894, 12
"""A page's column is so wide at the most."""
SIDE, NARROW, NARROW_SIDE = 64, 900, 24
"""White at both sides of it, on a page and on one that is narrower than NARROW."""


class Page(QWidget):
    """One page: a title, what is asked, and where the focus goes."""

    def __init__(self, twin: Twin, title: Text, under: Text = NOTHING) -> None:
        super().__init__()
        self.twin = twin
        self.title = TwinLabel(twin, title, role="total")
        column = QWidget()
        column.setMaximumWidth(WIDTH)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(SIDE, 36, SIDE, 24)
        self._row.addWidget(column, 1)
        self._row.addStretch(0)
        self.body = QVBoxLayout(column)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(8)
        self.body.addWidget(self.title)
        if under:
            self.body.addWidget(Label(twin.voice, under, tone="text2"))
        self.body.addSpacing(16)

    def minimumSizeHint(self) -> QSize:
        hint, margins = super().minimumSizeHint(), self._row.contentsMargins()
        return QSize(hint.width() - margins.left() - margins.right() + 2 * NARROW_SIDE, hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        side = SIDE if self.width() >= NARROW else NARROW_SIDE
        self._row.setContentsMargins(side, 36, side, 24)
        super().resizeEvent(event)

    def enter(self) -> None:
        raise NotImplementedError

    def flush(self) -> None:
        """Take what is half typed."""

    def reset(self) -> None:
        """The page is skipped: as if nothing had been entered."""


def group_of(owner: QWidget, codes: list[str], name: str) -> dict[str, ChoiceCard]:
    group = QButtonGroup(owner)
    cards = {code: ChoiceCard(code, owner) for code in codes}
    for code, card in cards.items():
        card.setObjectName(f"{name}.{code}")
        group.addButton(card)
    return cards


def grid_of(cards: list[ChoiceCard], across: int = 3) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(GAP)
    grid.setVerticalSpacing(GAP)
    for column in range(across):
        grid.setColumnStretch(column, 1)
        grid.setColumnMinimumWidth(column, 1)
    for at, card in enumerate(cards):
        card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        grid.addWidget(card, at // across, at % across)
    for blank in range(len(cards), across):  # a column without anything in it would lose its gap
        grid.addWidget(QWidget(), 0, blank)
    return grid
