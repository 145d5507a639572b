"""Walk-around sheet 环车检查单. The Chinese paper carries the English words too."""

from __future__ import annotations

from reception_desk.forms.walk_around import MARK_KINDS
from reception_desk.forms.words import Text, say, verbatim, word
from reception_desk.printing import car
from reception_desk.printing.blocks import (
    Signature,
    changes_block,
    date_words,
    face,
    plate_rows,
    shop_block,
    signature_block,
)
from reception_desk.printing.boxes import fuel_bar, tick_box
from reception_desk.printing.cells import CAPTION, PAD, SECOND, STRONG, VALUE, Cell, labelled, padded, paragraph, row
from reception_desk.printing.check_rows import checks_block
from reception_desk.printing.content import Content
from reception_desk.printing.flow import Block, Drawn, Page, Piece, flow
from reception_desk.printing.paper import Face, Frame, Sheet
from reception_desk.printing.pen import THIN, Pen
from reception_desk.printing.sheet import rest_block
from reception_desk.printing.state import mark_rows
from reception_desk.printing.text import Font, width, wrap
from reception_desk.printing.walk_blocks import Boxes, draw_views, eighths, fuel_words, listed_marks, state_words

BASE = 7.2
DRAWING = 72.0
SMALLER = (60.0, 50.0)
"""Heights of the car where that saves a page: Letter is lower than A4."""
_BOX = 4.0


