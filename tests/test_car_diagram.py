"""The vehicle drawings: their zones, views and arrangement, and the widget that marks damage on them."""

from __future__ import annotations

from itertools import combinations
from math import dist
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reception_desk.forms.car_drawing import BODIES, CAPTION, CarDrawing, read_drawing
from reception_desk.forms.vector_path import Box, parse_path
from reception_desk.forms.words import verbatim
from reception_desk.language import Language
from reception_desk.ui import theme
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.car_diagram import CarDiagram, MarkView
from reception_desk.ui.widgets.zone_walk import free_spot, next_zone, walk_of

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


def touch(a: Box, b: Box) -> bool:
    return a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom


def test_arrangement_stands_apart_and_within_the_sheet(drawing: CarDrawing) -> None:
    boxes = [view.sheet_box for view in drawing.views.values()]
    assert [(a, b) for a, b in combinations(boxes, 2) if touch(a, b)] == []
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


def test_arrow_keys_reach_every_zone(drawing: CarDrawing) -> None:
    walk = walk_of(drawing)
    reached, open_ = {walk[0].zone}, [walk[0]]
    while open_:
        now = open_.pop()
        for direction in ("left", "right", "up", "down"):
            found = next_zone(drawing, walk, now, direction)
            assert found is not None
            if found.zone not in reached:
                reached.add(found.zone)
                open_.append(found)
    assert reached == set(drawing.names())


def test_free_spot_keeps_marks_apart_and_inside() -> None:
    door = read_drawing(CARS / "saloon.svg").main_zone("door_lf")
    assert door is not None
    taken: list[tuple[float, float]] = []
    for _ in range(3):
        taken.append(free_spot(door, taken, 30))
    assert all(door.holds(*spot) for spot in taken)
    assert all(dist(a, b) >= 30 for a, b in combinations(taken, 2))


def test_a_hundred_marks_by_keys_never_lie_on_one_another(drawing: CarDrawing) -> None:
    """Each stands in its zone, as far from the others as there is room."""
    walk = walk_of(drawing)
    taken: list[tuple[float, float]] = []
    for number in range(100):
        area = walk[number % len(walk)]
        spot = free_spot(area, taken, 40)
        assert area.holds(*spot)
        taken.append(spot)
    assert min(dist(a, b) for a, b in combinations(taken, 2)) > 1


class Marking:
    """A shown diagram, a stand-in for the desk that keeps marks, and what was told."""

    def __init__(self, qtbot: QtBot) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.dress(app, families=theme.BUNDLED)
        self.drawing = read_drawing(CARS / "saloon.svg")
        self.diagram = CarDiagram(Voice(Language()), verbatim)
        self.diagram.set_drawing(self.drawing)
        qtbot.addWidget(self.diagram)
        self.diagram.resize(892, 392)
        self.diagram.show()
        self.diagram.setFocus()
        self.told: list[tuple[object, ...]] = []
        for name in ("mark_added", "mark_moved", "mark_sized", "mark_removed", "mark_chosen", "none_new"):
            getattr(self.diagram, name).connect(lambda *args, name=name: self.told.append((name, *args)))
        self.diagram.zone_pointed.connect(lambda zone: self.told.append(("zone", zone)))
        self.diagram.menu_wanted.connect(lambda mark, _: self.told.append(("menu", mark)))

    def at(self, zone: str) -> QPoint:
        area = self.drawing.main_zone(zone)
        assert area is not None
        return self.diagram.widget_point(*area.centre).toPoint()

    def put(self, mark_id: str, zone: str, *, old: bool = False) -> None:
        area = self.drawing.main_zone(zone)
        assert area is not None
        mark = MarkView(mark_id, zone, "S", 1, *area.centre, number=1, old=old)
        self.diagram.set_marks([*self.diagram.marks, mark])


@pytest.fixture
def marking(qtbot: QtBot) -> Marking:
    return Marking(qtbot)


def test_click_adds_a_mark_of_the_chosen_kind_at_that_point(marking: Marking) -> None:
    marking.diagram.set_kind("D")
    QTest.mouseClick(marking.diagram, Qt.MouseButton.LeftButton, pos=marking.at("bonnet"))
    name, zone, kind, x, y = marking.told[-1]
    assert (name, zone, kind) == ("mark_added", "bonnet", "D")
    assert marking.drawing.views["top"].box.holds(float(str(x)), float(str(y)))


def test_click_between_the_views_adds_nothing(marking: Marking) -> None:
    QTest.mouseClick(marking.diagram, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    assert marking.told == []


def test_keys_walk_mark_size_and_remove(marking: Marking) -> None:
    QTest.keyClick(marking.diagram, Qt.Key.Key_Right)
    QTest.keyClick(marking.diagram, Qt.Key.Key_K)
    assert marking.told[0] == ("zone", "door_lf")
    assert marking.told[-1][:3] == ("mark_added", "door_lf", "K")
    marking.put("m1", "door_lf")
    QTest.keyClick(marking.diagram, Qt.Key.Key_3)
    QTest.keyClick(marking.diagram, Qt.Key.Key_Backspace)
    QTest.keyClick(marking.diagram, Qt.Key.Key_N)
    assert marking.told[-3:] == [("mark_sized", "m1", 3), ("mark_removed", "m1"), ("none_new",)]


def test_arrows_name_the_zone_for_screen_readers(marking: Marking) -> None:
    QTest.keyClick(marking.diagram, Qt.Key.Key_Right)
    QTest.keyClick(marking.diagram, Qt.Key.Key_Right)
    assert marking.diagram.zone not in ("", "door_lf")
    assert marking.diagram.accessibleDescription() == marking.diagram.zone


def test_drag_moves_a_new_mark_into_another_zone(marking: Marking) -> None:
    marking.put("m1", "door_lf")
    start, end = marking.at("door_lf"), marking.at("door_lr")
    QTest.mousePress(marking.diagram, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(marking.diagram, (start + end) / 2)
    QTest.mouseMove(marking.diagram, end)
    QTest.mouseRelease(marking.diagram, Qt.MouseButton.LeftButton, pos=end)
    assert marking.told[-1][:3] == ("mark_moved", "m1", "door_lr")


def test_old_marks_stay_where_they_are(marking: Marking) -> None:
    marking.put("m1", "door_lf", old=True)
    QTest.keyClick(marking.diagram, Qt.Key.Key_Backspace)
    QTest.keyClick(marking.diagram, Qt.Key.Key_2)
    QTest.mouseClick(marking.diagram, Qt.MouseButton.LeftButton, pos=marking.at("door_lf"))
    assert marking.told[-1] == ("mark_chosen", "m1")
    QTest.keyClick(marking.diagram, Qt.Key.Key_Backspace)
    QTest.keyClick(marking.diagram, Qt.Key.Key_2)
    assert not {"mark_removed", "mark_sized", "mark_added"} & {told[0] for told in marking.told}


def test_right_click_on_a_mark_asks_for_its_menu(marking: Marking) -> None:
    marking.put("m1", "roof")
    pos = marking.at("roof")
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, pos, marking.diagram.mapToGlobal(pos))
    QApplication.sendEvent(marking.diagram, event)
    assert marking.told[-1] == ("menu", "m1")
