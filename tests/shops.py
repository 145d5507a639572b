"""Small shops for tests, made through the desk as a person would make them.

`make_desk(folder)`, then `small_shop(desk)`; a visit from `booked_visit`, `walked_in`, `ordered`, `agreed`, `ready`
or `closed`, each of which makes the small shop first where there is none. Money is in fen, prices hold no tax.
"""

from __future__ import annotations

import atexit
import functools
import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from reception_desk.desk.desk import Desk
from reception_desk.desk.reception import Newcomer
from reception_desk.desk.visit_file import VisitFile
from reception_desk.forms.appointment import Appointment
from reception_desk.forms.check_in import CheckIn
from reception_desk.forms.checkout import Checkout
from reception_desk.forms.customer import Customer, Phone
from reception_desk.forms.moments import FixedClock
from reception_desk.forms.package import Package, PackageLine
from reception_desk.forms.price_item import PriceItem
from reception_desk.forms.shop import Bay, Shop
from reception_desk.forms.staff import Staff
from reception_desk.forms.vehicle import Vehicle
from reception_desk.store.ids import UuidIds

CHINA = timezone(timedelta(hours=8))
MORNING = datetime(2026, 11, 21, 10, 0, tzinfo=CHINA)
PLATE = "粤BD12345"
VIN = "LGXC16DF1N0123456"
PHONE = "13800138000"


def make_desk(folder: Path, *, at: datetime = MORNING, seed: int | None = 1) -> Desk:
    """A desk over `folder` with a clock that stands still (`clock_of(desk).advance(seconds)`)."""
    clock = FixedClock(at)
    return Desk(folder, clock=clock, ids=UuidIds(clock, seed))


def clock_of(desk: Desk) -> FixedClock:
    assert isinstance(desk.clock, FixedClock)
    return desk.clock


def held(desk: Desk) -> list[str]:
    """All that a file holds, but for the time at which its tables were made."""
    made = 'INSERT INTO "_sqlite_migrations"'
    return [line for line in desk.store.connection.iterdump() if not line.startswith(made)]


def small_desk(folder: Path, *, seed: int | None = 2) -> Desk:
    """A desk over a fresh small shop, copied from one that is made once a run."""
    shutil.copytree(_template(), folder)
    desk = make_desk(folder, seed=seed)
    desk.work_as(small_shop(desk).adviser)
    return desk


