"""Garbage is taken apart by the thread of the windows, whoever made it and whoever makes more of it meanwhile."""

from __future__ import annotations

import gc
import threading
from pathlib import Path

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from reception_desk import sweeping
from reception_desk.lock import ShopLock
from tests.keyed import KeepingPort, opened
from tests.shops import make_desk


class Knot:
    """Only a look for garbage finds it."""

    undone: list[threading.Thread]

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        self.undone.append(threading.current_thread())


def work() -> None:
    for _ in range(20_000):
        Knot()


def test_no_other_thread_takes_garbage_apart(qtbot: QtBot) -> None:
    Knot.undone, parent = [], QObject()
    sweeping.Sweeper(parent)
    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    qtbot.waitUntil(lambda: len(Knot.undone) == 20_000)
    assert set(Knot.undone) == {threading.main_thread()}


def test_an_older_generation_gets_its_turn() -> None:
    Knot.undone = []
    knots = [Knot() for _ in range(100)]
    gc.collect()  # they are old now
    del knots
    for _ in range(2 + gc.get_threshold()[1] * gc.get_threshold()[2] * 2):
        young: list[list[int]] = [[] for _ in range(2 * gc.get_threshold()[0])]
        sweeping.sweep()
        del young
    assert len(Knot.undone) == 100


def test_the_window_of_a_shop_sweeps_after_its_first_paint(tmp_path: Path, qtbot: QtBot) -> None:
    from reception_desk import app

    make_desk(tmp_path / "shop").close(backup=False)
    with opened(qtbot, tmp_path / "shop", KeepingPort()) as window:
        runner = app.Runner(tmp_path / "shop", "en")
        runner._window = window
        lock = ShopLock(tmp_path / "shop")
        assert lock.take()
        runner._after_first_paint(tmp_path / "shop", lock)
        lock.free()
        assert len(window.findChildren(sweeping.Sweeper)) == 1
        assert not gc.isenabled()
        gc.unfreeze()
