"""The keys of the program on one page: for the wall beside the desk. It belongs to no visit and is not archived."""

from __future__ import annotations

from collections.abc import Sequence

from reception_desk.forms.words import word
from reception_desk.language import Language
from reception_desk.printing.cells import CAPTION, FOOTER
from reception_desk.printing.paper import A4
from reception_desk.printing.pen import HAIR, MEDIUM, MIDDLE, Pen
from reception_desk.printing.text import MM, Font, width, wrap

Rows = Sequence[tuple[Sequence[str], str]]
"""The keys of each command and its words."""
LEFT, RIGHT, TOP, BOTTOM, COLUMNS, GUTTER = 15.0, 195.0, 27.0, 282.0, 2, 8.0
ROW, CAP, HEAD, APART = 5.1, 3.7, 6.6, 2.4
MORE = 3.6
"""What one more line of words adds to a row."""
BESIDE = 41.5
"""Where the words begin, unless the keys need more."""
_TITLE, _HEAD, _WORDS, _KEY = Font(18, bold=True), Font(9.5, bold=True), Font(8.5), Font(7.5, bold=True)


def draw(groups: Sequence[tuple[str, Rows]], language: Language, *, shop: str, day: str) -> bytes:
    """Groups down the left column and on in the right one; the whole list is one page."""
    title = language.say(word("keyboard", "Keys"))
    tag = "zh-CN" if language.code == "zh_CN" else "en"
    pen = Pen(*A4, title=title, author=shop, language=tag)
    pen.page()
    pen.text(LEFT, 18, title, _TITLE)
    pen.text(RIGHT, 18, "Reception Desk", CAPTION, "right")
    pen.rule(LEFT, 21, RIGHT, 21, MEDIUM)
    wide = (RIGHT - LEFT - GUTTER * (COLUMNS - 1)) / COLUMNS
    for at, column in enumerate(_columns(groups, wide)):
        _column(pen, LEFT + at * (wide + GUTTER), wide, column)
    pen.text(LEFT, 290, shop, FOOTER)
    pen.text(RIGHT, 290, day, FOOTER, "right")
    return pen.finish()


def _columns(groups: Sequence[tuple[str, Rows]], wide: float) -> list[list[tuple[str, Rows]]]:
    """No group is torn; the left column is the longer one."""
    total = sum(_height(rows, wide) for _, rows in groups)
    columns: list[list[tuple[str, Rows]]] = [[]]
    used = 0.0
    for title, rows in groups:
        if columns[-1] and used >= total / COLUMNS * len(columns) and len(columns) < COLUMNS:
            columns.append([])
        columns[-1].append((title, rows))
        used += _height(rows, wide)
    return columns


def _height(rows: Rows, wide: float) -> float:
    return HEAD + APART + sum(_row_height(keys, words, wide) for keys, words in rows)


def _row_height(keys: Sequence[str], words: str, wide: float) -> float:
    return ROW + MORE * (max(1, len(wrap(words, _WORDS, wide - _start(keys)))) - 1)


def _start(keys: Sequence[str]) -> float:
    return max(BESIDE, sum(_cap_width(key) + 1.2 for key in keys) + 2)


def _cap_width(key: str) -> float:
    return max(CAP + 0.6, width(key, _KEY) + 2.4)


def _column(pen: Pen, x: float, wide: float, groups: Sequence[tuple[str, Rows]]) -> None:
    y = TOP
    for title, rows in groups:
        pen.text(x, y + 4.2, title, _HEAD)
        y += HEAD
        pen.rule(x, y - 0.8, x + wide, y - 0.8, HAIR)
        for keys, words in rows:
            _row(pen, x, y, keys, words, wide)
            y += _row_height(keys, words, wide)
        y += APART


def _row(pen: Pen, x: float, y: float, keys: Sequence[str], words: str, wide: float) -> None:
    centre, at = y + ROW / 2, x
    for key in keys:
        cap = _cap_width(key)
        pen.box(at, centre - CAP / 2, cap, CAP, radius=0.7)
        pen.middle(at + cap / 2, centre, key, _KEY, "centre")
        at += cap + 1.2
    start = _start(keys)
    for down, line in enumerate(wrap(words, _WORDS, wide - start)):
        pen.line_of_text(x + start, centre + MORE * down + MIDDLE * _WORDS.size / MM, line)
