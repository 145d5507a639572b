"""Earlier visits beside the order by keys: looked at, taken over, taken back; and what the order suggests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from reception_desk.app import open_desk
from reception_desk.desk.desk import Desk
from reception_desk.forms.package import Package
from reception_desk.forms.price_item import PriceItem
from reception_desk.forms.walk_around import WalkAround
from reception_desk.forms.work_order import WorkLine, WorkOrder
from reception_desk.ui import theme
from reception_desk.ui.room import Room
from reception_desk.ui.visit.check_in_tab import CheckInTab
from reception_desk.ui.visit.visit_page import VisitPage
from reception_desk.ui.visit.work_order_tab import WorkOrderTab
from reception_desk.ui.voice import Voice
from tests.clipping import clipped
from tests.dressed import dressed_desk
from tests.fakes import fake_papers
from tests.shops import (
    check_in,
    clock_of,
    file,
    ordered,
    see_through,
    small_desk,
    small_shop,
    walked_in,
)

KEY = Qt.Key
PAGE = (1262, 642)


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    fake_papers(monkeypatch)
    with dressed_desk(qapp, tmp_path / "shop") as made:
        yield made


def been_here(desk: Desk, *, odometer: int = 30_000, more: str = "") -> str:
    """The car was here half a year ago; `more` is a job that was put off then."""
    visit = ordered(desk)
    check_in(desk, visit, odometer=odometer)
    order = file(desk, visit).work_order.id
    if more:
        desk.ordering.add_line(order, WorkLine(kind="labour", name=more, quantity=500, price=20_000))
        jobs = file(desk, visit).work_order.jobs
        desk.ordering.answer(order, [jobs[-1].id], channel="", answer="later")
    desk.sheets.edit(WorkOrder, order, {"advice": "Front discs next time"})
    see_through(desk, visit)
    clock_of(desk).advance(180 * 86_400)
    return visit


class Stage:
    """A visit page of a car that stands in the shop now."""

    def __init__(self, desk: Desk, qtbot: QtBot, step: int = 3) -> None:
        self.desk, self.visit = desk, walked_in(desk)
        check_in(desk, self.visit, odometer=41_230)
        self.room = Room(desk, Voice(desk.language("en")))
        self.page = VisitPage(self.room)
        self.told: list[str] = []
        self.room.told.connect(lambda text, _undo: self.told.append(self.room.voice.say(text)))
        qtbot.addWidget(self.page, before_close_func=lambda page: page.park())
        self.page.resize(*PAGE)
        with qtbot.waitActive(self.page):
            self.page.show()
            self.page.activateWindow()
        self.page.open(self.visit, step)

    @property
    def order(self) -> WorkOrder:
        return self.desk.reception.file(self.visit).work_order

    @property
    def tab(self) -> WorkOrderTab:
        tab = self.page.tabs[3]
        assert isinstance(tab, WorkOrderTab)
        return tab

    def rows(self) -> list[str]:
        model = self.page.body.panel.model
        return [model.told(row) for row in model.rows]

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(focused(), key)


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


# F9


def test_history_lists_visits_jobs_declined_work_and_advice(desk: Desk, qtbot: QtBot) -> None:
    been_here(desk, more="Wiper blades")
    stage = Stage(desk, qtbot)
    stage.page.open_history()
    assert stage.rows() == [
        "2026-11-21 · 30,000 km, 542.40, Closed",
        "保养工时, 542.40, 保养工时 0.8 h, 机油 4 L, 机油滤芯 1 pc",
        "Wiper blades, Later, 113.00, Wiper blades 0.5",
        "Front discs next time",
    ]
    assert focused() is stage.page.body.panel.list


def test_history_stands_beside_the_order_and_over_the_other_steps(desk: Desk, qtbot: QtBot) -> None:
    been_here(desk)
    stage = Stage(desk, qtbot)
    stage.page.open_history()
    body = stage.page.body
    qtbot.waitUntil(lambda: stage.tab.width() < PAGE[0])
    table = stage.tab.table
    assert table.mapTo(stage.page, table.rect().topRight()).x() < body.panel.mapTo(stage.page, QPoint()).x()
    assert not clipped(stage.page)
    stage.page.open_step(1)
    qtbot.waitUntil(lambda: stage.page.tabs[1].width() == PAGE[0])
    assert body.is_open
    stage.page.open_history()
    assert not body.is_open


def test_history_gives_the_focus_back_with_what_is_half_typed(desk: Desk, qtbot: QtBot) -> None:
    been_here(desk)
    stage = Stage(desk, qtbot)
    QTest.keyClicks(focused(), "brake")
    stage.page.open_history()
    assert stage.tab.table.draft == "brake"
    stage.press(KEY.Key_Escape)
    assert not stage.page.body.is_open
    stage.tab.enter_line()
    assert stage.tab.table.draft == "brake"
    assert stage.order.lines == ()


def test_another_visit_closes_the_history(desk: Desk, qtbot: QtBot) -> None:
    earlier = been_here(desk)
    stage = Stage(desk, qtbot)
    stage.page.open_history()
    stage.page.open(earlier, 3)
    assert not stage.page.body.is_open
    stage.page.open_history()
    assert len(stage.page.body.panel.model.visits) == 1, "the visit of today stands beside the one of then"
    assert not stage.page.body.panel.take.isEnabled(), "a closed order takes nothing"


# Ctrl+R


def test_enter_takes_the_whole_last_visit_and_undo_takes_it_back_in_one_step(desk: Desk, qtbot: QtBot) -> None:
    been_here(desk, more="Wiper blades")
    stage = Stage(desk, qtbot, step=1)
    stage.page.repeat_last()
    assert stage.page.step == 3
    stage.press(KEY.Key_Return)
    assert [line.name for line in stage.order.lines] == ["保养工时", "机油", "机油滤芯"]
    assert not stage.page.body.is_open
    assert focused().objectName() == "work_order.entry"
    stage.room.undo.undo()
    assert stage.order.lines == stage.order.jobs == ()
    stage.room.undo.redo()
    assert len(stage.order.lines) == 3


def test_ticked_jobs_of_several_visits_come_together(desk: Desk, qtbot: QtBot) -> None:
    been_here(desk, more="Wiper blades")
    been_here(desk, odometer=35_000, more="Coolant")
    stage = Stage(desk, qtbot)
    stage.page.repeat_last()
    down, space = KEY.Key_Down, KEY.Key_Space
    stage.press(down, down, space, down, down, down, down, space)
    panel = stage.page.body.panel
    assert panel.take.label == "Add 2 jobs · 226.00"
    stage.press(KEY.Key_Return)
    assert [job.description for job in stage.order.jobs] == ["Wiper blades", "Coolant"]
    assert {job.answer for job in stage.order.jobs} == {"open"}


def test_what_is_different_from_then_stays_on_the_screen(desk: Desk, qtbot: QtBot) -> None:
    been_here(desk)
    desk.sheets.edit(PriceItem, small_shop(desk).filter, {"price": 5500})
    desk.sheets.edit(PriceItem, small_shop(desk).oil, {"gone": True})
    stage = Stage(desk, qtbot)
    stage.page.repeat_last()
    stage.press(KEY.Key_Return)
    assert stage.page.bar.level == "check"
    shown = stage.page.bar.accessibleName() + stage.page.bar.accessibleDescription()
    words = shown or " ".join(label.text() for label in stage.page.bar.findChildren(QWidget) if hasattr(label, "text"))
    assert "机油滤芯: 55.00 instead of 48.00" in words
    assert "机油 is no longer on the price list" in words


def test_a_car_that_was_never_here_says_so(desk: Desk, qtbot: QtBot) -> None:
    stage = Stage(desk, qtbot)
    before = focused()
    stage.page.repeat_last()
    assert stage.told == ["This car has not been here before."]
    assert not stage.page.body.is_open
    assert focused() is before


# What is suggested


def test_a_chip_adds_what_is_due_and_goes(desk: Desk, qtbot: QtBot) -> None:
    desk.sheets.edit(Package, small_shop(desk).service, {"distance": 10_000})
    been_here(desk, odometer=30_000)
    stage = Stage(desk, qtbot)
    (chip,) = stage.tab.extras.suggested.chips
    assert chip.label == "一万公里保养 · due for 1,230 km"
    assert chip.accessibleName() == "Add: 一万公里保养, due for 1,230 km, 480.00"
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert [line.name for line in stage.order.lines] == ["保养工时", "机油", "机油滤芯"]
    assert stage.tab.extras.suggested.isHidden()
    stage.room.undo.undo()
    assert stage.order.lines == ()
    assert len(stage.tab.extras.suggested.chips) == 1


def test_down_in_the_empty_entry_row_lists_the_suggestions_and_enter_adds(desk: Desk, qtbot: QtBot) -> None:
    been_here(desk, more="Wiper blades")
    stage = Stage(desk, qtbot)
    stage.press(KEY.Key_Return)
    assert not len(stage.order.lines), "Enter in an empty row adds nothing"
    stage.press(KEY.Key_Down, KEY.Key_Return)
    assert [(line.name, line.price) for line in stage.order.lines] == [("Wiper blades", 20_000)]


def test_a_point_of_the_walk_around_asks_for_its_hours(desk: Desk, qtbot: QtBot) -> None:
    stage = Stage(desk, qtbot)
    desk.sheets.edit(WalkAround, file(desk, stage.visit).walk_around.id, {"wipers": "work"})
    stage.page.refresh()
    QTest.mouseClick(stage.tab.extras.suggested.chips[0], Qt.MouseButton.LeftButton)
    assert focused().objectName() == "line.quantity"
    QTest.keyClicks(focused(), "0.3")
    stage.press(KEY.Key_Return)
    assert [(line.name_other, line.quantity) for line in stage.order.lines] == [("Wipers: repair", 300)]


def test_many_suggestions_stay_in_one_line_and_the_rest_in_a_menu(desk: Desk, qtbot: QtBot) -> None:
    stage = Stage(desk, qtbot)
    points = dict.fromkeys(("wipers", "lights", "glass", "horn", "climate", "seats", "oil", "coolant", "belts"), "work")
    desk.sheets.edit(WalkAround, file(desk, stage.visit).walk_around.id, points)
    stage.page.refresh()
    bar = stage.tab.extras.suggested
    shown = [chip for chip in bar.chips if not chip.isHidden()]
    menu = bar.make_menu()
    assert 0 < len(shown) < 9
    assert len(shown) + len(menu.actions()) == 9
    assert bar.more.geometry().right() <= bar.width()
    menu.actions()[0].trigger()
    assert len(stage.order.lines) == 1
    menu.close()


def test_check_in_notes_what_is_due_and_what_was_put_off(desk: Desk, qtbot: QtBot) -> None:
    desk.sheets.edit(Package, small_shop(desk).service, {"distance": 10_000})
    been_here(desk, more="Wiper blades")
    stage = Stage(desk, qtbot, step=1)
    car = stage.page.tabs[1].car  # type: ignore[attr-defined]
    words = [label.text() for label in car.findChildren(QWidget) if hasattr(label, "text")]
    assert "一万公里保养" in words
    assert "Wiper blades" in words
    QTest.mouseClick(car.history, Qt.MouseButton.LeftButton)
    assert stage.page.body.is_open


def test_taking_over_opens_no_list_of_the_window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    desk = small_desk(tmp_path / "own")
    been_here(desk)
    visit = walked_in(desk)
    check_in(desk, visit, odometer=41_230)
    desk.close(backup=False)
    theme.dress(qapp, families=theme.BUNDLED)
    window = open_desk(desk.folder, language="en", clock=desk.clock)
    with qtbot.waitActive(window):
        window.activateWindow()
    window.open_visit(visit, 3)
    control = Qt.KeyboardModifier.ControlModifier
    for key in (KEY.Key_F9, KEY.Key_F9):
        QTest.keyClick(focused(), key)
    QTest.keyClick(focused(), KEY.Key_R, control)
    QTest.keyClick(focused(), KEY.Key_Return)
    assert not window.top.search.list_open
    assert focused().objectName() == "work_order.entry"
    assert len(window.desk.reception.file(visit).work_order.lines) == 3
    field(window, "work_order.discount").click()
    QTest.keyClick(focused(), KEY.Key_Escape)
    assert not window.top.search.list_open
    assert focused().objectName() == "work_order.entry"
    window.close()


def field(window: QWidget, name: str) -> QPushButton:
    found = window.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def test_the_entry_row_gets_the_focus_back_while_the_history_stays(desk: Desk, qtbot: QtBot) -> None:
    been_here(desk)
    stage = Stage(desk, qtbot)
    QTest.keyClicks(focused(), "ho")
    stage.page.open_history()
    stage.tab.enter_line()
    assert stage.page.body.is_open
    assert focused().objectName() == "work_order.entry"
    QTest.keyClicks(focused(), "se")
    assert stage.tab.table.draft == "hose"


def test_check_in_counts_the_earlier_visits_in_words(desk: Desk, qtbot: QtBot) -> None:
    been_here(desk)
    assert history_of(Stage(desk, qtbot, step=1)).startswith("1 visit, on ")


def test_check_in_tells_the_last_of_several_visits(desk: Desk, qtbot: QtBot) -> None:
    been_here(desk)
    been_here(desk, odometer=35_000)
    assert history_of(Stage(desk, qtbot, step=1)).startswith("2 visits, the last on ")


def history_of(stage: Stage) -> str:
    """What the card of the car says beside History."""
    tab = stage.page.tabs[1]
    assert isinstance(tab, CheckInTab)
    labels = [label.text() for label in tab.car.findChildren(QLabel)]
    return labels[labels.index("History") + 1]
