"""F4 on a plate brings the provinces under it: arrows and pinyin choose, Enter takes, Esc leaves all as it was."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reception_desk.forms.plates import PLACES, PROVINCES
from reception_desk.ui.main_window import MainWindow
from reception_desk.ui.visit.check_in_tab import CheckInTab
from reception_desk.ui.widgets.inputs import LineEdit
from reception_desk.ui.widgets.province_grid import ProvinceGrid
from reception_desk.ui.widgets.touch_pad import PadKey
from tests.clipping import clipped
from tests.keyed import press, write
from tests.on_page import shown_tab
from tests.shops import walked_in


def here() -> LineEdit:
    field = QApplication.focusWidget()
    assert isinstance(field, LineEdit)
    return field


def grid(window: MainWindow) -> ProvinceGrid | None:
    found = [one for one in window.findChildren(ProvinceGrid) if one.isVisible()]
    return found[0] if found else None


def open_grid(window: MainWindow, typed: str = "", key: str = "F4") -> ProvinceGrid:
    press("Ctrl+N")
    write(typed)
    press(key)
    found = grid(window)
    assert found is not None
    return found


@pytest.mark.parametrize("key", ["F4", "Alt+Down"])
def test_arrows_and_enter_put_the_province_before_the_plate(window: MainWindow, key: str) -> None:
    shown = open_grid(window, "D55555", key)
    assert shown.chosen == "京"
    press("Right", "Right", "Down", "Left")
    assert shown.chosen == shown._rows[1][1]
    press("Return")
    assert here().text() == f"{shown.chosen}D55555"
    assert here().cursorPosition() == 7
    assert grid(window) is None
    assert window.place == "new_visit"  # Enter chose, it did not begin a visit


def test_arrows_end_at_the_edges(window: MainWindow) -> None:
    shown = open_grid(window)
    press("Up", "Left")
    assert shown.chosen == "京"
    press(*["Down"] * 9, *["Right"] * 9)
    assert shown.chosen == "使"


def test_another_province_takes_the_place_of_the_one_there(window: MainWindow) -> None:
    press("Ctrl+N")
    write("粤B55555")
    press("F4")
    shown = grid(window)
    assert shown is not None
    assert shown.chosen == "粤"
    write("hu")
    press("Return")
    assert here().text() == "沪B55555"


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [("yue", "粤"), ("Y", "渝"), ("yy", "豫"), ("yyyyy", "渝"), ("guangdong", "粤"), ("gx", "桂"), ("lu", "鲁"),
     ("hlj", "黑"), ("chuan", "川"), ("qiong", "琼"), ("hn", "豫"), ("shan", "陕")],
)  # fmt: skip
def test_pinyin_of_the_sign_or_of_the_place_chooses(window: MainWindow, typed: str, chosen: str) -> None:
    shown = open_grid(window)
    write(typed)
    assert shown.chosen == chosen
    assert here().text() == ""
    assert [key.text() for key in shown.findChildren(PadKey) if key.isChecked()] == [chosen]


def test_every_province_is_in_it_and_found_by_its_whole_place(window: MainWindow) -> None:
    shown = open_grid(window)
    keys = [key.text() for key in shown.findChildren(PadKey)]
    assert len(PROVINCES) == 31
    assert sorted(keys) == sorted([*PROVINCES, "使"])
    for sign, place in PLACES.items():
        press("Esc", "F4")
        write(window.desk.spelling(place).whole[0].lower())
        named = [other for other in PLACES if shown._spelling(PLACES[other]).begins(shown._letters)]
        assert sign in (shown.chosen, *named)


@pytest.mark.parametrize("away", ["Esc", "F4"])
def test_escape_leaves_all_as_it_was(window: MainWindow, away: str) -> None:
    open_grid(window, "D12")
    press("Right", away)
    assert grid(window) is None
    assert (here().text(), here().objectName()) == ("D12", "new_visit.who")
    assert window.place == "new_visit"


def test_a_figure_goes_on_typing_and_the_grid_goes(window: MainWindow) -> None:
    open_grid(window, "D12")
    write("3")
    assert grid(window) is None
    assert here().text() == "D123"
    press("F4", "Backspace")
    assert grid(window) is None
    assert here().text() == "D12"


def test_an_input_method_may_type_it_all_the_same(window: MainWindow) -> None:
    open_grid(window)
    event = QInputMethodEvent("", [])
    event.setCommitString("京")
    QApplication.sendEvent(here(), event)
    assert grid(window) is None
    assert here().text() == "京"


def test_a_click_takes_a_province_and_the_focus_stays(window: MainWindow) -> None:
    shown = open_grid(window, "A12345")
    key = next(key for key in shown.findChildren(PadKey) if key.text() == "浙")
    QTest.mouseClick(key, Qt.MouseButton.LeftButton)
    assert here().text() == "浙A12345"
    assert grid(window) is None


def test_leaving_the_field_sends_it_away(window: MainWindow) -> None:
    open_grid(window, "D12")
    press("Tab")
    assert grid(window) is None


def test_the_plate_of_a_car_is_kept_with_the_province_that_was_chosen(window: MainWindow) -> None:
    window.open_visit(walked_in(window.desk), 1)
    tab = shown_tab(window, CheckInTab)
    tab.car.edit_car.click()
    assert tab.focus_field("vehicle.plate")
    press("F4")
    shown = grid(window)
    assert shown is not None
    write("xiang")
    press("Return", "Return")
    file = window.page("visit").file
    assert file is not None
    assert file.vehicle.plate == "湘BD12345"


def test_the_plate_of_a_booking_has_it_too(window: MainWindow) -> None:
    window.open_place("booking")
    assert here().objectName() == "appointment.plate"
    press("F4")
    write("hu")
    press("Return")
    write("A55555")
    assert here().text() == "沪A55555"


def test_where_plates_have_no_province_there_is_no_grid(window: MainWindow) -> None:
    shop = window.desk.shop()
    window.desk.sheets.edit(type(shop), shop.id, {"region": "GB"})
    window.speak("en")
    press("Ctrl+N")
    press("F4")
    assert grid(window) is None


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_it_lies_under_its_field_and_hides_nothing_of_it(window: MainWindow, language: str) -> None:
    window.speak(language)
    window.resize(1093, 614)
    shown = open_grid(window, "D12345")
    QApplication.processEvents()
    field = here()
    assert clipped(shown) == []
    place = QRect(shown.mapTo(window, QPoint(0, 0)), shown.size())
    assert not place.intersects(QRect(field.mapTo(window, QPoint(0, 0)), field.size()))
    assert window.rect().contains(place)
