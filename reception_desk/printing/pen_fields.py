"""Declared fields as places for the pen: a line or box to write in, boxes to tick, a bar for a level.

The counterpart of `sheet`: where that draws what was filled in, this draws what is asked. A new field of a sheet stands
on its blank paper by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from reception_desk.forms.fields import GENERAL, ROWS, Form, Section, Spec
from reception_desk.forms.words import Text, word
from reception_desk.printing.blocks import date_words
from reception_desk.printing.boxes import fuel_bar, tick_box
from reception_desk.printing.cells import CAPTION, CAPTION_BOLD, PAD, TERMS, plain, row
from reception_desk.printing.content import Content
from reception_desk.printing.flow import Block, Piece
from reception_desk.printing.paper import STRIP_STEP, Frame
from reception_desk.printing.pen import THIN, Pen
from reception_desk.printing.text import MM, Font, is_han, width, wrap

ACROSS = 12
WRITE, TICKS, LINE = 9.5, 6.6, 8.0
"""Heights: a field to write in, a line of boxes to tick, one line of a memo."""
BOX = 3.8
BAR = 26.0
_STRIP = Font(9, bold=True)
_APART = 3.0
"""Between two boxes with their words."""


@dataclass
class Place:
    """One field of a row, with what it needs."""

    spec: Spec
    label: str
    wide: float = 0
    x: float = 0
    date: str = ""
    unit: str = ""
    options: Sequence[str] = ()
    lines: list[list[str]] = field(default_factory=list)
    memo: int = 0

    @property
    def height(self) -> float:
        if self.memo:
            return 5.0 + LINE * self.memo
        if self.spec.gauge or self.options:
            return TICKS + 5.8 * max(0, len(self.lines) - 1)
        return WRITE

    def draw(self, pen: Pen, y: float, height: float) -> None:
        if self.memo:
            self._draw_memo(pen, y)
        elif self.spec.gauge:
            self._draw_bar(pen, y + height / 2)
        elif self.options:
            self._draw_ticks(pen, y + (height - 5.8 * (len(self.lines) - 1)) / 2)
        else:
            pen.text(self.x + PAD, y + 3.6, self.label, CAPTION)
            right = self.x + self.wide - PAD
            pen.text(right, y + height - 1.9, self.date or self.unit, CAPTION, "right")

    def _draw_memo(self, pen: Pen, y: float) -> None:
        pen.text(self.x + PAD, y + 3.6, self.label, CAPTION)
        for at in range(1, self.memo + 1):
            under = y + 3.4 + at * LINE
            pen.rule(self.x + PAD, under, self.x + self.wide - PAD, under, THIN)

    def _draw_bar(self, pen: Pen, centre: float) -> None:
        x = self.x + PAD + pen.middle(self.x + PAD, centre, self.label, CAPTION) + 2.5
        x += pen.middle(x, centre, "E", Font(9, bold=True)) + 1.2
        fuel_bar(pen, x, centre, BAR, 3.8, None)
        pen.middle(x + BAR + 1.2, centre, "F", Font(9, bold=True))

    def _draw_ticks(self, pen: Pen, centre: float) -> None:
        flag = self.spec.kind == "flag"
        for number, line in enumerate(self.lines):
            x = self.x + PAD
            if number == 0 and not flag:
                x += pen.middle(x, centre, self.label, CAPTION) + _APART
            for words in line:
                tick_box(pen, x, centre, BOX)
                x += BOX + 1.1 + pen.middle(x + BOX + 1.1, centre, words, TERMS) + _APART
            centre += 5.8


@dataclass
class PenRow(Piece):
    places: list[Place] = field(default_factory=list)

    def draw(self, pen: Pen, y: float, height: float) -> None:
        for at, place in enumerate(self.places):
            if at:
                pen.rule(place.x, y, place.x, y + height)
            place.draw(pen, y, height)


def asked(form: type[Form], skip: Collection[str] = ()) -> list[Spec]:
    """What the screen asks for: the fields that stand in one of its sections. Rows have tables of their own."""
    return [
        spec
        for spec in form.specs().values()
        if spec.section is not GENERAL and spec.kind not in ROWS and spec.key not in skip
    ]


def told(form: type[Form], skip: Collection[str] = ()) -> list[Spec]:
    """What a customer's paper says of a record."""
    return [spec for spec in form.specs().values() if spec.paper == "customer" and spec.key not in skip]


