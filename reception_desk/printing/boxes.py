"""Small drawn things: tick boxes, the plate box, pills, the fuel bar. No font glyphs, no meaning by colour."""

from __future__ import annotations

from reception_desk.printing.cells import CAPTION, VALUE, fitted
from reception_desk.printing.pen import MIDDLE, Pen
from reception_desk.printing.text import MM, Font, layout, width, wrap

TICK, WATCH, CROSS = "tick", "watch", "cross"
_STROKES = {
    TICK: [[(-0.30, 0.02), (-0.08, 0.26), (0.32, -0.28)]],
    WATCH: [[(-0.22, 0.26), (0.22, -0.26)]],
    CROSS: [[(-0.25, -0.25), (0.25, 0.25)], [(-0.25, 0.25), (0.25, -0.25)]],
}


def tick_box(pen: Pen, x: float, centre: float, size: float, mark: str = "") -> None:
    """A square with its left edge at x; `mark` is TICK, WATCH, CROSS or nothing."""
    pen.box(x, centre - size / 2, size, size, weight=0.9 if size >= 6 else 0.6)
    if mark:
        tick_sign(pen, x + size / 2, centre, size, mark)


def tick_sign(pen: Pen, middle: float, centre: float, size: float, mark: str) -> None:
    """The sign without its box."""
    runs = [[(middle + dx * size, centre + dy * size) for dx, dy in run] for run in _STROKES[mark]]
    pen.strokes(runs, max(1.1, 0.33 * size))


def ticked(pen: Pen, x: float, centre: float, words: str, *, on: bool, size: float = 3.0, font: Font = VALUE) -> float:
    """A box and its words; gives the width used."""
    tick_box(pen, x, centre, size, TICK if on else "")
    gap = 0.9 if size < 6 else 1.2
    return size + gap + pen.middle(x + size + gap, centre, words, font)


def ticked_width(words: str, *, size: float = 3.0, font: Font = VALUE) -> float:
    return size + (0.9 if size < 6 else 1.2) + width(words, font)


def plate_font(plate: str, size: float, room: float) -> tuple[Font, list[str]]:
    """The size that fits, and the plate in one line; a foreign one that would fall below 20 pt stands in two."""
    font = fitted(plate, Font(size, bold=True), room)
    if font.size >= min(20, size) or not plate:
        return font, [plate]
    for half in range(int(size * 2), 11, -1):
        small = Font(half / 2, bold=True)
        lines = wrap(plate, small, room)
        if len(lines) <= 2 and all(line.width <= room for line in lines):
            return small, [line.text for line in lines]
    return Font(6, bold=True), [line.text for line in wrap(plate, Font(6, bold=True), room)]


def plate_box(pen: Pen, x: float, y: float, wide: float, high: float, plate: str, size: float = 28) -> None:
    """The plate in its frame, inset in the cell given."""
    x, y, wide, high = x + 1.5, y + 0.9, wide - 3.0, high - 1.8
    pen.box(x, y, wide, high, weight=1.2, radius=1.6)
    font, lines = plate_font(plate, min(size, high * MM * 0.97), wide - 3.0)
    if len(lines) > 1:
        font = Font(min(font.size, high * MM / len(lines) / 1.15), bold=True)
    leading = font.size * 1.05 / MM
    first = y + high / 2 - (len(lines) - 1) * leading / 2
    for at, words in enumerate(lines):
        plate_text(pen, x + wide / 2, first + at * leading + MIDDLE * font.size / MM, words, font, centred=True)


def plate_text(pen: Pen, x: float, y: float, plate: str, font: Font, *, centred: bool = False) -> float:
    line = layout(plate, font, plate=True)
    pen.line_of_text(x, y, line, "centre" if centred else "left")
    return line.width


def pill(pen: Pen, x: float, centre: float, words: str, *, outlined: bool = False) -> float:
    """The copy's name, white on black; outlined for "copy n". Gives its width."""
    font = Font(9, bold=True)
    wide = width(words, font) + 4.0
    pen.box(x, centre - 2.3, wide, 4.6, radius=0.6, weight=0.8, fill=None if outlined else 0)
    if outlined:
        pen.middle(x + wide / 2, centre, words, font, "centre")
    else:
        pen.white_text(x + wide / 2, centre, words, font)
    return wide


def tag(pen: Pen, x: float, y: float, wide: float, high: float, words: str, *, active: bool, size: float = 13) -> None:
    """A tag of the job card: black when it applies, outlined when not."""
    font = fitted(words, Font(size, bold=active), wide - 2.0)
    pen.box(x, y, wide, high, radius=0.8, weight=0.8, fill=0 if active else None)
    if active:
        pen.white_text(x + wide / 2, y + high / 2, words, font)
    else:
        pen.middle(x + wide / 2, y + high / 2, words, font, "centre")


def fuel_bar(pen: Pen, x: float, centre: float, wide: float, high: float, eighths: int | None) -> None:
    """Four fields, filled to `eighths`; a longer line stands at half. Empty and hollow when not read."""
    top = centre - high / 2
    if eighths:
        pen.bars([(x, top, wide * min(eighths, 8) / 8, high)])
    pen.box(x, top, wide, high, weight=0.6)
    for quarter in (1, 2, 3):
        at = x + wide * quarter / 4
        filled = eighths is not None and eighths > quarter * 2
        reach = 0.8 if quarter == 2 else 0.0
        if filled:
            pen.white_line(at, top, at, top + high)
        else:
            pen.rule(at, top, at, top + high, 0.4)
        if reach:
            pen.rule(at, top - reach, at, top, 0.6)
            pen.rule(at, top + high, at, top + high + reach, 0.6)


def caption(pen: Pen, x: float, y: float, words: str, *, bold: bool = False) -> float:
    return pen.text(x, y, words, Font(CAPTION.size, bold))
