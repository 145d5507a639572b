"""Settings 设置: the shop's own sheet, its people, prices and packages, where papers go, and what this program is.

Every section but the last is a form or a list of forms, read off the declarations.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout

from reception_desk.errors import DeskError
from reception_desk.forms.fields import Form
from reception_desk.forms.shop import PRINTER, Shop
from reception_desk.forms.staff import Staff
from reception_desk.forms.words import NOTHING, Text, say, value, word
from reception_desk.ui import theme
from reception_desk.ui.keys import key_of
from reception_desk.ui.page import Page
from reception_desk.ui.places.about import AboutSection
from reception_desk.ui.places.look import LookSection
from reception_desk.ui.places.packages import PackagesView, PricesView
from reception_desk.ui.places.printing import PrintingSection
from reception_desk.ui.places.records import RecordsView
from reception_desk.ui.room import Room
from reception_desk.ui.sheet_view import SheetView
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.card import Card
from reception_desk.ui.widgets.footer import Footer
from reception_desk.ui.widgets.labels import Label
from reception_desk.ui.widgets.scrolling import SplitPage, at_top, fill_with

LIST, ICONS_BELOW = 200, 900
SIDE, FOLD_BELOW = 300, 900
IDLE_MS = 60_000
SPEECH = frozenset({"region", "currency", "distance"})
"""Fields of the shop that the screen's own figures follow."""
SECTIONS = (
    ("shop", "file-text", say("Shop and papers")),
    ("people", "users", say("People")),
    ("prices", "receipt", say("Price list")),
    ("packages", "package", say("Packages")),
    ("printing", "printer", say("Printing")),
    ("look", "contrast", say("Look and language")),
    ("about", "info-circle", say("About")),
)


class ShopSection(Page):
    """The shop's sheet: what stands on papers and how it counts in the middle, the rest beside it."""

    changed = Signal(str)

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        elsewhere = {spec.name for spec in Shop.specs().values() if spec.section is PRINTER} | {"demo"}
        self.views = [SheetView(room, Shop, column=column, skip=elsewhere) for column in ("main", "side")]
        for view in self.views:
            view.saved.connect(self.changed)
        main, side = (at_top(view) for view in self.views)
        margins = (0, 0, theme.PAGE_X, theme.PAGE_Y)
        fill_with(self, SplitPage(main, side, width=SIDE, margins=margins, fold_below=FOLD_BELOW))

    def refresh(self) -> None:
        shop = self.room.desk.shop()
        for view in self.views:
            view.show_form(shop)

    def enter(self) -> None:
        self.views[0].focus_first()

    def flush(self) -> None:
        for view in self.views:
            view.flush()


