"""The screen wears what the person who works here has chosen: look, text size, touch, and the language of the screen.

It follows what is kept, whoever kept it: the settings, a command, an undo, another person taking over.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

from reception_desk.forms.staff import Staff
from reception_desk.ui import theme
from reception_desk.ui.room import Room
from reception_desk.ui.voice import Voice


class Dressing(QObject):
    language_wanted = Signal(str)
    """The person who works here chose another language of the screen."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self._seen = ("", "")
        """Whose language it was, and which."""
        room.saved.connect(self.follow)
        room.undo.undone.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Put on what the person who works here has chosen, where it is not on already."""
        person = self.room.desk.sheets.get(Staff, self.room.desk.actor)
        if person is None:
            return
        theme.wear(look=person.look, size=person.text_size, touch=person.touch, board=person.board)
        (before, language), self._seen = self._seen, (person.id, person.language)
        changed = before == person.id and person.language != language
        if changed and person.language not in ("", self.room.voice.language.code):
            self.language_wanted.emit(person.language)


def is_touch(event: QEvent) -> bool:
    """A touch, or the press that a driver or Qt makes of one."""
    if not event.isPointerEvent():
        return False
    from PySide6.QtGui import QPointingDevice, QSinglePointEvent, QTouchEvent  # a start needs none of them

    return isinstance(event, QTouchEvent) or (
        isinstance(event, QSinglePointEvent) and event.pointingDevice().type() == QPointingDevice.DeviceType.TouchScreen
    )


class TouchSense(QObject):
    """Sees the first touch of a window. It looks at the window of the system, which gets few events but all touches."""

    def __init__(self, window: QWidget, voice: Voice) -> None:
        super().__init__(window)
        self._window, self._voice = window, voice
        self._handle = window.windowHandle()
        if self._handle is not None:
            self._handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if is_touch(event):
            from reception_desk.ui.touching import Touching  # most desks have no screen that is touched

            watched.removeEventFilter(self)
            theme.finger_seen()
            touching = Touching(self._window, self._voice)
            watched.installEventFilter(touching)
            touching.see(event)
        return False
