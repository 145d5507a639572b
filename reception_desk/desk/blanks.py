"""Blank papers 空白单据: what is filled in with a pen while the power is out and typed in afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reception_desk.forms.shop import MEASURES
from reception_desk.forms.words import Text, say, word
from reception_desk.language import Language

if TYPE_CHECKING:
    from reception_desk.desk.desk import Desk

KINDS: dict[str, Text] = {
    "check_in": say("Check-in sheet"),
    "walk_around": word("paper title", "Walk-around sheet"),
    "work_order": word("paper title", "Work order"),
}
"""The papers there are, in the order of a visit."""


class Blanks:
    """They are no documents: nothing is archived, numbered or told in the history."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def draw(self, kinds: Sequence[str], *, body: str = "saloon", language: str = "") -> list[tuple[str, bytes]]:
        """A name and a PDF for each; `body`: which drawing the walk-around sheet shows. In the shop's language."""
        from reception_desk import printing

        shop = self._desk.shop()
        code = language or shop.language or "zh_CN"
        content = {
            **dict(zip(MEASURES, shop.measures, strict=True)),
            "demo": shop.demo,
            "shop": shop.to_json(),
            "vehicle": {"body": body},
        }
        words = Language(code, *shop.measures)
        facts = printing.Facts(at=self._desk.now(), page=shop.page_of("work_order"))
        return [
            (f"blank-{kind}-{code}", printing.draw_blank(kind, content, language=words, facts=facts)) for kind in kinds
        ]
