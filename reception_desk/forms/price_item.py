"""The price list: one list for labour, parts, work done outside, fees and plain text."""

from __future__ import annotations

from reception_desk.forms import fields as f

KINDS = (
    f.option("Labour", code="labour"),
    f.option("Part", code="part"),
    f.option("Sublet", code="sublet"),
    f.option("Fee", code="fee"),
    f.option("Text", code="text"),
)
PART_CLASSES = (
    f.option("Genuine", code="genuine"),
    f.option("Equivalent", code="equivalent"),
    f.option("Remanufactured", code="remanufactured"),
    f.option(f.word("part class", "Repaired"), code="repaired"),
    f.option("Customer's own", code="own"),
)


@f.form
class PriceItem(f.Form):
    table = "price_item"
    title = f.title("Price list item")
    code: str = f.code("Code", length=30, wide=2)
    kind: str = f.choice("Type", *KINDS, default="labour", wide=2)
    name: str = f.text("Name", length=120, wide=4, holds=frozenset({"save"}))
    name_other: str = f.text("Name in the other language", length=120, wide=4)
    quantity: int | None = f.quantity("Usual quantity or hours", low=0, wide=2)
    unit: str = f.text("Unit", length=10, wide=2)
    price: int | None = f.money("Price", low=0, wide=2)
    tax_rate: int | None = f.percent("Own tax rate", wide=2)
    part_class: str = f.choice("Part class", *PART_CLASSES, wide=2)
    gone: bool = f.flag("No longer offered", wide=2)
