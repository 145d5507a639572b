"""The general mechanism: declared fields that a paper's own grid does not place, as label and value cells."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from reception_desk.forms.words import word
from reception_desk.printing.cells import (
    CAPTION_BOLD,
    PAD,
    TERMS,
    Cell,
    labelled,
    padded,
    paragraph,
    plain,
    row,
    value_offset,
)
from reception_desk.printing.content import Content, Pair
from reception_desk.printing.flow import Block, Piece
from reception_desk.printing.text import Font, width

BASE = 6.1
ACROSS = 3
"""Short fields in a row."""
FEW = 6
"""Up to so many fields of a sheet need no title: their labels say enough."""


def rest_block(
    content: Content, x: float, wide: float, tables: Iterable[str], papers: Collection[str] = ("customer",)
) -> Block:
    """Call it when everything else has been placed; empty when nothing is left."""
    groups = content.rest(tables, papers)
    title = content.say(word("block", "More"))
    if len(groups) < 2 or all(len(group.pairs) <= FEW for group in groups):
        return Block(title, grid(x, wide, [pair for group in groups for pair in group.pairs]))
    pieces: list[Piece] = []
    for group in groups:
        pieces.append(row([plain(x, wide, group.title, font=CAPTION_BOLD)], 5.0, rule=0, keep=True))
        pieces += grid(x, wide, group.pairs)
    return Block(title, pieces)


def rest_text(
    content: Content, x: float, wide: float, tables: Iterable[str], papers: Collection[str] = ("customer",)
) -> Block:
    """The same as running text, for papers that have little room."""
    pairs = [pair for group in content.rest(tables, papers) for pair in group.pairs]
    words = content.gap.join(content.told(label, own) for label, own in pairs)
    return Block(content.say(word("block", "More")), padded(paragraph(x, wide, words, TERMS), 1.0, 1.0))


def grid(x: float, wide: float, pairs: Iterable[Pair], across: int = ACROSS) -> list[Piece]:
    """Label and value side by side, as many in a row as fit; a long value takes more of the row."""
    column = wide / across
    rows: list[list[Cell]] = [[]]
    used = 0
    for label, words in pairs:
        share = _share(label, words, column, across)
        if used + share > across:
            rows.append([])
            used = 0
        rows[-1].append(labelled(x + used * column, share * column, label, words, edge=used > 0))
        used += share
    return [row(cells, BASE) for cells in rows if cells]


def _share(label: str, words: str, column: float, across: int) -> int:
    need = value_offset(label) + width(words, Font(10)) + PAD
    return next((share for share in range(1, across) if need <= share * column), across)
