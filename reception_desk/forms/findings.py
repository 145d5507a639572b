"""What the walk-around found: points that need work or are to be watched, told or measured."""

from __future__ import annotations

from dataclasses import dataclass

from reception_desk.forms import fields as f
from reception_desk.forms.walk_around import RESULTS, WalkAround

LIMITS = {"tread": (4, 2), "pads": (6, 3)}
"""By the beginning of a field's name, in mm: fine from the first figure on, needs work below the second."""
_CODES = frozenset(option.code for option in RESULTS)


@dataclass(frozen=True, slots=True)
class Finding:
    """One point of the sheet; `result` is "work" or "watch"."""

    spec: f.Spec
    result: str
    value: int | str


def result_of(spec: f.Spec, kept: object) -> str:
    """fine, watch or work; "" where the point was not looked at or is none."""
    if isinstance(kept, str):
        return kept if kept in _CODES and _is_point(spec) else ""
    limits = next((own for start, own in LIMITS.items() if spec.name.startswith(start)), None)
    if limits is None or not isinstance(kept, int):
        return ""
    return "fine" if kept >= limits[0] else "watch" if kept >= limits[1] else "work"


def _is_point(spec: f.Spec) -> bool:
    return spec.kind == "choice" and {option.code for option in spec.options} == _CODES


def findings(sheet: WalkAround) -> list[Finding]:
    """All points that are not fine, what needs work first, each in the order of the sheet."""
    found = []
    for spec in sheet.specs().values():
        kept = getattr(sheet, spec.name)
        result = result_of(spec, kept)
        if result in ("work", "watch"):
            found.append(Finding(spec, result, kept))
    return sorted(found, key=lambda one: one.result != "work")
