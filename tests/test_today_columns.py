"""The cars of the day in columns, for wide windows: the same rows, words, keys and choice as in the table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from reception_desk.desk.desk import Desk
from reception_desk.forms.customer import Customer
from reception_desk.forms.staff import Staff
from reception_desk.forms.words import say
from reception_desk.ui import theme
from reception_desk.ui.places.board_columns import BoardColumns, Cards
from reception_desk.ui.widgets.tables import Head
from tests.clipping import clipped
from tests.dressed import dressed_desk
from tests.fakes import fake_papers
from tests.keyed import KeepingPort, opened, press
from tests.shops import agreed, check_in, closed, file, make_desk, small_shop
from tests.test_today import Bench, at, enter, expected, promised, ready_car

KEY = Qt.Key
WIDE, NARROW = (1496, 852), (1490, 852)
"""The page in a window of 1600 pixels, and in one that is a little less."""
Open = Callable[..., Bench]


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    fake_papers(monkeypatch)
    with dressed_desk(qapp, tmp_path / "shop", make_desk) as desk:
        small_shop(desk)
        theme.wear(board="columns")
        yield desk
        theme.wear(board="columns")


@pytest.fixture
def wide(qtbot: QtBot, desk: Desk) -> Open:
    def open_page(language: str = "en", size: tuple[int, int] = WIDE) -> Bench:
        theme.tune(language)
        bench = Bench(desk, language)
        bench.page.resize(*size)
        enter(qtbot, bench)
        return bench

    return open_page


def day(desk: Desk) -> None:
    """Two are expected, three in the shop, two ready, one was done."""
    closed(desk)
    expected(desk, "粤BE0001", 11)
    expected(desk, "粤BE0002", 12)
    for number, hour in enumerate((9, 12, 13), 1):
        promised(desk, f"粤BS000{number}", at(desk, hour, 30))
    ready_car(desk)
    ready_car(desk, "粤BR0002")


def columns(bench: Bench) -> BoardColumns:
    board = bench.page.board
    assert isinstance(board, BoardColumns)
    return board


def shown(bench: Bench) -> list[list[str]]:
    """Of each column the group with its count, then what stands under it."""
    return [
        [
            " ".join(head.words),
            *(line.row.vehicle.plate if line.row else f"# {line.group}" for line in cards.board.lines),
        ]
        for head, cards in zip(columns(bench).heads, columns(bench).columns, strict=True)
    ]


def rest(words: list[str]) -> list[str]:
    return [word for word in words if word.startswith("粤")]


# What stands there


def test_three_columns_hold_the_rows_of_the_table_in_its_order(desk: Desk, wide: Open) -> None:
    day(desk)
    bench = wide()
    assert shown(bench) == [
        ["Arriving 2", "粤BE0001", "粤BE0002"],
        ["In shop 3", "粤BS0001", "粤BS0002", "粤BS0003"],
        ["Ready 2", "粤BR0001", "粤BR0002", "# done"],
    ]
    assert [plate for column in shown(bench) for plate in rest(column)] == rest(bench.lines())


def test_an_empty_column_says_so_and_takes_no_key(desk: Desk, wide: Open) -> None:
    ready_car(desk)
    bench = wide()
    assert [column[0] for column in shown(bench)] == ["Arriving 0", "In shop 0", "Ready 1"]
    assert bench.chosen == "粤BR0001"
    bench.press(KEY.Key_Left)
    assert bench.chosen == "粤BR0001"
    QTest.mouseClick(columns(bench).columns[0].viewport(), Qt.MouseButton.LeftButton)
    assert bench.chosen == "粤BR0001" and columns(bench).columns[2].hasFocus()


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_fact_of_a_row_is_painted_on_its_card(
    desk: Desk, wide: Open, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    day(desk)
    visit = agreed(desk)
    order = file(desk, visit).work_order
    desk.sheets.edit(type(order), order.id, {"technician": small_shop(desk).technician, "bay": desk.shop().bays[1].id})
    check_in(desk, visit, waiting="waits", purposes=("comeback",))
    bench = wide(language)
    drawn: list[str] = []
    for cards in columns(bench).columns:
        delegate = cards.rows_delegate
        plain = delegate._draw

        def draw(painter: object, place: object, text: str, *more: object, plain: object = plain) -> None:
            drawn.append(text)
            plain(painter, place, text, *more)  # type: ignore[operator]

        monkeypatch.setattr(delegate, "_draw", draw)
    bench.page.grab()
    model = bench.page.model
    for line in model.lines:
        if line.row is None:
            continue
        told = "\n".join(drawn)
        for column in range(model.columnCount()):
            for fact in model.cell(line.row, column).split(" · "):
                assert fact.strip(" ·") in told, (line.row.vehicle.plate, fact)


def test_the_chosen_card_has_the_only_blue_button(desk: Desk, wide: Open) -> None:
    day(desk)
    bench = wide()
    for plate in ("粤BE0002", "粤BS0001", "粤BR0002"):
        bench.choose(plate)
        image, blue = bench.page.grab().toImage(), theme.tokens().pri
        filled = 0
        for cards in columns(bench).columns:
            for row in range(len(cards.board.lines)):
                inside = cards.button_rect(row).adjusted(4, 4, -4, -4).topLeft()
                if QColor(image.pixel(cards.viewport().mapTo(bench.page, inside))) == blue:
                    filled += 1
                    line = cards.board.line(row)
                    assert line is not None and line.row is not None and line.row.vehicle.plate == plate
        assert filled == 1


def test_cards_are_spoken_as_the_rows_of_the_table(desk: Desk, wide: Open) -> None:
    day(desk)
    bench = wide(size=NARROW)

    def said(cards: QWidget, rows: int, width: int) -> list[str]:
        face = QAccessible.queryAccessibleInterface(cards)
        assert face is not None
        found = [face.child((row + 1) * (width + 1) + 1) for row in range(rows)]
        return [one.text(QAccessible.Text.Name) for one in found]

    width = bench.page.model.columnCount()
    table = said(bench.page.table, len(bench.page.model.lines), width)
    bench.page.resize(*WIDE)
    cards = [line for one in columns(bench).columns for line in said(one, len(one.board.lines), width)]
    heads = [line for line in table if not line.startswith("粤") and "Done" not in line]
    assert [line for line in table if line not in heads] == cards
    names = [name_of(one) for one in columns(bench).columns]
    assert names == ["Arriving 2", "In shop 3", "Ready 2"]


def name_of(widget: QWidget) -> str:
    face = QAccessible.queryAccessibleInterface(widget)
    assert face is not None
    return face.text(QAccessible.Text.Name)


def test_nothing_is_clipped_and_no_head_is_shown(desk: Desk, wide: Open) -> None:
    day(desk)
    for language in ("en", "zh_CN"):
        bench = wide(language)
        assert clipped(bench.page) == []
        for cards in columns(bench).columns:
            assert not [head for head in cards.findChildren(Head) if head.isVisible()]
            assert cards.columnWidth(0) == cards.viewport().width()
            assert cards.horizontalScrollBar().maximum() == 0


# Keys and mouse


def test_arrows_walk_a_column_and_go_to_the_next_at_the_same_height(desk: Desk, wide: Open) -> None:
    day(desk)
    bench = wide()
    seen = []
    for key in (KEY.Key_Down, KEY.Key_Down, KEY.Key_Right, KEY.Key_Down, KEY.Key_Right, KEY.Key_Left, KEY.Key_Left):
        bench.press(key)
        seen.append(bench.chosen)
    assert seen == ["粤BE0002", "粤BE0002", "粤BS0002", "粤BS0003", "# Done today 1 · 542.40", "粤BS0003", "粤BE0002"]
    bench.press(KEY.Key_Left)
    assert bench.chosen == "粤BE0002"
    bench.press(KEY.Key_Right, KEY.Key_End)
    assert bench.chosen == "粤BS0003"
    bench.press(KEY.Key_Home)
    assert bench.chosen == "粤BS0001"
    assert [one.hasFocus() for one in columns(bench).columns] == [False, True, False]


def test_enter_takes_the_step_and_space_looks(desk: Desk, wide: Open) -> None:
    day(desk)
    bench = wide()
    row = bench.choose("粤BR0001")
    assert row.visit is not None
    bench.press(KEY.Key_Space)
    assert bench.page.peek.isVisible()
    place = columns(bench).row_on(bench.page)
    assert bench.page.peek.geometry().top() >= place.bottom()
    bench.press(KEY.Key_Space)
    assert not bench.page.peek.isVisible() and columns(bench).columns[2].hasFocus()
    bench.press(KEY.Key_Return)
    assert bench.visits == [(row.visit.id, 4)]
    bench.page.press_primary()
    assert len(bench.visits) == 2


def test_the_menu_and_the_mouse_work_as_in_the_table(desk: Desk, wide: Open) -> None:
    day(desk)
    bench = wide()
    asked: list[QPoint] = []
    columns(bench).menu_wanted.disconnect()
    columns(bench).menu_wanted.connect(lambda _, where: asked.append(where))
    QTest.keyClick(columns(bench).active, KEY.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    assert len(asked) == 1
    assert set(bench.menu()) == {"today.step", "today.confirmed", "today.cancelled", "today.no_show"}
    cards = columns(bench).columns[1]
    QTest.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=cards.button_rect(1).center())
    assert bench.chosen == "粤BS0002" and len(bench.visits) == 1
    beside = cards.visualRect(cards.board.index(2, 0)).topLeft() + QPoint(30, 12)
    QTest.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=beside)
    assert bench.chosen == "粤BS0003" and len(bench.visits) == 1
    QTest.mouseDClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=beside)
    assert len(bench.visits) == 2


def test_what_is_done_unfolds_under_what_is_ready(desk: Desk, wide: Open) -> None:
    day(desk)
    bench = wide()
    bench.choose("粤BR0001")
    bench.press(KEY.Key_End, KEY.Key_Space)
    assert bench.chosen == "粤BD12345" and shown(bench)[2][-2:] == ["# done", "粤BD12345"]
    assert shown(bench)[2][0] == "Ready 2", "what is done is not counted with it"
    bench.press(KEY.Key_Up, KEY.Key_Space)
    assert bench.chosen == "# Done today 1 · 542.40" and shown(bench)[2][-1] == "# done"


def test_tab_reaches_one_column(desk: Desk, wide: Open) -> None:
    day(desk)
    bench = wide()
    bench.choose("粤BS0002")
    reached = [one for one in columns(bench).columns if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert reached == [columns(bench).columns[1]]
    bench.page.filter.show()
    bench.page.filter.setFocus()
    bench.page.enter()
    assert reached[0].hasFocus() and bench.chosen == "粤BS0002"


def test_typing_filters_all_columns_and_arrows_go_through_what_is_left(desk: Desk, wide: Open) -> None:
    day(desk)
    bench = wide()
    bench.type("0002")
    assert [column[1:] for column in shown(bench)] == [["粤BE0002"], ["粤BS0002"], ["粤BR0002"]]
    assert QApplication.focusWidget() is bench.page.filter
    seen = [bench.chosen]
    for key in (KEY.Key_Down, KEY.Key_Down, KEY.Key_Down, KEY.Key_Up):
        bench.press(key)
        seen.append(bench.chosen)
    assert seen == ["粤BE0002", "粤BS0002", "粤BR0002", "粤BR0002", "粤BS0002"]
    bench.press(KEY.Key_Return)
    assert len(bench.visits) == 1
    bench.press(KEY.Key_Escape)
    assert columns(bench).columns[1].hasFocus() and len(rest(bench.lines())) == 7
    event = QInputMethodEvent()
    event.setCommitString("客户03")
    QApplication.sendEvent(columns(bench).active, event)
    assert rest(bench.lines()) == ["粤BS0003"]
    bench.page.show_all()
    bench.type("zzz")
    assert bench.page.nothing.isVisible()


# Going on by itself


def test_a_refresh_keeps_the_choice_and_where_each_column_is_scrolled(desk: Desk, wide: Open) -> None:
    for number in range(20):
        promised(desk, f"粤BS00{number:02d}", at(desk, 12, number))
        expected(desk, f"粤BE00{number:02d}", 11, number)
    bench = wide()
    arriving, here, _ = columns(bench).columns
    arriving.verticalScrollBar().setValue(50)
    bench.choose("粤BS0015")
    scrolled = columns(bench).scrolled()
    assert scrolled[0] == 50 and scrolled[1] > 0
    promised(desk, "粤BA0001", at(desk, 9))
    bench.page.refresh()
    assert bench.chosen == "粤BS0015" and columns(bench).scrolled() == scrolled
    assert here.hasFocus()


def test_a_car_that_goes_on_takes_the_choice_into_its_new_column(desk: Desk, wide: Open) -> None:
    day(desk)
    bench = wide()
    bench.choose("粤BE0001")
    bench.press(KEY.Key_Return)
    bench.page.refresh()
    assert bench.chosen == "粤BE0001" and columns(bench).columns[1].hasFocus()
    assert "粤BE0001" in shown(bench)[1]


# Table or columns


def test_the_choice_and_the_focus_stay_when_the_window_changes_the_form(desk: Desk, wide: Open) -> None:
    day(desk)
    bench = wide(size=NARROW)
    assert bench.page.board is bench.page.table
    bench.choose("粤BS0002")
    bench.page.resize(*WIDE)
    assert bench.chosen == "粤BS0002" and columns(bench).columns[1].hasFocus()
    bench.press(KEY.Key_Right)
    bench.page.resize(*NARROW)
    assert bench.page.board is bench.page.table and bench.page.table.hasFocus() and bench.chosen == "粤BR0002"
    bench.type("0003")
    bench.page.resize(*WIDE)
    assert QApplication.focusWidget() is bench.page.filter and bench.chosen == "粤BS0003"


def test_a_group_that_was_folded_in_the_table_stands_in_its_column_and_is_folded_again_behind_it(
    desk: Desk, wide: Open
) -> None:
    day(desk)
    bench = wide(size=NARROW)
    bench.choose("粤BS0002")
    bench.press(KEY.Key_Left)
    assert "粤BS0002" not in bench.lines()
    bench.page.resize(*WIDE)
    assert shown(bench)[1] == ["In shop 3", "粤BS0001", "粤BS0002", "粤BS0003"]
    bench.page.resize(*NARROW)
    assert "粤BS0002" not in bench.lines()


def test_a_narrow_window_makes_neither_columns_nor_their_choice(desk: Desk, wide: Open) -> None:
    day(desk)
    bench = wide(size=NARROW)
    assert bench.page.findChildren(Cards) == []
    assert bench.page.findChild(QWidget, "today.form") is None


def test_wide_is_measured_in_the_size_of_the_text(desk: Desk, wide: Open) -> None:
    day(desk)
    bench = wide()
    theme.wear(size="largest")
    assert bench.page.board is bench.page.table
    theme.wear(size="normal")
    assert columns(bench).isVisible()


def test_a_person_who_prefers_the_table_keeps_it(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_papers(monkeypatch)
    desk = make_desk(tmp_path / "shop")
    day(desk)
    desk.close(backup=False)
    for _ in range(2):
        with opened(qtbot, tmp_path / "shop", KeepingPort()) as window:
            window.work_as(next(one.id for one in window.desk.staff() if one.role == "adviser"))
            window.resize(1600, 900)
            page = window.page("today")
            pick = page.form
            if pick.value == "columns":
                assert page.board is not page.table
                pick.setFocus()
                press("Down")
                assert page.table.isVisible() and pick.value == "table"
            kept = window.desk.sheets.get(Staff, window.desk.actor)
            assert kept is not None and kept.board == "table"
            assert page.board is page.table
    with opened(qtbot, tmp_path / "shop", KeepingPort()) as window:
        window.work_as(next(one.id for one in window.desk.staff() if one.role == "adviser"))
        window.resize(1600, 900)
        window.commands.do("board.columns")
        assert isinstance(window.page("today").board, BoardColumns)
        window.work_as("")
        window.room.wear(board="table")
        assert window.page("today").board is window.page("today").table, "where nobody is known it lasts for now"
        window.room.wear(board="columns")


def test_a_debt_is_told_by_sign_and_word_on_the_card_and_not_by_its_sum(desk: Desk, wide: Open) -> None:
    visit = ready_car(desk)
    desk.settlement.close(visit, rest_on_account=True, open_items=True)
    car = file(desk, visit)
    desk.sheets.edit(Customer, car.customer.id, {"account_limit": 0})
    again = desk.reception.arrive(vehicle=car.vehicle.id, customer=car.customer.id)
    bench = wide()
    at_ = next(n for n, line in enumerate(bench.page.model.lines) if line.row and line.row.group == "in_shop")
    line = bench.page.model.lines[at_]
    assert line.row is not None and line.row.visit is not None and line.row.visit.id == again
    told = bench.page.model.summary(line.row)
    assert "debt over the limit" in told and "226" not in told
    bench.page.board.choose(0)
    amber = theme.tokens().amber
    image = columns(bench).columns[1].viewport().grab().toImage()
    inked = [1 for x in range(image.width()) for y in range(60, 90) if QColor(image.pixel(x, y)).rgb() == amber.rgb()]
    assert len(inked) > 30
    bench.choose("粤BR0001")
    bench.press(KEY.Key_Space)
    assert bench.room.voice.say(say("owes {amount} of {limit}", amount="226.00", limit="0.00")) in (
        bench.page.peek.accessibleName()
    )
