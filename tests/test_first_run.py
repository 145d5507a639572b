"""The first run: its pages, what they answer, and the shop that comes of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from reception_desk.profiles import REGIONS, FirstRunAnswers, profile, shop_of
from reception_desk.ui import theme
from reception_desk.ui.first_run import FirstRun
from tests.clipping import clipped

CONTROL = Qt.KeyboardModifier.ControlModifier


class Bench:
    def __init__(self, language: str, region: str, qtbot: QtBot) -> None:
        self.page = FirstRun(language, region)
        self.answers: list[FirstRunAnswers] = []
        self.page.finished.connect(self.answers.append)
        qtbot.addWidget(self.page)
        self.page.resize(1366, 690)
        with qtbot.waitActive(self.page):
            self.page.show()
            self.page.activateWindow()

    def click(self, name: str) -> None:
        found = self.page.findChild(QAbstractButton, name)
        assert found is not None, name
        found.click()

    def type(self, name: str, words: str) -> None:
        found = self.page.findChild(QWidget, name)
        assert found is not None, name
        found.setFocus()
        QTest.keyClick(found, Qt.Key.Key_A, CONTROL)
        for char in words:
            QApplication.sendEvent(found, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, char))

    def on(self) -> None:
        """Ctrl+Enter, as the blue button says."""
        QTest.keyClick(focused(), Qt.Key.Key_Return, CONTROL)

    def both(self) -> bool:
        return self.page.twin.both

    @property
    def words(self) -> list[str]:
        labels = [label.text() for label in self.page.findChildren(QLabel) if label.isVisible() and label.text()]
        return labels + [self.page.foot.next.label, self.page.foot.skip.label]


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@pytest.fixture
def make(qapp: QApplication, qtbot: QtBot) -> Iterator[type[Bench]]:
    theme.dress(qapp, families=theme.BUNDLED)
    yield Bench
    theme.tune("en")


# The pure part


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_skipped_run_gives_the_shop_of_its_region(region: str, language: str) -> None:
    shop, told = shop_of(FirstRunAnswers(language, region)), profile(region)
    assert (shop.region, shop.currency, shop.distance) == (region, told["currency"], told["distance"])
    assert (shop.tax_rate, shop.tax_included) == (told["tax_rate"], told["tax_included"])
    assert (shop.language, shop.tax_name) == (language, told["tax_name"][language])
    assert shop.terms == told["terms"][language].strip()
    assert len(shop.terms.splitlines()) >= 3
    assert shop.promise
    assert shop.labour_rate
    assert not shop.demo


def test_answers_stand_over_the_region() -> None:
    shop = shop_of(
        FirstRunAnswers(
            "en", "CN", name="Lane", phone="123", address="8 Lane", plate_prefix="", tax_rate=0, tax_included=True
        )
    )
    assert (shop.name, shop.phone, shop.address) == ("Lane", "123", "8 Lane")
    assert (shop.plate_prefix, shop.tax_rate, shop.tax_included) == ("", 0, True)


def test_unknown_region_is_any_other() -> None:
    assert profile("QQ")["region"] == "XX"


# The pages


def test_every_page_can_be_skipped(make: type[Bench], qtbot: QtBot) -> None:
    bench = make("zh_CN", "CN", qtbot)
    for _ in range(4):
        bench.click("first_run.skip")
    assert bench.answers == [FirstRunAnswers("zh_CN", "CN")]


def test_all_pages_are_answered_by_keys(make: type[Bench], qtbot: QtBot) -> None:
    bench = make("en", "CN", qtbot)
    bench.click("first_run.region.US")
    bench.on()
    assert focused().objectName() == "shop.name"
    bench.type("shop.name", "Lane Auto")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert focused().objectName() == "shop.phone"
    bench.type("shop.address", "8 Lane")
    bench.type("shop.tax_rate", "8.25")
    bench.on()
    bench.type("staff.name", "Ann")
    bench.on()
    assert focused().objectName() == "first_run.start.own"
    QTest.keyClick(focused(), Qt.Key.Key_Right)
    bench.on()
    assert bench.answers == [
        FirstRunAnswers("en", "US", name="Lane Auto", address="8 Lane", tax_rate=825, person="Ann", demo=True)
    ]


def test_first_page_speaks_both_languages_until_one_is_chosen(make: type[Bench], qtbot: QtBot) -> None:
    bench = make("en", "US", qtbot)
    assert bench.both()
    bench.click("first_run.language.en")
    assert not bench.both()
    assert not any(word for word in bench.words if any("一" <= c <= "鿿" for c in word))
    bench.click("first_run.language.zh_CN")
    assert bench.page.twin.code == "zh_CN"
    bench.on()
    assert bench.page.answers().language == "zh_CN"


def test_going_on_takes_the_language_that_was_proposed(make: type[Bench], qtbot: QtBot) -> None:
    bench = make("zh_CN", "CN", qtbot)
    bench.on()
    assert (bench.page.twin.both, bench.page.twin.code) == (False, "zh_CN")


def test_region_shows_what_it_sets(make: type[Bench], qtbot: QtBot) -> None:
    bench = make("en", "CN", qtbot)
    bench.click("first_run.language.en")
    assert {"Renminbi ¥", "VAT 13 %, added to prices", "km · A4", "粤B·D12345"} <= set(bench.words)
    bench.click("first_run.region.GB")
    assert {"Pound sterling £", "VAT 20 %, in the prices", "miles · A4", "AB12 CDE"} <= set(bench.words)


def test_region_fills_the_next_page_but_not_over_what_was_typed(make: type[Bench], qtbot: QtBot) -> None:
    bench = make("en", "CN", qtbot)
    bench.on()
    field = bench.page.findChild(QWidget, "shop.tax_rate")
    prefix = bench.page.findChild(QWidget, "shop.plate_prefix")
    assert field is not None
    assert prefix is not None
    assert (field.property("text"), prefix.property("text")) == ("13", "粤B")
    bench.type("shop.tax_rate", "6")
    bench.click("first_run.back")
    bench.click("first_run.region.GB")
    bench.on()
    assert (field.property("text"), prefix.property("text")) == ("6", "")
    assert bench.page.answers().tax_rate == 600
    assert bench.page.answers().tax_included is None


def test_back_keeps_and_skip_forgets(make: type[Bench], qtbot: QtBot) -> None:
    bench = make("en", "CN", qtbot)
    bench.on()
    bench.type("shop.name", "Lane")
    QTest.keyClick(focused(), Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert bench.page.at == 0
    bench.on()
    assert bench.page.answers().name == "Lane"
    bench.click("first_run.skip")
    assert bench.page.answers().name == ""


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_nothing_is_clipped(make: type[Bench], qtbot: QtBot, code: str) -> None:
    bench = make(code, "US", qtbot)
    narrow: list[str] = []
    for _ in range(4):
        QApplication.processEvents()
        narrow += clipped(bench.page)
        bench.page.press_primary()
    assert narrow == []
    assert len(bench.answers) == 1
