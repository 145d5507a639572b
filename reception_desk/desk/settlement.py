"""Checkout 结算: bills, payments, legal papers and their reversal, and the end of the visit."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from reception_desk.desk.consent import done_for
from reception_desk.desk.money_back import MoneyBack
from reception_desk.desk.visit_file import VisitFile
from reception_desk.errors import Refused
from reception_desk.forms import money
from reception_desk.forms.document import Document
from reception_desk.forms.fields import clean
from reception_desk.forms.payment import CUSTOMER, Payment
from reception_desk.forms.stages import unfit_reason
from reception_desk.forms.vehicle import Vehicle
from reception_desk.forms.visit import Visit
from reception_desk.forms.words import say, value

if TYPE_CHECKING:
    from reception_desk.desk.desk import Desk


class Settlement(MoneyBack):
    """Documents and payments hang on (visit, payer); so far the customer is the payer that is billed here."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._store = desk.store

    def totals(self, file: VisitFile, payer: str = CUSTOMER) -> money.Totals:
        """What the issued list says if there is one, whatever the shop's rules have become; else what it would say."""
        issued = self.issued(file.visit.id, payer)
        return _frozen(issued[0]) if issued else self._desk.ordering.totals(file.work_order, payer=payer)

    def paid(self, file: VisitFile, payer: str = CUSTOMER) -> int:
        """What was paid or put on account."""
        return sum(payment.amount or 0 for payment in file.payments if payment.payer == payer)

    def due(self, file: VisitFile, payer: str = CUSTOMER) -> int:
        """What is still to be paid; below zero when too much was."""
        return self.totals(file, payer).total - self.paid(file, payer)

    def is_settled(self, file: VisitFile) -> bool:
        """Whether the jobs are on an issued list; where there are none, no list is needed."""
        return not done_for(file.work_order) or bool(self.issued(file.visit.id))

    def issued(self, visit: str, payer: str = CUSTOMER) -> list[Document]:
        """Settlement lists that no credit note has reversed."""
        papers = self._store.find(Document, {"visit": visit, "payer": payer})
        reversed_ids = {paper.credits for paper in papers if paper.kind == "credit_note"}
        return [paper for paper in papers if paper.kind == "settlement" and paper.id not in reversed_ids]

    def owed(self, customer: str, *, beside: str = "") -> int:
        """What a customer has on account from all visits but one."""
        return sum(amount for _, amount in self.debts(customer, beside=beside))

    def debts(self, customer: str, *, beside: str = "") -> list[tuple[Visit, int]]:
        """The visits that a customer still owes for, all but one, oldest first, each with what is on account."""
        visits = self._store.find(Visit, {"customer": customer, "id !=": beside}) if customer else []
        sums = {visit.id: 0 for visit in visits}
        for payment in self._store.find(Payment, {"visit": tuple(sums), "kind": "account"}):
            sums[payment.visit] += payment.amount or 0
        return [(visit, sums[visit.id]) for visit in visits if sums[visit.id]]

    def pay(
        self, visit: str, *, kind: str, received: int, reference: str = "", payer: str = CUSTOMER, reason: str = ""
    ) -> Payment:
        """Take money: cash over what is due is given back as change, other kinds count in full. Refused for nothing.

        `reason`: a manager's, for more on account than the limit allows.
        """
        file = self._desk.reception.file(visit)
        due = self.due(file, payer)
        if received > 0 >= due:
            raise Refused(say("This visit is paid in full."))
        payment = self.money_in(file, kind=kind, received=received, due=due, reference=reference, payer=payer)
        self._open(file.visit)
        over = self._over_limit(file.visit.customer, payment, clean(reason))
        with self._store.atomic():
            self._store.insert(payment)
            body = {"payment": payment.id, "kind": kind, "amount": payment.amount, "received": received}
            facts = body | over | self._desk.late.event(file.visit)
            self._store.journal.record("paid", visit, facts, reason=clean(reason) if over else None)
        return payment

    def deposit(self, visit: str, *, kind: str, received: int, reference: str = "", payer: str = CUSTOMER) -> Payment:
        """Money before the work is billed, as much as the customer likes; it is counted against the bill later."""
        file = self._desk.reception.file(visit)
        self._open(file.visit)
        if self.issued(visit, payer):
            raise Refused(say("The bill is issued already: take this as a payment."))
        if kind == "account":
            raise Refused(say("A deposit is money that comes in now. Choose how it is paid."))
        payment = self.money_in(file, kind=kind, received=received, due=received, reference=reference, payer=payer)
        payment.deposit = True
        with self._store.atomic():
            self._store.insert(payment)
            body = {"payment": payment.id, "kind": kind, "amount": payment.amount, "received": received}
            self._store.journal.record("deposit", visit, body | self._desk.late.event(file.visit))
        return payment

    def money_in(
        self, file: VisitFile, *, kind: str, received: int, due: int, reference: str = "", payer: str = CUSTOMER
    ) -> Payment:
        """A payment as it would be kept: cash over `due` is change, other kinds count in full. Refused for nothing."""
        if received <= 0:
            raise Refused(say("Enter the amount that was received."), field="payment.received")
        if kind != "cash" and received > due:
            raise Refused(
                say("Only cash gives change. Enter {due} at most.", due=value("money", due)), field="payment.received"
            )
        return Payment(
            visit=file.visit.id,
            payer=payer,
            kind=kind,
            amount=min(received, due),
            received=received,
            reference=Payment.spec("reference").take(reference),
            at=self._desk.late.time_of(file.visit),
            staff=self._desk.actor,
        )

    def _over_limit(self, customer: str, payment: Payment, reason: str) -> dict[str, object]:
        """Refused when more goes on account than this customer may owe; what a manager accepts stands in the event."""
        accounts = self._desk.accounts
        trouble = accounts.passes(customer, payment.amount or 0) if payment.kind == "account" else None
        if trouble is None:
            return {}
        if not accounts.may_pass():
            raise Refused(trouble, field="payment.received")
        if not reason:
            raise Refused(say("Say why this customer may owe more."), field="payment.received")
        if unfit := unfit_reason(reason):
            raise Refused(unfit)
        return {"over_limit": True, "owed": self.owed(customer)}

    def issue(self, visit: str, *, payer: str = CUSTOMER, language: str = "") -> Document:
        """The settlement list with its legal number. Twice gives the same one; Refused names what is missing."""
        file = self._desk.reception.file(visit)
        here = self.issued(visit, payer)
        if here:
            return here[0]
        self._open(file.visit)
        if not done_for(file.work_order):
            raise Refused(say("There is nothing to settle. Add at least one job."))
        if self._desk.ordering.asking(file.work_order).jobs:
            raise Refused(say("Get the customer's OK for the open jobs."), field="work_order.lines")
        if any(not job.done for job in done_for(file.work_order)):
            raise Refused(say("Tick every job that is done, or take it off the order."), field="work_order.lines")
        stops = self._desk.workshop.problems(file, "issue")
        if stops:
            raise Refused(stops[0][1].text, field=f"{stops[0][0]}.{stops[0][1].field}")
        if not self._desk.shop().name:
            raise Refused(say("Enter the shop's name in Settings before a bill is issued."), field="shop.name")
        with self._store.atomic():
            return self._desk.papers.issue(file, "settlement", payer=payer, language=language)

    def credit(self, document: str, *, reason: str, language: str = "") -> Document:
        """Reverse a settlement list whole by a credit note that names it; its lines can be edited again."""
        kept = self._store.get(Document, document)
        if (
            kept is None
            or kept.kind != "settlement"
            or kept.id not in {d.id for d in self.issued(kept.visit, kept.payer)}
        ):
            raise Refused(say("This paper was reversed already."))
        reason = clean(reason)
        if unfit := unfit_reason(reason):
            raise Refused(unfit)
        if not reason:
            raise Refused(say("Say why, then choose the step again."))
        file = self._desk.reception.file(kept.visit)
        self._open(file.visit)
        with self._store.atomic():
            note = self._desk.papers.issue(
                file, "credit_note", payer=kept.payer, language=language or kept.language, reverses=kept, reason=reason
            )
            body = {"document": kept.id, "note": note.id}
            self._store.journal.record("credited", kept.visit, body, reason=reason)
        return note

    def close(
        self,
        visit: str,
        *,
        kind: str = "",
        received: int = 0,
        reference: str = "",
        rest_on_account: bool = False,
        open_items: bool = False,
        language: str = "",
        reason: str = "",
    ) -> Visit:
        """Hand the car back: take money, issue the list if that is still to be done, put a rest on account, close.

        All of it is one save. `kind` and `received`: money taken with it; `open_items`: unticked points of the
        hand-back list were seen and accepted; `language` of the list, the customer's if none is named; `reason`: a
        manager's, for more on account than the limit allows.
        """
        self._desk.workshop.check_way(self._desk.reception.file(visit).visit, "closed")
        with self._store.atomic():
            if kind and received:
                self.pay(visit, kind=kind, received=received, reference=reference)
            self._put_rest(self._desk.reception.file(visit), rest_on_account=rest_on_account, reason=reason)
            if done_for(self._desk.reception.file(visit).work_order):
                self.issue(visit, language=language)
            file = self._desk.reception.file(visit)
            items = [spec.name for spec in file.checkout.open_items()]
            if items and not open_items:
                raise Refused(
                    say("Some points of the hand-back are open. Close all the same?"), field="checkout.lines_done"
                )
            self._remember_service(file)
            return self._desk.workshop.move(visit, "closed", open_items=items)

    def _put_rest(self, file: VisitFile, *, rest_on_account: bool, reason: str) -> None:
        due = self.due(file)
        if due > 0:
            if not rest_on_account:
                raise Refused(say("Take the payment, or put the rest on account."), field="payment.received")
            self.pay(file.visit.id, kind="account", received=due, reason=reason)
        if due < 0:
            off, out = self.too_much(file)
            told = say("More was paid than is due. Give {rest} back first.", rest=value("money", out))
            if not out:
                told = say("More stands on account than is due. Take {rest} off it first.", rest=value("money", off))
            raise Refused(told, field="payment.received")

    def _remember_service(self, file: VisitFile) -> None:
        """What was agreed at hand-back is the car's next service from now on; the old date would be called overdue.
        Not from a visit that is closed after one that came later, as one that is typed in from its papers."""
        sheet, came = file.checkout, file.visit.arrived
        others = self._desk.reception.past_visits(file.vehicle.id, beside=file.visit.id)
        newer = any(one.stage == "closed" and one.arrived and came and one.arrived.ms > came.ms for one in others)
        if (sheet.next_service_day or sheet.next_service_odometer) and not newer:
            values = {"day": sheet.next_service_day, "odometer": sheet.next_service_odometer}
            kept = {f"next_service_{name}": agreed for name, agreed in values.items()}
            self._desk.sheets.edit(Vehicle, file.vehicle.id, kept)


def _frozen(paper: Document) -> money.Totals:
    kept: dict[str, Any] = json.loads(paper.content)["body"]["totals"]
    return money.Totals(**{**kept, "taxes": tuple(money.TaxSum(*part) for part in kept["taxes"])})
