"""Sheets with every field filled in, each with a value of its own."""

from __future__ import annotations

from typing import Any, TypeVar

from reception_desk.forms import fields as f
from reception_desk.forms.moments import Moment

F = TypeVar("F", bound=f.Form)


def value_for(spec: f.Spec, seed: int) -> Any:
    """A value of the field's kind that is neither its default nor blank, as `take` gives it back."""
    match spec.kind:
        case "text":
            return f"文{seed} “x”"[: spec.length]
        case "code":
            return f"C{seed}"[: spec.length]
        case "link":
            return f"row-{seed}"
        case "day":
            return f"2026-{seed % 12 + 1:02d}-{seed % 28 + 1:02d}"
        case "moment":
            return Moment(1_795_226_400_000 + seed * 60_000, 480)
        case "flag":
            return not spec.default
        case "choice":
            return next(option.code for option in reversed(spec.options) if option.code != spec.default)
        case "several":
            return tuple(option.code for option in spec.options[:2]) or (f"row-{seed}", f"row-{seed + 1}")
    return seed + 1


def filled(form: type[F], seed: int = 0) -> F:
    """A sheet without an id, with two filled rows wherever it holds rows."""
    values: dict[str, Any] = {}
    for place, spec in enumerate(form.specs().values(), seed):
        if spec.row is not None:
            values[spec.name] = tuple(filled(spec.row, place + 50 * row) for row in (1, 2))
        else:
            values[spec.name] = value_for(spec, place)
    return form(**values)
