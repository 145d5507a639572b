"""A shop with many years behind it: the demo shop, whose board of today stays as it is, and so many closed visits.

`python -m benchmarks.big_shop VISITS FOLDER`. Rows go in by bulk SQL into the store's own tables, with the real
indexes, triggers and search index; the product opens the folder as any other. An event per visit, its sum in the
chain; papers without their PDFs (`check` would say so).
"""

from __future__ import annotations

import random
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from itertools import count, islice
from pathlib import Path
from typing import Any

from benchmarks import shop
from reception_desk.forms import scan
from reception_desk.store import tables
from reception_desk.store.database import APPLICATION_ID, FILE
from reception_desk.store.events import COLUMNS, FIRST, sum_of
from reception_desk.store.rows import canonical
from reception_desk.store.search import spelt

YEARS = 6.2
CARS, CUSTOMERS = 0.30, 0.25
"""For each visit."""
BATCH = 20_000
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀英霞平刚桂兰建华国文志玉春红海燕晓小云飞鹏宇浩然子轩"
MODELS = (
    "大众 高尔夫",
    "丰田 卡罗拉",
    "本田 思域",
    "比亚迪 秦 PLUS",
    "特斯拉 Model 3",
    "宝马 320i",
    "吉利 星越 L",
    "日产 轩逸",
    "别克 君威",
)
CONCERNS = (
    "保养，更换机油机滤",
    "前轮异响，刹车时方向盘抖动",
    "空调不制冷",
    "右前门剐蹭，需要钣金喷漆",
    "发动机故障灯亮",
    "四轮定位",
)
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
FIRST_SCAN = 1_000_000
Row = dict[str, Any]


def make(folder: Path, visits: int) -> Path:
    """The folder of a closed shop with so many visits more than the demo shop has."""
    shop.make(folder)
    with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=MEMORY")
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("PRAGMA cache_size=-400000")
        Filling(connection, visits).fill()
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        connection.execute("PRAGMA journal_mode=WAL")
    shop.opened(folder).close(backup=False)
    return folder


