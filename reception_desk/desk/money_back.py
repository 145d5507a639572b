"""Money that goes out again 退款: what was paid too much, and what was noted by mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reception_desk.desk.visit_file import VisitFile
from reception_desk.errors import Refused, visit_closed
from reception_desk.forms.payment import ACCOUNT, CUSTOMER, Payment
from reception_desk.forms.stages import ENDED
from reception_desk.forms.visit import Visit
from reception_desk.forms.words import Text, say

if TYPE_CHECKING:
    from reception_desk.desk.desk import Desk
    from reception_desk.store.store import Store


class MoneyBack:
    """The part of the settlement that keeps two sums of a visit from falling below nothing, in whatever order things
    are done: the money that came in, and what stands on account."""

    _desk: Desk
    _store: Store

    def _open(self, visit: Visit) -> None:
        if visit.stage in ENDED:
            raise visit_closed()

    def too_much(self, file: VisitFile, payer: str = CUSTOMER) -> tuple[int, int]:
        """What was paid or put on account beyond what is due: how much of it goes off the account, and how much is
        money to hand out. A debt goes first: it never came in."""
        over = max(0, -self._desk.settlement.due(file, payer))
        off = min(over, max(0, on_account(file, payer)))
        return off, over - off

    def give_back(self, visit: str, *, kind: str, reference: str = "", payer: str = CUSTOMER) -> Payment:
        """What was paid too much goes back, a deposit above the bill for one; what of it only stands on account goes
        off it. Refused when there is nothing of both. Returns the last row."""
        file = self._desk.reception.file(visit)
        self._open(file.visit)
        off, out = self.too_much(file, payer)
        if not off and not out:
            raise Refused(say("Nothing was paid too much."))
        if out and kind == ACCOUNT:
            raise Refused(say("Choose how the money is given back."))
        back = [self._back(file, payer, ACCOUNT, off)] if off else []
        if out:
            back.append(self._back(file, payer, kind, out, Payment.spec("reference").take(reference)))
        with self._store.atomic():
            for row in back:
                self._store.insert(row)
                body = {"payment": row.id, "kind": row.kind, "amount": row.amount}
                self._store.journal.record("given_back", visit, body | self._desk.late.event(file.visit))
        return back[-1]

    def _back(self, file: VisitFile, payer: str, kind: str, amount: int, reference: str = "") -> Payment:
        at = self._desk.late.time_of(file.visit)
        return Payment(
            visit=file.visit.id,
            payer=payer,
            kind=kind,
            amount=-amount,
            reference=reference,
            at=at,
            staff=self._desk.actor,
        )

    def take_back(self, payment: str) -> Payment:
        """A wrong payment is reversed by another of the same kind; both stay on the list. What was paid off an account
        goes with the row that took the debt down, whichever of the two is named."""
        kept = self._of_two(payment)
        if kept is None or kept.reverses or self._store.find(Payment, {"reverses": kept.id}):
            raise Refused(say("This payment was reversed already."))
        file, pays_off = self._desk.reception.file(kept.visit), self._desk.accounts.is_pay_off(kept)
        if not pays_off:
            self._open(file.visit)
        if held := self._held_back(file, kept):
            raise Refused(held)
        back = Payment(
            visit=kept.visit,
            payer=kept.payer,
            kind=kept.kind,
            amount=-(kept.amount or 0),
            reference=kept.reference,
            at=self._desk.now(),
            staff=self._desk.actor,
            reverses=kept.id,
        )
        with self._store.atomic():
            self._desk.receipts.take_back(kept)
            self._store.insert(back)
            self._desk.accounts.take_back_pay_off(kept)
            self._store.journal.record("payment_reversed", kept.visit, {"payment": kept.id, "amount": back.amount})
        return back

    def _of_two(self, payment: str) -> Payment | None:
        kept = self._store.get(Payment, payment)
        return self._store.get(Payment, kept.pays_off) if kept is not None and kept.pays_off else kept

    def _held_back(self, file: VisitFile, kept: Payment) -> Text | None:
        """Why a payment cannot be taken back as things stand: something that came later rests on it."""
        amount, debt = kept.amount or 0, on_account(file, kept.payer)
        if kept.kind == ACCOUNT:
            if amount > max(debt, 0):
                return say("Part of this was paid off or taken off the account since. Take that back first.")
        elif amount > max(self._desk.settlement.paid(file, kept.payer) - debt, 0):
            return say("Part of this money was given back since. Take that back first.")
        return None

    def again(self, payment: str) -> Payment:
        """Undo of `take_back`: what was reversed stands once more, as a new row that keeps to today's limits."""
        kept = self._of_two(payment)
        if kept is None:
            raise Refused(say("There is nothing to put back."))
        received, settlement = kept.received or kept.amount or 0, self._desk.settlement
        if self._desk.accounts.is_pay_off(kept):
            return self._desk.accounts.pay_off(kept.visit, kind=kept.kind, received=received, reference=kept.reference)
        if received < 0:
            return self.give_back(kept.visit, kind=kept.kind, reference=kept.reference, payer=kept.payer)
        if kept.deposit and not settlement.issued(kept.visit, kept.payer):
            return settlement.deposit(
                kept.visit, kind=kept.kind, received=received, reference=kept.reference, payer=kept.payer
            )
        return settlement.pay(kept.visit, kind=kept.kind, received=received, reference=kept.reference, payer=kept.payer)


def on_account(file: VisitFile, payer: str = CUSTOMER) -> int:
    """What a payer still owes of a visit, though it is settled."""
    return sum(one.amount or 0 for one in file.payments if one.kind == ACCOUNT and one.payer == payer)
