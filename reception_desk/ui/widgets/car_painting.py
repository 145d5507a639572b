"""Painting of the vehicle drawing on the screen: outlines in our colours, captions, zones, marks with their numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import ceil

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from reception_desk.forms.car_drawing import CAPTION, NOSE, CarDrawing, View
from reception_desk.forms.vector_path import Segment
from reception_desk.ui import theme
from reception_desk.ui.icons import paint_mark

DARK, SOFTER = 0.5, 0.8
THREE_FIGURES = 0.7
"""Of the type's size, so that a hundred stays in its disc."""
_WHOLE = int(Qt.TextFlag.TextDontClip)
BADGE = 8.0
"""Radius of the numbered disc at the base text size."""


def badge_radius() -> int:
    """Of the numbered disc: marks and discs keep their size when the drawing is scaled, and grow with the text."""
    return theme.px(BADGE)


@dataclass(frozen=True)
class MarkView:
    """One damage as it is shown; `x`, `y` in drawing units, `old`: carried over from an earlier visit."""

    id: str
    zone: str
    kind: str
    size: int
    x: float
    y: float
    number: int
    old: bool = False
    repaired: bool = False


@dataclass(frozen=True)
class Frame:
    """How sheet units lie in the widget."""

    scale: float
    left: float
    top: float

    def point(self, x: float, y: float) -> QPointF:
        return QPointF(self.left + x * self.scale, self.top + y * self.scale)

    def back(self, at: QPointF) -> tuple[float, float]:
        return (at.x() - self.left) / self.scale, (at.y() - self.top) / self.scale


def fit(drawing: CarDrawing, area: QRectF) -> Frame:
    scale = min(area.width() / drawing.width, area.height() / drawing.height)
    left = area.x() + (area.width() - drawing.width * scale) / 2
    top = area.y() + (area.height() - drawing.height * scale) / 2
    return Frame(max(scale, 0.05), left, top)


def path_of(segments: tuple[Segment, ...]) -> QPainterPath:
    path = QPainterPath()
    for command, v in segments:
        if command == "M":
            path.moveTo(v[0], v[1])
        elif command == "L":
            path.lineTo(v[0], v[1])
        elif command == "C":
            path.cubicTo(v[0], v[1], v[2], v[3], v[4], v[5])
        else:
            path.closeSubpath()
    return path


def _ink(colour: str) -> QColor:
    """A stroke of the drawing in the colours of the screen."""
    t = theme.tokens()
    return {"#26323b": t.car_line, "#5b6872": t.car_detail, "#8b97a0": t.car_detail}.get(colour) or _shade(colour)


def _ground(colour: str) -> QColor:
    t = theme.tokens()
    return {"#ffffff": t.surface, "#e4ecf1": t.car_glass, "#f3f6f8": t.car_glass}.get(colour) or _shade(colour)


def _shade(colour: str) -> QColor:
    """Other greys of the drawing as they are; on a dark ground as far from it as they are from white."""
    t, own = theme.tokens(), QColor(colour)
    if t.surface.lightnessF() > DARK:
        return own
    part = (1 - own.lightnessF()) * SOFTER
    ground, line = t.surface, t.car_line
    return QColor(
        round(ground.red() + (line.red() - ground.red()) * part),
        round(ground.green() + (line.green() - ground.green()) * part),
        round(ground.blue() + (line.blue() - ground.blue()) * part),
    )


def paint_art(painter: QPainter, drawing: CarDrawing, frame: Frame, captions: Mapping[str, str], nose: str) -> None:
    """All views with their captions; slow enough to be kept in a pixmap."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for view in drawing.views.values():
        painter.save()
        painter.translate(frame.point(*view.offset))
        painter.scale(frame.scale, frame.scale)
        for shape in view.shapes:
            path = path_of(shape.segments)
            path.setFillRule(Qt.FillRule.WindingFill)
            pen = QPen(Qt.PenStyle.NoPen)
            if shape.stroke:
                pen = QPen(_ink(shape.stroke), shape.width)
                pen.setCapStyle(Qt.PenCapStyle.RoundCap)
                pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.setBrush(_ground(shape.fill) if shape.fill else Qt.BrushStyle.NoBrush)
            painter.drawPath(path)
        painter.restore()
        _paint_caption(painter, view, frame, captions.get(view.name, view.name), nose)


def _paint_caption(painter: QPainter, view: View, frame: Frame, words: str, nose: str) -> None:
    """The view's name over it; where the nose is seen from the side, an arrow that points to it."""
    t = theme.tokens()
    box = view.sheet_box
    left, top = frame.point(box.x, box.y - CAPTION).x(), frame.point(box.x, box.y - CAPTION).y()
    place = QRectF(left, top, box.width * frame.scale, CAPTION * frame.scale - 1)
    painter.setFont(_low_enough(theme.font(), place.height()))
    painter.setPen(t.text2)
    side = NOSE[view.name]
    metrics = painter.fontMetrics()
    middle = round(place.center().y()) + 0.5
    if not side:
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter) | _WHOLE, words)
        return
    arrow, gap = 22.0, 6.0
    painter.setPen(QPen(t.text2, 1.5))
    if side == "left":
        _arrow(painter, place.left() + arrow, place.left(), middle)
        x = place.left() + arrow + gap
        shown = f"{nose}    {words}"
    else:
        _arrow(painter, place.right() - arrow, place.right(), middle)
        shown = f"{words}    {nose}"
        x = place.right() - arrow - gap - metrics.horizontalAdvance(shown)
    painter.drawText(
        QRectF(x, place.y(), place.width(), place.height()), int(Qt.AlignmentFlag.AlignVCenter) | _WHOLE, shown
    )


