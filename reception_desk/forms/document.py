"""Every paper that leaves the desk: what was on it, in which words, with which number and checksum."""

from __future__ import annotations

from reception_desk.forms import fields as f
from reception_desk.forms.moments import Moment
from reception_desk.forms.words import verbatim

PAPERS = (
    f.option("Work order", code="work_order"),
    f.option("Job card", code="job_card"),
    f.option("Walk-around sheet", code="walk_around"),
    f.option("Settlement list", code="settlement"),
    f.option("Credit note", code="credit_note"),
    f.option("Receipt", code="receipt"),
)
SERIES = {"settlement": "INV", "credit_note": "CN", "receipt": "RC"}
"""The legal kinds and the letters of their number series; these promise no holes."""
PAGES = (
    f.option(verbatim("A4"), code="A4"),
    f.option("Letter", code="letter"),
    f.option("A5, lying", code="A5"),
    f.option("80 mm roll", code="roll"),
)
_SMALLER = {"job_card": ("A5",), "receipt": ("A5", "roll")}


def pages_of(kind: str) -> tuple[str, ...]:
    """The sizes that a kind of paper can be drawn on."""
    return ("A4", "letter", *_SMALLER.get(kind, ()))


@f.form
class Document(f.Form):
    """`content` is canonical JSON; both sums are SHA-256 in hex; `credits` names the paper that is reversed."""

    table = "document"
    title = f.title("Paper")
    kind: str = f.choice("Paper", *PAPERS)
    visit: str = f.link("Visit", "visit")
    payer: str = f.code("Payer", pattern="key")
    language: str = f.code("Language", pattern="key")
    page: str = f.code("Page size", pattern="key")
    revision: int | None = f.whole("Revision")
    number: str = f.code("Paper number")
    at: Moment | None = f.moment("Printed at")
    staff: str = f.link("Printed by", "staff")
    rule: str = f.code("Rounding rule", pattern="key")
    amount: int | None = f.money("Total")
    credits: str = f.link("Reverses", "document")
    content: str = f.text("Content", length=10_000_000, rows=2, personal=True)
    content_sum: str = f.code("Content checksum", pattern="key", length=64)
    file_sum: str = f.code("File checksum", pattern="key", length=64)

    @property
    def legal(self) -> bool:
        return self.kind in SERIES
