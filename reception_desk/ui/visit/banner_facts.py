"""What the banner of a visit says, from its sheets and the time."""

from __future__ import annotations

from reception_desk.desk.desk import Desk
from reception_desk.desk.visit_file import VisitFile
from reception_desk.desk.workshop import Open
from reception_desk.forms.stages import ENDED
from reception_desk.forms.visit import Visit, short_number
from reception_desk.forms.words import NOTHING, Text, dotted, say, value, value_text, verbatim
from reception_desk.ui.when import when
from reception_desk.ui.widgets.banner import BannerFacts, Flag

SOON = 60
MOST_FLAGS = 2


def banner_facts(desk: Desk, file: VisitFile, moves: list[Open]) -> BannerFacts:
    visit, car = file.visit, file.vehicle
    left, level = _left(desk, file)
    flags = [Flag(flag.level if flag.level == "check" else "", flag.text) for flag in desk.board.flags(file)]
    promised = file.check_in.promised
    return BannerFacts(
        plate=value_text("plate", car.plate) if car.plate else say("no plate"),
        customer=_customer(file),
        car=_car(desk, file),
        flags=tuple(flags[:MOST_FLAGS]),
        promised=say("Promised") if promised else NOTHING,
        promised_time=when(promised, desk.now().day()),
        left=left,
        left_level=level,
        state=visit.stage,
        state_word=Visit.spec("stage").option(visit.stage),
        moves=lambda: [(one.move.go, _move_word(one)) for one in moves],
        number=short_number(visit.number),
    )


def _customer(file: VisitFile) -> Text:
    name = file.customer.name or "–"
    phone = file.check_in.bringer_phone or file.customer.phone()
    return say("{name} · {phone}", name=name, phone=value("phone", phone)) if phone else verbatim(name)


def _car(desk: Desk, file: VisitFile) -> Text:
    car = file.vehicle
    parts = [verbatim(" ".join(part for part in (car.model, str(car.year or "")) if part))] if car.model else []
    if car.colour:
        parts.append(verbatim(car.colour))
    before = desk.reception.before(car.id, beside=file.visit.id)
    if before.odometer is not None:
        parts.append(
            say(
                "last {day}, {odometer}",
                day=value("short_day", before.day),
                odometer=value("whole", before.odometer, "distance"),
            )
        )
    return dotted(parts) or verbatim("–")


def _left(desk: Desk, file: VisitFile) -> tuple[Text, str]:
    """How long until the promised time, while the car is being worked on."""
    promised = file.check_in.promised
    if promised is None or file.visit.stage in ("ready", *ENDED):
        return NOTHING, ""
    minutes = (promised.ms - desk.now().ms) // 60_000
    if minutes < 0:
        return say("late {time}", time=value("span", -minutes)), "stop"
    return say("{time} left", time=value("span", minutes)), "check" if minutes <= SOON else ""


def _move_word(one: Open) -> Text:
    """The stage a move leads to; one that is not possible yet says so."""
    if one.move.come == "closed":
        return say("Open again")
    word = Visit.spec("stage").option(one.move.go)
    return say("{stage} – not yet", stage=word) if one.missing else word
