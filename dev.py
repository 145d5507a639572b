#!/usr/bin/env python3
"""The one starter of this project: run, test, check, words, bench, build.

It needs the standard library only and starts under any Python from 3.6 on: whatever started it looks for a
Python that fits, makes the environment .venv and installs what is missing. The second time that takes no time.
"""

import argparse
import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Dict, Iterator, List, Optional, Sequence

try:
    import ctypes
    import shutil
except ImportError:
    sys.exit("dev.py: this Python is the minimal one of the system; run: sudo apt-get install -y python3")

ROOT = Path(__file__).resolve().parent
WINDOWS = os.name == "nt"
LINUX = sys.platform.startswith("linux")
VERSIONS = ("3.13", "3.12", "3.14", "3.11")  # in order of preference; 3.13 is what ships
LOCK = "requirements.lock"
LANGUAGES = ("en", "zh_CN")
WORDS = "tools/words.py"

# Library that Qt loads -> Debian/Ubuntu package that holds it.
QT_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
}
QT_LIBRARIES_FOR_A_DISPLAY = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}

# Says version and path of a 64-bit Python that can make environments and open databases; anything else fails.
PROBE = """
import sqlite3, venv, ensurepip, sys
assert sys.maxsize > 2**32
print("%d.%d" % sys.version_info[:2])
print(getattr(sys, "_base_executable", "") or sys.executable)
"""


class Trouble(Exception):
    """Something the person who started this has to do first; the text is one sentence that says what."""


