"""The state of the car on the work order: drawing, marks, fuel, lamps and belongings in one compact block."""

from __future__ import annotations

from reception_desk.forms.words import say, word
from reception_desk.printing.cells import CAPTION, CAPTION_BOLD, PAD, TERMS, step
from reception_desk.printing.content import Content
from reception_desk.printing.flow import Block, Drawn, Piece
from reception_desk.printing.paper import Frame
from reception_desk.printing.pen import Pen
from reception_desk.printing.text import Line, width, wrap
from reception_desk.printing.walk_blocks import (
    HELP,
    LIST_STEP,
    OLD_AND_NEW,
    UNTICKED,
    Boxes,
    Listed,
    MarkList,
    belongings,
    caption_line,
    draw_fuel,
    draw_legend,
    draw_listed,
    draw_views,
    fuel_words,
    legend,
    legend_columns,
    listed_marks,
    state_words,
)

LEAST = 47.0
"""What the drawing needs, mm."""
DRAWING = 107.0
BESIDE = 9
"""Lines of marks that find room beside the drawing; more stand below, three in a row."""
BAR = 24.0
_PITCH = 5.2
_WIDE_LABEL = 30.0


class StateBlock:
    """Drawing at the left; at its right marks, fuel and lamps; belongings under these or, if lower, under all."""

    def __init__(self, content: Content, frame: Frame) -> None:
        self._content, self._frame = content, frame
        self._x = frame.inner + DRAWING
        self._wide = frame.right - self._x
        self._room = self._wide - 2 * PAD
        content.placed("check_in.fuel", "check_in.charge")
        self._marks = listed_marks(content)
        self._list = MarkList(self._marks, self._wide)
        self._below = self._list.height > BESIDE * LIST_STEP
        self._lamps = self._told("walk_around.lamps")
        self._lamp_lines = self._wrapped_lamps()
        self._items = belongings(content)
        self._notes = self._all_notes()

    def block(self) -> Block:
        side = Boxes(self._items, self._room)
        side_notes = wrap(self._notes, TERMS, self._room)
        beside = _PITCH * (side.rows + 1) + step(TERMS) * len(side_notes) + 0.8
        under = Boxes(self._items, self._frame.wide - _WIDE_LABEL - PAD)
        under_notes = wrap(self._notes, TERMS, self._frame.wide - _WIDE_LABEL - PAD)
        strip = _PITCH * under.rows + step(TERMS) * len(under_notes) + 1.2
        if max(LEAST, self._upper() + beside) <= max(LEAST, self._upper()) + strip:
            rows: list[Piece] = [self._top(self._upper() + beside, side, side_notes)]
        else:
            rows = [self._top(self._upper(), None, []), self._strip(strip, under, under_notes)]
        if self._below:
            rows += mark_rows(self._frame, self._marks)
        return Block(self._content.say(word("block", "State")), rows).whole()

    def _told(self, key: str) -> str:
        label, words = self._content.pair(key)
        return self._content.told(label, words) if words else ""

    def _wrapped_lamps(self) -> list[Line]:
        """The lamps stand behind the fuel when there is room, else under it."""
        if self._fuel_end() + 4 + width(self._lamps, TERMS) <= self._wide - PAD:
            return []
        return wrap(self._lamps, TERMS, self._room)

    def _fuel_end(self) -> float:
        c = self._content
        return PAD + width(c.label("check_in.fuel"), CAPTION) + 2 + BAR + 2 + width(fuel_words(c), TERMS)

    def _all_notes(self) -> str:
        c = self._content
        told = c.label("walk_around.valuables_told") if c.kept("walk_around.valuables_told") else ""
        return c.gap.join(part for part in (self._told("walk_around.belongings_note"), told) if part)

    def _list_height(self) -> float:
        if self._below:
            return LIST_STEP
        if self._marks:
            return self._list.height
        return -(-len(legend(self._content)) // legend_columns(self._content, self._wide)) * LIST_STEP

    def _upper(self) -> float:
        """Title, list, fuel and lamps."""
        lamps = step(TERMS) * len(self._lamp_lines) + 1.0 if self._lamp_lines else 0.0
        return 5.2 + self._list_height() + 1.2 + 6.2 + lamps

    def _top(self, height: float, boxes: Boxes | None, notes: list[Line]) -> Piece:
        c, x = self._content, self._x

        def draw(pen: Pen, y: float, height: float) -> None:
            draw_views(c, self._marks, pen, (self._frame.inner + 1, y + 1, DRAWING - 2, height - 2), c.say)
            pen.rule(x, y, x, y + height)
            y = self._draw_upper(pen, y)
            if boxes:
                pen.rule(x, y, self._frame.right, y)
                caption_line(pen, x + PAD, y + 3.9, self._room, c.label("walk_around.belongings"), c.say(UNTICKED))
                boxes.draw(pen, x + PAD, y + _PITCH, _PITCH)
                self._draw_lines(pen, x + PAD, y + _PITCH * (boxes.rows + 1), notes)

        return Drawn(max(LEAST, height), by=draw)

    def _draw_upper(self, pen: Pen, y: float) -> float:
        c, x = self._content, self._x
        caption_line(pen, x + PAD, y + 3.9, self._room, c.say(say("Damage at arrival")), c.say(OLD_AND_NEW))
        self._draw_list(pen, y + 5.2)
        y += 5.2 + self._list_height() + 1.2
        pen.rule(x, y, self._frame.right, y)
        draw_fuel(c, pen, x + PAD, y + 3.1, BAR)
        if not self._lamp_lines:
            pen.middle(x + self._fuel_end() + 4, y + 3.1, self._lamps, TERMS)
            return y + 6.2
        return self._draw_lines(pen, x + PAD, y + 6.2, self._lamp_lines) + 1.0

    def _strip(self, height: float, boxes: Boxes, notes: list[Line]) -> Piece:
        c, x = self._content, self._frame.inner

        def draw(pen: Pen, y: float, _height: float) -> None:
            pen.middle(x + PAD, y + 0.6 + _PITCH / 2, c.label("walk_around.belongings"), CAPTION_BOLD)
            for at, line in enumerate(wrap(c.say(UNTICKED), HELP, _WIDE_LABEL - PAD)):
                pen.line_of_text(x + PAD, y + 0.6 + _PITCH * 1.2 + at * 2.8, line)
            boxes.draw(pen, x + _WIDE_LABEL, y + 0.6, _PITCH)
            self._draw_lines(pen, x + _WIDE_LABEL, y + 0.6 + _PITCH * boxes.rows, notes)

        return Drawn(height, by=draw)

    def _draw_list(self, pen: Pen, y: float) -> None:
        c, x = self._content, self._x
        if self._below:
            pen.middle(x + PAD, y + 2.2, c.say(say("See the list below.")), CAPTION)
        elif self._marks:
            self._list.draw(pen, x, y)
        else:
            draw_legend(c, pen, x, y, self._wide)

    def _draw_lines(self, pen: Pen, x: float, y: float, lines: list[Line]) -> float:
        for line in lines:
            pen.line_of_text(x, y + 3.2, line)
            y += step(TERMS)
        return y


def mark_rows(frame: Frame, marks: list[Listed], across: int = 3) -> list[Piece]:
    """The list of marks in columns, row by row, so that it can go on to another page."""
    wide = frame.wide / across
    rows: list[Piece] = []
    for first in range(0, len(marks), across):
        own = [(mark, wrap(mark.words, TERMS, wide - 18)) for mark in marks[first : first + across]]
        height = LIST_STEP * max(max(len(lines), 1) for _, lines in own) + 0.6

        def draw(pen: Pen, y: float, _height: float, own: list[tuple[Listed, list[Line]]] = own) -> None:
            for at, (mark, lines) in enumerate(own):
                draw_listed(pen, frame.inner + at * wide, y + 0.3, mark, lines)

        rows.append(Drawn(height, rule=0, by=draw))
    return rows


def state_block(content: Content, frame: Frame) -> Block:
    """Empty when nobody has walked round the car."""
    if not content.has("walk_around"):
        return Block("", [])
    block = StateBlock(content, frame).block()
    state_words(content)
    return block
