"""The first run: four short pages, each of which can be skipped; at the end the answers are told."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from reception_desk.forms.words import Text, say, verbatim
from reception_desk.language import Language
from reception_desk.profiles import FirstRunAnswers, profile, shop_of
from reception_desk.ui import theme
from reception_desk.ui.first_run_page import Page
from reception_desk.ui.first_run_pages import ShopPage, StartPage, YouPage, make_room
from reception_desk.ui.first_run_region import RegionPage, likely_region
from reception_desk.ui.first_run_words import Twin
from reception_desk.ui.icons import paint_icon
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.labels import Label, Logo
from reception_desk.ui.widgets.pressed import ENTER

__all__ = ["FirstRun", "FirstRunAnswers", "shop_of"]

RAIL, FOOT, STEP = 288, 64, 56
STEPS = (say("Language and region"), say("Your shop"), say("You"), say("Start with"))


class FirstRun(QWidget):
    """`language` is the computer's, until the person has chosen one."""

    finished = Signal(object)
    """FirstRunAnswers."""

    def __init__(self, language: str, region: str = "") -> None:
        super().__init__()
        self.setWindowTitle("Reception Desk")
        self.twin = Twin(language)
        self._chosen = False
        room = make_room(self.twin)
        self.where = RegionPage(self.twin, region or likely_region(self.twin.code))
        self.shop = ShopPage(self.twin, room)
        self.you = YouPage(self.twin, room)
        self.start = StartPage(self.twin)
        self.pages: tuple[Page, ...] = (self.where, self.shop, self.you, self.start)
        self.stack = QStackedWidget()
        for page in self.pages:
            self.stack.addWidget(page)
        self.rail = _Steps(self.twin)
        self.foot = _Foot(self.twin)
        self._lay_out()
        self._connect()
        self._speak(self.twin.code)
        self.shop.take_region(self.where.region)
        self.open(0)

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.stack, 1)
        right.addWidget(self.foot)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.rail)
        whole.addLayout(right, 1)

    def _connect(self) -> None:
        self.where.language_chosen.connect(self._choose_language)
        self.where.region_chosen.connect(self._choose_region)
        self.foot.back.clicked.connect(lambda: self.open(self.at - 1))
        self.foot.skip.clicked.connect(self.skip)
        self.foot.next.clicked.connect(self.press_primary)
        self.shop.views[-1].walked.connect(self.foot.next.setFocus)
        self.you.view.walked.connect(self.foot.next.setFocus)
        for key, act in (
            ("Ctrl+Return", self.press_primary),
            ("Ctrl+Enter", self.press_primary),
            ("Alt+Left", self._back),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(act)

    @property
    def at(self) -> int:
        return self.stack.currentIndex()

    # Language

    def _speak(self, code: str) -> None:
        told = profile(self.where.region)
        speaks = Language(code, told["region"], told["currency"], told["distance"])
        self.twin.speak(speaks, both=not self._chosen)
        self.foot.show_page(self.at, len(self.pages))

    def _choose_language(self, code: str) -> None:
        self._chosen = True
        self._speak(code)

    def _choose_region(self, region: str) -> None:
        self._speak(self.twin.code)
        self.shop.take_region(region)

    # Pages

    def open(self, at: int) -> None:
        if 0 <= at < len(self.pages):
            self.stack.setCurrentIndex(at)
            self.rail.select(at)
            self.foot.show_page(at, len(self.pages))
            self.pages[at].enter()

    def _back(self) -> None:
        self.pages[self.at].flush()
        self.open(self.at - 1)

    def press_primary(self) -> None:
        """On to the next page; on the last one the shop begins."""
        self.pages[self.at].flush()
        self._on()

    def skip(self) -> None:
        """On without what this page asks for."""
        self.pages[self.at].reset()
        self._on()

    def _on(self) -> None:
        if not self._chosen:
            self._choose_language(self.twin.code)
        if self.at + 1 < len(self.pages):
            self.open(self.at + 1)
        else:
            self.finished.emit(self.answers())

    def answers(self) -> FirstRunAnswers:
        draft, touched = self.shop.draft, self.shop.touched
        return FirstRunAnswers(
            language=self.twin.code,
            region=self.where.region,
            name=draft.name,
            phone=draft.phone,
            address=draft.address,
            plate_prefix=draft.plate_prefix if "plate_prefix" in touched else None,
            tax_rate=draft.tax_rate if "tax_rate" in touched else None,
            tax_included=draft.tax_included if "tax_included" in touched else None,
            person=self.you.draft.name,
            demo=self.start.demo,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.press_primary()
        else:
            super().keyPressEvent(event)


class _Steps(QWidget):
    """The rail of the first run: name, steps, and that nothing here is final."""

    def __init__(self, twin: Twin) -> None:
        super().__init__()
        self.twin, self.at = twin, 0
        self.setFixedWidth(RAIL)
        logo = Logo()
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(logo)
        head.addWidget(Label(twin.voice, verbatim("Reception Desk"), role="page"))
        head.addStretch(1)
        self._notes = [Label(voice, tone="text2") for voice in (twin.voice, twin.other)]
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 30, 24, 28)
        column.addLayout(head)
        column.addStretch(1)
        for note in self._notes:
            note.setWordWrap(True)
            column.addWidget(note)
        twin.changed.connect(self.retranslate)

    def select(self, at: int) -> None:
        self.at = at
        self.retranslate()

    def retranslate(self) -> None:
        text = say("Every page can be skipped and changed later in Settings.")
        self._notes[0].set_text(text)
        self._notes[1].set_text(text)
        self._notes[1].setVisible(self.twin.both)
        self.setAccessibleName(self.twin.first(STEPS[self.at]))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(RAIL, 400)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        t = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), t.rail)
        painter.setPen(QPen(t.border, 1))
        painter.drawLine(QPointF(RAIL - 0.5, 0), QPointF(RAIL - 0.5, self.height()))
        for at, text in enumerate(STEPS):
            self._paint_step(painter, at, text, 94 + at * STEP)

    def _paint_step(self, painter: QPainter, at: int, text: Text, top: float) -> None:
        t, here, second = theme.tokens(), at == self.at, self.twin.second(text)
        disc = QRectF(24, top + 15, 26, 26)
        painter.setPen(Qt.PenStyle.NoPen if here else QPen(t.ctl, 1))
        painter.setBrush(t.pri if here else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(disc)
        if at < self.at:
            paint_icon(painter, "check", disc.adjusted(6, 6, -6, -6), t.green)
        else:
            painter.setFont(theme.font("strong"))
            painter.setPen(t.onpri if here else t.text2)
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(at + 1))
        font = theme.font("key")
        if not here:
            font.setWeight(theme.font().weight())
        painter.setFont(font)
        painter.setPen(t.text)
        place = QRectF(64, top + (8 if second else 17), RAIL - 76, 22)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self.twin.first(text))
        painter.setFont(theme.font())
        painter.setPen(t.text2)
        painter.drawText(QRectF(64, top + 29, RAIL - 76, 18), Qt.AlignmentFlag.AlignVCenter, second)


