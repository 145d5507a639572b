"""Any form on the screen, read off its declaration: fields on a grid of twelve, each saved when it is left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from reception_desk.errors import DeskError, Refused
from reception_desk.forms import fields as f
from reception_desk.forms.reading import Unreadable
from reception_desk.forms.words import NOTHING, Text, Value, say, value, verbatim
from reception_desk.ui import theme
from reception_desk.ui.editors import Editor, LineEditor, MemoEditor, make_editor
from reception_desk.ui.room import Room
from reception_desk.ui.rows_view import RowsView
from reception_desk.ui.undo import Step
from reception_desk.ui.widgets.field_box import FieldBox
from reception_desk.ui.widgets.field_grid import FieldGrid
from reception_desk.ui.widgets.pressed import ENTER

COLUMNS = 12
SHORT = 24
NAMED = frozenset({"staff", "bay", "package", "price_item", "customer", "vehicle"})
"""What a person can choose by its name; other links are the desk's own."""
ORDER = {"stop": 0, "check": 1, "hint": 2}
Maker = Callable[[Room, f.Spec], Editor]


class FormView(QWidget):
    """Fields of one form. `show_form` binds it to a row; edits go to the desk at once and onto the undo stack.

    With `keep` the form is not in the file yet: edits stay in the form that is shown and `keep(name, value)` hears of
    them. `columns`: a narrower grid, whose rows are filled to their end; `wide`: other widths than the declared ones;
    `makers`: fields that have an editor of their own.
    """

    saved = Signal(str)
    """A field was kept: its name."""
    walked = Signal()
    """Enter on the last field of the Enter path."""

    def __init__(
        self,
        room: Room,
        form: type[f.Form],
        names: Iterable[str] | None = None,
        *,
        keep: Callable[[str, object], None] | None = None,
        columns: int = COLUMNS,
        wide: Mapping[str, int] | None = None,
        makers: Mapping[str, Maker] | None = None,
    ) -> None:
        super().__init__()
        self.room, self.form = room, form
        self.keep_here, self._columns, self._wide, self._makers = keep, columns, wide or {}, makers or {}
        chosen = set(names) if names is not None else None
        self.specs = [spec for spec in form.specs().values() if self._wanted(spec, chosen)]
        self.editors: dict[str, Editor] = {}
        self.boxes: dict[str, FieldBox] = {}
        self.rows: dict[str, RowsView] = {}
        self.kept: f.Form | None = None
        self._unsaved: set[str] = set()
        """Fields whose text is on the screen only, because the disk did not take it."""
        self.known: Callable[[], f.Known] = room.desk.known
        self._grid = FieldGrid(self, columns, gap=theme.COLUMN_GAP, line_gap=6, fill=columns < COLUMNS)
        for spec in self.specs:
            self._grid.add_field(self._make(spec, self._width(spec)), self._width(spec))

    def _wanted(self, spec: f.Spec, chosen: set[str] | None) -> bool:
        if chosen is not None:
            return spec.name in chosen
        return editable(spec)

    def _width(self, spec: f.Spec) -> int:
        return min(self._wide.get(spec.name, spec.wide), self._columns)

    def _make(self, spec: f.Spec, wide: int) -> QWidget:
        if spec.row is not None:
            rows = RowsView(self.room, spec, spec.row)
            rows.changed.connect(lambda name=spec.name: self.saved.emit(name))
            self.rows[spec.name] = rows
            return rows
        make = self._makers.get(spec.name, make_editor)
        editor = make(self.room, spec)
        editor.widget.setObjectName(spec.key)
        editor.edited.connect(lambda kept, name=spec.name: self._keep(name, kept))
        editor.unread.connect(lambda typed, text, name=spec.name: self._keep_raw(name, typed, text))
        editor.refused.connect(lambda text, name=spec.name: self.boxes[name].set_problem("stop", text))
        editor.widget.installEventFilter(self)
        self.editors[spec.name] = editor
        label = NOTHING if spec.kind == "flag" else label_of(spec)
        box = FieldBox(self.room.voice, label, editor.widget, required=bool(spec.holds), hint=spec.hint)
        if spec.kind == "flag":
            box.label.setVisible(wide < self._columns)
            if wide < self._columns:
                theme.hold(editor.widget, least_height="input")  # in line with the fields beside it
        self.boxes[spec.name] = box
        return box

    # Showing

    def show_form(self, kept: f.Form) -> None:
        """Show a row of the form, with what was typed into it and could not be read."""
        same = self.kept is not None and self.kept.id == kept.id
        if not same:
            self._unsaved.clear()
        self.kept = kept
        sheet = kept.parent if isinstance(kept, f.Line) else kept.id
        raw = self.room.desk.sheets.raw(sheet) if self.keep_here is None else {}
        for name, editor in self.editors.items():
            if name not in self._unsaved:
                show = editor.renew if same else editor.show
                show(getattr(kept, name), raw.get(f"{kept.id}.{name}", ""))
        for name, rows in self.rows.items():
            rows.show_rows(kept.id, getattr(kept, name))
        self.judge()

    def judge(self) -> None:
        """Say under each field what is wrong with it; a required field that is blank waits until it is asked for."""
        if self.kept is None:
            return
        found: dict[str, f.Problem] = {}
        problems = [
            p for p in self.kept.problems(self.known()) if p.level != "stop" or getattr(self.kept, p.field, None)
        ]
        for problem in sorted(problems, key=lambda problem: ORDER[problem.level], reverse=True):
            found[problem.field] = problem
        for name, box in self.boxes.items():
            worst = found.get(name) or self._unprintable(name)
            box.set_problem(worst.level if worst is not None else "", worst.text if worst is not None else NOTHING)
            editor = self.editors[name]
            if isinstance(editor, LineEditor) and editor.raw:
                self._say_unread(name, editor)

    def _say_unread(self, name: str, editor: LineEditor) -> None:
        try:
            self.room.voice.language.read(self.form.spec(name), editor.line.text(), self.room.desk.clock)
        except (Unreadable, f.TooLong) as trouble:
            self.boxes[name].set_problem("stop", trouble.say)

    def _unprintable(self, name: str) -> f.Problem | None:
        spec = self.form.spec(name)
        kept = getattr(self.kept, name)
        if spec.kind not in ("text", "code") or spec.paper == "none" or not kept or self.keep_here is not None:
            return None
        lacking = self.room.desk.papers.unprintable(kept)
        if not lacking:
            return None
        text = say("This character cannot be printed: {characters}", characters=lacking)
        return f.Problem("check", name, text)

    def set_fixed(self, fixed: bool) -> None:
        for editor in self.editors.values():
            editor.set_fixed(fixed)
        for rows in self.rows.values():
            rows.setEnabled(not fixed)

    # Keeping

    def _keep(self, name: str, kept: object) -> None:
        assert self.kept is not None
        row_id, before = self.kept.id, getattr(self.kept, name)
        try:
            if self.keep_here is None:
                self.room.desk.sheets.edit(self.form, row_id, {name: kept})
            taken = self.form.spec(name).take(kept)
        except Refused as trouble:
            self.room.troubled.emit(trouble)
            self.editors[name].show(before)
            return
        except DeskError as trouble:
            self.room.troubled.emit(trouble)
            self._unsaved.add(name)
            self.editors[name].hold(before)
            return
        except f.TooLong as trouble:
            self.boxes[name].set_problem("stop", trouble.say)
            self.editors[name].show(before)
            return
        self._unsaved.discard(name)
        setattr(self.kept, name, taken)
        if self.keep_here is None:
            self._remember(row_id, name, before, taken)
            self.room.saved.emit()
        else:
            self.keep_here(name, taken)
        self.judge()
        self.saved.emit(name)

    def _remember(self, row_id: str, name: str, before: object, after: object) -> None:
        sheets, form, spec = self.room.desk.sheets, self.form, self.form.spec(name)
        self.room.undo.push(
            Step(
                say(
                    "{field}: {before} → {after}",
                    field=spec.label,
                    before=_words(spec, before),
                    after=_words(spec, after),
                ),
                lambda: sheets.put(form, row_id, name, before),
                lambda: sheets.put(form, row_id, name, after),
                key=f"{row_id}.{name}",
            )
        )

    def _keep_raw(self, name: str, typed: str, text: Text) -> None:
        assert self.kept is not None
        row_id = self.kept.id
        if self.keep_here is None:
            self.room.try_to(lambda: self.room.desk.sheets.keep_raw(self.form, row_id, name, typed))
        self.boxes[name].set_problem("stop", text)

    @property
    def unsaved(self) -> bool:
        """Whether something stands on the screen that the disk did not take."""
        return bool(self._unsaved)

    def give_up(self) -> None:
        """What the disk did not take goes; the fields show what is kept."""
        kept, self.kept = self.kept, None
        if kept is not None:
            self.show_form(kept)

    def flush(self) -> None:
        """Take what is half typed in the field that has the focus."""
        for editor in self.editors.values():
            editor.flush()
        for rows in self.rows.values():
            rows.flush()

    # Walking

    def path(self) -> list[QWidget]:
        """The fields that Enter walks: those declared for it, or all where none is."""
        names = [spec.name for spec in self.specs if spec.name in self.editors]
        walk = [name for name in names if self.form.spec(name).walk] or names
        return [self.editors[name].widget for name in walk if self.boxes[name].isVisibleTo(self)]

    def focus_first(self) -> None:
        path = self.path()
        if path:
            path[0].setFocus(Qt.FocusReason.TabFocusReason)

    def focus_field(self, name: str) -> None:
        if name in self.editors:
            self.editors[name].widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in ENTER
            and not isinstance(self._editor_of(watched), MemoEditor)
        ):
            return self._walk(watched, event)
        return super().eventFilter(watched, event)

    def _editor_of(self, widget: QObject) -> Editor | None:
        return next((editor for editor in self.editors.values() if editor.widget is widget), None)

    def _walk(self, watched: QObject, event: QKeyEvent) -> bool:
        """Enter to the next field of the path, Shift+Enter back; from a field beside the path to Qt's next one."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            return False
        editor = self._editor_of(watched)
        if editor is not None:
            editor.flush()
        step = -1 if modifiers == Qt.KeyboardModifier.ShiftModifier else 1
        path: list[QObject] = [*self.path()]
        if watched not in path:
            self.focusNextPrevChild(step > 0)
        elif 0 <= path.index(watched) + step < len(path):
            target = path[path.index(watched) + step]
            assert isinstance(target, QWidget)
            target.setFocus(Qt.FocusReason.TabFocusReason)
        elif step > 0:
            self.walked.emit()
        return True


def label_of(spec: f.Spec) -> Text:
    """A field's name with the unit that its figures are in."""
    unit = "%" if spec.kind == "percent" else spec.unit
    return say("{field} ({unit})", field=spec.label, unit=value("unit", unit)) if unit else spec.label


def _words(spec: f.Spec, kept: object) -> Text | Value:
    if kept in (None, "", (), False):
        return verbatim("–")
    if spec.kind == "link":
        return verbatim("…")
    if spec.kind == "several" and isinstance(kept, tuple):
        return say("{n} chosen", n=len(kept)) if len(kept) > 1 else spec.option(kept[0])
    if spec.kind == "flag":
        return say("yes")
    if spec.kind in ("text", "code"):
        words = str(kept)
        return verbatim(words if len(words) <= SHORT else words[:SHORT] + "…")
    return f.shown(spec, kept)


def editable(spec: f.Spec) -> bool:
    """Whether a person fills it in: marks are drawn, stages move by their table, the desk makes its own links."""
    return spec.kind != "marks" and spec.name != "stage" and not (spec.kind == "link" and spec.target not in NAMED)
