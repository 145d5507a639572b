"""Everything that a person does to the lines of a work order: through the desk, each with its way back."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from reception_desk.desk import consent
from reception_desk.desk.ordering import Offer, Rows
from reception_desk.desk.suggestions import Suggestion
from reception_desk.desk.visit_file import VisitFile
from reception_desk.errors import DeskError
from reception_desk.forms import fields as f
from reception_desk.forms.package import Package
from reception_desk.forms.reading import Unreadable
from reception_desk.forms.words import NOTHING, Text, say, say_many, value, word
from reception_desk.forms.work_order import Job, WorkLine, WorkOrder
from reception_desk.ui.room import Room
from reception_desk.ui.undo import Step, TakeBack
from reception_desk.ui.visit.cell_reading import read_cell
from reception_desk.ui.widgets.line_actions import Taken
from reception_desk.ui.widgets.lines_model import SPECS, Col, LineRow
from reception_desk.ui.widgets.offer_list import Suggestion as Shown

WHY = {"due": "calendar-time", "soon": "calendar-time", "declined": "history", "work": "alert-triangle"}
ICONS = {"labour": "clock", "part": "settings", "sublet": "car", "fee": "receipt", "text": "file-text"}


ENTRY = "entry"


class OrderEdits:
    """`changed` is called after each edit; until it returns, the order is shown anew."""

    def __init__(self, room: Room, changed: Callable[[], None]) -> None:
        self.room, self.changed = room, changed
        self.order = WorkOrder()
        self._file: VisitFile | None = None
        self.suggested: Sequence[Suggestion] = ()
        """What is offered under an empty entry row."""

    def show(self, file: VisitFile) -> None:
        self._file, self.order = file, file.work_order

    # Words

    def suggest(self, typed: str, kind: str) -> Sequence[Shown]:
        """What the price list holds, and the typed words themselves: first where a kind was chosen for them. Without
        words, what the car's history suggests."""
        if not typed:
            return [self._suggested(one) for one in self.suggested]
        rows = [self._suggestion(offer) for offer in self.room.desk.ordering.offers(typed)]
        own = Shown("plus", "", typed, self._own_note(kind), "", None)
        return [*rows, own] if kind == "labour" else [own, *rows]

    def _suggestion(self, offer: Offer) -> Shown:
        language = self.room.voice.language
        price = language.money(offer.price)
        if offer.item is None:
            count = len(offer.package.lines) if offer.package else 0
            note = language.say(say_many("{n} line", "{n} lines", n=count))
            return Shown("box", offer.code, offer.name, note, price, offer)
        item = offer.item
        parts = [language.show(item.spec("part_class"), item.part_class)]
        if item.kind == "labour" and item.quantity:
            parts.append(f"{language.quantity(item.quantity)} {item.unit}".strip())
        note = " · ".join(part for part in parts if part)
        return Shown(ICONS.get(item.kind, "file-text"), offer.code, offer.name, note, price, offer)

    def _suggested(self, one: Suggestion) -> Shown:
        language = self.room.voice.language
        price = language.money(one.price) if one.price is not None else ""
        return Shown(WHY.get(one.kind, "search"), "", language.say(one.name), language.say(one.why), price, one)

    def _own_note(self, kind: str) -> str:
        if kind == "labour":
            rate = self.room.desk.shop().labour_rate
            text = say("as labour at {price} an hour", price=value("money", rate)) if rate else say("as labour")
        else:
            text = say("as a line of its own: {kind}", kind=WorkLine.spec("kind").option(kind))
        return self.room.voice.say(text)

    def judge(self, column: Col, typed: str, row: LineRow | None = None) -> Text:
        try:
            values = read_cell(self.room.voice.language, column, typed, self.room.desk.clock)
        except (Unreadable, f.TooLong) as trouble:
            return trouble.say
        return NOTHING if row is None else self.room.desk.discounts.refusal(row.line, values)

    def refuse(self) -> None:
        try:
            self.room.desk.sheets.guard(self.order, WorkLine, WorkLine.specs())
        except DeskError as trouble:
            self.room.troubled.emit(trouble)

    # What is no line yet

    @property
    def entry(self) -> tuple[str, str]:
        """(words, type) that were typed into the entry row and left there."""
        kind, _, text = self.room.desk.sheets.raw(self.order.id).get(f"{self.order.id}.{ENTRY}", "").partition(" ")
        return text, kind

    def keep_entry(self, text: str, kind: str) -> None:
        """Beside the order, as text that is no value yet; gone when it becomes a line."""
        sheets, order = self.room.desk.sheets, self.order.id
        try:
            sheets.keep_raw(WorkOrder, order, ENTRY, f"{kind} {text}" if text else "")
        except DeskError as trouble:
            self.room.troubled.emit(trouble)

    # Lines come

    def take(self, key: object, typed: str, kind: str) -> Taken | None:
        if isinstance(key, Suggestion):
            return self.add_suggestion(key)
        if isinstance(key, Offer):
            if key.package is not None:
                return self.add_package(key.package)
            assert key.item is not None
            item = key.item
            added = self.add(lambda: [self.room.desk.ordering.add_item(self.order.id, item.id)])
            return Taken(added[0], () if item.kind == "text" else (Col.QUANTITY,)) if added else None
        if self.judge(Col.NAME, typed):
            self.room.tell(self.judge(Col.NAME, typed))
            return None
        line = self._own_line(typed, kind)
        added = self.add(lambda: [self.room.desk.ordering.add_line(self.order.id, line)])
        return Taken(added[0], () if kind == "text" else (Col.QUANTITY, Col.PRICE)) if added else None

    def _own_line(self, typed: str, kind: str) -> WorkLine:
        """A line that stands on no list: labour at the shop's rate, all else at a price that is asked for."""
        line = WorkLine(kind=kind, name=typed)
        if kind != "text":
            line.quantity = 1000
        if kind == "labour":
            line.price = self.room.desk.shop().labour_rate
            line.unit = self.room.voice.say(word("unit", "h"))
        return line

    def add_package(self, package: Package) -> Taken | None:
        label = say("package {name} added", name=package.name)
        added = self.add(lambda: self.room.desk.ordering.add_package(self.order.id, package.id), label)
        return Taken() if added else None

    def add_suggestion(self, wanted: Suggestion) -> Taken | None:
        """What was suggested; a point of the walk-around asks for its hours next."""
        file = self._file
        if file is None:
            return None
        label = say("{what} added", what=wanted.name)
        added = self.add(lambda: self.room.desk.suggestions.add(file, wanted), label)
        if not added:
            return None
        return Taken(added[0], (Col.QUANTITY,)) if wanted.point is not None else Taken()

    def add(self, act: Callable[[], list[str]], label: Text = NOTHING) -> list[str]:
        """Add lines; what they brought along (their jobs) goes with them when they are taken back."""
        jobs, added = {job.id for job in self.order.jobs}, []
        if not self.room.try_to(lambda: added.extend(act())):
            return []
        if not added:
            self.room.tell(say("Nothing was added: there are no lines in it yet."))
            return []
        self.changed()
        rows: Rows = [(WorkLine, line) for line in added]
        rows += [(Job, job.id) for job in self.order.jobs if job.id not in jobs]
        if not label:
            label = say("line {n} added", n=self.number(added[0]))
        ordering = self.room.desk.ordering
        step = Step(label, lambda: ordering.take_off(rows), lambda: ordering.put_back(rows))
        self.room.undo.push(step)
        self._tell_retired(added, step)
        return added

    def _tell_retired(self, added: Sequence[str], step: Step) -> None:
        """A package brings what it holds, also what is no longer offered by itself."""
        retired = self.room.desk.ordering.retired()
        names = ", ".join(line.name for line in self.order.lines if line.id in added and line.item in retired)
        if names:
            text = say(
                "Added. No longer offered: {names}. Take that off, or change the package in Settings.", names=names
            )
            self.room.tell(text, TakeBack(self.room.undo, step, lambda: self.take_back(step)))

    def number(self, line: str) -> int:
        """The number that the table shows before a line."""
        ids = [row.id for row in consent.shown(self.order)]
        return ids.index(line) + 1 if line in ids else 0

    # Lines change, move, go

    def edit(self, row: LineRow, column: Col, typed: str) -> None:
        """Keep a cell. What cannot be read, or is a discount beyond the person's limit, stays in it as typed."""
        line, sheets = row.line, self.room.desk.sheets
        try:
            kept = read_cell(self.room.voice.language, column, typed, self.room.desk.clock)
        except Unreadable:
            self._keep_typed(line, column, typed)
            return
        except f.TooLong as trouble:
            self.room.tell(trouble.say)
            return
        before = {name: getattr(line, name) for name in kept}
        if kept == before and not row.raw_of(column):
            return
        if self.room.desk.discounts.refusal(line, kept):
            self._keep_typed(line, column, typed)
        elif column is Col.NAME:
            rename = self.room.desk.ordering.rename
            self._put(row, SPECS[column], lambda name: rename(line.id, str(name)), before["name"], kept["name"])
        else:
            self._put(row, SPECS[column], lambda values: sheets.edit(WorkLine, line.id, values), before, kept)

    def _keep_typed(self, line: WorkLine, column: Col, typed: str) -> None:
        sheets, name = self.room.desk.sheets, SPECS[column].name
        self.room.try_to(lambda: sheets.keep_raw(WorkLine, line.id, name, typed))
        self.changed()

    def choices(self, row: LineRow | None, column: Col) -> Sequence[tuple[str, Text]]:
        """An answer is open only until there is one; another payer is not asked for any."""
        spec = SPECS[column]
        if column is Col.ANSWER and row is not None:
            if row.elsewhere:
                return []
            skip = {"open"} if row.job.answer == "ok" else set()
            return [(option.code, option.label) for option in spec.options if option.code not in skip]
        return self.room.choices(spec)

    def choose(self, row: LineRow, column: Col, code: str) -> None:
        spec, sheets = SPECS[column], self.room.desk.sheets
        if column is Col.ANSWER and code != "open":
            self.answer([row.job.id], channel="in_person" if code == "ok" else "", answer=code)
            return
        sheet: WorkLine | Job = row.line if spec.table == "line" else row.job
        form, row_id, before = type(sheet), sheet.id, getattr(sheet, spec.name)
        self._put(row, spec, lambda value: sheets.put(form, row_id, spec.name, value), before, code)

    def toggle(self, row: LineRow) -> None:
        job, workshop = row.job, self.room.desk.workshop
        self._put(row, Job.spec("done"), lambda done: workshop.tick(job.id, done=bool(done)), job.done, not job.done)

    def _put(self, row: LineRow, spec: f.Spec, put: Callable[[Any], object], before: object, after: object) -> None:
        if self.room.try_to(lambda: put(after)):
            label = say("line {n}: {field}", n=self.number(row.line.id), field=spec.label)
            key = f"{row.line.id}.{spec.name}"
            self.room.undo.push(Step(label, lambda: put(before), lambda: put(after), key=key))
            self.changed()

    def move(self, row: LineRow, step: int) -> None:
        ordering, order = self.room.desk.ordering, self.order.id
        before, moved = ordering.arrangement(self.order), [False]

        def act() -> None:
            moved[0] = ordering.move_line(order, row.line.id, step)

        if not self.room.try_to(act) or not moved[0]:
            return
        self.changed()
        after = ordering.arrangement(self.order)
        label = say("line {n} moved", n=self.number(row.line.id))
        self.room.undo.push(
            Step(label, lambda: ordering.arrange(order, before), lambda: ordering.arrange(order, after))
        )

    def remove(self, rows: Sequence[LineRow]) -> None:
        """One line or several, in one step back."""
        ordering, name = self.room.desk.ordering, rows[0].line.name
        gone: Rows = []
        label = say("line {n} removed", n=self.number(rows[0].line.id))
        told = say("“{name}” was taken off the order.", name=name)
        if len(rows) > 1:
            label = say_many("{n} line removed", "{n} lines removed", n=len(rows))
            more = len(rows) - 1
            told = say_many(
                "“{name}” and {n} more line were taken off the order.",
                "“{name}” and {n} more lines were taken off the order.",
                n=more,
                name=name,
            )
        if not self.room.try_to(lambda: gone.extend(ordering.remove_lines([row.line.id for row in rows]))):
            return
        step = Step(label, lambda: ordering.put_back(gone), lambda: ordering.take_off(gone))
        self.room.undo.push(step)
        self.changed()
        self.room.tell(told, TakeBack(self.room.undo, step, lambda: self.take_back(step)))

    def take_back(self, step: Step) -> None:
        """Undo from a message: the step itself, also when others came after it."""
        if self.room.undo.next is step.label:
            self.room.undo.undo()
        elif self.room.try_to(step.back):
            self.changed()

    # The customer's word

    def answer(
        self, jobs: Iterable[str], *, channel: str, answer: str = "ok", number: str = "", read_back: bool = False
    ) -> bool:
        """Note who said what to which jobs."""
        ordering, wanted, made = self.room.desk.ordering, set(jobs), []
        before = [dataclasses.replace(job) for job in self.order.jobs if job.id in wanted]

        def act() -> None:
            made.append(
                ordering.answer(
                    self.order.id, wanted, channel=channel, answer=answer, number=number, read_back=read_back
                )
            )

        if not self.room.try_to(act):
            return False
        self.changed()
        after = [dataclasses.replace(job) for job in self.order.jobs if job.id in wanted]
        step = Step(
            say("the customer's answer"),
            lambda: ordering.take_back_answer(made[0], before),
            lambda: ordering.put_back_answer(made[0], after),
        )
        self.room.undo.push(step)
        noted = self._noted(answer, before)
        self.room.tell(noted, TakeBack(self.room.undo, step, lambda: self.take_back(step)))
        return True

    def _noted(self, answer: str, before: Sequence[Job]) -> Text:
        if answer == "ok":
            return say("The customer's OK is noted.")
        if all(job.answer == "ok" for job in self.order.jobs if job.id in {job.id for job in before}):
            return say("The raise was declined. Put the old price or quantity back; the job stays as it was agreed.")
        if answer == "later":
            return say("Put off. The work order lists it struck through; job card and bill leave it out.")
        return say("Declined. The work order lists it struck through; job card and bill leave it out.")
