"""How much a visit adds to the shop file: events and search included, photos and papers apart."""

from __future__ import annotations

from pathlib import Path

from benchmarks import shop
from benchmarks.rows import Row
from reception_desk.desk.desk import Desk
from reception_desk.forms.check_in import CheckIn
from reception_desk.forms.package import Package
from reception_desk.forms.vehicle import Vehicle


def rows(demo: Path, *, quick: bool) -> list[Row]:
    desk = shop.opened(shop.copy(demo, "grown"))
    count = 5 if quick else 20
    desk.sheets.leave()
    events, size = state(desk)
    cars = desk.sheets.all(Vehicle)
    package = desk.sheets.all(Package)[0]
    for number in range(count):
        one_visit(desk, cars[number % len(cars)].id, package.id)
    more_events, more_size = state(desk)
    desk.close(backup=False)
    return [
        Row("an ordinary visit in the file", (more_size - size) / count / 1024, "KiB", target=12.0),
        Row("events of an ordinary visit", (more_events - events) / count, "events", target=15.0),
    ]


def state(desk: Desk) -> tuple[int, int]:
    """Events, and bytes in use but for the frozen contents of papers."""
    connection = desk.store.connection
    connection.execute("INSERT INTO search_text(search_text) VALUES('optimize')")
    connection.commit()
    (last,) = connection.execute("SELECT last_seq FROM desk").fetchone()
    (used,) = connection.execute("SELECT sum(pgsize - unused) FROM dbstat WHERE name != 'document'").fetchone()
    return int(last), int(used)


def one_visit(desk: Desk, car: str, package: str) -> None:
    visit = desk.reception.arrive(vehicle=car)
    values = {"odometer": 50_000, "fuel": "4", "concern": "冷车时刹车异响，请检查前后制动片"}
    desk.sheets.edit(CheckIn, desk.reception.file(visit).check_in.id, values)
    desk.inspection.mark(desk.reception.file(visit).walk_around.id, "door_lf", "S", 2310, 1820)
    desk.ordering.add_package(desk.reception.file(visit).work_order.id, package)
    desk.ordering.send(visit)
    for job in desk.reception.file(visit).work_order.jobs:
        desk.workshop.tick(job.id)
    desk.workshop.move(visit, "qc")
    desk.workshop.move(visit, "ready")
    due = desk.settlement.due(desk.reception.file(visit))
    desk.settlement.close(visit, kind="cash", received=due, open_items=True)
