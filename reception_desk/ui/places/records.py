"""A list of sheets that a person keeps by hand, with the one that is chosen beside it: people, prices, packages."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reception_desk.forms import fields as f
from reception_desk.forms.words import NOTHING, Text, say, say_many
from reception_desk.ui import theme
from reception_desk.ui.form_view import FormView
from reception_desk.ui.page import Page
from reception_desk.ui.places.records_table import Counted, Index, RecordsModel, RecordsTable
from reception_desk.ui.room import Room
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.card import Card
from reception_desk.ui.widgets.fitting import FittingLabel
from reception_desk.ui.widgets.inputs import LineEdit
from reception_desk.ui.widgets.scrolling import ScrollPage

NARROW = 6
"""Columns of the form beside the list, half of a page's."""


class RecordsView(Page):
    """The list with its filter at the left, the chosen sheet at the right. A new sheet is kept once it can be."""

    changed = Signal()
    left = Signal(str)
    """Another sheet is shown instead of this one: what was edited can become an event."""

    def __init__(
        self,
        room: Room,
        form: type[f.Form],
        columns: Sequence[str],
        new: Text,
        *,
        counted: Sequence[tuple[f.Spec, Counted]] = (),
        copies: bool = False,
    ) -> None:
        """`copies`: a sheet can be copied, for one that is nearly the same."""
        super().__init__()
        self.room, self.form = room, form
        self._draft: f.Form | None = None
        self._new = new
        self.model = RecordsModel(room, form, columns, counted)
        self.table = RecordsTable(self.model)
        self.table.setObjectName(f"{form.table}.list")
        self.filter = LineEdit()
        self.filter.setObjectName(f"{form.table}.filter")
        self.add = Button(room.voice, new, icon="plus", kind="primary", height="input")
        self.add.setObjectName(f"{form.table}.new")
        self.view = FormView(room, form, columns=NARROW)
        self.copy = Button(room.voice, say("Copy"), icon="file", kind="row")
        self.copy.setObjectName(f"{form.table}.copy")
        self.card = Card(room.voice, form.title, side=self.copy if copies else None)
        self._many = FittingLabel(room.voice, tone="text2")
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(11, 0, 11, 0)
        top.addWidget(self.filter, 1)
        top.addWidget(self._many)
        top.addWidget(self.add)
        left = Card(self.room.voice, margins=(1, 10, 1, 6))
        left.body.addLayout(top)
        left.body.addWidget(self.table, 1)
        self.card.body.addWidget(self.view)
        self.card.body.addStretch(1)
        self.area = ScrollPage(keeps_width=True)
        column = QWidget()
        stack = QVBoxLayout(column)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.addWidget(self.card)
        stack.addStretch(1)
        self.area.setWidget(column)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.COLUMN_GAP)
        whole.addWidget(left, 1)
        whole.addWidget(self.area, 1)

    def _connect(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(self._row_changed)
        self.table.opened.connect(self.view.focus_first)
        self.table.typed.connect(self._type_on)
        self.filter.textChanged.connect(self._narrow)
        self.filter.returnPressed.connect(lambda: self.table.setFocus(Qt.FocusReason.TabFocusReason))
        self.add.clicked.connect(self.begin)
        self.copy.clicked.connect(self.copy_shown)
        self.view.saved.connect(self._saved)
        self.view.walked.connect(lambda: self.table.setFocus(Qt.FocusReason.TabFocusReason))
        self.room.voice.changed.connect(self.retranslate)

    def retranslate(self) -> None:
        voice = self.room.voice
        self.filter.setPlaceholderText(voice.say(say("Filter")))
        self.filter.setAccessibleName(voice.say(say("Filter")))
        self.table.setAccessibleName(voice.say(self.form.title))
        self.table.viewport().update()
        self.table.horizontalHeader().viewport().update()
        self.table.fit()

    # Showing

    @property
    def shown(self) -> f.Form | None:
        return self.view.kept

    @property
    def drafting(self) -> bool:
        """Whether the sheet that is shown is a new one that is not kept yet."""
        return self._draft is not None and self.shown is self._draft

    def refresh(self) -> None:
        """Load again; the sheet that is shown stays shown."""
        self._load(self.shown.id if self.shown else "")

    def _load(self, chosen: str) -> None:
        self.model.load()
        self.table.fit()
        self._select(chosen)
        self._count()
        row = next((row for row in self.model.rows if row.id == chosen), None)
        if not self.drafting:
            self._show(row or (self.model.rows[0] if self.model.rows else None))

    def _select(self, row_id: str) -> None:
        row = self.model.row_of(row_id)
        model = self.table.selectionModel()
        model.blockSignals(True)
        if row >= 0:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            model.setCurrentIndex(self.model.index(row, 0), flags)
            self.table.scrollTo(self.model.index(row, 0))
        else:
            model.clear()
        model.blockSignals(False)
        self.table.viewport().update()

    def _show(self, row: f.Form | None) -> None:
        self.card.setVisible(row is not None)
        if row is None:
            self.view.kept = None
            return
        before = self.view.kept
        if before is not None and before.id and before.id != row.id:
            self.left.emit(before.id)
        self.view.keep_here = None
        self.card.set_note(NOTHING)
        self.view.show_form(row)
        self._allow_rows()
        if not self.table.currentIndex().isValid():
            self._select(row.id)

    def _allow_rows(self) -> None:
        kept = self.view.kept is not None and bool(self.view.kept.id)
        for rows in self.view.rows.values():
            rows.setVisible(kept)

    def _row_changed(self, now: Index) -> None:
        if now.isValid():
            self.view.flush()
            self._show(self.model.rows[now.row()])

    def _narrow(self, typed: str) -> None:
        self.view.flush()
        self.model.narrow(typed)
        self._count()
        if self.shown is not None:
            self._select(self.shown.id)

    def _count(self) -> None:
        self._many.set_text(say_many("{n} entry", "{n} entries", n=len(self.model.rows)))

    def _type_on(self, text: str) -> None:
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.setText(text)

    # Doing

    def begin(self) -> None:
        """A new sheet; what was begun before and has no name yet is gone on with."""
        self.view.flush()
        self._draft = self._draft or self.form()
        self.view.keep_here = self._draft_kept
        self._select("")
        self.card.show()
        self.card.set_note(say("new"))
        self.view.show_form(self._draft)
        self._allow_rows()
        self.view.focus_first()

    def copy_shown(self) -> None:
        """Another sheet like the one that is shown, to be given its own name."""
        self.view.flush()
        shown = self.shown
        if shown is None or self.drafting:
            return
        name = self.room.voice.say(say("{name} (copy)", name=str(getattr(shown, "name", ""))))
        made: list[str] = []
        if self.room.try_to(lambda: made.append(self.room.desk.sheets.copy(self.form, shown.id, name=name, code=""))):
            self.filter.clear()
            self._load(made[0])
            self.changed.emit()
            self.view.focus_field("name")

    def _draft_kept(self, name: str, value: object) -> None:
        """The new sheet can be kept as soon as nothing that keeping needs is missing."""
        del name, value
        draft = self._draft
        if draft is None or any("save" in problem.holds for problem in draft.problems()):
            return
        if self.room.try_to(lambda: self.room.desk.sheets.create(draft)):
            self._draft = None
            self.view.keep_here = None
            self.card.set_note(NOTHING)
            self._allow_rows()
            for spec_name, rows in self.view.rows.items():
                rows.show_rows(draft.id, getattr(draft, spec_name))

    def _saved(self, name: str) -> None:
        del name
        if not self.drafting and self.shown is not None:
            self.model.load()
            self.table.fit()
            self._select(self.shown.id)
            self._count()
            self.changed.emit()

    def enter(self) -> None:
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def flush(self) -> None:
        if self.view.kept is not None:
            self.view.flush()

    def focus_field(self, name: str) -> None:
        self.view.focus_field(name)
