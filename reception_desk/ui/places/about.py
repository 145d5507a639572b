"""What this program is, what it stands on, and where the shop's data lies."""

from __future__ import annotations

import platform

from PySide6.QtCore import Qt, QUrl, qVersion
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from reception_desk import __version__
from reception_desk.forms.words import Text, say, verbatim
from reception_desk.resources import resource
from reception_desk.ui import theme
from reception_desk.ui.page import Page
from reception_desk.ui.room import Room
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.card import Card
from reception_desk.ui.widgets.inputs import Memo
from reception_desk.ui.widgets.labels import Label
from reception_desk.ui.widgets.scrolling import ScrollPage, fill_with
from reception_desk.ui.widgets.ticks import Segments

LICENCES = (
    ("program", say("This program"), ()),
    ("font", say("Font Noto Sans SC"), ("fonts", "OFL.txt")),
    ("icons", say("Tabler icons"), ("icons", "LICENSE-tabler.txt")),
)
OURS = say(
    "Reception Desk is free software under the MIT licence. It uses Qt and PySide6 (LGPL 3), ReportLab (BSD), "
    "sqlite-utils (Apache 2), Babel (BSD), segno (BSD) and SQLite (public domain)."
)


class AboutSection(Page):
    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        body = QWidget()
        fill_with(self, ScrollPage(body))
        whole = QVBoxLayout(body)
        whole.setContentsMargins(0, 0, theme.PAGE_X, theme.PAGE_Y)
        whole.setSpacing(theme.CARD_GAP)
        whole.addWidget(self._facts())
        whole.addWidget(self._licences(), 1)

    def _facts(self) -> Card:
        voice = self.room.voice
        card = Card(voice, verbatim("Reception Desk"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        facts: tuple[tuple[Text, str], ...] = (
            (say("Version"), __version__),
            (verbatim("SQLite"), self.room.desk.engine),
            (verbatim("Qt · Python"), f"{qVersion()} · {platform.python_version()}"),
            (say("Shop folder"), str(self.room.desk.folder)),
        )
        for row, (label, words) in enumerate(facts):
            grid.addWidget(Label(voice, label, tone="text2"), row, 0, Qt.AlignmentFlag.AlignTop)
            shown = Label(voice, verbatim(words), selectable=True)
            shown.setWordWrap(True)
            grid.addWidget(shown, row, 1)
        card.body.addLayout(grid)
        self.open = Button(voice, say("Open the shop folder"), icon="folder")
        self.open.setObjectName("settings.open_folder")
        self.open.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.room.desk.folder))))
        row_of_buttons = QHBoxLayout()
        row_of_buttons.addWidget(self.open)
        row_of_buttons.addStretch(1)
        card.body.addLayout(row_of_buttons)
        return card

    def _licences(self) -> Card:
        voice = self.room.voice
        self.which = Segments(voice, [(code, text) for code, text, _ in LICENCES])
        self.which.name_buttons("settings.licence")
        self.which.edited.connect(self.show_licence)
        self.words = Memo(lines=6)
        self.words.setObjectName("settings.licence_text")
        self.words.setReadOnly(True)
        card = Card(voice, say("Licences"))
        card.body.addWidget(self.which)
        card.body.addWidget(self.words, 1)
        voice.changed.connect(lambda: self.show_licence(self.which.value))
        self.which.set_value("program")
        self.show_licence("program")
        return card

    def show_licence(self, code: str) -> None:
        parts = next((parts for known, _, parts in LICENCES if known == code), ())
        own = self.room.voice.say(OURS)
        self.words.setPlainText(resource(*parts).read_text(encoding="utf-8") if parts else own)
        self.words.setAccessibleName(self.room.voice.say(say("Licences")))

    def enter(self) -> None:
        self.open.setFocus(Qt.FocusReason.TabFocusReason)
