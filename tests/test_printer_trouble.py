"""Printers that are missing, off, refuse, hang or go away between two pages: nothing is lost and nobody waits."""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from reception_desk.app import application, open_desk
from reception_desk.errors import DeskError
from reception_desk.forms.document import Document
from reception_desk.forms.moments import FixedClock
from reception_desk.forms.shop import Shop
from reception_desk.forms.words import Text, say
from reception_desk.language import Language
from reception_desk.store.ids import UuidIds
from reception_desk.ui import out_tray, print_job, printer, reading_order, routes, unsent
from reception_desk.ui.main_window import MainWindow
from reception_desk.ui.printer import FOLDER, Chosen, Question, SystemPort
from tests.fakes import fake_papers, tiny_pdf
from tests.shops import MORNING, agreed, check_in, file, make_desk, small_shop, stranger

BLOCKED = 2
"""Ten times the seconds that the window may be busy at most (FAULTS.md row 47): the printer hangs for far longer."""


class BadPort:
    """Printers by name, each with a trouble of its own: a sentence, or a gate that stays shut."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str]] = []
        self.troubles: dict[str, Text] = {}
        self.gates: dict[str, threading.Event] = {}

    def send(self, pdf: bytes, name: str, target: str, folder: Path) -> Text:
        if target in self.gates:
            self.gates[target].wait(120)
        if target in self.troubles:
            raise DeskError(self.troubles[target])
        assert pdf.startswith(b"%PDF")
        self.sent.append((name, target))
        return say("Sent to {printer}", printer=target)

    def ask(self, question: Question) -> Text | None:
        """Somebody chooses the receipt printer in the system's dialog."""
        pdf = question.paper(Chosen("TM-T82", 1))
        return self.send(pdf, question.name, "TM-T82", Path()) if pdf else None

    def printers(self) -> tuple[str, list[str]]:
        return "HP 1020", ["HP 1020", "Kyocera", "TM-T82"]


@pytest.fixture
def port() -> Iterator[BadPort]:
    made = BadPort()
    yield made
    for gate in made.gates.values():
        gate.set()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    fake_papers(monkeypatch)
    monkeypatch.setattr(out_tray, "CLOSING_S", 0.2)
    desk = make_desk(tmp_path / "shop")
    agreed(desk)
    desk.sheets.edit(Shop, desk.shop().id, {"printer": "HP 1020"})
    desk.close(backup=False)
    return tmp_path / "shop"


def opened(folder: Path, port: BadPort, qtbot: QtBot, seed: int = 7) -> MainWindow:
    application(bundled_fonts=True)
    clock = FixedClock(MORNING)
    window = open_desk(folder, language="en", clock=clock, ids=UuidIds(clock, seed), printer=port)
    qtbot.waitUntil(window.isVisible)
    return window


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, folder: Path, port: BadPort) -> Iterator[MainWindow]:
    window = opened(folder, port, qtbot)
    yield window
    window.close()


def visit_of(window: MainWindow) -> str:
    return next(row.visit.id for row in window.desk.board.today() if row.visit)


def print_order(window: MainWindow) -> list[Document]:
    papers = window.desk.papers.print(visit_of(window), ["work_order", "job_card"])
    window.room.print_papers(papers)
    return papers


def button(window: MainWindow, name: str) -> QWidget:
    return next(one for one in window.print_bar.buttons if one.objectName() == name)


def press(window: MainWindow, name: str) -> None:
    button(window, name).click()  # type: ignore[attr-defined]


MISSING = say("The printer {printer} is not there. The PDF is saved.", printer="HP 1020")
TROUBLES = {
    "missing": MISSING,
    "offline": say("The printer {printer} is off, has no paper or is stopped. The PDF is saved.", printer="HP 1020"),
    "refuses": say("The printer {printer} did not take the paper. The PDF is saved.", printer="HP 1020"),
    "gone between pages": say(
        "The printer {printer} stopped after page {page} of {pages}. The PDF is saved.",
        printer="HP 1020",
        page=1,
        pages=2,
    ),
}


