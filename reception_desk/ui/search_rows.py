"""Hits of the desk as rows of the search list: what they say, what is marked, what Enter will do."""

from __future__ import annotations

from reception_desk.desk import finding
from reception_desk.desk.reception import Newcomer
from reception_desk.forms.phones import digits
from reception_desk.forms.plates import pretty
from reception_desk.forms.visit import Visit, short_number
from reception_desk.forms.words import NOTHING, Text, say, value, verbatim
from reception_desk.ui.keys import Command, caps
from reception_desk.ui.widgets.search_hits import Hit

GROUPS: dict[str, Text] = {
    "in_shop": say("In shop"),
    "booked": say("Booked today"),
    "vehicle": say("Vehicles"),
    "customer": say("Customers"),
    "visit": say("Old visits"),
}


COMMANDS = say("What can be done here")


def command_row(one: Command) -> Hit:
    """A command with its keys; Enter does it."""
    return Hit(
        group=COMMANDS,
        state="",
        icon=one.icon or "chevron-right",
        plate="",
        model="",
        customer="",
        phone_tail="",
        detail="",
        action=say("Do it"),
        key=one,
        words=one.words,
        keys=tuple(caps(one)),
    )


def row_of(hit: finding.Hit, typed: str) -> Hit:
    plate, tail = pretty(hit.vehicle.plate), _tail(hit)
    return Hit(
        group=GROUPS[hit.group],
        state=_state(hit),
        icon={"vehicle": "car", "customer": "users"}.get(hit.group, ""),
        plate=plate if hit.vehicle.id or plate else hit.customer.name,
        model=hit.vehicle.model,
        customer=hit.customer.name if plate else "",
        phone_tail=tail,
        detail=_detail(hit),
        action=_action(hit),
        key=hit,
        marked=_marks(plate, tail, typed),
        state_word=_word(hit),
    )


def _tail(hit: finding.Hit) -> str:
    number = digits(hit.customer.phone())
    return f"··{number[-4:]}" if number else ""


def _state(hit: finding.Hit) -> str:
    if hit.group in ("in_shop", "visit") and hit.visit:
        return hit.visit.stage
    return hit.appointment.stage if hit.appointment else ""


def _word(hit: finding.Hit) -> Text:
    if hit.visit:
        return Visit.spec("stage").option(hit.visit.stage)
    return hit.appointment.spec("stage").option(hit.appointment.stage) if hit.appointment else NOTHING


def _detail(hit: finding.Hit) -> Text:
    if hit.group == "visit" and hit.visit and hit.visit.arrived:
        return say("{number} · {day}", number=short_number(hit.visit.number), day=value("day", hit.visit.arrived.day()))
    if hit.visit:
        return verbatim(short_number(hit.visit.number))
    if hit.appointment and hit.appointment.arrives:
        return say("booked {time}", time=value("clock", hit.appointment.arrives))
    if hit.last and hit.last.arrived:
        return say("last {day}", day=value("day", hit.last.arrived.day()))
    return say("first visit") if hit.vehicle.id else NOTHING


def _action(hit: finding.Hit) -> Text:
    if hit.group == "in_shop":
        return say("Open visit")
    if hit.group == "booked" and hit.appointment and hit.appointment.arrives:
        return say("Check in the booking of {time}", time=value("clock", hit.appointment.arrives))
    return say("Open record") if hit.group == "visit" else say("New visit")


def _marks(plate: str, tail: str, typed: str) -> tuple[tuple[str, int, int], ...]:
    """Where the plate or the phone's tail holds what was typed."""
    wanted = "".join(c for c in typed.upper() if c.isalnum())
    found = []
    at = plate.find(wanted) if wanted else -1
    if at < 0 and "·" in plate and wanted:
        # the dot stands between what was typed: count it in
        at = plate.replace("·", "").find(wanted)
        if at >= 0:
            dot = plate.index("·")
            found.append(("plate", at + (at >= dot), len(wanted) + (at < dot < at + len(wanted))))
            at = -1
    if at >= 0:
        found.append(("plate", at, len(wanted)))
    number = tail.removeprefix("··")
    if wanted and number and (number.endswith(wanted) or wanted.endswith(number)):
        found.append(("phone_tail", len(tail) - min(len(wanted), len(number)), min(len(wanted), len(number))))
    return tuple(found)


def told_new(new: Newcomer, typed: str) -> Text:
    """What Enter will do with a text that nothing was found for."""
    if new.plate:
        return say("Nothing for {typed}. Enter: new visit with this plate", typed=value("plate", typed.upper()))
    if new.phone:
        return say("Nothing for {typed}. Enter: new visit with this phone", typed=typed)
    if new.vin:
        return say("Nothing for {typed}. Enter: new visit with this VIN", typed=typed)
    return say("Nothing for {typed}. Enter: new visit with this name", typed=typed)
