"""The story in its order. A chapter plays, looks at what came of it, and leaves the window at Today."""

from __future__ import annotations

from collections.abc import Callable

from reception_desk.tour import (
    arriving,
    dressing,
    finding,
    helping,
    opening,
    ordering,
    owing,
    repeating,
    settings,
    settling,
)
from reception_desk.tour.stage import Stage

Chapter = tuple[str, Callable[[Stage], None]]

BEFORE: tuple[Chapter, ...] = (("the first run", opening.first_run),)
CHAPTERS: tuple[Chapter, ...] = (
    ("settings", settings.look_round),
    ("a returning customer with a booking", arriving.with_booking),
    ("a car with new damage", arriving.with_damage),
    ("a new customer with a new car", arriving.new_customer),
    ("a returning customer without a booking", arriving.returning),
    ("an extra job agreed on the phone", lambda stage: ordering.extra_job(stage, arriving.MAIN)),
    ("the work is done", lambda stage: ordering.finish_work(stage, arriving.MAIN)),
    ("checkout by scanner", settling.by_scan),
    ("checkout with two ways of paying", lambda stage: settling.two_ways(stage, arriving.MAIN)),
    ("a wrong settlement", settling.put_right),
    ("is it ready?", finding.is_it_ready),
    ("the visit is found again", finding.closed_visit),
    ("a work order once more", finding.reprint),
    ("a booking for a known car", finding.new_booking),
    ("the other language", finding.other_language),
    ("a quick look", helping.quick_look),
    ("the keys of a screen", helping.keys_of_screens),
    ("commands and messages", helping.commands),
    ("blank papers", helping.blank_papers),
    ("a visit typed in later", arriving.entered_later),
    ("earlier work once more", repeating.earlier_work),
    ("a deposit", owing.deposit),
    ("on account", owing.on_account),
    ("dark", dressing.dark),
    ("large letters", dressing.large),
)
