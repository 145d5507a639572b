"""The car seen from five sides with its marks: geometry and painting, without what a person does to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap, QTransform
from PySide6.QtWidgets import QWidget

from reception_desk.forms.car_drawing import CarDrawing, Zone
from reception_desk.forms.words import NOTHING, Text, say, say_many
from reception_desk.forms.zones import zone_code
from reception_desk.ui import theme
from reception_desk.ui.icons import paint_mark
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.buttons import cap_width, paint_cap, paint_focus
from reception_desk.ui.widgets.car_painting import (
    Frame,
    MarkView,
    Sprites,
    badge_centre,
    fit,
    mark_radius,
    paint_art,
    paint_one_mark,
    paint_zone,
    path_of,
)
from reception_desk.ui.widgets.card import paint_card

CAPTIONS = {
    "left": say("Left side"),
    "right": say("Right side"),
    "front": say("Front"),
    "top": say("From above"),
    "rear": say("Rear"),
}
LEAST = 480
"""Pixels at every text size: a drawing may be smaller, words may not."""
_HEAD = 32
_AT_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class CarView(QWidget):
    """Shows; `CarDiagram` adds mouse and keys. Places are in drawing units (the viewBox of the drawing)."""

    def __init__(self, voice: Voice, zone_name: Callable[[str], Text], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.voice, self._zone_name = voice, zone_name
        self.drawing: CarDrawing | None = None
        self.marks: tuple[MarkView, ...] = ()
        self.chosen = ""
        self._legend: tuple[Text, Text] = (NOTHING, NOTHING)
        self._area: Zone | None = None
        self._art: QPixmap | None = None
        self._paths: dict[int, QPainterPath] = {}
        self._sprites = Sprites()
        self._dragged: MarkView | None = None
        self._drag_to: QPointF | None = None
        self.setMinimumWidth(LEAST)
        theme.hold(self, least_height=260)
        voice.changed.connect(self.retranslate)
        self.retranslate()

    def set_drawing(self, drawing: CarDrawing) -> None:
        self.drawing, self._area = drawing, None
        self._forget_art()

    def set_marks(self, marks: Sequence[MarkView]) -> None:
        self.marks = tuple(marks)
        if not any(mark.id == self.chosen for mark in self.marks):
            self.chosen = ""
        self._describe()
        self.update()

    def set_chosen(self, mark_id: str) -> None:
        self.chosen = mark_id
        self.update()

    def set_legend(self, new: Text, old: Text = NOTHING) -> None:
        """Words for marks of this visit and for those carried over, at the top left."""
        self._legend = (new, old)
        self.update()

    @property
    def zone(self) -> str:
        """The zone pointed at, or ""."""
        return self._area.zone if self._area else ""

    def retranslate(self) -> None:
        self.setAccessibleName(self.voice.say(say("Car drawing")))
        self._describe()
        self._forget_art()

    def redress(self) -> None:
        self._sprites = Sprites()
        self._forget_art()

    def frame(self) -> Frame:
        area = QRectF(self.rect()).adjusted(16, theme.px(_HEAD), -16, -12)
        return fit(self.drawing, area) if self.drawing else Frame(1, 0, 0)

    def widget_point(self, x: float, y: float) -> QPointF:
        """Where a point of the drawing lies in the widget."""
        return self.frame().point(*self.drawing.to_sheet(x, y)) if self.drawing else QPointF()

    def drawing_point(self, at: QPointF) -> tuple[float, float] | None:
        """The point of the drawing under a point of the widget, None between the views."""
        return self.drawing.from_sheet(*self.frame().back(at)) if self.drawing else None

    def _mark_at(self, at: QPointF) -> MarkView | None:
        for mark in reversed(self.marks):
            centre = self.widget_point(mark.x, mark.y)
            near = (at - centre).manhattanLength() < mark_radius(mark.size) + 6
            if near or (at - badge_centre(centre, mark)).manhattanLength() < 12:
                return mark
        return None

    def _describe(self) -> None:
        self.setAccessibleDescription(self.zone_words())

    def zone_words(self) -> str:
        """The zone pointed at and what is marked in it, for those who do not see the drawing."""
        if not self.zone:
            return ""
        here = sum(mark.zone == self.zone and not mark.repaired for mark in self.marks)
        name = self._zone_name(self.zone)
        return self.voice.say(say_many("{zone}: {n} mark", "{zone}: {n} marks", n=here, zone=name) if here else name)

    def resizeEvent(self, event: object) -> None:
        self._forget_art()
        super().resizeEvent(event)  # type: ignore[arg-type]

    def sizeHint(self) -> QSize:
        return QSize(theme.px(892), theme.px(392))

    def _forget_art(self) -> None:
        self._art = None
        self._paths = {}
        self.update()

    def _background(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        if self._art is None or self._art.devicePixelRatio() != ratio:
            self._art = QPixmap(self.size() * ratio)
            self._art.setDevicePixelRatio(ratio)
            self._art.fill(Qt.GlobalColor.transparent)
            if self.drawing is not None:
                painter = QPainter(self._art)
                captions = {name: self.voice.say(text) for name, text in CAPTIONS.items()}
                paint_art(painter, self.drawing, self.frame(), captions, self.voice.say(say("Front of car")))
                painter.end()
        return self._art

    def _zone_path(self, area: Zone) -> QPainterPath:
        path = self._paths.get(id(area))
        if path is None and self.drawing is not None:
            frame = self.frame()
            at = frame.point(*self.drawing.views[area.view].offset)
            path = QTransform(frame.scale, 0, 0, frame.scale, at.x(), at.y()).map(path_of(area.segments))
            self._paths[id(area)] = path
        return path if path is not None else QPainterPath()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        paint_card(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(0, 0, self._background())
        if self._area is not None:
            paint_zone(painter, self._zone_path(self._area), focus=self.hasFocus())
        frame = self.frame()
        for mark in self.marks:
            at = frame.point(*self.drawing.to_sheet(mark.x, mark.y)) if self.drawing else QPointF()
            if self._dragged is not None and mark.id == self._dragged.id and self._drag_to is not None:
                at = self._drag_to
            if mark.id == self.chosen:
                paint_one_mark(painter, at, mark, chosen=True)
            else:
                self._sprites.paint(painter, at, mark, self.devicePixelRatioF())
        self._paint_head(painter)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), theme.CARD_RADIUS - 1)

    def _paint_head(self, painter: QPainter) -> None:
        """Legend at the left, the zone pointed at with the keys that walk at the right, if there is room."""
        left = self._paint_legend(painter)
        name = self.voice.say(self._zone_name(self.zone)) if self.zone else ""
        code = zone_code(self.zone) if self.zone else ""
        body, key = QFontMetricsF(theme.font()), QFontMetricsF(theme.font("key"))
        zone = key.horizontalAdvance(name) + 8 + body.horizontalAdvance(code) + 16 if self.zone else 0.0
        right = self._paint_keys(painter, self.width() - 16.0 - left - zone)
        t, line = theme.tokens(), theme.px(20)
        painter.setFont(theme.font())
        painter.setPen(t.text2)
        painter.drawText(QRectF(left, 8, right - left, line), _AT_RIGHT, code)
        right -= body.horizontalAdvance(code) + 8
        painter.setFont(theme.font("key"))
        painter.setPen(t.text)
        painter.drawText(QRectF(left, 8, right - left, line), _AT_RIGHT, name)

    def _paint_keys(self, painter: QPainter, room: float) -> float:
        """As much of the keys as there is room for; returns where they begin, with a gap before them."""
        t, line = theme.tokens(), theme.px(20)
        keys, words = "← ↑ ↓ →", self.voice.say(say("change zone"))
        cap, told = cap_width(keys), QFontMetricsF(theme.font()).horizontalAdvance(words) + 6
        right = self.width() - 16.0
        if cap + 16 > room:
            return right
        painter.setFont(theme.font())
        painter.setPen(t.text2)
        if cap + told + 16 <= room:
            right -= told
            painter.drawText(QRectF(right + 6, 8, told, line), Qt.AlignmentFlag.AlignVCenter, words)
        right -= cap
        paint_cap(painter, QRectF(right, 8, cap, line), keys, ink=t.text2, edge=t.cap_edge, ground=t.cap)
        return right - 16

    def _paint_legend(self, painter: QPainter) -> float:
        """Returns where it ends."""
        t, line = theme.tokens(), theme.px(20)
        x = 16.0
        for text, colour, role, width in zip(
            self._legend, (t.red, t.old_mark), ("strong", "body"), (2.6, 1.5), strict=True
        ):
            if text:
                paint_mark(painter, "S", QPointF(x + 8, 8 + line / 2), 7, QPen(colour, width))
                painter.setFont(theme.font(role))
                painter.setPen(t.text if role == "strong" else t.text2)
                words = self.voice.say(text)
                painter.drawText(QRectF(x + 22, 8, self.width(), line), Qt.AlignmentFlag.AlignVCenter, words)
                x += 22 + QFontMetricsF(theme.font(role)).horizontalAdvance(words) + 20
        return x
