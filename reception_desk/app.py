"""Joins everything: shop folder, lock, log, language, desk and window."""

from __future__ import annotations

import gc
import sqlite3
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QObject, QThreadPool, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from reception_desk import __version__, errors, files, log
from reception_desk.desk.desk import Desk
from reception_desk.errors import DeskError
from reception_desk.forms.moments import Clock, SystemClock
from reception_desk.forms.staff import Staff
from reception_desk.forms.words import say
from reception_desk.language import LANGUAGES, Language
from reception_desk.lock import ShopLock
from reception_desk.resources import resource
from reception_desk.store.database import FILE, trouble_of
from reception_desk.store.ids import Ids
from reception_desk.ui import theme
from reception_desk.ui.dressing import TouchSense
from reception_desk.ui.main_window import MainWindow
from reception_desk.ui.voice import Voice

if TYPE_CHECKING:
    from reception_desk.ui.printer import Port

NAME = "ReceptionDesk"
ALREADY_OPEN = 3
SETTLE = 50
"""Milliseconds from the window's first paint until nothing of the first screen is left to do."""


def data_folder() -> Path:
    """Where shops live: this computer's own data, never the documents that a cloud may move."""
    from platformdirs import user_data_path

    return user_data_path(NAME, appauthor=False)


def own_shop() -> Path:
    return data_folder() / "shop"


def demo_shop() -> Path:
    return data_folder() / "demo"


def _last_file() -> Path:
    from platformdirs import user_config_path

    return user_config_path(NAME, appauthor=False) / "last-shop"


def _log_folder() -> Path:
    from platformdirs import user_log_path

    return user_log_path(NAME, appauthor=False)


def last_shop() -> Path:
    """The shop that was open last: the only thing kept outside a shop folder. Lost, it is the own shop again."""
    try:
        folder = Path(_last_file().read_text(encoding="utf-8").strip())
    except (OSError, UnicodeDecodeError, ValueError):
        return own_shop()
    return folder if folder.is_absolute() and (folder / FILE).exists() else own_shop()


def remember(folder: Path) -> None:
    try:
        files.write(_last_file(), str(folder.resolve()).encode())
    except OSError:
        log.note("last shop not remembered")


def system_language() -> str:
    return "zh_CN" if QLocale.system().language() == QLocale.Language.Chinese else "en"


def screen_language(desk: Desk) -> Language:
    """The person's own language, else the shop's, else the computer's."""
    person = desk.sheets.get(Staff, desk.actor)
    code = (person.language if person else "") or desk.shop().language or system_language()
    return desk.language(code if code in LANGUAGES else "en")


def first_person(desk: Desk) -> str:
    """Who works here until somebody else is chosen: the first who is no technician."""
    people = [person for person in desk.staff() if person.role != "technician"]
    return min(people, key=lambda person: person.id).id if people else ""


def open_desk(
    shop_folder: Path,
    *,
    language: str | None = None,
    clock: Clock | None = None,
    ids: Ids | None = None,
    printer: Port | None = None,
) -> MainWindow:
    """The shown window of a shop. A QApplication exists already. Raises ShopFileError; nothing else is global."""
    try:
        desk = Desk(shop_folder, clock=clock or SystemClock(), ids=ids)
        desk.work_as(first_person(desk))
        speaks = desk.language(language) if language else screen_language(desk)
    except sqlite3.DatabaseError as trouble:  # damage that lies deeper than opening looks
        raise trouble_of(trouble, shop_folder / FILE) from trouble
    theme.tune(speaks.code)
    window = MainWindow(desk, Voice(speaks), printer)
    window.closed.connect(lambda: close_desk(window))
    window.resize(1366, 690)
    window.show()
    TouchSense(window, window.voice)
    return window


def close_desk(window: MainWindow) -> None:
    """The backup of a clean close; a disk that will not take it is told in the log, the shop is saved all the same."""
    try:
        window.desk.close()
    except DeskError as trouble:
        log.note(f"no backup at close: {type(trouble).__name__}")


def _made() -> QApplication:
    app = QApplication([*sys.argv[:1], "-style", theme.STYLE])
    app.setProperty("style", theme.STYLE)
    return app


def application(*, bundled_fonts: bool = False) -> QApplication:
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else _made()
    app.setApplicationName(NAME)
    app.setApplicationVersion(__version__)
    theme.dress(app, families=theme.BUNDLED if bundled_fonts else theme.FAMILIES)
    return app


def _show_icon() -> None:
    """In the task bar; making it costs a start some milliseconds, so it comes after the first screen."""
    from PySide6.QtGui import QIcon

    QApplication.setWindowIcon(QIcon(str(resource("icons", "reception-desk.svg"))))


