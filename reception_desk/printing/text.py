"""How text is set: Chinese and Latin mixed, one way for drawing, measuring and breaking into lines.

Widths are kept in thousandths of the type size (em/1000), as fonts have them; lengths for callers are millimetres.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from reception_desk.printing.coverage import covered
from reception_desk.printing.fonts import faces

MM = 72 / 25.4
"""Points in a millimetre."""
MISSING = "□"
NO_BREAK = "\u00a0"
SHORT = 300
"""Texts up to this length are remembered as they were set."""

GAP = 90
"""Between Han and Latin: the widest that no text extractor takes for a blank (poppler 100, pypdf 112)."""
DOT = 400
PLATE_DOT = 340
HANG = 460
OVERHANG = 550

CLOSING = frozenset("，。、；：！？）》”’】」』〉〕…％")
"""Full-width marks with their ink on the left."""
OPENING = frozenset("（《“‘【「『〈〔")
_NOT_FIRST = CLOSING | frozenset("%,.;:!?)]}·℃°")
_NOT_LAST = OPENING | frozenset("¥￥$€£([{")
_NARROW = {"’": 210, "‘": 210, "“": 400, "”": 400}
"""Quotation marks are a full em wide in this font; between Latin letters they take this."""
_FULL = 1000
_UNIT = re.compile(r"(?<=\d) (?=(?:km|mi|mm|cm|kPa|h|L|V|%)(?![A-Za-z]))")
"""The blank before a unit: a line does not end there."""
_LONE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff][，。、；：！？）》”’%,.;:!?)]*")
_SAFE = re.compile(r"[ -~\u4e00-\u9fa5，。、；：！？（）]*")


class Font(NamedTuple):
    """Type size in points and weight."""

    size: float
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line ready to draw. `kerns[i]` (em/1000) goes before character i, the last one after the text."""

    text: str
    kerns: tuple[float, ...]
    ems: float
    font: Font

    @property
    def width(self) -> float:
        """Millimetres."""
        return self.ems * self.font.size / 1000 / MM


def clean(text: str) -> str:
    """A text as paper can show it; the one way by which anyone's words come to a page.

    Controls, lone surrogates, bidi overrides and other invisible marks go; NFC; what the fonts lack becomes □.
    """
    if _SAFE.fullmatch(text):
        return text
    text = re.sub(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]", "\n", text).replace("\t", " ")
    text = unicodedata.normalize("NFC", "".join(c for c in text if c == "\n" or not _invisible(c)))
    return "".join(c if c == "\n" or covered(c) else MISSING for c in text)