class WalkAroundPaper:
    frame = Frame(first=34.5)
    sheet: type[Sheet] = Sheet

    def __init__(self, content: Content) -> None:
        self._content = content

    def face(self) -> Face:
        c = self._content
        title = word("paper title", "Walk-around sheet")
        revision = say("Revision {number}", number=c.facts.revision)
        words = c.say(title)
        name = c.say(say("{paper}, revision {number}", paper=title, number=c.facts.revision))
        own = face(
            c, words, pill=c.both(say("Customer copy")), details=(c.say(revision), c.language.moment(c.at)), name=name
        )
        return Face(**{**vars(own), "second_title": c.second(title), "size": 22.0})

    def pages(self) -> list[Page]:
        """The drawing is smaller where that brings the signatures on to the first page."""
        for drawing in (DRAWING, *SMALLER):
            pages = self._pages(drawing)
            if len(pages) == 1:
                return pages
        return self._pages(DRAWING)

    def _pages(self, drawing: float) -> list[Page]:
        c, frame = self._content, self.frame
        blocks = [
            shop_block(c, frame, self.face()),
            changes_block(c, frame),
            self._vehicle(),
            self._outside(drawing),
            self._belongings(),
            checks_block(c, frame),
        ]
        blocks.append(self._advice())
        end = self._signatures()
        rest = rest_block(c, frame.inner, frame.wide, ("walk_around",))
        return flow([*blocks, rest, end], frame.room)

    def _block(self, title: Text, pieces: list[Piece]) -> Block:
        return Block(self._content.say(title), pieces, second=self._content.second(title))

    def _vehicle(self) -> Block:
        c, x = self._content, self.frame.inner
        next_at = c.kept("vehicle.next_service_odometer")
        due = [c.language.distance_of(next_at) if next_at is not None else "", c.words("vehicle.next_service_day")]
        service = " / ".join(part for part in due if part)
        insurer, until = c.words("vehicle.insurer"), c.words("vehicle.insurance_until")
        insured = c.gap.join(part for part in (insurer, until) if part)
        pairs = [
            [(word("walk-around", "Customer"), c.words("customer.name")), (word("walk-around", "Phone"), c.phones())],
            [(word("walk-around", "Model"), c.model()), (word("walk-around", "Colour"), c.words("vehicle.colour"))],
            [
                (word("walk-around", "Next service"), service),
                (word("walk-around", "Insurer") if insurer else c.spec("vehicle.insurance_until").label, insured),
            ],
        ]
        rows = [
            [
                self._cell(x + 57, 61, *left, edge=True),
                self._cell(x + 118, 53, *right, edge=True),
            ]
            for left, right in pairs
        ]
        odometer = self._cell(x, 57, word("walk-around", "Odometer"), c.odometer(), strong=True)
        pieces = plate_rows(c.plate, x, 57, self.frame.right, [row(cells, BASE) for cells in rows[:2]])
        return self._block(word("walk-around", "Vehicle"), [*pieces, row([odometer, *rows[2]], BASE)])

    def _cell(
        self, x: float, wide: float, label: Text, value: str, *, edge: bool = False, strong: bool = False
    ) -> Cell:
        c = self._content
        return labelled(
            x,
            wide,
            c.say(label),
            value,
            font=STRONG if strong else VALUE,
            offset=max(17.8, width(c.say(label), CAPTION) + 4),
            edge=edge,
            second=c.second(label),
        )

    def _outside(self, high: float) -> Block:
        c, frame = self._content, self.frame
        marks = listed_marks(c)
        state = state_words(c)

        def draw(pen: Pen, y: float, height: float) -> None:
            draw_views(c, marks, pen, (frame.inner + 3, y + 1.5, frame.wide - 6, height - 3), c.both)
            if not marks:
                pen.text(frame.inner + PAD, y + 4, state, CAPTION)

        drawing = Drawn(high, stretch=18, keep=True, by=draw)
        pieces: list[Piece] = [drawing, self._legend()]
        if marks:
            pieces[-1].keep = True
            pieces += mark_rows(frame, marks)
        return self._block(word("walk-around", "Outside"), pieces)

    def _legend(self) -> Piece:
        """Every kind of damage with its sign; as many in a row as fit, spread over the width."""
        items: list[tuple[str, Text]] = [(option.code, option.label) for option in MARK_KINDS]
        items += [("new", word("mark", "new")), ("old", word("mark", "seen before"))]
        room, widths = self.frame.wide - 2, [self._legend_width(*item) for item in items]
        across = len(items) if sum(widths) <= room else -(-len(items) // 2)
        rows = [items[at : at + across] for at in range(0, len(items), across)]
        columns = [max(widths[at::across]) for at in range(across)]
        gap = max(room - sum(columns), 0) / across
        pitch = 7.4 if self._content.chinese else 5.2

        def draw(pen: Pen, y: float, _height: float) -> None:
            for at, own in enumerate(rows):
                x = self.frame.inner + 1
                for (code, words), taken in zip(own, columns, strict=False):
                    self._legend_item(pen, x, y + 0.2 + at * pitch, code, words)
                    x += taken + gap

        return Drawn(pitch * len(rows) + 0.4, by=draw)

    def _legend_width(self, code: str, words: Text) -> float:
        c = self._content
        label = c.say(words) if code in ("new", "old") else f"{code} {c.say(words)}"
        return 5.6 + max(width(label, CAPTION), width(c.second(words), SECOND)) + 0.8

    def _legend_item(self, pen: Pen, x: float, y: float, code: str, words: Text) -> None:
        c = self._content
        centre = y + (3.7 if c.chinese else 2.6)
        if code in ("new", "old"):
            car.badge(pen, x + 2.6, centre, 1, new=code == "new")
            label = c.say(words)
        else:
            car.symbol(pen, x + 2.6, centre, 1.5, code)
            label = f"{code} {c.say(words)}"
        if c.chinese:
            pen.text(x + 5.4, y + 3.3, label, CAPTION)
            pen.text(x + 5.4, y + 6.1, str(words), SECOND)
        else:
            pen.middle(x + 5.6, centre, label, CAPTION)

    def _belongings(self) -> Block:
        """Boxes for everything that is asked for; fuel, lamps and valuables below."""
        c, frame = self._content, self.frame
        spec, kept = c.spec("walk_around.belongings"), c.kept("walk_around.belongings") or ()
        items = [(option.label, option.code in kept) for option in spec.options]
        items += [(verbatim(code), True) for code in kept if code not in {option.code for option in spec.options}]
        pieces: list[Piece] = [self._boxes(items)]
        note = c.words("walk_around.belongings_note")
        if note:
            other = c.told(c.label("walk_around.belongings_note"), note)
            pieces += padded(paragraph(frame.inner, frame.wide, other, Font(9)), 0.6, 0.8)
        pieces.append(self._fuel())
        return self._block(word("walk-around", "On board"), pieces)

    def _boxes(self, items: list[tuple[Text, bool]]) -> Piece:
        c, frame = self._content, self.frame
        words, seconds = [(c.say(label), on) for label, on in items], [c.second(label) for label, _ in items]
        boxes = Boxes(words, frame.wide - 2 * PAD, size=_BOX, seconds=seconds)
        pitch = 7.8 if c.chinese else 6.2

        def draw(pen: Pen, y: float, _height: float) -> None:
            boxes.draw(pen, frame.inner + PAD, y + 0.4, pitch)

        return Drawn(pitch * boxes.rows + 0.8, keep=True, by=draw)

    def _fuel(self) -> Piece:
        c, x = self._content, self.frame.inner
        label, level, words = c.both(word("walk-around", "Fuel")), eighths(c), fuel_words(c)
        lamps = c.told(c.label("walk_around.lamps"), c.words("walk_around.lamps"))
        told, spec = bool(c.kept("walk_around.valuables_told")), c.spec("walk_around.valuables_told")
        lines = wrap(lamps, Font(9), 36)
        reminded = wrap(c.both(spec.label), Font(9), 61)
        height = max(7.6, 3.2 + 4.2 * max(len(lines), len(reminded)))

        def draw(pen: Pen, y: float, height: float) -> None:
            centre = y + height / 2
            place = x + PAD + pen.middle(x + PAD, centre, label, Font(9)) + 1.5
            place += pen.middle(place, centre, "E", Font(9, bold=True)) + 1.2
            fuel_bar(pen, place, centre, 24, 3.4, level)
            pen.middle(place + 25.2, centre, "F", Font(9, bold=True))
            pen.middle(place + 28.6, centre, words, Font(9))
            for edge in (x + 62, x + 101):
                pen.rule(edge, y, edge, y + height)
            for at, line in enumerate(lines):
                pen.line_of_text(x + 63.5, centre + 1.2 + (at - (len(lines) - 1) / 2) * 4.2, line)
            tick_box(pen, x + 102.5, centre, _BOX, "tick" if told else "")
            for at, line in enumerate(reminded):
                pen.line_of_text(x + 107.8, centre + 1.2 + (at - (len(reminded) - 1) / 2) * 4.2, line)

        return Drawn(height, by=draw)

    def _advice(self) -> Block:
        c, frame = self._content, self.frame
        pieces = padded(paragraph(frame.inner, frame.wide, c.words("walk_around.advice")), 1.0, 0.2)
        for piece in pieces[-1:]:
            piece.rule = 0

        def line(pen: Pen, y: float, height: float) -> None:
            for place in range(int(height // 9.0)):
                under = y + height - 2.0 - place * 9.0
                pen.rule(frame.inner + PAD, under, frame.right - PAD, under, THIN)

        pieces.append(Drawn(9.0, stretch=9, rule=0, by=line))
        pieces[0].keep = len(pieces) > 1
        return self._block(word("walk-around", "Advice"), pieces)

    def _signatures(self) -> Block:
        c = self._content
        together, spec = bool(c.kept("walk_around.together")), c.spec("walk_around.together")
        fields = [
            Signature(
                c.both(word("walk-around", "Customer")), c.both(spec.label), date_words(c, "minute"), ticked=together
            ),
            Signature(c.both(say("Adviser")), c.name(c.visit.adviser), date_words(c, "minute")),
        ]
        block = signature_block(c, self.frame, fields, 18)
        block.second = c.second(say("Signed"))
        return block