def finish() -> None:
    """Delete what windows are left while the application still is: Qt may crash on those that outlive it."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    QThreadPool.globalInstance().waitForDone()
    for widget in app.topLevelWidgets():
        widget.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    app.processEvents()


def warm() -> None:
    """What the first save and the first paper need, imported while the person looks at the first screen."""
    import sqlite_utils  # noqa: F401

    from reception_desk import printing

    printing.warm()


class FirstPaint(QObject):
    """Tells once that a window has been painted. A timer set at the start would go off before, and what it starts
    would keep the screen waiting."""

    painted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(SETTLE, self.painted.emit)
        return False


class Runner:
    """One run of the program: a shop after another, until the last window closes."""

    def __init__(self, folder: Path, language: str | None) -> None:
        self._language = language
        self._next: Path | None = folder
        self._window: MainWindow | None = None

    def run(self) -> int:
        app = application()
        sys.excepthook = self._mistake
        threading.excepthook = lambda args: self._mistake(args.exc_type, args.exc_value, args.exc_traceback)
        while self._next is not None:
            folder, self._next = self._next, None
            code = self._one(app, folder)
            if code:
                return code
        return 0

    def _one(self, app: QApplication, folder: Path) -> int:
        lock = ShopLock(folder)
        if not lock.take():
            lock.raise_other()
            say_aloud(errors.in_use(folder), self._language)
            return ALREADY_OPEN
        try:
            if not (folder / FILE).exists() and not self._begin(folder, app):
                return 0
            if self._next is not None:
                return 0
            self._window = open_desk(folder, language=self._language)
            self._window.shop_wanted.connect(self._switch)
            FirstPaint(self._window).painted.connect(lambda: self._after_first_paint(folder, lock))
            app.exec()
            self._window = None
            finish()  # thousands of widgets, which would follow each change of the next shop's screen
            remember(folder)  # closed before the first paint, it was still the last one
        except DeskError as trouble:
            cause = trouble.__cause__
            if cause is not None:
                log.mistake(type(cause), cause.__traceback__)
            say_aloud(trouble, self._language)
            return 2
        finally:
            lock.free()
        return 0

    def _begin(self, folder: Path, app: QApplication) -> bool:
        """First run: ask what is needed, make the shop. False when the window was closed instead."""
        from reception_desk.first_shop import ask

        _show_icon()
        answers = ask(app, self._language or system_language(), demo_shop())
        if answers is None:
            return False
        from reception_desk.first_shop import make

        self._language = None
        if answers.demo:
            self._next = demo_shop()
        else:
            make(folder, answers)
        return True

    def _switch(self, which: str) -> None:
        """Another shop: this window closes, the other one opens."""
        window, folder = self._window, own_shop() if which == "own" else demo_shop()
        assert window is not None
        if which == "own" or (folder / FILE).exists():
            self._go_to(folder)
            return
        from reception_desk.demo.making import DemoMaker

        maker = DemoMaker(window.voice, window, folder, window.voice.language.code)
        maker.made.connect(lambda: self._go_to(folder))
        window.closed.connect(maker.stop)

    def _go_to(self, folder: Path) -> None:
        assert self._window is not None
        self._next, self._language = folder, None
        self._window.close()

    def _after_first_paint(self, folder: Path, lock: ShopLock) -> None:
        """What can wait until the person sees something."""
        gc.freeze()
        log.note(f"start {__version__}")
        remember(folder)
        _show_icon()
        if self._window is not None:
            from reception_desk.sweeping import Sweeper
            from reception_desk.ui.qt_words import QtWords

            QtWords(self._window, self._window.voice)
            Sweeper(self._window)
            lock.listen(self._raise)
            threading.Thread(target=warm, daemon=True).start()

    def _raise(self) -> None:
        if self._window is not None:
            self._window.showNormal() if self._window.isMinimized() else self._window.show()
            self._window.raise_()
            self._window.activateWindow()

    def _mistake(self, kind: type[BaseException], value: BaseException | None, trace: TracebackType | None) -> None:
        """The except hook: logged, and one calm page; what was saved stays as it was."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, value or kind(), trace)
            return
        text = f"Reception Desk {__version__}\n{log.mistake(kind, trace)}"
        window, here = self._window, threading.current_thread() is threading.main_thread()
        if window is not None and here:
            window.trouble.tell(text)
        elif window is not None:
            QTimer.singleShot(0, window, lambda: window.trouble.tell(text))
        elif here:
            say_aloud(DeskError(say("The program made a mistake")), self._language, detail=text)


def say_aloud(trouble: DeskError, language: str | None, *, detail: str = "") -> None:
    """A sentence where there is no window yet: on the console, and in a box where a person started it by a click."""
    speaks = Language(language or system_language())
    sentence = speaks.say(trouble.say)
    if sys.stderr is not None:
        print(sentence, detail, sep="\n" if detail else "", file=sys.stderr)
    if sys.stderr is None or not sys.stderr.isatty():
        from PySide6.QtGui import QGuiApplication
        from PySide6.QtWidgets import QMessageBox

        if QGuiApplication.platformName() not in ("offscreen", "minimal"):
            QMessageBox.critical(None, NAME, f"{sentence}\n\n{detail}" if detail else sentence)


def start(folder: Path | None = None, language: str | None = None) -> int:
    log.start(_log_folder)
    return Runner(folder or last_shop(), language).run()
