"""Where one was: the stops that Alt+Left and Alt+Right walk."""

from __future__ import annotations

from typing import NamedTuple

MOST = 20
PASSING = frozenset({"new_visit", "booking", "preview"})
"""Places that one only passes through."""


class Stop(NamedTuple):
    """A place; at a visit which one, and its step."""

    place: str
    visit: str = ""
    step: int = 0

    def same(self, other: Stop) -> bool:
        return (self.place, self.visit) == (other.place, other.visit)


class Way:
    def __init__(self) -> None:
        self.behind: list[Stop] = []
        self.ahead: list[Stop] = []

    def leave(self, here: Stop, there: Stop) -> None:
        """Somebody goes elsewhere by himself: what lay ahead is gone."""
        if here.place and not here.same(there):
            self.behind = [*self.behind, here][-MOST:]
            self.ahead = []

    def last_visit(self) -> Stop | None:
        return next((stop for stop in reversed(self.behind) if stop.visit), None)
