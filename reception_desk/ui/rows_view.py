"""Rows of a sheet inside its form: phones, bays, lines of a package; each row is its own fields.

Enter goes from field to field and makes a new row behind the last one; on a row that is still blank it ends that.
Alt+Up and Alt+Down move a row (Alt+Down in a list opens it), Ctrl+Del takes it off.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reception_desk.errors import DeskError
from reception_desk.forms import fields as f
from reception_desk.forms.words import Text, say
from reception_desk.ui import theme
from reception_desk.ui.editors import Editor, LineEditor, make_editor
from reception_desk.ui.room import Room
from reception_desk.ui.undo import Step
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.discard import drop
from reception_desk.ui.widgets.labels import Label
from reception_desk.ui.widgets.pressed import ENTER

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
NOTE_WIDTH, LEAST = 72, 60
"""At the base text size: room for an amount, alone and in a field."""


@dataclass(frozen=True)
class Explained:
    """What is told about rows beside their fields. `note`: words at the end of a row; `foot`: words under all of them;
    `check`: what is to be looked at, in amber; `blank`: what a field that is left blank stands for."""

    note: Callable[[f.Line], Text]
    foot: Callable[[Sequence[f.Line]], Text]
    check: Callable[[Sequence[f.Line]], Text]
    blank: Callable[[f.Line, f.Spec], str]


class RowsView(QWidget):
    changed = Signal()

    def __init__(self, room: Room, spec: f.Spec, row: type[f.Line]) -> None:
        super().__init__()
        self.room, self.spec, self.row = room, spec, row
        self._explained: Explained | None = None
        self._notes: dict[str, Label] = {}
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
        self._foot = Label(room.voice, role="strong")
        below = QHBoxLayout()
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.add)
        below.addStretch(1)
        below.addWidget(self._foot)
        whole.addLayout(below)
        self.check = Label(room.voice, tone="amber")
        self.check.setWordWrap(True)
        self.check.hide()
        whole.addWidget(self.check)
        room.voice.changed.connect(self.retranslate)

    def explain(self, explained: Explained) -> None:
        """Tell more about the rows; before any is shown."""
        self._explained = explained

    def retranslate(self) -> None:
        for row, editors, _ in self._rows:
            self._name(editors)
            self._judge(row, editors)
        self._tell()

    def _tell(self) -> None:
        told = self._explained
        if told is None:
            return
        for row, editors, _ in self._rows:
            self._notes[row.id].set_text(told.note(row))
            for editor in editors:
                blank = told.blank(row, editor.spec) if isinstance(editor, LineEditor) else ""
                if isinstance(editor, LineEditor) and blank:
                    editor.line.setPlaceholderText(blank)
        rows = [row for row, _, _ in self._rows]
        self._foot.set_text(told.foot(rows))
        self.check.set_text(told.check(rows))
        self.check.setVisible(bool(told.check(rows)))

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
        self._tell()

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
        self._rows, self._notes = [], {}

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
            editor.widget.installEventFilter(self)
            if isinstance(editor, LineEditor):
                theme.hold(editor.widget, least_width=LEAST)
            line.addWidget(editor.widget, spec.wide)
            editors.append(editor)
        self._name(editors)
        if self._explained is not None:
            self._add_note(row, line)
        remove = Button(self.room.voice, icon="x", kind="plain", name=say("Remove this line"))
        remove.setObjectName(f"{self.spec.key}.remove")
        remove.clicked.connect(lambda: self._remove(row))
        line.addWidget(remove)
        self._rows.append((row, editors, widget))
        self._lay.addWidget(widget)

    def _add_note(self, row: f.Line, line: QHBoxLayout) -> None:
        """The words at the end of a row, and the button that moves it."""
        note = Label(self.room.voice)
        note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        theme.hold(note, width=NOTE_WIDTH)
        self._notes[row.id] = note
        up = Button(self.room.voice, icon="chevron-up", kind="plain", name=say("Move this line up"))
        up.setObjectName(f"{self.spec.key}.up")
        up.clicked.connect(lambda: self._move(row, -1))
        line.addWidget(note)
        line.addWidget(up)

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        found = [
            (row, editors, at)
            for row, editors, _ in self._rows
            for at, editor in enumerate(editors)
            if editor.widget is watched
        ]
        return bool(found) and self._key(event, *found[0])

    def _key(self, event: QKeyEvent, row: f.Line, editors: list[Editor], at: int) -> bool:
        """True for keys that mean a row or the way through the rows."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = Qt.Key(event.key())
        if held == Qt.KeyboardModifier.AltModifier and key in _STEPS:
            opens = key == Qt.Key.Key_Down and not isinstance(editors[at], LineEditor)
            if not opens:
                editors[at].flush()
                self._move(row, _STEPS[key])
            return not opens
        if held == Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_Delete:
            self._remove(row)
            return True
        if key not in ENTER or held not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            return False
        editors[at].flush()
        self._walk(row, at, -1 if held else 1)
        return True

    def _walk(self, row: f.Line, at: int, step: int) -> None:
        """To the next or former field; behind the last one to a new row, from a blank new row to its end."""
        stops = [(shown, editor) for shown, editors, _ in self._rows for editor in editors]
        here = next(n for n, (shown, _) in enumerate(stops) if shown.id == row.id) + at
        if 0 <= here + step < len(stops) and not (step > 0 and self._is_blank(row)):
            stops[here + step][1].widget.setFocus(Qt.FocusReason.TabFocusReason)
        elif step > 0 and self._is_blank(row):
            self._remove(row)
        elif step > 0:
            self._add_row()

    def _is_blank(self, row: f.Line) -> bool:
        return all(getattr(row, spec.name) in ("", None, (), spec.default) for spec in self.row.specs().values())

    def _move(self, row: f.Line, step: int) -> None:
        ids = [shown.id for shown, _, _ in self._rows]
        here = ids.index(row.id)
        if not 0 <= here + step < len(ids):
            return
        after = list(ids)
        after[here], after[here + step] = after[here + step], after[here]
        sheets, form = self.room.desk.sheets, self.row
        if not self.room.try_to(lambda: sheets.order(form, after)):
            return
        self._rows[here], self._rows[here + step] = self._rows[here + step], self._rows[here]
        widget = self._rows[here + step][2]
        self._lay.removeWidget(widget)
        self._lay.insertWidget(here + step, widget)
        self.room.undo.push(Step(say("line moved"), lambda: sheets.order(form, ids), lambda: sheets.order(form, after)))
        self.changed.emit()

    # Rows come, change, go

    def _add_row(self) -> None:
        if not self._parent:
            return
        row = self.row()
        if self.room.try_to(lambda: self.room.desk.sheets.add_row(row, self._parent)):
            self._show_row(row)
            self._rows[-1][1][0].widget.setFocus(Qt.FocusReason.TabFocusReason)
            self._remember_row(row)
            self._tell()
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
        self._tell()
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
        self._tell()
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
