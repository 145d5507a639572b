"""The tables of the job card: jobs with boxes and room for cause and correction, parts to fetch. Never a price."""

from __future__ import annotations

from dataclasses import dataclass, field

from reception_desk.forms.words import say, word
from reception_desk.forms.work_order import NOT_DONE, Job, WorkLine
from reception_desk.printing.boxes import tick_box
from reception_desk.printing.cells import CAPTION, Row, plain, row
from reception_desk.printing.content import Content
from reception_desk.printing.flow import Block, Piece
from reception_desk.printing.lines import in_paper_language
from reception_desk.printing.paper import Frame
from reception_desk.printing.pen import MEDIUM, Pen
from reception_desk.printing.text import MM, Font, Line, wrap

BOTH = ("customer", "shop")
CAUSE, CORRECTION = 128.0, 162.0
_NAME = Font(12, bold=True)
_NOTE = Font(10)
_STEP = 5.4
_NOTE_STEP = 4.6


@dataclass
class JobRow(Piece):
    """Box, number and job, what belongs to it, its hours; cause and correction to the right."""

    number: str = ""
    names: list[Line] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)
    hours: str = ""
    filled: tuple[list[Line], list[Line]] = ((), ())  # type: ignore[assignment]
    left: float = 18
    right: float = 196

    def draw(self, pen: Pen, y: float, height: float) -> None:
        tick_box(pen, self.left + 0.6, y + height / 2, 6)
        for x in (CAUSE - 1, CORRECTION - 1):
            pen.rule(x, y, x, y + height)
        text = len(self.names) * _STEP + len(self.notes) * _NOTE_STEP
        top = y + (height - text) / 2
        first = top + _STEP / 2 + 0.37 * _NAME.size / MM
        pen.text(self.left + 15, first, self.number, _NAME, "right")
        pen.text(self.left + 108, first, self.hours, Font(11), "right")
        for at, line in enumerate(self.names):
            pen.line_of_text(self.left + 17, first + at * _STEP, line)
        for at, line in enumerate(self.notes):
            pen.line_of_text(self.left + 17, top + len(self.names) * _STEP + _NOTE_STEP * at + 3.6, line)
        for x, lines in zip((CAUSE, CORRECTION), self.filled, strict=True):
            for at, line in enumerate(lines):
                pen.line_of_text(x + 0.5, y + 4.4 + at * 4.2, line)


