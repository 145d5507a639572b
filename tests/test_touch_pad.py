"""A finger on a field for figures brings its keys, which type as a keyboard would; held still it brings the menu."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from reception_desk.app import application, open_desk
from reception_desk.desk.desk import Desk
from reception_desk.first_shop import ask
from reception_desk.forms import fields as f
from reception_desk.forms.moments import FixedClock
from reception_desk.forms.plates import PROVINCES, is_mainland
from reception_desk.forms.shop import Shop
from reception_desk.forms.vehicle import Vehicle
from reception_desk.forms.walk_around import Mark
from reception_desk.forms.work_order import WorkLine
from reception_desk.language import Language
from reception_desk.store.ids import UuidIds
from reception_desk.ui import theme, touching
from reception_desk.ui.first_run import FirstRun
from reception_desk.ui.main_window import MainWindow
from reception_desk.ui.places.board_table import BoardTable
from reception_desk.ui.reading_order import stops
from reception_desk.ui.widgets.field_box import FieldBox
from reception_desk.ui.widgets.inputs import LineEdit
from reception_desk.ui.widgets.lines_model import Col
from reception_desk.ui.widgets.pad_keys import PAGES, key_named, pad_of, places
from reception_desk.ui.widgets.touch_pad import LEAST_KEY, TouchPad, place
from tests.clipping import clipped, outside
from tests.pseudo import Pseudo
from tests.shops import MORNING, PLATE, file, ordered, ready, small_desk

HELD, A_TAP = 80, 60_000
"""Milliseconds after which a press is a long one: soon where a test waits for it, and never for a tap, however busy the
computer is."""
FOLDED, USUAL = (1093, 614), (1366, 690)


class Finger:
    """One finger on the glass of a window: the touches that a screen sends."""

    def __init__(self, window: QWidget) -> None:
        self.window = window
        self._screen: QPointingDevice = QTest.createTouchDevice()

    def down(self, widget: QWidget, at: QPoint | None = None, *, held: int = HELD) -> QPoint:
        settle()
        touching.LONG_PRESS = held
        place_ = widget.mapTo(self.window, at or widget.rect().center())
        QTest.touchEvent(self.window.windowHandle(), self._screen).press(0, place_).commit()
        return place_

    def move(self, at: QPoint) -> None:
        QTest.touchEvent(self.window.windowHandle(), self._screen).move(0, at).commit()

    def up(self, at: QPoint) -> None:
        QTest.touchEvent(self.window.windowHandle(), self._screen).release(0, at).commit()
        QApplication.processEvents()

    def tap(self, widget: QWidget, at: QPoint | None = None) -> None:
        self.up(self.down(widget, at, held=A_TAP))

    def press(self, *keys: str) -> None:
        """Keys of the pad by name."""
        for key in keys:
            self.tap(shown(self.window, f"pad.{key}"))


class Shown:
    """A window that is served by fingers: of a shop, or the wizard's."""

    def __init__(self, window: Any, visit: str = "") -> None:
        self.window, self.visit = window, visit
        self.finger = Finger(window)
        self.tap, self.press = self.finger.tap, self.finger.press

    def step(self, number: int) -> None:
        self.window.open_visit(self.visit, number)
        settle()

    def field(self, name: str) -> LineEdit:
        found = shown(self.window, name)
        assert isinstance(found, LineEdit)
        return found

    def has_pad(self) -> bool:
        return any(pad.isVisible() for pad in self.window.findChildren(TouchPad))

    @property
    def pad(self) -> TouchPad:
        """The one that is shown."""
        found: list[TouchPad] = [pad for pad in self.window.findChildren(TouchPad) if pad.isVisible()]
        return found[0]

    @property
    def keys(self) -> list[str]:
        """What the keys of the pad show, row by row."""
        return [key.text() for key in self.pad.findChildren(QAbstractButton) if key.isVisible()]

    def place(self, widget: QWidget) -> QRect:
        return QRect(widget.mapTo(self.window, QPoint(0, 0)), widget.size())


