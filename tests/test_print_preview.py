"""A paper looked at before it is printed: printer, copies, size and language, what is remembered, and "More…"."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from reception_desk.app import application, open_desk
from reception_desk.errors import DeskError
from reception_desk.forms.document import Document, pages_of
from reception_desk.forms.moments import FixedClock
from reception_desk.forms.shop import Shop
from reception_desk.forms.words import Text, say
from reception_desk.language import Language
from reception_desk.store.ids import UuidIds
from reception_desk.tour.finding import is_drawn
from reception_desk.ui import out_tray, reading_order, routes, theme, unsent
from reception_desk.ui.main_window import MainWindow
from reception_desk.ui.places import printing
from reception_desk.ui.preview import Preview
from reception_desk.ui.printer import Chosen, Question
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.lines_view import LinesView
from reception_desk.ui.widgets.pdf_preview import PdfPreview
from reception_desk.ui.widgets.print_choices import PrintChoices
from tests.clipping import clipped, covered, outside
from tests.fakes import SIZES, fake_papers
from tests.shops import MORNING, agreed, closed, make_desk
from tests.test_paper_sizes import drawn

STOPPED = say("The printer {printer} did not take the paper. The PDF is saved.", printer="Kyocera")


class Port:
    """Keeps what it is sent; `answer` is what somebody chooses in the system's own dialog, None leaves it."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str, bytes]] = []
        self.names = ["HP 1020", "Kyocera"]
        self.asked: list[Question] = []
        self.answer: Chosen | DeskError | None = None
        self.open = threading.Event()
        self.open.set()
        self.trouble: Text | None = None

    def send(self, pdf: bytes, name: str, target: str, folder: Path) -> Text:
        self.sent.append((name, target, pdf))
        return say("Sent to {printer}", printer=target)

    def ask(self, question: Question) -> Text | None:
        self.asked.append(question)
        while not self.open.wait(0.02):
            if question.gone():
                return None
        if isinstance(self.answer, DeskError):
            raise self.answer
        pdf = question.paper(self.answer) if self.answer else None
        if pdf is None or self.answer is None:
            return None
        if self.trouble:
            raise DeskError(self.trouble)
        return self.send(pdf, question.name, f"dialog: {self.answer.printer} × {self.answer.copies}", Path())

    def printers(self) -> tuple[str, list[str]]:
        return "HP 1020", self.names


@pytest.fixture
def port() -> Iterator[Port]:
    made = Port()
    yield made
    made.open.set()


