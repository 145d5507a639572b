"""The demo shop is made beside a window that lives on; who leaves it finds nothing half made."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from reception_desk import app as program
from reception_desk import errors, log
from reception_desk.demo.making import DemoMaker, is_made
from reception_desk.desk.desk import Desk
from reception_desk.errors import DeskError
from reception_desk.forms.staff import Staff
from reception_desk.language import Language
from reception_desk.ui.first_run import FirstRun
from reception_desk.ui.main_window import MainWindow
from reception_desk.ui.making_page import MakingPage
from reception_desk.ui.voice import Voice
from tests.shops import small_desk
from tests.test_app import Hands

VISITS = 40


class SlowDemo:
    """A demo shop whose visits wait for the test."""

    def __init__(self) -> None:
        self.go_on = threading.Event()
        self.threads: list[threading.Thread] = []
        self.trouble: DeskError | None = None

    def go_on_soon(self) -> None:
        """Once the one who calls this is waiting for the thread."""
        threading.Timer(0.1, self.go_on.set).start()

    def __call__(self, desk: Desk, language: str, tell: Callable[[int, int], None]) -> None:
        self.threads.append(threading.current_thread())
        with desk.store.atomic():
            for visit in range(VISITS):
                desk.sheets.create(Staff(name=f"{language} {visit}"))
                tell(visit + 1, VISITS)
                if visit == VISITS // 2:
                    self.go_on.wait(20)
                    if self.trouble is not None:
                        raise self.trouble


@pytest.fixture
def demo(monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowDemo]:
    slow = SlowDemo()
    monkeypatch.setattr("reception_desk.demo.make_demo", slow)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(program, "warm", lambda: None)
    yield slow
    slow.go_on.set()
    log.stop()


class Bench:
    """A window with a demo shop being made over it."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.folder, self.qtbot = folder, qtbot
        self.host = QWidget()
        qtbot.addWidget(self.host)
        self.host.resize(1000, 600)
        with qtbot.waitActive(self.host):
            self.host.show()
            self.host.activateWindow()
        self.made: list[bool] = []
        self.maker = DemoMaker(Voice(Language("en")), self.host, folder, "en")
        self.maker.made.connect(lambda: self.made.append(True))

    def until_half(self) -> None:
        self.qtbot.waitUntil(lambda: self.maker.page.bar.value() > VISITS // 2)


@pytest.fixture
def bench(tmp_path: Path, demo: SlowDemo, qtbot: QtBot) -> Iterator[Bench]:
    bench = Bench(tmp_path / "place" / "demo", qtbot)
    yield bench
    demo.go_on.set()
    bench.maker.stop()


def left_over(bench: Bench) -> list[str]:
    return [path.name for path in bench.folder.parent.iterdir()]


def test_window_tells_how_far_it_is_and_is_covered(bench: Bench, demo: SlowDemo) -> None:
    bench.until_half()
    page = bench.maker.page
    assert page.count.text() == f"{VISITS // 2 + 1} of {VISITS} visits"
    assert demo.threads != [threading.current_thread()]
    assert page.geometry() == bench.host.rect()
    bench.host.resize(1200, 700)
    bench.qtbot.waitUntil(lambda: page.geometry() == bench.host.rect())
    demo.go_on.set()
    bench.qtbot.waitUntil(lambda: bench.made == [True])
    assert is_made(bench.folder)
    assert left_over(bench) == ["demo"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_cancel_leaves_nothing(bench: Bench, demo: SlowDemo, key: Qt.Key) -> None:
    bench.until_half()
    demo.go_on_soon()
    QTest.keyClick(bench.host.focusWidget(), key)
    assert left_over(bench) == []
    assert not bench.maker.page.isVisible()
    assert bench.made == []


def test_trouble_is_told_and_leads_back(bench: Bench, demo: SlowDemo) -> None:
    bench.until_half()
    demo.trouble = errors.disk_full(bench.folder)
    demo.go_on.set()
    page = bench.maker.page
    bench.qtbot.waitUntil(lambda: page.leave.label == "Back")
    assert "disk is full" in page.about.text()
    assert left_over(bench) == []
    page.leave.click()
    assert not page.isVisible()


def to_demo(window: QWidget) -> None:
    assert isinstance(window, MainWindow)
    window.shop_wanted.emit("demo")


def close_over(demo: SlowDemo) -> Callable[[QWidget], None]:
    """Close the window that the page lies on, while the shop is half made."""

    def act(page: QWidget) -> None:
        assert not is_made(program.demo_shop())
        demo.go_on_soon()
        page.window().close()

    return act


class Over(Hands):
    """Finds what lies in a window too."""

    def _found(self, kind: type[QWidget]) -> list[QWidget]:
        tops = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
        inner = [one for top in tops for one in top.findChildren(kind) if one.isVisible()]
        return inner + [top for top in tops if isinstance(top, kind)]


def test_closing_the_window_meanwhile_leaves_no_half(qapp: QApplication, demo: SlowDemo) -> None:
    small_desk(program.own_shop()).close(backup=False)
    hands = Over((MainWindow, to_demo), (MakingPage, close_over(demo)))
    assert program.Runner(program.own_shop(), "en").run() == 0
    assert hands.done == ["MainWindow", "MakingPage"]
    assert not any((program.data_folder() / name).exists() for name in ("demo", "demo-being-made"))


def test_closing_the_first_run_meanwhile_leaves_no_half(qapp: QApplication, demo: SlowDemo) -> None:
    def wish(wizard: QWidget) -> None:
        assert isinstance(wizard, FirstRun)
        for _ in range(3):
            wizard.press_primary()
        wizard.start.cards["demo"].click()
        wizard.press_primary()

    hands = Over((FirstRun, wish), (MakingPage, close_over(demo)))
    assert program.Runner(program.own_shop(), "en").run() == 0
    assert hands.done == ["FirstRun", "MakingPage"]
    assert not any((program.data_folder() / name).exists() for name in ("demo", "demo-being-made"))


def test_first_run_goes_on_in_the_demo_shop_once_it_is_made(qapp: QApplication, demo: SlowDemo) -> None:
    def wish(wizard: QWidget) -> None:
        assert isinstance(wizard, FirstRun)
        wizard.start.cards["demo"].click()
        demo.go_on.set()
        for _ in range(4):
            wizard.press_primary()

    seen: list[Path] = []

    def look(window: QWidget) -> None:
        assert isinstance(window, MainWindow)
        seen.append(window.desk.folder)
        window.close()

    hands = Over((FirstRun, wish), (MainWindow, look))
    assert program.Runner(program.own_shop(), "en").run() == 0
    assert hands.done == ["FirstRun", "MainWindow"]
    assert seen == [program.demo_shop()]
