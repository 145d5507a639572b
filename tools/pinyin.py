"""Writes resources/pinyin/initials.tsv: each Chinese character with the first letters of all its readings.

A name is found by its initials whichever reading its owner uses (单 c, d, s). The program reads this table;
pypinyin itself costs a third of a second and 50 MiB, so it stays a tool.
"""

import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from fontTools.ttLib import TTFont
from pypinyin.constants import PINYIN_DICT

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "resources" / "pinyin" / "initials.tsv"
FONT = ROOT / "resources" / "fonts" / "NotoSansSC-Regular.ttf"


def main() -> int:
    TABLE.parent.mkdir(parents=True, exist_ok=True)
    with TABLE.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{character}\t{initials}\n" for character, initials in rows())
    return 0


def rows() -> Iterator[tuple[str, str]]:
    """Of every character that the shipped font can show and that has a reading."""
    for code in sorted(TTFont(FONT).getBestCmap()):
        if code in PINYIN_DICT and unicodedata.category(chr(code)) == "Lo":
            yield chr(code), "".join(sorted({initial(reading) for reading in PINYIN_DICT[code].split(",")} - {""}))


def initial(reading: str) -> str:
    """'ā' and 'a' are the same key; what is no letter of the keyboard has none."""
    letters = [letter for letter in unicodedata.normalize("NFD", reading) if "a" <= letter <= "z"]
    return letters[0] if letters else ""


if __name__ == "__main__":
    sys.exit(main())
