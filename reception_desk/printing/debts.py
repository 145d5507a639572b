"""What customers owe, as a list for the wall or the bookkeeper. It belongs to no visit and is not archived."""

from __future__ import annotations

from collections.abc import Sequence

from reception_desk.forms.words import say, word
from reception_desk.language import Language
from reception_desk.printing.cells import CAPTION, FOOTER, STRONG, Column, plain, row, table
from reception_desk.printing.flow import Block, Room, flow
from reception_desk.printing.paper import A4, PAGES, Frame, draw_parts
from reception_desk.printing.pen import MEDIUM, Pen
from reception_desk.printing.text import Font

FRAME = Frame(strip=0, first=27.0, other=27.0, last_rule=MEDIUM)
_TITLE = Font(18, bold=True)


def draw(rows: Sequence[Sequence[str]], total: str, language: Language, *, shop: str, at: str, page: str) -> bytes:
    """`rows`: customer, phone, plate, visit, day, amount; all in words already."""
    wide, high = PAGES.get(page, A4)
    frame, title = FRAME.on(high), language.say(say("What customers owe"))
    pen = Pen(A4[0], high, wide=wide, title=title, author=shop, language=language.code)
    columns = [
        Column(46, language.say(word("column", "Customer")), edge=False),
        Column(35, language.say(word("column", "Phone")), edge=False),
        Column(29, language.say(word("column", "Plate")), edge=False),
        Column(26, language.say(word("column", "Visit")), edge=False),
        Column(20, language.say(word("column", "Since")), edge=False),
        Column(22, language.say(word("column", "Owes")), "right", edge=False),
    ]
    head, pieces = table(frame.left, columns, rows)
    if pieces:
        pieces[-1].keep = True
    sums = [
        plain(frame.left, 60, language.say(word("sum", "Total")), font=STRONG),
        plain(frame.right - 60, 60, total, font=STRONG, align="right"),
    ]
    pages = flow([Block("", [*pieces, row(sums, 7.0)], head=head)], Room(frame.first, frame.other, frame.bottom))
    for number, one in enumerate(pages, 1):
        pen.page()
        pen.text(frame.left, 18, title, _TITLE)
        pen.text(frame.right, 18, at, CAPTION, "right")
        draw_parts(pen, frame, one)
        pen.rule(frame.left, one.end, frame.right, one.end, MEDIUM)
        pen.text(frame.left, frame.foot, shop, FOOTER)
        words = language.say(say("Page {page} of {pages}", page=number, pages=len(pages)))
        pen.text(frame.right, frame.foot, words, FOOTER, "right")
    return pen.finish()
