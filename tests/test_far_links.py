"""A link to one of very many rows: looked for by typing, never listed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reception_desk.desk.desk import Desk
from reception_desk.forms.customer import Customer, Phone
from reception_desk.forms.staff import Staff
from reception_desk.forms.vehicle import Vehicle
from reception_desk.forms.work_order import WorkOrder
from reception_desk.ui.form_view import FormView
from reception_desk.ui.room import Room
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.search_pick import SearchPick
from tests.shops import booked_visit, make_desk, small_shop


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = make_desk(tmp_path / "shop")
    small_shop(desk)
    for number in range(30):
        desk.sheets.create(Customer(name="张伟", phones=(Phone(number=f"139000{number:05d}"),)))
    yield desk
    desk.close(backup=False)


def view_of(qtbot: QtBot, view: QWidget) -> None:
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show()
    view.activateWindow()


def test_owner_of_a_car_is_looked_for_by_phone(desk: Desk, qtbot: QtBot) -> None:
    shop = small_shop(desk)
    view = FormView(Room(desk, Voice(desk.language("en"))), Vehicle, ["owner"])
    view_of(qtbot, view)
    car = desk.sheets.get(Vehicle, shop.vehicle)
    assert car is not None
    before = car.owner
    view.show_form(car)
    pick = view.editors["owner"].widget
    assert isinstance(pick, SearchPick)
    assert pick.count() == 2  # nobody, and the owner now
    assert "王伟" in pick.currentText()
    pick.setFocus()
    QTest.keyClicks(pick, "1")
    assert pick.panel is not None
    QTest.keyClicks(pick.panel.line, "3900000017")
    assert pick.panel.model.rowCount() == 1
    QTest.keyClick(pick.panel.line, Qt.Key.Key_Return)
    owner = desk.sheets.get(Customer, desk.sheets.get(Vehicle, shop.vehicle).owner)  # type: ignore[union-attr]
    assert owner is not None and owner.phone() == "13900000017"
    assert "张伟" in pick.currentText()
    view.room.undo.undo()
    assert desk.sheets.get(Vehicle, shop.vehicle).owner == before != owner.id  # type: ignore[union-attr]


def test_somebody_who_has_left_is_still_named_and_told_of(desk: Desk, qtbot: QtBot) -> None:
    shop = small_shop(desk)
    order = desk.reception.file(booked_visit(desk)).work_order
    desk.sheets.edit(WorkOrder, order.id, {"technician": shop.technician})
    desk.sheets.edit(Staff, shop.technician, {"gone": True})
    view = FormView(Room(desk, Voice(desk.language("en"))), WorkOrder, ["technician"])
    view_of(qtbot, view)
    kept = desk.sheets.get(WorkOrder, order.id)
    assert kept is not None
    view.show_form(kept)
    person = desk.sheets.get(Staff, shop.technician)
    assert person is not None
    shown = view.editors["technician"].widget.currentText()  # type: ignore[attr-defined]
    assert shown == f"{person.name} · No longer works here"
