"""dev.py: finds a Python that fits, says in one sentence what is missing, ends with pytest's own line."""

import ast
import gettext
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

posix_only = pytest.mark.skipif(os.name == "nt", reason="stands in for programs by shell scripts")


@pytest.fixture
def dev(project: Path) -> ModuleType:
    """A fresh one each time: it remembers what it has probed."""
    spec = importlib.util.spec_from_file_location("dev_under_test", project / "dev.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def programs(dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty machine: the only programs are the ones that a test puts here."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    monkeypatch.setattr(sys, "executable", str(folder / "none"))
    return folder


def program(path: Path, script: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def python(path: Path, version: str) -> Path:
    return program(path, f"echo {version}; echo {path}")


def test_it_starts_under_any_python_from_3_6_on(project: Path) -> None:
    ast.parse((project / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 6))


def test_it_stays_readable(project: Path) -> None:
    assert len((project / "dev.py").read_text(encoding="utf-8").splitlines()) <= 400


# ---- which Python


@posix_only
@pytest.mark.parametrize(
    ("there", "chosen"),
    [
        (["3.11", "3.12", "3.13", "3.14"], "3.13"),
        (["3.11", "3.12", "3.14"], "3.12"),
        (["3.11", "3.14"], "3.14"),
        (["3.11"], "3.11"),
        (["3.9", "3.10", "3.15"], None),
    ],
)
def test_python_is_chosen_by_preference(dev: ModuleType, programs: Path, there: list[str], chosen: str | None) -> None:
    for version in there:
        python(programs / f"python{version}", version)
    assert dev.find_python() == (str(programs / f"python{chosen}") if chosen else None)


@posix_only
def test_python_without_sqlite_or_with_another_version_than_its_name_is_passed_over(
    dev: ModuleType, programs: Path
) -> None:
    program(programs / "python3.13", "exit 1")
    python(programs / "python3.12", "3.9")
    good = python(programs / "python3.11", "3.11")
    assert dev.find_python() == str(good)


@posix_only
def test_python_of_pyenv_is_found_the_newest_patch_first(dev: ModuleType, programs: Path, tmp_path: Path) -> None:
    for patch in ("3.13.2", "3.13.10", "3.13.9"):
        python(tmp_path / "pyenv" / "versions" / patch / "bin" / "python", "3.13")
    python(programs / "python3", "3.12")
    assert dev.find_python() == str(tmp_path / "pyenv" / "versions" / "3.13.10" / "bin" / "python")


@posix_only
def test_plain_python3_does_when_its_version_fits(dev: ModuleType, programs: Path) -> None:
    only = python(programs / "python3", "3.14")
    assert dev.find_python() == str(only)


@posix_only
def test_no_python_at_all_is_one_clear_sentence(dev: ModuleType, programs: Path) -> None:
    with pytest.raises(
        dev.Trouble, match=r"Python 3\.11, 3\.12, 3\.13 or 3\.14 .* apt-get install python3 python3-venv"
    ):
        dev.install_python(None)


@posix_only
def test_missing_venv_package_is_installed(dev: ModuleType, programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Debian's own Python: sqlite3 is there, ensurepip comes with python3.11-venv."""
    ready = programs / "ready"
    here = programs / "python3.11"
    program(here, f'case "$2" in *ensurepip*) [ -e {ready} ] || exit 1;; esac; echo 3.11; echo {here}')
    program(programs / "apt-get", f'case "$*" in *"python3.11-venv"*) : > {ready};; esac')
    program(programs / "env", 'shift; exec "$@"')
    monkeypatch.setattr(dev, "right_to_install", list)
    assert dev.find_python() is None
    assert dev.install_python(None) == str(here)


# ---- what is missing


def test_missing_system_package_without_the_right_says_the_command(
    dev: ModuleType, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(programs / "apt-get", "exit 1")
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    with pytest.raises(dev.Trouble, match="run: sudo apt-get install -y --no-install-recommends libegl1"):
        dev.apt_install(["libegl1"])


def test_missing_system_package_without_apt_is_named(dev: ModuleType, programs: Path) -> None:
    with pytest.raises(dev.Trouble, match=r"System packages are missing.*libegl1"):
        dev.apt_install(["libegl1"])


@posix_only
def test_only_missing_libraries_are_asked_for(dev: ModuleType, monkeypatch: pytest.MonkeyPatch, programs: Path) -> None:
    monkeypatch.setattr(dev, "LINUX", True)
    monkeypatch.setattr(dev, "loads", lambda library: library != "libEGL.so.1")
    with pytest.raises(dev.Trouble, match=r": libegl1$"):
        dev.require_system_libraries()


def test_library_that_no_system_has_does_not_load(dev: ModuleType) -> None:
    assert not dev.loads("libno-such-thing.so.7")


@pytest.mark.parametrize(
    "said",
    [
        "WARNING: connection broken by 'NewConnectionError(...)'\nERROR: No matching distribution found for x",
        "socket.gaierror: [Errno -3] Temporary failure in name resolution",
        "pip._vendor.urllib3.exceptions.ReadTimeoutError: Read timed out.",
    ],
)
def test_missing_network_is_one_clear_sentence(dev: ModuleType, said: str) -> None:
    sentence = dev.explain_pip(said)
    assert "network" in sentence and "\n" not in sentence


def test_other_trouble_of_pip_is_told_by_its_error(dev: ModuleType) -> None:
    said = "Collecting x\nERROR: THESE PACKAGES DO NOT MATCH THE HASHES\n[notice] a new pip is there\n"
    assert dev.explain_pip(said).endswith("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES")


def test_trouble_is_said_in_one_line_and_fails(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(version: str | None) -> str:
        raise dev.Trouble("Connect, then repeat.")

    monkeypatch.setattr(dev, "set_up", fails)
    assert dev.main(["check"]) == 1
    assert capsys.readouterr().err == "dev.py: Connect, then repeat.\n"


# ---- the environment


@pytest.fixture
def environment(dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project whose environment is complete."""
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    (tmp_path / "requirements.lock").write_text("a==1\n")
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    folder = tmp_path / ".venv"
    program(folder / "bin" / "python", "exit 0")
    (folder / "pyvenv.cfg").write_text("home = /usr/bin\nversion = 3.13.0\n")
    (folder / "stamp").write_text(dev.fingerprint(folder))
    return folder


def test_complete_environment_is_used_as_it_is(dev: ModuleType, environment: Path) -> None:
    assert dev.is_ready(environment, environment / "bin" / "python")


@pytest.mark.parametrize("changed", ["requirements.lock", "pyproject.toml", ".venv/pyvenv.cfg"])
def test_change_of_pins_or_python_renews_the_environment(dev: ModuleType, environment: Path, changed: str) -> None:
    with (environment.parent / changed).open("a") as file:
        file.write("version = 3.12.0\n")
        file.seek(0)
    if changed == ".venv/pyvenv.cfg":
        (environment / "pyvenv.cfg").write_text("version = 3.12.0\n")
    assert not dev.is_ready(environment, environment / "bin" / "python")


def test_environment_whose_python_is_gone_is_not_ready(dev: ModuleType, environment: Path) -> None:
    (environment / "bin" / "python").unlink()
    assert not dev.is_ready(environment, environment / "bin" / "python")


@posix_only
def test_linked_environment_is_used_untouched(
    dev: ModuleType, environment: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    (copy / ".venv").symlink_to(environment)
    monkeypatch.setattr(dev, "ROOT", copy)
    monkeypatch.setattr(dev, "LINUX", False)
    assert dev.set_up() == str(copy / ".venv" / "bin" / "python")


# ---- commands


@pytest.fixture
def recorder(tmp_path: Path) -> Path:
    """A Python that writes down what it is asked, and fails at whatever the file `fails` names."""
    script = f"""echo "$* ${{QT_QPA_PLATFORM-}}" >> {tmp_path}/asked
case "$*" in *"$(cat {tmp_path}/fails 2>/dev/null || echo nothing-fails)"*) exit 3;; esac
case "$*" in *pytest*) echo "== 5 passed ==";; esac"""
    return program(tmp_path / "recorder", script)


def asked(recorder: Path) -> list[str]:
    return (recorder.parent / "asked").read_text().splitlines()


@posix_only
def test_run_without_a_display_plays_the_tour_in_both_languages(
    dev: ModuleType, recorder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "no_display", lambda: True)
    assert dev.run(str(recorder), []) == 0
    assert asked(recorder) == [
        "-m reception_desk tour --out tour-out/en --language en offscreen",
        "-m reception_desk tour --out tour-out/zh_CN --language zh_CN offscreen",
    ]
    said = capsys.readouterr().out
    assert "tour-out/en\n" in said and "tour-out/zh_CN\n" in said


@posix_only
def test_failed_tour_fails_the_run(dev: ModuleType, recorder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "no_display", lambda: True)
    (recorder.parent / "fails").write_text("--language en")
    assert dev.run(str(recorder), []) == 3
    assert len(asked(recorder)) == 2


@posix_only
def test_run_hands_arguments_on(dev: ModuleType, recorder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "no_display", lambda: False)
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    options = dev.parse(["run", "check", "--shop", "a b"])
    assert dev.run(str(recorder), options.args) == 0
    assert asked(recorder) == ["-m reception_desk check --shop a b xcb"]


@posix_only
def test_test_ends_with_the_line_of_pytest_and_fails_with_a_failed_check(
    dev: ModuleType, recorder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (recorder.parent / "fails").write_text("mypy")
    assert dev.test(str(recorder), ["-k", "money"]) == 1
    said = capfd.readouterr().out.splitlines()
    assert said == ["dev.py: Check failed: types.", "== 5 passed =="]
    assert any(line.startswith("-m pytest -k money") for line in asked(recorder))


@posix_only
def test_test_fails_with_failed_tests(dev: ModuleType, recorder: Path) -> None:
    (recorder.parent / "fails").write_text("pytest")
    assert dev.test(str(recorder), []) == 3


def test_ci_starts_the_tests(project: Path) -> None:
    path = project / ".ci" / "run"
    assert os.name == "nt" or os.access(path, os.X_OK)
    assert "exec python3 dev.py test" in path.read_text(encoding="utf-8")


# ---- words


@pytest.fixture
def texts(project: Path, tmp_path: Path) -> Path:
    """A small program with texts, beside the real tool."""
    (tmp_path / "tools").mkdir()
    shutil.copy(project / "tools" / "words.py", tmp_path / "tools")
    for room in ("forms", "ui"):
        (tmp_path / "reception_desk" / room).mkdir(parents=True)
    write_sheet(tmp_path, 'fuel = f.choice("Fuel level", f.option(f.word("fuel", "Full"), code="f"))')
    (tmp_path / "reception_desk" / "ui" / "page.py").write_text(
        'label.text("not a text")\nsay("Saved at {time}", time=now)\nsay_many("{n} car", "{n} cars", n=2)\n'
    )
    return tmp_path


def write_sheet(root: Path, line: str) -> None:
    (root / "reception_desk" / "forms" / "sheet.py").write_text(f'title = f.title("Sheet")\n{line}\n')


def run_words(root: Path, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "tools/words.py", *args], cwd=root, capture_output=True, text=True, encoding="utf-8"
    )


def catalogue(root: Path) -> Path:
    return root / "resources" / "i18n" / "zh_CN" / "LC_MESSAGES" / "reception_desk.po"


def translate(root: Path, **words: str) -> None:
    """Fills in a translation by the English text's first word."""
    text = catalogue(root).read_text(encoding="utf-8")
    for start, chinese in words.items():
        head, _, tail = text.partition(f'msgid "{start}')
        text = head + f'msgid "{start}' + tail.replace('msgstr ""', f'msgstr "{chinese}"', 1)
    catalogue(root).write_text(text, encoding="utf-8")


def test_words_collects_kinds_in_sheets_and_only_say_on_screens(texts: Path) -> None:
    assert run_words(texts).returncode == 0
    found = catalogue(texts).read_text(encoding="utf-8")
    for wanted in ("Sheet", "Fuel level", 'msgctxt "fuel"\nmsgid "Full"', "Saved at {time}", 'plural "{n} cars"'):
        assert wanted in found
    assert "not a text" not in found


def test_words_twice_changes_nothing_and_keeps_translations(texts: Path) -> None:
    run_words(texts)
    translate(texts, Sheet="单子")
    run_words(texts)
    first = catalogue(texts).read_bytes()
    run_words(texts)
    assert catalogue(texts).read_bytes() == first
    assert "单子" in first.decode()


def test_words_drops_what_is_gone_and_guesses_nothing(texts: Path) -> None:
    run_words(texts)
    translate(texts, Fuel="油量")
    write_sheet(texts, 'fuel = f.choice("Fuel levels")')
    run_words(texts)
    found = catalogue(texts).read_text(encoding="utf-8")
    assert 'msgid "Fuel levels"\nmsgstr ""' in found
    assert "油量" not in found and "fuzzy" not in found and "#~" not in found


def test_check_tells_missing_and_wrong_translations(texts: Path) -> None:
    run_words(texts)
    translate(texts, Sheet="单子", Fuel="油量", Full="满", Saved="{when} 已保存")
    said = run_words(texts, "--check")
    assert said.returncode == 1
    lines = said.stdout.splitlines()
    assert [line for line in lines if "Saved at" in line and "place" in line]
    assert [line for line in lines if "{n} car" in line and "not translated" in line]
    assert len(lines) == 2


def test_check_tells_a_text_that_was_never_collected(texts: Path) -> None:
    run_words(texts)
    write_sheet(texts, 'fuel = f.choice("Brand new")')
    assert "Brand new" in run_words(texts, "--check").stdout


def test_compiled_catalogue_speaks(texts: Path) -> None:
    run_words(texts)
    translate(texts, Full="满")
    run_words(texts)
    spoken = gettext.translation("reception_desk", str(texts / "resources" / "i18n"), ["zh_CN"])
    assert spoken.pgettext("fuel", "Full") == "满"
