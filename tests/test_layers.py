"""The rooms and what each may import (ARCHITECTURE.md): by import lines, and by importing each without the rest."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = "reception_desk"
OUTSIDE = {
    "forms": {"vininfo", "phonenumbers", "stdnum"},
    "resources": set(),
    "errors": set(),
    "files": set(),
    "profiles": set(),
    "catalogue": set(),
    "language": {"babel"},
    "printing": {"reportlab", "segno"},
    "store": {"sqlite3", "sqlite_utils", "PIL"},
    "desk": {"openpyxl", "argon2", "hashlib"},
    "ui": {"PySide6"},
}
"""Libraries that a room may use besides the standard library; sqlite3 counts as one."""
OURS = {
    "forms": {"forms"},
    "resources": {"resources"},
    "errors": {"errors", "forms"},
    "files": {"files", "errors", "forms"},
    "profiles": {"profiles", "forms", "resources"},
    "catalogue": {"catalogue"},
    "language": {"language", "catalogue", "forms", "resources"},
    "printing": {"printing", "forms", "language", "resources"},
    "store": {"store", "forms", "errors", "files", "resources"},
    "desk": {"desk", "forms", "store", "printing", "language", "errors", "files", "resources"},
    "ui": {"ui", "forms", "desk", "language", "errors", "files", "profiles", "resources"},
}
TOP = {"app", "tour", "demo", "first_qt", "first_shop", "lock", "log", "sweeping"}
"""They join the rooms; nothing below them knows them."""
GUARDED = {"PySide6", "shiboken6", "sqlite3", "sqlite_utils", "reportlab", "segno", "babel", "PIL"}
NEVER = {
    "forms": GUARDED,
    "resources": GUARDED,
    "errors": GUARDED,
    "files": GUARDED,
    "profiles": GUARDED,
    "language": {"PySide6", "sqlite3", "sqlite_utils", "reportlab"},
    "printing": {"PySide6", "sqlite3", "sqlite_utils"},
    "store": {"PySide6", "reportlab"},
    "desk": {"PySide6"},
}
"""What a room must do without, whatever it imports on the way; `ui` holds a desk, so its SQL cannot be blocked."""


def rooms(project: Path) -> list[tuple[str, Path]]:
    """(room, file) of every module of the package."""
    found = []
    for path in sorted((project / PACKAGE).rglob("*.py")):
        inner = path.relative_to(project / PACKAGE)
        found.append((inner.parts[0].removesuffix(".py"), path))
    return found


def imported(path: Path) -> set[str]:
    """Whole names of all modules that a file's import lines name, late ones and those for types too."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def faults(room: str, path: Path) -> list[str]:
    found = []
    for name in imported(path):
        head, _, rest = name.partition(".")
        inner = rest.partition(".")[0]
        if head == PACKAGE:
            allowed = inner in OURS.get(room, {inner}) or inner == "__version__"
            if inner in TOP and room not in {*TOP, "__main__"}:
                allowed = False
        else:
            allowed = room not in OUTSIDE or head in OUTSIDE[room]
            allowed = allowed or (head in sys.stdlib_module_names and head != "sqlite3")
        if not allowed:
            found.append(f"{path.name} ({room}) imports {name}")
    return found


def test_layers_import_only_what_the_table_allows(project: Path) -> None:
    assert [fault for room, path in rooms(project) for fault in faults(room, path)] == []


def test_layers_of_every_module_are_known(project: Path) -> None:
    known = {*OURS, *TOP, "__init__", "__main__"}
    assert {room for room, _ in rooms(project)} - known == set()


@pytest.mark.parametrize(
    ("room", "line"),
    [
        ("forms", "import sqlite3"),
        ("forms", "from reception_desk import errors"),
        ("desk", "from PySide6.QtCore import QObject"),
        ("ui", "from reception_desk.store.store import Store"),
        ("ui", "import sqlite_utils"),
        ("store", "from reportlab.pdfgen import canvas"),
        ("printing", "from reception_desk.desk.desk import Desk"),
        ("desk", "def late():\n    from reception_desk import app"),
    ],
)
def test_layers_notice_a_forbidden_import(tmp_path: Path, room: str, line: str) -> None:
    path = tmp_path / "module.py"
    path.write_text(line, encoding="utf-8")
    assert faults(room, path)


IMPORTS = """
import sys, importlib
blocked = set(sys.argv[1].split(","))
class Wall:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in blocked:
            raise ImportError(f"{name} is blocked here")
sys.meta_path.insert(0, Wall())
for name in sys.argv[2:]:
    importlib.import_module(name)
"""


@pytest.mark.parametrize("room", sorted(NEVER))
def test_layers_stand_without_what_they_must_not_use(room: str, project: Path) -> None:
    names = [
        ".".join(path.relative_to(project).with_suffix("").parts).removesuffix(".__init__")
        for own, path in rooms(project)
        if own == room
    ]
    done = subprocess.run(
        [sys.executable, "-c", IMPORTS, ",".join(sorted(NEVER[room])), *names],
        cwd=project,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


def test_layers_of_the_first_screen_load_nothing_heavy(project: Path) -> None:
    """What the desk imports before the first paint: no sqlite-utils, no ReportLab, no Babel, no Pillow."""
    heavy = {"sqlite_utils", "reportlab", "babel", "PIL", "segno", "phonenumbers", "vininfo", "PySide6"}
    done = subprocess.run(
        [sys.executable, "-c", IMPORTS, ",".join(sorted(heavy)), "reception_desk.desk.desk"],
        cwd=project,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
