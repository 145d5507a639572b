"""What Qt says by itself is in the language of the screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from reception_desk.language import Language
from reception_desk.ui.qt_words import QtWords
from reception_desk.ui.voice import Voice


def menu_of(field: QLineEdit) -> str:
    menu = field.createStandardContextMenu()
    text = " ".join(action.text() for action in menu.actions())
    menu.deleteLater()
    return text


@pytest.mark.usefixtures("qapp")
def test_the_menu_of_a_text_field_follows_the_language() -> None:
    window, field, voice = QWidget(), QLineEdit("粤B·D12345"), Voice(Language("zh_CN"))
    QtWords(window, voice)
    assert "复制" in menu_of(field)
    assert "Copy" not in menu_of(field)
    voice.speak(Language("en"))
    assert "Copy" in menu_of(field)
    voice.speak(Language("zh_CN"))
    assert "复制" in menu_of(field)
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert "Copy" in menu_of(field), "the next window speaks for itself"
