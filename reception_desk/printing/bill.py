"""The tables of a bill: labour and parts apart, each with its subtotal, and what the customer brought along."""

from __future__ import annotations

from collections.abc import Sequence

from reception_desk.forms.words import say, word
from reception_desk.printing.cells import STRONG, TERMS, Cell, Column, Words, plain, row, table
from reception_desk.printing.content import Content
from reception_desk.printing.estimate import amount_title, gross, named, number_column, table_font
from reception_desk.printing.flow import Block, Piece
from reception_desk.printing.lines import Entry
from reception_desk.printing.paper import Frame
from reception_desk.printing.pen import THIN

ROW, HEAD, SUM = 6.4, 5.2, 5.8
_PRICE, AMOUNT = 21.0, 24.0


def edges(c: Content) -> tuple[float, float]:
    """Widths of quantity and remark. The remark's column holds names too: English ones are longer."""
    return (15.0, 13.0) if c.chinese else (12.0, 16.0)


def parts_table(c: Content, frame: Frame, entries: Sequence[Entry]) -> Block:
    """Parts; the customer's own stand below, without a price."""
    wide = (38, 29, 14, 11) if c.chinese else (38, 22, 21, 11)
    quantity, remark = edges(c)
    number, more = number_column(len(entries))
    columns = [
        number,
        Column(wide[0] - more, c.say(word("column", "Part"))),
        Column(wide[1], c.label("line.code")),
        Column(wide[2], c.say(word("column", "Class"))),
        Column(wide[3], c.label("line.unit")),
        Column(quantity, c.say(word("column", "Qty")), "right", decimal=True),
        Column(_PRICE, c.say(word("column", "Price")), "right"),
        Column(AMOUNT, amount_title(c), "right"),
        Column(remark, c.say(word("column", "Note")), font=TERMS),
    ]
    billed = [entry for entry in entries if not entry.own]
    rows: list[list[Words]] = [
        [
            str(n),
            named(entry, entry.payer if entry.elsewhere else ""),
            entry.code or "—",
            entry.part_class,
            entry.unit,
            entry.quantity,
            entry.price,
            gross(c, entry),
            note(c, entry),
        ]
        for n, entry in enumerate(billed, 1)
    ]
    head, pieces = table(frame.inner, columns, rows, base=ROW, head=HEAD, font=table_font(c))
    if pieces:
        pieces[-1].keep = True
        pieces.append(subtotal(c, frame, billed))
    pieces += own_parts(c, frame, [entry for entry in entries if entry.own])
    return Block(c.say(word("block", "Parts")), pieces, head=head if billed else None)


def labour_table(c: Content, frame: Frame, title: str, entries: Sequence[Entry], *, hours: bool = True) -> Block:
    quantity, remark = edges(c)
    number, more = number_column(len(entries))
    columns = [
        number,
        Column(67 - more, c.say(word("column", "Job"))),
        Column(25, c.label("job.payer")),
        Column(quantity, c.say(word("column", "Hours") if hours else word("column", "Qty")), "right", decimal=True),
        Column(_PRICE, c.say(word("column", "Price")), "right"),
        Column(AMOUNT, amount_title(c), "right"),
        Column(remark, c.say(word("column", "Note")), font=TERMS),
    ]
    rows: list[list[Words]] = [
        [str(n), named(entry), entry.payer, entry.quantity, entry.price, gross(c, entry), note(c, entry)]
        for n, entry in enumerate(entries, 1)
    ]
    head, pieces = table(frame.inner, columns, rows, base=ROW, head=HEAD, font=table_font(c))
    if pieces:
        pieces[-1].keep = True
        pieces.append(subtotal(c, frame, entries, hours=hours))
    return Block(title, pieces, head=head)


def subtotal(c: Content, frame: Frame, entries: Sequence[Entry], *, hours: bool = False) -> Piece:
    quantity, remark = edges(c)
    right = frame.right - remark
    total = c.amount(sum(entry.gross or 0 for entry in entries))
    cells: list[Cell] = [
        plain(frame.inner + 6, 60, c.say(say("Subtotal")), font=TERMS),
        plain(right - AMOUNT, AMOUNT, total, font=STRONG, align="right"),
    ]
    worked = sum(entry.thousandths for entry in entries)
    if hours and worked:
        at = right - AMOUNT - _PRICE - quantity
        cells.append(plain(at, quantity, c.language.quantity(worked, 2), font=STRONG, align="right"))
    return row(cells, SUM, rule=THIN)


def own_parts(c: Content, frame: Frame, entries: Sequence[Entry]) -> list[Piece]:
    if not entries:
        return []
    parts = [(own.name, own.quantity, own.unit, own.note) for own in entries]
    listed = c.language.join([" ".join(part for part in own if part) for own in parts])
    reason = c.say(say("not charged, no warranty from the shop on these parts"))
    words = c.say(say("{name} ({relation})", name=listed, relation=reason))
    cells = [
        plain(frame.inner + 6, 42, c.say(say("Customer's own parts")), font=TERMS),
        plain(frame.inner + 48, frame.wide - 48, words, font=TERMS),
    ]
    return [row(cells, SUM)]


def note(c: Content, entry: Entry) -> str:
    return c.say(word("line", "extra")) if entry.extra else ""
