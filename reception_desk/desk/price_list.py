"""The shop's price list as the work order takes from it: suggestions, lines of items, packages unfolded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reception_desk.desk.consent import billed
from reception_desk.forms import money
from reception_desk.forms.package import Package, PackageLine
from reception_desk.forms.price_item import PriceItem
from reception_desk.forms.work_order import WorkLine
from reception_desk.store.pinyin import spelling
from reception_desk.store.search import normal

if TYPE_CHECKING:
    from reception_desk.desk.desk import Desk

MOST_HITS = 8


@dataclass(frozen=True)
class Offer:
    """One suggestion under the entry row: an item of the price list or a package. `price`: what it adds, before tax."""

    item: PriceItem | None
    package: Package | None
    price: int

    @property
    def code(self) -> str:
        return (self.item or self.package or PriceItem()).code

    @property
    def name(self) -> str:
        return (self.item or self.package or PriceItem()).name


class PriceList:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._store = desk.store
        self._items: tuple[int, dict[str, PriceItem]] = (-1, {})
        self._packages: tuple[int, tuple[Package, ...]] = (-1, ())

    # What is on it: read again when something of it was changed, and shared, so that nobody writes on it

    def items(self) -> dict[str, PriceItem]:
        """By id, in the order of their codes; also those that are no longer offered."""
        newest = self._store.newest(PriceItem)
        if self._items[0] != newest:
            self._items = newest, {item.id: item for item in self._store.find(PriceItem, order="code")}
        return self._items[1]

    def packages(self) -> tuple[Package, ...]:
        """Those that are offered, by code."""
        newest = self._store.newest(Package)
        if self._packages[0] != newest:
            found = self._store.find(Package, {"gone": 0}, order="code name", with_rows=True)
            self._packages = newest, tuple(found)
        return self._packages[1]

    def offers(self, typed: str) -> list[Offer]:
        """Items and packages by code, by any part of their names, or by the name's pinyin, whole or its initials."""
        text = normal(typed)
        if not text:
            return []
        found: list[tuple[int, str, PriceItem | Package]] = []
        for package in self.packages():
            rank = self._rank(text, package.code, package.name, package.name_other)
            if rank is not None:
                found.append((rank, package.code, package))
        for item in self.items().values():
            rank = None if item.gone else self._rank(text, item.code, item.name, item.name_other)
            if rank is not None:
                found.append((rank + 1, item.code, item))
        found.sort(key=lambda one: one[:2])
        return [self._offer(one) for _, _, one in found[:MOST_HITS]]

    def _offer(self, one: PriceItem | Package) -> Offer:
        if isinstance(one, Package):
            return Offer(None, one, self.package_price(one))
        rule = money.rule(self._desk.shop().tax_included)
        return Offer(one, None, money.totals([billed(self.line_of(one))], rule).gross)

    def _rank(self, text: str, code: str, name: str, other: str) -> int | None:
        """0 for the code itself, then beginnings, then insides; None for no match."""
        if normal(code) == text:
            return 0
        words = [normal(code), normal(name), normal(other)]
        pinyin = spelling(normal(name))
        if any(word.startswith(text) for word in words) or pinyin.begins(text):
            return 2
        return 4 if any(text in word for word in words) or pinyin.holds(text) else None

    def retired(self) -> frozenset[str]:
        """Items that are no longer offered; packages may still hold them."""
        return frozenset(item.id for item in self.items().values() if item.gone)

    def package_price(self, package: Package) -> int:
        """What a package costs by the price list, before tax is added."""
        return self.package_totals(package).gross

    def package_totals(self, package: Package) -> money.Totals:
        lines = [line for _, line in self.expand(package)]
        return money.totals(map(billed, lines), money.rule(self._desk.shop().tax_included))

    def line_of(self, item: PriceItem, quantity: int | None = None, price: int | None = None) -> WorkLine:
        """A line of an order from the price list; labour without a price of its own costs the shop's rate."""
        shop = self._desk.shop()
        own = item.price if price is None else price
        if own is None and item.kind == "labour":
            own = shop.labour_rate
        return WorkLine(
            kind=item.kind,
            item=item.id,
            code=item.code,
            name=item.name,
            name_other=item.name_other,
            quantity=quantity if quantity is not None else item.quantity if item.quantity is not None else 1000,
            unit=item.unit,
            price=own,
            list_price=own,
            tax_rate=item.tax_rate if item.tax_rate is not None else shop.tax_rate or 0,
            part_class=item.part_class,
        )

    def row_of(self, line: WorkLine) -> PackageLine:
        """A line of an order as a line of a package: quantity and price only where they differ from the list. What
        stands on no list is put there, at the price of the line."""
        item = self._store.get(PriceItem, line.item)
        if item is None or item.gone:
            made = PriceItem(
                code=line.code,
                kind=line.kind,
                name=line.name,
                name_other=line.name_other,
                quantity=line.quantity,
                unit=line.unit,
                price=None if line.kind == "labour" and line.price == line.list_price else line.price,
                part_class="" if line.part_class == "own" else line.part_class,
            )
            return PackageLine(item=self._desk.sheets.create(made))
        usual = self.line_of(item)
        return PackageLine(
            item=item.id,
            quantity=line.quantity if line.quantity != usual.quantity else None,
            price=line.price if line.price != usual.price else None,
        )

    def expand(self, package: Package) -> list[tuple[PriceItem, WorkLine]]:
        """The package's lines as lines of an order."""
        items = self.items()
        return [
            (item, self.line_of(item, row.quantity, row.price))
            for row in package.lines
            if (item := items.get(row.item)) is not None
        ]
