"""The lines of a work order: a table that is typed into, with suggestions, and a line that says what is wrong.

It knows no desk. Everything that is done to a line goes to `LineActions`, and comes back as rows to show.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from reception_desk.forms.words import NOTHING, Text
from reception_desk.forms.work_order import Job
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.card import paint_card
from reception_desk.ui.widgets.entry_draft import EntryDraft
from reception_desk.ui.widgets.labels import Label, Sign
from reception_desk.ui.widgets.line_actions import LineActions, Taken
from reception_desk.ui.widgets.line_menu import LineMenu
from reception_desk.ui.widgets.lines_delegate import CellLine
from reception_desk.ui.widgets.lines_model import CHOSEN, HEADS, TYPED, Col, LineRow, LinesModel
from reception_desk.ui.widgets.lines_view import LinesView
from reception_desk.ui.widgets.offer_list import OfferList, summary
from reception_desk.ui.widgets.row_changes import RowChanges


class LinesTable(QWidget):
    chosen = Signal(str)
    """The line that the table stands on, "" for the entry row."""
    details_wanted = Signal()
    left = Signal(int)
    """Tab out of the entry row: +1 forward, -1 back."""

    def __init__(self, voice: Voice, acts: LineActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.voice, self.acts = voice, acts
        self.model = LinesModel(voice)
        self.model.setParent(self)
        self.view = LinesView(self.model, self)
        self.note = Label(voice, tone="red", parent=self)
        self.note.setWordWrap(True)
        self.sign = Sign("info-circle", "red", 14, self.note)
        self.note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.note.hide()
        self.offers = OfferList(voice, self)
        self._entry = EntryDraft(self, lambda: (self.draft, self.model.entry_kind), acts.keep_entry)
        self.rows = RowChanges(self.view, acts, self.enter_line)
        self._path: tuple[Col, ...] | None = None
        """Cells still asked for after a line was added; None while no line is being added."""
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 2, 1, 2)
        whole.setSpacing(0)
        whole.addWidget(self.view, 1)
        whole.addWidget(self.note)
        self.setFocusProxy(self.view)
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        view, cell = self.view, self.view.lines_delegate
        view.edit_wanted.connect(self._edit)
        view.refused.connect(self.acts.refuse)
        view.current_moved.connect(self._moved)
        cell.message = self.note
        cell.entered.connect(self._entered)
        cell.stepped.connect(self._stepped)
        cell.arrowed.connect(self._arrowed)
        cell.escaped.connect(self._escaped)
        cell.left.connect(self._line_left)
        cell.typed.connect(self._typed)
        cell.more_wanted.connect(self._more)
        cell.placed.connect(lambda line: self.offers.place(line) if self.offers.isVisible() else None)
        self.offers.picked.connect(self._take)
        self.menu = LineMenu(self.voice, view, self.details_wanted.emit)
        self.voice.changed.connect(self.retranslate)

    def retranslate(self) -> None:
        self.view.setAccessibleName(self.voice.say(HEADS[Col.NAME]))
        self.view.fit_columns()

    # Showing

    def show_rows(self, rows: Sequence[LineRow], *, open_: bool) -> None:
        """Show the lines; what is being typed stays as it is. `open_`: the order takes more lines."""
        self.model.show_rows(rows, open_=open_)
        self.view.fit_columns()
        self._tell_of_row()

    def begin(self, text: str = "", kind: str = "") -> None:
        """Another visit, with what stands half typed in its entry row."""
        self._close()
        self.model.entry_text, self.model.entry_kind, self._path = text, kind or "labour", None
        self._entry.begin(text, kind)
        self.view.setCurrentIndex(self.model.index(-1, -1))

    @property
    def draft(self) -> str:
        """What stands in the entry row and is no line yet."""
        line = self.view.line
        return line.text().strip() if line is not None and self._is_entry(line) else self.model.entry_text

    @property
    def row(self) -> LineRow | None:
        """The line that the table stands on."""
        return self.model.row(self.view.currentIndex().row())

    def marked(self) -> list[Job]:
        """The jobs of the rows that are marked, in their order; what was declined is none of them."""
        jobs = {row.job.id: row.job for row in self.view.chosen_rows() if not row.struck}
        return list(jobs.values())

    def _tell(self, text: Text, level: str = "stop") -> None:
        tone, icon = ("red", "info-circle") if level == "stop" else ("amber", "alert-triangle")
        self.note.set_tone(tone)
        self.note.set_text(text)
        self.note.setVisible(bool(text))
        self.sign.show_icon(icon, tone)
        size = self.sign.sizeHint()
        self.note.setContentsMargins(12 + size.width() + 4, 4, 12, 6)
        top = 4 + (self.note.fontMetrics().height() - size.height()) // 2
        self.sign.setGeometry(QRect(QPoint(12, top), size))

    def _tell_of_row(self) -> None:
        """What is to be said about the line that the table stands on."""
        row = self.row
        problem = row.problem if row is not None else None
        self._tell(problem.text if problem else NOTHING, problem.level if problem else "stop")

    def _moved(self, at: int) -> None:
        row = self.model.row(at)
        self._tell_of_row()
        self.chosen.emit(row.line.id if row is not None else "")

    # Going places

    def enter_line(self) -> None:
        """To the entry row, from anywhere."""
        if not self.model.open:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self.view.line is None or not self._is_entry(self.view.line):
            self._leave_cell()
            self._path = None
            line = self.view.open_cell(self.model.entry, Col.NAME)
            if line is not None:
                line.end(False)  # what was half typed goes on
            self._suggest()
        else:
            self.view.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_cell(self, line: str, column: Col) -> bool:
        """To one cell, without typing into it."""
        at = self.model.row_of(line)
        if at >= 0:
            self._leave_cell()
            self.view.go(at, column)
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        return at >= 0

    def flush(self) -> None:
        """Take what is half typed in a cell, as if it had been left; the entry row keeps its words."""
        self._leave_cell()
        self._entry.now()

    def _is_entry(self, line: CellLine) -> bool:
        return line.cell.row() == self.model.entry

    def _close(self) -> None:
        self.offers.hide()
        self.view.close_line()

    def _leave_cell(self) -> None:
        line = self.view.line
        if line is not None and line.hasFocus():
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)  # the line hears that it was left
        elif line is not None:
            self._line_left(line)

    # A cell is typed into

    def _edit(self, at: int, column: Col) -> None:
        row = self.model.row(at)
        self._leave_cell()
        if row is not None and not self.model.open and column in (*TYPED, Col.KIND):
            self.acts.refuse()
        elif column in CHOSEN and (row is not None or column is Col.KIND):
            self.rows.open_menu(at, column)
        elif row is None:
            self.enter_line()
        elif column in TYPED:
            self._path = None
            self.view.open_cell(at, column)
        elif column is Col.DONE:
            self.acts.toggle(row)
        else:
            self.details_wanted.emit()

    def _entered(self, line: CellLine) -> None:
        if self._is_entry(line):
            if line.text().strip() or self.offers.chosen is not None:
                self._take(self.offers.chosen.key if self.offers.chosen else None)
        elif self._keep(line):
            self._on()

    def _on(self) -> None:
        """To the next cell that is asked for, then to the entry row; after an edit nowhere."""
        if self._path is None:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self._path:
            self.enter_line()
        else:
            column, *rest = self._path
            self._path = tuple(rest)
            self.view.open_cell(self.view.currentIndex().row(), column)

    def _keep(self, line: CellLine, *, leaving: bool = False) -> bool:
        """Keep a cell. What is wrong is said and stays in the line, until it is left: then it stays in the cell."""
        column, row = line.column, self.model.row(line.cell.row())
        typed = line.text()
        new = typed != line.shown or (not leaving and row is not None and bool(row.raw_of(column)))
        wrong = self.acts.judge(column, typed, row) if new or leaving else NOTHING
        if wrong and not leaving:
            line.set_level("stop")
            line.setAccessibleDescription(self.voice.say(wrong))
            self._tell(wrong)
            return False
        self._close()
        if new and row is not None:
            self.acts.edit(row, column, typed)
        return True

    def _line_left(self, line: CellLine) -> None:
        """The focus has gone elsewhere: a cell is kept, the entry row keeps its words."""
        if self._is_entry(line):
            self.model.entry_text = line.text().strip()
            self._close()
            self._entry.typed()
        else:
            self._keep(line, leaving=True)

    def _stepped(self, line: CellLine, by: int) -> None:
        if self._is_entry(line):
            self._leave_cell()
            self.left.emit(by)
            return
        at, column = line.cell.row(), line.column
        if not self._keep(line):
            return
        self._path = None
        after = [other for other in TYPED if (other > column if by > 0 else other < column)]
        if after:
            self.view.open_cell(at, after[0] if by > 0 else after[-1])
        elif by > 0:
            self.enter_line()
        else:
            self.view.setFocus(Qt.FocusReason.BacktabFocusReason)

    def _arrowed(self, line: CellLine, by: int) -> None:
        if self.offers.isVisible():
            self.offers.step(by)
            self._describe(line)
            return
        at, column = line.cell.row(), line.column
        if self._is_entry(line) and by > 0 and not line.text().strip():
            self._suggest(empty=True)
            return
        if self._is_entry(line):
            self._line_left(line)
        elif not self._keep(line):
            return
        self._path = None
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        if at + by == self.model.entry:
            self.enter_line()
        elif 0 <= at + by < len(self.model.rows):
            self.view.go(at + by, column)

    def _escaped(self, line: CellLine) -> None:
        """Close the list, then empty the entry row; in a cell what stood there before comes back."""
        if self.offers.isVisible():
            self.offers.hide()
        elif self._is_entry(line) and line.text():
            line.clear()
        else:
            self.model.entry_text = "" if self._is_entry(line) else self.model.entry_text
            adding, self._path = self._path is not None and not self._is_entry(line), None
            self._close()
            self._tell_of_row()
            if adding:
                self.enter_line()
            else:
                self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _more(self, line: CellLine) -> None:
        """F2 once more: all that the line has."""
        if self._is_entry(line):
            return
        if self._keep(line):
            self._path = None
            self.details_wanted.emit()

    # The entry row

    def _typed(self, line: CellLine) -> None:
        if line.level:
            line.set_level("")
            self._tell_of_row()
        if self._is_entry(line):
            self._entry.typed()
            self._suggest()

    def _suggest(self, *, empty: bool = False) -> None:
        """The list under the entry row; `empty`: also while nothing is typed there."""
        line = self.view.line
        typed = line.text().strip() if line is not None else ""
        found = self.acts.suggest(typed, self.model.entry_kind) if line is not None and (typed or empty) else ()
        if line is None or not found:
            self.offers.hide()
            return
        self.offers.show_under(line, found)
        self._describe(line)

    def _describe(self, line: CellLine) -> None:
        chosen = self.offers.chosen
        line.setAccessibleDescription(summary(chosen) if chosen else "")

    def _take(self, key: object) -> None:
        """Add what was chosen, or with None the words as they stand; then ask for what it needs."""
        typed, kind = self.draft, self.model.entry_kind
        taken = self.acts.take(key, typed, kind)
        if taken is None:
            return
        self._close()
        self.model.entry_text, self.model.entry_kind = "", "labour"
        self._entry.now()
        self.go_on(taken)

    def go_on(self, taken: Taken) -> None:
        """After something was added: to the cells that it asks for, else to the entry row."""
        at = self.model.row_of(taken.line) if taken.line else -1
        self._path = taken.ask
        if at >= 0 and taken.ask:
            self.view.go(at, taken.ask[0])
            self._on()
        else:
            self.enter_line()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        paint_card(self)
