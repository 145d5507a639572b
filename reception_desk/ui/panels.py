"""What lies over the page for a moment: the keys of the screen, the recent messages. Built when first wanted."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect

if TYPE_CHECKING:
    from reception_desk.ui.key_help import KeyHelp
    from reception_desk.ui.main_window import MainWindow
    from reception_desk.ui.messages import Messages


class Panels:
    def __init__(self, window: MainWindow) -> None:
        self._window = window

    @cached_property
    def help(self) -> KeyHelp:
        from reception_desk.ui.key_help import KeyHelp

        window = self._window
        panel = KeyHelp(window.voice, window.host, self._page)
        panel.print_wanted.connect(lambda: window.commands.do("print"))
        return panel

    @cached_property
    def messages(self) -> Messages:
        from reception_desk.ui.messages import Messages

        window = self._window
        return Messages(window.voice, window.host, window.toast, self._page)

    def _page(self) -> QRect:
        """Where pages lie, on the host of the panels."""
        window = self._window
        return QRect(window.stack.mapTo(window.host, QPoint(0, 0)), window.stack.size())

    @property
    def help_open(self) -> bool:
        return "help" in self.__dict__ and self.help.isVisible()

    def shut(self) -> None:
        """Whatever lies over the page goes."""
        if "help" in self.__dict__:
            self.help.shut()
        if "messages" in self.__dict__:
            self.messages.shut()
        page = self._window.page.made.get(self._window.place)
        if page is not None:
            page.shut_panels()
