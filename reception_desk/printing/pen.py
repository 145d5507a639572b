"""Drawing in millimetres from the top left corner, black on white: the only module that talks to the PDF canvas."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import groupby
from typing import Any, Literal

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from reception_desk.printing import fonts
from reception_desk.printing.text import MM, Font, Line, clean, layout

HAIR, THIN, MEDIUM, BOLD = 0.3, 0.5, 0.8, 1.2
"""Line weights in points."""
MIDDLE = 0.37
"""From a row's centre down to the baseline, in type sizes."""

Align = Literal["left", "right", "centre"]


class Pen:
    """One document: pages of one size, drawn as on 210 mm; `wide` is what the paper has, half of the rest on each side.
    `language`: zh_CN. Lengths mm, y downwards; weights and type points; greys 0 black to 1 white."""

    def __init__(self, width: float, height: float, *, title: str, author: str, language: str, wide: float = 0) -> None:
        fonts.faces()
        self.width, self.height = width, height
        wide = wide or width
        self._shift = (wide - width) / 2
        self._bytes = io.BytesIO()
        self._canvas = Canvas(
            self._bytes,
            pagesize=(wide * MM, height * MM),
            pageCompression=1,
            invariant=1,
            initialFontName=fonts.REGULAR,  # type: ignore[arg-type]
            lang=language.replace("_", "-"),
        )
        self._canvas.setTitle(clean(title))
        self._canvas.setAuthor(clean(author))
        self._canvas.setCreator("Reception Desk")
        self._canvas.setProducer("Reception Desk")
        self._begun = False

    def page(self) -> None:
        """Begin a page."""
        if self._begun:
            self._canvas.showPage()
        self._begun = True
        if self._shift:
            self._canvas.translate(self._shift * MM, 0)
        self._canvas.setLineJoin(1)

    def finish(self) -> bytes:
        self._canvas.showPage()
        self._canvas.save()
        return self._bytes.getvalue()

    def _y(self, y: float) -> float:
        return (self.height - y) * MM

    def text(self, x: float, y: float, words: str, font: Font, align: Align = "left", *, grey: float = 0) -> float:
        """One line with its baseline at y; gives its width."""
        line = layout(words, font)
        self.line_of_text(x, y, line, align, grey=grey)
        return line.width

    def middle(self, x: float, centre: float, words: str, font: Font, align: Align = "left") -> float:
        """One line centred in height."""
        return self.text(x, centre + MIDDLE * font.size / MM, words, font, align)

    def line_of_text(self, x: float, y: float, line: Line, align: Align = "left", *, grey: float = 0) -> None:
        if not line.text:
            return
        x -= {"left": 0.0, "right": line.width, "centre": line.width / 2}[align]
        words = _Kerned(self._canvas, x * MM, self._y(y))
        if grey:
            words.setFillGray(grey)
        words.set_line(line)
        self._canvas.drawText(words)
        if grey:
            self._canvas.setFillGray(0)

    def upwards(self, x: float, y: float, words: str, font: Font, *, squeeze: float = 1) -> None:
        """A line that runs up the page; its baseline stands at x, its middle at y."""
        line = layout(words, font)
        with self._kept():
            self._canvas.translate(x * MM, self._y(y))
            self._canvas.rotate(90)
            self._canvas.scale(squeeze, 1)
            run = _Kerned(self._canvas, -line.width / 2 * MM, 0)
            run.set_line(line)
            self._canvas.drawText(run)

    def tracked(self, x: float, y: float, words: str, font: Font, tracking: float) -> float:
        """A title whose characters stand `tracking` mm apart; gives its width."""
        line = layout(words, font)
        apart = tracking * MM * 1000 / font.size
        kerns = (line.kerns[0], *(kern + apart for kern in line.kerns[1:-1]), line.kerns[-1])
        ems = line.ems + apart * (len(line.text) - 1)
        self.line_of_text(x, y, replace(line, kerns=kerns, ems=ems))
        return ems * font.size / 1000 / MM

    def watermark(self, words: str) -> None:
        """Pale and across the page, under everything else."""
        font = Font(54, bold=True)
        line = layout(words, font)
        with self._kept():
            self._canvas.translate(self.width / 2 * MM, self.height / 2 * MM)
            self._canvas.rotate(52)
            run = _Kerned(self._canvas, -line.width / 2 * MM, 0)
            run.setFillGray(0.93)
            run.set_line(line)
            self._canvas.drawText(run)

    def rule(self, x1: float, y1: float, x2: float, y2: float, weight: float = HAIR, *, grey: float = 0) -> None:
        canvas = self._canvas
        canvas.setLineWidth(weight)
        canvas.setLineCap(0)
        self._stroke(grey)
        canvas.line(x1 * MM, self._y(y1), x2 * MM, self._y(y2))
        self._stroke(0, grey)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        weight: float = HAIR,
        radius: float = 0,
        fill: float | None = None,
        stroke: bool = True,
    ) -> None:
        """A rectangle from its top left corner; `fill` is a grey."""
        canvas = self._canvas
        canvas.setLineWidth(weight)
        if fill:
            canvas.setFillGray(fill)
        place = (x * MM, self._y(y + height), width * MM, height * MM)
        if radius:
            canvas.roundRect(*place, radius * MM, stroke=int(stroke), fill=int(fill is not None))
        else:
            canvas.rect(*place, stroke=int(stroke), fill=int(fill is not None))
        if fill:
            canvas.setFillGray(0)

    def bars(self, boxes: Iterable[tuple[float, float, float, float]]) -> None:
        """Many black rectangles as one shape, so that no hairline shows between them."""
        path = self._canvas.beginPath()
        for x, y, width, height in boxes:
            path.rect(x * MM, self._y(y + height), width * MM, height * MM)
        self._canvas.drawPath(path, stroke=0, fill=1)

    def disc(
        self, x: float, y: float, radius: float, *, weight: float = 0, fill: float | None = 0, grey: float = 0
    ) -> None:
        """A circle; without `weight` it has no outline, without `fill` it is hollow."""
        canvas = self._canvas
        canvas.setLineWidth(weight)
        self._stroke(grey)
        if fill:
            canvas.setFillGray(fill)
        canvas.circle(x * MM, self._y(y), radius * MM, stroke=int(weight > 0), fill=int(fill is not None))
        if fill:
            canvas.setFillGray(0)
        self._stroke(0, grey)

    def strokes(
        self, runs: Sequence[Sequence[tuple[float, float]]], weight: float, *, grey: float = 0, closed: bool = False
    ) -> None:
        """Lines through points, round at ends and corners."""
        canvas = self._canvas
        canvas.setLineWidth(weight)
        canvas.setLineCap(1)
        self._stroke(grey)
        path = canvas.beginPath()
        for run in runs:
            path.moveTo(run[0][0] * MM, self._y(run[0][1]))
            for x, y in run[1:]:
                path.lineTo(x * MM, self._y(y))
            if closed:
                path.close()
        canvas.drawPath(path, stroke=1, fill=0)
        self._stroke(0, grey)

    def white_text(self, x: float, centre: float, words: str, font: Font, align: Align = "centre") -> None:
        """Reversed type, for the copy pill, badges of new marks and tags only."""
        line = layout(words, font)
        self._canvas.setFillGray(1)
        self.line_of_text(x, centre + MIDDLE * font.size / MM, line, align)
        self._canvas.setFillGray(0)

    def white_line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """A thin gap in a black area."""
        self._canvas.setStrokeGray(1)
        self._canvas.setLineWidth(0.4)
        self._canvas.line(x1 * MM, self._y(y1), x2 * MM, self._y(y2))
        self._canvas.setStrokeGray(0)

    def _stroke(self, grey: float, before: float = -1) -> None:
        if grey != max(before, 0):
            self._canvas.setStrokeGray(grey)

    def painted(self, x: float, y: float, scale: float, operators: str) -> None:
        """A picture of ready PDF operators with its origin at (x, y); `scale` mm per unit, y downwards."""
        canvas: Any = self._canvas
        with self._kept():
            canvas.transform(scale * MM, 0, 0, -scale * MM, x * MM, self._y(y))
            canvas.setLineCap(1)
            canvas._code.append(operators)  # noqa: SLF001 - ReportLab would write every number anew each time

    @contextmanager
    def _kept(self) -> Iterator[Canvas]:
        """What is changed inside is as before afterwards."""
        self._canvas.saveState()
        try:
            yield self._canvas
        finally:
            self._canvas.restoreState()


