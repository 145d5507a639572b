"""Packages in the settings, made and changed by keys: lines, their order, what they come to, copies, retirement."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from reception_desk.desk.desk import Desk
from reception_desk.forms.package import Package
from reception_desk.forms.price_item import PriceItem
from reception_desk.ui.places.packages import PackagesView, PricesView
from reception_desk.ui.room import Room
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.labels import Label
from reception_desk.ui.widgets.search_pick import SearchPick
from tests.clipping import clipped
from tests.dressed import dressed_desk
from tests.shops import file, small_shop, walked_in

KEY = Qt.Key
ALT, CONTROL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    with dressed_desk(qapp, tmp_path / "shop") as made:
        yield made


@pytest.fixture
def view(desk: Desk, qtbot: QtBot) -> PackagesView:
    made = PackagesView(Room(desk, Voice(desk.language("en"))))
    qtbot.addWidget(made)
    made.resize(1018, 536)
    made.refresh()
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.enter()
    return made


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(*keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        QTest.keyClick(focused(), key, held)


def write(text: str) -> None:
    for letter in text:
        QTest.keyClicks(focused(), letter)


def pick(text: str) -> None:
    """An item by typing into its list."""
    write(text)
    press(KEY.Key_Return)


def kept(desk: Desk, name: str) -> Package:
    return next(package for package in desk.sheets.all(Package) if package.name == name)


def lines(desk: Desk, package: Package) -> list[tuple[str, int | None, int | None]]:
    codes = {item.id: item.code for item in desk.sheets.all(PriceItem)}
    return [(codes[line.item], line.quantity, line.price) for line in package.lines]


def foot(view: PackagesView) -> str:
    rows = view.view.rows["lines"]
    return next(label.text() for label in rows.findChildren(Label) if label.text().startswith("Total"))


def test_a_package_is_made_from_its_name_to_its_last_line_without_a_mouse(desk: Desk, view: PackagesView) -> None:
    view.begin()
    write("W1")
    press(KEY.Key_Return)
    write("Winter check")
    press(KEY.Key_Return)
    write("Winterdienst")
    press(KEY.Key_Return)
    write("12")
    press(KEY.Key_Return)
    write("15000")
    press(KEY.Key_Return)
    made = kept(desk, "Winter check")
    assert (made.code, made.name_other, made.months, made.distance) == ("W1", "Winterdienst", 12, 15_000)
    view.view.rows["lines"].add.setFocus()
    press(KEY.Key_Space)
    pick("L100")
    press(KEY.Key_Return)
    write("0.5")
    press(KEY.Key_Return, KEY.Key_Return)
    pick("P200")
    press(KEY.Key_Return, KEY.Key_Return)
    write("55")
    press(KEY.Key_Return)
    assert len(kept(desk, "Winter check").lines) == 3, "Enter behind the last field makes the next line"
    press(KEY.Key_Return)
    assert lines(desk, kept(desk, "Winter check")) == [("L100", 500, None), ("P200", None, 5500)]
    assert foot(view) == "Total 320.00 · 361.60 with tax"


def test_each_line_tells_what_it_comes_to_and_what_a_blank_stands_for(desk: Desk, view: PackagesView) -> None:
    rows = view.view.rows["lines"]
    notes = [label.text() for label in rows._notes.values()]
    assert notes == ["160.00", "272.00", "48.00"]
    blanks = [
        [editor.line.placeholderText() for editor in editors if hasattr(editor, "line")] for _, editors, _ in rows._rows
    ]
    assert blanks == [["1 h", "200.00"], ["4 L", "60.00"], ["1 pc", "48.00"]]
    assert foot(view) == "Total 480.00 · 542.40 with tax"
    assert not clipped(view)


def test_alt_and_arrows_move_a_line_and_the_order_follows_onto_work_orders(desk: Desk, view: PackagesView) -> None:
    rows = view.view.rows["lines"]
    last = rows._rows[2][1][1].widget
    last.setFocus()
    press(KEY.Key_Up, held=ALT)
    assert focused() is last
    service = kept(desk, "一万公里保养")
    assert [code for code, _, _ in lines(desk, service)] == ["L100", "LF-3412", "P200"]
    press(KEY.Key_Down, KEY.Key_Down, held=ALT)
    assert [code for code, _, _ in lines(desk, kept(desk, "一万公里保养"))] == ["L100", "P200", "LF-3412"]
    up = [button for button in rows.findChildren(Button) if button.objectName() == "package.lines.up"]
    QTest.mouseClick(up[1], Qt.MouseButton.LeftButton)
    assert [code for code, _, _ in lines(desk, kept(desk, "一万公里保养"))] == ["P200", "L100", "LF-3412"]
    view.room.undo.undo()
    assert [code for code, _, _ in lines(desk, kept(desk, "一万公里保养"))] == ["L100", "P200", "LF-3412"]
    visit = walked_in(desk)
    order = file(desk, visit).work_order.id
    desk.ordering.add_package(order, service.id)
    assert [line.code for line in file(desk, visit).work_order.lines] == ["L100", "P200", "LF-3412"]


def test_control_delete_takes_a_line_off_and_undo_brings_it_back(desk: Desk, view: PackagesView) -> None:
    rows = view.view.rows["lines"]
    rows._rows[1][1][2].widget.setFocus()
    press(KEY.Key_Delete, held=CONTROL)
    assert [code for code, _, _ in lines(desk, kept(desk, "一万公里保养"))] == ["L100", "LF-3412"]
    assert foot(view) == "Total 208.00 · 235.04 with tax"
    view.room.undo.undo()
    assert len(kept(desk, "一万公里保养").lines) == 3


def test_shift_enter_goes_back_through_the_lines(desk: Desk, view: PackagesView) -> None:
    rows = view.view.rows["lines"]
    rows._rows[1][1][0].widget.setFocus()
    press(KEY.Key_Return, held=SHIFT)
    assert focused() is rows._rows[0][1][2].widget


def test_a_copy_has_lines_of_its_own_and_no_code(desk: Desk, view: PackagesView) -> None:
    QTest.mouseClick(view.copy, Qt.MouseButton.LeftButton)
    copy, original = kept(desk, "一万公里保养 (copy)"), kept(desk, "一万公里保养")
    assert (copy.code, copy.name_other) == ("", original.name_other)
    assert lines(desk, copy) == lines(desk, original)
    assert not {line.id for line in copy.lines} & {line.id for line in original.lines}
    assert view.shown is not None
    assert view.shown.id == copy.id
    assert focused().objectName() == "package.name"


def test_a_retired_package_stays_in_the_list_and_is_offered_nowhere(desk: Desk, view: PackagesView) -> None:
    service = small_shop(desk).service
    desk.sheets.edit(Package, service, {"gone": True})
    view.refresh()
    assert [row.id for row in view.model.rows] == [service]
    assert desk.ordering.offers("S10") == []
    QTest.mouseClick(view.copy, Qt.MouseButton.LeftButton)
    assert not kept(desk, "一万公里保养 (copy)").gone


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_an_item_that_is_no_longer_offered_is_marked_in_its_package(
    desk: Desk, view: PackagesView, language: str
) -> None:
    rows, item = view.view.rows["lines"], small_shop(desk).oil
    assert rows.check.isHidden()
    desk.sheets.edit(PriceItem, item, {"gone": True})
    view.room.voice.speak(desk.language(language))
    view.refresh()
    words = {"en": "No longer offered", "zh_CN": "已停用"}[language]
    assert rows.check.isVisible()
    assert words in rows.check.text()
    assert "机油" in rows.check.text()
    assert [one.currentText() for one in rows.findChildren(SearchPick) if one.value == item] == [f"机油 · {words}"]
    desk.sheets.edit(PriceItem, item, {"gone": False})
    view.refresh()
    assert rows.check.isHidden()
    assert [one.currentText() for one in rows.findChildren(SearchPick) if one.value == item] == ["机油"]


def test_the_list_tells_price_and_interval(desk: Desk, view: PackagesView) -> None:
    desk.sheets.edit(Package, small_shop(desk).service, {"months": 6, "distance": 10_000})
    view.refresh()
    row = view.model.rows[0]
    assert [view.model.words(row, spec) for spec in view.model.columns] == [
        "S10",
        "一万公里保养",
        "6 months or 10,000 km",
        "480.00",
    ]


def test_an_item_of_the_price_list_is_copied_too(desk: Desk, qtbot: QtBot) -> None:
    view = PricesView(Room(desk, Voice(desk.language("en"))))
    qtbot.addWidget(view)
    view.refresh()
    view.show()
    view.copy_shown()
    assert view.shown is not None
    assert sum(item.name.endswith("(copy)") for item in desk.sheets.all(PriceItem)) == 1
