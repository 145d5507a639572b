"""What a paper says about itself. No ReportLab here: the desk makes these before anything is drawn."""

from __future__ import annotations

from dataclasses import dataclass

from reception_desk.forms.moments import Moment


@dataclass(frozen=True)
class Facts:
    """`number`: legal kinds only; `copy`: 0 for the original; `scan`: 14 digits for QR and Code 128;
    `changes` since the last revision: ("added" | "removed" | "changed", words)."""

    at: Moment
    number: str = ""
    revision: int = 1
    copy: int = 0
    staff: str = ""
    scan: str = ""
    changes: tuple[tuple[str, str], ...] = ()
    page: str = "A4"
    """What it is printed on: A4, A5, letter or roll."""
