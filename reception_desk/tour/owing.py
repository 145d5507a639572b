"""Money ahead of the bill and after it: a deposit with its receipt, an account with a limit, a debt paid off."""

from __future__ import annotations

from reception_desk.forms.staff import Staff
from reception_desk.tour.commanding import command
from reception_desk.tour.stage import Stage

WAITS_FOR_PARTS, ON_ACCOUNT, SAME_OWNER = "粤BW4472", "粤BAD5081", "粤B1A222"
LIMIT = 20_000


def deposit(stage: Stage) -> None:
    """The clutch is ordered: half of it is paid now, and confirmed on the 80 mm roll."""
    hands, visit = stage.hands, stage.visit_of(WAITS_FOR_PARTS)
    stage.press_row(WAITS_FOR_PARTS)
    hands.press("Ctrl+4")
    hands.click("checkout.pay_cash")
    hands.type("800")
    hands.click("checkout.take_payment")
    payments = stage.file(visit).payments
    hands.expect([(one.amount, one.deposit) for one in payments] == [(80_000, True)], "the deposit should be kept")
    hands.click("checkout.receipt_1")
    stage.papers(1, "the receipt")
    hands.expect(len(stage.documents(visit, "receipt")) == 1, "the receipt should be kept")
    stage.picture("checkout-deposit")
    hands.press("Ctrl+T")


def on_account(stage: Stage) -> None:
    """More than the customer may owe: the adviser is refused, the manager is asked, and then it is owed."""
    hands, visit = stage.hands, stage.visit_of(ON_ACCOUNT)
    stage.press_row(ON_ACCOUNT)
    customer = stage.file(visit).customer
    set_limit(stage)
    hands.press("Ctrl+4")
    hands.click("checkout.pay_account")
    hands.press("Ctrl+Return")
    hands.press("Ctrl+Return")
    hands.expect(stage.file(visit).visit.stage == "ready", "an adviser should not pass the limit")
    stage.picture("checkout-over-limit")
    clerk = stage.desk.actor
    manager = next(person for person in stage.desk.staff() if person.role == "manager")
    command(stage, f"work as {manager.name}")
    hands.press("Ctrl+Return")
    hands.focused("checkout.limit.reason")
    hands.type(stage.words("pays at the end of each month", "每月月底结清"))
    stage.picture("checkout-over-limit-manager")
    hands.press("Return")
    hands.expect(stage.file(visit).visit.stage == "closed", "the manager should pass the limit")
    stage.papers(1, "the settlement list")
    hands.expect(stage.desk.settlement.owed(customer.id) > LIMIT, "it should be owed")
    back_to(stage, clerk)
    warned(stage)
    pay_off(stage, visit)


def set_limit(stage: Stage) -> None:
    """What this customer may owe stands on the customer's sheet."""
    hands = stage.hands
    hands.press("Ctrl+1")
    hands.click("check_in.edit_customer")
    hands.fill("customer.account_limit", "200")
    visit = stage.on_page()
    hands.expect(stage.file(visit).customer.account_limit == LIMIT, "the limit should be kept")


def back_to(stage: Stage, person: str) -> None:
    clerk = stage.desk.sheets.get(Staff, person)
    assert clerk is not None
    command(stage, f"work as {clerk.name}")
    stage.hands.expect(stage.desk.actor == person, f"{clerk.name} should work here again")


def warned(stage: Stage) -> None:
    """Another car of the same customer comes: what is owed is told before anything is written down."""
    hands = stage.hands
    hands.press("Ctrl+N")
    hands.type(SAME_OWNER[-5:])
    hands.press("Return")
    stage.picture("check-in-owes")
    hands.press("Ctrl+T")


def pay_off(stage: Stage, visit: str) -> None:
    """Some time later: the debt is paid where its visit is looked at."""
    hands = stage.hands
    stage.later(30)
    owed = stage.desk.accounts.debt(visit)
    hands.press("Ctrl+K")
    hands.type(ON_ACCOUNT[-6:])
    hands.press("Ctrl+Return")
    hands.expect(stage.on_page() == visit, "Ctrl+Enter should open the last record")
    hands.press("Ctrl+4")
    hands.click("checkout.pay_transfer")
    hands.click("checkout.take_payment")
    hands.expect(stage.desk.accounts.debt(visit) == 0, f"{owed} should be paid off")
    stage.picture("checkout-paid-off")
    hands.press("Ctrl+T")
