"""The tables of lines and what they come to."""

from __future__ import annotations

from collections.abc import Sequence

from reception_desk.forms.money import capitals
from reception_desk.forms.words import say, word
from reception_desk.printing.boxes import ticked, ticked_width
from reception_desk.printing.cells import CAPTION, PAD, TERMS, VALUE, Cell, Column, Row, Words, plain, row, table
from reception_desk.printing.content import Content
from reception_desk.printing.flow import Block, Drawn, Piece
from reception_desk.printing.lines import Entry, tax_name
from reception_desk.printing.paper import Frame
from reception_desk.printing.pen import Pen
from reception_desk.printing.text import Font, width, wrap

BASE = 6.1
_STEP = 4.2


def lines_block(
    frame: Frame,
    title: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Words]],
    entries: Sequence[Entry],
    font: Font = VALUE,
) -> Block:
    """A table whose declined rows are struck through; the answer itself is not."""
    head, pieces = table(frame.inner, columns, rows, font=font)
    for piece, entry in zip(pieces, entries, strict=True):
        if entry.struck and isinstance(piece, Row):
            for cell in piece.cells:
                cell.struck = not (cell.lines and cell.lines[0].text == entry.payer)
    return Block(title, pieces, head=head)


def labour_block(c: Content, frame: Frame, title: str, entries: Sequence[Entry]) -> Block:
    number, more = number_column(len(entries))
    columns = [
        number,
        Column(70 - more, c.say(word("column", "Job"))),
        Column(24, c.label("job.payer")),
        Column(14, c.say(word("column", "Hours")), "right", decimal=True),
        Column(12, c.label("line.unit"), edge=False),
        Column(20, c.say(word("column", "Price")), "right"),
        Column(25, amount_title(c), "right"),
    ]
    rows = [
        [str(n), named(entry), entry.payer, entry.quantity, entry.unit, entry.price, gross(c, entry)]
        for n, entry in enumerate(entries, 1)
    ]
    return lines_block(frame, title, columns, rows, entries, table_font(c))


def parts_block(c: Content, frame: Frame, title: str, entries: Sequence[Entry]) -> Block:
    widths = (44, 30, 20) if c.chinese else (46, 24, 24)
    number, more = number_column(len(entries))
    columns = [
        number,
        Column(widths[0] - more, c.say(word("column", "Part"))),
        Column(widths[1], c.label("line.code")),
        Column(widths[2], c.label("line.part_class")),
        Column(14, c.say(word("column", "Qty")), "right", decimal=True),
        Column(12, c.label("line.unit"), edge=False),
        Column(20, c.say(word("column", "Price")), "right"),
        Column(25, amount_title(c), "right"),
    ]
    rows: list[list[Words]] = [
        [
            str(n),
            named(entry, entry.payer if entry.struck or entry.elsewhere else ""),
            entry.code or "—",
            entry.part_class,
            entry.quantity,
            entry.unit,
            entry.price,
            gross(c, entry),
        ]
        for n, entry in enumerate(entries, 1)
    ]
    return lines_block(frame, title, columns, rows, entries, table_font(c))


def number_column(many: int, wide: float = 6) -> tuple[Column, float]:
    """The column of the lines' numbers, and how much wider it is than usual: from 100 lines on a figure more."""
    more = 2.5 * max(0, len(str(many)) - 2)
    return Column(wide + more, "", "centre"), more


def table_font(c: Content) -> Font:
    """English words are longer and still clear in a smaller size."""
    return VALUE if c.chinese else Font(9.5)


def amount_title(c: Content) -> str:
    code = str(c.body.get("currency", ""))
    currency = "元" if c.chinese and code == "CNY" else code
    return c.say(say("Amount ({currency})", currency=currency))


def named(entry: Entry, more: str = "") -> Words:
    note = "  ".join(part for part in (entry.note, more) if part)
    return (entry.name, note) if note else entry.name


def gross(c: Content, entry: Entry) -> str:
    return "" if entry.gross is None else c.amount(entry.gross)


def estimate_block(c: Content, frame: Frame, state_page: int) -> Block:
    """`state_page`: the page that the state of the car was moved to, 0 for none."""
    pieces = [_sums(c, frame), _total(c, frame), _promise(c, frame, state_page)]
    return Block(c.say(word("block", "Estimate")), pieces).whole()


