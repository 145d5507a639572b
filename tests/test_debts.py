"""The list of what customers owe: on the screen, on paper, and the way to the payment."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reception_desk.forms.customer import Customer
from reception_desk.forms.shop import Shop
from reception_desk.ui.main_window import MainWindow
from tests.fakes import fake_papers
from tests.keyed import KeepingPort, focused, opened, press
from tests.on_page import shown_file
from tests.shops import file, make_desk, ready, small_desk
from tests.test_paper_sizes import assert_printable, blocks

TOTAL = 54_240


@pytest.fixture
def port() -> KeepingPort:
    return KeepingPort()


@pytest.fixture
def window(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, port: KeepingPort, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    fake_papers(monkeypatch)
    desk = make_desk(tmp_path / "shop")
    for _ in range(2):
        desk.settlement.close(ready(desk), rest_on_account=True, open_items=True)
    desk.close(backup=False)
    with opened(qtbot, tmp_path / "shop", port) as window:
        yield window


def listed(window: MainWindow) -> list[tuple[str, ...]]:
    model = window.page("debts").model
    return [model.words(debt) for debt in model.debts]


def test_command_opens_the_list_and_enter_the_payment(window: MainWindow) -> None:
    window.commands.do("debts")
    assert window.place == "debts"
    page = window.page("debts")
    assert [row[-1] for row in listed(window)] == ["542.40", "542.40"]
    assert "1,084.80" in page.total.text()
    assert focused() == "debts.table"
    press("Down", "Return")
    visit = shown_file(window).visit
    assert (window.place, window.page("visit").step) == ("visit", 4)
    assert visit.number.endswith("002")
    window.desk.accounts.pay_off(visit.id, kind="cash", received=TOTAL)
    window.open_place("debts")
    assert [row[3] for row in listed(window)] == ["V-261121-001"]


def test_nobody_owes_anything(window: MainWindow) -> None:
    for debt in window.desk.accounts.debts():
        window.desk.accounts.pay_off(debt.visit.id, kind="card", received=debt.amount)
    window.open_place("debts")
    page = window.page("debts")
    assert page.nothing.isVisible()
    assert not page.primary.isEnabled()
    page.press_primary()
    page.print()
    assert window.place == "debts"


def test_list_is_printed_with_its_sum(window: MainWindow, port: KeepingPort, qtbot: QtBot) -> None:
    window.open_place("debts")
    window.commands.do("print")
    qtbot.waitUntil(lambda: bool(port.papers))
    name, pdf = port.papers[0]
    assert name.startswith("debts-2026-11-21")
    words = "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)
    for wanted in ("王伟", "13800138000", "粤B·D12345", "V-261121-001", "V-261121-002", "542.40", "¥1,084.80"):
        assert wanted in words


@pytest.mark.parametrize("page", ["A4", "letter"])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_long_list_goes_on_to_the_next_page(
    page: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_papers(monkeypatch)
    desk = small_desk(tmp_path / "shop")
    desk.sheets.edit(Shop, desk.shop().id, {"sheet_page": page})
    first = ready(desk)
    desk.settlement.close(first, rest_on_account=True, open_items=True)
    desk.sheets.edit(Customer, file(desk, first).customer.id, {"name": "上海石榴汽车技术服务有限责任公司第二分公司"})
    (debt,) = desk.accounts.debts()
    monkeypatch.setattr(desk.accounts, "debts", lambda: [debt] * 60)
    pdf = desk.accounts.paper(desk.language(language))
    assert_printable(pdf, page)
    sizes, _ = blocks(pdf)
    assert len(sizes) > 1
    found = "".join(one.extract_text() for one in PdfReader(io.BytesIO(pdf)).pages)
    assert found.count("542.40") == 60
    desk.close(backup=False)
