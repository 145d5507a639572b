"""The work order tab, driven by keys and mouse; what was kept is read back through the desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from reception_desk.desk.desk import Desk
from reception_desk.errors import DeskError
from reception_desk.forms.check_in import CheckIn
from reception_desk.forms.document import Document
from reception_desk.forms.price_item import PriceItem
from reception_desk.forms.work_order import Job, WorkLine, WorkOrder
from reception_desk.ui import theme
from reception_desk.ui.room import Room
from reception_desk.ui.visit.line_details import ELSEWHERE
from reception_desk.ui.visit.work_order_tab import WorkOrderTab
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.lines_delegate import CellLine
from reception_desk.ui.widgets.lines_model import SPECS, Col
from tests.clipping import clipped
from tests.dressed import dressed_desk
from tests.fakes import fake_papers
from tests.shops import agreed, check_in, file, make_desk, ok, ordered, small_shop, stranger, walked_in

KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
PAGE = (1262, 510)


class Bench:
    """The tab as the visit page keeps it: loaded again after every change."""

    def __init__(self, desk: Desk, visit: str) -> None:
        self.desk, self.visit = desk, visit
        self.room = Room(desk, Voice(desk.language("en")))
        self.tab = WorkOrderTab(self.room)
        self.window = QWidget()
        self.told: list[tuple[str, Callable[[], None] | None]] = []
        self.troubles: list[DeskError] = []
        self.papers: list[Document] = []
        self.places: list[str] = []
        self.tab.changed.connect(self.reload)
        self.room.undo.undone.connect(self.reload)
        self.room.told.connect(lambda text, undo: self.told.append((self.room.voice.say(text), undo)))
        self.room.troubled.connect(self.troubles.append)
        self.room.papers_ready.connect(self.papers.extend)
        self.room.place_wanted.connect(self.places.append)
        self.reload()

    def reload(self) -> None:
        self.tab.show_file(self.desk.reception.file(self.visit))

    @property
    def order(self) -> WorkOrder:
        return self.desk.reception.file(self.visit).work_order

    @property
    def stage(self) -> str:
        return self.desk.reception.file(self.visit).visit.stage

    @property
    def names(self) -> list[str]:
        return [row.line.name for row in self.tab.table.model.rows]

    @property
    def cell(self) -> CellLine:
        """The line that is being typed into."""
        line = QApplication.focusWidget()
        assert isinstance(line, CellLine)
        return line

    def type(self, *parts: str | Qt.Key) -> None:
        """Into whatever has the focus."""
        for part in parts:
            if isinstance(part, Qt.Key):
                QTest.keyClick(focused(), part)
                continue
            for letter in part:
                QTest.keyClicks(focused(), letter)

    def at(self, row: int, column: Col) -> None:
        assert self.tab.table.focus_cell(self.tab.table.model.rows[row].line.id, column)

    def click(self, row: int, column: Col) -> None:
        view = self.tab.table.view
        place = view.visualRect(view.model().index(row, column)).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def choose(self, row: int, column: Col, code: str) -> None:
        """From the menu of a cell; a menu that is popped up would grab the keyboard of the test's machine."""
        _trigger(self.tab.table.rows.make_menu(row, column), f"{SPECS[column].key}.{code}")


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def _trigger(menu: QMenu, name: str) -> None:
    next(action for action in menu.actions() if action.objectName() == name).trigger()
    menu.close()


def show(qtbot: QtBot, bench: Bench) -> Bench:
    qtbot.addWidget(bench.tab)
    bench.tab.resize(*PAGE)
    with qtbot.waitActive(bench.tab):
        bench.tab.show()
        bench.tab.activateWindow()
    bench.tab.enter()
    return bench


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    fake_papers(monkeypatch)
    with dressed_desk(qapp, tmp_path / "shop", make_desk) as made:
        yield made


@pytest.fixture
def bench(desk: Desk, qtbot: QtBot) -> Bench:
    """A car with an empty order."""
    visit = walked_in(desk)
    check_in(desk, visit)
    return show(qtbot, Bench(desk, visit))


