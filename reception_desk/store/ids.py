"""Ids: UUIDv7 (RFC 9562) as text, sorted by the time they were made."""

from __future__ import annotations

import random
from typing import Protocol

from reception_desk.forms.moments import Clock


class Ids(Protocol):
    def __call__(self) -> str: ...

    def salt(self) -> bytes: ...

    def after(self, last: str) -> None: ...


class UuidIds:
    """Ids of one desk. With a `seed` they are the same each time, for the tour and the demo shop."""

    def __init__(self, clock: Clock, seed: int | None = None) -> None:
        self._clock = clock
        self._random = random.SystemRandom() if seed is None else random.Random(seed)  # noqa: S311 - never a secret
        self._last = 0

    def __call__(self) -> str:
        # 12 random bits count up within a millisecond, so that ids of one desk never run backward
        tick = max(self._clock.now().ms << 12, self._last + 1)
        self._last = tick
        tail = self._bits(62)
        number = (tick >> 12) << 80 | 7 << 76 | (tick & 0xFFF) << 64 | 2 << 62 | tail
        text = f"{number:032x}"
        return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"

    def after(self, last: str) -> None:
        """Ids go on after this one, whatever the clock says: it may have been set back since the last start."""
        number = int(last.replace("-", ""), 16)
        self._last = max(self._last, (number >> 80) << 12 | number >> 64 & 0xFFF)

    def salt(self) -> bytes:
        return self._bits(128).to_bytes(16, "big")

    def _bits(self, count: int) -> int:
        return self._random.getrandbits(count)
