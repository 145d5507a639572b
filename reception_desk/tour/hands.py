"""A person's hands at the real window: keys, mouse, an input method, a scanner, and a camera.

Everything goes in as an event of the window system would, at the place on the glass: what is covered, hidden or
disabled cannot be used, and what comes of it is whatever the window makes of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QMenu, QScrollArea, QWidget

from reception_desk.tour.counting import Counter
from reception_desk.ui.widgets.card import Card
from reception_desk.ui.widgets.toast import Toast

W = TypeVar("W", bound=QWidget)
WHEEL, WHEEL_MOST, MARGIN = 60, 60, 4
"""Half a notch a turn, so many turns at most, and so many pixels from the edge."""
PATIENCE, GLANCE = 10_000, 20
SCANS_BEGIN, PACE_MS = 10**12, 5
"""The scanner's clock stands far from that of the other keys."""
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


class StepFailed(Exception):
    """A step of the story did not do what it should; the text says what."""


class Hands:
    def __init__(self, window: QWidget, counter: Counter, settled: Callable[[], None]) -> None:
        """`settled` waits for what the window does in the background."""
        self.window, self.counter = window, counter
        self._settled = settled
        self._top = window
        self._time = SCANS_BEGIN

    # Looking

    def until(self, happens: Callable[[], bool], what: str) -> None:
        """Wait for what comes by itself; ten seconds at most."""
        for _ in range(PATIENCE // GLANCE):
            if happens():
                return
            QTest.qWait(GLANCE)
        raise StepFailed(what)

    def unfold(self, page: QWidget) -> None:
        """Press the title of every folded card of a page that has one."""
        for card in page.findChildren(Card):
            if card.isVisible() and not card.open:
                self.click_on(card.header)
                self.expect(card.open, f"the card {card.title.text()} should open")

    def settle(self) -> None:
        """Until the window has nothing left to do."""
        for _ in range(2):
            QCoreApplication.processEvents()
            self._settled()
        QCoreApplication.processEvents()

    def all(self, name: str) -> list[QWidget]:
        """What is visible under this name."""
        return [widget for widget in self.window.findChildren(QWidget, name) if widget.isVisible()]

    def see(self, name: str) -> QWidget:
        """The one visible widget of this name."""
        found = self.all(name)
        if len(found) != 1:
            raise StepFailed(f"{len(found)} visible widgets are called {name}, one was expected; {self.where()}")
        return found[0]

    def see_a(self, kind: type[W]) -> W:
        """The one visible widget of this kind."""
        found = [widget for widget in self.window.findChildren(kind) if widget.isVisible()]
        if len(found) != 1:
            raise StepFailed(f"{len(found)} visible {kind.__name__}, one was expected; {self.where()}")
        return found[0]

    def popup(self) -> QWidget | None:
        """The menu or list that is open over the window."""
        return QApplication.activePopupWidget()

    def where(self) -> str:
        """Where the focus is, for a message."""
        focus = QApplication.focusWidget()
        return f"the focus is in {focus.objectName() or type(focus).__name__}" if focus is not None else "no focus"

    def expect(self, holds: object, what: str) -> None:
        if not holds:
            raise StepFailed(f"{what} ({self.where()})")

    def focused(self, name: str) -> None:
        """The focus must be in the widget of this name."""
        focus = QApplication.focusWidget()
        here = focus.objectName() if focus is not None else ""
        self.expect(here == name, f"the focus should be in {name}")

    # Keys

    def _glass(self) -> QWindow:
        """The window that the keyboard speaks to: an open menu, else the window."""
        return self._handle(self.popup() or self.window)

    def press(self, *keys: str) -> None:
        """Keys by their names, as they stand in the key map: "Ctrl+Return", "N", "F2"."""
        for name in keys:
            code = QKeySequence.fromString(name)[0]  # type: ignore[index]  # not in its stubs
            QTest.keyClick(self._glass(), code.key(), code.keyboardModifiers())
            self.settle()

    def type(self, text: str, *, enter: bool = False) -> None:
        """Letters one by one; what a keyboard lacks comes as an input method gives it, in one piece."""
        composed = ""
        for letter in text:
            if letter.isascii():
                self._compose(composed)
                composed = ""
                QTest.keyClick(self._glass(), ord(letter))
            else:
                composed += letter
        self._compose(composed)
        if enter:
            QTest.keyClick(self._glass(), Qt.Key.Key_Return)
        self.settle()

    def _compose(self, text: str) -> None:
        if not text:
            return
        field = QApplication.focusWidget()
        if field is None or not field.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled):
            raise StepFailed(f"{text} cannot be typed here: the input method is off; {self.where()}")
        event = QInputMethodEvent("", [])
        event.setCommitString(text)
        QCoreApplication.sendEvent(field, event)

    def fill(self, name: str, text: str, *, enter: bool = True) -> None:
        """Type over what a field holds. The focus is already there, or a click brings it."""
        field = self.see(name)
        if QApplication.focusWidget() is not field:
            self.click(name)
        self.focused(name)
        if getattr(field, "text", str)():
            self.press("Ctrl+A")
        self.type(text, enter=enter)

    def scan(self, code: str) -> None:
        """What a scanner sends: the digits in one burst, then Enter; a key each five milliseconds."""
        with self.counter.scan():
            for letter in f"{code}\r":
                key = Qt.Key.Key_Return if letter == "\r" else Qt.Key(ord(letter))
                self._time += PACE_MS
                for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                    event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
                    event.setTimestamp(self._time)
                    QCoreApplication.sendEvent(self._glass(), event)
        self.settle()

    # Mouse

    def click(self, name: str, *, button: Qt.MouseButton = LEFT) -> None:
        self.click_on(self.see(name), button=button)

    def click_on(
        self,
        widget: QWidget,
        at: QPoint | None = None,
        *,
        button: Qt.MouseButton = LEFT,
        held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Click on a widget, in its middle or at a place of its own; what lies over it is in the way."""
        QTest.mouseClick(self._handle(widget), button, held, self._place(widget, at))
        self.settle()

    def double_click_on(self, widget: QWidget, at: QPoint | None = None) -> None:
        place = self._place(widget, at)
        QTest.mouseClick(self._handle(widget), LEFT, Qt.KeyboardModifier.NoModifier, place)
        QTest.mouseDClick(self._handle(widget), LEFT, Qt.KeyboardModifier.NoModifier, place)
        self.settle()

    def drag(self, widget: QWidget, start: QPoint, end: QPoint) -> None:
        handle = self._handle(widget)
        QTest.mousePress(handle, LEFT, Qt.KeyboardModifier.NoModifier, self._place(widget, start))
        for part in range(1, 5):
            QTest.mouseMove(handle, self._place(widget, start + (end - start) * part / 4))
        QTest.mouseRelease(handle, LEFT, Qt.KeyboardModifier.NoModifier, self._place(widget, end))
        self.settle()

    def point(self, widget: QWidget, at: QPoint) -> None:
        """Move the mouse there without pressing."""
        QTest.mouseMove(self._handle(widget), self._place(widget, at))
        self.settle()

    def _handle(self, widget: QWidget) -> QWindow:
        # kept, because the handle of a list's own window goes with the last name for that window
        self._top = widget.window()
        handle = self._top.windowHandle()
        if handle is None:
            raise StepFailed(f"{widget.objectName()} is not on the screen")
        return handle

    def _place(self, widget: QWidget, at: QPoint | None) -> QPoint:
        """Where that is on the window's glass, if a finger could touch it there."""
        name = widget.objectName() or type(widget).__name__
        if not widget.isEnabled():
            raise StepFailed(f"{name} is disabled")
        whole = widget.window()
        at = at if at is not None else widget.rect().center()
        self._scroll_to(widget, at)
        place = widget.mapTo(whole, at)
        over = whole.childAt(place) or whole
        toast = over if isinstance(over, Toast) else over.parentWidget()
        if isinstance(toast, Toast) and not toast.isAncestorOf(widget):
            # a message that passes by is pressed away first
            QTest.mouseClick(self._handle(whole), LEFT, Qt.KeyboardModifier.NoModifier, place)
            over = whole.childAt(place) or whole
        if not (over is widget or widget.isAncestorOf(over)):
            raise StepFailed(f"{name} cannot be clicked: {over.objectName() or type(over).__name__} is there instead")
        return place

    def _scroll_to(self, widget: QWidget, at: QPoint) -> None:
        """Turn the wheel over the page that holds the widget until the place is in sight."""
        area: QWidget | None = widget
        while area is not None and not area.isWindow():
            area = area.parentWidget()
            if isinstance(area, QScrollArea):
                self._wheel(area.viewport(), lambda port: widget.mapTo(port, at).y())
                return

    def _wheel(self, port: QWidget, where: Callable[[QWidget], int]) -> None:
        """Until `where`, a height in the view, lies in it."""
        for _ in range(WHEEL_MOST):
            y = where(port)
            if MARGIN <= y <= port.height() - MARGIN:
                return
            notch = QPoint(0, WHEEL if y < MARGIN else -WHEEL)
            QTest.wheelEvent(self._handle(port), QPointF(port.mapTo(port.window(), port.rect().center())), notch)
            QCoreApplication.processEvents()

    # Tables, lists and menus

    def click_cell(
        self,
        view: QAbstractItemView,
        index: QModelIndex,
        *,
        rect: Callable[[], QRect] | None = None,
        twice: bool = False,
    ) -> None:
        """A cell of a table or list, in its middle or in a part of it; the wheel brings it in sight."""
        place = rect or (lambda: view.visualRect(index))
        self._wheel(view.viewport(), lambda _: place().center().y())
        click = self.double_click_on if twice else self.click_on
        click(view.viewport(), place().center())

    def choose(self, name: str) -> None:
        """An entry of the open menu, by its name."""
        menu = self.popup()
        if not isinstance(menu, QMenu):
            raise StepFailed(f"no menu is open to choose {name} from")
        found = [action for action in menu.actions() if action.objectName() == name]
        if len(found) != 1:
            raise StepFailed(f"the menu has no entry {name}")
        self.click_on(menu, menu.actionGeometry(found[0]).center())

    def pick(self, name: str, code: str) -> None:
        """One of a list that opens, by its code."""
        box = self.see(name)
        if not isinstance(box, QComboBox):
            raise StepFailed(f"{name} is no list")
        row = box.findData(code)
        if row < 0:
            raise StepFailed(f"{name} offers no {code}")
        self.click_on(box)
        self.click_cell(box.view(), box.model().index(row, 0))