def _invisible(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf", "Cs") or "\ufe00" <= char <= "\ufe0f" or char >= "\U000e0000"


@lru_cache(maxsize=4096)
def _layout(text: str, font: Font, plate: bool) -> Line:
    text = clean(text).replace("\n", " ")
    return _Setting(text, font, plate).line(0, len(text))


def layout(text: str, font: Font, *, plate: bool = False) -> Line:
    """One line, however long. Captions come again and again, so short ones are remembered."""
    return (_layout if len(text) <= SHORT else _layout.__wrapped__)(text, font, plate)


def width(text: str, font: Font) -> float:
    """Millimetres."""
    return layout(text, font).width


def wrap(text: str, font: Font, room: float) -> list[Line]:
    """Lines no wider than `room` millimetres; an empty text gives no line. Its time grows with the text only."""
    return list((_wrap if len(text) <= SHORT else _wrap.__wrapped__)(text, font, room))


@lru_cache(maxsize=4096)
def _wrap(text: str, font: Font, room: float) -> tuple[Line, ...]:
    ems = room * MM * 1000 / font.size
    lines: list[Line] = []
    for paragraph in clean(text).rstrip().split("\n"):
        lines += _Setting(_UNIT.sub(NO_BREAK, paragraph.rstrip()), font).wrap(ems)
    return tuple(lines) if any(line.text for line in lines) else ()


def unparted(words: str) -> str:
    """Words that stay on one line, like a phone number. On the paper their blanks are plain ones."""
    return words.replace(" ", NO_BREAK)


def is_han(char: str) -> bool:
    return "\u2e80" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or "\U00020000" <= char <= "\U0003ffff"


def _is_word(char: str) -> bool:
    return char.isalnum() and not is_han(char)


class _Setting:
    """One paragraph measured: where each character starts, what goes before it, where a line may end."""

    def __init__(self, text: str, font: Font, plate: bool = False) -> None:
        self.text = text
        self.font = font
        self.before, self.after = _kerns(text, plate)
        pair = faces()
        widths = pair.bold.widths if font.bold else pair.regular.widths
        start, self.starts = 0.0, [0.0]
        for char, before, after in zip(text, self.before, self.after, strict=True):
            start += widths.get(ord(char), _FULL) + before + after
            self.starts.append(start)

    def line(self, first: int, end: int) -> Line:
        if end <= first:
            return Line("", (0.0,), 0.0, self.font)
        kerns = [self.before[first]]
        if first:
            kerns[0] = -HANG if self.text[first] in OPENING else min(0.0, kerns[0])
        kerns += [self.after[at - 1] + self.before[at] for at in range(first + 1, end)]
        kerns.append(self.after[end - 1])
        ems = self.starts[end] - self.starts[first] - self.before[first] + kerns[0]
        return Line(self.text[first:end].replace(NO_BREAK, " "), tuple(kerns), ems, self.font)

    def wrap(self, room: float) -> list[Line]:
        breaks = _breaks(self.text)
        lines: list[Line] = []
        first, count = 0, len(self.text)
        while True:
            end = self._fitting(first, room)
            if end < count:
                last = breaks[end]
                end = last if last > first else max(end, first + 1)
            kept = end
            while end < count and kept > first and self.text[kept - 1] == " ":
                kept -= 1
            lines.append(self.line(first, kept))
            if end >= count:
                return lines
            if self._fitting(end, room) >= count and _LONE.fullmatch(self.text, end):
                end = self._sooner(lines, first, end, breaks)
            first = end

    def _sooner(self, lines: list[Line], first: int, end: int, breaks: list[int]) -> int:
        """Where the line before a lone Chinese character ends, so that it is not alone."""
        earlier = breaks[end - 1]
        if not first < earlier < end or self.text[earlier - 1] == " ":
            return end
        lines[-1] = self.line(first, earlier)
        return earlier

    def _fitting(self, first: int, room: float) -> int:
        """Where the line from `first` must end at the latest; a blank or a closing mark may stand over."""
        hang = HANG if first and self.text[first : first + 1] in OPENING else 0
        limit = self.starts[first] + room + hang + 0.001
        end = max(bisect_right(self.starts, limit) - 1, first)
        count = len(self.text)
        if end < count and self.text[end] in CLOSING and self.starts[end + 1] <= limit + OVERHANG:
            end += 1
        while end < count and self.text[end] == " ":
            end += 1
        return end


def _breaks(text: str) -> list[int]:
    """For each place the last one, not after it, where a line may end."""
    found, last = [0], 0
    for at in range(1, len(text)):
        if _may_break(text[at - 1], text[at]):
            last = at
        found.append(last)
    found.append(len(text))
    return found


def _may_break(left: str, right: str) -> bool:
    if right == " " or right in _NOT_FIRST or left in _NOT_LAST:
        return False
    if left == " " or left in CLOSING:
        return True
    return _stands_alone(left) or _stands_alone(right)


def _stands_alone(char: str) -> bool:
    return is_han(char) or char in OPENING or char in CLOSING or (ord(char) > 0x24FF and not _is_word(char))


def _kerns(text: str, plate: bool) -> tuple[list[float], list[float]]:
    """What is added before and after each character, em/1000."""
    before, after = [0.0] * len(text), [0.0] * len(text)
    left = ""
    for at, char in enumerate(text):
        if char == "·":
            before[at] = after[at] = -(_FULL - (PLATE_DOT if plate else DOT)) / 2
        elif char in _NARROW:
            right = text[at + 1] if at + 1 < len(text) else ""
            if not _takes_room(left) and not _takes_room(right):
                (before if char in OPENING else after)[at] = _NARROW[char] - _FULL
        elif left and not plate and ((is_han(left) and _is_word(char)) or (_is_word(left) and is_han(char))):
            before[at] = GAP
        if left in CLOSING and (char in CLOSING or char in OPENING) and not after[at - 1]:
            after[at - 1] = -500
        elif left in OPENING and char in OPENING and not before[at]:
            before[at] = -500
        left = char
    return before, after


def _takes_room(char: str) -> bool:
    """Full-width neighbours: between them a quotation mark keeps its em."""
    return bool(char) and (is_han(char) or char in "，。、；：！？（）《》…—")
