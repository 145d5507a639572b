"""The vehicle drawings as plain data: views, zones and outlines, shared by the screen and the printed sheet.

Places of marks are kept in the drawing's own units (its viewBox, 1200 x 800, y downwards), so that screen and paper
agree. `sheet` units are the same size but moved: each view stands where the walk-around sheet wants it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from xml.etree import ElementTree as ET

from reception_desk.forms.vector_path import (
    Box,
    Point,
    Segment,
    box_of,
    circle,
    distance,
    edge_distance,
    flatten,
    inner_point,
    is_inside,
    parse_path,
)

BODIES = ("saloon", "suv", "van", "pickup", "motorcycle")
VIEWS = ("left", "right", "front", "top", "rear")
NOSE = {"left": "left", "right": "right", "top": "left", "front": "", "rear": ""}
"""Which way the nose points in each view, on the sheet."""

NEAR = 6.0
"""How far beside its border a zone is still meant: the lines that are drawn between zones are no holes."""
GAP = 28.0
"""Between two views side by side, in drawing units."""
CAPTION = 30.0
"""Free height over each row of views, for the captions."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One painted outline; `fill` and `stroke` are "#rrggbb" or "" for none. Round joins and caps, non-zero fill."""

    segments: tuple[Segment, ...]
    fill: str
    stroke: str
    width: float


@dataclass(frozen=True)
class Zone:
    """One area of one view; `main` is set for the view in which the zone is seen best."""

    zone: str
    view: str
    main: bool
    d: str
    segments: tuple[Segment, ...] = field(repr=False)

    @cached_property
    def outline(self) -> tuple[tuple[Point, ...], ...]:
        return flatten(self.segments)

    @cached_property
    def box(self) -> Box:
        return box_of(self.outline)

    @cached_property
    def centre(self) -> Point:
        """A point well inside, where a mark set by keyboard goes."""
        return inner_point(self.outline, self.box)

    def holds(self, x: float, y: float) -> bool:
        return self.box.holds(x, y) and is_inside(self.outline, x, y)


@dataclass(frozen=True, slots=True)
class View:
    name: str
    box: Box
    """Where it lies in the drawing."""
    at: Point
    """Where its top left corner goes on the sheet."""
    shapes: tuple[Shape, ...]

    @property
    def offset(self) -> Point:
        """Add to drawing units to get sheet units."""
        return self.at[0] - self.box.x, self.at[1] - self.box.y

    @property
    def sheet_box(self) -> Box:
        return Box(*self.at, self.box.width, self.box.height)


@dataclass(frozen=True)
class CarDrawing:
    views: Mapping[str, View]
    zones: tuple[Zone, ...]
    width: float
    """Of the sheet that holds all views, captions included."""
    height: float

    def to_sheet(self, x: float, y: float) -> Point:
        view = self.view_of(x, y)
        dx, dy = view.offset
        return x + dx, y + dy

    def from_sheet(self, x: float, y: float) -> Point | None:
        """Drawing units of a point on the sheet, or None between the views."""
        for view in self.views.values():
            if view.sheet_box.holds(x, y):
                dx, dy = view.offset
                return x - dx, y - dy
        return None

    def view_of(self, x: float, y: float) -> View:
        """The view that a point of the drawing belongs to: the one whose box is nearest."""
        return min(self.views.values(), key=lambda view: distance(view.box, x, y))

    def zone_at(self, x: float, y: float) -> Zone | None:
        """The zone under a point of the drawing; of several the smallest (a lamp before the bumper behind it).

        On a line between two of them, or on the car's outline, it is the nearest one.
        """
        found = [zone for zone in self.zones if zone.holds(x, y)]
        if found:
            return min(found, key=lambda zone: zone.box.width * zone.box.height)
        near = [(edge_distance(zone.outline, x, y), zone) for zone in self.zones if distance(zone.box, x, y) <= NEAR]
        least, zone = min(near, key=lambda one: one[0], default=(NEAR, None))
        return zone if least < NEAR else None

    def main_zone(self, zone: str) -> Zone | None:
        """The area where the zone is seen best; some zones are shown in side views only."""
        areas = [area for area in self.zones if area.zone == zone]
        return next((area for area in areas if area.main), areas[0] if areas else None)

    def names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(area.zone for area in self.zones))


