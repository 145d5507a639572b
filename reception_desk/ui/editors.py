"""Kind to widget: the one place that knows how a field of each kind is edited.

An editor shows a kept value, tells when a person has given another one, and keeps what cannot be read as it was typed.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from reception_desk.forms import fields as f
from reception_desk.forms.moments import Moment
from reception_desk.forms.reading import Unreadable
from reception_desk.forms.words import NOTHING, Text
from reception_desk.ui.choosing_province import offer_provinces
from reception_desk.ui.finder import SEARCHED, finder, name_of
from reception_desk.ui.room import FAR, Room
from reception_desk.ui.widgets.fuel_gauge import FuelGauge
from reception_desk.ui.widgets.inputs import LineEdit, Memo
from reception_desk.ui.widgets.menu import Menu
from reception_desk.ui.widgets.menu_field import MenuField
from reception_desk.ui.widgets.pad_keys import pad_of
from reception_desk.ui.widgets.pick import Pick
from reception_desk.ui.widgets.search_pick import SearchPick
from reception_desk.ui.widgets.ticks import Tick, TickGroup

LEAST_YEAR = 1000


class Editor(QObject):
    """Base: `edited` brings a value, `unread` the typed text and its sentence, `refused` a sentence only."""

    edited = Signal(object)
    unread = Signal(str, object)
    refused = Signal(object)

    def __init__(self, room: Room, spec: f.Spec) -> None:
        super().__init__()
        self.room, self.spec = room, spec

    @property
    def widget(self) -> QWidget:
        return self._widget

    @widget.setter
    def widget(self, widget: QWidget) -> None:
        """The editor goes with it: Python may keep an editor longer, which would still hear of a change of language."""
        self._widget = widget
        self.setParent(widget)

    def show(self, kept: object, raw: str = "") -> None:
        raise NotImplementedError

    def renew(self, kept: object, raw: str = "") -> None:
        """The same row once more: what is half typed in this field stays."""
        self.show(kept, raw)

    def flush(self) -> None:
        """Take what is half typed as if the field had been left."""

    def hold(self, kept: object) -> None:
        """It could not be saved: what is typed stays, to be tried again when the field is left once more."""
        self.show(kept)

    def retranslate(self) -> None:
        """The hint of a field in the language that is spoken now."""
        self.widget.setToolTip(self.room.voice.say(self.spec.hint))

    def _tell(self, kept: object) -> None:
        self.edited.emit(kept)

    def set_fixed(self, fixed: bool) -> None:
        self.widget.setEnabled(not fixed)


class LineEditor(Editor):
    """One line of text, and every kind that is typed: numbers, money, days, times, codes."""

    def __init__(self, room: Room, spec: f.Spec) -> None:
        super().__init__(room, spec)
        key = spec.walk and spec.kind != "text"
        right = _counts(spec) and not key
        self.line = LineEdit(code=_is_latin(spec), right=right, key=key, pad=pad_of(spec))
        self.widget = self.line
        self._kept: object = None
        self._shown = ""
        self.raw = ""
        if spec.pattern == "plate":
            offer_provinces(self.line, room)
        self.line.left.connect(self.flush)
        self.line.returnPressed.connect(self.flush)
        room.voice.changed.connect(self._say_again)

    def show(self, kept: object, raw: str = "") -> None:
        self._kept, self.raw = kept, raw
        self._shown = raw or self._words(kept)
        if self.line.text() != self._shown:
            self.line.setText(self._shown)
            self.line.setCursorPosition(0 if not self.line.hasFocus() else len(self._shown))

    def renew(self, kept: object, raw: str = "") -> None:
        if self.line.hasFocus() and self.line.text() != self._shown:
            self._kept, self._shown = kept, raw or self._words(kept)
        else:
            self.show(kept, raw)

    def _words(self, kept: object) -> str:
        language = self.room.voice.language
        if isinstance(kept, Moment) and self.spec.kind == "moment":
            return language.short_moment(kept, self.room.desk.now().day())
        return language.edit_text(self.spec, kept)

    def _say_again(self) -> None:
        """Half-typed text survives a change of language; what was kept is shown in the new one's form."""
        if self.line.text() == self._shown and not self.raw:
            self.show(self._kept)

    def hold(self, kept: object) -> None:
        self._kept, self._shown = kept, self._words(kept)

    def flush(self) -> None:
        typed = self.line.text()
        if typed == self._shown:
            return
        try:
            kept = self.room.voice.language.read(self.spec, typed, self.room.desk.clock)
        except Unreadable as trouble:
            self._shown = self.raw = typed
            self.unread.emit(typed, trouble.say)
            return
        except f.TooLong as trouble:
            self.refused.emit(trouble.say)
            self.show(self._kept, self.raw)
            return
        was_raw, unchanged = bool(self.raw), kept == self._kept
        self.show(kept)
        if not unchanged or was_raw:
            self.edited.emit(kept)

    def set_fixed(self, fixed: bool) -> None:
        self.line.setReadOnly(fixed)


