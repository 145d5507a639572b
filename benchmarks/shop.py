"""The demo shop, made once a run and copied for each benchmark, and the work order that is printed."""

from __future__ import annotations

import json
import shutil
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from reception_desk.demo import make_demo
from reception_desk.desk.desk import Desk
from reception_desk.forms.moments import FixedClock
from reception_desk.forms.price_item import PriceItem
from reception_desk.store.ids import UuidIds

NOW = datetime(2026, 11, 21, 15, 20, tzinfo=timezone(timedelta(hours=8)))
LINES = 25


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


def work_order_body(shop: Path) -> dict[str, Any]:
    """What a Chinese work order of 25 lines is drawn from."""
    desk = opened(copy(shop, "printed"))
    visit = visit_here(desk)
    order = desk.reception.file(visit).work_order
    items = [item.id for item in desk.sheets.all(PriceItem) if item.kind in ("labour", "part")]
    for item in items[: LINES - len(order.lines)]:
        desk.ordering.add_item(order.id, item)
    paper, _ = desk.papers.look(visit, "work_order", language="zh_CN")
    desk.close(backup=False)
    body: dict[str, Any] = json.loads(paper.content)["body"]
    return body
