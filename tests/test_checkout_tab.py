"""The checkout tab, driven by keys and mouse; what was kept is read back through the desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reception_desk.desk.desk import Desk
from reception_desk.desk.visit_file import VisitFile
from reception_desk.errors import DeskError
from reception_desk.forms import fields as f
from reception_desk.forms.check_in import CheckIn
from reception_desk.forms.checkout import HAND_BACK, NEXT, Checkout
from reception_desk.forms.document import Document
from reception_desk.forms.shop import Shop
from reception_desk.forms.staff import Staff
from reception_desk.forms.vehicle import Vehicle
from reception_desk.forms.words import Text, say
from reception_desk.forms.work_order import WorkLine
from reception_desk.ui import theme
from reception_desk.ui.editors import LineEditor
from reception_desk.ui.room import Room
from reception_desk.ui.visit.checkout_tab import CheckoutTab
from reception_desk.ui.visit.next_service_card import suggest
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.footer import Footer
from tests.clipping import clipped
from tests.fakes import fake_papers
from tests.shops import agreed, closed, file, finish, hand_back, make_desk, ordered, paid, ready, walked_in

KEY = Qt.Key
DUE = 54_240
"""What the small shop's service costs with tax."""


class Bench:
    """The tab in a window with its footer, as the visit page keeps it: loaded again after every change."""

    def __init__(self, desk: Desk, visit: str, language: str = "en") -> None:
        self.desk, self.visit = desk, visit
        self.room = Room(desk, Voice(desk.language(language)))
        self.tab = CheckoutTab(self.room)
        self.window = QWidget()
        self.footer = Footer(self.room.voice)
        lay = QVBoxLayout(self.window)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(0)
        lay.addWidget(self.tab, 1)
        lay.addWidget(self.footer)
        self.window.resize(1262, 562)
        self.told: list[tuple[Text, Callable[[], None] | None]] = []
        self.printed: list[str] = []
        self.copies: list[str] = []
        self.places: list[str] = []
        self.visits: list[tuple[str, int]] = []
        self.looked: list[Document] = []
        self.troubles: list[DeskError] = []
        self._listen()
        self.open(visit)

    def _listen(self) -> None:
        self.tab.changed.connect(self.reload)
        self.room.undo.undone.connect(self.reload)
        self.room.told.connect(lambda text, undo: self.told.append((text, undo)))
        self.room.papers_ready.connect(lambda papers: self.printed.extend(paper.kind for paper in papers))
        self.room.bytes_ready.connect(lambda _, name: self.copies.append(name))
        self.room.place_wanted.connect(self.places.append)
        self.room.visit_wanted.connect(lambda visit, step: self.visits.append((visit, step)))
        self.room.preview_wanted.connect(self.looked.append)
        self.room.troubled.connect(self.troubles.append)

    def open(self, visit: str) -> None:
        self.visit = visit
        self.reload()
        self.tab.enter()

    def reload(self) -> None:
        self.tab.show_file(self.file)
        self.footer.set_buttons(self.tab.buttons())

    @property
    def file(self) -> VisitFile:
        return file(self.desk, self.visit)

    @property
    def focus(self) -> QWidget:
        here = QApplication.focusWidget()
        assert here is not None
        return here

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(self.focus, key)

    def type(self, words: str) -> None:
        QTest.keyClicks(self.focus, words)

    def blue(self) -> None:
        """Ctrl+Enter, as the page does it: what is half typed is taken first."""
        self.tab.flush()
        self.tab.press_primary()

    def click(self, name: str) -> None:
        QApplication.processEvents()
        found = self.window.findChild(QAbstractButton, name)
        assert found is not None and found.isVisible() and found.isEnabled(), name
        QTest.mouseClick(found, Qt.MouseButton.LeftButton)

    def payments(self) -> list[tuple[str, int | None, int | None]]:
        return [(payment.kind, payment.amount, payment.received) for payment in self.file.payments]

    @property
    def question(self) -> str:
        return self.tab.question.label if self.tab.question.isVisible() else ""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    fake_papers(monkeypatch)
    desk = make_desk(tmp_path / "shop")
    yield desk
    desk.close(backup=False)


Open = Callable[..., Bench]