@pytest.mark.parametrize("what", TROUBLES)
def test_bar_names_printer_and_papers_and_the_documents_stay(
    what: str, window: MainWindow, port: BadPort, qtbot: QtBot
) -> None:
    port.troubles["HP 1020"] = TROUBLES[what]
    papers = print_order(window)
    qtbot.waitUntil(lambda: len(window.tray.failed) == 2)
    bar = window.print_bar
    assert bar.isVisible()
    assert "HP 1020" in bar.sentence.text()
    assert bar.detail.text() == "Not printed: Work order · Job card"
    assert [one.text() for one in bar.buttons] or bar.buttons
    assert {one.objectName() for one in bar.buttons} == {"print.again", "print.other", "print.open", "print.close"}
    assert [window.desk.papers.pdf(paper.id)[:4] for paper in papers] == [b"%PDF", b"%PDF"]
    port.troubles.clear()
    press(window, "print.again")
    qtbot.waitUntil(lambda: len(port.sent) == 2)
    assert not bar.isVisible()
    assert [one.id for one in window.desk.papers.of_visit(visit_of(window))] == [paper.id for paper in papers]


def test_the_car_goes_to_its_bay_while_its_papers_wait(window: MainWindow, port: BadPort, qtbot: QtBot) -> None:
    """What a system says of a printer is no word on the paper: the visit goes on, the bar stays until answered."""
    port.troubles["HP 1020"] = MISSING
    desk, visit = window.desk, stranger(window.desk)
    check_in(desk, visit)
    desk.ordering.add_package(file(desk, visit).work_order.id, small_shop(desk).service)
    window.open_visit(visit, 3)
    window.commands.do("primary")
    assert window.place == "today"
    assert file(desk, visit).visit.stage == "in_work"
    qtbot.waitUntil(lambda: len(window.tray.failed) == 2)
    for place in ("settings", "booking", "today"):
        window.open_place(place)
        assert window.print_bar.isVisible()
        assert window.print_bar.detail.text() == "Not printed: Work order · Job card"
    port.troubles.clear()
    press(window, "print.again")
    qtbot.waitUntil(lambda: len(port.sent) == 2)
    assert not window.print_bar.isVisible()


def test_another_printer_takes_what_the_first_refused(window: MainWindow, port: BadPort, qtbot: QtBot) -> None:
    port.troubles["HP 1020"] = MISSING
    print_order(window)
    qtbot.waitUntil(lambda: len(window.tray.failed) == 2)
    press(window, "print.other")
    qtbot.waitUntil(lambda: window.tray.menu is not None)
    menu = window.tray.menu
    assert menu is not None
    assert [action.objectName() for action in menu.actions()] == [
        "print.to.own",
        f"print.to.{FOLDER}",
        "print.to.Kyocera",
        "print.to.TM-T82",
    ]
    menu.actions()[2].trigger()
    menu.close()
    qtbot.waitUntil(lambda: len(port.sent) == 2)
    assert {target for _, target in port.sent} == {"Kyocera"}
    assert not window.print_bar.isVisible()


def test_pdf_opens_on_the_screen_and_prints_from_there(window: MainWindow, port: BadPort, qtbot: QtBot) -> None:
    port.troubles["HP 1020"] = MISSING
    window.room.print_papers(window.desk.papers.print(visit_of(window), ["work_order"]))
    qtbot.waitUntil(lambda: len(window.tray.failed) == 1)
    press(window, "print.open")
    assert window.place == "preview"
    page = window.page("preview")
    assert page.view.document.pageCount() == 1
    qtbot.waitUntil(lambda: page.choices.printer.count() > 1)
    page.choices.printer.set_value("Kyocera")
    window.commands.do("print")
    qtbot.waitUntil(lambda: [target for _, target in port.sent] == ["Kyocera"])
    assert not window.print_bar.isVisible()
    assert window.tray.failed == []


def test_printer_that_hangs_is_told_of_and_blocks_neither_window_nor_other_printers(
    window: MainWindow, port: BadPort, qtbot: QtBot
) -> None:
    assert window.tray.spooler.patience_ms == 20_000  # what a printer may take; nobody waits so long here
    window.tray.spooler.patience_ms = 300
    port.gates["HP 1020"] = threading.Event()
    worst, last = 0.0, time.monotonic()

    def beat() -> bool:
        nonlocal worst, last
        now = time.monotonic()
        worst, last = max(worst, now - last), now
        return window.print_bar.isVisible()

    print_order(window)
    last = time.monotonic()
    qtbot.waitUntil(beat)
    assert worst < BLOCKED
    assert window.print_bar.sentence.text().startswith("HP 1020 has not taken the paper yet")
    assert len(window.tray.failed) == 2, "what waits behind it is told of too"
    window.tray._again("Kyocera")
    qtbot.waitUntil(lambda: len(port.sent) == 2)
    port.gates["HP 1020"].set()
    qtbot.waitUntil(lambda: len(port.sent) == 3)  # it was in the driver's hands; what waited behind it does not follow
    assert [target for _, target in port.sent] == ["Kyocera", "Kyocera", "HP 1020"]
    assert not window.print_bar.isVisible()


