"""The zones of the drawings: each visible point of a body belongs to one of them, in every view of every body.

What is painted and what the zones cover are drawn into pictures of one pixel for a unit and compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QApplication

from reception_desk.forms.car_drawing import BODIES, VIEWS, CarDrawing, read_drawing
from reception_desk.forms.zones import zone_code, zone_name
from reception_desk.language import Language
from reception_desk.resources import resource
from reception_desk.ui.widgets.car_painting import path_of
from reception_desk.ui.widgets.zone_walk import next_zone, walk_of

WIDE, HIGH = 1200, 800
BORDER = 3
"""Units by which a zone's border may stray from the line that is drawn."""
STEP = 2
ROUND = (-BORDER, 0, BORDER)
CASES = [(body, view) for body in BODIES for view in VIEWS]
SIDE_ONLY = {"shock_absorber": "seen from the sides only"}
"""Zones without one best view, and why."""


@cache
def drawing(body: str) -> CarDrawing:
    return read_drawing(resource("cars", f"{body}.svg"))


def picture() -> QImage:
    image = QImage(WIDE, HIGH, QImage.Format.Format_RGB32)
    image.fill(0)
    return image


@cache
def painted(body: str) -> bytes:
    """1 where the drawing shows something."""
    image = picture()
    painter = QPainter(image)
    white = QColor(255, 255, 255)
    for view in drawing(body).views.values():
        for shape in view.shapes:
            path = path_of(shape.segments)
            path.setFillRule(Qt.FillRule.WindingFill)
            if shape.fill:
                painter.fillPath(path, white)
            if shape.stroke:
                pen = QPen(white, shape.width)
                pen.setCapStyle(Qt.PenCapStyle.RoundCap)
                pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
                painter.strokePath(path, pen)
    painter.end()
    return bytes(image.constBits())[::4]


@cache
def covered(body: str) -> bytes:
    """How many zones lie over each unit."""
    image = picture()
    painter = QPainter(image)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Plus)
    for zone in drawing(body).zones:
        path = path_of(zone.segments)
        path.setFillRule(Qt.FillRule.OddEvenFill)
        painter.fillPath(path, QColor(1, 1, 1))
    painter.end()
    return bytes(image.constBits())[::4]


def visible(body: str, view: str) -> Iterator[tuple[int, int, list[int]]]:
    """Points of one view, a border away from its outline, each with the places round it in the pictures."""
    box, shown = drawing(body).views[view].box, painted(body)
    for y in range(max(BORDER, int(box.y)), min(HIGH - BORDER, int(box.bottom)), STEP):
        for x in range(max(BORDER, int(box.x)), min(WIDE - BORDER, int(box.right)), STEP):
            near = [(y + down) * WIDE + x + across for down in ROUND for across in ROUND]
            if all(shown[at] for at in near):
                yield x, y, near


@pytest.mark.parametrize(("body", "view"), CASES)
def test_each_visible_point_belongs_to_one_zone(qapp: QApplication, body: str, view: str) -> None:
    zones, points, holes, double = covered(body), 0, [], []
    for x, y, near in visible(body, view):
        points += 1
        if all(zones[at] == 0 for at in near) and drawing(body).zone_at(x, y) is None:
            holes.append((x, y))
        if all(zones[at] > 1 for at in near):
            double.append((x, y))
    assert points > 1000
    assert holes == []
    assert double == []


@pytest.mark.parametrize("body", BODIES)
def test_a_click_anywhere_on_the_car_finds_a_zone_of_that_view(qapp: QApplication, body: str) -> None:
    car = drawing(body)
    for view in VIEWS:
        for number, (x, y, _) in enumerate(visible(body, view)):
            if number % 29 == 0:
                zone = car.zone_at(x, y)
                assert zone is not None, (view, x, y)
                assert zone.view == view


@pytest.mark.parametrize("body", BODIES)
def test_no_zone_lies_where_nothing_is_painted(qapp: QApplication, body: str) -> None:
    shown, zones = painted(body), covered(body)
    astray = [
        (x, y)
        for y in range(BORDER, HIGH - BORDER, STEP)
        for x in range(BORDER, WIDE - BORDER, STEP)
        if all(zones[at] and not shown[at] for at in ((y + d) * WIDE + x + a for d in ROUND for a in ROUND))
    ]
    assert astray == []


@pytest.mark.parametrize("body", BODIES)
def test_each_zone_has_a_best_view_a_code_and_a_name_in_both_languages(body: str) -> None:
    car, chinese = drawing(body), Language("zh_CN")
    for name in car.names():
        best = [zone for zone in car.zones if zone.zone == name and zone.main]
        assert len(best) == (0 if name in SIDE_ONLY else 1), name
        assert zone_code(name), name
        words = str(zone_name(name))
        assert words != name
        assert chinese.say(zone_name(name)) != words
    codes = [zone_code(name) for name in car.names()]
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize("body", BODIES)
def test_a_zone_keeps_to_its_place_in_each_view(body: str) -> None:
    """Nothing of one zone runs along the outline of the whole vehicle, as left-overs of a cut do."""
    car = drawing(body)
    for zone in car.zones:
        view = car.views[zone.view].box
        area = _area(zone.outline)
        whole = zone.box.width > view.width * 0.8 and zone.box.height > view.height * 0.8
        assert not (whole and area < view.width * view.height * 0.4), (zone.zone, zone.view)


def _area(outline: tuple[tuple[tuple[float, float], ...], ...]) -> float:
    return sum(
        abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(part, (*part[1:], part[0]), strict=True))) / 2
        for part in outline
    )


# Arrows


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("direction", ["left", "right", "up", "down"])
def test_an_arrow_goes_where_it_points(body: str, direction: str) -> None:
    car = drawing(body)
    walk = walk_of(car)
    across, down = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}[direction]
    moved = 0
    for area in walk:
        found = next_zone(car, walk, area, direction)
        assert found is not None
        if found is not area:
            moved += 1
            x, y = car.to_sheet(*area.centre)
            to_x, to_y = car.to_sheet(*found.centre)
            assert (to_x - x) * across + (to_y - y) * down > 0, (area.zone, found.zone)
    assert moved > len(walk) * 0.6


@pytest.mark.parametrize("body", BODIES)
def test_no_zone_is_far_from_the_first_one(body: str) -> None:
    """All are reached by arrows, none by more than a dozen and a half."""
    car = drawing(body)
    walk = walk_of(car)
    steps, edge, count = {walk[0].zone}, [walk[0]], 0
    while edge:
        count += 1
        found = [next_zone(car, walk, area, way) for area in edge for way in ("left", "right", "up", "down")]
        edge = list({one.zone: one for one in found if one is not None and one.zone not in steps}.values())
        steps |= {one.zone for one in edge}
    assert steps == set(car.names())
    assert count <= 18
