"""What every paper shares: frame, head with shop, codes and copy name, continuation head, foot with page x of y."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reception_desk.forms.words import say
from reception_desk.language import Language
from reception_desk.printing import codes
from reception_desk.printing.boxes import pill, plate_text
from reception_desk.printing.cells import CAPTION, FOOTER, fitted
from reception_desk.printing.flow import LEVEL_ROOM, STRIP_AIR, STRIP_TITLES, Page, Part, Room
from reception_desk.printing.pen import BOLD, Pen
from reception_desk.printing.text import MM, Font, is_han, layout, width, wrap

A4 = (210.0, 297.0)
PAGES = {"A4": A4, "letter": (215.9, 279.4), "A5": (210.0, 148.0)}
"""Sizes in mm. A5 lies: it is as wide as A4, so that what stands on it need not be smaller."""
BOTTOM = 284.0
FOOT = 287.6
STRIP_STEP = 1.28
SHOP = Font(11, bold=True)
HEAD_ROOM = 110.0
"""Of the shop's name and of its address, beside the codes."""
_TITLE_STRIP = Font(9, bold=True)
_SECOND_STRIP = Font(6.5)


@dataclass(frozen=True)
class Frame:
    """Edges of a paper (mm): text block left and right, width of the title strip, first block on page 1 and after."""

    left: float = 18.0
    right: float = 196.0
    strip: float = 7.0
    first: float = 37.0
    other: float = 25.0
    bottom: float = BOTTOM
    foot: float = FOOT
    last_rule: float = BOLD

    def on(self, height: float) -> Frame:
        """The same on a page of another height; the distance from its lower edge stays."""
        less = A4[1] - height
        return replace(self, bottom=self.bottom - less, foot=self.foot - less)

    @property
    def inner(self) -> float:
        """Left edge of what the blocks draw."""
        return self.left + self.strip

    @property
    def wide(self) -> float:
        return self.right - self.inner

    @property
    def room(self) -> Room:
        return Room(self.first, self.other, self.bottom)


@dataclass(frozen=True)
class Face:
    """The words of head and foot, finished."""

    shop: str
    contact: str
    title: str
    details: str
    pill: str
    visit: str
    scan: str
    plate: str
    name: str
    """The paper and its revision or number, for the foot."""
    second_title: str = ""
    copy: str = ""
    demo: str = ""
    note: str = ""
    """Stands before the page number in the foot."""
    size: float = 24
    tracking: float = 1.6


class Sheet:
    """One run of pages with a head of their own: a copy of a paper."""

    def __init__(self, pen: Pen, language: Language, frame: Frame, face: Face) -> None:
        self._pen, self._language, self._frame, self._face = pen, language, frame, face

    def draw(self, pages: list[Page]) -> None:
        for number, page in enumerate(pages, 1):
            self._pen.page()
            self._watermark()
            if number == 1:
                self.head()
            else:
                self.continuation(number, len(pages))
            draw_parts(self._pen, self._frame, page)
            self.foot(number, len(pages))

    @property
    def _gap(self) -> str:
        return "\u3000" if self._language.code == "zh_CN" else "   "

    def page_words(self, number: int, count: int) -> str:
        return self._language.say(say("Page {page} of {pages}", page=number, pages=count))

    def head(self) -> None:
        pen, face, frame = self._pen, self._face, self._frame
        shop = one_line(face.shop, SHOP, HEAD_ROOM)
        used = pen.text(frame.left, 15, shop, SHOP) + 3
        beside = width(face.contact, CAPTION) <= HEAD_ROOM - used
        contact = one_line(face.contact, CAPTION, HEAD_ROOM)
        pen.text(frame.left + (used if beside else 0), 15 if beside else 18.7, contact, CAPTION)
        pen_x = frame.left + self._title(26.2 if beside else 27.2)
        if face.second_title:
            pen.text(pen_x + 3.5, 26.2, face.second_title, Font(14))
        x = frame.left + pill(pen, frame.left, 31.6, face.pill) + 2.6
        if face.copy:
            x += pill(pen, x, 31.6, face.copy, outlined=True) + 2.6
        pen.middle(x, 31.6, face.details, Font(9))
        self._codes()

    def _title(self, y: float) -> float:
        """Gives where it ends; Chinese titles are tracked."""
        font = Font(self._face.size, bold=True)
        if not any(is_han(char) for char in self._face.title):
            return self._pen.text(self._frame.left, y, self._face.title, font)
        return self._pen.tracked(self._frame.left, y, self._face.title, font, self._face.tracking)

    def _codes(self) -> None:
        pen, face, frame = self._pen, self._face, self._frame
        if not is_scan(face.scan):
            pen.text(frame.right, 15, face.visit, fitted(face.visit, Font(14, bold=True), 60), "right")
            return
        codes.qr(pen, frame.right + 2.6 - 22, 11 - 2.6 + 0.2, 22, face.scan)
        right = frame.right - 23
        pen.text(right, 15, face.visit, fitted(face.visit, Font(14, bold=True), 46), "right")
        self._bars(right, 17.2, 8.5)
        pen.text(right, 29, face.scan, CAPTION, "right")

    def _bars(self, right: float, y: float, height: float) -> None:
        wide = codes.code128_modules(self._face.scan) * 0.33
        codes.code128(self._pen, right - wide, y, height, 0.33, self._face.scan)

    def continuation(self, number: int, count: int) -> None:
        pen, face, frame = self._pen, self._face, self._frame
        strong = Font(10, bold=True)
        x = frame.left + pen.text(frame.left, 18.5, face.title, Font(12, bold=True)) + 4
        each = (frame.right - 41 - x) / 2
        x += pen.text(x, 18.5, face.visit, fitted(face.visit, strong, each - 4)) + 4
        plate_text(pen, x, 18.5, face.plate, fitted(face.plate, strong, each))
        pen.text(frame.left, 22.4, face.name + self._gap + self.page_words(number, count), CAPTION)
        if is_scan(face.scan):
            self._bars(frame.right, 12.5, 7)
            pen.text(frame.right, 22.4, face.scan, CAPTION, "right")

    def foot(self, number: int, count: int) -> None:
        pen, face, frame = self._pen, self._face, self._frame
        right = self._gap.join(words for words in (face.note or face.pill, self.page_words(number, count)) if words)
        pen.text(frame.right, frame.foot, right, FOOTER, "right")
        x = frame.left + pen.text(frame.left, frame.foot, one_line(face.visit, FOOTER, 40), FOOTER) + 3
        x += plate_text(pen, x, frame.foot, one_line(face.plate, FOOTER, 40), FOOTER) + 3 if face.plate else 0
        pen.text(x, frame.foot, one_line(face.name, FOOTER, frame.right - x - width(right, FOOTER) - 2), FOOTER)

    def _watermark(self) -> None:
        if self._face.demo:
            self._pen.watermark(self._face.demo)


