"""Receipt 收据 for money that came in: on the shop's paper, or on an 80 mm roll as long as what stands on it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from reception_desk.forms.visit import short_number
from reception_desk.forms.words import Text, say, word
from reception_desk.printing import codes
from reception_desk.printing.blocks import Signature, date_words, face, shop_block, signature_block
from reception_desk.printing.cells import PAD, STRONG, fitted, labelled, row
from reception_desk.printing.content import Content
from reception_desk.printing.estimate import in_capitals
from reception_desk.printing.flow import Block, Drawn, Page, flow
from reception_desk.printing.lines import LABOUR, PART, Entries, Entry
from reception_desk.printing.paper import Face, Frame, Sheet, is_scan
from reception_desk.printing.pen import MEDIUM, THIN, Align, Pen
from reception_desk.printing.remarks import next_service, payments_block
from reception_desk.printing.settlement import taxes
from reception_desk.printing.text import Font, Line, width, wrap

ROLL = 80.0
LEFT, RIGHT = 4.0, 76.0
"""What a thermal printer for 80 mm reaches: 72 mm."""
FEED = 5.0
STEP = 5.0
BODY, SMALL, BOLD = Font(9), Font(8.5), Font(9, bold=True)
_Draw = Callable[[Pen, float], object]


def title_of(c: Content, *, back: bool) -> Text:
    """Receipt, deposit receipt, refund; or what takes one of them back."""
    if back:
        return word("paper title", "Receipt taken back")
    if c.body.get("amount", 0) < 0:
        return word("paper title", "Refund")
    if c.payments and all(payment.deposit for payment in c.payments):
        return word("paper title", "Deposit receipt")
    return word("paper title", "Receipt")


def reversed_words(c: Content) -> str:
    """Which receipt is taken back."""
    number = (c.body.get("credits") or {}).get("number", "")
    return c.say(say("Takes back receipt {number}", number=number)) if number else ""


class ReceiptPaper:
    """On a sheet: who paid for what, the payments, what is still owing, the signature."""

    frame = Frame(last_rule=MEDIUM)
    sheet: type[Sheet] = Sheet

    def __init__(self, content: Content, *, back: bool = False) -> None:
        self._content, self._back = content, back

    def face(self) -> Face:
        c = self._content
        title = c.say(title_of(c, back=self._back))
        name = c.say(say("{paper} {number}", paper=title, number=c.facts.number))
        details = (c.facts.number, c.language.moment(c.at))
        return face(c, title, pill=c.say(say("Customer copy")), details=details, name=name)

    def pages(self) -> list[Page]:
        c, frame = self._content, self.frame
        fields = [
            Signature(c.say(word("signature plain", "Customer"))),
            Signature(c.say(word("signature", "Cashier")), c.facts.staff),
            Signature(c.say(say("Shop (stamp)")), "", date_words(c, "year"), line=False),
        ]
        blocks = [
            shop_block(c, frame, self.face()),
            self._paid_for(),
            payments_block(c, frame),
            self._amount().with_next(),
            signature_block(c, frame, fields, 24, 20),
        ]
        return flow(blocks, frame.room)

    def _paid_for(self) -> Block:
        c, x, wide = self._content, self.frame.inner, self.frame.wide
        first, second = 64.0, 60.0
        last = wide - first - second
        bill = str(c.body.get("bill", ""))
        rows = [
            [
                labelled(x, first, c.label("visit.plate"), c.plate, font=STRONG),
                labelled(x + first, second, c.say(word("party", "Customer")), c.words("customer.name"), edge=True),
                labelled(x + first + second, last, c.label("vehicle.model"), c.model(), edge=True),
            ],
            [
                labelled(x, first, c.say(word("settlement", "Work order")), short_number(c.visit.number)),
                labelled(x + first, second, c.say(say("Settlement list")), bill or "—", edge=True),
                labelled(x + first + second, last, c.say(word("sum", "Total")), c.money(c.total("total")), edge=True),
            ],
        ]
        if self._back:
            rows.append([labelled(x, wide, "", reversed_words(c), font=STRONG)])
        return Block(c.say(word("block", "Visit")), [row(cells, 6.6) for cells in rows])

    def _amount(self) -> Block:
        """The sum in words where they are used, and in large figures."""
        c, frame = self._content, self.frame
        amount = c.sign * int(c.body.get("amount", 0))
        capitals = in_capitals(c, abs(amount)) if amount >= 0 else ""

        def draw(pen: Pen, y: float, height: float) -> None:
            pen.middle(frame.inner + PAD, y + height / 2, capitals, Font(12, bold=True))
            words = c.language.money(amount, symbol=True)
            pen.middle(frame.right - PAD, y + height / 2, words, Font(20, bold=True), "right")

        return Block(c.say(word("block", "Amount")), [Drawn(13, keep=True, by=draw)])


class ReceiptRoll:
    """On the roll: one column, nothing grey, lines no thinner than a thermal head draws."""

    def __init__(self, content: Content, *, back: bool = False) -> None:
        self._content, self._back = content, back
        self._rows: list[tuple[float, list[_Draw]]] = []
        """Height of each row and what is drawn in it."""

    def pdf(self, title: str, language: str) -> bytes:
        self._fill()
        pen = Pen(ROLL, sum(height for height, _ in self._rows) + FEED, title=title, author="", language=language)
        pen.page()
        y = 0.0
        for height, parts in self._rows:
            for draw in parts:
                draw(pen, y)
            y += height
        return pen.finish()

    @property
    def name(self) -> str:
        c = self._content
        return c.say(say("{paper} {number}", paper=c.say(title_of(c, back=self._back)), number=c.facts.number))

    # Rows

    def _add(self, height: float, *parts: _Draw) -> None:
        self._rows.append((height, [*parts]))

    def _right(self, down: float, words: str, font: Font) -> None:
        """At the right end of the last row."""
        self._rows[-1][1].append(lambda pen, y: pen.text(RIGHT, y + down, words, font, "right"))

    def _rule(self, weight: float = THIN) -> None:
        self._add(1.6, lambda pen, y: pen.rule(LEFT, y + 0.8, RIGHT, y + 0.8, weight))

    def _centred(self, words: str, font: Font, step: float) -> None:
        for line in wrap(words, font, RIGHT - LEFT):
            self._add(step, partial(_line, ROLL / 2, step * 0.76, line, "centre"))

    def _pair(self, label: str, amount: str, *, font: Font = BODY, figures: Font = BODY, indent: float = 0) -> None:
        """Words at the left, wrapped beside what stands at the right."""
        room = RIGHT - LEFT - indent - (width(amount, figures) + 3 if amount else 0)
        lines = wrap(label, font, room) or wrap(" ", font, room)
        for at, line in enumerate(lines):
            last = at == len(lines) - 1
            self._add(STEP if last else 4.2, partial(_line, LEFT + indent, 3.8, line, "left"))
        self._right(3.8, amount, figures)

    # Content

    def _fill(self) -> None:
        c = self._content
        self._add(4)
        self._centred(c.shop.name, Font(12, bold=True), 5.6)
        self._centred(c.shop.address, SMALL, 4.2)
        self._centred(c.language.code_text("phone", c.shop.phone), SMALL, 4.2)
        self._rule(MEDIUM)
        self._title()
        self._centred(reversed_words(c) if self._back else "", BOLD, STEP)
        self._pair(c.say(say("Receipt no.")), c.facts.number, figures=BOLD)
        if c.body.get("bill"):
            self._pair(c.say(say("Settlement list")), str(c.body["bill"]))
        self._pair(c.say(word("receipt", "Date")), c.language.moment(c.at))
        self._car()
        if c.body.get("bill"):
            self._work()
        self._rule()
        self._money()
        self._rule()
        self._end()

    def _title(self) -> None:
        c = self._content
        words = c.say(title_of(c, back=self._back))
        font = fitted(words, Font(16, bold=True), RIGHT - LEFT - 12)
        self._add(8.4, lambda pen, y: _spaced(pen, y + 6.2, words, font, tracked=c.chinese))
        for mark in (c.say(say("Copy {number}", number=c.facts.copy)) if c.facts.copy else "", self._demo()):
            self._centred(mark, BOLD, STEP)

    def _demo(self) -> str:
        return self._content.say(say("Demo shop")) if self._content.body.get("demo") else ""

    def _car(self) -> None:
        c = self._content
        plate = c.plate or short_number(c.visit.number)
        font = fitted(plate, Font(18, bold=True), 46)
        self._add(9, lambda pen, y: pen.text(LEFT, y + 7.0, plate, font))
        name = c.words("customer.name")
        if name and width(name, BODY) <= RIGHT - LEFT - width(plate, font) - 3:
            self._right(6.6, name, BODY)
        else:
            self._pair(name, "")

    def _work(self) -> None:
        """Jobs one by one; parts as one sum, because the settlement list names them."""
        c = self._content
        entries = Entries(c, payer=str(c.body.get("payer", "")), discounts=False)
        labour = [entry for entry in entries.of(LABOUR) if not entry.struck and entry.gross is not None]
        parts = [entry for entry in entries.of(PART) if not entry.struck and not entry.own]
        self._rule()
        for entry in labour:
            self._job(entry)
        self._rule()
        for label, minor, count in (
            (word("cost", "Labour"), c.group("labour"), len(labour)),
            (word("cost", "Parts"), c.group("part"), len(parts)),
            (word("cost", "Sublet"), c.group("sublet"), 0),
            (word("cost", "Other"), c.group("fee"), 0),
        ):
            if minor:
                name = c.say(label)
                words = c.say(say("{name} ({relation})", name=name, relation=str(count))) if count else name
                self._pair(words, c.amount(minor), figures=BOLD)
        if c.total("discount"):
            self._pair(c.say(word("sum", "Discount")), c.amount(-c.total("discount")))
        for words, amount in taxes(c):
            self._pair(words, amount)

    def _job(self, entry: Entry) -> None:
        c = self._content
        self._pair(entry.name, "")
        times = f"{entry.quantity} × {entry.price}" if entry.quantity and entry.price else ""
        self._pair(times, c.amount(entry.gross or 0), indent=2)

    def _money(self) -> None:
        c = self._content
        total, billed = int(c.body.get("amount", 0)), c.total("total")
        whole = bool(c.body.get("bill")) and total == billed
        label = say("Total") if whole else say("Received")
        if c.body.get("bill") and not whole:  # a part of the bill: what was received is what the receipt says large
            self._pair(c.say(say("Total")), c.amount(billed), figures=BOLD)
        figures = c.language.money(c.sign * total, symbol=True)
        font = fitted(figures, Font(20, bold=True), 50)
        strong = Font(11, bold=True)

        def draw(pen: Pen, y: float) -> None:
            pen.text(LEFT, y + 7.6, c.say(label), strong)
            pen.text(RIGHT, y + 7.6, figures, font, "right")

        self._add(10, draw)
        capitals = in_capitals(c, total) if total >= 0 and not self._back else ""
        for line in wrap(capitals, BODY, RIGHT - LEFT):
            self._add(4.6, partial(_line, RIGHT, 3.4, line, "right"))
        self._rule()
        for payment in c.payments:
            kind = c.of(payment, "kind")
            day = c.language.day(payment.at.day()) if payment.at else ""
            if payment.deposit:
                kind = c.gap.join((c.label("payment.deposit"), kind))
            words = c.gap.join(part for part in (kind, day, payment.reference) if part)
            self._pair(words, c.amount(payment.amount or 0))
            if not self._back and payment.received and payment.amount and payment.received > payment.amount:
                change = f"{c.money(payment.received)} / {c.money(payment.received - payment.amount)}"
                self._pair(c.say(say("Received / change")), change, indent=4)
        if not self._back:  # what was still due then is no more true
            self._rule()
            self._pair(c.say(say("Still due")), c.money(int(c.body.get("due", 0))), figures=Font(10.5, bold=True))

    def _end(self) -> None:
        c = self._content
        coming = next_service(c)
        service = f"{c.say(word('settlement', 'Next service'))} {coming}" if coming else ""
        lines = [short_number(c.visit.number), service, c.facts.staff and self._cashier()]
        words = [line for line in lines if line]
        scan = c.scan
        side = 26.0 if is_scan(scan) else 0.0

        def draw(pen: Pen, y: float) -> None:
            if side:
                codes.qr(pen, LEFT - 2, y, side + 2, scan)
            at = y + 6.5
            for index, text in enumerate(words):
                font = BOLD if index == 0 else SMALL
                for line in wrap(text, font, RIGHT - LEFT - side - 2):
                    pen.line_of_text(LEFT + side + 2, at, line)
                    at += 4.4

        self._add(max(side + 3, 6.5 + 4.4 * 5), draw)
        self._centred(c.say(say("Thank you. Please keep this receipt.")), SMALL, STEP)

    def _cashier(self) -> str:
        c = self._content
        return f"{c.say(word('signature', 'Cashier'))} {c.facts.staff}"


def _line(x: float, down: float, line: Line, align: Align, pen: Pen, y: float) -> None:
    pen.line_of_text(x, y + down, line, align)


def _spaced(pen: Pen, y: float, words: str, font: Font, *, tracked: bool) -> None:
    """The title in the middle; two characters of Chinese stand apart."""
    if not tracked:
        pen.text(ROLL / 2, y, words, font, "centre")
        return
    apart = 2.4 if len(words) <= 4 else 0.6
    wide = width(words, font) + apart * (len(words) - 1)
    pen.tracked(ROLL / 2 - wide / 2, y, words, font, apart)
