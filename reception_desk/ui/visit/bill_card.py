"""What is to be paid, large, and how it comes about beside it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from reception_desk.desk.money_back import on_account
from reception_desk.desk.ordering import counted
from reception_desk.desk.receipts import received as standing
from reception_desk.desk.visit_file import VisitFile
from reception_desk.forms import money
from reception_desk.forms.payment import ACCOUNT, CUSTOMER, Payment
from reception_desk.forms.visit import Visit, short_number
from reception_desk.forms.words import NOTHING, Text, say, value, value_text, verbatim, word
from reception_desk.forms.work_order import Job
from reception_desk.ui import theme
from reception_desk.ui.room import Room
from reception_desk.ui.when import when
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.card import Card
from reception_desk.ui.widgets.discard import drop
from reception_desk.ui.widgets.hairline import Rule
from reception_desk.ui.widgets.labels import Label, Sign

GROUPS = (
    ("labour", word("cost", "Labour")),
    ("part", word("cost", "Parts")),
    ("sublet", word("cost", "Sublet")),
    ("fee", say("Fees")),
)
_DEPOSIT, _ACCOUNT = Payment.spec("deposit").label, Payment.spec("kind").option(ACCOUNT)
SUMS_WIDTH = 236
MOST_DEBTS = 2


class BillCard(Card):
    def __init__(self, room: Room) -> None:
        super().__init__(room.voice, margins=(16, 12, 16, 10))
        self.room = room
        self.caption = Label(room.voice, tone="text2")
        self.amount = Label(room.voice, role="pay", selectable=True)
        self.note = Label(room.voice, tone="text2")
        self.debts = _Debts(room)
        self.sums = Sums(room)
        theme.hold(self.sums, width=SUMS_WIDTH)
        left = QVBoxLayout()
        left.setSpacing(0)
        for widget in (self.caption, self.amount, self.note, self.debts):
            left.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
        left.addStretch(1)
        columns = QHBoxLayout()
        columns.setSpacing(24)
        columns.addLayout(left, 1)
        columns.addWidget(Rule())
        columns.addWidget(self.sums, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(columns)

    def show_file(self, file: VisitFile) -> None:
        desk, language = self.room.desk, self.room.voice.language
        totals, due = desk.settlement.totals(file), desk.settlement.due(file)
        done = due == 0 and totals.total > 0
        account = on_account(file)
        off, out = desk.settlement.too_much(file)
        caption = say("To pay")
        if off or out:
            caption, due = (say("To give back"), -out) if out else (say("Too much on account"), -off)
        elif done:
            put = say("{amount} on account", amount=value("money", account))
            caption = put if account else say("Paid in full")
        self.caption.set_text(caption)
        self.caption.set_tone("text2" if not done else "amber" if account else "green")
        self.amount.set_text(verbatim(language.money(totals.total if done else abs(due), symbol=True)))
        self.amount.set_tone("amber" if due < 0 else "text")
        self.note.set_text(self._note(file))
        self.debts.show_debts(desk.settlement.debts(file.customer.id, beside=file.visit.id))
        self.sums.show_rows(sums_of(self.room, file, totals))

    def _note(self, file: VisitFile) -> Text:
        issued = self.room.desk.settlement.issued(file.visit.id)
        if issued:
            at = when(issued[0].at, self.room.desk.now().day())
            return say("{number} issued {time}", number=short_number(issued[0].number), time=at)
        if not counted(file.work_order, CUSTOMER):
            return say("Nothing is billed to the customer")
        return say("The settlement number is given when it is issued")


class _Debts(QWidget):
    """What the customer owes from other visits, each of them one press away."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self._icon = Sign("alert-triangle", "amber", 14, self)
        self.words = Label(room.voice, role="strong", tone="amber", parent=self)
        self.links: list[Button] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._row.addWidget(self._icon)
        self._row.addWidget(self.words)
        self.hide()

    def show_debts(self, debts: list[tuple[Visit, int]]) -> None:
        for link in self.links:
            drop(link)
        self.links = []
        owed = sum(amount for _, amount in debts)
        self.setVisible(owed > 0)
        self.words.set_text(say("Also owes {amount}", amount=value("money", owed)) if owed > 0 else NOTHING)
        for visit, _ in debts[:MOST_DEBTS]:
            link = Button(self.room.voice, verbatim(short_number(visit.number)), kind="link", parent=self)
            link.setObjectName(f"checkout.debt_{len(self.links) + 1}")
            link.clicked.connect(self._opener(visit.id))
            self._row.addWidget(link)
            self.links.append(link)
        if len(debts) > MOST_DEBTS:
            more = Button(self.room.voice, say("All debts"), kind="link", parent=self)
            more.setObjectName("checkout.debts")
            more.clicked.connect(lambda: self.room.place_wanted.emit("debts"))
            self._row.addWidget(more)
            self.links.append(more)

    def _opener(self, visit: str) -> Callable[[], None]:
        return lambda: self.room.visit_wanted.emit(visit, 4)


