"""Outlines as data: SVG path text to segments and polygons, boxes, and what lies inside. Standard library only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot

Point = tuple[float, float]
Segment = tuple[str, tuple[float, ...]]
"""("M", (x, y)), ("L", (x, y)), ("C", (x1, y1, x2, y2, x, y)) or ("Z", ()): absolute coordinates."""

_TOKEN = re.compile(r"[A-Za-z]|-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?")
_ARITY = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "z": 0}
_ARC = 0.5522847498
_STEPS = 8


@dataclass(frozen=True, slots=True)
class Box:
    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def centre(self) -> Point:
        return self.x + self.width / 2, self.y + self.height / 2

    def holds(self, x: float, y: float) -> bool:
        return self.x <= x <= self.right and self.y <= y <= self.bottom


def parse_path(d: str) -> tuple[Segment, ...]:
    """SVG path text to absolute moves, lines and cubic curves."""
    return tuple(_segments(_TOKEN.findall(d)))


def flatten(segments: tuple[Segment, ...]) -> tuple[tuple[Point, ...], ...]:
    """Polygons, one for each subpath; curves in eight pieces."""
    polygons: list[list[Point]] = []
    for command, values in segments:
        if command == "M":
            polygons.append([(values[0], values[1])])
        elif command == "L":
            polygons[-1].append((values[0], values[1]))
        elif command == "C":
            polygons[-1].extend(_curve(polygons[-1][-1], values))
    return tuple(tuple(polygon) for polygon in polygons)


def box_of(polygons: tuple[tuple[Point, ...], ...]) -> Box:
    xs = [x for polygon in polygons for x, _ in polygon]
    ys = [y for polygon in polygons for _, y in polygon]
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def circle(x: float, y: float, r: float) -> tuple[Segment, ...]:
    k = r * _ARC
    return (
        ("M", (x + r, y)),
        ("C", (x + r, y + k, x + k, y + r, x, y + r)),
        ("C", (x - k, y + r, x - r, y + k, x - r, y)),
        ("C", (x - r, y - k, x - k, y - r, x, y - r)),
        ("C", (x + k, y - r, x + r, y - k, x + r, y)),
        ("Z", ()),
    )


def _segments(tokens: list[str]) -> Iterator[Segment]:
    x = y = start_x = start_y = 0.0
    command, i = "", 0
    while i < len(tokens):
        if tokens[i].isalpha():
            command, i = tokens[i], i + 1
        low, relative = command.lower(), command.islower()
        if low not in _ARITY:
            raise ValueError(f"path command {command} is not used in our drawings")
        raw = [float(token) for token in tokens[i : i + _ARITY[low]]]
        i += _ARITY[low]
        if low == "z":
            x, y = start_x, start_y
            yield "Z", ()
            continue
        raw = [raw[0], 0.0 if relative else y] if low == "h" else raw
        raw = [0.0 if relative else x, raw[0]] if low == "v" else raw
        values = tuple(v + (y if n % 2 else x) for n, v in enumerate(raw)) if relative else tuple(raw)
        x, y = values[-2], values[-1]
        yield {"m": "M", "c": "C"}.get(low, "L"), values
        if low == "m":
            start_x, start_y, command = x, y, "l" if relative else "L"


def _curve(start: Point, c: tuple[float, ...]) -> Iterator[Point]:
    for step in range(1, _STEPS + 1):
        t = step / _STEPS
        u = 1 - t
        a, b, d, e = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
        yield a * start[0] + b * c[0] + d * c[2] + e * c[4], a * start[1] + b * c[1] + d * c[3] + e * c[5]


def is_inside(polygons: tuple[tuple[Point, ...], ...], x: float, y: float) -> bool:
    """By the even-odd rule: a subpath inside another is a hole."""
    return sum(1 for crossing in _crossings(polygons, y) if crossing > x) % 2 == 1


def _crossings(polygons: tuple[tuple[Point, ...], ...], y: float) -> list[float]:
    found = []
    for polygon in polygons:
        ax, ay = polygon[-1]
        for bx, by in polygon:
            if (ay > y) != (by > y):
                found.append(ax + (y - ay) * (bx - ax) / (by - ay))
            ax, ay = bx, by
    return sorted(found)


def inner_point(polygons: tuple[tuple[Point, ...], ...], box: Box) -> Point:
    """Of nine level lines through the shape, the middle of the piece with the most room round it."""
    best, room = box.centre, -1.0
    for step in range(1, 10):
        y = box.y + box.height * step / 10
        edge = min(y - box.y, box.bottom - y)
        crossings = _crossings(polygons, y)
        for left, right in zip(crossings[::2], crossings[1::2], strict=False):
            here = min((right - left) / 2, edge)
            if here > room:
                best, room = ((left + right) / 2, y), here
    return best


def distance(box: Box, x: float, y: float) -> float:
    """From a box to a point; 0 inside."""
    return hypot(max(box.x - x, 0, x - box.right), max(box.y - y, 0, y - box.bottom))


def edge_distance(polygons: tuple[tuple[Point, ...], ...], x: float, y: float) -> float:
    """From a point to the nearest border."""
    return min(_line_distance(polygon[at - 1], polygon[at], x, y) for polygon in polygons for at in range(len(polygon)))


def _line_distance(a: Point, b: Point, x: float, y: float) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    long = dx * dx + dy * dy
    along = max(0.0, min(1.0, ((x - a[0]) * dx + (y - a[1]) * dy) / long)) if long else 0.0
    return hypot(a[0] + along * dx - x, a[1] + along * dy - y)
