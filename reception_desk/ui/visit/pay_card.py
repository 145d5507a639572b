"""Taking money 收款: how it is paid by one key, how much was received, what goes back."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from reception_desk.forms.fields import TooLong
from reception_desk.forms.payment import ACCOUNT, Payment
from reception_desk.forms.reading import Unreadable
from reception_desk.forms.words import NOTHING, Text, say, value, verbatim
from reception_desk.ui import theme
from reception_desk.ui.editors import LineEditor
from reception_desk.ui.room import Room
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.card import Card
from reception_desk.ui.widgets.field_box import FieldBox
from reception_desk.ui.widgets.inputs import LineEdit
from reception_desk.ui.widgets.labels import Label
from reception_desk.ui.widgets.pressed import ENTER, is_plain
from reception_desk.ui.widgets.reason_line import ReasonLine

ICONS = {
    "cash": "cash-banknote",
    "card": "credit-card",
    "wechat": "brand-wechat",
    "alipay": "brand-alipay",
    "transfer": "building-bank",
    "account": "notebook",
}
ACROSS = 3
TAKES = {
    "pay": say("Take payment"),
    "deposit": say("Take deposit"),
    "pay_off": say("Take payment"),
    "back": say("Give back"),
    "off": say("Take it off"),
}
"""What the button does: money for the bill, money ahead of it, for what stands on account, what was too much, or what
is too much on account."""
TITLES = {
    "pay": say("Payment"),
    "deposit": say("Deposit"),
    "pay_off": say("Pay off the account"),
    "back": say("Money back"),
    "off": say("Too much on account"),
}


@dataclass(frozen=True)
class Offered:
    """What stands in the card: `kind` "" while none is chosen, `received` None while it cannot be taken as it is."""

    kind: str = ""
    received: int | None = 0
    reference: str = ""


class PayCard(Card):
    changed = Signal()
    """Another kind, another amount."""
    take_wanted = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__(room.voice, say("Payment"))
        self.room = room
        self.due = 0
        self.mode = "pay"
        self._typed = False
        self.kinds = {
            option.code: Button(
                room.voice,
                option.label,
                icon=ICONS.get(option.code, "cash"),
                key=str(n),
                height="big",
                checkable=True,
                left=True,
            )
            for n, option in enumerate(Payment.spec("kind").options, 1)
        }
        self.received = LineEditor(room, Payment.spec("received"))
        self.reference = LineEditor(room, Payment.spec("reference"))
        self.change = LineEdit(right=True, key=True)
        self.take = Button(room.voice, say("Take payment"))
        self.reason = ReasonLine(room.voice, "checkout.limit")
        """Why more goes on account than the limit allows."""
        self._make()
        self._place_fields()
        self.body.addWidget(self.reason)

    def _make(self) -> None:
        for code, button in self.kinds.items():
            button.setObjectName(f"checkout.pay_{code}")
            button.clicked.connect(lambda _=False, code=code: self.choose(code))
            button.installEventFilter(self)
        self.received.widget.setObjectName("payment.received")
        self.received.line.role = "key"
        self.received.line.message = self  # the ways of paying and the change stay in sight
        self.received.line.redress()
        self.received.line.textEdited.connect(self._edited)
        self.received.line.installEventFilter(self)
        self.reference.widget.setObjectName("payment.reference")
        self.reference.line.installEventFilter(self)
        self.change.setObjectName("payment.change")
        self.change.setReadOnly(True)
        self.change.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.take.setObjectName("checkout.take_payment")
        self.take.clicked.connect(self.take_wanted)

    def _place_fields(self) -> None:
        voice = self.room.voice
        grid = QGridLayout()
        grid.setSpacing(8)
        for n, button in enumerate(self.kinds.values()):
            grid.addWidget(button, n // ACROSS, n % ACROSS)
            grid.setColumnStretch(n % ACROSS, 1)
        self.body.addLayout(grid)
        self.received_box = FieldBox(voice, Payment.spec("received").label, self.received.widget)
        reference = FieldBox(voice, Payment.spec("reference").label, self.reference.widget)
        press = QVBoxLayout()
        press.setSpacing(4)
        press.addWidget(Label(voice, verbatim(" ")))
        press.addWidget(self.take)
        press.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(theme.COLUMN_GAP)
        row.addWidget(self.received_box, 5)
        row.addWidget(FieldBox(voice, say("Change"), self.change), 4)
        row.addWidget(reference, 6)
        row.addLayout(press)
        self.body.addLayout(row)

    # Showing

    def start(self, wished: str) -> None:
        """Another visit: nothing typed, and the way of paying that was agreed at check-in chosen."""
        self.reason.close_line()
        self._typed = False
        self._check(wished if wished in self.kinds and wished != ACCOUNT else "")
        self.reference.show("")

    def show_due(self, due: int, mode: str = "pay") -> None:
        """What is to be paid now; it stands in Received until somebody types there. `mode` as in TAKES."""
        off, was_off = mode == "off", self.mode == "off"
        self.due, self.mode = due, mode
        self.set_title(TITLES[mode])
        self.take.set_text(TAKES[mode])
        for widget in (*self.kinds.values(), self.received.widget, self.reference.widget):
            widget.setEnabled(self.wants_money and not off)
        self.take.setEnabled(self.wants_money)
        self.kinds[ACCOUNT].setEnabled(off or (mode == "pay" and due > 0))
        if off or was_off or (mode != "pay" and self.kind == ACCOUNT):
            self._check(ACCOUNT if off else "")
        self.received.widget.setEnabled(self.wants_money and mode not in ("back", "off"))
        if not self._typed:
            self.received.show(None if mode == "deposit" else abs(due) or None)
            if self.received.line.hasFocus():
                self.received.line.selectAll()
        self._judge()

    def taken(self) -> None:
        """The payment is on the list: ready for the next one."""
        self._typed = False
        self._check("")
        self.reference.show("")

    @property
    def wants_money(self) -> bool:
        """Whether anything can be taken or given now; a deposit always can."""
        return {"deposit": True, "back": self.due < 0, "off": self.due < 0}.get(self.mode, self.due > 0)

    @property
    def offered(self) -> Offered:
        received = None if self.received_box.level == "stop" else self._read()
        return Offered(self.kind, received, self.reference.line.text())

    @property
    def kind(self) -> str:
        return next((code for code, button in self.kinds.items() if button.isChecked()), "")

    def _read(self) -> int | None:
        typed = self.received.line.text()
        try:
            kept = self.room.voice.language.read(Payment.spec("received"), typed, self.room.desk.clock)
        except (Unreadable, TooLong):
            return None
        return int(kept or 0)

    def _check(self, kind: str) -> None:
        for code, button in self.kinds.items():
            button.setChecked(code == kind)

    # Choosing and typing

    def choose(self, kind: str) -> None:
        """A way of paying; on to the amount, which is replaced by typing."""
        if not self.kinds[kind].isEnabled():
            return
        self._check(kind)
        self._judge()
        self.changed.emit()
        self.focus_received()

    def focus_received(self) -> None:
        self.received.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.received.line.selectAll()

    def focus_kinds(self) -> None:
        (self.kinds.get(self.kind) or next(iter(self.kinds.values()))).setFocus(Qt.FocusReason.TabFocusReason)

    def _edited(self) -> None:
        self._typed = True
        self._judge()
        self.changed.emit()

    def flush(self) -> None:
        """Show what was typed as it was understood; a sum becomes its result."""
        self.received.flush()
        self._judge()

    def _judge(self) -> None:
        received, kind = self._read(), self.kind
        over = 0 if self.mode in ("deposit", "back", "off") else (received or 0) - self.due
        gives = kind in ("", "cash") and over > 0 and self.due > 0
        self.change.setText(self.room.voice.language.money(over if gives else 0) if self.due > 0 else "")
        comes = kind != ACCOUNT and self.mode not in ("back", "off")
        self.received_box.set_label(Payment.spec("received" if comes else "amount").label)
        level, text = "", NOTHING
        if received is None:
            level, text = "stop", self._unread()
        elif received < 0:
            level, text = "stop", say("Enter the amount that was received.")
        elif over > 0 and not gives and self.due > 0:
            level, text = "stop", say("Only cash gives change. Enter {due} at most.", due=value("money", self.due))
        self.received_box.set_problem(level, text)

    def _unread(self) -> Text:
        try:
            self.room.voice.language.read(Payment.spec("received"), self.received.line.text(), self.room.desk.clock)
        except (Unreadable, TooLong) as trouble:
            return trouble.say
        return NOTHING

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.take_key(event):
            super().keyPressEvent(event)

    def take_key(self, event: QKeyEvent) -> bool:
        """1 to 6, wherever the focus is but in a text."""
        codes = list(self.kinds)
        if not (is_plain(event) and event.text().isdecimal() and 0 < int(event.text()) <= len(codes)):
            return False
        self.choose(codes[int(event.text()) - 1])
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and is_plain(event):
            return self._key(watched, Qt.Key(event.key())) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _key(self, watched: QObject, key: Qt.Key) -> bool:
        """Arrows among the kinds; Enter from the amount to the reference and on; Up from the amount to the kinds."""
        enter = key in ENTER
        if watched is self.received.line and (enter or key == Qt.Key.Key_Up):
            self.flush()
            target = self.reference.line if enter else None
            if target is None:
                self.focus_kinds()
            else:
                target.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        if watched is self.reference.line and enter:
            self.take.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        buttons: list[QWidget] = [*self.kinds.values()]
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -ACROSS, Qt.Key.Key_Down: ACROSS}.get(key)
        if step is None or watched not in buttons:
            return False
        there = buttons.index(watched) + step
        if 0 <= there < len(buttons):
            buttons[there].setFocus(Qt.FocusReason.TabFocusReason)
        elif step == ACROSS:
            self.focus_received()
        return True
