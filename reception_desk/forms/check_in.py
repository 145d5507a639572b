"""Check-in 接车: what is agreed and noted when the car arrives."""

from __future__ import annotations

from datetime import date

from reception_desk.forms import fields as f
from reception_desk.forms.moments import Moment
from reception_desk.forms.phones import phone_problem
from reception_desk.forms.visit import PURPOSES
from reception_desk.forms.words import say, value, verbatim

ARRIVAL = f.section("Arrival")
CONCERN = f.section("What the customer says")
INTERVIEW = f.section("Fault interview", folded=True, opens_for=("repair", "comeback", "warranty", "complaint"))
INSURANCE = f.section("Accident and insurance", folded=True, opens_for=("accident", "body"))
KEEPING = f.section("Keys and papers", "side", folded=True)
CONSENT = f.section("Consent and contact", "side", folded=True)

PAYMENT_KINDS = (
    f.option("Cash", code="cash"),
    f.option("Card", code="card"),
    f.option("WeChat", code="wechat"),
    f.option("Alipay", code="alipay"),
    f.option("Transfer", code="transfer"),
    f.option("On account", code="account"),
)
FUEL_LEVELS = (
    f.option(f.word("fuel", "Empty"), code="0"),
    *(f.option(verbatim(f"{n}/8"), code=str(n)) for n in range(1, 8)),
    f.option(f.word("fuel", "Full"), code="8"),
)
MOST_A_DAY = 500
PRINT = frozenset({"print"})


