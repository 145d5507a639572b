"""Space on a row of Today: what stands in the look, and that nobody goes anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reception_desk.desk.desk import Desk
from reception_desk.ui.main_window import MainWindow
from reception_desk.ui.widgets.labels import Label
from tests.keyed import KeepingPort, focused, opened, press
from tests.on_page import shown_file
from tests.shops import agreed, book, file, make_desk


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    desk = make_desk(tmp_path / "shop")
    agreed(desk)
    book(desk, plate="粤B55555", name="周敏", phone="13700137000", concern="空调不冷")
    desk.close(backup=False)
    with opened(qtbot, tmp_path / "shop", KeepingPort()) as window:
        window.page("today").table.setFocus()
        yield window


def words(window: MainWindow) -> list[str]:
    return [label.text() for label in window.page("today").peek.findChildren(Label) if label.isVisible()]


def choose(window: MainWindow, plate: str) -> None:
    table = window.page("today").table
    plates = [line.row.vehicle.plate if line.row else "" for line in table.board.lines]
    table.choose(plates.index(plate))


def test_space_shows_a_visit_and_space_closes_it(window: MainWindow) -> None:
    choose(window, "粤BD12345")
    press("Space")
    peek = window.page("today").peek
    told = words(window)
    assert peek.isVisible()
    assert {"粤B·D12345", "In work", "王伟 · 138 0013 8000", "promised 12:00 · 2 h left", "542.40"} <= set(told)
    assert any(text.startswith("保养工时") for text in told)
    assert any("Tick every job" in text for text in told)
    for text in ("粤B·D12345", "promised 12:00", "542.40", "Still open"):
        assert text in peek.accessibleName()
    press("Space")
    assert not peek.isVisible()
    assert (window.place, focused()) == ("today", "today.board")


def test_a_booking_is_looked_at_and_checked_in_from_there(window: MainWindow) -> None:
    choose(window, "粤B55555")
    press("Space")
    told = words(window)
    assert {"粤B·55555", "Booked", "周敏 · 137 0013 7000", "expected 10:30", "空调不冷", "一万公里保养"} <= set(told)
    press("Return")
    assert window.place == "visit"
    assert shown_file(window).vehicle.plate == "粤B55555"


def test_esc_closes_and_other_ways_away_do_too(window: MainWindow) -> None:
    peek = window.page("today").peek
    for key in ("Esc", "Ctrl+K", "F1", "Ctrl+N"):
        window.open_place("today")
        window.page("today").table.setFocus()
        choose(window, "粤BD12345")
        press("Space")
        assert peek.isVisible(), key
        press(key)
        assert not peek.isVisible(), key
        window.panels.shut()


def test_what_is_paid_and_due_stands_in_the_look(window: MainWindow) -> None:
    desk: Desk = window.desk
    visit = next(row.visit.id for row in desk.board.today() if row.visit)
    for job in file(desk, visit).work_order.jobs:
        desk.workshop.tick(job.id)
    desk.workshop.move(visit, "qc")
    desk.workshop.move(visit, "ready")
    desk.settlement.pay(visit, kind="cash", received=10_000)
    window.refresh()
    choose(window, "粤BD12345")
    press("Space")
    told = words(window)
    assert {"542.40", "100.00", "442.40"} <= set(told)
