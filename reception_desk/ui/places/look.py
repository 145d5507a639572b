"""Look & language: what the person who works here wants the screen to be like. It applies at once."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from reception_desk.forms.staff import LOOK, Staff
from reception_desk.forms.words import NOTHING, say
from reception_desk.ui import theme
from reception_desk.ui.form_view import COLUMNS, FormView
from reception_desk.ui.page import Page
from reception_desk.ui.room import Room
from reception_desk.ui.widgets.card import Card
from reception_desk.ui.widgets.labels import Label
from reception_desk.ui.widgets.scrolling import ScrollPage, fill_with

WIDTH = 640


class LookSection(Page):
    """The fields of `Staff` that are about the screen, of whoever works here now."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self._nobody = Staff()
        names = [spec.name for spec in Staff.specs().values() if spec.section is LOOK]
        self._wide = dict.fromkeys(names, COLUMNS // 2)
        self.view = FormView(room, Staff, names, wide=self._wide)
        self.card = Card(room.voice, LOOK.title)
        self.told = Label(room.voice, tone="text2")
        self.told.setWordWrap(True)
        self.card.setMaximumWidth(WIDTH)
        self.card.body.addWidget(self.view)
        self.card.body.addWidget(self.told)
        body = QWidget()
        fill_with(self, ScrollPage(body))
        whole = QVBoxLayout(body)
        whole.setContentsMargins(0, 0, theme.PAGE_X, theme.PAGE_Y)
        whole.addWidget(self.card)
        whole.addStretch(1)

    def refresh(self) -> None:
        person = self.room.desk.sheets.get(Staff, self.room.desk.actor)
        self.view.keep_here = None if person else self._wear
        self.view.show_form(person or self._nobody)
        self.card.set_note(say("of {name}", name=person.name) if person else NOTHING)
        kept = say("It applies at once and is kept with the person, so that two can share a desk.")
        self.told.set_text(kept if person else say("Enter yourself under People, and it is kept for the next time."))

    def _wear(self, name: str, kept: object) -> None:
        if name != "language":
            self.room.wear(**{name: str(kept)})
        elif kept:
            self.room.voice.speak(self.room.desk.language(str(kept)))

    def enter(self) -> None:
        self.view.focus_first()

    def flush(self) -> None:
        self.view.flush()
