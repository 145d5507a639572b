"""Region profiles: what a new shop starts from."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest
from babel.numbers import get_currency_precision

from reception_desk.forms.plates import is_mainland
from reception_desk.forms.shop import Shop
from reception_desk.language import LANGUAGES, Language
from reception_desk.resources import resource

REGIONS = [option.code for option in Shop.spec("region").options]
CHINESE = re.compile(r"[一-鿿]")


def raw(region: str) -> dict[str, Any]:
    return tomllib.loads(resource("profiles", f"{region}.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("region", REGIONS)
def test_profile_says_all_that_a_new_shop_needs(region: str) -> None:
    told = raw(region)
    assert set(told) == set(raw("CN"))
    assert told["region"] == region
    assert told["minor_digits"] == get_currency_precision(told["currency"]) == 2
    assert told["distance"] in {option.code for option in Shop.spec("distance").options}
    assert told["paper"] in ("A4", "letter")
    assert told["dates"] in ("iso", "locale")
    for name in ("labour_rate", "warranty_days", "warranty_distance", "service_months", "service_distance", "promise"):
        assert told[name] > 0, name
    shop = Shop(
        **{name: kept for name, kept in told.items() if name in Shop.specs() and name not in ("tax_name", "terms")}
    )
    assert shop.problems() == [problem for problem in shop.problems() if problem.field == "name"]


@pytest.mark.parametrize("region", REGIONS)
def test_profile_texts_are_in_both_languages_a_term_a_line(region: str) -> None:
    told = raw(region)
    for language in LANGUAGES:
        lines = told["terms"][language].strip().splitlines()
        assert len(lines) == 4
        assert not any(line[0].isdigit() for line in lines), "the paper numbers them"
        assert bool(CHINESE.search(told["terms"][language])) == (language == "zh_CN")
        assert len(told["tax_name"][language]) <= Shop.spec("tax_name").length


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_profile_names_the_locale_that_the_language_uses(region: str, language: str) -> None:
    assert raw(region)["formats"][language] == str(Language(language, region).locale)


def test_profile_of_china_promises_what_the_ministry_asks_for() -> None:
    told = raw("CN")
    assert (told["warranty_days"], told["warranty_distance"]) == (10, 2000)
    assert is_mainland(told["plate_example"])
    assert told["plate_example"].startswith(told["plate_prefix"])
