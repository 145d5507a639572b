"""The log: rotated, beside no shop, and without anything personal: what failed and where, never with which words."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from logging import Handler, Logger

NAME = "reception_desk"
BYTES = 512_000
FILES = 3
_wanted: list[Callable[[], Path]] = []
"""The folder to write to, once the log was started."""


def start(folder: Callable[[], Path]) -> None:
    """Write to that folder; the library that does comes with the first line: it costs a start a hundredth.

    A line that the disk does not take is lost; nobody is told in the middle of his work.
    """
    if not _wanted:
        _wanted.append(folder)


def stop() -> None:
    logger = _logger()
    _wanted.clear()
    for handler in logger.handlers[:]:
        handler.close()
        logger.removeHandler(handler)
    logger.propagate = True


def _logger() -> Logger:
    import logging

    logger = logging.getLogger(NAME)
    if _wanted and not logger.handlers:
        logger.setLevel(logging.INFO)
        logger.propagate = False
        logger.addHandler(logging.NullHandler())
    if _wanted and len(logger.handlers) == 1:
        with suppress(OSError):  # a disk that will not take it is no reason not to open the shop
            logger.addHandler(_files(_wanted[0]()))
    return logger


def _files(folder: Path) -> Handler:
    from logging import Formatter
    from logging.handlers import RotatingFileHandler

    folder.mkdir(parents=True, exist_ok=True)
    files = RotatingFileHandler(
        folder / "reception-desk.log", maxBytes=BYTES, backupCount=FILES, encoding="utf-8", delay=True
    )
    setattr(files, "handleError", lambda _: None)  # noqa: B010 - a method, as a type checker sees it
    files.setFormatter(Formatter("%(asctime)s %(levelname)s %(message)s"))
    return files


def note(message: str) -> None:
    _logger().info("%s", message)


def details(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Kind and places of a mistake. Its message stays out: it may hold a customer's words."""
    lines = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
    return "\n".join([kind.__name__, *lines])


def mistake(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Log a mistake of the program; returns the details to show."""
    text = details(kind, trace)
    _logger().error("%s", text.replace("\n", " < "))
    return text
