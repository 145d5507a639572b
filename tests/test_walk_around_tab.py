"""The walk-around tab, driven by keys and mouse; what was kept is read back through the desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from reception_desk.desk.desk import Desk
from reception_desk.forms.car_drawing import BODIES
from reception_desk.forms.check_in import CheckIn
from reception_desk.forms.vehicle import Vehicle
from reception_desk.forms.walk_around import Mark, WalkAround
from reception_desk.forms.words import Text
from reception_desk.forms.zones import zone_name
from reception_desk.ui import theme
from reception_desk.ui.room import Room
from reception_desk.ui.visit.walk_around_tab import WalkAroundTab
from reception_desk.ui.voice import Voice
from tests.clipping import clipped
from tests.dressed import dressed_desk
from tests.fakes import fake_papers
from tests.shops import make_desk, small_shop, walked_in

KEY = Qt.Key
PAGE = (1262, 510)


class Bench:
    """The tab as the visit page keeps it: loaded again after every change."""

    def __init__(self, desk: Desk, visit: str) -> None:
        self.desk, self.visit = desk, visit
        self.room = Room(desk, Voice(desk.language("en")))
        self.tab = WalkAroundTab(self.room)
        self.told: list[Text] = []
        self.tab.changed.connect(self.reload)
        self.room.undo.undone.connect(self.reload)
        self.room.told.connect(lambda text, _: self.told.append(text))
        self.reload()

    def reload(self) -> None:
        self.tab.show_file(self.desk.reception.file(self.visit))

    @property
    def sheet(self) -> WalkAround:
        return self.desk.reception.file(self.visit).walk_around

    @property
    def marks(self) -> list[tuple[str, str, int | None]]:
        return [(mark.zone, mark.kind, mark.size) for mark in self.sheet.marks]

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(self.tab.diagram, key)

    def list_press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(self.tab.damage.list, key)


def show(qtbot: QtBot, bench: Bench) -> Bench:
    qtbot.addWidget(bench.tab)
    bench.tab.resize(*PAGE)
    with qtbot.waitActive(bench.tab):
        bench.tab.show()
        bench.tab.activateWindow()
    bench.tab.enter()
    return bench


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    with dressed_desk(qapp, tmp_path / "shop", make_desk) as made:
        yield made


@pytest.fixture
def bench(desk: Desk, qtbot: QtBot) -> Bench:
    return show(qtbot, Bench(desk, walked_in(desk)))


@pytest.fixture
def again(desk: Desk, qtbot: QtBot) -> Bench:
    """The second visit of a car that was marked at its first."""
    first = walked_in(desk)
    desk.inspection.mark(desk.reception.file(first).walk_around.id, "bonnet", "C", 5000, 3000)
    return show(qtbot, Bench(desk, walked_in(desk)))


# Marks by keys and mouse


def test_a_letter_marks_at_once_after_the_tab_was_opened(bench: Bench) -> None:
    assert (bench.tab.mark(), bool(bench.tab.missing())) == ("", True)
    bench.press(KEY.Key_S)
    assert bench.marks == [("door_lf", "S", 1)]
    assert (bench.sheet.state, bench.tab.mark(), bool(bench.tab.missing())) == ("marked", "tick", False)
    bench.press(KEY.Key_Right, KEY.Key_D, KEY.Key_3)
    assert bench.marks == [("door_lf", "S", 1), ("door_lr", "D", 3)]


def test_a_click_marks_the_spot_in_tenths_with_the_kind_that_is_chosen(bench: Bench) -> None:
    QTest.mouseClick(bench.tab.bar.kinds["K"], Qt.MouseButton.LeftButton)
    assert bench.tab.diagram.hasFocus()
    area = bench.tab.diagram.drawing.main_zone("bonnet")  # type: ignore[union-attr]
    assert area is not None
    at = bench.tab.diagram.widget_point(*area.centre).toPoint()
    QTest.mouseClick(bench.tab.diagram, Qt.MouseButton.LeftButton, pos=at)
    (mark,) = bench.sheet.marks
    assert (mark.zone, mark.kind) == ("bonnet", "K")
    assert mark.x == pytest.approx(area.centre[0] * 10, abs=20)
    assert mark.y == pytest.approx(area.centre[1] * 10, abs=20)
    assert bench.tab.diagram.widget_point((mark.x or 0) / 10, (mark.y or 0) / 10).toPoint() == at


def test_a_mark_is_moved_with_the_mouse(bench: Bench) -> None:
    bench.press(KEY.Key_S)
    (mark,) = bench.tab.diagram.marks
    start = bench.tab.diagram.widget_point(mark.x, mark.y).toPoint()
    goal = bench.tab.diagram.widget_point(*bench.tab.diagram.drawing.main_zone("roof").centre).toPoint()  # type: ignore[union-attr]
    QTest.mousePress(bench.tab.diagram, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(bench.tab.diagram, start + QPoint(20, 20))
    QTest.mouseMove(bench.tab.diagram, goal)
    QTest.mouseRelease(bench.tab.diagram, Qt.MouseButton.LeftButton, pos=goal)
    assert [mark.zone for mark in bench.sheet.marks] == ["roof"]
    bench.room.undo.undo()
    assert [mark.zone for mark in bench.sheet.marks] == ["door_lf"]


def test_size_buttons_mean_the_mark_that_is_chosen(bench: Bench) -> None:
    assert not bench.tab.bar.sizes[1].isEnabled()
    bench.press(KEY.Key_S, KEY.Key_Down, KEY.Key_D)
    bench.tab.damage.list.setCurrentIndex(bench.tab.damage.list.entries.index(0))
    QTest.mouseClick(bench.tab.bar.sizes[2], Qt.MouseButton.LeftButton)
    assert [size for _, _, size in bench.marks] == [2, 1]
    assert bench.tab.bar.sizes[2].isChecked()


def test_undo_takes_back_and_redo_brings_again(bench: Bench) -> None:
    bench.press(KEY.Key_N)
    assert bench.sheet.state == "none_new"
    bench.press(KEY.Key_S)
    assert (bench.sheet.state, len(bench.marks)) == ("marked", 1)
    bench.room.undo.undo()
    assert (bench.sheet.state, bench.marks) == ("none_new", [])
    bench.room.undo.undo()
    assert bench.sheet.state == ""
    bench.room.undo.redo()
    bench.room.undo.redo()
    assert (bench.sheet.state, len(bench.marks)) == ("marked", 1)


def test_sizes_one_after_the_other_are_one_step_back(bench: Bench) -> None:
    bench.press(KEY.Key_S, KEY.Key_2, KEY.Key_3)
    bench.room.undo.undo()
    assert [size for _, _, size in bench.marks] == [1]


def test_backspace_removes_the_last_and_the_sheet_is_open_again(bench: Bench) -> None:
    bench.press(KEY.Key_S, KEY.Key_Backspace)
    assert (bench.marks, bench.sheet.state) == ([], "")
    bench.room.undo.undo()
    assert (len(bench.marks), bench.sheet.state) == (1, "marked")


# The short ways


def test_no_new_damage_by_key_and_by_button(bench: Bench) -> None:
    bench.press(KEY.Key_N, KEY.Key_N)
    assert (bench.sheet.state, bench.tab.mark()) == ("none_new", "tick")
    assert bench.tab.head.none.isChecked()
    QTest.mouseClick(bench.tab.head.none, Qt.MouseButton.LeftButton)
    assert (bench.sheet.state, bench.tab.mark()) == ("", "")


def test_no_new_damage_is_not_said_over_marks(bench: Bench) -> None:
    bench.press(KEY.Key_S, KEY.Key_N)
    assert bench.sheet.state == "marked"
    assert len(bench.told) == 1
    QTest.mouseClick(bench.tab.head.none, Qt.MouseButton.LeftButton)
    assert not bench.tab.head.none.isChecked()


def test_on_paper_is_half_done_and_can_be_filled_in_later(bench: Bench) -> None:
    QTest.mouseClick(bench.tab.head.paper, Qt.MouseButton.LeftButton)
    assert (bench.sheet.state, bench.tab.mark()) == ("on_paper", "half")
    bench.press(KEY.Key_R)
    assert (bench.sheet.state, bench.tab.mark()) == ("marked", "tick")


# The list


def test_list_chooses_removes_and_takes_notes_by_keys(bench: Bench) -> None:
    bench.press(KEY.Key_S, KEY.Key_Right, KEY.Key_D, KEY.Key_Right, KEY.Key_C)
    bench.tab.damage.list.setFocus()
    bench.list_press(KEY.Key_Up)
    assert bench.tab.diagram.chosen == bench.sheet.marks[1].id
    bench.list_press(KEY.Key_F2)
    note = bench.tab.findChild(QLineEdit, "mark.note")
    assert note is not None
    assert note.hasFocus()
    QTest.keyClicks(note, "12 cm, to the metal")
    QTest.keyClick(note, KEY.Key_Return)
    assert [mark.note for mark in bench.sheet.marks] == ["", "12 cm, to the metal", ""]
    assert bench.tab.damage.list.hasFocus()
    bench.list_press(KEY.Key_Delete)
    assert [kind for _, kind, _ in bench.marks] == ["S", "C"]


def test_list_says_each_mark_as_a_sentence(bench: Bench) -> None:
    bench.press(KEY.Key_S, KEY.Key_2)
    index = bench.tab.damage.list.entries.index(0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "1, Front door, left, Scratch, size 2, new"


def test_old_marks_stand_below_and_are_only_ticked_as_repaired(again: Bench) -> None:
    again.press(KEY.Key_S)
    entries = again.tab.damage.list.entries.entries
    assert [(entry.number, entry.mark.zone, entry.old) for entry in entries] == [
        (2, "door_lf", False),
        (1, "bonnet", True),
    ]
    again.tab.damage.list.setFocus()
    again.list_press(KEY.Key_Down, KEY.Key_Delete)
    assert len(again.marks) == 2
    assert len(again.told) == 1
    assert not again.tab.bar.sizes[1].isEnabled()
    again.list_press(KEY.Key_Space)
    assert [mark.repaired for mark in again.sheet.marks] == [True, False]
    again.room.undo.undo()
    assert [mark.repaired for mark in again.sheet.marks] == [False, False]


def test_old_mark_is_ticked_with_the_mouse(again: Bench) -> None:
    rows = again.tab.damage.list
    place = rows.visualRect(rows.entries.index(0))
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place.bottomRight() - QPoint(20, 10))
    assert again.sheet.marks[0].repaired


def test_menu_changes_kind_and_size_of_a_new_mark(bench: Bench) -> None:
    bench.press(KEY.Key_S)
    menu = bench.tab.make_menu(bench.sheet.marks[0].id)
    assert menu is not None
    acts = {action.objectName(): action for action in menu.actions()}
    acts["mark.kind.O"].trigger()
    acts["mark.size.3"].trigger()
    assert bench.marks == [("door_lf", "O", 3)]
    acts["mark.remove"].trigger()
    assert bench.marks == []
    menu.deleteLater()


def test_menu_of_an_old_mark_neither_changes_nor_removes_it(again: Bench) -> None:
    menu = again.tab.make_menu(again.sheet.marks[0].id)
    assert menu is not None
    assert {action.objectName() for action in menu.actions()} == {"mark.note", "mark.repaired"}
    menu.deleteLater()


# The other cards


def test_every_field_of_the_sheet_is_shown_by_its_declaration(bench: Bench) -> None:
    shown = {name for view in bench.tab.sheet.views.values() for name in view.editors}
    assert shown == set(WalkAround.specs()) - {"visit", "state", "marks"}
    assert set(bench.tab.damage.words.editors) == {"note"}


def test_lamps_are_kept_and_none_excludes_the_others(bench: Bench) -> None:
    for code in ("engine", "none", "abs"):
        tick = bench.tab.findChild(QAbstractButton, f"walk_around.lamps.{code}")
        assert tick is not None
        QTest.mouseClick(tick, Qt.MouseButton.LeftButton, pos=QPoint(8, tick.height() // 2))
    assert bench.sheet.lamps == ("abs",)


def test_fuel_is_asked_of_engines_and_charge_of_electric_cars(bench: Bench) -> None:
    fuel, charge = (bench.tab.findChild(QWidget, f"check_in.{name}") for name in ("fuel", "charge"))
    assert fuel is not None
    assert charge is not None
    assert (fuel.isVisible(), charge.isVisible()) == (True, False)
    QTest.keyClick(fuel, KEY.Key_5)
    assert bench.desk.reception.file(bench.visit).check_in.fuel == "5"
    bench.desk.sheets.edit(Vehicle, small_shop(bench.desk).vehicle, {"fuel_kind": "electric"})
    bench.reload()
    assert (fuel.isVisible(), charge.isVisible()) == (False, True)


def test_the_drawing_is_that_of_the_cars_body(bench: Bench) -> None:
    saloon = bench.tab.diagram.drawing
    bench.desk.sheets.edit(Vehicle, small_shop(bench.desk).vehicle, {"body": "motorcycle"})
    bench.reload()
    assert bench.tab.diagram.drawing is not saloon
    assert bench.tab.diagram.drawing.main_zone("tank_l") is not None  # type: ignore[union-attr]


def test_half_typed_words_are_taken_when_the_tab_is_flushed(bench: Bench) -> None:
    line = bench.tab.findChild(QLineEdit, "walk_around.belongings_note")
    assert line is not None
    QTest.keyClicks(line, "pram in the boot")
    bench.tab.flush()
    assert bench.sheet.belongings_note == "pram in the boot"


def test_a_closed_visit_refuses_marks_with_a_sentence(bench: Bench) -> None:
    bench.desk.sheets.edit(CheckIn, bench.desk.reception.file(bench.visit).check_in.id, {"fuel": "2"})
    bench.desk.workshop.move(bench.visit, "cancelled", reason="left again")
    troubles: list[object] = []
    bench.room.troubled.connect(troubles.append)
    bench.reload()
    bench.press(KEY.Key_S)
    assert (bench.marks, len(troubles)) == ([], 1)


def test_print_archives_the_walk_around_sheet(bench: Bench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_papers(monkeypatch)
    button, _next = bench.tab.buttons()
    with qtbot.waitSignal(bench.room.papers_ready) as ready:
        button.click()
    assert [paper.kind for paper in ready.args[0]] == ["walk_around"]


def test_blue_button_goes_on(bench: Bench, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bench.tab.next_wanted):
        bench.tab.press_primary()
    with qtbot.waitSignal(bench.tab.next_wanted):
        bench.tab.buttons()[-1].click()


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_nothing_is_clipped(again: Bench, code: str) -> None:
    again.press(KEY.Key_S)
    theme.tune(code)
    again.room.voice.speak(again.desk.language(code))
    for card in again.tab.sheet.cards.values():
        card.set_open(True)
    QApplication.processEvents()
    assert clipped(again.tab) == []
    assert again.tab.sheet.width() == 326
    assert again.tab.sheet.minimumSizeHint().width() <= 326
    theme.tune("en")


def test_marks_are_numbered_as_they_are_kept(again: Bench) -> None:
    again.press(KEY.Key_S, KEY.Key_Down, KEY.Key_B)
    shown = {mark.id: mark.number for mark in again.tab.diagram.marks}
    assert [shown[mark.id] for mark in again.sheet.marks] == [1, 2, 3]
    assert isinstance(again.sheet.marks[0], Mark)


# The entry line


def typed(bench: Bench, text: str, *keys: Qt.Key) -> QLineEdit:
    """Text in the entry line as a keyboard or an input method gives it, then keys."""
    line = bench.tab.damage.entry.line
    line.setFocus()
    for letter in text:
        if letter.isascii():
            QTest.keyClicks(line, letter)
        else:
            event = QInputMethodEvent("", [])
            event.setCommitString(letter)
            QApplication.sendEvent(line, event)
    for key in keys:
        QTest.keyClick(line, key)
    return line


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("lfd s2", ("door_lf", "S", 2)),
        ("fb c1", ("front_bumper", "C", 1)),
        ("ROk", ("roof", "K", 1)),
        ("rear bumper dent 3", ("rear_bumper", "D", 3)),
        ("左前门 划痕 2", ("door_lf", "S", 2)),
        ("划痕 左前叶子板 2", ("wing_lf", "S", 2)),
        ("scratch left front door 2", ("door_lf", "S", 2)),
        ("zqm d", ("door_lf", "D", 1)),
        ("zuoqianmen d", ("door_lf", "D", 1)),
        ("jigai d", ("bonnet", "D", 1)),
        ("bn o3", ("bonnet", "O", 3)),
    ],
)
def test_a_mark_is_typed_in_one_line(bench: Bench, text: str, mark: tuple[str, str, int]) -> None:
    line = typed(bench, text, KEY.Key_Return)
    assert bench.marks == [mark]
    assert line.text() == ""
    assert line.hasFocus()
    assert bench.tab.diagram.chosen == bench.sheet.marks[0].id
    bench.room.undo.undo()
    assert bench.marks == []


def test_a_typed_mark_without_a_kind_is_of_the_kind_of_the_bar(bench: Bench) -> None:
    QTest.mouseClick(bench.tab.bar.kinds["R"], Qt.MouseButton.LeftButton)
    typed(bench, "bn", KEY.Key_Return)
    typed(bench, "bn 3", KEY.Key_Return)
    assert bench.marks == [("bonnet", "R", 1), ("bonnet", "R", 3)]
    first, second = bench.sheet.marks
    assert (first.x, first.y) != (second.x, second.y)


@pytest.mark.parametrize(("text", "words"), [("xyz s2", "no part of this car"), ("door", "can be"), ("s2", "can be")])
def test_what_says_no_part_stays_with_a_sentence(bench: Bench, text: str, words: str) -> None:
    line = typed(bench, text, KEY.Key_Return)
    entry = bench.tab.damage.entry
    assert (bench.marks, line.text()) == ([], text)
    assert words in str(entry.trouble)
    assert entry.words.isVisible()
    assert line.accessibleDescription()
    typed(bench, "x")
    assert not entry.words.isVisible()


def test_parts_are_offered_while_one_types(bench: Bench) -> None:
    entry = bench.tab.damage.entry
    line = typed(bench, "door")
    assert entry.offers.isVisible()
    shown = [row.code for row in entry.offers.rows]
    assert {"lfd", "lrd", "rfd", "rrd"} <= set(shown)
    typed(bench, "", KEY.Key_Down, KEY.Key_Down, KEY.Key_Return)
    assert line.text() == f"{shown[1]} "
    assert not entry.offers.isVisible()
    typed(bench, "d2", KEY.Key_Return)
    assert [(kind, size) for _, kind, size in bench.marks] == [("D", 2)]


def test_an_offer_is_taken_with_the_mouse_and_keeps_kind_and_size(bench: Bench) -> None:
    entry = bench.tab.damage.entry
    typed(bench, "bumper c2")
    row = next(at for at, one in enumerate(entry.offers.rows) if one.code == "fb")
    place = entry.offers.list.visualRect(entry.offers.list.model().index(row, 0)).center()
    QTest.mouseClick(entry.offers.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert bench.marks == [("front_bumper", "C", 2)]


def test_an_offer_keeps_a_kind_that_was_typed_first_as_a_word(bench: Bench) -> None:
    typed(bench, "凹陷3 左前", KEY.Key_Down, KEY.Key_Return)
    assert [(kind, size) for _, kind, size in bench.marks] == [("D", 3)]


def test_slash_goes_to_the_line_and_escape_back(bench: Bench) -> None:
    bench.press(KEY.Key_Slash)
    line = bench.tab.damage.entry.line
    assert line.hasFocus()
    typed(bench, "lf")
    QTest.keyClick(line, KEY.Key_Escape)
    assert not bench.tab.damage.entry.offers.isVisible()
    QTest.keyClick(line, KEY.Key_Escape)
    assert line.text() == ""
    QTest.keyClick(line, KEY.Key_Escape)
    assert bench.tab.diagram.hasFocus()


def test_a_closed_visit_keeps_what_was_typed(bench: Bench) -> None:
    bench.desk.workshop.move(bench.visit, "cancelled", reason="left again")
    line = typed(bench, "lfd s2", KEY.Key_Return)
    assert (bench.marks, line.text()) == ([], "lfd s2")


def test_every_body_offers_its_own_parts(bench: Bench) -> None:
    bench.desk.sheets.edit(Vehicle, small_shop(bench.desk).vehicle, {"body": "motorcycle"})
    bench.reload()
    typed(bench, "tk d", KEY.Key_Return)
    assert bench.marks == [("tank", "D", 1)]
    typed(bench, "lfd s", KEY.Key_Return)
    assert len(bench.marks) == 1


# Keys and words


def test_the_letter_o_marks_other_damage(bench: Bench) -> None:
    bench.press(KEY.Key_O, KEY.Key_2)
    assert bench.marks == [("door_lf", "O", 2)]
    assert bench.tab.bar.kinds["O"].isChecked()


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_the_zone_is_said_with_what_is_marked_in_it(bench: Bench, code: str) -> None:
    bench.room.voice.speak(bench.desk.language(code))
    bench.press(KEY.Key_Right)
    face = QAccessible.queryAccessibleInterface(bench.tab.diagram)
    assert face is not None
    name = bench.room.voice.say(zone_name("door_lf"))
    assert face.text(QAccessible.Text.Description) == name
    bench.press(KEY.Key_S)
    said = face.text(QAccessible.Text.Description)
    assert said.startswith(name)
    assert "1" in said


@pytest.mark.parametrize("key", ["menu", "shift_f10"])
@pytest.mark.parametrize("where", ["diagram", "list"])
def test_the_menu_of_a_mark_is_reached_by_keys(again: Bench, key: str, where: str) -> None:
    """Of one from before: note and repaired; taken by keys too."""
    widget = again.tab.diagram if where == "diagram" else again.tab.damage.list
    again.tab._choose(again.sheet.marks[0].id)  # as a click on the mark does
    widget.setFocus()
    modifier = Qt.KeyboardModifier.NoModifier if key == "menu" else Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(widget, KEY.Key_Menu if key == "menu" else KEY.Key_F10, modifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.objectName() for action in menu.actions()] == ["mark.note", "mark.repaired"]
    QTest.keyClick(menu, KEY.Key_Up)
    QTest.keyClick(menu, KEY.Key_Return)
    assert again.sheet.marks[0].repaired


# A hundred marks


@pytest.mark.parametrize("body", BODIES)
def test_a_hundred_marks_are_drawn_listed_and_kept(bench: Bench, body: str) -> None:
    bench.desk.sheets.edit(Vehicle, small_shop(bench.desk).vehicle, {"body": body})
    bench.reload()
    names = bench.tab.diagram.drawing.names()  # type: ignore[union-attr]
    for number in range(100):
        spot = bench.tab.diagram.spot_in(names[number % len(names)])
        assert spot is not None
        sheet = bench.sheet.id
        bench.desk.inspection.mark(sheet, names[number % len(names)], "SDCKBRPMO"[number % 9], *map(int, spot))
    bench.reload()
    assert len(bench.sheet.marks) == len(bench.tab.diagram.marks) == 100
    rows = bench.tab.damage.list
    assert rows.model().rowCount() == 100
    assert rows.height() == 8 * rows.sizeHintForRow(0)
    assert [mark.number for mark in bench.tab.diagram.marks] == list(range(1, 101))
    bare = bench.tab.diagram.grab().toImage()
    bench.tab.diagram.set_marks(bench.tab.diagram.marks[:50])
    assert bench.tab.diagram.grab().toImage() != bare
    bench.reload()
    bench.press(KEY.Key_S)
    assert len(bench.sheet.marks) == 101
    QApplication.processEvents()
    assert rows.viewport().rect().contains(rows.visualRect(rows.entries.index(100)))
