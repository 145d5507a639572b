"""The tour played for the tests, once a language: its folder, its exit code, and what did not fit on the way.

`python -m tests.touring OUT LANGUAGE` plays it and measures every screen at the smallest window it is designed for.
"""

from __future__ import annotations

import atexit
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SMALL = (1366, 690)
PATIENCE = 600


@dataclass(frozen=True)
class Toured:
    code: int
    told: str
    out: Path
    clipped: list[str]
    screens: int
    program: Path = ROOT


@lru_cache
def toured(language: str) -> Toured:
    """A tour with every screen measured; played once, whoever asks."""
    out = _folder() / language
    done = _run("tests.touring", str(out), language)
    kept = out / "measured.json"
    measured = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    told = done.stdout + done.stderr
    return Toured(done.returncode, told, out, measured.get("clipped", []), measured.get("screens", 0))


@lru_cache
def toured_again(language: str) -> Toured:
    """The same story as a person starts it, program and shop in folders whose names break what is not quoted."""
    program = _folder() / "店 it's a copy"
    for part in ("reception_desk", "resources"):
        shutil.copytree(ROOT / part, program / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "dev.py", program)  # which tells a source tree
    out = program.parent / f"出 it's {language}"
    done = _run("reception_desk", "tour", "--out", str(out), "--language", language, program=program)
    return Toured(done.returncode, done.stdout + done.stderr, out, [], 0, program)


def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="reception-desk-tour-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _run(module: str, *arguments: str, program: Path = ROOT) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, cwd=program, env=env, capture_output=True, text=True, timeout=PATIENCE)


def main(out: Path, language: str) -> int:
    from reception_desk.__main__ import main as program
    from reception_desk.tour import stage
    from tests.clipping import clipped

    found: dict[str, str] = {}
    screens: list[str] = []

    class Measuring(stage.Stage):
        def picture(self, name: str) -> None:
            super().picture(name)
            if self.hands.popup() is None:
                self.hands.window.resize(*SMALL)
                self.hands.settle()
                screens.append(name)
                for line in clipped(self.hands.window):
                    found.setdefault(line, name)
                self.hands.window.resize(*stage.SIZE)
                self.hands.settle()

    stage.Stage = Measuring  # type: ignore[misc]
    code = program(["tour", "--out", str(out), "--language", language])
    measured = {"clipped": [f"{name}: {line}" for line, name in found.items()], "screens": len(screens)}
    (out / "measured.json").write_text(json.dumps(measured, ensure_ascii=False, indent=1), encoding="utf-8")
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
