"""kill -9 at any moment: nothing that was acknowledged is lost, nothing is half done, the check is clean.

Row 1 of the table of faults: at random moments of the story without a window, and in each step of the real tour.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from reception_desk.desk.desk import Desk
from reception_desk.forms.document import Document
from reception_desk.forms.moments import SystemClock
from reception_desk.forms.payment import Payment
from reception_desk.forms.sheets import BY_TABLE
from reception_desk.store.check import check
from reception_desk.store.database import FILE
from reception_desk.tour.story import CHAPTERS
from tests.fakes import fake_papers
from tests.kill_tour import STEP, TOLD
from tests.shops import file, small_desk

ROUNDS, ALL_ROUNDS = 30, 200
LONGEST = 0.6
"""Seconds; a whole visit takes about a third of it."""
ORDER = ("arrived", "in_work", "qc", "ready", "closed")


def assert_kept(desk: Desk, fact: dict[str, Any]) -> None:
    """One acknowledged fact is still true, or the story had gone on."""
    match fact["what"]:
        case "stage":
            assert ORDER.index(file(desk, fact["visit"]).visit.stage) >= ORDER.index(fact["stage"]), fact
        case "found":
            found = [hit.visit and hit.visit.id for hit in desk.reception.search(fact["plate"])]
            assert found, fact
        case "odometer":
            sheet = file(desk, fact["visit"]).check_in
            assert (sheet.odometer or 0) >= fact["least"], fact
            assert sheet.concern == f"刹车异响 {sheet.odometer}", fact  # both of one save
        case "marks":
            assert len(file(desk, fact["visit"]).walk_around.marks) >= fact["least"], fact
        case "lines":
            assert len(file(desk, fact["visit"]).work_order.lines) >= fact["least"], fact
        case "payment":
            payment = desk.sheets.get(Payment, fact["id"])
            assert payment and payment.amount == fact["amount"], fact
        case "paper":
            paper = desk.sheets.get(Document, fact["id"])
            assert paper and paper.number == fact.get("number", ""), fact
            assert desk.papers.path(paper.id).read_bytes().startswith(b"%PDF"), fact


def assert_whole(desk: Desk, visits: set[str]) -> None:
    """No command was half done: sheets of each visit, jobs of each line, money of each bill."""
    for visit in visits:
        kept = file(desk, visit)
        assert {line.job for line in kept.work_order.lines} == {job.id for job in kept.work_order.jobs}
        assert len(kept.work_order.lines) in (0, 3, 4)
        if kept.visit.stage == "closed":
            assert desk.settlement.due(kept) == 0
            assert kept.checkout.handed_over == kept.visit.closed
            assert len(desk.settlement.issued(visit)) == 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("rounds", [ROUNDS, pytest.param(ALL_ROUNDS, marks=pytest.mark.slow)])
def test_kill_at_any_moment_loses_nothing(
    rounds: int, tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Row 1: the commands of a visit, over and over; 30 moments in CI, 200 with --slow."""
    fake_papers(monkeypatch)
    small_desk(tmp_path / "shop", seed=None).close(backup=False)
    dice = random.Random(2026)
    told: list[dict[str, Any]] = []
    story = subprocess.Popen(
        [sys.executable, "-m", "tests.kill_story", str(tmp_path)],
        cwd=project, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert story.stdin and story.stdout
    with story:
        for _ in range(rounds):
            story.stdin.write(f"{dice.uniform(0, LONGEST)}\n")
            story.stdin.flush()
            assert story.stdout.readline() == "killed\n"
            lines = (tmp_path / "told").read_text(encoding="utf-8").splitlines() if (tmp_path / "told").exists() else []
            new = [json.loads(line) for line in lines[len(told) :]]
            told += new
            report = check(tmp_path / "shop")
            assert report.damage == []
            desk = Desk(tmp_path / "shop", clock=SystemClock())
            for fact in new:
                assert_kept(desk, fact)
            assert_whole(desk, {fact["visit"] for fact in new if "visit" in fact})
            desk.close(backup=False)
        story.stdin.close()
    desk = Desk(tmp_path / "shop", clock=SystemClock())
    for fact in told:
        assert_kept(desk, fact)
    desk.close(backup=False)
    assert check(tmp_path / "shop").damage == []
    seen = Counter(fact["what"] for fact in told)
    assert seen["opened"] > rounds / 3 and seen["paper"] > rounds / 5, seen


# The tour


class Killer:
    """Plays the tour once. A process that is stopped has left on the disk what one that is killed would leave: so it is
    stopped as each step begins and twice in it, its folder is copied, and it goes on; in the last step it is killed."""

    def __init__(self, place: Path, project: Path) -> None:
        self.out, self.left = place / "tour", place / "left"
        self._project = project
        self._dice = random.Random(2026)
        self.steps: list[str] = []

    def play(self) -> None:
        self.left.mkdir()
        with subprocess.Popen(
            [sys.executable, "-m", "tests.kill_tour", str(self.out)],
            cwd=self._project, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        ) as child:  # fmt: skip
            assert child.stdin and child.stdout
            for line in child.stdout:
                if not line.startswith(STEP):
                    continue
                self.steps.append(line.removeprefix(STEP).strip())
                self._stop(child, 0)
                child.stdin.write("go on\n")
                child.stdin.flush()
                if self.steps[-1] == CHAPTERS[-1][0]:
                    time.sleep(self._dice.uniform(0, 1))
                    child.kill()
                    break
                self._stop(child, 0.3)
                self._stop(child, 0.8)
            child.stdout.close()
        assert child.returncode == -signal.SIGKILL, f"the tour ended by itself after {self.steps[-1:]}"

    def _stop(self, child: subprocess.Popen[str], most: float) -> None:
        time.sleep(self._dice.uniform(0, most))
        child.send_signal(signal.SIGSTOP)
        _, status = os.waitpid(child.pid, os.WUNTRACED)
        if not os.WIFSTOPPED(status):
            child.returncode = os.waitstatus_to_exitcode(status)
            return
        if (self.out / "shop" / FILE).exists():
            copy = self.left / f"{len(list(self.left.iterdir())):03d}"
            shutil.copytree(self.out / "shop", copy / "shop", ignore=shutil.ignore_patterns("backups"))
            shutil.copy(self.out / TOLD, copy)
        child.send_signal(signal.SIGCONT)


def told_by(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / TOLD).read_text(encoding="utf-8").splitlines()]


