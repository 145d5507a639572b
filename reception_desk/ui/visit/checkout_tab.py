"""Checkout 结算交车: hand-back list, next service and papers at the left; what is paid at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reception_desk.desk.visit_file import VisitFile
from reception_desk.forms.checkout import HAND_BACK, NEXT, Checkout
from reception_desk.forms.document import Document
from reception_desk.forms.payment import ACCOUNT, Payment
from reception_desk.forms.stages import ENDED
from reception_desk.forms.visit import short_number
from reception_desk.forms.words import NOTHING, Text, say, value, verbatim
from reception_desk.ui import theme
from reception_desk.ui.keys import key_of
from reception_desk.ui.room import Room
from reception_desk.ui.routes import said_of
from reception_desk.ui.sheet_view import SheetView
from reception_desk.ui.visit.bill_card import BillCard
from reception_desk.ui.visit.closing import Plan, early, missing_for, money_for, over_limit, plan_for
from reception_desk.ui.visit.hand_back_card import HandBackCard
from reception_desk.ui.visit.next_service_card import NextServiceCard
from reception_desk.ui.visit.papers_card import PapersCard
from reception_desk.ui.visit.pay_card import Offered, PayCard
from reception_desk.ui.visit.payments_card import PaymentsCard
from reception_desk.ui.visit.question import Question
from reception_desk.ui.visit.tab import Tab
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.print_button import PrintButton
from reception_desk.ui.widgets.scrolling import SplitPage, fill_with

LEFT = 560
OWN_PLACE = ("fapiao", "handed_over")
"""Fields that stand in a card of their own."""
ON_ACCOUNT = say("Put it on account")


class CheckoutTab(Tab):
    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.hand_back = HandBackCard(room)
        self.next_service = NextServiceCard(room)
        placed = [s.name for s in Checkout.specs().values() if s.section in (HAND_BACK, NEXT)]
        self.more = SheetView(room, Checkout, skip=[*placed, *OWN_PLACE])
        self.bill = BillCard(room)
        self.pay = PayCard(room)
        self.payments = PaymentsCard(room)
        self.papers = PapersCard(room)
        self.question = Question(room.voice)
        self.question.setObjectName("checkout.question")
        self.print_button = PrintButton(room.voice)
        self.print_button.setObjectName("checkout.print")
        self.primary = Button(room.voice, kind="primary", key=key_of("primary"))
        self.primary.setObjectName("checkout.close")
        self._accepted: Text = NOTHING
        self._visit = ""
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        first, second = QWidget(), QWidget()
        for column, widgets in (
            (QVBoxLayout(first), (self.hand_back, self.next_service, self.more, self.papers)),
            (QVBoxLayout(second), (self.bill, self.pay, self.payments)),
        ):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(theme.CARD_GAP)
            for widget in widgets:
                column.addWidget(widget, 1 if widget in (self.papers, self.payments) else 0)
        self.more.setVisible(bool(self.more.cards))
        fill_with(self, SplitPage(first, second, width=LEFT, narrow=first, second_first=True))

    def _connect(self) -> None:
        self.hand_back.saved.connect(self.changed)
        self.hand_back.walked.connect(self.next_service.view.focus_first)
        self.next_service.saved.connect(self.changed)
        self.next_service.walked.connect(self._to_money)
        self.more.saved.connect(lambda _: self.changed.emit())
        self.papers.saved.connect(self.changed)
        self.papers.credit_wanted.connect(self._credit)
        self.pay.changed.connect(self._show_plan)
        self.pay.take_wanted.connect(self._take)
        self.payments.back_wanted.connect(self._take_back)
        self.payments.receipt_wanted.connect(self._receipt)
        self.payments.all_wanted.connect(self._receipt_for_all)
        self.question.clicked.connect(self.press_primary)
        self.print_button.clicked.connect(self.print)
        self.primary.clicked.connect(self._press_blue)
        self.room.voice.changed.connect(self._say_again)

    # What the page asks

    def show_file(self, file: VisitFile) -> None:
        super().show_file(file)
        fixed = file.visit.stage in ENDED
        settlement = self.room.desk.settlement
        if self._visit != file.visit.id:
            self._visit, self._accepted = file.visit.id, NOTHING
            self.pay.start(file.check_in.pays)
        for sheet in (self.next_service.view, *self.more.views.values()):
            sheet.known = lambda: self.room.desk.known(odometer=file.check_in.odometer)
        self.hand_back.show_file(file, fixed=fixed)
        self.next_service.show_file(file, fixed=fixed, issued=bool(settlement.issued(file.visit.id)))
        self.more.show_form(file.checkout)
        self.more.set_fixed(fixed)
        self.bill.show_file(file)
        mode, due = money_for(self.room.desk, file)
        self.pay.setVisible(bool(mode))
        self.pay.show_due(due, mode or "pay")
        self.papers.show_file(file, fixed=fixed)
        self._show_plan()

    def mark(self) -> str:
        if self.file is None:
            return ""
        if self.file.visit.stage == "closed":
            return "tick"
        ticked = len(self.file.checkout.open_items()) < len(self.hand_back.rows)
        return "half" if ticked or self.file.payments or self.room.desk.settlement.issued(self.file.visit.id) else ""

    def missing(self) -> Text:
        return missing_for(self.room.desk, self.file) if self.file is not None else NOTHING

    def missing_at(self) -> str:
        assert self.file is not None
        return "job.answer" if self.room.desk.ordering.asking(self.file.work_order).jobs else "job.done"

    def buttons(self) -> list[Button]:
        return [self.question, self.print_button, self.primary]

    def enter(self) -> None:
        """To the money where it can be settled, else to the list."""
        if self.file is None or self.file.visit.stage in ENDED:
            self.primary.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.file.visit.stage == "ready" and self.pay.due > 0:
            self.pay.focus_kinds()
        else:
            self.hand_back.focus_open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What stands on the ways to pay counts among the ticks too, where one begins before the car is ready."""
        if not (self.pay.isVisible() and self.pay.take_key(event)):
            super().keyPressEvent(event)

    def _to_money(self) -> None:
        if self.pay.due > 0:
            self.pay.focus_kinds()
        else:
            self.primary.setFocus(Qt.FocusReason.TabFocusReason)

    def flush(self) -> None:
        self.pay.flush()
        for view in (*(row.view for row in self.hand_back.rows.values()), self.next_service.view, self.papers.view):
            view.flush()
        self.more.flush()

    def focus_field(self, key: str) -> bool:
        table, _, name = key.partition(".")
        if table == Payment.table:
            self.pay.focus_received()
        elif table != Checkout.table or name not in Checkout.specs():
            return False
        elif name in self.hand_back.rows:
            self.hand_back.rows[name].view.focus_first()
        else:
            for view in (self.next_service.view, self.papers.view):
                view.focus_field(name)
            self.more.focus_field(name)
        return True

    # The blue button

    def _plan(self) -> Plan:
        assert self.file is not None
        return plan_for(self.room.desk, self.file, self.pay.offered)

    def _show_plan(self) -> None:
        if self.file is None:
            return
        plan = self._plan()
        if self._accepted != plan.asks:
            self._accepted = NOTHING
            self.question.ask(NOTHING)
        self.primary.set_text(plan.label)
        issued = self.room.desk.settlement.issued(self.file.visit.id)
        printer, copies = said_of(self.room.desk, "settlement")
        self.print_button.set_text(say("Print a copy") if issued else say("Print settlement"))
        self.print_button.aim(printer, 1 if issued else copies)
        fixed = self.file.visit.stage in ENDED
        pending = None if fixed else self.pay.offered
        self.payments.show_file(self.file, fixed=fixed, pending=pending, early=early(self.file, self.room.desk))

    def _say_again(self) -> None:
        if self.file is not None:
            self.show_file(self.file)

    def _press_blue(self) -> None:
        self.flush()
        self.press_primary()

    def press_primary(self) -> None:
        """Ctrl+Enter: what the button says; a question is answered by pressing once more."""
        if self.file is None:
            return
        plan = self._plan()
        if plan.asks and self._accepted != plan.asks:
            self._accepted = plan.asks
            self.question.ask(plan.asks)
            if plan.act == "how":
                self.pay.focus_kinds()
            return
        match plan.act:
            case "today":
                self.room.place_wanted.emit("today")
            case "order":
                self.room.visit_wanted.emit(self.file.visit.id, 3)
            case "qc" | "ready":
                self._move(plan.act)
            case "how":
                self.pay.focus_kinds()
            case "amount":
                self.pay.focus_received()
            case "close" if plan.wants_reason:
                self.pay.reason.ask(plan.wants_reason, ON_ACCOUNT, lambda reason: self._close(plan, reason))
            case "close":
                self._close(plan)

    def _move(self, stage: str) -> None:
        assert self.file is not None
        visit = self.file.visit.id
        if self.room.try_to(lambda: self.room.desk.workshop.move(visit, stage)):
            self._reload()
            self.enter()

    def _reload(self) -> None:
        """Show what is kept now, and tell the page; a second press finds the new state."""
        assert self.file is not None
        self.show_file(self.room.desk.reception.file(self.file.visit.id))
        self.changed.emit()

    def _close(self, plan: Plan, reason: str = "") -> None:
        assert self.file is not None
        if not self.room.settled():
            return
        desk, visit, offered = self.room.desk, self.file.visit, self.pay.offered
        settlement = desk.settlement
        takes = self.pay.due > 0 and offered.kind != ACCOUNT
        before = {paper.id for paper in settlement.issued(visit.id)}

        def close() -> None:
            settlement.close(
                visit.id,
                kind=offered.kind if takes else "",
                received=(offered.received or 0) if takes else 0,
                reference=offered.reference,
                rest_on_account=plan.rest > 0,
                open_items=True,
                language=self.papers.language.value,
                reason=reason,
            )

        if not self.room.try_to(lambda: self.next_service.settle_with(close)):
            self._reload()
            return
        self.pay.taken()
        papers = [paper for paper in settlement.issued(visit.id) if paper.id not in before]
        if desk.shop().receipt_at_close and desk.receipts.open_payments(desk.reception.file(visit.id)):
            papers += self._made_receipt(visit.id)
        self._send(papers)
        self._reload()
        number = verbatim(short_number(visit.number))
        self.room.tell(say("{number} closed", number=number), lambda: self._open_again(visit.id))
        self.room.place_wanted.emit("today")

    def _open_again(self, visit: str) -> None:
        """Undo of closing: the visit is ready again; its papers and payments stay."""
        reason = self.room.voice.say(say("closing taken back"))
        if self.room.try_to(lambda: self.room.desk.workshop.move(visit, "ready", reason=reason)):
            self.room.visit_wanted.emit(visit, 4)

    def _send(self, papers: list[Document]) -> None:
        if papers:
            self.room.print_papers(papers)

    # Money and papers

    def _take(self) -> None:
        """Add a payment and stay: there may be another one."""
        assert self.file is not None
        self.pay.flush()
        offered = self.pay.offered
        if not offered.kind:
            self.question.ask(say("How is it paid? Press 1 to 6"))
            self.pay.focus_kinds()
            return
        if offered.received is None:
            self.pay.focus_received()
            return
        adds = offered.kind == ACCOUNT and self.pay.mode == "pay"
        over = over_limit(self.room.desk, self.file, offered.received) if adds else NOTHING
        if over:
            self.pay.reason.ask(over, ON_ACCOUNT, lambda reason: self._take_now(offered, reason))
        else:
            self._take_now(offered)

    def _take_now(self, offered: Offered, reason: str = "") -> None:
        assert self.file is not None
        desk, kind, visit = self.room.desk, offered.kind, self.file.visit.id
        received, reference = offered.received or 0, offered.reference

        def act() -> object:
            match self.pay.mode:
                case "deposit":
                    return desk.settlement.deposit(visit, kind=kind, received=received, reference=reference)
                case "pay_off":
                    return desk.accounts.pay_off(visit, kind=kind, received=received, reference=reference)
                case "back" | "off":
                    return desk.settlement.give_back(visit, kind=kind, reference=reference)
            return desk.settlement.pay(visit, kind=kind, received=received, reference=reference, reason=reason)

        if self.room.try_to(act):
            self.pay.taken()
            self._reload()
            self._to_money()

    def _receipt(self, payment: Payment) -> None:
        """The receipt of one payment; the one that was given before comes out as a copy."""
        desk, made = self.room.desk, list[Document]()
        held = desk.receipts.holding(payment)
        if held is not None:
            self.room.print_again(held.id)
        elif self.room.try_to(
            lambda: made.append(desk.receipts.issue(payment.visit, [payment.id], language=self.papers.language.value))
        ):
            self._send(made)
            self._reload()

    def _receipt_for_all(self) -> None:
        """One receipt for all that has none yet."""
        if self.file is not None:
            self._send(self._made_receipt(self.file.visit.id))
            self._reload()

    def _made_receipt(self, visit: str) -> list[Document]:
        made: list[Document] = []
        language, receipts = self.papers.language.value, self.room.desk.receipts
        self.room.try_to(lambda: made.append(receipts.issue(visit, language=language)))
        return made

    def _take_back(self, payment: Payment) -> None:
        settlement = self.room.desk.settlement
        if not self.room.try_to(lambda: settlement.take_back(payment.id)):
            return
        self._reload()

        def again() -> None:
            self.room.try_to(lambda: settlement.again(payment.id))
            self._reload()

        kind = Payment.spec("kind").option(payment.kind)
        self.room.tell(say("{kind} {amount} taken back", kind=kind, amount=value("money", payment.amount)), again)

    def print(self) -> None:
        """Ctrl+P: the settlement list, issued first where it is not yet; after that the same one as a copy."""
        if self.file is None or not self.room.settled():
            return
        visit, settlement = self.file.visit.id, self.room.desk.settlement
        issued = settlement.issued(visit)
        if issued:
            self.room.print_again(issued[0].id)
            return
        made: list[Document] = []

        def issue() -> None:
            made.append(settlement.issue(visit, language=self.papers.language.value))

        if self.room.try_to(lambda: self.next_service.settle_with(issue)):
            self._send(made)
            self._reload()

    def _credit(self, paper: Document, reason: str) -> None:
        """Reverse an issued list: its lines can be edited again, and the next one gets a new number."""
        notes: list[Document] = []
        credit = self.room.desk.settlement.credit
        if self.room.try_to(lambda: notes.append(credit(paper.id, reason=reason))):
            self._send(notes)
            self._reload()
            self.enter()
            number = verbatim(short_number(paper.number))
            self.room.tell(say("{number} is reversed, its lines can be edited again", number=number))