@pytest.fixture
def service(desk: Desk, qtbot: QtBot) -> Bench:
    """The service package is on the order, nobody was asked yet."""
    return show(qtbot, Bench(desk, ordered(desk)))


@pytest.fixture
def working(desk: Desk, qtbot: QtBot) -> Bench:
    """The service was agreed to, the car is in work."""
    return show(qtbot, Bench(desk, agreed(desk)))


# The entry row


def test_a_part_is_added_with_three_entries(bench: Bench) -> None:
    bench.type("LF", KEY.Key_Return)
    assert bench.cell.column is Col.QUANTITY
    bench.type("2", KEY.Key_Return)
    line = bench.order.lines[0]
    assert (line.name, line.quantity, line.price) == ("机油滤芯", 2000, 4800)
    assert (bench.cell.objectName(), bench.cell.text()) == ("work_order.entry", "")


@pytest.mark.parametrize("typed", ["jylx", "jiyoulvxin"])
def test_pinyin_finds_an_item(bench: Bench, typed: str) -> None:
    bench.type(typed)
    assert [row.code for row in bench.tab.table.offers.rows] == ["LF-3412", ""]
    bench.type(KEY.Key_Return)
    assert bench.names == ["机油滤芯"]


def test_arrows_choose_among_the_suggestions(bench: Bench) -> None:
    bench.type("jy")
    codes = [row.code for row in bench.tab.table.offers.rows]
    bench.type(KEY.Key_Down, KEY.Key_Return)
    assert bench.order.lines[0].code == codes[1]


def test_a_click_takes_a_suggestion(bench: Bench) -> None:
    bench.type("F300")
    offers = bench.tab.table.offers
    QTest.mouseClick(offers.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 10))
    assert bench.names == ["洗车"]
    assert not offers.isVisible()


def test_the_suggestions_are_no_popup_window(bench: Bench) -> None:
    bench.type("S10")
    assert bench.tab.table.offers.isVisible()
    assert not bench.tab.table.offers.isWindow()


def test_a_package_brings_its_lines_and_undo_takes_them_all(bench: Bench) -> None:
    bench.type("S10", KEY.Key_Return)
    assert bench.names == ["保养工时", "机油", "机油滤芯"]
    assert bench.cell.objectName() == "work_order.entry"
    bench.room.undo.undo()
    assert (bench.order.lines, bench.order.jobs) == ((), ())
    bench.room.undo.redo()
    assert bench.names == ["保养工时", "机油", "机油滤芯"]
    assert len(bench.order.jobs) == 1


def test_what_a_package_brings_though_it_is_retired_is_told(bench: Bench) -> None:
    bench.desk.sheets.edit(PriceItem, small_shop(bench.desk).filter, {"gone": True})
    bench.type("S10", KEY.Key_Return)
    ((text, undo),) = bench.told
    assert text == "Added. No longer offered: 机油滤芯. Take that off, or change the package in Settings."
    row = next(row for row in bench.tab.table.model.rows if row.line.name == "机油滤芯")
    bench.tab.table.focus_cell(row.line.id, Col.QUANTITY)
    assert "no longer offered" in bench.tab.table.note.text()
    assert "No longer offered" in bench.tab.table.model.note(row)
    assert "No longer offered" in bench.tab.table.model.summary(bench.tab.table.model.row_of(row.line.id))
    assert [row.line.name for row in bench.tab.table.model.rows if row.retired] == ["机油滤芯"]
    assert undo is not None
    undo()
    assert bench.names == []


def test_a_closed_order_is_not_judged_by_the_list_of_today(bench: Bench) -> None:
    bench.type("LF", KEY.Key_Return)
    bench.desk.sheets.edit(PriceItem, small_shop(bench.desk).filter, {"gone": True})
    bench.reload()
    assert bench.tab.table.model.rows[0].retired
    bench.desk.workshop.move(bench.visit, "cancelled", reason="left again")
    bench.reload()
    assert not bench.tab.table.model.rows[0].retired


def test_the_package_menu_lists_packages_with_their_price(bench: Bench) -> None:
    menu = bench.tab.tools.make_package_menu()
    assert [action.text() for action in menu.actions()] == ["一万公里保养\t480.00"]
    _trigger(menu, "work_order.package.S10")
    assert len(bench.order.lines) == 3


