"""The kinds of field, and what a form is.

A sheet is declared once, as a dataclass whose fields are made by the functions below; the screen, the file and the
paper read the declaration (`Form.specs()`). Kept values, by kind:

    text, code, choice, link, day (ISO)    str, "" for nothing
    whole, quantity (thousandths), percent (hundredths), money (minor units), span (minutes)    int or None
    moment    Moment or None        flag    bool        several    tuple of codes        lines, marks    tuple of Line
"""

from __future__ import annotations

import dataclasses
from typing import Any, Literal

from reception_desk.forms.form import (
    GENERAL,
    NUMBERS,
    ROWS,
    TEXTS,
    Form,
    Known,
    Level,
    Line,
    Option,
    Paper,
    Problem,
    Section,
    Spec,
    TooLong,
    clean,
    form,
    normal_code,
)
from reception_desk.forms.words import Text, Value, hint, say, title, value, word

__all__ = [
    "GENERAL",
    "NUMBERS",
    "ROWS",
    "TEXTS",
    "Form",
    "Known",
    "Level",
    "Line",
    "Option",
    "Paper",
    "Problem",
    "Section",
    "Spec",
    "TooLong",
    "choice",
    "clean",
    "code",
    "day",
    "flag",
    "form",
    "hint",
    "lines",
    "link",
    "marks",
    "moment",
    "money",
    "normal_code",
    "option",
    "percent",
    "quantity",
    "section",
    "several",
    "shown",
    "span",
    "text",
    "title",
    "whole",
    "word",
]


def shown(spec: Spec, kept: Any) -> Value | Text:
    """A field's value as something a sentence can hold."""
    return spec.option(kept) if spec.kind == "choice" else value(spec.kind, kept, spec.unit)


def section(
    label: str,
    column: Literal["main", "side"] = "main",
    *,
    folded: bool = False,
    opens_for: tuple[str, ...] = (),
) -> Section:
    return Section(say(label), column, folded, opens_for)


def option(label: str | Text, code: str) -> Option:
    return Option(code, label if isinstance(label, Text) else say(label))


def _field(kind: str, label: str, default: Any, **more: Any) -> Any:
    spec = Spec(kind, say(label), default=default, **more)
    return dataclasses.field(default=default, metadata={"spec": spec})


def text(label: str, *, length: int = 200, rows: int = 1, **more: Any) -> Any:
    """Free text; `rows` over 1 makes it a memo, whose longest length is then 4,000 unless said."""
    return _field("text", label, "", length=4000 if rows > 1 and length == 200 else length, rows=rows, **more)


def code(label: str, *, pattern: str = "", length: int = 40, **more: Any) -> Any:
    """A plate, VIN, phone or other code: the input method is off, the value is normalised."""
    return _field("code", label, "", pattern=pattern, length=length, **more)


def whole(label: str, *, unit: str = "", low: int | None = None, high: int | None = None, **more: Any) -> Any:
    return _field("whole", label, None, unit=unit, low=low, high=high, **more)


def quantity(label: str, **more: Any) -> Any:
    """Thousandths."""
    return _field("quantity", label, None, **more)


def percent(label: str, *, low: int | None = 0, high: int | None = 10_000, **more: Any) -> Any:
    """Hundredths of a percent point: 6 % is 600."""
    return _field("percent", label, None, low=low, high=high, **more)


def money(label: str, **more: Any) -> Any:
    """Minor units of the shop's currency."""
    return _field("money", label, None, **more)


def day(label: str, **more: Any) -> Any:
    """ISO text, "" for none."""
    return _field("day", label, "", **more)


def moment(label: str, **more: Any) -> Any:
    return _field("moment", label, None, **more)


def span(label: str, **more: Any) -> Any:
    """Minutes."""
    return _field("span", label, None, **more)


def flag(label: str, **more: Any) -> Any:
    return _field("flag", label, False, **more)


def choice(label: str, *options: Option, default: str = "", **more: Any) -> Any:
    return _field("choice", label, default, options=options, **more)


def several(label: str, *options: Option, **more: Any) -> Any:
    return _field("several", label, (), options=options, **more)


def link(label: str, target: str, **more: Any) -> Any:
    """The id of a row of the sheet `target`."""
    return _field("link", label, "", target=target, **more)


def lines(label: str, row: type[Line], **more: Any) -> Any:
    """Rows of a sheet of their own."""
    return _field("lines", label, (), row=row, **more)


def marks(label: str, row: type[Line], **more: Any) -> Any:
    """Rows that are drawn on the car."""
    return _field("marks", label, (), row=row, **more)
