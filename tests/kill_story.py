"""The story of a visit, told on a desk without a window over and over until the process is killed.

`python -m tests.kill_story FOLDER`: for each delay (seconds) on a line of standard input a fresh process plays the
story in FOLDER/shop and is killed after it; its acknowledgements, one JSON a line, are added to FOLDER/told. Answers
"killed" or what went wrong. One start for all rounds: importing takes longer than a story.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from reception_desk.desk.desk import Desk
from reception_desk.desk.papers import Papers
from reception_desk.desk.reception import Newcomer
from reception_desk.forms.check_in import CheckIn
from reception_desk.forms.checkout import Checkout
from reception_desk.forms.moments import SystemClock
from reception_desk.forms.work_order import WorkLine
from tests import fakes
from tests.shops import file, small_desk, small_shop, walked_in

Tell = Callable[..., None]


def teller(path: Path) -> Tell:
    """Writes an acknowledgement past every buffer of this process."""
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def tell(what: str, **facts: Any) -> None:
        os.write(handle, json.dumps({"what": what, **facts}).encode() + b"\n")

    return tell


def play(folder: Path) -> None:
    """Until the process ends."""
    Papers.draw = fakes.draw  # type: ignore[method-assign]
    desk = Desk(folder / "shop", clock=SystemClock())
    tell = teller(folder / "told")
    desk.work_as(small_shop(desk).adviser)
    tell("opened")
    for number in count():
        visit(desk, tell, number)


def visit(desk: Desk, tell: Tell, number: int) -> None:
    shop = small_shop(desk)
    if number % 3:
        here = desk.reception.arrive(vehicle=shop.vehicle)
    else:
        new = Newcomer(plate=f"粤B{os.getpid() % 1000:03d}{number % 100:02d}", name="李娜", phone="13900139000")
        here = desk.reception.arrive(newcomer=new)
    tell("stage", visit=here, stage="arrived")
    tell("found", visit=here, plate=file(desk, here).vehicle.plate)
    sheet = file(desk, here).check_in.id
    for odometer in range(41_230, 41_234):
        desk.sheets.edit(CheckIn, sheet, {"odometer": odometer, "concern": f"刹车异响 {odometer}"})
        tell("odometer", visit=here, least=odometer)
    desk.inspection.mark(file(desk, here).walk_around.id, "door_lf", "S", 10, 20)
    tell("marks", visit=here, least=1)
    order_jobs_and_answers(desk, tell, here)
    money_and_end(desk, tell, here, number)


def order_jobs_and_answers(desk: Desk, tell: Tell, here: str) -> None:
    shop, order = small_shop(desk), file(desk, here).work_order.id
    desk.ordering.add_package(order, shop.service)
    tell("lines", visit=here, least=3)
    extra = desk.ordering.add_item(order, shop.wash)
    desk.sheets.edit(WorkLine, extra, {"price": 3100})
    tell("lines", visit=here, least=4)
    sent = desk.ordering.send(here)
    for paper in sent.papers:
        tell("paper", id=paper.id)
    tell("stage", visit=here, stage="in_work")
    for job in file(desk, here).work_order.jobs:
        desk.workshop.tick(job.id)
    for stage in ("qc", "ready"):
        desk.workshop.move(here, stage)
        tell("stage", visit=here, stage=stage)


def money_and_end(desk: Desk, tell: Tell, here: str, number: int) -> None:
    payment = desk.settlement.pay(here, kind="card", received=10_000)
    tell("payment", id=payment.id, amount=payment.amount)
    bill = desk.settlement.issue(here)
    tell("paper", id=bill.id, number=bill.number)
    if number % 2:
        note = desk.settlement.credit(bill.id, reason="wrong")
        tell("paper", id=note.id, number=note.number)
    desk.sheets.edit(Checkout, file(desk, here).checkout.id, {"washed": True})
    desk.settlement.close(here, kind="cash", received=60_000, open_items=True)
    tell("stage", visit=here, stage="closed")
    for paper in desk.papers.of_visit(here):
        tell("paper", id=paper.id, number=paper.number)


def main(folder: Path) -> None:
    warm = small_desk(folder / "warm")  # what is imported late is imported before the first fork
    walked_in(warm)
    warm.close(backup=False)
    for line in sys.stdin:
        child = os.fork()
        if not child:
            play(folder)
        time.sleep(float(line))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        print("killed" if killed else f"ended by itself: {status}", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
