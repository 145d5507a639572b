"""What can be done, by its words behind `>`."""

from __future__ import annotations

from reception_desk.tour.stage import Stage


def command(stage: Stage, words: str) -> None:
    """What stands behind `>` in the search box, by the English words of the program; Enter does it."""
    stage.wait_for_message()
    stage.hands.press("Ctrl+K")
    stage.hands.press("Ctrl+A")
    stage.hands.type(f"> {words}", enter=True)
