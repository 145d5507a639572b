"""What came in for a visit: each payment, what takes it back, and what is still due."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from reception_desk.desk.money_back import on_account
from reception_desk.desk.visit_file import VisitFile
from reception_desk.forms.payment import ACCOUNT, CUSTOMER, Payment
from reception_desk.forms.words import NOTHING, Text, say, value_text
from reception_desk.ui import theme
from reception_desk.ui.room import Room
from reception_desk.ui.visit.pay_card import ICONS, Offered
from reception_desk.ui.when import when
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.card import Card
from reception_desk.ui.widgets.discard import drop
from reception_desk.ui.widgets.hairline import Lined
from reception_desk.ui.widgets.labels import Label, Sign
from reception_desk.ui.widgets.scroll_bar import own_bars


class QuietScroll(QScrollArea):
    """A list inside a card: as high as there is room, at least one row; it scrolls by itself."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        own_bars(self)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme.hold(self, least_height="small")
        self.setWidget(inner)
        self.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)

    def sizeHint(self) -> QSize:
        # a page with wrapped words in it asks for heights by this, not by the smallest height
        return QSize(super().sizeHint().width(), theme.sizes().small)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), theme.sizes().small)


class PaymentsCard(Card):
    back_wanted = Signal(object)
    """A Payment is to be reversed."""
    receipt_wanted = Signal(object)
    """A Payment is to be confirmed on paper."""

    all_wanted = Signal()
    """One receipt for everything that has none."""

    def __init__(self, room: Room) -> None:
        self.for_all = Button(room.voice, say("One receipt for all"), kind="link", icon="receipt")
        self.for_all.setObjectName("checkout.receipt_all")
        super().__init__(room.voice, say("Payments"), side=self.for_all, margins=(12, 8, 12, 6))
        self.for_all.clicked.connect(self.all_wanted)
        self.room = room
        self.rows: list[_Line] = []
        self.none = Label(room.voice, say("Nothing was paid yet"), tone="text2")
        inner = QWidget()
        self._list = QVBoxLayout(inner)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self._list.addWidget(self.none)
        self._list.addStretch(1)
        self.body.setSpacing(2)
        self.body.addWidget(QuietScroll(inner), 1)
        self.balance = _Balance(room)
        self.body.addWidget(self.balance)
        self._shown: tuple[object, ...] = ()

    def show_file(self, file: VisitFile, *, fixed: bool, pending: Offered | None, early: bool = False) -> None:
        """`pending`: what stands in the pay card and is not taken yet; `early`: the bill is not made yet."""
        payments = [payment for payment in file.payments if payment.payer == CUSTOMER]
        self.for_all.setVisible(len(self.room.desk.receipts.open_payments(file)) > 1)
        due = self.room.desk.settlement.due(file)
        coming = min(max(0, pending.received or 0), due) if pending and pending.kind and due > 0 else 0
        coming = 0 if early else coming
        paid = self.room.desk.settlement.paid(file)
        kind = pending.kind if coming > 0 and pending else ""
        shown = (tuple(p.id for p in payments), fixed, early, kind, coming, due)
        if shown != self._shown:
            self._shown = shown
            self._fill(payments, fixed=fixed)
            if coming > 0 and pending is not None:
                self._add(_Line(self.room, pending.kind, say("now"), coming, pending=True))
            self.none.setVisible(not self.rows)
            if early:
                self.balance.show_ahead(paid)
            else:
                account = on_account(file) + (coming if kind == ACCOUNT else 0)
                self.balance.show_due(due, coming, account=account, any_due=bool(payments) or due > 0)

    def _fill(self, payments: list[Payment], *, fixed: bool) -> None:
        for row in self.rows:
            drop(row)
        self.rows = []
        reversed_ids = {payment.reverses for payment in payments if payment.reverses}
        for payment in payments:
            gone = bool(payment.reverses) or payment.id in reversed_ids
            row = _Line(self.room, payment.kind, self._when(payment), payment.amount or 0, gone=gone)
            if not gone and payment.kind != ACCOUNT:
                row.add_receipt(len(self.rows) + 1).clicked.connect(
                    lambda _=False, payment=payment: self.receipt_wanted.emit(payment)
                )
            if not gone and (not fixed or self.room.desk.accounts.is_pay_off(payment)):
                row.add_back(len(self.rows) + 1).clicked.connect(
                    lambda _=False, payment=payment: self.back_wanted.emit(payment)
                )
            self._add(row)

    def _add(self, row: _Line) -> None:
        self.rows.append(row)
        self._list.insertWidget(self._list.count() - 1, row)

    def _when(self, payment: Payment) -> Text:
        at = when(payment.at, self.room.desk.now().day())
        if payment.reverses:
            at = say("taken back {time}", time=at)
        elif payment.deposit:
            at = say("{first} · {rest}", first=Payment.spec("deposit").label, rest=at)
        return say("{first} · {rest}", first=at, rest=payment.reference) if payment.reference else at


