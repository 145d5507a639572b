"""kill -9 at fifty random moments: nothing that was acknowledged is lost, nothing is half done, the check is clean."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from reception_desk.desk.desk import Desk
from reception_desk.forms.document import Document
from reception_desk.forms.moments import SystemClock
from reception_desk.forms.payment import Payment
from reception_desk.store.check import check
from tests.fakes import fake_papers
from tests.shops import file, small_desk

ROUNDS = 50
LONGEST = 0.45
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
def test_kill_at_any_moment_loses_nothing(tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
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
        for _ in range(ROUNDS):
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
    assert seen["opened"] > ROUNDS / 2 and seen["paper"] > 20, seen
