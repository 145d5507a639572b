"""Questions at the desk: is it ready, where is that visit, once more that paper, and the words in another language."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QPlainTextEdit

from reception_desk.forms.appointment import Appointment
from reception_desk.tour.arriving import DAMAGED, MAIN, NEWCOMER
from reception_desk.tour.stage import Stage
from reception_desk.ui.widgets.search_box import SearchBox

SHADES = 8
"""More than the page and the desk that it lies on have: the edges of letters."""


def is_it_ready(stage: Stage) -> None:
    """Somebody calls and names the last figures of a plate: the list says it before anything is opened."""
    hands = stage.hands
    with stage.journey("find_car", 2):
        hands.press("Ctrl+K")
        hands.type("5081")
    hits = stage.hands.see_a(SearchBox).panel.model
    found = [hits.summary(hit) for row in hits.hit_rows() if (hit := hits.hit(row)) is not None]
    ready = stage.words("Ready", "待交车")
    hands.expect(found and "AD5081" in found[0].replace("·", "") and ready in found[0], f"not said: {found}")
    stage.picture("search-is-it-ready")
    hands.press("Escape", "Escape")


def closed_visit(stage: Stage) -> None:
    """The visit of this afternoon, by the plate's last figures."""
    hands, visit = stage.hands, stage.seen[MAIN]
    hands.press("Ctrl+K")
    hands.type("2345")
    stage.picture("search-plate-tail")
    while stage.hands.see_a(SearchBox).selected is None or not _is(stage, visit):
        hands.press("Down")
    hands.press("Return")
    hands.expect(stage.on_page() == visit, "Enter should open the closed visit")
    stage.picture("closed-visit")
    preview(stage)


def _is(stage: Stage, visit: str) -> bool:
    hit = stage.hands.see_a(SearchBox).selected
    kept = getattr(hit.key, "visit", None) if hit is not None else None
    return kept is not None and kept.id == visit


def preview(stage: Stage) -> None:
    """The last paper as it was printed; then one more copy of it."""
    hands, visit = stage.hands, stage.on_page()
    hands.press("Ctrl+Shift+P")
    hands.expect(stage.window.place == "preview", "the paper should be shown")
    hands.until(lambda: is_drawn(hands.see_a(QPdfView)), "the page should be drawn")
    stage.picture("preview")
    hands.press("Escape")
    hands.expect(stage.on_page() == visit, "Esc should lead back to the visit")
    hands.press("Ctrl+P")
    stage.papers(1, "a copy of the settlement list")
    hands.press("Ctrl+T")


def is_drawn(view: QPdfView) -> bool:
    """Whether there is print in the middle of the page, whatever the look."""
    picture = view.viewport().grab().toImage()
    middle = picture.rect().center()
    seen: set[int] = set()
    for y in range(20, picture.height() - 20, 5):
        seen.update(picture.pixelColor(middle.x() + x, y).lightness() for x in range(-100, 100, 3))
    return len(seen) > SHADES


def reprint(stage: Stage) -> None:
    hands, visit = stage.hands, stage.seen[NEWCOMER]
    before = len(stage.documents(visit, "work_order"))
    with stage.journey("reprint", 3):
        hands.press("Ctrl+K")
        hands.type("8K21C", enter=True)
        hands.press("Ctrl+P")
    hands.expect(stage.on_page() == visit, "the visit should be open")
    hands.expect(len(stage.documents(visit, "work_order")) == before, "nothing changed: it is the same paper")
    hands.press("Ctrl+T")


def new_booking(stage: Stage) -> None:
    """A known car, typed in one line: plate, day and time, what for."""
    hands = stage.hands
    before = {booking.id for booking in stage.desk.sheets.all(Appointment)}
    work = stage.words("coolant", "冷却液")
    with stage.journey("new_booking", 3):
        hands.press("Ctrl+Shift+N")
        hands.focused("appointment.plate")
        hands.type(stage.words("3M706 tomorrow 9:30 ", "3M706 明天 9:30 ") + work)
        stage.picture("booking")
        hands.press("Return")
        stage.picture("booking-filled")
        hands.press("Ctrl+Return")
    made = [booking for booking in stage.desk.sheets.all(Appointment) if booking.id not in before]
    hands.expect(len(made) == 1, f"one booking should be made, not {len(made)}")
    arrives = made[0].arrives.local() if made[0].arrives is not None else None
    tomorrow = stage.clock.now().local().date() + timedelta(days=1)
    hands.expect(arrives is not None and (arrives.date(), arrives.hour, arrives.minute) == (tomorrow, 9, 30), "when?")
    hands.expect((made[0].plate, made[0].concern) == ("粤B3M706", work), "plate and work should be kept")
    hands.expect(made[0].vehicle, "the known car should be booked")
    hands.press("Ctrl+T")


def other_language(stage: Stage) -> None:
    """Everything is said in the other language at once; what is half typed stays."""
    hands, here = stage.hands, stage.language
    other = {"en": "zh_CN", "zh_CN": "en"}[here]
    hands.press("Ctrl+K")
    hands.type(DAMAGED[-4:], enter=True)
    hands.press("Ctrl+1")
    hands.click("check_in.concern")
    hands.press("Ctrl+End")
    hands.type(stage.words(" Half", "半句"))
    memo = hands.see("check_in.concern")
    assert isinstance(memo, QPlainTextEdit)
    typed = memo.toPlainText()
    for code in (other, here):
        hands.click("frame.person")
        if code == other:
            stage.picture("menu-person")
        hands.choose(f"language.{code}")
        hands.expect(stage.window.voice.language.code == code, f"the window should speak {code}")
        hands.expect(memo.toPlainText() == typed, "what is half typed should stay")
        stage.picture(f"check-in-{code}")
    hands.press("Ctrl+Z")
    hands.press("Ctrl+T")
