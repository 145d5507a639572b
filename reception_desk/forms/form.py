"""What a form is: a dataclass of declared fields, and what is known of each field.

The kinds of field are made by the functions of `fields`, which is what sheets import.
"""

from __future__ import annotations

import dataclasses
import functools
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, ClassVar, Literal, NamedTuple, Self, TypeVar, dataclass_transform

from reception_desk.forms.moments import Moment
from reception_desk.forms.words import NOTHING, Text, say, value

T = TypeVar("T")
Level = Literal["hint", "check", "stop"]
Paper = Literal["customer", "shop", "none"]

NUMBERS = frozenset({"whole", "quantity", "percent", "money", "span"})
TEXTS = frozenset({"text", "code", "choice", "link", "day"})
ROWS = frozenset({"lines", "marks"})


class TooLong(ValueError):
    """A text longer than its field takes; the field stays as it was."""

    def __init__(self, spec: Spec, length: int) -> None:
        super().__init__(spec.name)
        self.say = say(
            "{field} takes {most} characters at most; this has {length}. Shorten it and paste it again.",
            field=spec.label,
            most=spec.length,
            length=length,
        )


class Option(NamedTuple):
    code: str
    label: Text


class Section(NamedTuple):
    """A card on the screen and a block on the paper. `opens_for`: purposes of a visit that unfold it."""

    title: Text
    column: Literal["main", "side"] = "main"
    folded: bool = False
    opens_for: tuple[str, ...] = ()


GENERAL = Section(NOTHING)


class Problem(NamedTuple):
    """What is wrong with one field: `stop` holds back the commands in `holds` and nothing else."""

    level: Level
    field: str
    text: Text
    holds: frozenset[str] = frozenset()


class Known(NamedTuple):
    """What a sheet is judged against besides itself: the shop's rules, today, and what the car showed last time."""

    today: str = ""
    region: str = ""
    distance: str = "km"
    odometer: int | None = None
    odometer_day: str = ""
    more: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Spec:
    """One declared field. `wide` is its share of a row of twelve on the screen, `gauge` draws a choice as a
    row of steps, `past` reads a time without a day as gone by; `holds` are the commands that need the field."""

    kind: str
    label: Text
    name: str = ""
    table: str = ""
    default: Any = ""
    section: Section = GENERAL
    paper: Paper | None = None
    walk: bool = False
    personal: bool = False
    holds: frozenset[str] = frozenset()
    unit: str = ""
    low: int | None = None
    high: int | None = None
    length: int = 200
    rows: int = 1
    options: tuple[Option, ...] = ()
    target: str = ""
    row: type[Line] | None = None
    pattern: str = ""
    gauge: bool = False
    past: bool = False
    wide: int = 2
    hint: Text = NOTHING

    def settle(self, name: str, table: str, paper: Paper) -> None:
        """The class that declares a field tells what it is called and where it prints unless it says so itself."""
        own = self.paper or ("none" if self.kind in ROWS | {"link"} else paper)
        for attribute, told in (("name", name), ("table", table), ("paper", own)):
            object.__setattr__(self, attribute, told)

    @property
    def key(self) -> str:
        """The name that tests, screen readers and automation know it by."""
        return f"{self.table}.{self.name}"

    def option(self, code: str) -> Text:
        """The words of a code; a code of an older version stands for itself."""
        for option in self.options:
            if option.code == code:
                return option.label
        return Text("{text}", args=(("text", code),)) if code else NOTHING

    def take(self, kept: Any) -> Any:
        """The value as it is kept: cleaned and normalised. TooLong if a text is longer than the field takes."""
        if self.kind in ("text", "code"):
            return self._take_text(str(kept or ""))
        if self.kind == "several":
            return tuple(dict.fromkeys(str(code) for code in kept or ()))
        if self.kind in TEXTS:
            return clean(str(kept or ""))
        if self.kind == "flag":
            return bool(kept)
        return kept

    def _take_text(self, text: str) -> str:
        text = clean(text, lines=self.rows > 1)
        if self.kind == "code":
            text = normal_code(text, self.pattern)
        if len(text) > self.length:
            raise TooLong(self, len(text))
        return text


def clean(text: str, *, lines: bool = False) -> str:
    """Drop what no screen shows and no paper prints: C0 and C1 controls, lone surrogates; NFC; ends stripped."""
    keep = "\n\t" if lines else ""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not lines:
        text = text.replace("\n", " ").replace("\t", " ")
    if not text.isprintable():  # hardly ever
        text = "".join(c for c in text if c in keep or unicodedata.category(c) not in ("Cc", "Cs"))
    whole = unicodedata.normalize("NFC", text).strip()
    return whole if any(map(_is_seen, whole)) else ""


UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Fillers and blanks that count as letters or signs in Unicode and leave no ink."""


def _is_seen(character: str) -> bool:
    """Whether it leaves ink by itself; a name of zero-width characters only is no name."""
    return character not in UNSEEN and unicodedata.category(character) not in ("Cf", "Mn", "Me", "Zs", "Zl", "Zp", "Cc")


def normal_code(text: str, pattern: str) -> str:
    """Codes are compared and printed in one form: NFKC, upper case; a plate and a VIN without blanks and dots.

    An email address and a name that only the program reads ("key") keep their case.
    """
    if not text.isprintable():
        text = "".join(c for c in text if unicodedata.category(c) != "Cf")  # zero-width ones, which a code never has
    text = " ".join(unicodedata.normalize("NFKC", text).split())
    if pattern == "phone":
        return _mobile(text)
    if pattern in ("email", "key"):
        return text
    text = text.upper()
    if pattern in ("plate", "vin"):
        text = "".join(c for c in text if not c.isspace() and c not in "·•・.")
    # Capitals and joined characters may need it once more, else what is kept is not what is read back.
    return unicodedata.normalize("NFKC", text)


def _mobile(text: str) -> str:
    """The eleven figures of a mainland mobile without the blanks that are only shown: 138 0013 8000."""
    plain = text.replace(" ", "")
    return plain if len(plain) == 11 and plain.isascii() and plain.isdigit() and plain[0] == "1" else text


@dataclass_transform()
def form(sheet: type[T]) -> type[T]:
    """Declares a sheet: a dataclass whose methods `Form` has once for all; made anew for each sheet they cost a tenth
    of a start."""
    return dataclass(init=False, repr=False, eq=False, match_args=False)(sheet)


@form
class Form:  # noqa: PLW1641 - it changes, so it is in no set
    """A sheet. Subclasses are declared with `@form`; `table` is their name everywhere."""

    table: ClassVar[str] = ""
    title: ClassVar[Text] = NOTHING
    paper: ClassVar[Paper] = "shop"
    __dataclass_fields__: ClassVar[dict[str, dataclasses.Field[Any]]]
    id: str = ""

    def __init__(self, **values: Any) -> None:
        """What is not named keeps its default, which the class holds."""
        unknown = values.keys() - self.__dataclass_fields__.keys()
        if unknown:
            raise TypeError(f"{type(self).__name__} has no {', '.join(sorted(unknown))}")
        self.__dict__.update(values)

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in self.__dataclass_fields__)

    def __copy__(self) -> Self:
        other = type(self).__new__(type(self))
        other.__dict__.update(self.__dict__)
        return other

    def __repr__(self) -> str:
        values = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__dataclass_fields__)
        return f"{type(self).__name__}({values})"

    @classmethod
    @functools.cache
    def specs(cls) -> dict[str, Spec]:
        """The declared fields by name, in the order of their declaration."""
        found: dict[str, Spec] = {}
        for part in dataclasses.fields(cls):
            spec = part.metadata.get("spec")
            if spec is not None:
                spec.settle(part.name, cls.table, cls.paper)
                found[part.name] = spec
        return found

    @classmethod
    def spec(cls, name: str) -> Spec:
        return cls.specs()[name]

    @classmethod
    @functools.cache
    def rows(cls) -> dict[str, type[Line]]:
        """The fields that are rows of an own sheet."""
        return {name: spec.row for name, spec in cls.specs().items() if spec.row is not None}

    @classmethod
    @functools.cache
    def judged(cls) -> tuple[Spec, ...]:
        """The fields that can be missing or out of range; an order of 500 lines asks each of them at every edit."""
        return tuple(
            spec
            for spec in cls.specs().values()
            if spec.holds or (spec.kind in NUMBERS and (spec.low is not None or spec.high is not None))
        )

    def problems(self, known: Known | None = None) -> list[Problem]:
        """What is to be mended: out of range and missing fields, then what the sheet itself knows to check."""
        found: list[Problem] = []
        for spec in self.judged():
            kept = getattr(self, spec.name)
            found += _missing(spec) if kept in ("", None, ()) else _out_of_range(spec, kept)
        return found + self.checks(known or Known())

    def checks(self, known: Known) -> list[Problem]:
        """Overridden by sheets that have rules of their own."""
        return []

    def to_json(self) -> dict[str, Any]:
        """Plain values by field name, rows nested with their ids."""
        plain: dict[str, Any] = {}
        for spec in self.specs().values():
            kept = getattr(self, spec.name)
            if spec.kind in ROWS:
                plain[spec.name] = [{"id": row.id, **row.to_json()} for row in kept]
            else:
                plain[spec.name] = list(kept) if isinstance(kept, tuple) else kept
        return plain

    @classmethod
    def from_json(cls, plain: Mapping[str, Any], row_id: str = "") -> Self:
        """The sheet again; fields that the JSON lacks (an older version wrote it) keep their defaults."""
        kept: dict[str, Any] = {}
        for spec in cls.specs().values():
            if spec.name in plain:
                kept[spec.name] = _from_json(spec, plain[spec.name])
        return cls(id=str(row_id or plain.get("id", "")), **kept)


@form
class Line(Form):
    """A row of a sheet; it has an id of its own, so that approvals, marks and undo can point at it."""

    parent: str = ""
    position: int = 0


def _from_json(spec: Spec, plain: Any) -> Any:
    if spec.row is not None:
        return tuple(spec.row.from_json(row) for row in plain)
    if spec.kind == "moment":
        return Moment(*plain) if plain else None
    return tuple(plain) if spec.kind == "several" else plain


def _missing(spec: Spec) -> list[Problem]:
    if not spec.holds:
        return []
    return [Problem("stop", spec.name, say("Fill in: {field}.", field=spec.label), spec.holds)]


def _out_of_range(spec: Spec, kept: Any) -> list[Problem]:
    if spec.kind not in NUMBERS:
        return []
    if spec.low is not None and kept < spec.low:
        text = say(
            "{field} is below {low}. Check the figure.", field=spec.label, low=value(spec.kind, spec.low, spec.unit)
        )
    elif spec.high is not None and kept > spec.high:
        text = say(
            "{field} is above {high}. Check the figure.", field=spec.label, high=value(spec.kind, spec.high, spec.unit)
        )
    else:
        return []
    return [Problem("check", spec.name, text)]
