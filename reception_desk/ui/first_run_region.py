"""The first page of the first run: language and region, and what they set."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reception_desk.forms.plates import pretty
from reception_desk.forms.shop import LANGUAGES, Shop
from reception_desk.forms.words import NOTHING, Text, say, value, verbatim, word
from reception_desk.language import OWN_NAMES, Language, opposite
from reception_desk.profiles import REGIONS, profile
from reception_desk.ui.first_run_page import Page, grid_of, group_of
from reception_desk.ui.first_run_words import Twin, TwinLabel
from reception_desk.ui.widgets.card import Card
from reception_desk.ui.widgets.labels import Label

CURRENCIES = {
    "CNY": say("Renminbi {symbol}"),
    "HKD": say("Hong Kong dollar {symbol}"),
    "USD": say("US dollar {symbol}"),
    "EUR": say("Euro {symbol}"),
    "GBP": say("Pound sterling {symbol}"),
}
EXAMPLE = 123450
"""Minor units of the money that is shown as an example."""
_TERRITORIES = {
    QLocale.Country.China: "CN",
    QLocale.Country.HongKong: "HK",
    QLocale.Country.UnitedStates: "US",
    QLocale.Country.UnitedKingdom: "GB",
    **dict.fromkeys(
        (
            QLocale.Country.Germany,
            QLocale.Country.France,
            QLocale.Country.Ireland,
            QLocale.Country.Italy,
            QLocale.Country.Spain,
            QLocale.Country.Netherlands,
            QLocale.Country.Austria,
        ),
        "EU",
    ),
}


def likely_region(language: str) -> str:
    """Where this computer seems to stand; a Chinese one in China."""
    found = _TERRITORIES.get(QLocale.system().territory(), "")
    return found or ("CN" if language == "zh_CN" else "XX")


class RegionPage(Page):
    """Screen language and region, and what they set."""

    language_chosen = Signal(str)
    region_chosen = Signal(str)

    def __init__(self, twin: Twin, region: str) -> None:
        super().__init__(twin, say("Choose your language and region"))
        self.region = region
        self.languages = group_of(self, [option.code for option in LANGUAGES], "first_run.language")
        self.regions = group_of(self, list(REGIONS), "first_run.region")
        self.sets = _SetsCard(twin)
        self.body.addWidget(TwinLabel(twin, say("Screen language"), across=True))
        self.body.addLayout(grid_of(list(self.languages.values())))
        self.body.addSpacing(16)
        self.body.addWidget(TwinLabel(twin, Shop.spec("region").label, across=True))
        self.body.addLayout(grid_of(list(self.regions.values())))
        self.body.addSpacing(16)
        self.body.addWidget(self.sets)
        self.body.addStretch(1)
        for code, card in self.languages.items():
            card.clicked.connect(lambda _=False, code=code: self.language_chosen.emit(code))
        for code, card in self.regions.items():
            card.clicked.connect(lambda _=False, code=code: self._choose_region(code))
        twin.changed.connect(self.retranslate)
        self.retranslate()

    def _choose_region(self, region: str) -> None:
        self.region = region
        self.region_chosen.emit(region)

    def retranslate(self) -> None:
        for option in LANGUAGES:
            own, other = Language(option.code), Language(opposite(option.code))
            self.languages[option.code].set_words(
                OWN_NAMES.get(option.code, own.say(option.label)), other.say(option.label)
            )
        for option in Shop.spec("region").options:
            told = profile(option.code)
            short = f"{told['currency']} · {told['distance']}"
            words = self.twin.first(option.label), self.twin.second(option.label) or short
            self.regions[option.code].set_words(*words)
        self.languages[self.twin.code].setChecked(True)
        self.regions[self.region].setChecked(True)
        self.sets.show_profile(profile(self.region))

    def enter(self) -> None:
        self.languages[self.twin.code].setFocus(Qt.FocusReason.TabFocusReason)


class _SetsCard(Card):
    """What the region sets: money, tax, paper, plates."""

    def __init__(self, twin: Twin) -> None:
        super().__init__(twin.voice, margins=(16, 10, 16, 12))
        self.twin = twin
        self.body.addWidget(TwinLabel(twin, say("This sets"), across=True))
        row = QHBoxLayout()
        row.setSpacing(16)
        self.facts = {
            name: _Fact(twin, label)
            for name, label in (
                ("money", word("region", "Money")),
                ("tax", word("region", "Tax")),
                ("units", word("region", "Units and paper")),
                ("plate", word("region", "Plate")),
            )
        }
        for fact in self.facts.values():
            row.addWidget(fact, 1)
        self.body.addLayout(row)

    def show_profile(self, told: dict[str, Any]) -> None:
        """The profile in the words of the one or the two languages."""
        speaks = self.twin.voice.language
        symbol = speaks.symbol
        currency = CURRENCIES.get(told["currency"])
        money = Text(currency.source, args=(("symbol", symbol),)) if currency else verbatim(told["currency"])
        self.facts["money"].show_fact(money, verbatim(speaks.money(EXAMPLE)))
        rate = NOTHING if told["tax_rate"] else say("Your rate is asked on the next page")
        own, other = (_tax(told, voice.language.code) for voice in (self.twin.voice, self.twin.other))
        self.facts["tax"].show_fact(own, rate, other)
        distance = Shop.spec("distance").option(told["distance"])
        paper = Shop.spec("sheet_page").option(told["paper"])
        self.facts["units"].show_fact(say("{distance} · {paper}", distance=distance, paper=paper), NOTHING)
        mainland = say("Province + 6 or 7 characters")
        note = mainland if told["region"] == "CN" else say("Kept as it is typed")
        self.facts["plate"].show_fact(verbatim(pretty(told["plate_example"])), note)


def _tax(told: dict[str, Any], language: str) -> Text:
    name, rate = verbatim(told["tax_name"][language]), value("percent", told["tax_rate"])
    if not told["tax_rate"]:
        return name
    if told["tax_included"]:
        return say("{tax} {rate}, in the prices", tax=name, rate=rate)
    return say("{tax} {rate}, added to prices", tax=name, rate=rate)


class _Fact(QWidget):
    def __init__(self, twin: Twin, label: Text) -> None:
        super().__init__()
        self.twin = twin
        self.value_ = Label(twin.voice, role="key")
        self.note = Label(twin.voice, tone="text2")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(2)
        column.addWidget(_CapLabel(twin, label))
        column.addWidget(self.value_)
        column.addWidget(self.note)

    def show_fact(self, words: Text, note: Text, other: Text = NOTHING) -> None:
        """`other`: the value for the other language, where it is not the same text."""
        self.value_.set_text(words)
        second = self.twin.other.say(other or words) if self.twin.both else ""
        same = second in ("", self.twin.first(words))
        self.note.set_text(note if same or not other else verbatim(second))
        if not same and not other:
            self.note.set_text(verbatim(f"{second} · {self.twin.other.say(note)}") if note else verbatim(second))


class _CapLabel(Label):
    """A small label in both languages: 货币 Money."""

    def __init__(self, twin: Twin, text: Text) -> None:
        self.twin, self.words = twin, text
        super().__init__(twin.voice, tone="text2")
        twin.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        self.set_text(self.twin.line(self.words))
