"""A booking typed in one line: where the plate ends and the time begins."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from reception_desk.forms.appointment import Appointment
from reception_desk.forms.moments import FixedClock
from reception_desk.forms.reading import Unreadable, read
from reception_desk.ui.booking_line import parted

CLOCK = FixedClock(datetime(2026, 11, 21, 15, 20, tzinfo=UTC))


def is_time(typed: str) -> bool:
    try:
        return read(Appointment.spec("arrives"), typed, CLOCK) is not None
    except Unreadable:
        return False


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("D12345", ("D12345", "", "")),
        ("", ("", "", "")),
        ("D12345 tue 9:30 service", ("D12345", "tue 9:30", "service")),
        ("D12345 tomorrow 10", ("D12345", "tomorrow 10", "")),
        ("D12345 11-24 9:30 brakes and oil", ("D12345", "11-24 9:30", "brakes and oil")),
        ("D12345 9:30", ("D12345", "9:30", "")),
        ("D12345 +2h", ("D12345", "+2h", "")),
        ("LK21 XWP fri 8:00 tyres", ("LK21 XWP", "fri 8:00", "tyres")),
        ("AB 1234", ("AB 1234", "", "")),  # a plate with a blank, as in Hong Kong, and no time of the day
        ("D12345 service", ("D12345 service", "", "")),
        ("tue 9:30", ("tue", "9:30", "")),
    ],
)
def test_parted_gives_each_its_own(typed: str, parts: tuple[str, str, str]) -> None:
    assert parted(typed, is_time) == parts