def shown(window: QWidget, name: str) -> QWidget:
    found = [one for one in window.findChildren(QWidget, name) if one.isVisible()]
    assert found, name
    return found[0]


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


Opener = Callable[..., Shown]


@pytest.fixture
def opened(qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opener]:
    windows: list[MainWindow] = []
    monkeypatch.setattr(touching, "LONG_PRESS", HELD)  # each press says its own; this puts the true one back

    def make(begin: Callable[..., str] = ordered, *, region: str = "CN", touch: str = "on") -> Shown:
        desk = small_desk(tmp_path / "shop")
        visit = begin(desk)
        if region != "CN":
            desk.sheets.edit(Shop, desk.shop().id, {"region": region})
        desk.close(backup=False)
        application(bundled_fonts=True)
        clock = FixedClock(MORNING)
        window = open_desk(tmp_path / "shop", language="en", clock=clock, ids=UuidIds(clock, 7))
        windows.append(window)
        window.resize(*USUAL)
        window.room.wear(touch=touch)
        window.open_visit(visit, 1)
        qtbot.waitExposed(window)
        qtbot.addWidget(window)
        settle()
        return Shown(window, visit)

    yield make
    for window in windows:
        window.close()
    application(bundled_fonts=True)


def focused() -> QWidget | None:
    return QApplication.focusWidget()


# Which field has which keys


def test_each_kind_that_gets_no_keyboard_from_the_computer_has_keys_of_its_own() -> None:
    """And words, which get one, have none."""
    kinds = {spec.kind: spec for sheet in all_forms() for spec in sheet.specs().values()}
    assert {kind for kind, spec in kinds.items() if pad_of(spec)} == f.NUMBERS | {"day", "moment", "code"}
    assert pad_of(Vehicle.spec("plate")) == "plate"
    assert pad_of(WorkLine.spec("price")) == "sum"


def all_forms() -> Iterator[type[f.Form]]:
    waiting = [f.Form]
    while waiting:
        sheet = waiting.pop()
        waiting += sheet.__subclasses__()
        if sheet is not f.Form and "table" in vars(sheet):
            yield sheet


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_full_and_has_each_key_once(name: str) -> None:
    page = PAGES[name]
    assert len({len(row.split()) for row in page.rows}) == 1
    found = places(page)
    cells = sum(one.tall * one.wide for one in found)
    assert cells == len(page.rows) * len(page.rows[0].split())
    assert len({one.name for one in found}) == len(found)
    assert name == "grid" or {"back", "clear", "done"} <= {one.name for one in found}  # a grid goes with its choice


def test_all_provinces_then_letters_that_are_on_plates() -> None:
    first, second = ({key_named(one.name, ".").types for one in places(PAGES[page])} for page in ("provinces", "plate"))
    assert set(PROVINCES) <= first
    letters = {types for types in second if types.isascii() and types.isalpha()}
    assert letters == set("ABCDEFGHJKLMNPQRSTUVWXYZ")
    assert set("0123456789") <= second
    assert {"挂", "学", "警", "港", "澳", "领", "使"} <= second
    assert is_mainland("粤B1234挂")


# Coming and going


def test_a_finger_on_the_odometer_brings_keys_that_type(opened: Opener) -> None:
    desk = opened()
    line = desk.field("check_in.odometer")
    desk.tap(line)
    assert desk.has_pad()
    assert focused() is line
    desk.press("4", "8", "6", "5", "1", "back", "0")
    assert focused() is line
    assert line.text() == "48650", "the first key replaces what stood there, as after Tab"
    desk.press("done")
    assert not desk.has_pad()
    assert file(desk.window.desk, desk.visit).check_in.odometer == 48_650
    assert focused() is shown(desk.window, "check_in.fuel"), "Done goes on as Enter does"
    desk.window.room.undo.undo()
    assert file(desk.window.desk, desk.visit).check_in.odometer == 41_230


