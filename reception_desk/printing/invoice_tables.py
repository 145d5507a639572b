"""The tables of an invoice: lines in groups, tax by rate beside the totals, payments, who agreed to what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reception_desk.forms.words import say, word
from reception_desk.printing.cells import CAPTION, Cell, Column, Row, Words, fitted, plain, row, table
from reception_desk.printing.content import READ_BACK, Content
from reception_desk.printing.estimate import number_column
from reception_desk.printing.flow import Block, Drawn, Piece
from reception_desk.printing.lines import Entry, tax_name
from reception_desk.printing.paper import Frame
from reception_desk.printing.pen import HAIR, MEDIUM, THIN, Pen
from reception_desk.printing.remarks import payment_words
from reception_desk.printing.text import Font, width

TEXT = Font(9.5)
STRONG = Font(9.5, bold=True)
GROUP = Font(10, bold=True)
WIDTHS = (7.0, 72.0, 16.0, 11.0, 22.0, 16.0, 10.0, 21.0)
ROW, GROUP_ROW, HEAD = 6.2, 6.6, 6.0
_TAX_WIDTH = 86.0
_TOTALS = 128.0


def lines_table(c: Content, frame: Frame, groups: Sequence[tuple[str, Sequence[Entry]]]) -> Block:
    letters = tax_letters(c)
    amount = c.say(say("Amount")) if c.shop.tax_included else c.say(say("Net amount"))
    more = number_column(sum(len(entries) for _, entries in groups))[1]
    columns = [
        Column(WIDTHS[0] + more, ""),
        Column(WIDTHS[1] - more, c.say(word("column", "Description")), font=TEXT, inline=False),
        Column(WIDTHS[2], c.label("line.quantity"), "right", decimal=True, font=TEXT),
        Column(WIDTHS[3], c.label("line.unit"), font=TEXT),
        Column(WIDTHS[4], c.say(say("Unit price")), "right", font=TEXT),
        Column(WIDTHS[5], c.label("line.discount"), "right", font=TEXT),
        Column(WIDTHS[6], one_word(tax_name(c)), "centre", font=TEXT),
        Column(WIDTHS[7], amount, "right", font=TEXT),
    ]
    billed = [(title, list(entries)) for title, entries in groups if entries]
    numbered = [entry for _, entries in billed for entry in entries]
    words = [_line(c, number, entry, letters) for number, entry in enumerate(numbered, 1)]
    head, rows = table(frame.left, _no_edges(columns), words, base=ROW, head=HEAD)
    _flush_left(head, rows)
    pieces: list[Piece] = []
    for title, entries in billed:
        pieces.append(_group_row(c, frame, title, entries))
        pieces += [rows.pop(0) for _ in entries]
    return Block("", pieces, head=head, rule=HAIR)


def one_word(name: str) -> str:
    """A tax's name as narrow as its column; its full name stands over the table of rates."""
    return name if width(name, CAPTION) <= WIDTHS[6] - 0.6 else "%"


def _no_edges(columns: list[Column]) -> list[Column]:
    return [replace(own, edge=False) for own in columns]


def _flush_left(head: Row, rows: Sequence[Piece]) -> None:
    """The first column starts at the paper's edge."""
    for own in (head, *rows):
        if isinstance(own, Row):
            own.cells[0].offset = 0


def _line(c: Content, number: int, entry: Entry, letters: dict[int, str]) -> list[Words]:
    parts = [entry.code if entry.part_class else "", entry.part_class, entry.note]
    if entry.elsewhere:
        parts.append(entry.payer)
    note = c.gap.join(part for part in parts if part)
    rate = c.shop.tax_rate if entry.tax_rate is None else entry.tax_rate
    return [
        str(number),
        (entry.name, note) if note else entry.name,
        entry.quantity,
        entry.unit,
        entry.price,
        c.amount(-entry.discount) if entry.discount else "",
        letters.get(rate or 0, "") if entry.gross is not None else "",
        c.amount(entry.amount) if entry.gross is not None else "",
    ]


def _group_row(c: Content, frame: Frame, title: str, entries: Sequence[Entry]) -> Piece:
    right = frame.right
    total, wide = c.amount(sum(own.amount for own in entries)), WIDTHS[7] + 8
    cells: list[Cell] = [
        plain(frame.left, 90, title, font=GROUP, offset=0),
        plain(right - 60, 60 - WIDTHS[7] - 1.5, c.say(say("Subtotal")), font=CAPTION, align="right"),
        plain(right - wide, wide, total, font=GROUP, align="right"),
    ]
    return row(cells, GROUP_ROW, keep=True)


def tax_letters(c: Content) -> dict[int, str]:
    """A, B, C for the rates of this paper, the highest first; Z for none."""
    rates = [int(rate) for rate, _, _ in c.body.get("totals", {}).get("taxes", ())]
    letters = dict(
        zip(sorted((rate for rate in rates if rate), reverse=True), "ABCDEFGHIJKLMNOPQRSTUVWXY", strict=False)
    )
    return {**letters, **({0: "Z"} if 0 in rates else {})}


def totals_block(c: Content, frame: Frame) -> Block:
    """Tax by rate at the left, what is to be paid at the right; never parted."""
    taxes = [(int(rate), int(net), int(tax)) for rate, net, tax in c.body.get("totals", {}).get("taxes", ())]
    height = max(26.0, 13.0 + 5.8 * (len(taxes) + 1) + 2)

    def draw(pen: Pen, y: float, _height: float) -> None:
        _draw_rates(c, pen, frame, y, taxes)
        _draw_totals(c, pen, frame, y)

    return Block("", [Drawn(height, by=draw)], rule=HAIR)


