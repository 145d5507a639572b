"""Every picture of a tour in other clothes: `python -m tools.looks OUT [LANGUAGE] [LOOK] [WIDTHxHEIGHT]`.

The story is that of `reception-desk tour`; each screen is taken once more in the look and the size that are asked for,
dark and 1920x1080 unless told, into OUT/<look>.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from reception_desk.__main__ import main as program
from reception_desk.tour import stage
from reception_desk.ui import theme


def main(out: Path, language: str, look: str, size: tuple[int, int]) -> int:
    """The tour's exit code."""
    place = out / look
    taken: list[str] = []

    class Looking(stage.Stage):
        def picture(self, name: str) -> None:
            super().picture(name)
            if self.hands.popup() is not None or self.glass is None:
                return  # an open menu would close
            place.mkdir(exist_ok=True)
            worn, before = theme.shown_look(), self.glass.size()
            theme.wear(look=look)
            self.glass.resize(*size)
            self._settle()
            taken.append(name)
            self.glass.grab().save(str(place / f"{len(taken):02d}-{name}.png"))
            theme.wear(look=worn)
            self.glass.resize(before)
            self._settle()

        def _settle(self) -> None:
            for _ in range(4):
                QApplication.processEvents()

    stage.Stage = Looking  # type: ignore[misc]
    code = program(["tour", "--out", str(out), "--language", language])
    print(f"{len(taken)} pictures in {place}")
    return code


if __name__ == "__main__":
    given = [*sys.argv[1:], *("", "en", "dark", "1920x1080")[len(sys.argv) - 1 :]]
    width, _, height = given[3].partition("x")
    sys.exit(main(Path(given[0]), given[1], given[2], (int(width), int(height))))
