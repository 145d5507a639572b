"""Freezes the desk into dist/ReceptionDesk and lets what came out prove itself: its own tour, in both languages, in an
empty environment. Started by `dev.py build`; `--prove` only tries the folder that is there.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
SUFFIX = ".exe" if os.name == "nt" else ""
PROGRAMS = ("ReceptionDesk", "reception-desk")
LANGUAGES = ("en", "zh_CN")
SYSTEM = ("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "TEMP", "TMP", "COMSPEC")
"""What a program on Windows cannot start without."""

NEEDED = (
    "resources/i18n/zh_CN/LC_MESSAGES/reception_desk.mo",
    "resources/fonts/NotoSansSC-Regular.ttf",
    "resources/fonts/NotoSansSC-Bold.ttf",
    "resources/fonts/ReceptionDot-Regular.ttf",
    "resources/fonts/ReceptionDot-Bold.ttf",
    "resources/fonts/OFL.txt",
    "resources/icons/LICENSE-tabler.txt",
    "resources/cars/saloon.svg",
    "resources/profiles/CN.toml",
    "LICENSE",
)
UNWANTED = re.compile(
    r"Qt6?(Qml|Quick|WebEngine|VirtualKeyboard)|tzdata|geodata|_avif|tkinter|pytest|\.po$", re.IGNORECASE
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--prove", action="store_true", help="build nothing, try the folder that is there")
    options = parser.parse_args()
    if not options.prove:
        freeze()
    folder = DIST / "ReceptionDesk"
    findings = [*missing(folder), *prove(folder)]
    for finding in findings:
        print(f"FAILED {finding}", file=sys.stderr)
    size, count = weight(folder)
    print(f"{folder}: {size / 2**20:.0f} MiB in {count} files" + ("" if findings else "; its tours passed"))
    return 1 if findings else 0


def freeze() -> None:
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    command += ["--distpath", str(DIST), "--workpath", str(ROOT / "build"), str(ROOT / "build.spec")]
    subprocess.run(command, cwd=ROOT, check=True)


def missing(folder: Path) -> Iterator[str]:
    """What is not in the folder and should be, or is and should not."""
    for name in PROGRAMS:
        if not (folder / (name + SUFFIX)).is_file():
            yield f"{name} is not there"
    inner = folder / "_internal"
    for name in NEEDED:
        if not (inner / name).is_file():
            yield f"{name} is not in it"
    for path in inner.rglob("*"):
        name = path.relative_to(inner).as_posix()
        if UNWANTED.search(name):
            yield f"{name} is in it and nothing uses it"
    locales = {path.name.split("_")[0].split(".")[0] for path in (inner / "babel" / "locale-data").glob("*.dat")}
    if locales != {"root", "en", "zh"}:
        yield f"the formats of other languages than ours are in it, or ours are not: {sorted(locales)}"


def prove(folder: Path) -> Iterator[str]:
    """Both programs start; the tour passes in each language. Nothing of this computer's Python can be found by them."""
    for name in PROGRAMS:
        if run(folder / (name + SUFFIX), "--version").returncode:
            yield f"{name} --version"
    for language in LANGUAGES:
        with tempfile.TemporaryDirectory() as out:
            told = run(folder / ("reception-desk" + SUFFIX), "tour", "--out", f"{out}/tour", "--language", language)
            if told.returncode:
                yield f"the tour in {language}: {told.stdout}{told.stderr}"


def run(program: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    with tempfile.TemporaryDirectory() as home:
        kept = {name: os.environ[name] for name in SYSTEM if name in os.environ}
        homes = dict.fromkeys(("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"), home)
        env = {**kept, **homes, "PATH": "", "QT_QPA_PLATFORM": "offscreen"}
        command = [str(program), *arguments]
        return subprocess.run(command, cwd=home, env=env, capture_output=True, encoding="utf-8", check=False)


def weight(folder: Path) -> tuple[int, int]:
    """Bytes and files; a link weighs nothing."""
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    return sum(path.stat().st_size for path in files), len(files)


if __name__ == "__main__":
    sys.exit(main())
