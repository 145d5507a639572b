"""What a start waits for: the first screen, and nothing that is only needed later."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.shops import make_desk

LATER = (
    "babel", "reportlab", "PIL", "segno", "sqlite_utils", "phonenumbers", "openpyxl", "platformdirs", "socket",
    "PySide6.QtNetwork", "PySide6.QtPdf", "PySide6.QtPrintSupport",
    "decimal", "reception_desk.forms.reading", "reception_desk.desk.papers", "reception_desk.desk.reception",
    "reception_desk.desk.settlement",
    "reception_desk.printing.papers", "reception_desk.ui.form_view", "reception_desk.ui.places.peek",
    "reception_desk.ui.places.board_cards", "reception_desk.ui.places.board_columns",
    "reception_desk.ui.places.settings", "reception_desk.ui.trouble_page", "reception_desk.ui.visit.visit_page",
    "reception_desk.ui.widgets.flat_rows", "reception_desk.ui.widgets.search_hits",
    "reception_desk.ui.touching", "reception_desk.ui.widgets.touch_pad",
)  # fmt: skip
FIRST_SCREEN = """
import builtins, os, sys
plain = builtins.__import__
from reception_desk import __main__
from benchmarks import start_child

def told():
    print(builtins.__import__ is plain, *sys.modules)
    sys.stdout.flush()
    os._exit(0)

start_child.desk(sys.argv[1], told)
"""


def test_first_screen_waits_for_nothing_that_is_needed_later(tmp_path: Path, project: Path) -> None:
    desk = make_desk(tmp_path / "shop")
    desk.close(backup=False)
    command = [sys.executable, "-c", FIRST_SCREEN, str(tmp_path / "shop")]
    done = subprocess.run(command, cwd=project, check=False, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    untouched, *modules = done.stdout.split()
    assert "reception_desk.ui.places.today" in modules
    assert sorted(set(modules).intersection(LATER)) == []
    assert untouched == "True", "PySide's own import reads the source of each module"
