"""Blank papers for a power cut: check-in, walk-around and work order to fill in with a pen and type in later.

They belong to no visit: where the codes stand there is a line for the visit's number. Which fields they ask for is the
declaration of the sheets.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from reception_desk.forms.check_in import CheckIn
from reception_desk.forms.customer import Customer, Phone
from reception_desk.forms.fields import Spec
from reception_desk.forms.vehicle import Vehicle
from reception_desk.forms.visit import Visit
from reception_desk.forms.walk_around import MARK_KINDS, Mark, WalkAround
from reception_desk.forms.words import Text, say, word
from reception_desk.forms.work_order import Approval, Job, WorkLine, WorkOrder
from reception_desk.language import Language
from reception_desk.printing.blocks import Signature, date_words, face, numbered, shop_block, signature_block
from reception_desk.printing.boxes import tick_box
from reception_desk.printing.cells import CAPTION, PAD, TERMS, plain, row
from reception_desk.printing.check_rows import checks_block, is_check
from reception_desk.printing.content import Content
from reception_desk.printing.estimate import amount_title
from reception_desk.printing.facts import Facts
from reception_desk.printing.flow import Block, Drawn, Page, Piece, flow
from reception_desk.printing.paper import A4, PAGES, Face, Frame, Sheet
from reception_desk.printing.pen import THIN, Pen
from reception_desk.printing.pen_fields import (
    asked,
    choices_words,
    columns_of,
    pen_block,
    section_blocks,
    table_block,
    titled,
    told,
)
from reception_desk.printing.text import Font
from reception_desk.printing.walk_around import DRAWING, WalkAroundPaper
from reception_desk.printing.walk_blocks import draw_views

NUMBER = 58.0
"""Length of the line for a visit's number."""
MARKS, ACROSS = 9, 3
NO_DAMAGE = "none_new"
LINES, APPROVALS = 8, 3


class BlankSheet(Sheet):
    """No codes: a line for the number that the visit gets when it is typed in."""

    def _codes(self) -> None:
        self._line(self._frame.right - NUMBER, 22.0, self._language.say(Visit.spec("number").label), NUMBER)

    def continuation(self, number: int, count: int) -> None:
        pen, face, frame, say_ = self._pen, self._face, self._frame, self._language.say
        pen.text(frame.left, 18.5, face.title, Font(12, bold=True))
        pen.text(frame.left, 22.4, face.name + self._gap + self.page_words(number, count), CAPTION)
        self._line(frame.right - 100, 21.0, say_(Visit.spec("number").label), 52)
        self._line(frame.right - 46, 21.0, say_(Vehicle.spec("plate").label), 46)

    def _line(self, x: float, y: float, words: str, wide: float) -> None:
        used = self._pen.text(x, y - 1, words, CAPTION) + 1.5
        self._pen.rule(x + used, y, x + wide, y, THIN)


class BlankPaper:
    """What the three have in common."""

    frame = Frame()
    sheet: type[Sheet] = BlankSheet
    title: Text

    def __init__(self, content: Content) -> None:
        self._content = content

    def face(self) -> Face:
        return _face(self._content, self.title)

    def pages(self) -> list[Page]:
        c = self._content
        return flow([shop_block(c, self.frame, self.face()), *self.blocks(), self.signed()], self.frame.room)

    def blocks(self) -> list[Block]:
        raise NotImplementedError

    def signed(self) -> Block:
        return _signed(self._content, self.frame, ())

    def _asks(self, title: Text, *specs: Spec) -> Block:
        return pen_block(self._content, self.frame, title, specs)


def _face(c: Content, title: Text) -> Face:
    words = c.say(title)
    return face(c, words, pill=c.say(say("To fill in with a pen")), details=(), name=words)


def _signed(c: Content, frame: Frame, more: Sequence[Signature]) -> Block:
    fields = [
        Signature(c.say(word("signature", "Customer")), "", date_words(c, "minute")),
        Signature(c.say(say("Adviser")), "", date_words(c, "minute")),
        *more,
        Signature(c.say(say("Typed in")), "", date_words(c, "minute")),
    ]
    return signature_block(c, frame, fields, 15, 12)