def read_drawing(path: Path) -> CarDrawing:
    return parse_drawing(path.read_text(encoding="utf-8"))


def parse_drawing(svg: str) -> CarDrawing:
    """Read one of our own drawings (resources/cars): only path and circle, no transforms."""
    root = ET.fromstring(svg)  # noqa: S314 - our own file
    groups = {group.get("id", ""): group for group in root}
    art = groups["art"]
    shapes = {
        (group.get("id") or "").removeprefix("view_"): tuple(_shapes(group, _style(art, _PLAIN))) for group in art
    }
    boxes = {name: _painted_box(shapes[name]) for name in VIEWS}
    places, width, height = _arrange(boxes)
    views = {name: View(name, boxes[name], places[name], shapes[name]) for name in VIEWS}
    return CarDrawing(views, tuple(_zones(groups["zones"], boxes)), width, height)


_Style = tuple[str, str, float]
_PLAIN: _Style = ("", "", 1.0)


def _style(element: ET.Element, inherited: _Style) -> _Style:
    fill, stroke, width = inherited
    fill, stroke = element.get("fill", fill), element.get("stroke", stroke)
    return _colour(fill), _colour(stroke), float(element.get("stroke-width", width))


def _colour(value: str) -> str:
    if value == "none":
        return ""
    return "#" + "".join(digit * 2 for digit in value[1:]) if len(value) == 4 else value


def _shapes(element: ET.Element, inherited: _Style) -> Iterator[Shape]:
    style = _style(element, inherited)
    kind = element.tag.rpartition("}")[2]
    if kind == "path":
        yield Shape(parse_path(element.get("d", "")), *style)
    elif kind == "circle":
        yield Shape(circle(*(float(element.get(key, 0)) for key in ("cx", "cy", "r"))), *style)
    for child in element:
        yield from _shapes(child, style)


def _zones(group: ET.Element, boxes: Mapping[str, Box]) -> Iterator[Zone]:
    for element in group:
        name, at, view = element.get("id", "").partition("@")
        d = element.get("d", "")
        segments = parse_path(d)
        if not at:
            centre = box_of(flatten(segments)).centre
            view = min(boxes, key=lambda name: distance(boxes[name], *centre))
        yield Zone(name, view, not at, d, segments)


def _painted_box(shapes: tuple[Shape, ...]) -> Box:
    boxes = [(box_of(flatten(shape.segments)), shape.width / 2 if shape.stroke else 0.0) for shape in shapes]
    x, y = min(box.x - edge for box, edge in boxes), min(box.y - edge for box, edge in boxes)
    right, bottom = max(box.right + edge for box, edge in boxes), max(box.bottom + edge for box, edge in boxes)
    return Box(x, y, right - x, bottom - y)


def _arrange(boxes: Mapping[str, Box]) -> tuple[dict[str, Point], float, float]:
    """Left and right side above, front, top and rear below; each row centred, views of a row on one ground line."""
    rows = (("left", "right"), ("front", "top", "rear"))
    width = max(sum(boxes[name].width for name in row) + GAP * (len(row) - 1) for row in rows)
    places: dict[str, Point] = {}
    y = 0.0
    for row in rows:
        height = max(boxes[name].height for name in row)
        free = width - sum(boxes[name].width for name in row)
        x, gap = (0.0, free / (len(row) - 1)) if free < GAP * 4 else (free / (len(row) + 1), free / (len(row) + 1))
        for name in row:
            drop = (height - boxes[name].height) / (2 if len(row) == 3 else 1)
            places[name] = (x, y + CAPTION + drop)
            x += boxes[name].width + gap
        y += CAPTION + height
    return places, width, y
