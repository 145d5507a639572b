"""A hundred marks on the car: painting, dragging and adding one, on the body where it takes longest."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from benchmarks.rows import Row


def rows(demo: Path, *, quick: bool) -> list[Row]:
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "benchmarks.marks_child", str(demo), "20" if quick else "100"]
    done = subprocess.run(command, check=True, env=env, stdout=subprocess.PIPE, text=True)
    bodies: dict[str, dict[str, float]] = json.loads(done.stdout.splitlines()[-1])

    def worst(figure: str, floor: str) -> dict[str, float]:
        return max(bodies.values(), key=lambda own: own[figure] / own[floor])

    painted, dragged, added = worst("marked", "drawing"), worst("drag", "drawing"), worst("add", "few")
    return [
        Row("the car with 100 marks painted", painted["marked"], "ms", painted["drawing"], 1.0),
        Row("one step of dragging a mark among 100", dragged["drag"], "ms", dragged["drawing"], 1.0),
        Row("one more mark than 100, key to paint", added["add"], "ms", added["few"], 2.0),
    ]
