"""Payment 收款: money that came in for a visit, from one payer. A wrong one is reversed by another."""

from __future__ import annotations

from reception_desk.forms import fields as f
from reception_desk.forms.check_in import PAYMENT_KINDS
from reception_desk.forms.moments import Moment

ACCOUNT = "account"
"""The way of paying in which no money comes in yet."""
CUSTOMER = "customer"


@f.form
class Payment(f.Form):
    """`amount` counts towards the bill; `received` less `amount` is the change given back.

    `deposit`: taken before the work was billed. `pays_off`: on the row that takes a debt off the account, the payment
    that it was paid with; both together leave what is paid for the visit as it was.
    """

    table = "payment"
    title = f.title("Payment")
    paper = "customer"
    visit: str = f.link("Visit", "visit")
    payer: str = f.code("Payer", pattern="key", paper="none")
    kind: str = f.choice("Paid by", *PAYMENT_KINDS, default="cash")
    amount: int | None = f.money("Amount")
    received: int | None = f.money("Received", low=0)
    reference: str = f.text("Reference", length=60)
    at: Moment | None = f.moment("Paid at")
    staff: str = f.link("Taken by", "staff")
    reverses: str = f.link("Reverses", "payment")
    deposit: bool = f.flag("Deposit")
    pays_off: str = f.link("Pays off", "payment", paper="none")
