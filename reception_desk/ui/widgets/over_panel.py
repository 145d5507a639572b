"""A panel that lies over the page for a moment. It takes the focus and gives it back; nothing under it is left."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from reception_desk.ui import theme
from reception_desk.ui.widgets.card import paint_card
from reception_desk.ui.widgets.discard import is_gone
from reception_desk.ui.widgets.scroll_bar import own_bars


class OverPanel(QWidget):
    """A child of the window's `host`. Esc closes it, and so does whoever goes elsewhere.

    The focus moves as it does for a list that opens: the field below does not count as left, so that its half-typed
    text, its caret and its selection stay as they are. A subclass says where it lies and what gets the focus.
    """

    closed = Signal()

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._before: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()
        host.installEventFilter(self)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]

    # For subclasses

    def wanted(self) -> QRect:
        """Where it lies on its host."""
        raise NotImplementedError

    def first_stop(self) -> QWidget:
        """What gets the focus when it opens."""
        return self

    # Opening and closing

    def open(self) -> None:
        if not self.isVisible():
            here = QApplication.focusWidget()
            self._before = here if here is not None and not self.isAncestorOf(here) else None
        self.setGeometry(self.wanted())
        self.show()
        self.raise_()
        self.setGeometry(self.wanted())  # once what it holds has been shown
        self.first_stop().setFocus(Qt.FocusReason.PopupFocusReason)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def shut(self) -> None:
        """Close it; the focus goes back to where it was."""
        if not self.isVisible():
            return
        before, self._before = self._before, None
        if before is not None and is_gone(before):
            before = None  # its page made way meanwhile
        here = QApplication.focusWidget()
        inside = here is None or here is self or self.isAncestorOf(here)
        if inside and before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.hide()
        self.closed.emit()

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        """Somebody went elsewhere: the panel makes room and leaves the focus there."""
        del old
        if new is None or not self.isVisible() or new is self or self.isAncestorOf(new):
            return
        if new.window() is self.window():
            self._before = None
            self.shut()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self.wanted())
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        # Esc is this panel's, whatever shortcut the window may have
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
        return super().event(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        """Tab goes round inside; what lies under the panel waits."""
        stops = [
            widget
            for widget in self.findChildren(QWidget)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(self) and widget.isEnabled()
        ]
        if not stops:
            return True
        here = QApplication.focusWidget()
        at = stops.index(here) if here in stops else -1 if next else 0
        stops[(at + (1 if next else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.shut()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        paint_card(self, self.ground(), theme.tokens().ctl)

    def ground(self) -> QColor:
        return theme.tokens().surface


class ScrolledPanel(OverPanel):
    """A panel whose body scrolls, on the panel's own ground; the arrows and page keys that turn it are the panel's."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.area = QScrollArea()
        own_bars(self.area)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.viewport().setAutoFillBackground(False)

    def fill(self, body: QWidget) -> None:
        """Show this body in place of the one before."""
        self.area.setWidget(body)
        body.setAutoFillBackground(False)  # setWidget turns it on

    def body_height(self, width: int) -> int:
        """How high the body wants to be, in pixels."""
        body = self.area.widget()
        lay = body.layout() if body is not None else None
        return lay.totalHeightForWidth(width) if lay is not None else 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.area.verticalScrollBar()
        steps = {
            Qt.Key.Key_Down: bar.singleStep(),
            Qt.Key.Key_Up: -bar.singleStep(),
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            bar.setValue(bar.value() + step)
        else:
            super().keyPressEvent(event)
