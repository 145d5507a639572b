"""Icons from bundled SVG files in any colour, the shapes of states, and the marks of damage."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPixmap, QPolygonF
from PySide6.QtSvg import QSvgRenderer

from reception_desk.resources import resource
from reception_desk.ui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

STROKE = "1.75"
RATIOS = (1.0, 1.25, 1.5, 2.0)
"""The scales of screens that an icon is made for; Qt takes the next larger one and shrinks it."""


@lru_cache(maxsize=512)
def _image(name: str, rgba: int, width: int) -> QImage:
    """One icon, `width` device pixels wide."""
    text = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    colour = QColor.fromRgba(rgba)
    text = text.replace("currentColor", colour.name()).replace('stroke-width="2"', f'stroke-width="{STROKE}"')
    image = QImage(QSize(width, width), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setOpacity(colour.alphaF())
    QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(0, 0, width, width))
    painter.end()
    return image


def paint_icon(painter: QPainter, name: str, rect: QRectF, colour: QColor) -> None:
    """Draw an icon into a square; sharp at any scale of the screen, because it lies on whole pixels of the device."""
    to_device = painter.deviceTransform()
    place = to_device.mapRect(rect)
    side = max(1, round(place.width()))
    pixels = QRectF(round(place.x()), round(place.y()), side, side)
    painter.drawImage(to_device.inverted()[0].mapRect(pixels), _image(name, colour.rgba(), side))


def pixmap(name: str, colour: QColor, size: int, ratio: float = 1.0) -> QPixmap:
    made = QPixmap.fromImage(_image(name, colour.rgba(), ceil(size * ratio)))
    made.setDevicePixelRatio(ratio)
    return made


def icon(name: str, colour: QColor, size: int = 16) -> QIcon:
    from PySide6.QtGui import QIcon

    made = QIcon()
    for ratio in RATIOS:
        made.addPixmap(pixmap(name, colour, theme.px(size), ratio))
    return made


def state_icon(code: str, colour: QColor, size: int = 14) -> QIcon:
    from PySide6.QtGui import QIcon

    made, side = QIcon(), theme.px(size)
    for ratio in RATIOS:
        drawn = QPixmap(round(side * ratio), round(side * ratio))
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        paint_state(painter, QRectF(0, 0, side, side), code, colour)
        painter.end()
        made.addPixmap(drawn)
    return made


_ROUND = (Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
_MIDDLE = QPointF(8, 8)


def paint_state(painter: QPainter, rect: QRectF, state: str, colour: QColor) -> None:
    """The shape of a state in a square (drawn in a box of 16): never colour alone."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / 16, rect.height() / 16)
    painter.setPen(QPen(colour, 1.6, *_ROUND))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _SHAPES.get(state, _open_circle)(painter, colour)
    painter.restore()


def _open_circle(painter: QPainter, colour: QColor) -> None:
    del colour
    painter.drawEllipse(_MIDDLE, 5.6, 5.6)


def _dotted_circle(painter: QPainter, colour: QColor) -> None:
    _open_circle(painter, colour)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(_MIDDLE, 2.2, 2.2)


def _half_circle(painter: QPainter, colour: QColor) -> None:
    painter.drawEllipse(_MIDDLE, 5.6, 5.6)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPie(QRectF(2.4, 2.4, 11.2, 11.2), 90 * 16, 180 * 16)


def _pause(painter: QPainter, colour: QColor) -> None:
    painter.fillRect(QRectF(3.6, 2.5, 3, 11), colour)
    painter.fillRect(QRectF(9.4, 2.5, 3, 11), colour)


def _play(painter: QPainter, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([QPointF(4, 2.2), QPointF(13.4, 8), QPointF(4, 13.8)]))


def _hourglass(painter: QPainter, colour: QColor) -> None:
    painter.setPen(QPen(colour, 1.5, *_ROUND))
    painter.drawLines([QLineF(3, 2.2, 13, 2.2), QLineF(3, 13.8, 13, 13.8)])
    glass = [QPointF(4.4, 2.4), QPointF(4.4, 4.6), QPointF(11.6, 11.4), QPointF(11.6, 13.6)]
    glass += [QPointF(4.4, 13.6), QPointF(4.4, 11.4), QPointF(11.6, 4.6), QPointF(11.6, 2.4)]
    painter.drawPolyline(QPolygonF(glass))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([QPointF(8, 9.2), QPointF(11, 13.4), QPointF(5, 13.4)]))


def _ring(painter: QPainter, colour: QColor) -> None:
    painter.setPen(QPen(colour, 3.6))
    painter.drawEllipse(_MIDDLE, 4.6, 4.6)


