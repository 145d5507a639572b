"""The compiled words of one language (a .mo file of GNU gettext). Only what is said is decoded: the standard library
decodes all two thousand texts for the first of them, and the first screen shows fifty."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

MAGIC = 0x950412DE


class Catalogue:
    """A text that it does not hold stays as it is; so do all in a language without a file."""

    def __init__(self, file: Path) -> None:
        self._bytes = file.read_bytes() if file.exists() else b""
        self._places: dict[bytes, tuple[int, int]] = {}
        if self._bytes:
            magic, _, count, sources, words = struct.unpack_from("<5I", self._bytes)
            if magic != MAGIC:
                raise OSError(f"{file}: not a catalogue")
            both = zip(self._spans(sources, count), self._spans(words, count), strict=True)
            # of a source with a plural only what stands before it: a number asks for it by that
            self._places = {
                self._bytes[start : start + length].partition(b"\0")[0]: span for (length, start), span in both
            }

    def _spans(self, start: int, count: int) -> Iterator[Any]:
        """Length and place of each text."""
        return struct.iter_unpack("<2I", self._bytes[start : start + 8 * count])

    def _find(self, key: str) -> str:
        length, start = self._places.get(key.encode(), (0, 0))
        return self._bytes[start : start + length].decode()

    def gettext(self, source: str) -> str:
        return self.ngettext(source, source, 1)

    def pgettext(self, context: str, source: str) -> str:
        return self._find(f"{context}\x04{source}") or source

    def ngettext(self, one: str, many: str, n: int) -> str:
        forms = self._find(one)
        if not forms:
            return one if n == 1 else many
        return forms.split("\0")[self._form(n)] if "\0" in forms else forms

    @cached_property
    def _form(self) -> Callable[[int], int]:
        """Which of its plural forms a number takes, as the language's own head says."""
        from gettext import c2py

        rule = self._find("").partition("plural=")[2].partition(";")[0]
        form: Callable[[int], int] = c2py(rule or "0")
        return form
