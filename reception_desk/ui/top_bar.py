"""The bar over everything: name, search, new visit, how many cars are where, and who works here now."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QIcon, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QWidget

from reception_desk.desk.board import Counts
from reception_desk.forms.staff import Staff
from reception_desk.forms.words import Text, say, verbatim
from reception_desk.resources import resource
from reception_desk.ui import theme
from reception_desk.ui.icons import state_icon
from reception_desk.ui.room import Room
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.labels import Label
from reception_desk.ui.widgets.search_box import SearchBox

STRIP = 24
LANGUAGES = (("zh_CN", "简体中文"), ("en", "English"))


class TopBar(QWidget):
    language_chosen = Signal(str)
    person_chosen = Signal(str)
    shop_wanted = Signal(str)
    """"demo" or "own"."""

    def __init__(self, room: Room, host: QWidget) -> None:
        super().__init__(host)
        self.room = room
        self.setFixedHeight(theme.TOP_BAR)
        self.search = SearchBox(room.voice, host, say("Plate, phone, name, VIN or visit number"))
        self.new_visit = Button(room.voice, say("New visit"), icon="plus", key="Ctrl+N")
        self.new_visit.setObjectName("frame.new_visit")
        self.person = Button(room.voice, kind="plain", icon="user", name=say("Who works here now"))
        self.person.setObjectName("frame.person")
        self.person.clicked.connect(self.open_menu)
        self._labels = [QLabel() for _ in range(6)]
        self._counts = Counts()
        self._lay_out()
        room.voice.changed.connect(self.retranslate)
        self.retranslate()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        logo = QLabel()
        logo.setPixmap(QIcon(str(resource("icons", "reception-desk.svg"))).pixmap(22, 22))
        name = Label(self.room.voice, say("Reception Desk"), role="key")
        row.addWidget(logo)
        row.addWidget(name)
        row.addSpacing(30)
        row.addWidget(self.search, 4)
        row.addWidget(self.new_visit)
        row.addStretch(1)
        for sign, words in zip(self._labels[::2], self._labels[1::2], strict=True):
            pair = QHBoxLayout()
            pair.setSpacing(6)
            pair.addWidget(sign)
            pair.addWidget(words)
            row.addLayout(pair)
            row.addSpacing(8)
        row.addWidget(self.person)

    def show_counts(self, counts: Counts) -> None:
        if counts != self._counts:
            self._counts = counts
            self._say_counts()
        self._say_person()

    def retranslate(self) -> None:
        self._say_counts()
        self._say_person()

    def _say_counts(self) -> None:
        t, voice, kept = theme.tokens(), self.room.voice, self._counts
        counts = (
            ("in_work", say("In shop {n}", n=kept.in_shop), t.text),
            ("ready", say("Ready {n}", n=kept.ready), t.text),
            ("late", say("Late {n}", n=kept.late), t.red),
        )
        for at, (state, text, colour) in enumerate(counts):
            picture, words = self._labels[2 * at], self._labels[2 * at + 1]
            ink = t.red if state == "late" else t.state(state)
            picture.setPixmap(state_icon(state, ink, 12).pixmap(12, 12))
            words.setText(voice.say(text))
            words.setFont(theme.font("strong" if state == "late" else "body"))
            theme.recolour(words, colour)
            for label in (picture, words):
                label.setVisible(state != "late" or kept.late > 0)

    def _say_person(self) -> None:
        person = self.room.desk.sheets.get(Staff, self.room.desk.actor)
        self.person.set_text(verbatim(person.name if person else "–"))

    def open_menu(self) -> None:
        menu = self.make_menu()
        right = self.person.width() - menu.sizeHint().width()
        menu.popup(self.person.mapToGlobal(QPoint(right, self.person.height())))

    def make_menu(self) -> QMenu:
        """Who works here now, the screen's language, and the other shop."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for person in self.room.desk.staff():
            if person.role != "technician":
                self._entry(
                    menu, f"person.{person.id}", person.name, person.id == self.room.desk.actor
                ).triggered.connect(lambda _=False, who=person.id: self.person_chosen.emit(who))
        menu.addSeparator()
        for code, name in LANGUAGES:
            self._entry(menu, f"language.{code}", name, code == self.room.voice.language.code).triggered.connect(
                lambda _=False, code=code: self.language_chosen.emit(code)
            )
        menu.addSeparator()
        demo = self.room.desk.shop().demo
        words: Text = say("Start my own shop") if demo else say("Try the demo shop")
        self._entry(menu, "frame.other_shop", self.room.voice.say(words), None).triggered.connect(
            lambda: self.shop_wanted.emit("own" if demo else "demo")
        )
        return menu

    def _entry(self, menu: QMenu, name: str, words: str, checked: bool | None) -> QAction:
        action = QAction(words, menu)
        action.setObjectName(name)
        if checked is not None:
            action.setCheckable(True)
            action.setChecked(checked)
        menu.addAction(action)
        return action

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
        self.setFixedHeight(STRIP)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter, t = QPainter(self), theme.tokens()
        painter.fillRect(self.rect(), t.amberbg)
        painter.setPen(QPen(t.amberbd, 1))
        bottom = QRectF(self.rect()).adjusted(0, 0.5, 0, -0.5).bottom()
        painter.drawLine(0, int(bottom), self.width(), int(bottom))