@pytest.fixture
def opened(qapp: QApplication, qtbot: QtBot, desk: Desk) -> Iterator[Open]:
    theme.dress(qapp, families=theme.BUNDLED)
    held: list[Bench] = []

    def open_visit(visit: str, language: str = "en") -> Bench:
        theme.tune(language)
        bench = Bench(desk, visit, language)
        held.append(bench)
        qtbot.addWidget(bench.window)
        with qtbot.waitActive(bench.window):
            bench.window.show()
            bench.window.activateWindow()
        bench.reload()
        bench.tab.enter()
        return bench

    yield open_visit
    theme.tune("zh_CN")


# Paying


def test_one_key_and_the_blue_button_take_cash_issue_print_and_close(desk: Desk, opened: Open) -> None:
    visit = ready(desk)
    hand_back(desk, visit)
    bench = opened(visit)
    bench.press(KEY.Key_1)
    bench.blue()
    assert bench.file.visit.stage == "closed"
    assert bench.payments() == [("cash", DUE, DUE)]
    assert len(desk.settlement.issued(visit)) == 1
    assert (bench.printed, bench.places) == (["settlement"], ["today"])


def test_pressing_the_blue_button_again_makes_no_second_list(desk: Desk, opened: Open) -> None:
    visit = ready(desk)
    hand_back(desk, visit)
    bench = opened(visit)
    bench.press(KEY.Key_1)
    bench.blue()
    bench.blue()
    assert bench.printed == ["settlement"] and len(bench.payments()) == 1
    assert bench.places == ["today", "today"]


def test_open_points_are_asked_for_once_and_taken_by_a_second_press(desk: Desk, opened: Open) -> None:
    bench = opened(ready(desk))
    bench.press(KEY.Key_1)
    bench.blue()
    assert bench.question == "Close with 6 items open?"
    assert bench.file.visit.stage == "ready" and not bench.payments()
    bench.blue()
    assert bench.file.visit.stage == "closed"


def test_the_question_goes_when_something_is_changed(desk: Desk, opened: Open) -> None:
    bench = opened(ready(desk))
    bench.press(KEY.Key_1)
    bench.blue()
    bench.click("checkout.lines_done")
    assert bench.question == ""
    bench.blue()
    assert bench.question == "Close with 5 items open?" and bench.file.visit.stage == "ready"


@pytest.mark.parametrize(("typed", "received"), [("600,5", 60_050), ("500+100", 60_000), ("1000.00", 100_000)])
def test_typed_sums_are_read_and_the_change_is_told(desk: Desk, opened: Open, typed: str, received: int) -> None:
    bench = opened(ready(desk))
    bench.press(KEY.Key_1)
    bench.type(typed)
    assert bench.tab.pay.change.text() == bench.room.voice.language.money(received - DUE)
    bench.tab.flush()
    bench.click("checkout.take_payment")
    assert bench.payments() == [("cash", DUE, received)]
    assert bench.file.visit.stage == "ready"


def test_a_short_amount_puts_the_rest_on_account_after_asking(desk: Desk, opened: Open) -> None:
    visit = ready(desk)
    hand_back(desk, visit)
    bench = opened(visit)
    bench.press(KEY.Key_3)
    bench.type("500")
    assert bench.tab.primary.label == "Close, 42.40 on account"
    bench.blue()
    assert bench.question == "Close, 42.40 on account?" and not bench.payments()
    bench.blue()
    assert bench.payments() == [("wechat", 50_000, 50_000), ("account", 4_240, 4_240)]
    assert bench.file.visit.stage == "closed"


def test_on_account_chosen_by_its_key_is_not_asked_again(desk: Desk, opened: Open) -> None:
    visit = ready(desk)
    hand_back(desk, visit)
    bench = opened(visit)
    bench.press(KEY.Key_6)
    assert bench.tab.primary.label == "Close, 542.40 on account"
    balance = bench.tab.payments.balance
    assert (balance.words.text(), balance.due.text()) == ("On account", "542.40"), "nothing was paid by that"
    bench.blue()
    assert bench.payments() == [("account", DUE, DUE)] and bench.file.visit.stage == "closed"
    assert bench.tab.bill.caption.text() == "542.40 on account"


