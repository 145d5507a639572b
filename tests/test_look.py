"""Look, text size and touch mode change while the window stands: everything follows, nothing that is half done goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from reception_desk.app import application, open_desk
from reception_desk.forms.moments import FixedClock
from reception_desk.forms.staff import Staff
from reception_desk.store.ids import UuidIds
from reception_desk.ui import colours, theme
from reception_desk.ui.editors import PickEditor
from reception_desk.ui.main_window import MainWindow
from reception_desk.ui.places.look import LookSection
from reception_desk.ui.visit.check_in_tab import CheckInTab
from reception_desk.ui.widgets.inputs import LineEdit
from reception_desk.ui.widgets.labels import Label
from reception_desk.ui.widgets.pick import Pick
from reception_desk.ui.widgets.ticks import Tick
from tests.on_page import shown_file, shown_section, shown_tab
from tests.shops import MORNING, booked_visit, make_desk


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    desk = make_desk(tmp_path / "shop")
    visit = booked_visit(desk)
    desk.close(backup=False)
    application(bundled_fonts=True)
    clock = FixedClock(MORNING)
    window = open_desk(tmp_path / "shop", language="en", clock=clock, ids=UuidIds(clock, 7))
    window.resize(1366, 690)
    window.open_visit(visit, 1)
    qtbot.waitExposed(window)
    qtbot.addWidget(window)
    yield window
    window.close()
    application(bundled_fonts=True)


def field(window: MainWindow, name: str) -> QWidget:
    found = window.findChild(QWidget, name)
    assert found is not None, name
    return found


def picture(widget: QWidget) -> QImage:
    QApplication.processEvents()
    return widget.grab().toImage()


def grounds_in(image: QImage) -> set[str]:
    """The colours of which a picture has more than one pixel in five hundred: grounds, not the edges of letters."""
    points = [(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)]
    counted = Counter(image.pixel(x, y) for x, y in points)
    return {QColor(rgb).name() for rgb, times in counted.items() if times > len(points) / 500}


def person(window: MainWindow) -> Staff:
    kept = window.desk.sheets.get(Staff, window.desk.actor)
    assert kept is not None
    return kept


def test_every_part_of_the_window_goes_dark_at_once(window: MainWindow) -> None:
    """No page that was built before keeps one of the light grounds."""
    light = {getattr(colours.LIGHT, name).name() for name in ("window", "surface", "rail", "sunken", "sel")}
    for step in (2, 3, 4, 1):
        window.open_visit(shown_file(window).visit.id, step)
    assert light & grounds_in(picture(window))
    window.room.wear(look="dark")
    for step in (1, 2, 3, 4):
        window.page("visit").open_step(step)
        assert light & grounds_in(picture(window)) == set(), step
    window.open_place("today")
    assert light & grounds_in(picture(window)) == set()


def test_dark_large_for_touch_and_back_is_the_same_picture(window: MainWindow, qtbot: QtBot) -> None:
    window.setFocus()
    foot = window.page("visit").footer.mapTo(window, QPoint(0, 0)).y()
    page = window.rect().adjusted(0, 0, 0, foot - window.height())
    """All but the footer, which tells what was saved and can be undone."""
    before = picture(window).copy(page)
    window.room.wear(look="dark", text_size="largest", touch="on")
    assert picture(window).copy(page) != before
    window.room.wear(look="light", text_size="normal", touch="off")
    qtbot.waitUntil(lambda: picture(window).copy(page) == before)


def test_focus_half_typed_text_and_undo_stay(window: MainWindow) -> None:
    odometer, words = field(window, "check_in.odometer"), field(window, "check_in.concern")
    assert isinstance(odometer, QLineEdit)
    assert isinstance(words, QPlainTextEdit)
    odometer.setFocus()
    QTest.keyClicks(odometer, "48650")
    QTest.keyClick(odometer, Qt.Key.Key_Return)
    words.setFocus()
    QTest.keyClicks(words, "squeals wh")
    steps = window.room.undo.next
    theme.wear(look="dark", size="largest", touch="on")
    QApplication.processEvents()
    assert QApplication.focusWidget() is words
    QTest.keyClicks(words, "en cold")
    assert words.toPlainText().startswith("squeals when cold")
    assert window.room.undo.next == steps
    assert odometer.text().replace(",", "") == "48650"


@pytest.mark.parametrize(("size", "points"), [("large", 10.5), ("largest", 12.0), ("normal", 9.0)])
def test_all_words_and_rows_grow_together(window: MainWindow, size: str, points: float) -> None:
    window.open_place("today")
    window.resize(1920, 1000)
    window.room.wear(text_size=size)
    scale = points / 9
    sizes = {round(label.font().pointSizeF() / scale, 2) for label in window.findChildren(Label)}
    assert sizes <= {9, 8.25, 10.5, 12, 18, 26}
    assert {line.font().pointSizeF() / scale for line in window.findChildren(LineEdit)} <= {9, 10.5}
    table = window.page("today").table
    assert table.rowHeight(1) == round(32 * scale)
    assert window.rail.width() == round(104 * scale)
    assert person(window).text_size == size


def test_touch_mode_makes_targets_of_forty_pixels_five_apart(window: MainWindow) -> None:
    window.room.wear(touch="on")
    QApplication.processEvents()
    for kind in (LineEdit, Tick):
        low = [one.objectName() for one in window.findChildren(kind) if one.isVisible() and one.height() < 40]
        assert low == []
    window.page("visit").open_step(2)
    QApplication.processEvents()
    columns: dict[tuple[QWidget | None, int], list[Tick]] = {}
    for tick in window.findChildren(Tick):
        if tick.isVisible():
            columns.setdefault((tick.parentWidget(), tick.x()), []).append(tick)
    gaps = []
    for ticks in columns.values():
        ticks.sort(key=Tick.y)
        gaps += [lower.y() - upper.geometry().bottom() - 1 for upper, lower in pairwise(ticks)]
    assert gaps and min(gaps) >= 5
    window.open_place("today")
    assert window.page("today").table.rowHeight(1) == 48
    window.room.wear(touch="off")
    assert window.page("today").table.rowHeight(1) == 32


def test_the_first_touch_turns_touch_mode_on(window: MainWindow, qtbot: QtBot) -> None:
    assert not theme.touched()
    touch_screen = QTest.createTouchDevice()
    sequence = QTest.touchEvent(window.windowHandle(), touch_screen)
    sequence.press(0, QPoint(600, 300))
    sequence.commit()
    qtbot.waitUntil(theme.touched)
    assert theme.sizes().row == 48
    window.room.wear(touch="off")
    assert theme.sizes().row == 32


def touch(window: MainWindow, *way: QPoint) -> None:
    """A finger that goes along these points."""
    screen, handle = QTest.createTouchDevice(), window.windowHandle()
    QTest.touchEvent(handle, screen).press(0, way[0]).commit()
    for at in way[1:]:
        QTest.qWait(16)  # a gesture is told by how fast it goes
        QTest.touchEvent(handle, screen).move(0, at).commit()
    QTest.touchEvent(handle, screen).release(0, way[-1]).commit()


def test_a_finger_pushes_the_page_and_a_tap_presses(window: MainWindow, qtbot: QtBot) -> None:
    window.room.wear(touch="on")
    window.resize(1366, 600)
    QApplication.processEvents()
    area = shown_tab(window, CheckInTab).area
    bar = area.verticalScrollBar()
    touch(window, *(QPoint(500, y) for y in range(480, 280, -10)))
    qtbot.waitUntil(lambda: bar.value() > 100)
    window.page("visit").open_step(3)
    QApplication.processEvents()
    step = window.page("visit").steps.buttons[0]
    touch(window, step.mapTo(window, step.rect().center()))
    qtbot.waitUntil(lambda: window.page("visit").step == 1)


def test_where_touch_is_never_wanted_a_touch_changes_nothing(window: MainWindow) -> None:
    window.room.wear(touch="off")
    theme.finger_seen()
    assert theme.sizes().row == 32


def test_the_choice_is_the_persons_and_comes_back_with_them(window: MainWindow) -> None:
    first = window.desk.actor
    other = window.desk.sheets.create(Staff(name="Mei", look="dark", text_size="large"))
    window.room.wear(look="light")
    window.work_as(other)
    assert theme.shown_look() == "dark"
    assert theme.font().pointSizeF() == 10.5
    window.work_as(first)
    assert theme.shown_look() == "light"
    assert theme.font().pointSizeF() == 9.0


def picked(window: MainWindow, name: str) -> Pick:
    editor = shown_section(window, LookSection).view.editors[name]
    assert isinstance(editor, PickEditor)
    return editor.pick


def test_settings_show_the_fields_and_apply_them_at_once(window: MainWindow) -> None:
    window.open_place("settings")
    page = window.page("settings")
    page.open("look")
    for name, value in (("look", "dark"), ("text_size", "large"), ("touch", "on")):
        pick = picked(window, name)
        pick.setCurrentIndex(pick.findData(value))
        pick.activated.emit(pick.currentIndex())
    assert (theme.shown_look(), theme.font().pointSizeF(), theme.touched()) == ("dark", 10.5, True)
    window.room.undo.undo()
    assert not theme.touched()
    assert person(window).touch == "auto"


def test_the_language_chosen_in_the_settings_is_spoken_at_once(window: MainWindow) -> None:
    window.open_place("settings")
    window.page("settings").open("look")
    pick = picked(window, "language")
    pick.setCurrentIndex(pick.findData("zh_CN"))
    pick.activated.emit(pick.currentIndex())
    assert window.voice.language.code == "zh_CN"


def test_the_program_follows_the_computer_where_it_is_asked_to(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, told_scheme: Callable[[str], None]
) -> None:
    told_scheme("dark")
    assert theme.tokens() is colours.DARK
    told_scheme("light")
    assert theme.tokens() is colours.LIGHT
    window.room.wear(look="light")
    told_scheme("dark")
    assert theme.tokens() is colours.LIGHT
    window.room.wear(look="computer")
    assert theme.tokens() is colours.DARK


@pytest.fixture
def told_scheme(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """What the computer tells when it goes dark, light, or to high contrast; offscreen it never does by itself."""

    def tell(look: str) -> None:
        monkeypatch.setattr(theme, "computer_look", lambda: look)
        QApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Unknown)
        QApplication.processEvents()

    return tell


def test_high_contrast_of_the_computer_stays_as_it_is(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, told_scheme: Callable[[str], None]
) -> None:
    """The palette is the system's own; our colours are read off its roles: here black, white and yellow."""
    own = colours.contrasting_palette()
    own.setColor(QPalette.ColorRole.Window, QColor("#0A0A0A"))
    monkeypatch.setattr(theme, "contrast_palette", lambda: own)
    told_scheme("contrast")
    assert QApplication.palette() == own
    t = theme.tokens()
    assert (t.window.name(), t.text.name(), t.selb.name()) == ("#0a0a0a", "#ffffff", "#ffff00")
    shown = grounds_in(picture(window))
    assert "#0a0a0a" in shown
    light_or_dark = {
        getattr(table, name).name()
        for table in (colours.LIGHT, colours.DARK)
        for name in ("window", "rail", "sunken", "sel", "pri")
    }
    assert shown & light_or_dark == set()
