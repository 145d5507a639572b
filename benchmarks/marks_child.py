"""The walk-around with a hundred marks, in a process of its own: prints the medians per body as JSON."""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks import shop
from reception_desk.app import application
from reception_desk.desk.desk import Desk
from reception_desk.forms.car_drawing import BODIES
from reception_desk.forms.customer import Customer
from reception_desk.forms.vehicle import Vehicle
from reception_desk.ui.room import Room
from reception_desk.ui.visit.walk_around_tab import WalkAroundTab
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.car_painting import paint_art

MANY = 100
PAGE = (1262, 510)


def main() -> None:
    demo, rounds = Path(sys.argv[1]), int(sys.argv[2])
    application(bundled_fonts=True)
    desk = shop.opened(shop.copy(demo, "marks"))
    print(json.dumps({body: _figures(desk, body, rounds) for body in BODIES}))
    desk.close(backup=False)


def _figures(desk: Desk, body: str, rounds: int) -> dict[str, float]:
    visit = desk.reception.arrive(vehicle=_car(desk, body))
    tab = _tab(desk, visit)
    few = _median(lambda: _typed(tab), 10)
    _fill(desk, tab, visit)
    found = {
        "drawing": _median(lambda: _art(tab), rounds),
        "bare": _median(lambda: _painted(tab, marked=False), rounds),
        "marked": _median(lambda: _painted(tab, marked=True), rounds),
        "drag": _drag(tab, rounds),
        "few": few,
        "add": _median(lambda: _typed(tab), 10),
    }
    tab.deleteLater()
    return found


def _car(desk: Desk, body: str) -> str:
    return desk.sheets.create(Vehicle(plate=f"B{body}", body=body, owner=desk.sheets.all(Customer)[0].id))


def _tab(desk: Desk, visit: str) -> WalkAroundTab:
    tab = WalkAroundTab(Room(desk, Voice(desk.language("zh_CN"))))
    tab.changed.connect(lambda: tab.show_file(desk.reception.file(visit)))
    tab.show_file(desk.reception.file(visit))
    tab.resize(*PAGE)
    tab.show()
    tab.enter()
    QApplication.processEvents()
    return tab


def _fill(desk: Desk, tab: WalkAroundTab, visit: str) -> None:
    drawing = tab.diagram.drawing
    assert drawing is not None
    names = drawing.names()
    sheet = desk.reception.file(visit).walk_around
    for number in range(len(sheet.marks), MANY):
        zone = names[number % len(names)]
        spot = tab.diagram.spot_in(zone) or (0.0, 0.0)
        desk.inspection.mark(sheet.id, zone, "SDCKBRPMO"[number % 9], round(spot[0] * 10), round(spot[1] * 10))
    tab.show_file(desk.reception.file(visit))
    QApplication.processEvents()


def _median(act: Callable[[], float], rounds: int) -> float:
    act()
    return statistics.median(act() for _ in range(rounds))


def _timed(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000


def _art(tab: WalkAroundTab) -> float:
    """The drawing alone, anew: what the screen would have to do without keeping it."""
    picture = QPixmap(tab.diagram.size())

    def draw() -> None:
        picture.fill(Qt.GlobalColor.white)
        painter = QPainter(picture)
        assert tab.diagram.drawing is not None
        paint_art(painter, tab.diagram.drawing, tab.diagram.frame(), {}, "")
        painter.end()

    return _timed(draw)


def _painted(tab: WalkAroundTab, *, marked: bool) -> float:
    marks = tab.diagram.marks
    if not marked:
        tab.diagram.set_marks(())
    picture = QPixmap(tab.diagram.size())
    figure = _timed(lambda: tab.diagram.render(picture))
    tab.diagram.set_marks(marks)
    return figure


def _drag(tab: WalkAroundTab, rounds: int) -> float:
    """One step of a mark that is dragged: the mouse moves, the drawing is painted."""
    car, mark = tab.diagram, tab.diagram.marks[0]
    start = car.widget_point(mark.x, mark.y).toPoint()
    QTest.mousePress(car, Qt.MouseButton.LeftButton, pos=start)
    found = []
    for number in range(rounds):
        at = start + QPoint(10 + number % 60, 10 + number % 40)

        def step(at: QPoint = at) -> None:
            QTest.mouseMove(car, at)
            QApplication.processEvents()

        found.append(_timed(step))
    QTest.mouseRelease(car, Qt.MouseButton.LeftButton, pos=start)
    return statistics.median(found)


def _typed(tab: WalkAroundTab) -> float:
    """From the key that sets a mark until it is kept, listed and painted; the next key takes it away again."""

    def add() -> None:
        QTest.keyClick(tab.diagram, Qt.Key.Key_S)
        QApplication.processEvents()

    figure = _timed(add)
    tab.room.undo.undo()
    tab.changed.emit()
    QApplication.processEvents()
    return figure


if __name__ == "__main__":
    main()
