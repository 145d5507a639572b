"""Papers on their way: to a printer or into a folder, in the background; trouble never loses or blocks anything.

The PDF is in the archive before it comes here. It is printed by a process of its own (`print_job`), so that no driver
can hold up, crash or slow down the desk.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any, Protocol

from reception_desk import files
from reception_desk.errors import DeskError
from reception_desk.forms.words import Text, say

FOLDER = "folder"


class Port(Protocol):
    """Where papers go. `send` may take as long as it likes and raises DeskError; it is called in a worker thread.

    `printers`: the computer's own printer and all that it knows; both may be empty.
    """

    def send(self, pdf: bytes, name: str, target: str, folder: Path) -> Text: ...

    def printers(self) -> tuple[str, list[str]]: ...


class SystemPort:
    """A printer of this computer, or a folder: what the shop chose in Settings."""

    def send(self, pdf: bytes, name: str, target: str, folder: Path) -> Text:
        """Print or save; returns what to tell. Without a chosen printer it is the computer's own, else the folder."""
        if target == FOLDER:
            return _save(pdf, name, folder)
        told = _print(pdf, name, target)
        printer = str(told.get("printer", target))
        match told.get("outcome"):
            case "sent":
                return say("Sent to {printer}", printer=printer)
            case "none":
                return _save(pdf, name, folder)
            case "missing":
                text = say("The printer {printer} is not there. The PDF is saved.", printer=printer)
            case "stopped":
                text = say(
                    "The printer {printer} is off, has no paper or is stopped. The PDF is saved.", printer=printer
                )
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

    def printers(self) -> tuple[str, list[str]]:
        try:
            found = _ask_beside("printers")
        except OSError:
            found = {}
        return str(found.get("own", "")), [str(name) for name in found.get("names", [])]


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
    import subprocess  # the start does not wait for what the first paper needs
    from tempfile import TemporaryDirectory

    frozen = getattr(sys, "frozen", False)
    command = [sys.executable, *(() if frozen else ("-m", "reception_desk")), *words]
    environment = dict(os.environ)
    if not frozen:
        root = str(Path(__file__).parents[2])
        environment["PYTHONPATH"] = os.pathsep.join([root, *filter(None, [environment.get("PYTHONPATH")])])
    if sys.platform.startswith("linux"):
        environment["QT_QPA_PLATFORM"] = "offscreen"  # it shows nothing
    with TemporaryDirectory(prefix="reception-desk-") as place:
        told = Path(place, "told.json")
        subprocess.run(
            [*command, "--told", str(told)],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
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
