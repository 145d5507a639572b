"""The papers of a visit: look at one, print a copy, reverse an issued one; and the language of the next."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reception_desk.desk.visit_file import VisitFile
from reception_desk.forms.checkout import Checkout
from reception_desk.forms.document import Document
from reception_desk.forms.shop import LANGUAGES
from reception_desk.forms.words import Text, say, verbatim
from reception_desk.ui import theme
from reception_desk.ui.form_view import FormView
from reception_desk.ui.preview import title_of
from reception_desk.ui.room import Room
from reception_desk.ui.visit.hand_back_card import bare
from reception_desk.ui.visit.payments_card import QuietScroll
from reception_desk.ui.when import when
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.card import Card
from reception_desk.ui.widgets.discard import drop
from reception_desk.ui.widgets.hairline import Lined
from reception_desk.ui.widgets.labels import Label, Sign
from reception_desk.ui.widgets.reason_line import ReasonLine
from reception_desk.ui.widgets.ticks import Segments

OWN_NAMES = {"zh_CN": "中文", "en": "English"}
"""A language is chosen by its name in itself."""


class PapersCard(Card):
    saved = Signal()
    credit_wanted = Signal(object, str)
    """(Document, reason): an issued list is to be reversed."""

    def __init__(self, room: Room) -> None:
        names = [(option.code, verbatim(OWN_NAMES.get(option.code, option.code))) for option in LANGUAGES]
        self.language = Segments(room.voice, names, kind="row")
        self.language.setObjectName("checkout.language")
        self.language.name_buttons("checkout.language")
        super().__init__(room.voice, say("Papers"), side=self._number(room), margins=(12, 8, 12, 6))
        self.room = room
        self.rows: list[_Paper] = []
        self.none = Label(room.voice, say("Nothing was printed yet"), tone="text2")
        self.reason = ReasonLine(room.voice, "checkout.credit")
        inner = QWidget()
        self._list = QVBoxLayout(inner)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self._list.addWidget(self.none)
        self._list.addStretch(1)
        self.body.addWidget(self.reason)
        self.body.addWidget(QuietScroll(inner), 1)
        self._visit = ""
        self._shown: tuple[object, ...] = ()

    def _number(self, room: Room) -> QWidget:
        """In the title row: the tax invoice's number and the language of the paper that is made next."""
        spec = Checkout.spec("fapiao")
        self.view = FormView(room, Checkout, [spec.name])
        bare(self.view)
        self.view.saved.connect(lambda _: self.saved.emit())
        theme.hold(self.view, width=130)
        label = Label(room.voice, spec.label, tone="text2")
        label.setBuddy(self.view.editors[spec.name].widget)
        side = QWidget()
        row = QHBoxLayout(side)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(label)
        row.addWidget(self.view)
        row.addWidget(self.language)
        return side

    def show_file(self, file: VisitFile, *, fixed: bool) -> None:
        papers = self.room.desk.papers.of_visit(file.visit.id)
        open_ids = {paper.id for paper in self.room.desk.settlement.issued(file.visit.id)}
        self.view.show_form(file.checkout)
        self.view.set_fixed(fixed)
        if self._visit != file.visit.id:
            self._visit = file.visit.id
            self.reason.close_line()
            self.language.set_value(self.room.desk.papers.language_for(file))
        self.language.setEnabled(not fixed)
        shown = (tuple(paper.id for paper in papers), tuple(sorted(open_ids)), fixed)
        if shown != self._shown:
            self._shown = shown
            self._fill(papers[::-1], set() if fixed else open_ids)

    def _fill(self, papers: list[Document], open_ids: set[str]) -> None:
        for row in self.rows:
            drop(row)
        self.rows = [_Paper(self.room, paper, at) for at, paper in enumerate(papers, 1)]
        for at, row in enumerate(self.rows):
            self._list.insertWidget(at + 1, row)
            if row.paper.id in open_ids:
                row.add_reverse().clicked.connect(lambda _=False, paper=row.paper: self.ask_reason(paper))
        self.none.setVisible(not papers)

    def ask_reason(self, paper: Document) -> None:
        self.reason.ask(
            say("Why is it reversed?"), say("Reverse it"), lambda reason: self.credit_wanted.emit(paper, reason)
        )


class _Paper(Lined):
    """One paper, newest first."""

    def __init__(self, room: Room, paper: Document, number: int) -> None:
        super().__init__()
        self.paper = paper
        self.room = room
        icon = Sign("receipt" if paper.legal else "file-text")
        self.words = Label(room.voice, title_of(paper))
        self.when = Label(room.voice, self._when(), tone="text2")
        self.look = Button(room.voice, say("Open"), kind="link", name=say("Open {paper}", paper=title_of(paper)))
        self.look.setObjectName(f"checkout.open_{number}")
        self.look.clicked.connect(lambda: room.preview_wanted.emit(paper))
        self.again = Button(
            room.voice, say("Print again"), kind="link", name=say("Print {paper} again", paper=title_of(paper))
        )
        self.again.setObjectName(f"checkout.print_again_{number}")
        self.again.clicked.connect(lambda: room.print_again(paper.id))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        for widget in (icon, self.words, self.when):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        for button in (self.look, self.again):
            self._row.addWidget(button)
        theme.hold(self, least_height="small")

    def _when(self) -> Text:
        at = when(self.paper.at, self.room.desk.now().day())
        language = verbatim(OWN_NAMES.get(self.paper.language, self.paper.language))
        return say("{first} · {rest}", first=at, rest=language)

    def add_reverse(self) -> Button:
        button = Button(self.room.voice, say("Credit note…"), kind="link", name=say("Reverse it by a credit note"))
        button.setObjectName("checkout.credit")
        self._row.addWidget(button)
        return button
