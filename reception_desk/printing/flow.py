"""Blocks flow over pages: every piece has its natural height, nothing is cut and nothing is shrunk.

First everything is placed, then drawn: so each page knows how many there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from reception_desk.printing.pen import HAIR, MEDIUM, Pen
from reception_desk.printing.text import Font, is_han, width

_LITTLE = 0.001
STRIP_TITLES = (Font(9, bold=True), Font(8, bold=True), Font(7, bold=True))
"""Of the words that run up in the strip: the first that is not longer than its block is high."""
STRIP_AIR, LEVEL_ROOM = 1.0, 6.6
"""A title as narrow as that stands level beside a low block."""


@dataclass
class Piece:
    """One row of a block. `keep`: never parted from the next one; `stretch`: how much blank space it may take (mm);
    `rule`: weight of the line under it when another row follows. Where that saves a page, it gives `give` (mm) of its
    air away, and is left out when it is `spare`."""

    height: float
    keep: bool = False
    stretch: float = 0
    rule: float = HAIR
    spare: bool = False
    give: float = 0

    def draw(self, pen: Pen, y: float, height: float) -> None:
        """Drawn with its top at y and the height that it got."""

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        """Two pieces, the first no higher than `room`; None if it cannot be parted."""
        return None

    def pressed(self) -> Self:
        """As low as it can be; it takes its air back where the page has room after all."""
        return replace(self, height=self.height - self.give, stretch=self.stretch + self.give, give=0)


@dataclass
class Drawn(Piece):
    """A piece drawn by a function (pen, y, height)."""

    by: Callable[[Pen, float, float], None] = field(default=lambda _pen, _y, _height: None)

    def draw(self, pen: Pen, y: float, height: float) -> None:
        self.by(pen, y, height)


@dataclass
class Block:
    """Rows under one title. `head` is repeated on each page that the block goes on to."""

    title: str
    pieces: list[Piece]
    second: str = ""
    """The title once more in a second language."""
    head: Piece | None = None
    rule: float = MEDIUM
    """The line above."""
    strip: bool = True
    """Whether it has a title strip and a closing line."""
    page: int = 0
    """Where it begins, known when everything is placed."""

    def lacks(self, height: float) -> float:
        """What the strip lacks for the title at its smallest, words that run up, where the block is so high (mm)."""
        wide = width(self.title, STRIP_TITLES[-1])
        if not self.strip or wide <= LEVEL_ROOM or all(is_han(char) for char in self.title):
            return 0
        return max(0.0, wide + STRIP_AIR - height)

    def whole(self) -> Self:
        """The block stays on one page if it can."""
        for piece in self.pieces[:-1]:
            piece.keep = True
        return self

    def with_next(self) -> Self:
        """Its last row is not parted from the next block."""
        for piece in self.pieces[-1:]:
            piece.keep = True
        return self


@dataclass
class Part:
    """What one page shows of a block, and where."""

    block: Block
    rows: list[tuple[Piece, float]]
    y: float = 0

    @property
    def height(self) -> float:
        return sum(height for _, height in self.rows)


@dataclass
class Page:
    top: float
    bottom: float
    parts: list[Part] = field(default_factory=list)

    @property
    def end(self) -> float:
        return self.top + sum(part.height for part in self.parts)

    @property
    def room(self) -> float:
        return self.bottom - self.end + _LITTLE

    def add(self, block: Block, piece: Piece) -> None:
        if not self.parts or self.parts[-1].block is not block:
            head = [(block.head, block.head.height)] if block.head else []
            self.parts.append(Part(block, head))
        self.parts[-1].rows.append((piece, piece.height))

    def need(self, cluster: Sequence[tuple[Block, Piece]]) -> float:
        """What these rows would take here, with the column heads that they bring."""
        last = self.parts[-1].block if self.parts else None
        total = 0.0
        for block, piece in cluster:
            if block is not last and block.head:
                total += block.head.height
            last = block
            total += piece.height
        return total


@dataclass(frozen=True)
class Room:
    """What a page has for blocks: from the first page's top, from the others' top, to the bottom (mm)."""

    first: float
    other: float
    bottom: float


_Cluster = list[tuple[Block, Piece]]


def flow(blocks: Iterable[Block], room: Room) -> list[Page]:
    """Place all blocks; rows give up their air, and spare ones their place, when that saves a page."""
    blocks = [block for block in blocks if block.pieces]
    pages, placed = _place(blocks, room), blocks
    for fewer in (_lean(blocks), _pressed(_lean(blocks))):
        tried = _place([block for block in fewer if block.pieces], room) if len(pages) > 1 else pages
        if len(tried) < len(pages):
            pages, placed = tried, fewer
    for number, page in enumerate(pages, 1):
        _stretch(page)
        for part in page.parts:
            part.block.page = part.block.page or number
    for whole, shown in zip(blocks, placed, strict=True):
        whole.page = whole.page or shown.page
    return pages


def _lean(blocks: list[Block]) -> list[Block]:
    return [replace(block, pieces=[piece for piece in block.pieces if not piece.spare]) for block in blocks]


def _pressed(blocks: list[Block]) -> list[Block]:
    return [
        replace(block, pieces=[piece.pressed() for piece in block.pieces], head=block.head and block.head.pressed())
        for block in blocks
    ]


def _place(blocks: list[Block], room: Room) -> list[Page]:
    pages = [Page(room.first, room.bottom)]
    for cluster in _clusters(blocks):
        _put(pages, cluster, room)
    return pages


def _put(pages: list[Page], cluster: _Cluster, room: Room) -> None:
    """On this page if it fits, else on the next, else in smaller parts."""
    fresh = Page(room.other, room.bottom)
    if pages[-1].need(cluster) > pages[-1].room:
        if fresh.need(cluster) > fresh.room:
            if len(cluster) == 1:
                _part(pages, *cluster[0], room)
            else:
                for smaller in _smaller(cluster):
                    _put(pages, smaller, room)
            return
        pages.append(fresh)
    for block, piece in cluster:
        pages[-1].add(block, piece)


def _smaller(cluster: _Cluster) -> list[_Cluster]:
    """Single rows, then the last two together, so that a signature is never alone."""
    alone = len(cluster) - (2 if len(cluster) > 2 else 0)
    return [[pair] for pair in cluster[:alone]] + ([cluster[alone:]] if cluster[alone:] else [])


def _part(pages: list[Page], block: Block, piece: Piece, room: Room) -> None:
    """A single row higher than a page is parted within."""
    while True:
        page = pages[-1]
        here = page.room - (page.need([(block, piece)]) - piece.height)
        if piece.height <= here:
            page.add(block, piece)
            return
        parted = piece.split(here)
        if parted is not None:
            page.add(block, parted[0])
            piece = parted[1]
        elif not page.parts:
            page.add(block, piece)
            return
        pages.append(Page(room.other, room.bottom))


def _clusters(blocks: list[Block]) -> Iterator[_Cluster]:
    """Rows that stay together."""
    cluster: _Cluster = []
    for block in blocks:
        for piece in block.pieces:
            cluster.append((block, piece))
            if not piece.keep:
                yield cluster
                cluster = []
    if cluster:
        yield cluster


def _stretch(page: Page) -> None:
    """Blank space goes first to blocks that are lower than their title is long, then to the areas for the pen, evenly,
    as far as each takes it; then everything gets its place."""
    free = max(page.bottom - page.end, 0.0)
    for part in page.parts:
        piece, height = part.rows[-1]
        share = min(free, 0.0 if piece.stretch else part.block.lacks(part.height))
        part.rows[-1] = (piece, height + share)
        free -= share
    takers = [(part, at) for part in page.parts for at, (piece, _) in enumerate(part.rows) if piece.stretch]
    takers.sort(key=lambda taker: taker[0].rows[taker[1]][0].stretch)
    for count, (part, at) in enumerate(takers):
        piece, height = part.rows[at]
        share = min(free / (len(takers) - count), piece.stretch)
        part.rows[at] = (piece, height + share)
        free -= share
    y = page.top
    for part in page.parts:
        part.y = y
        y += part.height
