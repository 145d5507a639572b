"""One window a shop: the first holds a lock and listens; a second start raises it and goes away.

The lock lies outside the shop folder, so that a look leaves no name in it. Behind it stands SQLite's own lock.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QLockFile

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

PATIENCE_MS = 2000


class ShopLock:
    def __init__(self, folder: Path) -> None:
        key = str(folder.resolve()).encode()
        self.name = f"reception-desk-{len(key)}-{zlib.crc32(key):08x}"
        self._file = QLockFile(QDir.temp().filePath(f"{self.name}.lock"))
        self._file.setStaleLockTime(0)
        self._server: QLocalServer | None = None

    def take(self) -> bool:
        """False when another window holds it; where no lock can be made at all, SQLite's own is left.

        A crash leaves the file, and its process number may be somebody else's by now: whoever really holds it keeps
        it locked in the system too, so that it cannot be taken away.
        """
        return self._try() or (self._file.removeStaleLockFile() and self._try())

    def _try(self) -> bool:
        return self._file.tryLock(0) or self._file.error() != QLockFile.LockError.LockFailedError

    def listen(self, raise_window: Callable[[], None]) -> None:
        """Answer a second start; after the first paint, because it costs some milliseconds."""
        from PySide6.QtNetwork import QLocalServer

        QLocalServer.removeServer(self.name)
        self._server = QLocalServer()
        self._server.newConnection.connect(lambda: self._answer(raise_window))
        self._server.listen(self.name)

    def _answer(self, raise_window: Callable[[], None]) -> None:
        socket = self._server.nextPendingConnection() if self._server else None
        if socket is not None:
            socket.write(b"raised")
            socket.flush()
            socket.disconnectFromServer()
            raise_window()

    def raise_other(self) -> bool:
        """Ask the window that holds the lock to come forward; False when it does not answer."""
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self.name)
        if not socket.waitForConnected(PATIENCE_MS):
            return False
        answered = socket.waitForReadyRead(PATIENCE_MS)
        socket.abort()
        return answered

    def free(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None
        self._file.unlock()
