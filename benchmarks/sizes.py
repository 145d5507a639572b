"""The window on the demo shop and, when asked, on shops of many years: nothing may grow with a shop's age."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from benchmarks import big_shop
from benchmarks.at_size import TURNS, Figures
from benchmarks.rows import Row

CACHE = Path(tempfile.gettempdir()) / "reception-desk-benchmarks"
"""Big shops are made once and kept; delete the folder to have them made anew."""


def rows(demo: Path, *, quick: bool, visits: Sequence[int] = (), cpu: bool = False) -> list[Row]:
    """`visits`: the sizes of big shops, from the smallest to the largest; `cpu`: the processor's time."""
    # a copy of the demo shop, so that it stays as it was; big shops are too large to be copied each time
    folders = [Path(shutil.copytree(demo, demo.with_name("sized"))), *map(big, visits)]
    figures = measured(folders, 40 if quick else 200, cpu=cpu)
    found = told("demo shop", figures[0])
    for place, number in enumerate(visits, 1):
        found += told(f"{number:,} visits", figures[place])
        if place > 1:
            found += grown(figures[place - 1], figures[place], number)
    return found


def big(visits: int) -> Path:
    kept = CACHE / f"shop-{visits}"
    if not kept.exists():
        print(f"making a shop of {visits:,} visits …", file=sys.stderr, flush=True)
        half = kept.with_name(f"{kept.name}-half")
        shutil.rmtree(half, ignore_errors=True)
        big_shop.make(half, visits)
        half.rename(kept)
    return kept


def measured(folders: Sequence[Path], rounds: int, *, cpu: bool) -> list[Figures]:
    """Of each shop, a share of the rounds at a time: one after another they would have the machine's moods."""
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    with ExitStack() as running:
        benches = []
        for folder in folders:
            command = [sys.executable, "-m", "benchmarks.at_size", str(folder), str(rounds), *(["cpu"] if cpu else [])]
            bench = subprocess.Popen(command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            benches.append(running.enter_context(bench))
            _answer(bench)
        for _ in range(TURNS):
            for bench in benches:
                _ask(bench)
        return [json.loads(bench.communicate()[0]) for bench in benches]


def _ask(bench: subprocess.Popen[str]) -> None:
    assert bench.stdin is not None
    bench.stdin.write("\n")
    bench.stdin.flush()
    _answer(bench)


def _answer(bench: subprocess.Popen[str]) -> None:
    """What Qt or the desk may print besides is no answer."""
    assert bench.stdout is not None
    for line in bench.stdout:
        if line in ("ready\n", "measured\n"):
            return
    raise RuntimeError(f"{bench.args!r} ended early")


def told(size: str, figures: Figures) -> list[Row]:
    p99 = {name: _p99(kept) for name, kept in figures.items()}
    median = {name: statistics.median(kept) for name, kept in figures.items()}
    return [
        Row(f"search any field, p50, {size}", median["query"], "ms"),
        Row(f"search any field, p99, {size}", p99["query"], "ms", target=5.0),
        Row(f"key to painted list, p50, {size}", median["key"], "ms"),
        Row(f"key to painted list, p99, {size}", p99["key"], "ms", target=16.0),
        Row(f"the board of Today read, {size}", median["board"], "ms"),
        Row(f"… steps of SQLite for it, {size}", median["steps"], "steps"),
        Row(f"a visit opened and painted, {size}", median["visit"], "ms", target=200.0),
        Row(f"another tab opened and painted, {size}", median["tab"], "ms", target=100.0),
        Row(f"Today opened and painted, {size}", median["today"], "ms", target=100.0),
    ]


def grown(smaller: Figures, larger: Figures, visits: int) -> list[Row]:
    """Ratios of medians to the shop of a tenth of the size."""
    pairs = {name: (statistics.median(larger[name]), statistics.median(smaller[name])) for name in larger}
    more, steps = pairs["steps"]
    return [
        Row(f"search, {visits:,} visits to the size before", pairs["query"][0], "ms", pairs["query"][1], 5.0),
        Row(f"visit opened, {visits:,} to the size before", pairs["visit"][0], "ms", pairs["visit"][1], 1.25),
        Row(f"board read, {visits:,} to the size before", pairs["board"][0], "ms", pairs["board"][1], 1.25),
        Row(f"… in steps of SQLite, {visits:,} to the size before", more, "steps", steps, 1.25),
    ]


def _p99(figures: Sequence[float]) -> float:
    return statistics.quantiles(figures, n=100, method="inclusive")[98]