@pytest.fixture
def window(
    qapp: QApplication, tmp_path: Path, port: Port, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> Iterator[MainWindow]:
    fake_papers(monkeypatch)
    monkeypatch.setattr(out_tray, "CLOSING_S", 0.2)
    desk = make_desk(tmp_path / "shop")
    agreed(desk)
    desk.sheets.edit(Shop, desk.shop().id, {"printer": "HP 1020"})
    desk.close(backup=False)
    application(bundled_fonts=True)
    clock = FixedClock(MORNING)
    window = open_desk(tmp_path / "shop", language="en", clock=clock, ids=UuidIds(clock, 7), printer=port)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    window.close()


def visit_of(window: MainWindow) -> str:
    return next(row.visit.id for row in window.desk.board.today() if row.visit)


def look(window: MainWindow, qtbot: QtBot, step: int = 3) -> Preview:
    """The paper of a step, once the computer has said which printers it has."""
    window.open_visit(visit_of(window), step)
    window.commands.do("preview")
    page = window.page("preview")
    assert isinstance(page, Preview)
    qtbot.waitUntil(lambda: page.choices.printer.count() > 1)
    return page


def papers(window: MainWindow) -> list[Document]:
    return window.desk.papers.of_visit(visit_of(window))


def sizes(choices: PrintChoices) -> list[str]:
    return [choices.page.itemData(row) for row in range(choices.page.count())]


def shown(page: Preview) -> str:
    size = page.view.document.pagePointSize(0)
    return f"{size.width():.0f} {size.height():.0f}"


def choose(page: Preview, size: str) -> None:
    """As a person chooses from the list."""
    row = sizes(page.choices).index(size)
    page.choices.page.setCurrentIndex(row)
    page.choices.page.activated.emit(row)


# Sizes


@pytest.mark.parametrize(
    ("kind", "offered"),
    [
        ("work_order", ["A4", "letter"]),
        ("walk_around", ["A4", "letter"]),
        ("job_card", ["A4", "letter", "A5"]),
        ("receipt", ["A4", "letter", "A5", "roll"]),
        ("settlement", ["A4", "letter"]),
    ],
)
def test_only_sizes_that_the_paper_can_be_are_offered(
    window: MainWindow, kind: str, offered: list[str], qtbot: QtBot
) -> None:
    page = look(window, qtbot)
    page.show_next(visit_of(window), kind)
    assert sizes(page.choices) == offered == list(pages_of(kind))
    assert page.choices.page.value == "A4"


def test_another_size_is_drawn_at_once_and_what_is_printed_is_what_is_archived(
    window: MainWindow, port: Port, qtbot: QtBot
) -> None:
    page = look(window, qtbot)
    page.choices.copies.set_value("2")
    page.choices.printer.set_value("Kyocera")
    page.choices.remember.set_value(True)
    choose(page, "letter")
    assert shown(page) == SIZES["letter"]
    assert papers(window) == []
    assert (page.choices.copies.value, page.choices.printer.value) == ("2", "Kyocera"), "what else was chosen stays"
    assert page.choices.remember.isChecked()
    window.commands.do("print")
    qtbot.waitUntil(lambda: len(port.sent) == 2)
    (paper,) = papers(window)
    assert (paper.page, paper.revision) == ("letter", 1)
    assert {(target, pdf) for _, target, pdf in port.sent} == {("Kyocera", window.desk.papers.pdf(paper.id))}
    assert page.choices.page.value == "letter"
    assert page.choices.copies.value == "1"
    assert not page.choices.remember.isChecked()


def test_remembered_size_is_the_next_papers_and_stands_in_the_settings(
    window: MainWindow, port: Port, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = look(window, qtbot)
    choose(page, "letter")
    page.choices.remember.set_value(True)
    window.commands.do("print")
    route = routes.route_of(window.desk, "work_order")
    assert (route.page, route.printer, route.copies) == ("letter", "", None)
    window.desk.sheets.edit(Shop, window.desk.shop().id, {"name": "Another name"})
    window.open_visit(visit_of(window), 3)
    window.commands.do("print")
    assert [paper.page for paper in papers(window)] == ["letter", "letter"]
    window.commands.do("preview")
    assert shown(page) == SIZES["letter"]
    monkeypatch.setattr(printing, "system_printers", port.printers)
    window.open_place("settings")
    window.page("settings").open("printing")
    section = window.findChild(printing.RoutesCard)
    assert isinstance(section, printing.RoutesCard)
    assert {kind: picks[1].value for kind, picks in section.rows.items()}["work_order"] == "letter"
    row = section.rows["work_order"][1]
    row.setCurrentIndex(row.findData("A4"))
    row.activated.emit(row.currentIndex())
    assert routes.route_of(window.desk, "work_order").page == "", "the shop's own size is not named twice"


def test_without_remember_the_next_paper_is_as_ever(window: MainWindow, port: Port, qtbot: QtBot) -> None:
    page = look(window, qtbot)
    choose(page, "letter")
    window.commands.do("print")
    window.open_visit(visit_of(window), 3)
    window.commands.do("preview")
    assert shown(page) == SIZES["A4"]
    assert routes.route_of(window.desk, "work_order").id == ""


def test_an_issued_paper_stays_as_it_is_and_its_copy_comes_on_another_size(
    qapp: QApplication, tmp_path: Path, port: Port, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_papers(monkeypatch)
    desk = make_desk(tmp_path / "shop")
    visit = closed(desk)
    receipt = desk.receipts.issue(visit)
    desk.close(backup=False)
    clock = FixedClock(MORNING)
    window = open_desk(tmp_path / "shop", language="en", clock=clock, ids=UuidIds(clock, 7), printer=port)
    window.preview(receipt)
    page = window.page("preview")
    assert not page.choices.boxes["language"].isVisible()
    choose(page, "roll")
    assert shown(page) == SIZES["roll"]
    before = window.desk.papers.pdf(receipt.id)
    window.commands.do("print")
    qtbot.waitUntil(lambda: len(port.sent) == 1)
    name, _, pdf = port.sent[0]
    assert name.endswith("-copy1")
    assert SIZES["roll"].encode() in pdf
    assert window.desk.papers.pdf(receipt.id) == before
    assert [paper.id for paper in window.desk.receipts.of_visit(visit)] == [receipt.id]
    choose(page, "A4")
    assert page._pdf == before, "in its own size it is the archived file"
    window.close()


def test_a_roll_is_shown_as_narrow_as_it_is(window: MainWindow, qtbot: QtBot) -> None:
    page = look(window, qtbot)

    def across() -> int:
        margins = page.view.view.documentMargins()
        return page.view.view.width() - margins.left() - margins.right()

    window.desk.settlement.deposit(visit_of(window), kind="cash", received=10_000)
    page.show_paper(window.desk.receipts.issue(visit_of(window)))
    sheet = across()
    choose(page, "roll")
    assert across() / sheet == pytest.approx(80 / 210, abs=0.01)
    choose(page, "letter")
    assert across() == sheet


def test_what_is_drawn_from_stays_until_another_is_drawn_from(window: MainWindow, qtbot: QtBot) -> None:
    """The view's thread reads a document while it paints: its bytes may not change under it, nor go before it goes."""
    page = look(window, qtbot)
    before = page.view.document
    choose(page, "letter")
    assert page.view.view.document() is page.view.document is not before
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(before)
    parts = [part for part in page.view.children() if part in (page.view.view, page.view.document)]
    assert parts == [page.view.view, page.view.document], "the thread ends before what it draws from"


def test_late_news_of_printers_leaves_what_was_chosen(window: MainWindow, qtbot: QtBot) -> None:
    page = look(window, qtbot)
    page.choices.printer.set_value("Kyocera")
    window.tray.printers.found.emit("HP 1020", ["HP 1020", "Kyocera", "New one"])
    assert page.choices.printer.value == "Kyocera"
    assert page.choices.printer.findData("New one") >= 0


# More…


def accept(page: Preview, port: Port, qtbot: QtBot, answer: Chosen | DeskError | None) -> None:
    port.answer = answer
    page.choices.more.click()
    qtbot.waitUntil(lambda: bool(port.asked))
    qtbot.waitUntil(lambda: not page._tray.spooler._lanes.keys() - {"HP 1020", "Kyocera"})


def test_what_was_chosen_in_the_systems_dialog_is_archived_printed_and_remembered(
    window: MainWindow, port: Port, qtbot: QtBot
) -> None:
    page = look(window, qtbot)
    choose(page, "letter")
    page.choices.copies.set_value("2")
    page.choices.remember.set_value(True)
    accept(page, port, qtbot, Chosen("Kyocera", 3))
    (paper,) = papers(window)
    (asked,) = port.asked
    assert (asked.target, asked.copies, asked.language) == ("HP 1020", 2, "en")
    assert SIZES["letter"].encode() in asked.look
    assert port.sent == [(window.desk.papers.file_name(paper), "dialog: Kyocera × 3", window.desk.papers.pdf(paper.id))]
    route = routes.route_of(window.desk, "work_order")
    assert (route.printer, route.copies, route.page) == ("Kyocera", 3, "letter")
    assert not window.print_bar.isVisible()


def test_dialog_that_is_left_prints_and_archives_nothing(window: MainWindow, port: Port, qtbot: QtBot) -> None:
    page = look(window, qtbot)
    page.choices.remember.set_value(True)
    accept(page, port, qtbot, None)
    assert papers(window) == []
    assert port.sent == []
    assert routes.route_of(window.desk, "work_order").id == ""
    assert not window.print_bar.isVisible()


def test_dialog_that_cannot_be_opened_is_told(window: MainWindow, port: Port, qtbot: QtBot) -> None:
    page = look(window, qtbot)
    accept(page, port, qtbot, DeskError(say("The print dialog of this computer cannot be opened.")))
    qtbot.waitUntil(window.bar.isVisible)
    assert "cannot be opened" in window.bar.sentence.text()
    assert papers(window) == []
    assert window.tray.failed == []


def test_printer_of_the_dialog_that_takes_nothing_is_told_of_as_any_other(
    window: MainWindow, port: Port, qtbot: QtBot
) -> None:
    page = look(window, qtbot)
    port.trouble = STOPPED
    accept(page, port, qtbot, Chosen("Kyocera", 2))
    qtbot.waitUntil(window.print_bar.isVisible)
    assert window.print_bar.detail.text() == "Not printed: Work order"
    again = next(one for one in window.print_bar.buttons if one.objectName() == "print.again")
    again.click()
    qtbot.waitUntil(lambda: len(port.sent) == 2)
    (paper,) = papers(window)
    assert {(target, pdf) for _, target, pdf in port.sent} == {("Kyocera", window.desk.papers.pdf(paper.id))}
    assert len(port.asked) == 1, "it is sent, not asked about once more"


def test_what_was_on_the_screen_is_printed_whatever_is_looked_at_meanwhile(
    window: MainWindow, port: Port, qtbot: QtBot
) -> None:
    page = look(window, qtbot)
    port.open.clear()
    port.answer = Chosen("Kyocera", 1)
    page.choices.more.click()
    qtbot.waitUntil(lambda: len(port.asked) == 1)
    page.choices.more.click()
    page.show_next(visit_of(window), "walk_around")
    port.open.set()
    qtbot.waitUntil(lambda: len(port.sent) == 1)
    assert [paper.kind for paper in papers(window)] == ["work_order"]
    assert page._paper.kind == "walk_around"
    assert len(port.asked) == 1, "one dialog at a time"


def test_closing_the_desk_takes_the_dialog_along_and_offers_nothing_later(
    window: MainWindow, port: Port, qtbot: QtBot, tmp_path: Path
) -> None:
    page = look(window, qtbot)
    port.open.clear()
    port.answer = Chosen("Kyocera", 1)
    page.choices.more.click()
    qtbot.waitUntil(lambda: len(port.asked) == 1)
    window.close()
    assert port.asked[0].gone()
    assert unsent.found(tmp_path / "shop") == []


def test_a_dialog_that_stands_open_holds_up_no_other_paper(window: MainWindow, port: Port, qtbot: QtBot) -> None:
    page = look(window, qtbot)
    window.tray.spooler.patience_ms = 50
    port.open.clear()
    page.choices.more.click()
    qtbot.waitUntil(lambda: len(port.asked) == 1)
    window.commands.do("print")
    qtbot.waitUntil(lambda: len(port.sent) == 1)
    qtbot.wait(150)  # longer than a printer may take
    assert not window.print_bar.isVisible()


def test_without_a_printer_there_is_nothing_more_to_choose(window: MainWindow, port: Port, qtbot: QtBot) -> None:
    port.names = []
    page = look(window, qtbot)
    assert not page.choices.more.isEnabled()
    assert page.choices.printer.accessibleDescription() == "This computer has no printer."


# By keys, for the ear and for the finger


def test_keys_alone_choose_print_and_close(window: MainWindow, port: Port, qtbot: QtBot) -> None:
    page = look(window, qtbot)
    assert QApplication.focusWidget() is page.view.view
    choices = page.choices
    stops: list[QWidget] = [choices.printer, choices.copies, choices.page, choices.language, choices.remember]
    for stop in [*stops, choices.more]:
        QTest.keyClick(window, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is stop, stop.objectName()
    assert list(reading_order.stops(page))[:2] == [page.view.print_button, page.view.close_button]
    for stop in reversed(stops):
        QTest.keyClick(window, Qt.Key.Key_Backtab)
        assert QApplication.focusWidget() is stop
    choices.page.setFocus()
    QTest.keyClick(choices.page, Qt.Key.Key_Down)
    assert shown(page) == SIZES["letter"]
    choices.remember.setFocus()
    QTest.keyClick(choices.remember, Qt.Key.Key_Space)
    QTest.keyClick(choices.remember, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(port.sent) == 1)
    assert routes.page_of(window.desk, "work_order") == "letter"


@pytest.mark.parametrize("name", ["view", "printer", "copies", "page", "language", "remember"])
def test_esc_closes_from_everywhere_and_gives_the_focus_back(window: MainWindow, name: str, qtbot: QtBot) -> None:
    window.open_visit(visit_of(window), 3)
    field = window.findChild(QWidget, "work_order.note")
    assert field is not None
    field.setFocus()
    window.commands.do("preview")
    page = window.page("preview")
    stop: QWidget = page.view.view if name == "view" else getattr(page.choices, name)
    stop.setFocus()
    QTest.keyClick(stop, Qt.Key.Key_Escape)
    assert window.place == "visit"
    assert QApplication.focusWidget() is field


def test_row_of_the_order_that_was_chosen_is_chosen_again(window: MainWindow, qtbot: QtBot) -> None:
    window.open_visit(visit_of(window), 3)
    lines = window.findChild(LinesView)
    assert lines is not None
    lines.setFocus()
    lines.setCurrentIndex(lines.model().index(1, 4))
    window.commands.do("preview")
    QTest.keyClick(window.page("preview").view.view, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is lines
    assert (lines.currentIndex().row(), lines.currentIndex().column()) == (1, 4)


def test_all_that_can_be_chosen_has_a_name(window: MainWindow, qtbot: QtBot) -> None:
    page = look(window, qtbot)
    names = [stop.accessibleName() for stop in reading_order.stops(page)]
    assert all(names)
    assert len(set(names)) == len(names)
    window.speak("zh_CN")
    assert [name for name in (stop.accessibleName() for stop in reading_order.stops(page)) if name in names] == []


@pytest.mark.parametrize("dress", ["light", "dark"])
def test_page_is_never_left_blank_however_the_window_changes(qapp: QApplication, qtbot: QtBot, dress: str) -> None:
    """The view forgets its picture of a page with each size; another comes by itself."""
    theme.dress(qapp, families=theme.BUNDLED, look=dress)
    view = PdfPreview(Voice(Language("zh_CN")))
    qtbot.addWidget(view)
    view.show()
    assert view.show_pdf(say("Pages"), drawn("settlement", "A4", "zh_CN"))
    for size in ((1280, 720), (1920, 1080), (1100, 700)):
        view.resize(*size)
        QApplication.processEvents()
        qtbot.waitUntil(lambda: is_drawn(view.view))
    for size in ((1900, 1000), (1200, 700), (1920, 1080)):  # faster than a page is drawn
        view.resize(*size)
        QApplication.processEvents()
    qtbot.waitUntil(lambda: is_drawn(view.view))
    theme.dress(qapp, families=theme.BUNDLED, look="light")


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize(
    ("size", "text_size", "touch"),
    [((1366, 690), "normal", "off"), ((1093, 614), "normal", "off"), ((1280, 640), "largest", "on")],
)
def test_preview_fits_every_window(
    window: MainWindow, language: str, size: tuple[int, int], text_size: str, touch: str, qtbot: QtBot
) -> None:
    routes.remember(window.desk, "work_order", printer="Kyocera ECOSYS P2040dn KX, by the window", copies=2)
    window.speak(language)
    window.room.wear(text_size=text_size, touch=touch)
    page = look(window, qtbot)
    window.resize(*size)
    for _ in range(3):
        QApplication.processEvents()
    assert window.size().toTuple() == size
    assert [*clipped(window, picks=False), *outside(window), *covered(window)] == []
    assert "by the window" in page.choices.printer.currentText()
    least = 40 if touch == "on" else 24
    assert all(stop.height() >= least for stop in reading_order.stops(page))


def test_file_is_only_read_when_it_is_looked_at_again(window: MainWindow, qtbot: QtBot) -> None:
    """What is asked for a size that is not there is told, and the paper that is shown stays."""
    page = look(window, qtbot)
    window.commands.do("print")
    (paper,) = papers(window)
    choose(page, "letter")
    window.desk.papers.path(paper.id).unlink()
    choose(page, "A4")
    assert shown(page) == SIZES["letter"]
    assert window.bar.isVisible()