def test_printer_that_still_hangs_when_it_is_tried_again_is_told_of_again(
    window: MainWindow, port: BadPort, qtbot: QtBot
) -> None:
    window.tray.spooler.patience_ms = 200
    port.gates["HP 1020"] = threading.Event()
    window.room.print_papers(window.desk.papers.print(visit_of(window), ["work_order"]))
    qtbot.waitUntil(window.print_bar.isVisible)
    press(window, "print.again")
    assert not window.print_bar.isVisible()
    qtbot.waitUntil(window.print_bar.isVisible)
    assert len(window.tray.failed) == 1


def test_printer_that_hangs_and_then_refuses_is_told_of_once(window: MainWindow, port: BadPort, qtbot: QtBot) -> None:
    window.tray.spooler.patience_ms = 50
    gate = port.gates["HP 1020"] = threading.Event()
    window.room.print_papers(window.desk.papers.print(visit_of(window), ["work_order"]))
    qtbot.waitUntil(window.print_bar.isVisible)
    port.troubles["HP 1020"] = MISSING
    gate.set()
    qtbot.waitUntil(lambda: "printer" not in {thread.name for thread in threading.enumerate()})
    QApplication.processEvents()
    assert len(window.tray.failed) == 1
    press(window, "print.close")
    assert not window.print_bar.isVisible()


def test_printer_that_was_only_slow_clears_the_bar_itself(window: MainWindow, port: BadPort, qtbot: QtBot) -> None:
    window.tray.spooler.patience_ms = 50
    gate = port.gates["HP 1020"] = threading.Event()
    window.room.print_papers(window.desk.papers.print(visit_of(window), ["work_order"]))
    qtbot.waitUntil(window.print_bar.isVisible)
    gate.set()
    qtbot.waitUntil(lambda: not window.print_bar.isVisible())
    assert len(port.sent) == 1


def test_closing_waits_for_no_driver_and_the_next_start_offers_the_papers(
    qapp: QApplication, folder: Path, port: BadPort, qtbot: QtBot
) -> None:
    window = opened(folder, port, qtbot)
    port.gates["HP 1020"] = threading.Event()
    print_order(window)
    begun = time.monotonic()
    assert window.close()
    assert time.monotonic() - begun < 5
    assert len(unsent.found(folder)) == 2
    good = BadPort()
    again = opened(folder, good, qtbot, seed=8)
    assert again.print_bar.sentence.text() == "2 papers were not printed when the program was closed."
    press(again, "print.unsent")
    qtbot.waitUntil(lambda: len(good.sent) == 2)
    assert unsent.found(folder) == []
    again.close()


@pytest.mark.parametrize("then", ["prints", "fails"])
def test_printer_that_comes_to_itself_after_the_closing_troubles_no_window(
    then: str, qapp: QApplication, folder: Path, port: BadPort, qtbot: QtBot
) -> None:
    """Another shop may be open by then, in the same program."""
    window = opened(folder, port, qtbot)
    gate = port.gates["HP 1020"] = threading.Event()
    window.tray.spooler.patience_ms = 50
    print_order(window)
    qtbot.waitUntil(lambda: len(window.tray.failed) == 2)
    assert window.close()
    tray = window.tray
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if then == "fails":
        port.troubles["HP 1020"] = MISSING
    gate.set()
    qtbot.waitUntil(lambda: "printer" not in {thread.name for thread in threading.enumerate()})
    QApplication.processEvents()  # what goes wrong in here fails the test
    assert len(tray.failed) == 2
    assert len(unsent.found(folder)) == 2


def test_papers_nobody_wants_any_more_are_not_offered_twice(
    qapp: QApplication, folder: Path, port: BadPort, qtbot: QtBot
) -> None:
    window = opened(folder, port, qtbot)
    port.troubles["HP 1020"] = MISSING
    print_order(window)
    qtbot.waitUntil(lambda: len(window.tray.failed) == 2)
    window.close()
    again = opened(folder, port, qtbot, seed=8)
    press(again, "print.close")
    again.close()
    third = opened(folder, port, qtbot, seed=9)
    assert not third.print_bar.isVisible()
    third.close()


# Printer and copies of each kind


