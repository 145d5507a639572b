"""The hand-back list 交车清单: one tick a point, with what is known about it at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from reception_desk.desk.visit_file import VisitFile
from reception_desk.forms import fields as f
from reception_desk.forms.checkout import HAND_BACK, Checkout
from reception_desk.forms.words import NOTHING, Text, dotted, say, say_many, verbatim
from reception_desk.forms.work_order import NOT_DONE, Job
from reception_desk.ui import theme
from reception_desk.ui.form_view import FormView
from reception_desk.ui.room import Room
from reception_desk.ui.when import when
from reception_desk.ui.widgets.card import Card
from reception_desk.ui.widgets.field_grid import FieldGrid
from reception_desk.ui.widgets.hairline import Lined
from reception_desk.ui.widgets.labels import Label


class HandBackCard(Card):
    saved = Signal()
    walked = Signal()
    """Enter on the last point."""

    def __init__(self, room: Room) -> None:
        super().__init__(room.voice, HAND_BACK.title)
        self.room = room
        self.body.setSpacing(0)
        specs = [spec for spec in Checkout.specs().values() if spec.section is HAND_BACK]
        self.rows = {spec.name: _Point(room, spec) for spec in specs}
        for name, row in self.rows.items():
            self.body.addWidget(row)
            row.view.saved.connect(self._saved)
            row.view.walked.connect(lambda name=name: self._walk(name))

    def show_file(self, file: VisitFile, *, fixed: bool) -> None:
        details = details_of(self.room, file)
        for name, row in self.rows.items():
            row.view.show_form(file.checkout)
            row.view.set_fixed(fixed)
            row.detail.set_text(details.get(name, NOTHING))
            row.view.editors[name].widget.setAccessibleDescription(row.detail.text())
        self._count(file.checkout)

    def _count(self, sheet: Checkout) -> None:
        done = len(self.rows) - len(sheet.open_items())
        text = say("{n} of {m}", n=done, m=len(self.rows))
        if sheet.handed_over:
            at = when(sheet.handed_over, self.room.desk.now().day())
            text = say("{count} · handed over {time}", count=text, time=at)
        self.set_note(text)

    def _saved(self) -> None:
        kept = next(iter(self.rows.values())).view.kept
        if isinstance(kept, Checkout):
            self._count(kept)
        self.saved.emit()

    def _walk(self, name: str) -> None:
        names = list(self.rows)
        at = names.index(name) + 1
        if at < len(names):
            self.rows[names[at]].view.focus_first()
        else:
            self.walked.emit()

    def focus_open(self) -> None:
        """To the first point that is not ticked."""
        for name, row in self.rows.items():
            if not getattr(row.view.kept, name, False):
                row.view.focus_first()
                return
        next(iter(self.rows.values())).view.focus_first()


class _Point(Lined):
    """One row of 32 px."""

    def __init__(self, room: Room, spec: f.Spec) -> None:
        super().__init__()
        self.view = FormView(room, Checkout, [spec.name])
        bare(self.view)
        self.detail = Label(room.voice, tone="text2")
        self.detail.setWordWrap(True)
        self.detail.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 1, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.view, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.detail, 1)
        theme.hold(self, least_height="input")


def bare(view: FormView) -> None:
    """A form of one field without its label."""
    for spec in view.specs:
        view.boxes[spec.name].label.hide()
    grid = view.layout()
    assert isinstance(grid, FieldGrid)
    grid.fill = True


def details_of(room: Room, file: VisitFile) -> dict[str, Text]:
    """What the desk knows about the points; a point that is not named here has its tick alone."""
    jobs = [job for job in file.work_order.jobs if job.answer not in NOT_DONE]
    check_in = file.check_in
    return {
        "lines_done": _done(jobs) if jobs else NOTHING,
        "quality_checked": _workers(room, file),
        "washed": {"yes": say("wished"), "no": say("not wished")}.get(check_in.wash, NOTHING),
        "old_parts_shown": check_in.spec("old_parts").option(check_in.old_parts) if jobs else NOTHING,
        "things_returned": _things(file),
        "walked_round": _marks(file),
    }


def _done(jobs: list[Job]) -> Text:
    return say_many("{done} of {n} job", "{done} of {n} jobs", n=len(jobs), done=sum(job.done for job in jobs))


def _workers(room: Room, file: VisitFile) -> Text:
    order = file.work_order
    ids = [job.technician or order.technician for job in order.jobs if job.answer not in NOT_DONE]
    names = dict(room.desk.names("staff"))
    found = [names[row] for row in dict.fromkeys(ids) if row in names]
    return say("worked on by {names}", names=verbatim(" · ".join(found))) if found else NOTHING


def _things(file: VisitFile) -> Text:
    check_in, walk = file.check_in, file.walk_around
    parts: list[Text] = []
    if check_in.key_tag:
        parts.append(say("tag {tag}", tag=check_in.key_tag))
    if check_in.keys:
        parts.append(say_many("{n} key", "{n} keys", n=check_in.keys))
    parts += [check_in.spec("papers").option(code) for code in check_in.papers]
    parts += [walk.spec("belongings").option(code) for code in walk.belongings]
    if walk.belongings_note:
        parts.append(verbatim(walk.belongings_note))
    return dotted(parts)


def _marks(file: VisitFile) -> Text:
    marks = [mark for mark in file.walk_around.marks if not mark.repaired]
    new = sum(not mark.origin for mark in marks)
    if not marks:
        return say("no marks")
    count = say_many("{n} mark", "{n} marks", n=len(marks))
    return say("{marks}, {new} new", marks=count, new=new) if new else say("{marks}, none new", marks=count)
