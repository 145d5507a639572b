"""The program as a whole: first run, the other shop, what is kept outside a shop, the command line's check."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from reception_desk import app as program
from reception_desk import log
from reception_desk.demo import making
from reception_desk.desk.desk import Desk
from reception_desk.forms.staff import Staff
from reception_desk.lock import ShopLock
from reception_desk.store.database import FILE
from reception_desk.ui.first_run import FirstRun
from reception_desk.ui.main_window import MainWindow
from tests.shops import closed, make_desk


@pytest.fixture(autouse=True)
def _hooks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The except hooks are the test runner's again afterwards; a test waits for no printing thread."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(program, "warm", lambda: None)
    yield
    log.stop()


class Hands:
    """Plays the person while the program's own event loop runs: each step waits until a window of its kind is there
    that had no step yet."""

    def __init__(self, *steps: tuple[type[QWidget], Callable[[QWidget], object]]) -> None:
        self.done: list[str] = []
        self._steps = list(steps)
        self._used: list[QWidget] = []
        self._timer = QTimer()
        self._timer.setInterval(30)
        self._timer.timeout.connect(self._next)
        self._timer.start()
        self._left = 6000

    def _found(self, kind: type[QWidget]) -> list[QWidget]:
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]

    def _next(self) -> None:
        self._left -= 1
        if self._left == 0:
            QApplication.quit()
        if not self._steps:
            return
        kind, act = self._steps[0]
        found = [one for one in self._found(kind) if one not in self._used]
        if found:
            self._steps.pop(0)
            self.done.append(kind.__name__)
            self._used.append(found[0])
            act(found[0])


def press_through(wizard: QWidget) -> None:
    for _ in range(4):
        QTest.keyClick(wizard, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_first_run_makes_a_shop_that_opens_and_is_remembered(qapp: QApplication, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    seen: list[str] = []

    def look(window: QWidget) -> None:
        assert isinstance(window, MainWindow)
        seen.append(window.desk.shop().region)
        window.close()

    hands = Hands((FirstRun, press_through), (MainWindow, look))
    assert program.Runner(folder, "zh_CN").run() == 0
    assert hands.done == ["FirstRun", "MainWindow"]
    assert seen == ["CN"]
    assert (folder / FILE).exists()
    assert program.last_shop() == folder


def test_closing_the_first_run_leaves_no_shop(qapp: QApplication, tmp_path: Path) -> None:
    hands = Hands((FirstRun, lambda wizard: wizard.close()))
    assert program.Runner(tmp_path / "mine", "en").run() == 0
    assert hands.done == ["FirstRun"]
    assert not (tmp_path / "mine" / FILE).exists()


def test_the_demo_shop_and_back(qapp: QApplication, tmp_path: Path) -> None:
    desk = make_desk(program.own_shop())
    closed(desk)
    desk.close(backup=False)
    demo: list[bool] = []

    def to(which: str) -> Callable[[QWidget], None]:
        def act(window: QWidget) -> None:
            assert isinstance(window, MainWindow)
            demo.append(window.strip.isVisible())
            window.shop_wanted.emit(which) if which else window.close()

        return act

    hands = Hands((MainWindow, to("demo")), (MainWindow, to("own")), (MainWindow, to("")))
    assert program.Runner(program.own_shop(), "en").run() == 0
    assert len(hands.done) == 3
    assert demo == [False, True, False]


def test_a_lost_note_of_the_last_shop_is_the_own_shop_again(tmp_path: Path) -> None:
    note = program._last_file()
    note.parent.mkdir(parents=True, exist_ok=True)
    for noise in (b"", b"\xff\xfe\x00", b"relative/path", str(tmp_path / "gone").encode()):
        note.write_bytes(noise)
        assert program.last_shop() == program.own_shop()


def run_check(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "reception_desk", "check", "--shop", str(folder)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )


def everything(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        for path in folder.rglob("*")
    }


def test_check_says_sound_damaged_or_could_not_look_and_touches_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "shop"
    desk = make_desk(folder)
    closed(desk)
    desk.store.connection.close()  # the WAL stays, as after a crash
    before = everything(folder)
    sound = run_check(folder)
    assert (sound.returncode, everything(folder)) == (0, before), sound.stdout + sound.stderr
    assert "SQLite" in sound.stdout
    lock = ShopLock(folder)
    assert lock.take()
    assert run_check(folder).returncode == 2
    lock.free()
    paper = next((folder / "papers").glob("*.pdf"))
    paper.write_bytes(paper.read_bytes()[:-1])
    assert run_check(folder).returncode == 1
    assert run_check(tmp_path / "nothing").returncode == 2


def test_demo_shop_that_was_only_half_made_is_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = program.demo_shop()

    def stop(desk: Desk, language: str, tell: object) -> None:
        desk.sheets.create(Staff(name=language))
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("reception_desk.demo.make_demo", stop)
        with pytest.raises(KeyboardInterrupt):
            making.make_demo_shop(folder, "en")
    assert list(folder.parent.iterdir()) == []
    made: list[str] = []
    monkeypatch.setattr("reception_desk.demo.make_demo", lambda _, language, *_tell: made.append(language))
    making.make_demo_shop(folder, "en")
    assert (folder / FILE).exists()
    making.make_demo_shop(folder, "en")
    assert made == ["en"]


def test_mistake_before_there_is_a_window_is_said_aloud(qapp: QApplication, capsys: pytest.CaptureFixture[str]) -> None:
    runner = program.Runner(program.own_shop(), "en")
    try:
        raise ValueError("王伟")
    except ValueError as mistake:
        runner._mistake(ValueError, mistake, mistake.__traceback__)
    told = capsys.readouterr().err
    assert "The program made a mistake" in told and "test_app.py" in told
    assert "王伟" not in told
