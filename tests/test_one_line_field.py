"""The promise of the whole design: one line in one file, and a field is on screen, file, paper and in the history."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.shops import booked_visit, make_desk

LINE = '    headliner: str = f.text("Headliner stains", section=SIGNED, wide=12)\n'
BEFORE = "    advice: str"
SEEN = """
import io, json, sys
from pathlib import Path
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
import reception_desk
from reception_desk.app import application, open_desk
copy, shop, visit = map(str, sys.argv[1:])
assert Path(reception_desk.__file__).is_relative_to(copy), reception_desk.__file__
application(bundled_fonts=True)
window = open_desk(Path(shop), language="en")
window.open_visit(visit, 2)
line = window.findChild(QLineEdit, "walk_around.headliner")
assert line is not None and line.accessibleName() == "Headliner stains"
QTest.keyClicks(line, "coffee, rear left")
QTest.keyClick(line, Qt.Key.Key_Return)
paper = window.desk.papers.print(visit, ["walk_around"], language="en")[0]
pages = PdfReader(io.BytesIO(window.desk.papers.path(paper.id).read_bytes())).pages
words = " ".join("".join(page.extract_text() for page in pages).split())
assert "coffee, rear left" in words and "Headliner stains" in words, words
sheet = window.desk.reception.file(visit).walk_around
assert sheet.headliner == "coffee, rear left"
history = json.dumps([event["body"] for event in window.desk.sheets.history(sheet.id)])
assert "headliner" in history, history
window.close()
print("all four")
"""


def test_one_line_makes_a_field_everywhere(project: Path, tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "shop")
    visit_id = booked_visit(desk)
    desk.close(backup=False)

    copy = tmp_path / "copy"
    for part in ("reception_desk", "tools", "resources"):
        shutil.copytree(project / part, copy / part, ignore=shutil.ignore_patterns("__pycache__", "fonts"))
    shutil.copy(project / "dev.py", copy)
    (copy / "resources" / "fonts").symlink_to(project / "resources" / "fonts")
    sheet = copy / "reception_desk" / "forms" / "walk_around.py"
    text = sheet.read_text(encoding="utf-8")
    assert text.count(BEFORE) == 1
    sheet.write_text(text.replace(BEFORE, LINE + BEFORE), encoding="utf-8")

    environment = {**os.environ, "PYTHONPATH": str(copy)}
    subprocess.run([sys.executable, "tools/words.py"], cwd=copy, env=environment, check=False, capture_output=True)
    catalogue = copy / "resources" / "i18n" / "zh_CN" / "LC_MESSAGES" / "reception_desk.po"
    assert 'msgid "Headliner stains"' in catalogue.read_text(encoding="utf-8")

    script = tmp_path / "seen.py"
    script.write_text(SEEN, encoding="utf-8")
    seen = subprocess.run(
        [sys.executable, str(script), str(copy), str(tmp_path / "shop"), visit_id],
        cwd=copy,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )
    assert "all four" in seen.stdout, seen.stdout + seen.stderr
