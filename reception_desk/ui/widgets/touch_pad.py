"""The pad under a field that a finger has touched: big keys that type what a keyboard would, and never take the focus.

It knows no field by name: the field says which pad it wants (`LineEdit.pad`). A child of the window, as the lists are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QMetaObject, QObject, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QEnterEvent, QFont, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from reception_desk.forms.words import say, verbatim
from reception_desk.ui import theme
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.card import paint_card
from reception_desk.ui.widgets.field_box import FieldBox
from reception_desk.ui.widgets.inputs import LineEdit
from reception_desk.ui.widgets.pad_keys import KEYS, PAGES, RETYPED, Page, first_page, key_named, places

GAP, EDGE, AWAY = 6, 8, 4
"""White between keys, round them, and between the pad and what it must not hide."""
SHARES = (1.0, 0.9, 0.8, 0.7, 0.0)
"""How large the pad is tried, from what it wants down to the least that a finger hits."""
LEAST_KEY = 40
LOOK_MS = 50
FIGURE = 14 / 9
"""The size of a figure on its key beside that of other words."""


class PadKey(Button):
    """A key of the pad. A press does not move the focus; a finger has no pointer that could hover."""

    def __init__(self, voice: Voice, name: str, point: str) -> None:
        key = key_named(name, point)
        self._big = name not in KEYS or (bool(key.types) and name != "space")
        kind = "primary" if name == "done" else "ordinary"
        super().__init__(voice, key.text, icon=key.icon, kind=kind, height=LEAST_KEY, name=key.name)
        self.setObjectName(f"pad.{name}")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAutoRepeat(name == "back")

    def _font(self) -> QFont:
        if not self._big:
            return super()._font()
        made = theme.font()
        made.setPointSizeF(made.pointSizeF() * FIGURE)
        return made

    def _widest_font(self) -> QFont:
        return self._font()

    def _padding(self) -> int:
        return 4

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._over = False


class TouchPad(QWidget):
    """`open_for(field)` brings it, `shut()` and whatever takes the focus from the field send it away."""

    def __init__(self, voice: Voice, host: QWidget) -> None:
        super().__init__(host)
        self.voice, self._host = voice, host
        self.field: LineEdit | None = None
        self.page = ""
        self._pages: dict[str, QWidget] = {}
        self._kept: list[QRect] = []
        self._ties: list[QMetaObject.Connection] = []
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        self._look = QTimer(self)
        """Pages scroll, messages come and grow: nobody tells a field that it lies elsewhere on the window."""
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._follow)
        self.setObjectName("pad")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]

    # Coming and going

    def open_for(self, field: LineEdit) -> None:
        """Come to the field that has the focus."""
        if self.field is not field:
            self.shut()
            self.field = field
            self._ties = [field.textChanged.connect(self._typed), field.destroyed.connect(self._gone)]
            if field.pad in RETYPED:
                field.selectAll()
            _show_whole(field)
        name = say("Keys for {field}", field=verbatim(field.accessibleName()))
        self.setAccessibleName(self.voice.say(name))
        self._turn_to(self._first_page(field))
        self.show()
        self.raise_()
        self._look.start()

    def _first_page(self, field: LineEdit) -> str:
        return first_page(field.pad, self.voice.language.region, field.text())

    def shut(self) -> None:
        self.field, ties, self._ties = None, self._ties, []
        for tie in ties:
            QObject.disconnect(tie)  # says nothing where the field is on its way out
        self._look.stop()
        self.hide()

    def _gone(self) -> None:
        self.shut()

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        del old
        if self.field is not None and new is not self.field:
            self.shut()

    def redress(self) -> None:
        """Text size or touch mode changed."""
        if self.field is not None and theme.touched():
            self._kept = []
        elif self.field is not None:
            self.shut()

    # Where it lies

    def _follow(self) -> None:
        """Stay beside the field; a field that was pushed out of sight needs no keys."""
        field = self.field
        if field is None or field.visibleRegion().isEmpty() or not field.isEnabled() or field.isReadOnly():
            self.shut()
        elif self._to_keep(field) != self._kept:
            self._lie()

    def _to_keep(self, field: LineEdit) -> list[QRect]:
        """What stays in sight: the field, its box or the row that it stands in, and what tells about it; last of all
        the window, which may change its size."""
        near, around = self._here(field), field.parentWidget()
        found = [near, self._host.rect()]
        if isinstance(around, FieldBox):
            found.insert(1, self._here(around))
        elif around is not None:
            row = self._here(around)
            found.insert(1, QRect(row.x(), near.y(), row.width(), near.height()))
        if field.message is not None and field.message.isVisible():
            found.insert(2, self._here(field.message))
        return found

    def _here(self, widget: QWidget) -> QRect:
        return QRect(widget.mapTo(self._host, QPoint(0, 0)), widget.size())

    def _lie(self) -> None:
        if self.field is None:
            return
        self._kept = self._to_keep(self.field)
        *keep, room = self._kept
        self.setGeometry(place(self._wanted(), self._least(), keep, room.adjusted(AWAY, AWAY, -AWAY, -AWAY)))

    def _wanted(self) -> QSize:
        page, least = PAGES[self.page], self._least()
        keys = QSize(theme.px(page.width), theme.px(page.height))
        return (keys + _white(page)).expandedTo(least)

    def _least(self) -> QSize:
        return self._pages[self.page].minimumSizeHint() + QSize(2 * EDGE, 2 * EDGE)

    # Pages and keys

    def _turn_to(self, name: str) -> None:
        self.page = name
        if name not in self._pages:
            self._pages[name] = self._make(PAGES[name])
            self._whole.addWidget(self._pages[name])
        for other, page in self._pages.items():
            page.setVisible(other == name)
        self._lie()

    def _make(self, page: Page) -> QWidget:
        made = QWidget(self)
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GAP)
        for name, row, column, tall, wide in places(page):
            key = PadKey(self.voice, name, self.voice.language.point)
            key.clicked.connect(partial(self._press, name))
            grid.addWidget(key, row, column, tall, wide)
            grid.setRowStretch(row, 1)
            grid.setColumnStretch(column, 1)
        for column in range(len(page.rows[0].split())):
            grid.setColumnStretch(column, 1)
        return made

    def _typed(self, text: str) -> None:
        """A province was typed, or all is gone again."""
        if self.field is not None and self.page in ("provinces", "plate"):
            wanted = first_page(self.field.pad, self.voice.language.region, text)
            if wanted != self.page:
                self._turn_to(wanted)

    def _press(self, name: str, *_: object) -> None:
        if name in ("abc", "places"):
            self._turn_to("plate" if name == "abc" else "provinces")
        elif name == "done":
            self._done()
        elif name == "clear":
            self._send(Qt.Key.Key_A, held=Qt.KeyboardModifier.ControlModifier)
            self._send(Qt.Key.Key_Delete)
        elif name == "back":
            self._send(Qt.Key.Key_Backspace, "\b")
        else:
            types = key_named(name, self.voice.language.point).types
            self._send(Qt.Key(ord(types.upper())) if types.isascii() else Qt.Key.Key_unknown, types)

    def _done(self) -> None:
        """Enter: what is typed is taken, and the form goes on. What was refused keeps its pad."""
        field = self.field
        self._send(Qt.Key.Key_Return, "\r")
        if field is not None and self.field is field and field.level != "stop":
            self.shut()

    def _send(self, key: Qt.Key, text: str = "", *, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key of a keyboard, pressed and let go."""
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            if self.field is not None:
                QCoreApplication.sendEvent(self.field, QKeyEvent(kind, key, held, text))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        paint_card(self, theme.tokens().window, theme.tokens().ctl)


