"""Discounts in the table and on the whole order, marked lines, packages made of an order; each with one step back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from reception_desk.desk.desk import Desk
from reception_desk.forms.package import Package
from reception_desk.forms.price_item import PriceItem
from reception_desk.forms.shop import Shop
from reception_desk.forms.staff import Staff
from reception_desk.forms.work_order import WorkLine
from reception_desk.ui.widgets.lines_model import Col
from tests.clipping import clipped
from tests.dressed import dressed_desk
from tests.fakes import fake_papers
from tests.shops import file, ordered, walked_in
from tests.test_work_order_tab import Bench, focused, show

KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    fake_papers(monkeypatch)
    with dressed_desk(qapp, tmp_path / "shop") as made:
        yield made


@pytest.fixture
def bench(desk: Desk, qtbot: QtBot) -> Bench:
    """The service package is on the order; the adviser may give 10 %, the manager all."""
    desk.sheets.edit(Shop, desk.shop().id, {"discount_limit": 1000})
    desk.sheets.create(Staff(name="林晓", role="manager"))
    return show(qtbot, Bench(desk, ordered(desk)))


def into(bench: Bench, row: int, column: Col, text: str) -> None:
    """A cell's text typed anew, without leaving it."""
    bench.at(row, column)
    bench.type(KEY.Key_F2)
    bench.cell.selectAll()
    bench.type(text)


# In a cell


def test_an_amount_typed_into_the_discount_is_taken_off(bench: Bench) -> None:
    into(bench, 1, Col.DISCOUNT, "-20")
    bench.type(KEY.Key_Return)
    line = bench.order.lines[1]
    assert (line.reduction, line.discount) == (2000, None)
    model = bench.tab.table.model
    assert model.cell(model.rows[1], Col.DISCOUNT) == "−20.00"
    assert model.cell(model.rows[1], Col.AMOUNT) == "252.00"
    into(bench, 1, Col.DISCOUNT, "5")
    bench.type(KEY.Key_Return)
    line = bench.order.lines[1]
    assert (line.reduction, line.discount) == (None, 500)
    bench.room.undo.undo()
    assert bench.order.lines[1].discount is None


def test_a_discount_beyond_the_limit_stays_typed_and_says_who_may_give_it(bench: Bench) -> None:
    into(bench, 0, Col.DISCOUNT, "25")
    bench.type(KEY.Key_Return)
    assert bench.cell.text() == "25"
    assert "林晓 may give it" in bench.tab.table.note.text()
    assert bench.order.lines[0].discount is None
    bench.tab.table.view.setFocus()  # the cell is left with what was typed
    row = bench.tab.table.model.rows[0]
    assert row.raw_of(Col.DISCOUNT) == "25"
    assert row.problem is not None
    assert row.problem.level == "stop"
    manager = next(person.id for person in bench.desk.staff() if person.role == "manager")
    bench.desk.work_as(manager)
    bench.reload()
    bench.at(0, Col.DISCOUNT)
    assert bench.order.lines[0].discount is None, "nobody pressed Enter on it yet"
    bench.type(KEY.Key_F2, KEY.Key_Return)
    assert bench.order.lines[0].discount == 2500


def test_a_price_below_the_limit_stays_typed_too(bench: Bench) -> None:
    into(bench, 2, Col.PRICE, "30")
    bench.type(KEY.Key_Return)
    assert "below the list is more than allowed" in bench.tab.table.note.text()
    bench.tab.table.view.setFocus()
    assert bench.order.lines[2].price == 4800
    assert bench.tab.table.model.rows[2].raw_of(Col.PRICE) == "30"


def test_a_price_finer_than_a_cent_is_not_rounded_in_silence(bench: Bench) -> None:
    into(bench, 2, Col.PRICE, "48.005")
    bench.type(KEY.Key_Return)
    assert "At most 2 figures stand after the point here" in bench.tab.table.note.text()
    assert bench.order.lines[2].price == 4800


# On the whole order


def test_the_whole_orders_discount_tells_its_total_and_has_one_step_back(bench: Bench) -> None:
    bench.tab.totals.discount.click()
    bench.type("-10.01")
    line = bench.tab.extras.discount
    assert line.outcome.text() == "discount 10.01, new total 531.09"
    bench.type(KEY.Key_Return)
    assert bench.desk.ordering.totals(bench.order).discount == 1001
    assert line.isHidden()
    assert focused().objectName() == "work_order.entry"
    bench.room.undo.undo()
    assert {(one.discount, one.reduction) for one in bench.order.lines} == {(None, None)}


def test_a_refused_discount_on_all_stays_typed(bench: Bench) -> None:
    bench.tab.totals.discount.click()
    bench.type("15", KEY.Key_Return)
    line = bench.tab.extras.discount
    assert line.line.text() == "15"
    assert "15 % below the list is more than allowed" in line.note.text()
    assert bench.desk.ordering.totals(bench.order).discount == 0
    assert not clipped(bench.tab)
    bench.type(KEY.Key_Escape)
    assert line.isHidden()


def test_the_discount_of_all_lines_is_what_one_begins_with(bench: Bench) -> None:
    bench.tab.totals.discount.click()
    bench.type("7.5", KEY.Key_Return)
    bench.tab.totals.discount.click()
    assert bench.tab.extras.discount.line.text() == "7.5"
    bench.type(KEY.Key_Backspace, KEY.Key_Return)
    assert bench.desk.ordering.totals(bench.order).discount == 0


# Marked lines


