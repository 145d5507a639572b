"""The Chinese work order as PDF, warm, beside one plain page of ReportLab's canvas; and how large papers are."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import IO

import pypdf

from benchmarks import shop
from benchmarks.rows import Row, in_turn
from reception_desk.resources import resource


class Worker:
    """A process of its own, so that neither side runs with what the other has switched on."""

    def __init__(self, *arguments: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.paper_child", *arguments],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def draw(self, target: str = "") -> float:
        """Seconds for one paper; with `target` it is kept there."""
        told, answer = self._pipes()
        told.write(f"{target}\n")
        told.flush()
        return float(answer.readline())

    def end(self) -> None:
        for pipe in self._pipes():
            pipe.close()
        self._process.wait()

    def _pipes(self) -> tuple[IO[str], IO[str]]:
        assert self._process.stdin
        assert self._process.stdout
        return self._process.stdin, self._process.stdout


def rows(demo: Path, *, quick: bool) -> list[Row]:
    content = demo.with_name("work_order.json")
    content.write_text(json.dumps(shop.work_order_body(demo)), encoding="utf-8")
    floor = Worker("plain", str(resource("fonts", "NotoSansSC-Regular.ttf")))
    product = Worker("product", str(content))
    kept = demo.with_name("work_order.pdf")
    try:
        median = in_turn({"plain": floor.draw, "product": product.draw}, rounds=8 if quick else 30)
        product.draw(str(kept))
    finally:
        floor.end()
        product.end()
    pages = len(pypdf.PdfReader(kept).pages)
    page, plain = median["product"] / pages * 1000, median["plain"] * 1000
    return [
        Row("Chinese work order PDF, a page", page, "ms", plain, 1.3),
        Row("size of a dense Chinese page", kept.stat().st_size / pages / 1024, "KiB", target=110.0),
    ]
