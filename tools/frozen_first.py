"""The frozen program's first lines (`build.spec`): PyInstaller's own would import Qt with all that PySide6 does for
programmers."""

from reception_desk import first_qt

first_qt.bring_in()
