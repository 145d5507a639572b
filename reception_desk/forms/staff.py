"""The people who work here."""

from __future__ import annotations

from reception_desk.forms import fields as f
from reception_desk.forms.shop import LANGUAGES


@f.form
class Staff(f.Form):
    table = "staff"
    title = f.title("Person")
    name: str = f.text("Name of the person", length=40, wide=4, personal=True, holds=frozenset({"save"}))
    role: str = f.choice(
        "Role",
        f.option("Adviser", code="adviser"),
        f.option("Technician", code="technician"),
        f.option("Manager", code="manager"),
        default="adviser",
        wide=4,
    )
    language: str = f.choice("Language of the screen", *LANGUAGES, wide=4)
    discount_limit: int | None = f.percent(
        "Discount up to", wide=4, hint=f.hint("Blank: the shop's limit; a manager has none.")
    )
    gone: bool = f.flag("No longer works here", wide=4)