class SettingsPage(Page):
    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.section = ""
        self.title = Label(room.voice, say("Settings"), role="page")
        self.list = _SectionList(room)
        self.stack = QStackedWidget()
        self.footer: Footer = Footer(room.voice)
        self.done = Button(room.voice, word("settings", "Done"), kind="primary", key=key_of("primary"))
        self.done.setObjectName("settings.done")
        self.done.clicked.connect(lambda: room.place_wanted.emit("today"))
        self._makers: dict[str, Callable[[], Page]] = {
            "shop": self._make_shop,
            "people": lambda: self._make_list(Staff, ("name", "role"), say("New person")),
            "prices": lambda: self._keep(PricesView(room)),
            "packages": lambda: self._keep(PackagesView(room)),
            "printing": lambda: PrintingSection(room),
            "look": lambda: LookSection(room),
            "about": lambda: AboutSection(room),
        }
        self._pages: dict[str, Page] = {}
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self.gather)
        self._lay_out()
        self.list.chosen.connect(self.open)
        self.footer.undo_wanted.connect(room.undo.undo)
        room.undo.undone.connect(self._undone)
        room.undo.changed.connect(self._offer_undo)
        room.saved.connect(self._saved)

    def _lay_out(self) -> None:
        inner = QHBoxLayout()
        inner.setContentsMargins(theme.PAGE_X, 0, 0, 0)
        inner.setSpacing(theme.COLUMN_GAP)
        inner.addWidget(self.list, 0, Qt.AlignmentFlag.AlignTop)
        inner.addWidget(self.stack, 1)
        self.title.setContentsMargins(theme.PAGE_X, 10, theme.PAGE_X, 8)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.title)
        whole.addLayout(inner, 1)
        whole.addWidget(self.footer)

    def _make_shop(self) -> Page:
        section = ShopSection(self.room)
        section.changed.connect(self._shop_changed)
        return section

    def _make_list(self, form: type[Form], columns: tuple[str, ...], new: Text) -> Page:
        return self._keep(RecordsView(self.room, form, columns, new))

    def _keep(self, view: RecordsView) -> Page:
        view.setContentsMargins(0, 0, theme.PAGE_X, theme.PAGE_Y)
        view.left.connect(lambda _: self.gather())
        return view

    def _shop_changed(self, name: str) -> None:
        if name in SPEECH:
            voice = self.room.voice
            voice.speak(self.room.desk.language(voice.language.code))

    # Showing

    def open(self, section: str) -> None:
        """Show a section, built when it is first opened; printers are asked for only then."""
        if self.section and section != self.section:
            self.flush()
            self.gather()
        if section not in self._pages:
            self._pages[section] = self._makers[section]()
            self.stack.addWidget(self._pages[section])
        self.section = section
        self.page.refresh()
        self.stack.setCurrentWidget(self.page)
        self.list.select(section)
        self.footer.set_buttons([] if isinstance(self.page, RecordsView) else [self.done])

    @property
    def page(self) -> Page:
        return self._pages[self.section]

    def refresh(self) -> None:
        if not self.room.desk.shop().id:
            self.room.try_to(lambda: self.room.desk.sheets.create(Shop()))
        self.open(self.section or SECTIONS[0][0])

    def tick(self) -> None:
        """The window's half minute changes nothing here; what is half typed stays."""

    def enter(self) -> None:
        self.list.take_focus()

    def enter_body(self) -> None:
        self.page.enter()

    def press_primary(self) -> None:
        self.flush()
        if isinstance(self.page, RecordsView):
            self.page.begin()
        else:
            self.done.click()

    def flush(self) -> None:
        if self.section:
            self.page.flush()

    def gather(self) -> None:
        """What was edited becomes events."""
        try:
            self.room.desk.sheets.leave()
        except DeskError as trouble:
            self.room.troubled.emit(trouble)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.list.fit(theme.sizes().width(self.width()))
        super().resizeEvent(event)

    def redress(self) -> None:
        self.list.fit(theme.sizes().width(self.width()))

    def _undone(self) -> None:
        if self.section and self.isVisible():
            self.page.refresh()

    def _offer_undo(self) -> None:
        step = self.room.undo.next
        self.footer.offer_undo(say("Undo: {what}", what=step) if step else NOTHING)

    def _saved(self) -> None:
        if self.isVisible():
            clock = value("clock_seconds", self.room.desk.now())
            self.footer.tell_saved(say("Saved {time}", time=clock))
            self._idle.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.list.take_focus()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        # another place was opened; at the end of the program the desk gathers by itself
        if self.window().isVisible() and self.section:
            self._idle.stop()
            self.flush()
            self.gather()
        super().hideEvent(event)


class _SectionList(Card):
    """The sections; up and down choose, right or Enter goes into the section."""

    chosen = Signal(str)

    def __init__(self, room: Room) -> None:
        super().__init__(room.voice, margins=(4, 4, 4, 4))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.body.setSpacing(2)
        self._folded = False
        self._group = QButtonGroup(self)
        self.buttons: dict[str, Button] = {}
        for section, icon, text in SECTIONS:
            self.buttons[section] = self._button(section, icon, text)

    def sizeHint(self) -> QSize:
        """Wider only where the words of a language need it."""
        hint = super().sizeHint()
        return QSize(hint.width() if self._folded else max(hint.width(), theme.px(LIST)), hint.height())

    def fit(self, room: float) -> None:
        """Only the icons where the page is narrow, as the rail does; the words are their tooltips."""
        if (room < ICONS_BELOW) != self._folded:
            self._folded = room < ICONS_BELOW
            for section, _, text in SECTIONS:
                self.buttons[section].set_text(NOTHING if self._folded else text, name=text)
            self.updateGeometry()

    def _button(self, section: str, icon: str, text: Text) -> Button:
        button = Button(self.voice, text, icon=icon, kind="plain", height=36, checkable=True, left=True)
        button.setObjectName(f"settings.{section}")
        button.clicked.connect(lambda _=False: self.chosen.emit(section))
        self._group.addButton(button)
        self.body.addWidget(button)
        return button

    def select(self, section: str) -> None:
        self.buttons[section].setChecked(True)

    def take_focus(self) -> None:
        button = self._group.checkedButton() or next(iter(self.buttons.values()))
        button.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        names = list(self.buttons)
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        at = next((n for n, name in enumerate(names) if self.buttons[name].hasFocus()), None)
        if step is None or at is None:
            super().keyPressEvent(event)
            return
        target = self.buttons[names[max(0, min(len(names) - 1, at + step))]]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        target.click()
