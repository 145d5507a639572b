"""Who and which car: the first blocks of a work order, and what the customer asks for."""

from __future__ import annotations

from reception_desk.forms.words import say, word
from reception_desk.printing.blocks import plate_rows
from reception_desk.printing.cells import (
    CAPTION,
    CAPTION_BOLD,
    PAD,
    STRONG,
    TERMS,
    VALUE,
    Cell,
    Row,
    labelled,
    plain,
    row,
    text_rows,
)
from reception_desk.printing.content import Content
from reception_desk.printing.flow import Block, Drawn, Piece
from reception_desk.printing.paper import Frame
from reception_desk.printing.pen import THIN, Pen
from reception_desk.printing.text import width

BASE = 6.1
REQUEST = 25.0
INTERVIEW = ("since", "how_often", "engine", "weather", "load", "road", "driving", "signs", "before")


def parties_block(c: Content, frame: Frame) -> Block:
    x = frame.inner
    rows = [
        [
            labelled(x, 57, c.say(word("party", "Customer")), c.words("customer.name"), font=STRONG),
            labelled(x + 57, 57, c.label("check_in.bringer_phone"), c.phones(), edge=True),
            labelled(x + 114, 57, *c.pair("check_in.pays"), edge=True),
        ],
        [
            labelled(x, 57, c.say(word("party", "Owner")), owner(c)),
            labelled(x + 57, 57, c.label("check_in.bringer"), bringer(c), edge=True),
            labelled(x + 114, 57, c.say(say("Bringer's phone")), c.words("check_in.bringer_phone"), edge=True),
        ],
        [
            labelled(x, 114, *c.pair("customer.address")),
            labelled(x + 114, 57, *c.pair("check_in.reach_by"), edge=True),
        ],
    ]
    return Block(c.say(word("block", "Parties")), [row(cells, BASE) for cells in rows])


def owner(c: Content) -> str:
    if c.visit.owner and c.visit.owner != c.visit.customer:
        return c.name(c.visit.owner)
    return c.say(say("Same as customer"))


def bringer(c: Content) -> str:
    """Name and relation to the car."""
    name, relation = c.words("check_in.bringer_name"), c.words("check_in.bringer")
    if name and relation:
        return c.say(say("{name} ({relation})", name=name, relation=relation))
    return name or relation


def vehicle_block(c: Content, frame: Frame) -> Block:
    x = frame.inner
    beside = [
        [
            labelled(x + 64, 69, c.label("vehicle.model"), c.model()),
            labelled(x + 133, 38, *c.pair("vehicle.colour"), edge=True),
        ],
        [
            labelled(x + 64, 69, *c.pair("vehicle.vin")),
            labelled(x + 133, 38, *c.pair("vehicle.plate_colour"), edge=True),
        ],
    ]
    below = [
        [
            labelled(x, 64, *c.pair("vehicle.first_registration")),
            labelled(x + 64, 69, *c.pair("vehicle.engine_number"), edge=True),
            labelled(x + 133, 38, *c.pair("vehicle.fuel_kind"), edge=True),
        ],
        [
            labelled(x, 64, *c.pair("visit.arrived")),
            labelled(x + 64, 69, c.label("check_in.odometer"), c.odometer(), font=STRONG, edge=True),
            labelled(x + 133, 38, *c.pair("check_in.arrival"), edge=True),
        ],
    ]
    pieces = plate_rows(c.plate, x, 64, frame.right, [row(cells, BASE) for cells in beside])
    return Block(c.say(word("block", "Vehicle")), [*pieces, *(row(cells, BASE) for cells in below)])


def request_block(c: Content, frame: Frame) -> Block:
    """The customer's words and the shop's advice side by side, each with a line for changes."""
    x, half = frame.inner, frame.wide / 2
    said = c.words("check_in.concern")
    caption = c.label("check_in.concern")
    purposes = c.words("check_in.purposes")
    captions = [
        plain(x, half, caption, font=CAPTION_BOLD),
        plain(x + half, half, c.label("work_order.advice"), font=CAPTION_BOLD, edge=True),
    ]
    if width(caption, CAPTION_BOLD) + width(purposes, CAPTION) + 4 <= half - 2 * PAD:
        captions.append(plain(x, half, purposes, font=CAPTION, align="right"))
        purposes = ""
    left = [(f"“{said}”" if said else "", VALUE), (purposes, TERMS), (interview(c), TERMS)]
    text = text_rows([(x, left, False), (x + half, [(c.words("work_order.advice"), VALUE)], True)], half)
    filler = max(REQUEST - 11.4 - sum(piece.height for piece in text), 0.5)
    pieces: list[Piece] = [row(captions, 5.4, rule=0, keep=True), *text]
    pieces.append(Row(filler, rule=0, keep=True, stretch=8, cells=[Cell(x + half, 0, edge=True)], base=filler))

    def changes(pen: Pen, y: float, height: float) -> None:
        pen.rule(x + half, y, x + half, y + height)
        for left in (x, x + half):
            used = pen.text(left + PAD, y + height - 2.2, c.say(say("Changes")), CAPTION)
            pen.rule(left + PAD + used + 2, y + height - 1.7, left + half - 2, y + height - 1.7, THIN)

    pieces.append(Drawn(6.0, by=changes))
    return Block(c.say(word("block", "Request")), pieces)


def interview(c: Content) -> str:
    """The answers of the fault interview in one line."""
    answers = [c.pair(f"check_in.{field}") for field in INTERVIEW]
    return c.say(word("between answers", "; ")).join(c.told(label, words) for label, words in answers if words)
