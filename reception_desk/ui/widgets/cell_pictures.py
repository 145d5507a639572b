"""Cells that are uncovered are not painted anew: a list over a table that shrinks uncovers dozens with each key."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPixmap

MOST = 600
"""Pictures: a few screens of cells."""


class CellPictures:
    """Pictures of cells by what they show; whoever holds them calls `forget` when that changes.

    A cell gets its picture when it is painted for the second time, so that the first screen does not wait for it, and
    where it lies on whole pixels of the device: elsewhere its picture would be blurred.
    """

    def __init__(self) -> None:
        self._kept: dict[Hashable, QPixmap | None] = {}

    def forget(self) -> None:
        self._kept.clear()

    def paint(self, painter: QPainter, rect: QRect, key: Hashable, draw: Callable[[QPainter, QRect], None]) -> None:
        """`draw` fills the whole rect, and draws the same wherever that is."""
        place = painter.deviceTransform().mapRect(QRectF(rect))
        if QRectF(place.toRect()) != place or len(self._kept) > MOST:
            draw(painter, rect)
            return
        key = (key, rect.width(), rect.height(), place.width())
        if key not in self._kept:
            self._kept[key] = None
            draw(painter, rect)
            return
        picture = self._kept[key]
        if picture is None:
            picture = self._kept[key] = self._made(rect, place.width() / rect.width(), draw)
        painter.drawPixmap(rect.topLeft(), picture)

    @staticmethod
    def _made(rect: QRect, ratio: float, draw: Callable[[QPainter, QRect], None]) -> QPixmap:
        picture = QPixmap(rect.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        painter = QPainter(picture)
        draw(painter, QRect(0, 0, rect.width(), rect.height()))
        painter.end()
        return picture
