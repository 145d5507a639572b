"""Where papers go: a printer of this computer or a folder. Printers are asked for when this section is opened."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QGridLayout

from reception_desk.forms import fields as f
from reception_desk.forms.document import PAGES, PAPERS, Document, pages_of
from reception_desk.forms.shop import PRINTER, Shop
from reception_desk.forms.words import NOTHING, say, verbatim
from reception_desk.ui import theme
from reception_desk.ui.editors import Editor, LineEditor
from reception_desk.ui.form_view import COLUMNS, FormView
from reception_desk.ui.page import Page
from reception_desk.ui.printer import FOLDER, SystemPort
from reception_desk.ui.printers import Printers, choices
from reception_desk.ui.room import Room
from reception_desk.ui.routes import page_of, remember, route_of
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.card import Card
from reception_desk.ui.widgets.labels import Label
from reception_desk.ui.widgets.pick import Pick
from reception_desk.ui.widgets.scrolling import SplitPage, at_top, fill_with

SIDE, FOLD_BELOW = 520, 900


def system_printers() -> tuple[str, list[str]]:
    return SystemPort().printers()


class PrinterEditor(Editor):
    """A text field whose values are known: the computer's own printer, a folder, or a printer by its name."""

    def __init__(self, room: Room, spec: f.Spec) -> None:
        super().__init__(room, spec)
        self.pick = Pick(room.voice)
        self.widget = self.pick
        self.names: list[str] = []
        self._default = ""
        self.pick.edited.connect(self.edited.emit)

    def load(self, default: str, names: list[str]) -> None:
        self._default, self.names = default, names
        self.show(self.pick.value)

    def show(self, kept: object, raw: str = "") -> None:
        code = str(kept or "")
        self.pick.set_choices(choices(self._default, self.names, code))
        self.pick.set_value(code)

    @property
    def gone(self) -> bool:
        return self.pick.value not in ("", FOLDER, *self.names)


class RoutesCard(Card):
    """Kinds of paper that go elsewhere than the shop's others, on another size, or more than once."""

    def __init__(self, room: Room) -> None:
        super().__init__(room.voice, say("Printer, size and copies of each paper"))
        self.room = room
        self._own, self._names = "", list[str]()
        self.rows: dict[str, tuple[Pick, Pick, Pick]] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.CARD_GAP)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for at, option in enumerate(PAPERS):
            printer, copies = Pick(room.voice), Pick(room.voice, [(str(n), verbatim(f"× {n}")) for n in range(1, 10)])
            sizes = [(one.code, one.label) for one in PAGES if one.code in pages_of(option.code)]
            page = Pick(room.voice, sizes)
            printer.setObjectName(f"print_route.printer.{option.code}")
            copies.setObjectName(f"print_route.copies.{option.code}")
            page.setObjectName(f"print_route.page.{option.code}")
            theme.hold(copies, width=76)
            theme.hold(page, width=112)
            grid.addWidget(Label(room.voice, option.label), at, 0)
            self.rows[option.code] = (printer, page, copies)
            for column, pick in enumerate(self.rows[option.code], 1):
                pick.edited.connect(lambda _, kind=option.code: self._keep(kind))
                grid.addWidget(pick, at, column)
        self.body.addLayout(grid)
        room.voice.changed.connect(self._name)
        self._name()

    def _name(self) -> None:
        for kind, (printer, page, copies) in self.rows.items():
            paper = Document.spec("kind").option(kind)
            page.setAccessibleName(self.room.voice.say(say("Size of {paper}", paper=paper)))
            printer.setAccessibleName(self.room.voice.say(say("Print {paper} to", paper=paper)))
            copies.setAccessibleName(self.room.voice.say(say("Copies of {paper}", paper=paper)))

    def load(self, own: str, names: list[str]) -> None:
        self._own, self._names = own, names
        self.refresh()

    def refresh(self) -> None:
        for kind, (printer, page, copies) in self.rows.items():
            route = route_of(self.room.desk, kind)
            page.set_value(page_of(self.room.desk, kind))
            offered = choices(self._own, self._names, route.printer)
            printer.set_choices([("", say("As all papers")), *(one for one in offered if one[0])])
            printer.set_value(route.printer)
            copies.set_value(str(route.copies or 1))

    def _keep(self, kind: str) -> None:
        printer, page, copies = self.rows[kind]
        desk, often = self.room.desk, int(copies.value or 1)
        self.room.try_to(lambda: remember(desk, kind, printer=printer.value, copies=often, page=page.value))


