"""Noto Sans SC in two weights, loaded once and late; a worker thread may warm them while the desk starts."""

from __future__ import annotations

import mmap
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics, ttfonts

from reception_desk.printing.coverage import font_file

REGULAR = "NotoSansSC-Regular"
BOLD = "NotoSansSC-Bold"

_LOADING = Lock()
_BLOCK = 100
"""Entries that one bfchar block may hold (Adobe technical note 5411)."""


@dataclass(frozen=True, slots=True)
class Face:
    """One weight: `widths` in thousandths of the type size by code point."""

    name: str
    widths: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Faces:
    regular: Face
    bold: Face


def faces() -> Faces:
    """Both weights, ready to draw with. The first call takes about a quarter of a second."""
    with _LOADING:
        return _load()


@cache
def _load() -> Faces:
    rl_config.useA85 = 0
    ttfonts.makeToUnicodeCMap = to_unicode  # type: ignore[assignment]
    return Faces(_face(REGULAR, "Regular"), _face(BOLD, "Bold"))


def _face(name: str, weight: str) -> Face:
    font = ttfonts.TTFont(name, OnDisk(font_file(weight)), shapable=False)
    pdfmetrics.registerFont(font)
    _slim(font.face)
    _take_glyphs_from_file(font.face)
    return Face(name, font.face.charWidths)


class OnDisk:
    """A font file as ReportLab reads it. It keeps the whole of what it has read, ten million bytes for each weight:
    here it stays on the disk, and in memory is what papers are drawn with."""

    def __init__(self, file: Path) -> None:
        self.name = str(file)

    def read(self) -> mmap.mmap:
        with Path(self.name).open("rb") as font:
            return mmap.mmap(font.fileno(), 0, access=mmap.ACCESS_READ)


def _slim(face: ttfonts.TTFontFile) -> None:
    """What ReportLab keeps of a font and shaping only would read, or keeps as one object for each of its glyphs."""
    kept = vars(face)
    kept["glyphToChar"] = {}
    kept["glyphPos"] = array("I", kept["glyphPos"])
    widths = {width: width for width in kept["charWidths"].values()}
    kept["charWidths"] = {point: widths[width] for point, width in kept["charWidths"].items()}
    pairs = {pair: pair for pair in kept["hmetrics"]}
    kept["hmetrics"] = [pairs[pair] for pair in kept["hmetrics"]]


class Outlines:
    """The table of outlines, eight million bytes: only the part that is asked for is copied."""

    def __init__(self, file: mmap.mmap, start: int) -> None:
        self._file, self._start = file, start

    def __getitem__(self, part: slice) -> bytes:
        return self._file[self._start + part.start : self._start + part.stop]


def _take_glyphs_from_file(face: ttfonts.TTFontFile) -> None:
    """ReportLab copies the whole table for each font of each paper: a fifth of the time that a paper takes."""
    outlines = Outlines(vars(face)["_ttf_data"], face.get_table_pos("glyf")[0])
    others = face.get_table

    def table(tag: str) -> bytes | Outlines:
        return outlines if tag == "glyf" else others(tag)  # type: ignore[no-untyped-call]

    face.get_table = table  # type: ignore[method-assign]


def to_unicode(name: str, subset: Sequence[int]) -> str:
    """The table by which a reader finds text again; UTF-16 beyond U+FFFF too, which ReportLab's own gets wrong."""
    entries = [f"<{code:02X}> <{_utf16(point)}>" for code, point in enumerate(subset)]
    blocks = [entries[at : at + _BLOCK] for at in range(0, len(entries), _BLOCK)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def\n"
        f"/CMapName /{name} def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<00> <{len(subset) - 1:02X}>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )


def _utf16(point: int) -> str:
    return chr(point).encode("utf-16-be").hex().upper()