def test_kind_of_a_job_is_read_off_its_name() -> None:
    assert routes.kind_of("V-261121-007-rev2-work_order-zh_CN") == "work_order"
    assert routes.kind_of("INV-2026-A1-000001-settlement-en-copy2") == "settlement"
    assert routes.kind_of("keys-en") == ""


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("V-261121-A1-013-rev1-work_order-en", "Work order"),
        ("keys-en", "Keys"),
        ("blank-check_in-en", "Check-in"),
        ("blank-walk_around-en", "Walk-around sheet"),
    ],
)
def test_whatever_is_printed_is_told_by_its_name(name: str, title: str) -> None:
    assert Language("en").say(out_tray.title_of(name)) == title
    assert routes.is_copy("INV-2026-A1-000001-settlement-en-copy2")
    assert not routes.is_copy("V-261121-007-rev2-work_order-en")


def test_each_kind_goes_to_its_printer_as_often_as_was_said(window: MainWindow, port: BadPort, qtbot: QtBot) -> None:
    routes.remember(window.desk, "work_order", printer="Kyocera", copies=2)
    papers = print_order(window)
    qtbot.waitUntil(lambda: len(port.sent) == 3)
    kinds = sorted((routes.kind_of(name), target) for name, target in port.sent)
    assert kinds == [("job_card", "HP 1020"), ("work_order", "Kyocera"), ("work_order", "Kyocera")]
    window.room.print_again(papers[0].id)
    assert window.tray.wait()
    qtbot.waitUntil(lambda: len(port.sent) >= 4)
    assert [(name[-6:], target) for name, target in port.sent[3:]] == [("-copy1", "Kyocera")]  # one more, once


def test_copies_that_came_out_before_the_trouble_are_not_printed_again(
    window: MainWindow, port: BadPort, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    routes.remember(window.desk, "work_order", printer="", copies=3)
    send = port.send

    def once(pdf: bytes, name: str, target: str, folder: Path) -> Text:
        if len(port.sent) == 1:
            port.troubles["HP 1020"] = MISSING
        return send(pdf, name, target, folder)

    monkeypatch.setattr(port, "send", once)
    window.room.print_papers(window.desk.papers.print(visit_of(window), ["work_order"]))
    qtbot.waitUntil(window.print_bar.isVisible)
    assert len(port.sent) == 1
    monkeypatch.setattr(port, "send", send)
    port.troubles.clear()
    press(window, "print.again")
    qtbot.waitUntil(lambda: len(port.sent) == 3)


def test_preview_remembers_printer_and_copies(window: MainWindow, port: BadPort, qtbot: QtBot) -> None:
    window.open_visit(visit_of(window), 3)
    window.commands.do("preview")
    chosen = window.page("preview").choices
    assert chosen.printer.value == "HP 1020", "known before the computer has said which others there are"
    qtbot.waitUntil(lambda: chosen.printer.count() > 1)
    assert chosen.printer.value == "HP 1020"
    chosen.printer.set_value("TM-T82")
    chosen.copies.set_value("2")
    chosen.remember.set_value(True)
    window.commands.do("print")
    qtbot.waitUntil(lambda: len(port.sent) == 2)
    assert {target for _, target in port.sent} == {"TM-T82"}
    route = routes.route_of(window.desk, "work_order")
    assert (route.printer, route.copies) == ("TM-T82", 2)
    routes.remember(window.desk, "work_order", printer="HP 1020", copies=1)
    route = routes.route_of(window.desk, "work_order")
    assert (route.printer, route.copies) == ("", None), "the shop's own printer is not named twice"


# The port of this computer


class FakeInfo:
    """What the computer knows of a printer."""

    def __init__(self, state: object, *, there: bool = True) -> None:
        self._state, self._there = state, there

    def isNull(self) -> bool:  # noqa: N802 - Qt's name
        return not self._there

    def state(self) -> object:
        return self._state

    def printerName(self) -> str:  # noqa: N802
        return "HP 1020"


@pytest.mark.parametrize(("state", "there", "outcome"), [("Error", True, "stopped"), ("Idle", False, "missing")])
def test_what_the_spooler_knows_is_told_before_anything_is_sent(
    state: str, there: bool, outcome: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6 import QtPrintSupport

    info = FakeInfo(QtPrintSupport.QPrinter.PrinterState[state], there=there)
    fake = type("QPrinterInfo", (), {"printerInfo": staticmethod(lambda _: info)})
    monkeypatch.setattr(QtPrintSupport, "QPrinterInfo", fake)
    monkeypatch.setattr(print_job, "_print", lambda *_: pytest.fail("nothing may be sent"))
    assert print_job.send(b"%PDF", "x", "HP 1020") == {"outcome": outcome, "printer": "HP 1020"}


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"outcome": "missing", "printer": "HP"}, "HP is not there"),
        ({"outcome": "stopped", "printer": "HP"}, "HP is off, has no paper or is stopped"),
        ({"outcome": "refused", "printer": "HP"}, "HP did not take the paper"),
        ({"outcome": "cut", "printer": "HP", "page": 1, "pages": 2}, "HP stopped after page 1 of 2"),
        ({}, "HP did not take the paper"),
    ],
)
def test_every_outcome_is_a_sentence_with_the_printer_and_the_pdf(
    told: dict[str, object], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """{} is what is left of a driver that took its process along."""
    monkeypatch.setattr(printer, "_print", lambda *_: told)
    with pytest.raises(DeskError, match=said) as trouble:
        SystemPort().send(b"%PDF", "x", "HP", tmp_path)
    assert "The PDF is saved" in str(trouble.value.say)
    assert list(tmp_path.iterdir()) == []


def test_without_any_printer_the_paper_goes_into_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printer, "_print", lambda *_: {"outcome": "none"})
    SystemPort().send(b"%PDF", "x", "", tmp_path)
    assert (tmp_path / "x.pdf").read_bytes() == b"%PDF"


