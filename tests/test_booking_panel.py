"""A new booking, typed as a person types it; nothing is kept before it is booked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from reception_desk.desk.desk import Desk
from reception_desk.forms.appointment import Appointment
from reception_desk.forms.words import Text
from reception_desk.ui import theme
from reception_desk.ui.booking_panel import BookingPanel
from reception_desk.ui.editors import LineEditor, MemoEditor
from reception_desk.ui.room import Room
from reception_desk.ui.voice import Voice
from tests.clipping import clipped
from tests.shops import PHONE, PLATE, make_desk, small_shop, walked_in


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


class Bench:
    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.room = Room(desk, Voice(desk.language("en")))
        self.panel = BookingPanel(self.room)
        self.told: list[tuple[Text, object]] = []
        self.left = 0
        self.room.told.connect(lambda text, undo: self.told.append((text, undo)))
        self.panel.closed.connect(self._left)

    def _left(self) -> None:
        self.left += 1

    @property
    def bookings(self) -> list[Appointment]:
        return self.desk.sheets.all(Appointment)

    def type(self, words: str) -> None:
        """Keys with any character on them, into the field that has the focus."""
        for char in words:
            QApplication.sendEvent(focused(), QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, char))

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(focused(), key)

    @property
    def here(self) -> str:
        return focused().objectName()

    def text(self, name: str) -> str:
        editor = self.panel.view.editors[name]
        assert isinstance(editor, LineEditor)
        return editor.line.text()


@pytest.fixture
def bench(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    theme.dress(qapp, families=theme.BUNDLED)
    theme.tune("en")
    desk = make_desk(tmp_path / "shop")
    small_shop(desk)
    made = Bench(desk)
    qtbot.addWidget(made.panel)
    made.panel.resize(1262, 642)
    with qtbot.waitActive(made.panel):
        made.panel.show()
        made.panel.activateWindow()
    made.panel.refresh()
    made.panel.enter()
    yield made
    desk.close(backup=False)


def test_known_car_takes_plate_time_and_the_blue_button(bench: Bench) -> None:
    assert bench.here == "appointment.plate"
    bench.type("D12345")
    bench.press(Qt.Key.Key_Return)
    bench.type("tomorrow 9")
    bench.panel.press_primary()
    (booking,) = bench.bookings
    shop = small_shop(bench.desk)
    assert (booking.plate, booking.vehicle, booking.customer) == (PLATE, shop.vehicle, shop.customer)
    assert booking.arrives is not None
    assert booking.arrives.local().strftime("%m-%d %H:%M") == "11-22 09:00"
    assert bench.left == 1


def test_enter_walks_the_short_path(bench: Bench) -> None:
    stops = []
    for _ in range(5):
        stops.append(bench.here)
        bench.press(Qt.Key.Key_Return)
    assert [*stops, bench.here] == [
        f"appointment.{name}" for name in ("plate", "arrives", "duration", "name", "phone", "concern")
    ]


def test_nothing_is_kept_before_it_is_booked(bench: Bench) -> None:
    bench.type("D12345")
    bench.press(Qt.Key.Key_Return)
    bench.type("tomorrow 9")
    bench.press(Qt.Key.Key_Return)
    assert bench.bookings == []
    assert not bench.room.undo.next


def test_known_car_is_shown_while_it_is_typed(bench: Bench) -> None:
    assert bench.panel.known.rows == []
    bench.type("D12345")
    (row,) = bench.panel.known.rows
    assert row.chosen
    words = " ".join(label.text() for label in row.findChildren(QLabel))
    assert "王伟 · 比亚迪 秦" in words
    bench.press(Qt.Key.Key_Return)
    assert bench.text("plate") == "粤B·D12345"
    assert bench.panel.draft.vehicle == small_shop(bench.desk).vehicle


def test_another_plate_lets_go_of_the_car(bench: Bench) -> None:
    bench.type("D12345")
    bench.press(Qt.Key.Key_Return)
    bench.panel.view.focus_field("plate")
    QTest.keyClick(focused(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    bench.type("粤B88888")
    bench.press(Qt.Key.Key_Return)
    assert (bench.panel.draft.vehicle, bench.panel.known.rows) == ("", [])


def test_customer_found_by_phone_is_used_with_his_car(bench: Bench) -> None:
    bench.panel.view.focus_field("phone")
    bench.type(PHONE)
    (row,) = bench.panel.known.rows
    assert not row.chosen
    row.use.click()
    draft = bench.panel.draft
    assert (draft.plate, draft.name, draft.model) == (PLATE, "王伟", "比亚迪 秦")
    assert bench.text("name") == "王伟"
    assert [row.chosen for row in bench.panel.known.rows] == [True]
    assert bench.here == "appointment.arrives"


def test_car_in_the_shop_is_said(bench: Bench) -> None:
    walked_in(bench.desk)
    bench.type("D12345")
    words = " ".join(label.text() for label in bench.panel.known.findChildren(QLabel))
    assert "in the shop now" in words


def test_without_a_time_it_says_so_at_the_field(bench: Bench) -> None:
    bench.type("D12345")
    bench.panel.press_primary()
    assert bench.bookings == []
    assert bench.here == "appointment.arrives"
    assert bench.panel.view.boxes["arrives"].level == "stop"


def test_time_that_cannot_be_read_is_not_booked(bench: Bench) -> None:
    bench.type("D12345")
    bench.press(Qt.Key.Key_Return)
    bench.type("some day")
    bench.panel.press_primary()
    assert bench.bookings == []
    assert (bench.here, bench.text("arrives")) == ("appointment.arrives", "some day")


def test_nobody_is_booked_for_nobody(bench: Bench) -> None:
    bench.panel.view.focus_field("arrives")
    bench.type("+2h")
    bench.panel.press_primary()
    assert bench.bookings == []
    assert bench.panel.view.boxes["plate"].level == "stop"


def test_escape_leaves_and_keeps_what_was_typed(bench: Bench) -> None:
    bench.type("D12345")
    bench.press(Qt.Key.Key_Return)
    bench.type("some day")
    bench.panel.view.focus_field("concern")
    memo = bench.panel.view.editors["concern"]
    assert isinstance(memo, MemoEditor)
    bench.type("Brakes squ")
    bench.press(Qt.Key.Key_Escape)
    assert bench.left == 1
    bench.panel.refresh()
    bench.panel.enter()
    assert (bench.text("plate"), bench.text("arrives")) == ("粤B·D12345", "some day")
    assert memo.memo.toPlainText() == "Brakes squ"
    assert bench.here == "appointment.arrives"


def test_booked_is_told_and_can_be_taken_back(bench: Bench) -> None:
    bench.type("D12345")
    bench.press(Qt.Key.Key_Return)
    bench.type("tomorrow 9")
    bench.panel.press_primary()
    ((text, undo),) = bench.told
    assert bench.room.voice.say(text) == "Booked: 粤B·D12345, 2026-11-22 09:00"
    assert callable(undo)
    undo()
    assert [booking.stage for booking in bench.bookings] == ["cancelled"]
    assert (bench.text("plate"), bench.panel.draft) == ("", Appointment())


def test_every_field_that_a_person_tells_is_on_the_page(bench: Bench) -> None:
    assert set(bench.panel.view.editors) == set(Appointment.specs()) - {"stage", "vehicle", "customer", "moved_from"}


def test_day_shows_who_is_booked(bench: Bench) -> None:
    bench.panel.view.focus_field("name")
    bench.type("Old friend")
    bench.panel.view.focus_field("arrives")
    bench.type("tomorrow 15")
    bench.panel.press_primary()
    bench.panel.enter()
    bench.panel.view.focus_field("arrives")
    bench.type("tomorrow 9")
    bench.press(Qt.Key.Key_Return)
    words = " ".join(label.text() for label in bench.panel.day.findChildren(QLabel))
    assert "15:00" in words
    assert "Old friend" in words


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_nothing_is_clipped(bench: Bench, code: str) -> None:
    theme.tune(code)
    bench.room.voice.speak(bench.desk.language(code))
    bench.type("D12345")
    QApplication.processEvents()
    assert clipped(bench.panel) == []
    theme.tune("en")
