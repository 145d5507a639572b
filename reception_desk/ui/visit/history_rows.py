"""A car's earlier visits as rows of a list: visits, their jobs with a box to tick, and what was recommended then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reception_desk.desk.history import PastJob, PastVisit
from reception_desk.forms.visit import Visit
from reception_desk.forms.words import NOTHING, Text, say, value_text, verbatim
from reception_desk.forms.work_order import Job
from reception_desk.ui import theme
from reception_desk.ui.icons import paint_icon
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.ticks import paint_tick_box
from reception_desk.ui.widgets.wrapping import in_company

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
PAD, BOX, GAP = 10, 16, 8
LONGEST_NOTE = 3
"""Lines of a note; the hint tells the rest."""


@dataclass(frozen=True)
class Row:
    """`job` None for the visit itself, or for a note, which has `words` and an icon."""

    visit: PastVisit
    job: PastJob | None = None
    words: Text = NOTHING
    icon: str = ""

    @property
    def note(self) -> bool:
        return bool(self.words)


def rows_of(visits: Sequence[PastVisit]) -> Iterator[Row]:
    for visit in visits:
        yield Row(visit)
        for job in visit.jobs:
            yield Row(visit, job)
        for words in visit.advice:
            yield Row(visit, words=verbatim(words), icon="info-circle")
        for point in visit.findings:
            result = point.spec.option(point.result) if isinstance(point.value, str) else NOTHING
            found = result or value_text("whole", point.value, point.spec.unit)
            told = say("{point}: {found}", point=point.spec.label, found=found)
            yield Row(visit, words=told, icon="alert-triangle" if point.result == "work" else "search")


class HistoryModel(QAbstractListModel):
    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self.voice = voice
        self.visits: list[PastVisit] = []
        self.rows: list[Row] = []
        self.ticked: set[str] = set()
        """Ids of jobs."""
        voice.changed.connect(self.repaint_all)

    def show_visits(self, visits: Sequence[PastVisit]) -> None:
        self.beginResetModel()
        self.visits = list(visits)
        self.rows = list(rows_of(visits))
        self.ticked &= {job.job.id for visit in visits for job in visit.jobs}
        self.endResetModel()

    def repaint_all(self) -> None:
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def jobs_of(self, at: int) -> list[PastJob]:
        """What a row stands for: a job, or all jobs of its visit that were done and have lines."""
        if not 0 <= at < len(self.rows):
            return []
        row = self.rows[at]
        if row.job is not None:
            return [row.job] if row.job.lines else []
        done = [job for job in row.visit.jobs if job.lines and job.done]
        return [] if row.note else done

    def tick(self, at: int) -> None:
        """A job, or a whole visit: all of it, or none where all is ticked."""
        ids = {job.job.id for job in self.jobs_of(at)}
        self.ticked = self.ticked - ids if ids <= self.ticked else self.ticked | ids
        self.repaint_all()

    def is_ticked(self, at: int) -> bool:
        jobs = self.jobs_of(at)
        return bool(jobs) and all(job.job.id in self.ticked for job in jobs)

    def chosen(self) -> list[PastJob]:
        """The ticked jobs, as they were done: the oldest visit first."""
        return [job for visit in reversed(self.visits) for job in visit.jobs if job.job.id in self.ticked]

    # Words

    def title(self, row: Row) -> str:
        language = self.voice.language
        if row.note:
            return language.say(row.words)
        if row.job is not None:
            return row.job.job.description or "–"
        when = language.day(row.visit.day)
        if row.visit.odometer is None:
            return when
        return f"{when} · {language.distance_of(row.visit.odometer)}"

    def amount(self, row: Row) -> str:
        if row.note:
            return ""
        return self.voice.language.money(row.job.total if row.job is not None else row.visit.total)

    def answer(self, row: Row) -> str:
        """No or Later, where the customer did not want it."""
        if row.job is None or row.job.done:
            return ""
        return self.voice.language.show(Job.spec("answer"), row.job.job.answer)

    def told(self, row: Row) -> str:
        """All of a row in words: for screen readers, and as its hint."""
        language = self.voice.language
        parts = [self.title(row), self.answer(row), self.amount(row)]
        if row.job is not None:
            parts += [
                f"{line.name} {language.quantity(line.quantity or 0)} {line.unit}".strip() for line in row.job.lines
            ]
        elif not row.note:
            parts.append(language.show(Visit.spec("stage"), row.visit.visit.stage))
        return language.join([part for part in parts if part])

    # Qt

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        shown = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return shown | Qt.ItemFlag.ItemIsUserCheckable if self.jobs_of(index.row()) else shown

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.title(row)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self.told(row)
        if role == Qt.ItemDataRole.CheckStateRole and self.jobs_of(index.row()):
            return Qt.CheckState.Checked if self.is_ticked(index.row()) else Qt.CheckState.Unchecked
        return None


class HistoryDelegate(QStyledItemDelegate):
    """Visits on sunken ground, jobs below them, notes small and wrapped."""

    def __init__(self, model: HistoryModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self.width = 300

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        row = self._model.rows[index.row()]
        if not row.note:
            return QSize(self.width, theme.sizes().row)
        lines = self._note_lines(self._model.title(row))
        return QSize(self.width, round(lines * QFontMetricsF(theme.font()).lineSpacing()) + 8)

    def _note_lines(self, words: str) -> int:
        room = QRectF(0, 0, self.width - PAD - BOX - GAP - PAD, 10_000)
        metrics = QFontMetricsF(theme.font())
        high = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), words).height()
        return min(LONGEST_NOTE, max(1, round(high / metrics.lineSpacing())))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        t, row, rect = theme.tokens(), self._model.rows[index.row()], QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected) and bool(
            option.state & QStyle.StateFlag.State_Active
        )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        head = row.job is None and not row.note
        painter.fillRect(rect, t.sel if chosen else t.sunken if head else t.surface)
        if chosen:
            painter.fillRect(QRect(rect.x(), rect.y(), 3, rect.height()), t.selb)
        if head:
            painter.setPen(QPen(t.border, 1))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inner = rect.adjusted(PAD, 0, -PAD, 0)
        if row.note:
            self._paint_note(painter, inner, row)
        else:
            self._paint_job(painter, inner, row, index.row())
        painter.restore()

    def _paint_note(self, painter: QPainter, rect: QRect, row: Row) -> None:
        t = theme.tokens()
        ink = t.amber if row.icon == "alert-triangle" else t.text2
        paint_icon(painter, row.icon, QRectF(rect.x() + 1, rect.y() + 5, 14, 14), ink)
        painter.setFont(theme.font())
        painter.setPen(t.text2)
        place = rect.adjusted(BOX + GAP, 4, 0, -4)
        painter.setClipRect(place)
        words = in_company(self._model.title(row), painter.font(), place.width())
        painter.drawText(place, int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop), words)

    def _paint_job(self, painter: QPainter, rect: QRect, row: Row, at: int) -> None:
        t, head = theme.tokens(), row.job is None
        if self._model.jobs_of(at):
            box = QRectF(rect.x(), rect.center().y() - BOX / 2 + 0.5, BOX, BOX)
            paint_tick_box(painter, box, on=self._model.is_ticked(at))
        out = row.job is not None and not row.job.done
        font = theme.font("strong" if head else "body")
        font.setStrikeOut(out)
        amount = self._model.amount(row)
        painter.setFont(font)
        painter.setPen(t.text2 if out else t.text)
        wide = QFontMetricsF(font).horizontalAdvance(amount)
        painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, amount)
        room = rect.adjusted(BOX + GAP, 0, -round(wide) - GAP, 0)
        answer = self._model.answer(row)
        if answer:
            room.setRight(room.right() - self._paint_answer(painter, room, answer))
            painter.setFont(font)
            painter.setPen(t.text2)
        words = QFontMetricsF(font).elidedText(self._model.title(row), Qt.TextElideMode.ElideRight, room.width() + 1)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)

    @staticmethod
    def _paint_answer(painter: QPainter, rect: QRect, answer: str) -> int:
        """Amber words before the amount; returns the width they took."""
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.tokens().amber)
        painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, answer)
        return round(QFontMetricsF(theme.font("strong")).horizontalAdvance(answer)) + GAP