def test_words_that_fit_nothing_become_labour_at_the_shops_rate(bench: Bench) -> None:
    bench.type("Weld hanger", KEY.Key_Return, "1,5", KEY.Key_Return)
    assert (bench.cell.column, bench.cell.text()) == (Col.PRICE, "200.00")
    bench.type(KEY.Key_Return)
    line = bench.order.lines[0]
    assert (line.kind, line.name, line.quantity, line.price) == ("labour", "Weld hanger", 1500, 20_000)
    assert bench.order.jobs[0].description == "Weld hanger"
    assert bench.cell.objectName() == "work_order.entry"


@pytest.mark.parametrize("kind", ["fee", "sublet", "text"])
def test_another_kind_can_be_chosen_in_the_entry_row(bench: Bench, kind: str) -> None:
    bench.choose(0, Col.KIND, kind)
    bench.type("Taxi home", KEY.Key_Return)
    if kind != "text":
        bench.type(KEY.Key_Return, "35", KEY.Key_Return)
    line = bench.order.lines[0]
    assert (line.kind, line.name, line.price) == (kind, "Taxi home", None if kind == "text" else 3500)
    assert bench.tab.table.model.entry_kind == "labour"


def test_half_typed_words_stay_when_rows_change_and_when_the_row_is_left(service: Bench) -> None:
    service.type("Wip")
    service.reload()
    assert service.cell.text() == "Wip"
    service.at(0, Col.NAME)
    service.tab.enter_line()
    assert service.cell.text() == "Wip"
    service.type("er")
    assert service.cell.text() == "Wiper"


def test_words_in_the_entry_row_are_not_lost_by_printing(service: Bench) -> None:
    service.type("Wipers")
    service.tab.press_primary()
    assert service.troubles[0].field == "work_order.lines"
    assert (service.stage, service.tab.table.draft) == ("arrived", "Wipers")


def test_another_visit_begins_with_an_empty_entry_row(service: Bench) -> None:
    service.type("Wipers")
    service.visit = stranger(service.desk)
    service.reload()
    assert (service.tab.table.draft, service.names) == ("", [])


def test_escape_closes_the_list_then_empties_the_row(bench: Bench) -> None:
    bench.type("S10", KEY.Key_Escape)
    assert (bench.tab.table.offers.isVisible(), bench.cell.text()) == (False, "S10")
    bench.type(KEY.Key_Escape)
    assert bench.cell.text() == ""
    assert bench.order.lines == ()


# Cells


def test_f2_opens_a_cell_and_a_sum_is_understood(service: Bench) -> None:
    service.at(1, Col.PRICE)
    service.type(KEY.Key_F2)
    service.cell.selectAll()
    service.type("12*3.5", KEY.Key_Return)
    assert service.order.lines[1].price == 4200
    service.room.undo.undo()
    assert service.order.lines[1].price == 6800


def test_typing_replaces_what_stands_in_a_cell(service: Bench) -> None:
    service.at(1, Col.QUANTITY)
    service.type("3,5", KEY.Key_Return)
    assert service.order.lines[1].quantity == 3500


def test_tab_goes_on_to_the_next_cell(service: Bench) -> None:
    service.at(1, Col.QUANTITY)
    service.type("2", KEY.Key_Tab)
    assert (service.cell.column, service.order.lines[1].quantity) == (Col.UNIT, 2000)
    service.type("can", KEY.Key_Tab, "70", KEY.Key_Tab, "10", KEY.Key_Return)
    line = service.order.lines[1]
    assert (line.unit, line.price, line.discount) == ("can", 7000, 1000)


def test_what_cannot_be_read_stays_in_the_cell_and_says_why(service: Bench) -> None:
    service.at(1, Col.PRICE)
    service.type("abc", KEY.Key_Return)
    assert service.cell.text() == "abc"
    assert "not a number" in service.tab.table.note.text()
    assert service.tab.table.sign.isVisible(), "red never stands without its icon"
    service.at(0, Col.NAME)
    row = service.tab.table.model.rows[1]
    assert service.tab.table.model.cell(row, Col.PRICE) == "abc"
    assert service.order.lines[1].price == 6800
    service.at(1, Col.PRICE)
    assert "not a number" in service.tab.table.note.text()
    service.type("70", KEY.Key_Return)
    assert service.order.lines[1].price == 7000
    assert service.tab.table.note.isHidden()