def _disc(painter: QPainter, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(_MIDDLE, 6.2, 6.2)


def _tick(painter: QPainter, colour: QColor) -> None:
    painter.setPen(QPen(colour, 2.2, *_ROUND))
    painter.drawPolyline(QPolygonF([QPointF(2.8, 8.6), QPointF(6.4, 12), QPointF(13.2, 4.4)]))


def _cross(painter: QPainter, colour: QColor) -> None:
    painter.setPen(QPen(colour, 1.8, *_ROUND))
    painter.drawLines([QLineF(3.8, 3.8, 12.2, 12.2), QLineF(12.2, 3.8, 3.8, 12.2)])


def _arrow(painter: QPainter, colour: QColor) -> None:
    painter.setPen(QPen(colour, 1.8, *_ROUND))
    painter.drawPolyline(QPolygonF([QPointF(9, 3.6), QPointF(13.4, 8), QPointF(9, 12.4)]))
    painter.drawLine(QLineF(2.8, 8, 13, 8))


def _struck_circle(painter: QPainter, colour: QColor) -> None:
    _open_circle(painter, colour)
    painter.drawLine(QLineF(4.2, 11.8, 11.8, 4.2))


def _clock(painter: QPainter, colour: QColor) -> None:
    _open_circle(painter, colour)
    painter.drawPolyline(QPolygonF([QPointF(8, 4.8), QPointF(8, 8), QPointF(10.2, 9.6)]))


_SHAPES: dict[str, Callable[[QPainter, QColor], None]] = {
    "booked": _open_circle,
    "confirmed": _dotted_circle,
    "arrived": _half_circle,
    "waiting": _pause,
    "in_work": _play,
    "parts": _hourglass,
    "qc": _ring,
    "ready": _disc,
    "closed": _tick,
    "cancelled": _cross,
    "moved": _arrow,
    "no_show": _struck_circle,
    "late": _clock,
    "soon": _clock,
}
STATES = tuple(_SHAPES)


def paint_mark(painter: QPainter, kind: str, centre: QPointF, radius: float, pen: QPen) -> None:
    """A damage mark round a point; `kind` is its code, and one of another version is drawn like other damage."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(centre)
    painter.scale(radius / 7, radius / 7)
    drawn = QPen(pen)
    drawn.setWidthF(pen.widthF() * 7 / radius)
    drawn.setCapStyle(Qt.PenCapStyle.RoundCap)
    drawn.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(drawn)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _MARKS.get(kind, _other)(painter)
    painter.restore()


def _points(*pairs: tuple[float, float]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in pairs])


def _scratch(painter: QPainter) -> None:
    painter.drawPolyline(_points((-8, 4), (-3.6, -4), (0, 3), (3.6, -4), (8, 4)))


def _dent(painter: QPainter) -> None:
    painter.drawEllipse(QPointF(0, 0), 7, 7)


def _chip(painter: QPainter) -> None:
    painter.setBrush(painter.pen().color())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(QPointF(0, 0), 3.9, 3.9)


def _crack(painter: QPainter) -> None:
    painter.drawPolyline(_points((2.4, -7), (-4, 0.8), (3.6, -0.8), (-2.4, 7)))


def _broken(painter: QPainter) -> None:
    painter.drawRect(QRectF(-6.4, -6.4, 12.8, 12.8))
    painter.drawLines([QLineF(-3.6, -3.6, 3.6, 3.6), QLineF(3.6, -3.6, -3.6, 3.6)])


def _rust(painter: QPainter) -> None:
    painter.drawPolygon(_points((0, -6.6), (7, 5.8), (-7, 5.8)))


def _repair(painter: QPainter) -> None:
    painter.drawRect(QRectF(-6.4, -6.4, 12.8, 12.8))
    hatch = QPen(painter.pen())
    hatch.setWidthF(min(hatch.widthF(), 1.6))
    painter.setPen(hatch)
    clip = QPainterPath()
    clip.addRect(QRectF(-6.4, -6.4, 12.8, 12.8))
    painter.setClipPath(clip, Qt.ClipOperation.IntersectClip)
    painter.drawLines([QLineF(at - 7, 7, at + 7, -7) for at in (-8, -4, 0, 4, 8)])


def _missing(painter: QPainter) -> None:
    painter.drawEllipse(QPointF(0, 0), 7, 7)
    painter.drawLine(QLineF(-4.9, 4.9, 4.9, -4.9))


def _other(painter: QPainter) -> None:
    painter.drawPolygon(_points((0, -7), (7, 0), (0, 7), (-7, 0)))


_MARKS: dict[str, Callable[[QPainter], None]] = {
    "S": _scratch,
    "D": _dent,
    "C": _chip,
    "K": _crack,
    "B": _broken,
    "R": _rust,
    "P": _repair,
    "M": _missing,
    "O": _other,
}
MARKS = tuple(_MARKS)
