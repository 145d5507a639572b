"""Settlement list 维修结算清单, labour and materials apart; and the credit note that reverses one as a whole."""

from __future__ import annotations

from reception_desk.forms.visit import short_number
from reception_desk.forms.words import say, word
from reception_desk.printing.bill import labour_table, parts_table
from reception_desk.printing.blocks import Signature, date_words, face, plate_rows, shop_block, signature_block
from reception_desk.printing.cells import CAPTION, PAD, STRONG, labelled, plain, row
from reception_desk.printing.content import Content
from reception_desk.printing.estimate import in_capitals
from reception_desk.printing.flow import Block, Drawn, Page, Piece, flow
from reception_desk.printing.lines import LABOUR, OTHER, PART, Entries, tax_name
from reception_desk.printing.paper import Face, Frame, Sheet
from reception_desk.printing.parties import bringer
from reception_desk.printing.pen import BOLD, MEDIUM, Pen
from reception_desk.printing.remarks import payments_block, remarks_block, warranty_block
from reception_desk.printing.sheet import rest_text
from reception_desk.printing.text import Font, width, wrap

BASE = 6.6
SHEETS = ("customer", "vehicle", "checkout")


class SettlementPaper:
    frame = Frame(last_rule=MEDIUM)
    sheet: type[Sheet] = Sheet

    def __init__(self, content: Content, *, credit: bool = False) -> None:
        self._content = content
        self._credit = credit

    def face(self) -> Face:
        c = self._content
        title = c.say(word("paper title", "Credit note") if self._credit else word("paper title", "Settlement list"))
        details = (c.facts.number, c.language.moment(c.at))
        name = c.say(say("{paper} {number}", paper=title, number=c.facts.number))
        return face(c, title, pill=c.say(say("Customer copy")), details=details, name=name)

    def pages(self) -> list[Page]:
        c, frame = self._content, self.frame
        entries = Entries(c, payer=str(c.body.get("payer", "")), discounts=False)
        labour, others = entries.of(LABOUR), entries.of(OTHER)
        blocks = [
            shop_block(c, frame, self.face()),
            self._vehicle(),
            self._costs(),
            parts_table(c, frame, entries.of(PART)),
            labour_table(c, frame, c.say(word("block", "Labour")), labour),
            labour_table(c, frame, c.say(word("block", "Other")), others, hours=False),
            remarks_block(c, frame, [*labour, *entries.of(PART), *others]),
        ]
        end = [] if self._credit else [warranty_block(c, frame), payments_block(c, frame).with_next()]
        return flow([*blocks, rest_text(c, frame.inner, frame.wide, SHEETS), *end, *self._signed()], frame.room)

    def _vehicle(self) -> Block:
        c, x = self._content, self.frame.inner
        out = c.words("checkout.handed_over") or c.language.day(c.at.day())
        arrived = c.kept("visit.arrived")
        car = [c.model(), c.words("vehicle.fuel_kind")]
        renewed(c)
        beside = [
            [
                labelled(x + 64, 60, c.say(word("party", "Customer")), c.words("customer.name"), font=STRONG),
                labelled(x + 124, 47, c.label("check_in.bringer_phone"), c.phones(), edge=True),
            ],
            [
                labelled(x + 64, 60, c.say(say("Bringer")), bringer(c)),
                labelled(x + 124, 47, c.say(word("settlement", "Work order")), short_number(c.visit.number), edge=True),
            ],
        ]
        below = [
            [
                labelled(x, 64, c.label("vehicle.model"), c.gap.join(part for part in car if part)),
                labelled(x + 64, 60, *c.pair("vehicle.vin"), edge=True),
                labelled(x + 124, 47, c.say(say("Kind of work")), c.words("check_in.purposes"), edge=True),
            ],
            [
                labelled(x, 64, c.say(say("Date in")), c.language.moment(arrived) if arrived else ""),
                labelled(x + 64, 60, c.say(say("Odometer in")), c.odometer(), edge=True),
                labelled(x + 124, 47, c.say(say("Adviser")), c.name(c.visit.adviser), edge=True),
            ],
            [
                labelled(x, 64, c.say(say("Date out")), out),
                labelled(x + 64, 60, *c.pair("checkout.odometer_out"), font=STRONG, edge=True),
                labelled(x + 124, 47, *c.pair("vehicle.colour"), edge=True),
            ],
        ]
        address, tax_number = c.words("customer.address"), c.words("customer.tax_number")
        if address or tax_number:
            cells = [labelled(x, 107, c.label("customer.address"), address)]
            below.append([*cells, labelled(x + 107, 64, c.label("customer.tax_number"), tax_number, edge=True)])
        if payer_words(c):
            below.append([plain(x, self.frame.wide, payer_words(c), font=STRONG)])
        pieces = plate_rows(c.plate, x, 64, self.frame.right, [row(cells, BASE) for cells in beside])
        return Block(c.say(word("block", "Vehicle")), [*pieces, *(row(cells, BASE) for cells in below)])

    def _costs(self) -> Block:
        c = self._content
        costs = [
            (c.say(word("cost", "Parts")), c.group("part")),
            (c.say(word("cost", "Labour")), c.group("labour")),
            (c.say(word("cost", "Sublet")), c.group("sublet")),
            (c.say(word("cost", "Other")), c.group("fee")),
            (c.say(word("cost", "Sum")), c.total("gross")),
        ]
        wide = self.frame.wide / len(costs)

        def draw(pen: Pen, y: float, height: float) -> None:
            for at, (label, minor) in enumerate(costs):
                x = self.frame.inner + at * wide
                if at:
                    pen.rule(x, y, x, y + height)
                pen.text(x + wide - PAD, y + 4.0, label, CAPTION, "right")
                last = at == len(costs) - 1
                pen.text(x + wide - PAD, y + 9.2, c.amount(minor), Font(10.5, bold=last), "right")

        return Block(c.say(word("block", "Costs")), [Drawn(11.2, keep=True, by=draw), self._total()])

    def _total(self) -> Piece:
        """The amount in capitals, what is in it, and in large figures."""
        c, x, right = self._content, self.frame.inner, self.frame.right
        total, split, last = c.total("total"), x + 80, x + 121
        label = c.say(say("Credited") if self._credit else say("To pay"))
        parts = [(c.say(word("sum", "Discount")), c.amount(-c.total("discount"))), *taxes(c)]
        lines = wrap(in_capitals(c, c.sign * total), Font(12, bold=True), 77)
        height = max(13.2, 3.7 * len(parts) + 2.2, 6 + 5.4 * len(lines))

        def draw(pen: Pen, y: float, height: float) -> None:
            if lines:
                pen.text(x + PAD, y + 4.4, label, CAPTION)
            else:
                pen.middle(x + PAD, y + height / 2, label, Font(12, bold=True))
            for at, line in enumerate(lines):
                pen.line_of_text(x + PAD, y + height - 3.2 - 5.4 * (len(lines) - 1 - at), line)
            for edge in (split, last):
                pen.rule(edge, y, edge, y + height)
            for at, (name, amount) in enumerate(parts):
                centre = y + height / 2 + (at - (len(parts) - 1) / 2) * 3.7
                pen.middle(split + PAD, centre, name, CAPTION)
                pen.middle(last - PAD, centre, amount, CAPTION, "right")
            words = c.amount(total, symbol=True)
            size = next(
                (size for size in (22, 18, 15) if width(words, Font(size, bold=True)) < right - last - 2 * PAD), 12
            )
            pen.middle(right - PAD, y + height / 2, words, Font(size, bold=True), "right")

        return Drawn(height, by=draw)

    def _signed(self) -> list[Block]:
        c = self._content
        fields = [
            Signature(c.say(word("signature plain", "Customer"))),
            Signature(c.say(word("signature", "Cashier")), c.facts.staff),
            Signature(c.say(word("signature", "Quality inspector"))),
            Signature(c.say(say("Shop (stamp)")), "", date_words(c, "year"), line=False),
        ]
        block = signature_block(c, self.frame, fields, 24, 20).with_next()
        words = [] if self._credit else [c.say(say("This list is valid when signed by the customer."))]
        if c.shop.bank:
            words.append(c.say(say("Bank: {bank}", bank=c.shop.bank)))
        if c.shop.tax_number:
            words.append(c.say(say("Tax number: {number}", number=c.shop.tax_number)))
        cell = plain(self.frame.left - PAD, 178 + 2 * PAD, c.gap.join(words), font=CAPTION)
        return [block, Block("", [row([cell], 4.4)], rule=BOLD, strip=False)]


def renewed(c: Content) -> None:
    """The car's next service, where the checkout has set a new one."""
    for name in ("next_service_day", "next_service_odometer"):
        if c.has("checkout") and getattr(c.checkout, name):
            c.placed(f"vehicle.{name}")


def taxes(c: Content) -> list[tuple[str, str]]:
    """Net and tax of each rate."""
    found = []
    for rate, net, tax in c.body.get("totals", {}).get("taxes", ()):
        percent = c.language.percent(rate)
        found.append((c.say(say("Net")), c.amount(net)))
        found.append((c.say(say("{tax} {rate}", tax=tax_name(c), rate=percent)), c.amount(tax)))
    return found


def payer_words(c: Content) -> str:
    """Named when it is not the customer."""
    payer = str(c.body.get("payer", ""))
    if payer in ("", "customer"):
        return ""
    names = {job.payer_name for job in c.work_order.jobs if job.payer == payer and job.payer_name}
    label = c.say(c.spec("job.payer").option(payer))
    return c.say(say("Bill for: {payer}", payer=c.language.join([label, *sorted(names)])))
