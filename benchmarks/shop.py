"""The demo shop, made once a run and copied for each benchmark, and the work order that is printed."""

from __future__ import annotations

import json
import shutil
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from reception_desk.demo import make_demo
from reception_desk.desk.desk import Desk
from reception_desk.forms.customer import Customer
from reception_desk.forms.moments import FixedClock
from reception_desk.forms.price_item import PriceItem
from reception_desk.store.ids import UuidIds

NOW = datetime(2026, 11, 21, 15, 20, tzinfo=timezone(timedelta(hours=8)))
LINES = 25
RARE = "王\U0002cb4e"
"""The second character lies beyond U+FFFF."""


def make(folder: Path) -> Path:
    """The shop folder of a freshly made demo shop, closed."""
    desk = opened(folder)
    make_demo(desk, "zh_CN")
    desk.close(backup=False)
    return folder


def opened(folder: Path) -> Desk:
    clock = FixedClock(NOW)
    return Desk(folder, clock=clock, ids=UuidIds(clock, 1))


def copy(shop: Path, name: str) -> Path:
    return Path(shutil.copytree(shop, shop.with_name(name)))


def visit_here(desk: Desk) -> str:
    """A visit that is in work now."""
    return next(row.visit.id for row in desk.board.today() if row.visit and row.stage == "in_work")


def paper_bodies(shop: Path) -> dict[str, dict[str, Any]]:
    """What the Chinese papers of an order of 25 lines are drawn from, by kind; a name holds a rare character."""
    desk = opened(copy(shop, "printed"))
    visit = visit_here(desk)
    file = desk.reception.file(visit)
    items = [item.id for item in desk.sheets.all(PriceItem) if item.kind in ("labour", "part")]
    for item in items[: LINES - len(file.work_order.lines)]:
        desk.ordering.add_item(file.work_order.id, item)
    desk.sheets.edit(Customer, file.customer.id, {"name": RARE})
    file = desk.reception.file(visit)
    bodies = {
        kind: json.loads(json.dumps(desk.papers.content.body(file, kind))) for kind in ("work_order", "settlement")
    }
    desk.close(backup=False)
    return bodies