def test_sums_and_clear_do_what_they_do_when_typed(opened: Opener) -> None:
    desk = opened()
    line = desk.field("check_in.odometer")
    desk.tap(line)
    desk.press("1", "2", "times", "3", "minus", "6", "over", "2", "plus", "1", "0")
    assert line.text() == "12*3-6/2+10"
    desk.press("done")
    assert file(desk.window.desk, desk.visit).check_in.odometer == 43
    desk.tap(line)
    desk.press("clear")
    assert line.text() == ""
    assert desk.has_pad()
    line.undo()
    assert line.text() == "43"


@pytest.mark.parametrize("way", ["mouse", "keys", "program"])
def test_who_has_a_mouse_or_a_keyboard_gets_none(opened: Opener, way: str) -> None:
    desk = opened()
    desk.tap(desk.field("check_in.key_tag"))
    QTest.keyClick(desk.field("check_in.key_tag"), Qt.Key.Key_Escape)
    desk.window.setFocus()
    assert not desk.has_pad()
    line = desk.field("check_in.odometer")
    if way == "mouse":
        QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    elif way == "keys":
        desk.field("check_in.key_tag").setFocus()
        for _ in range(30):
            QTest.keyClick(focused() or desk.window, Qt.Key.Key_Tab)
            if focused() is line:
                break
    else:
        desk.window.page("visit").tabs[1].focus_field("check_in.odometer")
    settle()
    assert focused() is line
    assert not desk.has_pad()


def test_no_keys_where_touch_is_never_wanted_and_from_the_first_touch_where_it_is_seen(opened: Opener) -> None:
    desk = opened(touch="off")
    desk.tap(desk.field("check_in.odometer"))
    assert not desk.has_pad()
    desk.window.setFocus()
    desk.window.room.wear(touch="auto")
    desk.tap(desk.field("check_in.odometer"))
    assert theme.touched()
    assert desk.has_pad()


def test_words_are_left_to_the_keyboard_of_the_computer(opened: Opener) -> None:
    desk = opened()
    desk.tap(shown(desk.window, "check_in.concern"))
    assert focused() is shown(desk.window, "check_in.concern")
    assert not desk.has_pad()


def test_keys_go_when_the_focus_goes(opened: Opener) -> None:
    desk = opened()
    line = desk.field("check_in.odometer")
    for leave in (
        lambda: shown(desk.window, "check_in.concern").setFocus(),
        lambda: desk.finger.tap(desk.window.rail, QPoint(50, desk.window.rail.height() - 90)),
        lambda: desk.window.open_place("today"),
        lambda: desk.window.room.wear(touch="off"),
    ):
        desk.window.room.wear(touch="on")
        desk.step(1)
        desk.tap(line)
        assert desk.has_pad()
        leave()
        settle()
        assert not desk.has_pad()


def test_a_finger_that_pushes_the_page_brings_none_and_keys_follow_the_page(opened: Opener, qtbot: QtBot) -> None:
    desk = opened()
    desk.window.resize(1366, 600)
    settle()
    line, bar = desk.field("check_in.odometer"), desk.window.page("visit").tabs[1].area.verticalScrollBar()
    begin = desk.finger.down(line)
    for by in range(10, 200, 10):
        QTest.qWait(16)  # a gesture is told by how fast it goes
        desk.finger.move(begin - QPoint(0, by))
    desk.finger.up(begin - QPoint(0, 190))
    qtbot.waitUntil(lambda: bar.value() > 60)
    assert not desk.has_pad()
    bar.setValue(0)
    bar.setValue(0)
    desk.tap(line)
    assert desk.has_pad()
    before = desk.pad.y()
    bar.setValue(20)
    qtbot.waitUntil(lambda: desk.has_pad() and desk.pad.y() == before - 20)
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: not desk.has_pad())


