"""Where a plate is typed on the mainland, F4 opens the provinces below it, and the keyboard goes on choosing."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QMainWindow

from reception_desk.ui.room import Room
from reception_desk.ui.widgets.inputs import LineEdit


def offer_provinces(line: LineEdit, room: Room) -> None:
    line.opens = True
    line.choices_wanted.connect(partial(_open, line, room))


def _open(line: LineEdit, room: Room) -> None:
    if room.voice.language.region != "CN":
        return
    # most plates are typed without it
    from reception_desk.ui.widgets.province_grid import ProvinceGrid

    window = line.window()
    host = (window.centralWidget() if isinstance(window, QMainWindow) else None) or window
    grid = host.findChild(ProvinceGrid) or ProvinceGrid(room.voice, host, room.desk.spelling)
    grid.open_for(line)