def main(argv: Optional[Sequence[str]] = None) -> int:
    options = parse(argv)
    try:
        python = set_up(options.python)
        return int(COMMANDS[options.command](python, options.args))
    except Trouble as trouble:
        print("dev.py: " + str(trouble), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def parse(argv: Optional[Sequence[str]]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="dev.py",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Makes the environment when needed, then:\n"
        "  run [ARGS]    reception-desk ARGS; without ARGS the desk, or the tour where there is no display\n"
        "  test [ARGS]   check, then pytest ARGS\n"
        "  check         format, lint, types, catalogues\n"
        "  words         collect the texts, update and compile the catalogues (--pinyin: that table as well)\n"
        "  bench [ARGS]  the benchmarks (--json FILE, --quick, --big, --peer)\n"
        "  build         the program as a folder that needs no Python: dist/ReceptionDesk, tried by its own tour",
    )
    parser.add_argument("--python", choices=sorted(VERSIONS), help="use this version, in an environment of its own")
    parser.add_argument("command", choices=sorted(COMMANDS))
    parser.add_argument("args", nargs=argparse.REMAINDER, help="handed on")
    return parser.parse_args(argv)


# ---- commands ----------------------------------------------------------------------------------------------------


def run(python: str, args: List[str]) -> int:
    if not args and no_display():
        return play_tour(python)
    return call([python, "-m", "reception_desk"] + args, offscreen=args[:1] == ["tour"] and no_display())


def play_tour(python: str) -> int:
    """Without a display there is still something to see: the story of one visit, played in both languages."""
    step("There is no display here, so the tour is played instead of opening the desk.")
    failed = 0
    for language in LANGUAGES:
        out = "tour-out/" + language
        step("Tour in " + language + " ...")
        code = call([python, "-m", "reception_desk", "tour", "--out", out, "--language", language], offscreen=True)
        step(("Papers, pictures and the shop folder: " if code == 0 else "Failed; what there is: ") + out)
        failed = failed or code
    return failed


def test(python: str, args: List[str]) -> int:
    """Checks first; pytest runs in any case, so that its closing line is the last one."""
    missing = [tool for tool in ("strace", "faketime") if not shutil.which(tool)]  # some tests are left out without
    if LINUX and missing and shutil.which("apt-get"):
        quiet((right_to_install() or []) + ["apt-get", "install", "-y", "--no-install-recommends"] + missing)
    checked = check(python, [])
    tested = call([python, "-m", "pytest"] + args)
    return checked or tested


def check(python: str, args: List[str]) -> int:
    failed = []
    for name, command in (
        ("format", [python, "-m", "ruff", "format", "--check", "--quiet", "."]),
        ("lint", [python, "-m", "ruff", "check", "--quiet", "."]),
        ("types", [python, "-m", "mypy", "--no-error-summary"]),
        ("catalogues", [python, WORDS, "--check"]),
    ):
        if call(command + args) != 0:
            failed.append(name)
    step("Check failed: " + ", ".join(failed) + "." if failed else "Check passed: format, lint, types, catalogues.")
    return 1 if failed else 0


def words(python: str, args: List[str]) -> int:
    made = call([python, WORDS])
    table = ROOT / "resources" / "pinyin" / "readings.tsv"
    if made == 0 and ("--pinyin" in args or not table.exists()):
        made = call([python, "tools/pinyin.py"])
    return made


COMMANDS = {"run": run, "test": test, "check": check, "words": words}
COMMANDS.update(
    {
        "bench": lambda python, args: call([python, "-m", "benchmarks"] + args),
        "build": lambda python, args: call([python, "tools/build.py"] + args),
    }
)


def call(command: Sequence[str], offscreen: bool = False) -> int:
    return subprocess.call(list(command), cwd=str(ROOT), env=environment(offscreen))


def environment(offscreen: bool = False) -> Dict[str, str]:
    env = dict(os.environ, PYTHONUTF8="1")
    env.pop("PYTHONHOME", None)
    if offscreen:
        env["QT_QPA_PLATFORM"] = "offscreen"
    return env


def no_display() -> bool:
    return LINUX and not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY")


def step(text: str) -> None:
    print("dev.py: " + text, flush=True)


# ---- the environment ---------------------------------------------------------------------------------------------


def set_up(version: Optional[str] = None) -> str:
    """Path of the Python of a ready environment; quick and silent when nothing has changed."""
    require_system_libraries()
    folder = ROOT / (".venv-" + version if version else ".venv")
    python = folder / ("Scripts/python.exe" if WINDOWS else "bin/python")
    # A linked environment belongs to another working copy: used as it is.
    if not (folder.is_symlink() and python.exists()) and not is_ready(folder, python):
        make_environment(folder, python, version)
        install(str(python))
        (folder / "stamp").write_text(fingerprint(folder))
    compile_catalogues(str(python))
    return str(python)


def is_ready(folder: Path, python: Path) -> bool:
    stamp = folder / "stamp"
    return python.exists() and stamp.exists() and stamp.read_text() == fingerprint(folder)


def fingerprint(folder: Path) -> str:
    """Of all that decides what is installed: the pinned packages, the project's own entry and the Python."""
    digest = hashlib.sha256(venv_version(folder).encode())
    for name in (LOCK, "pyproject.toml"):
        digest.update((ROOT / name).read_text(encoding="utf-8").encode("utf-8"))
    return digest.hexdigest()


def venv_version(folder: Path) -> str:
    """'3.13.0', or nothing when there is no environment."""
    config = folder / "pyvenv.cfg"
    text = config.read_text(encoding="utf-8") if config.exists() else ""
    found = re.search(r"^version\s*=\s*(\S+)", text, re.MULTILINE)
    return found.group(1) if found else ""


def make_environment(folder: Path, python: Path, version: Optional[str]) -> None:
    """Keeps an environment that works; anything else in its place is made anew."""
    has = ".".join(venv_version(folder).split(".")[:2])
    fits = has == version if version else has in VERSIONS
    if fits and python.exists() and answer([str(python), "-m", "pip", "--version"]) is not None:
        return
    base = find_python(version) or install_python(version)
    step("Making " + folder.name + " with " + base)
    result = quiet([base, "-m", "venv", "--clear", str(folder)])
    if result.returncode != 0:
        raise Trouble("The environment could not be made: " + last_line(result.stdout))


def install(python: str) -> None:
    step("Installing the packages of " + LOCK + " (some minutes the first time)")
    pip = [python, "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
    for wanted in (["--require-hashes", "-r", LOCK], ["--no-deps", "--no-build-isolation", "-e", "."]):
        result = quiet(pip + wanted)
        if result.returncode != 0:
            raise Trouble(explain_pip(result.stdout))


def explain_pip(output: str) -> str:
    no_network = r"Connection|name resolution|getaddrinfo|Max retries|No matching distribution|ProxyError|timed out"
    if re.search(no_network, output):
        return "The packages cannot be fetched, the network or the package index does not answer: connect, then repeat."
    return "The packages could not be installed: " + last_line(output)


def compile_catalogues(python: str) -> None:
    for po in (ROOT / "resources" / "i18n").glob("*/LC_MESSAGES/*.po"):
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime:
            if call([python, WORDS, "--compile"]) != 0:
                raise Trouble("The catalogues could not be compiled; the reason stands above.")
            return


# ---- which Python ------------------------------------------------------------------------------------------------


def find_python(version: Optional[str] = None) -> Optional[str]:
    """The first in order of preference that can `import sqlite3, venv, ensurepip`."""
    for wanted in [version] if version else VERSIONS:
        for command in candidates(wanted):
            found = probe(command)
            if found and found[0] == wanted:
                return found[1]
    return None


def candidates(version: str) -> Iterator[List[str]]:
    for name in ("python" + version, "python3", "python"):
        for folder in os.environ.get("PATH", "").split(os.pathsep):
            program = Path(folder) / (name + (".exe" if WINDOWS else ""))
            if program.is_file():
                yield [str(program)]
    for path in pyenv_pythons(version):
        yield [path]
    if WINDOWS:
        yield ["py", "-" + version]
    yield [sys.executable]


def pyenv_pythons(version: str) -> List[str]:
    """Of pyenv and pyenv-win, the newest patch first."""
    home = Path(os.environ.get("PYENV_ROOT") or str(Path.home() / ".pyenv"))
    found = list(home.glob("versions/" + version + ".*/bin/python"))
    found += home.glob("pyenv-win/versions/" + version + ".*/python.exe")
    by_number = sorted(found, key=lambda path: [int(part) for part in re.findall(r"\d+", str(path))], reverse=True)
    return [str(path) for path in by_number]


_probed = {}  # type: Dict[str, Optional[List[str]]]


def probe(command: List[str]) -> Optional[List[str]]:
    """[version, path], or None when it does not do."""
    key = " ".join(command)
    if key not in _probed:
        text = answer(command + ["-c", PROBE])
        lines = text.split("\n") if text else []
        _probed[key] = [lines[0].strip(), lines[1].strip()] if len(lines) >= 2 else None
    return _probed[key]


def install_python(version: Optional[str]) -> str:
    """On Debian and Ubuntu the missing `python3.N-venv`, with `python3.N` itself where there is none."""
    wanted = [version] if version else list(VERSIONS)
    here = [one for one in wanted if answer(["python" + one, "-c", "import sqlite3"])]
    if not here and shutil.which("apt-cache"):
        quiet((right_to_install() or []) + ["apt-get", "update"])  # a fresh machine knows no packages yet
        here = [one for one in wanted if answer(["apt-cache", "show", "python" + one + "-venv"])]
    if not here:
        raise Trouble(
            "Python {0} with sqlite3 and venv is needed and was not found: install it from your system's packages "
            "(Debian, Ubuntu: sudo apt-get install python3 python3-venv) or from python.org, then repeat.".format(
                version or "3.11, 3.12, 3.13 or 3.14"
            )
        )
    apt_install(["python" + here[0], "python" + here[0] + "-venv"])
    _probed.clear()
    found = find_python(version)
    if not found:
        raise Trouble("python" + here[0] + "-venv was installed, but Python still cannot make an environment.")
    return found


# ---- system packages ---------------------------------------------------------------------------------------------


def require_system_libraries() -> None:
    if not LINUX:
        return
    wanted = dict(QT_LIBRARIES)
    if not no_display():
        wanted.update(QT_LIBRARIES_FOR_A_DISPLAY)
    missing = [library for library in wanted if not loads(library)]
    if missing:
        apt_install(sorted({wanted[library] for library in missing}))


def loads(library: str) -> bool:
    try:
        return bool(ctypes.CDLL(library))
    except OSError:
        return False


def apt_install(packages: List[str]) -> None:
    command = ["apt-get", "install", "-y", "--no-install-recommends"] + packages
    by_hand = "sudo " + " ".join(command)
    if not shutil.which("apt-get"):
        raise Trouble("System packages are missing, on Debian they are called: " + " ".join(packages))
    prefix = right_to_install()
    if prefix is None:
        raise Trouble("System packages are missing and may not be installed from here; run: " + by_hand)
    step("Installing system packages: " + " ".join(packages))
    prefix += ["env", "DEBIAN_FRONTEND=noninteractive"]
    quiet(prefix + ["apt-get", "update"])  # may fail where the lists are fresh enough; the next line decides
    result = quiet(prefix + command)
    if result.returncode != 0:
        reason = last_line(result.stdout)
        raise Trouble("System packages could not be installed ({0}); run: {1}".format(reason, by_hand))


def right_to_install() -> Optional[List[str]]:
    """What to write before a command so that it may install; None without the right."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return []
    if shutil.which("sudo") and answer(["sudo", "-n", "true"]) is not None:
        return ["sudo", "-n"]
    return None


# ---- starting other programs -------------------------------------------------------------------------------------


def quiet(command: List[str]) -> "subprocess.CompletedProcess[str]":
    """Runs to the end; what it said, errors too, is in `stdout`."""
    return subprocess.run(
        command,
        cwd=str(ROOT),
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        universal_newlines=True,
        errors="replace",
    )


def answer(command: List[str]) -> Optional[str]:
    """What a program says when all went well ('ok' if it says nothing), else None."""
    try:
        result = quiet(command)
    except OSError:
        return None
    return (result.stdout.strip() or "ok") if result.returncode == 0 else None


def last_line(output: str) -> str:
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return ([line for line in lines if line.startswith(("ERROR", "E:"))] or lines or ["no reason given"])[-1]


if __name__ == "__main__":
    sys.exit(main())
