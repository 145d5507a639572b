"""From starting the process to the first screen, beside a bare PySide6 window."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from benchmarks import shop
from benchmarks.rows import Row, in_turn

HOMES = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME",
         "XDG_STATE_HOME", "XDG_RUNTIME_DIR")  # fmt: skip


def rows(demo: Path, *, quick: bool) -> list[Row]:
    folder = shop.copy(demo, "started")
    home = folder.with_name("home")
    home.mkdir(mode=0o700)
    memory: dict[str, float] = {}

    def start(case: str, *arguments: str) -> float:
        taken, peak = one_start(home, case, *arguments)
        memory[case] = max(memory.get(case, 0.0), peak)
        return taken

    median = in_turn(
        {"bare": lambda: start("bare"), "desk": lambda: start("desk", str(folder))}, rounds=5 if quick else 15
    )
    found = [Row("start to the first screen, demo shop", median["desk"] * 1000, "ms", median["bare"] * 1000, 1.6)]
    if memory["bare"]:
        found.append(Row("peak memory at the first screen", memory["desk"], "MiB", memory["bare"], 1.5))
    return found


def one_start(home: Path, *arguments: str) -> tuple[float, float]:
    """Seconds to the first paint, peak memory in MiB."""
    env = {**os.environ, **dict.fromkeys(HOMES, str(home)), "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    # as installed: with compiled modules, here in a place of their own
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    env["PYTHONPYCACHEPREFIX"] = str(home / "compiled")
    begun = time.monotonic_ns()
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.start_child", *arguments],
        check=False,
        env=env,
        capture_output=True,
        text=True,
    )
    if done.returncode or not done.stdout:
        raise RuntimeError(f"{arguments}: no window was painted\n{done.stderr}")
    painted, peak = done.stdout.split()
    return (int(painted) - begun) / 1e9, float(peak)
