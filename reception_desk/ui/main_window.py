"""The one window: search on top, places at the left, one page at a time. Built from what the pages declare."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from reception_desk.desk.desk import Desk
from reception_desk.desk.finding import Hit
from reception_desk.errors import DeskError
from reception_desk.forms.document import Document
from reception_desk.forms.staff import Staff
from reception_desk.forms.words import Text, say
from reception_desk.ui import theme
from reception_desk.ui.commands import Commands
from reception_desk.ui.notes import Notes
from reception_desk.ui.out_tray import OutTray
from reception_desk.ui.pages import make_page
from reception_desk.ui.printer import Port, SystemPort
from reception_desk.ui.room import Room
from reception_desk.ui.scan_filter import ScanFilter
from reception_desk.ui.search_rows import row_of
from reception_desk.ui.top_bar import DemoStrip, TopBar
from reception_desk.ui.trouble_page import TroublePage
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.info_bar import InfoBar
from reception_desk.ui.widgets.rail import Rail
from reception_desk.ui.widgets.toast import Toast

PLACES = (("today", "calendar-event", say("Today")), ("settings", "adjustments-horizontal", say("Settings")))
TICK_MS = 30_000
SHOWN_HITS = 8


PASSING = frozenset({"new_visit", "booking", "preview"})
"""Places that one only passes through."""


class MainWindow(QMainWindow):
    shop_wanted = Signal(str)
    """"demo" or "own": another shop is to be opened instead."""
    closed = Signal()

    def __init__(self, desk: Desk, voice: Voice, port: Port | None = None) -> None:
        super().__init__()
        self.desk, self.voice = desk, voice
        self.room = Room(desk, voice)
        self.tray = OutTray(self.room, port or SystemPort(), self._here)
        self.pages: dict[str, QWidget] = {}
        self.place = ""
        self._left_behind = False
        """Closing was refused once, because something typed could not be saved."""
        self._history: list[tuple[str, str, int]] = []
        self._ahead: list[tuple[str, str, int]] = []
        """Place, visit and step, where there are such."""
        self._host = QWidget()
        self.top = TopBar(self.room, self._host)
        self.strip = DemoStrip(self.room)
        self.rail = Rail(voice, PLACES)
        self.bar = InfoBar(voice)
        self.stack = QStackedWidget()
        self.toast = Toast(voice, self._host)
        self.trouble = TroublePage(voice, self._host)
        self._soon = QTimer(self)
        """One thing done at the desk can be several saves: the counts follow once."""
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._lay_out()
        self._connect()
        self.commands = Commands(self)
        self.scanner = ScanFilter(self)
        self.scanner.scanned.connect(self._scanned)
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self.scanner)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)
        self._timer.start()
        self.retranslate()
        self.open_place("today")
        self.notes = Notes(self)
        self.notes.begin()

    def _lay_out(self) -> None:
        grid = QGridLayout(self._host)
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
        messages.addWidget(self.bar)
        column.addLayout(messages)
        column.addWidget(self.stack, 1)
        grid.addWidget(self.strip, 0, 0, 1, 2)
        grid.addWidget(self.top, 1, 0, 1, 2)
        grid.addWidget(self.rail, 2, 0)
        grid.addWidget(body, 2, 1)
        grid.setRowStretch(2, 1)
        grid.setColumnStretch(1, 1)
        self.strip.setVisible(self.desk.shop().demo)
        self.setCentralWidget(self._host)
        self.setMinimumSize(960, 540)

    def _connect(self) -> None:
        search = self.top.search
        search.searched.connect(self._search)
        search.chosen.connect(self.take)
        search.card_wanted.connect(self._open_last)
        search.new_wanted.connect(self.new_visit)
        self.top.new_visit.clicked.connect(self._new_visit_clicked)
        self.top.language_chosen.connect(self.speak)
        self.top.person_chosen.connect(self.work_as)
        self.top.shop_wanted.connect(self.shop_wanted)
        self.strip.own.clicked.connect(lambda: self.shop_wanted.emit("own"))
        self.rail.chosen.connect(self._rail)
        room = self.room
        room.told.connect(self.toast.tell)
        room.mentioned.connect(self.toast.mention)
        room.troubled.connect(self.tell_trouble)
        room.visit_wanted.connect(self.open_visit)
        room.place_wanted.connect(self.open_place)
        room.preview_wanted.connect(self.preview)
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

    def _plate(self, file: Any) -> str:
        return self.voice.language.code_text("plate", file.vehicle.plate) or file.customer.name or "–"

    def open_place(self, place: str) -> None:
        """Go to a place; the visit that was open is parked, with what is half typed in it."""
        ready_to_search = place == "today" and self.place in ("", "visit")
        self._leave(place)
        page = self.page(place)
        page.refresh()
        self.stack.setCurrentWidget(page)
        self.rail.select(place)
        self.place = place
        if place == "today":
            self.top.search.clear()
        page.enter()
        if ready_to_search:
            self.top.search.wait()
        self.count()

    def _leave(self, place: str, visit: str = "") -> None:
        """Remember where we were, if that is not where we go, and take what is half typed there."""
        here, step = self._open_visit()
        if self.place and (self.place, here) != (place, visit):
            self._history = [*self._history, (self.place, here, step)][-20:]
            self._ahead = []
        if self.place == "visit" and place != "visit":
            self.pages["visit"].park()  # type: ignore[attr-defined]
        self.bar.clear()

    def _open_visit(self) -> tuple[str, int]:
        page: Any = self.pages.get("visit")
        if self.place != "visit" or page.file is None:
            return "", 0
        return page.file.visit.id, page.step

    def open_visit(self, visit: str, step: int = 0) -> None:
        self._leave("visit", visit)
        page = self.page("visit")
        self.stack.setCurrentWidget(page)
        self.place = "visit"
        self.rail.select("visit")
        self.top.search.close_list()
        if not page.open(visit, step):
            self.open_place("today")

    def _rail(self, place: str) -> None:
        if place == "visit":
            last = next((entry for entry in reversed(self._history) if entry[1]), None)
            if self.page("visit").file is None and last:
                self.open_visit(*last[1:])
        else:
            self.open_place(place)

    def back(self) -> None:
        """Alt+Left: where one was before."""
        if not self._history:
            self.open_place("today")
            return
        ahead = [*self._ahead, *([] if self.place in PASSING else [self._whereabouts()])]
        self._history, self._ahead = self._travel(self._history), ahead

    def forward(self) -> None:
        """Alt+Right: where Alt+Left came from."""
        if self._ahead:
            behind = [*self._history, self._whereabouts()]
            self._ahead, self._history = self._travel(self._ahead), behind

    def _whereabouts(self) -> tuple[str, str, int]:
        return (self.place, *self._open_visit())

    def _travel(self, way: list[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
        """To the last stop of a way; what is left of it comes back."""
        place, visit, step = way[-1]
        if visit:
            self.open_visit(visit, step)
        else:
            self.open_place("today" if place in PASSING or place == "visit" else place)
        return way[:-1]

    def _new_visit_clicked(self) -> None:
        self.new_visit()

    def new_visit(self, typed: str = "") -> None:
        self._leave("new_visit")
        page = self.page("new_visit")
        self.stack.setCurrentWidget(page)
        self.place = "new_visit"
        self.rail.select("")
        self.top.search.clear()
        page.enter(typed)

    # Search

    def _search(self, typed: str) -> None:
        from reception_desk.ui.new_visit import told_new

        hits = self.desk.reception.search(typed)
        rows = [row_of(hit, typed) for hit in hits[:SHOWN_HITS]]
        strong = bool(hits) and hits[0].strong and bool(typed.strip())
        nothing = told_new(typed) if typed.strip() and not hits else Text("")
        self.top.search.show_hits(rows, total=len(hits), preselect=strong, nothing=nothing)

    def take(self, hit: Hit) -> None:
        """Do what the row says: open the visit, check the booking in, begin a new visit."""
        self.top.search.clear()
        if hit.visit is not None:
            self.open_visit(hit.visit.id)
            return
        page = self.page("new_visit")
        page.take(hit)

    def _open_last(self, hit: Hit) -> None:
        """Ctrl+Enter on a row: the car's last record instead of what Enter would do."""
        visit = hit.last or hit.visit
        if visit is not None:
            self.top.search.clear()
            self.open_visit(visit.id)

    def _scanned(self, code: str) -> None:
        visit = self.desk.reception.scanned(code)
        if visit:
            self.open_visit(visit)
        else:
            self.toast.tell(say("This code is not known here."))

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
        self._leave("preview")
        self.stack.setCurrentWidget(page)
        self.place = "preview"
        page.enter()

    def _here(self) -> InfoBar:
        """The info bar where the person is."""
        return self.page("visit").bar if self.place == "visit" else self.bar

    # Qt's own

    def closeEvent(self, event: QCloseEvent) -> None:
        """Take what is half typed, make the backup, let go of the file. What the disk does not take is asked about."""
        from reception_desk.ui.form_view import FormView

        self.flush()
        if not self._left_behind and any(view.unsaved for view in self.findChildren(FormView)):
            self._left_behind = True
            text = say("What you typed last cannot be saved: the disk is full. Close once more to leave without it.")
            self.tell_trouble(DeskError(text))
            event.ignore()
            return
        if self.place == "visit":
            self.page("visit").park()
        self.hide()  # a printer that hangs is waited for, not looked at
        self.tray.wait()
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self.scanner)
        for timer in self.findChildren(QTimer):  # the pages' pauses too: nothing comes after the file is closed
            timer.stop()
        self.closed.emit()
        event.accept()
