"""The car in five views with its marks: the drawings that the screen shows, in black, for paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from reception_desk.forms.car_drawing import BODIES, CarDrawing, Shape, read_drawing
from reception_desk.printing.cells import FOOTER
from reception_desk.printing.pen import Pen
from reception_desk.printing.text import MM, Font
from reception_desk.resources import resource

CAPTION_DROP = 3.2
"""From a view's lower edge to its caption's baseline, mm."""
_GLASS, _RUBBER = 0.93, 0.8
_FINE = 0.6
"""Pale lines of the screen become thin ones: grey lines break up on paper."""
_OLD = 0.45
"""As light as words may be on white (contrast 4.5) and still not the black of what is new."""
_DARK, _WHITE = 0.3, 0.95
_UPPER = ("left", "right")


@dataclass(frozen=True)
class Spot:
    """A mark as it is drawn: place in drawing units, kind of damage, the number it has in the list."""

    x: float
    y: float
    kind: str
    number: int
    new: bool


@cache
def drawing(body: str) -> CarDrawing:
    return read_drawing(resource("cars", f"{body if body in BODIES else BODIES[0]}.svg"))


def scale_for(body: str, width: float, height: float) -> float:
    """Millimetres per unit that let the whole sheet of views fit; captions stand below the views."""
    car = drawing(body)
    return min(width / car.width, (height - CAPTION_DROP - 1) / (car.height - _lift(car)))


def draw_car(
    pen: Pen,
    x: float,
    y: float,
    width: float,
    height: float,
    body: str,
    spots: Sequence[Spot],
    captions: dict[str, str],
) -> None:
    """The views with marks, centred in the box given."""
    car = drawing(body)
    scale = scale_for(body, width, height)
    spare = max(height - (car.height - _lift(car)) * scale - CAPTION_DROP - 1, 0)
    apart = min(spare / 2, 7.0)
    left = x + (width - car.width * scale) / 2
    top = y + (spare - apart) / 2 - _lift(car) * scale
    for view in car.views.values():
        lower = top + (0 if view.name in _UPPER else apart)
        dx, dy = view.offset
        pen.painted(left + dx * scale, lower + dy * scale, scale, _painting(body, view.name))
        box = view.sheet_box
        middle, bottom = left + box.centre[0] * scale, lower + box.bottom * scale
        pen.text(middle, bottom + CAPTION_DROP, captions.get(view.name, ""), FOOTER, "centre")
    for spot in spots:
        at_x, at_y = car.to_sheet(spot.x, spot.y)
        lower = top + (0 if car.view_of(spot.x, spot.y).name in _UPPER else apart)
        _draw_spot(pen, left + at_x * scale, lower + at_y * scale, spot, left + car.width * scale)


def _lift(car: CarDrawing) -> float:
    """The free height that the shared arrangement leaves above the first row."""
    return min(view.at[1] for view in car.views.values())


@cache
def _painting(body: str, view: str) -> str:
    """One view as PDF operators in drawing units, made once: every work order draws it twice."""
    return " ".join(part for shape in drawing(body).views[view].shapes for part in _operators(shape))


_COMMANDS = {"M": "m", "L": "l", "C": "c"}
_PAINT = {(True, True): "B", (True, False): "f", (False, True): "S", (False, False): "n"}


def _operators(shape: Shape) -> Iterator[str]:
    if shape.fill:
        yield f"{_fill(shape.fill):g} g"
    if shape.stroke:
        light = _light(shape.stroke)
        yield "1 G" if light > _WHITE else "0 G"
        fine = _DARK < light <= _WHITE
        yield f"{min(shape.width, 1.3) * _FINE if fine else shape.width:.3g} w"
    for command, values in shape.segments:
        yield " ".join([*(f"{value:.1f}".removesuffix(".0") for value in values), _COMMANDS.get(command, "h")])
    yield _PAINT[bool(shape.fill), bool(shape.stroke)]


def _light(colour: str) -> float:
    return sum(int(colour[at : at + 2], 16) for at in (1, 3, 5)) / 765


def _fill(colour: str) -> float:
    light = _light(colour)
    if light > 0.925:
        return 1
    return _GLASS if light > 0.8 else _RUBBER if light > 0.65 else 0.4


# Marks: symbols by damage code, in units of the radius (x right, y up).
_SYMBOLS: dict[str, tuple[tuple[tuple[float, float], ...], ...]] = {
    "S": (((-1.2, -0.45), (-0.6, 0.45), (0, -0.45), (0.6, 0.45), (1.2, -0.45)),),
    "K": (((0.35, 1), (-0.45, -0.1), (0.35, 0), (-0.35, -1)),),
    "B": (
        ((-0.8, -0.8), (0.8, -0.8), (0.8, 0.8), (-0.8, 0.8), (-0.8, -0.8)),
        ((-0.8, -0.8), (0.8, 0.8)),
        ((-0.8, 0.8), (0.8, -0.8)),
    ),
    "R": (((0, 0.9), (0.95, -0.75), (-0.95, -0.75), (0, 0.9)),),
    "P": (
        ((-0.8, -0.8), (0.8, -0.8), (0.8, 0.8), (-0.8, 0.8), (-0.8, -0.8)),
        ((-0.8, 0.1), (-0.1, 0.8)),
        ((-0.8, -0.8), (0.8, 0.8)),
        ((0.1, -0.8), (0.8, -0.1)),
    ),
    "M": (((-0.6, -0.6), (0.6, 0.6)),),
    "O": (((0, 1), (0.95, 0), (0, -1), (-0.95, 0), (0, 1)),),
}
_ROUND = {"D": 0.85, "M": 0.85}


def symbol(pen: Pen, x: float, y: float, radius: float, kind: str, *, old: bool = False) -> None:
    """The sign of a kind of damage, centred; black and heavy when new, thin and grey when old."""
    weight, grey = (0.8, _OLD) if old else (1.3, 0.0)
    if kind == "C":
        if old:
            pen.disc(x, y, radius * 0.5, weight=weight, fill=None, grey=grey)
        else:
            pen.disc(x, y, radius * 0.5)
        return
    if kind in _ROUND:
        pen.disc(x, y, radius * _ROUND[kind], weight=weight, fill=None, grey=grey)
    runs = [[(x + dx * radius, y - dy * radius) for dx, dy in run] for run in _SYMBOLS.get(kind, ())]
    if runs:
        pen.strokes(runs, weight, grey=grey)


def badge(pen: Pen, x: float, y: float, number: int, *, new: bool) -> None:
    """The number of a mark: solid when new, hollow when it was there before."""
    if new:
        pen.disc(x, y, 2.1, weight=0.8, fill=0, grey=1)
        pen.white_text(x, y, str(number), Font(_size(number, 9, 7.5), bold=True))
    else:
        pen.disc(x, y, 2.0, weight=0.6, fill=1, grey=_OLD)
        font = Font(_size(number, 8, 6.5))
        pen.text(x, y + 0.37 * font.size / MM, str(number), font, "centre", grey=_OLD)


def _size(number: int, one: float, two: float) -> float:
    """Type for a number of one, two or three figures in its disc."""
    return one if number < 10 else two if number < 100 else 5.5


def _draw_spot(pen: Pen, x: float, y: float, spot: Spot, right: float) -> None:
    symbol(pen, x, y, 1.7, spot.kind, old=not spot.new)
    badge(pen, x + 4.6 if x + 7 < right else x - 4.6, y, spot.number, new=spot.new)
