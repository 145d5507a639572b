"""Known troubles. Each carries its sentence, with what to do, as data; ui and __main__ put it into words.

Anything that is not one of these is a bug and reaches the except hook.
"""

from __future__ import annotations

from pathlib import Path

from reception_desk.forms.moments import Moment
from reception_desk.forms.words import Text, say, value


class DeskError(Exception):
    """A trouble of the world or a step that cannot be taken yet; `say` is what the person at the desk reads."""

    def __init__(self, text: Text, *, field: str = "") -> None:
        super().__init__(str(text))
        self.say = text
        self.field = field


class Refused(DeskError):
    """A step that the stage, the sheet or the law does not allow now; `field` is where to go ("check_in.odometer")."""


def sheet_gone() -> Refused:
    return Refused(say("This sheet is no longer there. Open it again."))


def visit_closed() -> Refused:
    return Refused(say("This visit is closed. Open it again from its state first."))


class ShopFileError(DeskError):
    """The shop file cannot be opened; it was not touched."""


class Damaged(ShopFileError):
    """The shop file is there and cannot be read."""


def newer_file(path: Path) -> ShopFileError:
    return ShopFileError(
        say(
            "This shop was last used with a newer version of Reception Desk. Install that version here: {path}",
            path=str(path),
        )
    )


def foreign_file(path: Path) -> ShopFileError:
    return ShopFileError(
        say("This file belongs to another program. Choose a shop folder of Reception Desk: {path}", path=str(path))
    )


def not_a_database(path: Path) -> Damaged:
    return Damaged(
        say(
            "This is no shop file, or it is damaged. Nothing was changed. Restore a backup or choose another: {path}",
            path=str(path),
        )
    )


def empty_file(path: Path) -> Damaged:
    return Damaged(
        say(
            "The shop file is empty: something damaged it. Nothing was changed, and the folder backups holds no sound"
            " copy. Keep the folder and ask for help: {path}",
            path=str(path),
        )
    )


def damaged(backup: Path, upto: Moment) -> Damaged:
    """`backup`: the newest sound one; `upto`: its last entry. A WAL beside it would be taken for its own."""
    return Damaged(
        say(
            "The shop file is damaged; nothing was changed. Move shop.sqlite3 and shop.sqlite3-wal to another folder,"
            " then copy the newest sound backup here and call it shop.sqlite3. It holds all up to {upto}: {path}",
            upto=value("moment", upto),
            path=str(backup),
        )
    )


def not_migrated(path: Path) -> ShopFileError:
    return ShopFileError(
        say(
            "This shop could not be brought to the new version; it is as it was. Install the version from before,"
            " and report this: {path}",
            path=str(path),
        )
    )


def read_only(path: Path) -> ShopFileError:
    return ShopFileError(
        say("The shop folder cannot be written to. Give this account the right to write there: {path}", path=str(path))
    )


def in_use(path: Path) -> ShopFileError:
    return ShopFileError(
        say("This shop is already open. Look for its window, or close it first: {path}", path=str(path))
    )


def remote_folder(path: Path) -> ShopFileError:
    return ShopFileError(
        say("A shop cannot be kept on a network drive. Choose a folder on this computer: {path}", path=str(path))
    )


def long_path(path: Path) -> ShopFileError:
    return ShopFileError(
        say("The path of the shop folder is too long. Choose a folder with a shorter one: {path}", path=str(path))
    )


def disk_full(path: Path) -> DeskError:
    return DeskError(
        say(
            "The disk is full, so nothing new can be saved. Free some space; your last entry is on the screen: {path}",
            path=str(path),
        )
    )


def broken_file(path: Path) -> DeskError:
    return DeskError(
        say(
            "The shop file is damaged, so nothing can be saved. Close the program, keep a copy of the shop folder, and"
            " open the shop again: {path}",
            path=str(path),
        )
    )


def no_backup(folder: Path) -> DeskError:
    return DeskError(
        say(
            "No backup could be made; the older ones are still there. Look at the disk, then open and close the shop"
            " once more: {path}",
            path=str(folder),
        )
    )


def file_locked(path: Path) -> DeskError:
    return DeskError(
        say(
            "Another program is using the shop data, so nothing can be saved. Close it, then try again: {path}",
            path=str(path),
        )
    )