def test_a_real_process_says_that_a_printer_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DeskError, match="No such printer is not there"):
        SystemPort().send(tiny_pdf("x"), "x", "No such printer", tmp_path)
    own, names = SystemPort().printers()
    assert isinstance(own, str)
    assert "No such printer" not in names


def test_a_process_that_dies_is_a_printer_that_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false" if sys.platform != "win32" else "no such program")
    with pytest.raises(DeskError, match="did not take the paper"):
        SystemPort().send(tiny_pdf("x"), "x", "HP", tmp_path)
    assert SystemPort().printers() == ("", [])


@pytest.mark.parametrize(
    ("points", "size", "turned"),
    [
        ((595.28, 841.89), QPageSize.PageSizeId.A4, False),
        ((612, 792), QPageSize.PageSizeId.Letter, False),
        ((595.28, 419.53), QPageSize.PageSizeId.A5, True),
        ((226.77, 500), QPageSize.PageSizeId.Custom, False),
    ],
)
def test_printer_is_told_the_size_of_the_page(
    points: tuple[float, float], size: QPageSize.PageSizeId, turned: bool
) -> None:
    layout = print_job._layout(QSizeF(*points))
    assert layout.pageSize().id() == size
    assert (layout.orientation() == QPageLayout.Orientation.Landscape) == turned
    whole = layout.fullRect(QPageLayout.Unit.Point)
    assert abs(whole.width() - points[0]) < 2
    assert abs(whole.height() - points[1]) < 2


class Device:
    PrinterMode = QPrinter.PrinterMode

    def __init__(self, *_: object) -> None: ...
    def setPageLayout(self, _: object) -> None: ...  # noqa: N802
    def setFullPage(self, _: object) -> None: ...  # noqa: N802
    def setResolution(self, _: object) -> None: ...  # noqa: N802
    def setDocName(self, _: object) -> None: ...  # noqa: N802
    def newPage(self) -> bool:  # noqa: N802
        return False


class Brush:
    def __init__(self, *_: object) -> None: ...
    def isActive(self) -> bool:  # noqa: N802
        return True

    def drawImage(self, *_: object) -> None: ...  # noqa: N802
    def end(self) -> None: ...


class Pages:
    def pageCount(self) -> int:  # noqa: N802
        return 2

    def pagePointSize(self, _: int) -> QSizeF:  # noqa: N802
        return QSizeF(595, 842)


