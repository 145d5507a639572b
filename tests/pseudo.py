"""A language that nobody speaks: every text is two fifths longer, has accents, and stands in brackets."""

from __future__ import annotations

import re

from reception_desk.forms.words import Text
from reception_desk.language import Language

LONGER = 1.4
_ACCENTS = str.maketrans("aeiouyAEIOUYcnCN", "áéíóúýÁÉÍÓÚÝçñÇÑ")
_PARTS = re.compile(r"(\{[^}]*\})")


class Pseudo(Language):
    """Spoken by tests only. Words that are not in it were never given to the catalogue: they lack their brackets."""

    def _words(self, text: Text) -> str:
        words = super()._words(text)
        return words if words == "{text}" else stretched(words)


def stretched(words: str) -> str:
    """The places that are filled in stay as they are."""
    parts = _PARTS.split(words)
    own = sum(len(part) for part in parts if not part.startswith("{"))
    missing = max(0, round(own * (LONGER - 1)) - 2)
    longest = max(range(len(parts)), key=lambda at: 0 if parts[at].startswith("{") else len(parts[at]))
    made = [part if part.startswith("{") else part.translate(_ACCENTS) for part in parts]
    made[longest] = _grown(made[longest], missing)
    return f"[{''.join(made)}]"


def _grown(words: str, by: int) -> str:
    """Letters are doubled, spread over all of the words."""
    letters = [at for at, letter in enumerate(words) if letter.isalpha()]
    if not letters:
        return words + "ó" * by
    twice = {letters[n * len(letters) // by] for n in range(by)} if by else set()
    grown = "".join(letter * 2 if at in twice else letter for at, letter in enumerate(words))
    return grown + "ó" * (by - len(twice))
