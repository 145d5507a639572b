"""What customers owe: every visit whose rest stands on account, one press away from being paid."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
)

from reception_desk.desk.accounts import Debt
from reception_desk.forms.visit import short_number
from reception_desk.forms.words import NOTHING, Text, say, value, word
from reception_desk.ui import theme
from reception_desk.ui.keys import key_of
from reception_desk.ui.page import Page
from reception_desk.ui.room import Room
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.card import Card
from reception_desk.ui.widgets.footer import Footer
from reception_desk.ui.widgets.labels import Label
from reception_desk.ui.widgets.pressed import ENTER, is_plain
from reception_desk.ui.widgets.tables import dress_table, paint_row, set_row_height

Index = QModelIndex | QPersistentModelIndex


class Column(NamedTuple):
    """`width` at the base text size, 0 takes what is left."""

    title: Text
    width: int
    right: bool = False


COLUMNS = (
    Column(word("column", "Customer"), 0),
    Column(word("column", "Phone"), 150),
    Column(word("column", "Plate"), 130),
    Column(word("column", "Visit"), 140),
    Column(word("column", "Since"), 130),
    Column(word("column", "Owes"), 130, right=True),
)


class DebtsModel(QAbstractTableModel):
    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.debts: list[Debt] = []

    def load(self) -> None:
        self.beginResetModel()
        self.debts = self.room.desk.accounts.debts()
        self.endResetModel()

    def words(self, debt: Debt) -> tuple[str, ...]:
        language, closed = self.room.voice.language, debt.visit.closed
        return (
            debt.customer.name,
            language.code_text("phone", debt.customer.phone()),
            language.code_text("plate", debt.visit.plate),
            short_number(debt.visit.number),
            language.day(closed.day()) if closed else "",
            language.money(debt.amount),
        )

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.debts)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        words = self.words(self.debts[index.row()])
        if role == Qt.ItemDataRole.DisplayRole:
            return words[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _align(COLUMNS[index.column()])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            whole = self.room.voice.language.join([word for word in words if word])
            return whole if index.column() == 0 else words[index.column()]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.room.voice.say(COLUMNS[section].title)
        return _align(COLUMNS[section]) if role == Qt.ItemDataRole.TextAlignmentRole else None


def _align(column: Column) -> int:
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)


class _Delegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        paint_row(painter, option.rect, chosen=chosen, first=index.column() == 0)
        strong = index.column() in (0, len(COLUMNS) - 1)
        painter.setFont(theme.font("strong" if strong else "body"))
        painter.setPen(theme.tokens().text)
        place = option.rect.adjusted(8, 0, -8, 0)
        words = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole)), words)


class DebtsTable(QTableView):
    opened = Signal()

    def __init__(self, model: DebtsModel) -> None:
        super().__init__()
        self.setModel(model)
        self._delegate = _Delegate()
        self.setItemDelegate(self._delegate)
        head = dress_table(self)
        for at, column in enumerate(COLUMNS):
            modes = QHeaderView.ResizeMode
            head.setSectionResizeMode(at, modes.Fixed if column.width else modes.Stretch)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(lambda _: self.opened.emit())
        self.redress()

    def redress(self) -> None:
        set_row_height(self)
        for at, column in enumerate(COLUMNS):
            if column.width:
                self.setColumnWidth(at, theme.px(column.width))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_plain(event) and event.key() in ENTER:
            self.opened.emit()
        else:
            super().keyPressEvent(event)


class DebtsPage(Page):
    prints = True

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.title = Label(room.voice, say("What customers owe"), role="page")
        self.total = Label(room.voice, role="page")
        self.nothing = Label(room.voice, say("Nobody owes anything."), tone="text2")
        self.model = DebtsModel(room)
        self.table = DebtsTable(self.model)
        self.table.setObjectName("debts.table")
        self.table.opened.connect(self.press_primary)
        self.print_button = Button(room.voice, say("Print"), icon="printer", key=key_of("print"), height="big")
        self.print_button.setObjectName("debts.print")
        self.print_button.clicked.connect(self.print)
        self.primary = Button(room.voice, say("To its payment"), kind="primary", key=key_of("primary"))
        self.primary.setObjectName("debts.open")
        self.primary.clicked.connect(self.press_primary)
        self.footer: Footer = Footer(room.voice)
        self.footer.set_buttons([self.print_button, self.primary])
        self._lay_out()
        room.voice.changed.connect(self.refresh)

    def _lay_out(self) -> None:
        card = Card(self.room.voice, margins=(1, 4, 1, 4))
        card.body.addWidget(self.nothing)
        card.body.addWidget(self.table, 1)
        self.nothing.setContentsMargins(12, 12, 12, 12)
        top, body, whole = QHBoxLayout(), QVBoxLayout(), QVBoxLayout(self)
        top.addWidget(self.title)
        top.addStretch(1)
        top.addWidget(self.total)
        body.setContentsMargins(theme.PAGE_X, 10, theme.PAGE_X, theme.PAGE_Y)
        body.setSpacing(8)
        body.addLayout(top)
        body.addWidget(card, 1)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(body, 1)
        whole.addWidget(self.footer)

    def refresh(self) -> None:
        chosen = self.chosen
        self.model.load()
        debts = self.model.debts
        total = say("{amount} in all", amount=value("money", sum(debt.amount for debt in debts)))
        self.total.set_text(total if debts else NOTHING)
        self.nothing.setVisible(not debts)
        for button in (self.print_button, self.primary):
            button.setEnabled(bool(debts))
        ids = [debt.visit.id for debt in debts]
        if debts:
            self.table.selectRow(ids.index(chosen.visit.id) if chosen and chosen.visit.id in ids else 0)
        self.table.setAccessibleName(self.room.voice.say(say("What customers owe")))

    @property
    def chosen(self) -> Debt | None:
        at = self.table.currentIndex().row()
        return self.model.debts[at] if 0 <= at < len(self.model.debts) else None

    def enter(self) -> None:
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def press_primary(self) -> None:
        """To the visit that is owed for, where it is paid."""
        debt = self.chosen
        if debt is not None:
            self.room.visit_wanted.emit(debt.visit.id, 4)

    def print(self) -> None:
        made: list[bytes] = []
        language = self.room.voice.language
        if self.model.debts and self.room.try_to(lambda: made.append(self.room.desk.accounts.paper(language))):
            self.room.print_bytes(made[0], f"debts-{self.room.desk.now().day()}-{language.code}")
            self.room.tell(say("The list goes to the printer."))
