"""The screen in other clothes: dark, high contrast, and letters as large as they get."""

from __future__ import annotations

from reception_desk.tour.arriving import DAMAGED
from reception_desk.tour.commanding import command
from reception_desk.tour.stage import Stage
from reception_desk.ui import theme

STEPS = ("check-in", "walk-around", "work-order", "checkout")


def dark(stage: Stage) -> None:
    """Today and each step of a visit, dark; then Today in high contrast."""
    hands = stage.hands
    light = theme.tokens().window
    command(stage, "look: dark")
    hands.expect(theme.tokens().window.lightness() < light.lightness(), "the window should be dark")
    hands.press("Ctrl+T")
    stage.wait_for_message()
    stage.picture("dark-today")
    each_step(stage, "dark")
    command(stage, "look: high contrast")
    stage.picture("contrast-today")
    command(stage, "look: light")
    hands.expect(theme.tokens().window == light, "the window should be light again")


def large(stage: Stage) -> None:
    """The largest letters; what does not fit scrolls or folds, nothing is cut off."""
    hands, before = stage.hands, theme.font().pointSizeF()
    command(stage, "text size: largest")
    hands.expect(theme.font().pointSizeF() > before, "the letters should be larger")
    stage.picture("largest-today")
    each_step(stage, "largest")
    command(stage, "text size: normal")
    hands.expect(theme.font().pointSizeF() == before, "the letters should be as they were")


def each_step(stage: Stage, name: str) -> None:
    """A picture of each tab of a visit; the window is left at Today."""
    hands = stage.hands
    hands.press("Ctrl+K")
    hands.type(DAMAGED[-4:], enter=True)
    for number, step in enumerate(STEPS, 1):
        hands.press(f"Ctrl+{number}")
        stage.picture(f"{name}-{step}")
    hands.press("Ctrl+T")
