"""What the disk did not take keeps its page open: going elsewhere says so, tries again, or gives it up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from reception_desk import errors
from reception_desk.desk.sheets import Sheets
from reception_desk.ui.main_window import MainWindow
from reception_desk.ui.visit.check_in_tab import CheckInTab
from reception_desk.ui.widgets.buttons import Button
from tests.keyed import KeepingPort, opened, press, visit_of, write
from tests.on_page import shown_file, shown_tab
from tests.shops import check_in, file, make_desk, small_shop, stranger, walked_in


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    desk = make_desk(tmp_path / "shop")
    walked_in(desk)
    desk.close(backup=False)
    with opened(qtbot, tmp_path / "shop", KeepingPort()) as window:
        yield window


class Disk:
    """Full until it is freed."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self.is_full = True
        edit = Sheets.edit

        def full(sheets: Sheets, *args: Any) -> Any:
            if self.is_full:
                raise errors.disk_full(folder)
            return edit(sheets, *args)

        monkeypatch.setattr(Sheets, "edit", full)


@pytest.fixture
def disk(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    window.open_visit(visit_of(window), 1)
    disk = Disk(monkeypatch, window.desk.folder)
    yield disk
    disk.is_full = False  # the window closes for good


def odometer(window: MainWindow) -> QLineEdit:
    field = window.findChild(QLineEdit, "check_in.odometer")
    assert field is not None
    return field


def button(window: MainWindow, name: str) -> Button:
    QApplication.processEvents()
    found = [one for one in window.findChildren(Button, name) if one.isVisible()]
    assert len(found) == 1, name
    return found[0]


@pytest.mark.parametrize("key", ["Ctrl+T", "Ctrl+N", "Ctrl+Shift+N", "Ctrl+Shift+2", "Alt+Left"])
def test_a_page_with_something_unsaved_stays_open(window: MainWindow, disk: Disk, key: str) -> None:
    assert disk.is_full
    write("865")
    press(key)
    assert window.place == "visit"
    assert odometer(window).text() == "865"
    assert "stays open" in window.page("visit").bar.sentence.text()
    assert window.rail.items["visit"].isChecked()


def test_another_visit_is_not_opened_over_it(window: MainWindow, disk: Disk) -> None:
    assert disk.is_full
    here, other = visit_of(window), stranger(window.desk)
    write("865")
    press("Ctrl+K")
    write("77777\n")
    assert shown_file(window).visit.id == here != other
    assert odometer(window).text() == "865"


def test_trying_again_saves_it_once_there_is_room(window: MainWindow, disk: Disk) -> None:
    write("865")
    press("Ctrl+T")
    button(window, "leaving.again").click()
    assert window.page("visit").bar.isVisible()
    disk.is_full = False
    button(window, "leaving.again").click()
    assert not window.page("visit").bar.isVisible()
    assert window.desk.reception.file(visit_of(window)).check_in.odometer == 865
    press("Ctrl+T")
    assert window.place == "today"


def test_it_can_be_given_up(window: MainWindow, disk: Disk) -> None:
    assert disk.is_full
    write("865")
    press("Ctrl+T")
    button(window, "leaving.give_up").click()
    assert odometer(window).text() == ""
    press("Ctrl+T")
    assert window.place == "today"


def test_steps_of_the_visit_may_be_changed_with_it(window: MainWindow, disk: Disk) -> None:
    assert disk.is_full
    write("865")
    press("Ctrl+2", "Ctrl+1")
    assert odometer(window).text() == "865"


class FullFor:
    """No room for one field; what else there is to save just fits."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path, name: str) -> None:
        self.name = name
        edit = Sheets.edit

        def full(sheets: Sheets, form: Any, row_id: str, values: dict[str, Any], *args: Any) -> Any:
            if self.name in values:
                raise errors.disk_full(folder)
            return edit(sheets, form, row_id, values, *args)

        monkeypatch.setattr(Sheets, "edit", full)


@pytest.fixture
def full_for_concern(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Iterator[FullFor]:
    """The customer's words stand on the screen only; everything else of the visit is ready to be sent."""
    desk, visit = window.desk, visit_of(window)
    check_in(desk, visit)
    desk.ordering.add_package(file(desk, visit).work_order.id, small_shop(desk).service)
    window.open_visit(visit, 1)
    disk = FullFor(monkeypatch, desk.folder, "concern")
    tab = shown_tab(window, CheckInTab)
    assert tab.focus_field("check_in.concern")
    write("squeals")
    yield disk
    disk.name = ""


@pytest.mark.parametrize("keys", [("Ctrl+P",), ("Ctrl+3", "Ctrl+Return"), ("Ctrl+3", "Ctrl+P"), ("Ctrl+2", "Ctrl+P")])
def test_no_paper_is_made_without_what_stands_on_the_screen(
    window: MainWindow, full_for_concern: FullFor, keys: tuple[str, ...]
) -> None:
    assert full_for_concern.name
    press(*keys)
    visit = shown_file(window).visit
    assert (window.place, visit.stage) == ("visit", "arrived")
    assert window.desk.papers.of_visit(visit.id) == []
    assert "no paper" in window.page("visit").bar.sentence.text()


def test_a_click_on_print_and_send_waits_as_well(window: MainWindow, full_for_concern: FullFor) -> None:
    press("Ctrl+3")
    button(window, "work_order.next").click()
    visit = shown_file(window).visit
    assert (window.place, visit.stage, window.desk.papers.of_visit(visit.id)) == ("visit", "arrived", [])
    full_for_concern.name = ""
    button(window, "leaving.again").click()
    button(window, "work_order.next").click()
    assert window.place == "today"
    assert file(window.desk, visit.id).visit.stage == "in_work"
    assert file(window.desk, visit.id).check_in.concern == "squeals"
    assert len(window.desk.papers.of_visit(visit.id)) == 2


def test_a_paper_may_go_out_without_what_is_given_up(window: MainWindow, full_for_concern: FullFor) -> None:
    assert full_for_concern.name
    press("Ctrl+3", "Ctrl+Return")
    button(window, "leaving.give_up").click()
    press("Ctrl+Return")
    assert window.place == "today"
    assert file(window.desk, visit_of(window)).check_in.concern == ""


def test_settings_stay_open_too(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    window.open_place("settings")
    disk = Disk(monkeypatch, window.desk.folder)
    address = window.findChild(QLineEdit, "shop.address") or window.findChild(QPlainTextEdit, "shop.address")
    assert address is not None
    address.setFocus()
    write("1 Long Street")
    press("Ctrl+T")
    assert window.place == "settings"
    assert window.bar.isVisible()
    press("Ctrl+T")
    assert window.place == "settings"
    disk.is_full = False


def test_closing_asks_once(window: MainWindow, disk: Disk) -> None:
    write("865")
    window.close()
    assert window.isVisible()
    disk.is_full = False
    window.close()
    assert not window.isVisible()


def test_a_backup_that_is_under_way_holds_up_the_close_and_tells_nobody_any_more(
    window: MainWindow, qtbot: QtBot
) -> None:
    """What its thread says comes when the file is closed already."""
    window.commands.do("back_up")
    with qtbot.captureExceptions() as mistakes:
        window.close()
        QApplication.processEvents()
    assert mistakes == []
    assert len(list((window.desk.folder / "backups").iterdir())) >= 1
