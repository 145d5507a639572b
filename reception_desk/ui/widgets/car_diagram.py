"""The car seen from five sides: zones are named as they are pointed at, damage is marked by mouse or by keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QWidget

from reception_desk.forms.car_drawing import CarDrawing, Zone
from reception_desk.forms.words import Text
from reception_desk.ui.icons import MARKS
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.car_painting import MarkView
from reception_desk.ui.widgets.car_view import CarView
from reception_desk.ui.widgets.pressed import is_menu_key
from reception_desk.ui.widgets.zone_walk import free_spot, next_zone, walk_of

__all__ = ["CarDiagram", "MarkView"]

_DRAG = 5
_LONG_PRESS = 600


class CarDiagram(CarView):
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
    entry_wanted = Signal()
    """The key for the line in which marks are typed."""

    knows_long_press = True
    """A finger that is held still opens no second menu."""

    def __init__(self, voice: Voice, zone_name: Callable[[str], Text], parent: QWidget | None = None) -> None:
        super().__init__(voice, zone_name, parent)
        self.kind = "S"
        self._walk: tuple[Zone, ...] = ()
        self._press: QPointF | None = None
        self._hold = QTimer(self)
        self._hold.setSingleShot(True)
        self._hold.setInterval(_LONG_PRESS)
        self._hold.timeout.connect(self._held)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def set_drawing(self, drawing: CarDrawing) -> None:
        super().set_drawing(drawing)
        self._walk = walk_of(drawing)

    def set_kind(self, kind: str) -> None:
        """The kind that a click sets; it stays chosen."""
        self.kind = kind

    def point_at(self, zone: str) -> None:
        """Highlight a zone, as from the damage list."""
        self._point(self.drawing.main_zone(zone) if self.drawing else None)

    def _zone_at(self, at: QPointF) -> tuple[Zone, float, float] | None:
        point = self.drawing_point(at)
        if point is None or self.drawing is None:
            return None
        zone = self.drawing.zone_at(*point)
        return (zone, *point) if zone is not None else None

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
            if self.zone and self.hasFocus():
                self._speak(self.accessibleDescription())

    def _speak(self, words: str) -> None:
        """A screen reader says it, whatever it was told before of this drawing."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _choose(self, mark_id: str) -> None:
        self.set_chosen(mark_id)
        self.mark_chosen.emit(mark_id)

    def _add_here(self, kind: str) -> None:
        area = self._area or (self._walk[0] if self._walk else None)
        if area is None:
            return
        self._point(area)
        self.kind_chosen.emit(kind)
        self.set_chosen("")
        self.mark_added.emit(area.zone, kind, *self._spot(area))

    def _spot(self, area: Zone) -> tuple[float, float]:
        return free_spot(area, [(mark.x, mark.y) for mark in self.marks], 40 / self.frame().scale)

    def spot_in(self, zone: str) -> tuple[float, float] | None:
        """Where the next mark of a zone finds room, in drawing units."""
        area = self.drawing.main_zone(zone) if self.drawing else None
        return self._spot(area) if area is not None else None

    def _ask_for_menu(self) -> bool:
        """The menu of the mark that is meant, below it."""
        mark = self._target()
        if mark is not None:
            self._choose(mark.id)
            self.menu_wanted.emit(mark.id, self.mapToGlobal(self.widget_point(mark.x, mark.y).toPoint()))
        return mark is not None

    def _key(self, event: QKeyEvent) -> bool:
        if is_menu_key(event):
            return self._ask_for_menu()
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
        elif text == "/":
            self.entry_wanted.emit()
        elif text and text in MARKS:
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
            self.set_chosen("")
            self.mark_added.emit(found[0].zone, self.kind, found[1], found[2])

    def _held(self) -> None:
        mark, press = self._dragged, self._press
        self._press = self._dragged = None
        if mark is not None and press is not None:
            self._choose(mark.id)
            self.menu_wanted.emit(mark.id, self.mapToGlobal(press.toPoint()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        if by_key:
            self._ask_for_menu()
            return
        mark = self._mark_at(QPointF(event.pos()))
        if mark is not None:
            self._choose(mark.id)
            self.menu_wanted.emit(mark.id, event.globalPos())

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
