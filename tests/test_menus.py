"""Menus that open over the window, with keys that are not theirs."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from reception_desk.ui.widgets.menu import Menu
from tests.keyed import KeepingPort, opened, press
from tests.shops import small_desk, walked_in


@pytest.mark.parametrize("key", ["Alt+Left", "Alt+Right"])
def test_a_key_that_closes_a_menu_and_goes_elsewhere_is_no_crash(key: str, qtbot: QtBot, tmp_path: Path) -> None:
    small_desk(tmp_path / "shop").close(backup=False)
    with opened(qtbot, tmp_path / "shop", KeepingPort()) as window:
        window.open_place("settings")
        window.top.person.click()
        qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        press(key)
        qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
        qtbot.waitUntil(lambda: window.findChild(QMenu) is None)
        assert window.isVisible()


def test_a_menu_of_one_page_is_not_left_open_over_another(qtbot: QtBot, tmp_path: Path) -> None:
    desk = small_desk(tmp_path / "shop")
    visits = [walked_in(desk), walked_in(desk)]
    desk.close(backup=False)
    with opened(qtbot, tmp_path / "shop", KeepingPort()) as window:
        window.open_visit(visits[0], 1)
        press("Esc")
        window.page("visit").banner.pill.open_menu()
        assert QApplication.activePopupWidget() is not None
        window.open_visit(visits[1], 1)
        assert QApplication.activePopupWidget() is None


def test_an_ampersand_in_a_name_is_shown_and_no_key(qtbot: QtBot) -> None:
    menu = Menu()
    qtbot.addWidget(menu)
    assert menu.entry("person", "Li & Sons", key="F2").text() == "Li && Sons\tF2"
