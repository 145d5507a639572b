"""A whole day at the desk by keys alone, in both languages; a press of the mouse anywhere fails it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reception_desk.desk.visit_file import VisitFile
from reception_desk.forms.appointment import Appointment
from reception_desk.forms.staff import Staff
from reception_desk.ui.main_window import MainWindow
from reception_desk.ui.visit.work_order_tab import WorkOrderTab
from tests.keyed import KeepingPort, focused, opened, press, write
from tests.on_page import shown_tab
from tests.shops import make_desk, small_shop


class NoMouse(QObject):
    """Whoever presses a mouse button has lost."""

    def __init__(self) -> None:
        super().__init__()
        self.pressed = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        del watched
        self.pressed += event.type() == QEvent.Type.MouseButtonPress
        return False


class Day:
    """The window, the papers that came out, and what a person at the keys does with them."""

    def __init__(self, window: MainWindow, port: KeepingPort) -> None:
        self.window, self.port, self.desk = window, port, window.desk

    def file(self, plate: str) -> VisitFile:
        """The newest visit of a car."""
        found = [hit.visit for hit in self.desk.reception.search(plate) if hit.visit is not None]
        return self.desk.reception.file(found[0].id)

    def tab_to(self, name: str) -> None:
        """On to a field or button by Tab, as somebody who sees the page would."""
        for _ in range(80):
            if focused() == name:
                return
            press("Tab")
        raise AssertionError(f"Tab does not lead to {name}")

    def choose(self, *steps: str) -> None:
        """In an open menu or list."""
        press(*steps, "Return")

    def papers(self) -> list[str]:
        """What kinds came out of the printer since the last look, waiting for it."""
        self.window.tray.wait()
        QApplication.processEvents()
        names = [name for name, _ in self.port.papers]
        self.port.papers.clear()
        return names


@pytest.fixture(params=["en", "zh_CN"])
def day(qapp: QApplication, qtbot: QtBot, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Day]:
    desk = make_desk(tmp_path / "shop")
    small_shop(desk)
    desk.close(backup=False)
    port, watch = KeepingPort(), NoMouse()
    with opened(qtbot, tmp_path / "shop", port, request.param) as window:
        qapp.installEventFilter(watch)
        yield Day(window, port)
        qapp.removeEventFilter(watch)
    assert watch.pressed == 0


def test_a_whole_day_without_mouse(day: Day) -> None:
    book_by_phone(day)
    check_the_booking_in(day)
    a_new_customer(day)
    walk_round(day)
    write_the_order(day)
    an_extra_job(day)
    finish_the_work(day)
    hand_back(day)
    print_once_more(day)
    change_a_setting(day)
    speak_the_other_language(day)
    close_the_shop(day)


def book_by_phone(day: Day) -> None:
    press("Ctrl+Shift+N")
    assert focused() == "appointment.plate"
    write("D12345 11-21 10:30 brakes\n")
    press("Ctrl+Return")
    booked = day.desk.appointments.expected()
    assert [one.plate for one in booked] == ["粤BD12345"]
    assert booked[0].concern == "brakes"
    assert day.window.place == "today"


def check_the_booking_in(day: Day) -> None:
    press("Ctrl+T")
    assert focused() == "today.board"
    press("Space")
    assert day.window.page("today").peek.isVisible()
    press("Space", "Return")
    assert day.window.place == "visit"
    assert focused() == "check_in.odometer"
    write("41870\n5\n")
    assert (day.file("D12345").check_in.odometer, day.file("D12345").check_in.fuel) == (41870, "5")
    day.tab_to("check_in.waiting")
    press("F4")
    day.choose("Down")
    assert day.file("D12345").check_in.waiting
    press("Ctrl+T")


def a_new_customer(day: Day) -> None:
    press("Ctrl+N")
    write("8K21C\n")
    assert focused() == "customer.name"
    write("Zhou Ming\n16000912277\n")
    assert focused() == "vehicle.model"
    write("Emgrand\n")
    press("Return", "Return")
    assert focused() == "check_in.odometer"
    write("23500\n4\n")
    file = day.file("8K21C")
    assert (file.customer.name, file.vehicle.model, file.check_in.odometer) == ("Zhou Ming", "Emgrand", 23500)


def walk_round(day: Day) -> None:
    press("Ctrl+Return")
    assert focused() == "walk_around.diagram"
    press("Right", "S", "2")
    press("Right", "D")
    marks = day.file("8K21C").walk_around.marks
    assert [(mark.kind, mark.size) for mark in marks] == [("S", 2), ("D", 1)]
    press("Backspace")
    assert len(day.file("8K21C").walk_around.marks) == 1
    day.tab_to("walk_around.together")
    press("Space")
    assert day.file("8K21C").walk_around.together


def write_the_order(day: Day) -> None:
    press("Ctrl+Return")
    assert focused() == "work_order.entry"
    write("S10\n")
    assert len(day.file("8K21C").work_order.lines) == 3
    write("LF-3412\n2\n")
    lines = day.file("8K21C").work_order.lines
    assert (lines[-1].name, lines[-1].quantity) == ("机油滤芯", 2000)
    press("Up", "Alt+Up")
    assert [line.id for line in day.file("8K21C").work_order.lines] != [line.id for line in lines]
    press("Ctrl+Z")
    assert [line.id for line in day.file("8K21C").work_order.lines] == [line.id for line in lines]
    press("Ctrl+Return")
    assert day.file("8K21C").visit.stage == "in_work"
    assert sorted(name.split("-")[-2] for name in day.papers()) == ["job_card", "work_order"]
    assert day.window.place == "today"


def an_extra_job(day: Day) -> None:
    press("Ctrl+K")
    write("8K21C\n")
    assert day.window.place == "visit"
    press("Ctrl+J")
    write("F300\n")
    for _ in range(3):
        if day.desk.ordering.asking(day.file("8K21C").work_order).jobs and not focused().startswith("work_order.app"):
            press("Return")
    day.tab_to("work_order.approve.phone")
    press("Return")
    order = day.file("8K21C").work_order
    assert (order.approvals[-1].channel, order.approvals[-1].answer) == ("phone", "ok")
    assert not day.desk.ordering.asking(order).jobs
    press("Ctrl+P")
    assert len(day.papers()) == 1


def finish_the_work(day: Day) -> None:
    press("Ctrl+T", "Ctrl+K")
    write("8K21C\n")
    assert focused() == "work_order.lines"
    for _ in range(8):
        if all(job.done for job in day.file("8K21C").work_order.jobs):
            break
        undone = {job.id for job in day.file("8K21C").work_order.jobs if not job.done}
        row = shown_tab(day.window, WorkOrderTab).table.row
        if row is not None and row.job.id in undone:
            press("Space")
        press("Down")
    assert all(job.done for job in day.file("8K21C").work_order.jobs)
    press("Ctrl+Return")
    assert day.file("8K21C").visit.stage == "qc"
    press("Ctrl+Return")
    assert day.file("8K21C").visit.stage == "ready"


def hand_back(day: Day) -> None:
    press("Ctrl+4", "1")
    press("Ctrl+Return", "Ctrl+Return")
    file = day.file("8K21C")
    assert file.visit.stage == "closed"
    assert [payment.kind for payment in file.payments] == ["cash"]
    assert any("settlement" in name for name in day.papers())
    assert day.window.place == "today"


def print_once_more(day: Day) -> None:
    press("Ctrl+K")
    write(">last paper\n")
    (again,) = day.papers()
    assert again.endswith("-copy1")
    press("F1")
    press("Ctrl+P", "Esc")
    assert day.papers() == [f"keys-{day.window.voice.language.code}"]
    press("Ctrl+M")
    assert day.window.panels.messages.isVisible()
    press("Esc")


def change_a_setting(day: Day) -> None:
    press("Ctrl+K")
    write(">people\n")
    assert day.window.page("settings").section == "people"
    press("Ctrl+Return")
    write("Olivia\n")
    press("Ctrl+Z")
    press("Ctrl+Shift+2")
    assert "Olivia" in [person.name for person in day.desk.sheets.all(Staff)]
    press("Ctrl+K")
    write(">work as\n") if day.window.voice.language.code == "en" else write(">work as oli\n")


def speak_the_other_language(day: Day) -> None:
    before = day.window.voice.language.code
    other = "English" if before == "zh_CN" else "yyjt"
    press("Ctrl+K")
    write(f">{other}\n")
    assert day.window.voice.language.code != before


def close_the_shop(day: Day) -> None:
    press("Ctrl+T", "Ctrl+K")
    write("王伟")
    press("Return")
    if day.window.place != "visit":
        press("Return")
    assert day.window.place == "visit"
    press("Ctrl+T")
    assert day.desk.sheets.all(Appointment)
    day.window.close()
    assert list((day.desk.folder / "backups").glob("shop-*.sqlite3"))
