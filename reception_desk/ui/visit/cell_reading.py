"""What was typed into a cell of the order's table, as fields of its line; one place for the table and for its words."""

from __future__ import annotations

from typing import Any

from reception_desk.forms import discount
from reception_desk.forms.moments import Clock
from reception_desk.language import Language
from reception_desk.ui.widgets.lines_model import SPECS, Col


def read_cell(language: Language, column: Col, typed: str, clock: Clock | None = None) -> dict[str, Any]:
    """Raises Unreadable or TooLong. A discount is two fields: percent, or an amount instead."""
    if column is Col.DISCOUNT:
        return discount.read(typed, signs=(language.symbol, language.currency)).values
    return {SPECS[column].name: language.read(SPECS[column], typed, clock)}