@f.form
class CheckIn(f.Form):
    table = "check_in"
    title = f.title("Check-in")
    paper = "customer"
    visit: str = f.link("Visit", "visit")
    odometer: int | None = f.whole(
        "Odometer", unit="distance", low=0, high=2_000_000, section=ARRIVAL, walk=True, wide=3, holds=PRINT
    )
    fuel: str = f.choice("Fuel level", *FUEL_LEVELS, gauge=True, section=ARRIVAL, walk=True, wide=4)
    charge: int | None = f.whole("Charge level", unit="%", low=0, high=100, section=ARRIVAL, walk=True, wide=4)
    promised: Moment | None = f.moment("Promised", section=ARRIVAL, walk=True, wide=3, holds=PRINT)
    waiting: str = f.choice(
        "Customer waits",
        f.option("Leaves the car", code="leaves"),
        f.option("Waits here", code="waits"),
        default="leaves",
        section=ARRIVAL,
    )
    bringer: str = f.choice(
        "Brought in by",
        f.option(f.word("bringer", "Owner"), code="owner"),
        f.option("Family", code="family"),
        f.option("Driver", code="driver"),
        f.option("Somebody else", code="other"),
        default="owner",
        section=ARRIVAL,
    )
    bringer_phone: str = f.code("Phone", pattern="phone", personal=True, section=ARRIVAL)
    purposes: tuple[str, ...] = f.several("Purpose", *PURPOSES, section=ARRIVAL, rows=1)
    old_parts: str = f.choice(
        "Old parts",
        f.option("Takes them", code="take"),
        f.option("Shop keeps", code="keep"),
        f.option("None", code="none"),
        default="take",
        section=ARRIVAL,
    )
    road_test: str = f.choice(
        "Road test",
        f.option(f.word("road test", "Agreed"), code="yes"),
        f.option(f.word("road test", "Not agreed"), code="no"),
        section=ARRIVAL,
    )
    wash: str = f.choice(
        "Car wash",
        f.option(f.word("wash", "Yes"), code="yes"),
        f.option(f.word("wash", "No"), code="no"),
        section=ARRIVAL,
    )
    odometer_unreadable: bool = f.flag("Odometer cannot be read", section=ARRIVAL, wide=3)
    key_tag: str = f.code("Key tag", length=12, section=ARRIVAL)
    parking: str = f.text("Parking place", length=12, section=ARRIVAL)
    envelope: str = f.code("Envelope number", length=12, section=ARRIVAL)
    concern: str = f.text("In the customer's own words", rows=2, length=4000, section=CONCERN, wide=12)
    since: str = f.choice(
        "Since when",
        f.option(f.word("since", "Today"), code="today"),
        f.option("Some days", code="days"),
        f.option("Some weeks", code="weeks"),
        f.option("Longer", code="longer"),
        f.option("After a repair", code="repair"),
        section=INTERVIEW,
    )
    how_often: str = f.choice(
        "How often", f.option("Always", code="always"), f.option("Sometimes", code="sometimes"), section=INTERVIEW
    )
    engine: str = f.choice(
        "Engine",
        f.option("Cold", code="cold"),
        f.option("Warm", code="warm"),
        f.option("Both", code="both"),
        section=INTERVIEW,
    )
    weather: str = f.choice(
        "Weather",
        f.option("Dry", code="dry"),
        f.option("Rain", code="rain"),
        f.option("Hot", code="hot"),
        f.option("Frost", code="frost"),
        section=INTERVIEW,
    )
    load: str = f.choice(
        "Load",
        f.option("Empty car", code="empty"),
        f.option("Loaded", code="loaded"),
        f.option("Trailer", code="trailer"),
        section=INTERVIEW,
    )
    road: str = f.choice(
        "Road",
        f.option("Town", code="town"),
        f.option("Country road", code="country"),
        f.option("Motorway", code="motorway"),
        f.option("Bumpy", code="bumpy"),
        f.option("Hill", code="hill"),
        section=INTERVIEW,
    )
    driving: tuple[str, ...] = f.several(
        "When driving",
        f.option("Starting", code="starting"),
        f.option("Idling", code="idling"),
        f.option("Low speed", code="low"),
        f.option("High speed", code="high"),
        f.option("Accelerating", code="accelerating"),
        f.option("Braking", code="braking"),
        f.option("Cornering", code="cornering"),
        section=INTERVIEW,
        wide=12,
    )
    signs: tuple[str, ...] = f.several(
        "What is noticed",
        f.option("Noise", code="noise"),
        f.option("Smell", code="smell"),
        f.option("Vibration", code="vibration"),
        f.option("Leak", code="leak"),
        f.option("Warning light", code="light"),
        f.option("No power", code="power"),
        section=INTERVIEW,
        wide=12,
    )
    before: str = f.text("Fitted or repaired before, and where", section=INTERVIEW, wide=12)
    insurer: str = f.text("Insurer", length=60, section=INSURANCE, wide=4)
    claim: str = f.code("Claim number", section=INSURANCE, wide=4)
    arrival: str = f.choice(
        "Way it came",
        f.option("Driven", code="driven"),
        f.option("Towed", code="towed"),
        f.option("Carried", code="carried"),
        default="driven",
        section=INSURANCE,
        wide=4,
    )
    bringer_name: str = f.text("Name of the bringer", length=60, personal=True, section=KEEPING, wide=12)
    keys: int | None = f.whole("Keys", low=0, high=20, section=KEEPING, wide=4)
    queue: int | None = f.whole("Queue number", low=0, section=KEEPING, wide=4)
    expected_wait: int | None = f.span("Expected wait", low=0, section=KEEPING, wide=4)
    papers: tuple[str, ...] = f.several(
        "Papers left",
        f.option("Vehicle licence", code="licence"),
        f.option("Service booklet", code="booklet"),
        f.option("Insurance papers", code="insurance"),
        section=KEEPING,
        wide=12,
    )
    pays: str = f.choice("Way of paying", *PAYMENT_KINDS, section=CONSENT, wide=6)
    reach_by: str = f.choice(
        "Best reached by",
        f.option(f.word("reach", "Phone"), code="phone"),
        f.option("WeChat", code="wechat"),
        f.option("Text message", code="sms"),
        f.option("Email", code="email"),
        section=CONSENT,
        wide=6,
    )
    data_consent: bool = f.flag("Agrees that the shop keeps the data", section=CONSENT, wide=12)

    def problems(self, known: f.Known | None = None) -> list[f.Problem]:
        """An odometer that cannot be read is not missing."""
        found = super().problems(known)
        free = self.odometer_unreadable and self.odometer is None
        return [problem for problem in found if not (free and problem.field == "odometer")]

    def checks(self, known: f.Known) -> list[f.Problem]:
        found = phone_problem("bringer_phone", self.bringer_phone, known.region)
        if self.odometer is not None and known.odometer is not None:
            found += self._beside_last(self.odometer, known.odometer, known)
        return found

    def _beside_last(self, odometer: int, last: int, known: f.Known) -> list[f.Problem]:
        """A lower reading, or more than 500 a day since the last one, is questioned and kept."""
        words = {"last": value("whole", last, known.distance), "day": value("day", known.odometer_day)}
        if odometer < last:
            text = say("Lower than {last} on {day}. Check the figure, or keep it if the cluster was replaced.", **words)
        elif odometer - last > MOST_A_DAY * max(1, _days(known.odometer_day, known.today)):
            text = say("Much more than {last} on {day}. Check the figure.", **words)
        else:
            return []
        return [f.Problem("check", "odometer", text)]


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days if first and last else 1
