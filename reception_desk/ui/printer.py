"""Papers on their way: to a printer or into a folder, in the background; trouble never loses or blocks anything.

The PDF is in the archive before it comes here. It is printed by a process of its own (`print_job`), so that no driver
can hold up, crash or slow down the desk.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from reception_desk import files
from reception_desk.errors import DeskError
from reception_desk.forms.words import Text, say

FOLDER = "folder"
LOOK_EVERY = 0.1
"""Seconds between two looks at what the system's own dialog has told."""


class Chosen(NamedTuple):
    """What was chosen in the system's own print dialog, as far as the desk has to know it."""

    printer: str
    copies: int


@dataclass(frozen=True)
class Question:
    """What the system's own print dialog is opened with."""

    look: bytes
    """The paper as it is looked at: its pages are counted by it."""
    name: str
    target: str
    """The printer that the dialog begins with, "" for the computer's own."""
    copies: int
    language: str
    paper: Callable[[Chosen], bytes | None]
    """Gives what is printed once the dialog was accepted, archived only then; None where that cannot be."""
    gone: Callable[[], bool]
    """Whether nobody waits for the dialog any more: then it goes."""


class Port(Protocol):
    """Where papers go. `send` and `ask` may take as long as they like and raise DeskError; worker threads call them.

    `ask`: the system's own print dialog, then the paper as it was chosen there; None when it was left without printing.
    `printers`: the computer's own printer and all that it knows; both may be empty.
    """

    def send(self, pdf: bytes, name: str, target: str, folder: Path) -> Text: ...

    def ask(self, question: Question) -> Text | None: ...

    def printers(self) -> tuple[str, list[str]]: ...


class SystemPort:
    """A printer of this computer, or a folder: what the shop chose in Settings."""

    def send(self, pdf: bytes, name: str, target: str, folder: Path) -> Text:
        """Print or save; returns what to tell. Without a chosen printer it is the computer's own, else the folder."""
        if target == FOLDER:
            return _save(pdf, name, folder)
        told = _print(pdf, name, target)
        return _save(pdf, name, folder) if told.get("outcome") == "none" else _came_of(told, target)

    def ask(self, question: Question) -> Text | None:
        try:
            told = _ask_first(question)
        except OSError:
            told = {"outcome": "unopened"}
        if told.get("outcome") == "unopened":
            raise DeskError(say("The print dialog of this computer cannot be opened."))
        return None if told.get("outcome") == "left" else _came_of(told, "")

    def printers(self) -> tuple[str, list[str]]:
        try:
            found = _ask_beside("printers")
        except OSError:
            found = {}
        return str(found.get("own", "")), [str(name) for name in found.get("names", [])]


def _came_of(told: dict[str, Any], target: str) -> Text:
    """What to tell of a paper that went out; raises what to tell of one that did not."""
    printer = str(told.get("printer", target))
    match told.get("outcome"):
        case "sent":
            return say("Sent to {printer}", printer=printer)
        case "missing":
            text = say("The printer {printer} is not there. The PDF is saved.", printer=printer)
        case "stopped":
            text = say("The printer {printer} is off, has no paper or is stopped. The PDF is saved.", printer=printer)
        case "cut":
            text = say(
                "The printer {printer} stopped after page {page} of {pages}. The PDF is saved.",
                printer=printer,
                page=int(told["page"]),
                pages=int(told["pages"]),
            )
        case _ if printer:
            text = say("The printer {printer} did not take the paper. The PDF is saved.", printer=printer)
        case _:
            text = say("The printer did not take the paper. The PDF is saved.")
    raise DeskError(text)


def _print(pdf: bytes, name: str, printer: str) -> dict[str, Any]:
    try:
        return _print_file(pdf, name, printer)
    except OSError:  # no room for a copy of the paper
        return {}


def _print_file(pdf: bytes, name: str, printer: str) -> dict[str, Any]:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="reception-desk-") as place:
        paper = Path(place, "paper.pdf")
        paper.write_bytes(pdf)
        return _ask_beside("print", str(paper), "--printer", printer, "--name", name)


def _ask_beside(*words: str) -> dict[str, Any]:
    """This program once more, beside the desk, for what only Qt's printing knows; {} when it told nothing."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="reception-desk-") as place:
        told = Path(place, "told.json")
        _start([*words, "--told", str(told)]).wait()
        return _told(told)


def _ask_first(question: Question) -> dict[str, Any]:
    """The dialog in the process that prints: it hears of the paper's PDF only when it is wanted."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="reception-desk-") as place:
        look, paper, told = Path(place, "look.pdf"), Path(place, "paper.pdf"), Path(place, "told.json")
        look.write_bytes(question.look)
        words = ["print", str(look), "--printer", question.target, "--name", question.name, "--told", str(told)]
        words += ["--ask", str(paper), "--copies", str(question.copies), "--language", question.language]
        chosen = _wait_for_dialog(_start(words), told, paper, question)
        found = _told(told)
        if not chosen:
            return found if found.get("outcome") == "left" else {"outcome": "unopened"}
        return {"printer": chosen.printer, **(found if found.get("outcome") != "chosen" else {})}


def _wait_for_dialog(dialog: Any, told: Path, paper: Path, question: Question) -> Chosen | None:
    """Until the process has ended; what was chosen in its dialog."""
    from subprocess import TimeoutExpired

    chosen = None
    while dialog.poll() is None:
        found = {} if chosen else _told(told)
        if found.get("outcome") == "chosen":
            chosen = Chosen(str(found.get("printer", "")), int(found.get("copies", 1)))
            pdf = question.paper(chosen) or b""
            try:
                files.write(paper, pdf)
            except OSError:  # no room for a copy of the paper
                dialog.terminate()
        elif not chosen and question.gone():
            dialog.terminate()
            told.write_text(json.dumps({"outcome": "left"}), encoding="utf-8")
        with suppress(TimeoutExpired):
            dialog.wait(LOOK_EVERY)
    return chosen


def _start(words: list[str]) -> Any:
    """The process, with nothing to say but into its file."""
    import subprocess  # the start does not wait for what the first paper needs

    frozen = getattr(sys, "frozen", False)
    environment = dict(os.environ)
    if not frozen:
        root = str(Path(__file__).parents[2])
        environment["PYTHONPATH"] = os.pathsep.join([root, *filter(None, [environment.get("PYTHONPATH")])])
    if sys.platform.startswith("linux") and "--ask" not in words:
        environment["QT_QPA_PLATFORM"] = "offscreen"  # it shows nothing
    return subprocess.Popen(
        [sys.executable, *(() if frozen else ("-m", "reception_desk")), *words],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _told(told: Path) -> dict[str, Any]:
    """{} while it is not there, or is just being written."""
    try:
        found = json.loads(told.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _save(pdf: bytes, name: str, folder: Path) -> Text:
    try:
        files.write(folder / f"{name}.pdf", pdf)
    except OSError as trouble:
        if trouble.errno in files.FULL:
            full = say("The disk of the folder {folder} is full. The PDF is saved.", folder=str(folder))
            raise DeskError(full) from trouble
        raise DeskError(
            say("The folder {folder} cannot be written to. The PDF is saved.", folder=str(folder))
        ) from trouble
    return say("Saved in {folder}", folder=str(folder))
