"""The demo shop's files hold together: counts, codes, numbers, both languages."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from reception_desk.demo.told import FILES, LANGUAGES, Times, read
from reception_desk.demo.visits import drawing
from reception_desk.forms.appointment import Appointment
from reception_desk.forms.check_in import CheckIn
from reception_desk.forms.customer import Customer
from reception_desk.forms.fields import Form, normal_code
from reception_desk.forms.moments import FixedClock, Moment
from reception_desk.forms.payment import Payment
from reception_desk.forms.phones import phone_problem
from reception_desk.forms.plates import is_mainland, is_new_energy
from reception_desk.forms.price_item import PART_CLASSES, PriceItem
from reception_desk.forms.staff import Staff
from reception_desk.forms.vehicle import Vehicle
from reception_desk.forms.vin import check_digit, decode
from reception_desk.forms.walk_around import Mark, WalkAround
from reception_desk.forms.work_order import Job
from reception_desk.resources import resource

NOW = datetime(2026, 11, 21, 15, 20, tzinfo=timezone(timedelta(hours=8)))
CHINESE = re.compile(r"[一-鿿]")
PLATE = re.compile(r"^[一-鿿]{1,2}[A-Z0-9]{0,7}[学港]?$")
DATA = {name: tomllib.loads(resource("demo", f"{name}.toml").read_text(encoding="utf-8")) for name in FILES}
ITEMS = {row["code"]: row for kind in ("labour", "parts", "others") for row in DATA["prices"][kind]}
CUSTOMERS = DATA["customers"]["customer"]
VEHICLES = [car for customer in CUSTOMERS for car in customer["vehicle"]]
CARS = {car["plate"]: car for car in VEHICLES}
PAST, TODAY = [*DATA["history"]["visit"], *DATA["past"]["visit"]], DATA["today"]["visit"]
VISITS = [*PAST, *TODAY]
BOOKINGS = DATA["today"]["booking"]
JOBS = [job for visit in VISITS for job in visit["jobs"]]


def test_demo_has_what_it_promises() -> None:
    assert len(DATA["shop"]["shop"]["bays"]) == 4
    assert Counter(person["role"] for person in DATA["shop"]["staff"]) == {"adviser": 2, "technician": 3, "manager": 1}
    assert (len(DATA["prices"]["labour"]), len(DATA["prices"]["parts"])) == (60, 200)
    assert len(DATA["packages"]["package"]) == 30
    assert Counter(customer.get("kind", "person") for customer in CUSTOMERS) == {"person": 28, "company": 12}
    assert len(CARS) == len(VEHICLES) == 55
    assert {car["body"] for car in VEHICLES} == {"saloon", "suv", "van", "pickup", "motorcycle"}
    assert len([customer for customer in CUSTOMERS if customer.get("vip")]) == 4
    assert len([customer for customer in CUSTOMERS if customer.get("paper_language") == "en"]) == 5
    assert len([customer for customer in CUSTOMERS if customer.get("note")]) >= 12
    assert len([customer for customer in CUSTOMERS if len(customer["phones"]) > 1]) >= 10
    assert len(PAST) == 120
    assert {payment["kind"] for visit in PAST for payment in visit.get("payments", ())} == {
        option.code for option in Payment.spec("kind").options
    }
    assert len({item["class"] for item in DATA["prices"]["parts"]}) == 4
    assert len([visit for visit in PAST if "correct" in visit]) == 3
    assert len([visit for visit in PAST if "comeback_of" in visit]) == 1
    answers = Counter(job["answer"] for visit in PAST for job in visit["jobs"] if "answer" in job)
    assert min(answers["declined"], answers["later"]) >= 3


def bare_texts(data: Any) -> Iterator[str]:
    """Strings that stand outside of an {en, zh_CN} table."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, list):
        for part in data:
            yield from bare_texts(part)
    elif isinstance(data, dict) and not set(data) & set(LANGUAGES):
        for part in data.values():
            yield from bare_texts(part)


def spoken_texts(data: Any) -> Iterator[dict[str, str]]:
    if isinstance(data, list):
        for part in data:
            yield from spoken_texts(part)
    elif isinstance(data, dict):
        if set(data) & set(LANGUAGES):
            yield data
        else:
            for part in data.values():
                yield from spoken_texts(part)


