"""What a quick look at a row tells: who and which car, when, the jobs, the money, and what is still open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reception_desk.desk.board import Row
from reception_desk.desk.desk import Desk
from reception_desk.desk.visit_file import VisitFile
from reception_desk.forms.appointment import Appointment
from reception_desk.forms.check_in import CheckIn
from reception_desk.forms.package import Package
from reception_desk.forms.stages import ENDED
from reception_desk.forms.visit import short_number
from reception_desk.forms.words import Text, dotted, say, value, value_text, verbatim, word
from reception_desk.forms.work_order import Job
from reception_desk.ui.places import board_words as words

MOST_JOBS = 8


@dataclass(frozen=True)
class Fact:
    """One line of a look: a label, what it says, and its tone."""

    label: Text
    text: Text
    tone: str = "text"


@dataclass(frozen=True)
class Look:
    plate: Text
    state: str
    state_word: Text
    number: str
    facts: tuple[Fact, ...]
    jobs: tuple[tuple[str, Text], ...]
    """Sign ("tick", "open", "declined") and words of each job."""
    money: tuple[Fact, ...]
    open: tuple[Text, ...]


def look_at(desk: Desk, row: Row) -> Look:
    """Read anew: what the board shows may be half a minute old."""
    if row.visit is None:
        assert row.appointment is not None
        return _booking(desk, row, row.appointment)
    return _visit(desk, row, desk.reception.file(row.visit.id))


def _plate(plate: str) -> Text:
    return value_text("plate", plate) if plate else verbatim("—")


def _who(row: Row) -> Iterator[Fact]:
    name, phone = row.customer.name or "–", row.phone
    who = say("{name} · {phone}", name=name, phone=value("phone", phone)) if phone else verbatim(name)
    yield Fact(say("Customer"), who)
    car = " · ".join(part for part in (row.vehicle.model, str(row.vehicle.year or ""), row.vehicle.colour) if part)
    if car:
        yield Fact(say("Car"), verbatim(car))


def _times(desk: Desk, row: Row) -> Iterator[Fact]:
    times = dotted(words.spoken_times(row, desk.now()))
    if times:
        yield Fact(say("Time"), times, "red" if row.late else "text")


def _booking(desk: Desk, row: Row, booking: Appointment) -> Look:
    facts = [*_who(row)]
    facts += _times(desk, row)
    if booking.duration:
        facts.append(Fact(Appointment.spec("duration").label, value_text("span", booking.duration)))
    if booking.concern:
        facts.append(Fact(Appointment.spec("concern").label, verbatim(booking.concern)))
    package = desk.sheets.get(Package, booking.package)
    jobs = ((("open", verbatim(package.name)),)) if package is not None else ()
    here = desk.reception.open_visit(row.vehicle.id) if row.vehicle.id else None
    open_ = (say("This car is already in the shop ({number}).", number=short_number(here.number)),) if here else ()
    return Look(_plate(row.vehicle.plate), row.stage, words.state_word(row), "", tuple(facts), jobs, (), open_)


def _visit(desk: Desk, row: Row, file: VisitFile) -> Look:
    facts = [*_who(row)]
    facts += _times(desk, row)
    if file.check_in.concern:
        facts.append(Fact(CheckIn.spec("concern").label, verbatim(file.check_in.concern)))
    place = words.place_of(row)
    if place:
        facts.append(Fact(say("Technician · bay"), place))
    return Look(
        plate=_plate(row.vehicle.plate),
        state=file.visit.stage,
        state_word=words.state_word(row),
        number=short_number(file.visit.number),
        facts=tuple(facts),
        jobs=tuple(_jobs(file)),
        money=tuple(_money(desk, file)),
        open=tuple(_open(desk, file)),
    )


def _jobs(file: VisitFile) -> Iterator[tuple[str, Text]]:
    jobs = file.work_order.jobs
    for job in jobs[:MOST_JOBS]:
        sign = "declined" if job.answer == "declined" else "tick" if job.done else "open"
        name = verbatim(job.description or "–")
        answer = Job.spec("answer").option(job.answer)
        told = word("tick", "done") if job.done else answer
        yield sign, say("{what} · {state}", what=name, state=told) if told else name
    if len(jobs) > MOST_JOBS:
        yield "", say("and {n} more", n=len(jobs) - MOST_JOBS)


def _money(desk: Desk, file: VisitFile) -> Iterator[Fact]:
    if not file.work_order.lines:
        return
    settlement = desk.settlement
    total, paid = settlement.totals(file).total, settlement.paid(file)
    yield Fact(say("Total"), value_text("money", total))
    if paid:
        yield Fact(say("Paid"), value_text("money", paid))
        yield Fact(say("To pay"), value_text("money", settlement.due(file)))


def _open(desk: Desk, file: VisitFile) -> Iterator[Text]:
    """What somebody has to see to: what the customer has not agreed to, what the next stage lacks, what is known."""
    asking = desk.ordering.asking(file.work_order)
    if asking.jobs and file.visit.stage not in ENDED:
        yield say("To agree: +{amount}", amount=value("money", asking.amount))
    ways = desk.workshop.moves(file)
    forward = next((one for one in ways if one.missing and not one.move.reason), None)
    if forward is not None:
        yield from forward.missing
    for flag in desk.board.flags(file):
        if flag.level == "check":
            yield flag.text