class _Kerned(PDFTextObject):
    """A run of text whose distances we set ourselves, written as one array so that readers see one line."""

    _canvas: Any
    _code: list[str]

    def set_line(self, line: Line) -> None:
        pair = fonts.faces()
        face = pair.bold if line.font.bold else pair.regular
        pieces: list[tuple[str, int, bytes | float]] = []
        for start, end, name in _runs(line, face):
            kern = line.kerns[start]
            if kern:
                pieces.append((pieces[-1][0] if pieces else name, pieces[-1][1] if pieces else 0, -kern))
            font: Any = pdfmetrics.getFont(name)
            pieces += [(name, part, raw) for part, raw in font.splitString(line.text[start:end], self._canvas._doc)]  # noqa: SLF001
        for (name, part), run in groupby(pieces, key=lambda piece: piece[:2]):
            self._show(name, part, line.font.size, [piece[2] for piece in run])

    def _show(self, name: str, part: int, size: float, run: list[bytes | float]) -> None:
        canvas = self._canvas
        font: Any = pdfmetrics.getFont(name)
        inner = font.getSubsetInternalName(part, canvas._doc)  # noqa: SLF001
        array = " ".join(f"({canvas._escape(item)})" if isinstance(item, bytes) else _number(item) for item in run)  # noqa: SLF001
        self._code.append(f"{inner} {_number(size)} Tf [{array}] TJ")


def _runs(line: Line, face: fonts.Face) -> Iterator[tuple[int, int, str]]:
    """Pieces without a kern inside and of one font: a character that Bold lacks is set in Regular."""
    start, name = 0, ""
    for at, char in enumerate(line.text):
        here = face.name if ord(char) in face.widths else fonts.REGULAR
        if at and (line.kerns[at] or here != name):
            yield start, at, name
            start = at
        name = here
    yield start, len(line.text), name


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
