"""What the project stands on: fonts, resources, pins, versions, and a Qt that survives a day's work."""

import gettext
import re
import sqlite3
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import platformdirs
import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from fontTools.ttLib import TTFont
from PySide6.QtSvg import QSvgRenderer

import reception_desk
from reception_desk.catalogue import Catalogue
from reception_desk.resources import resource

WEIGHTS = ("Regular", "Bold")

# A day's work at the counter: nearly every call that returns nothing drops a reference in a broken build.
PROBE = """
import sys
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication([])
label = QLabel()
before = sys.getrefcount(None)
for number in range(20_000):
    label.setText("a")
lost = before - sys.getrefcount(None)
print("survived", lost < 1000)
"""


def test_qt_keeps_its_references_to_none() -> None:
    done = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout.split()) == (0, ["survived", "True"]), done.stderr


def test_sqlite_is_new_enough() -> None:
    assert sqlite3.sqlite_version_info >= (3, 40)
    made = sqlite3.connect(":memory:")
    made.execute("CREATE VIRTUAL TABLE found USING fts5(plate, tokenize='trigram')")
    made.execute("CREATE TABLE strict_one (id TEXT PRIMARY KEY) STRICT")
    made.close()


def characters_of(encoding: str) -> set[int]:
    """Every character that two bytes of an encoding can name, as far as Unicode has it outside the private area."""
    found = set()
    for first in range(0x81, 0xFF):
        for second in range(0x40, 0xFF):
            try:
                text = bytes((first, second)).decode(encoding)
            except UnicodeDecodeError:
                continue
            found |= {ord(character) for character in text if not 0xE000 <= ord(character) <= 0xF8FF}
    return found


@pytest.fixture(scope="module", params=WEIGHTS)
def font(request: pytest.FixtureRequest) -> Iterator[TTFont]:
    with TTFont(resource("fonts", f"NotoSansSC-{request.param}.ttf"), lazy=True) as opened:
        yield opened


@pytest.mark.parametrize("encoding", ["gb2312", "gbk", "big5"])
def test_font_has_every_chinese_character_of(encoding: str, font: TTFont) -> None:
    wanted = {code for code in characters_of(encoding) if 0x3400 <= code <= 0x9FFF or code >= 0x20000}
    assert len(wanted) > 6000
    assert sorted(map(chr, wanted - font.getBestCmap().keys())) == []


def test_font_has_the_characters_of_rare_names_and_of_amounts(font: TTFont) -> None:
    wanted = "㛃䶮喆堃镕鿍𠅤" + "壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整" + "¥€£✓…·—“”"
    assert [character for character in wanted if ord(character) not in font.getBestCmap()] == []


def test_font_is_static_truetype(font: TTFont) -> None:
    """ReportLab can embed no other kind; of a variable font it would take the thinnest."""
    assert "glyf" in font and "CFF " not in font and "fvar" not in font


def test_fonts_have_names_of_their_own_and_a_licence() -> None:
    for weight in WEIGHTS:
        with TTFont(resource("fonts", f"NotoSansSC-{weight}.ttf"), lazy=True) as font:
            assert font["name"].getDebugName(6) == f"NotoSansSC-{weight}"
    assert "SIL OPEN FONT LICENSE Version 1.1" in resource("fonts", "OFL.txt").read_text(encoding="utf-8")


def test_icons_and_cars_can_be_drawn() -> None:
    drawings = [*resource("icons").glob("*.svg"), *resource("cars").glob("*.svg")]
    assert len(drawings) >= 50
    assert [path.name for path in drawings if not QSvgRenderer(str(path)).isValid()] == []
    assert resource("icons", "LICENSE-tabler.txt").is_file()


def test_every_icon_is_asked_for_by_the_program(project: Path) -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (project / "reception_desk").rglob("*.py"))
    names = [path.stem for path in resource("icons").glob("*.svg")]
    assert [name for name in names if f'"{name}"' not in code and f'"{name}.svg"' not in code] == []


@pytest.mark.parametrize("car", ["saloon", "suv", "van", "pickup", "motorcycle"])
def test_car_drawing_has_named_zones(car: str) -> None:
    svg = ElementTree.parse(resource("cars", f"{car}.svg")).getroot()
    zones = {path.get("id", "") for path in svg.findall(".//{*}g[@id='zones']//{*}path")}
    assert len(zones) > 90 and {"mirror_l", "mirror_r"} <= {zone.partition("@")[0] for zone in zones}


