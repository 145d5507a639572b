"""A narrow window folds, a wide one gives its right column more: measured in the size of the text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reception_desk.ui.main_window import MainWindow
from reception_desk.ui.visit.check_in_tab import CheckInTab
from reception_desk.ui.visit.walk_around_tab import WalkAroundTab
from tests.keyed import KeepingPort, opened
from tests.on_page import shown_tab
from tests.shops import booked_visit, make_desk


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    desk = make_desk(tmp_path / "shop")
    visit = booked_visit(desk)
    desk.close(backup=False)
    with opened(qtbot, tmp_path / "shop", KeepingPort()) as window:
        window.open_visit(visit, 1)
        yield window


def fit(window: MainWindow, width: int, height: int) -> CheckInTab:
    window.resize(width, height)
    for _ in range(3):
        QApplication.processEvents()
    return shown_tab(window, CheckInTab)


def test_a_usual_window_has_the_rail_in_words_and_two_columns(window: MainWindow) -> None:
    tab = fit(window, 1366, 690)
    assert (window.rail.width(), tab.area.folded, tab.area.narrow.width()) == (104, False, 326)
    assert tab.area.second.x() > tab.area.first.x() + tab.area.first.width()
    assert not window.page("visit").steps.info.isVisible()


def test_a_narrow_window_folds_rail_and_column_and_info_leads_there_and_back(window: MainWindow) -> None:
    tab = fit(window, 1093, 614)
    assert (window.rail.width(), tab.area.folded) == (56, True)
    assert tab.area.second.y() > tab.area.first.y() + tab.area.first.height()
    assert tab.area.second.width() > 900
    info = window.page("visit").steps.info
    assert info.isVisible()
    info.click()
    top = tab.area.second.mapTo(tab.area, QPoint()).y()
    assert 0 <= top <= tab.area.height() - tab.area.second.height()  # all of it
    info.click()
    assert tab.area.verticalScrollBar().value() == 0
    fit(window, 1366, 690)
    assert (window.rail.width(), tab.area.folded, info.isVisible()) == (104, False, False)


def test_a_wide_window_gives_the_right_column_more(window: MainWindow) -> None:
    usual = fit(window, 1500, 700).area.narrow.width()
    wide = fit(window, 1600, 900).area.narrow.width()
    widest = fit(window, 1920, 1000).area.narrow.width()
    assert usual == 326
    assert usual < wide < widest < 500
    window.page("visit").open_step(2)
    QApplication.processEvents()
    assert shown_tab(window, WalkAroundTab).area.width() > 440


def test_large_words_fold_a_window_that_is_usual_for_small_ones(window: MainWindow) -> None:
    window.room.wear(text_size="largest")
    tab = fit(window, 1366, 690)
    assert (window.rail.width(), tab.area.folded) == (75, True)
    assert not fit(window, 1920, 1000).area.folded
