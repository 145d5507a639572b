"""A booking in one line: "D12345 tue 9:30 service" typed into the plate goes where each part belongs."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import Signal

from reception_desk.forms import fields as f
from reception_desk.ui.editors import LineEditor
from reception_desk.ui.room import Room

_SAYS_WHEN = re.compile(r"[:+]|[^\W\d]")
"""Bare figures may belong to a plate that is written with a blank, so they are no time here."""

LONGEST = 200
"""Characters; what is longer was pasted by mistake, and is a plate that is too long."""
WORDS = 4
"""The longest time: "24 nov 9:30 pm"."""


def parted(typed: str, is_time: Callable[[str], bool]) -> tuple[str, str, str]:
    """(plate, when, what) of typed words: `when` is the longest run that is a time; without one all is the plate."""
    words = typed.split() if len(typed) <= LONGEST else []
    for first in range(1, len(words)):
        for last in range(min(len(words), first + WORDS), first, -1):
            when = " ".join(words[first:last])
            if _SAYS_WHEN.search(when) and is_time(when):
                return " ".join(words[:first]), when, " ".join(words[last:])
    return typed, "", ""


class PlateLineEditor(LineEditor):
    """The plate's editor; what was typed behind the plate is told when the field is left."""

    told = Signal(str, str)
    """(when, what)"""

    def __init__(self, room: Room, spec: f.Spec, is_time: Callable[[str], bool]) -> None:
        super().__init__(room, spec)
        self._is_time = is_time

    def plate(self) -> str:
        """The plate alone, of what stands in the field now."""
        return parted(self.line.text(), self._is_time)[0]

    def flush(self) -> None:
        plate, when, what = parted(self.line.text(), self._is_time)
        if when:
            self.line.setText(plate)
        super().flush()
        if when:
            self.told.emit(when, what)