def test_without_a_way_of_paying_nothing_is_taken_however_often_it_is_pressed(desk: Desk, opened: Open) -> None:
    visit = ready(desk)
    hand_back(desk, visit)
    bench = opened(visit)
    for _ in range(3):
        bench.blue()
        assert bench.question == "How is it paid? Press 1 to 6"
    assert bench.file.visit.stage == "ready" and not bench.payments()
    assert bench.focus.objectName() == "checkout.pay_cash"


@pytest.mark.parametrize("typed", ["1000", "a lot", "-5"])
def test_an_amount_that_cannot_be_is_kept_in_sight_and_not_taken(desk: Desk, opened: Open, typed: str) -> None:
    visit = ready(desk)
    hand_back(desk, visit)
    bench = opened(visit)
    bench.press(KEY.Key_2)
    bench.type(typed)
    bench.blue()
    bench.click("checkout.take_payment")
    assert bench.tab.pay.received_box.level == "stop"
    assert bench.focus.objectName() == "payment.received"
    assert not bench.payments() and bench.file.visit.stage == "ready"


def test_digits_are_keys_beside_the_amount_and_figures_in_it(desk: Desk, opened: Open) -> None:
    bench = opened(ready(desk))
    assert bench.focus.objectName() == "checkout.pay_cash"
    bench.press(KEY.Key_4)
    assert bench.tab.pay.kind == "alipay" and bench.focus.objectName() == "payment.received"
    bench.type("1")
    assert bench.tab.pay.kind == "alipay" and bench.tab.pay.received.line.text() == "1"
    bench.press(KEY.Key_Up, KEY.Key_5)
    assert bench.tab.pay.kind == "transfer"
    bench.press(KEY.Key_Return, KEY.Key_Return)
    assert bench.focus.objectName() == "checkout.take_payment"
    bench.press(KEY.Key_2)
    assert bench.tab.pay.kind == "card"


def test_arrows_walk_the_ways_of_paying(desk: Desk, opened: Open) -> None:
    bench = opened(ready(desk))
    names = []
    for key in (KEY.Key_Right, KEY.Key_Down, KEY.Key_Left, KEY.Key_Up, KEY.Key_Up):
        bench.press(key)
        names.append(bench.focus.objectName().removeprefix("checkout.pay_"))
    assert names == ["card", "transfer", "alipay", "cash", "cash"]


def test_two_ways_of_paying_one_after_the_other(desk: Desk, opened: Open) -> None:
    bench = opened(ready(desk))
    bench.press(KEY.Key_2)
    bench.type("300")
    bench.press(KEY.Key_Return)
    bench.type("POS 17")
    bench.press(KEY.Key_Return, KEY.Key_Return)
    assert bench.file.payments[0].reference == "POS 17"
    assert bench.tab.pay.received.line.text() == "242.40" and bench.tab.pay.kind == ""
    assert bench.tab.bill.amount.text() == "¥\N{NO-BREAK SPACE}242.40"
    bench.press(KEY.Key_1, KEY.Key_Return, KEY.Key_Return, KEY.Key_Return)
    assert [kind for kind, _, _ in bench.payments()] == ["card", "cash"]
    assert bench.tab.bill.caption.text() == "Paid in full" and bench.tab.primary.label == "Close"
    assert not bench.tab.pay.take.isEnabled()


def test_a_payment_can_be_taken_back_and_that_be_undone(desk: Desk, opened: Open) -> None:
    bench = opened(paid(desk))
    bench.click("checkout.take_back_1")
    assert [amount for _, amount, _ in bench.payments()] == [DUE, -DUE]
    assert desk.settlement.due(bench.file) == DUE
    assert bench.window.findChild(QAbstractButton, "checkout.take_back_1") is None
    text, undo = bench.told[-1]
    assert str(text) == "Cash 54240 taken back" and undo is not None
    undo()
    assert desk.settlement.due(bench.file) == 0


def test_the_way_of_paying_agreed_at_check_in_is_chosen(desk: Desk, opened: Open) -> None:
    visit = ready(desk)
    desk.sheets.edit(CheckIn, file(desk, visit).check_in.id, {"pays": "alipay"})
    bench = opened(visit)
    assert bench.tab.pay.kind == "alipay" and bench.focus.objectName() == "checkout.pay_alipay"


def test_half_typed_money_stays_when_the_sheet_is_shown_anew(desk: Desk, opened: Open) -> None:
    bench = opened(ready(desk))
    bench.press(KEY.Key_1)
    bench.type("12")
    bench.reload()
    bench.type("3")
    assert bench.tab.pay.received.line.text() == "123"