class BlankCheckIn(BlankPaper):
    title = say("Check-in sheet")

    def blocks(self) -> list[Block]:
        c, frame = self._content, self.frame
        customer = told(Customer)
        customer.insert(1, Phone.spec("number"))
        return [
            self._asks(word("block", "Vehicle"), *told(Vehicle), Visit.spec("arrived")),
            self._asks(word("party", "Customer"), *customer),
            *section_blocks(c, frame, asked(CheckIn)),
        ]


class BlankWorkOrder(BlankPaper):
    title = word("paper title", "Work order")

    def blocks(self) -> list[Block]:
        c, frame = self._content, self.frame
        car = (Vehicle.spec(name) for name in ("plate", "model", "vin"))
        terms = [c.warranty_words(), *c.shop.terms.split("\n")]
        return [
            self._asks(
                word("block", "Vehicle"),
                *car,
                CheckIn.spec("odometer"),
                Visit.spec("arrived"),
                CheckIn.spec("promised"),
                Customer.spec("name"),
                Phone.spec("number"),
            ),
            self._asks(word("block", "Request"), CheckIn.spec("concern")),
            *self._tables(),
            self._sums(),
            *section_blocks(c, frame, asked(WorkOrder)),
            self._approvals(),
            numbered(c, frame, terms).with_next(),
        ]

    def _tables(self) -> list[Block]:
        """Labour by its jobs, parts by their lines; each declared field that customers read is a column."""
        c = self._content
        jobs = [spec for spec in told(Job, JOB_TOLD_ELSEWHERE) if spec.kind != "link"]
        lines = told(WorkLine, LINE_TOLD_ELSEWHERE)
        labour = [*jobs, *(spec for spec in lines if spec.key not in OF_PARTS)]
        return [
            *self._table(c.say(word("block", "Labour")), labour),
            *self._table(c.say(word("block", "Parts")), lines_of_parts(lines)),
        ]

    def _table(self, title: str, specs: Sequence[Spec]) -> list[Block]:
        c, frame = self._content, self.frame
        block = table_block(frame, title, columns_of(c, specs, frame.wide, amount_title(c)), LINES)
        words = choices_words(c, specs)
        if words:
            block.pieces.append(row([plain(frame.inner, frame.wide, words, font=Font(7.5))], 4.6))
        return [block.whole()]

    def _sums(self) -> Block:
        c, frame = self._content, self.frame
        labels = [
            c.say(word("sum", "Labour")),
            c.say(word("sum", "Parts")),
            c.say(word("sum", "Other")),
            c.say(word("sum", "Discount")),
            c.shop.tax_name or c.say(say("Tax")),
            c.say(say("Estimated total")),
        ]
        wide = frame.wide / len(labels)

        def draw(pen: Pen, y: float, height: float) -> None:
            for at, words in enumerate(labels):
                x = frame.inner + at * wide
                pen.text(x + PAD, y + 3.6, words, CAPTION)
                if at:
                    pen.rule(x, y, x, y + height)

        return titled(frame, c.say(word("block", "Estimate")), [Drawn(9.5, by=draw)])

    def _approvals(self) -> Block:
        """Work that is found later: what, how much, who said yes, when and how."""
        c, frame = self._content, self.frame
        specs = told(Approval)
        block = table_block(frame, c.say(word("block", "Agreed")), columns_of(c, specs, frame.wide), APPROVALS)
        words = choices_words(c, specs)
        block.pieces.append(row([plain(frame.inner, frame.wide, words, font=Font(7.5))], 4.6))
        return block.whole()


JOB_TOLD_ELSEWHERE = ("job.payer_name",)
LINE_TOLD_ELSEWHERE = ("line.kind", "line.reduction", "line.tax_rate")
"""The table tells the kind; a discount has one column; the rate is the shop's."""
OF_PARTS = ("line.name", "line.code", "line.part_class")
"""Columns that only parts have; labour is told by its job."""


def lines_of_parts(lines: Sequence[Spec]) -> list[Spec]:
    """Name first, as on the printed order."""
    return sorted(lines, key=lambda spec: spec.name != "name")


