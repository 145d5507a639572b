"""The vehicle drawings: their zones, views and arrangement, and the widget that marks damage on them."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from reception_desk.forms.car_drawing import BODIES, CAPTION, CarDrawing, read_drawing
from reception_desk.forms.vector_path import parse_path

CARS = Path(__file__).parent.parent / "resources" / "cars"


@pytest.fixture(params=BODIES)
def drawing(request: pytest.FixtureRequest) -> CarDrawing:
    return read_drawing(CARS / f"{request.param}.svg")


def test_zones_all_have_a_centre_inside_themselves(drawing: CarDrawing) -> None:
    assert len(drawing.names()) >= 38
    assert [zone.d[:20] for zone in drawing.zones if not zone.holds(*zone.centre)] == []


def test_zones_lie_in_the_view_they_name(drawing: CarDrawing) -> None:
    astray = [(area.zone, area.view) for area in drawing.zones if not drawing.views[area.view].box.holds(*area.centre)]
    assert astray == []


def test_zones_keep_the_cars_own_left_and_right() -> None:
    drawing = read_drawing(CARS / "saloon.svg")
    assert drawing.main_zone("door_lf").view == "left"  # type: ignore[union-attr]
    assert drawing.main_zone("door_rf").view == "right"  # type: ignore[union-attr]
    mirrors = {area.zone: area.centre[1] for area in drawing.zones if area.view == "top"}
    assert mirrors["mirror_l"] > mirrors["mirror_r"], "nose left: the car's left side is the lower edge of the top view"


def test_arrangement_stands_apart_and_within_the_sheet(drawing: CarDrawing) -> None:
    boxes = [view.sheet_box for view in drawing.views.values()]
    assert [(a, b) for a, b in combinations(boxes, 2) if a.touches(b)] == []
    assert all(box.x >= 0 and box.right <= drawing.width + 0.01 for box in boxes)
    assert all(box.y >= CAPTION - 0.01 and box.bottom <= drawing.height + 0.01 for box in boxes)


def test_arrangement_is_sides_above_and_front_top_rear_below(drawing: CarDrawing) -> None:
    at = {name: view.sheet_box for name, view in drawing.views.items()}
    assert at["left"].right < at["right"].x
    assert at["front"].right < at["top"].x < at["top"].right < at["rear"].x
    assert max(at["left"].bottom, at["right"].bottom) < min(at[name].y for name in ("front", "top", "rear"))


def test_points_go_to_the_sheet_and_back(drawing: CarDrawing) -> None:
    for zone in drawing.zones:
        x, y = zone.centre
        back = drawing.from_sheet(*drawing.to_sheet(x, y))
        assert back == pytest.approx((x, y))


def test_path_repeats_and_relative_moves() -> None:
    assert parse_path("M1 2l3-1 .5.5zm2,2c1 1 2 2 3 3z") == (
        ("M", (1, 2)),
        ("L", (4, 1)),
        ("L", (4.5, 1.5)),
        ("Z", ()),
        ("M", (3, 4)),
        ("C", (4, 5, 5, 6, 6, 7)),
        ("Z", ()),
    )
