"""Help at hand: the keys of a screen, what can be done by words, recent messages, a quick look at a row."""

from __future__ import annotations

from reception_desk.forms.words import Text
from reception_desk.tour.arriving import DAMAGED
from reception_desk.tour.commanding import command
from reception_desk.tour.stage import Stage
from reception_desk.ui.places.board_table import BoardTable
from reception_desk.ui.widgets.search_box import SearchBox


def quick_look(stage: Stage) -> None:
    """Space on a row of Today tells all about the visit without going there."""
    hands = stage.hands
    hands.press("F6", "F6")
    hands.focused("today.board")
    table = hands.see_a(BoardTable)
    hands.press("Home")
    while table.board.lines[table.currentIndex().row()].row is None:
        hands.press("Down")
    hands.press("Down", "Space")
    hands.see("today.peek")
    stage.picture("today-peek")
    hands.press("Space")
    hands.expect(not hands.all("today.peek"), "Space should close the quick look again")
    hands.expect(stage.window.place == "today", "a quick look should not leave Today")


def keys_of_screens(stage: Stage) -> None:
    """F1 on Today and on a work order; the whole list comes out of the printer."""
    hands = stage.hands
    hands.press("F1")
    hands.see("help.panel")
    stage.picture("keys-today")
    hands.press("Ctrl+P")
    stage.papers(1, "the list of keys")
    hands.press("Escape")
    hands.press("Ctrl+K")
    hands.type(DAMAGED[-4:], enter=True)
    hands.press("Ctrl+3", "F1")
    stage.picture("keys-work-order")
    hands.press("F1", "Escape")
    hands.expect(not hands.all("help.panel"), "Esc should close the keys")
    hands.press("Ctrl+T")


def commands(stage: Stage) -> None:
    """All that can be done stands behind `>`; the recent messages are reached by it."""
    hands = stage.hands
    hands.press("Ctrl+K")
    hands.type(">")
    rows = hands.see_a(SearchBox).panel.model.hit_rows()
    hands.expect(len(rows) > 20, f"there should be more to do than {len(rows)} things")
    stage.picture("commands")
    hands.press("Escape", "Escape")
    command(stage, "recent messages")
    hands.see("messages.panel")
    told = stage.window.toast.recent
    hands.expect(told and isinstance(told[0].text, Text), "what was told should stand there")
    stage.picture("messages")
    hands.press("Escape")


def blank_papers(stage: Stage) -> None:
    """For the day when the power is out: three papers for the pen, printed while there is power."""
    command(stage, "print blank papers for a power cut")
    stage.papers(3, "the blank papers")
