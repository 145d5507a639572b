"""The demo shop: three years of a small invented shop, played through the desk at the times they tell.

What is invented stands in resources/demo; this room only plays it. No chance is in it: the same ids, clock and
language give the same file contents.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reception_desk.demo.told import read

if TYPE_CHECKING:
    from reception_desk.desk.desk import Desk

__all__ = ["make_demo", "read"]


def make_demo(desk: Desk, language: str) -> None:
    """Fill a fresh, empty shop in one save; `language` (en, zh_CN) is that of the shop's own texts and papers."""
    from reception_desk.demo.story import Story

    clock = desk.clock
    story = Story(desk, language)
    try:
        desk.clock = desk.store.clock = story.clock
        with desk.store.atomic():
            story.play()
    finally:
        desk.clock = desk.store.clock = clock
