"""What scrolls shows by how much, in every look."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from pytestqt.qtbot import QtBot

from reception_desk.ui import theme
from reception_desk.ui.colours import contrast
from reception_desk.ui.widgets.inputs import Memo
from reception_desk.ui.widgets.scroll_bar import ScrollBar
from reception_desk.ui.widgets.scrolling import ScrollPage

LEAST = 3.0
"""WCAG 2.2, 1.4.11: what a control is known by."""


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    theme.dress(qapp, families=theme.BUNDLED)
    yield
    theme.wear(look="light")


@pytest.fixture
def area(qtbot: QtBot) -> ScrollPage:
    body = QWidget()
    body.setMinimumHeight(2000)
    area = ScrollPage(body)
    qtbot.addWidget(area)
    area.resize(300, 400)
    area.show()
    return area


@pytest.mark.parametrize("look", ["light", "dark", "contrast"])
def test_handle_stands_out_from_its_ground(area: ScrollPage, look: str) -> None:
    theme.wear(look=look)
    QApplication.processEvents()
    bar = area.verticalScrollBar()
    seen = area.grab().toImage()
    column = bar.mapTo(area, bar.rect().center()).x()
    handle, ground = (seen.pixelColor(column, y) for y in (bar.width() + 30, area.height() - 60))
    assert contrast(handle, ground) >= LEAST
    assert ground == theme.tokens().window


def test_handle_is_dragged(area: ScrollPage) -> None:
    bar = area.verticalScrollBar()
    at = QPoint(bar.width() // 2, bar.width() + 20)
    QTest.mousePress(bar, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseMove(bar, at + QPoint(0, 60))
    QTest.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=at + QPoint(0, 60))
    assert bar.value() > 0


@pytest.mark.parametrize("kind", [ScrollPage, Memo])
def test_areas_have_these_bars(qtbot: QtBot, kind: type[QAbstractScrollArea]) -> None:
    area = kind()
    qtbot.addWidget(area)
    assert isinstance(area.verticalScrollBar(), ScrollBar)