def shop_overflows(face: Face) -> bool:
    """Whether the head cannot show the shop's name and address in full."""
    return len(wrap(face.shop, SHOP, HEAD_ROOM)) > 1 or len(wrap(face.contact, CAPTION, HEAD_ROOM)) > 1


def is_scan(digits: str) -> bool:
    """What both codes can hold: an even number of digits."""
    return bool(digits) and len(digits) % 2 == 0 and digits.isascii() and digits.isdigit()


def one_line(words: str, font: Font, room: float) -> str:
    """For the few places of head and foot that cannot grow and whose words stand on the page elsewhere in full."""
    lines = wrap(words, font, room)
    return lines[0].text if lines else ""


def draw_parts(pen: Pen, frame: Frame, page: Page) -> None:
    y = page.top
    for part in page.parts:
        pen.rule(frame.left, part.y, frame.right, part.y, part.block.rule)
        if frame.strip and part.block.strip:
            pen.rule(frame.inner, part.y, frame.inner, part.y + part.height)
            _strip(pen, frame, part)
        y = part.y
        for at, (piece, height) in enumerate(part.rows):
            piece.draw(pen, y, height)
            y += height
            if at + 1 < len(part.rows) and piece.rule:
                pen.rule(frame.inner, y, frame.right, y, piece.rule)
    if page.parts and page.parts[-1].block.strip:
        pen.rule(frame.left, y, frame.right, y, frame.last_rule)


def _strip(pen: Pen, frame: Frame, part: Part) -> None:
    """The block's title in the strip: Chinese upright, other words running up; a short one beside a low block level."""
    block, middle = part.block, part.y + part.height / 2
    x = frame.left + frame.strip / 2 - (1.2 if block.second else 0)
    if block.second:
        _run_up(pen, frame.left + frame.strip - 0.9, middle, block.second, _SECOND_STRIP, part.height)
    if not all(is_han(char) for char in block.title):
        room, low = part.height - STRIP_AIR, STRIP_TITLES[-1]
        if width(block.title, _TITLE_STRIP) > room and width(block.title, low) <= LEVEL_ROOM:
            pen.middle(x, middle, block.title, low, "centre")
            return
        font = next((one for one in STRIP_TITLES if width(block.title, one) <= room), low)
        _run_up(pen, frame.left + frame.strip / 2 + 1.1, middle, block.title, font, part.height)
        return
    pitch = _TITLE_STRIP.size * STRIP_STEP / MM
    if pitch * len(block.title) > part.height:
        pen.middle(x, middle, block.title, Font(8, bold=True), "centre")
        return
    for at, char in enumerate(block.title):
        pen.middle(x, middle + (at - (len(block.title) - 1) / 2) * pitch, char, _TITLE_STRIP, "centre")


def _run_up(pen: Pen, x: float, middle: float, words: str, font: Font, height: float) -> None:
    room = height - STRIP_AIR
    pen.upwards(x, middle, words, font, squeeze=min(1.0, room / max(layout(words, font).width, 0.1)))
