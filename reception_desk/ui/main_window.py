"""The one window: search on top, places at the left, one page at a time. Built from what the pages declare."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from reception_desk.desk.desk import Desk
from reception_desk.desk.visit_file import VisitFile
from reception_desk.errors import DeskError
from reception_desk.forms.document import Document
from reception_desk.forms.staff import Staff
from reception_desk.forms.words import say
from reception_desk.ui import reading_order, theme, unsent
from reception_desk.ui.commands import Commands
from reception_desk.ui.dressing import Dressing
from reception_desk.ui.going import Going
from reception_desk.ui.keys import caps, command
from reception_desk.ui.notes import Notes
from reception_desk.ui.pages import PLACES, Pages
from reception_desk.ui.panels import Panels
from reception_desk.ui.room import Room
from reception_desk.ui.scan_filter import ScanFilter
from reception_desk.ui.searching import Searching
from reception_desk.ui.top_bar import DemoStrip, TopBar
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.info_bar import InfoBar
from reception_desk.ui.widgets.rail import Rail
from reception_desk.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from reception_desk.ui.out_tray import OutTray
    from reception_desk.ui.preview import Preview
    from reception_desk.ui.printer import Port
    from reception_desk.ui.trouble_page import TroublePage

TICK_MS = 30_000


class MainWindow(QMainWindow):
    shop_wanted = Signal(str)
    """"demo" or "own": another shop is to be opened instead."""
    closed = Signal()

    def __init__(self, desk: Desk, voice: Voice, port: Port | None = None) -> None:
        super().__init__()
        self.desk, self.voice = desk, voice
        self.room = Room(desk, voice)
        self.dressing = Dressing(self.room)
        self.page = Pages(self)
        self.place = ""
        self.host = QWidget()
        self.top = TopBar(self.room, self.host)
        self.strip = DemoStrip(self.room)
        self.rail = Rail(voice, PLACES)
        self.bar = InfoBar(voice)
        self.print_bar = InfoBar(voice)
        """What did not go out of the printer: it stays on every page until that is solved."""
        self._port = port
        self.stack = QStackedWidget()
        self.toast = Toast(voice, self.host, now=desk.now)
        self.panels = Panels(self)
        self.going = Going(self)
        self._soon = QTimer(self)
        """One thing done at the desk can be several saves: the counts follow once."""
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._lay_out()
        self._connect()
        self.commands = Commands(self)
        self.searching = Searching(self)
        self.scanner = ScanFilter(self)
        self.scanner.scanned.connect(self._scanned)
        self.scanner.watch(self)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)
        self._timer.start()
        self.retranslate()
        self.open_place("today")
        self.notes = Notes(self)
        self.notes.begin()
        if unsent.found(desk.folder):
            self.tray.offer_unsent()

    def _lay_out(self) -> None:
        grid = QGridLayout(self.host)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        messages = QVBoxLayout()
        messages.setContentsMargins(16, 0, 16, 0)
        messages.setSpacing(8)
        edge = QWidget()  # what is told keeps its distance from the top bar
        edge.setFixedHeight(0)
        messages.addWidget(edge)
        for bar in (self.bar, self.print_bar):
            messages.addWidget(bar)
        column.addLayout(messages)
        column.addWidget(self.stack, 1)
        grid.addWidget(self.strip, 0, 0, 1, 2)
        grid.addWidget(self.top, 1, 0, 1, 2)
        grid.addWidget(self.rail, 2, 0)
        grid.addWidget(body, 2, 1)
        grid.setRowStretch(2, 1)
        grid.setColumnStretch(1, 1)
        self.strip.setVisible(self.desk.shop().demo)
        self.setCentralWidget(self.host)
        self.setMinimumSize(960, 540)

    def _connect(self) -> None:
        self.top.new_visit.clicked.connect(lambda _on: self.new_visit())
        self.top.language_chosen.connect(self.speak)
        self.dressing.language_wanted.connect(self.speak)
        self.top.person_chosen.connect(self.work_as)
        self.top.shop_wanted.connect(self.shop_wanted)
        self.strip.own.clicked.connect(lambda: self.shop_wanted.emit("own"))
        self.rail.chosen.connect(self.going.by_rail)
        for place, _, _ in PLACES:
            self.rail.tell_key(place, caps(command(place))[-1])
        room = self.room
        room.told.connect(self.toast.tell)
        room.mentioned.connect(self.toast.mention)
        room.troubled.connect(self.tell_trouble)
        room.visit_wanted.connect(self.open_visit)
        room.place_wanted.connect(self.open_place)
        room.preview_wanted.connect(self.preview)
        room.papers_ready.connect(lambda papers: self.tray.print_papers(papers))  # noqa: PLW0108 - not made yet
        room.bytes_ready.connect(lambda pdf, name: self.tray.send(pdf, name))  # noqa: PLW0108
        room.saved.connect(self._soon.start)
        self._soon.timeout.connect(self.count)
        self.voice.changed.connect(self.retranslate)

    # Going about

    def open_place(self, place: str) -> bool:
        """Go to a place; the visit that was open is parked, with what is half typed in it. False when it cannot be."""
        return self.going.to_place(place)

    def open_visit(self, visit: str, step: int = 0) -> bool:
        return self.going.to_visit(visit, step)

    def new_visit(self, typed: str = "") -> bool:
        return self.going.to_new_visit(typed)

    def back(self) -> bool:
        return self.going.back()

    def forward(self) -> bool:
        return self.going.forward()

    def point_to_visit(self, file: VisitFile) -> None:
        """The rail says which car is open."""
        plate = self.voice.language.code_text("plate", file.vehicle.plate)
        self.rail.show_visit(file.visit.stage, plate or file.customer.name or "–")

    def _scanned(self, code: str) -> None:
        visit = self.desk.reception.scanned(code)
        if visit:
            self.open_visit(visit)
        else:
            self.room.tell(say("This code is not known here."))

    # Words and people

    def speak(self, code: str) -> None:
        """Switch the screen's language; the person keeps it."""
        theme.tune(code)
        self.voice.speak(self.desk.language(code))
        if self.desk.actor:
            self.room.try_to(lambda: self.desk.sheets.edit(Staff, self.desk.actor, {"language": code}))

    def flush(self) -> None:
        """Take what is half typed on the page that is shown, where it keeps what is typed."""
        page = self.page.made.get(self.place)
        if page is not None:
            page.flush()

    def work_as(self, staff: str) -> None:
        self.flush()
        self.room.try_to(lambda: self.desk.work_as(staff))
        self.top.retranslate()

    def retranslate(self) -> None:
        shop = self.desk.shop()
        self.setWindowTitle(f"{shop.name} – Reception Desk" if shop.name else "Reception Desk")
        backup = self.desk.last_backup()
        self.rail.set_foot(say("Backed up at each close") if backup else say("No backup yet"), done=backup is not None)

    def refresh(self) -> None:
        """F5: what is half typed is taken, then all that is shown is loaded again."""
        self.flush()
        self.page.made[self.place].refresh()
        self.tick()

    def turn_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def tick(self) -> None:
        """Every half minute: promises come nearer, the board goes on."""
        page = self.page.made.get(self.place)
        if page is not None:
            page.tick()
        self.count()
        self.notes.tick()

    def count(self) -> None:
        self.top.show_counts(self.desk.board.counts())

    @cached_property
    def tray(self) -> OutTray:
        """Papers on their way to a printer, from the first one on."""
        from reception_desk.ui.out_tray import OutTray
        from reception_desk.ui.printer import SystemPort

        tray = OutTray(self.room, self._port or SystemPort(), lambda: self.print_bar)
        tray.look_wanted.connect(lambda job: self._show_preview(lambda page: page.show_job(job)))
        return tray

    # Trouble

    @cached_property
    def trouble(self) -> TroublePage:
        """The calm page of a mistake, made when there is one."""
        from reception_desk.ui.trouble_page import TroublePage

        return TroublePage(self.voice, self.host)

    def tell_trouble(self, trouble: DeskError) -> None:
        """Its sentence in the info bar, where the person is."""
        if self.place == "visit":
            self.page("visit").tell_trouble(trouble)
        else:
            self.bar.tell("stop", trouble.say, [("frame.info.close", say("Close"), self.bar.clear)])

    def preview(self, paper: Document) -> None:
        """Look at an archived paper: exactly the bytes that are printed."""
        self._show_preview(lambda page: page.show_paper(paper))

    def preview_next(self, visit: str, kind: str) -> None:
        """Look at a paper of a visit as it would be printed now."""
        self._show_preview(lambda page: page.show_next(visit, kind))

    def _show_preview(self, show: Callable[[Preview], None]) -> None:
        page = self.page("preview")
        try:
            show(page)
        except DeskError as trouble:
            self.tell_trouble(trouble)
            return
        self.going.to_preview(page)

    # Qt's own

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        """Tab: through the window as it is read."""
        root = self.trouble if "trouble" in self.__dict__ and self.trouble.isVisible() else self.host
        return reading_order.step(root, self.focusWidget(), forward=next)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.rail.fit(self.width())
        super().resizeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Take what is half typed, make the backup, let go of the file. What the disk does not take is asked about."""
        if not self.going.leaving.may_close():
            event.ignore()
            return
        if self.page.visit is not None:
            self.page.visit.park()
        self.hide()  # a printer is waited for a moment, not looked at
        if "tray" in self.__dict__:
            self.tray.close()
        self.commands.wait()
        self.scanner.rest()
        for timer in self.findChildren(QTimer):  # the pages' pauses too: nothing comes after the file is closed
            timer.stop()
        self.closed.emit()
        event.accept()
