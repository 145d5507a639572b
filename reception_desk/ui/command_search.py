"""Commands by typed words: English, Chinese, or the pinyin initials of the Chinese ones."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from functools import cached_property

from reception_desk.forms.words import Text
from reception_desk.language import Language
from reception_desk.ui.keys import Command, caps


class Index:
    """`initials`: the initials of Chinese words in every reading, upper case."""

    def __init__(self, initials: Callable[[str], list[str]]) -> None:
        self._initials = initials
        self._known: dict[Text, tuple[list[str], list[str]]] = {}

    def find(self, offered: Sequence[Command], typed: str) -> list[Command]:
        """Those that hold each typed word; the ones that begin with it first, else in their own order."""
        wanted = [_plain(part) for part in typed.split()]
        found = [one for one in offered if all(self._holds(one, part) for part in wanted)]
        return sorted(found, key=lambda one: not (wanted and self._begins(one, wanted[0])))

    @cached_property
    def _chinese(self) -> Language:
        return Language("zh_CN")

    def _words(self, one: Command) -> tuple[list[str], list[str]]:
        """Its words in both languages, and its initials."""
        if one.words not in self._known:
            chinese = self._chinese.say(one.words)
            whole = [_plain(str(one.words)), _plain(chinese)]
            self._known[one.words] = (whole, [_plain(letters) for letters in self._initials(chinese)])
        return self._known[one.words]

    def _holds(self, one: Command, part: str) -> bool:
        whole, initials = self._words(one)
        held = (*whole, *initials, *(_plain(key) for key in caps(one)))
        return any(part in words for words in held)

    def _begins(self, one: Command, part: str) -> bool:
        whole, initials = self._words(one)
        return any(words.startswith(part) for words in (*whole, *initials))


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