Sum = tuple[Text, Text, str]
"""Words, amount, role: "" plain, "total" with a line over it."""


def sums_of(room: Room, file: VisitFile, totals: money.Totals) -> list[Sum]:
    """The column that leads to what is to be paid; a line that is 0.00 stands only for labour and parts."""
    issued = room.desk.settlement.issued(file.visit.id)
    included = (issued[0].rule if issued else room.desk.ordering.rule().name).endswith("/included")
    rows: list[Sum] = [
        (label, value_text("money", totals.groups.get(group, 0)), "")
        for group, label in GROUPS
        if totals.groups.get(group) or group in ("labour", "part")
    ]
    if totals.discount:
        rows.append((say("Discount"), value_text("money", -totals.discount), ""))
    name = room.desk.shop().tax_name
    for part in totals.taxes:
        if part.tax:
            words = say("{tax} {rate}", tax=name or say("Tax"), rate=value("percent", part.rate))
            rows.append((say("{tax} contained", tax=words) if included else words, value_text("money", part.tax), ""))
    rows.append((say("Total"), value_text("money", totals.total), "total"))
    ahead = sum(one.amount or 0 for one in standing(file.payments) if one.deposit and one.payer == CUSTOMER)
    account = on_account(file)
    paid = room.desk.settlement.paid(file) - ahead - account
    off = ((_DEPOSIT, ahead), (say("Paid"), paid), (_ACCOUNT, account))
    rows += [(words, value_text("money", -amount), "") for words, amount in off if amount]
    others = sum(_due_by_others(room, file, job) for job in file.work_order.jobs if job.payer != CUSTOMER)
    if others:
        rows.append((say("Others pay"), value_text("money", others), ""))
    return rows


def _due_by_others(room: Room, file: VisitFile, job: Job) -> int:
    if job not in counted(file.work_order, job.payer):
        return 0
    return room.desk.ordering.totals(file.work_order, payer=job.payer, jobs=[job.id]).total


class Sums(QWidget):
    """Rows of words and amounts, the amounts from the right."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self._rows: list[tuple[Label, Label]] = []
        self._lined: Label | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 1)

    def show_rows(self, rows: list[Sum]) -> None:
        while len(self._rows) < len(rows):
            pair = (Label(self.room.voice, parent=self), Label(self.room.voice, parent=self))
            at = len(self._rows)
            self._grid.addWidget(pair[0], at, 0)
            self._grid.addWidget(pair[1], at, 1, Qt.AlignmentFlag.AlignRight)
            self._rows.append(pair)
        for at, (words, amount) in enumerate(self._rows):
            words.setVisible(at < len(rows))
            amount.setVisible(at < len(rows))
        self._lined = None
        for (words, amount), (text, figures, role) in zip(self._rows, rows, strict=False):
            for label in (words, amount):
                label.set_role("strong" if role == "total" else "body")
                label.setContentsMargins(0, 5 if role == "total" else 0, 0, 0)
            words.set_tone("text" if role == "total" else "text2")
            words.set_text(text)
            amount.set_text(figures)
            if role == "total":
                self._lined = words
        self.update()

    def texts(self) -> list[tuple[str, str]]:
        """What stands there now, for tests and screen readers."""
        return [(words.text(), amount.text()) for words, amount in self._rows if not words.isHidden()]

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self._lined is not None:
            painter = QPainter(self)
            painter.setPen(QPen(theme.tokens().border, 1))
            y = self._lined.y() + 1.5
            painter.drawLine(QLineF(0, y, self.width(), y))
