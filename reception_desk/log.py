"""The log: rotated, beside no shop, and without anything personal: what failed and where, never with which words."""

from __future__ import annotations

import logging
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

BYTES = 512_000
FILES = 3


class QuietHandler(RotatingFileHandler):
    """A line that the disk does not take is lost; nobody is told in the middle of his work."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the library's own name
        del record


def start(folder: Path) -> None:
    """Write to `folder`; a disk that will not take it is no reason not to open the shop."""
    logger = logging.getLogger("reception_desk")
    logger.setLevel(logging.INFO)
    logger.propagate = False
    if logger.handlers:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = QuietHandler(
            folder / "reception-desk.log", maxBytes=BYTES, backupCount=FILES, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logger.addHandler(handler)


def stop() -> None:
    logger = logging.getLogger("reception_desk")
    for handler in list(logger.handlers):
        handler.close()
        logger.removeHandler(handler)


def note(message: str) -> None:
    logging.getLogger("reception_desk").info("%s", message)


def details(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Kind and places of a mistake. Its message stays out: it may hold a customer's words."""
    lines = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
    return "\n".join([kind.__name__, *lines])


def mistake(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Log a mistake of the program; returns the details to show."""
    text = details(kind, trace)
    logging.getLogger("reception_desk").error("%s", text.replace("\n", " < "))
    return text
