"""Work orders of hundreds of lines: what one edit costs, and papers on which every line stands."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reception_desk import printing
from reception_desk.desk.desk import Desk
from reception_desk.forms.shop import Shop
from reception_desk.forms.work_order import Job, WorkLine
from reception_desk.ui import theme
from reception_desk.ui.room import Room
from reception_desk.ui.visit.visit_page import VisitPage
from reception_desk.ui.visit.work_order_tab import WorkOrderTab
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.lines_model import Col
from tests.fakes import fake_papers
from tests.shops import check_in, file, ok, small_desk, walked_in


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = small_desk(tmp_path / "shop")
    yield made
    made.close(backup=False)


def long_order(desk: Desk, lines: int, *, each: int = 5) -> str:
    """A visit whose order has so many lines, `each` of them to a job: labour first, then parts."""
    visit = walked_in(desk)
    check_in(desk, visit)
    jobs = []
    for number in range(lines // each):
        own = [WorkLine(kind="labour", name=f"Job {number:03d}", quantity=500, price=20_000, unit="h")]
        own += [
            WorkLine(kind="part", name=f"Part {number:03d}-{at}", quantity=1000, price=1000 + at, part_class="genuine")
            for at in range(1, each)
        ]
        jobs.append((Job(description=own[0].name), own))
    desk.ordering.add_jobs(file(desk, visit).work_order.id, jobs)
    return visit


def calls_of(act: Callable[[], object]) -> int:
    """How many Python functions run: the same on every machine."""
    found = 0

    def count(frame: FrameType, event: str, arg: object) -> None:
        nonlocal found
        del frame, arg
        found += event == "call"

    sys.setprofile(count)
    try:
        act()
    finally:
        sys.setprofile(None)
    return found


def statements_of(desk: Desk, act: Callable[[], object]) -> int:
    told: list[str] = []
    desk.store.connection.set_trace_callback(told.append)
    try:
        act()
    finally:
        desk.store.connection.set_trace_callback(None)
    return len(told)


class Page:
    def __init__(self, desk: Desk, qtbot: QtBot, lines: int) -> None:
        self.desk, self.visit = desk, long_order(desk, lines)
        ok(desk, self.visit)
        self.page = VisitPage(Room(desk, Voice(desk.language("en"))))
        qtbot.addWidget(self.page, before_close_func=lambda page: page.park())
        self.page.resize(1262, 642)
        self.page.show()
        self.page.open(self.visit, 3)
        QApplication.processEvents()
        self._price = 5000

    @property
    def tab(self) -> WorkOrderTab:
        tab = self.page.tabs[3]
        assert isinstance(tab, WorkOrderTab)
        return tab

    def edit(self) -> None:
        self._price += 1
        self.tab.edits.edit(self.tab.table.model.rows[4], Col.PRICE, f"{self._price}")

    def add(self) -> None:
        self.tab.edits.take(self.desk.ordering.offers("F300")[0], "F300", "labour")

    def key(self) -> None:
        self.tab.edits.suggest("f3", "labour")


@pytest.mark.parametrize("act", ["edit", "add", "key"])
def test_what_an_edit_costs_grows_no_faster_than_the_order(
    desk: Desk, qtbot: QtBot, act: str, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_papers(monkeypatch)
    theme.dress(qapp, families=theme.BUNDLED)
    short, long = Page(desk, qtbot, 40), Page(desk, qtbot, 400)
    for page in (short, long):  # whatever is made once
        getattr(page, act)()
    few, many = (calls_of(getattr(page, act)) for page in (short, long))
    assert many < 10 * few, f"{few} calls at 40 lines, {many} at 400"
    asked = [statements_of(desk, getattr(page, act)) for page in (short, long)]
    assert asked[1] <= asked[0] + 2, "the file is asked as often for a long order as for a short one"


def test_500_lines_come_in_one_save_without_growing_delay(desk: Desk) -> None:
    few = statements_of(desk, lambda: long_order(desk, 50))
    many = statements_of(desk, lambda: long_order(desk, 500))
    assert many < 10.5 * few


def test_a_line_moved_in_a_long_order_writes_what_moved(desk: Desk) -> None:
    order = file(desk, long_order(desk, 200)).work_order
    line = order.lines[101].id
    desk.ordering.move_line(order.id, line, 1)
    desk.store.connection.execute("SELECT 1")
    written = []
    desk.store.connection.set_trace_callback(lambda sql: written.append(sql) if sql.startswith("UPDATE") else None)
    desk.ordering.move_line(order.id, line, 1)
    desk.store.connection.set_trace_callback(None)
    assert 0 < len([sql for sql in written if '"line"' in sql]) <= 6


# On paper


def pages_of(desk: Desk, visit: str, kind: str, code: str) -> list[str]:
    body = desk.papers.content.body(file(desk, visit), kind)
    facts = printing.Facts(number="", revision=1, copy=0, at=desk.now(), staff="", scan="88100001260767", changes=())
    pdf = printing.draw(kind, body, language=desk.language(code), facts=facts)
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def copies_of(pages: list[str], copies: int) -> list[list[str]]:
    """The pages of each copy."""
    each = len(pages) // copies
    return [pages[at * each : (at + 1) * each] for at in range(copies)]


def numbers_of_pages(pages: list[str], code: str) -> list[tuple[int, int]]:
    pattern = r"Page (\d+) of (\d+)" if code == "en" else r"第\s*(\d+)\s*页，?\s*共\s*(\d+)\s*页"
    return [(int(found[1]), int(found[2])) for page in pages if (found := re.search(pattern, page))]


@pytest.mark.parametrize(
    ("kind", "code", "lines", "copies", "least"),
    [
        ("work_order", "en", 230, 2, 12),
        ("work_order", "zh_CN", 500, 2, 24),
        ("job_card", "en", 500, 1, 15),
        ("settlement", "zh_CN", 500, 1, 11),
    ],
)
def test_every_line_stands_once_on_every_copy_of_a_long_paper(
    desk: Desk, kind: str, code: str, lines: int, copies: int, least: int
) -> None:
    visit = long_order(desk, lines)
    pages = pages_of(desk, visit, kind, code)
    assert len(pages) >= least
    for copy in copies_of(pages, copies):
        assert numbers_of_pages(copy, code) == [(at, len(copy)) for at in range(1, len(copy) + 1)]
        words = re.findall(r"(?:Job|Part) \d{3}(?:-\d)?", "\n".join(copy))
        wanted = [line.name for line in file(desk, visit).work_order.lines]
        assert sorted(words) == sorted(wanted)


@pytest.mark.parametrize(("kind", "region"), [("work_order", "CN"), ("settlement", "CN"), ("settlement", "EU")])
def test_the_number_of_a_line_stays_in_one_piece_from_a_hundred_on(desk: Desk, kind: str, region: str) -> None:
    desk.sheets.edit(Shop, desk.shop().id, {"region": region})
    pages = pages_of(desk, long_order(desk, 400), kind, "en")
    rows = [row for page in pages for row in page.splitlines()]
    part = next(row for row in rows if "Part 060-1" in row)
    number = 60 * 4 + 1 if region == "CN" else 80 + 60 * 4 + 1  # the labour lines are counted before
    assert str(number) in (part.split()[0], rows[rows.index(part) - 1])


def test_the_head_of_a_table_is_repeated_on_every_page_it_goes_on_to(desk: Desk) -> None:
    pages = pages_of(desk, long_order(desk, 180), "work_order", "en")
    with_parts = [page for page in pages if re.search(r"Part \d{3}", page)]
    assert len(with_parts) >= 8
    assert all("Part class" in page and "Amount (CNY)" in page for page in with_parts)
