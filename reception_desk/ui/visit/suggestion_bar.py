"""Over the lines: what this car is due for, what was put off, what the walk-around found; one click or key adds it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from reception_desk.desk.desk import Desk
from reception_desk.desk.suggestions import Outlook, Suggestion
from reception_desk.desk.visit_file import VisitFile
from reception_desk.forms.stages import ENDED
from reception_desk.forms.words import Text, say, say_many, value
from reception_desk.ui import theme
from reception_desk.ui.room import Room
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.discard import drop
from reception_desk.ui.widgets.labels import Label
from reception_desk.ui.widgets.menu import Menu

GAP = 6
MOST_CHIPS = 8
"""More never stand in one line; the menu holds them all."""


class Watcher:
    """A visit's suggestions; the car's history is read once, until car, odometer or place change."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._key: tuple[object, ...] = ()
        self._outlook: Outlook | None = None

    def renew(self) -> None:
        """Price list and packages may have changed meanwhile."""
        self._key = ()

    def of(self, file: VisitFile, *, priced: bool = True) -> list[Suggestion]:
        if file.visit.stage in ENDED:
            return []
        key = (file.visit.id, file.vehicle.id, file.vehicle.first_registration, file.check_in.odometer)
        if key != self._key:
            self._key, self._outlook = key, self._desk.suggestions.look(file)
        return self._desk.suggestions.of(file, self._outlook, priced=priced)


class SuggestionBar(QWidget):
    """One line of chips; what does not fit is in the menu of the last one. Hidden while there is nothing to offer."""

    wanted = Signal(object)
    """A Suggestion to add."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.title = Label(room.voice, say("Suggested"), tone="text2", parent=self)
        self.more = Button(room.voice, icon="chevron-down", kind="chip", parent=self)
        self.more.setObjectName("work_order.suggested.more")
        self.more.clicked.connect(self._open_menu)
        self.shown: list[Suggestion] = []
        self.chips: list[Button] = []
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        room.voice.changed.connect(lambda: QTimer.singleShot(0, self, self._place))  # once the chips have their words
        self.hide()

    def sizeHint(self) -> QSize:
        return QSize(200, theme.sizes().small)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def redress(self) -> None:
        self.updateGeometry()
        self._place()

    def show_all(self, found: Sequence[Suggestion]) -> None:
        if [(one.key, one.why) for one in found] != [(one.key, one.why) for one in self.shown]:
            self.shown = list(found)
            self._make()
        self.setVisible(bool(self.shown))
        self._place()

    def _make(self) -> None:
        for chip in self.chips:
            drop(chip)
        self.chips = []
        for one in self.shown[:MOST_CHIPS]:
            chip = Button(self.room.voice, words_of(one), icon="plus", kind="chip", name=told(one), parent=self)
            chip.setObjectName(f"work_order.suggested.{one.key}")
            chip.clicked.connect(lambda _=False, one=one: self.wanted.emit(one))
            self.chips.append(chip)
        before: QWidget | None = None
        for widget in (*self.chips, self.more):
            if before is not None:
                QWidget.setTabOrder(before, widget)
            before = widget

    def stops(self) -> list[QWidget]:
        return [*self.chips, self.more]

    # Where there is room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        height = self.height()
        self.title.adjustSize()
        self.title.move(0, (height - self.title.height()) // 2)
        left = self.title.width() + 8
        widths = [chip.sizeHint().width() for chip in self.chips]
        fit = self._fitting(left, widths)
        hidden = len(self.shown) - fit
        for chip, width in zip(self.chips[:fit], widths, strict=False):
            chip.setGeometry(left, 0, width, height)
            chip.show()
            left += width + GAP
        for chip in self.chips[fit:]:
            chip.hide()
        self._say_more(hidden)
        self.more.setGeometry(left, 0, self.more.sizeHint().width(), height)
        self.more.setVisible(hidden > 0)

    def _fitting(self, left: int, widths: Sequence[int]) -> int:
        """How many chips stand in the line; where not all do, the button for the others needs its room too."""
        if len(widths) == len(self.shown) and left + sum(widths) + GAP * (len(widths) - 1) <= self.width():
            return len(widths)
        self._say_more(len(self.shown))
        room, fit = self.width() - left - self.more.sizeHint().width() - GAP, 0
        for width in widths:
            room -= width + GAP
            if room + GAP < 0:
                break
            fit += 1
        return fit

    def _say_more(self, hidden: int) -> None:
        self.more.set_text(say_many("{n} more", "{n} more", n=hidden))

    def _open_menu(self) -> None:
        menu = self.make_menu()
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def make_menu(self) -> QMenu:
        menu = Menu(self.more)
        menu.setObjectName("work_order.suggested.menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fit = sum(not chip.isHidden() for chip in self.chips)
        for one in self.shown[fit:]:
            price = self.room.voice.language.money(one.price) if one.price is not None else ""
            action = menu.addAction(f"{self.room.voice.say(words_of(one))}\t{price}".replace("&", "&&"))
            action.setObjectName(f"work_order.suggested.{one.key}")
            action.triggered.connect(lambda _=False, one=one: self.wanted.emit(one))
        return menu


def words_of(one: Suggestion) -> Text:
    return say("{what} · {why}", what=one.name, why=one.why)


def told(one: Suggestion) -> Text:
    """All of it, for screen readers and as a hint."""
    if one.price is None:
        return say("Add: {what}, {why}", what=one.name, why=one.why)
    return say("Add: {what}, {why}, {price}", what=one.name, why=one.why, price=value("money", one.price))
