"""Price list and packages in the settings: what a package comes to, line by line, while it is put together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from reception_desk.forms import fields as f
from reception_desk.forms.form import Spec
from reception_desk.forms.package import Package, PackageLine
from reception_desk.forms.price_item import PriceItem
from reception_desk.forms.words import NOTHING, Text, say, value, word
from reception_desk.ui.places.records import RecordsView
from reception_desk.ui.room import Room
from reception_desk.ui.rows_view import Explained


class PricesView(RecordsView):
    def __init__(self, room: Room) -> None:
        super().__init__(room, PriceItem, ("code", "name", "kind", "price"), say("New item"), copies=True)


class PackagesView(RecordsView):
    """Packages with what they cost and how often they are due; each line tells its amount."""

    def __init__(self, room: Room) -> None:
        desk = room.desk
        total = Spec("money", word("sum", "Total"), name="total")
        counted = (
            (Spec("text", say("Interval"), name="interval"), lambda row: cast("Package", row).interval()),
            (total, lambda row: desk.ordering.package_price(cast("Package", row))),
        )
        super().__init__(room, Package, ("code", "name"), say("New package"), counted=counted, copies=True)
        self.view.rows["lines"].explain(Explained(self._amount, self._total, self._retired, self._blank))

    def _amount(self, row: f.Line) -> Text:
        """What a line comes to: quantity times price, as it would stand on an order."""
        line = self.room.desk.ordering.package_line(cast("PackageLine", row))
        if line is None or line.kind == "text":
            return NOTHING
        amount = self.room.desk.ordering.rule().gross(line.quantity or 0, line.price or 0)
        return say("{amount}", amount=value("money", amount))

    def _total(self, rows: Sequence[f.Line]) -> Text:
        package = Package(lines=tuple(cast("PackageLine", row) for row in rows))
        totals = self.room.desk.ordering.package_totals(package)
        if not rows:
            return NOTHING
        if totals.total == totals.gross:
            return say("Total {amount}", amount=value("money", totals.total))
        return say(
            "Total {amount} · {total} with tax",
            amount=value("money", totals.gross),
            total=value("money", totals.total),
        )

    def _retired(self, rows: Sequence[f.Line]) -> Text:
        """What the package brings onto an order although it is no longer offered by itself."""
        desk = self.room.desk
        lines = [desk.ordering.package_line(cast("PackageLine", row)) for row in rows]
        retired = desk.ordering.retired()
        names = [line.name for line in lines if line is not None and line.item in retired]
        if not names:
            return NOTHING
        return say("No longer offered: {names}. Choose another item, or take the line off.", names=", ".join(names))

    def _blank(self, row: f.Line, spec: f.Spec) -> str:
        """What the list says where the package says nothing: the usual quantity with its unit, the list's price."""
        item = self.room.desk.sheets.get(PriceItem, cast("PackageLine", row).item)
        language = self.room.voice.language
        if item is None:
            return language.say(spec.label)
        line = self.room.desk.ordering.line_of(item)
        if spec.name == "quantity":
            return f"{language.quantity(line.quantity or 0)} {item.unit}".strip()
        return language.money(line.price) if spec.name == "price" and line.price is not None else ""
