"""QR and Code 128-C as vectors, dark modules joined to rectangles."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import segno

from reception_desk.printing.pen import Pen

QUIET = 4
"""Modules of white that a QR code needs around it."""
_START_C, _STOP = 105, 106
# Widths of bars and spaces of the symbols 0 to 106 (ISO/IEC 15417), from the pattern table.
_PATTERNS = (
    "212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231113222123122"
    "123221223211221132221231213212223112312131311222321122321221312212322112322211212123212321232121111323"
    "131123131321112313132113132311211313231113231311112133112331132131113123113321133121313121211331231131"
    "213113213311213131311123311321331121312113312311332111314111221411431111111224111422121124121421141122"
    "141221112214112412122114122411142112142211241211221114413111241112134111111242121142121241114212124112"
    "124211411212421112421211212141214121412121111143111341131141114113114311411113411311113141114131311141"
    "4111312114122112142112322331112"
)


def qr(pen: Pen, x: float, y: float, side: float, payload: str) -> None:
    """Level Q; `side` (mm) counts the quiet zone."""
    rows = _matrix(payload)
    module = side / (len(rows) + 2 * QUIET)
    pen.bars(
        (x + (QUIET + first) * module, y + (QUIET + at) * module, (end - first) * module, module)
        for at, row in enumerate(rows)
        for first, end in _dark(row)
    )


@lru_cache(maxsize=64)
def _matrix(payload: str) -> tuple[bytes, ...]:
    return tuple(bytes(row) for row in segno.make_qr(payload, error="q", boost_error=False).matrix)


def _dark(row: bytes) -> Iterator[tuple[int, int]]:
    first = -1
    for at, module in enumerate(row + b"\0"):
        if module and first < 0:
            first = at
        elif not module and first >= 0:
            yield first, at
            first = -1


def code128_modules(digits: str) -> int:
    """Modules wide, without quiet zones."""
    return 11 * (len(digits) // 2 + 2) + 13


def code128(pen: Pen, x: float, y: float, height: float, module: float, digits: str) -> float:
    """An even number of digits as pairs; gives the width in mm."""
    values = [_START_C, *(int(digits[at : at + 2]) for at in range(0, len(digits), 2))]
    check = (values[0] + sum(at * value for at, value in enumerate(values))) % 103
    boxes, place = [], x
    for value in [*values, check, _STOP]:
        for at, wide in enumerate(_pattern(value)):
            if at % 2 == 0:
                boxes.append((place, y, wide * module, height))
            place += wide * module
    pen.bars(boxes)
    return place - x


def _pattern(value: int) -> list[int]:
    end = 7 if value == _STOP else 6
    return [int(wide) for wide in _PATTERNS[6 * value : 6 * value + end]]
