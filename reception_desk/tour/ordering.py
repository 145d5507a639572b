"""Work orders: lines are typed, found and put right; an extra job is agreed on the phone; the work is ticked off."""

from __future__ import annotations

from reception_desk.forms.work_order import WorkLine
from reception_desk.tour.stage import Stage
from reception_desk.ui.widgets.lines_model import Col
from reception_desk.ui.widgets.lines_view import LinesView


def write_order(stage: Stage, visit: str) -> None:
    """A part found by a word, a job of one's own, a discount, a line taken off and brought back, who does it where."""
    hands = stage.hands
    hands.focused("work_order.entry")
    before = len(lines(stage, visit))
    hands.type(stage.words("wiper", "ygp"))
    stage.picture("work-order-suggestions")
    hands.press("Escape")
    hands.press("Ctrl+A")
    hands.type("WB-6545", enter=True)
    hands.focused("line.quantity")
    hands.type("2", enter=True)
    hands.focused("work_order.entry")
    hands.expect(lines(stage, visit)[-1].quantity == 2000, "two pairs of wiper blades should be on the order")
    click_cell(stage, before, Col.DISCOUNT, twice=True)
    hands.type("10", enter=True)
    hands.expect(lines(stage, visit)[-1].discount == 1000, "the discount should be kept")
    hands.press("Delete")
    hands.expect(len(lines(stage, visit)) == before, "Del should take the line off")
    stage.picture("work-order-line-removed")
    hands.click("toast.undo")
    hands.expect(len(lines(stage, visit)) == before + 1, "Undo should bring the line back")
    assign(stage, visit)
    stage.picture("work-order-written")


def assign(stage: Stage, visit: str) -> None:
    """Bay, technician, and what it may cost at most."""
    hands, file = stage.hands, stage.file(visit)
    technicians = [person.id for person in stage.desk.staff() if person.role == "technician"]
    bays = [bay.id for bay in stage.desk.shop().bays]
    hands.pick("work_order.technician", technicians[1])
    hands.pick("work_order.bay", bays[2])
    folded = not hands.all("work_order.limit")  # where the window is low, it is
    if folded:
        hands.click("work_order.more")
    hands.fill("work_order.limit", "1500")
    if folded:
        hands.click("work_order.more")
    order = stage.file(visit).work_order
    hands.expect((order.technician, order.bay) == (technicians[1], bays[2]), "technician and bay should be kept")
    hands.expect(order.limit == 150000, "the limit should be kept")
    hands.expect(file.visit.stage == "arrived", "the car should not be in work yet")


def extra_job(stage: Stage, plate: str) -> None:
    """The technician finds more; the customer says yes on the phone."""
    hands, visit = stage.hands, stage.seen[plate]
    stage.later(15)
    jobs = len(stage.file(visit).work_order.jobs)
    with stage.journey("add_extra_job_phone", 5):
        hands.press("Ctrl+K")
        hands.type(plate[-5:], enter=True)
        hands.expect(stage.on_page() == visit, "Enter should open the visit")
        hands.press("Ctrl+J")
        hands.type("P-BRAKE-F", enter=True)
        stage.picture("work-order-extra-job")
        hands.click("work_order.approve.phone")
    order = stage.file(visit).work_order
    hands.expect(len(order.jobs) > jobs, "the extra job should be on the order")
    said = order.approvals[-1]
    hands.expect((said.channel, said.answer) == ("phone", "ok"), "the yes on the phone should be noted")
    hands.expect(not stage.desk.ordering.asking(order).jobs, "nothing should be left to ask")
    stage.picture("work-order-approved")
    look_behind(stage)
    hands.press("Ctrl+P")
    stage.papers(1, "the work order's second revision")
    hands.expect(len(stage.documents(visit, "work_order")) == 2, "the change should make a second revision")
    hands.press("Ctrl+T")


def look_behind(stage: Stage) -> None:
    """What lies behind the lines: who agreed to what, all that a line has, the rest of the order, the next stages."""
    hands = stage.hands
    stage.wait_for_message()
    hands.click("work_order.approvals")
    stage.picture("work-order-approvals")
    hands.click("work_order.details")
    stage.picture("work-order-details")
    hands.click("work_order.details")
    hands.click("visit.state")
    stage.picture("menu-stage")
    hands.press("Escape")


def finish_work(stage: Stage, plate: str) -> None:
    """Every job ticked, the quality check, ready."""
    hands, visit = stage.hands, stage.seen[plate]
    stage.later(20)
    stage.press_row(plate)
    hands.expect(stage.on_page() == visit, "the row should open the visit")
    view = hands.see_a(LinesView)
    for at in range(len(lines(stage, visit))):
        job = view.lines.rows[at].job.id
        if not next(one for one in stage.file(visit).work_order.jobs if one.id == job).done:
            click_cell(stage, at, Col.DONE)
    hands.expect(all(job.done for job in stage.file(visit).work_order.jobs), "all jobs should be done")
    stage.picture("work-order-done")
    hands.press("Ctrl+Return")
    hands.expect(stage.file(visit).visit.stage == "qc", "the quality check should be next")
    hands.press("Ctrl+Return")
    hands.expect(stage.file(visit).visit.stage == "ready", "the car should be ready")
    hands.press("Ctrl+T")


def lines(stage: Stage, visit: str) -> tuple[WorkLine, ...]:
    return stage.file(visit).work_order.lines


def click_cell(stage: Stage, row: int, column: Col, *, twice: bool = False) -> None:
    """A cell of the lines that are shown, rows from 0."""
    view = stage.hands.see_a(LinesView)
    stage.hands.click_cell(view, view.lines.index(row, column), twice=twice)
