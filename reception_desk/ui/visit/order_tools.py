"""The row of buttons over the lines of a work order, and the shop's packages."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from reception_desk.desk.visit_file import VisitFile
from reception_desk.forms.package import Package
from reception_desk.forms.words import say, say_many
from reception_desk.forms.work_order import Job
from reception_desk.ui import theme
from reception_desk.ui.keys import key_of
from reception_desk.ui.room import Room
from reception_desk.ui.visit.estimate_line import EstimateLine
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.flow_layout import FlowLayout
from reception_desk.ui.widgets.menu import Menu


class OrderTools(QWidget):
    package_wanted = Signal(object)
    """A Package to put on the order."""
    save_wanted = Signal(list, str)
    """(ids of jobs, a name) to keep as a package."""

    def __init__(self, room: Room, marked: Callable[[], Sequence[Job]] = tuple) -> None:
        """`marked`: the jobs that are marked in the table."""
        super().__init__()
        self.room, self._marked = room, marked
        self._jobs: Sequence[Job] = ()
        voice = room.voice
        self.add = Button(voice, say("Add job / part"), icon="plus", key=key_of("add_job"))
        self.package = Button(voice, say("Package"), icon="box", opens=True)
        self.repeat = Button(voice, say("Repeat last"), icon="repeat", key=key_of("repeat"))
        self.approve = Button(voice, say("Approve all"), icon="check")
        self.more = Button(voice, say("Details"), icon="pencil", key=key_of("lines.details"), checkable=True)
        self.estimate = EstimateLine(room)
        names = {
            "add": self.add,
            "package": self.package,
            "repeat": self.repeat,
            "approve_all": self.approve,
            "details": self.more,
        }
        row = FlowLayout(self, gap=theme.CARD_GAP)
        for name, button in names.items():
            button.setObjectName(f"work_order.{name}")
            row.addWidget(button)
        row.add_spring()
        row.addWidget(self.estimate)
        self.package.clicked.connect(self._open_packages)

    def stops(self) -> list[QWidget]:
        """Where Tab goes, from left to right."""
        return [self.add, self.package, self.repeat, self.approve, self.more, self.estimate.ledger]

    def show_file(self, file: VisitFile, *, locked: bool, asked: bool) -> None:
        """`locked`: the order takes no more lines; `asked`: the customer's word is wanted on some."""
        self.estimate.show_file(file)
        self._jobs = [job for job in file.work_order.jobs if file.work_order.lines_of(job.id)]
        for button in (self.add, self.package, self.repeat):
            button.setEnabled(not locked)
        self.approve.setEnabled(asked and not locked)

    def _open_packages(self) -> None:
        menu = self.make_package_menu()
        menu.popup(self.package.mapToGlobal(self.package.rect().bottomLeft()))

    def make_package_menu(self) -> QMenu:
        """The shop's packages by name, with what they cost."""
        desk, language = self.room.desk, self.room.voice.language
        menu = Menu(self.package)
        menu.setObjectName("work_order.package.menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        packages = [package for package in desk.sheets.all(Package, order="name") if not package.gone]
        for package in packages:
            words = f"{package.name}\t{language.money(desk.ordering.package_price(package))}".replace("&", "&&")
            action = menu.addAction(words)
            action.setObjectName(f"work_order.package.{package.code}")
            action.triggered.connect(lambda _=False, package=package: self.package_wanted.emit(package))
        if not packages:
            nothing = say("The shop has no packages yet. Settings holds them.")
            menu.addAction(language.say(nothing)).setEnabled(False)
        self._add_saving(menu)
        return menu

    def _add_saving(self, menu: QMenu) -> None:
        """The marked jobs, or all of them, as a new package."""
        marked, language = self._marked(), self.room.voice.language
        if not self._jobs:
            return
        menu.addSeparator()
        if marked and len(marked) < len(self._jobs):
            name = marked[0].description or "–"
            words = say("Save “{name}” as a package", name=name)
            if len(marked) > 1:
                words = say_many(
                    "Save “{name}” and {n} more job as a package",
                    "Save “{name}” and {n} more jobs as a package",
                    n=len(marked) - 1,
                    name=name,
                )
            self._add_save(menu, "work_order.save_marked", language.say(words), marked)
        self._add_save(menu, "work_order.save_all", language.say(say("Save the whole order as a package")), self._jobs)

    def _add_save(self, menu: QMenu, name: str, words: str, jobs: Sequence[Job]) -> None:
        action = menu.addAction(words.replace("&", "&&"))
        action.setObjectName(name)
        ids = [job.id for job in jobs]
        action.triggered.connect(lambda: self.save_wanted.emit(ids, jobs[0].description or "–"))
