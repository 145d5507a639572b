"""Words, money, dates and numbers of one language in one region: gettext for the words, Babel for the formats.

One object speaks for the screen, another may speak for a paper. It also reads what a person typed (`read`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from reception_desk.catalogue import Catalogue
from reception_desk.forms import fields as f
from reception_desk.forms import phones, plates
from reception_desk.forms.moments import Clock, Moment
from reception_desk.forms.words import Text, Value, say, verbatim
from reception_desk.resources import resource

if TYPE_CHECKING:
    from babel import Locale

DOMAIN = "reception_desk"
LANGUAGES = ("en", "zh_CN")
OWN_NAMES = {"zh_CN": "简体中文", "en": "English"}
"""Each language as it calls itself."""
MOST_UNGROUPED = 9999
_LOCALES = {
    ("en", "US"): "en_US",
    ("en", "GB"): "en_GB",
    ("en", "EU"): "en_IE",
    ("zh_CN", "HK"): "zh_Hans_HK",
}
_ORDERS = {"CN": "ymd", "US": "mdy"}
"""How days are written; dmy in the other regions."""
_DISTANCES = {"km": say("{n} km"), "mi": say("{n} miles")}
_DISTANCE_WORDS = {"km": verbatim("km"), "mi": say("miles")}


def opposite(code: str) -> str:
    """The other one of the two languages."""
    return "zh_CN" if code == "en" else "en"


@dataclass(frozen=True)
class Language:
    """`code` en or zh_CN; `region` as in the shop sheet; `currency` ISO 4217; `distance` km or mi."""

    code: str = "en"
    region: str = "CN"
    currency: str = "CNY"
    distance: str = "km"

    point = "."
    """Stands before decimals: in `money` and `quantity`, in every region on offer."""

    @cached_property
    def locale(self) -> Locale:
        from babel import Locale  # 40 ms: not before something has to be formatted

        return Locale.parse(_LOCALES.get((self.code, self.region), "zh_CN" if self.code == "zh_CN" else "en"))

    @cached_property
    def _catalogue(self) -> Catalogue:
        return Catalogue(resource("i18n", self.code, "LC_MESSAGES", f"{DOMAIN}.mo"))

    # Words

    def say(self, text: Text) -> str:
        if not text.source:
            return ""
        words = self._words(text)
        if "{" not in words:
            return words
        return words.format(**{"n": text.count, **{name: self._part(part) for name, part in text.args}})

    def _words(self, text: Text) -> str:
        if text.source == "{text}":
            return text.source
        if text.plural:
            return self._catalogue.ngettext(text.source, text.plural, text.count)
        if text.context:
            return self._catalogue.pgettext(text.context, text.source)
        return self._catalogue.gettext(text.source)

    def _part(self, part: Any) -> str:
        if isinstance(part, Text):
            return self.say(part)
        if isinstance(part, Value):
            return self.kept(part.kind, part.value, part.unit)
        return self.number(part) if isinstance(part, int) else str(part)

    # Kept values as people read them

    def show(self, spec: f.Spec, kept: Any) -> str:
        """A field's value in words; links and rows are the caller's."""
        if spec.kind == "choice":
            return self.say(spec.option(kept))
        if spec.kind == "several":
            return self.join([self.say(spec.option(code)) for code in kept or ()])
        if spec.kind == "flag":
            return self.say(say("yes")) if kept else ""
        if spec.kind == "code" and kept:
            return self.code_text(spec.pattern, kept)
        if spec.kind == "whole" and kept is not None and spec.high is not None and spec.high <= MOST_UNGROUPED:
            return self.with_unit(kept, spec.unit) if spec.unit else str(kept)  # a year has no thousands
        return self.kept(spec.kind, kept, spec.unit)

    def code_text(self, pattern: str, kept: str) -> str:
        if pattern == "plate":
            return plates.pretty(kept)
        return phones.pretty(kept, self.region) if pattern == "phone" else kept

    def kept(self, kind: str, kept: Any, unit: str = "") -> str:
        """A value of one kind, "" for none. `unit` "distance" is the shop's own."""
        if kept is None or kept == "":
            return ""
        if kind == "whole":
            return self.with_unit(kept, unit)
        own = self._by_kind.get(kind)
        return own(kept) if own else str(kept)

    @cached_property
    def _by_kind(self) -> dict[str, Callable[[Any], str]]:
        """Kinds of fields, and forms that only sentences use: clock, clock_seconds, short_day, plate, phone."""
        return {
            "money": self.money,
            "quantity": self.quantity,
            "percent": self.percent,
            "day": self.day,
            "short_day": self.short_day,
            "moment": self.moment,
            "clock": self.clock,
            "clock_seconds": lambda kept: self.clock(kept, seconds=True),
            "span": self.span,
            "unit": self.unit_word,
            "plate": plates.pretty,
            "phone": lambda kept: phones.pretty(kept, self.region),
        }

    def join(self, words: list[str]) -> str:
        return ("、" if self.code == "zh_CN" else ", ").join(words)

    def with_unit(self, number: int, unit: str) -> str:
        if unit in ("distance", "km", "mi"):
            return self.say(
                Text(
                    _DISTANCES[self.distance if unit == "distance" else unit].source, args=(("n", self.number(number)),)
                )
            )
        if unit == "%":
            return f"{number} %"
        return f"{self.number(number)} {unit}".strip()

    def unit_word(self, unit: str) -> str:
        """A unit by itself, as it stands beside a field's name."""
        return self.say(_DISTANCE_WORDS[self.distance]) if unit == "distance" else unit

    def distance_of(self, number: int) -> str:
        return self.with_unit(number, "distance")

    def number(self, number: int) -> str:
        """Grouped as in English and Chinese, which every region on offer reads."""
        return f"{number:,}"

    def money(self, minor: int, *, symbol: bool = False) -> str:
        """1,234.50; with `symbol` ¥ 1,234.50. Two decimals: all currencies on offer have them."""
        sign = "−" if minor < 0 else ""
        figures = f"{sign}{abs(minor) // 100:,}.{abs(minor) % 100:02d}"
        return f"{self.symbol}\N{NO-BREAK SPACE}{figures}" if symbol else figures

    @cached_property
    def symbol(self) -> str:
        from babel.numbers import get_currency_symbol

        return "¥" if self.currency == "CNY" else get_currency_symbol(self.currency, self.locale)

    def quantity(self, thousandths: int, decimals: int = 0) -> str:
        sign = "−" if thousandths < 0 else ""
        whole, rest = divmod(abs(thousandths), 1000)
        fraction = f"{rest:03d}".rstrip("0").ljust(decimals, "0")
        return f"{sign}{whole:,}" + (f".{fraction}" if fraction else "")

    def percent(self, hundredths: int) -> str:
        whole, rest = divmod(abs(hundredths), 100)
        figures = f"{whole}.{rest:02d}".rstrip("0").rstrip(".")
        return f"{'−' if hundredths < 0 else ''}{figures} %"

    # Days and times

    def day(self, iso: str) -> str:
        """2026-11-21 in China and in Chinese; elsewhere the region's medium form."""
        if self._iso_days or not iso:
            return iso
        from babel.dates import format_date

        return format_date(date.fromisoformat(iso), "d MMM y" if self.region != "US" else "MMM d, y", self.locale)

    def short_day(self, iso: str) -> str:
        """11-21: the year is plain from where it stands."""
        if self._iso_days:
            return iso[5:]
        from babel.dates import format_date

        return format_date(date.fromisoformat(iso), "d MMM" if self.region != "US" else "MMM d", self.locale)

    @property
    def _iso_days(self) -> bool:
        """Chinese keeps year, month, day in every region: "21 11月 2026" is nobody's way."""
        return self.region in ("CN", "XX") or self.code == "zh_CN"

    def weekday(self, iso: str) -> str:
        from babel.dates import format_date

        return format_date(date.fromisoformat(iso), "EEE", self.locale)

    def clock(self, moment: Moment, *, seconds: bool = False) -> str:
        return moment.local().strftime("%H:%M:%S" if seconds else "%H:%M")

    def moment(self, moment: Moment) -> str:
        return f"{self.day(moment.day())} {self.clock(moment)}"

    def short_moment(self, moment: Moment, today: str) -> str:
        """17:30 today, 11-22 17:30 on another day."""
        clock = self.clock(moment)
        return clock if moment.day() == today else f"{self.short_day(moment.day())} {clock}"

    def span(self, minutes: int) -> str:
        """2 h 10 min; hours are not grouped, so that an editor's text is read back as the same span."""
        whole, rest = divmod(abs(minutes), 60)
        hours = str(whole)
        if not whole:
            return self.say(say("{minutes} min", minutes=rest))
        return (
            self.say(say("{hours} h {minutes} min", hours=hours, minutes=rest))
            if rest
            else self.say(say("{hours} h", hours=hours))
        )

    # What a person typed

    def read(self, spec: f.Spec, typed: str, clock: Clock | None = None) -> Any:
        """The value that typed text means for this field. Raises `reading.Unreadable` with a sentence, or `TooLong`."""
        from reception_desk.forms import reading  # its patterns, and decimal: nothing is typed before the first paint

        return spec.take(reading.read(spec, typed, clock, order=_ORDERS.get(self.region, "dmy")))

    def edit_text(self, spec: f.Spec, kept: Any) -> str:
        """The text that stands in an editor: what `read` takes back to the same value, in every region."""
        if kept is None or kept == "":
            return ""
        if spec.kind == "day":
            return str(kept)
        if spec.kind == "moment":
            return f"{kept.day()} {self.clock(kept)}"
        if spec.kind == "whole":
            return self.number(kept) if spec.unit else str(kept)
        if spec.kind == "percent":
            return self.percent(kept).removesuffix(" %")
        return self.show(spec, kept)
