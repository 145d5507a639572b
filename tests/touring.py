"""The tour played for the tests, once a language and beside them: its folder, its exit code, and what did not fit.

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
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HOMES = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME",
         "XDG_STATE_HOME", "XDG_RUNTIME_DIR", "XDG_DOCUMENTS_DIR")  # fmt: skip
"""Where a program looks for the folders of its person."""
ROOT = Path(__file__).resolve().parent.parent
SMALL = (1366, 690)
PATIENCE = 1200


@dataclass(frozen=True)
class Toured:
    code: int
    told: str
    out: Path
    clipped: list[str]
    screens: int
    program: Path = ROOT


def toured(language: str) -> Toured:
    """A tour with every screen measured; played once, whoever asks."""
    return _played(language).result()


def toured_again() -> Toured:
    """The Chinese story as a person starts it, program and shop in folders whose names break what is not quoted."""
    return _played("again").result()


def begin() -> None:
    """Play them all now, one after another, while other tests run."""
    for kind in ("zh_CN", "en", "again"):
        _played(kind)


def end() -> None:
    """Nobody asks for a tour any more: one that still plays is stopped, none begins."""
    _players.shutdown(wait=False, cancel_futures=True)
    for playing in _playing:
        playing.kill()


_players = ThreadPoolExecutor(1)
_playing: list[subprocess.Popen[str]] = []


@cache
def _played(kind: str) -> Future[Toured]:
    env = dict(os.environ)  # of now: tests that run meanwhile change it
    return _players.submit(_play_again, env) if kind == "again" else _players.submit(_play, kind, env)


def _play(language: str, env: dict[str, str]) -> Toured:
    out = _folder() / language
    code, told = _run(env, "tests.touring", str(out), language)
    kept = out / "measured.json"
    measured = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    return Toured(code, told, out, measured.get("clipped", []), measured.get("screens", 0))


def _play_again(env: dict[str, str]) -> Toured:
    program = _folder() / "店 it's a copy"
    for part in ("reception_desk", "resources"):
        shutil.copytree(ROOT / part, program / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "dev.py", program)  # which tells a source tree
    out = program.parent / "出 it's zh_CN"
    code, told = _run(env, "reception_desk", "tour", "--out", str(out), "--language", "zh_CN", program=program)
    return Toured(code, told, out, [], 0, program)


def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="reception-desk-tour-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _run(env: dict[str, str], module: str, *arguments: str, program: Path = ROOT) -> tuple[int, str]:
    env |= {**dict.fromkeys(HOMES, str(_folder())), "PYTHONUTF8": "1"}
    playing = subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        cwd=program, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    _playing.append(playing)
    told, _ = playing.communicate(timeout=PATIENCE)
    return playing.returncode, told


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
