"""Chinese words as Latin letters type them: by the initials of their pinyin (换机油 HJY) or whole (HUANJIYOU)."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from itertools import product
from math import prod
from typing import NamedTuple

from reception_desk.resources import resource

MOST_INITIALS = 8
"""Characters of a name whose initials are known."""
MOST_READINGS = 64
MOST_SPELT = 16
"""Characters of a name that are spelt whole, and in how many ways."""
SHORTEST = 3
"""Letters: fewer are initials, not the inside of a syllable."""


class Spelling(NamedTuple):
    """All in upper case; nothing for words in Latin letters."""

    initials: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()

    def begins(self, typed: str) -> bool:
        return any(word.startswith(typed.upper()) for word in (*self.initials, *self.whole))

    def holds(self, typed: str) -> bool:
        typed = typed.upper()
        return any(typed in word for word in (*self.initials, *(self.whole if len(typed) >= SHORTEST else ())))


@lru_cache(maxsize=8192)
def spelling(words: str) -> Spelling:
    """Of words in every reading, 单 as dan, chan and shan. A price list asks for the same ones with each key."""
    words = unicodedata.normalize("NFKC", words).upper()
    if words.isascii():
        return Spelling()
    choices = [_readings().get(c, (c,)) for c in words if c.isalnum()]
    first = [tuple(dict.fromkeys(reading[0] for reading in readings)) for readings in choices[:MOST_INITIALS]]
    return Spelling(_joined(first, MOST_READINGS), _joined(choices[:MOST_SPELT], MOST_SPELT))


def _joined(choices: list[tuple[str, ...]], most: int) -> tuple[str, ...]:
    while prod(map(len, choices)) > most:  # of long words the last character keeps only its commonest reading
        last = max(place for place, readings in enumerate(choices) if len(readings) > 1)
        choices[last] = choices[last][:1]
    return tuple(dict.fromkeys("".join(letters) for letters in product(*choices)))


@cache
def _readings() -> dict[str, tuple[str, ...]]:
    """Character to its readings, upper case, the commonest first; written by `dev.py words --pinyin`."""
    known: dict[str, tuple[str, ...]] = {}
    for line in resource("pinyin", "readings.tsv").read_text(encoding="utf-8").splitlines():
        readings, alike = line.split("\t")
        known.update(dict.fromkeys(alike, tuple(readings.upper().split())))
    return known
