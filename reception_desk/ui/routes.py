"""Where each kind of paper goes and how often, in words; and what the name of a job tells of it."""

from __future__ import annotations

import re

from reception_desk.desk.desk import Desk
from reception_desk.desk.routes import page_of, remember, route_of, target_of
from reception_desk.forms.document import PAPERS
from reception_desk.forms.words import NOTHING, Text, verbatim, word
from reception_desk.ui.printer import FOLDER

__all__ = ["is_copy", "kind_of", "page_of", "remember", "route_of", "said_of", "target_of"]
_KINDS = re.compile("|".join(f"-({option.code})-" for option in PAPERS))


def kind_of(name: str) -> str:
    """The kind of paper that a job's name tells (desk/papers.py `file_name`); "" for other lists."""
    found = _KINDS.search(name)
    return next((kind for kind in found.groups() if kind), "") if found else ""


def is_copy(name: str) -> bool:
    """One more print of a paper: it goes out once, however many were printed the first time."""
    return re.search(r"-copy\d+$", name) is not None


def said_of(desk: Desk, kind: str) -> tuple[Text, int]:
    """Printer or folder of this kind in words, NOTHING where none is set, and how often."""
    target = target_of(desk, kind)
    if target == FOLDER:
        return word("print to", "folder"), 1
    return verbatim(target) if target else NOTHING, route_of(desk, kind).copies or 1
