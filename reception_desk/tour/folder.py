"""The folder that a tour leaves: pictures, papers, the shop, and how many actions it took."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QMenu, QWidget

MARKER = ".reception-desk-tour"
PICTURES = "[0-9][0-9]-*.png"


class NotOurs(Exception):
    """The folder holds what no tour made; the text says what to do."""


class Folder:
    """`out` is emptied of an earlier tour first; what else lies there is never touched."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.shop, self.printed, self.papers = out / "shop", out / "printed", out / "papers"
        self._pictures = 0
        self._seen: dict[str, bytes] = {}

    def begin(self) -> None:
        """Raises NotOurs, or OSError where the folder cannot be written."""
        if self.out.exists() and not self.out.is_dir():
            raise NotOurs(f"{self.out} is a file. Name a folder for the tour.")
        if self.out.exists() and any(self.out.iterdir()) and not (self.out / MARKER).exists():
            raise NotOurs(f"{self.out} is not empty and no tour made it. Name another folder, or empty this one first.")
        self.out.mkdir(parents=True, exist_ok=True)
        (self.out / MARKER).write_text("Made by a tour; the next one replaces what lies here.\n", encoding="utf-8")
        for folder in (self.shop, self.printed, self.papers):
            if folder.exists():
                shutil.rmtree(folder)
        for file in (*self.out.glob(PICTURES), self.out / "actions.json"):
            file.unlink(missing_ok=True)
        self.papers.mkdir()

    def keep_actions(self, journeys: dict[str, dict[str, int]]) -> None:
        text = json.dumps(journeys, indent=2, ensure_ascii=False) + "\n"
        (self.out / "actions.json").write_text(text, encoding="utf-8")

    # Pictures

    def picture(self, window: QWidget, name: str) -> Path:
        """The window as it is seen, with an open menu or list over it."""
        self._pictures += 1
        shot = window.grab()
        popup = QApplication.activePopupWidget()
        if popup is not None:
            painter = QPainter(shot)
            at = popup.mapToGlobal(QPoint(0, 0)) - window.mapToGlobal(QPoint(0, 0))
            painter.drawPixmap(at, popup.grab())
            if isinstance(popup, QMenu):
                painter.setPen(popup.palette().mid().color())
                painter.drawRect(at.x(), at.y(), popup.width() - 1, popup.height() - 1)
            painter.end()
        path = self.out / f"{self._pictures:02d}-{name}.png"
        if not shot.save(str(path)):
            raise OSError(f"{path} cannot be written")
        return path

    # Papers

    def take_papers(self) -> list[Path]:
        """What came out of the printer since the last look, copied in the order in which it came."""
        files = sorted(self.printed.glob("*.pdf"), key=lambda path: (path.stat().st_mtime_ns, path.name))
        taken = []
        for path in files:
            pdf = path.read_bytes()
            if self._seen.get(path.name) != pdf:
                self._seen[path.name] = pdf
                count = len(list(self.papers.iterdir())) + 1
                copy = self.papers / f"{count:02d}-{path.name}"
                copy.write_bytes(pdf)
                taken.append(copy)
        return taken
