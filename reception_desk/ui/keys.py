"""What can be done by a key or by a `>` command: one table that shortcuts, F1, tooltips and the search box read.

A row says what it is called in the program, what it does in words, its keys and where it works. Keys are not
translated. Rows of a widget's own keys stand here too, so that F1 tells them; the window binds no shortcut for those.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from reception_desk.forms.words import Text, say
from reception_desk.ui.pages import PLACES


class Command(NamedTuple):
    """`where`: the screens it works on, see `SCREENS`; `own`: the widget that has the focus takes these keys.

    `held`: the key may be held down, all others do what they do once. `listed`: `>` offers it.
    """

    name: str
    words: Text
    keys: tuple[str, ...] = ()
    where: tuple[str, ...] = ("everywhere",)
    icon: str = ""
    own: bool = False
    held: bool = False
    listed: bool = True


GROUPS: dict[str, Text] = {
    "board": say("Cars of the day"),
    "visit": say("In a visit"),
    "diagram": say("Car drawing"),
    "lines": say("Lines of the work order"),
    "pay": say("Payment"),
    "settings": say("Settings"),
    "booking": say("New booking"),
    "new_visit": say("New visit"),
    "preview": say("Paper on the screen"),
    "debts": say("What customers owe"),
    "fields": say("Fields and lists"),
    "search": say("Search"),
    "everywhere": say("Everywhere"),
}
"""Where keys work, in the order in which F1 tells them."""

ALWAYS = ("search", "everywhere")
SCREENS: dict[str, tuple[str, ...]] = {
    "today": ("board", *ALWAYS),
    "visit.1": ("visit", "fields", *ALWAYS),
    "visit.2": ("visit", "diagram", "fields", *ALWAYS),
    "visit.3": ("visit", "lines", "fields", *ALWAYS),
    "visit.4": ("visit", "pay", "fields", *ALWAYS),
    "settings": ("settings", "fields", *ALWAYS),
    "booking": ("booking", "fields", *ALWAYS),
    "new_visit": ("new_visit", *ALWAYS),
    "preview": ("preview", *ALWAYS),
    "debts": ("debts", *ALWAYS),
}
"""The groups of each screen: a place, or a step of the visit."""

_KEPT = ("visit", "settings")


def _everywhere() -> Iterable[Command]:
    yield Command("search", say("Search; > lists what can be done"), ("Ctrl+K", "Ctrl+E", "F3"), listed=False)
    yield Command("new_visit", say("New visit"), ("Ctrl+N",), icon="plus")
    yield Command("new_booking", say("New booking"), ("Ctrl+Shift+N",), icon="calendar-time")
    for number, (place, icon, words) in enumerate(PLACES, 1):
        own = ("Ctrl+T",) if place == "today" else ()
        yield Command(place, words, (*own, f"Ctrl+Shift+{number}"), icon=icon)
    yield Command("primary", say("The blue button"), ("Ctrl+Return", "Ctrl+Enter"))
    yield Command("back", say("Back to what was open before"), ("Alt+Left",), icon="arrow-back-up")
    yield Command("forward", say("Forward again"), ("Alt+Right",), icon="chevron-right")
    yield Command("messages", say("Recent messages"), ("Ctrl+M",), icon="bell")
    yield Command("saved", say("Everything is saved by itself"), ("Ctrl+S",), icon="check")
    yield Command("help", say("Keys of this screen"), ("F1",), icon="info-circle")
    yield Command("refresh", say("Load the screen again"), ("F5",), icon="repeat")
    yield Command("pane", say("Next part: search, rail, page, footer"), ("F6",))
    yield Command("pane_back", say("Part before"), ("Shift+F6",))
    yield Command("full_screen", say("Full screen, and back"), ("F11",), icon="world")
    yield Command("escape", say("Close a list or panel, stop typing; never a visit"), ("Esc",), own=True)


def _visit() -> Iterable[Command]:
    steps = (say("Check-in"), say("Walk-around"), say("Work order"), say("Checkout"))
    for number, words in enumerate(steps, 1):
        yield Command(f"step{number}", words, (f"Ctrl+{number}",), ("visit",), icon="chevron-right")
    yield Command("step+", say("Next step"), ("Ctrl+PgDown", "Ctrl+Tab"), ("visit",), held=True)
    yield Command("step-", say("Step before"), ("Ctrl+PgUp", "Ctrl+Shift+Tab"), ("visit",), held=True)
    yield Command("add_job", say("Add job / part"), ("Ctrl+J",), ("visit",), icon="plus")
    yield Command("repeat", say("Repeat from an earlier visit"), ("Ctrl+R",), ("visit",), icon="repeat")
    yield Command("history", say("History of the car"), ("F9",), ("visit",), icon="history")
    papers = ("visit", "preview", "debts")
    yield Command("print", say("Print the paper of this step"), ("Ctrl+P",), papers, icon="printer")
    yield Command("preview", say("Look at the paper first"), ("Ctrl+Shift+P",), ("visit",), icon="file-text")
    yield Command("undo", say("Undo"), ("Ctrl+Z",), _KEPT, icon="arrow-back-up", held=True)
    yield Command("redo", say("Redo"), ("Ctrl+Y", "Ctrl+Shift+Z"), _KEPT, icon="repeat", held=True)


def _own(name: str, where: str, words: Text, *keys: str) -> Command:
    return Command(name, words, keys, (where,), own=True, listed=False)


def _widgets() -> Iterable[Command]:
    """Keys that only mean something where the focus is."""
    yield _own("board.do", "board", say("What the row's button says"), "Enter")
    yield _own("board.peek", "board", say("Quick look at the row, and away again"), "Space")
    yield _own("board.choose", "board", say("Choose a row"), "↑ ↓")
    yield _own("board.fold", "board", say("Fold, unfold a group"), "← →")
    yield _own("board.beside", "board", say("In columns: to the column beside"), "← →")
    yield _own("board.menu", "board", say("More for the row"), "Shift+F10")
    yield _own("board.filter", "board", say("Only rows that hold what is typed"), "A … Z")
    yield _own("diagram.walk", "diagram", say("From zone to zone"), "↑ ↓ ← →")
    yield _own("diagram.mark", "diagram", say("Mark damage of this kind"), "S D C K B R P M O")
    yield _own("diagram.entry", "diagram", say("Type a mark: part, kind and size, such as lfd s2"), "/")
    yield _own("diagram.menu", "diagram", say("More for the mark"), "Shift+F10")
    yield _own("diagram.size", "diagram", say("Its size"), "1 – 3")
    yield _own("diagram.remove", "diagram", say("Remove the mark"), "Backspace")
    yield _own("marks.note", "diagram", say("Note of the mark that is chosen in the list"), "F2")
    yield _own("marks.remove", "diagram", say("Take the mark off the list"), "Del")
    yield _own("diagram.none", "diagram", say("No new damage"), "N")
    yield _own("lines.edit", "lines", say("Edit the cell, or begin to type"), "F2", "Enter")
    yield _own("lines.details", "lines", say("All that the line has"), "2× F2")
    yield _own("lines.choices", "lines", say("Choices of the cell"), "F4")
    yield _own("lines.remove", "lines", say("Take the line off"), "Del")
    yield _own("lines.move", "lines", say("Move the line"), "Alt+↑ ↓")
    yield _own("lines.menu", "lines", say("More for the line"), "Shift+F10")
    yield _own("lines.tick", "lines", say("OK, done: on and off"), "Space")
    yield _own("pay.kind", "pay", say("Way of paying"), "1 – 6")
    yield _own("settings.choose", "settings", say("Choose a section or row"), "↑ ↓")
    yield _own("settings.in", "settings", say("Into the section or row, and back"), "Enter", "Esc")
    yield _own("settings.edit", "settings", say("Into the fields of the row"), "F2")
    yield _own("rows.move", "settings", say("Move the row of a list"), "Alt+↑ ↓")
    yield _own("rows.remove", "settings", say("Take the row off the list"), "Ctrl+Del")
    yield _own("booking.book", "booking", say("Book"), "Ctrl+Enter")
    yield _own("new_visit.choose", "new_visit", say("Choose a row"), "↑ ↓")
    yield _own("new_visit.province", "new_visit", say("Provinces of a plate: ← → or pinyin, Enter"), "F4")
    yield _own("new_visit.take", "new_visit", say("Begin the visit"), "Enter")
    yield _own("debts.open", "debts", say("To its payment"), "Enter")
    yield _own("preview.scroll", "preview", say("Turn the pages"), "PgUp PgDn")
    yield _own("fields.next", "fields", say("Next field, field before"), "Enter", "Shift+Enter")
    yield _own("fields.open", "fields", say("Open the choices"), "F4", "Alt+↓")
    yield _own("fields.tick", "fields", say("Tick, press a button"), "Space")
    yield _own("search.choose", "search", say("Choose a row"), "↑ ↓")
    yield _own("search.do", "search", say("Do what stands at the right"), "Enter")
    yield _own("search.card", "search", say("Open the last record"), "Ctrl+Enter")
    yield _own("search.close", "search", say("Close the list, empty the box, back to the page"), "Esc")


def _unkeyed() -> Iterable[Command]:
    """What only the search box offers."""
    yield Command("reprint", say("Print the last paper once more"), icon="printer")
    yield Command("print_keys", say("Print the list of keys"), icon="printer")
    yield Command("new_visit_earlier", say("New visit that came earlier"), icon="history")
    yield Command("came_earlier", say("This car came earlier: typed in from paper"), (), ("visit",), icon="history")
    yield Command("print_blank", say("Print blank papers for a power cut"), icon="file")
    yield Command("debts", say("What customers owe"), icon="notebook")
    yield Command("back_up", say("Back up now"), icon="folder")


@cache
def commands() -> tuple[Command, ...]:
    return (*_visit(), *_widgets(), *_everywhere(), *_unkeyed())


def command(name: str) -> Command:
    return next(one for one in commands() if one.name == name)


def key_of(name: str) -> str:
    """The key that a button of this command shows, "" for none."""
    keys = command(name).keys
    return shown(keys[0]) if keys else ""


_NAMES = {"Return": "Enter", "PgDown": "PgDn", "Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}


def shown(key: str) -> str:
    """A key as it is written on keyboards; "Ctrl+Return" is Ctrl+Enter."""
    *held, last = key.split("+")
    return "+".join([*held, _NAMES.get(last, last)])


def caps(one: Command) -> list[str]:
    """All keys of a command as they are shown, each once."""
    return list(dict.fromkeys(shown(key) for key in one.keys))


def of_screen(screen: str) -> list[tuple[Text, list[Command]]]:
    """What has a key on a screen, in groups; a command stands in the first of its groups that is there."""
    found = []
    here = SCREENS.get(screen, ALWAYS)
    for group, title in GROUPS.items():
        own = [one for one in commands() if one.keys and _home(one, here) == group]
        if own:
            found.append((title, own))
    return found


def all_keys() -> list[tuple[Text, list[Command]]]:
    """The whole map, for the printed page."""
    return [
        (title, own)
        for group, title in GROUPS.items()
        if (own := [one for one in commands() if one.keys and _home(one, tuple(GROUPS)) == group])
    ]


def _home(one: Command, here: tuple[str, ...]) -> str:
    return next((group for group in GROUPS if group in one.where and group in here), "")


def works(one: Command, screen: str) -> bool:
    return any(group in one.where for group in SCREENS.get(screen, ALWAYS))