def _is_latin(spec: f.Spec) -> bool:
    """Nobody needs an input method for it. A plate begins with its province, and a day may be 明天."""
    return spec.kind in f.NUMBERS or (spec.kind == "code" and spec.pattern != "plate")


def _counts(spec: f.Spec) -> bool:
    """Whether its figures say how much there is of something; those of a year only name it."""
    return spec.kind in f.NUMBERS and (spec.low is None or spec.low < LEAST_YEAR)


class MemoEditor(Editor):
    def __init__(self, room: Room, spec: f.Spec) -> None:
        super().__init__(room, spec)
        self.memo = Memo(lines=spec.rows)
        self.memo.longest = spec.length
        self.memo.overflowed.connect(lambda length: self.refused.emit(f.TooLong(spec, length).say))
        self.widget = self.memo
        self._kept = ""
        self.memo.left.connect(self.flush)

    def show(self, kept: object, raw: str = "") -> None:
        self._kept = str(kept or "")
        if self.memo.toPlainText() != self._kept:
            self.memo.setPlainText(self._kept)

    def renew(self, kept: object, raw: str = "") -> None:
        if self.memo.hasFocus() and self.memo.toPlainText() != self._kept:
            self._kept = str(kept or "")
        else:
            self.show(kept, raw)

    def flush(self) -> None:
        try:
            kept = self.spec.take(self.memo.toPlainText())
        except f.TooLong as trouble:
            self.refused.emit(trouble.say)
            self.show(self._kept)
            return
        if kept != self._kept:
            self._kept = kept
            self.edited.emit(kept)

    def hold(self, kept: object) -> None:
        self._kept = str(kept or "")

    def insert(self, words: str) -> None:
        """Words at the caret, with a blank between where one is wanted."""
        before = self.memo.toPlainText()[: self.memo.textCursor().position()]
        gap = "" if not before or before[-1].isspace() else "；" if not before[-1].isascii() else "; "
        self.memo.insertPlainText(gap + words)
        self.flush()

    def set_fixed(self, fixed: bool) -> None:
        self.memo.setReadOnly(fixed)


class PickEditor(Editor):
    """A choice, or a link: short lists open as they are, long ones with a line to type in, far rows are looked for."""

    def __init__(self, room: Room, spec: f.Spec) -> None:
        super().__init__(room, spec)
        self.pick = self._make()
        self.pick.gives_way = spec.kind == "link"
        self.widget = self.pick
        self.pick.edited.connect(self._tell)

    def _make(self) -> Pick:
        voice, choices, target = self.room.voice, self.room.choices(self.spec), self.spec.target
        if target not in SEARCHED:
            return Pick(voice, choices)
        return SearchPick(voice, choices, find=finder(self.room, target), name=self._name if target in FAR else None)

    def _name(self, row_id: str) -> Text:
        return name_of(self.room, self.spec.target, row_id)

    def show(self, kept: object, raw: str = "") -> None:
        code = str(kept or "")
        if (code and self.pick.findData(code) < 0) or self.spec.kind == "link":
            self.pick.set_choices(self._choices(code))
        self.pick.set_value(code)

    def _choices(self, code: str) -> list[tuple[str, Text]]:
        """What is kept is always in the list, also a person who has left or a code of another version."""
        choices = self.room.choices(self.spec)
        if code in [known for known, _ in choices]:
            return choices
        return [*choices, (code, self.spec.option(code) if self.spec.kind == "choice" else self._name(code))]


