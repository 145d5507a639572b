"""Chinese papers as PDF beside one plain page of ReportLab's canvas: warm and the first one; how large; their text."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from pathlib import Path
from typing import IO, Any

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
        self._pipes()[1].readline()  # libraries and fonts are loaded

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
    bodies = shop.paper_bodies(demo)
    files = {kind: demo.with_name(f"{kind}.json") for kind in bodies}
    for kind, body in bodies.items():
        files[kind].write_text(json.dumps(body), encoding="utf-8")
    workers = {"plain": Worker("plain", str(resource("fonts", "NotoSansSC-Regular.ttf")))}
    workers |= {kind: Worker(kind, str(file)) for kind, file in files.items()}
    kept = {kind: demo.with_name(f"{kind}.pdf") for kind in bodies}
    try:
        median = in_turn({name: worker.draw for name, worker in workers.items()}, rounds=8 if quick else 30)
        for kind, file in kept.items():
            workers[kind].draw(str(file))
    finally:
        for worker in workers.values():
            worker.end()
    first = statistics.median(first_paper(files["work_order"]) for _ in range(3 if quick else 7))
    pages = {kind: len(pypdf.PdfReader(file).pages) for kind, file in kept.items()}
    page = {kind: median[kind] / pages[kind] * 1000 for kind in kept}
    order, strings = kept["work_order"], said(bodies["work_order"])
    return [
        Row("Chinese work order PDF, a page", page["work_order"], "ms", median["plain"] * 1000, 1.3),
        Row("Chinese settlement list PDF, a page", page["settlement"], "ms", median["plain"] * 1000, 1.3),
        Row("first work order after a start", first * 1000, "ms", median["work_order"] * 1000, 3.0),
        Row(f"not found in its text, of {len(strings)} strings", len(missing(order, strings)), "strings", target=0.0),
        Row("size of a dense Chinese page", order.stat().st_size / pages["work_order"] / 1024, "KiB", target=110.0),
    ]


def first_paper(body: Path) -> float:
    """Seconds for the first paper of a process that has loaded its fonts."""
    worker = Worker("work_order", str(body))
    try:
        return worker.draw()
    finally:
        worker.end()


def said(body: dict[str, Any]) -> list[str]:
    """Of what the paper says: names, the VIN, the customer's words, and each line's words and number."""
    found = [body["customer"]["name"], body["check_in"]["concern"], body["vehicle"]["vin"], body["vehicle"]["model"]]
    found += [line[name] for line in body["work_order"]["lines"] for name in ("name", "code")]
    return [one for one in found if one]


def missing(pdf: Path, strings: list[str]) -> list[str]:
    """What a reader of the PDF's text does not find."""
    text = "".join("".join(page.extract_text().split()) for page in pypdf.PdfReader(pdf).pages)
    return [one for one in strings if "".join(one.split()) not in text]
