"""The checks of the walk-around: three columns of points with boxes for fine, watch and needs work.

The points are the declared fields of the two sections, so a new one stands here by itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from reception_desk.forms.fields import Section, Spec
from reception_desk.forms.findings import LIMITS, result_of
from reception_desk.forms.walk_around import CHECKS, RESULTS, TYRES, WalkAround
from reception_desk.forms.words import NOTHING, Text, say, word
from reception_desk.printing.boxes import CROSS, TICK, WATCH, tick_box, tick_sign
from reception_desk.printing.cells import CAPTION, PAD, SECOND, TERMS
from reception_desk.printing.content import Content
from reception_desk.printing.flow import Block, Drawn, Piece
from reception_desk.printing.paper import Frame
from reception_desk.printing.pen import THIN, Pen
from reception_desk.printing.text import Font, Line, width, wrap

ACROSS = 3
ROW = 5.7
_BOX = 4.0
_CENTRES = (15.2, 9.6, 4.0)
"""Of the three boxes, from the column's right edge."""
_VALUE_RIGHT = 18.6
PEN = 9.0
_MARKS = {"fine": TICK, "watch": WATCH, "work": CROSS}


@dataclass
class Point:
    """One row of one column. `result`: code of the ticked box; None for a row without boxes."""

    label: Text
    words: str = ""
    result: str | None = None
    title: bool = False
    line: float = 0
    """Length of the line for the pen before the value."""


def checks_block(c: Content, frame: Frame, *, by_pen: bool = False) -> Block:
    """`by_pen`: a blank one, with a line for each figure."""
    points: list[Point] = []
    for section in (TYRES, CHECKS):
        points.append(Point(section.title, title=True))
        points += [_blank(c, spec) if by_pen else _point(c, spec) for spec in _specs(section)]
    deep = -(-len(points) // ACROSS)
    points += [Point(NOTHING, title=True)] * (deep * ACROSS - len(points))
    rows: list[Piece] = [_row(c, frame, points[at::deep]) for at in range(deep)]
    rows.append(_limits(c, frame))
    title = word("walk-around", "Checks")
    return Block(c.say(title), rows, second=c.second(title), head=_head(c, frame))


def _specs(section: Section) -> list[Spec]:
    specs = [spec for spec in WalkAround.specs().values() if spec.section is section and spec.paper != "none"]
    return [spec for spec in specs if is_check(spec)]


def is_check(spec: Spec) -> bool:
    """A point of the two sections: a measured figure, or fine, watch, needs work."""
    return spec.section in (TYRES, CHECKS) and (spec.kind == "whole" or spec.options == RESULTS)


def _blank(c: Content, spec: Spec) -> Point:
    if spec.options == RESULTS:
        return Point(spec.label, result="")
    judged = any(spec.name.startswith(start) for start in LIMITS)
    return Point(spec.label, c.language.unit_word(spec.unit), "" if judged else None, line=PEN)


def _point(c: Content, spec: Spec) -> Point:
    kept = c.kept(spec.key)
    if spec.options == RESULTS:
        known = kept if kept in _MARKS else ""
        return Point(spec.label, "" if known else c.words(spec.key), known)
    if not any(spec.name.startswith(start) for start in LIMITS):
        return Point(spec.label, c.words(spec.key))
    return Point(spec.label, c.words(spec.key), result_of(spec, kept))


def _head(c: Content, frame: Frame) -> Piece:
    """One character over each box where the language has one, else the signs themselves."""
    words = [c.say(word("check", "ok")), c.say(word("check", "watch")), c.say(word("check", "work"))]

    def draw(pen: Pen, y: float, height: float) -> None:
        wide = frame.wide / ACROSS
        for column in range(ACROSS):
            right = frame.inner + (column + 1) * wide
            if column:
                pen.rule(right - wide, y, right - wide, y + height)
            for centre, sign, head in zip(_CENTRES, _MARKS.values(), words, strict=True):
                if c.chinese:
                    pen.middle(right - centre, y + height / 2, head, CAPTION, "centre")
                else:
                    tick_sign(pen, right - centre, y + height / 2, 3.0, sign)

    return Drawn(5.2, by=draw)


def _row(c: Content, frame: Frame, points: list[Point]) -> Piece:
    wide = frame.wide / ACROSS
    labels = [_label(c, point, wide) for point in points]
    most = max(len(lines) for lines, _ in labels)

    def draw(pen: Pen, y: float, height: float) -> None:
        for at, (point, (lines, second)) in enumerate(zip(points, labels, strict=True)):
            x = frame.inner + at * wide
            if at:
                pen.rule(x, y, x, y + height)
            _draw_point(pen, x, y + height / 2, wide, point, lines, second)

    return Drawn(max(ROW, 1.5 + 4.2 * most), by=draw)


def _label(c: Content, point: Point, wide: float) -> tuple[list[Line], str]:
    """The point's name, wrapped; in a second language behind it where there is room."""
    font = Font(8.5, bold=True) if point.title else TERMS
    value = wrap(point.words, TERMS, 40)[0].width + 1 + point.line if point.words else 0
    taken = PAD + 0.6 + (1.4 if point.title else _VALUE_RIGHT + value)
    lines = wrap(c.say(point.label), font, wide - taken)
    second = c.second(point.label)
    room = wide - taken - (lines[0].width if lines else 0) - 1.4
    fits = len(lines) == 1 and len(wrap(second, font if point.title else SECOND, room)) == 1 if room > 4 else False
    return lines, second if fits else ""


def _draw_point(pen: Pen, x: float, centre: float, wide: float, point: Point, lines: list[Line], second: str) -> None:
    for at, line in enumerate(lines):
        pen.line_of_text(x + PAD, centre + 1.25 + (at - (len(lines) - 1) / 2) * 4.2, line)
    if second and lines:
        font = Font(8.5, bold=True) if point.title else SECOND
        pen.text(x + PAD + lines[0].width + 1.4, centre + 1.25, second, font)
    if point.title:
        return
    right = x + wide - (PAD if point.result is None else _VALUE_RIGHT)
    pen.middle(right, centre, point.words, TERMS, "right")
    if point.line:
        right -= width(point.words, TERMS) + 0.8
        pen.rule(right - point.line, centre + 1.7, right, centre + 1.7, THIN)
    if point.result is not None:
        for place, code in zip(_CENTRES, _MARKS, strict=True):
            mark = _MARKS[code] if code == point.result else ""
            tick_box(pen, x + wide - place - _BOX / 2, centre, _BOX, mark)


def _limits(c: Content, frame: Frame) -> Piece:
    texts = [word("check", "Fine"), word("check", "Watch"), word("check", "Needs work"), word("check", "Not checked")]
    signs = (TICK, WATCH, CROSS, "")
    limits = c.say(say("Limits: tread ≥ 4 / 2–4 / < 2 mm, pads ≥ 6 / 3–5 / < 3 mm"))

    def draw(pen: Pen, y: float, height: float) -> None:
        x, centre = frame.inner + PAD, y + height / 2
        for sign, text in zip(signs, texts, strict=True):
            tick_box(pen, x, centre, 2.6, sign)
            x += 3.4 + pen.middle(x + 3.4, centre, c.both(text) if sign else c.say(text), Font(7.5)) + 2.4
        pen.middle(frame.right - PAD, centre, limits, Font(7.5), "right")

    return Drawn(5.0, by=draw)
