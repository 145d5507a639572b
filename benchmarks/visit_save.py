"""A car that nobody knows arrives: its visit with all sheets, numbers, events and search entry, in one transaction.

Beside it the very same rows, written by plain sqlite3 into a copy of the same file.
"""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

from benchmarks import shop
from benchmarks.rows import Row, in_turn
from benchmarks.save import counted_syncs
from reception_desk.desk.desk import Desk
from reception_desk.desk.reception import Newcomer
from reception_desk.store.database import FILE, configure

SHEETS = ("check_in", "walk_around", "work_order", "checkout")
Rows = dict[str, list[dict[str, Any]]]


def rows(demo: Path, *, quick: bool) -> list[Row]:
    folder = shop.copy(demo, "visits_saved")
    desk = shop.opened(folder)
    numbers = count()
    arrive(desk, next(numbers))  # what is imported late is imported now
    template = written(desk, arrive(desk, next(numbers)))
    desk.close(backup=False)
    raw = Raw(Path(shutil.copyfile(folder / FILE, folder.with_name("raw_visits.sqlite3"))), template)
    desk = shop.opened(folder)

    def product() -> float:
        number, begun = next(numbers), time.perf_counter()
        arrive(desk, number)
        return time.perf_counter() - begun

    median = in_turn({"raw": raw.save, "product": product}, rounds=30 if quick else 150, warm_up=10)
    desk.close(backup=False)
    syncs = counted_syncs(folder, "arrive", "")
    return [
        Row("save a visit", median["product"] * 1000, "ms", median["raw"] * 1000, 1.5),
        Row("syncs of one visit saved", syncs, "syncs", 1.0, 1.0, "" if syncs else "needs strace"),
    ]


def arrive(desk: Desk, number: int) -> str:
    """The visit's id."""
    new = Newcomer(plate=f"粤B{number:05d}", name="王伟", phone=f"138{number:08d}", model="大众 高尔夫")
    return desk.reception.arrive(newcomer=new)


def written(desk: Desk, visit: str) -> Rows:
    """All rows that one visit has made, by table."""
    conn = desk.store.connection
    (car, person) = conn.execute("SELECT vehicle, customer FROM visit WHERE id = ?", (visit,)).fetchone()
    asked = [("customer", "id", person), ("phone", "parent", person), ("vehicle", "id", car), ("visit", "id", visit)]
    asked += [(sheet, "visit", visit) for sheet in SHEETS]
    asked += [("event", "entity_id", entity) for entity in (person, car, visit)]
    asked.append(("search_entry", "vehicle", car))
    found: Rows = {}
    for table, column, value in asked:
        cursor = conn.execute(f'SELECT * FROM "{table}" WHERE "{column}" = ?', (value,))
        names = [column[0] for column in cursor.description]
        found.setdefault(table, []).extend(dict(zip(names, row, strict=True)) for row in cursor)
    return found


class Raw:
    """The same rows under new ids, with the same promises to the disk."""

    def __init__(self, file: Path, template: Rows) -> None:
        self._db = sqlite3.connect(file, isolation_level=None)
        configure(self._db)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._template, self._numbers = template, count(1)
        self._ids = {
            row[key] for table in template.values() for row in table for key in ("id", "event_id") if key in row
        }
        (self._seq,) = self._db.execute("SELECT last_seq FROM desk").fetchone()

    def save(self) -> float:
        made = list(self._statements(next(self._numbers)))
        begun = time.perf_counter()
        self._db.execute("BEGIN")
        for sql, values in made:
            self._db.execute(sql, values)
        self._db.execute("COMMIT")
        return time.perf_counter() - begun

    def _statements(self, number: int) -> Iterator[tuple[str, tuple[Any, ...]]]:
        new = {kept: f"{kept[:-6]}{number:06d}" for kept in self._ids}
        renewed: Callable[[Any], Any] = lambda value: new.get(value, value) if isinstance(value, str) else value  # noqa: E731
        for table, kept in self._template.items():
            for row in kept:
                values = {name: renewed(value) for name, value in row.items()}
                if table == "event":
                    self._seq += 1
                    values["desk_seq"] = self._seq
                if table == "search_entry":
                    values["key"] = 10_000_000 + number
                    texts = ("plates", "vin", "phones", "name", "initials")
                    yield (
                        f"INSERT INTO search_text(rowid, {', '.join(texts)}) VALUES(?, ?, ?, ?, ?, ?)",
                        (values["key"], *(values[name] for name in texts)),
                    )
                names = ", ".join(f'"{name}"' for name in values)
                yield f'INSERT INTO "{table}"({names}) VALUES({", ".join("?" * len(values))})', tuple(values.values())
        for name in ("scan", "visit:V-261121-A1-"):
            yield "UPDATE number_series SET next = next + 1 WHERE name = ?", (name,)
        yield "UPDATE desk SET last_seq = ?", (self._seq,)