class _Foot(QWidget):
    """Which page this is, and the ways on."""

    def __init__(self, twin: Twin) -> None:
        super().__init__()
        self.twin = twin
        self.setFixedHeight(FOOT)
        self.told = Label(twin.voice)
        self.back, self.skip = (Button(twin.voice, kind="quiet", height="big") for _ in range(2))
        self.next = Button(twin.voice, kind="primary", key="Ctrl+Enter")
        for name in ("back", "skip", "next"):
            getattr(self, name).setObjectName(f"first_run.{name}")
        row = QHBoxLayout(self)
        row.setContentsMargins(64, 0, 24, 0)
        row.setSpacing(8)
        row.addWidget(self.told)
        row.addStretch(1)
        for button in (self.back, self.skip, self.next):
            row.addWidget(button)

    def show_page(self, at: int, pages: int) -> None:
        line = self.twin.line
        self.told.set_text(line(say("Page {page} of {pages}, under 2 minutes", page=at + 1, pages=pages), "  /  "))
        self.back.set_text(line(say("Back")))
        self.back.setVisible(at > 0)
        self.skip.set_text(line(say("Skip")))
        self.next.set_text(line(say("Start") if at + 1 == pages else say("Next")))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.tokens().surface)
        painter.setPen(QPen(theme.tokens().border, 1))
        painter.drawLine(QPointF(0, 0.5), QPointF(self.width(), 0.5))
