"""Editing any sheet: saved at once, gathered into one event, refused only where something is locked."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from reception_desk.errors import Refused, sheet_gone, visit_closed
from reception_desk.forms import fields as f
from reception_desk.forms.appointment import Appointment
from reception_desk.forms.document import Document
from reception_desk.forms.payment import Payment
from reception_desk.forms.shop import Shop
from reception_desk.forms.stages import ENDED
from reception_desk.forms.visit import Visit
from reception_desk.forms.words import say
from reception_desk.forms.work_order import Job, WorkLine

if TYPE_CHECKING:
    from reception_desk.desk.desk import Desk

F = TypeVar("F", bound=f.Form)
KEPT = {
    Visit: frozenset({"stage", "number", "scan"}),
    Payment: frozenset(Payment.specs()) - {"reference"},
    Document: frozenset(Document.specs()),
}
"""What the desk's own steps change, each with its event, and nobody types over."""
LATE_TIMES = frozenset({"arrived", "happened"})
"""Real times of a visit that was entered later; of others they are what the clock said."""
BILLED = {Job: frozenset({"description", "payer", "payer_name", "answer"}), WorkLine: frozenset(WorkLine.specs())}


class Sheets:
    """Each method is one save. Raises Refused when the sheet is locked, DeskError when the disk will not."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._store = desk.store

    def get(self, form: type[F], row_id: str) -> F | None:
        return self._store.get(form, row_id)

    def all(self, form: type[F], *, order: str = "id") -> list[F]:
        """All sheets of one kind with their rows; for lists a person keeps by hand: staff, prices, packages."""
        return self._store.find(form, order=order, with_rows=True)

    def edit(self, form: type[f.Form], row_id: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """Keep some fields of one row; returns what they were before, for undo. TooLong leaves all as it was."""
        taken = {name: kept if name == "position" else form.spec(name).take(kept) for name, kept in values.items()}
        with self._store.atomic():
            row = self._store.part(form, row_id, taken)
            if row is None:
                raise sheet_gone()
            before = {name: getattr(row, name) for name in taken}
            sheet = self._store.sheet_of(form, row_id)
            raw = self._store.journal.raw(sheet.id) if sheet else {}
            typed = [key for name in taken if (key := f"{row_id}.{name}") in raw]
            if before != taken or typed:
                self._begin(sheet, form, taken)
            if before != taken:
                self._store.update(form, row_id, taken)
            for key in typed:
                self._store.journal.keep_raw(sheet.id if sheet else "", key, "")
        return before

    def put(self, form: type[f.Form], row_id: str, name: str, kept: Any) -> None:
        """One field back or forth, for undo."""
        self.edit(form, row_id, {name: kept})

    def _begin(self, sheet: f.Form | None, form: type[f.Form], values: Mapping[str, Any]) -> str:
        """Whatever may not be changed is refused, else the sheet's draft begins; returns the sheet's id."""
        if sheet is None:
            raise sheet_gone()
        self.guard(sheet, form, values)
        self._store.journal.begin(type(sheet), sheet.id)
        return sheet.id

    def keep_raw(self, form: type[f.Form], row_id: str, name: str, typed: str) -> None:
        """Keep typed text that is no value of its kind; the field keeps its last good value beside it."""
        with self._store.atomic():
            sheet = self._begin(self._store.sheet_of(form, row_id), form, {name: None})
            self._store.journal.keep_raw(sheet, f"{row_id}.{name}", f.clean(typed)[:200])

    def raw(self, sheet: str) -> dict[str, str]:
        """Unreadable texts of a sheet, by "<row id>.<field>"."""
        return self._store.journal.raw(sheet)

    def create(self, sheet: f.Form) -> str:
        """A new sheet of the shop's own lists (a person, a price, a package, a customer …)."""
        _take_all(sheet)
        with self._store.atomic():
            self._store.insert(sheet)
            self._store.journal.record("created", sheet.id, {"form": sheet.table})
        return sheet.id

    def copy(self, form: type[f.Form], row_id: str, **values: Any) -> str:
        """A new sheet like another one, its rows too, with some fields of its own; a sheet that is no longer offered
        is offered again as its copy."""
        kept = self._store.get(form, row_id)
        if kept is None:
            raise sheet_gone()
        rows = {name: tuple(_fresh(row) for row in getattr(kept, name)) for name in form.rows()}
        own = {name: value for name, value in values.items() if name in form.specs()}
        gone = {"gone": False} if "gone" in form.specs() else {}
        return self.create(dataclasses.replace(kept, id="", **rows, **gone, **own))

    def add_row(self, row: f.Line, parent: str, position: int | None = None) -> str:
        """A new row of a sheet, at the end or before the row that now stands at `position`."""
        _take_all(row)
        form = type(row)
        row.id, row.parent = row.id or self._desk.ids(), parent
        with self._store.atomic():
            last = self._store.find(form, {"parent": parent}, order="-position -id", limit=1)
            row.position = last[0].position + 1 if last else 0
            self._begin(self._sheet_of_new(row), form, dict.fromkeys(form.specs()))
            self._store.insert(row)
            if position is not None:
                ids = [sibling.id for sibling in self._store.find(form, {"parent": parent}, order="position id")]
                self._order(form, [*ids[:position], row.id, *(other for other in ids[position:] if other != row.id)])
        return row.id

    def _sheet_of_new(self, row: f.Line) -> f.Form | None:
        from reception_desk.store.store import sheet_form

        return self._store.sheet_of(sheet_form(type(row)), row.parent)

    def order(self, form: type[f.Line], ids: list[str]) -> None:
        """Rows of one sheet in a new order."""
        if not ids:
            return
        with self._store.atomic():
            self._begin(self._store.sheet_of(form, ids[0]), form, {"position": 0})
            self._order(form, ids)

    def _order(self, form: type[f.Line], ids: list[str]) -> None:
        """The rows share out the places that they hold, so that one that was taken off finds its own when it comes
        back. Only rows that stand elsewhere afterwards are written."""
        kept = {row_id: int(self._store.value(form, row_id, "position") or 0) for row_id in ids}
        last = -1
        for row_id, place in zip(kept, sorted(kept.values()), strict=True):
            last = max(place, last + 1)
            if kept[row_id] != last:
                self._store.update(form, row_id, {"position": last})

    def remove_row(self, form: type[f.Line], row_id: str) -> None:
        """Take a row off its sheet; `restore_row` brings it back as it was."""
        with self._store.atomic():
            self._begin(self._store.sheet_of(form, row_id), form, dict.fromkeys(form.specs()))
            self._store.remove(form, row_id)

    def restore_row(self, form: type[f.Line], row_id: str) -> None:
        with self._store.atomic():
            self._begin(self._store.sheet_of(form, row_id), form, dict.fromkeys(form.specs()))
            self._store.remove(form, row_id, back=True)

    def half_done(self) -> bool:
        """Whether a sheet was edited and not left yet."""
        return bool(self._store.journal.drafts())

    def leave(self, *sheets: str) -> None:
        """The sheets were left, printed or parked: their edits become events."""
        open_ids = {entity for entity, _, _ in self._store.journal.drafts()}
        wanted = open_ids.intersection(sheets) if sheets else open_ids
        if wanted:
            with self._store.atomic():
                for entity in sorted(wanted):
                    self._store.journal.gather(entity)

    def history(self, entity: str) -> list[dict[str, Any]]:
        """What happened to one sheet, oldest first: kind, time, person, changes."""
        return list(self._store.journal.history(entity))

    # Locks

    def guard(self, sheet: f.Form, form: type[f.Form], values: Mapping[str, Any]) -> None:
        """Refused where the sheet's visit is closed, a legal paper bills these lines, or only a step changes it."""
        if isinstance(sheet, Appointment) and values.get("stage", sheet.stage) != sheet.stage:
            self._desk.appointments.check_move(sheet, str(values["stage"]))
        if isinstance(sheet, Shop) and "currency" in values and self._store.find(Document, {"number !=": ""}, limit=1):
            raise Refused(say("The currency is fixed, because papers were issued in it."), field="shop.currency")
        visit = sheet.id if isinstance(sheet, Visit) else str(getattr(sheet, "visit", ""))
        stage = self._store.value(Visit, visit, "stage") if visit else None
        if stage is None:
            return
        if KEPT.get(form, frozenset()).intersection(values):
            raise Refused(say("This cannot be typed over. Take the step that changes it."))
        if form is Visit and LATE_TIMES.intersection(values):
            self._desk.late.check(visit, values)
        if stage in ENDED:
            raise visit_closed()
        if form in BILLED and BILLED[form].intersection(values):
            issued = self._desk.settlement.issued(visit)
            if issued:
                raise Refused(
                    say(
                        "{number} is issued, so its lines are locked. Reverse it by a credit note first.",
                        number=issued[0].number,
                    )
                )


def _fresh(row: f.Line) -> f.Line:
    """A row with the same values that is no row yet."""
    return dataclasses.replace(row, id="", parent="")


def _take_all(form: f.Form) -> None:
    """Clean and normalise every field of a new sheet; TooLong says which one is too long."""
    for spec in form.specs().values():
        if spec.kind in f.ROWS:
            for row in getattr(form, spec.name):
                _take_all(row)
        else:
            setattr(form, spec.name, spec.take(getattr(form, spec.name)))
