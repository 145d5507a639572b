"""Invoice, and the credit note against one, for regions outside the mainland (VAT Directive art. 226; 16 CCR 3356)."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from reception_desk.forms.visit import short_number
from reception_desk.forms.words import say, word
from reception_desk.printing import codes
from reception_desk.printing.boxes import pill, plate_font, plate_text
from reception_desk.printing.cells import CAPTION, VALUE, fitted, labelled, padded, row, text_rows
from reception_desk.printing.content import Content
from reception_desk.printing.flow import Block, Drawn, Page, Piece, flow
from reception_desk.printing.invoice_tables import approvals_table, lines_table, payments_table, totals_block
from reception_desk.printing.lines import LABOUR, OTHER, PART, Entries
from reception_desk.printing.paper import Face, Frame, Sheet, is_scan, one_line
from reception_desk.printing.pen import BOLD, HAIR, THIN, Pen
from reception_desk.printing.remarks import credited, next_service, warranty_text
from reception_desk.printing.settlement import payer_words, renewed
from reception_desk.printing.sheet import rest_text
from reception_desk.printing.text import Font, width, wrap

TEXT = Font(9.5)
SHEETS = ("customer", "vehicle", "checkout")
_FACTS = 120.0
_QR = 97.0
_STEP = 4.9
_SELLER = Font(13, bold=True)
_ROOM = 92.0


class InvoiceSheet(Sheet):
    """The seller at the left, the paper's name at the right, the scan code between them."""

    def head(self) -> None:
        pen, face, frame = self._pen, self._face, self._frame
        pen.text(frame.left, 16, one_line(face.shop, _SELLER, _ROOM), _SELLER)
        for at, part in enumerate(face.contact.split("\n")):
            pen.text(frame.left, 21 + at * 3.7, one_line(part, CAPTION, _ROOM), CAPTION)
        title = fitted(face.title, Font(28, bold=True), 38)
        pen.text(frame.right, 19.4, face.title, title, "right")
        if face.copy:
            pill(pen, frame.right - width(face.copy, Font(9, bold=True)) - 4, 25.4, face.copy, outlined=True)
        else:
            pen.text(frame.right, 26, face.pill, CAPTION, "right")
        if is_scan(face.scan):
            codes.code128(pen, 116, 11.5, 8.5, 0.33, face.scan)
            pen.text(116 + codes.code128_modules(face.scan) * 0.33, 23, face.scan, CAPTION, "right")


