"""The start of another Qt desktop program, beside ours and a bare window: git-cola.

Only with `--peer`: it is installed from the package index into an environment outside the tree, and never used by us.
It runs on our own PySide6, so that only the programs differ.
"""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

import PySide6

from benchmarks.rows import Row, in_turn
from benchmarks.sizes import CACHE
from benchmarks.start import Starts

PEER = "git-cola"
HOME = CACHE / "peer"


def rows(demo: Path, *, quick: bool) -> list[Row]:
    python, version = installed()
    starts = Starts(demo.parent / "peer" / "demo", kept=demo)
    repository = demo.parent / "repository"
    subprocess.run(["git", "init", "--quiet", str(repository)], check=True)
    command = [str(python), str(Path(__file__).with_name("peer_child.py")), "--repo", str(repository)]
    cases = {
        "bare": lambda: starts.source("bare"),
        "desk": lambda: starts.source("desk"),
        "peer": lambda: starts.timed("peer", command),
    }
    median = in_turn(cases, rounds=5 if quick else 11)
    return [
        Row(f"start, beside {PEER} {version}", median["desk"] * 1000, "ms", median["peer"] * 1000, 0.4),
        Row(f"{PEER} {version} to its main window", median["peer"] * 1000, "ms", median["bare"] * 1000),
    ]


def installed() -> tuple[Path, str]:
    """The peer's interpreter and its version; an environment of its own that borrows our PySide6."""
    python = HOME / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not python.exists():
        venv.create(HOME, with_pip=True, clear=True)
        where = subprocess.run(
            [str(python), "-c", "import site; print(site.getsitepackages()[0])"],
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
        (Path(where) / "pyside.pth").write_text(str(Path(PySide6.__path__[0]).parent), encoding="utf-8")
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", PEER], check=True)
    asked = f"import importlib.metadata as m; print(m.version('{PEER}'))"
    told = subprocess.run([str(python), "-c", asked], check=True, capture_output=True, text=True)
    return python, told.stdout.strip()