class GaugeEditor(Editor):
    def __init__(self, room: Room, spec: f.Spec) -> None:
        super().__init__(room, spec)
        self.gauge = FuelGauge(room.voice, spec.label)
        self.widget = self.gauge
        self.gauge.edited.connect(self._tell)

    def show(self, kept: object, raw: str = "") -> None:
        self.gauge.set_value(str(kept or ""))


class TickEditor(Editor):
    def __init__(self, room: Room, spec: f.Spec) -> None:
        super().__init__(room, spec)
        self.tick = Tick(room.voice, spec.label)
        self.widget = self.tick
        self.tick.edited.connect(self._tell)

    def show(self, kept: object, raw: str = "") -> None:
        self.tick.set_value(bool(kept))


class GroupEditor(Editor):
    """Several codes as ticks, in as many columns as fit the card."""

    def __init__(self, room: Room, spec: f.Spec, columns: int = 0) -> None:
        super().__init__(room, spec)
        none = "none" if "none" in [option.code for option in spec.options] else ""
        self.group = TickGroup(room.voice, room_options(spec), columns=columns, none=none)
        self.group.name_ticks(spec.key)
        self.widget = self.group
        self.group.edited.connect(self._tell)

    def show(self, kept: object, raw: str = "") -> None:
        self.group.set_value(tuple(kept) if isinstance(kept, (tuple, list)) else ())


class MenuEditor(Editor):
    """Several codes behind one button, where a row of ticks would not fit."""

    def __init__(self, room: Room, spec: f.Spec) -> None:
        super().__init__(room, spec)
        self.button = MenuField()
        self.widget = self.button
        self._kept: tuple[str, ...] = ()
        self.button.clicked.connect(self.open)
        room.voice.changed.connect(self._say_again)

    def show(self, kept: object, raw: str = "") -> None:
        self._kept = tuple(kept) if isinstance(kept, (tuple, list)) else ()
        words = self.room.voice.language.show(self.spec, self._kept)
        self.button.setText(words or "–")
        more = len(self._kept) - 1
        first = self.room.voice.language.show(self.spec, self._kept[:1])
        self.button.short = f"{first} +{more}" if more > 0 else ""
        self.button.setToolTip(words)

    def _say_again(self) -> None:
        self.show(self._kept)

    def open(self) -> None:
        menu = self.make_menu()
        menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    def make_menu(self) -> QMenu:
        menu = Menu(self.button)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for option in self.spec.options:
            action = QAction(self.room.voice.say(option.label), menu, checkable=True, checked=option.code in self._kept)
            action.setObjectName(f"{self.spec.key}.{option.code}")
            action.toggled.connect(lambda on, code=option.code: self._turn(code, on))
            menu.addAction(action)
        return menu

    def _turn(self, code: str, on: bool) -> None:
        order = [option.code for option in self.spec.options]
        chosen = {*self._kept, code} if on else set(self._kept) - {code}
        self.show(tuple(one for one in order if one in chosen))
        self.edited.emit(self._kept)


def room_options(spec: f.Spec) -> list[tuple[str, Text]]:
    return [(option.code, option.label) for option in spec.options]


def make_editor(room: Room, spec: f.Spec) -> Editor:
    """The editor of a field, known by the field's own name."""
    editor = _make(room, spec)
    editor.widget.setObjectName(spec.key)
    if spec.hint is not NOTHING:
        editor.retranslate()
        room.voice.changed.connect(editor.retranslate)
    return editor


def _make(room: Room, spec: f.Spec) -> Editor:
    match spec.kind:
        case "choice" if spec.gauge:
            return GaugeEditor(room, spec)
        case "choice" | "link":
            return PickEditor(room, spec)
        case "flag":
            return TickEditor(room, spec)
        case "several":
            return GroupEditor(room, spec) if spec.wide == 12 else MenuEditor(room, spec)
        case "text" if spec.rows > 1:
            return MemoEditor(room, spec)
    return LineEditor(room, spec)
