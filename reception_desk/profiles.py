"""What a new shop starts from: the profile of its region, and what the person told at the first run."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import Any

from reception_desk.forms.shop import Shop
from reception_desk.resources import resource

REGIONS = tuple(option.code for option in Shop.spec("region").options)
COPIED = (
    "region",
    "currency",
    "distance",
    "tax_rate",
    "tax_included",
    "labour_rate",
    "tolerance",
    "warranty_days",
    "warranty_distance",
    "service_months",
    "service_distance",
    "promise",
    "plate_prefix",
)
"""Keys of a profile that are fields of the shop."""
WORDED = ("tax_name", "terms")
"""Those that a profile has in every language of the program."""


@dataclass(frozen=True)
class FirstRunAnswers:
    """What the pages of the first run brought; a page that was skipped leaves what the region has.

    None stands for the region's own; `tax_rate` in hundredths of a percent point; `person` is who works here first.
    """

    language: str
    region: str
    name: str = ""
    phone: str = ""
    address: str = ""
    plate_prefix: str | None = None
    tax_rate: int | None = None
    tax_included: bool | None = None
    person: str = ""
    demo: bool = False


def profile(region: str) -> dict[str, Any]:
    """The profile of a region as it stands in its file; an unknown region is like any other (XX)."""
    known = region if region in REGIONS else "XX"
    return tomllib.loads(resource("profiles", f"{known}.toml").read_text(encoding="utf-8"))


def shop_of(answers: FirstRunAnswers) -> Shop:
    """The shop's first sheet."""
    told = profile(answers.region)
    values = {name: told[name] for name in COPIED}
    values |= {name: told[name][answers.language].strip() for name in WORDED}
    values["sheet_page"] = told["paper"]
    own = {name: getattr(answers, name) for name in ("plate_prefix", "tax_rate", "tax_included")}
    values |= {name: kept for name, kept in own.items() if kept is not None}
    values |= {name: getattr(answers, name) for name in ("language", "name", "phone", "address")}
    return Shop(**values)