def test_a_text_that_is_too_long_stays_to_be_shortened(service: Bench) -> None:
    service.at(0, Col.NAME)
    service.type(KEY.Key_F2)
    service.cell.setText("x" * 130)
    service.type(KEY.Key_Return)
    assert service.cell.text() == "x" * 130
    assert "120" in service.tab.table.note.text()
    assert service.order.lines[0].name == "保养工时"


def test_a_discount_over_all_of_it_is_said_and_holds_the_paper(service: Bench) -> None:
    service.at(1, Col.DISCOUNT)
    service.type("150", KEY.Key_Return)
    assert "100" in service.tab.table.note.text()
    service.tab.print()
    assert service.troubles[0].field == "line.discount"
    assert service.tab.focus_field("line.discount")
    assert service.tab.table.view.currentIndex().column() == Col.DISCOUNT


def test_the_type_of_a_line_and_the_technician_of_its_job_are_chosen(service: Bench) -> None:
    technician = small_shop(service.desk).technician
    service.choose(2, Col.KIND, "fee")
    service.choose(2, Col.TECHNICIAN, technician)
    assert service.order.lines[2].kind == "fee"
    assert service.order.jobs[0].technician == technician
    assert [service.tab.table.model.cell(row, Col.TECHNICIAN) for row in service.tab.table.model.rows] == [
        "赵强",
        "",
        "",
    ]


def test_renaming_the_labour_line_renames_its_job(service: Bench) -> None:
    service.at(0, Col.NAME)
    service.type("Big service", KEY.Key_Return)
    assert service.order.jobs[0].description == "Big service"
    service.room.undo.undo()
    assert service.order.jobs[0].description == "保养工时"


def test_tab_and_enter_walk_the_page_in_the_order_of_reading(service: Bench) -> None:
    service.type(KEY.Key_Tab)
    assert focused().objectName() == "check_in.promised"
    names = []
    for _ in range(6):
        service.type(KEY.Key_Return)
        names.append(focused().objectName())
    fields = ["bay", "technician", "note", "limit", "advice"]
    assert names[:5] == [f"work_order.{name}" for name in fields]
    service.tab.enter_line()
    service.type(KEY.Key_Backtab)
    assert focused().objectName() == "work_order.details"


# Rows


def test_del_takes_a_line_off_and_the_message_brings_it_back(service: Bench) -> None:
    before = service.order
    service.at(1, Col.NAME)
    service.type(KEY.Key_Delete)
    assert service.names == ["保养工时", "机油滤芯"]
    words, undo = service.told[-1]
    assert "机油" in words
    assert undo is not None
    undo()
    assert service.order.lines == before.lines


def test_a_message_takes_back_its_own_step_also_after_others(service: Bench) -> None:
    service.at(1, Col.NAME)
    service.type(KEY.Key_Delete)
    service.at(1, Col.QUANTITY)
    service.type("3", KEY.Key_Return)
    undo = service.told[-1][1]
    assert undo is not None
    undo()
    assert service.names == ["保养工时", "机油", "机油滤芯"]
    assert service.order.lines[2].quantity == 3000


def test_alt_and_arrows_move_a_line_and_undo_moves_it_back(service: Bench) -> None:
    service.at(2, Col.NAME)
    view = service.tab.table.view
    QTest.keyClick(view, KEY.Key_Up, ALT)
    assert service.names == ["保养工时", "机油滤芯", "机油"]
    assert view.currentIndex().row() == 1
    service.room.undo.undo()
    assert service.names == ["保养工时", "机油", "机油滤芯"]


def test_space_and_a_click_tick_the_whole_job(working: Bench) -> None:
    assert working.tab.table.view.currentIndex().column() == Col.DONE
    working.type(KEY.Key_Space)
    assert [job.done for job in working.order.jobs] == [True]
    assert all(row.job.done for row in working.tab.table.model.rows)
    working.click(2, Col.DONE)
    assert [job.done for job in working.order.jobs] == [False]
    working.room.undo.undo()
    assert [job.done for job in working.order.jobs] == [True]


