"""The one search box: a line of text, and a list of results that is a child of the window, never a popup window.

Input methods do not compose into popup windows on Windows, and a completer breaks composition; so the list is an
ordinary widget, the focus stays in the line, and nothing is searched while a word is being composed.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget

from reception_desk.forms.words import NOTHING, Text
from reception_desk.ui import theme
from reception_desk.ui.keys import key_of
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.buttons import KeyCap
from reception_desk.ui.widgets.discard import is_gone
from reception_desk.ui.widgets.inputs import paint_field
from reception_desk.ui.widgets.labels import Sign

if TYPE_CHECKING:
    from reception_desk.ui.widgets.search_hits import Hit
    from reception_desk.ui.widgets.search_panel import SearchPanel

_WIDTH = 880


class _Line(QLineEdit):
    """Tells committed text only: what an input method still composes is no input yet."""

    committed = Signal(str)
    came = Signal()
    went = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._composing, self._pressed_in, self._told = False, False, ""
        self.setFrame(False)
        self.setObjectName("search.text")
        self.textChanged.connect(self._tell)

    def empty(self) -> None:
        """Take the text away without a search."""
        self._told = ""
        self.clear()

    def _tell(self) -> None:
        if not self._composing and self.text() != self._told:
            self._told = self.text()
            self.committed.emit(self._told)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        self._tell()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            return  # the window came forward, nobody went to this box
        self._pressed_in = event.reason() == Qt.FocusReason.MouseFocusReason
        self.selectAll()
        self.came.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        # The press that brought the focus has put the caret and dropped the selection.
        if self._pressed_in and not self.hasSelectedText():
            self.selectAll()
        self._pressed_in = False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._composing = False
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.went.emit()


class SearchBox(QWidget):
    """`host` is the widget that the list lies over (the window's central widget).

    Answer `searched` with `show_hits`. It comes with "" when the box gets the focus empty: the recent visits.
    """

    searched = Signal(str)
    chosen = Signal(object)
    card_wanted = Signal(object)
    new_wanted = Signal(str)

    def __init__(self, voice: Voice, host: QWidget, prompt: Text, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quiet = False
        self.voice, self.prompt_, self._host = voice, prompt, host
        self._before: QWidget | None = None
        self._total = 0
        self.line = _Line(self)
        self._cap = KeyCap(key_of("search"), self)
        row = QHBoxLayout(self)
        row.setContentsMargins(9, 2, 8, 2)
        row.setSpacing(8)
        row.addWidget(Sign("search", "text2", 16, self))
        row.addWidget(self.line, 1)
        row.addWidget(self._cap)
        self.redress()
        self.setFocusProxy(self.line)
        self._connect()
        self.retranslate()

    def redress(self) -> None:
        self.setFixedHeight(theme.sizes().input)

    def _connect(self) -> None:
        self.line.committed.connect(self.searched)
        self.line.came.connect(self._came)
        self.line.went.connect(self._went)
        self.line.installEventFilter(self)
        self._host.installEventFilter(self)
        self.voice.changed.connect(self.retranslate)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]

    @cached_property
    def panel(self) -> SearchPanel:
        """The list, made for the first search."""
        from reception_desk.ui.widgets.search_panel import SearchPanel

        panel = SearchPanel(self.voice, self._host)
        panel.list.clicked.connect(self._clicked)
        return panel

    def retranslate(self) -> None:
        words = self.voice.say(self.prompt_)
        self.line.setPlaceholderText(words)
        self.line.setAccessibleName(words)
        self.line.setToolTip(f"{words} ({key_of('search')})")

    @property
    def text(self) -> str:
        return self.line.text()

    def take_focus(self) -> None:
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def clear(self) -> None:
        """Empty the box and close the list."""
        self.line.empty()
        self.close_list()

    def show_hits(
        self, hits: Sequence[Hit], *, total: int = 0, preselect: bool = False, nothing: Text = NOTHING
    ) -> None:
        """Show results; `preselect` only for a strong match. `nothing` is what to say when there are none."""
        self.panel.show_hits(hits, max(total, len(hits)), nothing)
        if not hits and not nothing:
            self.close_list()
            return
        self._place()
        self.panel.show()
        self.panel.raise_()
        self._set_cap("Esc")
        self._select(self.panel.model.hit_rows()[0] if preselect and hits else -1)

    def leave(self) -> None:
        """Empty the box; the focus goes back to where it was, as it was."""
        self.clear()
        if self.line.hasFocus():
            self._give_back(Qt.FocusReason.PopupFocusReason)

    def _give_back(self, reason: Qt.FocusReason) -> None:
        """The focus, where what had it is still there."""
        before = self._before
        if before is not None and not is_gone(before) and before.isVisible():
            before.setFocus(reason)

    def close_list(self) -> None:
        if "panel" in self.__dict__:
            self.panel.hide()
            self._set_cap(key_of("search"))

    @property
    def list_open(self) -> bool:
        return "panel" in self.__dict__ and self.panel.isVisible()

    @property
    def selected(self) -> Hit | None:
        return self.panel.model.hit(self.panel.list.currentIndex().row())

    def _set_cap(self, key: str) -> None:
        if key != self._cap.key:  # else the whole window is laid out with each key
            self._cap.key = key
            self._cap.updateGeometry()
            self._cap.update()

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if new is self.line and old is not None and old is not self.line:
            self._before = old

    def wait(self) -> None:
        """Have the focus without a list: the next key searches."""
        self._quiet = True
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._quiet = False

    def _came(self) -> None:
        self.update()
        if not self._quiet:
            self.searched.emit(self.line.text())

    def _went(self) -> None:
        self.update()
        self.close_list()

    def _select(self, row: int) -> None:
        index = self.panel.model.index(row) if row >= 0 else QModelIndex()
        self.panel.list.setCurrentIndex(index)
        hit = self.panel.model.hit(row)
        told = self.panel.model.summary(hit) if hit else ""
        self.line.setAccessibleDescription(told)
        if told:  # the focus stays in the line, so that the row has to be said
            from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.line, told))

    def _move(self, step: int) -> None:
        rows = self.panel.model.hit_rows()
        if not rows:
            return
        now = self.panel.list.currentIndex().row()
        if now not in rows:
            self._select(rows[0] if step > 0 else rows[-1])
        else:
            self._select(rows[(rows.index(now) + step) % len(rows)])

    def _enter(self) -> None:
        hit = self.selected if self.list_open else None
        if hit is not None:
            self.close_list()
            self.chosen.emit(hit.key)
        elif self.list_open and self.panel.model.hit_rows():
            # No strong match: Enter goes into the list, it never opens a car by surprise.
            self._move(1)
        elif self.line.text().strip():
            self.close_list()
            self.new_wanted.emit(self.line.text().strip())

    def _card(self) -> None:
        hit = self.selected
        if hit is not None:
            self.close_list()
            self.card_wanted.emit(hit.key)

    def _escape(self) -> None:
        if self.list_open:
            self.close_list()
        elif self.line.text():
            self.clear()
        else:
            self._give_back(Qt.FocusReason.OtherFocusReason)

    def _clicked(self, index: QModelIndex) -> None:
        hit = self.panel.model.hit(index.row())
        if hit is None:
            return
        self._select(index.row())
        if QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier:
            self._card()
        else:
            self._enter()

    def _key(self, event: QKeyEvent) -> bool:
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if not self.list_open:
                self.searched.emit(self.line.text())
            self._move(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control and self.list_open:
            self._card()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not control:
            self._enter()
        elif key == Qt.Key.Key_Escape:
            self._escape()
        else:
            return False
        return True

    def _wants(self, event: QKeyEvent) -> bool:
        """Keys that must not reach the window's shortcuts while they mean something here."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        return event.key() == Qt.Key.Key_Escape or (enter and self.list_open)

    def _place(self) -> None:
        at = self.mapTo(self._host, QPoint(0, self.height() + 4))
        width = min(theme.px(_WIDTH), self._host.width() - at.x() - 16)
        height = min(self.panel.wanted_height(), self._host.height() - at.y() - 8)
        self.panel.setGeometry(QRect(at, QSize(width, height)))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(548), theme.sizes().input)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and self._wants(event):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and self._key(event):
                return True
        if watched is self._host and event.type() == QEvent.Type.Resize and self.list_open:
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        paint_field(painter, QRectF(self.rect()), level="", focus=self.line.hasFocus(), enabled=True, fixed=False)