@pytest.mark.parametrize("name", FILES)
def test_demo_texts_are_in_both_languages(name: str) -> None:
    for text in spoken_texts(DATA[name]):
        assert set(text) == set(LANGUAGES), text
        assert all(text.values()), text
        assert not CHINESE.search(text["en"]), text
    for bare in bare_texts(DATA[name]):
        assert not CHINESE.search(bare) or PLATE.match(bare), bare
        assert " " not in bare.strip() or re.fullmatch(r"[-+\d][-+ d:\d]+|LK21 XWP|CL-[-\d]+", bare), bare


def test_demo_price_list_is_priced_and_coded() -> None:
    assert len(ITEMS) == sum(len(DATA["prices"][kind]) for kind in ("labour", "parts", "others"))
    for code, row in ITEMS.items():
        assert normal_code(code, "") == code
        assert row.get("price", 1) > 0
        assert row.get("unit", "h") in DATA["prices"]["units"]
    for language in LANGUAGES:
        names = [row["name"][language] for row in ITEMS.values()]
        assert [name for name, count in Counter(names).items() if count > 1] == []
    for row in DATA["prices"]["parts"]:
        assert row["price"] > 0
        assert row["class"] in {option.code for option in PART_CLASSES} - {"own"}
    assert all(0 < row["hours"] <= 8000 for row in DATA["prices"]["labour"])
    assert {row["kind"] for row in DATA["prices"]["others"]} == {"sublet", "fee", "text"}
    assert all("price" in row for row in DATA["prices"]["others"] if row["kind"] != "text")


def test_demo_packages_are_made_of_the_price_list() -> None:
    for package in DATA["packages"]["package"]:
        assert package.get("months") or package.get("distance")
        assert package["lines"][0][0] in {row["code"] for row in DATA["prices"]["labour"]}
        for code, *quantity in package["lines"]:
            assert code in ITEMS
            assert all(0 < one <= 20_000 for one in quantity)


