"""What a start waits for: the first screen, and nothing that is only needed later."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from reception_desk import __main__
from tests.shops import small_desk, walked_in

LATER = (
    "babel", "reportlab", "PIL", "segno", "sqlite_utils", "phonenumbers", "openpyxl", "platformdirs", "socket",
    "argparse", "gettext", "logging", "hashlib", "hmac", "secrets", "ipaddress", "urllib.parse",
    "PySide6.QtNetwork", "PySide6.QtPdf", "PySide6.QtPrintSupport",
    "decimal", "reception_desk.forms.reading", "reception_desk.desk.papers", "reception_desk.desk.reception",
    "reception_desk.desk.settlement",
    "reception_desk.printing.papers", "reception_desk.ui.form_view", "reception_desk.ui.places.peek",
    "reception_desk.ui.places.board_cards", "reception_desk.ui.places.board_columns",
    "reception_desk.ui.command_search", "reception_desk.ui.more_commands", "reception_desk.ui.out_tray",
    "reception_desk.ui.printer",
    "reception_desk.ui.places.settings", "reception_desk.ui.trouble_page", "reception_desk.ui.visit.visit_page",
    "reception_desk.ui.widgets.flat_rows", "reception_desk.ui.widgets.search_panel",
    "reception_desk.ui.touching", "reception_desk.ui.widgets.touch_pad",
)  # fmt: skip
FIRST_SCREEN = """
import builtins, os, sys
plain = builtins.__import__
from reception_desk import __main__, first_qt
from benchmarks import start_child

def told():
    from reception_desk.store import pinyin
    from PySide6 import QtWidgets
    print(pinyin._readings.cache_info().currsize, "QStyle" in vars(QtWidgets))
    print(builtins.__import__ is plain, len(first_qt.LATER) - len(first_qt._sources), *sys.modules)
    sys.stdout.flush()
    os._exit(0)

start_child.desk(sys.argv[1], told)
"""


def test_first_screen_waits_for_nothing_that_is_needed_later(tmp_path: Path, project: Path) -> None:
    desk = small_desk(tmp_path / "shop")
    walked_in(desk)
    desk.close(backup=False)
    command = [sys.executable, "-c", FIRST_SCREEN, str(tmp_path / "shop")]
    done = subprocess.run(command, cwd=project, check=False, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    pinyin, style, untouched, compiled, *modules = done.stdout.split()
    assert "reception_desk.ui.places.today" in modules
    assert sorted(set(modules).intersection(LATER)) == []
    assert pinyin == "0", "the table of pinyin is read before anything was typed"
    assert style == "False", "the hundreds of names of Qt's style are made for a bar that has nothing to scroll"
    assert untouched == "True", "PySide's own import reads the source of each module"
    assert compiled == "0", "PySide's support for signatures is compiled and run at each start"


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ([], True),
        (["--language", "zh_CN", "--shop", "here"], True),
        (["--shop"], False),
        (["--shop", "--version"], False),
        (["--language", "fr"], False),
        (["--version"], False),
        (["check", "--shop"], False),
    ],
)
def test_only_a_plain_start_goes_past_the_parser(words: list[str], plain: bool) -> None:
    assert __main__._is_plain(words) is plain


MISTAKES = """
import inspect, sys
from reception_desk import first_qt
first_qt.bring_in()
from PySide6.QtCore import QTimer
try:
    QTimer().setInterval("x")
except TypeError as mistake:
    print(mistake)
print(inspect.signature(QTimer.setInterval))
from PySide6.support.signature.lib import enum_sig, pyi_generator
print(callable(enum_sig.ExactEnumerator), callable(pyi_generator.generate_pyi), first_qt._sources)
"""


def test_what_waits_of_pyside_is_as_ever_when_it_is_wanted() -> None:
    done = subprocess.run([sys.executable, "-c", MISTAKES], check=False, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    *words, signature, rest = done.stdout.splitlines()
    assert words[0] == "'PySide6.QtCore.QTimer.setInterval' called with wrong argument types:"
    assert words[-1].strip() == "PySide6.QtCore.QTimer.setInterval(msec: int, /)"
    assert "object" in signature
    assert rest == "True True {}"


FONTS = """
import tracemalloc
tracemalloc.start()
from reception_desk.printing import fonts
before, _ = tracemalloc.get_traced_memory()
fonts.faces()
print(tracemalloc.get_traced_memory()[0] - before)
"""


def test_papers_fonts_stay_on_the_disk() -> None:
    done = subprocess.run([sys.executable, "-c", FONTS], check=True, capture_output=True, text=True, timeout=120)
    assert int(done.stdout) < 16_000_000, "ReportLab keeps both files, twenty million bytes, and two objects a glyph"
