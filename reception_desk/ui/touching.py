"""What a finger means besides a press: on a field for figures it brings the keys, held still it asks for the menu.

Qt makes a press of a touch, but neither a menu nor keys; on a screen that was never touched none of this is made.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QTouchEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QMainWindow, QWidget

from reception_desk.ui import theme
from reception_desk.ui.dressing import is_touch
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.inputs import LineEdit
from reception_desk.ui.widgets.touch_pad import TouchPad

LONG_PRESS = 600
"""Milliseconds; the car drawing, which also knows a long press of the mouse, waits as long."""
APART = 24
"""Pixels between two taps that are no double tap."""
_BEGINS = (QEvent.Type.TouchBegin, QEvent.Type.MouseButtonPress)
_GOES_ON = (QEvent.Type.TouchUpdate, QEvent.Type.MouseMove)
_ENDS = (QEvent.Type.TouchEnd, QEvent.Type.MouseButtonRelease)
_BROKEN = (QEvent.Type.TouchCancel, QEvent.Type.ContextMenu)
_NOWHERE = QPointF(-10_000, -10_000)


class _Touched(NamedTuple):
    """What a finger came down on, what had the focus then, and whether it was a key. The widgets are only compared
    later: what the press did may have closed them."""

    under: QWidget | None = None
    before: QWidget | None = None
    on_pad: bool = False


class Touching(QObject):
    def __init__(self, window: QWidget, voice: Voice) -> None:
        super().__init__(window)
        self._window, self._voice = window, voice
        self._pad: TouchPad | None = None
        self._at: QPoint | None = None
        """Where the finger is that is down and has not moved."""
        self._down = False
        self._touched = _Touched()
        self._tap = QPoint(-APART, -APART)
        """Where the last tap was."""
        self._hold = QTimer(self)
        self._hold.setSingleShot(True)
        self._hold.timeout.connect(self._held)

    def see(self, event: QEvent) -> None:
        """An event of the window: touches, and the presses that Qt makes of them, which say the same once more."""
        kind = event.type()
        if kind in _BEGINS and not self._down:
            self._begin(event)
        elif kind in _GOES_ON and self._down:
            self._go_on(event)
        elif kind in _ENDS and self._down:
            self._end()
        elif kind in _BROKEN:
            self._forget()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonDblClick and is_touch(event):
            return self._part(watched, event)
        if is_touch(event) or event.type() in _BROKEN:
            self.see(event)
        return False

    def _part(self, window: QObject, event: QMouseEvent) -> bool:
        """Qt takes any two quick taps for a double click, wherever they are, and a page that fingers push swallows
        the second: ticks and keys would be lost. Taps far apart, or on a button, are presses."""
        at = event.position().toPoint()
        on_button = isinstance(self._window.childAt(at), QAbstractButton)
        if (at - self._tap).manhattanLength() <= APART and not on_button:
            return False
        kind, where, held = QEvent.Type.MouseButtonPress, event.globalPosition(), event.modifiers()
        place, device = event.position(), event.pointingDevice()
        press = QMouseEvent(kind, place, place, where, event.button(), event.buttons(), held, device)
        QCoreApplication.sendEvent(window, press)
        return True

    # One finger

    def _begin(self, event: QEvent) -> None:
        self._down, self._at = True, _point(event)
        if self._at is not None:
            under, pad = self._window.childAt(self._at), self._pad
            on_pad = pad is not None and under is not None and (under is pad or pad.isAncestorOf(under))
            self._touched = _Touched(under, QApplication.focusWidget(), on_pad)
            self._hold.start(LONG_PRESS)

    def _go_on(self, event: QEvent) -> None:
        """A finger trembles; one that pushes the page, or a second one, is no tap."""
        at = _point(event)
        far = QApplication.startDragDistance()
        if self._at is not None and (at is None or (at - self._at).manhattanLength() > far):
            self._forget()
            self._down = True

    def _end(self) -> None:
        tapped = self._at is not None and theme.touched()
        self._tap = self._at or self._tap
        touched = self._touched
        self._forget()
        if tapped:  # once the press that is made of the touch has done its work
            QTimer.singleShot(0, self, lambda: self._tapped(touched))

    def _forget(self) -> None:
        self._hold.stop()
        self._at, self._down = None, False

    # The keys

    def _tapped(self, touched: _Touched) -> None:
        field, pad = QApplication.focusWidget(), self._pad
        if isinstance(field, LineEdit) and _takes_keys(field):
            # by the last key of another field, or by a list
            asked = field is not touched.before and (touched.on_pad or field.asks)
            if asked or touched.under is field:
                self._pad_of_window().open_for(field)
                return
        if pad is not None and not touched.on_pad:
            pad.shut()

    def _pad_of_window(self) -> TouchPad:
        if self._pad is None:
            inner = self._window.centralWidget() if isinstance(self._window, QMainWindow) else None
            self._pad = TouchPad(self._voice, inner or self._window)
        return self._pad

    # The menu

    def _held(self) -> None:
        """Ask for the menu as a right click does; where one opens, the press below it is taken back."""
        at, self._at = self._at, None
        under = self._window.childAt(at) if at is not None else None
        if at is None or under is None or not theme.touched() or QApplication.activePopupWidget() is not None:
            return
        if _has_own(under):
            return
        place = under.mapFrom(self._window, at)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, under.mapToGlobal(place))
        QCoreApplication.sendEvent(under, event)
        if QApplication.activePopupWidget() is not None:
            _let_go(under)


def _takes_keys(field: LineEdit) -> bool:
    return bool(field.pad) and field.isEnabled() and not field.isReadOnly()


def _point(event: QEvent) -> QPoint | None:
    """Where the one finger is on the window; None for several."""
    if isinstance(event, QTouchEvent):
        points = event.points()
        return points[0].position().toPoint() if len(points) == 1 else None
    return event.position().toPoint() if isinstance(event, QMouseEvent) else None


def _has_own(under: QWidget | None) -> bool:
    """Keys repeat, and the car drawing has a long press of its own."""
    while under is not None:
        if isinstance(under, TouchPad) or getattr(under, "knows_long_press", False):
            return True
        under = under.parentWidget()
    return False


def _let_go(under: QWidget) -> None:
    """A release far away from everything: nothing below the menu stays pressed, and nothing is clicked."""
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    kind, held = QEvent.Type.MouseButtonRelease, Qt.KeyboardModifier.NoModifier
    QCoreApplication.sendEvent(under, QMouseEvent(kind, _NOWHERE, _NOWHERE, left, none, held))
