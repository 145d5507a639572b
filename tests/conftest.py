"""What every test stands on: no real shop folder, no display, one locale, one time zone."""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Iterator
from functools import partialmethod
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from pytestqt.qtbot import QtBot

from tests import touring
from tools import words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from reception_desk.desk.desk import Desk
    from reception_desk.ui.main_window import MainWindow

# Same examples each run; `--hypothesis-profile=explore` looks for new ones.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None, max_examples=1000)
settings.load_profile("steady")

PATIENCE = 60_000
"""Milliseconds that a test waits for a screen at most."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--onscreen", action="store_true", help="show the windows of GUI tests")
    parser.addoption("--slow", action="store_true", help="run the tests marked slow, too: minutes each")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--slow"):
        for item in items:
            if item.get_closest_marker("slow"):
                item.add_marker(pytest.mark.skip(reason="takes minutes; --slow runs it"))
    items.sort(key=lambda item: item.get_closest_marker("story") is not None)


def pytest_collection_finish(session: pytest.Session) -> None:
    """What needs a tour comes last, and the tours are played until then."""
    told = [item.get_closest_marker("story") is not None for item in session.items]
    if any(told) and not all(told) and not session.config.option.collectonly:
        touring.begin()


def pytest_unconfigure() -> None:
    touring.end()


def pytest_configure(config: pytest.Config) -> None:
    """Before Qt starts: it reads these once."""
    gc.disable()  # as in the product, no thread but the windows' own takes garbage apart: between two tests
    if not config.getoption("--onscreen"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    for name in list(os.environ):
        if name.startswith(("LC_", "QT_SCALE", "QT_FONT", "QT_STYLE")) or name in ("LANGUAGE", "QT_QPA_PLATFORMTHEME"):
            del os.environ[name]
    os.environ["LANG"] = os.environ["LC_ALL"] = "C.UTF-8"
    os.environ["TZ"] = "CST-8"  # China's clock, in the form that needs no time zone data
    if hasattr(time, "tzset"):
        time.tzset()
    words.compile_catalogues()


@pytest.fixture(autouse=True)
def _no_real_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a test starts, in this process or in another, finds an empty home."""
    home = tmp_path_factory.mktemp("home")
    home.chmod(0o700)  # Qt warns of a runtime folder that others may read
    for name in touring.HOMES:
        monkeypatch.setenv(name, str(home))
    monkeypatch.delenv("RECEPTION_DESK_SHOP", raising=False)
    monkeypatch.setattr("platformdirs.windows.get_win_folder", lambda _: str(home))


@pytest.fixture(autouse=True)
def _no_windows() -> Iterator[None]:
    """No window outlives its test: one that is open still sees keys, and each makes those that come after slower."""
    from reception_desk.sweeping import sweep

    before = _windows()
    yield
    mine = [top for top in _windows() if top not in before]
    opened = [type(top).__name__ for top in mine if top.isVisible()]
    for top in mine:
        top.hide()
        top.deleteLater()
    if mine:
        from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool

        QThreadPool.globalInstance().waitForDone()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    sweep()
    assert "MainWindow" not in opened, "the test leaves the window of a shop open"


def _windows() -> list[QWidget]:
    widgets = sys.modules.get("PySide6.QtWidgets")
    return widgets.QApplication.topLevelWidgets() if widgets and widgets.QApplication.instance() else []


class PatientBot(QtBot):
    """Waits as long as a busy computer needs: what is waited for comes at once, or never."""

    waitUntil = partialmethod(QtBot.waitUntil, timeout=PATIENCE)  # noqa: N815 - pytest-qt's name
    waitSignal = partialmethod(QtBot.waitSignal, timeout=PATIENCE)  # noqa: N815 - pytest-qt's name
    waitActive = partialmethod(QtBot.waitActive, timeout=PATIENCE)  # noqa: N815 - pytest-qt's name


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    del qapp
    return PatientBot(request)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """The desk of a fresh small shop, whose papers are not really drawn."""
    from tests.fakes import fake_papers
    from tests.shops import small_desk

    fake_papers(monkeypatch)
    desk = small_desk(tmp_path / "shop")
    yield desk
    desk.close(backup=False)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The window of a fresh small shop, at the smallest size it is designed for; its papers are only kept."""
    from tests.keyed import KeepingPort, opened
    from tests.shops import small_desk

    small_desk(tmp_path / "shop").close(backup=False)
    with opened(qtbot, tmp_path / "shop", KeepingPort()) as made:
        yield made


@pytest.fixture
def left_sound(desk: Desk) -> Iterator[None]:
    """Whatever a test does with its desk, the file that is left has no damage."""
    from reception_desk.store.check import check

    yield
    desk.sheets.leave()
    desk.store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert check(desk.folder).damage == []


@pytest.fixture(scope="session")
def project() -> Path:
    """The source tree."""
    return words.ROOT