def jobs_block(c: Content, frame: Frame) -> Block:
    order = c.work_order
    c.placed("work_order.jobs", "work_order.lines", "line.kind", "job.description")
    jobs = [job for job in order.jobs if job.answer not in NOT_DONE]
    rows: list[Piece] = [_job_row(c, frame, n, job, order.lines_of(job.id)) for n, job in enumerate(jobs, 1)]
    known = {job.id for job in order.jobs}
    loose = [line for line in order.lines if line.job not in known and line.kind in ("labour", "text")]
    rows += [_job_row(c, frame, len(jobs) + n, Job(), [line]) for n, line in enumerate(loose, 1)]
    for extra in range(max(1, len(rows) // 3)):
        words = c.say(say("Additional job (after the customer has agreed)")) if not extra else ""
        blank = JobRow(10, names=wrap(words, CAPTION, 85), left=frame.left, spare=True)
        rows.append(blank)
    head = row(
        [
            plain(frame.left - 1.5, 12, c.say(word("column", "Done")), font=CAPTION),
            plain(frame.left + 10.5, 80, c.say(word("column", "Job")), font=Font(9, bold=True)),
            plain(frame.left + 92, 17.5, c.say(word("column", "Hours")), font=CAPTION, align="right"),
            plain(CAUSE - 1, 30, c.label("job.cause"), font=CAPTION, edge=True),
            plain(CORRECTION - 1, 30, c.label("job.correction"), font=CAPTION, edge=True),
        ],
        6.0,
    )
    return Block("", rows, head=head, rule=MEDIUM)


def _job_row(c: Content, frame: Frame, number: int, job: Job, lines: list[WorkLine]) -> JobRow:
    name = in_paper_language(c, job.description, job.description_other)
    work = [line for line in lines if line.kind in ("labour", "text")]
    others = [in_paper_language(c, line.name, line.name_other) for line in work]
    name = name or (others[0] if others else "")
    notes = [job.concern, *(other for other in others if other != name), _row_note(c, job, lines)]
    names = wrap(name, _NAME, 84)
    small = wrap("\n".join(note for note in notes if note), _NOTE, 90)
    hours = sum(line.quantity or 0 for line in work if line.kind == "labour")
    filled = (wrap(job.cause, Font(9), 32), wrap(job.correction, Font(9), 33))
    need = max(len(names) * _STEP + len(small) * _NOTE_STEP + 2.6, 4.2 * max(map(len, filled)) + 2)
    return JobRow(
        max(13.0, need),
        number=str(number),
        names=names,
        notes=small,
        hours=c.language.quantity(hours, 1) if hours else "",
        filled=filled,
        left=frame.left,
        right=frame.right,
    )


def _row_note(c: Content, job: Job, lines: list[WorkLine]) -> str:
    """Whoever does it, and every declared field of job and line that is no money and has no place of its own."""
    c.placed("job.payer", "job.payer_name", "line.price", "line.discount", "line.reduction", "line.tax_rate")
    c.placed("line.name", "line.code", "line.quantity", "line.unit", "line.part_class")
    notes = [c.name(job.technician), c.note(job, BOTH)]
    notes += [
        c.gap.join(part for part in (line.code if line.code != job.code else "", c.note(line, BOTH)) if part)
        for line in lines
        if line.kind != "part"
    ]
    return c.gap.join(note for note in notes if note)


def parts_block(c: Content, frame: Frame) -> Block:
    """What to fetch; the second box says that the old part was kept."""
    declined = {job.id for job in c.work_order.jobs if job.answer in NOT_DONE}
    parts = [line for line in c.work_order.lines if line.kind in ("part", "sublet") and line.job not in declined]
    head = row(
        [
            plain(frame.left - 1.5, 12, c.say(word("column", "Got")), font=CAPTION),
            plain(frame.left + 10.5, 64, c.say(word("column", "Parts")), font=Font(9, bold=True)),
            plain(frame.left + 74.5, 36, c.label("line.code"), font=CAPTION),
            plain(frame.left + 110.5, 30, c.label("line.part_class"), font=CAPTION),
            plain(frame.left + 132, 16.5, c.say(word("column", "Qty")), font=CAPTION, align="right"),
            plain(frame.left + 148.5, 14, c.label("line.unit"), font=CAPTION),
            plain(frame.left + 160.5, 19, c.say(word("column", "Old kept")), font=CAPTION),
        ],
        6.0,
    )
    return Block("", [_part_row(c, frame, line) for line in parts], head=head, rule=MEDIUM)


@dataclass
class PartRow(Row):
    left: float = 18
    own: bool = False

    def draw(self, pen: Pen, y: float, height: float) -> None:
        super().draw(pen, y, height)
        tick_box(pen, self.left + 0.6, y + height / 2, 6)
        if not self.own:
            tick_box(pen, self.left + 162, y + height / 2, 6)


def _part_row(c: Content, frame: Frame, line: WorkLine) -> Piece:
    font = Font(11)
    name = in_paper_language(c, line.name, line.name_other)
    note = c.note(line, BOTH)
    quantity = c.language.quantity(line.quantity) if line.quantity is not None else ""
    kind = c.of(line, "part_class") or ("" if line.kind == "part" else c.of(line, "kind"))
    cells = [
        plain(frame.left + 10.5, 64, "\n".join(part for part in (name, note) if part), font=font),
        plain(frame.left + 74.5, 36, line.code or "—", font=font),
        plain(frame.left + 110.5, 30, kind, font=_NOTE),
        plain(frame.left + 132, 16.5, quantity, font=font, align="right"),
        plain(frame.left + 148.5, 13, line.unit, font=_NOTE),
    ]
    plain_row = row(cells, 8.6)
    return PartRow(plain_row.height, cells=cells, base=8.6, left=frame.left, own=line.part_class == "own")