def test_down_from_the_last_line_is_the_entry_row_and_up_comes_back(service: Bench) -> None:
    service.at(2, Col.NAME)
    service.type(KEY.Key_Down)
    assert service.cell.objectName() == "work_order.entry"
    service.type(KEY.Key_Up)
    assert service.tab.table.view.currentIndex().row() == 2


# The customer's word


def test_before_anything_is_agreed_nothing_is_asked(service: Bench) -> None:
    assert service.tab.bar.isHidden()
    assert {row.standing for row in service.tab.table.model.rows} == {"open"}


def test_an_extra_job_is_agreed_on_the_phone_with_one_key(working: Bench) -> None:
    working.tab.enter_line()
    working.type("F300", KEY.Key_Return, KEY.Key_Return)
    bar = working.tab.bar
    assert bar.sentence.text() == "Needs the customer's OK: +33.90"
    bar.take_focus()
    working.type("2")
    said = working.order.approvals[-1]
    assert (said.channel, said.answer, said.amount) == ("phone", "ok", 3390)
    assert (said.number, said.read_back, said.person) == ("13800138000", True, "王伟")
    assert bar.isHidden()
    assert working.tab.table.model.rows[-1].standing == "ok"
    working.room.undo.undo()
    assert (len(working.order.approvals), bar.isHidden()) == (1, False)
    working.room.undo.redo()
    assert (len(working.order.approvals), bar.isHidden()) == (2, True)


@pytest.mark.parametrize(("key", "channel"), [("1", "paper"), ("3", "message"), ("4", "in_person")])
def test_each_way_of_agreeing_has_its_key(working: Bench, key: str, channel: str) -> None:
    working.tab.enter_line()
    working.type("F300", KEY.Key_Return)
    working.tab.bar.take_focus()
    working.type(key)
    said = working.order.approvals[-1]
    assert (said.channel, said.number, said.read_back) == (channel, "", False)


def test_declined_work_goes_to_the_end_and_counts_no_more(working: Bench) -> None:
    working.tab.enter_line()
    working.type("F300", KEY.Key_Return, KEY.Key_Return, "LF", KEY.Key_Return, KEY.Key_Return)
    working.choose(3, Col.ANSWER, "declined")
    assert [(row.line.name, row.struck) for row in working.tab.table.model.rows][-2:] == [
        ("洗车", True),
        ("机油滤芯", True),
    ]
    assert working.tab.totals.total.text() == "¥\N{NO-BREAK SPACE}542.40"
    assert "job card and bill leave it out" in working.told[-1][0]


def test_one_of_two_open_jobs_can_be_answered_alone(working: Bench) -> None:
    order = working.order.id
    for name in ("First", "Second"):
        working.desk.ordering.add_line(order, WorkLine(kind="labour", name=name, quantity=1000, price=10_000))
    working.reload()
    bar = working.tab.bar
    assert bar.sentence.text() == "Needs the customer's OK: +226.00"
    bar.scope.set_value(working.order.jobs[-1].id)
    bar.scope.edited.emit(bar.scope.value)
    assert bar.sentence.text() == "Needs the customer's OK: +113.00", "the customer is told what this one costs"
    bar.buttons["declined"].click()
    assert [job.answer for job in working.order.jobs] == ["ok", "open", "declined"]
    bar.buttons["message"].click()
    assert [job.answer for job in working.order.jobs] == ["ok", "ok", "declined"]


def test_approve_all_asks_how_and_escape_asks_no_more(service: Bench) -> None:
    service.tab.tools.approve.click()
    assert service.tab.bar.has_focus
    assert service.tab.bar.detail.text().startswith("lines 1–3, tax included")
    service.type(KEY.Key_Escape)
    assert service.tab.bar.isHidden()
    service.tab.tools.approve.click()
    service.type("4")
    assert (service.order.approvals[0].channel, service.order.approvals[0].amount) == ("in_person", 54_240)
    assert not service.tab.tools.approve.isEnabled()


