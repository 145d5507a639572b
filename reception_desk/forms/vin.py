"""VIN 车架号: ISO 3779. North America and China (GB 16735) have a check digit; a wrong one is only a check."""

from __future__ import annotations

from reception_desk.forms import fields as f
from reception_desk.forms.words import say

_VALUES = dict(
    zip("ABCDEFGHJKLMNPRSTUVWXYZ0123456789", [*range(1, 9), *range(1, 6), 7, 9, *range(2, 10), *range(10)], strict=True)
)
_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_CHECKED = tuple("12345L")


def check_digit(vin: str) -> str:
    """The ninth character that the other sixteen ask for (49 CFR 565.15). `vin` has 17 valid characters."""
    rest = sum(_VALUES[c] * weight for c, weight in zip(vin, _WEIGHTS, strict=True)) % 11
    return "X" if rest == 10 else str(rest)


def vin_problems(field: str, vin: str) -> list[f.Problem]:
    if not vin:
        return []
    wrong = "".join(sorted(set(vin) - set(_VALUES)))
    if wrong:
        text = say("A VIN has no {letters}. Look again: I, O and Q are never used.", letters=wrong)
    elif len(vin) != 17:
        text = say("A VIN has 17 characters; this has {length}. You can finish it later.", length=len(vin))
    elif vin[0] in _CHECKED and check_digit(vin) != vin[8]:
        text = say("The check digit of this VIN is wrong. Compare it with the car.")
    else:
        return []
    return [f.Problem("check", field, text)]


def decode(vin: str) -> tuple[str, int | None]:
    """Maker and model year told by the number itself, ("", None) where it does not tell (library vininfo)."""
    if len(vin) != 17 or set(vin) - set(_VALUES):
        return "", None
    from vininfo import Vin

    told = Vin(vin)
    maker = str(told.manufacturer or "")
    return ("" if maker.startswith(("Unknown", "Unsupported")) else maker), max(told.years or [0]) or None
