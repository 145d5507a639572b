"""The window on a shop of a given size, in a process of its own: `at_size.py FOLDER ROUNDS [cpu]`.

For each line that comes in it measures a share of the rounds and tells that it has; when no more come it tells all as
JSON. So shops of all sizes are measured in turn, and what slows the machine down for a while slows all of them.
Searches are typed into the real search box; a page is timed from the call that opens it until it is painted.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path

from PySide6.QtTest import QTest

from benchmarks import shop
from reception_desk.app import application, open_desk
from reception_desk.desk.desk import Desk
from reception_desk.desk.finding import SHOWN, Hit
from reception_desk.forms.moments import FixedClock
from reception_desk.store.ids import UuidIds
from reception_desk.ui.main_window import MainWindow

Figures = dict[str, list[float]]
TURNS = 10
"""So many shares have the rounds."""
now = time.process_time if "cpu" in sys.argv else time.perf_counter
"""The processor's time on a machine that others use as well: nothing here waits for anything else."""


class Bench:
    """Milliseconds of each thing, one by one, and the steps that SQLite takes for the board."""

    def __init__(self, folder: Path, rounds: int) -> None:
        self._app, clock = application(), FixedClock(shop.NOW)
        self._window = open_desk(folder, language="zh_CN", clock=clock, ids=UuidIds(clock, 1))
        self._app.processEvents()
        self._chosen, self._share = random.Random(7), max(4, rounds // TURNS)
        self._visits = Visits(self._window.desk, self._chosen)
        self.found = fresh()
        self.turn()  # what is imported and made with the first of each
        self.found = fresh() | {"steps": [steps(self._window.desk)]}

    def turn(self) -> None:
        desk, found = self._window.desk, self.found
        texts = asked(desk, self._chosen, self._share)
        found["query"] += [timed(partial(searched, desk, text)) for text in texts]
        typed(self._window, texts, self._app.processEvents, found["key"])
        found["board"] += [timed(desk.board.today) for _ in range(self._share // 4)]
        for _ in range(self._share // 4):
            walked(self._window, self._visits.another(), self._app.processEvents, found)

    def close(self) -> None:
        self._window.desk.close(backup=False)  # of a file of gigabytes a copy takes minutes


class Visits:
    """Old visits and those in the shop, in turn."""

    def __init__(self, desk: Desk, chosen: random.Random) -> None:
        conn = desk.store.connection
        self._old = [row[0] for row in conn.execute("SELECT id FROM visit ORDER BY id LIMIT 5000")]
        self._here = [row.visit.id for row in desk.board.today() if row.visit]
        self._chosen, self._number = chosen, 0

    def another(self) -> str:
        self._number += 1
        visit: str = self._chosen.choice(self._old if self._number % 2 else self._here)
        return visit


def fresh() -> Figures:
    return {"query": [], "key": [], "board": [], "today": [], "visit": [], "tab": []}


def steps(desk: Desk) -> int:
    """What SQLite does for one reading of the board, by its own count: no other work on the machine changes it."""
    taken = count()
    desk.store.connection.set_progress_handler(lambda: next(taken) < 0, 1)
    desk.board.today()
    desk.store.connection.set_progress_handler(None, 0)
    return next(taken)


def asked(desk: Desk, chosen: random.Random, rounds: int) -> list[str]:
    """Three to six characters of any field, as clerks type them."""
    conn = desk.store.connection
    (last,) = conn.execute("SELECT max(key) FROM search_entry").fetchone()
    found: list[str] = []
    while len(found) < rounds:
        row = conn.execute(
            "SELECT plates, vin, phones FROM search_entry WHERE key >= ? LIMIT 1", (chosen.randint(1, last),)
        ).fetchone()
        plate, vin, phone = (text.split("> <")[0].strip("<>") for text in row)
        pieces = [plate[-5:], plate[-4:], vin[-6:], phone[-4:], phone[:5], phone[3:8], plate[2:5]]
        found += [piece for piece in [chosen.choice(pieces)] if len(piece) >= 3 and piece.isascii()]
    return found


def searched(desk: Desk, text: str) -> list[Hit]:
    """As the search box asks: how many there are, and in full those that it shows."""
    return desk.reception.search(text)[:SHOWN]


def typed(window: MainWindow, texts: list[str], settle: Callable[[], None], found: list[float]) -> None:
    """From the last key of each text to the painted list."""
    line = window.top.search.line
    for text in texts[: len(texts) // 2]:
        line.setFocus()
        window.top.search.clear()
        settle()
        QTest.keyClicks(line, text[:-1])
        settle()
        begun = now()
        QTest.keyClicks(line, text[-1])
        settle()
        found.append((now() - begun) * 1000)
    window.top.search.clear()


def walked(window: MainWindow, visit: str, settle: Callable[[], None], found: Figures) -> None:
    """A visit with its four tabs, and Today after it."""
    found["visit"].append(painted(partial(window.open_visit, visit, 1), settle))
    for step in (2, 3, 4, 1):
        found["tab"].append(painted(partial(window.page("visit").open_step, step), settle))
    found["today"].append(painted(partial(window.open_place, "today"), settle))


def painted(act: Callable[[], object], settle: Callable[[], None]) -> float:
    begun = now()
    act()
    settle()
    return (now() - begun) * 1000


def timed(act: Callable[[], object]) -> float:
    begun = now()
    act()
    return (now() - begun) * 1000


if __name__ == "__main__":
    bench = Bench(Path(sys.argv[1]), int(sys.argv[2]))
    print("ready", flush=True)
    for _ in sys.stdin:
        bench.turn()
        print("measured", flush=True)
    bench.close()
    print(json.dumps(bench.found), flush=True)
    os._exit(0)