# The sheet


def test_every_point_of_the_hand_back_has_a_row_that_is_kept_and_undone(desk: Desk, opened: Open) -> None:
    bench = opened(ready(desk))
    points = [spec for spec in Checkout.specs().values() if spec.section is HAND_BACK]
    for spec in points:
        bench.click(spec.key)
    assert not bench.file.checkout.open_items()
    assert bench.tab.hand_back.note.text() == f"{len(points)} of {len(points)}"
    bench.room.undo.undo()
    assert [spec.name for spec in bench.file.checkout.open_items()] == [points[-1].name]


def test_the_rows_say_what_is_known(desk: Desk, opened: Open) -> None:
    visit = ready(desk)
    values = {"key_tag": "12", "keys": 2, "wash": "yes"}
    desk.sheets.edit(CheckIn, file(desk, visit).check_in.id, values)
    bench = opened(visit)
    details = {name: row.detail.text() for name, row in bench.tab.hand_back.rows.items()}
    assert details["lines_done"] == "1 of 1 job"
    assert details["things_returned"] == "tag 12 · 2 keys"
    assert details["washed"] == "wished" and details["walked_round"] == "no marks"


def test_enter_walks_from_the_list_over_the_next_service_to_the_money(desk: Desk, opened: Open) -> None:
    bench = opened(ready(desk))
    bench.tab.hand_back.focus_open()
    seen = []
    for _ in range(11):
        seen.append(bench.focus.objectName())
        bench.press(KEY.Key_Return)
    assert seen[0] == "checkout.lines_done" and seen[6:10] == [
        "checkout.odometer_out",
        "checkout.next_service_day",
        "checkout.next_service_odometer",
        "checkout.remind_by",
    ]
    assert seen[10] == "checkout.pay_cash"


def test_a_lower_odometer_at_the_end_is_questioned(desk: Desk, opened: Open) -> None:
    bench = opened(ready(desk))
    view = bench.tab.next_service.view
    view.focus_field("odometer_out")
    bench.type("40000")
    bench.tab.flush()
    assert view.boxes["odometer_out"].level == "check"
    assert bench.file.checkout.odometer_out == 40_000


def test_a_tax_invoice_number_is_kept(desk: Desk, opened: Open) -> None:
    bench = opened(ready(desk))
    bench.tab.papers.view.focus_field("fapiao")
    bench.type("0440 0123")
    bench.tab.flush()
    assert bench.file.checkout.fapiao == "0440 0123"


@pytest.mark.parametrize("section", [HAND_BACK, NEXT, f.GENERAL, f.section("Covers")], ids=lambda one: str(one.title))
def test_a_field_that_is_only_declared_is_on_the_tab(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch, section: f.Section
) -> None:
    spec = f.Spec("flag", say("Covers removed"), "covers", "checkout", section=section)
    declared = {**Checkout.specs(), "covers": spec}
    monkeypatch.setattr(Checkout, "specs", lambda: declared)
    tab = CheckoutTab(Room(desk, Voice(desk.language("en"))))
    qtbot.addWidget(tab)
    tab.show()
    found = tab.findChild(QAbstractButton, "checkout.covers")
    assert found is not None and found.isVisible()


@pytest.mark.parametrize(
    ("months", "then"), [(6, "2027-02-28"), (18, "2028-02-29"), (99_999, ""), (-99_999, ""), (None, "")]
)
def test_the_next_service_is_suggested_for_a_day_that_there_is(months: int | None, then: str, desk: Desk) -> None:
    """Whatever stands in the settings; they say themselves that it is too much."""
    shop = replace(desk.shop(), service_months=months, service_distance=None)
    assert suggest(shop, file(desk, ready(desk)), "2026-08-31").day == then


def maintained(desk: Desk) -> str:
    visit = ready(desk)
    desk.sheets.edit(Shop, desk.shop().id, {"service_months": 6, "service_distance": 10_000})
    desk.sheets.edit(CheckIn, file(desk, visit).check_in.id, {"purposes": ("maintenance",)})
    return visit


