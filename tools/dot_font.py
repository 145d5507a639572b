"""Draws resources/fonts/ReceptionDot-*.ttf, the middle dot of Noto Sans SC as narrow as between Latin words.

Noto Sans SC gives "·" the width of a Chinese character and has no feature that narrows it alone. A font that holds
nothing else stands before it in the families; heights and all other characters stay those of Noto Sans SC.
"""

import sys

from fontTools import subset
from fontTools.ttLib import TTFont

from reception_desk.resources import resource

DOT, WIDE = 0xB7, 400
"""Thousandths of the type size, as printing/text.py has it on paper."""
NAME = "Reception Dot"


def main() -> int:
    for weight in ("Regular", "Bold"):
        font = TTFont(resource("fonts", f"NotoSansSC-{weight}.ttf"))
        _keep_the_dot(font)
        _narrow(font)
        for record in font["name"].names:
            record.string = {1: NAME, 4: f"{NAME} {weight}", 6: f"{NAME.replace(' ', '')}-{weight}"}.get(
                record.nameID, str(record)
            )
        font.save(resource("fonts", f"{NAME.replace(' ', '')}-{weight}.ttf"))
    return 0


def _keep_the_dot(font: TTFont) -> None:
    options = subset.Options()
    options.layout_features = []
    options.name_IDs = [0, 1, 2, 4, 6, 13, 14]
    options.hinting = False
    part = subset.Subsetter(options)
    part.populate(unicodes=[DOT])
    part.subset(font)


def _narrow(font: TTFont) -> None:
    name = font.getBestCmap()[DOT]
    glyph, (advance, _) = font["glyf"][name], font["hmtx"][name]
    glyph.coordinates.translate(((WIDE - advance) // 2, 0))
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (WIDE, glyph.xMin)


if __name__ == "__main__":
    sys.exit(main())
