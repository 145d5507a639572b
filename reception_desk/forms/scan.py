"""Scan codes: digits only, so that no input method swallows them.

`88` + type (1 visit, 2 vehicle, 3 part, 4 staff badge) + 9 digits + 2 check digits (ISO 7064 MOD 97-10) = 14 digits.
"""

from __future__ import annotations

VISIT, VEHICLE, PART, BADGE = "1", "2", "3", "4"
LENGTH, PREFIX = 14, "88"


def payload(kind: str, counter: int, number: int) -> str:
    """`counter`: two digits, desk and epoch; `number`: seven digits of the series `scan`."""
    body = f"{PREFIX}{kind}{counter:02d}{number:07d}"
    return f"{body}{98 - int(body) * 100 % 97:02d}"


def may_begin(text: str) -> bool:
    """Whether these digits can be the first ones of a code."""
    return len(text) <= LENGTH and text[:2] == PREFIX[: len(text)] and text[2:3] in ("", VISIT, VEHICLE, PART, BADGE)


def kind_of(text: str) -> str:
    """The type digit of a valid code, "" for anything else."""
    if len(text) != LENGTH or not (text.isascii() and text.isdigit()) or not text.startswith(PREFIX):
        return ""
    return text[2] if int(text) % 97 == 1 else ""
