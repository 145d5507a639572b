"""Words over several lines on the screen: the last line never holds one Chinese character alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from reception_desk.forms.words import say, verbatim
from reception_desk.language import Language
from reception_desk.ui import theme
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.field_box import FieldBox
from reception_desk.ui.widgets.inputs import LineEdit
from reception_desk.ui.widgets.labels import Label
from reception_desk.ui.widgets.rail import Rail
from reception_desk.ui.widgets.wrapping import in_company, lines

SEVEN = "每次关闭时备份"


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    theme.dress(qapp, families=theme.BUNDLED)
    theme.tune("zh_CN")
    yield
    theme.tune("en")


def em() -> int:
    return Label(Voice(Language("zh_CN"))).fontMetrics().horizontalAdvance("字")


@pytest.mark.parametrize("text", [SEVEN, "适用于未单独设上限的人员。", "请核对车牌 粤B 及（车主）"])
def test_no_character_is_left_alone_on_the_last_line(text: str) -> None:
    font, mended = theme.font(), 0
    for width in range(4 * em(), 14 * em(), 5):
        shown = in_company(text, font, width)
        assert shown.replace("\n", "") == text
        assert lines(shown, font, width) == lines(text, font, width)
        mended += shown != text
        if shown == text and lines(text, font, width) > 1:
            assert lines(text.rstrip("。）")[:-1], font, width) == lines(text, font, width)
    assert mended


def test_latin_words_break_where_they_did() -> None:
    for width in range(40, 200, 7):
        assert in_company("Backed up at each close a", theme.font(), width) == "Backed up at each close a"


def ink_of(label: QLabel) -> int:
    """How far right there is ink in the lower half."""
    picture = label.grab().toImage()
    paper = picture.pixelColor(picture.width() - 1, 0)
    lower = range(picture.height() // 2 + 2, picture.height())
    return max((x for x in range(picture.width()) for y in lower if picture.pixelColor(x, y) != paper), default=-1)


def test_labels_and_notes_paint_it_so(qtbot: QtBot) -> None:
    voice = Voice(Language("zh_CN"))
    rail = Rail(voice, [("today", "calendar-event", say("Today"))])
    rail.set_foot(verbatim(SEVEN))
    box = FieldBox(voice, say("Today"), LineEdit(), hint=verbatim(SEVEN))
    for widget, label, width in ((rail, rail.foot, rail.width()), (box, box._note, 6 * em() + 4)):
        qtbot.addWidget(widget)
        widget.resize(width, 300)
        widget.show()
        QApplication.processEvents()
        assert label.height() >= 2 * label.fontMetrics().height()
        assert em() * 1.2 < ink_of(label) < em() * 2.2
