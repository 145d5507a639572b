"""Heights and widths of what bears words: they grow with the text size, and to what a finger hits where one works."""

from __future__ import annotations

from typing import NamedTuple


class Sizes(NamedTuple):
    """Logical pixels in one text size (`scale` 1 is the base size) and touch mode."""

    scale: float
    touch: bool

    def px(self, base: float) -> int:
        """A length at the base size as it is now; lines of 1 and 2 pixels and white space are not scaled."""
        return round(base * self.scale)

    def _least(self, base: int, touched: int) -> int:
        return max(self.px(base), touched) if self.touch else self.px(base)

    @property
    def input(self) -> int:
        return self._least(32, 40)

    @property
    def big(self) -> int:
        """Footer buttons, pay buttons, kinds of damage."""
        return self._least(40, 44)

    @property
    def small(self) -> int:
        """Buttons inside rows, chips, the state pill."""
        return self._least(26, 40)

    @property
    def bar_button(self) -> int:
        return self._least(28, 40)

    @property
    def tick(self) -> int:
        return self._least(24, 40)

    @property
    def row(self) -> int:
        return self._least(32, 48)

    @property
    def hit(self) -> int:
        """A row of the search list."""
        return self._least(36, 48)

    @property
    def head(self) -> int:
        return self.px(28)

    @property
    def rail_item(self) -> int:
        return self._least(40, 48)

    @property
    def rail(self) -> int:
        return self.px(104)

    @property
    def rail_folded(self) -> int:
        return self.px(56)

    @property
    def top_bar(self) -> int:
        return self.input + 16

    @property
    def banner(self) -> int:
        return self._least(48, 52)

    @property
    def steps(self) -> int:
        return self._least(32, 40)

    @property
    def footer(self) -> int:
        return self.big + 12

    @property
    def gap(self) -> int:
        """Between ticks that stand under each other."""
        return 5 if self.touch else 0

    def width(self, pixels: int) -> float:
        """How wide something is in the measure of the base size: what decides whether a page is folded."""
        return pixels / self.scale
