"""Appointment 预约: who comes when, with what."""

from __future__ import annotations

from reception_desk.forms import fields as f
from reception_desk.forms.moments import Moment
from reception_desk.forms.stages import APPOINTMENT
from reception_desk.forms.visit import PURPOSES


@f.form
class Appointment(f.Form):
    table = "appointment"
    title = f.title("Booking")
    plate: str = f.code("Plate", pattern="plate", length=16, wide=3, personal=True, walk=True)
    arrives: Moment | None = f.moment("Arrives", wide=3, walk=True, holds=frozenset({"save"}))
    duration: int | None = f.span("Expected duration", low=0, wide=2, walk=True)
    purposes: tuple[str, ...] = f.several("Purpose", *PURPOSES, wide=4)
    name: str = f.text("Caller", length=80, personal=True, wide=3, walk=True)
    phone: str = f.code("Caller's phone", pattern="phone", personal=True, wide=3, walk=True)
    model: str = f.text("Make and model", length=60, wide=3)
    odometer: int | None = f.whole("Odometer told", unit="distance", low=0, wide=3)
    concern: str = f.text("What the caller says", rows=2, wide=6, walk=True)
    package: str = f.link("Package wished", "package", wide=3)
    adviser: str = f.link("Wished adviser", "staff", wide=3)
    price_low: int | None = f.money("Price told, from", low=0, wide=2)
    price_high: int | None = f.money("Price told, to", low=0, wide=2)
    pick_up: Moment | None = f.moment("Wished pick-up", wide=3)
    channel: str = f.choice(
        "Booked by",
        f.option(f.word("booking", "Phone"), code="phone"),
        f.option("In person", code="in_person"),
        f.option("Web", code="web"),
        f.option("Chat", code="chat"),
        default="phone",
    )
    loaner: bool = f.flag("Loaner car", wide=3)
    bring: str = f.text("To bring", wide=6)
    stage: str = f.choice("Stage of the booking", *APPOINTMENT, default="booked", paper="none", wide=2)
    vehicle: str = f.link("Vehicle", "vehicle")
    customer: str = f.link("Customer", "customer")
    moved_from: str = f.link("Moved from", "appointment")
