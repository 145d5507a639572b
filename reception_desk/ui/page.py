"""What the window may ask of a page, and the settings of a section; each page does what it has an own answer to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from reception_desk.ui.widgets.buttons import Button
    from reception_desk.ui.widgets.footer import Footer


class Page(QWidget):
    closed = Signal()
    """The person is done here: back to where they came from."""

    footer: Footer | None = None
    prints = False

    @property
    def bell(self) -> Button | None:
        """What opens the recent messages."""
        return self.footer.bell if self.footer is not None else None

    def refresh(self) -> None:
        """Load all that is shown again; what is half typed stays."""

    def tick(self) -> None:
        """The window's half minute went by."""
        self.refresh()

    def enter(self) -> None:
        """Put the focus where the work begins."""
        self.setFocus()

    def enter_body(self) -> None:
        """The same, by F6."""
        self.enter()

    def flush(self) -> None:
        """Take what is half typed."""

    def press_primary(self) -> None:
        """Ctrl+Enter."""

    def print(self) -> None:
        """Ctrl+P, where `prints` says that there is something to print."""

    def shut_panels(self) -> None:
        """What lies over the page goes."""
