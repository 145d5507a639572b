"""Which characters our fonts can draw, read from the font's own table: no ReportLab, a few milliseconds."""

from __future__ import annotations

import struct
from bisect import bisect_right
from functools import cache
from pathlib import Path

from reception_desk.resources import resource

_FULL_UNICODE = (3, 10)
"""Platform and encoding of the table that goes beyond U+FFFF (OpenType, cmap, format 12)."""


@cache
def font_file(weight: str) -> Path:
    return resource("fonts", f"NotoSansSC-{weight}.ttf")


@cache
def _ranges(file: Path) -> tuple[list[int], list[int]]:
    """First and last code point of each run of characters, in order."""
    with file.open("rb") as font:
        count = struct.unpack(">4xH6x", font.read(12))[0]
        tables = dict(struct.iter_unpack(">4s4xL4x", font.read(16 * count)))
        start = tables[b"cmap"]
        font.seek(start)
        count = struct.unpack(">2xH", font.read(4))[0]
        maps = {(a, b): offset for a, b, offset in struct.iter_unpack(">HHL", font.read(8 * count))}
        font.seek(start + maps[_FULL_UNICODE])
        kind, groups = struct.unpack(">H10xL", font.read(16))
        if kind != 12:
            raise ValueError(f"{file.name}: cmap format {kind}")
        runs = list(struct.iter_unpack(">LL4x", font.read(12 * groups)))
    return [first for first, _ in runs], [last for _, last in runs]


def covered(char: str) -> bool:
    """Whether papers can show this character; one that they cannot is printed as □."""
    firsts, lasts = _ranges(font_file("Regular"))
    point = ord(char)
    place = bisect_right(firsts, point) - 1
    return place >= 0 and point <= lasts[place]
