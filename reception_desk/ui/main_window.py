"""The one window: search on top, places at the left, one page at a time. Built from what the pages declare."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from reception_desk.desk.desk import Desk
from reception_desk.errors import DeskError
from reception_desk.forms.document import Document
from reception_desk.forms.staff import Staff
from reception_desk.forms.words import say
from reception_desk.ui import reading_order, theme
from reception_desk.ui.commands import Commands
from reception_desk.ui.dressing import Dressing
from reception_desk.ui.keys import caps, command
from reception_desk.ui.leaving import Leaving
from reception_desk.ui.notes import Notes
from reception_desk.ui.out_tray import OutTray
from reception_desk.ui.pages import PLACES, make_page
from reception_desk.ui.panels import Panels
from reception_desk.ui.printer import Port, SystemPort
from reception_desk.ui.room import Room
from reception_desk.ui.scan_filter import ScanFilter
from reception_desk.ui.searching import Searching
from reception_desk.ui.top_bar import DemoStrip, TopBar
from reception_desk.ui.voice import Voice
from reception_desk.ui.way import PASSING, Stop, Way
from reception_desk.ui.widgets.info_bar import InfoBar
from reception_desk.ui.widgets.rail import Rail
from reception_desk.ui.widgets.toast import Toast

if TYPE_CHECKING:
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
        self.pages: dict[str, QWidget] = {}
        self.place = ""
        self.way = Way()
        self.host = QWidget()
        self.top = TopBar(self.room, self.host)
        self.strip = DemoStrip(self.room)
        self.rail = Rail(voice, PLACES)
        self.bar = InfoBar(voice)
        self.print_bar = InfoBar(voice)
        """What did not go out of the printer: it stays on every page until that is solved."""
        self.tray = OutTray(self.room, port or SystemPort(), lambda: self.print_bar)
        self.stack = QStackedWidget()
        self.toast = Toast(voice, self.host, now=desk.now)
        self.panels = Panels(self)
        self.leaving = Leaving(self)
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
        self.top.new_visit.clicked.connect(self._new_visit_clicked)
        self.top.language_chosen.connect(self.speak)
        self.dressing.language_wanted.connect(self.speak)
        self.top.person_chosen.connect(self.work_as)
        self.top.shop_wanted.connect(self.shop_wanted)
        self.strip.own.clicked.connect(lambda: self.shop_wanted.emit("own"))
        self.rail.chosen.connect(self._rail)
        for place, _, _ in PLACES:
            self.rail.tell_key(place, caps(command(place))[-1])
        room = self.room
        room.told.connect(self.toast.tell)
        room.mentioned.connect(self.toast.mention)
        room.troubled.connect(self.tell_trouble)
        room.visit_wanted.connect(self.open_visit)
        room.place_wanted.connect(self.open_place)
        room.preview_wanted.connect(self.preview)
        self.tray.look_wanted.connect(lambda job: self._show_preview(lambda page: page.show_job(job)))
        room.saved.connect(self._soon.start)
        self._soon.timeout.connect(self.count)
        self.voice.changed.connect(self.retranslate)

    # Pages

    def page(self, place: str) -> Any:
        """A page, built when it is first opened."""
        if place not in self.pages:
            page = make_page(place, self.room)
            self._tie(place, page)
            self.pages[place] = page
            self.stack.addWidget(page)
        return self.pages[place]

    def _tie(self, place: str, page: Any) -> None:
        """What only some pages have to tell the window."""
        if place == "visit":
            page.shown.connect(lambda file: self.rail.show_visit(file.visit.stage, self._plate(file)))
        elif place == "new_visit":
            page.arrived.connect(self.open_visit)
        elif place in ("booking", "preview"):
            page.closed.connect(self.back)
            if place == "preview":
                page.use(self.tray)
        bell = getattr(page, "bell", getattr(getattr(page, "footer", None), "bell", None))
        if bell is not None:
            bell.clicked.connect(lambda: self.commands.do("messages"))

    def _plate(self, file: Any) -> str:
        return self.voice.language.code_text("plate", file.vehicle.plate) or file.customer.name or "–"

    def open_place(self, place: str) -> bool:
        """Go to a place; the visit that was open is parked, with what is half typed in it. False when it cannot be."""
        ready_to_search = place == "today" and self.place in ("", "visit")
        if not self._leave(Stop(place)):
            return False
        page = self.page(place)
        page.refresh()
        self._show(place, page)
        if place == "today":
            self.top.search.clear()
        page.enter()
        if ready_to_search:
            self.top.search.wait()
        self.count()
        return True

    def _show(self, place: str, page: QWidget) -> None:
        self.stack.setCurrentWidget(page)
        self.rail.select(place)
        self.place = place

    def _leave(self, there: Stop) -> bool:
        """Take what is half typed here and remember where we were. False: the disk did not take it, we stay."""
        here = self.whereabouts()
        self.panels.shut()
        if self.place and not here.same(there) and not self.leaving.may_go():
            return False
        self.way.leave(here, there)
        if self.place == "visit" and there.place != "visit":
            self.pages["visit"].park()  # type: ignore[attr-defined]
        self.bar.clear()
        return True

    def whereabouts(self) -> Stop:
        page: Any = self.pages.get("visit")
        if self.place != "visit" or page.file is None:
            return Stop(self.place)
        return Stop("visit", page.file.visit.id, page.step)

    def open_visit(self, visit: str, step: int = 0) -> None:
        if not self._leave(Stop("visit", visit)):
            return
        page = self.page("visit")
        self._show("visit", page)
        self.top.search.close_list()
        if not page.open(visit, step):
            self.open_place("today")

    def _rail(self, place: str) -> None:
        last = self.way.last_visit()
        if place != "visit":
            if not self.open_place(place):
                self.rail.select(self.place)
        elif self.page("visit").file is None and last:
            self.open_visit(last.visit, last.step)

    def back(self) -> None:
        """Alt+Left: where one was before."""
        if not self.way.behind:
            self.open_place("today")
            return
        here, stop = self.whereabouts(), self.way.behind[-1]
        behind, ahead = self.way.behind[:-1], [*self.way.ahead, *([] if here.place in PASSING else [here])]
        if self._travel(stop):
            self.way.behind, self.way.ahead = behind, ahead

    def forward(self) -> None:
        """Alt+Right: where Alt+Left came from."""
        if self.way.ahead:
            behind, ahead = [*self.way.behind, self.whereabouts()], self.way.ahead[:-1]
            if self._travel(self.way.ahead[-1]):
                self.way.behind, self.way.ahead = behind, ahead

    def _travel(self, stop: Stop) -> bool:
        if stop.visit:
            self.open_visit(stop.visit, stop.step)
        else:
            self.open_place("today" if stop.place in PASSING or stop.place == "visit" else stop.place)
        return not self.leaving.held

    def _new_visit_clicked(self) -> None:
        self.new_visit()

    def new_visit(self, typed: str = "") -> None:
        if self._leave(Stop("new_visit")):
            page = self.page("new_visit")
            self._show("new_visit", page)
            self.top.search.clear()
            page.enter(typed)

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
        own = getattr(self.pages.get(self.place), "flush", None)
        if callable(own):
            own()

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
        page: Any = self.pages[self.place]
        load = getattr(page, "reload", None) or page.refresh
        load()
        self.tick()

    def turn_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def tick(self) -> None:
        """Every half minute: promises come nearer, the board goes on."""
        page = self.pages.get(self.place)
        if page is not None:
            getattr(page, "tick", getattr(page, "refresh", lambda: None))()
        self.count()
        self.notes.tick()

    def count(self) -> None:
        self.top.show_counts(self.desk.board.counts())

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

    def _show_preview(self, show: Callable[[Any], None]) -> None:
        page = self.page("preview")
        try:
            show(page)
        except DeskError as trouble:
            self.tell_trouble(trouble)
            return
        if self._leave(Stop("preview")):
            self._show("preview", page)
            page.enter()

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
        if not self.leaving.may_close():
            event.ignore()
            return
        if self.place == "visit":
            self.page("visit").park()
        self.hide()  # a printer is waited for a moment, not looked at
        self.tray.close()
        self.commands.more.backing_up.wait()
        self.scanner.rest()
        for timer in self.findChildren(QTimer):  # the pages' pauses too: nothing comes after the file is closed
            timer.stop()
        self.closed.emit()
        event.accept()
