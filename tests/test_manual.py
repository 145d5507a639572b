"""The manual: a page of each tab in both languages, each with its picture on one sheet; the program has its keys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from reception_desk.ui.keys import caps, commands
from tools.pictures import PAGES, PAPERS_OF_PAGES

MANUAL = Path(__file__).resolve().parent.parent / "docs" / "manual"
LANGUAGES = ("en", "zh_CN")
NAMES = ("today", "check-in", "walk-around", "work-order", "checkout", "when-something-goes-wrong")
FILES = [MANUAL / language / f"{name}.md" for language in LANGUAGES for name in NAMES]
KEY = re.compile(r"<kbd>(.+?)</kbd>")
PICTURE = re.compile(r"!\[(.+?)\]\((.+?)\)")
LINK = re.compile(r"(?<!!)\[.+?\]\((.+?)\)")
CHINESE = re.compile(r"[一-鿿]")
ROUND_THE_PICTURE = {"en": 390, "zh_CN": 900}
"""So many words, in Chinese characters and words, leave room for a picture on a sheet at 10 pt."""
LARGEST = 140_000


def known_keys() -> set[str]:
    """Each cap as the program shows it, and each key of a cap that names several."""
    shown = {cap for one in commands() for cap in caps(one)}
    return shown | {part for cap in shown if " – " not in cap for part in cap.split() if part != "…"}


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def test_manual_has_every_page_in_both_languages_and_no_other() -> None:
    assert sorted(MANUAL.rglob("*.md")) == sorted([MANUAL / "README.md", *FILES])


@pytest.mark.parametrize("path", [MANUAL / "README.md", *FILES], ids=name_of)
def test_manual_names_only_keys_that_the_program_has(path: Path) -> None:
    named = set(KEY.findall(path.read_text(encoding="utf-8")))
    assert named
    assert named - known_keys() == set()


@pytest.mark.parametrize("name", NAMES)
def test_manual_names_the_same_keys_in_both_languages(name: str) -> None:
    texts = [(MANUAL / language / f"{name}.md").read_text(encoding="utf-8") for language in LANGUAGES]
    one, other = (set(KEY.findall(text)) for text in texts)
    assert one == other


def pictures_of(path: Path) -> Iterator[tuple[str, Path]]:
    for words, place in PICTURE.findall(path.read_text(encoding="utf-8")):
        yield words, (path.parent / place).resolve()


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_manual_shows_pictures_of_its_own_language(path: Path) -> None:
    shown = list(pictures_of(path))
    assert len(shown) == 1
    for words, picture in shown:
        assert bool(CHINESE.search(words)) == (path.parent.name == "zh_CN")
        assert picture.parent == MANUAL / "pictures" / path.parent.name
        with Image.open(picture) as opened:
            assert opened.format == "PNG"
            assert min(opened.size) > 600
        assert picture.stat().st_size < LARGEST, f"{picture.name} is large"


def test_manual_has_no_picture_that_it_does_not_show() -> None:
    shown = {picture for path in FILES for _, picture in pictures_of(path)}
    assert shown == set((MANUAL / "pictures").rglob("*.png"))
    assert {picture.stem for picture in shown} == {*PAGES, *PAPERS_OF_PAGES}


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_manual_pages_fit_one_sheet(path: Path) -> None:
    text = PICTURE.sub("", re.sub(r"<.+?>", " ", path.read_text(encoding="utf-8")))
    words = len(CHINESE.findall(text)) + len(re.findall(r"[A-Za-z0-9]+", text))
    assert words <= ROUND_THE_PICTURE[path.parent.name], f"{words} words"
    assert text.startswith("# ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_manual_page_of_damage_names_the_kinds_that_there_are(language: str) -> None:
    from reception_desk.forms.walk_around import Mark

    text = (MANUAL / language / "walk-around.md").read_text(encoding="utf-8")
    kinds = {option.code for option in Mark.spec("kind").options if len(option.code) == 1}
    assert {key for key in KEY.findall(text) if len(key) == 1} >= kinds


def test_readme_shows_pictures_that_are_there() -> None:
    shown = list(pictures_of(MANUAL.parent.parent / "README.md"))
    assert len(shown) >= 7
    assert [picture.name for _, picture in shown if not picture.is_file()] == []


def test_manual_is_reached_from_the_readme() -> None:
    root = MANUAL.parent.parent
    assert "docs/manual/README.md" in LINK.findall((root / "README.md").read_text(encoding="utf-8"))
    linked = {(MANUAL / place).resolve() for place in LINK.findall((MANUAL / "README.md").read_text(encoding="utf-8"))}
    assert linked == set(FILES)
