"""What a bill says besides its figures: discounts, what was agreed, warranty, next service, payments."""

from __future__ import annotations

from collections.abc import Sequence

from reception_desk.forms.moments import Moment
from reception_desk.forms.payment import Payment
from reception_desk.forms.words import say, word
from reception_desk.forms.work_order import Approval
from reception_desk.printing.bill import AMOUNT, edges
from reception_desk.printing.boxes import ticked
from reception_desk.printing.cells import CAPTION, CAPTION_BOLD, PAD, STRONG, TERMS, Column, Words, plain, row, table
from reception_desk.printing.content import READ_BACK, Content
from reception_desk.printing.estimate import amount_title, table_font
from reception_desk.printing.flow import Block, Drawn, Piece
from reception_desk.printing.lines import Entry
from reception_desk.printing.paper import Frame
from reception_desk.printing.pen import HAIR, Pen
from reception_desk.printing.text import width

ROW = 6.4


def remarks_block(c: Content, frame: Frame, entries: Sequence[Entry]) -> Block:
    """One row for each discount and each approval; on a credit note, what it reverses."""
    pieces: list[Piece] = []
    reversed_words = credited(c)
    if reversed_words:
        pieces.append(row([plain(frame.inner, frame.wide, reversed_words)], ROW))
    c.placed("work_order.approvals", "approval.jobs")
    told = [(_discount_label(c, percent), own) for percent, own in _discounts(entries).items()]
    extra = {job.id for job in c.work_order.jobs if job.extra}
    agreed = [
        (c.say(say("Extra job") if extra & set(own.jobs) else word("remark", "Agreed")), own)
        for own in c.work_order.approvals
    ]
    room = max((width(label, CAPTION) for label, _ in [*told, *agreed]), default=0) + 2 * PAD + 1
    pieces += [_discount_row(c, frame, room, label, own) for label, own in told]
    for label, own in agreed:
        cells = [
            plain(frame.inner, room, label, font=CAPTION),
            plain(frame.inner + room, frame.wide - room, approval_words(c, own), font=TERMS),
        ]
        pieces.append(row(cells, ROW))
    return Block(c.say(word("block", "Remarks")), pieces)


def _discount_label(c: Content, percent: int) -> str:
    """`percent` 0: amounts taken off."""
    if not percent:
        return c.label("line.discount")
    return c.say(say("Discount {percent}", percent=c.language.percent(percent)))


def _discounts(entries: Sequence[Entry]) -> dict[int, list[Entry]]:
    found: dict[int, list[Entry]] = {}
    for entry in entries:
        if entry.discount:
            found.setdefault(entry.percent, []).append(entry)
    return found


def _discount_row(c: Content, frame: Frame, room: float, label: str, entries: list[Entry]) -> Piece:
    names = c.language.join([entry.name for entry in entries])
    amount = c.amount(-sum(entry.discount for entry in entries))
    cells = [
        plain(frame.inner, room, label, font=CAPTION),
        plain(frame.inner + room, frame.wide - room - 35, names, font=TERMS),
        plain(frame.right - AMOUNT - edges(c)[1], AMOUNT, amount, align="right"),
    ]
    return row(cells, ROW)


def approval_words(c: Content, own: Approval) -> str:
    """What, how much, when, how, by whom, read back, asked by whom."""
    parts = [c.of(own, name) for name in ("what", "amount")]
    parts += [c.short(own.at) if own.at else "", *(c.of(own, name) for name in ("channel", "person", "number"))]
    c.placed("approval.at", "approval.answer", "approval.read_back")
    if own.answer != "ok":
        parts.append(c.of(own, "answer"))
    if own.read_back:
        parts.append(c.say(READ_BACK))
    parts += [c.name(own.staff), c.note(own)]
    return c.gap.join(part for part in parts if part)


def credited(c: Content) -> str:
    """Which paper a credit note reverses."""
    paper = c.body.get("credits") or {}
    if not paper:
        return ""
    day = c.language.day(Moment(*paper["at"]).day()) if paper.get("at") else ""
    number = str(paper.get("number", ""))
    return c.say(say("This credit note reverses {number} of {day} as a whole.", number=number, day=day))


