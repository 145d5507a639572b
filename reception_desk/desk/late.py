"""Entered later 补录: a visit that came while the power was out, typed in from its papers with its real times.

What happened keeps two times. The event in the chain carries the time at which it was typed, as every event does: the
clock of the chain is never set back. The real time stands in the event's body and on the sheets: `Visit.arrived`, and
for all that is done next `Visit.happened`, which the clerk sets on from paper to paper. Legal papers are numbered and
dated on the day of their issue; only the day of supply on them is the real one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from reception_desk.errors import Refused
from reception_desk.forms.moments import Moment
from reception_desk.forms.visit import Visit
from reception_desk.forms.words import say, value

if TYPE_CHECKING:
    from reception_desk.desk.desk import Desk


class Late:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def time_of(self, visit: Visit) -> Moment:
        """When what is done to a visit now happened: the time on its papers while it is typed in, else now."""
        if visit.entered is None or visit.happened is None:
            return self._desk.now()
        self._check_step(visit.happened, visit.arrived)
        return visit.happened

    def event(self, visit: Visit) -> dict[str, object]:
        """What an event says of the real time; nothing for what happens now."""
        at = self.time_of(visit)
        return {"happened": at.ms} if visit.entered is not None and visit.happened is not None else {}

    def begin(self, visit: str) -> None:
        """An open visit is typed in from papers: from here on its times can be set to what they were."""
        with self._desk.store.atomic():
            kept = self._desk.reception.unbilled(visit)
            values = {"entered": kept.entered or self._desk.now(), "happened": kept.happened or kept.arrived}
            self._desk.sheets.leave(visit)
            self._desk.store.update(Visit, visit, values)
            self._desk.store.journal.record("entered_later", visit, {})

    def catch_up(self, visit: str) -> dict[str, Any]:
        """The papers are typed in: what is done next happens now. Returns what it was before, for undo."""
        return self._desk.sheets.edit(Visit, visit, {"happened": None})

    def check_arrival(self, at: Moment) -> None:
        """Refused in the future, and before this shop began to work with the program."""
        now = self._desk.now()
        if at.ms > now.ms:
            raise Refused(say("{time} is still to come. Type when it was.", time=value("moment", at)))
        first = self._desk.store.journal.first()
        if first is not None and at.day() < first.day():
            raise Refused(
                say(
                    "{time} is before the first entry of this shop ({day}). Check the date.",
                    time=value("moment", at),
                    day=value("day", first.day()),
                )
            )

    def check(self, visit_id: str, values: Mapping[str, Any]) -> None:
        """Refused for times that cannot be: of a visit that was not entered later, to come, or before the arrival."""
        visit = self._desk.reception.file(visit_id).visit
        if visit.entered is None:
            raise Refused(say("This cannot be typed over. Take the step that changes it."))
        arrived = values.get("arrived", visit.arrived)
        if "arrived" in values:
            if arrived is None:
                raise Refused(say("Fill in: {field}.", field=Visit.spec("arrived").label), field="visit.arrived")
            self._desk.reception.unbilled(visit.id)
            self.check_arrival(arrived)
        if values.get("happened") is not None:
            self._check_step(values["happened"], arrived)

    def _check_step(self, at: Moment, arrived: Moment | None) -> None:
        if at.ms > self._desk.now().ms:
            raise Refused(
                say("{time} is still to come. Type when it was.", time=value("moment", at)), field="visit.happened"
            )
        if arrived is not None and at.ms < arrived.ms:
            raise Refused(
                say(
                    "{time} is before the car arrived ({arrived}).",
                    time=value("moment", at),
                    arrived=value("moment", arrived),
                ),
                field="visit.happened",
            )
