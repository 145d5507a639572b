"""The provinces under a plate, for who has a keyboard: arrows or pinyin choose, Enter puts it before the plate."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from reception_desk.forms.plates import PLACES, PROVINCES
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.inputs import LineEdit
from reception_desk.ui.widgets.pad_keys import PAGES, places
from reception_desk.ui.widgets.pressed import ENTER, asks_choices, is_plain
from reception_desk.ui.widgets.touch_pad import PadKey, TouchPad

PAGE = "grid"
_HEADS = frozenset(PROVINCES + "使")
_STEPS = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}


class Spelling(Protocol):
    def begins(self, typed: str) -> bool: ...


class ProvinceGrid(TouchPad):
    """`spelling`: the pinyin of Chinese words. The field keeps the focus; letters that are typed choose."""

    def __init__(self, voice: Voice, host: QWidget, spelling: Callable[[str], Spelling]) -> None:
        super().__init__(voice, host)
        self.setObjectName("provinces")
        self._spelling = spelling
        self._rows = [row.split() for row in PAGES[PAGE].rows]
        self._names = [place.name for place in places(PAGES[PAGE])]
        self._letters = ""
        self._taking = False
        self.chosen = self._names[0]

    # Coming and going

    def open_for(self, field: LineEdit) -> None:
        for other in self._host.findChildren(TouchPad):
            if other is not self:
                other.shut()
        super().open_for(field)
        field.installEventFilter(self)
        head = field.text()[:1]
        self._letters = ""
        self._choose(head if head in self._names else self._names[0])

    def _first_page(self, field: LineEdit) -> str:
        del field
        return PAGE

    def shut(self) -> None:
        if self.field is not None:
            self.field.removeEventFilter(self)
        super().shut()

    def _gone(self) -> None:
        self.field = None
        super()._gone()

    def _typed(self, text: str) -> None:
        """By the keyboard or an input method: the province is there, or not wanted."""
        del text
        if not self._taking:
            self.shut()

    # Choosing

    def _choose(self, name: str) -> None:
        self.chosen = name
        for key in self.findChildren(PadKey):
            key.setCheckable(True)
            key.setChecked(key.objectName() == f"pad.{name}")
        if self.field is not None:
            words = f"{name} {PLACES.get(name, '')}".strip()
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, words))

    def _step(self, down: int, right: int) -> None:
        row, column = divmod(self._names.index(self.chosen), len(self._rows[0]))
        row = max(0, min(row + down, len(self._rows) - 1))
        column = max(0, min(column + right, len(self._rows[0]) - 1))
        self._choose(self._rows[row][column])

    def _pick_out(self, letter: str) -> None:
        """By the pinyin of the sign (yue), then of the place (guangdong); a letter that leads nowhere begins anew, so
        that one letter again and again goes through all that begin with it."""
        here = self._names.index(self.chosen)
        going_on = self._fitting(self._letters + letter)
        if self._letters and going_on:
            self._letters += letter
            self._choose(self.chosen if self.chosen in going_on else going_on[0])
            return
        found = self._fitting(letter)
        self._letters = letter
        later = [name for name in found if self._names.index(name) > here and self.chosen in found]
        if found:
            self._choose((later or found)[0])

    def _fitting(self, letters: str) -> list[str]:
        signs = [name for name in self._names if self._spelling(name).begins(letters)]
        named = [name for name in self._names if self._spelling(PLACES.get(name, "")).begins(letters)]
        return signs or named

    def _press(self, name: str, *_: object) -> None:
        """Before the plate, instead of the province that stands there."""
        field = self.field
        if field is None:
            return
        self._taking = True
        if field.text()[:1] in _HEADS:
            field.setSelection(0, 1)
        else:
            field.setCursorPosition(0)
        self._send(Qt.Key.Key_unknown, name)
        self._taking = False
        field.end(False)
        self.shut()

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and not self._taking:
            if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        """True for what chooses; everything else is meant for the field and sends the grid away."""
        key, letter = Qt.Key(event.key()), event.text()
        if key == Qt.Key.Key_Escape or asks_choices(event):
            self.shut()
        elif is_plain(event) and key in _STEPS:
            self._letters = ""
            self._step(*_STEPS[key])
        elif is_plain(event) and (key in ENTER or key == Qt.Key.Key_Space):
            self._press(self.chosen)
        elif letter.isascii() and letter.isalpha():
            self._pick_out(letter)
        elif key not in (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt):
            self.shut()
            return False
        return True
