"""The window on a shop of a given size, in a process of its own: `at_size.py FOLDER ROUNDS [cpu]` tells all as JSON.

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
now = time.process_time if "cpu" in sys.argv else time.perf_counter
"""The processor's time on a machine that others use as well: nothing here waits for anything else."""


def measure(folder: Path, rounds: int) -> Figures:
    """Milliseconds of each thing, one by one."""
    app = application()
    clock = FixedClock(shop.NOW)
    window = open_desk(folder, language="zh_CN", clock=clock, ids=UuidIds(clock, 1))
    app.processEvents()
    chosen = random.Random(7)
    texts = asked(window.desk, chosen, rounds)
    found: Figures = {"query": [], "key": [], "board": [], "today": [], "visit": [], "tab": []}
    for text in texts[: max(3, rounds // 10)]:  # what is imported and made with the first search
        searched(window.desk, text)
    for text in texts:
        found["query"].append(timed(partial(searched, window.desk, text)))
    typed(window, texts, app.processEvents, found["key"])
    for _ in range(rounds // 4):
        found["board"].append(timed(window.desk.board.today))
    walked(window, chosen, rounds // 4, app.processEvents, found)
    window.desk.close(backup=False)  # of a file of gigabytes a copy takes minutes
    return found


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


def walked(window: MainWindow, chosen: random.Random, rounds: int, settle: Callable[[], None], found: Figures) -> None:
    """Old visits and those in the shop, each with its four tabs, and Today between them."""
    conn = window.desk.store.connection
    old = [row[0] for row in conn.execute("SELECT id FROM visit ORDER BY id LIMIT 5000")]
    here = [row.visit.id for row in window.desk.board.today() if row.visit]
    visits = [chosen.choice(old if number % 2 else here) for number in range(rounds + 2)]
    for number, visit in enumerate(visits):
        kept: Figures = found if number >= 2 else {name: [] for name in found}  # pages and tabs are made with the first
        kept["visit"].append(painted(partial(window.open_visit, visit, 1), settle))
        for step in (2, 3, 4, 1):
            kept["tab"].append(painted(partial(window.page("visit").open_step, step), settle))
        kept["today"].append(painted(partial(window.open_place, "today"), settle))


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
    print(json.dumps(measure(Path(sys.argv[1]), int(sys.argv[2]))), flush=True)
    os._exit(0)
