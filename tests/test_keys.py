"""The one table of keys: every shortcut does something, every button's key is in it, F1 and `>` tell the same."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from reception_desk.language import Language
from reception_desk.ui import keys
from reception_desk.ui.main_window import MainWindow
from reception_desk.ui.pages import PLACES
from reception_desk.ui.reading_order import stops
from reception_desk.ui.visit.work_order_tab import WorkOrderTab
from reception_desk.ui.widgets.buttons import Button, KeyCap
from reception_desk.ui.widgets.labels import Label
from reception_desk.ui.widgets.lines_model import Col
from tests.keyed import KeepingPort, every_screen, opened, press, reach, visit_of, write
from tests.on_page import shown_tab
from tests.shops import agreed, booked_visit, make_desk, ready


@pytest.fixture
def port() -> KeepingPort:
    return KeepingPort()


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, tmp_path: Path, port: KeepingPort) -> Iterator[MainWindow]:
    desk = make_desk(tmp_path / "shop")
    booked_visit(desk)
    desk.close(backup=False)
    with opened(qtbot, tmp_path / "shop", port) as window:
        yield window


def screens(window: MainWindow) -> Iterator[str]:
    return every_screen(window, visit_of(window))


def told(window: MainWindow) -> list[str]:
    return [label.text() for label in window.panels.help.findChildren(Label)]


def test_every_shortcut_of_the_table_is_bound_once_and_does_something(window: MainWindow) -> None:
    bound = [shortcut.key().toString() for shortcut in window.findChildren(QShortcut)]
    declared = [QKeySequence(key).toString() for one in keys.commands() if not one.own for key in one.keys]
    assert sorted(bound) == sorted(declared)
    assert len(set(bound)) == len(bound)
    doing = {one.name for screen in screens(window) for one in window.commands.here() if screen}
    assert {one.name for one in keys.commands() if not one.own} - doing - {"reprint"} == set()


def test_every_name_and_word_of_the_table_is_there_once() -> None:
    names = [one.name for one in keys.commands()]
    assert len(set(names)) == len(names)
    chinese = Language("zh_CN")
    for one in keys.commands():
        assert chinese.say(one.words) != str(one.words), one.name
        assert set(one.where) <= set(keys.GROUPS), one.name
    for groups in keys.SCREENS.values():
        assert set(groups) <= set(keys.GROUPS)


def test_places_have_their_keys_in_the_order_of_the_rail(window: MainWindow) -> None:
    for number, (place, _, _) in enumerate(PLACES, 1):
        window.open_place("booking")
        press(f"Ctrl+Shift+{number}")
        assert window.place == place
        assert f"Ctrl+Shift+{number}" in window.rail.items[place].toolTip()


def test_keys_on_buttons_are_keys_of_the_table_and_stand_in_the_tooltip(window: MainWindow) -> None:
    caps = [key for one in keys.commands() for key in keys.caps(one)]
    known = {*caps, *(part for key in caps for part in key.split())}  # a kind of damage is one letter of several
    for screen in screens(window):
        for button in window.findChildren(Button):
            if button.key and not button.key.isdecimal():
                assert button.key in known, (screen, button.objectName())
                assert f"({button.key})" in button.toolTip(), (screen, button.objectName())


def test_f1_tells_the_keys_of_this_screen_only(window: MainWindow) -> None:
    press("F1")
    assert window.panels.help.isVisible()
    assert "New visit" in told(window)
    assert "Print the paper of this step" not in told(window)
    press("Esc")
    assert not window.panels.help.isVisible()
    window.open_visit(visit_of(window), 3)
    press("F1")
    assert "Print the paper of this step" in told(window)
    assert "Take the line off" in told(window)
    assert "Mark damage of this kind" not in told(window)
    assert "Ctrl+J" in [cap.key for cap in window.panels.help.findChildren(KeyCap)]
    assert "Ctrl+J: Add job / part" in window.panels.help.accessibleDescription()


def test_f1_leaves_half_typed_text_caret_and_selection_as_they_are(window: MainWindow) -> None:
    window.open_visit(visit_of(window), 1)
    memo = reach(window, QPlainTextEdit, "check_in.concern")
    QTest.keyClicks(memo, "half a sen")
    press("Left", "Left")
    before = window.desk.reception.file(visit_of(window)).check_in.concern
    place, text = memo.textCursor().position(), memo.toPlainText()
    press("F1")
    assert QApplication.focusWidget() is window.panels.help.close_button
    window.speak("zh_CN")
    assert "本屏快捷键" in told(window)
    press("Esc")
    assert QApplication.focusWidget() is memo
    assert (memo.textCursor().position(), memo.toPlainText()) == (place, text)
    assert window.desk.reception.file(visit_of(window)).check_in.concern == before
    odometer = reach(window, QLineEdit, "check_in.odometer")
    odometer.clear()
    QTest.keyClicks(odometer, "486")
    press("Shift+Left", "F1", "F1")
    assert (odometer.text(), odometer.selectedText()) == ("486", "6")
    assert window.desk.reception.file(visit_of(window)).check_in.odometer is None


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_f1_prints_the_whole_list_on_one_page(
    window: MainWindow, port: KeepingPort, qtbot: QtBot, language: str
) -> None:
    window.speak(language)
    press("F1", "Ctrl+P")
    qtbot.waitUntil(lambda: len(port.papers) == 1)
    name, pdf = port.papers[0]
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    words = "".join(pages[0].extract_text().split())
    assert (name, len(pages)) == (f"keys-{language}", 1)
    for one in keys.commands():
        if one.keys:
            assert "".join(window.voice.say(one.words).split()) in words, one.name
    assert "□" not in words
    assert window.desk.papers.last() is None


def offered(window: MainWindow) -> list[str]:
    model = window.top.search.panel.model
    return [model.words(hit.words) for row in model.hit_rows() if (hit := model.hit(row))]


def ask(window: MainWindow, typed: str) -> None:
    window.top.search.clear()
    window.top.search.take_focus()
    window.top.search.line.setText(typed)


@pytest.mark.parametrize("typed", ["> new b", ">booking", "＞xyy", ">xinyuyue", "》新预约", ">ctrl+shift+n"])
def test_commands_are_found_by_either_language_by_pinyin_and_by_key(window: MainWindow, typed: str) -> None:
    ask(window, typed)
    assert offered(window)[0] == "New booking"
    press("Return")
    assert window.place == "booking"
    assert window.top.search.text == ""


def test_commands_offer_only_what_works_here(window: MainWindow) -> None:
    ask(window, ">")
    today = set(offered(window))
    assert {"New visit", "Today", "Back up now", "Language: 简体中文", "Settings: About"} <= today
    assert not {"Print the paper of this step", "Undo", "Print the last paper once more"} & today
    window.open_visit(visit_of(window), 3)
    ask(window, ">")
    assert {"Print the paper of this step", "Undo", "Add job / part"} <= set(offered(window))
    ask(window, ">nonsense")
    assert offered(window) == []
    press("Return")
    assert window.place == "visit"


def test_commands_offer_all_that_has_a_key_here(window: MainWindow) -> None:
    for screen in screens(window):
        wanted = {str(one.words) for one in window.commands.here() if one.keys and one.name != "search"}
        ask(window, ">")
        assert wanted - set(offered(window)) == set(), screen
        window.top.search.clear()
    window.open_visit(visit_of(window), 1)
    reach(window, QPlainTextEdit, "check_in.concern")
    press("Ctrl+K")
    write(">next step\n")
    assert window.commands.screen == "visit.2"
    window.open_place("today")
    window.top.search.take_focus()
    press("Ctrl+Return")
    assert window.place == "today"  # one press too many after a visit was closed
    ask(window, ">blue")
    press("Return")
    assert window.place == "visit"  # the row's button says: Continue


def test_a_command_gives_the_focus_back_and_then_does_it(window: MainWindow) -> None:
    visit = agreed(window.desk)
    window.open_visit(visit, 1)
    memo = reach(window, QPlainTextEdit, "check_in.concern")
    press("Ctrl+K")
    write(">language en")
    assert offered(window) == ["Language: English"]
    press("Return")
    assert QApplication.focusWidget() is memo


def test_commands_print_the_last_paper_back_up_and_open_a_section(
    window: MainWindow, port: KeepingPort, qtbot: QtBot
) -> None:
    visit = ready(window.desk)
    window.desk.papers.print(visit, ["work_order"])
    window.open_place("today")
    ask(window, ">last paper")
    press("Return")
    qtbot.waitUntil(lambda: len(port.papers) == 1)
    assert port.papers[0][0].endswith("-copy1")
    ask(window, ">back up")
    press("Return")
    qtbot.waitUntil(lambda: window.rail.foot.text() == "Backed up at each close")
    assert len(list((window.desk.folder / "backups").glob("shop-*.sqlite3"))) == 1
    ask(window, ">about")
    press("Return")
    assert (window.place, window.page("settings").section) == ("settings", "about")


def test_another_person_takes_over_by_a_command(window: MainWindow) -> None:
    desk = window.desk
    from reception_desk.forms.staff import Staff

    other = desk.sheets.create(Staff(name="Olivia", role="manager"))
    ask(window, ">work as ol")
    press("Return")
    assert desk.actor == other
    assert window.top.person.label == "Olivia"


def test_recent_messages_are_kept_with_their_times_and_can_be_undone_once(window: MainWindow) -> None:
    undone: list[int] = []
    window.room.tell(keys.command("saved").words)
    window.room.tell(keys.command("today").words, lambda: undone.append(1))
    press("Ctrl+M")
    panel = window.panels.messages
    assert panel.isVisible()
    words = [label.text() for label in panel.findChildren(Label)]
    assert words.index("Today") < words.index("Everything is saved by itself")
    assert words.count("10:00") == 2
    assert "10:00 Today" in panel.accessibleDescription()
    press("Tab", "Space")
    assert (undone, panel.isVisible()) == ([1], False)
    press("Ctrl+M")
    assert panel.undos == []
    press("Ctrl+T")
    assert not panel.isVisible()


def test_a_key_held_down_does_its_thing_once_but_for_undo_and_steps(window: MainWindow) -> None:
    repeating = {s.key().toString() for s in window.findChildren(QShortcut) if s.autoRepeat()}
    assert repeating == {"Ctrl+Z", "Ctrl+Y", "Ctrl+Shift+Z", "Ctrl+PgDown", "Ctrl+PgUp", "Ctrl+Tab", "Ctrl+Shift+Tab"}


def test_f6_goes_round_the_panes_of_every_page_and_esc_never_leaves_a_visit(window: MainWindow) -> None:
    for screen in screens(window):
        seen = []
        for _ in range(4):
            press("F6")
            here = QApplication.focusWidget()
            assert here is not None, screen
            page = window.stack.currentWidget()
            footer = getattr(page, "footer", None)
            panes = [("search", window.top), ("rail", window.rail), ("footer", footer), ("page", page)]
            seen.append(next(name for name, pane in panes if pane is not None and pane.isAncestorOf(here)))
        page = window.stack.currentWidget()
        assert page is not None
        footer = getattr(page, "footer", None)
        inside = [stop for stop in stops(page) if footer is None or not footer.isAncestorOf(stop)]
        wanted = {"search", "rail", *(["page"] if inside else []), *(["footer"] if footer is not None else [])}
        assert set(seen) == wanted, screen
    window.open_visit(visit_of(window), 1)
    for _ in range(5):
        press("Esc")
    assert window.place == "visit"


def test_f5_takes_what_is_half_typed_and_loads_again(window: MainWindow) -> None:
    visit = visit_of(window)
    window.open_visit(visit, 1)
    odometer = reach(window, QLineEdit, "check_in.odometer")
    QTest.keyClicks(odometer, "48650")
    press("F5")
    assert window.desk.reception.file(visit).check_in.odometer == 48650
    assert QApplication.focusWidget() is odometer


def test_full_screen_and_back(window: MainWindow) -> None:
    press("F11")
    assert window.windowState() & Qt.WindowState.WindowFullScreen
    press("F11")
    assert not window.windowState() & Qt.WindowState.WindowFullScreen


def test_a_message_offers_no_undo_for_what_was_undone_otherwise(window: MainWindow) -> None:
    visit = agreed(window.desk)
    window.open_visit(visit, 3)
    table = shown_tab(window, WorkOrderTab).table
    table.focus_cell(table.model.rows[0].line.id, Col.NAME)
    press("Del", "Ctrl+M")
    assert len(window.panels.messages.undos) == 1
    press("Esc", "Ctrl+Z", "Ctrl+M")
    assert window.panels.messages.undos == []
