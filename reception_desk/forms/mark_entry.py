"""A mark typed in one line: where, what, how large. `lfd s2` is a scratch of size 2 on the left front door, and so are
`left front door scratch 2` and `划痕 左前门 2`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from reception_desk.forms.walk_around import KIND_WORDS, MARK_KINDS
from reception_desk.forms.words import Text, say

MOST = 4
"""Names that a sentence lists before it gives up."""
_LETTERS = "".join(option.code + option.code.casefold() for option in MARK_KINDS)
_KIND = f"(?P<kind>[{_LETTERS}])"
_ORDERS = tuple(
    re.compile(order)
    for order in (
        r"(?P<zone>.*?) ?(?P<size>[1-3])",
        rf"(?P<zone>.*?) ?{_KIND}",
        rf"(?P<zone>.*?) ?{_KIND} ?(?P<size>[1-3])",
        rf"(?P<zone>.*?) ?(?P<size>[1-3]) {_KIND}",
        rf"{_KIND} ?(?P<size>[1-3])? (?P<zone>.*?)(?: ?(?P<last>[1-3]))?",
    )
)
"""Where kind and size can stand."""
_BETWEEN = re.compile(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")
"""Chinese is written without blanks."""


@dataclass(frozen=True)
class Entered:
    """`kind` "" and `size` None where they were not typed."""

    zone: str
    kind: str = ""
    size: int | None = None


@dataclass(frozen=True)
class Called:
    """One zone of the drawing: `name` as the screen says it, `others` what else may be typed for it."""

    zone: str
    code: str
    name: str
    others: tuple[str, ...] = ()

    @cached_property
    def words(self) -> list[str]:
        return [fold(self.name), *map(fold, self.others)]

    @cached_property
    def _split(self) -> list[list[str]]:
        """The words of each name that has several: they may be typed in any order."""
        return [sorted(name.split()) for name in self.words if " " in name]

    def rank(self, typed: str) -> int:
        """How well folded text fits: 0 its code, 1 one of its names, 2 their beginning, 3 within, 9 not at all."""
        names = self.words
        if typed == self.code:
            return 0
        words = typed.split()
        if typed in names or (len(words) > 1 and sorted(words) in self._split):
            return 1
        if any(name.startswith(typed) for name in (self.code, *names)):
            return 2
        return 3 if any(typed in name for name in names) or any(_among(words, name) for name in self._split) else 9


def _among(typed: list[str], name: list[str]) -> bool:
    """Whether the typed words are some of a name's; the last may be begun, where it can be no kind of damage."""
    *whole, last = typed or [""]
    return len(last) > 1 and set(whole) < set(name) and any(word.startswith(last) for word in name)


class Unclear(Exception):
    """`say`: which part of the line is not understood, and what to type instead."""

    def __init__(self, text: Text) -> None:
        super().__init__(str(text))
        self.say = text


def fold(typed: str) -> str:
    """Case, width and blanks do not count, nor do commas between the words of a name."""
    plain = unicodedata.normalize("NFKC", typed).casefold()
    return _BETWEEN.sub("", re.sub(r"[\s,/、，]+", " ", plain)).strip()


def kinds_of(labels: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Words for the kinds of damage to their codes, the longest first. `labels`: (words of the screen, code)."""
    trade = ((word, code) for code, words in KIND_WORDS.items() for word in words)
    words = {fold(word): code for word, code in (*labels, *trade)}
    return dict(sorted(words.items(), key=lambda one: -len(one[0])))


def fits(typed: str, zones: Sequence[Called], kinds: Mapping[str, str]) -> list[Called]:
    """The zones that typed text can mean, the likeliest first, wherever kind and size stand in it."""
    parts = [reading.zone for reading in _readings(_lettered(typed, kinds)) if reading.zone]
    ranks = {called.zone: min((called.rank(part) for part in parts), default=9) for called in zones}
    found = [called for called in zones if ranks[called.zone] < 9]
    return sorted(found, key=lambda called: (ranks[called.zone], len(called.name)))


def rest_of(typed: str, called: Called, kinds: Mapping[str, str]) -> str:
    """What a line says beside this part: kind and size as `s2`, or nothing."""
    readings = _readings(_lettered(typed, kinds))
    best = min(readings, key=lambda reading: called.rank(reading.zone) if reading.zone else 9)
    return f"{best.kind.casefold()}{best.size or ''}" if best.kind else ""


def read_entry(typed: str, zones: Sequence[Called], kinds: Mapping[str, str]) -> Entered:
    """What a line says. `kinds`: folded words of the kinds to their codes, beside the letters. Raises Unclear."""
    line = _lettered(typed, kinds)
    found: list[tuple[int, list[Called], Entered]] = []
    for part, kind, size in _readings(line):
        ranked = [(called.rank(part), called) for called in zones] if part else []
        best = min((rank for rank, _ in ranked), default=9)
        if best < 9:
            named = [called for rank, called in ranked if rank == best]
            found.append((best, named, Entered(named[0].zone, kind, size)))
    if not found:
        raise Unclear(_not_found(typed, line, zones))
    _, named, entered = min(found, key=lambda one: one[0])
    if len(named) > 1:
        names = ", ".join(f"{called.name} ({called.code})" for called in named[:MOST])
        raise Unclear(say("“{typed}” can be: {names}. Type the code.", typed=typed, names=names))
    return entered


def _not_found(typed: str, line: str, zones: Sequence[Called]) -> Text:
    """Where the part is clear, what follows it is at fault."""
    for place in [place for place, letter in enumerate(line) if letter == " "][::-1]:
        part, rest = line[:place], line[place + 1 :]
        if any(called.rank(part) <= 1 for called in zones):
            return say(
                "“{rest}” is no damage. Type its letter and a size from 1 to 3: {part} s2.", rest=rest, part=part
            )
    return say("“{typed}” is no part of this car. Type its code or name, then the kind: lfd s2.", typed=typed)


class _Reading(NamedTuple):
    zone: str
    kind: str = ""
    size: int | None = None


def _lettered(typed: str, kinds: Mapping[str, str]) -> str:
    """The folded line with each word for a kind as its letter between blanks; a capital, which is part of no name."""
    line = fold(typed)
    for words, code in kinds.items():
        line = re.sub(rf"(?<![a-z]){re.escape(words)}(?![a-z])", f" {code} ", line)
    return " ".join(line.split())


def _readings(line: str) -> list[_Reading]:
    """All that a line can mean, the longest zone first: `ws` is a windscreen before it is a scratch on `w`."""
    readings = [_Reading(line)]
    for pattern in _ORDERS:
        found = pattern.fullmatch(line)
        if found:
            named = found.groupdict()
            size = named.get("size") or named.get("last")
            kind = named["kind"].upper() if named.get("kind") else ""
            readings.append(_Reading(named["zone"].strip(), kind, int(size) if size else None))
    return readings
