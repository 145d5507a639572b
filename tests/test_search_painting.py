"""The search list is painted with each key: the page below is not, and cells that it uncovers are what they were."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QImage, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView, QWidget
from pytestqt.qtbot import QtBot

from reception_desk.app import open_desk
from reception_desk.desk.board import Row
from reception_desk.forms.customer import Customer
from reception_desk.forms.moments import FixedClock
from reception_desk.store.ids import UuidIds
from reception_desk.ui import theme
from reception_desk.ui.main_window import MainWindow
from reception_desk.ui.places.board_model import BoardModel
from tests.shops import MORNING, make_desk, stranger

CARS = 12


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    desk = make_desk(tmp_path / "shop")
    for number in range(CARS):
        stranger(desk, plate=f"粤B777{number:02d}", name=f"李{number:02d}", phone=f"1390013{number:04d}")
    desk.close(backup=False)
    clock = FixedClock(MORNING)
    window = open_desk(tmp_path / "shop", language="en", clock=clock, ids=UuidIds(clock, 3))
    window.resize(1366, 768)
    QApplication.processEvents()
    yield window
    window.close()


class Painted(QObject):
    """What was painted of a widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.areas: list[object] = []
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.areas.append(event.region().boundingRect().getRect())
        return False


def board(window: MainWindow) -> QWidget:
    """The cells of the table, without its head."""
    table = window.findChild(QTableView, "today.board")
    assert table is not None
    return table.viewport()


def search(window: MainWindow, typed: str) -> None:
    line = window.top.search.line
    line.setFocus()
    QTest.keyClicks(line, typed)
    QApplication.processEvents()


def test_page_below_the_list_is_not_painted_with_each_key(window: MainWindow) -> None:
    search(window, "777")
    panel = window.top.search.panel
    below, height = Painted(board(window)), panel.height()
    search(window, "0")
    assert (panel.height(), below.areas) == (height, [])
    search(window, "3")  # one car: the list shrinks, and uncovers the page
    assert panel.height() < height and below.areas


def test_uncovered_cells_are_not_worded_again(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    search(window, "B777")
    window.top.search.clear()
    QApplication.processEvents()
    asked: list[int] = []
    cell = BoardModel.cell

    def counted(model: BoardModel, row: Row, column: int) -> str:
        asked.append(column)
        return cell(model, row, column)

    monkeypatch.setattr(BoardModel, "cell", counted)
    below = Painted(board(window))
    search(window, "B777")
    window.top.search.clear()
    QApplication.processEvents()
    assert below.areas and asked == []
    window.page("today").refresh()
    QApplication.processEvents()
    assert asked


@pytest.mark.parametrize("look", ["light", "dark"])
def test_pictures_of_cells_show_what_the_cells_would(window: MainWindow, look: str) -> None:
    """After each thing that may change: the board, who is chosen, the look, the text size, the language."""
    page = window.page("today")

    def same() -> QImage:
        QApplication.processEvents()
        seen = [board(window).grab().toImage() for _ in range(3)]  # painted, made a picture of, drawn from it
        page.table.rows_delegate.forget_fonts()
        fresh = board(window).grab().toImage()
        assert seen == [fresh] * 3
        return fresh

    theme.wear(look=look)
    found = [same()]
    (person,) = window.desk.store.find(Customer, {"name": "李03"})
    window.desk.sheets.edit(Customer, person.id, {"name": "王小明"})
    page.refresh()
    found.append(same())
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    found.append(same())
    theme.wear(size="large")
    found.append(same())
    window.speak("zh_CN")
    found.append(same())
    theme.wear(look="light", size="normal")
    assert all(before != after for before, after in pairwise(found))
