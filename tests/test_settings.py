"""Settings: sheets and lists read off their declarations, kept as they are typed; where papers go; what this is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from reception_desk import __version__
from reception_desk.desk.desk import Desk
from reception_desk.forms.package import Package
from reception_desk.forms.price_item import PriceItem
from reception_desk.forms.shop import PRINTER, Shop
from reception_desk.forms.staff import Staff
from reception_desk.forms.words import Text
from reception_desk.ui import theme
from reception_desk.ui.editors import LineEditor, PickEditor
from reception_desk.ui.places import printing
from reception_desk.ui.places.printing import PrintingSection
from reception_desk.ui.places.records import RecordsView
from reception_desk.ui.places.settings import SECTIONS, SettingsPage
from reception_desk.ui.room import Room
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.search_pick import SearchPick
from tests.clipping import clipped
from tests.shops import closed, make_desk, small_shop

RETURN = Qt.Key.Key_Return


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def type_in(words: str) -> None:
    for char in words:
        QApplication.sendEvent(focused(), QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, char))


def retype(words: str) -> None:
    QTest.keyClick(focused(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_in(words)
    QTest.keyClick(focused(), RETURN)


class Bench:
    def __init__(self, desk: Desk, bot: QtBot) -> None:
        self.desk, self.bot = desk, bot
        self.room = Room(desk, Voice(desk.language("en")))
        self.page = SettingsPage(self.room)

    def records(self, section: str) -> RecordsView:
        self.page.open(section)
        assert isinstance(self.page.page, RecordsView)
        return self.page.page

    def printing(self) -> PrintingSection:
        self.page.open("printing")
        section = self.page.page
        assert isinstance(section, PrintingSection)
        printer = section.printer
        assert printer is not None
        self.bot.waitUntil(lambda: bool(printer.names))
        return section

    def field(self, name: str) -> QWidget:
        found = self.page.page.findChild(QWidget, name)
        assert isinstance(found, QWidget)
        return found


@pytest.fixture
def bench(qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    theme.dress(qapp, families=theme.BUNDLED)
    theme.tune("en")
    monkeypatch.setattr(printing, "system_printers", lambda: ("HP 1020", ["HP 1020", "Label maker"]))
    desk = make_desk(tmp_path / "shop")
    small_shop(desk)
    made = Bench(desk, qtbot)
    qtbot.addWidget(made.page)
    made.page.resize(1262, 642)
    with qtbot.waitActive(made.page):
        made.page.show()
        made.page.activateWindow()
    made.page.refresh()
    made.page.enter()
    yield made
    made.page.hide()
    desk.close(backup=False)


def test_sections_are_walked_by_arrows(bench: Bench) -> None:
    seen = [bench.page.section]
    for _ in SECTIONS[1:]:
        QTest.keyClick(focused(), Qt.Key.Key_Down)
        seen.append(bench.page.section)
    assert seen == [name for name, _, _ in SECTIONS]


def test_every_field_of_the_shop_is_in_one_section(bench: Bench) -> None:
    shown: list[str] = []
    for section in ("shop", "printing"):
        bench.page.open(section)
        shown += [
            name
            for name in Shop.specs()
            if bench.page.page.findChild(QWidget, f"shop.{name}", Qt.FindChildOption.FindChildrenRecursively)
        ]
    assert sorted(shown) == sorted(set(Shop.specs()) - {"demo"})


def test_shop_is_kept_when_a_field_is_left_and_undone(bench: Bench) -> None:
    bench.field("shop.name").setFocus()
    retype("Pomegranate Lane")
    assert bench.desk.shop().name == "Pomegranate Lane"
    assert bench.page.footer.undo.isVisible()
    bench.page.footer.undo.click()
    assert bench.desk.shop().name == "深圳腾飞汽修"
    name = bench.field("shop.name")
    assert name.property("text") == "深圳腾飞汽修"


def test_money_of_the_screen_follows_the_shop(bench: Bench) -> None:
    bench.field("shop.currency").setFocus()
    retype("eur")
    assert bench.desk.shop().currency == "EUR"
    assert bench.room.voice.language.currency == "EUR"


def test_currency_is_fixed_by_the_first_issued_paper(bench: Bench) -> None:
    closed(bench.desk)
    troubles: list[object] = []
    bench.room.troubled.connect(troubles.append)
    bench.page.refresh()
    bench.field("shop.currency").setFocus()
    retype("USD")
    assert (bench.desk.shop().currency, len(troubles)) == ("CNY", 1)


# Lists


def test_new_person_is_kept_once_he_has_a_name(bench: Bench) -> None:
    people = bench.records("people")
    before = len(bench.desk.sheets.all(Staff))
    bench.page.press_primary()
    assert focused().objectName() == "staff.name"
    assert len(bench.desk.sheets.all(Staff)) == before
    type_in("Xu Lan")
    QTest.keyClick(focused(), RETURN)
    kept = bench.desk.sheets.all(Staff)
    assert [person.name for person in kept if person.name == "Xu Lan"] == ["Xu Lan"]
    assert people.shown is not None
    assert people.model.rows[people.table.currentIndex().row()].id == people.shown.id
    role = people.view.editors["role"]
    assert isinstance(role, PickEditor)
    role.pick.setCurrentIndex(role.pick.findData("manager"))
    role.pick.activated.emit(role.pick.currentIndex())
    assert next(person.role for person in bench.desk.sheets.all(Staff) if person.name == "Xu Lan") == "manager"


def test_new_sheet_without_a_name_is_gone_on_with(bench: Bench) -> None:
    prices = bench.records("prices")
    prices.add.click()
    type_in("X-1")
    QTest.keyClick(focused(), RETURN)
    prices.table.selectRow(0)
    assert prices.shown is not None
    assert prices.shown.id
    assert "X-1" not in [item.code for item in bench.desk.sheets.all(PriceItem)]
    prices.add.click()
    code = prices.view.editors["code"]
    assert isinstance(code, LineEditor)
    assert code.line.text() == "X-1"
    prices.view.focus_field("name")
    type_in("Bulb")
    QTest.keyClick(focused(), RETURN)
    assert [item.name for item in bench.desk.sheets.all(PriceItem) if item.code == "X-1"] == ["Bulb"]


def test_price_is_changed_beside_the_list(bench: Bench) -> None:
    prices = bench.records("prices")
    row = next(
        at for at, item in enumerate(prices.model.rows) if isinstance(item, PriceItem) and item.code == "LF-3412"
    )
    prices.table.setFocus()
    prices.table.selectRow(row)
    QTest.keyClick(prices.table, RETURN)
    prices.view.focus_field("price")
    retype("52.5")
    assert bench.desk.sheets.get(PriceItem, small_shop(bench.desk).filter).price == 5250  # type: ignore[union-attr]
    assert prices.model.index(row, 3).data() == "52.50"


def test_what_is_no_longer_offered_goes_to_the_end(bench: Bench) -> None:
    prices = bench.records("prices")
    first = prices.model.rows[0]
    prices.table.selectRow(0)
    gone = prices.view.editors["gone"].widget
    assert isinstance(gone, QAbstractButton)
    gone.click()
    assert prices.model.rows[-1].id == first.id
    assert prices.shown is not None
    assert prices.shown.id == first.id
    spoken = prices.model.index(len(prices.model.rows) - 1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("No longer offered")


@pytest.mark.parametrize(
    ("typed", "found"),
    [("lf-", "LF-3412"), ("滤芯", "LF-3412"), ("service", "L100"), ("xc", "F300"), ("xiche", "F300")],
)
def test_list_is_filtered_by_code_name_and_pinyin(bench: Bench, typed: str, found: str) -> None:
    prices = bench.records("prices")
    prices.table.setFocus()
    type_in(typed[0])
    assert prices.filter.hasFocus()
    type_in(typed[1:])
    codes = [item.code for item in prices.model.rows if isinstance(item, PriceItem)]
    assert codes == [found]


def test_filter_that_finds_nothing_shows_nothing(bench: Bench) -> None:
    prices = bench.records("prices")
    prices.filter.setText("no such thing")
    assert prices.model.rows == []
    prices.filter.setText("")
    assert len(prices.model.rows) == 4


def test_line_of_a_package_is_found_by_typing(bench: Bench) -> None:
    packages = bench.records("packages")
    rows = packages.view.rows["lines"]
    rows.add.click()
    pick = focused()
    assert isinstance(pick, SearchPick)
    type_in("xc")  # 洗车 by its pinyin
    panel = pick.panel
    assert panel is not None
    assert panel.line.text() == "xc"
    QTest.keyClick(panel.line, RETURN)
    kept = bench.desk.sheets.all(Package)[0]
    assert kept.lines[-1].item == small_shop(bench.desk).wash
    assert not panel.isVisible()
    assert pick.hasFocus()


def test_escape_in_the_list_of_items_changes_nothing(bench: Bench) -> None:
    packages = bench.records("packages")
    before = [line.item for line in bench.desk.sheets.all(Package)[0].lines]
    pick = packages.view.rows["lines"].findChild(SearchPick)
    assert pick is not None
    pick.setFocus()
    type_in("F")
    panel = pick.panel
    assert panel is not None
    QTest.keyClick(panel.line, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert [line.item for line in bench.desk.sheets.all(Package)[0].lines] == before


def test_new_package_gets_its_lines_when_it_is_kept(bench: Bench) -> None:
    packages = bench.records("packages")
    packages.add.click()
    assert not packages.view.rows["lines"].isVisible()
    packages.view.focus_field("name")
    type_in("Winter check")
    QTest.keyClick(focused(), RETURN)
    rows = packages.view.rows["lines"]
    assert rows.isVisible()
    rows.add.click()
    made = next(one for one in bench.desk.sheets.all(Package) if one.name == "Winter check")
    assert len(made.lines) == 1


def test_leaving_a_sheet_makes_its_edits_an_event(bench: Bench) -> None:
    prices = bench.records("prices")
    prices.table.selectRow(0)
    prices.view.focus_field("unit")
    retype("box")
    row = prices.shown
    assert row is not None
    count = len(bench.desk.sheets.history(row.id))
    prices.table.selectRow(1)
    assert len(bench.desk.sheets.history(row.id)) == count + 1


# Printing and About


def test_printers_are_asked_for_when_the_section_is_opened(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def ask() -> tuple[str, list[str]]:
        asked.append(1)
        return "", ["Tray 2"]

    monkeypatch.setattr(printing, "system_printers", ask)
    bench.page.open("prices")
    assert asked == []
    section = bench.printing()
    assert asked == [1]
    assert section.printer is not None
    shown = [section.printer.pick.itemData(row) for row in range(section.printer.pick.count())]
    assert shown == ["", "folder", "Tray 2"]


def test_printer_or_folder_is_kept_with_the_shop(bench: Bench, tmp_path: Path) -> None:
    section = bench.printing()
    assert section.printer is not None
    for choice in ("Label maker", "folder"):
        pick = section.printer.pick
        pick.setCurrentIndex(pick.findData(choice))
        pick.activated.emit(pick.currentIndex())
        assert bench.desk.shop().printer == choice
    section.take_folder(str(tmp_path / "out"))
    assert bench.desk.shop().print_folder == str(tmp_path / "out")
    section.take_folder("")
    assert bench.desk.shop().print_folder == str(tmp_path / "out")


def test_printer_that_is_gone_stays_chosen_and_is_said(bench: Bench) -> None:
    bench.desk.sheets.edit(Shop, bench.desk.shop().id, {"printer": "Old one"})
    section = bench.printing()
    assert section.printer is not None
    assert section.printer.pick.value == "Old one"
    assert section.view.boxes["printer"].level == "check"


def test_folder_for_papers_without_a_choice_is_named(bench: Bench) -> None:
    section = bench.printing()
    note = bench.room.voice.say(section.view.boxes["print_folder"].hint_)
    assert str(bench.desk.folder / "printed") in note
    assert {spec.name for spec in Shop.specs().values() if spec.section is PRINTER} == set(section.view.editors)


def test_about_names_versions_folder_and_licences(bench: Bench) -> None:
    bench.page.open("about")
    words = [label.text() for label in bench.page.page.findChildren(QLabel)]
    assert {__version__, str(bench.desk.folder), bench.desk.engine} <= set(words)
    text = bench.page.page.findChild(QPlainTextEdit, "settings.licence_text")
    assert text is not None
    for code, needle in (("font", "SIL OPEN FONT LICENSE"), ("icons", "MIT License"), ("program", "MIT")):
        button = bench.page.page.findChild(QAbstractButton, f"settings.licence.{code}")
        assert button is not None
        button.click()
        assert needle.casefold() in text.toPlainText().casefold()


# The page


def test_blue_button_is_new_in_lists_and_done_elsewhere(bench: Bench, qtbot: QtBot) -> None:
    for section, _, _ in SECTIONS:
        bench.page.open(section)
        blue = [
            button.objectName()
            for button in bench.page.findChildren(QAbstractButton)
            if button.isVisible() and getattr(button, "kind", "") == "primary"
        ]
        assert len(blue) == 1, section
    with qtbot.waitSignal(bench.room.place_wanted) as wanted:
        bench.page.press_primary()
    assert wanted.args == ["today"]


def test_half_a_minute_later_half_typed_text_is_still_there(bench: Bench) -> None:
    field = bench.field("shop.address")
    field.setFocus()
    type_in("8 Pomegr")
    bench.page.tick()
    assert field.property("text") == "8 Pomegr"


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_nothing_is_clipped(bench: Bench, code: str) -> None:
    told: list[Text] = []
    bench.room.told.connect(lambda text, _: told.append(text))
    theme.tune(code)
    bench.room.voice.speak(bench.desk.language(code))
    for section, _, _ in SECTIONS:
        bench.page.open(section)
        QApplication.processEvents()
        assert clipped(bench.page) == []
    assert told == []
    theme.tune("en")
