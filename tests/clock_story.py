"""A day at the desk by the computer's own clock, for parents that fake it.

`python -m tests.clock_story FOLDER [SPEC …]`: one visit from arrival to its bill; with SPECs (as libfaketime reads
them) the clock is set to each in turn while the desk stays open. Says, a JSON line each, what the desk makes of it.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from reception_desk.desk.desk import Desk
from reception_desk.desk.papers import Papers
from reception_desk.forms.moments import SystemClock
from tests import fakes
from tests.shops import check_in, file, finish, ok, small_shop


def told(**facts: Any) -> None:
    print(json.dumps(facts), flush=True)


def bill(desk: Desk) -> None:
    visit = desk.reception.arrive(vehicle=small_shop(desk).vehicle)
    check_in(desk, visit)
    desk.ordering.add_package(file(desk, visit).work_order.id, small_shop(desk).service)
    ok(desk, visit)
    desk.workshop.move(visit, "in_work")
    finish(desk, visit)
    paper = desk.settlement.issue(visit)
    assert paper.at
    told(number=paper.number, year=paper.at.local().year, visit=file(desk, visit).visit.number)


def main(folder: Path, specs: list[str]) -> None:
    Papers.draw = fakes.draw  # type: ignore[method-assign]
    desk = Desk(folder, clock=SystemClock())
    told(start=desk.watch.at_start().source)
    desk.work_as(small_shop(desk).adviser)
    bill(desk)
    for spec in specs:
        Path(os.environ["FAKETIME_TIMESTAMP_FILE"]).write_text(spec, encoding="ascii")
        told(jumped=desk.watch.jumped().source)
        told(again=desk.watch.jumped().source)
        bill(desk)
    desk.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
