"""Visit 进厂: one car, from arrival to delivery."""

from __future__ import annotations

from reception_desk.forms import fields as f
from reception_desk.forms.moments import Moment
from reception_desk.forms.stages import VISIT

PURPOSES = (
    f.option("Maintenance", code="maintenance"),
    f.option("Repair", code="repair"),
    f.option("Body and paint", code="body"),
    f.option("Accident", code="accident"),
    f.option("Warranty", code="warranty"),
    f.option("Recall", code="recall"),
    f.option("Comeback", code="comeback"),
    f.option("Inspection", code="inspection"),
    f.option("Pick-up", code="pick_up"),
    f.option("Enquiry", code="enquiry"),
    f.option("Complaint", code="complaint"),
)


def short_number(number: str) -> str:
    """V-261121-007: desk letter and epoch are not shown while there is one desk and the first epoch."""
    return number.replace("-A1-", "-") if number.startswith("V-") else number


WITHOUT_WORK = frozenset({"pick_up", "enquiry", "complaint"})


@f.form
class Visit(f.Form):
    """Customer, owner and plate are kept as they were at arrival.

    `entered`: when a visit was typed in that had come before; `happened`: the real time of what is typed in next, blank
    for now.
    """

    table = "visit"
    title = f.title("Visit")
    number: str = f.code("Visit number", paper="customer")
    scan: str = f.code("Scan code", length=14, paper="customer")
    stage: str = f.choice("Stage", *VISIT, default="arrived", paper="none")
    plate: str = f.code("Plate", pattern="plate", length=16, paper="customer", personal=True)
    vehicle: str = f.link("Vehicle", "vehicle")
    customer: str = f.link("Customer", "customer")
    owner: str = f.link("Owner", "customer")
    adviser: str = f.link("Adviser", "staff")
    appointment: str = f.link("Booking", "appointment")
    comeback_of: str = f.link("Comeback of", "visit")
    arrived: Moment | None = f.moment("Arrived", paper="customer", past=True, wide=3)
    ready: Moment | None = f.moment("Ready", paper="none")
    called: Moment | None = f.moment("Customer told", paper="none")
    closed: Moment | None = f.moment("Closed", paper="none")
    entered: Moment | None = f.moment("Entered later", paper="none")
    happened: Moment | None = f.moment("Time of the next steps", paper="none", past=True, wide=3)
