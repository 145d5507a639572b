"""A mark typed in one line, `lfd s2`, with the parts that the typed beginning can mean offered under it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reception_desk.forms.car_drawing import CarDrawing
from reception_desk.forms.mark_entry import Called, Unclear, fits, fold, kinds_of, read_entry, rest_of
from reception_desk.forms.walk_around import MARK_KINDS
from reception_desk.forms.words import NOTHING, Text, say
from reception_desk.forms.zones import also_called, zone_code, zone_name
from reception_desk.language import Language, opposite
from reception_desk.ui.room import Room
from reception_desk.ui.widgets.inputs import LineEdit
from reception_desk.ui.widgets.labels import Label
from reception_desk.ui.widgets.offer_list import OfferList, Suggestion
from reception_desk.ui.widgets.pressed import ENTER, is_plain

MOST = 8
"""Parts that are offered at once."""


class EntryLine(QWidget):
    """`entered` brings what a line says; the caller keeps it and calls `taken`, else what was typed stays."""

    entered = Signal(object)
    left = Signal()
    """Esc in the empty line."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self._drawing: CarDrawing | None = None
        self._stepped = False
        self.zones: list[Called] = []
        self.kinds: dict[str, str] = {}
        self.trouble: Text = NOTHING
        self.line = LineEdit(self, cap="Enter")
        self.line.setObjectName("walk_around.entry")
        self.line.textEdited.connect(self._look)
        self.line.left.connect(self.close_list)
        self.line.installEventFilter(self)
        self.words = Label(room.voice, tone="red")
        self.words.setWordWrap(True)
        self.words.hide()
        self.offers = OfferList(room.voice, self)
        self.offers.setObjectName("walk_around.offers")
        self.offers.picked.connect(self._complete)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(4)
        lay.addWidget(self.line)
        lay.addWidget(self.words)
        room.voice.changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        voice = self.room.voice
        self.line.setPlaceholderText(voice.say(say("Part, kind, size: lfd s2")))
        self.line.setAccessibleName(voice.say(say("Type a mark: part, kind and size, such as lfd s2")))
        self._learn()
        self.close_list()

    def set_drawing(self, drawing: CarDrawing) -> None:
        """The parts of this body are what may be typed."""
        if drawing is not self._drawing:
            self._drawing = drawing
            self._learn()

    def _learn(self) -> None:
        """Each part by its code, its names in both languages and in the trade, and the pinyin of the Chinese ones."""
        screen, other = self.room.voice.language, Language(opposite(self.room.voice.language.code))
        spelling = self.room.desk.spelling
        self.zones = []
        for zone in self._drawing.names() if self._drawing else ():
            own = [screen.say(zone_name(zone)), other.say(zone_name(zone))]
            names = [*own, *(called for name in own for called in also_called(name))]
            more = [letters for name in names for spelt in spelling(name) for letters in spelt]
            self.zones.append(Called(zone, zone_code(zone), own[0], (*names[1:], *more)))
        self.kinds = kinds_of((one.say(option.label), option.code) for one in (screen, other) for option in MARK_KINDS)

    # Offering

    def _look(self, typed: str) -> None:
        self._stepped = False
        self._tell(NOTHING)
        found = fits(typed, self.zones, self.kinds)[:MOST]
        if not found or (len(found) == 1 and found[0].code == fold(typed)):
            self.close_list()
            return
        self.offers.show_under(self.line, [self._row(called) for called in found])

    def _row(self, called: Called) -> Suggestion:
        return Suggestion("car", called.code, called.name, "", "", called.zone)

    def close_list(self) -> None:
        self.offers.hide()
        self._stepped = False

    def _step(self, by: int) -> None:
        """The first press takes the row that is marked already."""
        if self._stepped:
            self.offers.step(by)
        elif by < 0:
            self.offers.step(-1)
        self._stepped = True
        chosen = self.offers.chosen
        if chosen is not None:
            self._speak(f"{chosen.code}, {chosen.name}")

    def _complete(self, zone: object) -> None:
        """A part was chosen: its code stands in the line, what was typed of kind and size behind it."""
        called = next(one for one in self.zones if one.zone == zone)
        rest = rest_of(self.line.text(), called, self.kinds)
        self.line.setText(f"{called.code} {rest}")
        self.line.setCursorPosition(len(self.line.text()))
        self.close_list()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        if rest:
            self.give()

    # Taking

    def give(self) -> None:
        """Enter: what is clear is entered; what is not stays, with a sentence."""
        chosen = self.offers.chosen
        if self._stepped and chosen is not None:
            self._complete(chosen.key)
            return
        try:
            entered = read_entry(self.line.text(), self.zones, self.kinds)
        except Unclear as trouble:
            self._tell(trouble.say)
            return
        self.close_list()
        self.entered.emit(entered)

    def taken(self, words: Text) -> None:
        """It was kept: the line is free for the next one."""
        self.line.clear()
        self._tell(NOTHING)
        self._speak(self.room.voice.say(words))

    def _tell(self, text: Text) -> None:
        self.trouble = text
        self.words.set_text(text)
        self.words.setVisible(bool(text))
        self.line.set_level("stop" if text else "")
        self.line.setAccessibleDescription(self.room.voice.say(text) if text else "")
        if text:
            self._speak(self.room.voice.say(text))

    def _speak(self, words: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.line, words))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape and self._busy:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and self._key(Qt.Key(event.key()), event):
                return True
        return super().eventFilter(watched, event)

    @property
    def _busy(self) -> bool:
        return self.offers.isVisible() or bool(self.line.text())

    def _key(self, key: Qt.Key, event: QKeyEvent) -> bool:
        if not is_plain(event):
            return False
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.offers.isVisible():
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif key in ENTER and self.line.text().strip():
            self.give()
        elif key == Qt.Key.Key_Escape and self.offers.isVisible():
            self.close_list()
        elif key == Qt.Key.Key_Escape and self.line.text():
            self.line.clear()
            self._tell(NOTHING)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            return False
        return True
