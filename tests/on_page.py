"""What the window shows, as the kind that a test knows it to be."""

from __future__ import annotations

from typing import TypeVar

from reception_desk.desk.visit_file import VisitFile
from reception_desk.ui.main_window import MainWindow
from reception_desk.ui.page import Page
from reception_desk.ui.visit.tab import Tab

T = TypeVar("T", bound=Tab)
S = TypeVar("S", bound=Page)


def shown_file(window: MainWindow) -> VisitFile:
    """The visit that is open."""
    file = window.page("visit").file
    assert file is not None
    return file


def shown_tab(window: MainWindow, kind: type[T]) -> T:
    """The step that is open."""
    page = window.page("visit")
    tab = page.tabs[page.step]
    assert isinstance(tab, kind)
    return tab


def shown_section(window: MainWindow, kind: type[S]) -> S:
    """The section of the settings that is open."""
    section = window.page("settings").page
    assert isinstance(section, kind)
    return section
