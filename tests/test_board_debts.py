"""Who owes too much or too long is known before the car is taken in: a tag on the board, the sum where nobody looks."""

from __future__ import annotations

import pytest

from reception_desk.desk.board import OVER_LIMIT, OVERDUE
from reception_desk.desk.desk import Desk
from reception_desk.forms.customer import Customer
from reception_desk.forms.shop import Shop
from reception_desk.store.store import Store
from tests.shops import book, clock_of, closed, file, ready, small_shop, stranger, walked_in

TOTAL = 54_240
DAY = 24 * 3600


def owing(desk: Desk, days_ago: float = 0) -> str:
    """A visit of the small shop's customer, closed so long ago with 542.40 on account."""
    visit = ready(desk)
    desk.settlement.close(visit, rest_on_account=True, open_items=True)
    clock_of(desk).advance(days_ago * DAY)
    return visit


def limit(desk: Desk, own: int | None, shop: int | None = None, days: int | None = None) -> None:
    desk.sheets.edit(Customer, small_shop(desk).customer, {"account_limit": own})
    desk.sheets.edit(Shop, desk.shop().id, {"account_limit": shop, "account_days": days})


def tags(desk: Desk, plate: str = "粤BD12345") -> list[object]:
    """Of the car's row that is not done; told in words, as tags are."""
    return [tag for row in desk.board.today() if row.vehicle.plate == plate and row.group != "done" for tag in row.tags]


@pytest.mark.parametrize(
    ("own", "shop", "told"),
    [
        (None, None, []),
        (TOTAL, 0, []),
        (TOTAL - 1, None, [OVER_LIMIT]),
        (None, TOTAL - 1, [OVER_LIMIT]),
        (0, 10 * TOTAL, [OVER_LIMIT]),
    ],
)
def test_a_debt_over_the_limit_is_told(desk: Desk, own: int | None, shop: int | None, told: list[object]) -> None:
    owing(desk)
    limit(desk, own, shop)
    walked_in(desk)
    assert tags(desk) == told


@pytest.mark.parametrize(
    ("age", "days", "told"), [(29, None, []), (31, None, [OVERDUE]), (31, 45, []), (8, 7, [OVERDUE]), (1, 0, [OVERDUE])]
)
def test_a_debt_is_overdue_after_the_shops_days(desk: Desk, age: float, days: int | None, told: list[object]) -> None:
    owing(desk, age)
    limit(desk, None, None, days)
    visit = walked_in(desk)
    assert tags(desk) == told
    said = [desk.language("en").say(flag.text) for flag in desk.board.flags(file(desk, visit))]
    assert said == ["owes 542.40, overdue" if told else "owes 542.40"], "the visit says it with the sum"


def test_a_booked_car_tells_it_before_it_comes(desk: Desk) -> None:
    owing(desk)
    limit(desk, 0)
    book(desk, customer=small_shop(desk).customer)
    assert tags(desk) == [OVER_LIMIT]


def test_what_the_car_itself_puts_on_account_and_what_was_paid_off_is_no_debt(desk: Desk) -> None:
    first = owing(desk, 31)
    limit(desk, 0)
    second = ready(desk)
    assert tags(desk) == [OVER_LIMIT]
    desk.accounts.pay_off(first, kind="card", received=TOTAL)
    limit(desk, None)
    desk.settlement.pay(second, kind="account", received=TOTAL)
    limit(desk, 0)
    assert tags(desk) == []


def test_nobody_else_is_flagged_and_a_car_that_went_home_is_not(desk: Desk) -> None:
    owing(desk)
    limit(desk, 0)
    stranger(desk)
    closed(desk)  # the same customer's, paid: nobody can say a word to him any more
    assert {row.tags for row in desk.board.today()} == {()}


def test_all_debts_are_read_at_once_however_many_cars_there_are(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    owing(desk)
    limit(desk, 0)
    asked: list[tuple[str, ...]] = []
    plain = Store.open_debts

    def counted(store: Store, people: tuple[str, ...]) -> list[tuple[str, str, int | None, int]]:
        asked.append(people)
        return plain(store, people)

    monkeypatch.setattr(Store, "open_debts", counted)
    monkeypatch.setattr(desk.settlement, "debts", None)
    for number in range(12):
        stranger(desk, f"粤B1000{number:02d}", f"客户{number}", f"139001390{number:02d}")
    walked_in(desk)
    assert tags(desk) == [OVER_LIMIT]
    assert [len(people) for people in asked] == [13]


def test_reading_them_goes_by_indexes_only(desk: Desk) -> None:
    from reception_desk.store.debts import OPEN

    plan = [row[3] for row in desk.store.connection.execute(f"EXPLAIN QUERY PLAN {OPEN}", ("[]",))]
    assert any("visit USING INDEX visit_customer" in step for step in plan)
    assert any("payment USING" in step and "payment_debt" in step for step in plan)
    assert not [step for step in plan if step in ("SCAN visit", "SCAN payment")]
