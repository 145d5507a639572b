"""Vehicle 车辆: it is its id; the plate is an attribute that may change."""

from __future__ import annotations

from reception_desk.forms import fields as f
from reception_desk.forms.plates import is_mainland
from reception_desk.forms.vin import vin_problems
from reception_desk.forms.words import say

CAR = f.section("Vehicle")
DATES = f.section("Dates", "side")

BODIES = (
    f.option("Saloon", code="saloon"),
    f.option("SUV or MPV", code="suv"),
    f.option("Van", code="van"),
    f.option("Pickup", code="pickup"),
    f.option("Motorcycle", code="motorcycle"),
)
FUELS = (
    f.option("Petrol", code="petrol"),
    f.option("Diesel", code="diesel"),
    f.option("Electric", code="electric"),
    f.option("Hybrid", code="hybrid"),
    f.option("Gas", code="gas"),
)


@f.form
class Vehicle(f.Form):
    table = "vehicle"
    title = f.title("Vehicle")
    paper = "customer"
    plate: str = f.code("Plate", pattern="plate", length=16, section=CAR, wide=3, personal=True)
    model: str = f.text("Make and model", length=60, section=CAR, wide=5)
    body: str = f.choice("Body", *BODIES, default="saloon", section=CAR, wide=4, paper="none")
    vin: str = f.code("VIN", pattern="vin", length=20, section=CAR, wide=4, personal=True)
    plate_colour: str = f.choice(
        "Plate colour",
        f.option(f.word("plate", "Blue"), code="blue"),
        f.option(f.word("plate", "Green"), code="green"),
        f.option(f.word("plate", "Yellow"), code="yellow"),
        f.option(f.word("plate", "White"), code="white"),
        f.option(f.word("plate", "Black"), code="black"),
        section=CAR,
    )
    year: int | None = f.whole("Model year", low=1900, high=2100, section=CAR)
    colour: str = f.text("Colour", length=30, section=CAR)
    fuel_kind: str = f.choice("Fuel kind", *FUELS, section=CAR)
    engine_number: str = f.code("Engine number", length=30, section=CAR, personal=True)
    first_registration: str = f.day("First registration", section=DATES, wide=6)
    inspection_until: str = f.day("Inspection valid until", section=DATES, wide=6, paper="none")
    insurance_until: str = f.day("Insured until", section=DATES, wide=6, paper="none")
    insurer: str = f.text("Insurer of the car", length=60, section=DATES, wide=6, paper="none")
    next_service_day: str = f.day("Next service on", section=DATES, wide=6, paper="none")
    next_service_odometer: int | None = f.whole(
        "Next service at", unit="distance", low=0, section=DATES, wide=6, paper="none"
    )
    owner: str = f.link("Owner", "customer", section=CAR, wide=4)
    note: str = f.text("Note on the car", rows=2, section=CAR, wide=12, paper="shop")

    def checks(self, known: f.Known) -> list[f.Problem]:
        found = vin_problems("vin", self.vin)
        if known.region == "CN" and self.plate and not is_mainland(self.plate):
            text = say("This does not look like a plate of this region. You can keep it.")
            found.append(f.Problem("check", "plate", text))
        return found
