"""Which paper is drawn by what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any, Protocol

from reception_desk.language import Language
from reception_desk.printing import car, fonts
from reception_desk.printing.content import Content
from reception_desk.printing.facts import Facts
from reception_desk.printing.flow import Page
from reception_desk.printing.invoice import InvoicePaper
from reception_desk.printing.job_card import JobCardPaper
from reception_desk.printing.paper import A4, PAGES, Face, Frame, Sheet
from reception_desk.printing.pen import Pen
from reception_desk.printing.receipt import ReceiptPaper, ReceiptRoll
from reception_desk.printing.settlement import SettlementPaper
from reception_desk.printing.walk_around import WalkAroundPaper
from reception_desk.printing.work_order import WorkOrderPaper

ONE_AT_A_TIME = Lock()
"""ReportLab's fonts remember what they have drawn."""


class Paper(Protocol):
    """One copy of a paper: its frame, its head and foot, its pages."""

    frame: Frame
    sheet: type[Sheet]

    def face(self) -> Face: ...

    def pages(self) -> list[Page]: ...


def draw(kind: str, body: Mapping[str, Any], language: Language, facts: Facts) -> bytes:
    with ONE_AT_A_TIME:
        if kind == "receipt" and facts.page == "roll":
            roll = ReceiptRoll(Content(body, language, facts, sign=_sign(body)), back="credits" in body)
            return roll.pdf(roll.name, language.code)
        return _draw([make(body, language, facts) for make in _COPIES[kind]], language, facts.page)


def warm() -> None:
    fonts.faces()
    car.drawing("saloon")


def _draw(copies: list[Paper], language: Language, page: str) -> bytes:
    wide, high = PAGES.get(page, A4)
    for copy in copies:
        copy.frame = copy.frame.on(high)
    faces = [copy.face() for copy in copies]
    title = f"{faces[0].name} {faces[0].visit}"
    pen = Pen(A4[0], high, wide=wide, title=title, author=faces[0].shop, language=language.code)
    for copy, face in zip(copies, faces, strict=True):
        copy.sheet(pen, language, copy.frame, face).draw(copy.pages())
    return pen.finish()


def _sign(body: Mapping[str, Any]) -> int:
    """A paper that takes another one back counts the other way."""
    return -1 if "credits" in body else 1


_Make = Callable[[Mapping[str, Any], Language, Facts], Paper]


def _work_order(*, shop: bool) -> _Make:
    return lambda body, language, facts: WorkOrderPaper(Content(body, language, facts), shop=shop)


def _job_card(body: Mapping[str, Any], language: Language, facts: Facts) -> Paper:
    return JobCardPaper(Content(body, language, facts))


def _walk_around(body: Mapping[str, Any], language: Language, facts: Facts) -> Paper:
    return WalkAroundPaper(Content(body, language, facts))


def _bill(body: Mapping[str, Any]) -> type[SettlementPaper | InvoicePaper]:
    """The mainland's list, or an invoice."""
    return SettlementPaper if body.get("region") == "CN" else InvoicePaper


def _settlement(body: Mapping[str, Any], language: Language, facts: Facts) -> Paper:
    return _bill(body)(Content(body, language, facts))


def _credit_note(body: Mapping[str, Any], language: Language, facts: Facts) -> Paper:
    return _bill(body)(Content(body, language, facts, sign=-1), credit=True)


def _receipt(body: Mapping[str, Any], language: Language, facts: Facts) -> Paper:
    return ReceiptPaper(Content(body, language, facts, sign=_sign(body)), back="credits" in body)


_COPIES: dict[str, tuple[_Make, ...]] = {
    "work_order": (_work_order(shop=False), _work_order(shop=True)),
    "job_card": (_job_card,),
    "walk_around": (_walk_around,),
    "settlement": (_settlement,),
    "credit_note": (_credit_note,),
    "receipt": (_receipt,),
}
