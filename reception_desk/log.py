"""The log: rotated, beside no shop, and without anything personal: what failed and where, never with which words."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

BYTES = 512_000
FILES = 3


class QuietHandler(logging.Handler):
    """Rotated files that are opened with the first line: their library costs a start some milliseconds.

    A line that the disk does not take is lost; nobody is told in the middle of his work.
    """

    def __init__(self, folder: Callable[[], Path]) -> None:
        super().__init__()
        self._folder = folder
        self._files: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        try:
            if self._files is None:
                self._files = self._opened()
        except OSError:
            return
        self._files.handle(record)

    def _opened(self) -> logging.Handler:
        from logging.handlers import RotatingFileHandler

        folder = self._folder()
        folder.mkdir(parents=True, exist_ok=True)
        files = RotatingFileHandler(
            folder / "reception-desk.log", maxBytes=BYTES, backupCount=FILES, encoding="utf-8", delay=True
        )
        setattr(files, "handleError", lambda _: None)  # noqa: B010 - a method, as a type checker sees it
        files.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        return files

    def close(self) -> None:
        if self._files is not None:
            self._files.close()
        super().close()


def start(folder: Callable[[], Path]) -> None:
    """Write to that folder; a disk that will not take it is no reason not to open the shop."""
    logger = logging.getLogger("reception_desk")
    logger.setLevel(logging.INFO)
    logger.propagate = False
    if not any(isinstance(handler, QuietHandler) for handler in logger.handlers):
        logger.addHandler(QuietHandler(folder))


def stop() -> None:
    logger = logging.getLogger("reception_desk")
    for handler in [handler for handler in logger.handlers if isinstance(handler, QuietHandler)]:
        handler.close()
        logger.removeHandler(handler)
    logger.propagate = True


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
