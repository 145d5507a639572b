"""Nothing that the disk did not take is left behind, nor missing on a paper: the page stays open and says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeGuard

from PySide6.QtWidgets import QWidget

from reception_desk.errors import DeskError
from reception_desk.forms.words import Text, say
from reception_desk.ui.widgets.info_bar import InfoBar

if TYPE_CHECKING:
    from reception_desk.ui.main_window import MainWindow


STAYS = say("What you typed last could not be saved and stands on this page only, so it stays open.")
NO_PAPER = say("What you typed last could not be saved, so no paper is made without it.")


class Holding(Protocol):
    """A part of a page that may hold something that is on the screen only."""

    @property
    def unsaved(self) -> bool: ...
    def give_up(self) -> None:
        """Show what is kept instead."""


def _is_holding(part: QWidget) -> TypeGuard[Holding]:
    """By its class only: to ask a protocol of the hundreds of parts of a page takes as long as painting it."""
    return hasattr(type(part), "unsaved")


class Leaving:
    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._asked = False
        """Closing was refused once."""

    def _unsaved(self, page: QWidget | None) -> list[Holding]:
        if page is None:
            return []
        return [part for part in page.findChildren(QWidget) if _is_holding(part) and part.unsaved]

    def may_go(self) -> bool:
        """Take what is half typed on this page; False when the disk refuses, and the page says so."""
        return self._settled(STAYS)

    def may_print(self) -> bool:
        """The same before a paper is made: it would say less than the screen."""
        return self._settled(NO_PAPER)

    def _settled(self, else_: Text) -> bool:
        self._window.flush()
        page = self._window.stack.currentWidget()
        if self._unsaved(page):
            self._tell(else_)
            return False
        return True

    def _bar(self) -> InfoBar:
        window = self._window
        return window.page("visit").bar if window.place == "visit" else window.bar

    def _tell(self, text: Text) -> None:
        actions = [
            ("leaving.again", say("Try again"), self._again),
            ("leaving.give_up", say("Go on without it"), self._give_up),
        ]
        self._bar().tell("stop", text, actions)

    def _again(self) -> None:
        if self.may_go():
            self._bar().clear()
            self._window.room.tell(say("Everything is saved."))

    def _give_up(self) -> None:
        for part in self._unsaved(self._window.stack.currentWidget()):
            part.give_up()
        self._bar().clear()

    def may_close(self) -> bool:
        """False once, when something would be lost; whoever closes again has decided."""
        self._window.flush()
        if self._asked or not self._unsaved(self._window):
            return True
        self._asked = True
        text = say("What you typed last cannot be saved: the disk is full. Close once more to leave without it.")
        self._window.tell_trouble(DeskError(text))
        return False