def warranty_text(c: Content) -> str:
    own = c.body.get("warranty") or {}
    if not own.get("days"):
        return ""
    day = c.language.day(str(own.get("until", "")))
    if own.get("distance") and own.get("odometer") is not None:
        return c.say(
            say(
                "{days} days or {distance} from hand-over, whichever comes first (until {day} or {odometer})",
                days=own["days"],
                distance=c.language.distance_of(own["distance"]),
                day=day,
                odometer=c.language.distance_of(own["odometer"]),
            )
        )
    return c.say(say("{days} days from hand-over (until {day})", days=own["days"], day=day))


def next_service(c: Content) -> str:
    day, odometer = c.words("checkout.next_service_day"), c.words("checkout.next_service_odometer")
    if day and odometer:
        return c.say(say("{day} or {odometer}, whichever comes first", day=day, odometer=odometer))
    return day or odometer


def warranty_block(c: Content, frame: Frame) -> Block:
    pairs = [
        (c.say(word("settlement", "Warranty")), warranty_text(c)),
        (c.say(word("settlement", "Next service")), next_service(c)),
    ]
    pieces: list[Piece] = []
    for label, words in pairs:
        if words:
            cells = [
                plain(frame.inner, 26, label, font=CAPTION_BOLD),
                plain(frame.inner + 26, frame.wide - 26, words, font=TERMS),
            ]
            pieces.append(row(cells, 5.2, rule=0, keep=True))
    if pieces:
        pieces[-1].rule = HAIR
    pieces.append(_old_parts(c, frame))
    return Block(c.say(word("block", "Warranty")), pieces).whole()


def _old_parts(c: Content, frame: Frame) -> Piece:
    """Ticked as agreed at check-in once they have been shown; else for the pen."""
    choice = c.kept("check_in.old_parts") if c.has("checkout") and c.checkout.old_parts_shown else ""
    boxes = [
        (c.say(say("Checked and taken back")), choice == "take"),
        (c.say(say("Checked and given up")), choice == "keep"),
        (c.say(word("old parts", "None")), choice == "none"),
    ]

    def draw(pen: Pen, y: float, height: float) -> None:
        pen.middle(frame.inner + PAD, y + height / 2, c.label("check_in.old_parts"), CAPTION_BOLD)
        x = frame.inner + 26 + PAD
        for words, on in boxes:
            x += ticked(pen, x, y + height / 2, words, on=on, font=TERMS) + 5

    return Drawn(6.2, by=draw)


def payments_block(c: Content, frame: Frame) -> Block:
    remark = edges(c)[1]
    columns = [
        Column(33, c.label("payment.at")),
        Column(51 if c.chinese else 64, c.label("payment.kind")),
        Column(frame.wide - (33 + 51 if c.chinese else 33 + 64) - AMOUNT - remark, c.label("payment.reference")),
        Column(AMOUNT, amount_title(c), "right"),
        Column(remark, c.label("payment.staff"), font=TERMS),
    ]
    rows = [payment_words(c, payment) for payment in c.payments]
    head, pieces = table(frame.inner, columns, rows, base=6.0, head=5.2, font=table_font(c))
    sums = (
        (c.say(word("sum", "Received")), int(c.body.get("paid", 0))),
        (c.say(word("sum", "Owing")), int(c.body.get("due", 0))),
    )
    for label, minor in sums if c.sign > 0 else ():  # how the account stood is no more true on what takes a paper back
        cells = [
            plain(frame.inner, frame.wide - AMOUNT - remark, label, font=TERMS, align="right"),
            plain(frame.right - AMOUNT - remark, AMOUNT, c.money(minor), font=STRONG, align="right"),
        ]
        pieces.append(row(cells, 5.6))
    return Block(c.say(word("block", "Payments")), pieces, head=head if rows else None).whole()


def payment_words(c: Content, payment: Payment) -> list[Words]:
    """When, how (with the change), reference, amount, by whom."""
    kind = c.of(payment, "kind")
    c.placed("payment.received", "payment.amount", "payment.deposit")
    if payment.deposit:
        kind = c.say(say("{name} ({relation})", name=c.label("payment.deposit"), relation=kind))
    if c.sign > 0 and payment.received is not None and payment.amount is not None and payment.received > payment.amount:
        received, change = c.money(payment.received), c.money(payment.received - payment.amount)
        told = c.say(say("received {received}, change {change}", received=received, change=change))
        kind = c.say(say("{name} ({relation})", name=kind, relation=told))
    at, reference = (c.of(payment, name) for name in ("at", "reference"))
    amount = c.amount(payment.amount or 0)
    note = c.note(payment)
    return [at, (kind, note) if note else kind, reference, amount, c.name(payment.staff)]
