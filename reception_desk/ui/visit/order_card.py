"""The declared fields of the work order, section by section, with the promised time and the hours sold."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from reception_desk.desk.visit_file import VisitFile
from reception_desk.forms import fields as f
from reception_desk.forms.check_in import CheckIn
from reception_desk.forms.words import say
from reception_desk.forms.work_order import NOT_DONE, WorkOrder
from reception_desk.ui import theme
from reception_desk.ui.form_view import FormView
from reception_desk.ui.room import Room
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.card import Card
from reception_desk.ui.widgets.labels import Label, Sign

PROMISED_WIDTH = 176
MARGIN, GAP = 8, 4


class OrderCard(Card):
    """The first section stands beside the promised time; the others lie under it and can be folded away."""

    saved = Signal()
    folded_by_hand = Signal()
    walked = Signal()
    """Enter on the last field in sight."""

    def __init__(self, room: Room) -> None:
        super().__init__(room.voice, margins=(12, MARGIN, 12, MARGIN))
        self.room = room
        self.promised = FormView(room, CheckIn, ["promised"], columns=3)
        theme.hold(self.promised, width=PROMISED_WIDTH)
        first, *others = _sections()
        self.first = FormView(room, WorkOrder, first)
        self.others = [FormView(room, WorkOrder, names) for names in others]
        self.hours = Label(room.voice, tone="text2")
        self.more = Button(room.voice, say("More fields"), kind="link", icon="chevron-down")
        self.more.setObjectName("work_order.more")
        self.more.clicked.connect(self._turn)
        for view in (self.promised, self.first, *self.others):
            view.saved.connect(lambda _name: self.saved.emit())
        views = [self.promised, self.first, *self.others]
        for at, view in enumerate(views):
            view.walked.connect(lambda at=at: self._walk(views[at + 1 :]))
        self._arrange()

    def _walk(self, views: list[FormView]) -> None:
        """Enter at the end of a section goes on to the next one that is in sight."""
        following = next((view for view in views if view.isVisible()), None)
        if following is None:
            self.walked.emit()
        else:
            following.focus_first()

    def stops(self) -> list[QWidget]:
        """Where Tab goes, in the order of reading."""
        views = [self.promised, self.first, *self.others]
        first, *others = [[editor.widget for editor in view.editors.values()] for view in views[1:]]
        promised = [editor.widget for editor in self.promised.editors.values()]
        return [*promised, *first, self.more, *(widget for row in others for widget in row)]

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.COLUMN_GAP)
        row.addWidget(self.promised, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.first, 1, Qt.AlignmentFlag.AlignTop)
        self.body.setSpacing(GAP)
        self.body.addLayout(row)
        self.rest, self.gap = QWidget(), QWidget()
        rest = QVBoxLayout(self.rest)
        rest.setContentsMargins(0, 0, 0, 0)
        for view in self.others:
            rest.addWidget(view)
        below = QHBoxLayout()
        below.setSpacing(theme.COLUMN_GAP)
        below.addWidget(self._facts(), 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self.rest, 1)
        below.addWidget(self.gap, 1)
        self.body.addLayout(below)
        self.body.addStretch(1)
        self.set_open_rest(on=True)

    def _facts(self) -> QWidget:
        """Hours and the fold, one under the other beside the open fields, in one line when they are folded."""
        self.facts = QWidget()
        self._facts_lay = QBoxLayout(QBoxLayout.Direction.TopToBottom, self.facts)
        self._facts_lay.setContentsMargins(0, 0, 0, 0)
        sold = QWidget()
        line = QHBoxLayout(sold)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(Sign("clock"))
        line.addWidget(self.hours, 1)
        self._facts_lay.addWidget(sold)
        self._facts_lay.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        return self.facts

    # Folding

    def _turn(self) -> None:
        self.set_open_rest(on=self.rest.isHidden())
        self.folded_by_hand.emit()

    def set_open_rest(self, *, on: bool) -> None:
        directions = QBoxLayout.Direction
        self._facts_lay.setDirection(directions.TopToBottom if on else directions.LeftToRight)
        self._facts_lay.setSpacing(0 if on else 16)
        theme.hold(self.facts, least_width=PROMISED_WIDTH)
        self.rest.setVisible(on and bool(self.others))
        self.gap.setVisible(not on)
        self.more.setVisible(bool(self.others))
        self.more.set_icon("chevron-down" if on else "chevron-right")

    def open_height(self) -> int:
        """How high the card is with all of its fields in sight."""
        below = max(self.rest.sizeHint().height(), self.hours.sizeHint().height() + self.more.sizeHint().height())
        return 2 * MARGIN + self.first.sizeHint().height() + GAP + below

    def rest_has_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.rest.isAncestorOf(focus)

    # Showing

    def show_file(self, file: VisitFile, *, fixed: bool) -> None:
        order = file.work_order
        known = self.room.desk.reception.known(file)
        self.promised.known = lambda: known
        self.promised.show_form(file.check_in)
        for view in (self.first, *self.others):
            view.show_form(order)
        for view in (self.promised, self.first, *self.others):
            view.set_fixed(fixed)
        out = {job.id for job in order.jobs if job.answer in NOT_DONE}
        sold = sum(line.quantity or 0 for line in order.lines if line.kind == "labour" and line.job not in out)
        self.hours.set_text(say("{hours} h sold", hours=self.room.voice.language.quantity(sold, 2)))

    def focus_field(self, key: str) -> bool:
        table, _, name = key.partition(".")
        views = [self.promised] if table == "check_in" else [self.first, *self.others] if table == "work_order" else []
        for view in views:
            if name in view.editors:
                if view in self.others:
                    self.set_open_rest(on=True)
                view.focus_field(name)
                return True
        return False

    def focus_first(self) -> None:
        self.promised.focus_first()

    def flush(self) -> None:
        for view in (self.promised, self.first, *self.others):
            view.flush()


def _sections() -> list[list[str]]:
    """The names of the order's own fields, one list a section, in the order of their declaration."""
    found: dict[f.Section, list[str]] = {}
    for spec in WorkOrder.specs().values():
        if spec.kind not in f.ROWS and spec.target != "visit":
            found.setdefault(spec.section, []).append(spec.name)
    return list(found.values())
