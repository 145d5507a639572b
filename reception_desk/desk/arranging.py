"""The lines of a work order in their order: jobs move with their lines, lines from job to job."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reception_desk.desk import consent
from reception_desk.errors import sheet_gone
from reception_desk.forms.work_order import NOT_DONE, Job, WorkLine, WorkOrder

if TYPE_CHECKING:
    from reception_desk.desk.desk import Desk
    from reception_desk.store.store import Store


class Arranging:
    """The part of ordering that says where a line stands."""

    _desk: Desk
    _store: Store

    def _order(self, order: str) -> WorkOrder:
        sheet = self._store.get(WorkOrder, order)
        if sheet is None:
            raise sheet_gone()
        return sheet

    def move_line(self, order: str, line: str, step: int) -> bool:
        """One place up (-1) or down (+1) in the table; False at the ends. A job's first labour line takes all of the
        job past its neighbour; a part that passes a labour line changes its job."""
        sheet = self._order(order)
        rows = consent.shown(sheet)
        here = next(at for at, row in enumerate(rows) if row.id == line)
        whole = rows[here].kind == "labour" and (not here or rows[here - 1].job != rows[here].job)
        start, end = _run(rows, here) if whole else (here, here + 1)
        there = end if step > 0 else start - 1
        out = {job.id for job in sheet.jobs if job.answer in NOT_DONE}
        if not 0 <= there < len(rows) or (rows[here].job in out) != (rows[there].job in out):
            return False
        first, last = _run(rows, there) if whole else (there, there + 1)
        ids = [row.id for row in rows]
        low, high = min(start, first), max(end, last)
        moved, passed = ids[start:end], ids[first:last]
        ids[low:high] = [*passed, *moved] if step > 0 else [*moved, *passed]
        self.arrange(order, self._joined(sheet, ids))
        return True

    def arrangement(self, sheet: WorkOrder) -> list[tuple[str, str]]:
        """(line, job) from the first line to the last: what `arrange` takes back."""
        return [(line.id, line.job) for line in sheet.lines]

    def arrange(self, order: str, wanted: Sequence[tuple[str, str]]) -> None:
        """All lines of an order in this order, each in this job; the jobs follow their first lines, on paper too."""
        sheet = self._order(order)
        jobs = {line.id: line.job for line in sheet.lines}
        with self._store.atomic():
            self._desk.sheets.order(WorkLine, [line for line, _ in wanted])
            self._desk.sheets.order(
                Job, list(dict.fromkeys([*(job for _, job in wanted), *(job.id for job in sheet.jobs)]))
            )
            for line, job in wanted:
                if jobs.get(line) != job:
                    self._desk.sheets.edit(WorkLine, line, {"job": job})

    def _joined(self, sheet: WorkOrder, ids: list[str]) -> list[tuple[str, str]]:
        """After a move every part of a labour job belongs to the labour line above it, as the table shows it; a part
        that is a job of its own stays one."""
        by_id = {row.id: row for row in sheet.lines}
        headed = {row.job for row in sheet.lines if row.kind == "labour"}
        found, job = [], ""
        for row in (by_id[row_id] for row_id in ids):
            if row.kind == "labour" or (not job and row.job in headed):
                job = row.job
            found.append((row.id, job if row.job in headed else row.job))
        return found


def _run(rows: Sequence[WorkLine], at: int) -> tuple[int, int]:
    """From where to where the lines round one stand that belong to its job."""
    start, end, job = at, at + 1, rows[at].job
    while start and rows[start - 1].job == job:
        start -= 1
    while end < len(rows) and rows[end].job == job:
        end += 1
    return start, end
