"""Walk-around sheet 环车检查单: the car's state at arrival, told together with the customer."""

from __future__ import annotations

from reception_desk.forms import fields as f

OUTSIDE = f.section("Outside")
BELONGINGS = f.section("Left in the car", "side")
LAMPS = f.section("Warning lamps on", "side")
TYRES = f.section("Tyres and brakes", "side", folded=True)
CHECKS = f.section("Checks", "side", folded=True)
SIGNED = f.section("Walked round together", "side")

MARK_KINDS = (
    f.option("Scratch", code="S"),
    f.option("Dent", code="D"),
    f.option("Chip", code="C"),
    f.option("Crack", code="K"),
    f.option("Broken", code="B"),
    f.option("Rust", code="R"),
    f.option("Earlier repair", code="P"),
    f.option("Missing", code="M"),
    f.option("Other damage", code="O"),
)
KIND_WORDS = {
    "S": ("scuff", "scrape", "刮痕", "划伤", "刮伤", "刮擦", "擦伤"),
    "D": ("ding", "凹坑", "凹", "瘪"),
    "C": ("chipped", "崩漆", "爆漆"),
    "K": ("cracked", "裂痕", "开裂", "裂"),
    "B": ("smashed", "损坏", "破裂", "碎裂", "碎", "破"),
    "R": ("rusty", "生锈", "锈"),
    "P": ("repair", "repainted", "补过漆", "修补"),
    "M": ("lost", "缺少", "丢失", "缺"),
    "O": ("other",),
}
"""What the trade says for a kind, beside its own words. Typed, never shown."""
RESULTS = (
    f.option("Fine", code="fine"),
    f.option("Watch", code="watch"),
    f.option("Needs work", code="work"),
)


@f.form
class Mark(f.Line):
    """One damage; `x`, `y` in tenths of the drawing's units; `origin` is the row where it was first seen."""

    table = "mark"
    title = f.title("Damage mark")
    paper = "customer"
    zone: str = f.code("Zone", pattern="key", paper="none")
    kind: str = f.choice("Kind of damage", *MARK_KINDS, default="S")
    size: int | None = f.whole("Size", low=1, high=3)
    x: int | None = f.whole("Across", paper="none")
    y: int | None = f.whole("Down", paper="none")
    note: str = f.text("Note on the damage", length=60)
    origin: str = f.link("First seen as", "mark")
    repaired: bool = f.flag("Repaired")


@f.form
class WalkAround(f.Form):
    table = "walk_around"
    title = f.title("Walk-around sheet")
    paper = "customer"
    visit: str = f.link("Visit", "visit")
    state: str = f.choice(
        "Walk-around",
        f.option("No new damage", code="none_new"),
        f.option("Marked on paper", code="on_paper"),
        f.option("Marked here", code="marked"),
        section=OUTSIDE,
        paper="none",
    )
    marks: tuple[Mark, ...] = f.marks("Damage", Mark, section=OUTSIDE, paper="customer")
    lamps: tuple[str, ...] = f.several(
        "Warning lamps on",
        f.option("None", code="none"),
        f.option(f.word("lamp", "Engine"), code="engine"),
        f.option("ABS", code="abs"),
        f.option("Airbag", code="airbag"),
        f.option("Tyre pressure", code="tyres"),
        f.option("Service due", code="service"),
        f.option(f.word("lamp", "Battery"), code="battery"),
        f.option("Oil pressure", code="oil"),
        section=LAMPS,
        wide=12,
    )
    belongings: tuple[str, ...] = f.several(
        "On board",
        f.option("Spare wheel", code="spare"),
        f.option("Jack", code="jack"),
        f.option("Tools", code="tools"),
        f.option("Warning triangle", code="triangle"),
        f.option("Fire extinguisher", code="extinguisher"),
        f.option("Sealant", code="sealant"),
        f.option("Lighter", code="lighter"),
        f.option("Mats", code="mats"),
        f.option("Charger", code="charger"),
        f.option("Vehicle licence", code="licence"),
        f.option("Child seat", code="child_seat"),
        f.option("Camera", code="camera"),
        section=BELONGINGS,
        wide=12,
    )
    belongings_note: str = f.text("Other belongings", section=BELONGINGS, wide=12)
    valuables_told: bool = f.flag("Reminded of valuables", section=BELONGINGS, wide=12)
    tread_lf: int | None = f.whole("Tread, left front", unit="mm", low=0, high=20, section=TYRES, wide=6)
    tread_rf: int | None = f.whole("Tread, right front", unit="mm", low=0, high=20, section=TYRES, wide=6)
    tread_lr: int | None = f.whole("Tread, left rear", unit="mm", low=0, high=20, section=TYRES, wide=6)
    tread_rr: int | None = f.whole("Tread, right rear", unit="mm", low=0, high=20, section=TYRES, wide=6)
    pressure_front: int | None = f.whole("Pressure, front", unit="kPa", low=0, high=1000, section=TYRES, wide=6)
    pressure_rear: int | None = f.whole("Pressure, rear", unit="kPa", low=0, high=1000, section=TYRES, wide=6)
    pads_front: int | None = f.whole("Front pads", unit="mm", low=0, high=30, section=TYRES, wide=6)
    pads_rear: int | None = f.whole("Rear pads", unit="mm", low=0, high=30, section=TYRES, wide=6)
    lights: str = f.choice("Lights", *RESULTS, section=CHECKS, wide=6)
    glass: str = f.choice("Glass and mirrors", *RESULTS, section=CHECKS, wide=6)
    wipers: str = f.choice("Wipers", *RESULTS, section=CHECKS, wide=6)
    horn: str = f.choice("Horn and audio", *RESULTS, section=CHECKS, wide=6)
    climate: str = f.choice("Air conditioning", *RESULTS, section=CHECKS, wide=6)
    seats: str = f.choice("Windows, seats, belts", *RESULTS, section=CHECKS, wide=6)
    oil: str = f.choice("Engine oil", *RESULTS, section=CHECKS, wide=6)
    coolant: str = f.choice("Coolant", *RESULTS, section=CHECKS, wide=6)
    brake_fluid: str = f.choice("Brake fluid", *RESULTS, section=CHECKS, wide=6)
    belts: str = f.choice("Drive belts", *RESULTS, section=CHECKS, wide=6)
    battery: str = f.choice("Battery", *RESULTS, section=CHECKS, wide=6)
    leaks: str = f.choice("Leaks below", *RESULTS, section=CHECKS, wide=6)
    exhaust: str = f.choice("Guards and exhaust", *RESULTS, section=CHECKS, wide=6)
    boots: str = f.choice("Joint boots", *RESULTS, section=CHECKS, wide=6)
    advice: str = f.text("Advice to the customer", rows=2, section=SIGNED, wide=12)
    together: bool = f.flag("Customer walked round with us", section=SIGNED, wide=12)
