"""The files of resources/demo in one language, and the times that they tell."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from reception_desk.forms import fields as f
from reception_desk.forms.moments import Clock, Moment
from reception_desk.resources import resource

LANGUAGES = ("en", "zh_CN")
FILES = ("shop", "prices", "packages", "customers", "history", "past", "today")
FIRST, LAST = time(0, 1), time(23, 55)

Told = dict[str, Any]
"""One table of a file: fields of forms by name, and the story's own keys."""


def read(name: str, language: str, *, folder: str = "demo") -> Told:
    """One TOML file with its texts in one language; `name_other` is the name in the other one."""
    told: Told = _spoken(tomllib.loads(resource(folder, f"{name}.toml").read_text(encoding="utf-8")), language)
    return told


def _spoken(data: Any, language: str) -> Any:
    if isinstance(data, list):
        return [_spoken(part, language) for part in data]
    if not isinstance(data, dict):
        return data
    if set(data) == set(LANGUAGES):
        return data[language]
    spoken = {key: _spoken(part, language) for key, part in data.items()}
    if isinstance(data.get("name"), dict):
        spoken["name_other"] = data["name"][next(code for code in LANGUAGES if code != language)]
    return spoken


def fields(form: type[f.Form], told: Mapping[str, Any], *names: str) -> Told:
    """What is told of a form's own fields, or only of those named."""
    return {name: told[name] for name in names or form.specs() if name in told}


class Times:
    """Told times as moments, seen from now."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.now = clock.now()
        self._today = self.now.local().date()

    def day(self, told: str) -> str:
        """+13d: the date 13 days from today, as ISO text."""
        return (self._today + timedelta(days=int(told.removesuffix("d")))).isoformat()

    def at(self, told: str) -> Moment:
        """`-194d 09:05`: a day and its hour. `-25`: minutes from now on a full five, kept within today."""
        days, _, hour = told.partition(" ")
        if hour:
            return self._clock.at(datetime.combine(date.fromisoformat(self.day(days)), time.fromisoformat(hour)))
        first, last = (self._clock.at(datetime.combine(self._today, edge)) for edge in (FIRST, LAST))
        full_five = Moment(self.now.ms - self.now.ms % 300_000, self.now.offset)
        return min(max(full_five.plus(int(told)), first), last)
