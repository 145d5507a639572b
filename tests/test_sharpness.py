"""Screens of 100 to 200 percent: icons and drawings have the pixels of the screen, none is a small one blown up."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize("ratio", ["1", "1.25", "1.5", "2"])
def test_icons_and_drawings_are_sharp(project: Path, ratio: str) -> None:
    env = {**os.environ, "QT_SCALE_FACTOR": ratio, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "tests.sharpness"]
    done = subprocess.run(command, cwd=project, env=env, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    measured = json.loads(done.stdout.splitlines()[-1])
    assert measured.pop("ratio") == float(ratio)
    assert {what: apart for what, apart in measured.items() if apart > 1.5} == {}
