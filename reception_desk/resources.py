"""Where the files lie that the program reads but never writes: fonts, icons, drawings, catalogues, profiles."""

import sys
from functools import cache
from pathlib import Path


def resource(*parts: str) -> Path:
    """Path of `resources/<parts>`, in the source tree, in an installed package and in a frozen program alike."""
    return _root(getattr(sys, "_MEIPASS", None)).joinpath(*parts)


@cache
def _root(frozen: str | None) -> Path:
    if frozen:
        return Path(frozen) / "resources"
    package = Path(__file__).resolve().parent
    source = package.parent / "resources"
    return source if source.is_dir() and (package.parent / "dev.py").is_file() else package / "resources"
