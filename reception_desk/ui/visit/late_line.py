"""Under the steps of a visit that is typed in from papers: when it came, and when what is done next happened."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from reception_desk.desk.visit_file import VisitFile
from reception_desk.forms.stages import ENDED
from reception_desk.forms.visit import Visit
from reception_desk.forms.words import say
from reception_desk.ui import theme
from reception_desk.ui.form_view import FormView
from reception_desk.ui.room import Room
from reception_desk.ui.undo import Step
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.labels import Label

TIMES = ("arrived", "happened")
WIDE = 420


class LateLine(QWidget):
    """Hidden for all other visits, and once the papers are typed in."""

    changed = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self._visit = ""
        self._together = True
        """The time of the next step is still that of the arrival."""
        self.view = FormView(room, Visit, TIMES, columns=12, wide=dict.fromkeys(TIMES, 6))
        theme.hold(self.view, width=WIDE)
        told = say(
            "Entered later. Set the time of each step before you take it; approvals, payments and papers tell it."
        )
        self.words = Label(room.voice, told, tone="text2")
        self.words.setWordWrap(True)
        self.now = Button(room.voice, say("From here on it is now"), icon="clock")
        self.now.setObjectName("visit.catch_up")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(theme.COLUMN_GAP)
        row.addWidget(self.view, 0, Qt.AlignmentFlag.AlignTop)
        theme.hold(self.words, least_height="input")
        row.addWidget(self.words, 1, Qt.AlignmentFlag.AlignBottom)  # in one line with what is typed
        row.addWidget(self.now, 0, Qt.AlignmentFlag.AlignBottom)
        self.view.saved.connect(self._saved)
        self.now.clicked.connect(self.catch_up)
        self.hide()

    def show_file(self, file: VisitFile) -> None:
        visit = file.visit
        going_on = visit.stage not in ENDED
        self._visit, self._together = visit.id, visit.happened == visit.arrived
        self.setVisible(going_on and visit.entered is not None and visit.happened is not None)
        self.view.show_form(visit)

    def _saved(self, name: str) -> None:
        """A corrected arrival takes the time of the next step along where that was the arrival's."""
        now = self.room.desk.sheets.get(Visit, self._visit)
        if name == "arrived" and self._together and now is not None:
            values = {"happened": now.arrived}
            self.room.try_to(lambda: self.room.desk.sheets.edit(Visit, now.id, values))
        self.changed.emit()

    def catch_up(self) -> None:
        """What is on the papers is typed in: the visit goes on like any other."""
        visit, desk = self._visit, self.room.desk
        before: dict[str, object] = {}
        if self.room.try_to(lambda: before.update(desk.late.catch_up(visit))):
            self.room.undo.push(
                Step(
                    say("from here on it is now"),
                    lambda: desk.sheets.put(Visit, visit, "happened", before["happened"]),
                    lambda: desk.sheets.put(Visit, visit, "happened", None),
                )
            )
            self.changed.emit()

    def focus_field(self, name: str) -> None:
        self.view.focus_field(name)

    def flush(self) -> None:
        if self.isVisible():
            self.view.flush()
