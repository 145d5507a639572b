"""Page bodies that scroll by themselves, and the body of two columns that folds into one where the page is narrow."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from reception_desk.ui import theme
from reception_desk.ui.widgets.fingers import follow_fingers
from reception_desk.ui.widgets.scroll_bar import own_bars

FOLD_BELOW = 1080
"""Width of a page's body, at the base text size, under which the right column goes below the left one."""
WIDE_FROM = 1400
"""Width of the body from which the right column widens (a window of 1600 has 1496)."""


def widened(width: float, room: float) -> float:
    """A column of cards gets part of what a wide page has more; both at the base text size."""
    return width + max(0.0, min(room, 1900) - WIDE_FROM) * 0.3


def fill_with(holder: QWidget, part: QWidget) -> QVBoxLayout:
    """Let a widget show nothing but this part, to its edges."""
    whole = QVBoxLayout(holder)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(part)
    return whole


def at_top(part: QWidget) -> QWidget:
    """A column with this part at its top, no higher than it needs to be."""
    column = QWidget()
    fill_with(column, part).addStretch(1)
    return column


class PageBody(QWidget):
    """A body with a part that takes all the height there is, and little where there is little: a table, a drawing.
    With words in it that wrap, Qt would ask for the height that this part would like best."""

    def heightForWidth(self, width: int) -> int:
        lay = self.layout()
        return lay.minimumHeightForWidth(width) if lay is not None and lay.hasHeightForWidth() else -1


class ScrollPage(QScrollArea):
    """A page's body: no frame, as wide as the page, scrolls up and down only."""

    def __init__(self, body: QWidget | None = None, *, keeps_width: bool = False, by_finger: bool = True) -> None:
        super().__init__()
        self.keeps_width, self._by_finger = keeps_width, by_finger
        own_bars(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if body is not None:
            self.setWidget(body)
        if by_finger:
            follow_fingers(self)

    def redress(self) -> None:
        if self._by_finger:
            follow_fingers(self)

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its body can be, where `keeps_width`: neighbours give way first."""
        least, body = super().minimumSizeHint(), self.widget()
        if body is None or not self.keeps_width:
            return least
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(body.minimumSizeHint().width() + bar, least.height())

    def body_changed(self) -> None:
        """What stands in the body wants another size."""
        if self.keeps_width:
            self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and watched is self.widget():
            self.body_changed()
        return super().eventFilter(watched, event)

    def show_top_of(self, part: QWidget) -> None:
        """Scroll until a part of the body begins at the upper edge, as high as it is now."""
        body = self.widget()
        lay = body.layout() if body is not None else None
        if body is not None and lay is not None:
            lay.activate()
            wanted = lay.heightForWidth(body.width()) if lay.hasHeightForWidth() else body.minimumSizeHint().height()
            body.resize(body.width(), max(wanted, self.viewport().height()))
            lay.activate()
            self.verticalScrollBar().setValue(part.mapTo(body, QPoint(0, -theme.PAGE_Y)).y())


class SplitPage(ScrollPage):
    """Two columns of a page. `narrow` (the second unless told) is `width` at the base text size; the other
    takes the rest. Folded, the second lies under the first, or over it with `second_first`."""

    folded_changed = Signal(bool)

    def __init__(
        self,
        first: QWidget,
        second: QWidget,
        *,
        width: int,
        narrow: QWidget | None = None,
        margins: tuple[int, int, int, int] = (theme.PAGE_X, theme.PAGE_Y, theme.PAGE_X, theme.PAGE_Y),
        fold_below: int = FOLD_BELOW,
        second_first: bool = False,
    ) -> None:
        super().__init__()
        self.first, self.second = first, second
        self.narrow = narrow or second
        self.folded = False
        self._width, self._fold_below = width, fold_below
        ways = QBoxLayout.Direction
        self._fold_way = ways.BottomToTop if second_first else ways.TopToBottom
        body = QWidget()
        outer = QVBoxLayout(body)
        outer.setContentsMargins(*margins)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(theme.COLUMN_GAP)
        for part in (first, second):
            self._columns.addWidget(part, 0 if part is self.narrow else 1)
        outer.addLayout(self._columns)
        self.setWidget(body)
        self.fit()

    def fit(self) -> None:
        """Fold or unfold as the width asks for, and give the narrow column its width."""
        room = theme.sizes().width(self.width())
        folded = room < self._fold_below or self._needed(room) > self.width()
        self._columns.setDirection(self._fold_way if folded else QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(theme.CARD_GAP if folded else theme.COLUMN_GAP)
        if folded:
            self.narrow.setMinimumWidth(0)
            self.narrow.setMaximumWidth(16_777_215)
        else:
            self.narrow.setFixedWidth(theme.px(widened(self._width, room)))
        if folded != self.folded:
            self.folded = folded
            self.folded_changed.emit(folded)

    def _needed(self, room: float) -> int:
        """How wide both columns are beside each other at the least, with what stands in them now."""
        body = self.widget()
        lay = body.layout() if body is not None else None
        other = self.first if self.narrow is self.second else self.second
        margins = lay.contentsMargins() if lay is not None else None
        edges = margins.left() + margins.right() if margins is not None else 0
        bar = self.verticalScrollBar().sizeHint().width()
        narrow = theme.px(widened(self._width, room))
        return edges + narrow + theme.COLUMN_GAP + other.minimumSizeHint().width() + bar

    def body_changed(self) -> None:
        self.fit()

    def turn(self) -> None:
        """To the second column where it lies below, and back."""
        if self.verticalScrollBar().value() > 0:
            self.verticalScrollBar().setValue(0)
        else:
            self.show_top_of(self.second)

    def redress(self) -> None:
        super().redress()
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.fit()
        super().resizeEvent(event)
