"""Forms to rows and back: column values as SQLite keeps them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeVar

from reception_desk.forms import fields as f
from reception_desk.forms.moments import Moment

F = TypeVar("F", bound=f.Form)


def to_columns(spec: f.Spec, kept: Any) -> dict[str, Any]:
    """The columns of one field."""
    match spec.kind:
        case "moment":
            ms, offset = kept or (None, None)
            return {spec.name: ms, f"{spec.name}_offset": offset}
        case "several":
            return {spec.name: ",".join(kept)}
        case "flag":
            return {spec.name: int(kept)}
    return {spec.name: kept}


def columns_for(spec: f.Spec) -> tuple[str, ...]:
    """The columns that one field is kept in."""
    return (spec.name, f"{spec.name}_offset") if spec.kind == "moment" else (spec.name,)


def from_columns(spec: f.Spec, row: dict[str, Any]) -> Any:
    """The value of one field; a column that a later version added and that is still NULL is the default."""
    kept = row[spec.name]
    match spec.kind:
        case "moment":
            return None if kept is None else Moment(kept, row[f"{spec.name}_offset"] or 0)
        case "several":
            return tuple(kept.split(",")) if kept else ()
        case "flag":
            return bool(kept)
    return kept


def columns_of(form: f.Form) -> dict[str, Any]:
    """All columns of a sheet but the meta ones."""
    columns: dict[str, Any] = {}
    for name, spec in _plan(type(form)):
        kept = getattr(form, name)
        if spec is None:
            columns[name] = kept
        else:
            columns |= to_columns(spec, kept)
    return columns


_PLANS: dict[type[f.Form], tuple[tuple[str, f.Spec | None], ...]] = {}
"""The columns of each form by name, with the field's declaration where its value is not kept as it is."""


_MAKERS: dict[tuple[type[f.Form], tuple[str, ...]], tuple[list[tuple[str, int]], list[tuple[str, f.Spec]]]] = {}
"""By form and columns: which are kept as they are and where, and which are not."""


def _plan(form: type[f.Form]) -> tuple[tuple[str, f.Spec | None], ...]:
    if form not in _PLANS:
        specs = [spec for spec in form.specs().values() if spec.kind not in f.ROWS]
        meta = ("id", "parent", "position") if issubclass(form, f.Line) else ("id",)
        own = ((spec.name, spec if spec.kind in ("moment", "several", "flag") else None) for spec in specs)
        _PLANS[form] = (*((name, None) for name in meta), *own)
    return _PLANS[form]


def maker(kind: type[F], columns: tuple[str, ...]) -> Callable[[tuple[Any, ...]], F]:
    """What makes sheets of rows that come with these columns."""
    if (kind, columns) not in _MAKERS:
        at = {name: place for place, name in enumerate(columns)}
        plain = [(name, at[name]) for name, spec in _plan(kind) if spec is None]
        others = [(name, spec) for name, spec in _plan(kind) if spec is not None]
        _MAKERS[kind, columns] = plain, others
    plain, others = _MAKERS[kind, columns]

    def make(row: tuple[Any, ...]) -> F:
        made = kind.__new__(kind)  # `__init__` only asks whether the names are known
        kept = {name: row[place] for name, place in plain}
        if others:
            named = dict(zip(columns, row, strict=True))
            for name, spec in others:
                kept[name] = from_columns(spec, named)
        made.__dict__.update(kept)
        return made

    return make


def canonical(plain: Any) -> str:
    """JSON in the one form that sums are taken of: sorted keys, no blanks, UTF-8."""
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
