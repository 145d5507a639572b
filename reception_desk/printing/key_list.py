"""The keys of the program on one page: for the wall beside the desk. It belongs to no visit and is not archived."""

from __future__ import annotations

from collections.abc import Sequence

from reception_desk.forms.words import word
from reception_desk.language import Language
from reception_desk.printing.cells import CAPTION, FOOTER
from reception_desk.printing.paper import A4, PAGES
from reception_desk.printing.pen import HAIR, MEDIUM, MIDDLE, Pen
from reception_desk.printing.text import MM, Font, width, wrap

Rows = Sequence[tuple[Sequence[str], str]]
"""The keys of each command and its words."""
LEFT, RIGHT, TOP, GUTTER = 15.0, 195.0, 27.0, 8.0
UNDER, FOOT = 13.0, 9.0
"""From the end of the columns, and from the foot, to the edge of the page."""
ROW, CAP, HEAD, APART = 5.1, 3.7, 6.6, 2.4
MORE = 3.6
"""What one more line of words adds to a row."""
BESIDE = 41.5
"""Where the words begin, unless the keys need more."""
_TITLE, _HEAD, _WORDS, _KEY = Font(18, bold=True), Font(9.5, bold=True), Font(8.5), Font(7.5, bold=True)


def draw(groups: Sequence[tuple[str, Rows]], language: Language, *, shop: str, day: str, page: str = "A4") -> bytes:
    """Groups down the left column and on in the right one, all on one page, the rows as near as that asks."""
    paper, high = PAGES.get(page, A4)
    title = language.say(word("keyboard", "Keys"))
    pen = Pen(A4[0], high, wide=paper, title=title, author=shop, language=language.code)
    pen.page()
    pen.text(LEFT, 18, title, _TITLE)
    pen.text(RIGHT, 18, "Reception Desk", CAPTION, "right")
    pen.rule(LEFT, 21, RIGHT, 21, MEDIUM)
    wide = (RIGHT - LEFT - GUTTER) / 2
    columns = _columns(groups, wide)
    pitch = min(1.0, (high - UNDER - TOP) / max(_whole(column, wide) for column in columns))
    for at, column in enumerate(columns):
        _column(pen, LEFT + at * (wide + GUTTER), wide, column, pitch)
    pen.text(LEFT, high - FOOT, shop, FOOTER)
    pen.text(RIGHT, high - FOOT, day, FOOTER, "right")
    return pen.finish()


def _columns(groups: Sequence[tuple[str, Rows]], wide: float) -> list[Sequence[tuple[str, Rows]]]:
    """No group is torn; parted where the higher column is as low as can be."""
    cut = min(range(len(groups) + 1), key=lambda at: max(_whole(groups[:at], wide), _whole(groups[at:], wide)))
    return [groups[:cut], groups[cut:]]


def _whole(groups: Sequence[tuple[str, Rows]], wide: float) -> float:
    return sum(_height(rows, wide) for _, rows in groups)


def _height(rows: Rows, wide: float) -> float:
    return HEAD + APART + sum(_row_height(keys, words, wide) for keys, words in rows)


def _row_height(keys: Sequence[str], words: str, wide: float) -> float:
    return ROW + MORE * (max(1, len(wrap(words, _WORDS, wide - _start(keys)))) - 1)


def _start(keys: Sequence[str]) -> float:
    return max(BESIDE, sum(_cap_width(key) + 1.2 for key in keys) + 2)


def _cap_width(key: str) -> float:
    return max(CAP + 0.6, width(key, _KEY) + 2.4)


def _column(pen: Pen, x: float, wide: float, groups: Sequence[tuple[str, Rows]], pitch: float) -> None:
    y = TOP
    for title, rows in groups:
        pen.text(x, y + 4.2 * pitch, title, _HEAD)
        y += HEAD * pitch
        pen.rule(x, y - 0.8, x + wide, y - 0.8, HAIR)
        for keys, words in rows:
            _row(pen, x, y, keys, words, wide, pitch)
            y += _row_height(keys, words, wide) * pitch
        y += APART * pitch


def _row(pen: Pen, x: float, y: float, keys: Sequence[str], words: str, wide: float, pitch: float) -> None:
    centre, at = y + ROW * pitch / 2, x
    for key in keys:
        cap = _cap_width(key)
        pen.box(at, centre - CAP / 2, cap, CAP, radius=0.7)
        pen.middle(at + cap / 2, centre, key, _KEY, "centre")
        at += cap + 1.2
    start = _start(keys)
    for down, line in enumerate(wrap(words, _WORDS, wide - start)):
        pen.line_of_text(x + start, centre + MORE * pitch * down + MIDDLE * _WORDS.size / MM, line)