def test_the_suggested_service_is_seen_but_kept_only_with_the_settlement(desk: Desk, opened: Open) -> None:
    bench = opened(maintained(desk))
    editor = bench.tab.next_service.view.editors["next_service_day"]
    assert isinstance(editor, LineEditor)
    assert editor.line.placeholderText() == "2027-05-21" and editor.line.text() == ""
    assert bench.file.checkout.next_service_day == ""
    bench.tab.print()
    sheet = bench.file.checkout
    assert (sheet.next_service_day, sheet.next_service_odometer) == ("2027-05-21", 51_230)
    bench.press(KEY.Key_1)
    bench.blue()
    bench.blue()
    car = desk.sheets.get(Vehicle, bench.file.vehicle.id)
    assert car is not None and car.next_service_day == "2027-05-21"


def test_a_suggestion_that_is_turned_off_is_not_kept(desk: Desk, opened: Open) -> None:
    bench = opened(maintained(desk))
    bench.click("checkout.suggest")
    bench.tab.print()
    assert bench.file.checkout.next_service_day == ""


def test_a_refused_settlement_leaves_the_sheet_as_it_was(desk: Desk, opened: Open) -> None:
    visit = maintained(desk)
    desk.sheets.edit(Shop, desk.shop().id, {"name": ""})
    bench = opened(visit)
    bench.press(KEY.Key_1)
    bench.blue()
    bench.blue()
    assert bench.troubles[-1].field == "shop.name"
    assert bench.file.checkout.next_service_day == "" and not bench.payments()
    assert bench.file.visit.stage == "ready"


# Papers


def test_printing_issues_once_and_then_gives_copies(desk: Desk, opened: Open) -> None:
    visit = ready(desk)
    bench = opened(visit)
    bench.click("checkout.language.en")
    bench.tab.print()
    (paper,) = desk.settlement.issued(visit)
    assert (bench.printed, paper.language, bench.tab.print_button.label) == (["settlement"], "en", "Print a copy")
    bench.tab.print()
    assert bench.printed == ["settlement"] and len(bench.copies) == 1
    assert len(desk.papers.of_visit(visit)) == 1


def test_closing_after_printing_prints_nothing_again(desk: Desk, opened: Open) -> None:
    visit = ready(desk)
    hand_back(desk, visit)
    bench = opened(visit)
    bench.tab.print()
    bench.press(KEY.Key_1)
    bench.blue()
    assert bench.file.visit.stage == "closed" and bench.printed == ["settlement"] and not bench.copies


def test_papers_can_be_looked_at_and_printed_again(desk: Desk, opened: Open) -> None:
    bench = opened(ready(desk))
    bench.tab.print()
    bench.click("checkout.open_1")
    bench.click("checkout.print_again_1")
    assert bench.looked[0].kind == "settlement" and len(bench.copies) == 1


def test_a_credit_note_asks_why_and_opens_the_lines_again(desk: Desk, opened: Open) -> None:
    visit = ready(desk)
    bench = opened(visit)
    bench.tab.print()
    first = desk.settlement.issued(visit)[0]
    bench.click("checkout.credit")
    bench.press(KEY.Key_Return)
    assert desk.settlement.issued(visit), "no reason, no credit note"
    bench.type("wrong price")
    bench.press(KEY.Key_Return)
    assert not desk.settlement.issued(visit) and bench.printed == ["settlement", "credit_note"]
    assert bench.tab.isAncestorOf(bench.focus), "the button is gone, the focus stays on the page"
    desk.sheets.edit(WorkLine, bench.file.work_order.lines[0].id, {"discount": 1000})
    bench.reload()
    bench.tab.print()
    assert desk.settlement.issued(visit)[0].number != first.number


def test_a_reason_that_is_left_reverses_nothing(desk: Desk, opened: Open) -> None:
    visit = ready(desk)
    bench = opened(visit)
    bench.tab.print()
    bench.click("checkout.credit")
    bench.press(KEY.Key_Escape)
    assert desk.settlement.issued(visit) and not bench.tab.papers.reason.isVisible()


def test_what_an_issued_list_says_does_not_follow_the_shops_rules(desk: Desk, opened: Open) -> None:
    visit = ready(desk)
    bench = opened(visit)
    bench.tab.print()
    desk.sheets.edit(Shop, desk.shop().id, {"tax_included": True})
    bench.reload()
    assert ("Total", "542.40") in bench.tab.bill.sums.texts()
    assert ("增值税 13 %", "62.40") in bench.tab.bill.sums.texts()
    assert desk.settlement.due(bench.file) == DUE


