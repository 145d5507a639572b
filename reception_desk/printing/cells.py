"""Rows of cells: label and value, table columns, text in columns. Rows grow with wrapped text, by 4.3 mm a line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from reception_desk.printing.flow import Piece
from reception_desk.printing.pen import HAIR, MIDDLE, THIN, Align, Pen
from reception_desk.printing.text import MM, Font, Line, is_han, layout, width, wrap

VALUE = Font(10)
STRONG = Font(10, bold=True)
TERMS = Font(9)
CAPTION = Font(8)
CAPTION_BOLD = Font(8, bold=True)
SECOND = Font(6.5)
FOOTER = Font(7.5)

PAD = 1.5
STEP = 4.3
"""What one more line adds to a row."""
TIGHT = 5.2
"""A row of one line where room is short; the letters stay as large as they are."""
TAIL = 2.4
"""Between a text and the note on its last line."""
_STEPS = {10: 4.6, 9: 4.4, 9.5: 4.4, 14: 7.0}


def step(font: Font) -> float:
    """Leading, mm."""
    return _STEPS.get(font.size, font.size * 0.46)


@dataclass
class Cell:
    """One cell of a row: its left edge and width on the page, its lines, an optional label before them.

    `edge` draws the line at its left; `shift` moves right-aligned numbers left so that their points align.
    """

    x: float
    width: float
    lines: list[Line] = field(default_factory=list)
    align: Align = "left"
    label: str = ""
    second: str = ""
    offset: float = PAD
    edge: bool = False
    shift: float = 0
    stacked: bool = False
    struck: bool = False
    tail: Line | None = None
    """A note in small type on the last line."""

    def draw(self, pen: Pen, y: float, height: float, base: float, leading: float) -> None:
        if self.edge:
            pen.rule(self.x, y, self.x, y + height)
        centre = y + (base if len(self.lines) > 1 or self.stacked else height) / 2
        self._draw_label(pen, centre)
        if self.stacked:
            centre += 3.9
        self._draw_tail(pen, centre + (len(self.lines) - 1) * leading)
        for at, line in enumerate(self.lines):
            baseline = centre + at * leading + MIDDLE * line.font.size / MM
            pen.line_of_text(self._x(), baseline, line, self.align)
            if self.struck and line.text:
                start = self._x() - {"left": 0.0, "right": line.width, "centre": line.width / 2}[self.align]
                pen.rule(start, centre + at * leading, start + line.width, centre + at * leading, THIN)

    def _draw_tail(self, pen: Pen, centre: float) -> None:
        if self.tail and self.lines:
            x = self.x + self.offset + self.lines[-1].width + TAIL
            pen.line_of_text(x, centre + MIDDLE * VALUE.size / MM, self.tail)

    def _x(self) -> float:
        if self.align == "right":
            return self.x + self.width - PAD - self.shift
        return self.x + self.width / 2 if self.align == "centre" else self.x + self.offset

    def _draw_label(self, pen: Pen, centre: float) -> None:
        if self.second:
            pen.text(self.x + PAD, centre - 0.2, self.label, CAPTION)
            pen.text(self.x + PAD, centre + 2.3, self.second, SECOND)
        elif self.label:
            pen.middle(self.x + PAD, centre, self.label, CAPTION)


@dataclass
class Row(Piece):
    """Cells side by side; `base` is the height of a row of one line."""

    cells: list[Cell] = field(default_factory=list)
    base: float = 6.1
    leading: float = STEP

    def draw(self, pen: Pen, y: float, height: float) -> None:
        for cell in self.cells:
            cell.draw(pen, y, height, min(self.base + height - self.height, height), self.leading)

    def pressed(self) -> Self:
        return replace(super().pressed(), base=self.base - self.give)

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        fit = int((room - self.base) / self.leading) + 1 if room >= self.base else 0
        if fit < 1 or max((len(cell.lines) for cell in self.cells), default=0) <= fit:
            return None
        first = [
            replace(cell, lines=cell.lines[:fit], tail=cell.tail if len(cell.lines) <= fit else None)
            for cell in self.cells
        ]
        rest = [replace(cell, lines=cell.lines[fit:], label="", second="", stacked=False) for cell in self.cells]
        one = row(first, self.base, leading=self.leading, rule=0, keep=False)
        return one, row(rest, self.base, leading=self.leading, rule=self.rule, keep=self.keep)


def row(
    cells: list[Cell],
    base: float,
    *,
    leading: float = STEP,
    rule: float = HAIR,
    keep: bool = False,
    spare: bool = False,
) -> Row:
    """A row as high as its highest cell needs."""
    most = max((len(cell.lines) + (0.9 if cell.stacked else 0) for cell in cells), default=1)
    height, give = base + max(most - 1, 0) * leading, max(base - TIGHT, 0)
    return Row(height, keep=keep, rule=rule, spare=spare, give=give, cells=cells, base=base, leading=leading)


def value_offset(label: str) -> float:
    """Where the value starts after the cell's edge, so that values of a column stand under each other."""
    if label and all(is_han(char) for char in label) and len(label) in _OFFSETS:
        return _OFFSETS[len(label)]
    return max(16.0 if label else PAD, width(label, CAPTION) + PAD + 2.2)


_OFFSETS = {2: 12.0, 3: 16.0, 4: 16.0, 5: 19.0}


