"""Texts as data: what is to be said, put into words by `language` at the last moment.

A text is never a finished string inside the program: the same sentence may go to a Chinese screen and an English
paper in the same second. Literals in calls of these functions are what extraction finds (`python3 dev.py words`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import reduce
from typing import Any, NamedTuple


class Value(NamedTuple):
    """A kept value inside a text: `kind` as in `fields` ("money", "day", "whole", …), `unit` if it has one."""

    kind: str
    value: Any
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """One message: source words, gettext context, plural form with its count, and what stands in the {braces}."""

    source: str
    context: str = ""
    plural: str = ""
    count: int = 0
    args: tuple[tuple[str, Any], ...] = field(default=())

    def __bool__(self) -> bool:
        return bool(self.source)

    def __str__(self) -> str:
        """The English words, for logs and developers; users get `Language.say`."""
        source = self.plural if self.plural and self.count != 1 else self.source
        try:
            return source.format(**{"n": self.count, **{name: _plain(value) for name, value in self.args}})
        except (KeyError, IndexError, ValueError):
            return source


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Value) else value


NOTHING = Text("")


def say(source: str, **args: Any) -> Text:
    """A sentence; `args` are strings, numbers, other texts, or `value(…)`."""
    return Text(source, args=tuple(args.items()))


def say_many(one: str, many: str, *, n: int, **args: Any) -> Text:
    """A sentence whose words depend on the number `n`."""
    return Text(one, plural=many, count=n, args=tuple(args.items()))


def word(context: str, source: str) -> Text:
    """A word that would be ambiguous without its context: word("fuel", "Full")."""
    return Text(source, context=context)


def verbatim(text: str) -> Text:
    """A shop's or person's own words where a text is wanted: never looked up."""
    return Text("{text}", args=(("text", text),))


def value(kind: str, kept: Any, unit: str = "") -> Value:
    return Value(kind, kept, unit)


def value_text(kind: str, kept: Any, unit: str = "") -> Text:
    """A value that stands alone."""
    return say("{value}", value=value(kind, kept, unit))


def dotted(parts: Iterable[Text]) -> Text:
    """Texts beside each other, a dot between them; NOTHING for none."""
    return reduce(
        lambda first, rest: say("{first} · {rest}", first=first, rest=rest) if first else rest, parts, NOTHING
    )


def listed(parts: Iterable[Text]) -> Text:
    """Texts one after another, a comma between them; NOTHING for none."""
    return reduce(lambda first, rest: say("{first}, {rest}", first=first, rest=rest) if first else rest, parts, NOTHING)


title = hint = say