# Stages


def test_a_closed_visit_is_only_looked_at(desk: Desk, opened: Open) -> None:
    bench = opened(closed(desk))
    assert not bench.tab.pay.isVisible() and bench.tab.mark() == "tick"
    assert [link.objectName() for link in bench.tab.payments.rows[0].findChildren(QAbstractButton)] == [
        "checkout.receipt_1"
    ]
    assert all(not row.view.editors[name].widget.isEnabled() for name, row in bench.tab.hand_back.rows.items())
    fields = [bench.window.findChild(QLineEdit, f"checkout.{name}") for name in ("next_service_day", "fapiao")]
    assert all(field is not None and field.isReadOnly() for field in fields)
    bench.blue()
    assert bench.places == ["today"] and bench.file.visit.stage == "closed"


def test_closing_can_be_undone_and_leaves_papers_and_payments(desk: Desk, opened: Open) -> None:
    visit = paid(desk)
    hand_back(desk, visit)
    bench = opened(visit)
    bench.blue()
    undo = bench.told[-1][1]
    assert undo is not None
    undo()
    assert bench.file.visit.stage == "ready" and bench.visits == [(visit, 4)]
    assert len(bench.payments()) == 1 and desk.settlement.issued(visit)


def test_from_the_quality_check_the_blue_button_goes_on(desk: Desk, opened: Open) -> None:
    visit = agreed(desk)
    bench = opened(visit)
    assert str(bench.tab.missing()) == "To settle: 1 job to be done"
    bench.blue()
    assert bench.visits == [(visit, 3)]
    for job in bench.file.work_order.jobs:
        desk.workshop.tick(job.id)
    bench.reload()
    bench.blue()
    assert bench.file.visit.stage == "qc" and str(bench.tab.missing()) == "To settle: the state Ready"
    bench.blue()
    assert bench.file.visit.stage == "ready" and not bench.tab.missing()
    assert bench.focus.objectName() == "checkout.pay_cash"


def test_nothing_can_be_issued_before_the_work_is_done(desk: Desk, opened: Open) -> None:
    bench = opened(agreed(desk))
    bench.tab.print()
    assert bench.troubles and not bench.printed and not desk.papers.of_visit(bench.visit)


def test_what_is_missing_is_said_in_order(desk: Desk, opened: Open) -> None:
    assert str(opened(walked_in(desk)).tab.missing()) == "To settle: at least one job"
    assert str(opened(ordered(desk)).tab.missing()) == "To settle: the customer's OK for the open jobs"


def test_an_enquiry_closes_from_arrived_with_nothing_to_pay(desk: Desk, opened: Open) -> None:
    visit = walked_in(desk)
    desk.sheets.edit(CheckIn, file(desk, visit).check_in.id, {"purposes": ("enquiry",)})
    bench = opened(visit)
    assert not bench.tab.missing() and bench.tab.primary.label == "Close"
    bench.blue()
    assert bench.file.visit.stage == "closed" and not bench.printed and not bench.payments()


def test_a_deposit_is_taken_before_the_work_is_done(desk: Desk, opened: Open) -> None:
    visit = agreed(desk)
    bench = opened(visit)
    bench.tab.pay.focus_kinds()
    bench.press(KEY.Key_3)
    bench.type("200")
    bench.click("checkout.take_payment")
    assert bench.payments() == [("wechat", 20_000, 20_000)] and bench.tab.mark() == "half"
    finish(desk, visit)
    bench.reload()
    assert bench.tab.pay.received.line.text() == "342.40"


def test_older_debts_of_the_customer_are_told_with_their_visit(desk: Desk, opened: Open) -> None:
    first = ready(desk)
    desk.settlement.close(first, rest_on_account=True, open_items=True)
    bench = opened(ready(desk))
    assert bench.tab.bill.debts.isVisible()
    assert bench.tab.bill.debts.words.text() == "Also owes 542.40"
    bench.click("checkout.debt_1")
    assert bench.visits == [(first, 4)]


# Looks


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("stage", [ordered, ready, paid, closed])
def test_nothing_is_clipped(desk: Desk, opened: Open, language: str, stage: Callable[[Desk], str]) -> None:
    bench = opened(stage(desk), language)
    QApplication.processEvents()
    assert clipped(bench.window) == []
    bench.blue()
    for _ in range(3):
        QApplication.processEvents()
    assert clipped(bench.window) == []


