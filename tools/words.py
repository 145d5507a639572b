"""Collects the program's texts and keeps the catalogues: extract, update, compile, or --check that all is there.

English is the source. Started by `dev.py words`, `dev.py check` and dev.py's set-up.
"""

import argparse
import datetime
import io
import string
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.frontend import parse_keywords
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
DOMAIN = "reception_desk"
COMPLETE = ("zh_CN",)  # other languages are welcome half done

SAYING = ["say:1", "say_many:1,2", "word:1c,2"]
# The kinds of forms/fields.py. In ui/ these are names of Qt's methods too, so they count only in the rooms of sheets.
KINDS = [
    "text:1", "code:1", "whole:1", "quantity:1", "percent:1", "money:1", "day:1", "moment:1", "span:1", "flag:1",
    "choice:1", "several:1", "link:1", "lines:1", "marks:1", "photos:1", "signature:1", "option:1", "section:1",
    "title:1", "hint:1",
]  # fmt: skip
SHEET_ROOMS = ("forms", "desk", "printing", "errors.py")

# One fixed date: a catalogue changes when its words do.
DATE = datetime.datetime(2026, 11, 21, tzinfo=datetime.UTC)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--compile", action="store_true", help="only make the .mo files that are missing or older")
    parser.add_argument("--check", action="store_true", help="change nothing; say what is missing in the catalogues")
    options = parser.parse_args()
    if options.check:
        return report(problems())
    if not options.compile:
        update_catalogues()
    compile_catalogues()
    return 0


def collect() -> Catalog:
    """All texts of the source, with the files they stand in."""
    template = new_catalogue(None)
    package = ROOT / DOMAIN
    for path in sorted(package.rglob("*.py")):
        room = path.relative_to(package).parts[0]
        keywords = parse_keywords(SAYING + KINDS if room in SHEET_ROOMS else SAYING)
        source = path.relative_to(ROOT).as_posix()
        with path.open("rb") as file:
            for line, message, comments, context in extract(
                "python", file, keywords, ["NOTE:"], strip_comment_tags=True
            ):
                if message:
                    template.add(message, locations=[(source, line)], auto_comments=comments, context=context)
    return template


def update_catalogues() -> None:
    template = collect()
    for path in catalogue_paths():
        before = path.read_bytes() if path.exists() else b""
        catalogue = read(path)
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        catalogue.creation_date = catalogue.revision_date = DATE
        out = io.BytesIO()
        write_po(out, catalogue, width=120, sort_output=True, include_lineno=False)
        if out.getvalue() != before:
            replace(path, out.getvalue())


def compile_catalogues() -> None:
    for path in catalogue_paths():
        compiled = path.with_suffix(".mo")
        if path.exists() and not (compiled.exists() and compiled.stat().st_mtime >= path.stat().st_mtime):
            out = io.BytesIO()
            write_mo(out, read(path))
            replace(compiled, out.getvalue())


def problems() -> Iterator[str]:
    """One line for each text that a complete language lacks, has too much or has with other {places}."""
    template = {key(message) for message in messages(collect())}
    for path in catalogue_paths():
        language = path.parts[-3]
        known = {key(message): message for message in messages(read(path))}
        for context, text in sorted(template - known.keys(), key=str) + sorted(known.keys() - template, key=str):
            yield f"{language}: {context or ''} {text!r}: not as in the source, run `python3 dev.py words`"
        for message in known.values():
            translated = texts(message.string)
            if not all(translated) or message.fuzzy:
                if language in COMPLETE:
                    yield f"{language}: {texts(message.id)[0]!r}: not translated"
            elif not all(places(text) <= places(*texts(message.id)) for text in translated):
                yield f"{language}: {texts(message.id)[0]!r}: names a place that the source does not have"
            elif not message.pluralizable and places(*translated) != places(*texts(message.id)):
                yield f"{language}: {texts(message.id)[0]!r}: leaves out a place in braces"


def report(found: Iterable[str]) -> int:
    lines = list(found)
    for line in lines:
        print(line)
    return 1 if lines else 0


def catalogue_paths() -> list[Path]:
    folder = ROOT / "resources" / "i18n"
    languages = {path.name for path in folder.iterdir() if path.is_dir()} if folder.is_dir() else set()
    return [folder / name / "LC_MESSAGES" / f"{DOMAIN}.po" for name in sorted(languages | set(COMPLETE))]


def new_catalogue(language: str | None) -> Catalog:
    return Catalog(
        locale=language,
        domain=DOMAIN,
        project="Reception Desk",
        version="1",
        copyright_holder="The Reception Desk authors",
        msgid_bugs_address="the project's issue tracker",
        last_translator="The Reception Desk authors",
        language_team=language or "English",
        header_comment="# Texts of Reception Desk. English is the source; `python3 dev.py words` keeps this file.",
        creation_date=DATE,
        revision_date=DATE,
        fuzzy=False,
    )


def read(path: Path) -> Catalog:
    language = path.parts[-3]
    if not path.exists():
        return new_catalogue(language)
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def replace(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_bytes(content)
    fresh.replace(path)


def messages(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def key(message: Message) -> tuple[str | None, str]:
    return message.context, texts(message.id)[0]


def texts(value: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """Singular and plural alike, as a tuple that is never empty."""
    return (value or "",) if value is None or isinstance(value, str) else tuple(value)


def places(*values: str) -> set[str]:
    """Names in braces: {plate}."""
    return {name for value in values for _, name, _, _ in string.Formatter().parse(value) if name}


if __name__ == "__main__":
    sys.exit(main())