def test_what_another_pays_is_named_and_not_in_the_total(service: Bench) -> None:
    service.desk.sheets.edit(Job, service.order.jobs[0].id, {"payer": "warranty"})
    service.reload()
    model = service.tab.table.model
    assert (model.payer(model.rows[0]), model.rows[0].standing) == ("C Warranty", "")
    assert service.tab.totals.total.text() == "¥\N{NO-BREAK SPACE}0.00"
    assert list(service.tab.table.acts.choices(model.rows[0], Col.ANSWER)) == []


def test_the_ledger_lists_every_answer(working: Bench) -> None:
    working.tab.tools.estimate.ledger.click()
    words = [label.text() for label in working.tab.ledger.findChildren(QWidget) if hasattr(label, "text")]
    assert {"OK", "In person", "王伟", "542.40"} <= {word() if callable(word) else word for word in words}
    working.type(KEY.Key_Escape)
    assert working.tab.ledger.isHidden()


# Printing and what comes next


def test_print_and_send_prints_agrees_moves_and_goes_to_today(service: Bench) -> None:
    service.tab.press_primary()
    assert [paper.kind for paper in service.papers] == ["work_order", "job_card"]
    assert (service.stage, service.places) == ("in_work", ["today"])
    assert service.order.approvals[0].document == service.papers[0].id
    undo = service.told[-1][1]
    assert undo is not None
    undo()
    assert (service.stage, service.order.approvals) == ("arrived", ())
    assert [job.answer for job in service.order.jobs] == ["open"]


def test_without_an_odometer_nothing_is_sent_and_the_way_is_shown(service: Bench) -> None:
    service.desk.sheets.edit(CheckIn, file(service.desk, service.visit).check_in.id, {"odometer": None})
    service.reload()
    service.tab.press_primary()
    assert service.troubles[0].field == "check_in.odometer"
    assert (service.stage, service.papers, service.order.approvals) == ("arrived", [], ())


def test_the_blue_button_is_what_comes_next(working: Bench) -> None:
    working.tab.press_primary()
    assert working.troubles[0].field == "job.done"
    assert working.tab.focus_field("job.done")
    working.type(KEY.Key_Space)
    working.tab.press_primary()
    assert working.stage == "qc"
    assert working.tab.footer.primary.label == "Checked: ready"
    working.tab.press_primary()
    assert working.stage == "ready"
    steps: list[bool] = []
    working.tab.next_wanted.connect(lambda: steps.append(True))
    working.tab.press_primary()
    assert steps == [True]


def test_moving_on_can_be_taken_back(working: Bench) -> None:
    working.type(KEY.Key_Space)
    working.tab.press_primary()
    undo = working.told[-1][1]
    assert undo is not None
    undo()
    assert working.stage == "in_work"


def test_the_tab_says_how_far_it_is(bench: Bench) -> None:
    assert (bench.tab.mark(), str(bench.tab.missing())) == ("", "Add at least one job.")
    bench.type("S10", KEY.Key_Return)
    assert (bench.tab.mark(), bool(bench.tab.missing())) == ("half", False)
    ok(bench.desk, bench.visit)
    bench.reload()
    assert bench.tab.mark() == "tick"


def test_control_keys_work_from_inside_a_cell(service: Bench) -> None:
    service.at(1, Col.PRICE)
    service.type(KEY.Key_F2)
    QTest.keyClick(service.cell, KEY.Key_P, CONTROL)
    assert [paper.kind for paper in service.papers] == ["work_order"]
    service.at(1, Col.PRICE)
    QTest.keyClick(service.tab.table.view, KEY.Key_J, CONTROL)
    assert service.cell.objectName() == "work_order.entry"
    QTest.keyClick(service.cell, KEY.Key_Return, CONTROL)
    assert service.stage == "in_work"