def test_marked_lines_go_together_and_come_back_together(bench: Bench) -> None:
    bench.at(1, Col.NAME)
    QTest.keyClick(focused(), KEY.Key_Down, SHIFT)
    bench.type(KEY.Key_Delete)
    assert bench.names == ["保养工时"]
    assert bench.told[-1][0] == "“机油” and 1 more line were taken off the order."
    bench.room.undo.undo()
    assert bench.names == ["保养工时", "机油", "机油滤芯"]


def actions(menu: QMenu) -> dict[str, str]:
    return {action.objectName(): action.text() for action in menu.actions() if action.objectName()}


def choose(bench: Bench, name: str) -> None:
    menu = bench.tab.tools.make_package_menu()
    next(action for action in menu.actions() if action.objectName() == name).trigger()
    menu.close()


def test_the_whole_order_becomes_a_package_with_what_differs_from_the_list(bench: Bench) -> None:
    bench.desk.ordering.add_line(
        bench.order.id, WorkLine(kind="part", name="Washer", quantity=2000, unit="pc", price=150, part_class="genuine")
    )
    bench.reload()
    choose(bench, "work_order.save_all")
    made = next(package for package in bench.desk.sheets.all(Package) if not package.code)
    items = {item.id: item for item in bench.desk.sheets.all(PriceItem)}
    assert [(items[row.item].name, row.quantity, row.price) for row in made.lines] == [
        ("保养工时", 800, None),
        ("机油", None, 6800),
        ("机油滤芯", None, None),
        ("Washer", None, None),
    ]
    assert (items[made.lines[3].item].price, items[made.lines[3].item].quantity) == (150, 2000)
    assert bench.desk.ordering.package_price(made) == 48_000 + 300
    text, undo = bench.told[-1]
    assert text == "“保养工时” is a package now. Settings holds it."
    assert undo is not None
    undo()
    assert all(package.gone for package in bench.desk.sheets.all(Package) if not package.code)


def test_only_the_marked_jobs_become_a_package(bench: Bench) -> None:
    for name in ("Wipers", "Battery"):
        line = WorkLine(kind="labour", name=name, quantity=500, price=20_000, unit="h")
        bench.desk.ordering.add_line(bench.order.id, line)
    bench.reload()
    bench.at(3, Col.NAME)
    assert actions(bench.tab.tools.make_package_menu())["work_order.save_marked"] == "Save “Wipers” as a package"
    QTest.keyClick(focused(), KEY.Key_Down, SHIFT)
    words = actions(bench.tab.tools.make_package_menu())["work_order.save_marked"]
    assert words == "Save “Wipers” and 1 more job as a package"
    choose(bench, "work_order.save_marked")
    made = next(package for package in bench.desk.sheets.all(Package) if not package.code)
    assert (made.name, len(made.lines)) == ("Wipers", 2)
    again = walked_in_again(bench)
    bench.desk.ordering.add_package(again, made.id)
    kept = bench.desk.sheets.all(Package)
    assert len(kept) == 2


def walked_in_again(bench: Bench) -> str:
    return file(bench.desk, walked_in(bench.desk)).work_order.id


def test_an_empty_order_offers_no_package_to_save(desk: Desk, qtbot: QtBot) -> None:
    bench = show(qtbot, Bench(desk, walked_in(desk)))
    assert not [name for name in actions(bench.tab.tools.make_package_menu()) if "save" in name]


def test_a_package_without_lines_says_so_and_leaves_nothing_to_undo(bench: Bench) -> None:
    bench.desk.sheets.create(Package(name="空套餐", code="E1"))
    before = bench.room.undo.next
    bench.tab.enter_line()
    bench.type("E1")
    bench.type(KEY.Key_Return)
    assert bench.told[-1][0] == "Nothing was added: there are no lines in it yet."
    assert bench.room.undo.next is before


# Words in the entry row


def again(qtbot: QtBot, bench: Bench) -> Bench:
    """The program was started anew."""
    return show(qtbot, Bench(bench.desk, bench.visit))


def test_words_that_are_no_line_yet_survive_the_program(bench: Bench, qtbot: QtBot) -> None:
    bench.type("brake noi")
    order = bench.order.id
    qtbot.waitUntil(lambda: bench.desk.sheets.raw(order) == {f"{order}.entry": "labour brake noi"})
    assert again(qtbot, bench).tab.table.draft == "brake noi"


def test_words_and_their_type_are_kept_when_the_row_is_left(bench: Bench, qtbot: QtBot) -> None:
    bench.tab.table.model.entry_kind = "part"
    bench.tab.enter_line()
    bench.type("hose")
    bench.tab.flush()
    found = again(qtbot, bench)
    assert (found.tab.table.draft, found.tab.table.model.entry_kind) == ("hose", "part")
    found.tab.enter_line()
    found.type(KEY.Key_Return)
    assert found.order.lines[-1].kind == "part"
    found.tab.flush()
    assert found.desk.sheets.raw(found.order.id) == {}


def test_another_visit_has_words_of_its_own(bench: Bench, qtbot: QtBot) -> None:
    bench.type("hose")
    bench.tab.flush()
    first, second = bench.visit, walked_in(bench.desk)
    bench.visit = second
    bench.reload()
    assert bench.tab.table.draft == ""
    bench.tab.enter_line()
    bench.type("clip")
    bench.tab.flush()
    bench.visit = first
    bench.reload()
    assert bench.tab.table.draft == "hose"


def test_words_survive_a_second_language_and_are_gone_once_cleared(bench: Bench, qtbot: QtBot) -> None:
    bench.type("hose")
    bench.room.voice.speak(bench.desk.language("zh_CN"))
    assert bench.tab.table.draft == "hose"
    bench.type(KEY.Key_Escape, KEY.Key_Escape)
    bench.tab.flush()
    assert again(qtbot, bench).tab.table.draft == ""
    assert bench.desk.sheets.raw(bench.order.id) == {}
