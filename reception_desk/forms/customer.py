"""Customer 客户: a person or a company."""

from __future__ import annotations

from reception_desk.forms import fields as f
from reception_desk.forms.phones import phone_problem
from reception_desk.forms.shop import LANGUAGES

CONTACT = f.section("Customer")
HABITS = f.section("Good to know", "side")


@f.form
class Phone(f.Line):
    table = "phone"
    title = f.title("Phone")
    number: str = f.code("Phone number", pattern="phone", personal=True, wide=6)
    note: str = f.text("Whose phone", length=40, personal=True, wide=6)

    def checks(self, known: f.Known) -> list[f.Problem]:
        return phone_problem("number", self.number, known.region)


@f.form
class Customer(f.Form):
    table = "customer"
    title = f.title("Customer")
    kind: str = f.choice(
        "Kind of customer",
        f.option(f.word("customer", "Person"), code="person"),
        f.option(f.word("customer", "Company"), code="company"),
        default="person",
        section=CONTACT,
        paper="none",
    )
    name: str = f.text("Customer name", length=80, personal=True, section=CONTACT, wide=4, paper="customer")
    contact: str = f.text("Contact person", length=60, personal=True, section=CONTACT, wide=3, paper="customer")
    email: str = f.code("Email", length=120, pattern="email", personal=True, section=CONTACT, wide=3)
    address: str = f.text("Address", personal=True, section=CONTACT, wide=9, paper="customer")
    tax_number: str = f.code("Tax number", personal=True, section=CONTACT, wide=3, paper="customer")
    phones: tuple[Phone, ...] = f.lines("Phones", Phone, section=CONTACT, wide=12)
    vip: bool = f.flag("VIP", section=HABITS, wide=6)
    account_limit: int | None = f.money(
        "On account up to", low=0, section=HABITS, wide=6, hint=f.hint("Blank: the shop's limit. 0: no account.")
    )
    paper_language: str = f.choice("Language of the papers", *LANGUAGES, section=HABITS, wide=6)
    note: str = f.text("Note", rows=3, personal=True, section=HABITS, wide=12)

    def phone(self) -> str:
        """The number to call first."""
        return next((phone.number for phone in self.phones if phone.number), "")