# Plates


def test_a_plate_begins_with_its_province(opened: Opener) -> None:
    desk = opened()
    tab = desk.window.page("visit").tabs[1]
    tab.car.edit_car.click()
    settle()
    line = desk.field("vehicle.plate")
    line.setFocus()
    desk.tap(line)
    assert "粤" not in desk.keys
    desk.press("clear")
    assert set(PROVINCES) <= set(desk.keys)
    desk.press("粤")
    assert "I" not in desk.keys
    assert "O" not in desk.keys
    desk.press(*"AF0031", "back", "2")
    assert line.text() == "粤AF0032"
    desk.press("clear", "abc", *"D777")
    assert line.text() == "D777"
    desk.press("places", "临", "clear")
    assert "粤" in desk.keys
    desk.press("京", *"C12345", "done")
    assert file(desk.window.desk, desk.visit).vehicle.plate == "京C12345"


def test_elsewhere_a_plate_is_letters_and_figures(opened: Opener) -> None:
    desk = opened(region="US")
    desk.window.page("visit").tabs[1].car.edit_car.click()
    settle()
    line = desk.field("vehicle.plate")
    assert line.text().replace("·", "") == PLATE
    line.setFocus()
    desk.tap(line)
    desk.press("clear")
    assert set("IO") <= set(desk.keys)
    assert not set(PROVINCES) & set(desk.keys)
    desk.press(*"7IO", "-", "space", "Q", "done")
    assert file(desk.window.desk, desk.visit).vehicle.plate == "7IO-Q"


# Cells and money


def test_keys_go_from_cell_to_cell_while_a_line_is_added(opened: Opener) -> None:
    """Words by a keyboard, the rest by a finger: what is on no list asks for its quantity and its price."""
    desk = opened()
    desk.step(3)
    table = desk.window.page("visit").tabs[3].table
    QTest.keyClicks(table.view.line, "wiper blade")
    assert not desk.has_pad()
    offers = table.offers.list
    last = offers.model().index(offers.model().rowCount() - 1, 0)
    desk.tap(offers.viewport(), offers.visualRect(last).center())
    line = table.view.line
    assert (line.column, focused()) == (Col.QUANTITY, line)
    assert desk.has_pad()
    desk.press("2", "point", "5", "done")
    assert table.view.line.column is Col.PRICE
    assert desk.has_pad()
    assert desk.pad.field is table.view.line
    desk.press("1", "9", "point", "9", "done")
    assert not desk.has_pad()
    added = file(desk.window.desk, desk.visit).work_order.lines[-1]
    assert (added.name, added.quantity, added.price) == ("wiper blade", 2500, 1990)


def test_a_cell_that_was_refused_keeps_its_keys_and_what_is_wrong_is_read(opened: Opener, qtbot: QtBot) -> None:
    desk = opened()
    desk.step(3)
    table = desk.window.page("visit").tabs[3].table
    table.view.open_cell(0, Col.PRICE)
    desk.tap(table.view.line)
    desk.press("5", "times", "done")
    assert desk.has_pad()
    assert table.note.isVisible()
    for widget in (table.note, table.view.line):
        qtbot.waitUntil(lambda widget=widget: not desk.place(desk.pad).intersects(desk.place(widget)))  # type: ignore[misc]
    desk.press("4", "done")
    assert not desk.has_pad()
    assert file(desk.window.desk, desk.visit).work_order.lines[0].price == 2000


def test_money_that_is_received_leaves_the_pay_card_in_sight(opened: Opener) -> None:
    desk = opened(ready)
    desk.step(4)
    pay = desk.window.page("visit").tabs[4].pay
    line = pay.received.line
    desk.tap(line)
    assert desk.has_pad()
    assert not desk.place(desk.pad).intersects(desk.place(pay))
    desk.press("6", "0", "0")
    assert pay.change.text() == "57.60"
    desk.press("done")
    assert line.text() == "600.00"
    assert not desk.has_pad()


