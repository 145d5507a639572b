"""A whole sheet on the screen, read off its declaration: a card a section, folded where the sheet says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reception_desk.forms import fields as f
from reception_desk.ui import theme
from reception_desk.ui.form_view import FormView, editable
from reception_desk.ui.room import Room
from reception_desk.ui.widgets.card import Card
from reception_desk.ui.widgets.field_box import FieldBox


class SheetView(QWidget):
    """A whole sheet as cards, one a section, in a main and a side column; folded sections open by hand or purpose."""

    saved = Signal(str)
    walked = Signal()

    def __init__(self, room: Room, form: type[f.Form], *, column: str = "", skip: Iterable[str] = ()) -> None:
        super().__init__()
        self.room, self.form = room, form
        self.views: dict[f.Section, FormView] = {}
        self.cards: dict[f.Section, Card] = {}
        self.lay = QVBoxLayout(self)
        self.lay.setContentsMargins(0, 0, 0, 0)
        self.lay.setSpacing(theme.CARD_GAP)
        for section in dict.fromkeys(spec.section for spec in form.specs().values()):
            if not column or section.column == column:
                self._add(section, set(skip))

    def _add(self, section: f.Section, skip: set[str]) -> None:
        names = [
            spec.name
            for spec in self.form.specs().values()
            if spec.section is section and spec.name not in skip and editable(spec)
        ]
        if not names:
            return
        view = FormView(self.room, self.form, names)
        view.saved.connect(self._saved)
        view.walked.connect(self.walked)
        card = Card(self.room.voice, section.title, foldable=section.folded)
        card.body.addWidget(view)
        if len(names) == 1 and names[0] in view.boxes:
            view.boxes[names[0]].label.hide()  # the card's title says it
        self.views[section], self.cards[section] = view, card
        self.lay.addWidget(card)

    def _saved(self, name: str) -> None:
        # one field's value may be what another section's check looks at
        for view in self.views.values():
            view.judge()
        self.saved.emit(name)

    def show_form(self, kept: f.Form) -> None:
        for view in self.views.values():
            view.show_form(kept)

    def open_for(self, purposes: Iterable[str]) -> None:
        """Unfold the sections that these purposes need."""
        for section, card in self.cards.items():
            if section.folded and set(section.opens_for) & set(purposes):
                card.set_open(True)

    def fold(self) -> None:
        """As the declaration has them, for another visit."""
        for section, card in self.cards.items():
            card.set_open(not section.folded)

    def box(self, name: str) -> FieldBox:
        return next(view.boxes[name] for view in self.views.values() if name in view.boxes)

    def focus_first(self) -> None:
        next(iter(self.views.values())).focus_first()

    def set_known(self, known: Callable[[], f.Known]) -> None:
        for view in self.views.values():
            view.known = known

    def set_fixed(self, fixed: bool) -> None:
        for view in self.views.values():
            view.set_fixed(fixed)

    def flush(self) -> None:
        for view in self.views.values():
            view.flush()

    def focus_field(self, name: str) -> bool:
        """Go to a field, unfolding its section; False when it is not here."""
        for section, view in self.views.items():
            if name in view.editors:
                self.cards[section].set_open(True)
                view.focus_field(name)
                return True
        return False
