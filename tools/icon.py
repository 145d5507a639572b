"""Draws resources/icons/reception-desk.ico, the program's icon on Windows, from the drawing beside it."""

import io
import sys

from PIL import Image
from PySide6.QtCore import QBuffer
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from reception_desk.resources import resource

SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)


def main() -> int:
    app = QGuiApplication(sys.argv[:1])
    drawing = QSvgRenderer(str(resource("icons", "reception-desk.svg")))
    pictures = [Image.open(io.BytesIO(_png(drawing, size))) for size in SIZES]
    pictures[-1].save(
        resource("icons", "reception-desk.ico"),
        sizes=[(size, size) for size in SIZES],
        append_images=pictures[:-1],
    )
    del app
    return 0


def _png(drawing: QSvgRenderer, size: int) -> bytes:
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    drawing.render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


if __name__ == "__main__":
    sys.exit(main())
