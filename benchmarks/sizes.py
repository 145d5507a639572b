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
from pathlib import Path

from benchmarks import big_shop
from benchmarks.at_size import Figures
from benchmarks.rows import Row

CACHE = Path(tempfile.gettempdir()) / "reception-desk-benchmarks"
"""Big shops are made once and kept; delete the folder to have them made anew."""


def rows(demo: Path, *, quick: bool, visits: Sequence[int] = (), cpu: bool = False) -> list[Row]:
    """`visits`: the sizes of big shops, from the smallest to the largest; `cpu`: the processor's time."""
    rounds = 40 if quick else 200
    found = told("demo shop", measured(demo, demo.with_name("sized"), rounds, cpu=cpu))
    before: Figures | None = None
    for number in visits:
        kept = CACHE / f"shop-{number}"
        if not kept.exists():
            print(f"making a shop of {number:,} visits …", file=sys.stderr, flush=True)
            half = kept.with_name(f"{kept.name}-half")
            shutil.rmtree(half, ignore_errors=True)
            big_shop.make(half, number)
            half.rename(kept)
        figures = measured(kept, kept, rounds, cpu=cpu)
        found += told(f"{number:,} visits", figures)
        if before is not None:
            found += grown(before, figures, number)
        before = figures
    return found


def measured(kept: Path, folder: Path, rounds: int, *, cpu: bool) -> Figures:
    """A copy is measured, so that what is kept stays as it was; big shops are too large to be copied each time."""
    if folder != kept:
        shutil.copytree(kept, folder)
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "benchmarks.at_size", str(folder), str(rounds), *(["cpu"] if cpu else [])]
    done = subprocess.run(command, check=True, env=env, stdout=subprocess.PIPE, text=True)
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


def told(size: str, figures: Figures) -> list[Row]:
    p99 = {name: _p99(kept) for name, kept in figures.items()}
    median = {name: statistics.median(kept) for name, kept in figures.items()}
    return [
        Row(f"search any field, p50, {size}", median["query"], "ms"),
        Row(f"search any field, p99, {size}", p99["query"], "ms", target=5.0),
        Row(f"key to painted list, p50, {size}", median["key"], "ms"),
        Row(f"key to painted list, p99, {size}", p99["key"], "ms", target=16.0),
        Row(f"the board of Today read, {size}", median["board"], "ms"),
        Row(f"a visit opened and painted, {size}", median["visit"], "ms", target=200.0),
        Row(f"another tab opened and painted, {size}", median["tab"], "ms", target=100.0),
        Row(f"Today opened and painted, {size}", median["today"], "ms", target=100.0),
    ]


def grown(smaller: Figures, larger: Figures, visits: int) -> list[Row]:
    """Ratios of medians to the shop of a tenth of the size."""
    pairs = {name: (statistics.median(larger[name]), statistics.median(smaller[name])) for name in larger}
    return [
        Row(f"search, {visits:,} visits to the size before", pairs["query"][0], "ms", pairs["query"][1], 5.0),
        Row(f"visit opened, {visits:,} to the size before", pairs["visit"][0], "ms", pairs["visit"][1], 1.25),
        Row(f"board read, {visits:,} to the size before", pairs["board"][0], "ms", pairs["board"][1], 1.25),
    ]


def _p99(figures: Sequence[float]) -> float:
    return statistics.quantiles(figures, n=100, method="inclusive")[98]
