"""The first run: the wizard's answers become a shop."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from reception_desk.desk.desk import Desk
from reception_desk.forms.moments import Clock, SystemClock
from reception_desk.forms.staff import Staff
from reception_desk.ui.first_run import FirstRun, FirstRunAnswers, shop_of


def ask(app: QApplication, language: str) -> FirstRunAnswers | None:
    """Show the wizard; None when its window was closed before the end."""
    found: list[FirstRunAnswers] = []
    wizard = FirstRun(language)
    wizard.finished.connect(found.append)
    wizard.finished.connect(lambda _answers: wizard.close())
    wizard.resize(1366, 690)
    wizard.show()
    app.exec()
    return found[0] if found else None


def make(folder: Path, answers: FirstRunAnswers, clock: Clock | None = None) -> None:
    """The shop's folder with its own sheet and its first person."""
    desk = Desk(folder, clock=clock or SystemClock())
    try:
        with desk.store.atomic():
            desk.sheets.create(shop_of(answers))
            if answers.person:
                desk.sheets.create(Staff(name=answers.person, role="manager", language=answers.language))
    finally:
        desk.close(backup=False)
