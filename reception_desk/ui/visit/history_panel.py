"""The car's earlier visits beside the page (F9), from where jobs are taken over to today's order (Ctrl+R)."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QHBoxLayout, QListView, QVBoxLayout, QWidget

from reception_desk.desk.history import PastJob
from reception_desk.desk.visit_file import VisitFile
from reception_desk.forms.words import NOTHING, say, say_many, value
from reception_desk.ui.room import Room
from reception_desk.ui.visit.history_rows import BOX, PAD, HistoryDelegate, HistoryModel
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.card import Card
from reception_desk.ui.widgets.labels import Label
from reception_desk.ui.widgets.pressed import ENTER, is_plain
from reception_desk.ui.widgets.scroll_bar import own_bars


class HistoryList(QListView):
    """Space and a click on a box tick, Enter takes over."""

    taken = Signal()

    def __init__(self, model: HistoryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = model
        self.setModel(model)
        self.delegate_ = HistoryDelegate(model, self)
        self.setItemDelegate(self.delegate_)
        own_bars(self)
        self.setObjectName("history.list")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)

    def redress(self) -> None:
        self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.delegate_.width = self.viewport().width()
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def go(self, at: int) -> None:
        self.setCurrentIndex(self.rows.index(at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_plain(event) and event.key() == Qt.Key.Key_Space:
            self.rows.tick(self.currentIndex().row())
        elif is_plain(event) and event.key() in ENTER:
            self.taken.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.position().x() < PAD + BOX + 6:
            self.rows.tick(index.row())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.position().x() >= PAD + BOX + 6:
            self.taken.emit()


class HistoryPanel(Card):
    """`repeat_wanted` brings the jobs to take over; the panel does not touch the order itself."""

    repeat_wanted = Signal(list)
    """PastJobs."""
    closed = Signal()

    def __init__(self, room: Room) -> None:
        self.close_button = Button(room.voice, say("Close"), kind="link", key="Esc")
        self.close_button.setObjectName("history.close")
        super().__init__(room.voice, say("Earlier visits"), side=self.close_button, margins=(1, 6, 1, 8))
        self.room = room
        self.model = HistoryModel(room.voice)
        self.model.setParent(self)
        self.list = HistoryList(self.model)
        self.nothing = Label(room.voice, say("This car has not been here before."), tone="text2")
        self.nothing.setContentsMargins(PAD, 4, PAD, 4)
        self.nothing.setWordWrap(True)
        self.hint = Label(room.voice, tone="text2")
        self.hint.setWordWrap(True)
        self.hint.setContentsMargins(PAD, 0, PAD, 0)
        self.take = Button(room.voice, say("Add"), icon="plus", key="Enter")
        self.take.setObjectName("history.add")
        self._key = ("", "")
        self._locked = False
        self._back: QWidget | None = None
        self._arrange()
        self.close_button.clicked.connect(self.shut)
        self.take.clicked.connect(self._take)
        self.list.taken.connect(self._take)
        self.list.selectionModel().currentChanged.connect(self._moved)
        self.model.dataChanged.connect(lambda *_: self._say())
        room.voice.changed.connect(self._say_again)
        self._say_again()
        self.hide()

    def _arrange(self) -> None:
        self.body.setSpacing(6)
        self.body.addWidget(self.nothing)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.hint)
        row = QHBoxLayout()
        row.setContentsMargins(PAD, 0, PAD, 0)
        row.addWidget(self.take, 1)
        self.body.addLayout(row)
        head = self.header.layout()
        if isinstance(head, (QHBoxLayout, QVBoxLayout)):
            head.setContentsMargins(PAD, 0, 4, 0)

    def _say_again(self) -> None:
        self.list.setAccessibleName(self.voice.say(say("Earlier visits of this car")))
        self._say()

    # Showing

    def show_file(self, file: VisitFile, *, locked: bool) -> None:
        """The history of the visit's car; `locked`: the order takes no more lines."""
        self._locked = locked
        if self._key != (file.visit.id, file.vehicle.id):
            self.renew(file)
        self._say()

    def renew(self, file: VisitFile) -> None:
        """Read the history again; nothing is ticked, the last visit is under the cursor."""
        self._key = (file.visit.id, file.vehicle.id)
        self.model.ticked = set()
        self.model.show_visits(self.room.desk.history.of(file.vehicle.id, beside=file.visit.id))
        if self.model.rows:
            self.list.go(0)
        self.set_note(say_many("{n} visit", "{n} visits", n=len(self.model.visits)) if self.model.visits else NOTHING)
        self.nothing.setVisible(not self.model.visits)
        self.list.setVisible(bool(self.model.visits))
        self.take.setVisible(bool(self.model.visits))

    def _moved(self, now: QModelIndex, before: QModelIndex) -> None:
        del now, before
        self._say()

    def wanted(self) -> list[PastJob]:
        """The ticked jobs, or where nothing is ticked what the list stands on."""
        return self.model.chosen() or self.model.jobs_of(self.list.currentIndex().row())

    def _say(self) -> None:
        """What Enter would do, at today's prices."""
        jobs = self.wanted()
        self.take.setEnabled(bool(jobs) and not self._locked)
        if jobs:
            price = value("money", self.room.desk.history.price_now(jobs).total)
            self.take.set_text(say_many("Add {n} job · {price}", "Add {n} jobs · {price}", n=len(jobs), price=price))
        else:
            self.take.set_text(say("Add"))
        self.hint.set_text(say("Space ticks, Enter adds at today's prices.") if self.model.visits else NOTHING)

    # Opening and closing

    def appear(self) -> None:
        """Take the focus as a list does that opens: the field below keeps what is half typed; `shut` gives it back."""
        here = QApplication.focusWidget()
        if here is not None and not self.isAncestorOf(here):
            self._back = here
        self.show()
        target = self.list if self.model.visits else self.close_button
        target.setFocus(Qt.FocusReason.PopupFocusReason)

    def shut(self) -> None:
        if self.isHidden():
            return
        focus, back = QApplication.focusWidget(), self._back
        self._back = None
        if focus is None or self.isAncestorOf(focus):
            # first the focus goes, then the panel: else Qt would look for the next field by itself
            there = any(widget is back for widget in QApplication.allWidgets())  # a cell's line may be gone by now
            target = back if back is not None and there and back.isVisible() else self.parentWidget() or self
            target.setFocus(Qt.FocusReason.PopupFocusReason)
        self.hide()
        self.closed.emit()

    def forget_ticks(self) -> None:
        self.model.ticked = set()
        self.model.repaint_all()

    def _take(self) -> None:
        jobs = self.wanted()
        if jobs and self.take.isEnabled():
            self.repeat_wanted.emit(jobs)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.shut()
        else:
            super().keyPressEvent(event)
