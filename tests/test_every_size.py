"""Every page in every text size fits the windows that it is made for: in English, in Chinese, and in a language whose
words are two fifths longer. Nothing is cut off, nothing lies over its neighbour, the frame has no scroll bar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

import pytest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication
from pytestqt.qtbot import QtBot

from reception_desk.app import application, open_desk
from reception_desk.demo import make_demo
from reception_desk.desk.desk import Desk
from reception_desk.forms.moments import FixedClock
from reception_desk.forms.words import NOTHING, say, say_many, value
from reception_desk.language import Language
from reception_desk.store.ids import UuidIds
from reception_desk.ui import theme
from reception_desk.ui.first_run import FirstRun
from reception_desk.ui.main_window import MainWindow
from reception_desk.ui.places.settings import SECTIONS
from reception_desk.ui.widgets.footer import Footer
from reception_desk.ui.widgets.inputs import LineEdit
from reception_desk.ui.widgets.pick import Pick
from reception_desk.ui.widgets.scroll_bar import ScrollBar
from tests.clipping import clipped, covered, outside
from tests.pseudo import Pseudo, stretched

SMALL, USUAL, LARGE, FOLDED = (1280, 640), (1366, 690), (1920, 1000), (1093, 614)
NOW = datetime(2026, 11, 21, 15, 20, tzinfo=timezone(timedelta(hours=8)))
UNDO = say(
    "Undo: {what}", what=say("{name} ({relation})", name=say("Notes for the shop"), relation=say("Kind of work"))
)
"""What most pages have in their foot after the first change; longer than most."""
STEP_OF = {"arrived": 1, "waiting": 3, "in_work": 3, "ready": 4, "closed": 4}
"""A visit of each of these stages is opened at this step, besides one at all four."""


@pytest.fixture(scope="module")
def window(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainWindow]:
    """The demo shop, opened once for all of these tests."""
    application(bundled_fonts=True)
    clock, folder = FixedClock(NOW), tmp_path_factory.mktemp("every-size") / "shop"
    desk = Desk(folder, clock=clock, ids=UuidIds(clock, 1))
    make_demo(desk, "en")
    desk.close(backup=False)
    window = open_desk(folder, language="en", clock=clock, ids=UuidIds(clock, 2))
    yield window
    window.close()
    window.deleteLater()
    application(bundled_fonts=True)


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def pages(window: MainWindow) -> Iterator[str]:
    """Open one after the other; gives what is shown."""
    window.open_place("today")
    yield "today"
    visits = {row.visit.stage: row.visit.id for row in window.desk.board.today() if row.visit is not None}
    for step in (1, 2, 3, 4):
        window.open_visit(visits["in_work"], step)
        yield f"step {step}"
    for stage, step in STEP_OF.items():
        window.open_visit(visits[stage], step)
        yield f"{stage}, step {step}"
    window.new_visit()
    yield "new visit"
    window.open_place("booking")
    yield "booking"
    window.open_place("settings")
    for section, _, _ in SECTIONS:
        window.page("settings").open(section)
        yield f"settings, {section}"


def speak(window: MainWindow, language: Language) -> None:
    theme.tune(language.code)
    window.voice.speak(language)


def misfits(window: MainWindow, at: str, size: tuple[int, int]) -> list[str]:
    window.resize(*size)
    for footer in window.findChildren(Footer):
        if footer.isVisible() and footer.undo.isHidden():
            footer.offer_undo(UNDO)
    settle()
    too_small = [f"needs {window.minimumSizeHint().toTuple()}"] if window.size().toTuple() != size else []
    spoken = not isinstance(window.voice.language, Pseudo)
    found = [*too_small, *clipped(window, picks=spoken), *outside(window), *covered(window)]
    return [f"{at} at {size[0]} x {size[1]}: {line}" for line in found]


PSEUDO = Pseudo("en")
ALL = [
    (Language("en"), "normal", (FOLDED, SMALL, USUAL, LARGE)),
    (Language("en"), "largest", (FOLDED, SMALL, LARGE)),
    (Language("zh_CN"), "normal", (FOLDED, SMALL)),
    (Language("zh_CN"), "largest", (FOLDED, SMALL, USUAL)),
    (PSEUDO, "normal", (FOLDED, SMALL, USUAL)),
    (PSEUDO, "largest", (SMALL, LARGE)),
]


@pytest.mark.parametrize(
    ("language", "text_size", "sizes"), ALL, ids=[f"{type(one).__name__}-{one.code}-{size}" for one, size, _ in ALL]
)
def test_every_page_fits(
    window: MainWindow, language: Language, text_size: str, sizes: tuple[tuple[int, int], ...]
) -> None:
    look = "dark" if text_size == "largest" else "light"
    window.room.wear(text_size=text_size, look=look, touch="off")
    speak(window, language)
    found: list[str] = []
    for at in pages(window):
        for size in sizes:
            found += misfits(window, at, size)
    assert found == []


FINGERS = [
    (Language("en"), "normal", (SMALL,)),
    (Language("en"), "largest", (FOLDED, SMALL)),
    (Language("zh_CN"), "largest", (FOLDED, USUAL)),
]


@pytest.mark.parametrize(
    ("language", "text_size", "sizes"), FINGERS, ids=[f"{one.code}-{size}" for one, size, _ in FINGERS]
)
def test_every_page_fits_fingers_too(
    window: MainWindow, language: Language, text_size: str, sizes: tuple[tuple[int, int], ...]
) -> None:
    window.room.wear(text_size=text_size, look="light", touch="on")
    speak(window, language)
    found: list[str] = []
    for at in pages(window):
        for size in sizes:
            found += misfits(window, at, size)
    window.room.wear(touch="off")
    assert found == []


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_a_question_in_the_foot_fits_beside_the_buttons(window: MainWindow, language: str) -> None:
    window.room.wear(text_size="largest", look="light", touch="on")
    speak(window, Language(language))
    rest = value("money", 28_720)
    visits = {row.visit.stage: row.visit.id for row in window.desk.board.today() if row.visit is not None}
    for asked, does in (
        (say_many("Close with {n} item open?", "Close with {n} items open?", n=6), say("Take payment & close")),
        (say("Close, {rest} on account?", rest=rest), say("Close, {rest} on account", rest=rest)),
    ):
        window.open_visit(visits["ready"], 4)
        page = window.page("visit")
        page.footer.ask(asked)
        page.tabs[page.step].buttons()[-1].set_text(does)
        page.footer.tell_saved(say("Saved {time}", time=value("clock_seconds", window.desk.now())))
        window.resize(*FOLDED)
        settle()
        assert misfits(window, "checkout", FOLDED) == []
        page.footer.ask(NOTHING)
        settle()
        assert misfits(window, "checkout", SMALL) == []
        assert page.footer.undo.isVisible(), "undo comes back where there is room"
    window.room.wear(touch="off")


def _beside_a_pick(line: LineEdit) -> bool:
    row = line.parentWidget()
    return row is not None and row.findChild(Pick) is not None


def test_amounts_of_a_package_are_read_in_the_largest_text(window: MainWindow) -> None:
    window.room.wear(text_size="largest", look="light", touch="on")
    speak(window, Language("en"))
    window.open_place("settings")
    window.page("settings").open("packages")
    window.resize(*FOLDED)
    settle()
    prompts = [
        line
        for line in window.findChildren(LineEdit)
        if line.isVisible() and line.placeholderText() and _beside_a_pick(line)
    ]
    assert len(prompts) >= 4
    for line in prompts:
        assert line.fontMetrics().horizontalAdvance(line.placeholderText()) + 12 <= line.width(), line.placeholderText()
    window.room.wear(touch="off")


def test_whatever_scrolls_has_bars_that_are_seen(window: MainWindow) -> None:
    window.resize(*SMALL)
    found: set[str] = set()
    for at in pages(window):
        for area in window.findChildren(QAbstractScrollArea):
            bars = (area.verticalScrollBar(), area.horizontalScrollBar())
            if any(bar.isVisible() and not isinstance(bar, ScrollBar) for bar in bars):
                found.add(f"{at}: {type(area).__name__} {area.objectName()}")
    assert found == set()


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_first_run_fits(qapp: QApplication, qtbot: QtBot, language: str) -> None:
    application(bundled_fonts=True)
    wizard = FirstRun(language, "CN")
    qtbot.addWidget(wizard)
    wizard.show()
    found: list[str] = []
    for size in (FOLDED, SMALL, LARGE):
        wizard.resize(*size)
        for number in range(len(wizard.pages)):
            wizard.stack.setCurrentIndex(number)
            settle()
            assert wizard.size().toTuple() == size
            found += [*clipped(wizard), *outside(wizard), *covered(wizard)]
    assert found == []


@pytest.mark.parametrize("panel", ["help", "messages"])
def test_panels_over_the_page_fit(window: MainWindow, panel: str) -> None:
    window.room.wear(text_size="largest", look="dark", touch="off")
    speak(window, PSEUDO)
    window.open_place("today")
    window.commands.do(panel)
    found = misfits(window, panel, SMALL)
    window.commands.do(panel)
    assert found == []


def test_the_long_language_is_two_fifths_longer_and_keeps_its_places() -> None:
    assert stretched("Promised {time}").count("{time}") == 1
    for words in ("Odometer", "Next: Walk-around", "Needs the customer's OK: +{amount}", "OK"):
        own, long = words.replace("{amount}", ""), stretched(words).replace("{amount}", "")
        assert len(long) >= round(len(own) * 1.4)
        assert long.startswith("[")