def _show_whole(field: LineEdit) -> None:
    """A field that was touched at the edge of its page comes wholly into sight, with what is said about it."""
    around = field.parentWidget()
    part = around if isinstance(around, FieldBox) else field
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(part, 0, EDGE)
        around = around.parentWidget()


def _white(page: Page) -> QSize:
    """The gaps and the edge of a page's keys."""
    across, down = len(page.rows[0].split()), len(page.rows)
    return QSize((across - 1) * GAP + 2 * EDGE, (down - 1) * GAP + 2 * EDGE)


def place(wanted: QSize, least: QSize, keep: Sequence[QRect], room: QRect) -> QRect:
    """Where a pad lies that hides nothing of `keep`, whose first is its field: under it, else beside it, else over it;
    smaller where that is needed. Where nothing helps it lies at the end of the room that is farther away."""
    for share in SHARES:
        size = QSize(round(wanted.width() * share), round(wanted.height() * share)).expandedTo(least)
        for spot in _spots(size, keep, room):
            if room.contains(spot) and not any(spot.intersects(one) for one in keep):
                return spot
    size = least.boundedTo(room.size())
    below = keep[0].center().y() < room.center().y()
    return QRect(QPoint(room.left(), room.bottom() + 1 - size.height() if below else room.top()), size)


def _spots(size: QSize, keep: Sequence[QRect], room: QRect) -> Iterator[QRect]:
    """As near to the field as may be, in the order in which they are liked."""
    x = max(room.left(), min(keep[0].left(), room.right() + 1 - size.width()))
    y = max(room.top(), min(keep[0].top(), room.bottom() + 1 - size.height()))
    yield from (QRect(QPoint(x, one.bottom() + 1 + AWAY), size) for one in keep)
    yield from (QRect(QPoint(one.right() + 1 + AWAY, y), size) for one in keep)
    yield from (QRect(QPoint(one.left() - AWAY - size.width(), y), size) for one in keep)
    yield from (QRect(QPoint(x, one.top() - AWAY - size.height()), size) for one in keep)
