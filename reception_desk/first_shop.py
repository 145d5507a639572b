"""The first run: the wizard's answers become a shop."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtWidgets import QApplication

from reception_desk import files
from reception_desk.demo.making import DemoMaker, is_made
from reception_desk.desk.desk import Desk
from reception_desk.forms.moments import Clock, SystemClock
from reception_desk.forms.staff import Staff
from reception_desk.store.database import FILE, FOLDERS
from reception_desk.ui.dressing import TouchSense
from reception_desk.ui.first_run import FirstRun, FirstRunAnswers, shop_of
from reception_desk.ui.qt_words import QtWords


def ask(app: QApplication, language: str, demo: Path) -> FirstRunAnswers | None:
    """Show the wizard; None when its window was closed before the end. Who wishes the demo shop waits until it is
    made in the folder `demo`, or goes back."""
    found: list[FirstRunAnswers] = []
    makers: list[DemoMaker] = []
    wizard = FirstRun(language)

    def leave(answers: FirstRunAnswers) -> None:
        found.append(answers)
        wizard.close()

    def begin(answers: FirstRunAnswers) -> None:
        if not answers.demo or is_made(demo):
            leave(answers)
            return
        maker = DemoMaker(wizard.twin.voice, wizard, demo, answers.language)
        maker.made.connect(lambda: leave(answers))
        makers.append(maker)

    wizard.finished.connect(begin)
    wizard.resize(1366, 690)
    wizard.show()
    TouchSense(wizard, wizard.twin.voice)
    QtWords(wizard, wizard.twin.voice)
    app.exec()
    for maker in makers:
        maker.stop()
    return found[0] if found else None


def make(folder: Path, answers: FirstRunAnswers, clock: Clock | None = None) -> None:
    """The shop's folder with its own sheet and its first person; whole, or the first run comes again."""
    half = folder / "being-made"
    shutil.rmtree(half, ignore_errors=True)
    try:
        _fill(half, answers, clock or SystemClock())
        for name in FOLDERS:
            (folder / name).mkdir(exist_ok=True)
        files.replace(half / FILE, folder / FILE)
        files.sync_folder(folder)
    except OSError as trouble:
        raise files.trouble_of(trouble, folder / FILE) from trouble
    finally:
        shutil.rmtree(half, ignore_errors=True)


def _fill(folder: Path, answers: FirstRunAnswers, clock: Clock) -> None:
    desk = Desk(folder, clock=clock)
    try:
        with desk.store.atomic():
            desk.sheets.create(shop_of(answers))
            if answers.person:
                desk.sheets.create(Staff(name=answers.person, role="manager", language=answers.language))
    finally:
        desk.close(backup=False)