class _Line(Lined):
    """One payment: kind, when, amount, and the way back."""

    def __init__(
        self, room: Room, kind: str, when: Text, amount: int, *, gone: bool = False, pending: bool = False
    ) -> None:
        super().__init__()
        self.room = room
        tone = "ph" if gone else "text2" if pending else "text"
        icon = Sign(ICONS.get(kind, "cash"), tone, 16)
        self.words = Label(room.voice, Payment.spec("kind").option(kind), tone=tone)
        self.when = Label(room.voice, when, tone="ph" if gone else "text2")
        self.amount = Label(room.voice, value_text("money", amount), tone=tone)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 8, 0)
        self._row.setSpacing(8)
        for widget in (icon, self.words, self.when):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        self._row.addWidget(self.amount)
        theme.hold(self, least_height="small")

    def add_receipt(self, number: int) -> Button:
        receipt = Button(self.room.voice, say("Receipt"), kind="link", icon="receipt")
        receipt.setObjectName(f"checkout.receipt_{number}")
        self._row.insertWidget(self._row.count() - 1, receipt)
        return receipt

    def add_back(self, number: int) -> Button:
        back = Button(self.room.voice, say("Take back"), kind="link", icon="arrow-back-up")
        back.setObjectName(f"checkout.take_back_{number}")
        self._row.insertWidget(self._row.count() - 1, back)
        return back


class _Balance(QWidget):
    """The line under the payments: paid in full, or what is missing."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._icon = Sign()
        self.words = Label(room.voice, role="strong")
        self.due = Label(room.voice, role="strong")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 8, 2)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self.words)
        row.addStretch(1)
        row.addWidget(self.due)

    def show_ahead(self, paid: int) -> None:
        """Before the bill is made there is nothing to be due."""
        self._icon.setVisible(False)
        for label, text in ((self.words, say("Paid ahead")), (self.due, value_text("money", paid))):
            label.set_tone("text")
            label.set_text(text if paid else NOTHING)

    def show_due(self, due: int, coming: int, *, account: int, any_due: bool) -> None:
        rest = due - coming
        owes = rest == 0 and account > 0
        tone = "green" if rest == 0 and not owes else "amber"
        words = say("On account") if owes else say("Paid in full")
        if rest == 0 and coming and not owes:
            words = say("Paid in full with this payment")
        elif rest < 0:
            words = say("Too much was paid")
        elif rest > 0:
            words = say("Due after this payment") if coming else say("Still due")
        self.words.set_text(words if any_due else NOTHING)
        self.due.set_text(value_text("money", account if owes else abs(rest)) if any_due else NOTHING)
        for label in (self.words, self.due):
            label.set_tone(tone)
        icon = "check" if tone == "green" else "alert-triangle"
        self._icon.show_icon(icon, tone)
        self._icon.setVisible(any_due)
