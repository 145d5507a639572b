"""Which keys a field wants under a finger: its kind says it, and nothing else does.

Under a finger these fields get no keyboard from the computer: their input method is off then, so each kind has a pad.
"""

from __future__ import annotations

from typing import NamedTuple

from reception_desk.forms import fields as f
from reception_desk.forms.plates import PROVINCES
from reception_desk.forms.words import NOTHING, Text, say, verbatim, word

BY_KIND = {"money": "sum", "quantity": "sum", "percent": "sum", "whole": "whole", "span": "time", "day": "time",
           "moment": "time"}  # fmt: skip
BY_PATTERN = {"plate": "plate", "phone": "phone", "email": "email"}
RETYPED = frozenset({"sum", "whole", "time"})
"""What stands in these is chosen when the pad comes: the next key replaces it, as after Tab."""


def pad_of(spec: f.Spec) -> str:
    """The pad of a field, "" for free words: those are the computer's own touch keyboard's."""
    return BY_PATTERN.get(spec.pattern, "code") if spec.kind == "code" else BY_KIND.get(spec.kind, "")


class Page(NamedTuple):
    """Rows of keys by name, with blanks between; a name that stands twice side by side or below itself is one key.
    `width` and `height` of all keys together, in pixels at the base size."""

    rows: tuple[str, ...]
    width: int
    height: int


def _figures(*rows: str) -> Page:
    return Page(rows, 88 * len(rows[0].split()), 56 * len(rows))


def _letters(*rows: str) -> Page:
    return Page(rows, 52 * 10, 52 * len(rows))


_ACROSS = 8
_PLACES = [*PROVINCES, "使"]
_PLACE_ROWS = [" ".join(_PLACES[at : at + _ACROSS]) for at in range(0, len(_PLACES), _ACROSS)]
_UP, _LOW = "Q W E R T Y U I O P", "q w e r t y u i o p"
PAGES: dict[str, Page] = {
    "sum": _figures("1 2 3 minus back", "4 5 6 plus clear", "7 8 9 times done", "0 0 point over done"),
    "whole": _figures("1 2 3 minus back", "4 5 6 plus clear", "7 8 9 times done", "0 0 0 over done"),
    "time": _figures("1 2 3 : back", "4 5 6 - clear", "7 8 9 plus done", "0 0 point space done"),
    "phone": _figures("1 2 3 back", "4 5 6 clear", "7 8 9 done", "plus 0 space done"),
    "provinces": _letters(
        *_PLACE_ROWS,
        "abc abc 临 clear clear back done done",
    ),
    "grid": _letters(*_PLACE_ROWS),
    "plate": _letters(
        "1 2 3 4 5 6 7 8 9 0",
        "Q W E R T Y U P back back",
        "A S D F G H J K L 学",
        "Z X C V B N M 警 港 澳",
        "places places 挂 领 使 试 clear clear done done",
    ),
    "free_plate": _letters(
        "1 2 3 4 5 6 7 8 9 0",
        _UP,
        "A S D F G H J K L -",
        "Z X C V B N M back back back",
        "clear clear space space space space space done done done",
    ),
    "code": _letters(
        "1 2 3 4 5 6 7 8 9 0",
        _UP,
        "A S D F G H J K L -",
        "Z X C V B N M . / back",
        "clear clear space space space space _ done done done",
    ),
    "email": _letters(
        "1 2 3 4 5 6 7 8 9 0",
        _LOW,
        "a s d f g h j k l -",
        "z x c v b n m . _ back",
        "clear clear @ @ @ plus plus done done done",
    ),
}


class Key(NamedTuple):
    """What a key shows and, where it types a character, which; `name` is what screen readers say."""

    text: Text
    types: str = ""
    name: Text = NOTHING
    icon: str = ""


KEYS: dict[str, Key] = {
    "minus": Key(verbatim("−"), "-", say("minus")),
    "plus": Key(verbatim("+"), "+", say("plus")),
    "times": Key(verbatim("×"), "*", say("times")),
    "over": Key(verbatim("÷"), "/", say("divided by")),
    "space": Key(word("key", "Space"), " "),
    "back": Key(NOTHING, "", say("Delete the last character"), "backspace"),
    "clear": Key(word("key", "Clear")),
    "done": Key(word("key", "Done")),
    "abc": Key(verbatim("ABC"), "", say("Letters and figures")),
    "places": Key(verbatim("省"), "", say("Provinces")),
}


def key_named(name: str, point: str) -> Key:
    """The key of that name; `point` is what stands before decimals here."""
    if name == "point":
        return Key(verbatim(point), point, say("decimal point"))
    return KEYS.get(name) or Key(verbatim(name), name)


def first_page(pad: str, region: str, typed: str) -> str:
    """The page that a pad shows: where plates begin with a province, that is asked first."""
    if pad != "plate":
        return pad
    if region != "CN":
        return "free_plate"
    return "plate" if typed else "provinces"


class Place(NamedTuple):
    name: str
    row: int
    column: int
    tall: int
    wide: int


def places(page: Page) -> list[Place]:
    """Where each key stands on the page's grid, row by row."""
    grid = [row.split() for row in page.rows]
    taken: set[tuple[int, int]] = set()
    found = []
    for row, names in enumerate(grid):
        for column, name in enumerate(names):
            if (row, column) in taken:
                continue
            wide = next((n for n, other in enumerate(names[column:]) if other != name), len(names) - column)
            tall = next((n for n, other in enumerate(grid[row:]) if other[column] != name), len(grid) - row)
            taken |= {(row + down, column + right) for down in range(tall) for right in range(wide)}
            found.append(Place(name, row, column, tall, wide))
    return found
