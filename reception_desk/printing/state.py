"""The state of the car on the work order: drawing, marks, fuel, lamps and belongings in one compact block."""

from __future__ import annotations

from reception_desk.forms.words import say, word
from reception_desk.printing.cells import CAPTION, PAD, TERMS, step
from reception_desk.printing.content import Content
from reception_desk.printing.flow import Block, Drawn, Piece
from reception_desk.printing.paper import Frame
from reception_desk.printing.pen import Pen
from reception_desk.printing.text import Line, width, wrap
from reception_desk.printing.walk_blocks import (
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
    listed_marks,
    state_words,
)

LEAST = 52.0
DRAWING = 107.0
BESIDE = 9
"""Lines of marks that find room beside the drawing; more stand below, three in a row."""
_BOX_PITCH = 5.2
BAR = 24.0


class StateBlock:
    def __init__(self, content: Content, frame: Frame) -> None:
        self._content, self._frame = content, frame
        self._marks = listed_marks(content)
        self._x = frame.inner + DRAWING
        self._wide = frame.right - self._x
        self._list = MarkList(self._marks, self._wide)
        self._below = self._list.height > BESIDE * LIST_STEP
        self._boxes = Boxes(belongings(content), self._wide - 2 * PAD)
        content.placed("check_in.fuel", "check_in.charge")
        self._lamps = self._told("walk_around.lamps")
        self._notes = self._note_lines()
        self._fuel_lines = self._lamp_lines()

    def block(self) -> Block:
        rows: list[Piece] = [Drawn(max(LEAST, self._height()), keep=self._below, by=self._draw)]
        if self._below:
            rows += mark_rows(self._frame, self._marks)
        return Block(self._content.say(word("block", "State")), rows)

    def _told(self, key: str) -> str:
        label, words = self._content.pair(key)
        return self._content.told(label, words) if words else ""

    def _lamp_lines(self) -> list[Line]:
        """The lamps stand behind the fuel when there is room, else under it."""
        if self._fuel_end() + 4 + width(self._lamps, TERMS) <= self._wide - PAD:
            return []
        return wrap(self._lamps, TERMS, self._wide - 2 * PAD)

    def _fuel_end(self) -> float:
        c = self._content
        return PAD + width(c.label("check_in.fuel"), CAPTION) + 2 + BAR + 2 + width(fuel_words(c), TERMS)

    def _note_lines(self) -> list[Line]:
        c = self._content
        told = c.label("walk_around.valuables_told") if c.kept("walk_around.valuables_told") else ""
        notes = c.gap.join(part for part in (self._told("walk_around.belongings_note"), told) if part)
        return wrap(notes, TERMS, self._wide - 2 * PAD)

    def _list_height(self) -> float:
        if self._below:
            return LIST_STEP
        if self._marks:
            return self._list.height
        return (len(legend(self._content)) + 2) // 3 * LIST_STEP

    def _height(self) -> float:
        text = step(TERMS) * (len(self._fuel_lines) + len(self._notes))
        return (
            5.2
            + self._list_height()
            + 1.2
            + 6.2
            + text
            + (1.0 if self._fuel_lines else 0)
            + 5.2
            + self._boxes.rows * _BOX_PITCH
            + 0.8
        )

    def _draw(self, pen: Pen, y: float, height: float) -> None:
        c, x, wide = self._content, self._x, self._wide
        draw_views(c, self._marks, pen, (self._frame.inner + 1, y + 1, DRAWING - 2, height - 2))
        pen.rule(x, y, x, y + height)
        caption_line(pen, x + PAD, y + 3.9, wide - 2 * PAD, c.say(say("Damage at arrival")), c.say(OLD_AND_NEW))
        self._draw_list(pen, y + 5.2)
        y += 5.2 + self._list_height() + 1.2
        pen.rule(x, y, self._frame.right, y)
        draw_fuel(c, pen, x + PAD, y + 3.1, BAR)
        if not self._fuel_lines:
            pen.middle(x + self._fuel_end() + 4, y + 3.1, self._lamps, TERMS)
        y = self._draw_lines(pen, y + 6.2, self._fuel_lines) + (1.0 if self._fuel_lines else 0)
        pen.rule(x, y, self._frame.right, y)
        title = c.label("walk_around.belongings")
        caption_line(pen, x + PAD, y + 3.9, wide - 2 * PAD, title, c.say(UNTICKED))
        self._boxes.draw(pen, x + PAD, y + 5.2, _BOX_PITCH)
        self._draw_lines(pen, y + 5.2 + self._boxes.rows * _BOX_PITCH, self._notes)

    def _draw_list(self, pen: Pen, y: float) -> None:
        c, x = self._content, self._x
        if self._below:
            pen.middle(x + PAD, y + 2.2, c.say(say("See the list below.")), CAPTION)
        elif self._marks:
            self._list.draw(pen, x, y)
        else:
            draw_legend(c, pen, x, y, self._wide, 3)

    def _draw_lines(self, pen: Pen, y: float, lines: list[Line]) -> float:
        for line in lines:
            pen.line_of_text(self._x + PAD, y + 3.2, line)
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
