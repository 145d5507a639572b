"""Number series: no holes after rollbacks, years by the date of the paper."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from reception_desk.desk.desk import Desk
from tests.fakes import fake_papers
from tests.shops import CHINA, clock_of, make_desk


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    fake_papers(monkeypatch)
    desk = make_desk(tmp_path / "shop")
    yield desk
    assert not desk.store.connection.in_transaction
    desk.close(backup=False)


# Numbers


def test_numbers_taken_back_by_a_rollback_leave_no_hole(desk: Desk) -> None:
    store = desk.store
    given = []
    for step in range(12):
        with contextlib.suppress(KeyError), store.atomic():
            number = store.numbers.legal("INV", desk.now())
            if step % 3 == 0:
                raise KeyError(step)
            given.append(number)
    assert given == [f"INV-2026-A1-{number:06d}" for number in range(1, 9)]


def test_numbers_taken_inside_a_save_that_half_fails_leave_no_hole(desk: Desk) -> None:
    store = desk.store
    with store.atomic():
        with contextlib.suppress(KeyError), store.atomic():
            store.numbers.legal("INV", desk.now())
            raise KeyError
        assert store.numbers.legal("INV", desk.now()) == "INV-2026-A1-000001"


def test_numbers_begin_anew_with_the_year_of_the_paper(desk: Desk) -> None:
    store = desk.store
    last = clock_of(desk).at(datetime(2026, 12, 31, 23, 59, 59, 999_000, tzinfo=CHINA))
    with store.atomic():
        numbers = [store.numbers.legal("INV", at) for at in (last, last, last.plus(1), last, last.plus(1))]
    assert [number[4:8] + number[-2:] for number in numbers] == ["202601", "202602", "202701", "202603", "202702"]
