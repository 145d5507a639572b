"""Every picture of a tour in other clothes: `python -m tools.looks OUT [LANGUAGE [OUTFIT ...]]`.

The story is that of `reception-desk tour`; each screen is taken once more in every outfit that is asked for, into
OUT/<outfit>. An outfit says look and size, and text size and touch where they are not the usual ones:
`dark-1920x1080`, `contrast-1366x768`, `light-1093x614-largest-touch`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QApplication

from reception_desk.__main__ import main as program
from reception_desk.tour import stage
from reception_desk.tour.finding import is_drawn
from reception_desk.ui import theme
from reception_desk.ui.widgets.toast import Toast

USUAL = "dark-1920x1080"


class Outfit(NamedTuple):
    name: str
    look: str
    width: int
    height: int
    text: str
    touch: str


def outfit(name: str) -> Outfit:
    look, size, *others = name.split("-")
    width, _, height = size.partition("x")
    text = next((one for one in others if one in theme.POINTS), "normal")
    return Outfit(name, look, int(width), int(height), text, "on" if "touch" in others else "off")


def main(out: Path, language: str, outfits: list[Outfit]) -> int:
    """The tour's exit code."""
    taken: list[str] = []

    class Looking(stage.Stage):
        def picture(self, name: str) -> None:
            super().picture(name)
            if self.hands.popup() is not None or self.glass is None:
                return  # an open menu would close
            worn, before = theme.shown_look(), self.glass.size()
            taken.append(name)
            told = [timer for toast in self.glass.findChildren(Toast) for timer in toast.findChildren(QTimer)]
            running = [timer for timer in told if timer.isActive()]
            for timer in running:
                timer.stop()  # changing clothes takes time, and what is told goes by itself after some seconds
            for one in outfits:
                theme.wear(look=one.look, size=one.text, touch=one.touch)
                self.glass.resize(one.width, one.height)
                self._settle()
                self.glass.grab().save(str(out / one.name / f"{len(taken):02d}-{name}.png"))
            theme.wear(look=worn, size="normal", touch=theme.AUTO)
            self.glass.resize(before)
            self._settle()
            for timer in running:
                timer.start()

        def _settle(self) -> None:
            for _ in range(4):
                QApplication.processEvents()
            assert self.glass is not None
            for pages in self.glass.findChildren(QPdfView):  # a thread of its own draws each size of a page anew
                if pages.isVisible():
                    self.hands.until(lambda pages=pages: is_drawn(pages), "the page should be drawn")  # type: ignore[misc]

    stage.Stage = Looking  # type: ignore[misc]
    for one in outfits:
        (out / one.name).mkdir(parents=True, exist_ok=True)
    code = program(["tour", "--out", str(out / "tour"), "--language", language])
    print(f"{len(taken)} pictures of each of {len(outfits)} outfits in {out}")
    return code


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(main(Path(given[0]), given[1] if given[1:] else "en", [outfit(name) for name in given[2:] or [USUAL]]))