def assert_all_told_is_there(desk: Desk, lines: list[dict[str, Any]]) -> None:
    """Every event that was acknowledged, and of each field what was saved last or was being saved."""
    (events,) = desk.store.connection.execute("SELECT last_seq FROM desk").fetchone()
    assert events >= max((line["events"] for line in lines if line["what"] == "saved"), default=0)
    fields: dict[tuple[str, str, str], list[Any]] = {}
    for line in lines:
        if line["what"] not in ("trying", "edited"):
            continue
        for name, kept in line["values"].items():
            at = (line["form"], line["row"], name)
            fields[at] = [kept] if line["what"] == "edited" else [*fields.get(at, []), kept]
    for (table, row, name), possible in fields.items():
        sheet = desk.store.get(BY_TABLE[table], row)
        if sheet is not None and sheet.table not in ("line", "job"):  # those are also changed by other commands
            plain = json.loads(json.dumps(getattr(sheet, name)))
            assert plain in possible, (table, name)


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_kill_in_each_step_of_the_tour_loses_nothing(tmp_path: Path, project: Path) -> None:
    """Row 1: the real window, the real papers, real clock and ids, at two moments of every step."""
    killer = Killer(tmp_path, project)
    killer.play()
    seen = set()
    for out in (*sorted(killer.left.iterdir()), killer.out):
        lines = told_by(out)
        step = [line["step"] for line in lines if line["what"] == "step"][-1]
        assert check(out / "shop").damage == [], step
        desk = Desk(out / "shop", clock=SystemClock())
        assert_all_told_is_there(desk, lines)
        desk.board.today()
        desk.close()
        assert check(out / "shop").damage == [], step
        seen.add(step)
    assert seen >= {name for name, _ in CHAPTERS}
