"""The other pages of the first run: the shop, the person, and how to start."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt

from reception_desk.desk.desk import Desk
from reception_desk.forms import fields as f
from reception_desk.forms.moments import Clock, SystemClock
from reception_desk.forms.shop import Shop
from reception_desk.forms.staff import Staff
from reception_desk.forms.words import NOTHING, say
from reception_desk.profiles import profile
from reception_desk.ui.first_run_page import WIDTH, Page, grid_of, group_of
from reception_desk.ui.first_run_words import Twin
from reception_desk.ui.form_view import FormView
from reception_desk.ui.room import Room
from reception_desk.ui.widgets.card import Card


class _Start:
    """What editors ask of a desk, while there is no shop yet."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock

    def known(self) -> f.Known:
        return f.Known()

    def names(self, table: str) -> list[tuple[str, str]]:
        del table
        return []


def make_room(twin: Twin) -> Room:
    return Room(cast("Desk", _Start(SystemClock())), twin.voice)


class ShopPage(Page):
    """What stands on the shop's papers, and its tax."""

    ON_PAPERS = ("name", "phone", "address")
    COUNTING = ("tax_rate", "tax_included", "plate_prefix")

    def __init__(self, twin: Twin, room: Room) -> None:
        super().__init__(
            twin, say("Your shop"), say("This stands at the top of every paper. All of it can be changed later.")
        )
        self.draft = Shop()
        self.touched: set[str] = set()
        self._region = ""
        wide = {"name": 6, "phone": 6, "address": 12, "tax_rate": 4, "tax_included": 4, "plate_prefix": 4}
        self.views = [
            FormView(room, Shop, names, keep=self._keep, wide=wide) for names in (self.ON_PAPERS, self.COUNTING)
        ]
        for view, title in zip(self.views, (say("On your papers"), say("Tax and plates")), strict=True):
            card = Card(twin.voice, title)
            card.body.addWidget(view)
            self.body.addWidget(card)
        self.views[0].boxes["name"].set_required(False)  # not here: the page can be skipped
        self.body.addStretch(1)
        self.views[0].walked.connect(self.views[1].focus_first)

    def _keep(self, name: str, kept: object) -> None:
        del kept
        self.touched.add(name)

    def take_region(self, region: str) -> None:
        """What the region has, where the person has not said otherwise."""
        self._region = region
        told = profile(region)
        for name in self.COUNTING:
            if name not in self.touched:
                setattr(self.draft, name, told[name])
        if "tax_rate" not in self.touched:
            self.draft.tax_rate = told["tax_rate"] or None
        for view in self.views:
            view.show_form(self.draft)
        asked = say("Your own rate, such as 8.25") if not told["tax_rate"] else NOTHING
        self.views[1].boxes["tax_rate"].set_hint(asked)

    def enter(self) -> None:
        self.views[0].focus_first()

    def flush(self) -> None:
        for view in self.views:
            view.flush()

    def reset(self) -> None:
        self.draft, self.touched = Shop(), set()
        self.take_region(self._region)


class YouPage(Page):
    """Who works here first."""

    def __init__(self, twin: Twin, room: Room) -> None:
        super().__init__(
            twin, say("You"), say("Your name stands on the papers that you print. Others are added in Settings.")
        )
        self.draft = Staff()
        self.view = FormView(room, Staff, ["name"], keep=lambda _name, _kept: None, wide={"name": 12})
        self.view.boxes["name"].set_required(False)
        self.view.boxes["name"].set_label(say("Your name"))
        card = Card(twin.voice)
        card.setFixedWidth(2 * WIDTH // 3)
        card.body.addWidget(self.view)
        self.body.addWidget(card, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        self.reset()

    def enter(self) -> None:
        self.view.focus_first()

    def flush(self) -> None:
        self.view.flush()

    def reset(self) -> None:
        self.draft = Staff()
        self.view.show_form(self.draft)


class StartPage(Page):
    """An empty shop, or the demo shop."""

    WORDS = (
        ("own", say("Start with my own shop"), say("Empty: the price list and packages are yours to fill.")),
        (
            "demo",
            say("Look round the demo shop"),
            say("An invented shop with a full day. It lies apart and is marked."),
        ),
    )

    def __init__(self, twin: Twin) -> None:
        super().__init__(twin, say("How do you want to start?"))
        self.cards = group_of(self, [code for code, _, _ in self.WORDS], "first_run.start")
        self.body.addLayout(grid_of(list(self.cards.values()), across=2))
        self.body.addStretch(1)
        twin.changed.connect(self.retranslate)
        self.retranslate()
        self.reset()

    def retranslate(self) -> None:
        for code, words, second in self.WORDS:
            self.cards[code].set_words(self.twin.first(words), self.twin.first(second))

    @property
    def demo(self) -> bool:
        return self.cards["demo"].isChecked()

    def enter(self) -> None:
        self.cards["demo" if self.demo else "own"].setFocus(Qt.FocusReason.TabFocusReason)

    def reset(self) -> None:
        self.cards["own"].setChecked(True)
