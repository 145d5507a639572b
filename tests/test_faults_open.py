"""Two starts of the program, and what a crash leaves of the first. Rows 30 and 31 of the table of faults.

SQLite's own lock behind the window's: tests/test_open.py, tests/test_attack.py.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QDir

from reception_desk.lock import ShopLock
from tests.shops import small_desk

FIRST = """
import sys
from reception_desk import app as program
listening, raise_ = program.Runner._after_first_paint, program.Runner._raise
def told(self, *args):
    listening(self, *args)
    print("listening", flush=True)
def told_raise(self):
    raise_(self)
    print("raised", flush=True)
program.Runner._after_first_paint, program.Runner._raise = told, told_raise
from reception_desk.ui.first_run import FirstRun
shown = FirstRun.showEvent
def asks(self, event):
    shown(self, event)
    print("asking", flush=True)
FirstRun.showEvent = asks
from reception_desk.__main__ import main
sys.exit(main(["--shop", sys.argv[1], "--language", "en"]))
"""
HOLD = """
import sys
from pathlib import Path
from reception_desk.lock import ShopLock
lock = ShopLock(Path(sys.argv[1]))
print(lock.take(), flush=True)
sys.stdin.read()
"""
PATIENCE = 60


@contextmanager
def first(folder: Path, project: Path, *, until: str) -> Iterator[subprocess.Popen[str]]:
    """The program, started; goes on when it says a word."""
    child = subprocess.Popen([sys.executable, "-c", FIRST, str(folder)], cwd=project, stdout=subprocess.PIPE, text=True)
    assert child.stdout
    try:
        assert said_by(child) == until
        yield child
    finally:
        child.kill()
        child.wait(PATIENCE)
        child.stdout.close()


def said_by(child: subprocess.Popen[str]) -> str:
    """Its next line; "" when it says nothing for too long."""
    stop = threading.Timer(PATIENCE, child.kill)
    stop.start()
    assert child.stdout
    line = child.stdout.readline().strip()
    stop.cancel()
    return line


def second(folder: Path, project: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "reception_desk", "--shop", str(folder), "--language", "en"],
        cwd=project, capture_output=True, text=True, timeout=PATIENCE,
    )  # fmt: skip


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    desk = small_desk(tmp_path / "shop")
    desk.close(backup=False)
    return desk.folder


def test_second_start_says_so_raises_the_first_and_goes(shop: Path, project: Path) -> None:
    """Row 30: exit code 3, the sentence, and the first window comes forward."""
    with first(shop, project, until="listening") as one:
        two = second(shop, project)
        assert two.returncode == 3
        assert two.stderr.startswith("This shop is already open. Look for its window")
        assert said_by(one) == "raised"
        assert one.poll() is None


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_second_start_goes_although_the_first_does_not_answer(shop: Path, project: Path) -> None:
    """Row 30: a window that hangs is no reason to open the file twice, nor to wait for ever."""
    with first(shop, project, until="listening") as one:
        one.send_signal(signal.SIGSTOP)
        begin = time.monotonic()
        two = second(shop, project)
        one.send_signal(signal.SIGCONT)
        assert two.returncode == 3 and "already open" in two.stderr
        assert time.monotonic() - begin < 30


def test_second_start_while_the_first_run_still_asks(tmp_path: Path, project: Path) -> None:
    """Row 30: there is no shop file yet, so only the window's lock can tell."""
    with first(tmp_path / "new", project, until="asking"):
        two = second(tmp_path / "new", project)
        assert two.returncode == 3 and "already open" in two.stderr
    assert not (tmp_path / "new" / "shop.sqlite3").exists()


def test_start_after_a_kill_opens(shop: Path, project: Path) -> None:
    """Row 31: the lock file that the killed one left is there; the next start does not mind."""
    with first(shop, project, until="listening"):
        pass
    assert lock_file(shop).exists()
    with first(shop, project, until="listening") as again:
        assert again.poll() is None


# What a crash leaves


def lock_file(folder: Path) -> Path:
    return Path(QDir.temp().filePath(f"{ShopLock(folder).name}.lock"))


def left_by(folder: Path, pid: int) -> Path:
    """A lock file as a crash leaves it, under the number of another process."""
    lock = ShopLock(folder)
    assert lock.take()
    path = lock_file(folder)
    lines = path.read_text(encoding="utf-8").split("\n")
    lock.free()
    path.write_text("\n".join([str(pid), *lines[1:]]), encoding="utf-8")
    return path


@contextmanager
def process(*command: str) -> Iterator[int]:
    child = subprocess.Popen(command)
    try:
        yield child.pid
    finally:
        child.kill()
        child.wait()


def assert_free(folder: Path) -> None:
    lock = ShopLock(folder)
    assert lock.take()
    lock.free()


def test_lock_of_a_dead_process_is_no_lock(tmp_path: Path) -> None:
    """Row 31."""
    with process(sys.executable, "-c", "") as pid:
        pass
    left_by(tmp_path, pid)
    assert_free(tmp_path)


@pytest.mark.parametrize("program", ["another", "one of the same name", "this one"])
def test_lock_with_the_number_of_a_process_that_lives_is_no_lock(program: str, tmp_path: Path) -> None:
    """Row 31: after a power cut the numbers begin anew, and somebody else has ours, perhaps we ourselves."""
    if program == "this one":
        left_by(tmp_path, os.getpid())
        assert_free(tmp_path)
        return
    wait = "import time; time.sleep(60)"
    command = ["sleep", "60"] if program == "another" and os.name != "nt" else [sys.executable, "-c", wait]
    with process(*command) as pid:
        left_by(tmp_path, pid)
        assert_free(tmp_path)


@pytest.mark.parametrize("noise", [b"", b"\x00" * 40, b"garbage", b"123"])
def test_lock_file_of_noise_is_no_lock(noise: bytes, tmp_path: Path) -> None:
    """Row 31: as a power cut leaves it, half written."""
    lock_file(tmp_path).write_bytes(noise)
    assert_free(tmp_path)


def test_lock_that_is_held_stays_held(tmp_path: Path, project: Path) -> None:
    """Rows 30 and 31: whatever is done about stale ones."""
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)],
        cwd=project,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdin and holder.stdout
    try:
        assert holder.stdout.readline() == "True\n"
        for hours in (0, 1, 100):  # however long the window stands open
            then = time.time() - hours * 3600
            os.utime(lock_file(tmp_path), (then, then))
            assert not ShopLock(tmp_path).take()
    finally:
        holder.stdin.close()
        holder.stdout.close()
        holder.wait(PATIENCE)
    assert_free(tmp_path)
