"""Canned jobs 套餐: a name that expands to lines of the work order."""

from __future__ import annotations

from reception_desk.forms import fields as f
from reception_desk.forms.words import NOTHING, Text, say, say_many, value


@f.form
class PackageLine(f.Line):
    """What one package holds: an item of the price list; quantity and price only where they differ from it."""

    table = "package_line"
    title = f.title("Line of a package")
    item: str = f.link("Item", "price_item", wide=6)
    quantity: int | None = f.quantity("Quantity", low=0, wide=3)
    price: int | None = f.money("Price", low=0, wide=3)


@f.form
class Package(f.Form):
    table = "package"
    title = f.title("Package")
    code: str = f.code("Code", length=30, wide=2)
    name: str = f.text("Name", length=120, wide=4, holds=frozenset({"save"}))
    name_other: str = f.text("Name in the other language", length=120, wide=6)
    months: int | None = f.whole("Interval, months", low=0, high=120, wide=2)
    distance: int | None = f.whole("Interval, distance", unit="distance", low=0, high=999_999, wide=2)
    gone: bool = f.flag("No longer offered", wide=2)
    lines: tuple[PackageLine, ...] = f.lines("Lines", PackageLine, wide=12)

    def interval(self) -> Text:
        """6 months or 10,000 km; NOTHING for none."""
        months = say_many("{n} month", "{n} months", n=self.months) if self.months else NOTHING
        distance = say("{distance}", distance=value("whole", self.distance, "distance")) if self.distance else NOTHING
        if months and distance:
            return say("{months} or {distance}", months=months, distance=distance)
        return months or distance
