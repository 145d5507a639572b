"""The real tour with real clock and ids, telling what was saved as it goes, for a parent that kills it in a step.

`python -m tests.kill_tour OUT` says each step's name on standard output as it begins; acknowledgements, one JSON a
line, go to OUT/told past every buffer.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from reception_desk.desk.sheets import Sheets
from reception_desk.forms import fields as f
from reception_desk.store.store import Store
from tests.kill_story import Tell, teller

TOLD = "told"
STEP = "step: "


def tell_saves(tell: Tell) -> None:
    """After each save the number of events that are on the disk, and what each field holds."""
    atomic, edit = Store.atomic, Sheets.edit

    @contextmanager
    def told_atomic(self: Store) -> Iterator[None]:
        outermost = not self.connection.in_transaction
        with atomic(self):
            yield
        if outermost:
            (events,) = self.connection.execute("SELECT last_seq FROM desk").fetchone()
            tell("saved", events=events)

    def told_edit(self: Sheets, form: type[f.Form], row_id: str, values: Mapping[str, Any]) -> dict[str, Any]:
        taken = {name: form.spec(name).take(kept) for name, kept in values.items() if name != "position"}
        tell("trying", form=form.table, row=row_id, values=taken)
        before = edit(self, form, row_id, values)
        tell("edited", form=form.table, row=row_id, values=taken)
        return before

    Store.atomic = told_atomic  # type: ignore[method-assign]
    Sheets.edit = told_edit  # type: ignore[method-assign]


def main(out: Path) -> int:
    from reception_desk.__main__ import main as program
    from reception_desk.tour import stage

    out.mkdir(parents=True, exist_ok=True)
    (out / ".reception-desk-tour").touch()
    tell = teller(out / TOLD)
    tell_saves(tell)

    class Telling(stage.Stage):
        def __setattr__(self, name: str, kept: object) -> None:
            super().__setattr__(name, kept)
            if name == "step":
                tell("step", step=kept, at=time.monotonic())
                print(f"{STEP}{kept}", flush=True)
                sys.stdin.readline()  # whoever looks on is not left behind by quick steps

    stage.Stage = Telling  # type: ignore[misc]
    code = program(["tour", "--out", str(out), "--language", "zh_CN", "--now"])
    tell("end", at=time.monotonic())
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
