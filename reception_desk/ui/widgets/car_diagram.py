"""The car seen from five sides: zones are named as they are pointed at, damage is marked by mouse or by keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QTransform,
)
from PySide6.QtWidgets import QWidget

from reception_desk.forms.car_drawing import CarDrawing, Zone
from reception_desk.forms.words import NOTHING, Text, say
from reception_desk.ui import theme
from reception_desk.ui.icons import MARKS, paint_mark
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.buttons import cap_width, paint_cap, paint_focus
from reception_desk.ui.widgets.car_painting import (
    Frame,
    MarkView,
    badge_centre,
    fit,
    mark_radius,
    paint_art,
    paint_one_mark,
    paint_zone,
    path_of,
)
from reception_desk.ui.widgets.card import paint_card
from reception_desk.ui.widgets.zone_walk import free_spot, next_zone, walk_of

__all__ = ["CarDiagram", "MarkView"]

CAPTIONS = {
    "left": say("Left side"),
    "right": say("Right side"),
    "front": say("Front"),
    "top": say("From above"),
    "rear": say("Rear"),
}
_HEAD = 32
_DRAG = 5
_LONG_PRESS = 600


class CarDiagram(QWidget):
    """Emits what the person did; the caller keeps it and gives the marks back with `set_marks`.

    Places are in drawing units (the viewBox of the drawing), so that the printed sheet uses them unchanged.
    """

    mark_added = Signal(str, str, float, float)
    mark_moved = Signal(str, str, float, float)
    mark_sized = Signal(str, int)
    mark_removed = Signal(str)
    mark_chosen = Signal(str)
    none_new = Signal()
    menu_wanted = Signal(str, QPoint)
    zone_pointed = Signal(str)
    kind_chosen = Signal(str)

    def __init__(self, voice: Voice, zone_name: Callable[[str], Text], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.voice, self._zone_name = voice, zone_name
        self.drawing: CarDrawing | None = None
        self.marks: tuple[MarkView, ...] = ()
        self.kind, self.chosen = "S", ""
        self._legend: tuple[Text, Text] = (NOTHING, NOTHING)
        self._area: Zone | None = None
        self._walk: tuple[Zone, ...] = ()
        self._art: QPixmap | None = None
        self._paths: dict[int, QPainterPath] = {}
        self._press: QPointF | None = None
        self._dragged: MarkView | None = None
        self._drag_to: QPointF | None = None
        self._hold = QTimer(self)
        self._hold.setSingleShot(True)
        self._hold.setInterval(_LONG_PRESS)
        self._hold.timeout.connect(self._held)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setMinimumSize(480, 260)
        voice.changed.connect(self.retranslate)
        self.retranslate()

    def set_drawing(self, drawing: CarDrawing) -> None:
        self.drawing, self._area = drawing, None
        self._walk = walk_of(drawing)
        self._forget_art()

    def set_marks(self, marks: Sequence[MarkView]) -> None:
        self.marks = tuple(marks)
        if not any(mark.id == self.chosen for mark in self.marks):
            self.chosen = ""
        self.update()

    def set_kind(self, kind: str) -> None:
        """The kind that a click sets; it stays chosen."""
        self.kind = kind

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

    def point_at(self, zone: str) -> None:
        """Highlight a zone, as from the damage list."""
        self._point(self.drawing.main_zone(zone) if self.drawing else None)

    def retranslate(self) -> None:
        self.setAccessibleName(self.voice.say(say("Car drawing")))
        self._describe()
        self._forget_art()

    def frame(self) -> Frame:
        area = QRectF(self.rect()).adjusted(16, _HEAD, -16, -12)
        return fit(self.drawing, area) if self.drawing else Frame(1, 0, 0)

    def widget_point(self, x: float, y: float) -> QPointF:
        """Where a point of the drawing lies in the widget."""
        return self.frame().point(*self.drawing.to_sheet(x, y)) if self.drawing else QPointF()

    def drawing_point(self, at: QPointF) -> tuple[float, float] | None:
        """The point of the drawing under a point of the widget, None between the views."""
        return self.drawing.from_sheet(*self.frame().back(at)) if self.drawing else None

    def _zone_at(self, at: QPointF) -> tuple[Zone, float, float] | None:
        point = self.drawing_point(at)
        if point is None or self.drawing is None:
            return None
        zone = self.drawing.zone_at(*point)
        return (zone, *point) if zone is not None else None

    def _mark_at(self, at: QPointF) -> MarkView | None:
        for mark in reversed(self.marks):
            centre = self.widget_point(mark.x, mark.y)
            near = (at - centre).manhattanLength() < mark_radius(mark.size) + 6
            if near or (at - badge_centre(centre, mark)).manhattanLength() < 12:
                return mark
        return None

    def _target(self) -> MarkView | None:
        """The mark that size keys and Backspace mean: the chosen one, else the last new one."""
        new = [mark for mark in self.marks if not mark.old]
        return next((mark for mark in self.marks if mark.id == self.chosen), new[-1] if new else None)

    def _point(self, area: Zone | None) -> None:
        if area is self._area:
            return
        before, self._area = self.zone, area
        self._describe()
        self.update()
        if self.zone != before:
            self.zone_pointed.emit(self.zone)

    def _describe(self) -> None:
        self.setAccessibleDescription(self.voice.say(self._zone_name(self.zone)) if self.zone else "")

    def _choose(self, mark_id: str) -> None:
        self.set_chosen(mark_id)
        self.mark_chosen.emit(mark_id)

    def _add_here(self, kind: str) -> None:
        area = self._area or (self._walk[0] if self._walk else None)
        if area is None:
            return
        self._point(area)
        self.kind_chosen.emit(kind)
        x, y = free_spot(area, [(mark.x, mark.y) for mark in self.marks], 40 / self.frame().scale)
        self.chosen = ""
        self.mark_added.emit(area.zone, kind, x, y)

    def _key(self, event: QKeyEvent) -> bool:
        if event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
            return False
        key, text = Qt.Key(event.key()), event.text().upper()
        target = self._target()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down) and self.drawing:
            self._point(next_zone(self.drawing, self._walk, self._area, key.name.removeprefix("Key_").lower()))
        elif text and text in "123" and target is not None and not target.old:
            self.mark_sized.emit(target.id, int(text))
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and target is not None and not target.old:
            self.mark_removed.emit(target.id)
        elif text == "N":
            self.none_new.emit()
        elif text and text in MARKS and text != "O":
            self._add_here(text)
        else:
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._key(event):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._press, self._drag_to = event.position(), None
            self._dragged = self._mark_at(event.position())
            if self._dragged is not None:
                self._hold.start()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._press is not None and self._dragged is not None and not self._dragged.old:
            if (at - self._press).manhattanLength() > _DRAG:
                self._drag_to = at
                self._hold.stop()
            self.update()
        found = self._zone_at(at)
        if found is not None:
            self._point(found[0])
        elif not self.hasFocus():
            self._point(None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        press, mark, moved = self._press, self._dragged, self._drag_to is not None
        self._press = self._dragged = self._drag_to = None
        self._hold.stop()
        self.update()
        if event.button() != Qt.MouseButton.LeftButton or press is None:
            return
        found = self._zone_at(event.position())
        if mark is not None and not moved:
            self._choose(mark.id)
        elif mark is not None and found is not None:
            self.mark_moved.emit(mark.id, found[0].zone, found[1], found[2])
        elif mark is None and found is not None:
            self._point(found[0])
            self.chosen = ""
            self.mark_added.emit(found[0].zone, self.kind, found[1], found[2])

    def _held(self) -> None:
        mark, press = self._dragged, self._press
        self._press = self._dragged = None
        if mark is not None and press is not None:
            self._choose(mark.id)
            self.menu_wanted.emit(mark.id, self.mapToGlobal(press.toPoint()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        mark = self._target() if by_key else self._mark_at(QPointF(event.pos()))
        if mark is None:
            return
        self._choose(mark.id)
        at = self.widget_point(mark.x, mark.y).toPoint()
        self.menu_wanted.emit(mark.id, self.mapToGlobal(at) if by_key else event.globalPos())

    def leaveEvent(self, event: QEvent) -> None:
        if not self.hasFocus():
            self._point(None)
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusOutEvent(event)

    def resizeEvent(self, event: object) -> None:
        self._forget_art()
        super().resizeEvent(event)  # type: ignore[arg-type]

    def sizeHint(self) -> QSize:
        return QSize(892, 392)

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
        for mark in self.marks:
            at = self.widget_point(mark.x, mark.y)
            if self._dragged is not None and mark.id == self._dragged.id and self._drag_to is not None:
                at = self._drag_to
            paint_one_mark(painter, at, mark, chosen=mark.id == self.chosen)
        self._paint_head(painter)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), theme.CARD_RADIUS - 1)

    def _paint_head(self, painter: QPainter) -> None:
        """Legend at the left, the zone pointed at with the keys that walk at the right."""
        t = theme.tokens()
        x = 16.0
        for text, colour, role, width in zip(
            self._legend, (t.red, t.old_mark), ("strong", "body"), (2.6, 1.5), strict=True
        ):
            if text:
                paint_mark(painter, "S", QPointF(x + 8, 18), 7, QPen(colour, width))
                painter.setFont(theme.font(role))
                painter.setPen(t.text if role == "strong" else t.text2)
                words = self.voice.say(text)
                painter.drawText(QRectF(x + 22, 8, 300, 20), Qt.AlignmentFlag.AlignVCenter, words)
                x += 22 + QFontMetricsF(theme.font(role)).horizontalAdvance(words) + 20
        keys, words = "← ↑ ↓ →", self.voice.say(say("change zone"))
        right = self.width() - 16.0
        painter.setFont(theme.font())
        painter.setPen(t.text2)
        right -= QFontMetricsF(theme.font()).horizontalAdvance(words)
        painter.drawText(QRectF(right, 8, 200, 20), Qt.AlignmentFlag.AlignVCenter, words)
        right -= cap_width(keys) + 6
        paint_cap(painter, QRectF(right, 8, cap_width(keys), 20), keys, ink=t.text2, edge=t.cap_edge, ground=t.cap)
        if self.zone:
            painter.setFont(theme.font("key"))
            painter.setPen(t.text)
            place = QRectF(x, 8, right - 16 - x, 20)
            name = self.voice.say(self._zone_name(self.zone))
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, name)
