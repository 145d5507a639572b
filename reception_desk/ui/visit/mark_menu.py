"""What can be done to one mark, as its right click, long press and menu key offer it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from reception_desk.forms.walk_around import MARK_KINDS, Mark
from reception_desk.forms.words import say
from reception_desk.ui.visit.marking import Marking, is_old
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.menu import Menu


class MarkMenu:
    def __init__(
        self, host: QWidget, voice: Voice, marking: Marking, sizes: Iterable[int], edit_note: Callable[[], None]
    ) -> None:
        self._host, self._voice, self._marking = host, voice, marking
        self._sizes, self._edit_note = tuple(sizes), edit_note

    def make(self, mark: Mark) -> QMenu:
        menu = Menu(self._host)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if not is_old(mark):
            self._offer_kinds(menu, mark)
        note = menu.entry("mark.note", self._voice.say(Mark.spec("note").label), key="F2")
        note.triggered.connect(self._edit_note)
        if is_old(mark):
            gone = menu.entry("mark.repaired", self._voice.say(Mark.spec("repaired").label), on=mark.repaired)
            gone.triggered.connect(lambda on: self._marking.repair(mark.id, on))
        else:
            remove = menu.entry("mark.remove", self._voice.say(say("Remove the mark")), key="Del")
            remove.triggered.connect(lambda: self._marking.remove(mark.id))
        return menu

    def _offer_kinds(self, menu: Menu, mark: Mark) -> None:
        kinds, sizes = QActionGroup(menu), QActionGroup(menu)
        for option in MARK_KINDS:
            kind = menu.entry(f"mark.kind.{option.code}", self._voice.say(option.label), on=option.code == mark.kind)
            kind.triggered.connect(lambda _=False, code=option.code: self._marking.change_kind(mark.id, code))
            kinds.addAction(kind)
        menu.addSeparator()
        for each in self._sizes:
            size = menu.entry(f"mark.size.{each}", self._voice.say(say("Size {size}", size=each)), on=each == mark.size)
            size.triggered.connect(lambda _=False, each=each: self._marking.resize(mark.id, each))
            sizes.addAction(size)
        menu.addSeparator()
