"""Which printers there are. A computer may need seconds to say so, when one of them is on the network: nobody waits."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress

from PySide6.QtCore import QObject, Signal

from reception_desk.forms.words import Text, say, verbatim
from reception_desk.ui.printer import FOLDER

Ask = Callable[[], tuple[str, list[str]]]
"""The computer's own printer and all that it knows; both may be empty."""


class Printers(QObject):
    found = Signal(str, object)
    """The computer's own printer, and the names of all."""

    def __init__(self, ask: Ask) -> None:
        super().__init__()
        self._ask = ask

    def ask(self) -> None:
        threading.Thread(target=self._run, name="printers", daemon=True).start()

    def _run(self) -> None:
        own, names = self._ask()
        with suppress(RuntimeError):  # the window is gone, and with it who would listen
            self.found.emit(own, names)


def unasked(target: str) -> Text:
    """What a paper is printed to, as long as the computer has not said which printers it has."""
    if target:
        return say("A folder") if target == FOLDER else verbatim(target)
    return say("This computer's own printer")


def choices(own: str, names: Sequence[str], chosen: str = "") -> list[tuple[str, Text]]:
    """What a paper can be printed to, as (target, words); what is chosen stands there even when it is gone."""
    computer = say("This computer's own printer ({printer})", printer=own)
    found: list[tuple[str, Text]] = [
        ("", computer if own else say("This computer's own printer (none now: the folder)")),
        (FOLDER, say("A folder")),
        *((name, verbatim(name)) for name in names),
    ]
    return found if chosen in dict(found) else [*found, (chosen, verbatim(chosen))]
