"""A mark typed in one line: where, what, how large. `lfd s2` is a scratch of size 2 on the left front door."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from reception_desk.forms.walk_around import MARK_KINDS
from reception_desk.forms.words import Text, say

MOST = 4
"""Names that a sentence lists before it gives up."""
_LETTERS = {option.code.casefold(): option.code for option in MARK_KINDS}


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

    def rank(self, typed: str) -> int:
        """How well folded text fits: 0 its code, 1 one of its names, 2 their beginning, 3 within, 9 not at all."""
        names = self.words
        if typed == self.code:
            return 0
        if typed in names:
            return 1
        if any(name.startswith(typed) for name in (self.code, *names)):
            return 2
        return 3 if any(typed in name for name in names) else 9


class Unclear(Exception):
    """`say`: which part of the line is not understood, and what to type instead."""

    def __init__(self, text: Text) -> None:
        super().__init__(str(text))
        self.say = text


def fold(typed: str) -> str:
    """Case, width and blanks do not count, nor do commas between the words of a name."""
    plain = unicodedata.normalize("NFKC", typed).casefold()
    return re.sub(r"[\s,/、，]+", " ", plain).strip()


def fits(typed: str, zones: Sequence[Called]) -> list[Called]:
    """The zones that typed text can mean, the likeliest first, whatever kind and size stand at its end."""
    line = fold(typed)
    if not line:
        return []
    ranks = {called.zone: min(called.rank(part) for part in _parts(line)) for called in zones}
    found = [called for called in zones if ranks[called.zone] < 9]
    return sorted(found, key=lambda called: (ranks[called.zone], len(called.name)))


def read_entry(typed: str, zones: Sequence[Called], kinds: Mapping[str, str]) -> Entered:
    """What a line says. `kinds`: folded words of the kinds to their codes, beside the letters. Raises Unclear."""
    line = fold(typed)
    for words, code in kinds.items():
        line = re.sub(rf"(?<=[^a-z]){re.escape(words)}(?![a-z])", f" {code.casefold()} ", line)
    line = fold(line)
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
    head, _, rest = line.partition(" ")
    if rest and any(called.rank(head) <= 1 for called in zones):
        return say("“{rest}” is no damage. Type its letter and a size from 1 to 3: {part} s2.", rest=rest, part=head)
    return say("“{typed}” is no part of this car. Type its code or name, then the kind: lfd s2.", typed=typed)


def _readings(line: str) -> list[tuple[str, str, int | None]]:
    """(zone, kind, size), longest zone first: `ws` is a windscreen before it is a scratch on `w`."""
    readings: list[tuple[str, str, int | None]] = [(line, "", None)]
    for size in (None, 1, 2, 3):
        rest = line if size is None else line.removesuffix(str(size)).rstrip()
        if size is not None and (rest == line or line == str(size)):
            continue
        if size is not None:
            readings.append((rest, "", size))
        if rest[-1:] in _LETTERS:
            readings.append((rest[:-1].rstrip(), _LETTERS[rest[-1]], size))
    return readings


def _parts(line: str) -> list[str]:
    return [part for part, _, _ in _readings(line) if part]
