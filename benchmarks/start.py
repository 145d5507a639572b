"""From starting the process to the first screen, beside a bare PySide6 window; from source and frozen."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.rows import Row, in_turn

HOMES = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME",
         "XDG_STATE_HOME", "XDG_RUNTIME_DIR")  # fmt: skip
ROOT = Path(__file__).resolve().parent.parent
FROZEN = ROOT / "dist" / "ReceptionDesk" / ("reception-desk.exe" if os.name == "nt" else "reception-desk")
SETTLE, PATIENCE = 0.05, 30.0
"""Seconds from the first paint to the first line of the log, and until a start has failed."""


class Starts:
    """Starts the program again and again, each time on a shop that was closed well."""

    def __init__(self, demo: Path, kept: Path | None = None) -> None:
        """`kept`: where the demo shop lies, if not there."""
        self._demo, self._folder = kept or demo, demo.with_name("started")
        self.home = demo.with_name("home")
        self.home.mkdir(mode=0o700, parents=True)
        self.memory: dict[str, float] = {}

    def source(self, case: str) -> float:
        """`case` as in `start_child`."""
        return self.timed(case, [sys.executable, "-m", "benchmarks.start_child", case, str(self._fresh())])

    def frozen(self) -> float:
        """The frozen program is not watched from inside: its log begins right after the first paint."""
        log = self.home / "ReceptionDesk" / "log" / "reception-desk.log"
        log.unlink(missing_ok=True)
        command, begun = [str(FROZEN), "--shop", str(self._fresh()), "--language", "zh_CN"], time.monotonic()
        with subprocess.Popen(command, env=environment(self.home), stdout=subprocess.DEVNULL) as program:
            while not log.exists() and program.poll() is None and time.monotonic() < begun + PATIENCE:
                time.sleep(0.0005)
            taken = time.monotonic() - begun - SETTLE
            program.kill()
        if not log.exists():
            raise RuntimeError(f"{FROZEN}: no window was painted")
        return taken

    def _fresh(self) -> Path:
        shutil.rmtree(self._folder, ignore_errors=True)
        return Path(shutil.copytree(self._demo, self._folder))

    def timed(self, case: str, command: Sequence[str]) -> float:
        begun = time.monotonic_ns()
        painted, peak = one_start(self.home, command)
        self.memory[case] = max(self.memory.get(case, 0.0), peak)
        return (painted - begun) / 1e9


def rows(demo: Path, *, quick: bool) -> list[Row]:
    starts = Starts(demo)
    cases = {"bare": lambda: starts.source("bare"), "desk": lambda: starts.source("desk")}
    if FROZEN.exists():
        cases["frozen"] = starts.frozen
    median = in_turn(cases, rounds=5 if quick else 15)
    for _ in range(1 if quick else 3):
        starts.source("papers")
    bare, memory = median["bare"] * 1000, starts.memory
    frozen = median.get("frozen")
    found = [
        Row("start to the first screen, from source", median["desk"] * 1000, "ms", bare, 1.6),
        Row("start to the first screen, frozen", frozen * 1000 if frozen else None, "ms", bare, 1.9, "no dist/"),
    ]
    if memory["bare"]:
        found += [
            Row("peak memory at the first screen", memory["desk"], "MiB", memory["bare"], 1.5),
            Row("peak memory, papers ready to draw", memory["papers"], "MiB", memory["bare"], 2.5),
        ]
    return found


def environment(home: Path) -> dict[str, str]:
    """An empty home; modules compiled as when installed, here in a place of their own."""
    env = {**os.environ, **dict.fromkeys(HOMES, str(home)), "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    return env | {"PYTHONPYCACHEPREFIX": str(home / "compiled")}


def one_start(home: Path, command: Sequence[str]) -> tuple[int, float]:
    """The monotonic clock (ns) at the first paint, and the peak memory in MiB."""
    done = subprocess.run(command, check=False, env=environment(home), capture_output=True, text=True, cwd=ROOT)
    if done.returncode or not done.stdout:
        raise RuntimeError(f"{command}: no window was painted\n{done.stderr}")
    painted, peak = done.stdout.split()[-2:]
    return int(painted), float(peak)