def section_blocks(c: Content, frame: Frame, specs: Iterable[Spec]) -> list[Block]:
    """A block for each section, in the order of the declaration."""
    found: dict[Section, list[Spec]] = {}
    for spec in specs:
        found.setdefault(spec.section, []).append(spec)
    return [pen_block(c, frame, section.title, own) for section, own in found.items()]


def pen_block(c: Content, frame: Frame, title: Text, specs: Sequence[Spec]) -> Block:
    """The fields under the title of their section; one field that is called like its section needs no title."""
    own = "" if [spec.label for spec in specs] == [title] else c.say(title)
    return titled(frame, own, pen_rows(c, frame, specs))


def titled(frame: Frame, title: str, pieces: list[Piece]) -> Block:
    """The title stands in the strip where it has room, else over the rows."""
    if _stands(title, frame.strip, sum(piece.height for piece in pieces)):
        return Block(title, pieces).whole()
    head = row([plain(frame.inner, frame.wide, title, font=CAPTION_BOLD)], 4.6, rule=0, keep=True)
    return Block("", [head, *pieces]).whole()


def _stands(title: str, strip: float, height: float) -> bool:
    if not all(is_han(char) for char in title):
        return width(title, _STRIP) <= height - 1
    return len(title) * _STRIP.size * STRIP_STEP / MM <= height or width(title, _STRIP) <= strip


def pen_rows(c: Content, frame: Frame, specs: Iterable[Spec]) -> list[Piece]:
    """As many fields in a row as fit; the last one of a row takes what is left."""
    column = frame.wide / ACROSS
    rows: list[list[tuple[Place, int]]] = [[]]
    used = 0
    for spec in specs:
        place = place_of(c, spec)
        share = _share(place, column)
        if used + share > ACROSS:
            rows.append([])
            used = 0
        rows[-1].append((place, share))
        used += share
    return [_row(frame, column, own) for own in rows if own]


def _row(frame: Frame, column: float, own: Sequence[tuple[Place, int]]) -> PenRow:
    x = frame.inner
    for place, share in own:
        place.x, place.wide = x, share * column
        x += place.wide
    own[-1][0].wide = frame.right - own[-1][0].x
    places = [place for place, _ in own]
    for place in places:
        place.lines = _lines(place, place.wide - 2 * PAD)
    return PenRow(max(place.height for place in places), places=places)


def place_of(c: Content, spec: Spec) -> Place:
    """How a field of this kind is asked for with a pen."""
    label = c.say(spec.label)
    if spec.kind == "flag":
        return Place(spec, label, options=[label])
    if spec.options and not spec.gauge:
        return Place(spec, label, options=[c.say(option.label) for option in spec.options])
    if spec.rows > 1:
        return Place(spec, label, memo=spec.rows)
    date = {"moment": "minute", "day": "year"}.get(spec.kind, "")
    unit = c.language.unit_word(spec.unit) if spec.unit else ""
    return Place(spec, label, date=date_words(c, date) if date else "", unit=unit)


def _share(place: Place, column: float) -> int:
    """Columns of twelve."""
    spec = place.spec
    if place.memo:
        return ACROSS
    if spec.gauge:
        need = width(place.label, CAPTION) + BAR + 14
    elif place.options:
        need = _line_width(place, place.options, first=True) + 2 * PAD
    else:
        need = max(width(place.label, CAPTION) + 2 * PAD, _writing(place) * column)
    return next((share for share in (2, 3, 4, 6, 8) if need <= share * column), ACROSS)


