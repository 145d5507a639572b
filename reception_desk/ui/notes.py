"""What the window has to tell at its start and while time goes by: how the last run ended, damage, the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from reception_desk.forms.words import Text, say, value

if TYPE_CHECKING:
    from reception_desk.ui.main_window import MainWindow


class _Look(QRunnable):
    """SQLite's own look at the file, off the window's thread."""

    def __init__(self, notes: Notes) -> None:
        super().__init__()
        self._notes = notes

    def run(self) -> None:
        try:
            sound = self._notes.window.desk.is_sound()
        except OSError:  # no room for a copy: `reception-desk check` looks another time
            sound = True
        self._notes.looked.emit(sound)


class Notes(QObject):
    """One after the other in the info bar; each stays until it is closed, whatever page is gone to."""

    looked = Signal(bool)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window = window
        self.sound: bool | None = None
        """What the look after an unclean stop found; None before, and after a clean one."""
        self._waiting: list[tuple[str, Text]] = []
        self.looked.connect(self._looked)

    def begin(self) -> None:
        """Once, as the window opens."""
        desk = self.window.desk
        if desk.last_stop == "cut":
            self._add("stop", _cut(desk.last_entry()))
        if desk.last_stop != "clean":
            QThreadPool.globalInstance().start(_Look(self))
        odd = desk.watch.at_start()
        if odd:
            self._add("check", odd)
        self._recover()
        self.show_next()

    def tick(self) -> None:
        """Every half minute."""
        odd = self.window.desk.watch.jumped()
        if odd:
            self._add("check", odd)
        self.show_next()

    def show_next(self) -> None:
        """The gravest that nobody has closed, unless the bar tells something else."""
        if self._waiting and self.window.bar.isHidden():
            level, text = self._waiting[0]
            self.window.bar.tell(level, text, [("frame.info.close", say("Close"), self._close)])

    def _add(self, level: str, text: Text) -> None:
        self._waiting = sorted([*self._waiting, (level, text)], key=lambda one: one[0] != "stop")

    def _close(self) -> None:
        self.window.bar.clear()
        self._waiting = self._waiting[1:]
        self.show_next()

    def _looked(self, sound: bool) -> None:
        self.sound = sound
        if not sound:
            self.window.bar.clear()
            self._add(
                "stop",
                say(
                    "The shop file was damaged when the program was stopped. Close the program, keep a copy of the shop"
                    " folder, and run: reception-desk check"
                ),
            )
            self.show_next()

    def _recover(self) -> None:
        """After a crash: the visit that was open then is offered; nothing has to be rescued by hand."""
        window = self.window
        visit = window.desk.recovered
        if window.desk.sheets.half_done():
            window.room.try_to(window.desk.sheets.leave)
        if visit is None or self._waiting:
            return
        text = say(
            "You were in {plate} when the program stopped. Everything is saved.",
            plate=window.voice.language.code_text("plate", visit.plate),
        )

        def open_it() -> None:
            window.open_visit(visit.id)

        close = ("frame.info.close", say("Close"), window.bar.clear)
        window.bar.tell("check", text, [("frame.recover", say("Open it"), open_it), close])


def _cut(last: object) -> Text:
    if last is None:
        return say("The newest part of the shop file is gone. Run: reception-desk check")
    return say(
        "The newest part of the shop file is gone: what was done after {last} is lost. Compare with your papers.",
        last=value("moment", last),
    )
