"""Whose car is it? Somebody new is made of what was typed; figures that can be no phone are asked about before."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from reception_desk.desk.reception import Newcomer
from reception_desk.forms.customer import Customer
from reception_desk.forms.vehicle import Vehicle
from reception_desk.ui.main_window import MainWindow
from reception_desk.ui.visit.check_in_tab import CheckInTab
from tests.clipping import clipped
from tests.keyed import focused, press, write
from tests.on_page import shown_file, shown_tab
from tests.shops import small_shop, walked_in


def people(window: MainWindow) -> int:
    return len(window.desk.sheets.all(Customer))


def typed(window: MainWindow) -> str:
    return window.page("new_visit").picker.line.text()


@pytest.mark.parametrize(
    ("typed", "new"),
    [
        ("13912345678", Newcomer(phone="13912345678")),
        ("138001", Newcomer(phone="138001")),
        ("138-00", Newcomer(plate="138-00")),  # five figures are the end of a plate
        ("D12345", Newcomer(plate="D12345")),
        ("00000", Newcomer(plate="00000")),
        ("12", Newcomer(phone="12")),
        ("LGXC16DF1N0123456", Newcomer(vin="LGXC16DF1N0123456")),
        ("李娜", Newcomer(name="李娜")),
    ],
)
def test_typed_text_is_taken_for_what_it_can_be(typed: str, new: Newcomer, window: MainWindow) -> None:
    assert window.desk.reception.newcomer(typed) == new


def test_figures_are_a_plate_where_plates_may_be_figures(window: MainWindow) -> None:
    shop = window.desk.shop()
    window.desk.sheets.edit(type(shop), shop.id, {"region": "US"})
    reception = window.desk.reception
    assert reception.newcomer("138001") == Newcomer(plate="138001")
    assert not reception.doubt(reception.newcomer("138001"))
    assert reception.doubt(reception.newcomer("55512345678901"))


@pytest.mark.parametrize("number", ["139001", "1391234567", "139123456789012"])
def test_a_number_that_can_be_no_phone_is_asked_about_before_a_customer_is_made(
    number: str, window: MainWindow
) -> None:
    before = people(window)
    press("Ctrl+N")
    write(f"{number}\n")
    assert window.place == "new_visit"
    assert people(window) == before
    bar = window.page("new_visit").picker.bar
    assert bar.isVisible()
    assert bar.level == "check"
    assert "phone number" in bar.sentence.text()
    assert typed(window) == number
    write("\n")  # pressed twice in a hurry: still nobody is made
    assert (people(window), typed(window), focused()) == (before, number, "new_visit.who")
    assert not bar.isVisible()


def test_a_number_that_was_corrected_is_nobody_asked_about(window: MainWindow) -> None:
    before = people(window)
    press("Ctrl+N")
    write("1391234567\n\n")
    press("End")
    write("8\n")
    assert window.place == "visit"
    file = shown_file(window)
    assert file is not None
    assert (people(window), file.customer.phone()) == (before + 1, "13912345678")


@pytest.mark.parametrize("answer", [("Tab", "Space"), ("Ctrl+Return",)])
def test_who_insists_gets_the_number_kept_as_it_was_typed(answer: tuple[str, ...], window: MainWindow) -> None:
    before = people(window)
    press("Ctrl+N")
    write("139001\n")
    press(*answer)
    assert window.place == "visit"
    file = shown_file(window)
    assert file is not None
    assert (people(window), file.customer.phone(), file.vehicle.plate) == (before + 1, "139001", "")
    page = window.page("visit")
    page.open_step(1)
    assert "phone number" in str(shown_tab(window, CheckInTab).newcomer.phone.boxes["number"].problem)


def test_a_changed_line_asks_anew(window: MainWindow) -> None:
    press("Ctrl+N")
    write("139001\n\n")
    press("End")
    write("2")
    assert not window.page("new_visit").picker.bar.isVisible()
    write("\n")
    assert window.page("new_visit").picker.bar.isVisible()


def test_an_odd_plate_is_taken_unasked(window: MainWindow) -> None:
    press("Ctrl+N")
    write("ABC-1\n")
    assert window.place == "visit"
    assert [car.plate for car in window.desk.sheets.all(Vehicle) if car.plate.startswith("ABC")] == ["ABC-1"]


def test_another_customer_by_a_phone_has_it_as_phone(window: MainWindow) -> None:
    window.open_visit(walked_in(window.desk), 1)
    sheet = shown_tab(window, CheckInTab).customer_sheet
    sheet.show()
    sheet.set_open(True)
    sheet.enter()
    sheet.wrong.click()
    line = sheet.picker.line
    assert isinstance(line, QLineEdit)
    line.setFocus()
    write("139001\n")
    assert sheet.picker.bar.isVisible()
    file = shown_file(window)
    assert file is not None
    assert file.customer.id == small_shop(window.desk).customer
    sheet.picker.bar.buttons[1].click()
    file = shown_file(window)
    assert file is not None
    assert (file.customer.name, file.customer.phone()) == ("", "139001")


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_question_is_not_clipped(window: MainWindow, language: str) -> None:
    window.resize(1366, 690)
    window.speak(language)
    press("Ctrl+N")
    write("139001\n")
    QApplication.processEvents()
    page = window.page("new_visit")
    assert page.picker.bar.isVisible()
    assert clipped(page) == []
