"""What a test of a single page or tab stands on: the application in the program's own fonts, and a desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication

from reception_desk.desk.desk import Desk
from reception_desk.ui import theme
from tests.shops import small_desk


@contextmanager
def dressed_desk(app: QApplication, folder: Path, make: Callable[[Path], Desk] = small_desk) -> Iterator[Desk]:
    """A desk from `make`, its screens in English and the same on every machine."""
    theme.dress(app, families=theme.BUNDLED)
    theme.tune("en")
    desk = make(folder)
    yield desk
    desk.close(backup=False)
