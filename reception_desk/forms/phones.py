"""Phone numbers, as people write them; judged by the public numbering plans (library phonenumbers)."""

from __future__ import annotations

import re
from functools import lru_cache

from reception_desk.forms import fields as f
from reception_desk.forms.words import say

REGIONS = {"CN": "CN", "HK": "HK", "US": "US", "GB": "GB", "EU": "DE"}
_EXTENSION = re.compile(r"\s*[-转]\s*\d{1,5}$")
"""As switchboards are written in China: 0755-8888 0000转801."""
MAINLAND = 86
_MOBILE = re.compile("1[3-9]")
"""How mobile numbers of the mainland begin, and nothing else there; all have eleven figures."""


def digits(number: str) -> str:
    return "".join(c for c in number if c.isdigit())


def phone_problem(field: str, number: str, region: str) -> list[f.Problem]:
    """A check when the number cannot be one of this region; it is kept all the same."""
    if not number or not region or region == "XX":
        return []
    possible = any(_is_possible(form, region) for form in (number, _EXTENSION.sub("", number)))
    text = say("This does not look like a phone number of this region. You can keep it.")
    return [] if possible else [f.Problem("check", field, text)]


@lru_cache(maxsize=256)
def _is_possible(number: str, region: str) -> bool:
    import phonenumbers  # 30 ms: only when a phone has been typed

    try:
        parsed = phonenumbers.parse(number, REGIONS.get(region, "CN"))
    except phonenumbers.NumberParseException:
        return False
    if parsed.country_code == MAINLAND and _MOBILE.match(str(parsed.national_number)):
        return len(str(parsed.national_number)) == 11
    reason = phonenumbers.is_possible_number_with_reason(parsed)
    return reason == phonenumbers.ValidationResult.IS_POSSIBLE or len(digits(number)) in (7, 8)


def pretty(number: str, region: str) -> str:
    """138 0013 8000; other numbers as typed."""
    plain = digits(number)
    if region == "CN" and len(plain) == 11 and plain.startswith("1") and not number.startswith("+"):
        return f"{plain[:3]} {plain[3:7]} {plain[7:]}"
    return number
