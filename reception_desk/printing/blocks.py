"""Blocks that several papers share: plate beside its rows, signatures, what changed, who agreed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reception_desk.forms.visit import short_number
from reception_desk.forms.words import say, word
from reception_desk.forms.work_order import Approval
from reception_desk.printing.boxes import plate_box, ticked, ticked_width
from reception_desk.printing.cells import (
    CAPTION,
    CAPTION_BOLD,
    PAD,
    TERMS,
    Column,
    Row,
    Words,
    labelled,
    padded,
    paragraph,
    row,
    step,
    table,
    text_rows,
)
from reception_desk.printing.content import READ_BACK, Content
from reception_desk.printing.flow import Block, Piece
from reception_desk.printing.paper import Face, Frame, shop_overflows
from reception_desk.printing.pen import HAIR, THIN, Pen
from reception_desk.printing.text import Font, width, wrap


@dataclass
class PlateRows(Piece):
    """The plate over the first column of some rows."""

    plate: str = ""
    x: float = 0
    wide: float = 0
    right: float = 0
    rows: list[Row] = field(default_factory=list)
    size: float = 28

    def draw(self, pen: Pen, y: float, height: float) -> None:
        plate_box(pen, self.x, y, self.wide, min(height, 15), self.plate, self.size)
        pen.rule(self.x + self.wide, y, self.x + self.wide, y + height)
        for at, own in enumerate(self.rows):
            own.draw(pen, y, own.height)
            y += own.height
            if at + 1 < len(self.rows):
                pen.rule(self.x + self.wide, y, self.right, y, HAIR)


def plate_rows(plate: str, x: float, wide: float, right: float, rows: list[Row]) -> list[Piece]:
    """Together; when the values beside the plate are very long, one after the other."""
    height = sum(own.height for own in rows)
    if height <= 60:
        return [PlateRows(height, plate=plate, x=x, wide=wide, right=right, rows=rows)]
    return [PlateRows(13, plate=plate, x=x, wide=wide, right=right), *rows]


@dataclass(frozen=True)
class Signature:
    """One field to sign: caption, small words at its right, and which parts of a date are asked."""

    caption: str
    aside: str = ""
    date: str = ""
    line: bool = True
    ticked: bool | None = None
    """The small words are a box: ticked or not."""


LEAST_TO_SIGN = 15.0
"""mm; a hand needs that much, a stamp likes more."""


@dataclass
class Signatures(Piece):
    x: float = 0
    wide: float = 0
    fields: Sequence[Signature] = ()

    def draw(self, pen: Pen, y: float, height: float) -> None:
        wide = self.wide / len(self.fields)
        for at, own in enumerate(self.fields):
            x = self.x + at * wide
            if at:
                pen.rule(x, y, x, y + height)
            end = x + PAD + pen.text(x + PAD, y + 3.9, own.caption, CAPTION_BOLD)
            if own.aside and own.ticked is not None:
                room = x + wide - PAD - ticked_width(own.aside, font=CAPTION)
                below = room < end + 3
                centre = y + (7.4 if below else 2.9)
                ticked(pen, x + PAD if below else room, centre, own.aside, on=own.ticked, font=CAPTION)
            elif own.aside and end + 3 + width(own.aside, CAPTION) < x + wide - PAD:
                pen.text(x + wide - PAD, y + 3.9, own.aside, CAPTION, "right")
            elif own.aside:
                for down, line in enumerate(wrap(own.aside, CAPTION, wide - 2 * PAD)):
                    pen.line_of_text(x + PAD, y + 7.6 + 3.4 * down, line)
            date = pen.text(x + wide - PAD, y + height - 3.0, own.date, CAPTION, "right") if own.date else 0
            if own.line:
                pen.rule(x + PAD, y + height - 2.4, x + wide - PAD - (date + 3 if date else 0), y + height - 2.4, THIN)


def signature_block(
    content: Content, frame: Frame, fields: Sequence[Signature], least: float, most: float = 46
) -> Block:
    give = max(least - LEAST_TO_SIGN, 0)
    piece = Signatures(least, stretch=most, give=give, x=frame.inner, wide=frame.wide, fields=fields)
    return Block(content.say(say("Signed")), [piece])


def date_words(content: Content, kind: str) -> str:
    """What stands after the line: month, day, hour, minute to fill in."""
    if kind == "minute":
        return content.say(word("signature", "Date:              Time:         "))
    if kind == "year":
        return content.say(word("signature", "Date:                "))
    return content.say(word("signature", "Date:            "))


def numbered(content: Content, frame: Frame, texts: Sequence[str]) -> Block:
    """Terms, each with its number."""
    pieces: list[Piece] = []
    for number, text in enumerate((text for text in texts if text.strip()), 1):
        lines = paragraph(frame.inner, frame.wide, text, TERMS, offset=5.0)
        if lines and isinstance(lines[0], Row):
            lines[0].cells += [labelled(frame.inner, 5, "", str(number), font=Font(8.5, bold=True), offset=PAD)]
        pieces += lines
    return Block(content.say(say("Terms")), padded(pieces))


def shop_block(content: Content, frame: Frame, own: Face) -> Block:
    """Name and address in full, when the head has no room for them."""
    if not shop_overflows(own):
        return Block("", [])
    texts = [(own.shop, Font(9, bold=True)), (own.contact, TERMS)]
    return Block(content.say(say("Shop")), padded(text_rows([(frame.inner, texts, False)], frame.wide), 0.8, 0.8))


def changes_block(content: Content, frame: Frame) -> Block:
    """What is different from the last revision."""
    kinds = {
        "added": content.say(word("change", "Added")),
        "removed": content.say(word("change", "Removed")),
        "changed": content.say(word("change", "Changed")),
    }
    pieces: list[Piece] = []
    for kind, words in content.facts.changes:
        cell = labelled(frame.inner, frame.wide, kinds.get(kind, kind), words, font=TERMS)
        pieces.append(row([cell], step(TERMS), leading=step(TERMS), rule=0))
    return Block(content.say(say("Changes")), padded(pieces, 0.8, 0.8))


def approvals_block(content: Content, frame: Frame) -> Block:
    """The ledger: who agreed to what, when and how."""
    rows = content.work_order.approvals
    content.placed("work_order.approvals")
    if not rows:
        return Block("", [])
    scale = frame.wide / 171
    columns = [
        Column(29 * scale, content.label("approval.at"), font=TERMS),
        Column(58 * scale, content.label("approval.what"), font=TERMS),
        Column(22 * scale, content.label("approval.amount"), "right", font=TERMS),
        Column(28 * scale, content.label("approval.person"), font=TERMS),
        Column(34 * scale, content.label("approval.channel"), font=TERMS),
    ]
    head, pieces = table(frame.inner, columns, [_approval(content, own) for own in rows], head_rule=HAIR)
    return Block(content.say(word("block", "Agreed")), list(pieces), head=head)


def _approval(content: Content, own: Approval) -> list[Words]:
    at, what, amount = content.of(own, "at"), content.of(own, "what"), content.of(own, "amount")
    person = content.gap.join(words for words in (content.of(own, "person"), content.of(own, "number")) if words)
    answer = content.of(own, "answer")
    how = content.language.join([words for words in (content.of(own, "channel"), answer) if words])
    if own.read_back:
        how = content.language.join([how, content.say(READ_BACK)])
    content.placed("approval.read_back", "approval.jobs")
    return [at, (what, content.note(own)), amount, person, how]


def face(content: Content, title: str, *, pill: str, details: Sequence[str], name: str, note: str = "") -> Face:
    """Head and foot in the words of one paper."""
    shop = content.shop
    contact = content.gap.join(part for part in (shop.address, content.language.code_text("phone", shop.phone)) if part)
    copy = content.say(say("Copy {number}", number=content.facts.copy)) if content.facts.copy else ""
    return Face(
        shop=shop.name,
        contact=contact,
        title=title,
        details=content.gap.join(part for part in details if part),
        pill=pill,
        visit=short_number(content.visit.number),
        scan=content.scan,
        plate=content.plate,
        name=name,
        copy=copy,
        note=note,
        demo=content.say(say("Demo shop")) if content.body.get("demo") else "",
    )
