"""All sheets there are: a new sheet is one more name here."""

from __future__ import annotations

from reception_desk.forms.appointment import Appointment
from reception_desk.forms.check_in import CheckIn
from reception_desk.forms.checkout import Checkout
from reception_desk.forms.customer import Customer
from reception_desk.forms.document import Document
from reception_desk.forms.fields import Form
from reception_desk.forms.package import Package
from reception_desk.forms.payment import Payment
from reception_desk.forms.price_item import PriceItem
from reception_desk.forms.print_route import PrintRoute
from reception_desk.forms.shop import Shop
from reception_desk.forms.staff import Staff
from reception_desk.forms.vehicle import Vehicle
from reception_desk.forms.visit import Visit
from reception_desk.forms.walk_around import WalkAround
from reception_desk.forms.work_order import WorkOrder

SHEETS: tuple[type[Form], ...] = (
    Shop,
    Staff,
    PriceItem,
    Package,
    Customer,
    Vehicle,
    Appointment,
    Visit,
    CheckIn,
    WalkAround,
    WorkOrder,
    Payment,
    Checkout,
    Document,
    PrintRoute,
)


def all_forms() -> list[type[Form]]:
    """Every form that has a table: the sheets and the rows they hold."""
    return [form for sheet in SHEETS for form in (sheet, *sheet.rows().values())]


BY_TABLE: dict[str, type[Form]] = {form.table: form for form in all_forms()}
SHEET_OF: dict[str, str] = {row.table: sheet.table for sheet in SHEETS for row in sheet.rows().values()}
"""Rows to the sheet that holds them, by table."""