def test_pinyin_knows_every_reading_of_a_name() -> None:
    lines = [line.split("\t") for line in resource("pinyin", "readings.tsv").read_text(encoding="utf-8").splitlines()]
    table = {name: readings for readings, alike in lines for name in alike}
    assert [table[name] for name in "单曾林区吕"] == ["dan chan shan", "ceng zeng", "lin", "qu ou", "lv lu"]
    assert all(re.fullmatch("[a-z]+( [a-z]+)*", readings) for readings in table.values())
    assert len(table) == sum(len(alike) for _, alike in lines)
    common = {chr(code) for code in characters_of("gb2312") if 0x4E00 <= code <= 0x9FFF}
    assert common - table.keys() == set()


def test_resources_of_a_frozen_program_lie_beside_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resource("fonts", "a.ttf") == tmp_path / "resources" / "fonts" / "a.ttf"


def test_version_is_the_one_of_the_changes(project: Path) -> None:
    newest = re.search(r"^## (\S+)", (project / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert newest and newest.group(1) == reception_desk.__version__


def test_lock_pins_everything_by_hash_and_names_no_place(project: Path) -> None:
    text = (project / "requirements.lock").read_text(encoding="utf-8")
    assert "/" not in text, "neither an address nor a folder"
    assert set(re.findall(r"--[a-z-]+", text)) == {"--hash"}, "nor where to look for it, nor what wrote it"
    entries = re.split(r"\n(?=\S)", text.strip())
    assert [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []
    described = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = described["project"]["dependencies"] + described["dependency-groups"]["dev"]
    names = {re.split(r"[^A-Za-z0-9_-]", line)[0].lower().replace("_", "-") for line in wanted}
    assert names - {entry.split("==")[0].split("[")[0] for entry in entries} == set()


def test_lock_gives_each_python_a_qt_that_works_there(project: Path) -> None:
    lines = (project / "requirements.lock").read_text(encoding="utf-8").splitlines()
    qt = sorted(line.rstrip(" \\") for line in lines if line.startswith("pyside6"))
    assert qt == [
        "pyside6-addons==6.11.3 ; python_full_version < '3.12'",
        "pyside6-essentials==6.11.3 ; python_full_version < '3.12'",
        "pyside6-essentials==6.12.0 ; python_full_version >= '3.12'",
        "pyside6-pdf==6.12.0.140 ; python_full_version >= '3.12'",
    ]


def test_shop_data_cannot_be_committed_by_accident(project: Path) -> None:
    if not (project / ".git").exists():
        pytest.skip("not a git working tree")
    for name in ("shop/shop.sqlite3", "any/where/shop.sqlite3-wal", "papers/1.pdf", "photos/1.jpg", "backups/x",
                 "tour-out/en/01.png", "dist/a", "build/a", ".venv/a", "resources/i18n/a.mo"):  # fmt: skip
        ignored = subprocess.run(["git", "check-ignore", "-q", name], cwd=project)
        assert ignored.returncode == 0, name


def test_no_test_can_find_a_real_home() -> None:
    real = Path.home().resolve()
    assert "home" in real.name and real.parent != Path("/")
    assert not any(real.iterdir())
    for folder in (
        platformdirs.user_data_dir("x"),
        platformdirs.user_config_dir("x"),
        platformdirs.user_documents_dir(),
    ):
        assert Path(folder).resolve().is_relative_to(real)


def test_catalogue_says_what_the_standard_library_says(project: Path) -> None:
    file = resource("i18n", "zh_CN", "LC_MESSAGES", "reception_desk.mo")
    with file.open("rb") as opened:
        known = gettext.GNUTranslations(opened)
    ours, texts = Catalogue(file), vars(known)["_catalog"]
    assert len(texts) > 1000
    for text in texts:
        if isinstance(text, tuple):  # with its plural form
            assert [ours.ngettext(text[0], "", n) for n in range(5)] == [
                known.ngettext(text[0], "", n) for n in range(5)
            ]
        elif "\x04" in text:
            assert ours.pgettext(*text.split("\x04")) == known.pgettext(*text.split("\x04"))
        elif text:
            assert ours.gettext(text) == known.gettext(text)


def test_catalogue_takes_the_plural_form_that_the_language_names(tmp_path: Path) -> None:
    file = tmp_path / "two.mo"
    texts = Catalog(locale="fr")  # 0 is singular there
    texts.add(("{n} car", "{n} cars"), ("{n} voiture", "{n} voitures"))
    with file.open("wb") as out:
        write_mo(out, texts)
    assert [Catalogue(file).ngettext("{n} car", "{n} cars", n) for n in (0, 1, 2)] == ["{n} voiture"] * 2 + [
        "{n} voitures"
    ]
    assert [Catalogue(tmp_path / "none.mo").ngettext("a", "b", n) for n in (1, 2)] == ["a", "b"]
