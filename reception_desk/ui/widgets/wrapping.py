"""Words over several lines: a line of Chinese may end after any character, but the last one never holds one alone."""

from __future__ import annotations

import re
from functools import lru_cache

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QLabel

_HAN, _MARKS, _OPENING = r"[\u2e80-\u9fff\uf900-\ufaff]", r"[\u3000-\u303f\uff00-\uff0f\uff1a-\uff1f\s]*", "[“‘（《【]*"
_LAST = re.compile(_HAN + _MARKS + r"\Z")
_LAST_TWO = re.compile(_OPENING + _HAN + _MARKS + _HAN + _MARKS + r"\Z")
_WRAP = int(Qt.TextFlag.TextWordWrap)


def in_company(text: str, font: QFont, width: int) -> str:
    """The text with its last line begun a character sooner, where that line would hold one Chinese character only."""
    return _in_company(text, font.toString(), tuple(font.families()), width) if _LAST_TWO.search(text) else text


@lru_cache(maxsize=512)
def _in_company(text: str, described: str, families: tuple[str, ...], width: int) -> str:
    font = QFont()
    font.fromString(described)
    font.setFamilies(families)  # a description names the first one only
    count = lines(text, font, width)
    if count == 1 or lines(_LAST.sub("", text), font, width) == count:
        return text
    sooner = _LAST_TWO.sub(lambda end: "\n" + end.group(), text)
    return sooner if lines(sooner, font, width) == count else text


def lines(text: str, font: QFont, width: int) -> int:
    """How many there are when the text is broken between words."""
    metrics = QFontMetrics(font)
    high = metrics.boundingRect(QRect(0, 0, width, 100_000), _WRAP, text).height()
    return max(1, round(high / metrics.lineSpacing()))


def paint_wrapped(label: QLabel) -> None:
    """A plain label's words as it would paint them itself, but for that last line."""
    room = label.contentsRect()
    painter = QPainter(label)
    painter.setFont(label.font())
    painter.setPen(label.palette().color(QPalette.ColorRole.WindowText))
    words = in_company(label.text(), label.font(), room.width())
    painter.drawText(room, int(label.alignment()) | _WRAP, words)