def labelled(
    x: float,
    wide: float,
    label: str,
    value: str,
    *,
    font: Font = VALUE,
    offset: float = 0,
    edge: bool = False,
    second: str = "",
) -> Cell:
    """Label and value; a value that only fits without its label beside it stands under it."""
    start = offset or value_offset(label)
    lines = wrap(value, font, wide - start - PAD)
    if len(lines) > 1 and label and not second:
        below = wrap(value, font, wide - 2 * PAD)
        if len(below) < len(lines):
            return Cell(x, wide, below, label=label, edge=edge, stacked=True)
    return Cell(x, wide, lines, label=label, second=second, offset=start, edge=edge)


def plain(
    x: float,
    wide: float,
    value: str,
    *,
    font: Font = VALUE,
    align: Align = "left",
    edge: bool = False,
    shift: float = 0,
    offset: float = PAD,
) -> Cell:
    room = wide - 0.6 if align == "centre" else wide - offset - PAD - shift
    return Cell(x, wide, wrap(value, font, room), align=align, edge=edge, shift=shift, offset=offset)


@dataclass(frozen=True)
class Column:
    """One column of a table. `decimal`: numbers align on their point."""

    width: float
    title: str = ""
    align: Align = "left"
    decimal: bool = False
    edge: bool = True
    font: Font = VALUE
    inline: bool = True
    """Whether a note may stand behind the last line."""


Words = str | tuple[str, str]
"""What stands in one cell of a table; the second text is a note in small type under the first."""


def table(
    x: float,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Words]],
    *,
    base: float = 5.8,
    head: float = 5.0,
    head_rule: float = HAIR,
    font: Font = VALUE,
) -> tuple[Row, list[Piece]]:
    """Column heads, and a row for each sequence of words. `font`: of columns that have none of their own."""
    columns = [column if column.font != VALUE else replace(column, font=font) for column in columns]
    rows = [list(words) for words in rows]
    titles: list[Cell] = []
    cells: list[list[Cell]] = [[] for _ in rows]
    place = x
    for at, column in enumerate(columns):
        titles.append(
            plain(place, column.width, column.title, font=CAPTION, align=column.align, edge=column.edge and at > 0)
        )
        for number, cell in enumerate(
            _column(place, column, [words[at] for words in rows], edge=column.edge and at > 0)
        ):
            cells[number].append(cell)
        place += column.width
    return row(titles, head, rule=head_rule), [row(own, base) for own in cells]


def _column(x: float, column: Column, words: list[Words], *, edge: bool) -> list[Cell]:
    mains = [item if isinstance(item, str) else item[0] for item in words]
    fractions = [_fraction_width(main, column.font) if column.decimal else 0.0 for main in mains]
    most = max(fractions, default=0.0)
    found = []
    for item, main, fraction in zip(words, mains, fractions, strict=True):
        cell = plain(
            x, column.width, main, font=column.font, align=column.align, edge=edge, shift=most - fraction if main else 0
        )
        if not isinstance(item, str):
            _add_note(cell, item[1], column)
        found.append(cell)
    return found


def _add_note(cell: Cell, note: str, column: Column) -> None:
    """Behind the last line if it fits there, else under it."""
    room = column.width - 2 * PAD
    lines = wrap(note, CAPTION, room)
    if column.inline and len(lines) == 1 and cell.lines and cell.lines[-1].width + TAIL + lines[0].width <= room:
        cell.tail = lines[0]
    else:
        cell.lines = cell.lines + lines


def _fraction_width(number: str, font: Font) -> float:
    whole, point, fraction = number.partition(".")
    return width(point + fraction, font) if point and whole.lstrip("−-").replace(",", "").isdigit() else 0.0


def paragraph(x: float, wide: float, text: str, font: Font = VALUE, *, offset: float = PAD) -> list[Piece]:
    """Free text, a row for each line, so that it flows over pages like any table."""
    return text_rows([(x, [(text, font)], False)], wide, offset=offset)


def text_rows(
    columns: Sequence[tuple[float, Sequence[tuple[str, Font]], bool]], wide: float, *, offset: float = PAD
) -> list[Piece]:
    """Texts side by side, line by line. A column: its left edge, its texts with their type, a line at its left."""
    lines = [
        [line for text, font in texts for line in wrap(text, font, wide - offset - PAD)] for _, texts, _ in columns
    ]
    pieces: list[Piece] = []
    for at in range(max((len(own) for own in lines), default=0)):
        cells = [
            Cell(x, wide, own[at : at + 1], offset=offset, edge=edge)
            for (x, _, edge), own in zip(columns, lines, strict=True)
        ]
        high = max(step(line.font) for cell in cells for line in cell.lines)
        pieces.append(row(cells, high, rule=0))
    return pieces


def padded(pieces: list[Piece], above: float = 1.4, below: float = 1.4) -> list[Piece]:
    """A little air before the first and after the last line of free text."""
    if not pieces:
        return []
    top = Row(above, keep=True, rule=0, base=above)
    pieces[-1].keep = True
    return [top, *pieces, Row(below, rule=HAIR, base=below)]


def fitted(words: str, font: Font, room: float) -> Font:
    """The named size or the largest that fits: for plates and the like, never for wrapped text."""
    wide = layout(words, font, plate=True).width
    return font if wide <= room else Font(int(font.size * room / wide * 2) / 2, font.bold)
