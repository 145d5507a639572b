"""Walking the zones of a drawing with the arrow keys, and finding room for one more mark in a zone. No Qt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import cos, hypot, pi, sin

from reception_desk.forms.car_drawing import CarDrawing, Zone
from reception_desk.forms.vector_path import Point

_AXES = {"left": (-1.0, 0.0), "right": (1.0, 0.0), "up": (0.0, -1.0), "down": (0.0, 1.0)}
_FINE = 14


def walk_of(drawing: CarDrawing) -> tuple[Zone, ...]:
    """One area for each zone, where it is seen best; the first is where walking begins: the left front door."""
    areas = [area for name in drawing.names() if (area := drawing.main_zone(name)) is not None]
    return tuple(sorted(areas, key=lambda area: area.zone not in ("door_lf", "tank_l")))


def next_zone(drawing: CarDrawing, walk: Sequence[Zone], now: Zone | None, direction: str) -> Zone | None:
    """The nearest zone in a direction as the sheet shows them; past the edge it stays where it is."""
    if now is None:
        return walk[0] if walk else None
    ax, ay = _AXES[direction]
    x, y = drawing.to_sheet(*now.centre)
    best, least = now, float("inf")
    for area in walk:
        if area.zone == now.zone:
            continue
        ox, oy = drawing.to_sheet(*area.centre)
        along = (ox - x) * ax + (oy - y) * ay
        across = abs((ox - x) * ay) + abs((oy - y) * ax)
        # Wider than 63 degrees off the arrow is another direction.
        if along > 0.5 and across <= 2 * along and (cost := along + 1.5 * across) < least:
            best, least = area, cost
    return best


def free_spot(area: Zone, taken: Sequence[Point], room: float) -> Point:
    """The middle of the zone, or the nearest point round it that keeps `room` from other marks.

    In a zone that is full it is the point farthest from them, so that no mark lies exactly on another one.
    """
    cx, cy = area.centre
    spots = [(cx, cy)]
    for ring in range(1, 6):
        spots += [(cx + ring * room / 2 * cos(a * pi / 6), cy + ring * room / 2 * sin(a * pi / 6)) for a in range(12)]
    inside = [spot for spot in spots if area.holds(*spot)] or [(cx, cy)]
    free = [spot for spot in inside if all(hypot(spot[0] - x, spot[1] - y) >= room for x, y in taken)]
    if free:
        return free[0]
    inside += list(_grid(area))
    return max(inside, key=lambda spot: min((hypot(spot[0] - x, spot[1] - y) for x, y in taken), default=0.0))


def _grid(area: Zone) -> Iterator[Point]:
    box = area.box
    for down in range(1, _FINE):
        for across in range(1, _FINE):
            x, y = box.x + box.width * across / _FINE, box.y + box.height * down / _FINE
            if area.holds(x, y):
                yield x, y
