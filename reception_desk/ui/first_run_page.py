"""What the pages of the first run are made of: a titled page, and large choices in a grid."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QGridLayout, QVBoxLayout, QWidget

from reception_desk.forms.words import NOTHING, Text
from reception_desk.ui.first_run_words import Twin, TwinLabel
from reception_desk.ui.widgets.choice_card import ChoiceCard
from reception_desk.ui.widgets.labels import Label

WIDTH, GAP = 894, 12


class Page(QWidget):
    """One page: a title, what is asked, and where the focus goes."""

    def __init__(self, twin: Twin, title: Text, under: Text = NOTHING) -> None:
        super().__init__()
        self.twin = twin
        self.title = TwinLabel(twin, title, role="total")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(64, 36, 64, 24)
        self.body.setSpacing(8)
        self.body.addWidget(self.title)
        if under:
            self.body.addWidget(Label(twin.voice, under, tone="text2"))
        self.body.addSpacing(16)

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
    width = (WIDTH - GAP * (across - 1)) // across
    for at, card in enumerate(cards):
        card.setFixedWidth(width)
        grid.addWidget(card, at // across, at % across)
    grid.setColumnStretch(across, 1)
    return grid
