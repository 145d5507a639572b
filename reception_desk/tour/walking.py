"""Round the car: damage is marked with the mouse, with keys and in words, sized, moved and taken back."""

from __future__ import annotations

from PySide6.QtCore import QPoint

from reception_desk.forms.walk_around import Mark
from reception_desk.tour.hands import RIGHT
from reception_desk.tour.stage import Stage
from reception_desk.ui.visit.walk_around_tab import WalkAroundTab
from reception_desk.ui.widgets.car_diagram import CarDiagram


def mark_damage(stage: Stage, visit: str) -> None:
    """Five marks; the walk-around of `visit` is open and the drawing has the focus."""
    hands = stage.hands
    hands.focused("walk_around.diagram")
    with_mouse(stage, visit)
    with_keys(stage, visit)
    typed(stage, visit)
    stage.wait_for_message()
    stage.picture("walk-around-damage")
    hands.click("walk_around.lamps.service")
    hands.click("walk_around.belongings.child_seat")
    kept = stage.file(visit).walk_around
    hands.expect("service" in kept.lamps, "the warning lamp should be kept")
    hands.expect("child_seat" in kept.belongings, "the child seat should be kept")
    hands.click("walk_around.together")
    hands.expect(stage.file(visit).walk_around.together, "that the customer walked along should be kept")
    stage.picture("walk-around-marked")
    hands.unfold(hands.see_a(WalkAroundTab))
    hands.fill("walk_around.tread_lf", "4")
    hands.expect(stage.file(visit).walk_around.tread_lf == 4, "the tread should be kept")
    stage.picture("walk-around-unfolded")


def with_mouse(stage: Stage, visit: str) -> None:
    """A dent and a chip; the chip is dragged to where it is, and sized from its menu."""
    hands, car = stage.hands, stage.hands.see_a(CarDiagram)
    hands.click("walk_around.kind.D")
    hands.click_on(car, spot(car, "door_lf"))
    hands.expect(marks(stage, visit) == [("door_lf", "D", 1)], "a click should set a dent on the left front door")
    hands.click("walk_around.kind.C")
    start, end = spot(car, "front_bumper"), spot(car, "bonnet")
    hands.click_on(car, start)
    hands.drag(car, start, end)
    hands.expect(("bonnet", "C", 1) in marks(stage, visit), "the chip should be dragged onto the bonnet")
    hands.click_on(car, end, button=RIGHT)
    stage.picture("walk-around-menu")
    hands.choose("mark.size.2")
    hands.expect(("bonnet", "C", 2) in marks(stage, visit), "the menu should give the chip size 2")


def with_keys(stage: Stage, visit: str) -> None:
    """A scratch of size 3 with its note, and a rust spot that was none."""
    hands = stage.hands
    hands.focused("walk_around.diagram")
    hands.press("Right", "S", "3")
    new = stage.file(visit).walk_around.marks[-1]
    hands.expect((new.kind, new.size) == ("S", 3), "S and 3 should make a large scratch")
    before = marks(stage, visit)
    hands.press("Right", "R")
    hands.expect(len(marks(stage, visit)) == len(before) + 1, "R should mark rust")
    hands.press("Backspace")
    hands.expect(marks(stage, visit) == before, "Backspace should take the last mark away")
    hands.press("Ctrl+Z")
    hands.expect(len(marks(stage, visit)) == len(before) + 1, "undo should bring the mark back")
    hands.press("Ctrl+Y")
    hands.expect(marks(stage, visit) == before, "redo should take it away again")


def typed(stage: Stage, visit: str) -> None:
    """A crack in one line; then the line gives the keys back to the drawing."""
    hands = stage.hands
    hands.press("/")
    hands.focused("walk_around.entry")
    hands.type("rrd")
    stage.picture("walk-around-entry")
    hands.type(" k2", enter=True)
    hands.expect(("door_rr", "K", 2) in marks(stage, visit), "rrd k2 should mark a crack on the right rear door")
    hands.press("Escape")
    hands.focused("walk_around.diagram")


def spot(car: CarDiagram, zone: str) -> QPoint:
    """Where a zone is on the glass."""
    found = car.drawing.main_zone(zone) if car.drawing is not None else None
    assert found is not None, zone
    return car.widget_point(*found.centre).toPoint()


def marks(stage: Stage, visit: str) -> list[tuple[str, str, int]]:
    """(zone, kind, size) of what is new on this visit."""
    return [(m.zone, m.kind, m.size or 0) for m in stage.file(visit).walk_around.marks if is_new(m)]


def is_new(mark: Mark) -> bool:
    return not mark.origin or mark.origin == mark.id
