"""The board as a table: group rows that fold, and one row a car."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reception_desk.desk.board import Row
from reception_desk.forms.moments import Moment
from reception_desk.forms.words import NOTHING, Text, say, value, word
from reception_desk.ui.places import board_words as words
from reception_desk.ui.voice import Voice

STATE, PLATE, MODEL, CUSTOMER, PHONE, WORK, TIME, PLACE, AMOUNT, ACTION = range(10)
HEADS: tuple[Text, ...] = (
    say("State"),
    say("Plate"),
    say("Model"),
    say("Customer"),
    say("Phone"),
    say("Work"),
    say("Time"),
    say("Technician · bay"),
    say("Amount"),
    NOTHING,
)
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Line:
    """A row of the table: a car, or the head of a group with how many it holds."""

    key: str
    group: str
    row: Row | None = None
    count: int = 0
    amount: int | None = None
    folded: bool = False


@dataclass(frozen=True)
class Filter:
    """`state`: a stage, "arriving" or "late", "" for all."""

    typed: str = ""
    state: str = ""
    adviser: str = ""

    def __bool__(self) -> bool:
        return bool(self.typed.strip() or self.state or self.adviser)


class BoardModel(QAbstractTableModel):
    def __init__(
        self, voice: Voice, now: Moment, spelling: Callable[[str], words.Spelling], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.voice, self.spelling = voice, spelling
        self.now = now
        self.rows: list[Row] = []
        self.lines: list[Line] = []
        self.filter = Filter()
        self.folded = {"done"}
        self.foldable = frozenset(words.GROUPS)
        """Groups that can be folded in the form that is shown."""

    def set_rows(self, rows: Sequence[Row], now: Moment) -> bool:
        """Take a fresh board; True when lines came, went or moved, False when only their contents changed."""
        self.rows, self.now = list(rows), now
        return self.rebuild()

    def rebuild(self) -> bool:
        lines = self._lines()
        before = [(line.key, line.folded) for line in self.lines]
        if before == [(line.key, line.folded) for line in lines]:
            self.lines = lines
            if lines:
                self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, ACTION))
            return False
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()
        return True

    def _lines(self) -> list[Line]:
        found: list[Line] = []
        for group in words.GROUPS:
            rows = [row for row in self.rows if row.group == group and self._fits(row)]
            if not rows:
                continue
            folded = group in self.folded & self.foldable and not self.filter
            amount = sum(row.amount or 0 for row in rows) if group == "done" else None
            found.append(Line(group, group, count=len(rows), amount=amount, folded=folded))
            if not folded:
                found += [Line(words.key_of(row), group, row) for row in rows]
        return found

    def _fits(self, row: Row) -> bool:
        wanted = self.filter
        if wanted.adviser and words.adviser_of(row) != wanted.adviser:
            return False
        if wanted.state and wanted.state not in (row.group, row.stage, "late" if row.late else ""):
            return False
        return words.fits(row, wanted.typed, self.voice.say(words.state_word(row)), self.spelling)

    def fold(self, group: str) -> None:
        self.folded ^= {group}
        self.rebuild()

    # Looking things up

    def line(self, index: _Index | int) -> Line | None:
        at = index if isinstance(index, int) else index.row()
        return self.lines[at] if 0 <= at < len(self.lines) else None

    def row_of(self, key: str) -> int:
        """Where a car stands now; a booking that came is found as its visit. -1 if it has gone."""
        for at, line in enumerate(self.lines):
            booked = line.row.visit.appointment if line.row and line.row.visit else ""
            if key and key in (line.key, booked):
                return at
        return -1

    def counts(self) -> dict[str, int]:
        """How many are expected, in the shop, ready, and late, whatever the filter hides."""
        found = {group: sum(row.group == group for row in self.rows) for group in words.GROUPS}
        return {**found, "late": sum(row.late for row in self.rows)}

    # What the table asks

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.voice.say(HEADS[section]) if HEADS[section] else ""
        if role == Qt.ItemDataRole.TextAlignmentRole and section == AMOUNT:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.line(index)
        if line is None:
            return None
        if role == Qt.ItemDataRole.UserRole:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return self.group_words(line) if line.row is None else self.cell(line.row, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.summary(line.row) if line.row is not None else self.group_summary(line)
        if role == Qt.ItemDataRole.ToolTipRole and line.row and index.column() in (MODEL, CUSTOMER, WORK, PLACE):
            return self.cell(line.row, index.column())
        return None

    def group_words(self, line: Line) -> str:
        title = self.voice.say(words.GROUPS[line.group])
        return f"{title} {line.count}" + (f" · {self.voice.language.money(line.amount)}" if line.amount else "")

    def group_summary(self, line: Line) -> str:
        """The head of a group for screen readers: its words, and whether it is folded."""
        state = word("group", "folded") if line.folded else word("group", "unfolded")
        return f"{self.group_words(line)}, {self.voice.say(state)}"

    def cell(self, row: Row, column: int) -> str:
        """The words of one cell, as they would be read aloud."""
        say_ = self.voice.say
        match column:
            case 0:
                return say_(words.state_word(row))
            case 1:
                return self.voice.language.code_text("plate", row.vehicle.plate) or "—"
            case 2:
                return row.vehicle.model
            case 3:
                return row.customer.name
            case 4:
                return words.phone_tail(row)
            case 5:
                return " · ".join([text for text in (say_(words.work_of(row)), *map(say_, row.tags)) if text])
            case 6:
                return "".join(say_(piece.text) for piece in words.times_of(row, self.now))
            case 7:
                return say_(words.place_of(row))
            case 8:
                return say_(self.amount(row))
        return say_(words.action_of(row))

    @staticmethod
    def amount(row: Row) -> Text:
        return NOTHING if row.amount is None else say("{value}", value=value("money", row.amount))

    def summary(self, row: Row) -> str:
        """The row as one sentence, for screen readers."""
        first = [self.cell(row, PLATE), self.cell(row, STATE)]
        times = [self.voice.say(text) for text in words.spoken_times(row, self.now)]
        rest = [self.cell(row, column) for column in (CUSTOMER, MODEL, WORK, PLACE, AMOUNT, ACTION)]
        parts = [part.strip(" ·") for part in (*first, *times, *rest)]
        return ", ".join(part for part in parts if part)
