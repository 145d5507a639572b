"""Colours that can be read, state shapes that can be told apart without colour, fonts that are there."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontInfo, QImage, QPainter, QPen
from PySide6.QtWidgets import QApplication

from reception_desk.ui import colours, icons, theme


def luminance(colour: QColor) -> float:
    """WCAG 2.2 relative luminance."""

    def part(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    return 0.2126 * part(colour.redF()) + 0.7152 * part(colour.greenF()) + 0.0722 * part(colour.blueF())


def contrast(one: QColor, other: QColor) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture
def dressed(qapp: QApplication) -> QApplication:
    theme.dress(qapp, families=theme.BUNDLED)
    return qapp


@pytest.mark.parametrize("table", colours.TABLES.values())
def test_contrast_of_text_is_at_least_4_5(table: theme.Tokens) -> None:
    grounds = (table.surface, table.window, table.sunken)
    pairs = [(ink, ground) for ink in (table.text, table.text2, table.ph, table.link) for ground in grounds]
    pairs += [(table.onpri, table.pri), (table.text, table.sel), (table.text2, table.sel), (table.text2, table.rail)]
    pairs += [table.level(level)[:2] for level in ("check", "stop", "done")]
    pairs += [(colour, ground) for colour in table.states.values() for ground in grounds]
    assert [(a.name(), b.name()) for a, b in pairs if contrast(a, b) < 4.5] == []


@pytest.mark.parametrize("table", colours.TABLES.values())
def test_contrast_of_outlines_is_at_least_3(table: theme.Tokens) -> None:
    pairs = [(edge, ground) for edge in (table.ctl, table.selb) for ground in (table.surface, table.window)]
    pairs += [(table.tick, table.surface), (table.old_mark, table.surface)]
    assert [(a.name(), b.name()) for a, b in pairs if contrast(a, b) < 3] == []


def test_tokens_are_those_of_the_palette_in_force(dressed: QApplication) -> None:
    assert theme.tokens() is theme.LIGHT
    assert dressed.palette().placeholderText().color() == theme.LIGHT.ph


def test_fonts_are_the_bundled_ones_in_the_sizes_of_their_roles(dressed: QApplication) -> None:
    assert QFontInfo(dressed.font()).family() == "Noto Sans SC"
    assert theme.font("pay").pointSizeF() == 26
    assert theme.font("plate").bold()


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
    assert set(theme.LIGHT.states) == set(icons.STATES)


def test_marks_differ_in_shape_alone(dressed: QApplication) -> None:
    pen, middle = QPen(QColor("black"), 2.6), QRectF(0, 0, 32, 32).center()
    shapes = {kind: drawn(lambda p, kind=kind: icons.paint_mark(p, kind, middle, 10, pen)) for kind in icons.MARKS}
    assert [(a, b) for a, b in combinations(shapes, 2) if difference(shapes[a], shapes[b]) < 20] == []


def test_icons_take_the_colour_that_is_asked_for(dressed: QApplication) -> None:
    image = icons.pixmap("plus", QColor("#B3261E"), 24, 2.0).toImage()
    assert image.width() == 48
    assert image.pixelColor(24, 24) == QColor("#B3261E")
