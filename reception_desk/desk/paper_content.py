"""What stands on a paper, copied from the sheets: later changes of master data never change it."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from reception_desk.desk.consent import counted
from reception_desk.desk.visit_file import VisitFile
from reception_desk.forms import fields as f
from reception_desk.forms.customer import Customer
from reception_desk.forms.moments import Moment
from reception_desk.forms.shop import MEASURES, PRINTER, Bay, Shop
from reception_desk.forms.staff import Staff
from reception_desk.forms.work_order import NOT_DONE, WorkOrder
from reception_desk.store.rows import canonical

if TYPE_CHECKING:
    from reception_desk.desk.desk import Desk

ALWAYS = ("visit", "customer", "vehicle", "check_in")
ON_PAPER: dict[str, tuple[str, ...]] = {
    "work_order": (*ALWAYS, "owner", "walk_around", "work_order"),
    "job_card": (*ALWAYS, "work_order"),
    "walk_around": (*ALWAYS, "walk_around"),
    "settlement": (*ALWAYS, "owner", "work_order", "checkout"),
    "credit_note": (*ALWAYS, "owner", "work_order", "checkout"),
    "receipt": (*ALWAYS, "work_order", "checkout"),
}
NOT_SAID = {spec.name for spec in Shop.specs().values() if spec.section is PRINTER} | {"bays"}
"""Fields of the shop that are about printing and stand on no paper."""
UNPRICED = frozenset({"price", "discount", "reduction", "list_price", "tax_rate"})
MOVING = frozenset({"stage", "ready", "called", "closed", "entered", "happened"})
"""Fields of a visit that go on while a paper stays what it was."""


class PaperContent:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._store = desk.store

    def body(self, file: VisitFile, kind: str, *, payer: str = "customer") -> dict[str, Any]:
        """Everything that a paper of this kind says, as plain JSON; amounts in minor units."""
        shop = self._desk.shop()
        sheets: dict[str, f.Form] = {
            "visit": file.visit,
            "customer": file.customer,
            "owner": file.owner,
            "vehicle": file.vehicle,
            "check_in": file.check_in,
            "walk_around": file.walk_around,
            "work_order": self._order_for(file, kind),
            "checkout": file.checkout,
        }
        body: dict[str, Any] = {name: sheets[name].to_json() if name in ON_PAPER[kind] else {} for name in sheets}
        body["visit"] = {name: kept for name, kept in body["visit"].items() if name not in MOVING}
        body |= {
            **dict(zip(MEASURES, shop.measures, strict=True)),
            "demo": shop.demo,
            "shop": {name: kept for name, kept in shop.to_json().items() if name not in NOT_SAID},
            "names": self._names(file),
            "stamps": self._stamps(file),
            "payer": payer,
        }
        if kind == "job_card":
            _hide_prices(body)
        elif kind != "walk_around":
            body |= self._money(file, sheets["work_order"], payer)
        if kind == "settlement":
            body |= self._settled(file, payer)
            body["checkout"]["handed_over"] = file.checkout.handed_over or self._supplied(file)
        plain: dict[str, Any] = json.loads(canonical(body))
        return plain

    def _order_for(self, file: VisitFile, kind: str) -> WorkOrder:
        """The order as this paper shows it: a bill and a job card leave declined work out."""
        order = file.work_order
        if kind in ("work_order", "walk_around"):
            return order
        jobs = tuple(job for job in order.jobs if job.answer not in NOT_DONE)
        ids = {job.id for job in jobs}
        lines = tuple(line for line in order.lines if line.job in ids)
        return WorkOrder.from_json(
            {**order.to_json(), "jobs": [_row(job) for job in jobs], "lines": [_row(line) for line in lines]}, order.id
        )

    def _names(self, file: VisitFile) -> dict[str, str]:
        order = file.work_order
        ids = {file.visit.adviser, order.technician, *(job.technician for job in order.jobs)}
        ids |= {approval.staff for approval in order.approvals} | {payment.staff for payment in file.payments}
        names = {row_id: person.name for row_id in ids if (person := self._store.get(Staff, row_id))}
        bay = self._store.get(Bay, order.bay)
        owner = self._store.get(Customer, file.vehicle.owner)
        return names | ({bay.id: bay.name} if bay else {}) | ({owner.id: owner.name} if owner else {})

    def _stamps(self, file: VisitFile) -> dict[str, bool]:
        return {
            "appointment": bool(file.visit.appointment),
            "waits": file.check_in.waiting == "waits",
            "comeback": bool(file.visit.comeback_of) or "comeback" in file.check_in.purposes,
        }

    def _money(self, file: VisitFile, order: f.Form, payer: str) -> dict[str, Any]:
        assert isinstance(order, WorkOrder)
        rule = self._desk.ordering.rule()
        wanted = {job.id for job in counted(order, payer)}
        amounts = self._desk.ordering.amounts(order)
        totals = self._desk.ordering.totals(order, payer=payer)
        return {
            "rule": rule.name,
            "amounts": {line.id: amounts[line.id] for line in order.lines if line.job in wanted},
            "totals": {
                "groups": totals.groups,
                "gross": totals.gross,
                "discount": totals.discount,
                "net": totals.net,
                "tax": totals.tax,
                "total": totals.total,
                "taxes": [[part.rate, part.net, part.tax] for part in totals.taxes],
            },
        }

    def _settled(self, file: VisitFile, payer: str) -> dict[str, Any]:
        settlement = self._desk.settlement
        payments = [payment for payment in file.payments if payment.payer == payer and payment.kind != "account"]
        paid = sum(payment.amount or 0 for payment in payments)
        return {
            "payments": [_row(payment) for payment in payments],
            "paid": paid,
            "due": settlement.totals(file, payer).total - paid,  # what is on account is owed
            "warranty": self._warranty(file),
        }

    def _supplied(self, file: VisitFile) -> Moment | None:
        """When the car was handed over, for one that is typed in after it: others get their bill first."""
        return self._desk.late.time_of(file.visit) if file.visit.entered and file.visit.happened else None

    def _warranty(self, file: VisitFile) -> dict[str, Any]:
        """Counted from hand-over, whichever comes first: days and distance as the shop promises them. More days than
        the field takes are as many as it takes: Settings say so, and a bill is issued all the same."""
        shop = self._desk.shop()
        days = min(shop.warranty_days or 0, Shop.spec("warranty_days").high or 0)
        if days <= 0:
            return {}
        until = date.fromisoformat(self._desk.late.time_of(file.visit).day()) + timedelta(days=days)
        odometer = file.checkout.odometer_out or file.check_in.odometer
        distance = shop.warranty_distance
        return {
            "days": days,
            "distance": distance,
            "until": until.isoformat(),
            "odometer": odometer + distance if odometer is not None and distance else None,
        }


def _row(row: f.Form) -> dict[str, Any]:
    return {"id": row.id, **row.to_json()}


def _hide_prices(body: dict[str, Any]) -> None:
    """A job card holds no price, so that none can be read off its file either."""
    order = body["work_order"]
    order["limit"] = None
    order["approvals"] = []
    for line in order["lines"]:
        line |= dict.fromkeys(UNPRICED)
    for job in order["jobs"]:
        job["approved"] = None
