"""Folders with names that break quoting, and what is kept outside a shop folder. Rows 46 and 48 of the table of faults.

The tour under such a path, with the program in one too: tests/touring.py (`toured_again`).
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from reception_desk import app as program
from reception_desk import log
from reception_desk.errors import ShopFileError
from reception_desk.forms.shop import Shop
from reception_desk.lock import ShopLock
from reception_desk.store import backup
from reception_desk.store.check import check
from reception_desk.store.database import FILE
from tests.fakes import fake_papers
from tests.shops import closed, make_desk, small_desk, small_shop, walked_in
from tests.touring import ROOT, toured_again

NAMES = {
    "chinese": "汽修 店面",
    "apostrophe": "O'Brien's shop",
    "uri signs": "50% off? #1 & more;x=y",
    "quotes": 'the "good" shop',
    "dots and blanks": " . a.b ",
    "emoji": "店 🚗",
    "not normalised": "Cafe\u0301 Zo\u0308e",
    "long": "/".join(["long " * 11 + "x"] * 5),
    "options": "--shop -x",
}
if os.name == "nt":
    del NAMES["quotes"], NAMES["uri signs"], NAMES["dots and blanks"]


@pytest.mark.parametrize("name", NAMES)
def test_shop_lives_in_a_folder_of_any_name(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Row 46: opened, worked in, backed up, checked, opened again after a kill, restored."""
    fake_papers(monkeypatch)
    folder = tmp_path / NAMES[name]
    desk = make_desk(folder)
    visit = closed(desk)
    desk.close()
    assert check(folder).damage == []
    again = make_desk(folder, seed=4)
    assert again.reception.file(visit).visit.stage == "closed"
    walked_in(again)
    assert again.is_sound()
    again.store.connection.close()
    third = make_desk(folder, seed=5)
    assert len(third.board.today()) == 2
    third.close(backup=False)
    (folder / FILE).write_bytes(b"")
    newest = max((folder / "backups").glob("shop-*"))
    with pytest.raises(Exception, match="newest sound backup") as trouble:
        make_desk(folder)
    assert str(trouble.value).endswith(f": {newest}")
    assert {path.name for path in tmp_path.iterdir()} == {NAMES[name].split("/", maxsplit=1)[0]}
    assert backup.newest(folder, desk.now()) == newest


def test_path_that_is_too_long_for_the_file_is_refused_with_a_sentence(tmp_path: Path) -> None:
    """Row 46: SQLite takes 512 bytes; the sentence says so instead of that somebody else holds the file."""
    folder = tmp_path / "/".join(["长" * 60] * 4)
    with pytest.raises(ShopFileError, match="too long"):
        make_desk(folder)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", NAMES)
def test_window_and_lock_do_not_mind_the_name_of_the_folder(name: str, qapp: QApplication, tmp_path: Path) -> None:
    """Row 46: the window opens; papers go into a folder of such a name beside it."""
    folder = tmp_path / NAMES[name]
    folder.parent.mkdir(parents=True, exist_ok=True)
    desk = small_desk(folder)
    desk.sheets.edit(Shop, desk.shop().id, {"printer": "folder", "print_folder": "打印 'out'"})
    desk.close(backup=False)
    lock = ShopLock(folder)
    assert lock.take()
    window = program.open_desk(folder, language="zh_CN")
    window.tray.send(b"%PDF-1.4", "paper")
    assert window.tray.wait()
    assert (folder / "打印 'out'" / "paper.pdf").read_bytes() == b"%PDF-1.4"
    window.close()
    lock.free()


def test_command_line_takes_a_folder_of_any_name(tmp_path: Path) -> None:
    """Row 46: as a shell hands it over, under a locale that knows no Chinese."""
    folder = tmp_path / "店 it's"
    small_desk(folder).close(backup=False)
    done = subprocess.run(
        [sys.executable, "-m", "reception_desk", "check", "--shop", str(folder)],
        cwd=ROOT, env={**os.environ, "LC_ALL": "C"}, capture_output=True, encoding="utf-8", timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


@pytest.mark.story
def test_tour_passes_with_program_and_shop_under_such_a_path() -> None:
    """Row 46: a copy of the source tree, started as a person starts it; its papers: tests/test_acceptance.py."""
    played = toured_again()
    assert played.code == 0, played.told
    assert not str(played.out).isascii() and "'" in str(played.out) and " " in str(played.out)
    assert not str(played.program).isascii() and "'" in str(played.program)
    assert check(played.out / "shop").damage == []


# Outside the shop folder


@pytest.mark.parametrize("noise", [None, b"", b"\x00" * 5000, b"\xff\xfe\xfa", b"relative", b"/", b"/nowhere/x"])
def test_lost_or_garbled_note_of_the_last_shop_costs_nothing(noise: bytes | None, tmp_path: Path) -> None:
    """Row 48: the own shop is opened instead; choosing the other one again mends the note."""
    other = tmp_path / "other"
    small_desk(other).close(backup=False)
    program.remember(other)
    assert program.last_shop() == other
    note = program._last_file()
    note.unlink()
    if noise is not None:
        note.write_bytes(noise)
    assert program.last_shop() == program.own_shop()
    program.remember(other)
    assert program.last_shop() == other


def test_folders_of_settings_and_log_that_cannot_be_made_cost_nothing(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Row 48: a file lies where they should be; the shop opens, works and closes all the same."""
    in_the_way = tmp_path / "home"
    in_the_way.write_text("in the way", encoding="utf-8")
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(in_the_way))
    small_desk(tmp_path / "shop").close(backup=False)
    log.stop()
    log.start(lambda: in_the_way / "log")
    log.note("nowhere")
    log.stop()
    window = program.open_desk(tmp_path / "shop", language="en")
    program.remember(tmp_path / "shop")
    assert window.desk.reception.arrive(vehicle=small_shop(window.desk).vehicle)
    window.close()
    assert in_the_way.read_text(encoding="utf-8") == "in the way"


def test_nothing_of_a_shop_is_kept_outside_its_folder(project: Path) -> None:
    """Row 48: there are no settings of the system to lose: what looks and sizes there are lies in the shop."""
    package = project / "reception_desk"
    found = {path.name for path in package.rglob("*.py") if "QSettings" in path.read_text(encoding="utf-8")}
    assert found == set()
