"""Makes docs/pictures and docs/manual/pictures from two tours: `python -m tools.pictures TOUR_EN TOUR_ZH`.

The pictures of the README and of the manual are what the tour saw.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pypdfium2
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / "docs" / "pictures"
MANUAL = ROOT / "docs" / "manual" / "pictures"
LANGUAGES = ("en", "zh_CN")
"""As the tours are named on the command line."""
COLOURS = 256
PAPERS = (("work-order-paper", 0, "work_order"), ("settlement-paper", 1, "settlement"))
"""(name in the README, which tour, kind of paper); its screens are those of the manual."""
PAGES = {
    "today": "today",
    "check-in": "check-in-filled",
    "walk-around": "walk-around-damage",
    "work-order": "work-order-extra-job",
    "checkout": "checkout-two-ways",
}
"""Name in the manual, in both languages, to name in the tour."""
PAPERS_OF_PAGES = {"blank-walk-around": "blank-walk_around"}
PAPER_DPI = 80


def main(tours: list[Path]) -> None:
    for name, which, kind in PAPERS:
        keep(paper_of(tours[which], kind), PLACE / f"{name}.png")
    for tour, language in zip(tours, LANGUAGES, strict=True):
        for name, screen in PAGES.items():
            keep(screen_of(tour, screen), MANUAL / language / f"{name}.png")
        for name, kind in PAPERS_OF_PAGES.items():
            keep(paper_of(tour, kind), MANUAL / language / f"{name}.png")


def screen_of(tour: Path, name: str) -> Image.Image:
    with Image.open(next(path for path in sorted(tour.glob("*.png")) if path.stem[3:] == name)) as picture:
        return picture.convert("RGB")


def paper_of(tour: Path, kind: str) -> Image.Image:
    """The first page of the first paper of a kind."""
    paper = next(path for path in sorted((tour / "papers").glob("*.pdf")) if kind in path.name)
    document = pypdfium2.PdfDocument(paper)
    page: Image.Image = document[0].render(scale=PAPER_DPI / 72).to_pil()
    document.close()
    return page


def keep(picture: Image.Image, path: Path) -> None:
    """With 256 colours of its own, bright ones before the greys of letters' edges, so that a clone stays small."""
    path.parent.mkdir(parents=True, exist_ok=True)
    full = picture.convert("RGB")
    counted = Counter(zip(*[iter(full.tobytes())] * 3, strict=True))
    wanted = sorted(counted, key=lambda colour: counted[colour] * (1 + max(colour) - min(colour)), reverse=True)
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in wanted[:COLOURS] for part in colour])
    full.quantize(palette=palette, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:3]])
