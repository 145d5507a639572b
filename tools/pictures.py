"""Makes docs/pictures from two tours: `python -m tools.pictures TOUR_EN TOUR_ZH`.

The README's pictures are what the tour saw.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pypdfium2
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / "docs" / "pictures"
COLOURS = 256
SCREENS = (
    ("today", 0, "today"),
    ("check-in", 1, "check-in-filled"),
    ("walk-around", 0, "walk-around-damage"),
    ("work-order", 0, "work-order-extra-job"),
    ("checkout", 0, "checkout-two-ways"),
)
"""(name in the README, which tour, name in the tour)"""
PAPERS = (("work-order-paper", 0, "work_order"), ("settlement-paper", 1, "settlement"))
PAPER_DPI = 80


def main(tours: list[Path]) -> None:
    PLACE.mkdir(parents=True, exist_ok=True)
    for name, which, screen in SCREENS:
        source = next(path for path in sorted(tours[which].glob("*.png")) if path.stem[3:] == screen)
        with Image.open(source) as picture:
            keep(picture, name)
    for name, which, kind in PAPERS:
        paper = next(path for path in sorted((tours[which] / "papers").glob("*.pdf")) if kind in path.name)
        document = pypdfium2.PdfDocument(paper)
        keep(document[0].render(scale=PAPER_DPI / 72).to_pil(), name)
        document.close()


def keep(picture: Image.Image, name: str) -> None:
    """With 256 colours of its own, bright ones before the greys of letters' edges, so that a clone stays small."""
    full = picture.convert("RGB")
    counted = Counter(zip(*[iter(full.tobytes())] * 3, strict=True))
    wanted = sorted(counted, key=lambda colour: counted[colour] * (1 + max(colour) - min(colour)), reverse=True)
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in wanted[:COLOURS] for part in colour])
    full.quantize(palette=palette, dither=Image.Dither.NONE).save(PLACE / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:3]])