@functools.cache
def _template() -> Path:
    place = Path(tempfile.mkdtemp(prefix="reception-desk-tests-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    desk = make_desk(place / "shop")
    small_shop(desk)
    desk.close(backup=False)
    return place / "shop"


@dataclass(frozen=True)
class SmallShop:
    """Ids of what the small shop holds. Labour 200.00 an hour, 13 % tax added; the service package is 480.00."""

    adviser: str
    technician: str
    labour: str  # 1 h, 200.00
    oil: str  # part, 4 L of 60.00
    filter: str  # part, 48.00
    wash: str  # fee, 30.00
    service: str  # package: labour 0.8 h, oil 4 L, filter, at 160.00 + 272.00 + 48.00
    customer: str
    vehicle: str


def small_shop(desk: Desk) -> SmallShop:
    """The shop's sheet, two people, a price list, a package, one customer with one car; who is there already stays."""
    found = _found(desk)
    if found:
        return found
    desk.sheets.create(
        Shop(
            name="深圳腾飞汽修",
            phone="0755-88880000",
            currency="CNY",
            region="CN",
            distance="km",
            language="zh_CN",
            tax_name="增值税",
            tax_rate=1300,
            labour_rate=20_000,
            plate_prefix="粤B",
            promise=120,
            warranty_days=90,
            warranty_distance=5000,
            bays=(Bay(name="1"), Bay(name="2")),
        )
    )
    adviser = desk.sheets.create(Staff(name="陈静", role="adviser"))
    desk.sheets.create(Staff(name="赵强", role="technician"))
    desk.work_as(adviser)
    labour = desk.sheets.create(PriceItem(code="L100", kind="labour", name="保养工时", name_other="Service", unit="h"))
    oil = desk.sheets.create(
        PriceItem(code="P200", kind="part", name="机油", quantity=4000, unit="L", price=6000, part_class="genuine")
    )
    filter_ = desk.sheets.create(
        PriceItem(code="LF-3412", kind="part", name="机油滤芯", price=4800, unit="pc", part_class="equivalent")
    )
    desk.sheets.create(PriceItem(code="F300", kind="fee", name="洗车", price=3000))
    lines = (
        PackageLine(item=labour, quantity=800),
        PackageLine(item=oil, price=6800),
        PackageLine(item=filter_),
    )
    desk.sheets.create(Package(code="S10", name="一万公里保养", name_other="10 000 km service", lines=lines))
    customer = desk.sheets.create(Customer(name="王伟", phones=(Phone(number=PHONE),)))
    desk.sheets.create(
        Vehicle(plate=PLATE, vin=VIN, model="比亚迪 秦", body="saloon", colour="白", fuel_kind="petrol", owner=customer)
    )
    made = _found(desk)
    assert made
    return made


def _found(desk: Desk) -> SmallShop | None:
    if not desk.shop().name:
        return None
    items = {item.code: item.id for item in desk.sheets.all(PriceItem)}
    people = {person.role: person.id for person in reversed(desk.sheets.all(Staff))}
    car = next(car for car in desk.sheets.all(Vehicle) if car.vin == VIN)
    return SmallShop(
        adviser=people["adviser"],
        technician=people["technician"],
        labour=items["L100"],
        oil=items["P200"],
        filter=items["LF-3412"],
        wash=items["F300"],
        service=desk.sheets.all(Package)[0].id,
        customer=car.owner,
        vehicle=car.id,
    )


def book(desk: Desk, **more: object) -> str:
    """A booking of the small shop's car for half past ten today."""
    shop = small_shop(desk)
    values: dict[str, object] = {
        "plate": PLATE,
        "name": "王伟",
        "phone": PHONE,
        "arrives": desk.clock.at(datetime(2026, 11, 21, 10, 30)),  # noqa: DTZ001 - the desk's own wall clock
        "concern": "刹车异响",
        "purposes": ("maintenance",),
        "package": shop.service,
    }
    return desk.appointments.book(Appointment(**{**values, **more}))  # type: ignore[arg-type]


def booked_visit(desk: Desk) -> str:
    """The booked car came; the booking's package is on its work order."""
    return desk.reception.arrive(appointment=book(desk))


def walked_in(desk: Desk) -> str:
    """The small shop's car came without a booking: an empty work order."""
    return desk.reception.arrive(vehicle=small_shop(desk).vehicle)


def stranger(desk: Desk, plate: str = "粤B77777", name: str = "李娜", phone: str = "13900139000") -> str:
    """A car and a person that the shop has never seen came."""
    small_shop(desk)
    return desk.reception.arrive(newcomer=Newcomer(plate=plate, name=name, phone=phone))


def file(desk: Desk, visit: str) -> VisitFile:
    return desk.reception.file(visit)


def check_in(desk: Desk, visit: str, **values: object) -> None:
    """What printing asks for: an odometer reading, and what else is named."""
    desk.sheets.edit(CheckIn, file(desk, visit).check_in.id, {"odometer": 41_230, "fuel": "4", **values})


def ordered(desk: Desk) -> str:
    """Checked in with the service package (480.00 + 62.40 tax), not yet agreed."""
    visit = walked_in(desk)
    check_in(desk, visit)
    desk.ordering.add_package(file(desk, visit).work_order.id, small_shop(desk).service)
    return visit


def ok(desk: Desk, visit: str, channel: str = "in_person") -> None:
    """The customer says yes to all that is open."""
    order = file(desk, visit).work_order
    jobs = [job.id for job in desk.ordering.asking(order).jobs]
    if jobs:
        desk.ordering.answer(order.id, jobs, channel=channel)


def agreed(desk: Desk) -> str:
    """The service is ordered and agreed to; the car is in work."""
    visit = ordered(desk)
    ok(desk, visit)
    desk.workshop.move(visit, "in_work")
    return visit


def finish(desk: Desk, visit: str) -> None:
    """Every job is done, the car is checked and ready."""
    for job in file(desk, visit).work_order.jobs:
        desk.workshop.tick(job.id)
    desk.workshop.move(visit, "qc")
    desk.workshop.move(visit, "ready")


def ready(desk: Desk) -> str:
    """The service is done: 542.40 to be paid."""
    visit = agreed(desk)
    finish(desk, visit)
    return visit


def hand_back(desk: Desk, visit: str) -> None:
    """Every point of the hand-back list is ticked."""
    sheet = file(desk, visit).checkout
    desk.sheets.edit(Checkout, sheet.id, {spec.name: True for spec in sheet.open_items()})


def paid(desk: Desk) -> str:
    """Ready and paid in cash, nothing issued yet."""
    visit = ready(desk)
    desk.settlement.pay(visit, kind="cash", received=desk.settlement.due(file(desk, visit)))
    return visit


def closed(desk: Desk) -> str:
    """Paid, issued, handed back."""
    visit = ordered(desk)
    see_through(desk, visit)
    return visit


def see_through(desk: Desk, visit: str) -> None:
    """All that stands on the order is agreed to, done, paid in cash and handed back; the visit is closed."""
    ok(desk, visit)
    desk.workshop.move(visit, "in_work")
    finish(desk, visit)
    desk.settlement.pay(visit, kind="cash", received=desk.settlement.due(file(desk, visit)))
    hand_back(desk, visit)
    desk.settlement.close(visit)