class InvoicePaper:
    frame = Frame(left=20, right=195, strip=0, first=31, last_rule=HAIR)
    sheet: type[Sheet] = InvoiceSheet

    def __init__(self, content: Content, *, credit: bool = False) -> None:
        self._content = content
        self._credit = credit

    def face(self) -> Face:
        c = self._content
        title = c.say(word("paper title", "Credit note") if self._credit else word("paper title", "Invoice"))
        shop = c.shop
        first = [shop.address, c.language.code_text("phone", shop.phone)]
        second = [c.say(say("Tax number: {number}", number=shop.tax_number)) if shop.tax_number else ""]
        contact = "\n".join(c.gap.join(part for part in parts if part) for parts in (first, second))
        name = c.say(say("{paper} {number}", paper=title, number=c.facts.number))
        own = Face(
            shop=shop.name,
            contact=contact,
            title=title,
            details="",
            pill=c.say(say("Original")),
            visit=short_number(c.visit.number),
            scan=c.scan,
            plate=c.plate,
            name=name,
            demo=c.say(say("Demo shop")) if c.body.get("demo") else "",
        )
        return dataclasses.replace(own, copy=c.say(say("Copy {number}", number=c.facts.copy)) if c.facts.copy else "")

    def pages(self) -> list[Page]:
        c, frame = self._content, self.frame
        entries = Entries(c, payer=str(c.body.get("payer", "")), discounts=False, rates=False)
        groups = [
            (c.say(word("group", "Labour")), entries.of(LABOUR)),
            (c.say(word("group", "Parts")), entries.of(PART)),
            (c.say(word("group", "Other")), entries.of(OTHER)),
        ]
        blocks = [
            self._seller(),
            self._parties(),
            self._vehicle(),
            lines_table(c, frame, groups),
            totals_block(c, frame),
        ]
        if not self._credit:
            blocks.append(payments_table(c, frame))
        blocks += [approvals_table(c, frame), self._words()]
        rest = rest_text(c, frame.left - 1.5, frame.wide + 3, SHEETS)
        return flow([*blocks, rest], frame.room)

    def _seller(self) -> Block:
        """In full, when the head has no room."""
        face, frame = self.face(), self.frame
        parts = face.contact.split("\n")
        if len(wrap(face.shop, _SELLER, _ROOM)) == 1 and all(len(wrap(part, CAPTION, _ROOM)) < 2 for part in parts):
            return Block("", [])
        texts = [(face.shop, Font(9, bold=True)), *((part, Font(9)) for part in parts)]
        return Block("", padded(text_rows([(frame.left - 1.5, texts, False)], frame.wide + 3)), rule=BOLD)

    def _parties(self) -> Block:
        """The buyer at the left, the facts of the paper at the right."""
        c, left, right = self._content, self.frame.left, self.frame.right
        label = c.say(say("Credit to") if self._credit else say("Invoice to"))
        lines = wrap(c.words("customer.name"), Font(11, bold=True), 74)
        contact = c.words("customer.contact")
        details = [c.say(say("Attn. {name}", name=contact)) if contact else "", c.words("customer.address"), c.phones()]
        tax_number = c.words("customer.tax_number")
        details.append(c.say(say("Tax number: {number}", number=tax_number)) if tax_number else "")
        for part in (*details, payer_words(c)):
            lines += wrap(part, VALUE, 74)
        facts = self._facts()
        height = max(30.0, 6.5 + _STEP * len(lines) + 2, 5.0 + _STEP * len(facts) + 2)

        def draw(pen: Pen, y: float, _height: float) -> None:
            pen.text(left, y + 5, label, CAPTION)
            for at, line in enumerate(lines):
                pen.line_of_text(left, y + 10 + at * _STEP, line)
            for at, (name, words) in enumerate(facts):
                baseline = y + 5 + at * _STEP
                pen.text(_FACTS, baseline, name, CAPTION)
                font = fitted(
                    words, Font(11, bold=True) if at == 0 else VALUE, right - _FACTS - width(name, CAPTION) - 3
                )
                pen.text(right, baseline, words, font, "right")
            if is_scan(c.scan):
                codes.qr(pen, _QR - 2.6, y + 1, 22, c.scan)

        return Block("", [Drawn(height, by=draw)], rule=BOLD)

    def _facts(self) -> list[tuple[str, str]]:
        c = self._content
        handed = c.kept("checkout.handed_over")
        issued = c.language.day(c.at.day())
        facts = [
            (c.say(say("Credit note number") if self._credit else say("Invoice number")), c.facts.number),
            (c.say(say("Issue date")), issued),
            (c.say(say("Supply date")), c.language.day(handed.day()) if handed else issued),
            (c.say(word("settlement", "Work order")), short_number(c.visit.number)),
            (c.say(say("Adviser")), c.name(c.visit.adviser)),
        ]
        return [(label, words) for label, words in facts if words]

    def _vehicle(self) -> Block:
        c = self._content
        renewed(c)
        odometer = [c.odometer(), c.words("checkout.odometer_out")]
        columns = [
            (20.0, 35.0, c.label("vehicle.plate"), c.plate, True),
            (56.0, 49.0, c.label("vehicle.model"), c.model(), False),
            (106.0, 50.0, c.label("vehicle.vin"), c.words("vehicle.vin"), False),
            (157.0, 38.0, c.say(say("Odometer in / out")), " / ".join(part for part in odometer if part), False),
        ]
        cells = [(x, label, words, big, wrap(words, VALUE, wide)) for x, wide, label, words, big in columns]
        most = max(len(lines) for *_, lines in cells)

        def draw(pen: Pen, y: float, _height: float) -> None:
            for x, label, words, plate, lines in cells:
                pen.text(x, y + 4.4, label, CAPTION)
                if plate:
                    font, plates = plate_font(words, 12, 34)
                    for at, part in enumerate(plates):
                        plate_text(pen, x, y + 9.8 + at * 4, part, font)
                    continue
                for at, line in enumerate(lines):
                    pen.line_of_text(x, y + 9.6 + at * 4.4, line)

        return Block("", [Drawn(13.5 + max(most - 1, 0) * 4.4, by=draw)], rule=THIN)

    def _words(self) -> Block:
        """What is reversed; warranty and next service; the bank."""
        c, left = self._content, self.frame.left
        bank = c.say(say("Bank: {bank}", bank=c.shop.bank)) if c.shop.bank else ""
        pairs: Sequence[tuple[str, str]] = [
            ("", credited(c)),
            (c.say(word("settlement", "Warranty")), "" if self._credit else warranty_text(c)),
            (c.say(word("settlement", "Next service")), next_service(c)),
            ("", bank),
        ]
        pieces: list[Piece] = []
        for label, words in pairs:
            if label and words:
                cell = labelled(left - 1.5, self.frame.wide + 3, label, words, font=TEXT, offset=27.5)
                pieces.append(row([cell], 5.0, rule=0))
            elif words:
                pieces += text_rows([(left - 1.5, [(words, TEXT)], False)], self.frame.wide + 3)
        return Block("", padded(pieces, 1.2, 1.2), rule=HAIR)