def test_issued_lines_are_locked_and_say_so(working: Bench) -> None:
    working.type(KEY.Key_Space)
    for _ in range(2):
        working.tab.press_primary()
    working.desk.settlement.issue(working.visit)
    working.reload()
    before = working.order.lines
    assert working.tab.table.model.entry == -1
    assert not working.tab.tools.add.isEnabled()
    working.at(1, Col.PRICE)
    working.type(KEY.Key_F2, "5", KEY.Key_Delete)
    assert len(working.troubles) == 3
    assert "is issued" in str(working.troubles[0].say)
    assert working.order.lines == before


# Fields without a column, and the page as a whole


def test_every_declared_field_of_line_and_job_can_be_reached(service: Bench) -> None:
    columns = {spec.key for spec in SPECS.values()}
    details = {spec.key for view in (service.tab.details.of_line, service.tab.details.of_job) for spec in view.specs}
    declared = {spec.key for form in (WorkLine, Job) for spec in form.specs().values()}
    assert columns | details | ELSEWHERE == declared
    card = {spec.key for view in (service.tab.card.first, *service.tab.card.others) for spec in view.specs}
    rows = {"work_order.visit", "work_order.jobs", "work_order.lines", "work_order.approvals"}
    assert card == {spec.key for spec in WorkOrder.specs().values()} - rows


def test_f2_twice_opens_the_details_of_the_line(service: Bench) -> None:
    service.at(1, Col.NAME)
    service.type(KEY.Key_F2, KEY.Key_F2)
    assert service.tab.details.isVisible()
    service.tab.details.focus_field("line.code")
    focused().selectAll()  # type: ignore[attr-defined]
    service.type("P-9", KEY.Key_Return)
    assert service.order.lines[1].code == "P-9"
    service.at(2, Col.NAME)
    assert service.tab.details.of_line.editors["code"].widget.text() == "LF-3412"  # type: ignore[attr-defined]
    service.tab.details.focus_field("job.cause")
    service.type("worn", KEY.Key_Escape)
    assert service.tab.details.isHidden()
    assert service.order.jobs[0].cause == "worn"


def test_details_without_a_line_take_no_keys(bench: Bench) -> None:
    bench.tab.tools.more.click()
    assert bench.tab.details.isVisible()
    bench.type("22")
    assert focused() is bench.tab.details.close_button
    bench.tab.enter_line()
    assert bench.order.lines == ()


def test_a_field_of_the_order_and_the_promise_are_kept(service: Bench) -> None:
    assert service.tab.focus_field("work_order.limit")
    service.type("600", KEY.Key_Return)
    assert service.order.limit == 60_000
    assert "limit 600.00" in service.tab.totals.agreed.text()
    assert service.tab.focus_field("check_in.promised")
    focused().selectAll()  # type: ignore[attr-defined]
    service.type("17:30", KEY.Key_Return)
    promised = file(service.desk, service.visit).check_in.promised
    assert promised is not None
    assert promised.local().strftime("%H:%M") == "17:30"


def test_a_second_language_keeps_what_is_half_typed(service: Bench) -> None:
    service.type("Wip")
    theme.tune("zh_CN")
    service.room.voice.speak(service.desk.language("zh_CN"))
    assert service.cell.text() == "Wip"
    assert service.tab.table.model.headerData(Col.KIND, Qt.Orientation.Horizontal) == "类型"
    theme.tune("en")


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_everything_fits_the_page(working: Bench, language: str) -> None:
    theme.tune(language)
    working.room.voice.speak(working.desk.language(language))
    working.tab.enter_line()
    working.type("F300", KEY.Key_Return, KEY.Key_Return)
    QApplication.processEvents()
    assert clipped(working.tab) == []
    assert working.tab.area.verticalScrollBar().maximum() == 0
    working.at(0, Col.NAME)
    working.tab.tools.more.click()
    QApplication.processEvents()
    assert clipped(working.tab) == []
    assert working.tab.area.verticalScrollBar().maximum() == 0
    theme.tune("en")


def test_the_orders_further_fields_make_room_for_many_lines(service: Bench) -> None:
    assert service.tab.card.rest.isVisible()
    for _ in range(3):
        service.desk.ordering.add_package(service.order.id, small_shop(service.desk).service)
    service.reload()
    assert service.tab.card.rest.isHidden()
    service.tab.card.more.click()
    service.reload()
    assert service.tab.card.rest.isVisible()
