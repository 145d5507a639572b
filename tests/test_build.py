"""The frozen program: what has to be in it, what must not, and that it plays its own tour."""

import subprocess
import sys
from pathlib import Path

import pytest

from tools import build


def a_folder(place: Path) -> Path:
    """As small as a whole one can be."""
    folder = place / "ReceptionDesk"
    files = [f"_internal/{name}" for name in build.NEEDED] + [name + build.SUFFIX for name in build.PROGRAMS]
    files += [f"_internal/babel/locale-data/{name}.dat" for name in ("root", "en", "en_GB", "zh_Hans_CN")]
    for name in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"x")
    return folder


def test_build_misses_nothing_in_a_whole_folder(tmp_path: Path) -> None:
    assert list(build.missing(a_folder(tmp_path))) == []


@pytest.mark.parametrize("name", ["reception-desk" + build.SUFFIX, "_internal/resources/fonts/OFL.txt"])
def test_build_tells_what_is_missing(tmp_path: Path, name: str) -> None:
    folder = a_folder(tmp_path)
    (folder / name).unlink()
    assert len(list(build.missing(folder))) == 1


@pytest.mark.parametrize("name", ["PySide6/Qt/lib/libQt6Qml.so.6", "tzdata/zoneinfo/UTC", "babel/locale-data/fr.dat"])
def test_build_tells_what_nothing_uses(tmp_path: Path, name: str) -> None:
    folder = a_folder(tmp_path)
    path = folder / "_internal" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    assert list(build.missing(folder))


def test_build_spec_names_files_that_exist(project: Path) -> None:
    """What the recipe takes from the tree; a renamed file would only be noticed by the next one who builds."""
    spec = (project / "build.spec").read_text(encoding="utf-8")
    for name in ("reception_desk/__main__.py", "resources/icons/reception-desk.ico", "LICENSE"):
        assert f'"{name}"' in spec
        assert (project / name).exists()


@pytest.mark.slow
def test_build_makes_a_desk_that_plays_its_tours(project: Path) -> None:
    told = subprocess.run([sys.executable, "tools/build.py"], cwd=project, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
