"""Choosing one of many: a list with a line above it in which one types.

The list is a child of the window, never a popup window: input methods do not compose into those.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QFrame, QListView, QVBoxLayout, QWidget

from reception_desk.forms.words import Text, say
from reception_desk.ui import theme
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.card import paint_card
from reception_desk.ui.widgets.flat_rows import FlatRows
from reception_desk.ui.widgets.inputs import LineEdit
from reception_desk.ui.widgets.pick import Pick
from reception_desk.ui.widgets.scroll_bar import own_bars

Find = Callable[[str], Iterable[str]]
"""More codes that fit typed text, beside those whose words hold it: by pinyin, by code, by phone …"""
Name = Callable[[str], Text]
"""The words of a code that was found and is not in the list."""
WIDTH, ROWS = 320, 9
_CODE = Qt.ItemDataRole.UserRole


class PickPanel(QWidget):
    taken = Signal(str)
    closed = Signal()

    def __init__(self, voice: Voice, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("pick.panel")
        self.line = LineEdit(self)
        self.line.setObjectName("pick.search")
        self.voice = voice
        self.model = QStandardItemModel(self)
        self.list = QListView(self)
        own_bars(self.list)
        self.list.setModel(self.model)
        self.list.setItemDelegate(FlatRows(self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(4)
        column.addWidget(self.line)
        column.addWidget(self.list, 1)
        self._choices: list[tuple[str, str]] = []
        self._find: Find = lambda _: ()
        self._name: Name | None = None
        self.line.textEdited.connect(self._show)
        self.line.installEventFilter(self)
        self.list.clicked.connect(self._clicked)

    def open_under(
        self, host: QWidget, choices: Sequence[tuple[str, str]], chosen: str, find: Find, name: Name | None
    ) -> None:
        self._choices, self._find, self._name = list(choices), find, name
        self.line.setAccessibleName(self.voice.say(say("Search")))
        self.line.setPlaceholderText(self.voice.say(say("Type to search")))
        self.line.clear()
        self._show("", chosen)
        window = host.window()
        rows = ROWS if name else min(ROWS, max(3, len(choices)))
        size = QSize(max(theme.px(WIDTH), host.width()), theme.px(48) + theme.sizes().bar_button * rows)
        at = host.mapTo(window, QPoint(0, host.height() + 2))
        if at.y() + size.height() > window.height() - 4:
            at.setY(max(4, host.mapTo(window, QPoint(0, 0)).y() - size.height() - 2))
        at.setX(max(4, min(at.x(), window.width() - size.width() - 4)))
        self.setGeometry(QRect(at, size))
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def _show(self, typed: str, chosen: str = "") -> None:
        wanted = typed.strip().casefold()
        more = [code for code in dict.fromkeys(self._find(typed)) if code] if wanted else []
        self.model.clear()
        for code, words in self._choices:
            if not wanted or wanted in words.casefold() or code in more:
                self._add(code, words)
        listed = dict(self._choices)
        if self._name is not None:
            for code in more:
                if code not in listed:
                    self._add(code, self.voice.say(self._name(code)))
        rows = [self.model.item(row).data(_CODE) for row in range(self.model.rowCount())]
        if rows:
            self.list.setCurrentIndex(self.model.index(rows.index(chosen) if chosen in rows else 0, 0))

    def _add(self, code: str, words: str) -> None:
        item = QStandardItem(words)
        item.setData(code, _CODE)
        self.model.appendRow(item)

    def _step(self, by: int) -> None:
        row = max(0, min(self.model.rowCount() - 1, self.list.currentIndex().row() + by))
        self.list.setCurrentIndex(self.model.index(row, 0))

    def _take(self) -> None:
        index = self.list.currentIndex()
        if index.isValid():
            self.taken.emit(str(index.data(_CODE)))
        else:
            self.closed.emit()

    def _clicked(self, index: QModelIndex) -> None:
        self.list.setCurrentIndex(index)
        self._take()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: ROWS, Qt.Key.Key_PageUp: -ROWS}
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in steps:
                self._step(steps[key])
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab) and not event.modifiers() & ~(
                Qt.KeyboardModifier.KeypadModifier
            ):
                self._take()
                return True
            if key == Qt.Key.Key_Escape:
                self.closed.emit()
                return True
        if isinstance(event, QFocusEvent) and event.lostFocus() and self.isVisible():
            self.hide()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        paint_card(self, edge=theme.tokens().ctl)


class SearchPick(Pick):
    """A Pick for long lists: a letter, F4, Alt+Down, Space or a click opens it, and what is typed narrows it.

    With `name` the list holds only what is chosen now; everything else is found by typing.
    """

    def __init__(
        self,
        voice: Voice,
        choices: Sequence[tuple[str, Text]] = (),
        *,
        find: Find = lambda _: (),
        name: Name | None = None,
    ) -> None:
        self._panel: PickPanel | None = None
        self._find, self._name = find, name
        super().__init__(voice, choices)

    @property
    def panel(self) -> PickPanel | None:
        """The list while it is open."""
        return self._panel if self._panel is not None and self._panel.isVisible() else None

    def showPopup(self) -> None:
        self.open("")

    def open(self, typed: str) -> None:
        if self._panel is None or self._panel.parentWidget() is not self.window():
            self._panel = PickPanel(self.voice, self.window())
            self._panel.taken.connect(self._taken)
            self._panel.closed.connect(self._close)
        words = [(str(self.itemData(row)), self.itemText(row)) for row in range(self.count())]
        self._panel.open_under(self, words, self.value, self._find, self._name)
        if typed:
            self._panel.line.insert(typed)
            self._panel.line.textEdited.emit(self._panel.line.text())

    def _close(self) -> None:
        # the focus goes first: a field that is left by closing its own list has not been left
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        if self._panel is not None:
            self._panel.hide()

    def _taken(self, code: str) -> None:
        self._close()
        if self._name is not None and self.findData(code) < 0:
            self.set_choices([*self._choices, (code, self._name(code))])
        row = self.findData(code)
        if row >= 0 and code != self.value:
            self.setCurrentIndex(row)
            self.activated.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if event.text().strip() and event.text().isprintable() and not held:
            self.open(event.text())
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: object) -> None:
        if self._panel is not None and QApplication.instance() is not None:
            self._panel.hide()
        super().hideEvent(event)  # type: ignore[arg-type]