class BlankWalkAround(WalkAroundPaper):
    """The printed sheet's drawing, legend and checks, with places for the pen around them."""

    sheet: type[Sheet] = BlankSheet

    def face(self) -> Face:
        c = self._content
        title = word("paper title", "Walk-around sheet")
        own = _face(c, title)
        details = c.say(Vehicle.spec("body").option(c.vehicle.body))
        return Face(**{**vars(own), "second_title": c.second(title), "size": 22.0, "details": details})

    def pages(self) -> list[Page]:
        c, frame = self._content, self.frame
        placed = {"walk_around.state", *(spec.key for spec in asked(WalkAround) if is_check(spec))}
        rest = asked(WalkAround, placed)
        return flow(
            [
                shop_block(c, frame, self.face()),
                self._head(),
                self._car(),
                *section_blocks(c, frame, rest),
                checks_block(c, frame, by_pen=True).whole(),
                _signed(c, frame, ()),
            ],
            frame.room,
        )

    def _head(self) -> Block:
        car = ("plate", "model", "colour", "next_service_day", "next_service_odometer", "insurer", "insurance_until")
        specs = [Vehicle.spec(name) for name in car]
        specs[3:3] = [Customer.spec("name"), Phone.spec("number"), CheckIn.spec("odometer"), CheckIn.spec("fuel")]
        return pen_block(self._content, self.frame, word("walk-around", "Vehicle"), specs)

    def _car(self) -> Block:
        c, frame = self._content, self.frame

        def draw(pen: Pen, y: float, height: float) -> None:
            draw_views(c, (), pen, (frame.inner + 3, y + 1.5, frame.wide - 6, height - 3), c.both)

        drawing = Drawn(DRAWING, stretch=24, keep=True, by=draw)
        return self._block(word("walk-around", "Outside"), [drawing, self._legend(), *self._list()]).whole()

    def _list(self) -> list[Piece]:
        """Numbered lines for what is marked on the drawing, and one box for none."""
        c, frame = self._content, self.frame
        wide = frame.wide / ACROSS
        none = c.both(WalkAround.spec("state").option(NO_DAMAGE))
        told_so = c.language.join([c.say(Mark.spec(name).label) for name in ("zone", "kind", "size", "note")])
        letters = "/".join(option.code for option in MARK_KINDS)

        def head(pen: Pen, y: float, height: float) -> None:
            tick_box(pen, frame.inner + PAD, y + height / 2, 3.8)
            pen.middle(frame.inner + PAD + 5, y + height / 2, none, TERMS)
            pen.middle(frame.right - PAD, y + height / 2, f"{told_so}{c.gap}{letters} 1–3", Font(7.5), "right")

        def line(first: int, pen: Pen, y: float, height: float) -> None:
            for at in range(ACROSS):
                x = frame.inner + at * wide + PAD
                pen.disc(x + 2.2, y + height - 3.2, 2.1, weight=0.6, fill=None)
                pen.middle(x + 2.2, y + height - 3.2, str(first + at), CAPTION, "centre")
                pen.rule(x + 5.4, y + height - 1.2, x + wide - 2 * PAD, y + height - 1.2, THIN)

        rows = [Drawn(7.4, rule=0, by=partial(line, first)) for first in range(1, MARKS + 1, ACROSS)]
        return [Drawn(6.0, rule=0, keep=True, by=head), *rows]


PAPERS: dict[str, type[BlankPaper | BlankWalkAround]] = {
    "check_in": BlankCheckIn,
    "walk_around": BlankWalkAround,
    "work_order": BlankWorkOrder,
}


def draw(kind: str, body: Mapping[str, Any], language: Language, facts: Facts) -> bytes:
    """One of them as PDF."""
    paper = PAPERS[kind](Content(body, language, facts))
    wide, high = PAGES.get(facts.page, A4)
    paper.frame = paper.frame.on(high)
    own = paper.face()
    pen = Pen(A4[0], high, wide=wide, title=own.name, author=own.shop, language=language.code)
    paper.sheet(pen, language, paper.frame, own).draw(paper.pages())
    return pen.finish()
