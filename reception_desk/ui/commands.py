"""The window's keys: what each does, wherever the person is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from reception_desk.forms.words import say
from reception_desk.ui.keys import KEYS

if TYPE_CHECKING:
    from reception_desk.ui.main_window import MainWindow


HELD = frozenset({"undo", "redo", "step+", "step-"})
"""Keys that may be held down; all others do what they do once."""


class Commands(QObject):
    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._acts: dict[str, Callable[[], None]] = {
            "search": window.top.search.take_focus,
            "new_visit": window.new_visit,
            "new_booking": lambda: window.open_place("booking"),
            "today": lambda: window.open_place("today"),
            "settings": lambda: window.open_place("settings"),
            "primary": self._primary,
            "undo": window.room.undo.undo,
            "redo": window.room.undo.redo,
            "back": window.back,
            "forward": window.forward,
            "refresh": window.tick,
            "full_screen": self._full_screen,
            "pane": lambda: self._pane(1),
            "pane_back": lambda: self._pane(-1),
            "saved": self._say_saved,
        }
        for key, name in KEYS:
            shortcut = QShortcut(QKeySequence(key), window)
            shortcut.setAutoRepeat(name in HELD)
            shortcut.activated.connect(lambda name=name: self.do(name))

    def do(self, name: str) -> None:
        """By the names of `keys.KEYS`; what only a visit has does nothing elsewhere."""
        if name in self._acts:
            self._acts[name]()
        elif self._window.place == "visit":
            self._do_in_visit(self._window.page("visit"), name)
        elif self._window.place == "preview" and name == "print":
            self._primary()

    def _do_in_visit(self, page: Any, name: str) -> None:
        if name.startswith("step"):
            step = {"step+": page.step % 4 + 1, "step-": (page.step - 2) % 4 + 1}.get(name) or int(name[4:])
            page.open_step(step)
        elif name == "print":
            page.print()
        elif name == "preview":
            self._preview(page)
        elif name == "add_job":
            page.add_job()

    def _preview(self, page: Any) -> None:
        """The paper of the step as it would be printed now; at checkout the last one that was."""
        page.flush()
        visit = page.file.visit.id
        kind = {2: "walk_around", 4: ""}.get(page.step, "work_order")
        papers = self._window.desk.papers.of_visit(visit)
        if kind:
            self._window.preview_next(visit, kind)
        elif papers:
            self._window.preview(papers[-1])
        else:
            self._window.toast.tell(say("Nothing was printed for this visit yet."))

    def _primary(self) -> None:
        if self._window.place == "today" and self._window.top.search.line.hasFocus():
            return  # one press too many after closing a visit checks nobody in
        self._window.page(self._window.place).press_primary()

    def _full_screen(self) -> None:
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _say_saved(self) -> None:
        self._window.flush()
        self._window.toast.tell(say("Everything is saved."))

    def _pane(self, step: int) -> None:
        """F6: search, rail, body, footer in turn."""
        window, page = self._window, self._window.stack.currentWidget()
        footer = getattr(page, "footer", None)
        panes = [window.top, window.rail, page, *([footer] if footer is not None else [])]
        here = QApplication.focusWidget()
        at = max((i for i, pane in enumerate(panes) if here is not None and pane.isAncestorOf(here)), default=0)
        target = panes[(at + step) % len(panes)]
        if target is window.top:
            window.top.search.take_focus()
        elif target is page:
            getattr(page, "enter_body", getattr(page, "enter", page.setFocus))()
        else:
            _first_stop(target).setFocus(Qt.FocusReason.TabFocusReason)


def _first_stop(pane: QWidget) -> QWidget:
    stops = (
        widget
        for widget in pane.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible()
    )
    return next(stops, pane)
