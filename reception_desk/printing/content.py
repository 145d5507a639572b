"""The frozen content of a document, read through the declarations of its sheets.

What a paper has placed is remembered, so that the general block can draw everything else that is declared.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from reception_desk.forms.check_in import CheckIn
from reception_desk.forms.checkout import Checkout
from reception_desk.forms.customer import Customer
from reception_desk.forms.fields import ROWS, Form, Line, Spec
from reception_desk.forms.moments import Moment
from reception_desk.forms.payment import Payment
from reception_desk.forms.plates import pretty
from reception_desk.forms.sheets import BY_TABLE
from reception_desk.forms.shop import Shop
from reception_desk.forms.vehicle import Vehicle
from reception_desk.forms.visit import Visit
from reception_desk.forms.walk_around import WalkAround
from reception_desk.forms.words import Text, say
from reception_desk.forms.work_order import Job, WorkOrder
from reception_desk.language import Language
from reception_desk.printing.facts import Facts
from reception_desk.printing.text import unparted

_AnyForm = TypeVar("_AnyForm", bound=Form)
Pair = tuple[str, str]
READ_BACK = say("read back")
"""Behind the way in which an answer came."""


@dataclass
class Group:
    """Fields of one sheet that no grid has placed: (label, value)."""

    title: str
    pairs: list[Pair]


class Content:
    def __init__(self, body: Mapping[str, Any], language: Language, facts: Facts, *, sign: int = 1) -> None:
        self.body, self.language, self.facts, self.sign = body, language, facts, sign
        self._placed: set[str] = set()

    @property
    def chinese(self) -> bool:
        return self.language.code.startswith("zh")

    @property
    def gap(self) -> str:
        """Between two facts on one line."""
        return "\u3000" if self.chinese else " · "

    def say(self, text: Text) -> str:
        return self.language.say(text)

    def second(self, text: Text) -> str:
        """The English words beside the Chinese ones, on papers that have both."""
        return str(text) if self.chinese else ""

    def both(self, text: Text) -> str:
        return f"{self.say(text)} {text}" if self.chinese else self.say(text)

    # Sheets

    def has(self, table: str) -> bool:
        return bool(self.body.get(table))

    def _sheet(self, form: type[_AnyForm]) -> _AnyForm:
        return form.from_json(self.body.get(form.table) or {})

    @cached_property
    def shop(self) -> Shop:
        return self._sheet(Shop)

    @cached_property
    def visit(self) -> Visit:
        return self._sheet(Visit)

    @cached_property
    def customer(self) -> Customer:
        return self._sheet(Customer)

    @cached_property
    def vehicle(self) -> Vehicle:
        return self._sheet(Vehicle)

    @cached_property
    def check_in(self) -> CheckIn:
        return self._sheet(CheckIn)

    @cached_property
    def walk_around(self) -> WalkAround:
        return self._sheet(WalkAround)

    @cached_property
    def work_order(self) -> WorkOrder:
        return self._sheet(WorkOrder)

    @cached_property
    def checkout(self) -> Checkout:
        return self._sheet(Checkout)

    @cached_property
    def payments(self) -> list[Payment]:
        return [Payment.from_json(row) for row in self.body.get("payments", ())]

    @cached_property
    def _jobs(self) -> dict[str, Job]:
        return {job.id: job for job in self.work_order.jobs}

    def job(self, job: str) -> Job | None:
        return self._jobs.get(job)

    @property
    def plate(self) -> str:
        self._placed |= {"visit.plate", "vehicle.plate"}
        return pretty(self.visit.plate or self.vehicle.plate)

    @property
    def scan(self) -> str:
        self._placed |= {"visit.scan", "visit.number"}
        return self.facts.scan or self.visit.scan

    def name(self, link: str) -> str:
        """What a link points at, in words."""
        return str(self.body.get("names", {}).get(link, "")) if link else ""

    # Fields

    def spec(self, key: str) -> Spec:
        table, _, name = key.partition(".")
        return BY_TABLE[table].spec(name)

    def label(self, key: str) -> str:
        return self.say(self.spec(key).label)

    def kept(self, key: str) -> Any:
        """The value as it is kept; a sheet that the content lacks has none. The field counts as placed."""
        table, _, name = key.partition(".")
        self._placed.add(key)
        return getattr(getattr(self, table), name) if self.has(table) else None

    def words(self, key: str) -> str:
        return self.show(self.spec(key), self.kept(key))

    def pair(self, key: str) -> Pair:
        return self.label(key), self.words(key)

    def of(self, row: Line | Payment, name: str) -> str:
        """A field of a row, in words."""
        self._placed.add(f"{row.table}.{name}")
        return self.show(row.spec(name), getattr(row, name))

    def show(self, spec: Spec, kept: Any) -> str:
        if kept is None:
            return ""
        if spec.kind == "link":
            return self.name(kept)
        if spec.kind == "money":
            return self.money(kept)
        words = self.language.show(spec, kept)
        return unparted(words) if spec.pattern == "phone" else words

    def placed(self, *keys: str) -> None:
        """These stand on the paper in a drawing of their own."""
        self._placed.update(keys)

    def rest(self, tables: Iterable[str], papers: Collection[str] = ("customer",)) -> list[Group]:
        """Everything filled in and declared for this paper that has not been placed."""
        groups = []
        for table in tables:
            if self.has(table):
                sheet: Form = getattr(self, table)
                pairs = self._left(sheet, papers)
                pairs += [pair for rows in sheet.rows() for pair in self._rows_left(sheet, rows, papers)]
                if pairs:
                    groups.append(Group(self.say(sheet.title), pairs))
        return groups

    def _left(self, sheet: Form, papers: Collection[str]) -> list[Pair]:
        found = []
        for spec in sheet.specs().values():
            if spec.kind in ROWS or spec.key in self._placed or spec.paper not in papers:
                continue
            words = self.show(spec, getattr(sheet, spec.name))
            if words:
                found.append((self.say(spec.label), words))
        return found

    def _rows_left(self, sheet: Form, rows: str, papers: Collection[str]) -> list[Pair]:
        """Rows that no table of the paper shows."""
        if f"{sheet.table}.{rows}" in self._placed or sheet.spec(rows).paper not in papers:
            return []
        title = self.say(sheet.spec(rows).label)
        return [(title, self.note(row, papers)) for row in getattr(sheet, rows)]

    def note(self, row: Form, papers: Collection[str] = ("customer",)) -> str:
        """The fields of a row that its table has no column for, as one text."""
        return self.gap.join(f"{label} {words}" for label, words in self._left(row, papers))

    # Figures

    def money(self, minor: int, *, symbol: bool = False) -> str:
        return self.language.money(minor, symbol=symbol)

    def amount(self, minor: int, *, symbol: bool = False) -> str:
        """A sum of this paper: on a credit note it takes away."""
        return self.money(self.sign * minor, symbol=symbol)

    def total(self, name: str) -> int:
        return int(self.body.get("totals", {}).get(name, 0))

    def group(self, *names: str) -> int:
        """The sum of these kinds of lines before discount."""
        groups = self.body.get("totals", {}).get("groups", {})
        return sum(int(groups.get(name, 0)) for name in names)

    def amounts(self, line: str) -> tuple[int, int, int]:
        """Gross, discount and amount of one line."""
        gross, discount, amount = self.body.get("amounts", {}).get(line, (0, 0, 0))
        return gross, discount, amount

    def told(self, label: str, words: str) -> str:
        """Label and value inside running text."""
        return self.say(say("{label}: {words}", label=label, words=words))

    def model(self) -> str:
        model, year = self.words("vehicle.model"), self.kept("vehicle.year")
        return self.say(say("{model} ({year})", model=model, year=str(year))).strip() if year else model

    def odometer(self) -> str:
        self.placed("check_in.odometer_unreadable")
        words = self.words("check_in.odometer")
        if not words and self.has("check_in") and self.check_in.odometer_unreadable:
            return self.say(say("cannot be read"))
        return words

    def phones(self) -> str:
        self.placed("customer.phones")
        numbers = [phone.number for phone in self.customer.phones if phone.number]
        return self.gap.join(unparted(self.language.code_text("phone", number)) for number in numbers)

    def short(self, at: Moment) -> str:
        """Day and time without the year, which the paper's own date tells."""
        if at.day()[:4] != self.at.day()[:4]:
            return self.language.moment(at)
        return f"{self.language.short_day(at.day())} {self.language.clock(at)}"

    def promised(self) -> str:
        """Day, weekday, time."""
        at = self.kept("check_in.promised")
        if at is None:
            return ""
        day, language = at.day(), self.language
        return f"{language.short_day(day)} {language.weekday(day)} {language.clock(at)}"

    def warranty_words(self) -> str:
        """How long the work is covered, from the shop's terms."""
        days, distance = self.shop.warranty_days, self.shop.warranty_distance
        if days and distance:
            return self.say(
                say(
                    "Warranty on the work: {days} days or {distance} from hand-over, whichever comes first.",
                    days=days,
                    distance=self.language.distance_of(distance),
                )
            )
        return self.say(say("Warranty on the work: {days} days from hand-over.", days=days)) if days else ""

    @property
    def at(self) -> Moment:
        return self.facts.at
