"""Writes resources/pinyin/readings.tsv: all readings of each Chinese character without tones, the commonest first.

What is written in Chinese is found by its pinyin, whole or by initials, whichever reading its owner uses (单 dan, chan,
shan). The program reads this table; pypinyin itself costs a third of a second and 50 MiB, so it stays a tool.
"""

import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from fontTools.ttLib import TTFont
from pypinyin.constants import PINYIN_DICT

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "resources" / "pinyin" / "readings.tsv"
FONT = ROOT / "resources" / "fonts" / "NotoSansSC-Regular.ttf"


def main() -> int:
    """Characters that are read alike share a line."""
    TABLE.parent.mkdir(parents=True, exist_ok=True)
    alike: dict[str, list[str]] = {}
    for character, readings in rows():
        alike.setdefault(" ".join(readings), []).append(character)
    with TABLE.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{readings}\t{''.join(characters)}\n" for readings, characters in sorted(alike.items()))
    return 0


def rows() -> Iterator[tuple[str, list[str]]]:
    """Of every character that the shipped font can show and that has a reading."""
    for code in sorted(TTFont(FONT).getBestCmap()):
        if code in PINYIN_DICT and unicodedata.category(chr(code)) == "Lo":
            typed = [way for reading in PINYIN_DICT[code].split(",") for way in ways(reading)]
            yield chr(code), list(dict.fromkeys(typed))


def ways(reading: str) -> list[str]:
    """As the keyboard types it: 'ā' and 'a' are the same key, 'lǜ' is lv for most and lu for some."""
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFC", reading).translate(_UMLAUT))
    letters = "".join(letter for letter in plain if "a" <= letter <= "z")
    return [letters, letters.replace("v", "u")] if "v" in letters else [letters] if letters else []


_UMLAUT = str.maketrans(dict.fromkeys("üǖǘǚǜ", "v"))


if __name__ == "__main__":
    sys.exit(main())