def test_page_that_the_printer_does_not_begin_is_told_with_its_number(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6 import QtGui, QtPrintSupport

    monkeypatch.setattr(QtPrintSupport, "QPrinter", Device)
    monkeypatch.setattr(QtGui, "QPainter", Brush)
    monkeypatch.setattr(print_job, "_picture", lambda *_: QImage())
    told = print_job._paint(Pages(), "x", FakeInfo(None))  # type: ignore[arg-type]
    assert told == {"outcome": "cut", "page": 1, "pages": 2}


def test_bar_is_worked_by_keys_alone(window: MainWindow, port: BadPort, qtbot: QtBot) -> None:
    """Tab comes by its buttons, Enter presses: look at the PDF and come back, then another printer out of the menu."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    port.troubles["HP 1020"] = MISSING
    print_order(window)
    qtbot.waitUntil(lambda: len(window.tray.failed) == 2 and window.print_bar.isVisible())
    QApplication.processEvents()
    stops = [stop.objectName() for stop in reading_order.stops(window.host)]
    at = stops.index("print.again")
    assert stops[at : at + 4] == ["print.again", "print.other", "print.open", "print.close"]
    assert all(one.accessibleName() for one in window.print_bar.buttons)
    button(window, "print.again").setFocus()
    for name in ("print.other", "print.open"):
        QTest.keyClick(window, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is button(window, name)
    QTest.keyClick(button(window, "print.open"), Qt.Key.Key_Return)
    assert window.place == "preview"
    QTest.keyClick(window.page("preview").view.view, Qt.Key.Key_Escape)
    assert window.place == "today"
    assert QApplication.focusWidget() is button(window, "print.open"), "the focus is given back"
    QTest.keyClick(button(window, "print.other"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.tray.menu is not None and window.tray.menu.isVisible())
    menu = window.tray.menu
    assert menu is not None
    while menu.activeAction().objectName() != "print.to.Kyocera":
        QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [target for _, target in port.sent] == ["Kyocera", "Kyocera"])
    assert not window.print_bar.isVisible()


def test_what_did_not_go_out_goes_by_the_systems_dialog(window: MainWindow, port: BadPort, qtbot: QtBot) -> None:
    port.troubles["HP 1020"] = MISSING
    (paper,) = window.desk.papers.print(visit_of(window), ["work_order"])
    window.room.print_papers([paper])
    qtbot.waitUntil(lambda: len(window.tray.failed) == 1)
    press(window, "print.open")
    choices = window.page("preview").choices
    assert not choices.boxes["page"].isVisible()
    assert not choices.boxes["language"].isVisible()
    qtbot.waitUntil(choices.more.isEnabled)
    choices.more.click()
    qtbot.waitUntil(lambda: len(port.sent) == 1)
    assert port.sent[0][1] == "TM-T82"
    assert not window.print_bar.isVisible()
    assert [one.id for one in window.desk.papers.of_visit(paper.visit)] == [paper.id]


def test_bar_keeps_no_window_wide(window: MainWindow, port: BadPort, qtbot: QtBot) -> None:
    window.resize(1500, 768)
    port.troubles["HP 1020"] = TROUBLES["offline"]
    print_order(window)
    qtbot.waitUntil(lambda: len(window.tray.failed) == 2)
    sentence = window.print_bar.sentence
    qtbot.waitUntil(lambda: sentence.width() >= sentence.fontMetrics().horizontalAdvance(sentence.text()))
    window.resize(1000, 768)
    qtbot.waitUntil(lambda: window.print_bar.width() < 1000)
    assert window.width() == 1000
    bar = window.print_bar
    qtbot.waitUntil(lambda: all(button.width() >= button.sizeHint().width() for button in bar.buttons))
    qtbot.waitUntil(lambda: all(bar.rect().contains(button.geometry()) for button in bar.buttons))

    def apart() -> bool:
        places = [bar.sentence.geometry(), bar.detail.geometry(), *(button.geometry() for button in bar.buttons)]
        return not any(one.intersects(next_) for one, next_ in pairwise(places))

    qtbot.waitUntil(apart)


def test_asking_which_printers_there_are_blocks_nobody(window: MainWindow, port: BadPort, qtbot: QtBot) -> None:
    """A printer of the network that is off can make the computer think for half a minute."""
    gate, known = threading.Event(), port.printers()
    window.tray.printers._ask = lambda: (gate.wait(60), known)[1]
    port.troubles["HP 1020"] = MISSING
    print_order(window)
    qtbot.waitUntil(lambda: len(window.tray.failed) == 2)
    begun = time.monotonic()
    press(window, "print.other")
    window.commands.do("today")
    assert time.monotonic() - begun < 30  # guards against the wait of a minute
    assert not window.findChildren(QMenu)
    gate.set()
    qtbot.waitUntil(lambda: bool(window.findChildren(QMenu)))
    window.findChildren(QMenu)[0].close()


def test_no_room_for_the_copy_that_is_printed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Row 6: the archived paper stays; the printer did not get it."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(DeskError, match="Counter did not take the paper"):
        SystemPort().send(b"%PDF-1.4", "paper", "Counter", tmp_path)
