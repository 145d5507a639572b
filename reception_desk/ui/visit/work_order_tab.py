"""Work order 维修委托书: lines, the customer's word on them, who does them where, and what they come to."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from reception_desk.desk import consent
from reception_desk.desk.consent import Asking
from reception_desk.desk.visit_file import VisitFile
from reception_desk.errors import Refused
from reception_desk.forms.package import Package
from reception_desk.forms.stages import ENDED, NEEDS
from reception_desk.forms.words import NOTHING, Text, say, value
from reception_desk.ui import theme
from reception_desk.ui.room import Room
from reception_desk.ui.visit.approval_bar import DECLINED, ApprovalBar, Asked
from reception_desk.ui.visit.ledger_card import LedgerCard
from reception_desk.ui.visit.line_details import LineDetails
from reception_desk.ui.visit.order_card import OrderCard
from reception_desk.ui.visit.order_edits import OrderEdits
from reception_desk.ui.visit.order_extras import OrderExtras
from reception_desk.ui.visit.order_footer import OrderFooter
from reception_desk.ui.visit.order_rows import is_locked, line_rows
from reception_desk.ui.visit.order_tools import OrderTools
from reception_desk.ui.visit.tab import Tab
from reception_desk.ui.visit.totals_card import TotalsCard
from reception_desk.ui.visit.whole_order import WholeOrder
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.lines_model import SPECS, Col
from reception_desk.ui.widgets.lines_table import LinesTable
from reception_desk.ui.widgets.scrolling import PageBody, ScrollPage, fill_with

LEAST_ROWS = 4


class WorkOrderTab(Tab):
    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.edits = OrderEdits(room, self._tell_changed)
        self.table = LinesTable(room.voice, self.edits)
        self.bar = ApprovalBar(room.voice)
        self.whole = WholeOrder(self.edits)
        self.extras = OrderExtras(room, self.edits, self.whole, self.table.go_on)
        self.tools = OrderTools(room, self.table.marked)
        self.card, self.totals = OrderCard(room), TotalsCard(room)
        self.details, self.ledger = LineDetails(room), LedgerCard(room)
        self.footer = OrderFooter(room, self._ready_to_print)
        self._locked = self._asked_for = self._folded = False
        self._shown = ""
        """The visit that was shown last; `file` may be of the next one already."""
        self._lay_out()
        self._connect()
        self.redress()

    def _lay_out(self) -> None:
        body = PageBody()
        column = QVBoxLayout(body)
        column.setContentsMargins(theme.PAGE_X, theme.PAGE_Y, theme.PAGE_X, theme.PAGE_Y)
        column.setSpacing(theme.CARD_GAP)
        column.addWidget(self.tools)
        column.addWidget(self.extras)
        column.addWidget(self.bar)
        column.addWidget(self.table, 1)
        self.cards = QWidget()
        cards = self._beside = QHBoxLayout(self.cards)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(theme.COLUMN_GAP)
        cards.addWidget(self.card, 1)
        cards.addWidget(self.totals)
        self.below = (self.cards, self.details, self.ledger)
        for widget in self.below:
            column.addWidget(widget)
        self.area = ScrollPage(body)
        fill_with(self, self.area)

    def redress(self) -> None:
        self.table.setMinimumHeight(theme.sizes().head + LEAST_ROWS * theme.sizes().row + 8)
        if self.file is not None:
            self._fit()

    def _connect(self) -> None:
        tools = self.tools
        tools.add.clicked.connect(self.enter_line)
        tools.package_wanted.connect(self._add_package)
        tools.repeat.clicked.connect(lambda: self.history_wanted.emit(True))
        tools.save_wanted.connect(self.whole.save_package)
        self.totals.discount.clicked.connect(self.extras.ask_discount)
        self.extras.resized.connect(self._fit)
        tools.approve.clicked.connect(self.ask_all)
        tools.more.clicked.connect(lambda on: self._open_details() if on else self._close_below())
        tools.estimate.ledger_wanted.connect(lambda on: self._open_ledger() if on else self._close_below())
        self.bar.answered.connect(self._answered)
        self.bar.closed.connect(self._stop_asking)
        self.table.chosen.connect(lambda _line: self._show_details())
        self.table.details_wanted.connect(self._open_details)
        self.table.left.connect(self._left_table)
        for card in (self.details, self.ledger):
            card.closed.connect(self._close_below)
        self.card.saved.connect(self._tell_changed)
        self.card.folded_by_hand.connect(self._folded_by_hand)
        self.details.saved.connect(self._tell_changed)
        self.footer.changed.connect(self._tell_changed)
        self.footer.next_wanted.connect(self.next_wanted)
        self.card.walked.connect(lambda: self.footer.primary.setFocus(Qt.FocusReason.TabFocusReason))
        self.room.voice.changed.connect(self._show_again)
        stops = [*tools.stops(), *self.bar.stops(), self.table.view, *self.card.stops()]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    # Showing

    def show_file(self, file: VisitFile) -> None:
        super().show_file(file)
        if self._shown != file.visit.id:
            self._shown = file.visit.id
            self.edits.show(file)
            self.table.begin(*self.edits.entry)
            self._asked_for = self._folded = False
            self.extras.forget()
            self.show_below(None)
        self._show()

    def _show(self) -> None:
        assert self.file is not None
        file, order = self.file, self.file.work_order
        closed = file.visit.stage in ENDED
        self._locked = closed or is_locked(self.room.desk, order)
        self.edits.show(file)
        wanted = self.room.desk.ordering.asking(order)
        asking = self._asking(file, wanted)
        language = self.room.voice.language
        rows = line_rows(self.room.desk, order, language, wanted.jobs, asking=asking, locked=self._locked)
        self.table.show_rows(rows, open_=not self._locked)
        self.extras.show_file(file, locked=self._locked)
        self._show_bar(file, wanted if asking else None)
        self.card.show_file(file, fixed=closed)
        self.totals.show_file(file, open_=asking and bool(order.approvals), locked=self._locked)
        self.tools.show_file(file, locked=self._locked, asked=bool(wanted.jobs))
        self.ledger.show_order(order)
        self.footer.show_file(file)
        self._show_details()
        self._fit()

    def _fit(self) -> None:
        """The order's further fields are folded away where the lines need the room, unless a person chose."""
        self._fit_cards()
        if self._folded or self.card.rest_has_focus():
            return
        lines = theme.sizes().head + self.table.model.rowCount() * theme.sizes().row + 8
        bars = self.tools.sizeHint().height() + theme.CARD_GAP
        if not self.bar.isHidden():
            bars += self.bar.sizeHint().height() + theme.CARD_GAP
        if not self.extras.isHidden():
            bars += self.extras.sizeHint().height() + theme.CARD_GAP
        room = self.area.height() - 2 * theme.PAGE_Y - bars - theme.CARD_GAP - self.card.open_height()
        self.card.set_open_rest(on=lines <= room)

    def _fit_cards(self) -> None:
        """One under the other where they are too wide for the page."""
        bar = self.area.verticalScrollBar().sizeHint().width()
        least = [max(card.minimumSizeHint().width(), card.minimumWidth()) for card in (self.card, self.totals)]
        beside = sum(least) + theme.COLUMN_GAP + 2 * theme.PAGE_X + bar <= self.width()
        ways = QBoxLayout.Direction
        self._beside.setDirection(ways.LeftToRight if beside else ways.TopToBottom)

    def _folded_by_hand(self) -> None:
        self._folded = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.file is not None:
            self._fit()

    def _show_again(self) -> None:
        if self.file is not None:
            self._show()

    def _asking(self, file: VisitFile, wanted: Asking) -> bool:
        """Whether the customer is to be asked now: something was agreed or printed before, or a person wants it."""
        if self._locked or not wanted.jobs:
            self._asked_for = False
            return False
        if self._asked_for or file.work_order.approvals:
            return True
        return any(paper.kind == "work_order" for paper in self.room.desk.papers.of_visit(file.visit.id))

    def _show_bar(self, file: VisitFile, wanted: Asking | None) -> None:
        if wanted is None:
            if self.bar.has_focus:
                self.table.enter_line()
            self.bar.rest()
            return
        ids = {job.id for job in wanted.jobs}
        numbers = tuple(at for at, line in enumerate(consent.shown(file.work_order), 1) if line.job in ids)
        rule = self.room.desk.ordering.rule()
        each = tuple(consent.worth(file.work_order, [job], "ok", rule) for job in wanted.jobs)
        phone = file.customer.phone() or file.check_in.bringer_phone
        self.bar.ask(Asked(wanted.jobs, each, numbers, wanted.amount, file.customer.name, phone))

    def _tell_changed(self) -> None:
        """The page loads the file again and shows it; where nobody does, it is done here."""
        assert self.file is not None
        stale, visit = self.file, self.file.visit.id
        self.changed.emit()
        if self.file is stale:
            self.show_file(self.room.desk.reception.file(visit))

    # What the page asks

    def mark(self) -> str:
        if self.file is None or not self.file.work_order.jobs:
            return ""
        order = self.file.work_order
        settled = not self.room.desk.ordering.asking(order).jobs
        return (
            "tick" if settled and (order.approvals or self.file.visit.stage not in ("arrived", "waiting")) else "half"
        )

    def missing(self) -> Text:
        if self.file is None or self.file.visit.stage in ENDED:
            return NOTHING
        order = self.file.work_order
        if not order.jobs:
            return NEEDS["jobs"]
        asking = self.room.desk.ordering.asking(order)
        if asking.jobs and order.approvals:
            return say("To send: customer's OK for +{amount}", amount=value("money", asking.amount))
        stops = self.room.desk.workshop.problems(self.file, "print")
        return stops[0][1].text if stops else NOTHING

    def missing_at(self) -> str:
        assert self.file is not None
        order, desk = self.file.work_order, self.room.desk
        if order.approvals and desk.ordering.asking(order).jobs:
            return "job.answer"
        return next((f"{table}.{one.field}" for table, one in desk.workshop.problems(self.file, "print")), "")

    def buttons(self) -> list[Button]:
        return self.footer.buttons

    def press_primary(self) -> None:
        self.footer.press()

    def print(self) -> None:
        """Ctrl+P."""
        self.footer.print("work_order")

    def enter(self) -> None:
        """To the entry row; in the workshop to the first job that is not done; to the question that is waited for."""
        self.extras.renew()
        stage = self.file.visit.stage if self.file else ""
        if stage == "waiting" and not self.bar.isHidden():
            self.bar.take_focus()
            return
        if stage not in ("in_work", "qc") or not self._focus_undone():
            self.enter_line()

    def _focus_undone(self) -> bool:
        rows = [row for row in self.table.model.rows if not row.struck and not row.job.done]
        return bool(rows) and self.table.focus_cell(rows[0].line.id, Col.DONE)

    def enter_line(self) -> None:
        """Ctrl+J."""
        self.table.enter_line()

    def flush(self) -> None:
        self.table.flush()
        self.card.flush()
        self.details.flush()

    def focus_field(self, key: str) -> bool:
        table, _, name = key.partition(".")
        if key in ("work_order.lines", "work_order.jobs"):
            self.enter_line()
            return True
        if key == "job.done":
            return self._focus_undone()
        if key == "job.answer" and not self.bar.isHidden():
            self.bar.take_focus()
            return True
        if table in ("line", "job"):
            return self._focus_line(key, name)
        self.show_below(None)
        return self.card.focus_field(key)

    def _focus_line(self, key: str, name: str) -> bool:
        """The first line that has something wrong with this field, in its column or in the details."""
        found = [row for row in self.table.model.rows if row.problem and row.problem.field == name]
        rows = found or self.table.model.rows
        column = next((column for column, spec in SPECS.items() if spec.key == key), None)
        if not rows or not self.table.focus_cell(rows[0].line.id, column or Col.NAME):
            return False
        if column is None:
            self._open_details()
            return self.details.focus_field(key)
        return True

    def _ready_to_print(self) -> bool:
        """Take what is half typed; words in the entry row that are no line yet are asked about, not lost."""
        self.flush()
        draft = self.table.draft
        if draft:
            text = say("“{text}” is not on the order yet. Press Enter behind it, or clear it.", text=draft)
            self.room.troubled.emit(Refused(text, field="work_order.lines"))
        return not draft

    # The customer's word

    def ask_all(self) -> None:
        """How did the customer answer? One key or click more tells it."""
        self._asked_for = True
        self._show()
        self.bar.take_focus()

    def _stop_asking(self) -> None:
        self._asked_for = False
        self._show()
        self.enter_line()

    def _answered(self, way: str, jobs: list[str], read_back: bool) -> None:
        number = self.bar.asked.phone if self.bar.asked and way == "phone" else ""
        if way == DECLINED:
            self.edits.answer(jobs, channel="", answer=DECLINED)
        else:
            self.edits.answer(jobs, channel=way, number=number, read_back=read_back)

    def _add_package(self, package: Package) -> None:
        if self.edits.add_package(package) is not None:
            self.enter_line()

    # Under the table: the order's own fields, the details of a line, or the ledger

    def show_below(self, card: QWidget | None) -> None:
        self.details.flush()
        for widget in self.below:
            widget.setVisible(widget is (card or self.cards))
        self.tools.more.setChecked(card is self.details)
        self.extras.give_way(on=card is self.details)
        self.tools.estimate.set_open(card is self.ledger)
        self._show_details()

    def _open_details(self) -> None:
        """Of the line that the table stands on, or of the last one."""
        if self.table.row is None and self.table.model.rows:
            self.table.focus_cell(self.table.model.rows[-1].line.id, Col.NAME)
        self.show_below(self.details)
        self.details.focus_first()

    def _open_ledger(self) -> None:
        self.show_below(self.ledger)
        self.ledger.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_details(self) -> None:
        if self.details.isHidden() or self.file is None:
            return
        row = self.table.row
        if row is None or row.line.id != self.details.line:
            self.details.flush()
        closed = self.file.visit.stage in ENDED
        number = self.edits.number(row.line.id) if row is not None else 0
        self.details.show_row(row, number, closed=closed, locked=self._locked)

    def _close_below(self) -> None:
        self.show_below(None)
        self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _left_table(self, by: int) -> None:
        if by > 0 and not self.cards.isHidden():
            self.card.focus_first()
        else:
            self.focusNextPrevChild(by > 0)

    # Keys that the window may have taken already

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        match event.key():
            case Qt.Key.Key_J if control:
                self.enter_line()
            case Qt.Key.Key_P if control:
                self.print()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if control:
                self.press_primary()
            case _:
                super().keyPressEvent(event)
