"""What a table of lines asks of those who know the work order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from reception_desk.forms.words import Text
from reception_desk.ui.widgets.lines_model import Col, LineRow
from reception_desk.ui.widgets.offer_list import Suggestion


@dataclass(frozen=True)
class Taken:
    """What became of a suggestion: the line to go on with, "" for several, and the cells that are asked for."""

    line: str = ""
    ask: tuple[Col, ...] = ()


class LineActions(Protocol):
    def suggest(self, typed: str, kind: str) -> Sequence[Suggestion]: ...
    def take(self, key: object, typed: str, kind: str) -> Taken | None:
        """Add what was suggested; None when it was refused."""

    def judge(self, column: Col, typed: str, row: LineRow | None = None) -> Text:
        """What is wrong with text typed into a line, or with None into the entry row; NOTHING when it can be kept."""

    def edit(self, row: LineRow, column: Col, typed: str) -> None: ...
    def choices(self, row: LineRow | None, column: Col) -> Sequence[tuple[str, Text]]: ...
    def choose(self, row: LineRow, column: Col, code: str) -> None: ...
    def remove(self, rows: Sequence[LineRow]) -> None: ...
    def move(self, row: LineRow, step: int) -> None: ...
    def toggle(self, row: LineRow) -> None: ...
    def keep_entry(self, text: str, kind: str) -> None:
        """What stands in the entry row and is no line yet; "" when nothing does."""

    def refuse(self) -> None:
        """Say why nothing can be changed."""
