"""What the search box shows below it: the list of hits and a line of hints, over the page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QRegion, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QVBoxLayout, QWidget

from reception_desk.forms.words import NOTHING, Text, say
from reception_desk.ui import theme
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.buttons import KeyCap
from reception_desk.ui.widgets.card import paint_card
from reception_desk.ui.widgets.labels import Label
from reception_desk.ui.widgets.scroll_bar import own_bars
from reception_desk.ui.widgets.search_hits import Hit, HitDelegate, HitModel, Look, row_height

_HINT = 34


class _HitList(QListView):
    """The list of the panel; its rows are painted in what the application wears now."""

    def __init__(self, model: HitModel, parent: QWidget) -> None:
        super().__init__(parent)
        own_bars(self)
        self._rows = HitDelegate(model, self)
        self.setObjectName("search.list")
        self.setModel(model)
        self.setItemDelegate(self._rows)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._rows.look = Look.worn()
        super().paintEvent(event)


class SearchPanel(QWidget):
    """The list and its line of hints, over the page.

    It hides what it lies over: were only its rounded corners to show what is below, the page would be painted with
    each key. So the corners are cut out of it.
    """

    def __init__(self, voice: Voice, host: QWidget) -> None:
        super().__init__(host)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setObjectName("search.panel")
        self.model = HitModel(voice, self)
        self.list = _HitList(self.model, self)
        self.nothing = Label(voice, parent=self)
        self.nothing.setWordWrap(True)
        self.nothing.setContentsMargins(14, 8, 14, 8)
        self.count = Label(voice, tone="text2", parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.nothing)
        column.addWidget(self.list, 1)
        column.addLayout(self._hints(voice))
        self.hide()

    def _hints(self, voice: Voice) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(14, 4, 14, 6)
        row.setSpacing(4)
        self._of_cars: list[QWidget] = []
        for key, words in (
            ("↑ ↓", say("choose")),
            ("Enter", say("do what is at the right")),
            ("Esc", say("close")),
            ("Ctrl+Enter", say("last record")),
            (">", say("what can be done")),
        ):
            hint = [KeyCap(key, self), Label(voice, words, tone="text2", parent=self)]
            for widget in hint:
                row.addWidget(widget)
            if key in ("Ctrl+Enter", ">"):
                self._of_cars += hint
            row.addSpacing(12)
        row.addStretch(1)
        row.addWidget(self.count)
        return row

    def show_hits(self, hits: Sequence[Hit], total: int, nothing: Text) -> None:
        self.model.set_hits(hits)
        self.nothing.set_text(NOTHING if hits else nothing)
        self.nothing.setVisible(not hits and bool(nothing))
        self.list.setVisible(bool(hits))
        for widget in self._of_cars:
            widget.setVisible(not (hits and hits[0].words))
        more = (
            say("{shown} of {total}, type more to narrow", shown=len(hits), total=total)
            if total > len(hits)
            else NOTHING
        )
        self.count.set_text(more)

    def wanted_height(self) -> int:
        rows = sum(row_height(row) for row in self.model.rows)
        return (rows or self.nothing.sizeHint().height()) + theme.px(_HINT) + 2

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), theme.CARD_RADIUS, theme.CARD_RADIUS)
        self.setMask(QRegion(shape.toFillPolygon().toPolygon()))

    def paintEvent(self, event: QPaintEvent) -> None:
        ground = QPainter(self)
        ground.fillRect(event.rect(), theme.tokens().window)
        ground.end()
        paint_card(self, edge=theme.tokens().ctl)
        if self.list.isVisible():
            painter = QPainter(self)
            painter.setPen(QPen(theme.tokens().border, 1))
            y = self.list.geometry().bottom() + 1
            painter.drawLine(1, y, self.width() - 2, y)