def _draw_rates(c: Content, pen: Pen, frame: Frame, y: float, taxes: Sequence[tuple[int, int, int]]) -> None:
    left, letters, name = frame.left, tax_letters(c), tax_name(c)
    rights = (left + 32, left + 60, left + _TAX_WIDTH)
    pen.text(left, y + 4.8, c.say(say("{tax} summary", tax=name)), GROUP)
    heads = (c.say(say("Rate")), c.say(say("Net amount")), c.say(say("{tax} amount", tax=name)))
    pen.text(left + 1.5, y + 11, c.say(word("tax", "Code")), CAPTION)
    for right, head in zip(rights, heads, strict=True):
        pen.text(right - 1.5, y + 11, head, fitted(head, CAPTION, 26), "right")
    y += 13
    pen.rule(left, y, left + _TAX_WIDTH, y, THIN)
    rows = [(letters.get(rate, ""), c.language.percent(rate) if rate else "—", net, tax) for rate, net, tax in taxes]
    for code, rate, net, tax in rows:
        pen.middle(left + 1.5, y + 2.9, code, TEXT)
        for right, words in zip(rights, (rate, c.amount(net), c.amount(tax)), strict=True):
            pen.middle(right - 1.5, y + 2.9, words, TEXT, "right")
        y += 5.8
        pen.rule(left, y, left + _TAX_WIDTH, y)
    pen.middle(left + 1.5, y + 2.9, c.say(word("tax", "Total")), STRONG)
    for right, minor in zip(rights[1:], (c.total("net"), c.total("tax")), strict=True):
        pen.middle(right - 1.5, y + 2.9, c.amount(minor), STRONG, "right")


def _draw_totals(c: Content, pen: Pen, frame: Frame, y: float) -> None:
    right = frame.right - 1.5
    rows = [(c.say(say("Net total")), c.total("net")), (tax_name(c), c.total("tax"))]
    for at, (label, minor) in enumerate(rows):
        pen.text(_TOTALS, y + 7.2 + at * 6.0, label, TEXT)
        pen.text(right, y + 7.2 + at * 6.0, c.amount(minor), TEXT, "right")
    pen.rule(_TOTALS, y + 16, frame.right, y + 16, THIN)
    label = c.say(say("Total {currency}", currency=str(c.body.get("currency", ""))))
    pen.middle(_TOTALS, y + 21.5, label, Font(11, bold=True))
    pen.middle(right, y + 21.5, c.amount(c.total("total")), Font(20, bold=True), "right")
    pen.rule(_TOTALS, y + 27, frame.right, y + 27)


def payments_table(c: Content, frame: Frame) -> Block:
    columns = [
        Column(32, c.label("payment.at"), font=TEXT),
        Column(44, c.label("payment.kind"), font=TEXT),
        Column(44, c.label("payment.reference"), font=TEXT),
        Column(31, c.label("payment.staff"), font=TEXT),
        Column(24, c.say(say("Amount")), "right", font=TEXT),
    ]
    rows = []
    for payment in c.payments:
        at, kind, reference, amount, staff = payment_words(c, payment)
        rows.append([at, kind, reference, staff, amount])
    head, pieces = table(frame.left, _no_edges(columns), rows, base=6.0, head=5.8)
    due = int(c.body.get("due", 0))
    balance = [
        plain(frame.left + 90, frame.wide - 90 - 30, c.say(say("Balance due")), font=GROUP, align="right"),
        plain(frame.right - 30, 30, c.money(due), font=Font(12, bold=True), align="right"),
    ]
    paid = plain(frame.left, 90, c.told(c.say(word("sum", "Received")), c.money(int(c.body.get("paid", 0)))), font=TEXT)
    title = row([plain(frame.left, 90, c.say(say("Payments received")), font=GROUP, offset=0)], 6.6, rule=0, keep=True)
    shown: list[Piece] = [title, *([_keep(head), *pieces] if rows else []), row([paid, *balance], 8.0)]
    return Block("", shown, rule=MEDIUM).whole()


def approvals_table(c: Content, frame: Frame) -> Block:
    """The ledger of authorisations: who agreed to what, when, how."""
    c.placed("work_order.approvals", "approval.jobs", "approval.read_back")
    if not c.work_order.approvals:
        return Block("", [])
    columns = [
        Column(28, c.label("approval.at"), font=TEXT),
        Column(57, c.label("approval.what"), font=TEXT),
        Column(24, c.label("approval.amount"), "right", font=TEXT),
        Column(34, c.label("approval.person"), font=TEXT),
        Column(32, c.label("approval.channel"), font=TEXT),
    ]
    rows: list[list[Words]] = []
    for own in c.work_order.approvals:
        c.placed("approval.at")
        person, number, what = c.of(own, "person"), c.of(own, "number"), c.of(own, "what")
        how = [c.of(own, "channel"), c.say(READ_BACK) if own.read_back else ""]
        answer = c.of(own, "answer")
        how.append("" if own.answer == "ok" else answer)
        amount, note = c.of(own, "amount"), c.gap.join(part for part in (c.name(own.staff), c.note(own)) if part)
        when = c.short(own.at) if own.at else ""
        rows.append([when, what, amount, (person, number), (c.language.join([part for part in how if part]), note)])
    head, pieces = table(frame.left, _no_edges(columns), rows, base=6.0, head=5.8)
    title = row([plain(frame.left, 90, c.say(say("Authorisations")), font=GROUP, offset=0)], 6.6, rule=0, keep=True)
    return Block("", [title, _keep(head), *pieces], rule=HAIR)


def _keep(head: Row) -> Row:
    head.keep = True
    return head
