"""The table of faults that the product must survive: each row of it that is in reach has a test that names it.

A test names its row in its docstring: "Row 12: …", "Rows 4 and 5: …", "Row 36 (and 10): …".
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROWS = {1, *range(4, 9), 11, 12, *range(14, 24), *range(30, 35), *range(36, 41), *range(43, 49)}
OTHERS = {47: ("test_printer_trouble.py", "hangs")}
"""Rows whose tests are told otherwise: file, and a word in the names of its tests."""
NAMED = re.compile(r"\b[Rr]ows? ((?:\d+(?:,? and |, | to | \(and )?)+)")


def named_by_tests(project: Path) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for path in sorted((project / "tests").glob("test_*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                for numbers in NAMED.findall((ast.get_docstring(node) or "").partition(":")[0]):
                    for row in re.findall(r"\d+", numbers):
                        found.setdefault(int(row), []).append(f"{path.name}::{node.name}")
    return found


def test_every_row_in_reach_has_a_test(project: Path) -> None:
    named = named_by_tests(project)
    for row, (file, word) in OTHERS.items():
        path = project / "tests" / file
        names = re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE) if path.exists() else []
        named.setdefault(row, []).extend(name for name in names if word in name)
    assert {row for row in ROWS if not named.get(row)} == set()


def test_rows_are_read_as_they_are_written() -> None:
    told = ("Row 12", "Rows 4 and 5", "Row 36 (and 10)", "Rows 30, 31 and 32", "Row 9")
    found = [re.findall(r"\d+", " ".join(NAMED.findall(words))) for words in told]
    assert found == [["12"], ["4", "5"], ["36", "10"], ["30", "31", "32"], ["9"]]