def _sums(c: Content, frame: Frame) -> Piece:
    tax = say("{tax} included", tax=tax_name(c)) if c.shop.tax_included else say("{tax} added", tax=tax_name(c))
    sums = (
        (34.0, c.say(word("sum", "Labour")), c.group("labour")),
        (36.0, c.say(word("sum", "Parts")), c.group("part")),
        (29.0, c.say(word("sum", "Other")), c.group("sublet", "fee")),
        (36.0, c.say(word("sum", "Discount")), -c.total("discount")),
        (36.0, c.say(tax), c.total("tax")),
    )
    cells: list[Cell] = []
    x = frame.inner
    for wide, label, amount in sums:
        figures = plain(x, wide, c.money(amount), align="right")
        room = wide - width(c.money(amount), VALUE) - PAD
        cells += [plain(x, room, label, font=CAPTION, edge=bool(cells)), figures]
        x += wide
    return row(cells, BASE)


def in_capitals(c: Content, minor: int) -> str:
    """人民币大写, on Chinese papers in yuan."""
    return capitals(minor) if c.chinese and c.body.get("currency") == "CNY" else ""


def _total(c: Content, frame: Frame) -> Piece:
    total = c.total("total")
    words = in_capitals(c, total)

    def draw(pen: Pen, y: float, height: float) -> None:
        if words:
            pen.text(frame.inner + PAD, y + 3.9, c.say(say("Estimated total")), CAPTION)
            pen.text(frame.inner + PAD, y + 8.6, words, Font(10.5))
        else:
            pen.middle(frame.inner + PAD, y + height / 2, c.say(say("Estimated total")), Font(10.5, bold=True))
        amount = c.money(total, symbol=True)
        pen.middle(frame.right - PAD, y + height / 2, amount, Font(20, bold=True), "right")

    return Drawn(10.4, by=draw)


def _promise(c: Content, frame: Frame, state_page: int) -> Piece:
    """Promised time; then the limit, and what the customer agreed to."""
    x, start, when = frame.inner, frame.inner + 68, c.promised()
    room = frame.right - start - 2 * PAD
    lines = wrap(_limits(c, state_page), TERMS, room)
    rows = rows_of_boxes(_agreed(c), room)
    height = max(9.5, 1.2 + _STEP * (len(lines) + len(rows)))

    def draw(pen: Pen, y: float, height: float) -> None:
        used = pen.middle(x + PAD, y + height / 2, c.label("check_in.promised"), CAPTION)
        size = next((size for size in (16, 14, 12) if width(when, Font(size, bold=True)) < 64 - used), 10)
        pen.middle(x + max(16.0, used + 4), y + height / 2, when, Font(size, bold=True))
        pen.rule(start, y, start, y + height)
        top = y + (height - _STEP * (len(lines) + len(rows))) / 2
        for at, line in enumerate(lines):
            pen.line_of_text(start + PAD, top + 3.1 + at * _STEP, line)
        draw_boxes(pen, start + PAD, top + len(lines) * _STEP, rows)

    return Drawn(height, by=draw)


def _limits(c: Content, state_page: int) -> str:
    parts = []
    if c.shop.tolerance:
        percent = c.language.percent(c.shop.tolerance)
        parts.append(say("More than {percent} above the estimate is agreed with you again.", percent=percent))
    if c.kept("work_order.limit") is not None:
        parts.append(say("Will not exceed {amount}.", amount=c.words("work_order.limit")))
    if state_page:
        parts.append(say("State of the car: page {page}.", page=state_page))
    return ("" if c.chinese else " ").join(c.say(part) for part in parts)


def _agreed(c: Content) -> list[tuple[str, bool]]:
    return [
        choice_box(c, "check_in.old_parts", "take", "keep"),
        choice_box(c, "check_in.wash", "yes"),
        choice_box(c, "check_in.road_test", "yes"),
        choice_box(c, "check_in.waiting", "waits"),
    ]


def choice_box(c: Content, key: str, *yes: str) -> tuple[str, bool]:
    """A choice as a tick box; what is no plain yes is said in words, so that a no differs from a blank."""
    kept = c.kept(key)
    label, words = c.pair(key)
    plain_yes = len(yes) == 1 and kept in yes
    return (label if plain_yes or not words else c.told(label, words), kept in yes)


def rows_of_boxes(boxes: Sequence[tuple[str, bool]], room: float) -> list[list[tuple[str, bool]]]:
    """As many boxes on a line as fit."""
    rows: list[list[tuple[str, bool]]] = [[]]
    used = 0.0
    for box in boxes:
        wide = ticked_width(box[0], font=TERMS) + 3
        if used + wide > room + 3 and rows[-1]:
            rows.append([])
            used = 0
        rows[-1].append(box)
        used += wide
    return rows


def draw_boxes(pen: Pen, x: float, y: float, rows: Sequence[Sequence[tuple[str, bool]]]) -> None:
    for at, own in enumerate(rows):
        place = x
        for words, on in own:
            place += ticked(pen, place, y + _STEP * (at + 0.5), words, on=on, font=TERMS) + 3
