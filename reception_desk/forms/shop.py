"""The shop itself: what stands on its papers and how it counts."""

from __future__ import annotations

from reception_desk.forms import fields as f
from reception_desk.forms.words import verbatim

ADDRESS = f.section("Shop and papers")
MONEY = f.section("Money and tax")
TERMS = f.section("Terms and warranty")
PRINTER = f.section("Printer", "side")
DESK = f.section("Language and plates", "side")
BAYS = f.section("Bays", "side")
WORDS = f.section("Quick phrases", "side", folded=True)

LANGUAGES = (f.option("Chinese, simplified", code="zh_CN"), f.option("English", code="en"))
MEASURES = ("region", "currency", "distance")
"""What papers count and write by, in the order of `Shop.measures`."""


@f.form
class Bay(f.Line):
    """One working place in the workshop."""

    table = "bay"
    title = f.title("Bay")
    name: str = f.text("Bay name", length=20, wide=12)


@f.form
class Shop(f.Form):
    table = "shop"
    title = f.title("Shop")
    name: str = f.text("Shop name", length=80, section=ADDRESS, wide=6, holds=frozenset({"issue"}))
    phone: str = f.code("Shop phone", pattern="phone", section=ADDRESS, wide=3)
    tax_number: str = f.code("Tax number", section=ADDRESS, wide=3)
    address: str = f.text("Shop address", section=ADDRESS, wide=6)
    bank: str = f.text("Bank and account", section=ADDRESS, wide=6)
    currency: str = f.code(
        "Currency", length=3, section=MONEY, wide=2, hint=f.hint("Fixed with the first issued paper.")
    )
    tax_name: str = f.text("Name of the tax", length=20, section=MONEY, wide=2)
    tax_rate: int | None = f.percent("Tax rate", section=MONEY, wide=2)
    tax_included: bool = f.flag("Prices include the tax", section=MONEY, wide=3)
    labour_rate: int | None = f.money("Labour price per hour", low=0, section=MONEY, wide=3)
    discount_limit: int | None = f.percent(
        "Discount up to",
        section=MONEY,
        wide=3,
        hint=f.hint("For all who have no limit of their own but managers. Blank: no limit."),
    )
    account_limit: int | None = f.money(
        "On account up to", low=0, section=MONEY, wide=3, hint=f.hint("For one customer. Blank: no limit.")
    )
    account_days: int | None = f.whole(
        "On account for, days", low=0, high=3650, section=MONEY, wide=3, hint=f.hint("Then it is overdue. Blank: 30.")
    )
    tolerance: int | None = f.percent("Ask again when dearer by", section=TERMS, wide=3)
    warranty_days: int | None = f.whole("Warranty on the work, days", low=0, high=3650, section=TERMS, wide=3)
    warranty_distance: int | None = f.whole(
        "Warranty on the work, distance", unit="distance", low=0, section=TERMS, wide=3
    )
    service_months: int | None = f.whole("Service interval, months", low=0, high=60, section=TERMS, wide=3)
    service_distance: int | None = f.whole("Service interval, distance", unit="distance", low=0, section=TERMS, wide=3)
    promise: int | None = f.span("Usual time for a visit", section=TERMS, wide=3)
    terms: str = f.text("Terms on the work order", rows=5, section=TERMS, wide=12)
    language: str = f.choice("Language of the papers", *LANGUAGES, section=DESK, wide=12)
    region: str = f.choice(
        "Region",
        f.option("Mainland China", code="CN"),
        f.option("Hong Kong SAR", code="HK"),
        f.option("United States", code="US"),
        f.option("European Union", code="EU"),
        f.option("United Kingdom", code="GB"),
        f.option("Other region", code="XX"),
        section=DESK,
        wide=12,
    )
    distance: str = f.choice(
        "Distances in", f.option("km", code="km"), f.option("miles", code="mi"), section=DESK, wide=12
    )
    plate_prefix: str = f.code("Usual beginning of plates", pattern="plate", length=4, section=DESK, wide=12)
    sheet_page: str = f.choice(
        "Paper size",
        f.option(verbatim("A4"), code="A4"),
        f.option("Letter", code="letter"),
        default="A4",
        section=PRINTER,
        wide=12,
    )
    job_card_page: str = f.choice(
        "Job cards on",
        f.option("Paper of the shop", code="sheet"),
        f.option("A5, lying", code="A5"),
        default="sheet",
        section=PRINTER,
        wide=12,
    )
    receipt_page: str = f.choice(
        "Receipts on",
        f.option("Paper of the shop", code="sheet"),
        f.option("A5, lying", code="A5"),
        f.option("80 mm roll", code="roll"),
        default="sheet",
        section=PRINTER,
        paper="none",
        wide=12,
    )
    receipt_at_close: bool = f.flag("A receipt with each car that goes home", section=PRINTER, paper="none", wide=12)
    printer: str = f.text("Print to", section=PRINTER, wide=12)
    print_folder: str = f.text("Folder for printed papers", length=500, section=PRINTER, wide=12)
    demo: bool = f.flag("Demo shop", paper="none", section=DESK, wide=12)
    phrases: str = f.text("One phrase a line", rows=6, section=WORDS, wide=12, paper="none")
    bays: tuple[Bay, ...] = f.lines("Bays", Bay, section=BAYS, wide=12)

    @property
    def measures(self) -> tuple[str, str, str]:
        """Region, currency (ISO 4217) and unit of distances, as in mainland China where they were left blank."""
        return self.region or "CN", self.currency or "CNY", self.distance or "km"

    def page_of(self, kind: str) -> str:
        """What a kind of paper is printed on: A4, letter, A5 or roll."""
        own = {"job_card": self.job_card_page, "receipt": self.receipt_page}.get(kind, "sheet")
        return self.sheet_page if own == "sheet" else own
