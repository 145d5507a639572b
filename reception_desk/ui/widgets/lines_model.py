"""The lines of a work order as rows of a table; the last row is the empty one that the next line is typed into."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from reception_desk.forms import fields as f
from reception_desk.forms.price_item import PriceItem
from reception_desk.forms.words import Text, say, value, verbatim, word
from reception_desk.forms.work_order import NOT_DONE, Job, WorkLine
from reception_desk.ui.voice import Voice

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
RETIRED = PriceItem.spec("gone").label
PROMPT = say("Type a job, part or package name, code or pinyin. Enter adds the line.")


class Col(IntEnum):
    NUMBER = 0
    KIND = 1
    NAME = 2
    TECHNICIAN = 3
    QUANTITY = 4
    UNIT = 5
    PRICE = 6
    DISCOUNT = 7
    AMOUNT = 8
    ANSWER = 9
    DONE = 10


SPECS: dict[Col, f.Spec] = {
    Col.KIND: WorkLine.spec("kind"),
    Col.NAME: WorkLine.spec("name"),
    Col.TECHNICIAN: Job.spec("technician"),
    Col.QUANTITY: WorkLine.spec("quantity"),
    Col.UNIT: WorkLine.spec("unit"),
    Col.PRICE: WorkLine.spec("price"),
    Col.DISCOUNT: WorkLine.spec("discount"),
    Col.ANSWER: Job.spec("answer"),
    Col.DONE: Job.spec("done"),
}
"""What a cell edits; number and amount are counted, not typed."""
TYPED = (Col.NAME, Col.QUANTITY, Col.UNIT, Col.PRICE, Col.DISCOUNT)
CHOSEN = (Col.KIND, Col.TECHNICIAN, Col.ANSWER)
HEADS: dict[Col, Text] = {
    Col.NUMBER: verbatim("#"),
    Col.KIND: word("column", "Type"),
    Col.NAME: word("column", "Description"),
    Col.TECHNICIAN: word("column", "Tech"),
    Col.QUANTITY: word("column", "Qty"),
    Col.UNIT: word("column", "Unit"),
    Col.PRICE: word("column", "Price"),
    Col.DISCOUNT: word("column", "Disc"),
    Col.AMOUNT: word("column", "Amount"),
    Col.ANSWER: word("column", "OK"),
    Col.DONE: word("column", "Done"),
}
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_FIGURES = (Col.NUMBER, Col.QUANTITY, Col.PRICE, Col.DISCOUNT, Col.AMOUNT)
ALIGN: dict[Col, Qt.AlignmentFlag] = {**dict.fromkeys(_FIGURES, _RIGHT), Col.DONE: Qt.AlignmentFlag.AlignCenter}


_TO_READ = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_TO_TYPE = _TO_READ | Qt.ItemFlag.ItemIsEditable


@dataclass(frozen=True)
class LineRow:
    """One line as the table shows it. `standing`: ok, asked (the customer is to be asked now), open, declined, later,
    or "" where another pays. `technician` is a name, `own` whether it is the job's own or the whole order's; `retired`:
    its item is no longer offered."""

    line: WorkLine
    job: Job
    head: bool = True
    amount: int = 0
    standing: str = "open"
    technician: str = ""
    own: bool = True
    raw: Mapping[str, str] = field(default_factory=dict)
    retired: bool = False
    problem: f.Problem | None = None

    @property
    def struck(self) -> bool:
        return self.job.answer in NOT_DONE

    @property
    def elsewhere(self) -> bool:
        """Somebody else than the customer pays."""
        return self.job.payer != "customer"

    def raw_of(self, column: Col) -> str:
        """What was typed into this cell and could not be read."""
        spec = SPECS.get(column)
        return self.raw.get(f"{self.line.id}.{spec.name}", "") if spec and spec.table == "line" else ""


class LinesModel(QAbstractTableModel):
    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self.voice = voice
        self.rows: list[LineRow] = []
        self.open = True
        """Whether there is a row to type the next line into."""
        self.entry_kind = "labour"
        self.entry_text = ""
        voice.changed.connect(self._say_again)

    def _say_again(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Col) - 1)
        self.repaint_all()

    def repaint_all(self) -> None:
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(Col) - 1))

    # Showing: rows that stay keep their place in the view, and with it focus and half-typed text

    def show_rows(self, rows: Sequence[LineRow], *, open_: bool) -> None:
        if open_ != self.open:
            self._open(open_)
        wanted = {row.line.id for row in rows}
        for at in reversed(range(len(self.rows))):
            if self.rows[at].line.id not in wanted:
                self.beginRemoveRows(NOWHERE, at, at)
                del self.rows[at]
                self.endRemoveRows()
        stayed = {row.line.id for row in self.rows}
        self._reorder([row for row in rows if row.line.id in stayed])
        for at, row in enumerate(rows):
            if row.line.id not in stayed:
                self.beginInsertRows(NOWHERE, at, at)
                self.rows.insert(at, row)
                self.endInsertRows()
        self.rows = list(rows)
        self.repaint_all()

    def _open(self, open_: bool) -> None:
        at = len(self.rows)
        if open_:
            self.beginInsertRows(NOWHERE, at, at)
            self.open = True
            self.endInsertRows()
        else:
            self.beginRemoveRows(NOWHERE, at, at)
            self.open = False
            self.endRemoveRows()

    def _reorder(self, rows: list[LineRow]) -> None:
        before, after = [row.line.id for row in self.rows], [row.line.id for row in rows]
        if before == after:
            return
        self.layoutAboutToBeChanged.emit()
        places = {line: at for at, line in enumerate(after)}
        held = self.persistentIndexList()
        moved = [
            self.index(places[before[index.row()]] if index.row() < len(before) else index.row(), index.column())
            for index in held
        ]
        self.rows = rows
        self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()

    # Reading

    def row(self, at: int) -> LineRow | None:
        """The line of a row; None for the entry row."""
        return self.rows[at] if 0 <= at < len(self.rows) else None

    def row_of(self, line: str) -> int:
        return next((at for at, row in enumerate(self.rows) if row.line.id == line), -1)

    @property
    def entry(self) -> int:
        """The row of the entry, -1 where the order takes none."""
        return len(self.rows) if self.open else -1

    def cell(self, row: LineRow, column: Col) -> str:
        """The words of a cell."""
        line, language = row.line, self.voice.language
        raw = row.raw_of(column)
        if raw:
            return raw
        match column:
            case Col.TECHNICIAN:
                return row.technician if row.head and (row.own or not row.struck) else ""
            case Col.QUANTITY:
                hours = 2 if line.kind == "labour" else 0
                return "" if line.quantity is None else language.quantity(line.quantity, hours)
            case Col.DISCOUNT:
                return self._discount(line) or ("" if line.kind == "text" else "–")
            case Col.AMOUNT:
                return "" if line.kind == "text" else language.money(row.amount)
            case Col.ANSWER:
                return language.say(self.standing_word(row)) if row.standing else "–"
            case Col.DONE | Col.NUMBER:
                return ""
        spec = SPECS[column]
        return language.show(spec, getattr(line, spec.name))

    def _discount(self, line: WorkLine) -> str:
        """−20.00 or 10 %."""
        if line.reduction:
            return self.voice.language.money(-line.reduction)
        return self.voice.language.percent(line.discount) if line.discount else ""

    def standing_word(self, row: LineRow) -> Text:
        code = "open" if row.standing == "asked" else row.standing
        return Job.spec("answer").option(code)

    def note(self, row: LineRow) -> str:
        """What stands grey behind the description: whether it can still be had, the job's own name, class, number, the
        customer's concern."""
        line, job, language = row.line, row.job, self.voice.language
        parts = [language.say(RETIRED)] if row.retired else []
        if row.head and job.description not in (line.name, line.name_other):
            parts.append(job.description)
        if line.part_class:
            parts.append(language.show(WorkLine.spec("part_class"), line.part_class))
        parts.append(line.code)
        if row.head:
            parts.append(job.concern)
        return " · ".join(part for part in parts if part)

    def payer(self, row: LineRow) -> str:
        """The word of a payer other than the customer."""
        return self.voice.language.show(Job.spec("payer"), row.job.payer) if row.elsewhere else ""

    def edit_text(self, row: LineRow, column: Col) -> str:
        spec, line = SPECS[column], row.line
        if column is Col.DISCOUNT and line.reduction and not row.raw_of(column):
            return f"-{self.voice.language.money(line.reduction)}"
        return row.raw_of(column) or self.voice.language.edit_text(spec, getattr(line, spec.name))

    def summary(self, at: int) -> str:
        """A row as one sentence, for screen readers."""
        row = self.row(at)
        if row is None:
            return self.voice.say(PROMPT)
        cells = [self.cell(row, column) for column in Col if column not in (Col.NUMBER, Col.DONE)]
        done = self.voice.say(word("tick", "done") if row.job.done else word("tick", "not done"))
        retired = self.voice.say(RETIRED) if row.retired else ""
        parts = (str(at + 1), *cells, retired, self.payer(row), done)
        return ", ".join(part for part in parts if part not in ("", "–"))

    # Qt

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows) + self.open

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(Col)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = Col(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return self.voice.say(HEADS[column])
        return ALIGN.get(column, _LEFT) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        column = index.column()
        typed = column == Col.NAME if index.row() == self.entry else column in TYPED
        return _TO_TYPE if typed and self.open else _TO_READ

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = self.row(index.row()), Col(index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole and column is Col.NAME:
            return self.summary(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if row is None:
                return self.entry_text if column is Col.NAME else ""
            if column is Col.DONE:
                return self.voice.say(word("tick", "done") if row.job.done else word("tick", "not done"))
            return str(index.row() + 1) if column is Col.NUMBER else self.cell(row, column)
        if role == Qt.ItemDataRole.ToolTipRole and row is not None:
            return self._hint(row, column)
        return None

    def _hint(self, row: LineRow, column: Col) -> str:
        problem = row.problem
        if problem and SPECS.get(column) and SPECS[column].name == problem.field:
            return self.voice.say(problem.text)
        if column is Col.DISCOUNT:
            return self.voice.say(say("10 is 10 %, -50 takes 50.00 off."))
        if column is Col.PRICE and row.line.list_price not in (None, row.line.price):
            return self.voice.say(say("List price {price}", price=value("money", row.line.list_price)))
        return " · ".join(part for part in (row.line.name, self.note(row)) if part) if column is Col.NAME else ""