def test_demo_ten_thousand_service_costs_what_the_pictures_say() -> None:
    lines = next(package for package in DATA["packages"]["package"] if package["code"] == "P-10K")["lines"]
    rows = [ITEMS[line[0]] for line in lines]
    rate = DATA["shop"]["shop"]["labour_rate"]
    assert sum(row.get("price", rate) * row.get("hours", 1000) // 1000 for row in rows) == 48_000


def colour_of(car: dict[str, Any]) -> str:
    """By GA 36: training cars and motorcycles are yellow, those that cross to Hong Kong black."""
    if car["plate"].endswith("港"):
        return "black"
    if car["plate"].endswith("学") or car["body"] == "motorcycle":
        return "yellow"
    return "green" if is_new_energy(car["plate"]) else "blue"


def test_demo_plates_are_of_the_mainland_but_one() -> None:
    plates = [*CARS, *(booking["plate"] for booking in BOOKINGS)]
    assert len({plate[0] for plate in plates if is_mainland(plate)}) >= 6
    assert len([plate for plate in CARS if is_new_energy(plate)]) >= 12
    assert all(normal_code(plate, "plate") == plate for plate in plates)
    assert [plate for plate in plates if not is_mainland(plate)] == ["LK21XWP"]
    assert {len(plate) for plate in CARS if is_mainland(plate)} == {7, 8}
    for plate, car in CARS.items():
        if is_mainland(plate):
            assert car["plate_colour"] == colour_of(car)
            assert is_new_energy(plate) == (car["fuel_kind"] in ("electric", "hybrid"))


def test_demo_vins_tell_their_maker_and_year() -> None:
    makers = {"BYD": "BYD", "Toyota": "Toyota", "Tesla": "Tesla", "Honda": "Honda", "Nissan": "Nissan", "Ford": "Ford",
              "Audi": "Volkswagen", "VW": "Volkswagen", "BMW": "BMW", "Buick": "General Motors", "Wuling": "Wuling",
              "JAC": "JAC", "Great": "Great Wall", "Geely": "Geely", "NIO": "JAC", "Mazda": "Mazda",
              "Haval": "Great Wall", "Mercedes-Benz": "Benz", "Kia": "Kia", "Chery": "Chery", "Yamaha": "Yamaha",
              "Peugeot": "Peugeot", "Hyundai": "Hyundai", "Volvo": "Volvo", "MG": "SAIC MG", "Roewe": "SAIC",
              "Chevrolet": "General Motors", "GAC": "GAC", "Changan": "Changan", "Lexus": "Lexus",
              "Porsche": "Porsche"}  # fmt: skip
    """NIO's first cars were built by JAC, and carry its code; Haval is Great Wall's, Roewe and MG are SAIC's."""
    assert len({car["vin"] for car in VEHICLES}) == len(VEHICLES)
    assert len({car["vin"][:3] for car in VEHICLES}) >= 30
    for car in VEHICLES:
        maker, year = decode(car["vin"])
        assert check_digit(car["vin"]) == car["vin"][8], car["vin"]
        assert makers[car["model"]["en"].split()[0]] in maker, car["vin"]
        assert year == car["year"] == int(car["first_registration"][:4])


def test_demo_phones_could_be_and_belong_to_nobody() -> None:
    told = [phone["number"] for customer in CUSTOMERS for phone in customer["phones"]]
    told += [DATA["shop"]["shop"]["phone"], *(booking["phone"] for booking in BOOKINGS if "phone" in booking)]
    assert len(told) == len(set(told))
    for number in told:
        assert phone_problem("number", number, "CN") == []
        assert number == "138 0013 8000" or number.startswith(("160 ", "0755-0000 ")), number


def codes_of(form: type[Form], told: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """(field, code) of each told choice that its field does not offer."""
    for name, kept in told.items():
        spec = form.specs().get(name)
        for code in kept if isinstance(kept, list) else [kept]:
            if spec and spec.options and code not in {option.code for option in spec.options}:
                yield spec.key, code


def test_demo_codes_are_those_of_the_forms() -> None:
    told: list[tuple[type[Form], dict[str, Any]]] = [(Customer, customer) for customer in CUSTOMERS]
    told += [(Vehicle, car) for car in VEHICLES] + [(Staff, person) for person in DATA["shop"]["staff"]]
    told += [(Appointment, booking) for booking in BOOKINGS] + [(Job, job) for job in JOBS]
    told += [(PriceItem, row) for row in DATA["prices"]["others"]]
    for visit in VISITS:
        told += [(CheckIn, visit), (WalkAround, visit.get("walk", {}))]
        told += [(CheckIn, visit.get(name, {})) for name in ("interview", "claim")]
        told += [(Mark, mark) for mark in visit.get("marks", ())]
        told += [(Payment, payment) for payment in visit.get("payments", ())]
    assert [wrong for form, told_one in told for wrong in codes_of(form, told_one)] == []


OWN_KEYS = {
    *("plate", "arrives", "booked", "closes", "ready", "told", "adviser", "technician", "bay", "jobs", "marks"),
    *(
        "payments",
        "walk",
        "interview",
        "claim",
        "stage",
        "key",
        "comeback_of",
        "next_service",
        "note",
        "advice",
        "limit",
        "correct",
    ),
}


def test_demo_visits_tell_nothing_that_no_form_takes() -> None:
    for visit in VISITS:
        assert set(visit) <= OWN_KEYS | set(CheckIn.specs()), set(visit) - OWN_KEYS
        assert set(visit.get("walk", {})) <= set(WalkAround.specs())
        assert set(visit.get("interview", {})) | set(visit.get("claim", {})) <= set(CheckIn.specs())
        assert visit["adviser"] in ("lin", "chen")
        assert visit.get("technician", "zhao") in ("zhao", "sun", "qian")
        assert set(visit.get("correct", {})) <= {"code", "price", "discount", "reason"}
        for mark in visit.get("marks", ()):
            assert drawing(CARS[visit["plate"]]["body"]).main_zone(mark["zone"]), mark
    for job in JOBS:
        assert set(job) <= {"package", "items", "discount", "title", "extra", *Job.specs()}
        assert all(code in ITEMS for code, *_ in job.get("items", ()))


def test_demo_odometers_rise_as_cars_are_driven() -> None:
    times = Times(FixedClock(NOW))
    last: dict[str, tuple[Moment, int]] = {}
    for visit in sorted(VISITS, key=lambda visit: times.at(visit["arrives"])):
        at, reading = times.at(visit["arrives"]), visit["odometer"]
        if visit["plate"] in last:
            before, lower = last[visit["plate"]]
            assert 5 <= (reading - lower) * 86_400_000 / (at.ms - before.ms) <= 160, visit["plate"]
        last[visit["plate"]] = at, reading
    assert set(last) == set(CARS)
    first = min(times.at(visit["arrives"]) for visit in PAST)
    assert times.at("-1096d 00:00") < first < times.at("-1000d 00:00")


def test_demo_visits_are_spread_over_three_years() -> None:
    days = [int(visit["arrives"].split("d")[0]) for visit in PAST]
    assert min(Counter(-day // 182 for day in days).values()) >= 10


def test_demo_cars_come_after_their_registration_and_leave_after_they_came() -> None:
    times = Times(FixedClock(NOW))
    for visit in PAST:
        arrives, closes = times.at(visit["arrives"]), times.at(visit["closes"])
        assert arrives.day() > CARS[visit["plate"]]["first_registration"], visit["plate"]
        assert 30 <= (closes.ms - arrives.ms) / 60_000 <= 36 * 60, visit["plate"]
        electric = CARS[visit["plate"]]["fuel_kind"] == "electric"
        assert ("charge" in visit, "fuel" in visit) == (electric, not electric), visit["plate"]


def test_demo_services_come_round_by_their_intervals() -> None:
    """Between two services of one package lies about its interval, by months or by distance, whichever ends first."""
    packages = {package["code"]: package for package in DATA["packages"]["package"]}
    last: dict[tuple[str, str], tuple[int, int]] = {}
    shares: list[float] = []
    for visit in sorted(PAST, key=lambda visit: int(visit["arrives"].split("d")[0])):
        day = int(visit["arrives"].split("d")[0])
        for code in (job["package"] for job in visit["jobs"] if "package" in job and "extra" not in job):
            package, key = packages[code], (visit["plate"], code)
            if key in last:
                days, distance = day - last[key][0], visit["odometer"] - last[key][1]
                ends = [days / (package["months"] * 30.4)] if "months" in package else []
                ends += [distance / package["distance"]] if "distance" in package else []
                shares.append(max(ends))
            last[key] = day, visit["odometer"]
    assert len(shares) >= 25
    assert min(shares) >= 0.8
    assert len([share for share in shares if share > 1.4]) <= len(shares) / 5


def test_demo_wrong_lists_are_put_right_on_a_line_that_they_hold() -> None:
    packages = {package["code"]: package for package in DATA["packages"]["package"]}
    for visit in (visit for visit in PAST if "correct" in visit):
        codes = [code for job in visit["jobs"] for code, *_ in job.get("items", ())]
        codes += [line[0] for job in visit["jobs"] if "package" in job for line in packages[job["package"]]["lines"]]
        assert codes.count(visit["correct"]["code"]) == 1


def test_demo_prices_are_those_of_such_a_shop() -> None:
    """In minor units: nothing is free, a part costs no more than 2,500, a whole package no more than 6,000."""
    rate = DATA["shop"]["shop"]["labour_rate"]
    assert all(100 <= row["price"] <= 250_000 for row in DATA["prices"]["parts"])
    assert all(row["price"] % 100 == 0 for row in DATA["prices"]["parts"])
    for package in DATA["packages"]["package"]:
        total = 0
        for code, *quantity in package["lines"]:
            row = ITEMS[code]
            price = row.get("price", rate if "hours" in row else 0)
            total += price * (quantity[0] if quantity else row.get("hours", 1000)) // 1000
        assert 10_000 <= total <= 600_000, package["code"]


def test_demo_read_gives_names_in_both_languages() -> None:
    here, there = read("packages", "en"), read("packages", "zh_CN")
    for one, other in zip(here["package"], there["package"], strict=True):
        assert (one["name"], one["name_other"]) == (other["name_other"], other["name"])