class PrintingSection(Page):
    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        names = [spec.name for spec in Shop.specs().values() if spec.section is PRINTER]
        self.printer: PrinterEditor | None = None
        makers = {"printer": self._make_printer}
        self.view = FormView(room, Shop, names, makers=makers, wide=dict.fromkeys(names, COLUMNS))
        self.choose = Button(room.voice, say("Choose folder…"), icon="folder")
        self.choose.setObjectName("settings.choose_folder")
        self.choose.clicked.connect(self._choose)
        self.blank = Button(room.voice, say("Print blank papers for a power cut"), icon="file")
        self.blank.setObjectName("settings.print_blank")
        self.blank.clicked.connect(lambda _: room.print_blank())
        self.routes = RoutesCard(room)
        self.printers = Printers(system_printers)
        self.printers.found.connect(self._load)
        self._lay_out()
        self.view.saved.connect(lambda _: self._judge())
        self.view.saved.connect(lambda _: self.routes.refresh())

    def _lay_out(self) -> None:
        card = Card(self.room.voice, PRINTER.title)
        first = Label(
            self.room.voice,
            say("Every paper is kept as a PDF in the shop folder first; then it goes where you choose here."),
            tone="text2",
        )
        first.setWordWrap(True)
        card.body.addWidget(first)
        card.body.addWidget(self.view)
        card.body.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addWidget(self.blank, 0, Qt.AlignmentFlag.AlignLeft)
        main, side = at_top(card), at_top(self.routes)
        margins = (0, 0, theme.PAGE_X, theme.PAGE_Y)
        fill_with(self, SplitPage(main, side, width=SIDE, margins=margins, fold_below=FOLD_BELOW))

    def _make_printer(self, room: Room, spec: f.Spec) -> Editor:
        self.printer = PrinterEditor(room, spec)
        return self.printer

    def refresh(self) -> None:
        self.view.show_form(self.room.desk.shop())
        self.routes.refresh()
        self.printers.ask()
        self._judge()

    def _load(self, own: str, names: list[str]) -> None:
        assert self.printer is not None
        if not self.window().isVisible():
            return  # the program was closed while the computer looked for its printers
        self.printer.load(own, names)
        self.routes.load(own, names)
        self._judge()

    def _judge(self) -> None:
        """What the choice means: a printer that is not there now, and the folder that stands for none."""
        assert self.printer is not None
        gone = say("This printer is not there now. Papers wait in the shop folder until it is back.")
        level, text = ("check", gone) if self.printer.gone else ("", NOTHING)
        self.view.boxes["printer"].set_problem(level, text)
        shop = self.view.kept
        own = str(self.room.desk.folder / "printed")
        blank = isinstance(shop, Shop) and not shop.print_folder
        self.view.boxes["print_folder"].set_hint(say("Without one: {folder}", folder=own) if blank else NOTHING)

    def _choose(self) -> None:
        shop = self.room.desk.shop()
        start = shop.print_folder or str(self.room.desk.folder)
        self.take_folder(QFileDialog.getExistingDirectory(self, self.choose.label, start))

    def take_folder(self, folder: str) -> None:
        """The folder that was chosen; "" when the person thought better of it."""
        editor = self.view.editors["print_folder"]
        if folder and isinstance(editor, LineEditor):
            editor.line.setText(folder)
            editor.flush()

    def enter(self) -> None:
        self.view.focus_first()

    def flush(self) -> None:
        self.view.flush()
