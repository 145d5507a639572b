"""Where one kind of paper is printed, how often and on what; as the shop does and once where nothing is said."""

from __future__ import annotations

from reception_desk.forms import fields as f
from reception_desk.forms.document import PAGES, PAPERS


@f.form
class PrintRoute(f.Form):
    table = "print_route"
    title = f.title("Printing of a paper")
    paper = "none"
    kind: str = f.choice("Paper", *PAPERS)
    printer: str = f.text("Print to", wide=6)
    copies: int | None = f.whole("Copies", low=1, high=9, wide=3)
    page: str = f.choice("Paper size", *PAGES, wide=3)