def _writing(place: Place) -> int:
    """Room for a hand: short codes and figures need little, names and sentences much."""
    spec = place.spec
    if spec.kind in ("text", "code", "link"):
        if spec.wide == ACROSS:
            return ACROSS if spec.length > 60 else 6
        return 2 if spec.length <= 12 else 3 if spec.length <= 40 else 4 if spec.length <= 80 else 6
    return 4 if spec.kind == "moment" else 3 if spec.kind == "day" else 2


def _line_width(place: Place, words: Sequence[str], *, first: bool) -> float:
    label = width(place.label, CAPTION) + _APART if first and place.spec.kind != "flag" else 0.0
    return label + sum(BOX + 1.1 + width(each, TERMS) + _APART for each in words) - _APART


def _lines(place: Place, room: float) -> list[list[str]]:
    """The boxes in lines; a word longer than a line stands alone."""
    lines: list[list[str]] = [[]]
    for words in place.options:
        if lines[-1] and _line_width(place, [*lines[-1], words], first=len(lines) == 1) > room:
            lines.append([])
        lines[-1].append(words)
    return lines if place.options else []


@dataclass(frozen=True)
class PenColumn:
    """One column of a table to write in."""

    title: str
    width: float


@dataclass
class PenTable(Piece):
    """One empty row, or the heads of the columns."""

    x: float = 0
    columns: Sequence[PenColumn] = ()
    words: Sequence[str] = ()

    def draw(self, pen: Pen, y: float, height: float) -> None:
        x = self.x
        for at, column in enumerate(self.columns):
            if at:
                pen.rule(x, y, x, y + height)
            if self.words:
                lines = wrap(self.words[at], CAPTION, column.width - 1.2)
                for down, line in enumerate(lines):
                    first = y + height / 2 + 1.1 - (len(lines) - 1) * 1.6
                    pen.line_of_text(x + column.width / 2, first + down * 3.2, line, "centre")
            x += column.width


def table_block(frame: Frame, title: str, columns: Sequence[PenColumn], rows: int, *, high: float = LINE) -> Block:
    """`rows` empty rows under their heads; the first columns may carry numbers."""
    deep = max(len(wrap(column.title, CAPTION, column.width - 1.2)) for column in columns)
    titles = [column.title for column in columns]
    head = PenTable(2.2 + 3.2 * deep, x=frame.inner, columns=columns, words=titles)
    own: list[Piece] = [
        PenTable(high, x=frame.inner, columns=columns, words=[str(at), *[""] * (len(columns) - 1)])
        for at in range(1, rows + 1)
    ]
    return Block(title, own, head=head)


def columns_of(c: Content, specs: Iterable[Spec], wide: float, amount: str = "") -> list[PenColumn]:
    """Number, one column for each field, the amount: what is left goes to the longest texts."""
    specs = list(specs)
    widths = {spec.key: _column_width(c, spec) for spec in specs}
    end = [PenColumn(amount, 24.0)] if amount else []
    free = wide - 7 - sum(widths.values()) - sum(column.width for column in end)
    long = [spec.key for spec in specs if spec.kind == "text" and spec.length > 60] or list(widths)[:1]
    for key in long:
        widths[key] += free / len(long)
    return [PenColumn("", 7), *(PenColumn(_head(c, spec), widths[spec.key]) for spec in specs), *end]


def _head(c: Content, spec: Spec) -> str:
    return c.say(word("column", "Qty")) if spec.kind == "quantity" else c.say(spec.label)


def choices_words(c: Content, specs: Iterable[Spec]) -> str:
    """What can be written into the columns of choices, under their table."""
    parts = [
        c.told(c.say(spec.label), " / ".join(c.say(option.label) for option in spec.options))
        for spec in specs
        if spec.options
    ]
    return c.gap.join(parts)


def _column_width(c: Content, spec: Spec) -> float:
    longest = max((width(part, CAPTION) for part in _head(c, spec).split()), default=0.0) + 1.6
    usual = {"money": 20.0, "quantity": 14.0, "percent": 13.0, "choice": 20.0, "code": 24.0}.get(spec.kind, 14.0)
    return max(usual, min(longest, 30.0))
