"""The demo shop: three years of a small invented shop, played through the desk at the times they tell.

What is invented stands in resources/demo; this room only plays it. No chance is in it: the same ids, clock and
language give the same file contents.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reception_desk.demo.told import read

if TYPE_CHECKING:
    from reception_desk.desk.desk import Desk

__all__ = ["make_demo", "read", "unheard"]


def unheard(done: int, whole: int) -> None:
    """For whom it does not matter how far it is."""


def make_demo(desk: Desk, language: str, tell: Callable[[int, int], None] = unheard) -> None:
    """Fill a fresh, empty shop in one save; `language` (en, zh_CN) is that of the shop's own texts and papers.

    `tell` hears after each visit how many of how many are played; what it raises leaves the shop empty.
    """
    from reception_desk.demo.story import Story

    clock = desk.clock
    story = Story(desk, language)
    try:
        desk.clock = desk.store.clock = story.clock
        with desk.store.atomic():
            story.play(tell)
    finally:
        desk.clock = desk.store.clock = clock