def test_a_field_at_the_edge_of_its_page_comes_wholly_into_sight(opened: Opener) -> None:
    desk = opened()
    desk.window.resize(1366, 560)
    settle()
    line, area = desk.field("check_in.odometer"), desk.window.page("visit").tabs[1].area
    down = line.mapTo(area.viewport(), QPoint(0, 0)).y() + line.height() // 2
    area.verticalScrollBar().setValue(down)
    settle()
    assert line.visibleRegion().boundingRect().height() < line.height()
    desk.tap(line, QPoint(20, line.height() - 6))
    assert line.visibleRegion().boundingRect().height() == line.height()


# Where it lies


WORN = [
    (Language("en"), "normal", "light", FOLDED),
    (Language("zh_CN"), "largest", "dark", FOLDED),
    (Pseudo("en"), "largest", "light", (1280, 640)),
    (Language("zh_CN"), "large", "contrast", USUAL),
]


@pytest.mark.parametrize(("language", "text_size", "look", "size"), WORN, ids=["en", "zh", "long", "contrast"])
def test_keys_hide_neither_their_field_nor_what_is_said_about_it(
    opened: Opener, language: Language, text_size: str, look: str, size: tuple[int, int]
) -> None:
    """Each field of a tab that has keys, where the page scrolls it to; no key is cut off or too low for a finger."""
    desk = opened()
    window = desk.window
    window.room.wear(text_size=text_size, look=look)
    window.resize(*size)
    theme.tune(language.code)
    window.voice.speak(language)
    found: list[str] = []
    lines, area = lines_of(desk), window.page("visit").tabs[1].area
    hand = window.findChild(touching.Touching)
    assert hand is not None
    for line in lines:
        line.setFocus()
        area.ensureWidgetVisible(line.parentWidget())
        settle()
        hand._pad_of_window().open_for(line)
        settle()
        assert desk.has_pad(), line.objectName()
        found += misfits(desk, desk.pad, line)
    assert found == []


def misfits(desk: Shown, pad: TouchPad, line: LineEdit) -> list[str]:
    around = line.parentWidget()
    box = around if isinstance(around, FieldBox) else line
    lies, found = desk.place(pad), [*clipped(pad), *outside(pad)]
    if lies.intersects(desk.place(box)) or not desk.window.rect().contains(lies):
        found.append(f"{line.objectName()} at {desk.place(box).getRect()}: {lies.getRect()}")
    keys = [key for key in pad.findChildren(QAbstractButton) if key.isVisible()]
    return [*found, *(f"{key.text()} is {key.height()} high" for key in keys if key.height() < LEAST_KEY)]


def lines_of(desk: Shown) -> list[LineEdit]:
    """The fields of check-in that have keys; the first touch has made what shows them."""
    desk.tap(desk.field("check_in.odometer"))
    desk.window.page("visit").tabs[1].car.edit_car.click()
    settle()
    return [line for line in desk.window.findChildren(LineEdit) if line.pad and line.isVisible()]


ROOM = QRect(0, 0, 1000, 600)


def test_place_is_under_then_beside_then_over_then_smaller() -> None:
    size, least = QSize(400, 250), QSize(250, 180)

    def lie(*keep: QRect) -> QRect:
        return place(size, least, keep, ROOM)

    assert lie(QRect(100, 100, 200, 40)).topLeft() == QPoint(100, 144)
    assert lie(QRect(100, 500, 200, 40)).left() == 304
    assert lie(QRect(700, 500, 200, 40)).right() == 695
    row = QRect(0, 500, 1000, 40)
    assert lie(QRect(700, 500, 200, 40), row).bottom() == 495
    assert lie(QRect(700, 500, 200, 40), row).right() == 999
    crowded = lie(QRect(300, 260, 200, 100), QRect(0, 220, 1000, 170))
    assert crowded.height() < 250
    assert not crowded.intersects(QRect(0, 220, 1000, 170))
    nowhere = lie(QRect(0, 100, 1000, 400))
    assert ROOM.contains(nowhere)


