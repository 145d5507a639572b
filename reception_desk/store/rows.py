"""Forms to rows and back: column values as SQLite keeps them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, TypeVar

from reception_desk.forms import fields as f
from reception_desk.forms.moments import Moment

F = TypeVar("F", bound=f.Form)
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


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
    """The value of one field; a column that a later version added and that is still NULL is the default.

    What stands beside it in a column of its own is taken out of the row.
    """
    kept = row[spec.name]
    match spec.kind:
        case "moment":
            offset = row.pop(f"{spec.name}_offset")
            return None if kept is None else Moment(kept, offset or 0)
        case "several":
            return tuple(kept.split(",")) if kept else ()
        case "flag":
            return bool(kept)
    return kept


class Shape(NamedTuple):
    """How sheets of one form lie in rows: found once, asked with every row.

    `fields`: by name, with the declaration where a value is not kept as it is. `blank`: the columns but the meta ones,
    of a sheet on which nothing is filled in. `salted`: something of a person stands on it, whose digests events tell.
    """

    fields: dict[str, f.Spec | None]
    others: tuple[f.Spec, ...]
    blank: dict[str, Any]
    read: str
    salted: bool


_SHAPES: dict[type[f.Form], Shape] = {}


def shape(form: type[f.Form]) -> Shape:
    if form not in _SHAPES:
        fields: dict[str, f.Spec | None] = {"id": None}
        fields |= {"parent": None, "position": None} if issubclass(form, f.Line) else {}
        for spec in form.specs().values():
            if spec.kind not in f.ROWS:
                fields[spec.name] = spec if spec.kind in ("moment", "several", "flag") else None
        blank: dict[str, Any] = {}
        for name, other in fields.items():
            blank |= to_columns(other, getattr(form, name)) if other else {name: getattr(form, name)}
        others = tuple(spec for spec in fields.values() if spec)
        salted = any(spec.personal for spec in form.specs().values())
        _SHAPES[form] = Shape(fields, others, blank, quoted(blank), salted)
    return _SHAPES[form]


def quoted(names: Iterable[str]) -> str:
    """Columns as SQL names them."""
    return ", ".join(f'"{name}"' for name in names)


def columns_of(form: f.Form) -> dict[str, Any]:
    """All columns of a sheet but the meta ones; most of a new one are as its class has them."""
    known = shape(type(form))
    columns = known.blank.copy()
    for name in known.fields.keys() & vars(form).keys():
        kept, spec = getattr(form, name), known.fields[name]
        columns |= to_columns(spec, kept) if spec else {name: kept}
    return columns


def maker(kind: type[F]) -> Callable[[tuple[Any, ...]], F]:
    """What makes sheets of the columns that their shape says are read."""
    _, others, columns, *_ = shape(kind)

    def make(row: tuple[Any, ...]) -> F:
        made = kind.__new__(kind)  # `__init__` only asks whether the names are known
        kept = dict(zip(columns, row, strict=True))
        for spec in others:
            kept[spec.name] = from_columns(spec, kept)
        made.__dict__.update(kept)
        return made

    return make


def canonical(plain: Any) -> str:
    """JSON in the one form that sums are taken of: sorted keys, no blanks, UTF-8."""
    return _ENCODER.encode(plain)
