"""Where papers go: a printer of this computer or a folder. Printers are asked for when this section is opened."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from reception_desk.forms import fields as f
from reception_desk.forms.shop import PRINTER, Shop
from reception_desk.forms.words import NOTHING, Text, say, verbatim
from reception_desk.ui import theme
from reception_desk.ui.editors import Editor, LineEditor
from reception_desk.ui.form_view import COLUMNS, FormView
from reception_desk.ui.printer import FOLDER
from reception_desk.ui.room import Room
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.card import Card
from reception_desk.ui.widgets.labels import Label
from reception_desk.ui.widgets.pick import Pick

WIDTH = 640


def system_printers() -> tuple[str, list[str]]:
    """The computer's own printer and all that it knows; both may be empty."""
    from PySide6.QtPrintSupport import QPrinterInfo

    return QPrinterInfo.defaultPrinterName(), QPrinterInfo.availablePrinterNames()


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
        own = say("This computer's own printer ({printer})", printer=self._default)
        choices: list[tuple[str, Text]] = [
            ("", own if self._default else say("This computer's own printer (none now: the folder)")),
            (FOLDER, say("A folder")),
            *((name, verbatim(name)) for name in self.names),
        ]
        if code and code not in dict(choices):
            choices.append((code, verbatim(code)))
        self.pick.set_choices(choices)
        self.pick.set_value(code)

    @property
    def gone(self) -> bool:
        return self.pick.value not in ("", FOLDER, *self.names)


class PrintingSection(QWidget):
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
        self._lay_out()
        self.view.saved.connect(lambda _: self._judge())

    def _lay_out(self) -> None:
        card = Card(self.room.voice, PRINTER.title)
        theme.hold(card, width=WIDTH)
        first = Label(
            self.room.voice,
            say("Every paper is kept as a PDF in the shop folder first; then it goes where you choose here."),
            tone="text2",
        )
        first.setWordWrap(True)
        card.body.addWidget(first)
        card.body.addWidget(self.view)
        card.body.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, theme.PAGE_X, theme.PAGE_Y)
        whole.addWidget(card)
        whole.addStretch(1)

    def _make_printer(self, room: Room, spec: f.Spec) -> Editor:
        self.printer = PrinterEditor(room, spec)
        return self.printer

    def refresh(self) -> None:
        assert self.printer is not None
        self.view.show_form(self.room.desk.shop())
        self.printer.load(*system_printers())
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
