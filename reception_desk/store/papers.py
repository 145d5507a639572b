"""The folder `papers`: PDFs written whole and synced before the row that names them is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reception_desk import files

if TYPE_CHECKING:
    from reception_desk.store.store import Store


class Papers:
    def __init__(self, store: Store) -> None:
        self._store = store

    def path(self, document: str) -> Path:
        return self._store.folder / "papers" / f"{document}.pdf"

    def write(self, document: str, pdf: bytes) -> str:
        """Archive one paper; the SHA-256 of its bytes in hex. A crash leaves at most an orphan file.

        DeskError when the disk will not take it, and no trace of it.
        """
        from hashlib import sha256

        path = self.path(document)
        try:
            files.write(path, pdf)
        except OSError as trouble:
            raise files.trouble_of(trouble, path) from trouble
        return sha256(pdf).hexdigest()
