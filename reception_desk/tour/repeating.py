"""What the car had before comes back: earlier jobs are taken over, what is due or was put off is one click away."""

from __future__ import annotations

from reception_desk.tour.arriving import DAMAGED
from reception_desk.tour.stage import Stage
from reception_desk.ui.visit.history_panel import HistoryPanel
from reception_desk.ui.visit.suggestion_bar import SuggestionBar


def earlier_work(stage: Stage) -> None:
    """The tyres that were declined in summer are wanted now; a job of an earlier visit is done once more."""
    hands, visit = stage.hands, stage.seen[DAMAGED]
    stage.later(8)
    hands.press("Ctrl+K")
    hands.type(DAMAGED[-4:], enter=True)
    hands.press("Ctrl+3")
    jobs = count(stage, visit)
    hands.press("F9")
    panel = hands.see_a(HistoryPanel)
    hands.expect(len(panel.model.visits) == 2, f"two earlier visits should be told, not {len(panel.model.visits)}")
    hands.press("Down", "Space")
    stage.picture("work-order-history")
    hands.press("Return")
    hands.expect(count(stage, visit) > jobs, "the earlier job should be on the order")
    hands.press("Ctrl+Z")
    hands.expect(count(stage, visit) == jobs, "Undo should take it off again")
    hands.press("Escape")
    suggested(stage, visit)
    hands.press("Ctrl+P")
    stage.papers(1, "the changed work order")
    hands.press("Ctrl+T")


def suggested(stage: Stage, visit: str) -> None:
    """The first thing that is offered over the lines; the customer waits and says yes."""
    hands, jobs = stage.hands, count(stage, visit)
    bar = hands.see_a(SuggestionBar)
    hands.expect(bar.shown and not bar.shown[0].first, "what was put off should be offered first")
    stage.picture("work-order-suggested")
    hands.click_on(bar.chips[0])
    hands.expect(count(stage, visit) > jobs, "a click should put it on the order")
    hands.click("work_order.approve.in_person")
    order = stage.file(visit).work_order
    hands.expect(not stage.desk.ordering.asking(order).jobs, "nothing should be left to ask")
    stage.wait_for_message()


def count(stage: Stage, visit: str) -> int:
    return len(stage.file(visit).work_order.jobs)