def test_every_control_has_a_name(desk: Desk, opened: Open) -> None:
    bench = opened(paid(desk))
    bench.tab.print()
    nameless = [
        type(widget).__name__
        for widget in bench.window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and not widget.accessibleName()
    ]
    assert nameless == []


def test_the_language_is_switched_with_a_half_typed_amount(desk: Desk, opened: Open) -> None:
    bench = opened(ready(desk))
    bench.press(KEY.Key_1)
    bench.type("60")
    bench.room.voice.speak(desk.language("zh_CN"))
    assert bench.tab.pay.received.line.text() == "60" and bench.focus.objectName() == "payment.received"
    assert bench.tab.pay.kind == "cash"
    words = {label.text() for label in bench.window.findChildren(QLabel)}
    assert "To pay" not in words


# Money ahead, money back, money later


def test_money_before_the_bill_is_a_deposit(desk: Desk, opened: Open) -> None:
    bench = opened(agreed(desk))
    assert bench.tab.pay.mode == "deposit"
    bench.tab.enter()
    here = QApplication.focusWidget()
    assert here is not None and bench.tab.hand_back.isAncestorOf(here)
    bench.press(KEY.Key_6)
    assert not bench.tab.pay.kind, "a deposit is money"
    bench.press(KEY.Key_3)
    bench.type("200")
    bench.press(KEY.Key_Return, KEY.Key_Return, KEY.Key_Return)
    (payment,) = bench.file.payments
    assert (payment.kind, payment.amount, payment.deposit) == ("wechat", 20_000, True)
    bench.click("checkout.receipt_1")
    assert bench.printed == ["receipt"]
    bench.click("checkout.receipt_1")
    assert bench.printed == ["receipt"]
    assert len(bench.copies) == 1
    finish(desk, bench.visit)
    bench.open(bench.visit)
    assert (bench.tab.pay.mode, bench.tab.pay.due) == ("pay", DUE - 20_000)


def test_what_was_paid_too_much_goes_back(desk: Desk, opened: Open) -> None:
    visit = ready(desk)
    desk.settlement.deposit(visit, kind="cash", received=DUE + 500)
    bench = opened(visit)
    assert (bench.tab.pay.mode, bench.tab.pay.received.line.text()) == ("back", "5.00")
    assert bench.tab.pay.received_box.label.text() == "Amount", "nothing is received"
    bench.tab.pay.focus_kinds()
    bench.press(KEY.Key_1)
    bench.click("checkout.take_payment")
    assert desk.settlement.due(bench.file) == 0
    assert [payment.amount for payment in bench.file.payments] == [DUE + 500, -500]


def test_what_is_too_much_on_account_goes_off_it_and_nothing_is_handed_out(desk: Desk, opened: Open) -> None:
    visit = ready(desk)
    desk.settlement.pay(visit, kind="account", received=DUE)
    line = file(desk, visit).work_order.lines[0]
    desk.sheets.edit(WorkLine, line.id, {"price": 0})
    bench = opened(visit)
    too_much = DUE - desk.settlement.totals(bench.file).total
    assert (bench.tab.pay.mode, bench.tab.pay.kind) == ("off", "account")
    assert bench.tab.bill.caption.text() == "Too much on account"
    bench.click("checkout.take_payment")
    assert [(row.kind, row.amount) for row in bench.file.payments] == [("account", DUE), ("account", -too_much)]
    desk.sheets.edit(WorkLine, line.id, {"price": line.price})
    bench.open(visit)
    assert (bench.tab.pay.mode, bench.tab.pay.kind) == ("pay", ""), "it goes on account only if somebody says so"


def test_a_pay_off_can_be_taken_back_though_the_visit_is_closed_and_that_be_undone(desk: Desk, opened: Open) -> None:
    visit = ready(desk)
    desk.settlement.close(visit, rest_on_account=True, open_items=True)
    desk.accounts.pay_off(visit, kind="card", received=20_000)
    bench = opened(visit)
    assert bench.window.findChild(QAbstractButton, "checkout.take_back_1") is None
    bench.click("checkout.take_back_2")
    assert desk.accounts.debt(visit) == DUE
    undo = bench.told[-1][1]
    assert undo is not None
    undo()
    assert (desk.accounts.debt(visit), bench.troubles) == (DUE - 20_000, [])


