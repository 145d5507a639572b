"""Commands by typed words: English, Chinese, or the pinyin of the Chinese ones."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cached_property

from reception_desk.desk.desk import Desk
from reception_desk.forms.words import Text
from reception_desk.language import Language
from reception_desk.ui.keys import Command, caps


class Index:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known: dict[Text, tuple[str, str]] = {}

    def find(self, offered: Sequence[Command], typed: str) -> list[Command]:
        """Those that hold each typed word; the ones that begin with it first, else in their own order."""
        wanted = [_plain(part) for part in typed.split()]
        found = [one for one in offered if all(self._holds(one, part) for part in wanted)]
        return sorted(found, key=lambda one: not (wanted and self._begins(one, wanted[0])))

    @cached_property
    def _chinese(self) -> Language:
        return Language("zh_CN")

    def _words(self, one: Command) -> tuple[str, str]:
        """Its words in English and in Chinese."""
        if one.words not in self._known:
            self._known[one.words] = (_plain(str(one.words)), _plain(self._chinese.say(one.words)))
        return self._known[one.words]

    def _holds(self, one: Command, part: str) -> bool:
        english, chinese = self._words(one)
        held = (english, chinese, *(_plain(key) for key in caps(one)))
        return any(part in words for words in held) or self._desk.spelling(chinese).holds(part)

    def _begins(self, one: Command, part: str) -> bool:
        english, chinese = self._words(one)
        return english.startswith(part) or chinese.startswith(part) or self._desk.spelling(chinese).begins(part)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