def _low_enough(font: QFont, height: float) -> QFont:
    """Large letters give way to the small drawing that they stand between."""
    high = QFontMetricsF(font).ascent() + QFontMetricsF(font).descent()
    if high > height:
        font.setPointSizeF(max(theme.POINTS["normal"], font.pointSizeF() * height / high))
    return font


def _arrow(painter: QPainter, tail: float, tip: float, y: float) -> None:
    back = 5 if tail > tip else -5
    painter.drawLine(QLineF(tail, y, tip, y))
    painter.drawPolyline(QPolygonF([QPointF(tip + back, y - 4), QPointF(tip, y), QPointF(tip + back, y + 4)]))


def paint_zone(painter: QPainter, path: QPainterPath, *, focus: bool) -> None:
    """The zone pointed at: soft ground and the selection outline. `path` in widget coordinates."""
    t = theme.tokens()
    ground = QColor(t.selb)
    ground.setAlphaF(0.14)
    painter.setBrush(ground)
    painter.setPen(QPen(t.selb, 2 if focus else 1.5))
    painter.drawPath(path)


def mark_radius(size: int) -> float:
    return 5.5 + 1.5 * max(1, min(3, size))


def badge_centre(at: QPointF, mark: MarkView) -> QPointF:
    return QPointF(at.x() - mark_radius(mark.size) - badge_radius() - 4, at.y())


def paint_one_mark(painter: QPainter, at: QPointF, mark: MarkView, *, chosen: bool) -> None:
    """New: red and bold with its number in a filled disc; old: grey and thin, number in an open one."""
    t = theme.tokens()
    colour = t.old_mark if mark.old else t.red
    radius = mark_radius(mark.size)
    centre = badge_centre(at, mark)
    if chosen:
        halo = QRectF(
            centre.x() - badge_radius() - 4, at.y() - 13, at.x() + radius - centre.x() + badge_radius() + 8, 26
        )
        painter.setPen(QPen(t.selb, 2))
        painter.setBrush(t.surface)
        painter.drawRoundedRect(halo, 6, 6)
    paint_mark(painter, mark.kind, at, radius, QPen(colour, 1.5 if mark.old else 2.6))
    paint_badge(painter, centre, mark.number, old=mark.old)
    if mark.repaired:
        painter.setPen(QPen(t.green, 2))
        painter.drawLine(QLineF(centre.x() - badge_radius(), at.y() + 9, at.x() + radius, at.y() - 9))


@dataclass
class Sprites:
    """Marks as small pictures, painted once each: a hundred of them are put on the car in no time."""

    kept: dict[tuple[object, ...], QPixmap] = field(default_factory=dict)
    badge: int = field(default_factory=badge_radius)

    def paint(self, painter: QPainter, at: QPointF, mark: MarkView, ratio: float) -> None:
        """The picture stands on whole pixels, so that it stays sharp."""
        left, half = mark_radius(mark.size) + 2 * self.badge + 8, self.badge + 8.0
        key = (mark.kind, mark.size, mark.number, mark.old, mark.repaired, ratio)
        picture = self.kept.get(key)
        if picture is None:
            wide = left + 1.3 * mark_radius(mark.size) + 4
            picture = QPixmap(ceil(wide * ratio), ceil(2 * half * ratio))
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            inner = QPainter(picture)
            inner.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_one_mark(inner, QPointF(left, half), mark, chosen=False)
            inner.end()
            self.kept[key] = picture
        x, y = (round(place * ratio) / ratio for place in (at.x() - left, at.y() - half))
        painter.drawPixmap(QPointF(x, y), picture)


def paint_badge(painter: QPainter, centre: QPointF, number: int, *, old: bool) -> None:
    """The disc with a mark's number, on the car and in the list."""
    t = theme.tokens()
    colour = t.old_mark if old else t.red
    painter.setPen(QPen(colour, 1.2) if old else Qt.PenStyle.NoPen)
    painter.setBrush(t.surface if old else colour)
    painter.drawEllipse(centre, badge_radius(), badge_radius())
    font = theme.font("body" if old else "strong")
    if number > 99:
        font.setPointSizeF(font.pointSizeF() * THREE_FIGURES)
    painter.setFont(font)
    painter.setPen(colour if old else t.surface)
    box = QRectF(centre.x() - badge_radius(), centre.y() - badge_radius(), 2 * badge_radius(), 2 * badge_radius())
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number))
