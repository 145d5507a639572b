"""The command line: start the desk, play the tour, check a shop folder."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reception_desk import __version__
from reception_desk.forms.words import Text, say

if TYPE_CHECKING:
    import argparse

SOUND, DAMAGED, NOT_LOOKED = 0, 1, 2
SPOKEN = ("en", "zh_CN")


def main(arguments: list[str] | None = None) -> int:
    """`reception-desk [--shop DIR] [--language en|zh_CN]`, `tour …`, `check …`, `print …`; returns the exit code."""
    _speak_utf8()
    words = sys.argv[1:] if arguments is None else arguments
    if _is_plain(words):
        told = dict(zip(words[::2], words[1::2], strict=True))
        return desk(Path(told["--shop"]) if "--shop" in told else None, told.get("--language"))
    args = _parser().parse_args(words)
    if args.command is None:
        return desk(args.shop, args.language)
    if args.command == "check":
        return check(args.shop, args.language)
    if args.command in ("print", "printers"):
        from reception_desk.ui import print_job

        if args.command == "printers":
            return print_job.ask(args.told)
        wanted = {"printer": args.printer, "name": args.name}
        if args.ask:
            more = {"copies": args.copies, "language": args.language or "en", "paper": args.ask}
            return print_job.run_asked(args.pdf, args.told, **wanted, **more)
        return print_job.run(args.pdf, args.told, **wanted)
    from reception_desk.app import finish
    from reception_desk.tour import tour

    try:
        return tour(args.out, language=args.language or "en", now=args.now)
    finally:
        finish()


def desk(shop: Path | None, language: str | None) -> int:
    hasten()
    from reception_desk.app import finish, start

    try:
        return start(shop, language)
    finally:
        finish()


def _is_plain(words: list[str]) -> bool:
    """Whether the desk is to start, in so many words: then nothing has to be parsed, which takes some milliseconds."""
    names, values = words[::2], words[1::2]
    if len(names) != len(values) or set(names) - {"--shop", "--language"}:
        return False
    return not any(
        value.startswith("-") or (name == "--language" and value not in SPOKEN)
        for name, value in zip(names, values, strict=True)
    )


def hasten() -> None:
    """Before the first import of Qt. What a start makes stays, so looking for garbage finds none (`sweeping` begins it
    again after the first paint)."""
    gc.disable()
    from reception_desk import first_qt

    first_qt.bring_in()


def window() -> int:
    """The same without a console (the window's own entry point)."""
    return main(sys.argv[1:])


def _speak_utf8() -> None:
    """A Windows console speaks the country's old code page; Chinese needs UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def _parser() -> argparse.ArgumentParser:
    import argparse

    parser = argparse.ArgumentParser(prog="reception-desk", description="Reception desk of a car repair shop.")
    parser.add_argument("--version", action="version", version=__version__)
    _shared(parser)
    commands = parser.add_subparsers(dest="command")
    tour = commands.add_parser("tour", help="play the whole story on a demo shop; leaves pictures and papers")
    tour.add_argument("--out", type=Path, required=True, help="folder for pictures, papers and the shop")
    tour.add_argument("--language", choices=SPOKEN)
    tour.add_argument("--now", action="store_true", help="real clock and ids instead of the fixed ones")
    check_it = commands.add_parser("check", help="is a shop folder sound? changes nothing in it")
    check_it.add_argument("--shop", type=Path, help="the shop folder; without it the one that was open last")
    check_it.add_argument("--language", choices=SPOKEN, help="language of the report")
    _for_the_desk(commands)
    return parser


def _for_the_desk(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """What the desk calls beside itself (`ui/printer.py`); each leaves what it found in a file."""
    paper = commands.add_parser("print", help="a PDF to a printer, as the desk does it")
    paper.add_argument("pdf", type=Path)
    paper.add_argument("--printer", default="", help="its name; without one the computer's own")
    paper.add_argument("--name", default="paper", help="of the job in the printer's queue")
    paper.add_argument("--ask", type=Path, metavar="PDF", help="the system's own dialog first, then what lies here")
    paper.add_argument("--copies", type=int, default=1, help="what that dialog begins with")
    paper.add_argument("--language", choices=SPOKEN, help="of that dialog")
    asked = commands.add_parser("printers", help="which printers there are")
    for command in (paper, asked):
        command.add_argument("--told", type=Path, required=True, help="file for what came of it (JSON)")


def _shared(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--shop", type=Path, help="the shop folder to open; made when it is not there")
    parser.add_argument("--language", choices=SPOKEN, help="language of the screen")


def check(folder: Path | None, language: str | None = None) -> int:
    """Report on a shop folder: 0 sound, 1 damage, 2 could not look."""
    from reception_desk.app import last_shop, system_language
    from reception_desk.language import Language
    from reception_desk.lock import ShopLock
    from reception_desk.store.check import check as look
    from reception_desk.store.database import FILE

    speaks = Language(language or system_language())

    def tell(text: Text) -> None:
        if sys.stdout is not None:
            print(speaks.say(text))

    folder = folder or last_shop()
    if not (folder / FILE).exists():
        tell(say("There is no shop in {folder}.", folder=str(folder)))
        return NOT_LOOKED
    lock = ShopLock(folder)
    if not lock.take():
        tell(say("The desk is open. Close it first, then check again."))
        return NOT_LOOKED
    try:
        report = look(folder)
    except OSError as trouble:
        tell(say("Could not look: {trouble}", trouble=str(trouble)))
        return NOT_LOOKED
    finally:
        lock.free()
    facts = {"version": report.sqlite, "events": report.events, "papers": report.documents}
    tell(say("SQLite {version}; {events} events, {papers} papers", **facts))
    for note in report.notes:
        tell(say("Note: {finding}", finding=note))
    for finding in report.damage:
        tell(say("DAMAGE: {finding}", finding=finding))
    tell(say("Damaged. Restore the newest file of the folder backups.") if report.damage else say("Sound."))
    return DAMAGED if report.damage else SOUND


if __name__ == "__main__":
    sys.exit(main())
