"""Check-in 接车登记: arrival and the customer's words; this car and what is good to know beside them."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reception_desk.desk.visit_file import VisitFile
from reception_desk.forms.check_in import CONCERN, CheckIn
from reception_desk.forms.customer import Customer
from reception_desk.forms.stages import ENDED
from reception_desk.forms.words import NOTHING, Text, listed, say, value, verbatim
from reception_desk.forms.work_order import NOT_DONE
from reception_desk.ui import theme
from reception_desk.ui.editors import MemoEditor
from reception_desk.ui.keys import key_of
from reception_desk.ui.room import Room
from reception_desk.ui.routes import said_of
from reception_desk.ui.sheet_view import SheetView
from reception_desk.ui.visit.car_card import CarCard
from reception_desk.ui.visit.master_cards import CarSheet, CustomerSheet, NewcomerCard
from reception_desk.ui.visit.tab import Tab
from reception_desk.ui.widgets.buttons import Button, Chip
from reception_desk.ui.widgets.card import Card
from reception_desk.ui.widgets.card_flow import CardFlow
from reception_desk.ui.widgets.discard import drop
from reception_desk.ui.widgets.flow_layout import FlowLayout
from reception_desk.ui.widgets.labels import Label
from reception_desk.ui.widgets.print_button import PrintButton
from reception_desk.ui.widgets.scrolling import SplitPage, fill_with

PHRASES = (
    say("Service"),
    say("Brakes"),
    say("Engine light"),
    say("Air conditioning weak"),
    say("Noise"),
    say("Tyres"),
    say("Oil leak"),
    say("Accident damage"),
)
SIDE = 326


class CheckInTab(Tab):
    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.newcomer = NewcomerCard(room)
        self.newcomer.changed.connect(self.changed)
        self.newcomer.walked.connect(self._focus_sheet)
        self.main: SheetView | None = None
        self.side: SheetView | None = None
        self._electric: bool | None = None
        self.jobs = _JobsCard(room)
        self.jobs.add.clicked.connect(self._add_job)
        self.car = CarCard(room)
        self.car_sheet, self.customer_sheet = CarSheet(room), CustomerSheet(room)
        for sheet in (self.car_sheet, self.customer_sheet):
            sheet.changed.connect(self.changed)
            sheet.hide()
        self.car.history.clicked.connect(lambda: self.history_wanted.emit(False))
        self.car.edit_car.clicked.connect(lambda: self._open(self.car_sheet))
        self.car.edit_customer.clicked.connect(lambda: self._open(self.customer_sheet))
        self._lay_out()
        self._print = PrintButton(room.voice, say("Print work order"))
        self._print.setObjectName("check_in.print")
        self._print.clicked.connect(self.print)
        self._next = Button(room.voice, say("Next: Walk-around"), kind="primary", key=key_of("primary"))
        self._next.setObjectName("check_in.next")
        self._next.clicked.connect(self.next_wanted)

    def _lay_out(self) -> None:
        main, side = QWidget(), QWidget()
        self._main, self._side = QVBoxLayout(main), CardFlow(side)
        self._main.setContentsMargins(0, 0, 0, 0)
        self._main.setSpacing(theme.CARD_GAP)
        self._main.addWidget(self.newcomer)
        self._main.addWidget(self.customer_sheet)
        self._main.addWidget(self.car_sheet)
        self._main.addStretch(1)
        self._side.addWidget(self.car)
        self._side.addWidget(self.jobs)
        self.area = SplitPage(main, side, width=SIDE)
        self.area.folded_changed.connect(self.folded_changed)
        fill_with(self, self.area)

    # Showing

    def show_file(self, file: VisitFile) -> None:
        fresh = self.file is None or self.file.visit.id != file.visit.id
        super().show_file(file)
        self._print.aim(*said_of(self.room.desk, "work_order"))
        electric = file.vehicle.fuel_kind == "electric"
        if electric is not self._electric:
            self._build(electric=electric)
        assert self.main is not None
        assert self.side is not None
        known = self.room.desk.reception.known(file)
        for view in (self.main, self.side):
            view.set_known(lambda: known)
            view.show_form(file.check_in)
            view.set_fixed(file.visit.stage in ENDED)
            if fresh:
                view.fold()
            view.open_for(file.check_in.purposes)
        self._hint_odometer(file)
        self.newcomer.show_file(file, fresh=fresh)
        self.jobs.show_file(file)
        self.car.show_file(file)
        self.car_sheet.show_file(file)
        self.customer_sheet.show_file(file)

    def _build(self, *, electric: bool) -> None:
        """The sheet's own cards; an electric car is asked for its charge instead of its fuel."""
        for old in (self.main, self.side):
            if old is not None:
                drop(old)
        skip = {"fuel"} if electric else {"charge"}
        self.main = SheetView(self.room, CheckIn, column="main", skip=skip)
        self.side = SheetView(self.room, CheckIn, column="side", skip=skip)
        self._electric = electric
        for view in (self.main, self.side):
            view.saved.connect(self._saved)
        self.main.walked.connect(lambda: self._next.setFocus(Qt.FocusReason.TabFocusReason))
        self.main.cards[CONCERN].body.addWidget(self._phrases())
        self._main.insertWidget(1, self.main)
        self._side.insert(2, self.side)

    def _phrases(self) -> QWidget:
        row = QWidget()
        lay = FlowLayout(row)
        own = [verbatim(line.strip()) for line in self.room.desk.shop().phrases.splitlines() if line.strip()]
        for words in own or PHRASES:
            chip = Chip(self.room.voice, words, checkable=False)
            chip.setObjectName("check_in.phrase")
            chip.clicked.connect(lambda _=False, words=words: self._insert(words))
            lay.addWidget(chip)
        return row

    def _insert(self, words: Text) -> None:
        assert self.main is not None
        memo = self.main.views[CONCERN].editors["concern"]
        if isinstance(memo, MemoEditor):
            memo.insert(self.room.voice.say(words))

    def _hint_odometer(self, file: VisitFile) -> None:
        before = self.room.desk.reception.before(file.vehicle.id, beside=file.visit.id)
        hint = NOTHING
        if before.odometer is not None:
            hint = say(
                "last {odometer} ({day})",
                odometer=value("whole", before.odometer, "distance"),
                day=value("day", before.day),
            )
        assert self.main is not None
        self.main.box("odometer").set_hint(hint)

    def _saved(self, name: str) -> None:
        assert self.file is not None
        if name == "purposes" and self.main is not None and self.side is not None:
            for view in (self.main, self.side):
                view.open_for(self.file.check_in.purposes)
        self.changed.emit()

    def _open(self, sheet: CarSheet | CustomerSheet) -> None:
        sheet.show()
        sheet.set_open(True)
        sheet.enter()
        # fields that were made for this are shown when the events are through
        QTimer.singleShot(0, self, lambda: self.area.show_top_of(sheet))

    def _add_job(self) -> None:
        assert self.file is not None
        self.room.visit_wanted.emit(self.file.visit.id, 3)

    # The step

    def mark(self) -> str:
        if self.file is None:
            return ""
        return "tick" if not self._stops() else "half"

    def _stops(self) -> list[tuple[str, Text]]:
        assert self.file is not None
        problems = self.room.desk.workshop.problems(self.file, "print")
        return [(f"{table}.{problem.field}", problem.text) for table, problem in problems if table == "check_in"]

    def missing(self) -> Text:
        if self.file is None:
            return NOTHING
        stops = self._stops()
        if not stops:
            return NOTHING
        fields = [CheckIn.spec(key.partition(".")[2]).label for key, _ in stops]
        return say("To print: {fields}", fields=listed(fields))

    def missing_at(self) -> str:
        return next((key for key, _ in self._stops()), "")

    def buttons(self) -> list[Button]:
        return [self._print, self._next]

    def press_primary(self) -> None:
        self.next_wanted.emit()

    def print(self) -> None:
        self.print_paper("work_order")

    def folded(self) -> bool:
        return self.area.folded

    def turn_info(self) -> None:
        self.area.turn()

    def enter(self) -> None:
        if self.newcomer.isVisibleTo(self):
            self.newcomer.enter()
        else:
            self._focus_sheet()

    def _focus_sheet(self) -> None:
        if self.main is not None:
            self.main.focus_first()

    def flush(self) -> None:
        for view in (self.main, self.side, self.newcomer, self.car_sheet, self.customer_sheet):
            if view is not None:
                view.flush()

    def focus_field(self, key: str) -> bool:
        table, _, name = key.partition(".")
        if table == CheckIn.table:
            return any(view is not None and view.focus_field(name) for view in (self.main, self.side))
        sheet = {"vehicle": self.car_sheet, Customer.table: self.customer_sheet}.get(table)
        return sheet is not None and sheet.focus_field(name)


class _JobsCard(Card):
    """What is already on the order: from the booking, or typed before."""

    def __init__(self, room: Room) -> None:
        self.add = Button(room.voice, say("Add job"), icon="plus", key=key_of("add_job"))
        self.add.setObjectName("check_in.add_job")
        super().__init__(room.voice, say("Jobs"))
        self.room = room
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self._shown: list[Label] = []
        self.body.addLayout(self._rows)
        self.body.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_file(self, file: VisitFile) -> None:
        order = file.work_order
        for row in self._shown:
            drop(row)
        self._shown = []
        jobs = [job for job in order.jobs if job.answer not in NOT_DONE]
        for job in jobs:
            amount = self.room.desk.ordering.totals(order, payer=job.payer, jobs=[job.id]).total
            self._add(say("{job} · {amount}", job=job.description or "–", amount=value("money", amount)))
        if not jobs:
            self._add(say("No job yet. Add one, or a package."))
        self.set_note(say("from the booking") if file.visit.appointment and jobs else NOTHING)

    def _add(self, text: Text) -> None:
        label = Label(self.room.voice, text)
        label.setWordWrap(True)
        self._rows.addWidget(label)
        self._shown.append(label)
