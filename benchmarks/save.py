"""One field of an open sheet kept, beside one row written by plain sqlite3 with the same promises."""

from __future__ import annotations

import itertools
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks import shop
from benchmarks.rows import Row, in_turn
from reception_desk.forms.check_in import CheckIn

COUNTED = 10


def rows(demo: Path, *, quick: bool) -> list[Row]:
    folder = shop.copy(demo, "saved")
    desk = shop.opened(folder)
    sheet = desk.reception.file(shop.visit_here(desk)).check_in.id
    odometer = itertools.count(100_000)

    def product() -> float:
        values = {"odometer": next(odometer)}
        begun = time.perf_counter()
        desk.sheets.edit(CheckIn, sheet, values)
        return time.perf_counter() - begun

    raw = raw_save(folder.with_name("raw.sqlite3"))
    median = in_turn({"raw": raw, "product": product}, rounds=100 if quick else 500, warm_up=20)
    desk.close(backup=False)
    found = [Row("save one field", median["product"] * 1000, "ms", median["raw"] * 1000, 2.0)]
    syncs = counted_syncs(folder, "edit", sheet)
    found.append(Row("syncs of one field saved", syncs, "syncs", 1.0, 1.0, "" if syncs else "needs strace"))
    return found


def raw_save(path: Path) -> Callable[[], float]:
    """One row of the same table, updated and committed: WAL, synchronous FULL."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("locking_mode=EXCLUSIVE", "journal_mode=WAL", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")
    names = [name for name in CheckIn.specs() if name != "odometer"]
    columns = ", ".join(f'"{name}" TEXT' for name in names)
    connection.execute(f"CREATE TABLE check_in(id TEXT PRIMARY KEY, odometer INTEGER, {columns}) STRICT")
    connection.executemany("INSERT INTO check_in(id) VALUES(?)", [(str(number),) for number in range(100)])
    odometer = itertools.count(100_000)

    def save() -> float:
        value = next(odometer)
        begun = time.perf_counter()
        connection.execute("BEGIN")
        connection.execute("UPDATE check_in SET odometer = ? WHERE id = '50'", (value,))
        connection.execute("COMMIT")
        return time.perf_counter() - begun

    return save


def counted_syncs(folder: Path, what: str, sheet: str) -> float | None:
    """fsync and fdatasync calls a save, seen by the kernel; None where strace is not installed."""
    if not shutil.which("strace"):
        return None
    trace = folder.with_name("trace")
    subprocess.run(
        ["strace", "-f", "-qq", "-e", "trace=mkdir,fsync,fdatasync", "-o", str(trace),
         sys.executable, "-m", "benchmarks.save_child", str(folder), what, sheet, str(COUNTED)], check=True,
    )  # fmt: skip
    text = trace.read_text()
    between = text[text.index("/begin") : text.index("/end")]
    return between.count("sync(") / COUNTED
