"""Colours that can be read, state shapes that can be told apart without colour, fonts that are there."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QImage, QPainter, QPen
from PySide6.QtWidgets import QApplication

from reception_desk.ui import colours, icons, theme


@pytest.fixture
def dressed(qapp: QApplication) -> QApplication:
    theme.dress(qapp, families=theme.BUNDLED)
    return qapp


CONTRASTING = colours.read_off(colours.contrasting_palette())
EVERY_TABLE = pytest.mark.parametrize(
    "table", [colours.LIGHT, colours.DARK, CONTRASTING], ids=["light", "dark", "high"]
)
GROUNDS = ("surface", "window", "sunken", "rail", "sel")
WORDS_ON = {
    # words, and all grounds that they are painted on
    "text": (*GROUNDS, "hover", "cap", "amberbg", "redbg", "greenbg"),
    "text2": (*GROUNDS, "hover", "cap", "amberbg", "redbg", "greenbg"),
    "ph": ("surface", "window", "sunken", "sel"),
    "link": ("surface", "window", "sunken", "amberbg", "redbg", "greenbg"),
    "onpri": ("pri", "pri_hover"),
    "amber": ("surface", "window", "sunken", "rail", "sel", "amberbg"),
    "red": ("surface", "window", "sunken", "rail", "sel", "redbg"),
    "green": ("surface", "window", "sunken", "rail", "greenbg"),
    "old_mark": ("surface",),
    "surface": ("red",),  # the number in the disc of a new mark
}
SHAPES_ON = {
    # outlines, rings and shapes that carry meaning
    "ctl": ("surface", "window", "sunken"),
    "selb": (*GROUNDS, "amberbg", "redbg", "greenbg"),
    "tick": ("surface", "window", "sel"),
    "surface": ("tick", "green"),  # the tick in its box
    "pri": ("surface", "window"),
    "car_line": ("surface", "car_glass"),
    "red": ("surface", "car_glass"),
    "old_mark": ("surface", "car_glass"),
    "amber": ("surface", "window"),
    "green": ("surface",),
}


def too_faint(table: colours.Tokens, pairs: dict[str, tuple[str, ...]], least: float) -> list[str]:
    found = [(ink, ground, getattr(table, ink), getattr(table, ground)) for ink in pairs for ground in pairs[ink]]
    rated = [(ink, ground, colours.contrast(one, other)) for ink, ground, one, other in found]
    return [f"{ink} on {ground}: {ratio:.2f}" for ink, ground, ratio in rated if ratio < least]


@EVERY_TABLE
def test_contrast_of_words_is_at_least_4_5(table: colours.Tokens) -> None:
    assert too_faint(table, WORDS_ON, 4.5) == []
    states = [(code, ground) for code in table.states for ground in GROUNDS]
    assert [
        (code, ground) for code, ground in states if colours.contrast(table.state(code), getattr(table, ground)) < 4.5
    ] == []


@EVERY_TABLE
def test_contrast_of_outlines_and_shapes_is_at_least_3(table: colours.Tokens) -> None:
    assert too_faint(table, SHAPES_ON, 3.0) == []


def test_contrast_is_that_of_the_standard() -> None:
    """The values of WCAG's own examples: black on white 21, #777777 on white just too little."""
    assert colours.contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert 4.4 < colours.contrast(QColor("#777777"), QColor("white")) < 4.5


def test_a_pair_that_is_too_faint_is_found() -> None:
    faint = colours.LIGHT._replace(ph=QColor("#9A9A9A"))
    assert too_faint(faint, {"ph": ("surface",)}, 4.5) == ["ph on surface: 2.81"]


def test_tokens_are_those_of_the_palette_in_force(dressed: QApplication) -> None:
    assert theme.tokens() is colours.LIGHT
    assert dressed.palette().placeholderText().color() == colours.LIGHT.ph


def test_fonts_are_the_bundled_ones_in_the_sizes_of_their_roles(dressed: QApplication) -> None:
    assert dressed.font().families() == list(theme.BUNDLED)
    assert set(theme.BUNDLED) <= set(QFontDatabase.families())
    assert theme.font("pay").pointSizeF() == 26
    assert theme.font("plate").bold()


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("role", ["body", "strong", "plate"])
def test_dot_is_narrow_and_no_other_mark_of_chinese_is(dressed: QApplication, language: str, role: str) -> None:
    theme.tune(language)
    metrics = QFontMetricsF(theme.font(role))
    em = metrics.horizontalAdvance("字")
    assert metrics.horizontalAdvance("·") < 0.6 * em
    if language == "zh_CN" and role != "plate":
        assert [metrics.horizontalAdvance(mark) / em for mark in "。，、"] == [pytest.approx(1, abs=0.02)] * 3
    theme.tune("en")


def test_dot_changes_no_height(dressed: QApplication) -> None:
    ours, theirs = QFontMetricsF(theme.font()), QFontMetricsF(QFont("Noto Sans SC", 9))
    assert (ours.ascent(), ours.height(), ours.lineSpacing(), ours.xHeight()) == (
        theirs.ascent(),
        theirs.height(),
        theirs.lineSpacing(),
        theirs.xHeight(),
    )


def test_fonts_grow_together_with_the_text_size(qapp: QApplication) -> None:
    theme.dress(qapp, families=theme.BUNDLED, size=12.0)
    try:
        assert theme.font("total").pointSizeF() == 24
    finally:
        theme.dress(qapp, families=theme.BUNDLED)


def drawn(paint: object, size: int = 32) -> QImage:
    image = QImage(size, size, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint(painter)  # type: ignore[operator]
    painter.end()
    return image


def difference(one: QImage, other: QImage) -> int:
    return sum(
        abs(one.pixelColor(x, y).value() - other.pixelColor(x, y).value()) > 60
        for x in range(one.width())
        for y in range(one.height())
    )


def test_states_differ_in_shape_alone(dressed: QApplication) -> None:
    black, box = QColor("black"), QRectF(0, 0, 32, 32)
    shapes = {
        state: drawn(lambda p, state=state: icons.paint_state(p, box, state, black))
        for state in icons.STATES
        if state != "soon"  # late and soon are one clock; the words tell them apart
    }
    alike = [(a, b) for a, b in combinations(shapes, 2) if difference(shapes[a], shapes[b]) < 20]
    assert alike == []
    assert set(colours.LIGHT.states) == set(icons.STATES)


def test_marks_differ_in_shape_alone(dressed: QApplication) -> None:
    pen, middle = QPen(QColor("black"), 2.6), QRectF(0, 0, 32, 32).center()
    shapes = {kind: drawn(lambda p, kind=kind: icons.paint_mark(p, kind, middle, 10, pen)) for kind in icons.MARKS}
    assert [(a, b) for a, b in combinations(shapes, 2) if difference(shapes[a], shapes[b]) < 20] == []


def test_icons_take_the_colour_that_is_asked_for(dressed: QApplication) -> None:
    image = icons.pixmap("plus", QColor("#B3261E"), 24, 2.0).toImage()
    assert image.width() == 48
    assert image.pixelColor(24, 24) == QColor("#B3261E")
