"""The bar over everything: name, search, new visit, how many cars are where, and who works here now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from reception_desk.desk.board import Counts
from reception_desk.forms.staff import Staff
from reception_desk.forms.words import Text, say, verbatim
from reception_desk.language import OWN_NAMES
from reception_desk.ui import theme
from reception_desk.ui.keys import key_of
from reception_desk.ui.room import Room
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.labels import Label, Logo, Sign
from reception_desk.ui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

STRIP = 24
COUNTED = (("in_work", "text"), ("ready", "text"), ("late", "red"))


class TopBar(QWidget):
    language_chosen = Signal(str)
    person_chosen = Signal(str)
    shop_wanted = Signal(str)
    """"demo" or "own"."""

    def __init__(self, room: Room, host: QWidget) -> None:
        super().__init__(host)
        self.room = room
        self.redress()
        self.search = SearchBox(room.voice, host, say("Plate, phone, name, VIN or visit number"))
        self.new_visit = Button(room.voice, say("New visit"), icon="plus", key=key_of("new_visit"))
        self.new_visit.setObjectName("frame.new_visit")
        self.person = Button(room.voice, kind="plain", icon="user", name=say("Who works here now"), opens=True)
        self.person.setObjectName("frame.person")
        self.person.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # pressed, it leaves whoever types where he is
        self.person.clicked.connect(self.open_menu)
        self._signs = {state: Sign(tone=tone, size=12) for state, tone in COUNTED}
        self._told = {state: Label(room.voice, tone=tone) for state, tone in COUNTED}
        self._counts = Counts()
        self._lay_out()
        room.voice.changed.connect(self.retranslate)
        self.retranslate()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        name = Label(self.room.voice, say("Reception Desk"), role="key")
        row.addWidget(Logo())
        row.addWidget(name)
        row.addSpacing(30)
        row.addWidget(self.search, 4)
        row.addWidget(self.new_visit)
        row.addStretch(1)
        for state in self._signs:
            pair = QHBoxLayout()
            pair.setSpacing(6)
            pair.addWidget(self._signs[state])
            pair.addWidget(self._told[state])
            row.addLayout(pair)
            row.addSpacing(8)
        row.addWidget(self.person)

    def redress(self) -> None:
        self.setFixedHeight(theme.sizes().top_bar)

    def show_counts(self, counts: Counts) -> None:
        if counts != self._counts:
            self._counts = counts
            self._say_counts()
        self._say_person()

    def retranslate(self) -> None:
        self._say_counts()
        self._say_person()

    def _say_counts(self) -> None:
        kept = self._counts
        counts = {
            "in_work": say("In shop {n}", n=kept.in_shop),
            "ready": say("Ready {n}", n=kept.ready),
            "late": say("Late {n}", n=kept.late),
        }
        for state, text in counts.items():
            self._signs[state].show_state(state)
            self._told[state].set_text(text)
        for widget in (self._signs["late"], self._told["late"]):
            widget.setVisible(kept.late > 0)
        self._told["late"].set_role("strong")

    def _say_person(self) -> None:
        person = self.room.desk.sheets.get(Staff, self.room.desk.actor)
        self.person.set_text(verbatim(person.name if person else "–"))

    def open_menu(self) -> None:
        menu = self.make_menu()
        right = self.person.width() - menu.sizeHint().width()
        menu.popup(self.person.mapToGlobal(QPoint(right, self.person.height())))

    def make_menu(self) -> QMenu:
        """Who works here now, the screen's language, and the other shop."""
        from PySide6.QtGui import QActionGroup

        from reception_desk.ui.widgets.menu import Menu

        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        people, languages = QActionGroup(menu), QActionGroup(menu)  # one of each: a round mark, not a box to tick
        for person in self.room.desk.staff():
            if person.role != "technician":
                here = menu.entry(f"person.{person.id}", person.name, on=person.id == self.room.desk.actor)
                here.triggered.connect(lambda _=False, who=person.id: self.person_chosen.emit(who))
                people.addAction(here)
        menu.addSeparator()
        for code, name in OWN_NAMES.items():
            spoken = menu.entry(f"language.{code}", name, on=code == self.room.voice.language.code)
            spoken.triggered.connect(lambda _=False, code=code: self.language_chosen.emit(code))
            languages.addAction(spoken)
        menu.addSeparator()
        demo = self.room.desk.shop().demo
        words: Text = say("Start my own shop") if demo else say("Try the demo shop")
        menu.entry("frame.other_shop", self.room.voice.say(words)).triggered.connect(
            lambda: self.shop_wanted.emit("own" if demo else "demo")
        )
        return menu

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter, t = QPainter(self), theme.tokens()
        painter.fillRect(self.rect(), t.surface)
        painter.setPen(QPen(t.border, 1))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)


class DemoStrip(QWidget):
    """Orange, always there in the demo shop: nothing here is real."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.own = Button(room.voice, say("Start my own shop"), kind="link", height=STRIP)
        self.own.setObjectName("frame.own_shop")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        label = Label(
            room.voice, say("Demo shop: nothing here is real, its papers are marked"), role="strong", tone="amber"
        )
        row.addWidget(label, 1)
        row.addWidget(self.own)
        theme.hold(self, height=STRIP)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter, t = QPainter(self), theme.tokens()
        painter.fillRect(self.rect(), t.amberbg)
        painter.setPen(QPen(t.amberbd, 1))
        bottom = QRectF(self.rect()).adjusted(0, 0.5, 0, -0.5).bottom()
        painter.drawLine(0, int(bottom), self.width(), int(bottom))
