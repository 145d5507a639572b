"""Rows of a sheet inside its form: phones, bays, lines of a package; each row is its own fields."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reception_desk.errors import DeskError
from reception_desk.forms import fields as f
from reception_desk.forms.words import say
from reception_desk.ui import theme
from reception_desk.ui.editors import Editor, LineEditor, make_editor
from reception_desk.ui.room import Room
from reception_desk.ui.undo import Step
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.discard import drop
from reception_desk.ui.widgets.labels import Label


class RowsView(QWidget):
    changed = Signal()

    def __init__(self, room: Room, spec: f.Spec, row: type[f.Line]) -> None:
        super().__init__()
        self.room, self.spec, self.row = room, spec, row
        self.setObjectName(spec.key)
        self._parent = ""
        self._rows: list[tuple[f.Line, list[Editor], QWidget]] = []
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addWidget(Label(room.voice, spec.label, tone="text2"))
        self._lay = QVBoxLayout()
        self._lay.setSpacing(4)
        whole.addLayout(self._lay)
        self.add = Button(room.voice, say("Add a line"), icon="plus", kind="chip")
        self.add.setObjectName(f"{spec.key}.add")
        self.add.clicked.connect(self._add_row)
        whole.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        room.voice.changed.connect(self.retranslate)

    def retranslate(self) -> None:
        for row, editors, _ in self._rows:
            self._name(editors)
            self._judge(row, editors)

    def _name(self, editors: list[Editor]) -> None:
        for editor in editors:
            label = self.room.voice.say(editor.spec.label)
            editor.widget.setAccessibleName(label)
            if isinstance(editor, LineEditor):
                editor.line.setPlaceholderText(label)

    def show_rows(self, parent: str, kept: tuple[f.Line, ...]) -> None:
        """The rows of one sheet; a row that is already shown keeps its editors, so that focus stays."""
        self._parent = parent
        if [row.id for row, _, _ in self._rows] != [row.id for row in kept]:
            self._clear()
            for row in kept:
                self._show_row(row)
        raw = self.room.desk.sheets.raw(parent)
        for (shown, editors, _), row in zip(self._rows, kept, strict=True):
            for editor in editors:
                name = editor.spec.name
                setattr(shown, name, getattr(row, name))
                editor.show(getattr(row, name), raw.get(f"{row.id}.{name}", ""))
            self._judge(shown, editors)

    def _judge(self, row: f.Line, editors: list[Editor]) -> None:
        """What is wrong with a field of a row: its outline, and the words where one points at it."""
        found = {problem.field: problem for problem in row.problems(self.room.desk.known())}
        for editor in editors:
            problem = found.get(editor.spec.name)
            if isinstance(editor, LineEditor):
                editor.line.set_level(problem.level if problem else "")
            editor.widget.setToolTip(self.room.voice.say(problem.text) if problem else "")

    def _clear(self) -> None:
        for _, _, widget in self._rows:
            drop(widget)
        self._rows = []

    def _show_row(self, row: f.Line) -> None:
        widget = QWidget(self)
        line = QHBoxLayout(widget)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.CARD_GAP)
        editors = []
        for spec in self.row.specs().values():
            editor = make_editor(self.room, spec)
            editor.edited.connect(lambda kept, row=row, name=spec.name: self._keep(row, name, kept))
            editor.unread.connect(lambda typed, text, row=row, name=spec.name: self._keep_raw(row, name, typed, text))
            editor.refused.connect(self.room.tell)
            line.addWidget(editor.widget, spec.wide)
            editors.append(editor)
        self._name(editors)
        remove = Button(self.room.voice, icon="x", kind="plain", name=say("Remove this line"))
        remove.setObjectName(f"{self.spec.key}.remove")
        remove.clicked.connect(lambda: self._remove(row))
        line.addWidget(remove)
        self._rows.append((row, editors, widget))
        self._lay.addWidget(widget)

    def _add_row(self) -> None:
        if not self._parent:
            return
        row = self.row()
        if self.room.try_to(lambda: self.room.desk.sheets.add_row(row, self._parent)):
            self._show_row(row)
            self._rows[-1][1][0].widget.setFocus(Qt.FocusReason.TabFocusReason)
            self._remember_row(row)
            self.changed.emit()

    def _remember_row(self, row: f.Line) -> None:
        sheets, form = self.room.desk.sheets, self.row
        self.room.undo.push(
            Step(
                say("line added"),
                lambda: sheets.remove_row(form, row.id),
                lambda: sheets.restore_row(form, row.id),
            )
        )

    def _remove(self, row: f.Line) -> None:
        sheets, form = self.room.desk.sheets, self.row
        if not self.room.try_to(lambda: sheets.remove_row(form, row.id)):
            return
        for at, (kept, _, widget) in enumerate(self._rows):
            if kept.id == row.id:
                drop(widget)
                del self._rows[at]
                break
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.room.undo.push(
            Step(say("line removed"), lambda: sheets.restore_row(form, row.id), lambda: sheets.remove_row(form, row.id))
        )
        self.changed.emit()

    def _keep(self, row: f.Line, name: str, kept: object) -> None:
        sheets, form, before = self.room.desk.sheets, self.row, getattr(row, name)
        try:
            sheets.edit(form, row.id, {name: kept})
        except DeskError as trouble:
            self.room.troubled.emit(trouble)
            return
        setattr(row, name, kept)
        self._judge(row, next(editors for shown, editors, _ in self._rows if shown is row))
        self.room.undo.push(
            Step(
                say("{field} changed", field=form.spec(name).label),
                lambda: sheets.put(form, row.id, name, before),
                lambda: sheets.put(form, row.id, name, kept),
                key=f"{row.id}.{name}",
            )
        )
        self.room.saved.emit()
        self.changed.emit()

    def _keep_raw(self, row: f.Line, name: str, typed: str, text: object) -> None:
        self.room.try_to(lambda: self.room.desk.sheets.keep_raw(self.row, row.id, name, typed))
        self.room.told.emit(text, None)

    def flush(self) -> None:
        for _, editors, _ in self._rows:
            for editor in editors:
                editor.flush()
