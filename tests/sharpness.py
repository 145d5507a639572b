"""How sharp icons and drawings are on a screen of another scale: `python -m tests.sharpness`, with QT_SCALE_FACTOR set.

Prints one line of JSON: what is measured, and how far its pixels are from those of a drawing made for that scale.
"""

from __future__ import annotations

import json
import os
import sys

from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QWidget

from reception_desk.app import application
from reception_desk.forms.car_drawing import read_drawing
from reception_desk.forms.words import say, verbatim
from reception_desk.language import Language
from reception_desk.resources import resource
from reception_desk.ui import icons, theme
from reception_desk.ui.voice import Voice
from reception_desk.ui.widgets.buttons import Button
from reception_desk.ui.widgets.car_diagram import CarDiagram
from reception_desk.ui.widgets.labels import Sign


def difference(one: QImage, other: QImage) -> float:
    """Mean difference of their greys, 0 to 255; 255 where they are not of one size."""
    if one.size() != other.size():
        return 255.0
    first, second = (image.convertToFormat(QImage.Format.Format_Grayscale8) for image in (one, other))
    apart = [
        abs(first.pixelColor(x, y).value() - second.pixelColor(x, y).value())
        for x in range(first.width())
        for y in range(first.height())
    ]
    return sum(apart) / len(apart)


def drawn_anew(name: str, side: int, ink: QColor, ground: QColor) -> QImage:
    """An icon rendered from its file for exactly so many pixels."""
    text = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    text = text.replace("currentColor", ink.name()).replace('stroke-width="2"', f'stroke-width="{icons.STROKE}"')
    image = QImage(QSize(side, side), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(ground)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return image


def shown(widget: QWidget) -> QImage:
    widget.show()
    QApplication.processEvents()
    return widget.grab().toImage()


def of_sign(size: int, ratio: float) -> float:
    """An icon on a widget of its own, which begins on a whole pixel."""
    sign = Sign("alert-triangle", "text", size)
    sign.resize(size, size)
    side = round(size * ratio)
    anew = drawn_anew("alert-triangle", side, theme.tokens().text, theme.tokens().window)
    return difference(shown(sign).copy(0, 0, side, side), anew)


def of_menu_icon(size: int, ratio: float) -> float:
    """An icon that Qt paints: the nearest of those that were made for it."""
    icon: QIcon = icons.icon("printer", theme.tokens().text, size)
    pixels = icon.pixmap(QSize(size, size), ratio).toImage()
    return 0.0 if pixels.width() >= round(size * ratio) else 255.0


def of_car(voice: Voice, ratio: float) -> float:
    """The drawing of the car is kept as a picture: as many pixels as the screen has."""
    car = CarDiagram(voice, verbatim)
    car.set_drawing(read_drawing(resource("cars", "saloon.svg")))
    car.resize(900, 400)
    whole = shown(car)
    return 0.0 if whole.width() == round(900 * ratio) and car._background().devicePixelRatio() == ratio else 255.0


def main() -> int:
    application(bundled_fonts=True)
    theme.wear(look="light")
    voice, ratio = Voice(Language()), float(os.environ["QT_SCALE_FACTOR"])
    button = Button(voice, say("Print"), icon="printer", key="Ctrl+P")
    button.resize(button.sizeHint())
    measured = {
        "ratio": shown(button).devicePixelRatio(),
        **{f"sign of {size}": of_sign(size, ratio) for size in (12, 14, 16, 18)},
        "icon in a menu": of_menu_icon(16, ratio),
        "state in a list": of_menu_icon(14, ratio),
        "car": of_car(voice, ratio),
    }
    print(json.dumps(measured))
    return 0


if __name__ == "__main__":
    sys.exit(main())
