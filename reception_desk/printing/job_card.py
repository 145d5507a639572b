"""Job card 施工单: what the technician needs, large, and room for the pen. No prices."""

from __future__ import annotations

import dataclasses

from reception_desk.forms.words import say, word
from reception_desk.printing.blocks import changes_block, face, shop_block
from reception_desk.printing.boxes import plate_font, plate_text, tag, ticked, ticked_width
from reception_desk.printing.cells import CAPTION, Cell, labelled, padded, row, text_rows
from reception_desk.printing.content import Content
from reception_desk.printing.estimate import choice_box
from reception_desk.printing.flow import Block, Drawn, Page, Piece, flow
from reception_desk.printing.job_rows import jobs_block, parts_block
from reception_desk.printing.paper import Face, Frame, Sheet
from reception_desk.printing.parties import interview
from reception_desk.printing.pen import BOLD, MEDIUM, THIN, Pen
from reception_desk.printing.sheet import rest_text
from reception_desk.printing.text import Font, width, wrap

BAND = 33.0
SPLIT = 135.0
EDGES = (18.0, 58.0, 98.0, 127.0, 156.0, 196.0)
_BAY = 20.0
_FINDINGS = 106.0
_TIMES = 128.0
_LEAST = 37.0
"""Of the room for findings and times."""


