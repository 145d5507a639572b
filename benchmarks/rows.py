"""One row of the result: a figure, what it is compared with, and the target."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """`floor` in the same unit as `value`; `target`: the largest ratio where there is a floor, else the largest value.

    `met` is None for a row that was not measured (see `note`) or that has no target.
    """

    name: str
    value: float | None
    unit: str
    floor: float | None = None
    target: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        return self.value / self.floor if self.value is not None and self.floor else None

    @property
    def met(self) -> bool | None:
        reached = self.ratio if self.floor else self.value
        return None if reached is None or self.target is None else reached <= self.target

    def plain(self) -> dict[str, str | float | bool | None]:
        return {
            "name": self.name,
            "value": _short(self.value),
            "unit": self.unit,
            "floor": _short(self.floor),
            "ratio": _short(self.ratio),
            "target": self.target,
            "met": self.met,
        }


def _short(figure: float | None) -> float | None:
    return None if figure is None else float(f"{figure:.4g}")


def in_turn(cases: Mapping[str, Callable[[], float]], rounds: int, warm_up: int = 2) -> dict[str, float]:
    """The median of each case. All cases run once a round, so that what slows the machine down slows all of them."""
    found: dict[str, list[float]] = {name: [] for name in cases}
    for number in range(warm_up + rounds):
        for name, measure in cases.items():
            taken = measure()
            if number >= warm_up:
                found[name].append(taken)
    return {name: statistics.median(figures) for name, figures in found.items()}


def table(rows: list[Row]) -> str:
    head = ("what", "value", "unit", "floor", "ratio", "target", "met")
    lines = [head, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines)


def _cells(row: Row) -> tuple[str, ...]:
    met = {True: "yes", False: "NO", None: row.note or "-"}[row.met]
    target = "" if row.target is None else f"<= {row.target:g}" + ("x" if row.floor else "")
    figures = ["" if figure is None else f"{figure:.4g}" for figure in (row.value, row.floor, row.ratio)]
    return row.name, figures[0], row.unit, figures[1], figures[2], target, met
