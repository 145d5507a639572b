"""Cars arrive: booked, unbooked, new. They are checked in, walked round, and their papers go to the shop."""

from __future__ import annotations

from reception_desk.tour import ordering, walking
from reception_desk.tour.commanding import command
from reception_desk.tour.stage import Stage
from reception_desk.ui.visit.check_in_tab import CheckInTab

MAIN, DAMAGED, NEWCOMER, RETURNING = "粤BD12345", "粤BF0031", "粤B8K21C", "粤BT5508"
LATER = "粤B6T318"


def with_booking(stage: Stage) -> None:
    """The main job: from the row on Today to the printed work order."""
    hands = stage.hands
    with stage.journey("main_job", 8):
        stage.press_row(MAIN)
        visit = stage.seen[MAIN] = stage.visit_of(MAIN)
        hands.expect(stage.on_page() == visit, "Check in should open the visit")
        stage.picture("check-in")
        hands.fill("check_in.odometer", "41870")
        hands.focused("check_in.fuel")
        hands.type("5", enter=True)
        stage.picture("check-in-filled")
        hands.press("Ctrl+Return")
        stage.picture("walk-around")
        hands.press("N")
        hands.press("Ctrl+Return")
        stage.picture("work-order")
        hands.press("Ctrl+Return")
    file = stage.file(visit)
    hands.expect((file.check_in.odometer, file.check_in.fuel) == (41870, "5"), "odometer and fuel should be kept")
    hands.expect(file.walk_around.state == "none_new", "N should say that there is no new damage")
    sent(stage, visit, 2)
    stage.picture("today-after-sending")


def sent(stage: Stage, visit: str, papers: int) -> None:
    """The visit is in work, its work order and job card are out, and the window is back at Today."""
    file = stage.file(visit)
    stage.hands.expect(file.visit.stage == "in_work", f"the visit should be in work, it is {file.visit.stage}")
    stage.hands.expect(stage.window.place == "today", "the window should be back at Today")
    stage.papers(papers, "work order and job card")
    for kind in ("work_order", "job_card"):
        stage.hands.expect(len(stage.documents(visit, kind)) == 1, f"there should be one {kind}")


def with_damage(stage: Stage) -> None:
    """A booked car with new damage: the whole way round, its sheet printed, its order worked on."""
    hands = stage.hands
    stage.later(4)
    stage.press_row(DAMAGED)
    visit = stage.seen[DAMAGED] = stage.on_page()
    hands.fill("check_in.odometer", "68210")
    hands.type("F", enter=True)
    whole_sheet(stage)
    hands.press("Ctrl+Return")
    walking.mark_damage(stage, visit)
    hands.press("Ctrl+P")
    stage.papers(1, "the walk-around sheet")
    hands.press("Ctrl+Return")
    ordering.write_order(stage, visit)
    hands.press("Ctrl+Return")
    sent(stage, visit, 2)


def whole_sheet(stage: Stage) -> None:
    """All that can be noted at check-in, and the sheets of the car and its customer behind it."""
    hands = stage.hands
    hands.unfold(hands.see_a(CheckInTab))
    hands.fill("check_in.keys", "2")
    stage.picture("check-in-unfolded")
    hands.click("check_in.edit_car")
    stage.picture("car-data")
    hands.click("check_in.edit_customer")
    stage.picture("customer-data")
    hands.expect(stage.file(stage.on_page()).check_in.keys == 2, "the number of keys should be kept")


def new_customer(stage: Stage) -> None:
    """Neither the car nor its owner is known: typed in one row, a package, printed."""
    hands = stage.hands
    stage.later(5)
    with stage.journey("new_customer_new_car", 16):
        hands.press("Ctrl+N")
        hands.type("8K21C")
        stage.picture("new-visit")
        hands.press("Return")
        hands.focused("customer.name")
        hands.type(stage.words("Zhou Ming", "周明"), enter=True)
        hands.type("16000912277", enter=True)
        hands.focused("vehicle.model")
        hands.type(stage.words("Geely Emgrand", "吉利 帝豪"), enter=True)
        stage.picture("check-in-new-customer")
        hands.focused("vehicle.body")
        hands.press("Return")
        hands.focused("vehicle.vin")
        hands.press("Return")
        hands.focused("check_in.odometer")
        hands.type("23500", enter=True)
        hands.type("4", enter=True)
        hands.press("Ctrl+Return")
        hands.press("N")
        hands.press("Ctrl+Return")
        hands.focused("work_order.entry")
        hands.type("P-OIL", enter=True)
        hands.press("Ctrl+Return")
    visit = stage.seen[NEWCOMER] = stage.visit_of(NEWCOMER)
    file = stage.file(visit)
    told = (file.vehicle.plate, file.customer.name, file.customer.phone())
    wanted = (NEWCOMER, stage.words("Zhou Ming", "周明"), "16000912277")
    hands.expect(told == wanted, f"car and customer should be {wanted}, they are {told}")
    hands.expect(len(file.work_order.lines) >= 4, "the package should be on the order")
    sent(stage, visit, 2)


def returning(stage: Stage) -> None:
    """A known car comes without a booking; a package is all it needs."""
    hands = stage.hands
    stage.later(6)
    with stage.journey("returning_no_booking", 12):
        hands.press("Ctrl+K")
        hands.type("5508")
        stage.picture("search")
        hands.press("Return")
        visit = stage.seen[RETURNING] = stage.visit_of(RETURNING)
        hands.fill("check_in.odometer", "53890")
        hands.type("2", enter=True)
        hands.press("Ctrl+Return")
        hands.press("N")
        hands.press("Ctrl+Return")
        hands.type("P-FLUID", enter=True)
        hands.press("Ctrl+Return")
    sent(stage, visit, 2)


def entered_later(stage: Stage) -> None:
    """The power was out at noon: the visit is typed in from its papers, with the times that stand on them."""
    hands = stage.hands
    stage.later(5)
    command(stage, "new visit that came earlier")
    hands.focused("new_visit.arrived")
    hands.type("12:30", enter=True)
    hands.type(LATER[-5:])
    stage.picture("new-visit-earlier")
    hands.press("Return")
    visit = stage.visit_of(LATER)
    hands.fill("check_in.odometer", "93640")
    hands.type("4", enter=True)
    stage.picture("check-in-entered-later")
    hands.press("Ctrl+Return", "N", "Ctrl+Return")
    hands.type("P-10K", enter=True)
    hands.fill("visit.happened", "12:50")
    hands.press("Ctrl+Return")
    kept = stage.file(visit)
    times = [
        moment.local().strftime("%H:%M") for moment in (kept.visit.arrived, kept.work_order.approvals[0].at) if moment
    ]
    hands.expect(times == ["12:30", "12:50"], f"the times should be those of the papers, they are {times}")
    hands.expect(kept.visit.entered is not None, "that it was typed in later should be kept")
    sent(stage, visit, 2)
