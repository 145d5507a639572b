"""Cars go home: papers are scanned, money comes in, lists are issued, and a wrong one is put right."""

from __future__ import annotations

from reception_desk.tour.ordering import click_cell, lines
from reception_desk.tour.stage import Stage
from reception_desk.ui.widgets.lines_model import Col

READY, WRONG = "粤BH6620", "粤B1A222"


def by_scan(stage: Stage) -> None:
    """The shortest checkout: the paper under the scanner, one key for cash, the blue button and its question."""
    hands = stage.hands
    visit = stage.visit_of(READY)
    code = stage.file(visit).visit.scan
    with stage.journey("checkout", 4):
        hands.scan(code)
        hands.expect(stage.on_page() == visit, "the scan should open the visit")
        stage.picture("checkout")
        hands.press("1")
        hands.press("Ctrl+Return")
        stage.picture("checkout-question")
        hands.press("Ctrl+Return")
    closed(stage, visit)
    hands.expect([payment.kind for payment in stage.file(visit).payments] == ["cash"], "cash should be taken")


def closed(stage: Stage, visit: str, papers: int = 1) -> None:
    """Paid, handed back, closed, its list printed, and the window at Today."""
    file = stage.file(visit)
    stage.hands.expect(file.visit.stage == "closed", f"the visit should be closed, it is {file.visit.stage}")
    stage.hands.expect(file.checkout.handed_over is not None, "the hand-back should be noted")
    stage.hands.expect(stage.desk.settlement.due(file) == 0, "nothing should be due")
    stage.hands.expect(stage.window.place == "today", "the window should be back at Today")
    stage.papers(papers, "the settlement list")


def two_ways(stage: Stage, plate: str) -> None:
    """Part of it by WeChat, the rest in cash with change; the whole hand-back list is gone through."""
    hands, visit = stage.hands, stage.seen[plate]
    stage.later(10)
    hands.scan(stage.file(visit).visit.scan)
    hands.focused("checkout.pay_wechat" if stage.file(visit).check_in.pays == "wechat" else "checkout.pay_cash")
    hand_back(stage, visit)
    hands.click("checkout.pay_wechat")
    hands.fill("payment.received", "500")
    hands.fill("payment.reference", "4200 1121")
    hands.click("checkout.take_payment")
    due = stage.desk.settlement.due(stage.file(visit))
    hands.expect(due > 0, "something should be left for the cash")
    hands.focused("checkout.pay_cash")
    hands.press("1")
    hands.type(str(due // 10000 * 100 + 100))
    stage.picture("checkout-two-ways")
    hands.press("Ctrl+Return")
    closed(stage, visit)
    payments = stage.file(visit).payments
    hands.expect([payment.kind for payment in payments] == ["wechat", "cash"], "both payments should be there")
    hands.expect((payments[1].received or 0) > (payments[1].amount or 0), "there should be change")
    stage.picture("today-closed")


def hand_back(stage: Stage, visit: str) -> None:
    """Every point ticked, and when the next service is due."""
    hands = stage.hands
    for spec in stage.file(visit).checkout.open_items():
        hands.click(spec.key)
    hands.expect(not stage.file(visit).checkout.open_items(), "every point should be ticked")
    hands.fill("checkout.odometer_out", "41876")
    hands.expect(stage.file(visit).checkout.odometer_out == 41876, "the odometer should be kept")


def put_right(stage: Stage) -> None:
    """A settlement list with a wrong price: reversed by a credit note, the line edited, a new one issued."""
    hands, settlement = stage.hands, stage.desk.settlement
    visit = stage.visit_of(WRONG)
    stage.press_row(WRONG)
    hands.expect(stage.on_page() == visit, "the row should open the checkout")
    hands.press("Ctrl+P")
    stage.papers(1, "the settlement list")
    first = settlement.issued(visit)[0]
    hands.press("Ctrl+3")
    click_cell(stage, 1, Col.PRICE, twice=True)
    stage.picture("settlement-locks-lines")
    hands.press("Ctrl+4")
    hands.click("checkout.credit")
    hands.type(stage.words("Price of the discs was wrong", "刹车盘单价有误"))
    stage.picture("checkout-credit-note")
    hands.press("Return")
    stage.papers(1, "the credit note")
    hands.expect(not settlement.issued(visit), "the list should be reversed")
    note = stage.documents(visit, "credit_note")[0]
    hands.expect(note.credits == first.id and note.amount == -(first.amount or 0), "the note should take it all back")
    hands.press("Ctrl+3")
    click_cell(stage, 1, Col.PRICE, twice=True)
    hands.type("215", enter=True)
    hands.expect(lines(stage, visit)[1].price == 24000, "more than ten percent off should need somebody else")
    stage.picture("work-order-over-limit")
    hands.press("Ctrl+A")
    hands.type("220", enter=True)
    hands.expect(lines(stage, visit)[1].price == 22000, "the price should be put right")
    stage.picture("work-order-put-right")
    agree(stage, visit)
    hands.press("Ctrl+4")
    hands.press("Ctrl+P")
    stage.papers(1, "the new settlement list")
    second = settlement.issued(visit)[0]
    hands.expect(second.number != first.number and second.amount != first.amount, "it should be another list")
    hands.press("2")
    hands.press("Ctrl+Return", "Ctrl+Return")
    closed(stage, visit, papers=0)


def agree(stage: Stage, visit: str) -> None:
    """A lower price needs no new word of the customer."""
    asking = stage.desk.ordering.asking(stage.file(visit).work_order)
    stage.hands.expect(not asking.jobs, "a lower price should not be asked again")
