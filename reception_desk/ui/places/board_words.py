"""What a row of the board says: its next step, its times, its work; as pieces with a tone each, no painting here."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from reception_desk.desk.board import Row
from reception_desk.forms.appointment import Appointment
from reception_desk.forms.moments import Moment
from reception_desk.forms.phones import digits
from reception_desk.forms.visit import Visit
from reception_desk.forms.words import NOTHING, Text, say, say_many, value, verbatim, word
from reception_desk.ui.when import when

GROUPS: dict[str, Text] = {
    "arriving": say("Arriving"),
    "in_shop": say("In shop"),
    "ready": word("stage", "Ready"),
    "done": say("Done today"),
}
CHECK_IN, OPEN, RECORD = say("Check in"), say("Open"), say("Record OK")
STEPS: dict[str, tuple[Text, int]] = {
    # stage: what the row's button says, the step it opens (0: the one that fits)
    "arrived": (word("board", "Continue"), 0),
    "waiting": (RECORD, 3),
    "in_work": (OPEN, 0),
    "parts": (OPEN, 0),
    "qc": (say("Quality check"), 0),
    "ready": (say("Checkout"), 4),
    "closed": (OPEN, 4),
}
LATE_ARRIVAL = 15
MINUTE, HOUR, DAY = 60_000, 60, 24 * 60


@dataclass(frozen=True)
class Piece:
    """Some words in one weight and tone; `icon` is a state's shape before them."""

    text: Text
    tone: str = "text"
    bold: bool = False
    icon: str = ""


def key_of(row: Row) -> str:
    """By what a row is known again after the board was read anew."""
    return row.visit.id if row.visit else row.appointment.id if row.appointment else ""


def step_of(row: Row) -> tuple[Text, int]:
    """The next sensible step of a car that is here: what its button says, and which tab that opens."""
    if row.asked is not None:
        return STEPS["waiting"]
    return STEPS.get(row.stage, (OPEN, 0))


def action_of(row: Row) -> Text:
    return CHECK_IN if row.visit is None else step_of(row)[0]


def all_actions() -> list[Text]:
    return [CHECK_IN, *(text for text, _ in STEPS.values())]


def state_word(row: Row) -> Text:
    return (Visit if row.visit else Appointment).spec("stage").option(row.stage)


def adviser_of(row: Row) -> str:
    return row.visit.adviser if row.visit else row.appointment.adviser if row.appointment else ""


def phone_tail(row: Row) -> str:
    """The last four figures only: the screen stands where customers look."""
    number = digits(row.phone)
    return f"··{number[-4:]}" if number else ""


def work_of(row: Row) -> Text:
    whole = NOTHING
    for part in row.work:
        whole = say("{first}; {rest}", first=whole, rest=verbatim(part)) if whole else verbatim(part)
    if row.asked is not None:
        return say("To agree +{amount}: {jobs}", jobs=whole, amount=value("money", row.asked))
    return whole


def place_of(row: Row) -> Text:
    if row.visit is None or row.group == "done":
        return NOTHING
    if row.technician and row.bay:
        return say("{first} · {rest}", first=row.technician, rest=row.bay)
    return verbatim(row.technician or row.bay or "—")


def times_of(row: Row, now: Moment) -> list[Piece]:
    """The time column: what was promised, how long that is away, and for cars that are ready who knows of it."""
    today = now.day()
    if row.group == "arriving":
        return _arrival(row, now)
    visit = row.visit
    if visit is not None and row.group == "ready":
        ready = Piece(say("ready {time}", time=when(visit.ready, today)))
        if visit.called:
            return [ready, Piece(say(" · called {time}", time=when(visit.called, today)))]
        return [ready, Piece(verbatim(" · ")), Piece(say("not told"), "amber", bold=True)]
    if visit is not None and row.group == "done":
        return [Piece(say("closed {time}", time=when(visit.closed, today)), "text2")]
    return _promised(row, now)


def _arrival(row: Row, now: Moment) -> list[Piece]:
    if row.at is None:
        return []
    late = (now.ms - row.at.ms) // MINUTE
    clock = when(row.at, now.day())
    if late >= LATE_ARRIVAL:
        ago = say(" · {time} ago", time=length(late))
        return [Piece(clock, "amber", bold=True, icon="soon"), Piece(ago, "amber")]
    pieces = [Piece(clock, bold=True)]
    if row.duration:
        pieces.append(Piece(say(" · about {time}", time=value("span", row.duration))))
    return pieces


def _promised(row: Row, now: Moment) -> list[Piece]:
    if row.at is None:
        return [Piece(say("no time promised"), "text2")]
    clock = when(row.at, now.day())
    minutes = (row.at.ms - now.ms) // MINUTE
    if row.late:
        late = say(" · late {time}", time=length(max(1, -minutes)))
        return [Piece(clock, "red", bold=True, icon="late"), Piece(late, "red", bold=True)]
    if row.at.day() != now.day():
        return [Piece(clock, bold=True)]
    left = say(" · {time} left", time=length(minutes))
    if row.soon:
        return [Piece(clock, "amber", bold=True, icon="soon"), Piece(left, "amber")]
    return [Piece(clock, bold=True), Piece(left)]


def spoken_times(row: Row, now: Moment) -> list[Text]:
    """The time column as it is read aloud: "promised 11:30", "35 minutes left"."""
    today = now.day()
    if row.group not in ("in_shop", "arriving") or row.at is None:
        return [piece.text for piece in times_of(row, now) if piece.text.source != "{text}"]
    clock, minutes = when(row.at, today), (row.at.ms - now.ms) // MINUTE
    if row.group == "arriving":
        late = [say("{time} ago", time=length(-minutes))] if -minutes >= LATE_ARRIVAL else []
        return [say("expected {time}", time=clock), *late]
    promised = say("promised {time}", time=clock)
    if row.late:
        return [promised, say("late by {time}", time=length(max(1, -minutes)))]
    if row.at.day() != today:
        return [promised]
    if minutes < HOUR:
        return [promised, say_many("{n} minute left", "{n} minutes left", n=minutes)]
    return [promised, say("{time} left", time=length(minutes))]


def length(minutes: int) -> Text:
    """A length of time as one tells it: days leave the minutes out."""
    if minutes >= 2 * DAY:
        return say_many("{n} day", "{n} days", n=minutes // DAY)
    return say("{value}", value=value("span", minutes if minutes < DAY else minutes // HOUR * HOUR))


def plain(words: str) -> str:
    """As search compares: width, case, blanks, dots and hyphens make no difference."""
    text = unicodedata.normalize("NFKC", words).casefold()
    return "".join(c for c in text if c.isalnum())


class Spelling(Protocol):
    def holds(self, typed: str) -> bool: ...


def fits(row: Row, typed: str, state: str, spelling: Callable[[str], Spelling]) -> bool:
    """Whether a row holds every word that was typed; `spelling`: names and work by their pinyin, too."""
    if not typed.strip():
        return True  # the first screen: the table of pinyin stays on the disk
    number = row.visit.number if row.visit else ""
    parts = (row.vehicle.plate, row.vehicle.model, row.customer.name, digits(row.phone), *row.work, row.technician)
    held = [plain(part) for part in (*parts, row.bay, number, state)]
    spelt = [spelling(part) for part in (row.customer.name, *row.work)]
    return all(
        any(plain(one) in part for part in held) or any(part.holds(one) for part in spelt) for one in typed.split()
    )
