"""One line in which the whole order is discounted: a percent, or an amount that is spread over the lines."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from reception_desk.forms import discount as rules
from reception_desk.forms.discount import Discount
from reception_desk.forms.reading import Unreadable
from reception_desk.forms.words import NOTHING, Text, say, value
from reception_desk.forms.work_order import WorkOrder
from reception_desk.ui import theme
from reception_desk.ui.room import Room
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.inputs import LineEdit
from reception_desk.ui.widgets.labels import Label

HINT = say("10 is 10 %, -50 takes 50.00 off.")


class DiscountLine(QWidget):
    """Hidden until asked. Enter gives, Esc leaves; what is refused stays typed, with the reason under it."""

    given = Signal(object)
    """A Discount that the person may give."""
    closed = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self._order = WorkOrder()
        self.question = Label(room.voice, say("Discount on the whole order"), role="strong")
        self.line = LineEdit(code=True, right=True, pad="sum")
        self.line.asks, self.line.message = True, self
        self.line.setObjectName("work_order.discount_all")
        theme.hold(self.line, width=140)
        self.outcome = Label(room.voice, tone="text2")
        self.ok = Button(room.voice, say("Give it"), icon="check", key="Enter")
        self.ok.setObjectName("work_order.discount_all.ok")
        self.leave = Button(room.voice, say("Leave it"), kind="quiet", key="Esc")
        self.leave.setObjectName("work_order.discount_all.leave")
        self.note = Label(room.voice, tone="red")
        self.note.setWordWrap(True)
        self.note.hide()
        self._lay_out()
        self.line.textEdited.connect(lambda _text: self._judge())
        self.line.returnPressed.connect(self.give)
        self.ok.clicked.connect(self.give)
        self.leave.clicked.connect(self.shut)
        room.voice.changed.connect(self.retranslate)
        self.retranslate()
        self.hide()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.CARD_GAP)
        for widget in (self.question, self.line, self.outcome):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.ok)
        row.addWidget(self.leave)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(2)
        whole.addLayout(row)
        whole.addWidget(self.note)

    def retranslate(self) -> None:
        self.line.setAccessibleName(self.question.text())
        self.line.setToolTip(self.room.voice.say(HINT))
        if self.isVisible():
            self._judge()

    def show_order(self, order: WorkOrder) -> None:
        self._order = order

    def ask(self) -> None:
        """Begin with the discount that all lines have already, if they have one."""
        if self.isHidden():
            given = {(line.discount, line.reduction) for line in self._order.lines if line.kind != "text"}
            percent = next(iter(given))[0] if len(given) == 1 else None
            language = self.room.voice.language
            self.line.setText(language.percent(percent).removesuffix(" %") if percent else "")
        self.show()
        self.line.selectAll()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._judge()

    def shut(self) -> None:
        if not self.isHidden():
            above = self.parentWidget()
            if above is not None and self.isAncestorOf(QApplication.focusWidget() or self):
                above.setFocus(Qt.FocusReason.PopupFocusReason)  # else Qt would look for the next field by itself
            self.hide()
            self.closed.emit()

    # What is typed

    def _read(self) -> Discount:
        language = self.room.voice.language
        return rules.read(self.line.text(), signs=(language.symbol, language.currency))

    def _tell(self, wrong: Text) -> None:
        self.line.set_level("stop" if wrong else "")
        self.note.set_text(wrong)
        self.note.setVisible(bool(wrong))
        self.line.setAccessibleDescription(self.room.voice.say(wrong) if wrong else self.outcome.text())

    def _judge(self) -> bool:
        """Say what the order would come to, or why not; True where it can be given."""
        discounts, ordering = self.room.desk.discounts, self.room.desk.ordering
        try:
            after = discounts.on_all(self._order, self._read())
        except Unreadable as trouble:
            self.outcome.set_text(NOTHING)
            self._tell(trouble.say)
            return False
        totals = ordering.totals(discounts.looked_at(self._order, after))
        told = say(
            "discount {discount}, new total {total}",
            discount=value("money", totals.discount),
            total=value("money", totals.total),
        )
        self.outcome.set_text(told if self.line.text().strip() else HINT)
        self._tell(discounts.refusal_all(self._order, after))
        return not self.note.text_

    def give(self) -> None:
        if self._judge():
            self.given.emit(self._read())
        else:
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.shut()
        else:
            super().keyPressEvent(event)
