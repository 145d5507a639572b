"""All sheets of one visit, as the screen and the papers want them together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reception_desk.errors import Refused
from reception_desk.forms.check_in import CheckIn
from reception_desk.forms.checkout import Checkout
from reception_desk.forms.customer import Customer
from reception_desk.forms.payment import Payment
from reception_desk.forms.vehicle import Vehicle
from reception_desk.forms.visit import Visit
from reception_desk.forms.walk_around import WalkAround
from reception_desk.forms.words import say
from reception_desk.forms.work_order import WorkOrder

if TYPE_CHECKING:
    from reception_desk.store.store import Store

SHEETS = (CheckIn, WalkAround, WorkOrder, Checkout)


@dataclass
class VisitFile:
    """One car, one arrival, with everything that was written down for it."""

    visit: Visit
    vehicle: Vehicle
    customer: Customer
    owner: Customer
    check_in: CheckIn
    walk_around: WalkAround
    work_order: WorkOrder
    checkout: Checkout
    payments: list[Payment] = field(default_factory=list)

    def sheet_ids(self) -> tuple[str, ...]:
        return (
            self.visit.id,
            self.vehicle.id,
            self.customer.id,
            self.check_in.id,
            self.walk_around.id,
            self.work_order.id,
            self.checkout.id,
        )


def load(store: Store, visit_id: str) -> VisitFile:
    """The file of a visit. Refused if there is none."""
    visit = store.get(Visit, visit_id)
    if visit is None:
        raise Refused(say("This visit is no longer there."))
    check_in, walk_around, work_order, checkout = (
        store.find(form, {"visit": visit_id}, with_rows=True)[0] for form in SHEETS
    )
    customer = store.get(Customer, visit.customer) or Customer()
    return VisitFile(
        visit=visit,
        vehicle=store.get(Vehicle, visit.vehicle) or Vehicle(plate=visit.plate),
        customer=customer,
        owner=customer if visit.owner in ("", visit.customer) else store.get(Customer, visit.owner) or Customer(),
        check_in=check_in,  # type: ignore[arg-type]
        walk_around=walk_around,  # type: ignore[arg-type]
        work_order=work_order,  # type: ignore[arg-type]
        checkout=checkout,  # type: ignore[arg-type]
        payments=store.find(Payment, {"visit": visit_id}),
    )
