"""Receipts 收据: a legal paper for money that came in. One is never edited: what takes it back names it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from reception_desk.desk.visit_file import VisitFile
from reception_desk.errors import Refused
from reception_desk.forms.document import Document
from reception_desk.forms.payment import ACCOUNT, Payment
from reception_desk.forms.words import say

if TYPE_CHECKING:
    from reception_desk.desk.desk import Desk


class Receipts:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._store = desk.store

    def of_visit(self, visit: str) -> list[Document]:
        """Receipts that stand: neither taken back nor taking back."""
        papers = self._store.find(Document, {"visit": visit, "kind": "receipt"}, order="id")
        gone = {paper.credits for paper in papers if paper.credits}
        return [paper for paper in papers if not paper.credits and paper.id not in gone]

    def holding(self, payment: Payment) -> Document | None:
        """The receipt that stands for a payment."""
        return next((paper for paper in self.of_visit(payment.visit) if payment.id in _ids(paper)), None)

    def open_payments(self, file: VisitFile) -> list[Payment]:
        """Money that came in and has no receipt yet."""
        held = {row for paper in self.of_visit(file.visit.id) for row in _ids(paper)}
        return [payment for payment in received(file.payments) if payment.id not in held]

    def issue(self, visit: str, payments: Sequence[str] = (), *, page: str = "", language: str = "") -> Document:
        """A receipt for some payments of a visit, or for all that have none yet. The same ones give the same receipt.

        `page`: A4, A5, letter or roll, as the shop prints them when it is not named. Refused where nothing was paid.
        """
        file = self._desk.reception.file(visit)
        wanted = self.open_payments(file)
        if payments:
            wanted = [one for one in received(file.payments) if one.id in payments]
        here = self.of_visit(visit)
        if not payments and not wanted and here:
            return here[-1]
        for paper in here:
            if wanted and _ids(paper) == {payment.id for payment in wanted}:
                return paper
        if not wanted:
            raise Refused(say("Nothing was paid that a receipt could be given for."), field="payment.received")
        for payment in wanted:
            if held := self.holding(payment):
                raise Refused(say("There is a receipt for this payment already: {number}.", number=held.number))
        with self._store.atomic():
            return self._desk.papers.issue(
                file,
                "receipt",
                payer=wanted[0].payer,
                language=language,
                more=self._said(file, wanted),
                page=page,
            )

    def take_back(self, payment: Payment) -> Document | None:
        """The receipt that names the one of a payment that was taken back; inside the caller's transaction."""
        paper = self.holding(payment)
        if paper is None:
            return None
        file = self._desk.reception.file(payment.visit)
        return self._desk.papers.issue(
            file, "receipt", payer=paper.payer, language=paper.language, reverses=paper, page=paper.page
        )

    def _said(self, file: VisitFile, payments: Sequence[Payment]) -> dict[str, Any]:
        settlement = self._desk.settlement
        issued = settlement.issued(file.visit.id, payments[0].payer)
        debt = sum(payment.amount or 0 for payment in file.payments if payment.kind == ACCOUNT)
        return {
            "payments": [{"id": payment.id, **payment.to_json()} for payment in payments],
            "amount": sum(payment.amount or 0 for payment in payments),
            "bill": issued[0].number if issued else "",
            "paid": settlement.paid(file) - debt,
            "due": settlement.due(file) + debt,
        }


def received(payments: Sequence[Payment]) -> list[Payment]:
    """Money that came in or went out, without what was taken back and without what only stands on account."""
    gone = {payment.reverses for payment in payments if payment.reverses}
    return [
        payment for payment in payments if payment.kind != ACCOUNT and not payment.reverses and payment.id not in gone
    ]


def _ids(paper: Document) -> set[str]:
    return {row["id"] for row in json.loads(paper.content)["body"]["payments"]}
