"""Next service 下次保养: the fields, and what the shop's interval would put into them.

The interval is offered, not written: opening a step keeps nothing. The chip shows what would be kept and is on after a
maintenance; what it says stands grey in the blank fields and is kept when the settlement is issued, as the
customer reads it there. One press turns it off, typing a value of one's own replaces it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal

from reception_desk.desk.visit_file import VisitFile
from reception_desk.errors import DeskError
from reception_desk.forms.checkout import NEXT, Checkout
from reception_desk.forms.intervals import months_on
from reception_desk.forms.shop import Shop
from reception_desk.forms.words import NOTHING, Text, say, value, value_text
from reception_desk.ui.editors import LineEditor
from reception_desk.ui.form_view import FormView
from reception_desk.ui.room import Room
from reception_desk.ui.undo import Step
from reception_desk.ui.widgets.buttons import Chip
from reception_desk.ui.widgets.card import Card

DAY, ODOMETER = "next_service_day", "next_service_odometer"


@dataclass(frozen=True)
class Suggestion:
    """By the shop's interval from today and from the last reading; either may be unknown."""

    day: str = ""
    odometer: int | None = None

    def __bool__(self) -> bool:
        return bool(self.day or self.odometer)

    def values(self) -> dict[str, object]:
        return {DAY: self.day, ODOMETER: self.odometer}

    @property
    def text(self) -> Text:
        if self.day and self.odometer:
            odometer = value("whole", self.odometer, "distance")
            return say("{day} or {odometer}", day=value("day", self.day), odometer=odometer)
        return value_text("day", self.day) if self.day else value_text("whole", self.odometer, "distance")


def suggest(shop: Shop, file: VisitFile, today: str) -> Suggestion:
    """Nothing once a date or reading is there."""
    sheet = file.checkout
    if sheet.next_service_day or sheet.next_service_odometer:
        return Suggestion()
    reading = sheet.odometer_out or file.check_in.odometer
    day = months_on(today, shop.service_months) if shop.service_months else None
    return Suggestion(
        day.isoformat() if day else "",
        reading + shop.service_distance if reading and shop.service_distance else None,
    )


class NextServiceCard(Card):
    saved = Signal()
    walked = Signal()

    def __init__(self, room: Room) -> None:
        self.chip = Chip(room.voice, NOTHING)
        self.chip.setObjectName("checkout.suggest")
        super().__init__(room.voice, NEXT.title, side=self.chip)
        self.room = room
        self.view = FormView(room, Checkout, [s.name for s in Checkout.specs().values() if s.section is NEXT])
        self.body.addWidget(self.view)
        self.view.saved.connect(lambda _: self.saved.emit())
        self.view.walked.connect(self.walked)
        self.chip.toggled.connect(self._show_prompts)
        self._suggestion = Suggestion()
        self._visit = ""
        room.voice.changed.connect(self._show_prompts)

    def show_file(self, file: VisitFile, *, fixed: bool, issued: bool) -> None:
        self.view.show_form(file.checkout)
        self.view.set_fixed(fixed)
        desk = self.room.desk
        self._suggestion = Suggestion() if fixed or issued else suggest(desk.shop(), file, desk.now().day())
        if self._visit != file.visit.id:
            self._visit = file.visit.id
            self.chip.setChecked("maintenance" in file.check_in.purposes)
        self.chip.setVisible(bool(self._suggestion))
        self.chip.set_text(say("Suggested: {next}", next=self._suggestion.text) if self._suggestion else NOTHING)
        self._show_prompts()

    def _show_prompts(self) -> None:
        on = self.chip.isChecked() and bool(self._suggestion)
        for name, kept in self._suggestion.values().items():
            editor = self.view.editors.get(name)
            if isinstance(editor, LineEditor):
                words = self.room.voice.language.edit_text(editor.spec, kept) if on else ""
                editor.line.setPlaceholderText(words)

    def settle_with(self, act: Callable[[], object]) -> None:
        """Do `act` with what the chip offers kept first; where it is refused the sheet is as it was. DeskError."""
        sheet = self.view.kept
        if not (self._suggestion and self.chip.isChecked() and sheet is not None):
            act()
            return
        sheets, row, after = self.room.desk.sheets, sheet.id, self._suggestion.values()
        before = sheets.edit(Checkout, row, after)
        try:
            act()
        except DeskError:
            sheets.edit(Checkout, row, before)
            raise
        self.room.undo.push(
            Step(
                say("next service: {next}", next=self._suggestion.text),
                lambda: sheets.edit(Checkout, row, before),
                lambda: sheets.edit(Checkout, row, after),
            )
        )
