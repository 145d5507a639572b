"""The car's state on paper: drawing with marks, their list, legend, fuel, lamps and belongings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reception_desk.forms.walk_around import MARK_KINDS, Mark
from reception_desk.forms.words import Text, say, word
from reception_desk.forms.zones import zone_name
from reception_desk.printing import car
from reception_desk.printing.boxes import TICK, fuel_bar, tick_box, ticked, ticked_width
from reception_desk.printing.cells import CAPTION, CAPTION_BOLD, SECOND, TERMS, VALUE
from reception_desk.printing.content import Content
from reception_desk.printing.pen import Pen
from reception_desk.printing.text import Font, Line, layout, width, wrap

TENTHS = 10
_CODE = Font(9, bold=True)
LIST_STEP = 4.4
HELP = Font(7)


@dataclass(frozen=True)
class Listed:
    """A mark as the list shows it."""

    number: int
    kind: str
    code: str
    words: str
    new: bool
    spot: car.Spot | None


def listed_marks(content: Content) -> list[Listed]:
    """New ones first; the numbers follow the order in which they are kept, old ones from 1 on."""
    content.placed("walk_around.marks")
    found = [_listed(content, number, mark) for number, mark in enumerate(content.walk_around.marks, 1)]
    return sorted(found, key=lambda mark: not mark.new)


def _listed(content: Content, number: int, mark: Mark) -> Listed:
    new = not mark.origin or mark.origin == mark.id
    parts = [content.say(zone_name(mark.zone)) if mark.zone else "", content.of(mark, "kind"), content.of(mark, "note")]
    content.placed("mark.size", "mark.repaired")
    if mark.repaired:
        parts.append(content.say(mark.spec("repaired").label))
    parts.append(content.note(mark))
    code = f"{mark.kind}{mark.size or ''}"
    spot = None if mark.repaired else _spot(content, number, mark, new=new)
    return Listed(number, mark.kind, code, content.gap.join(part for part in parts if part), new, spot)


def _spot(content: Content, number: int, mark: Mark, *, new: bool) -> car.Spot | None:
    if mark.x is not None and mark.y is not None:
        return car.Spot(mark.x / TENTHS, mark.y / TENTHS, mark.kind, number, new)
    zone = car.drawing(content.vehicle.body).main_zone(mark.zone)
    return car.Spot(*zone.centre, mark.kind, number, new) if zone else None


CAPTIONS = {
    "left": word("view", "Left"),
    "right": word("view", "Right"),
    "front": word("view", "Front"),
    "top": word("view", "From above, nose left"),
    "rear": word("view", "Rear"),
}


def draw_views(
    content: Content,
    marks: Sequence[Listed],
    pen: Pen,
    box: tuple[float, float, float, float],
    words: Callable[[Text], str],
) -> None:
    """The views in a box (x, y, width, height); `words` puts the captions into one language or two."""
    spots = [mark.spot for mark in marks if mark.spot]
    content.placed("vehicle.body")
    car.draw_car(pen, *box, content.vehicle.body, spots, {view: words(text) for view, text in CAPTIONS.items()})


class MarkList:
    """The list of marks in one column."""

    def __init__(self, marks: Sequence[Listed], wide: float) -> None:
        self._rows = [(mark, wrap(mark.words, TERMS, wide - 17.5)) for mark in marks]

    @property
    def height(self) -> float:
        return sum(max(len(lines), 1) for _, lines in self._rows) * LIST_STEP

    def draw(self, pen: Pen, x: float, y: float) -> None:
        for mark, lines in self._rows:
            draw_listed(pen, x, y, mark, lines)
            y += max(len(lines), 1) * LIST_STEP


def draw_listed(pen: Pen, x: float, y: float, mark: Listed, lines: Sequence[Line]) -> None:
    centre = y + LIST_STEP / 2
    car.badge(pen, x + 3.2, centre, mark.number, new=mark.new)
    car.symbol(pen, x + 7.6, centre, 1.3, mark.kind, old=not mark.new)
    pen.middle(x + 10.4, centre, mark.code, _CODE if mark.new else TERMS)
    for at, line in enumerate(lines):
        pen.line_of_text(x + 16.6, centre + 1.2 + at * LIST_STEP, line)


def legend(content: Content) -> list[tuple[str, str]]:
    """Code and word of every kind of damage."""
    return [(option.code, content.say(option.label)) for option in MARK_KINDS]


def legend_columns(content: Content, wide: float) -> int:
    """Three where all words find room in them, else two."""
    longest = max(width(f"{code} {words}", TERMS) for code, words in legend(content))
    return 3 if 6.2 + longest + 1 <= wide / 3 else 2


def draw_legend(content: Content, pen: Pen, x: float, y: float, wide: float) -> None:
    """For marks set by pen: every symbol with its word."""
    across = legend_columns(content, wide)
    column = wide / across
    for at, (code, words) in enumerate(legend(content)):
        left, centre = x + at % across * column, y + LIST_STEP * (at // across + 0.5)
        car.symbol(pen, left + 3.2, centre, 1.3, code)
        pen.middle(left + 6.2, centre, f"{code} {words}", TERMS)


def eighths(content: Content) -> int | None:
    fuel = content.kept("check_in.fuel")
    return int(fuel) if fuel and fuel.isdigit() else None


def fuel_words(content: Content) -> str:
    parts = [content.words("check_in.fuel"), content.words("check_in.charge")]
    return content.gap.join(part for part in parts if part)


def draw_fuel(content: Content, pen: Pen, x: float, centre: float, wide: float) -> float:
    """Label, bar, words; gives the width used. The fuel is noted at check-in."""
    start = x + pen.middle(x, centre, content.label("check_in.fuel"), CAPTION) + 2
    fuel_bar(pen, start, centre, wide, 3, eighths(content))
    return start + wide + 2 + pen.middle(start + wide + 2, centre, fuel_words(content), TERMS) - x


APART = 2.0
"""mm between a box and the words of the one before, more than from a box to its own."""


class Boxes:
    """Options as tick boxes, in as many columns as fit."""

    def __init__(
        self, items: Sequence[tuple[str, bool]], room: float, *, size: float = 3.0, seconds: Sequence[str] = ()
    ) -> None:
        """`seconds`: the words once more in English, small and under the others."""
        self._items, self._size, self._seconds = items, size, seconds
        widths = [ticked_width(words, size=size, font=TERMS) for words, _ in items]
        for at, words in enumerate(seconds):
            widths[at] = max(widths[at], ticked_width(words, size=size, font=SECOND))
        self._columns = [room]
        for count in range(min(6, len(items)), 0, -1):
            columns = [max(widths[at::count], default=0) for at in range(count)]
            if sum(columns) + APART * (count - 1) <= room or count == 1:
                spare = (room - sum(columns)) / count
                self._columns = [column + max(min(spare, 8.0), 0) for column in columns]
                break

    @property
    def rows(self) -> int:
        return -(-len(self._items) // len(self._columns))

    def draw(self, pen: Pen, x: float, y: float, pitch: float) -> None:
        for at, (words, on) in enumerate(self._items):
            left = x + sum(self._columns[: at % len(self._columns)])
            centre = y + pitch * (at // len(self._columns) + 0.5)
            if self._seconds and self._seconds[at]:
                tick_box(pen, left, centre, self._size, TICK if on else "")
                pen.text(left + self._size + 1.3, centre + 0.2, words, VALUE)
                pen.text(left + self._size + 1.3, centre + 3.1, self._seconds[at], SECOND)
            else:
                ticked(pen, left, centre, words, on=on, size=self._size, font=TERMS)


def belongings(content: Content) -> list[tuple[str, bool]]:
    """Everything that is asked for; unknown codes of another version are ticked too."""
    spec = content.spec("walk_around.belongings")
    kept = content.kept("walk_around.belongings") or ()
    known = [(content.say(option.label), option.code in kept) for option in spec.options]
    return known + [(code, True) for code in kept if code not in {option.code for option in spec.options}]


def state_words(content: Content) -> str:
    """What the sheet says when no mark is listed."""
    content.placed("walk_around.state")
    return content.show(content.spec("walk_around.state"), content.walk_around.state)


def caption_line(pen: Pen, x: float, y: float, wide: float, words: str, aside: str) -> None:
    """A small title with a word of help at its right, if there is room."""
    used = pen.text(x, y, words, CAPTION_BOLD)
    if used + 3 + layout(aside, HELP).width < wide:
        pen.text(x + wide, y, aside, HELP, "right")


OLD_AND_NEW = say("solid = new, hollow = seen before")
UNTICKED = say("not ticked = not in the car")
