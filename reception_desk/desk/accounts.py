"""On account 挂账: how much one customer may owe, what is owed, and how a debt is paid off later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reception_desk.errors import Refused
from reception_desk.forms.customer import Customer
from reception_desk.forms.payment import Payment
from reception_desk.forms.staff import Staff
from reception_desk.forms.visit import Visit, short_number
from reception_desk.forms.words import Text, say, value

if TYPE_CHECKING:
    from reception_desk.desk.desk import Desk
    from reception_desk.language import Language

NEAR = 8
"""Tenths of the limit from which the desk speaks up."""
TERM = 30
"""Days on account where the shop names none."""
DAY = 24 * 60 * 60_000


@dataclass(frozen=True)
class Account:
    """Minor units; `limit` None where there is none. `overdue`: some of it stands there longer than agreed."""

    owed: int
    limit: int | None
    overdue: bool = False

    @property
    def left(self) -> int | None:
        return None if self.limit is None else self.limit - self.owed

    @property
    def near(self) -> bool:
        """So much is owed that the next visit may not go on account."""
        return self.limit is not None and self.owed > 0 and self.owed * 10 >= self.limit * NEAR

    @property
    def over(self) -> bool:
        """More is owed than the limit allows."""
        return self.limit is not None and self.owed > max(0, self.limit)


@dataclass(frozen=True)
class Debt:
    """One visit whose rest stands on account."""

    visit: Visit
    customer: Customer
    amount: int


class Accounts:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._store = desk.store

    def of(self, customer: Customer, *, beside: str = "") -> Account:
        """What a customer owes from all visits but one, and up to where; the shop's limit where none is named."""
        debts = self._desk.settlement.debts(customer.id, beside=beside)
        return self.standing(customer, [(visit.closed.ms if visit.closed else None, sum_) for visit, sum_ in debts])

    def standing(self, customer: Customer, debts: Sequence[tuple[int | None, int]]) -> Account:
        """What these debts come to; each tells when its visit was closed, in UTC milliseconds, and the amount."""
        shop = self._desk.shop()
        limit = customer.account_limit if customer.account_limit is not None else shop.account_limit
        days = TERM if shop.account_days is None else shop.account_days
        due = self._desk.now().ms - days * DAY
        overdue = any(amount > 0 and closed is not None and closed < due for closed, amount in debts)
        return Account(sum(amount for _, amount in debts), limit, overdue)

    def may_pass(self) -> bool:
        """Whether who works here may let a customer owe more than the limit."""
        person = self._store.get(Staff, self._desk.actor)
        return person is not None and person.role == "manager"

    def passes(self, customer: str, amount: int) -> Text | None:
        """The sentence to say when so much more on account is over the limit; None when it is not."""
        person = self._store.get(Customer, customer)
        account = self.of(person) if person is not None else Account(0, None)
        if account.left is None or amount <= account.left:
            return None
        assert account.limit is not None
        if account.limit == 0:
            return say("This customer has no account. Take the payment, or let a manager accept it.")
        return say(
            "On account up to {limit}; {owed} is owed already. Take part of it now, or let a manager accept it.",
            limit=value("money", account.limit),
            owed=value("money", account.owed),
        )

    def pay_off(self, visit: str, *, kind: str, received: int, reference: str = "") -> Payment:
        """Money for a closed visit whose rest stands on account: the debt goes down by it, the visit stays closed."""
        file = self._desk.reception.file(visit)
        debt = self.debt(visit)
        if file.visit.stage != "closed" or debt <= 0:
            raise Refused(say("Nothing is on account for this visit."))
        payment = self._desk.settlement.money_in(file, kind=kind, received=received, due=debt, reference=reference)
        payment.at = self._desk.now()  # of a visit that was typed in from its papers too: this money comes today
        back = Payment(
            visit=visit,
            payer=payment.payer,
            kind="account",
            amount=-(payment.amount or 0),
            at=payment.at,
            staff=payment.staff,
        )
        with self._store.atomic():
            self._store.insert(payment)
            back.pays_off = payment.id
            self._store.insert(back)
            body = {"payment": payment.id, "kind": kind, "amount": payment.amount, "received": received}
            self._store.journal.record("paid_off", visit, body)
        return payment

    def debts(self) -> list[Debt]:
        """All that is owed to the shop, the oldest visit first."""
        sums: dict[str, int] = {}
        for payment in self._store.find(Payment, {"kind": "account"}):
            sums[payment.visit] = sums.get(payment.visit, 0) + (payment.amount or 0)
        wanted = tuple(visit for visit, amount in sums.items() if amount)
        visits = self._store.find(Visit, {"id": wanted}, order="id") if wanted else []
        people = {visit.customer: self._store.get(Customer, visit.customer) for visit in visits}
        return [Debt(visit, people[visit.customer] or Customer(), sums[visit.id]) for visit in visits]

    def paper(self, language: Language) -> bytes:
        """The debts on paper, in the language of who asks; it belongs to no visit and is kept nowhere."""
        from reception_desk import printing

        debts, shop, now = self.debts(), self._desk.shop(), self._desk.now()
        rows = [
            (
                debt.customer.name,
                language.code_text("phone", debt.customer.phone()),
                language.code_text("plate", debt.visit.plate),
                short_number(debt.visit.number),
                language.day((debt.visit.closed or now).day()),
                language.money(debt.amount),
            )
            for debt in debts
        ]
        total = language.money(sum(debt.amount for debt in debts), symbol=True)
        at = language.moment(now)
        page = shop.sheet_page
        return printing.draw_debts(rows, total, language=language, shop=shop.name, at=at, page=page)

    def debt(self, visit: str) -> int:
        """What stands on account for one visit."""
        return sum(one.amount or 0 for one in self._store.find(Payment, {"visit": visit, "kind": "account"}))

    def take_back_pay_off(self, payment: Payment) -> None:
        """The debt stands again; inside the caller's transaction."""
        for row in self._store.find(Payment, {"pays_off": payment.id}):
            again = Payment(
                visit=row.visit,
                payer=row.payer,
                kind="account",
                amount=-(row.amount or 0),
                at=self._desk.now(),
                staff=self._desk.actor,
                reverses=row.id,
            )
            self._store.insert(again)

    def is_pay_off(self, payment: Payment) -> bool:
        return bool(self._store.find(Payment, {"pays_off": payment.id}, limit=1))