def test_a_deposit_that_was_taken_back_by_mistake_is_a_deposit_again(desk: Desk, opened: Open) -> None:
    visit = agreed(desk)
    desk.settlement.deposit(visit, kind="card", received=DUE + 1)
    bench = opened(visit)
    bench.click("checkout.take_back_1")
    undo = bench.told[-1][1]
    assert undo is not None
    undo()
    assert [(row.deposit, row.amount) for row in bench.file.payments][-1] == (True, DUE + 1)


def test_a_debt_is_paid_off_where_the_visit_is_looked_at(desk: Desk, opened: Open) -> None:
    visit = ready(desk)
    desk.settlement.close(visit, rest_on_account=True, open_items=True)
    bench = opened(visit)
    assert (bench.tab.pay.mode, bench.tab.pay.due, bench.tab.pay.isVisible()) == ("pay_off", DUE, True)
    assert bench.tab.bill.sums.texts()[-2:] == [("Total", "542.40"), ("On account", "−542.40")], (
        "what is owed is not called paid"
    )
    bench.tab.pay.focus_kinds()
    bench.press(KEY.Key_2)
    bench.press(KEY.Key_Return, KEY.Key_Return, KEY.Key_Return)
    assert desk.accounts.debt(visit) == 0
    assert bench.file.visit.stage == "closed"
    assert not bench.tab.pay.isVisible()


def test_account_over_the_limit_stops_an_adviser_and_asks_a_manager(desk: Desk, opened: Open) -> None:
    visit = ready(desk)
    hand_back(desk, visit)
    desk.sheets.edit(Shop, desk.shop().id, {"account_limit": 100})
    adviser = next(person for person in desk.staff() if person.role == "adviser")
    desk.work_as(adviser.id)
    bench = opened(visit)
    bench.press(KEY.Key_6)
    bench.blue()
    assert "manager" in desk.language("en").say(bench.troubles[-1].say)
    assert bench.file.visit.stage == "ready"
    desk.sheets.edit(Staff, adviser.id, {"role": "manager"})
    bench.open(visit)
    bench.press(KEY.Key_6)
    bench.blue()
    assert bench.file.visit.stage == "ready"
    reason = bench.tab.pay.reason
    assert "Over the limit" in desk.language("en").say(reason.question.text_)
    QApplication.processEvents()
    assert reason.line.width() > reason.width() / 2, "there is room to read what is typed"
    bench.press(KEY.Key_Return)
    assert bench.file.visit.stage == "ready", "a blank is no reason"
    bench.type("pays every month")
    bench.press(KEY.Key_Return)
    assert bench.file.visit.stage == "closed"
    events = [event for event in desk.store.journal.history(visit) if event["kind"] == "paid"]
    assert [event["body"]["reason"] for event in events] == ["pays every month"]


def test_one_receipt_for_all_that_was_paid(desk: Desk, opened: Open) -> None:
    visit = ready(desk)
    for kind in ("wechat", "card"):
        desk.settlement.pay(visit, kind=kind, received=10_000)
    bench = opened(visit)
    bench.click("checkout.receipt_all")
    assert bench.printed == ["receipt"]
    assert [paper.amount for paper in desk.receipts.of_visit(visit)] == [20_000]
    assert not bench.tab.payments.for_all.isVisible()


def test_receipt_comes_with_the_closing_where_the_shop_wants_it(desk: Desk, opened: Open) -> None:
    visit = ready(desk)
    hand_back(desk, visit)
    desk.sheets.edit(Shop, desk.shop().id, {"receipt_at_close": True})
    bench = opened(visit)
    bench.press(KEY.Key_1)
    bench.blue()
    assert bench.file.visit.stage == "closed"
    assert bench.printed == ["settlement", "receipt"]


def test_deposit_stands_apart_from_what_was_paid_later(desk: Desk, opened: Open) -> None:
    visit = agreed(desk)
    desk.settlement.deposit(visit, kind="wechat", received=20_000)
    finish(desk, visit)
    desk.settlement.pay(visit, kind="cash", received=10_000)
    bench = opened(visit)
    assert bench.tab.bill.sums.texts()[-2:] == [("Deposit", "−200.00"), ("Paid", "−100.00")]
