"""Buttons that print say where to and how often; a long printer's name gives way, the rest never does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from reception_desk.app import application, open_desk
from reception_desk.forms.moments import FixedClock
from reception_desk.forms.shop import Shop
from reception_desk.store.ids import UuidIds
from reception_desk.ui import routes
from reception_desk.ui.main_window import MainWindow
from reception_desk.ui.printer import FOLDER
from reception_desk.ui.visit.work_order_tab import WorkOrderTab
from reception_desk.ui.widgets.print_button import PrintButton
from tests.clipping import clipped, covered, outside
from tests.fakes import fake_papers
from tests.on_page import shown_tab
from tests.shops import MORNING, agreed, make_desk

LONG = r"\\PRINTSRV\Kyocera ECOSYS P2040dn KX, by the window of the workshop"


@pytest.fixture(params=["en", "zh_CN"])
def window(
    request: pytest.FixtureRequest, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    application(bundled_fonts=True)
    fake_papers(monkeypatch)
    desk = make_desk(tmp_path / "shop")
    agreed(desk)
    desk.close(backup=False)
    clock = FixedClock(MORNING)
    window = open_desk(tmp_path / "shop", language=request.param, clock=clock, ids=UuidIds(clock, 5))
    yield window
    window.close()


def button(window: MainWindow, name: str = "work_order.print", step: int = 3) -> PrintButton:
    visit = next(row.visit.id for row in window.desk.board.today() if row.visit)
    window.open_visit(visit, step)
    QApplication.processEvents()
    found = window.findChild(PrintButton, name)
    assert isinstance(found, PrintButton)
    return found


def test_button_says_printer_and_copies_of_its_paper(window: MainWindow) -> None:
    routes.remember(window.desk, "work_order", printer="HP 1020", copies=2)
    shown = button(window)
    assert shown.shown() == f"{shown.label} · HP 1020 · 2"
    assert shown.key == "Ctrl+P"
    spoken = window.voice.say(shown.name_)
    assert "HP 1020" in spoken
    assert "2" in spoken
    assert shown.accessibleName() == spoken
    assert shown.toolTip() == f"{spoken} (Ctrl+P)"


def test_no_printer_is_named_where_none_is_set(window: MainWindow) -> None:
    shown = button(window)
    assert shown.shown() == shown.label == shown.accessibleName()
    routes.remember(window.desk, "work_order", printer="", copies=3)
    assert button(window).shown() == f"{shown.label} · 3"


def test_the_shops_printer_stands_on_every_step_that_prints(window: MainWindow) -> None:
    shop = window.desk.shop()
    window.desk.sheets.edit(Shop, shop.id, {"printer": "HP 1020"})
    routes.remember(window.desk, "settlement", printer="Kyocera", copies=1)
    for name, step, printer in (
        ("walk_around.print", 2, "HP 1020"),
        ("work_order.print", 3, "HP 1020"),
        ("checkout.print", 4, "Kyocera"),
    ):
        shown = button(window, name, step)
        assert shown.shown() == f"{shown.label} · {printer}"
    card = button(window, "work_order.print_job_card")
    assert card.shown() == card.label
    assert "HP 1020" in card.toolTip()
    window.desk.sheets.edit(Shop, shop.id, {"printer": FOLDER})
    folder = window.voice.say(routes.said_of(window.desk, "work_order")[0])
    assert button(window).shown().endswith(f" · {folder}")


def test_long_name_is_cut_and_whole_in_the_tooltip(window: MainWindow) -> None:
    routes.remember(window.desk, "work_order", printer=LONG, copies=2)
    for size in ((1366, 690), (1093, 614)):
        window.resize(*size)
        shown = button(window)
        words = shown.shown()
        assert words.startswith(f"{shown.label} · Kyocera")
        assert words.endswith("… · 2")
        assert LONG in shown.toolTip()
        assert window.size().toTuple() == size
        assert [*clipped(window), *outside(window), *covered(window)] == []


def test_where_there_is_no_room_the_name_goes_and_the_copies_stay(window: MainWindow) -> None:
    routes.remember(window.desk, "work_order", printer="HP 1020", copies=2)
    shown = button(window)
    shown.resize(shown.minimumSizeHint())
    assert shown.shown() == f"{shown.label} · 2"


def test_key_of_the_details_is_f2_pressed_twice(window: MainWindow) -> None:
    button(window)
    assert shown_tab(window, WorkOrderTab).tools.more.key == "2× F2"
