"""Nothing that is written on the screen is cut off: every screen of the tour, measured at the smallest window."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reception_desk.forms.words import verbatim
from reception_desk.language import Language
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.labels import Label
from tests.clipping import clipped
from tests.touring import toured


@pytest.mark.story
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_labels_and_buttons_have_the_room_they_ask_for(language: str) -> None:
    """At 1366 x 690, on every screen that the tour takes a picture of."""
    played = toured(language)
    assert played.screens > 20, played.told
    assert played.clipped == []


def test_clipped_finds_a_label_and_a_button_that_are_too_narrow(qtbot: QtBot) -> None:
    voice, window = Voice(Language()), QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    label, button = Label(voice, verbatim("Odometer")), Button(voice, verbatim("Print"))
    label.setObjectName("label")
    button.setObjectName("button")
    row.addWidget(label)
    row.addWidget(button)
    window.show()
    assert clipped(window) == []
    label.setFixedWidth(label.sizeHint().width() - 1)
    button.setFixedHeight(button.sizeHint().height() - 1)
    qtbot.waitUntil(lambda: len(clipped(window)) == 2)
    assert [line.split()[0] for line in clipped(window)] == ["label", "button"]


def test_clipped_wants_all_lines_of_words_that_wrap(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    label = Label(Voice(Language()), verbatim("word " * 40), parent=window)
    label.setWordWrap(True)
    label.resize(200, 20)
    window.show()
    assert len(clipped(window)) == 1
    label.resize(200, label.heightForWidth(200))
    assert clipped(window) == []