class JobCardPaper:
    frame = Frame(strip=0, first=36.5)
    sheet: type[Sheet] = Sheet

    def __init__(self, content: Content) -> None:
        self._content = content

    def face(self) -> Face:
        c = self._content
        title = c.say(word("paper title", "Job card"))
        revision = c.say(say("Revision {number}", number=c.facts.revision))
        name = c.say(say("{paper}, revision {number}", paper=title, number=c.facts.revision))
        own = face(
            c,
            title,
            pill=c.say(say("Technician's copy")),
            details=(revision, c.language.moment(c.at)),
            name=name,
            note=c.say(say("no prices")),
        )
        return dataclasses.replace(own, contact="")

    def pages(self) -> list[Page]:
        c, frame = self._content, self.frame
        blocks = [
            self._band(),
            self._facts(),
            shop_block(c, frame, self.face()),
            changes_block(c, frame),
            self._concern(),
            jobs_block(c, frame),
            parts_block(c, frame),
        ]
        end = [self._pen_area(), self._self_check()]
        return flow([*blocks, self._rest(), *end], frame.room)

    def _band(self) -> Block:
        """The plate that is read from across the workshop; bay, promised time, tags."""
        c = self._content
        plate, cars = c.plate, wrap(c.gap.join(self._car()), Font(11), SPLIT - 20)
        bay, promised = c.words("work_order.bay"), c.kept("check_in.promised")
        day = promised.day() if promised else ""
        date = f"{c.language.short_day(day)} {c.language.weekday(day)}" if day else ""
        clock = c.language.clock(promised) if promised else ""

        def draw(pen: Pen, y: float, height: float) -> None:
            font, lines = plate_font(plate, 60, SPLIT - 23)
            step = font.size * 0.36
            top = y + 21.2 - (len(lines) - 1) * step / 2
            for at, line in enumerate(lines):
                plate_text(pen, self.frame.left, top + at * step, line, font)
            for at, own in enumerate(cars if len(cars) < 3 else cars[:1]):
                pen.line_of_text(self.frame.left, y + 29.2 + at * 3.8, own)
            pen.rule(SPLIT, y, SPLIT, y + height)
            pen.rule(SPLIT + _BAY, y, SPLIT + _BAY, y + 21.5)
            pen.rule(SPLIT, y + 21.5, self.frame.right, y + 21.5)
            pen.text(SPLIT + 2.5, y + 5, c.label("work_order.bay"), CAPTION)
            self._draw_bay(pen, y, bay)
            pen.text(SPLIT + _BAY + 2.5, y + 5, c.label("check_in.promised"), CAPTION)
            pen.text(self.frame.right, y + 5, date, Font(11, bold=True), "right")
            pen.text(SPLIT + _BAY + 2.5, y + 17.4, clock, Font(32, bold=True))
            self._draw_tags(pen, y + 23.2)

        return Block("", [Drawn(BAND, by=draw)], rule=BOLD)

    def _draw_bay(self, pen: Pen, y: float, bay: str) -> None:
        sizes = (Font(size, bold=True) for size in (34, 24, 18, 14))
        font = next((font for font in sizes if width(bay, font) <= _BAY - 4), Font(9, bold=True))
        lines = wrap(bay, font, _BAY - 3.5)
        for at, line in enumerate(lines):
            pen.line_of_text(SPLIT + 2.5, y + 17.6 - (len(lines) - 1 - at) * 3.4, line)

    def _car(self) -> list[str]:
        c = self._content
        facts = [c.model(), c.words("vehicle.colour"), c.words("vehicle.fuel_kind")]
        return [fact for fact in facts if fact]

    def _draw_tags(self, pen: Pen, y: float) -> None:
        stamps = self._content.body.get("stamps", {})
        tags = [
            (15.6, self._content.say(word("tag", "Comeback")), "comeback"),
            (15.6, self._content.say(word("tag", "Booked")), "appointment"),
            (24.8, self._content.say(word("tag", "Customer waits")), "waits"),
        ]
        x = SPLIT + 1.8
        for wide, words, stamp in tags:
            tag(pen, x, y, wide, 8, words, active=bool(stamps.get(stamp)))
            x += wide + 1.6

    def _facts(self) -> Block:
        c = self._content
        vin = c.words("vehicle.vin")
        first = [
            (c.say(say("VIN, last 8")), vin[-8:]),
            (c.label("check_in.odometer"), c.odometer()),
            (c.label("check_in.fuel"), self._energy()),
            c.pair("check_in.key_tag"),
            c.pair("check_in.parking"),
        ]
        technician = c.words("work_order.technician")
        second = [
            (c.say(say("Adviser")), c.name(c.visit.adviser)),
            (c.label("work_order.technician"), technician),
            (c.say(say("With")), ""),
        ]
        strong = Font(11, bold=True)
        rows: list[Piece] = [
            row(self._cells(first, strong), 8.0),
            self._agreed(row(self._cells(second, Font(11)), 8.0)),
        ]
        car = c.gap.join(self._car())
        if len(wrap(car, Font(11), SPLIT - 20)) > 2:
            rows.append(row([labelled(EDGES[0] - 1.5, 179, c.label("vehicle.model"), car)], 8.0))
        return Block("", rows, rule=MEDIUM)

    def _energy(self) -> str:
        c = self._content
        words = [c.words("check_in.fuel"), c.words("check_in.charge")]
        return c.gap.join(part for part in words if part)

    def _cells(self, pairs: list[tuple[str, str]], font: Font) -> list[Cell]:
        cells = []
        for at, (label, words) in enumerate(pairs):
            x, wide = EDGES[at], EDGES[at + 1] - EDGES[at]
            used = width(label, CAPTION)
            start = used + (1.9 if at == 0 else 3.4)
            cell = labelled(x - (1.5 if at == 0 else 0), wide + (1.5 if at == 0 else 0), label, words, font=font,
                            offset=start + (1.5 if at == 0 else 0), edge=at > 0)  # fmt: skip
            cells.append(cell)
        return cells

    def _agreed(self, left: Piece) -> Piece:
        """What the customer allows, beside the people."""
        c = self._content
        waits = bool(c.body.get("stamps", {}).get("waits"))
        if waits:
            c.placed("check_in.waiting")
        boxes = [
            choice_box(c, "check_in.road_test", "yes"),
            choice_box(c, "check_in.old_parts", "take", "keep"),
            choice_box(c, "check_in.wash", "yes"),
            *([] if waits else [choice_box(c, "check_in.waiting", "waits")]),
        ]
        x = EDGES[3] - (9 if not c.chinese else 0)
        lines: list[list[tuple[str, bool]]] = [[]]
        used = 0.0
        for box in boxes:
            wide = ticked_width(box[0], font=Font(9)) + 2.4
            if used + wide > self.frame.right - x and lines[-1]:
                lines.append([])
                used = 0.0
            lines[-1].append(box)
            used += wide
        height = max(left.height, 4.4 * len(lines) + 1.6)

        def draw(pen: Pen, y: float, height: float) -> None:
            left.draw(pen, y, height)
            pen.rule(x, y, x, y + height)
            for at, own in enumerate(lines):
                place, centre = x + 2, y + height / 2 + (at - (len(lines) - 1) / 2) * 4.4
                for words, on in own:
                    place += ticked(pen, place, centre, words, on=on, font=Font(9)) + 2.4

        return Drawn(height, by=draw)

    def _concern(self) -> Block:
        """The customer's own words, large; then the interview and the note to the technician."""
        c, x = self._content, self.frame.left - 1.5
        said, purposes = c.words("check_in.concern"), c.words("check_in.purposes")
        caption = c.gap.join(part for part in (c.label("check_in.concern"), purposes) if part)
        note = c.words("work_order.note")
        more = [interview(c), c.told(c.label("work_order.note"), note) if note else ""]
        pieces: list[Piece] = text_rows([(x, [(caption, Font(9, bold=True))], False)], 178)
        pieces += text_rows([(x, [(f"“{said}”" if said else "", Font(14))], False)], 161)
        pieces += text_rows([(x, [(text, Font(9.5)) for text in more], False)], 178)
        pieces[0].keep = True
        return Block("", padded(pieces, 1.6, 1.6), rule=MEDIUM)

    def _rest(self) -> Block:
        """Everything else that check-in has noted, small."""
        return rest_text(self._content, self.frame.left - 1.5, 180, ("check_in",), ("customer", "shop"))

    def _pen_area(self) -> Block:
        """Findings at the left, times at the right; they take what the page has left."""
        c, left, right = self._content, self.frame.left, self.frame.right
        heads = (word("times", "Job"), word("times", "Start"), word("times", "Stop"), word("times", "Reason"))

        def draw(pen: Pen, y: float, height: float) -> None:
            used = pen.text(left, y + 5, c.say(say("Findings and measurements")), Font(9, bold=True))
            pen.text(left + used + 4, y + 5, c.say(say("seen → cause → done")), CAPTION)
            line = y + 15.0
            while line < y + height - 3:
                pen.rule(left, line, left + _FINDINGS, line, grey=0.55)
                line += 8.5
            pen.rule(_TIMES - 1, y, _TIMES - 1, y + height)
            pen.text(_TIMES + 1.5, y + 5, c.say(say("Working times")), Font(9, bold=True))
            pen.rule(_TIMES - 1, y + 8, right, y + 8)
            pen.rule(_TIMES - 1, y + 14, right, y + 14)
            rows = max(int((height - 14) / 8.5), 1)
            for at, head in enumerate(heads):
                x = _TIMES - 1 + at * 17.25
                pen.middle(x + 8.6, y + 11, c.say(head), CAPTION, "centre")
                if at:
                    pen.rule(x, y + 8, x, y + height)
            for at in range(1, rows):
                middle = y + 14 + at * (height - 14) / rows
                pen.rule(_TIMES - 1, middle, right, middle)

        return Block("", [Drawn(_LEAST, stretch=200, keep=True, by=draw)], rule=MEDIUM)

    def _self_check(self) -> Block:
        c, left, right = self._content, self.frame.left, self.frame.right
        points = [
            c.say(say("Tightened to torque")),
            c.say(say("No leaks")),
            c.say(say("Warning lamps off")),
            c.say(say("Tools counted")),
            c.say(say("Service reset")),
        ]
        drive = c.say(word("test drive", "Test drive"))
        # Words with the length of the writing line after each; the two who sign share what is left.
        after = [
            ("", 12.0),
            (c.say(word("test drive", "km, odometer")), 16.0),
            (c.say(word("test drive", "to")), 16.0),
            (c.say(say("Technician")), 0.0),
            (c.say(say("Team leader")), 0.0),
        ]
        taken = ticked_width(drive, size=6, font=Font(9)) + sum(
            width(words, Font(9)) + 3 + room for words, room in after
        )
        signing = (right - left - 0.6 - taken) / sum(not room for _, room in after)

        def draw(pen: Pen, y: float, height: float) -> None:
            pen.text(left, y + 5, c.say(say("Self-check")), Font(9, bold=True))
            wides = [ticked_width(point, size=6, font=Font(9)) for point in points]
            gap, x = (right - left - 0.6 - sum(wides)) / (len(points) - 1), left + 0.6
            for wide, point in zip(wides, points, strict=True):
                ticked(pen, x, y + 10.6, point, on=False, size=6, font=Font(9))
                x += wide + gap
            centre, x = y + 19.2, left + 0.6
            x += ticked(pen, x, centre, drive, on=False, size=6, font=Font(9))
            for words, room in after:
                x += 1.5 + pen.middle(x + 1.5, centre, words, Font(9))
                end = x + 1.5 + (room or signing)
                pen.rule(x + 1.5, y + height - 2.8, end, y + height - 2.8, THIN)
                x = end

        return Block("", [Drawn(25, by=draw)], rule=MEDIUM)