def test_keys_have_names_and_no_place_where_tab_goes(opened: Opener) -> None:
    desk = opened()
    for language in ("en", "zh_CN"):
        desk.window.speak(language)
        desk.window.setFocus()
        desk.tap(desk.field("check_in.odometer"))
        pad = desk.pad
        assert desk.field("check_in.odometer").accessibleName() in pad.accessibleName()
        assert [key.objectName() for key in pad.findChildren(QAbstractButton) if not key.accessibleName()] == []
        assert not [stop for stop in stops(desk.window.host) if pad.isAncestorOf(stop)]
        desk.press("1")
        assert focused() is desk.field("check_in.odometer")


def test_keys_change_with_the_text_size_and_the_look(opened: Opener, qtbot: QtBot) -> None:
    desk = opened()
    desk.tap(desk.field("check_in.odometer"))
    assert desk.has_pad()
    small = desk.pad.size()
    desk.window.room.wear(text_size="largest", look="contrast")
    qtbot.waitUntil(lambda: desk.has_pad() and desk.pad.width() > small.width())
    assert focused() is desk.field("check_in.odometer")


def test_the_first_run_is_filled_in_with_a_finger_too(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    application(bundled_fonts=True)
    typed: list[str] = []

    class Run:
        """What the program would do until the window of the wizard closes."""

        def exec(self) -> int:
            (wizard,) = (top for top in QApplication.topLevelWidgets() if isinstance(top, FirstRun))
            qtbot.waitExposed(wizard)
            desk = Shown(wizard)
            for page in range(len(wizard.pages)):
                wizard.stack.setCurrentIndex(page)
                settle()
                for line in [line for line in wizard.findChildren(LineEdit) if line.isVisible() and line.pad]:
                    desk.tap(line)
                    desk.press("clear")
                    desk.press("粤" if "粤" in desk.keys else "7")
                    typed.append(f"{line.objectName()}: {line.text()}")
            wizard.close()
            return 0

    assert ask(Run(), "zh_CN", tmp_path / "demo") is None  # type: ignore[arg-type]
    application(bundled_fonts=True)
    assert "shop.phone: 7" in typed
    assert "shop.plate_prefix: 粤" in typed


# A finger that is held still


def popup(qtbot: QtBot) -> QMenu:
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    found = QApplication.activePopupWidget()
    assert isinstance(found, QMenu)
    return found


def names(menu: QMenu) -> list[str]:
    return [action.objectName() for action in menu.actions() if not action.isSeparator()]


def choose(menu: QMenu, name: str) -> None:
    next(action for action in menu.actions() if action.objectName() == name).trigger()
    menu.close()
    settle()


@pytest.mark.parametrize("size", [USUAL, (1920, 1000)], ids=["table", "cards"])
def test_held_on_a_row_of_today_it_opens_the_menu_of_the_row(
    opened: Opener, qtbot: QtBot, size: tuple[int, int]
) -> None:
    desk = opened(ready)
    desk.window.resize(*size)
    desk.window.open_place("today")
    settle()
    boards = [one for one in desk.window.findChildren(BoardTable) if one.isVisible() and one.board.lines]
    table = next(one for one in boards if any(line.row for line in one.board.lines))
    at = next(n for n, line in enumerate(table.board.lines) if line.row)
    there = desk.finger.down(table.viewport(), table.button_rect(at).center())
    menu = popup(qtbot)
    desk.finger.up(there)
    assert names(menu) == ["today.step", "today.told"]
    assert menu.isVisible(), "the finger that goes up chooses nothing"
    assert desk.window.place == "today", "nor does it press the button below"
    choose(menu, "today.told")
    assert desk.window.desk.reception.file(desk.visit).visit.called


def test_held_on_a_line_of_the_order_it_offers_what_the_keys_do(opened: Opener, qtbot: QtBot) -> None:
    desk = opened()
    desk.step(3)
    table = desk.window.page("visit").tabs[3].table
    before = [row.line.name for row in table.model.rows]
    place_ = table.view.visualRect(table.model.index(1, Col.PRICE)).center()
    there = desk.finger.down(table.view.viewport(), place_)
    menu = popup(qtbot)
    desk.finger.up(there)
    assert names(menu) == [f"work_order.line.{name}" for name in ("edit", "details", "up", "down", "remove")]
    choose(menu, "work_order.line.up")
    assert [row.line.name for row in table.model.rows] == [before[1], before[0], *before[2:]]
    choose(table.menu.make(0, Col.PRICE), "work_order.line.remove")
    assert [row.line.name for row in table.model.rows] == [before[0], *before[2:]]


def test_the_menu_of_a_line_by_mouse_and_by_key(opened: Opener, qtbot: QtBot) -> None:
    desk = opened()
    desk.step(3)
    table = desk.window.page("visit").tabs[3].table
    table.focus_cell(table.model.rows[0].line.id, Col.QUANTITY)
    QTest.keyClick(table.view, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    choose(popup(qtbot), "work_order.line.edit")
    assert table.view.line.column is Col.QUANTITY
    at, port = table.view.visualRect(table.model.index(2, Col.UNIT)).center(), table.view.viewport()
    QApplication.sendEvent(port, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, port.mapToGlobal(at)))
    choose(popup(qtbot), "work_order.line.edit")
    assert (table.view.line.cell.row(), table.view.line.column) == (2, Col.UNIT)


def test_held_on_the_drawing_and_on_the_list_of_marks_it_opens_one_menu(opened: Opener, qtbot: QtBot) -> None:
    def marked(desk: Desk) -> str:
        visit = ordered(desk)
        desk.sheets.add_row(Mark(zone="bonnet", x=3000, y=3000, kind="S"), file(desk, visit).walk_around.id)
        return visit

    desk = opened(marked)
    desk.step(2)
    tab = desk.window.page("visit").tabs[2]
    marks = tab.damage.list
    diagram = tab.diagram
    mark = diagram.marks[0]
    spot = diagram.widget_point(mark.x, mark.y).toPoint()
    for widget, at in (
        (diagram, spot),
        (marks.viewport(), marks.visualRect(marks.model().index(0, 0)).center()),
    ):
        there = desk.finger.down(widget, at)
        menu = popup(qtbot)
        QTest.qWait(120)
        desk.finger.up(there)
        assert "mark.remove" in names(menu)
        menu.close()
        settle()
        assert QApplication.activePopupWidget() is None
    assert len(tab.diagram.marks) == 1


def test_held_on_a_field_it_opens_the_menu_for_copy_and_paste(opened: Opener, qtbot: QtBot) -> None:
    desk = opened()
    there = desk.finger.down(desk.field("check_in.key_tag"))
    menu = popup(qtbot)
    desk.finger.up(there)
    assert not desk.has_pad()
    menu.close()


def test_a_finger_that_moves_or_is_held_on_a_key_opens_none(opened: Opener) -> None:
    desk = opened()
    there = desk.finger.down(desk.field("check_in.key_tag"))
    desk.finger.move(there + QPoint(0, 40))
    QTest.qWait(150)
    desk.finger.up(there + QPoint(0, 40))
    assert QApplication.activePopupWidget() is None
    line = desk.field("check_in.odometer")
    desk.tap(line)
    key = shown(desk.window, "pad.back")
    there = desk.finger.down(key)
    QTest.qWait(150)
    desk.finger.up(there)
    assert QApplication.activePopupWidget() is None
    assert line.text() == ""
