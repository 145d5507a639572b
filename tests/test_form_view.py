"""The general form: what stays on the screen when nothing can be saved, rows and their undo, the change of language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from reception_desk import errors
from reception_desk.desk.desk import Desk
from reception_desk.forms.appointment import Appointment
from reception_desk.forms.check_in import CheckIn
from reception_desk.forms.customer import Customer
from reception_desk.forms.fields import Form
from reception_desk.forms.shop import Shop
from reception_desk.forms.vehicle import Vehicle
from reception_desk.ui import theme
from reception_desk.ui.editors import make_editor
from reception_desk.ui.form_view import FormView
from reception_desk.ui.room import Room
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.discard import drop
from tests.shops import booked_visit, make_desk, small_shop


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = make_desk(tmp_path / "shop")
    yield desk
    desk.close(backup=False)


@pytest.fixture
def room(desk: Desk) -> Room:
    return Room(desk, Voice(desk.language("en")))


def test_what_the_disk_does_not_take_stays_on_the_screen_and_is_tried_again(
    desk: Desk, room: Room, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = desk.reception.file(booked_visit(desk)).check_in
    view = FormView(room, CheckIn, ["odometer", "concern"])
    qtbot.addWidget(view)
    view.show_form(sheet)
    told: list[errors.DeskError] = []
    room.troubled.connect(told.append)

    def full(*_: object) -> dict[str, object]:
        raise errors.disk_full(Path("disk"))

    line = view.editors["odometer"].widget
    assert isinstance(line, QLineEdit)
    with monkeypatch.context() as patch:
        patch.setattr(desk.sheets, "edit", full)
        line.setText("52000")
        view.flush()
        view.show_form(desk.reception.file(sheet.visit).check_in)
        assert (line.text(), len(told)) == ("52,000", 1)
    view.flush()
    kept = desk.sheets.get(CheckIn, sheet.id)
    assert kept is not None and kept.odometer == 52_000
    other = CheckIn(id="another", visit=sheet.visit)
    view.show_form(other)
    assert line.text() == ""


def test_undo_of_a_row_after_its_sheet_was_loaded_again(desk: Desk, room: Room, qtbot: QtBot) -> None:
    shop = small_shop(desk)
    view = FormView(room, Customer, ["phones"])
    qtbot.addWidget(view)

    def load() -> Customer:
        kept = desk.sheets.get(Customer, shop.customer)
        assert kept is not None
        view.show_form(kept)
        return kept

    before = load().phones[0].number
    line = view.rows["phones"].findChild(QLineEdit, "phone.number")
    assert line is not None
    for number in ("13911112222", "13911113333"):
        line.setText(number)
        view.flush()
        load()
    room.undo.undo()
    assert load().phones[0].number == before
    line.setText("13911114444")
    view.flush()
    room.undo.undo()
    assert load().phones[0].number == before


def test_row_says_what_is_wrong_with_it_in_the_language_that_is_spoken(desk: Desk, room: Room, qtbot: QtBot) -> None:
    kept = desk.sheets.get(Customer, small_shop(desk).customer)
    assert kept is not None
    view = FormView(room, Customer, ["phones"])
    qtbot.addWidget(view)
    view.show_form(kept)
    line = view.rows["phones"].findChild(QLineEdit, "phone.number")
    assert line is not None
    assert not line.toolTip()
    line.clear()
    QTest.keyClicks(line, "123")
    view.flush()
    told = line.toolTip()
    assert told
    room.voice.speak(desk.language("zh_CN"))
    assert line.toolTip() != told
    assert line.placeholderText() == line.accessibleName() == "电话号码"


@pytest.mark.parametrize("form", [CheckIn, Customer, Appointment, Shop])
def test_a_form_that_made_way_hears_no_change_of_language(
    form: type[Form], desk: Desk, room: Room, qtbot: QtBot
) -> None:
    """As check-in's does for a car with another engine. Python looks for garbage now and then only."""
    host = QWidget()
    qtbot.addWidget(host)
    view = FormView(room, form)
    view.setParent(host)
    view.show_form(form())
    drop(view)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    with qtbot.captureExceptions() as mistakes:
        room.voice.speak(desk.language("zh_CN"))
    assert mistakes == []


def test_chinese_can_be_typed_wherever_it_is_understood(room: Room) -> None:
    def composes(sheet: type[Form], name: str) -> bool:
        line = make_editor(room, sheet.spec(name)).widget
        return line.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)

    understood = [
        (Appointment, "plate"),
        (Appointment, "arrives"),
        (CheckIn, "promised"),
        (Vehicle, "inspection_until"),
    ]
    understood += [(Vehicle, "plate"), (Shop, "plate_prefix"), (Customer, "name")]
    assert [(sheet, name) for sheet, name in understood if not composes(sheet, name)] == []
    latin = [(CheckIn, "odometer"), (Vehicle, "vin"), (CheckIn, "bringer_phone"), (Shop, "tax_rate")]
    assert [(sheet, name) for sheet, name in latin if composes(sheet, name)] == [], "letters there are no syllables"
    theme.wear(touch="on")
    try:
        assert not composes(Vehicle, "plate"), "its own keys are there instead of the computer's"
        assert composes(Customer, "name")
    finally:
        theme.wear(touch="auto")
