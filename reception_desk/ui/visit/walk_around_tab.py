"""Walk-around 环车检查: damage is marked on the car, beside it what else was seen and what lies in the car."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from reception_desk.desk.visit_file import VisitFile
from reception_desk.forms.car_drawing import BODIES, CarDrawing, read_drawing
from reception_desk.forms.mark_entry import Entered
from reception_desk.forms.stages import ENDED
from reception_desk.forms.walk_around import Mark, WalkAround
from reception_desk.forms.words import NOTHING, Text, say, value
from reception_desk.forms.zones import zone_name
from reception_desk.resources import resource
from reception_desk.ui import theme
from reception_desk.ui.keys import key_of
from reception_desk.ui.room import Room
from reception_desk.ui.routes import said_of
from reception_desk.ui.sheet_view import SheetView
from reception_desk.ui.visit.damage_list import DamageCard
from reception_desk.ui.visit.kind_bar import KindBar
from reception_desk.ui.visit.mark_menu import MarkMenu
from reception_desk.ui.visit.marking import TENTHS, Marking, is_old
from reception_desk.ui.visit.tab import Tab
from reception_desk.ui.visit.walk_around_cards import TankCard, WalkAroundHead
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.car_diagram import CarDiagram, MarkView
from reception_desk.ui.widgets.print_button import PrintButton
from reception_desk.ui.widgets.scrolling import PageBody, ScrollPage, widened

SIDE, DRAWING = 326, 480
MARGIN = 6
"""Between the drawing and the bar that scrolls it where the window is low."""
HAND_MADE = ("state", "marks")


class WalkAroundTab(Tab):
    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.marking = Marking(room)
        self.head = WalkAroundHead(room)
        self.diagram = CarDiagram(room.voice, zone_name)
        self.diagram.setObjectName("walk_around.diagram")
        self.bar = KindBar(room.voice)
        self.damage = DamageCard(room)
        self.menu = MarkMenu(self, room.voice, self.marking, self.bar.sizes, self.damage.edit_note)
        self.tank = TankCard(room)
        self.sheet = SheetView(room, WalkAround, skip=HAND_MADE)
        self._cards: tuple[QWidget, ...] = (self.damage, self.tank, self.sheet)
        self._drawings: dict[str, CarDrawing] = {}
        self._buttons = self._make_buttons()
        self._lay_out()
        self._connect_diagram()
        self._connect_rest()
        self.diagram.set_kind(next(iter(self.bar.kinds)))
        self.bar.set_kind(self.diagram.kind)

    def _make_buttons(self) -> list[Button]:
        voice = self.room.voice
        self.print_button = PrintButton(voice, say("Print walk-around"))
        self.print_button.setObjectName("walk_around.print")
        self.print_button.clicked.connect(self.print)
        on = Button(voice, say("Next: Work order"), kind="primary", key=key_of("primary"))
        on.setObjectName("walk_around.next")
        on.clicked.connect(self.next_wanted)
        return [self.print_button, on]

    def _lay_out(self) -> None:
        drawn = PageBody()
        left = QVBoxLayout(drawn)
        left.setContentsMargins(0, theme.PAGE_Y, MARGIN, theme.PAGE_Y)
        left.setSpacing(theme.CARD_GAP)
        left.addWidget(self.head)
        left.addWidget(self.diagram, 1)
        left.addWidget(self.bar)
        column = QWidget()
        side = QVBoxLayout(column)
        side.setContentsMargins(0, theme.PAGE_Y, 0, theme.PAGE_Y)
        side.setSpacing(theme.CARD_GAP)
        for card in self._cards:
            side.addWidget(card)
        side.addStretch(1)
        self.area = ScrollPage(column)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(theme.PAGE_X, 0, 0, 0)
        whole.setSpacing(theme.COLUMN_GAP - MARGIN)
        whole.addWidget(ScrollPage(drawn, by_finger=False), 1)  # a finger drags marks there
        whole.addWidget(self.area)

    def _fit(self) -> None:
        """The bar of the right column stands in the page's own padding, so that its cards keep their width. Where the
        drawing would become small the cards are as narrow as they can be."""
        wanted = theme.px(widened(SIDE, theme.sizes().width(self.width())))
        bar = self.area.verticalScrollBar().sizeHint().width()
        beside = self.width() - 2 * theme.PAGE_X - theme.COLUMN_GAP - bar - theme.px(DRAWING)
        least = max(card.minimumSizeHint().width() for card in self._cards)
        width = max(least, min(wanted, beside))
        for card in self._cards:
            card.setFixedWidth(width)
        self.area.setFixedWidth(width + theme.PAGE_X)

    def redress(self) -> None:
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def _connect_diagram(self) -> None:
        car, marking = self.diagram, self.marking
        car.mark_added.connect(self._add)
        car.mark_moved.connect(marking.move)
        car.mark_sized.connect(marking.resize)
        car.mark_removed.connect(marking.remove)
        car.mark_chosen.connect(self._choose)
        car.none_new.connect(marking.say_none_new)
        car.menu_wanted.connect(self._open_menu)
        car.kind_chosen.connect(self._take_kind)

    def _connect_rest(self) -> None:
        marking = self.marking
        marking.changed.connect(self.changed)
        self.head.none_new.connect(lambda on: marking.say_none_new() if on else marking.begin_again())
        self.head.on_paper.connect(lambda on: marking.leave_to_paper() if on else marking.begin_again())
        for change in (self.head.none_new, self.head.on_paper):
            change.connect(lambda _: self._show_state())
        self.bar.chosen.connect(self._pick_kind)
        self.bar.sized.connect(self._size)
        self.damage.chosen.connect(self._choose)
        self.damage.saved.connect(self.changed)
        self.damage.entry.entered.connect(self._enter_mark)
        self.damage.entry.left.connect(lambda: self.diagram.setFocus(Qt.FocusReason.OtherFocusReason))
        self.diagram.entry_wanted.connect(lambda: self.damage.entry.line.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.damage.list.removed.connect(marking.remove)
        self.damage.list.ticked.connect(marking.repair)
        self.damage.list.menu_wanted.connect(self._open_menu)
        self.tank.saved.connect(self.changed)

    # Showing

    def show_file(self, file: VisitFile) -> None:
        fresh = self.file is None or self.file.visit.id != file.visit.id
        super().show_file(file)
        self.print_button.aim(*said_of(self.room.desk, "walk_around"))
        sheet = self.marking.sheet = file.walk_around
        drawing = self._drawing(file.vehicle.body)
        if drawing is not self.diagram.drawing:
            self.diagram.set_drawing(drawing)
            self.damage.entry.set_drawing(drawing)
        if fresh:
            self.diagram.set_chosen("")
            self.sheet.fold()
        self._say_legend(file)
        self.diagram.set_marks([_view(mark, at) for at, mark in enumerate(sheet.marks, 1)])
        self.damage.show_sheet(sheet, self._target())
        self._show_size()
        self._show_state()
        self.tank.show_sheet(file.check_in, electric=file.vehicle.fuel_kind == "electric")
        self.sheet.show_form(sheet)
        fixed = file.visit.stage in ENDED
        self.sheet.set_fixed(fixed)
        self.tank.set_fixed(fixed)

    def _drawing(self, body: str) -> CarDrawing:
        body = body if body in BODIES else BODIES[0]
        if body not in self._drawings:
            self._drawings[body] = read_drawing(resource("cars", f"{body}.svg"))
        return self._drawings[body]

    def _say_legend(self, file: VisitFile) -> None:
        if not any(is_old(mark) for mark in file.walk_around.marks):
            self.diagram.set_legend(say("New this visit"))
            return
        past = self.room.desk.reception.past_visits(file.vehicle.id, beside=file.visit.id)
        day = next((visit.arrived.day() for visit in past if visit.arrived), "")
        before = say("From the last visit ({day})", day=value("short_day", day)) if day else say("From before")
        self.diagram.set_legend(say("New this visit"), before)

    def _show_state(self) -> None:
        sheet = self.marking.sheet
        self.head.show_state(sheet.state, len(self.marking.new_marks()), len(sheet.marks))

    def _target(self) -> str:
        """The mark that the bar and the list mean: the chosen one, else the last new one."""
        new = self.marking.new_marks()
        return self.diagram.chosen or (new[-1].id if new else "")

    def _show_size(self) -> None:
        mark = self.marking.mark(self._target())
        self.bar.set_size(mark.size if mark else None, enabled=mark is not None and not is_old(mark))

    def mark(self) -> str:
        state = self.file.walk_around.state if self.file else ""
        return {"": "", "on_paper": "half"}.get(state, "tick")

    def missing(self) -> Text:
        return NOTHING if self.mark() else say("Mark the damage, or press N for none")

    def buttons(self) -> list[Button]:
        return self._buttons

    # Doing

    def _add(self, zone: str, kind: str, x: float, y: float) -> None:
        made = self.marking.add(zone, kind, x, y)
        if made and self.marking.mark(made):
            self._choose(made)

    def _enter_mark(self, entered: Entered) -> None:
        """A typed mark stands where its part has room; its kind is the one of the bar unless one was typed."""
        spot = self.diagram.spot_in(entered.zone)
        kind = entered.kind or self.diagram.kind
        made = self.marking.add(entered.zone, kind, *spot, size=entered.size or 1) if spot else ""
        mark = self.marking.mark(made) if made else None
        if mark is not None:
            self._take_kind(kind)
            self._choose(made)
            word = Mark.spec("kind").option(kind)
            self.damage.entry.taken(say("{zone}: {kind}", zone=zone_name(entered.zone), kind=word))

    def _choose(self, mark_id: str) -> None:
        mark = self.marking.mark(mark_id)
        self.diagram.set_chosen(mark_id)
        if mark is not None:
            self.diagram.point_at(mark.zone)
        self.damage.show_sheet(self.marking.sheet, mark_id)
        self._show_size()

    def _take_kind(self, kind: str) -> None:
        self.diagram.set_kind(kind)
        self.bar.set_kind(kind)

    def _pick_kind(self, kind: str) -> None:
        self._take_kind(kind)
        self.diagram.setFocus(Qt.FocusReason.OtherFocusReason)

    def _size(self, size: int) -> None:
        self.marking.resize(self._target(), size)
        self.diagram.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_menu(self, mark_id: str, at: QPoint) -> None:
        menu = self.make_menu(mark_id)
        if menu is not None:
            menu.popup(at)

    def make_menu(self, mark_id: str) -> QMenu | None:
        mark = self.marking.mark(mark_id)
        if mark is None:
            return None
        self._choose(mark_id)
        return self.menu.make(mark)

    def print(self) -> None:
        self.print_paper("walk_around")

    def press_primary(self) -> None:
        self.next_wanted.emit()

    def enter(self) -> None:
        self.area.verticalScrollBar().setValue(0)
        self.diagram.setFocus(Qt.FocusReason.TabFocusReason)

    def flush(self) -> None:
        self.damage.flush()
        self.tank.flush()
        self.sheet.flush()

    def focus_field(self, key: str) -> bool:
        table, _, name = key.partition(".")
        if table != WalkAround.table:
            return False
        if name in HAND_MADE:
            self.enter()
            return True
        return self.sheet.focus_field(name)


def _view(mark: Mark, number: int) -> MarkView:
    x, y = (mark.x or 0) / TENTHS, (mark.y or 0) / TENTHS
    return MarkView(mark.id, mark.zone, mark.kind, mark.size or 1, x, y, number, is_old(mark), mark.repaired)
