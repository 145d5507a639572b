"""Keeps a shop folder as this version leaves it, for tests/test_old_files.py: every later version must open it.

`python -m tools.keep_release` just before a release writes tests/data/releases/<version>/: a small invented shop whose
day touches every table, with its papers. Clock and ids are fixed. A release that is kept is never made anew.
"""

from __future__ import annotations

import argparse
import shutil
import sqlite3
import sys
import tempfile
from pathlib import Path

from reception_desk import __version__
from reception_desk.desk.desk import Desk
from reception_desk.forms.check_in import CheckIn
from reception_desk.forms.customer import Customer
from reception_desk.forms.document import Document
from reception_desk.forms.sheets import SHEETS, all_forms
from reception_desk.forms.walk_around import Mark
from reception_desk.forms.work_order import WorkOrder
from reception_desk.store import tables
from reception_desk.store.check import check
from tests import shops
from tests.filled import filled

RELEASES = Path(__file__).resolve().parent.parent / "tests" / "data" / "releases"
MOST = 1_000_000
"""Bytes: it stays in the project for ever."""


def main() -> int:
    parser = argparse.ArgumentParser(description="Keeps a shop folder of this version for the tests of later ones.")
    parser.add_argument("--again", action="store_true", help="in place of one that was not released yet")
    again = parser.parse_args().again
    target = RELEASES / __version__
    if target.exists() and not again:
        print(f"{target} is kept already. A release that is out is never made anew.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="reception-desk-release-") as place:
        folder = Path(place) / "shop"
        play(folder)
        faults = [*map(str, check(folder).damage), *empty_tables(folder / "shop.sqlite3")]
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        if faults or size > MOST:
            print("\n".join([*faults, f"{size:,} bytes, {MOST:,} are the most"]), file=sys.stderr)
            return 1
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        shutil.copy(folder / "shop.sqlite3", target)
        shutil.copytree(folder / "papers", target / "papers")
    print(f"{size:,} bytes in {target}")
    return 0


def play(folder: Path) -> None:
    """A bill that was reversed and issued again, a visit in work, a booking, a sheet of every kind filled in whole."""
    desk = shops.make_desk(folder)
    shops.small_shop(desk)
    bill(desk)
    in_work(desk)
    for form in SHEETS:
        if form is not Document:  # a document has its event and its file
            desk.sheets.create(filled(form))
    desk.close(backup=False)


def bill(desk: Desk) -> None:
    visit = shops.ready(desk)
    wrong = desk.settlement.issue(visit)
    desk.settlement.credit(wrong.id, reason="错 – a wrong price")
    shops.clock_of(desk).advance(600)
    desk.settlement.issue(visit)
    desk.settlement.pay(visit, kind="cash", received=60_000)
    shops.hand_back(desk, visit)
    desk.settlement.close(visit)


def in_work(desk: Desk) -> None:
    shops.clock_of(desk).advance(3600)
    shops.book(desk)
    visit = shops.stranger(desk)
    shops.check_in(desk, visit, concern="刹车异响\n发动机灯亮", purposes=("repair", "inspection"))
    file = shops.file(desk, visit)
    desk.sheets.add_row(Mark(zone="door_lf", kind="S", x=100, y=200, note="旧伤"), file.walk_around.id)
    desk.ordering.add_package(file.work_order.id, shops.small_shop(desk).service)
    desk.sheets.edit(WorkOrder, file.work_order.id, {"advice": "A & B <b>"})
    shops.ok(desk, visit, "phone")
    desk.papers.print(visit, ["work_order", "job_card"])
    desk.sheets.edit(Customer, file.customer.id, {"name": "李 娜", "address": "深圳市南山区"})
    desk.sheets.keep_raw(CheckIn, file.check_in.id, "odometer", "12x34")  # a draft stays with what is no number


def empty_tables(path: Path) -> list[str]:
    """Tables that the day did not touch: the next version could lose their rows unseen."""
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    names = [*tables.DESK_TABLES, *(form.table for form in all_forms())]
    found = [name for name in names if not connection.execute(f'SELECT 1 FROM "{name}" LIMIT 1').fetchone()]  # noqa: S608
    connection.close()
    return [f"nothing lies in {name}" for name in found]


if __name__ == "__main__":
    sys.exit(main())
