"""Saves a field of a sheet some times, between two folders made as marks for strace: FOLDER SHEET TIMES."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from benchmarks import shop
from reception_desk.forms.check_in import CheckIn


def main(folder: Path, sheet: str, times: int) -> None:
    desk = shop.opened(folder)
    desk.sheets.edit(CheckIn, sheet, {"odometer": 1})
    (folder / "begin").mkdir()
    for odometer in range(2, times + 2):
        desk.sheets.edit(CheckIn, sheet, {"odometer": odometer})
    (folder / "end").mkdir()
    os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
