"""Checkout 结算交车: the hand-back sheet."""

from __future__ import annotations

from reception_desk.forms import fields as f
from reception_desk.forms.moments import Moment
from reception_desk.forms.words import say, value

HAND_BACK = f.section("Hand back")
NEXT = f.section("Next service")


@f.form
class Checkout(f.Form):
    table = "checkout"
    title = f.title("Checkout")
    paper = "customer"
    visit: str = f.link("Visit", "visit")
    lines_done: bool = f.flag("All jobs done", section=HAND_BACK, paper="shop")
    quality_checked: bool = f.flag("Quality check by another person", section=HAND_BACK, paper="shop")
    washed: bool = f.flag("Washed", section=HAND_BACK, paper="shop")
    old_parts_shown: bool = f.flag("Old parts shown", section=HAND_BACK, paper="shop")
    things_returned: bool = f.flag("Keys, papers and belongings returned", section=HAND_BACK, paper="shop")
    walked_round: bool = f.flag("Walked round the car with the customer", section=HAND_BACK, paper="shop")
    odometer_out: int | None = f.whole("Odometer out", unit="distance", low=0, high=2_000_000, section=NEXT, wide=3)
    next_service_day: str = f.day("Next service on", section=NEXT, wide=3)
    next_service_odometer: int | None = f.whole("Next service at", unit="distance", low=0, section=NEXT, wide=3)
    remind_by: str = f.choice(
        "Remind by",
        f.option("Call 2 weeks before", code="call"),
        f.option("Text message", code="sms"),
        f.option("WeChat", code="wechat"),
        f.option("Do not remind", code="none"),
        section=NEXT,
        wide=3,
        paper="shop",
    )
    fapiao: str = f.code("Tax invoice number", paper="none")
    handed_over: Moment | None = f.moment("Handed over")

    def checks(self, known: f.Known) -> list[f.Problem]:
        if self.odometer_out is not None and known.odometer is not None and self.odometer_out < known.odometer:
            text = say(
                "Lower than at check-in ({last}). Check the figure.",
                last=value("whole", known.odometer, known.distance),
            )
            return [f.Problem("check", "odometer_out", text)]
        return []

    def open_items(self) -> list[f.Spec]:
        """The points of the checklist that are not ticked."""
        return [spec for spec in self.specs().values() if spec.section is HAND_BACK and not getattr(self, spec.name)]