class Filling:
    def __init__(self, connection: sqlite3.Connection, visits: int) -> None:
        self._db, self._visits = connection, visits
        self._random = random.Random(42)
        self._ids = count()
        self._start = shop.NOW - timedelta(days=YEARS * 365)
        self._step = timedelta(days=YEARS * 365 - 2) / max(1, visits)
        (self._staff,) = connection.execute("SELECT id FROM staff ORDER BY id LIMIT 1").fetchone()
        (self._item,) = connection.execute("SELECT id FROM price_item ORDER BY id LIMIT 1").fetchone()

    def fill(self) -> None:
        """Without indexes and triggers, which are made again as they were when all is in."""
        db = self._db
        later = db.execute(
            "SELECT type, name, sql FROM sqlite_schema WHERE type IN ('index', 'trigger') AND sql NOT NULL"
        ).fetchall()
        db.execute("BEGIN")
        for kind, name, _ in later:
            db.execute(f'DROP {kind} "{name}"')
        self._customers = self._people()
        self._cars = self._vehicles()
        self._all_visits()
        self._search()
        for _, _, sql in later:
            db.execute(sql)
        db.execute("INSERT INTO search_text(search_text) VALUES('rebuild')")
        db.execute("INSERT INTO search_text(search_text) VALUES('optimize')")
        db.execute("COMMIT")
        db.execute("UPDATE desk SET forms = ?", (tables.signature(db),))

    # Whom the shop knows

    def _people(self) -> list[tuple[str, str, str]]:
        """(id, name, phone)"""
        found = []
        for _ in range(int(self._visits * CUSTOMERS)):
            pick = self._random
            name = pick.choice(SURNAMES) + "".join(pick.choices(GIVEN, k=1 if pick.random() < 0.22 else 2))
            found.append((self._id(self._start), name, f"1{pick.choice('3578')}{pick.randrange(10**9):09d}"))
        self._insert("customer", ({"id": key, "name": name, "kind": "person", "salt": b"s"} for key, name, _ in found))
        phones = ({"parent": key, "position": 0, "number": phone, "salt": b"s"} for key, _, phone in found)
        self._insert("phone", ({"id": self._id(self._start), **row} for row in phones))
        return found

    def _vehicles(self) -> list[tuple[str, str, int]]:
        """(id, plate, number of its owner)"""
        pick, found, rows = self._random, [], []
        for number in range(int(self._visits * CARS)):
            plate = "粤B" + "".join(pick.choices("0123456789", k=4)) + pick.choice("0123456789" + LETTERS)
            vin = "LSVA" + "".join(pick.choices(LETTERS + "0123456789", k=7)) + f"{pick.randrange(10**6):06d}"
            owner = number if number < len(self._customers) else pick.randrange(len(self._customers))
            key = self._id(self._start)
            found.append((key, plate, owner))
            rows.append({"id": key, "plate": plate, "vin": vin, "model": pick.choice(MODELS), "body": "saloon",
                         "owner": self._customers[owner][0], "salt": b"s"})  # fmt: skip
        self._insert("vehicle", rows)
        self._vins = [row["vin"] for row in rows]
        return found

    # What happened

    def _all_visits(self) -> None:
        (seq,) = self._db.execute("SELECT last_seq FROM desk").fetchone()
        before = self._db.execute("SELECT hash FROM event WHERE desk_seq = ?", (seq,)).fetchone()
        self._seq, self._hash = seq, bytes(before[0]) if before else FIRST
        numbers = iter(range(self._visits))
        while batch := list(islice(numbers, BATCH)):
            made: dict[str, list[Row]] = {}
            for number in batch:
                self._visit(number, made)
            for table, rows in made.items():
                self._insert(table, rows)
        self._db.execute("UPDATE desk SET last_seq = ?", (self._seq,))

    def _visit(self, number: int, made: dict[str, list[Row]]) -> None:
        """A visit with its four sheets, a job of two lines, a settlement list that was paid, and its event."""
        pick = self._random
        cars = self._cars
        at = self._start + self._step * number
        car, plate, owner = cars[number if number < len(cars) else pick.randrange(len(cars))]
        customer, visit, order, job = self._customers[owner][0], self._id(at), self._id(at), self._id(at)
        arrived, closed, price = _ms(at), _ms(at + timedelta(hours=3)), pick.randrange(5_000, 90_000)
        paper = self._id(at)

        def add(table: str, **values: Any) -> None:
            made.setdefault(table, []).append({"id": self._id(at), **values})

        add("visit", id=visit, number=f"V-{at:%y%m%d}-A1-{number % 900 + 100:03d}", stage="closed", plate=plate,
            scan=scan.payload(scan.VISIT, 1, FIRST_SCAN + number), vehicle=car, customer=customer, owner=customer,
            adviser=self._staff, arrived=arrived, arrived_offset=480, ready=closed, ready_offset=480, closed=closed,
            closed_offset=480, salt=b"s")  # fmt: skip
        add("check_in", visit=visit, odometer=10_000 + number % 200_000, fuel="4", concern=pick.choice(CONCERNS),
            promised=closed, promised_offset=480, purposes="maintenance", salt=b"s")  # fmt: skip
        walk = self._id(at)
        add("walk_around", id=walk, visit=visit)
        if number % 4 == 0:
            add("mark", parent=walk, position=0, zone="door_lf", kind="S", x=2310, y=1820)
        add("work_order", id=order, visit=visit, technician=self._staff)
        add("job", id=job, parent=order, position=0, description="常规保养", payer="customer", answer="ok", done=1,
            approved=price, technician=self._staff)  # fmt: skip
        for position, (kind, name) in enumerate((("labour", "更换机油机滤"), ("part", "机油滤清器总成"))):
            add("line", parent=order, position=position, job=job, kind=kind, name=name, item=self._item,
                quantity=1000, price=price // 2, tax_rate=600)  # fmt: skip
        add("checkout", visit=visit, lines_done=1, odometer_out=10_001 + number % 200_000)
        add("document", id=paper, kind="settlement", visit=visit, payer="customer", language="zh_CN", page="A4",
            revision=1, number=f"OLD-{at.year}-A1-{number:07d}", at=closed, at_offset=480, staff=self._staff,
            amount=price * 106 // 100, content=_content(price), salt=b"s")  # fmt: skip
        add("payment", visit=visit, payer="customer", kind="cash", amount=price, received=price, at=closed,
            at_offset=480, staff=self._staff)  # fmt: skip
        self._event(visit, at, made)

    def _event(self, visit: str, at: datetime, made: dict[str, list[Row]]) -> None:
        self._seq += 1
        values = (self._id(at), 1, 1, self._seq, _ms(at), _ms(at), 480, self._staff, "arrived", 1, visit,
                  canonical({"vehicle": "", "customer": ""}))  # fmt: skip
        row = dict(zip(COLUMNS, values, strict=True))
        self._hash = sum_of(self._hash, row)
        made.setdefault("event", []).append({**row, "hash": self._hash})

    def _search(self) -> None:
        """An entry for each car with its owner, in the order in which they came."""
        rows = []
        for (car, plate, owner), vin in zip(self._cars, self._vins, strict=True):
            customer, name, phone = self._customers[owner]
            rows.append({"vehicle": car, "customer": customer, "plates": f"<{plate}>", "vin": f"<{vin}>",
                         "phones": f"<{phone}>", "name": f"<{name}>", "initials": spelt(name)})  # fmt: skip
        self._insert("search_entry", rows)

    # Rows

    def _id(self, at: datetime) -> str:
        """In the form of the product's own: time first, so that rows of one time lie together."""
        ms, number = f"{_ms(at):012x}", f"{next(self._ids):015x}"
        return f"{ms[:8]}-{ms[8:]}-7{number[:3]}-8{number[3:6]}-000{number[6:]}"

    def _insert(self, table: str, rows: Iterable[Row]) -> None:
        for names, same in _by_columns(rows):
            kept = ("rev", "hlc", "updated_ms") if table not in ("event", "search_entry") else ()
            columns = ", ".join(f'"{name}"' for name in (*names, *kept))
            marks = ", ".join("?" * (len(names) + len(kept)))
            stamp = (1, 1, 1)[: len(kept)]
            self._db.executemany(
                f'INSERT INTO "{table}"({columns}) VALUES({marks})', ((*row.values(), *stamp) for row in same)
            )


def _by_columns(rows: Iterable[Row]) -> Iterator[tuple[tuple[str, ...], list[Row]]]:
    kept: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        kept.setdefault(tuple(row), []).append(row)
    yield from kept.items()


def _content(price: int) -> str:
    """As much of a settlement list as the screen reads."""
    tax = price * 6 // 100
    totals = {"gross": price, "discount": 0, "net": price, "tax": tax, "total": price + tax,
              "groups": {"labour": price}, "taxes": [[600, price, tax]]}  # fmt: skip
    return canonical({"body": {"totals": totals, "payments": []}, "changes": []})


def _ms(at: datetime) -> int:
    return round(at.timestamp() * 1000)


if __name__ == "__main__":
    make(Path(sys.argv[2]), int(sys.argv[1]))
