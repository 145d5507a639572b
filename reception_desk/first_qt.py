"""The first import of Qt, without what PySide6 does in it for programmers only.

PySide6 carries what it knows of signatures (for `help()`, stub files and the words of a TypeError) as source text,
which each start compiles and runs: nearly half of its import. Here such a module waits until something in it is asked
for, and is then what it always was. PySide6 compiles them with the builtin `compile`, so another stands in for that
while the import lasts; where a later PySide6 goes another way, nothing waits.
"""

from __future__ import annotations

import builtins
import threading
from collections.abc import Callable
from typing import Any

FOLDER = "shibokensupport/signature/"
LATER = ("errorhandler", "layout", "lib/enum_sig", "lib/pyi_generator", "lib/tool", "mapping", "parser")
STANDS_IN = """
from reception_desk.first_qt import waiting
__getattr__ = waiting({file!r}, globals())
def update_mapping():
    return __getattr__("update_mapping")()
"""
"""PySide6 looks for the last one in `mapping` past `__getattr__`."""

_sources: dict[str, Any] = {}
_lock = threading.RLock()


def bring_in() -> None:
    """Import QtCore. PySide6's own `__import__` goes again: it reads the source of every module that comes after it,
    for a way of naming that is not used here."""
    plain, compiles = builtins.__import__, builtins.compile
    files = {f"{FOLDER}{name}.py" for name in LATER}

    def compile_later(source: Any, filename: Any, *how: Any, **options: Any) -> Any:
        if filename in files:
            _sources[filename], source = source, STANDS_IN.format(file=filename)
        return compiles(source, filename, *how, **options)

    setattr(builtins, "compile", compile_later)  # noqa: B010 - a stand-in, as a type checker sees it
    try:
        import PySide6.QtCore  # noqa: F401
    finally:
        setattr(builtins, "compile", compiles)  # noqa: B010
        builtins.__import__ = plain


def waiting(file: str, module: dict[str, Any]) -> Callable[[str], Any]:
    """The `__getattr__` of a module that waits: it runs the body, then answers from it."""

    def look(name: str) -> Any:
        if not name.startswith("__"):
            with _lock:
                source = _sources.pop(file, None)
                if source is not None:
                    exec(compile(source, file, "exec"), module)  # noqa: S102 - PySide6's own text
            if name in module:
                return module[name]
        raise AttributeError(f"{file} has no {name}", name=name)

    return look
